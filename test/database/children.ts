import type { Day } from '../../src/calendar/civil-date.ts'
import type { CaseFile, CaseRecord, Child } from '../../src/casefile/fact-table.ts'
import { addChildren, appendRecords, holdChild, readChildren, type StoredChild } from '../../src/database/cases.ts'
import type { Database } from '../../src/database/pool.ts'
import { type Rules, reassess } from '../../src/database/projection.ts'
import { settingsForAllDays } from '../../src/guidance/settings.ts'
import { sharingSettingsForAllDays } from '../../src/sharing/settings.ts'
import { calendar } from '../kit.ts'

/*
 * What tests that store children are written with.
 */

export const rules: Rules = { calendar, settings: settingsForAllDays(), sharing: sharingSettingsForAllDays() }

export const recorder = { by: 'a-test' }

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
