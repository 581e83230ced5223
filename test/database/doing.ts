import type { Action } from '../../src/actions/action.ts'
import { NotDone } from '../../src/actions/action.ts'
import type { Day } from '../../src/calendar/civil-date.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Actor } from '../../src/sharing/roles.ts'

/*
 * Actions done without a session, each in a transaction of its own.
 */

export const doingOn =
  (database: Database, today: Day) =>
  <Input, Given>(action: Action<Input, Given>, actor: Actor, input: Input) =>
    database.inTransaction((transaction) => action({ transaction, actor, today }, input))

/** Why something was not done. */
export async function refusal(work: Promise<unknown>): Promise<NotDone['because']> {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof NotDone) return error.because
  throw error ?? new Error('it was done')
}
