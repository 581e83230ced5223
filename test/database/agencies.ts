import type { Agency as AgencyKind } from '../../src/casefile/fact-table.ts'
import { addMatchKeysOf } from '../../src/database/match-keys.ts'
import { openDatabase } from '../../src/database/pool.ts'
import type { Actor, Role } from '../../src/sharing/roles.ts'
import { teams } from '../sharing.ts'
import type { TestDatabase } from './cluster.ts'

/*
 * The agencies of the tests' county in a database: its teams, and two schools in the north and the south.
 */

export const schools = [
  { id: 'ashfold', district: 'Nettleworth' },
  { id: 'brindle', district: 'Swale Green' },
] as const

/** Puts teams, schools and some people on record. */
export async function storeAgencies(own: TestDatabase): Promise<void> {
  const known = [
    ...teams.map(({ id, kind, districts, oversees }) => ({ id, kind, districts, oversees, district: null })),
    ...schools.map((school) => ({ ...school, kind: 'school', districts: [], oversees: false })),
  ]
  for (const { id, kind, districts, oversees, district } of known) {
    await own.ask(`insert into agencies (id, kind, recorded_by) values ($1, $2, 'test')`, id, kind)
    await own.ask(
      `insert into agency_versions (agency_id, version, name, district, districts, oversees, recorded_by) values ($1, 1, $2, $3, $4, $5, 'test')`,
      ...[id, `The ${id}`, district, districts, oversees],
    )
  }
  for (const user of ['halloran', 'garstone', 'brackley', 'redfern']) {
    await own.ask(`insert into users (id, issuer, subject, name, recorded_by) values ($1, 'test', $1, $1, 'test')`, user)
  }
}

/** Somebody who acts for an agency in a role. */
export const actor = (user: string, role: Role, agency: string, kind: AgencyKind): Actor => ({
  user,
  name: user,
  role,
  agency: { id: agency, kind, name: agency },
})

/*
 * Those who act in most tests.
 */
export const officer = actor('halloran', 'cme-officer', 'cme', 'cme-officer')
export const lead = actor('redfern', 'attendance-lead', 'ashfold', 'school')
export const otherLead = actor('garstone', 'attendance-lead', 'brindle', 'school')
export const worker = actor('brackley', 'cfw-worker', 'cfw-north', 'cfw')
export const chair = actor('brackley', 'panel-chair', 'panel', 'panel-chair')
export const head = actor('garstone', 'head-of-service', 'leadership', 'other')

export const putOnRoll = (
  own: TestDatabase,
  child: string,
  school: string,
  from: string,
  until: string | null = null,
  yearGroup = 7,
): Promise<unknown> =>
  own.ask(
    `insert into on_roll (child_id, agency_id, from_on, version, until_on, year_group, recorded_by)
    select $1, $2, $3::date, 1 + count(*), $4, $5, 'test' from on_roll where child_id = $1 and agency_id = $2 and from_on = $3::date`,
    ...[child, school, from, until, yearGroup],
  )

export const putSeal = (own: TestDatabase, child: string, ...users: readonly string[]): Promise<unknown> =>
  own.ask(
    `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by)
    select $1, 1 + count(*), true, $2, 'a safe place', 'test' from seals where child_id = $1`,
    ...[child, users],
  )

/** With the keys by which the child is found, and met by another that may be it. */
export async function putAddress(
  own: TestDatabase,
  child: string,
  district: string,
  more: { id?: string; from?: string; until?: string } = {},
): Promise<void> {
  await own.ask(
    `insert into child_addresses (child_id, id, version, lines, postcode, district, from_on, until_on, recorded_by)
    values ($1, $2, 1, '{1 Nowhere Street}', 'ZZ1 1ZZ', $3, $4, $5, 'test')`,
    ...[child, more.id ?? 'home', district, more.from ?? null, more.until ?? null],
  )
  await own.ask(
    `update search_keys set with_family = array_to_tsvector(tsvector_to_array(coalesce(with_family, keys)) || '{p=ZZ11ZZ}'::text[]) where child_id = $1`,
    child,
  )
  const worker = openDatabase(own.addresses.worker, { size: 1 })
  await worker.inTransaction((transaction) => addMatchKeysOf(transaction, [child]))
  await worker.close()
}
