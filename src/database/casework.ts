import type { Content, Entry } from '../casefile/casework-table.ts'
import { newId } from './ids.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { MEMBERS } from './records.ts'

/*
 * What people record of a child that no clause reads. It is added, and neither changed nor deleted.
 */

/** An entry with who recorded it. */
export interface StoredEntry extends Entry {
  /** The name of the school that its content names; null where it names none. */
  readonly school: string | null
  readonly recorder: { readonly user: string; readonly name: string; readonly agency: string; readonly agencyName: string }
}

type Row = Omit<StoredEntry, 'recorder'> & {
  readonly user: string
  readonly name: string
  readonly agency: string
  readonly agencyName: string
}

const entriesOf = statement<Row>(
  'casework_of_child',
  `with ${MEMBERS}
  select c.id, c.kind, c.on_day as "on", c.by, c.of_id as "of", c.content, c.recorded_at as "recordedAt", c.recorded_by as user,
    case when c.content ? 'school' then coalesce(${nameOfAgency("c.content->>'school'")}, c.content->>'school') end as school,
    coalesce(u.name, c.recorded_by) as name, c.agency_id as agency, ${nameOfAgency('c.agency_id')} as "agencyName"
  from casework c left join users u on u.id = c.recorded_by
  where c.child_id in (select id from members) and ($2::timestamptz is null or c.recorded_at <= $2) order by c.on_day desc, c.id desc`,
)

/** What was recorded of a child, the newest first; up to a moment, where one is given. */
export const readCasework = async ({ ask }: Transaction, child: string, knownAt?: string): Promise<readonly StoredEntry[]> =>
  (await ask(entriesOf, [child], knownAt ?? null)).map(({ user, name, agency, agencyName, ...entry }) => ({
    ...entry,
    recorder: { user, name, agency, agencyName },
  }))

const insertEntry = statement<object>(
  'insert_casework',
  'insert into casework (child_id, id, kind, on_day, by, of_id, content, recorded_by, agency_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
)

/** An entry that is to be kept. */
export type NewEntry = Omit<Entry, 'id' | 'recordedAt'>

/** Keeps an entry under a record of a child. Gives its id. */
export async function addEntry(
  { ask }: Transaction,
  record: string,
  { kind, on, by, of, content }: NewEntry,
  recorder: { readonly by: string; readonly agency: string },
): Promise<string> {
  const id = newId()
  await ask(insertEntry, record, id, kind, on, by, of, JSON.stringify(content satisfies Content), recorder.by, recorder.agency)
  return id
}
