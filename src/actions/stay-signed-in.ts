import { readSession, useSession } from '../database/sessions.ts'
import type { Ground } from './action.ts'

/** How long somebody stays signed in: until then unless they do something, and until then however much they do. Both 0 where they are not. */
export interface TimeLeft {
  readonly secondsLeft: number
  readonly secondsAtMost: number
}

const NONE: TimeLeft = { secondsLeft: 0, secondsAtMost: 0 }

/** Asking is not counted as doing something. */
export const timeLeft = ({ database }: Ground, session: string): Promise<TimeLeft> =>
  database.inTransaction(async (transaction) => timesOf(await readSession(transaction, session)))

/** Somebody says that they are still there. */
export const staySignedIn = ({ database }: Ground, session: string): Promise<TimeLeft> =>
  database.inTransaction(async (transaction) => timesOf(await useSession(transaction, session)))

const timesOf = (session: TimeLeft | undefined): TimeLeft =>
  session && session.secondsLeft > 0 ? { secondsLeft: session.secondsLeft, secondsAtMost: session.secondsAtMost } : NONE
