import type { Action } from '../../src/actions/action.ts'
import { NotDone } from '../../src/actions/action.ts'
import type { Day } from '../../src/calendar/civil-date.ts'
import type { Database } from '../../src/database/pool.ts'
import type { Actor } from '../../src/sharing/roles.ts'
import { storeAgencies } from './agencies.ts'
import { storeCalendar } from './children.ts'
import type { TestDatabase } from './cluster.ts'
import { openedAs, ownDatabase } from './own.ts'

/*
 * Actions done without a session, each in a transaction of its own.
 */

/** A database of the tests' own with agencies, some people and a calendar, or what `fill` puts there instead; and what does actions in it. */
export function onGround(today: Day, fill: (own: TestDatabase, database: Database) => Promise<void> = storeAgenciesAndCalendar) {
  const own = ownDatabase(() => fill(own, database))
  const database = openedAs('app', own)
  return { own, database, doing: doingOn(database, today) }
}

export async function storeAgenciesAndCalendar(own: TestDatabase, database: Database): Promise<void> {
  await storeAgencies(own)
  await storeCalendar(database)
}

/** What does actions in a database on a day. */
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
