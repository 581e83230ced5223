import { statement, type Transaction } from './pool.ts'

/** The names of agencies and users, by their ids. */
export interface Names {
  readonly agencies: ReadonlyMap<string, string>
  readonly users: ReadonlyMap<string, string>
}

/** SQL that gives the name of an agency whose id is an expression such as `n.agency_id`: the one that it has now. */
export const nameOfAgency = (agency: string): string =>
  `(select named.name from agency_versions named where named.agency_id = ${agency} order by named.version desc limit 1)`

const namesOf = statement<{ is_agency: boolean; id: string; name: string }>(
  'names_of',
  `select true as is_agency, named.id, v.name from unnest($1::text[]) as named(id),
    lateral (select name from agency_versions where agency_id = named.id order by version desc limit 1) as v
  union all
  select false, id, name from users where id = any($2)`,
)

/** Those that do not exist are left out. Who may learn them is for the caller to have asked. */
export async function readNames({ ask }: Transaction, agencies: readonly string[], users: readonly string[]): Promise<Names> {
  const rows = agencies.length + users.length === 0 ? [] : await ask(namesOf, [...new Set(agencies)], [...new Set(users)])
  const named = (isAgency: boolean) => new Map(rows.filter(({ is_agency }) => is_agency === isAgency).map(({ id, name }) => [id, name]))
  return { agencies: named(true), users: named(false) }
}
