import type { CivilDate } from '../calendar/civil-date.ts'
import { comparable, type Described } from '../people/described.ts'
import { matchKeys } from '../people/match-keys.ts'
import { openLexicon } from '../people/words.ts'
import { statement, type Transaction } from './pool.ts'
import { isLatest } from './records.ts'

/*
 * The keys by which a record is met by another that may be of the same child. They are added to and stay: a child is met by a name, or an address, that it had.
 */

/** A record as it is compared: its names, numbers and addresses, of today and before. */
export interface DescribedRecord {
  readonly id: string
  readonly described: Described
}

/** The keys of records, a row each. */
function keyRows(records: readonly DescribedRecord[]): readonly (readonly [id: string, key: number])[] {
  const lexicon = openLexicon()
  return records.flatMap(({ id, described }) => matchKeys(comparable(described, lexicon)).map((key) => [id, key] as const))
}

const insertKeys = statement<object>(
  'insert_match_keys',
  `insert into match_keys (child_id, key) select * from unnest($1::text[], $2::integer[]) on conflict do nothing`,
)

/** Adds the keys of records, from what is known of them. */
export async function addMatchKeys({ ask }: Transaction, records: readonly DescribedRecord[]): Promise<void> {
  const rows = keyRows(records)
  if (rows.length === 0) return
  await ask(
    insertKeys,
    rows.map(([id]) => id),
    rows.map(([, key]) => key),
  )
}

/** Every version of a record, the latest first. */
export interface StoredVersion {
  readonly given_names: string
  readonly family_name: string
  readonly known_as: string | null
  readonly former_names: readonly string[]
  readonly date_of_birth: CivilDate | null
  readonly date_of_birth_estimated: boolean
  readonly sex: 'female' | 'male' | 'unknown' | null
  readonly upn: string | null
  readonly former_upns: readonly string[]
  readonly nhs_number: string | null
}

export interface StoredAddress {
  readonly lines: readonly string[]
  readonly postcode: string | null
}

/** SQL for the versions and addresses of the record whose id is `record`, as columns `versions` and `addresses`. */
export const STORED = (record: string): string => `
    (select coalesce(jsonb_agg(jsonb_build_object('given_names', v.given_names, 'family_name', v.family_name, 'known_as', v.known_as,
        'former_names', v.former_names, 'date_of_birth', v.date_of_birth, 'date_of_birth_estimated', v.date_of_birth_estimated, 'sex', v.sex, 'upn', v.upn,
        'former_upns', v.former_upns, 'nhs_number', v.nhs_number) order by v.version desc), '[]')
      from child_versions v where v.child_id = ${record}) as versions,
    (select coalesce(jsonb_agg(jsonb_build_object('lines', a.lines, 'postcode', a.postcode) order by a.until_on desc nulls first, a.from_on desc nulls last, a.id), '[]')
      from child_addresses a where a.child_id = ${record} and a.is_in_use and ${isLatest('child_addresses', 'a')}) as addresses`

/** A record as it is compared: what earlier versions said of its names and numbers counts as what it had before. */
export function describedFrom(versions: readonly StoredVersion[], addresses: readonly StoredAddress[]): Described {
  const [latest, ...earlier] = versions
  if (!latest) return {}
  return {
    givenNames: latest.given_names,
    familyName: latest.family_name,
    knownAs: latest.known_as,
    earlierGivenNames: earlier.flatMap(({ given_names, known_as }) => [given_names, ...(known_as ? [known_as] : [])]),
    formerNames: [...latest.former_names, ...earlier.flatMap(({ family_name, former_names }) => [family_name, ...former_names])],
    dateOfBirth: latest.date_of_birth,
    isDateOfBirthEstimated: latest.date_of_birth_estimated,
    sex: latest.sex,
    addresses: addresses.map(({ lines, postcode }) => ({ address: lines.join(' '), postcode })),
    upn: latest.upn,
    formerUpns: [...latest.former_upns, ...earlier.flatMap(({ upn }) => (upn ? [upn] : []))],
    nhsNumber: latest.nhs_number,
  }
}

const storedOf = statement<{
  readonly id: string
  readonly versions: readonly StoredVersion[]
  readonly addresses: readonly StoredAddress[]
}>('stored_to_match', `select r.id, ${STORED('r.id')} from unnest($1::text[]) as r(id)`)

/** Adds the keys of records from what is on record of them. */
export const addMatchKeysOf = async (transaction: Transaction, records: readonly string[]): Promise<void> =>
  addMatchKeys(transaction, await describedOf(transaction, records))

async function describedOf({ ask }: Transaction, records: readonly string[]): Promise<readonly DescribedRecord[]> {
  const rows = records.length === 0 ? [] : await ask(storedOf, records)
  return rows.map(({ id, versions, addresses }) => ({ id, described: describedFrom(versions, addresses) }))
}

const missingKeys = statement<{ id: string }>(
  'missing_match_keys',
  `select distinct r.id from unnest($1::text[], $2::integer[]) as r(id, key)
  where not exists (select from match_keys k where k.child_id = r.id and k.key = r.key)`,
)

/** The records that are not met by all that is on record of them. A key of what a record was before stays, and is no fault. */
export async function withoutMatchKeys(transaction: Transaction, records: readonly string[]): Promise<readonly string[]> {
  const rows = keyRows(await describedOf(transaction, records))
  const missing = await transaction.ask(
    missingKeys,
    rows.map(([id]) => id),
    rows.map(([, key]) => key),
  )
  return missing.map(({ id }) => id)
}
