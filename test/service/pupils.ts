import assert from 'node:assert/strict'
import type { TestDatabase } from '../database/cluster.ts'

/*
 * Pupils of the made-up county for whoever tests what a school returns of them.
 */

export interface Pupil {
  readonly id: string
  readonly upn: string
  readonly given: string
  readonly family: string
  readonly born: string
}

/** For which agency somebody acts. */
export async function agencyOf(own: TestDatabase, user: string): Promise<string> {
  const [role] = await own.ask<{ agency_id: string }>('select agency_id from user_roles where user_id = $1', user)
  assert.ok(role)
  return role.agency_id
}

/** Finds pupils of a school, or of another, of whom nothing is recorded and whose parents can be rung; others each time. `taken` are those it gave. */
export function untoldPupils(own: TestDatabase) {
  const taken: string[] = []
  const pupils = async (school: string, count: number, where: 'own' | 'other' = 'own'): Promise<readonly Pupil[]> => {
    const rows = await own.ask<Pupil>(
      `select r.child_id as id, v.upn, v.given_names as given, v.family_name as family, v.date_of_birth::text as born
      from on_roll r join child_versions v on v.child_id = r.child_id where (r.agency_id = $1) = $2 and r.until_on is null and v.upn is not null
        and not exists (select from contacts c where c.child_id = r.child_id and c.phone is null)
        and v.date_of_birth between '2011-09-01' and '2015-01-01' and not exists (select from facts f where f.child_id = r.child_id)
        and not exists (select from seals s where s.child_id = r.child_id) and not r.child_id = any($3) order by r.child_id limit $4`,
      ...[school, where === 'own', taken, count],
    )
    assert.equal(rows.length, count)
    taken.push(...rows.map(({ id }) => id))
    return rows
  }
  const pupil = async (school: string, where: 'own' | 'other' = 'own'): Promise<Pupil> => {
    const [row] = await pupils(school, 1, where)
    assert.ok(row)
    return row
  }
  return { taken, pupils, pupil }
}
