import { type Day, date } from '../../src/calendar/civil-date.ts'
import type { CaseRecord } from '../../src/casefile/fact-table.ts'
import { addChildren } from '../../src/database/cases.ts'
import type { Database } from '../../src/database/pool.ts'
import { giveRole } from '../../src/database/users.ts'
import type { Role } from '../../src/sharing/roles.ts'
import { putAddress, putOnRoll } from './agencies.ts'
import { record, recorder } from './children.ts'
import type { TestDatabase } from './cluster.ts'
import { storeAgenciesAndCalendar } from './doing.ts'

/*
 * Children with next steps, for tests of lists and of who has whom. Every day is Monday 23 November 2026.
 */

const roles: readonly (readonly [user: string, agency: string, role: Role])[] = [
  ['halloran', 'cme', 'cme-officer'],
  ['garstone', 'cme', 'cme-officer'],
  ['redfern', 'ashfold', 'attendance-lead'],
  ['brackley', 'cfw-north', 'cfw-worker'],
]

/** Agencies, people with roles at them, and a calendar. */
export async function storeCounty(own: TestDatabase, database: Database): Promise<void> {
  await storeAgenciesAndCalendar(own, database)
  await database.inTransaction(async (transaction) => {
    for (const [user, agency, role] of roles) await giveRole(transaction, user, { agency, role }, recorder.by)
  })
}

export interface Told {
  readonly name: string
  readonly district?: string
}

async function storeChild(own: TestDatabase, database: Database, id: string, { name, district = 'Nettleworth' }: Told): Promise<void> {
  await database.inTransaction((transaction) =>
    addChildren(transaction, [{ id, givenNames: name, familyName: 'Holt', dateOfBirth: date('2013-04-07') }], recorder),
  )
  await putAddress(own, id, district)
}

/** A child off roll of whom the council was told on a day: the CME officers register it within a few working days, clause 1.2b. */
export async function missing(own: TestDatabase, database: Database, id: string, toldOn: string, today: Day, told: Told): Promise<void> {
  await storeChild(own, database, id, told)
  await putOnRoll(own, id, 'ashfold', '2024-09-02', '2026-10-02')
  const facts: CaseRecord[] = [
    { id: `${id}-off`, type: 'off-roll', on: date('2026-10-05'), by: 'school', detail: { school: 'ashfold', destinationKnown: false } },
    { id: `${id}-told`, type: 'cme-notification', on: date(toldOn), by: 'school' },
  ]
  await record(database, id, facts, today)
}

/** A pupil on the roll of Ashfold whose attendance a school has looked at: what it then owes is clause 2.1a and what follows. */
export async function absent(own: TestDatabase, database: Database, id: string, on: string, today: Day, told: Told): Promise<void> {
  await storeChild(own, database, id, told)
  await putOnRoll(own, id, 'ashfold', '2024-09-02')
  await record(database, id, [{ id: `${id}-concern`, type: 'attendance-concern', on: date(on), by: 'school' }], today)
}
