import { readActor } from '../database/sessions.ts'
import type { Actor } from '../sharing/roles.ts'
import type { Ground } from './action.ts'

/** Who is signed in with a cookie; nobody where its session has ended. Nothing of any child is seen by it. */
export const whoAsks = ({ database }: Ground, session: string): Promise<Actor | undefined> =>
  database.inTransaction((transaction) => readActor(transaction, session))
