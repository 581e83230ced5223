import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Recorder } from './cases.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * The county's directory of contacts: the offices and lines that the guidance names. Versions as with agencies.
 */

/** Whom one rings or writes to. */
export interface DirectoryEntry {
  readonly id: string
  readonly name: string
  readonly whatFor: string
  readonly phone?: string
  readonly email?: string
  /** When they can be reached, in words. */
  readonly openWhen?: string
  /** The clauses for which one needs them, by citation. */
  readonly clauses?: readonly string[]
  /** Which agencies need them. */
  readonly agencyKinds?: readonly AgencyKind[]
  /** False for an entry that is kept for the past alone. */
  readonly inUse?: boolean
}

interface EntryRow {
  readonly id: string
  readonly name: string
  readonly what_for: string
  readonly phone: string | null
  readonly email: string | null
  readonly open_when: string | null
  readonly clauses: readonly string[]
  readonly agency_kinds: readonly AgencyKind[]
  readonly is_in_use: boolean
}

const latestEntries = statement<EntryRow>(
  'latest_directory',
  `select distinct on (entry_id) entry_id as id, name, what_for, phone, email, open_when, clauses, agency_kinds, is_in_use
  from directory_versions order by entry_id, version desc`,
)

/** All entries as they are known now, in the order of their ids, those that are out of use too. Members that nothing is known of are not there. */
export async function readDirectory({ ask }: Transaction): Promise<readonly DirectoryEntry[]> {
  return (await ask(latestEntries)).map(({ id, name, what_for, phone, email, open_when, clauses, agency_kinds, is_in_use }) => ({
    id,
    name,
    whatFor: what_for,
    ...(phone !== null && { phone }),
    ...(email !== null && { email }),
    ...(open_when !== null && { openWhen: open_when }),
    ...(clauses.length > 0 && { clauses }),
    ...(agency_kinds.length > 0 && { agencyKinds: agency_kinds }),
    ...(!is_in_use && { inUse: false }),
  }))
}

const writeDirectory = statement<object>(
  'write_directory',
  `insert into directory_versions (entry_id, version, name, what_for, phone, email, open_when, clauses, agency_kinds, is_in_use, recorded_by)
  select id, coalesce((select max(version) from directory_versions v where v.entry_id = r.id), 0) + 1, name, what_for, phone, email, open_when,
    coalesce(clauses, '{}'), coalesce(agency_kinds, '{}'), coalesce(is_in_use, true), $2
  from jsonb_to_recordset($1::jsonb) as r(id text, name text, what_for text, phone text, email text, open_when text, clauses text[], agency_kinds text[],
    is_in_use boolean)`,
)

/** Puts a version on record of each: the first of one that is new. */
export async function putDirectory({ ask }: Transaction, entries: readonly DirectoryEntry[], { by }: Recorder): Promise<void> {
  const rows = entries.map(({ whatFor, openWhen, agencyKinds, inUse, ...entry }) => ({
    ...entry,
    what_for: whatFor,
    open_when: openWhen,
    agency_kinds: agencyKinds,
    is_in_use: inUse,
  }))
  await ask(writeDirectory, JSON.stringify(rows), by)
}
