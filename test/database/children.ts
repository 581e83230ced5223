import { type Day, date } from '../../src/calendar/civil-date.ts'
import { lancashire } from '../../src/calendar/lancashire.ts'
import type { CaseFile, CaseRecord, Child } from '../../src/casefile/fact-table.ts'
import { addChildren, appendRecords, holdChild, readChildren, type StoredChild } from '../../src/database/cases.ts'
import type { Database } from '../../src/database/pool.ts'
import { type Rules, reassess } from '../../src/database/projection.ts'
import { COUNTY, changeCalendar } from '../../src/database/rules.ts'
import { settingsForAllDays } from '../../src/guidance/settings.ts'
import { sharingSettingsForAllDays } from '../../src/sharing/settings.ts'
import { calendar } from '../kit.ts'
import { putAddress, putOnRoll } from './agencies.ts'
import type { TestDatabase } from './cluster.ts'

/*
 * What tests that store children are written with.
 */

export const rules: Rules = { calendar, settings: settingsForAllDays(), sharing: sharingSettingsForAllDays() }

export const recorder = { by: 'a-test' }

/** The county goes by Lancashire's calendar from now on. */
export const storeCalendar = (database: Database): Promise<unknown> =>
  database.inTransaction((transaction) => changeCalendar(transaction, COUNTY, lancashire, 'a test', recorder))

/** Makes the record of a child, with an invented name. */
export async function store(database: Database, { id, dateOfBirth, ehcp }: Child): Promise<void> {
  const child = { id, givenNames: 'Amina', familyName: 'Holt', dateOfBirth, ...(ehcp && { ehcp }) }
  await database.inTransaction((transaction) => addChildren(transaction, [child], recorder))
}

/** Records facts of a child as a page does: held, added and assessed in one transaction. */
export const record = (database: Database, id: string, facts: readonly CaseRecord[], today: Day, under?: string): Promise<void> =>
  database.inTransaction(async (transaction) => {
    const held = await holdChild(transaction, id)
    if (!held) throw new Error(`${id} is not there`)
    await reassess(transaction, [await appendRecords(transaction, held, facts, recorder, under)], rules, today)
  })

/** A child as it is stored. */
export async function stored(database: Database, id: string): Promise<StoredChild> {
  const [child] = await database.inTransaction((transaction) => readChildren(transaction, [id]))
  if (!child) throw new Error(`${id} is not there`)
  return child
}

/** A fact of a day as it was recorded at a moment, by the CME officers unless it says otherwise. */
export const at = (on: string, recordedAt: string, more: object): CaseRecord =>
  ({ on: date(on), by: 'cme-officer', recordedAt, ...more }) as CaseRecord

let ids = 0

/** The id of a child that no other has; a later one sorts after it. */
export const anotherId = (): string => `child-${String(++ids).padStart(4, '0')}`

/**
 * Another child each time, by its id: Ashfold took it off its roll on 5 October 2026 and told the council on the 6th, which it recorded on the 8th;
 * it was registered on the 9th, a day late. Each of the facts, `off`, `told` and `on`, has the child's id before its own.
 */
export async function registeredLate(own: TestDatabase, database: Database, today: Day): Promise<string> {
  const child = anotherId()
  await store(database, { id: child, dateOfBirth: date('2013-04-07') })
  await putOnRoll(own, child, 'ashfold', '2024-09-02', '2026-10-02')
  await putAddress(own, child, 'Nettleworth')
  await record(
    database,
    child,
    [
      at('2026-10-05', '2026-10-05T09:00:00Z', {
        id: `${child}-off`,
        by: 'school',
        type: 'off-roll',
        detail: { school: 'ashfold', destinationKnown: false, reason: 'moved away' },
        note: 'Neighbours saw a van.',
      }),
      at('2026-10-06', '2026-10-08T09:00:00Z', { id: `${child}-told`, by: 'school', type: 'cme-notification' }),
      at('2026-10-09', '2026-10-09T09:00:00Z', { id: `${child}-on`, type: 'cme-registered' }),
    ],
    today,
  )
  return child
}

let cases = 0

/** The same case with ids that no other has; the reading order stays. */
export function withOwnIds({ child, facts }: CaseFile): CaseFile {
  const name = `case-${String(++cases).padStart(6, '0')}`
  const own = (id: string) => `${name}-${id}`
  return {
    child: { ...child, id: name },
    facts: facts.map((fact) => ({
      ...fact,
      id: own(fact.id),
      ...('replaces' in fact && fact.replaces !== undefined && { replaces: own(fact.replaces) }),
      ...('withdraws' in fact && { withdraws: own(fact.withdraws) }),
    })) as CaseRecord[],
  }
}
