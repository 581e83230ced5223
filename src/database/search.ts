import { civilDate, type Day } from '../calendar/civil-date.ts'
import type { SearchPart } from '../people/read-search.ts'
import { type Findable, type FindableByFamily, keyOf, keysWithFamily, nameInOrder, searchKeys } from '../people/search-keys.ts'
import { relationshipsShowing } from '../sharing/fields.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeenOrNull, sealedRecords } from './access.ts'
import { newId } from './ids.ts'
import { statement, type Transaction } from './pool.ts'
import { isLatest } from './records.ts'

/*
 * Finding children by the keys that are kept beside each record. Whom somebody may not see is not found, not counted, and takes no place.
 */

/**
 * How a child was found: as it was typed; by the beginnings of words; by what is alike, in sound or with day and month the other way round; or by its family: who
 * can be asked, or where it lives.
 */
export type Hit = 'exact' | 'beginning' | 'alike' | 'family'

export interface Found {
  readonly head: string
  readonly hit: Hit
}

/** What is looked for, in the language of the index. */
export interface Query {
  readonly exact: string
  readonly beginning: string
  readonly alike: string
  /** Null where nothing was typed that could be of a family. */
  readonly family: string | null
}

/** A word of fewer letters begins too many names. */
const LEAST_BEGINNING = 3

/** What has all these parts. */
export function queryOf(parts: readonly SearchPart[]): Query {
  const exact = parts.map(({ key, beginning }) => (beginning === 'only' ? begins(key) : is(key)))
  const beginning = parts.map(({ key, beginning }) => (beginning === 'no' ? is(key) : begins(key)))
  const alike = parts.map(({ alike }, place) => anyOf([beginning[place] ?? '', ...alike.map(is)]))
  const family = parts.map(({ key, ofFamily, alike }, place) => {
    const own = [exact[place] ?? '', beginning[place] ?? '']
    if (ofFamily === undefined) return anyOf([...own, ...alike.map(is)])
    return key === ofFamily
      ? is(key)
      : anyOf([...own, ofFamily.length < keyOf.contact('').length + LEAST_BEGINNING ? is(ofFamily) : begins(ofFamily)])
  })
  return {
    ...{ exact: allOf(exact), beginning: allOf(beginning), alike: allOf(alike) },
    family: parts.some(({ ofFamily }) => ofFamily !== undefined) ? allOf(family) : null,
  }
}

const is = (key: string): string => `'${key.replaceAll(/['\\]/g, '')}'`
const begins = (key: string): string => `${is(key)}:*`
const allOf = (some: readonly string[]): string => some.map((one) => `(${one})`).join(' & ')
const anyOf = (some: readonly string[]): string => some.map((one) => `(${one})`).join(' | ')

interface FoundRow {
  readonly head: string
  readonly rank: 0 | 1 | 2 | 3
  readonly is_seen: boolean
}

const BY_FAMILY = 3

/**
 * `$1` to `$3`: the query, from the widest on; `$4` to `$6`: agency, user and day; `$7`: how many of each; `$8`: whether others are asked for; `$9`: the query
 * by family, and `$10` by which relationships the actor sees what it takes. One row for each child, with the closest of the hits of its records. Those who are
 * found are put in order before it is asked who of them may be seen: the beginning of a name can be that of thousands, and a few are wanted.
 */
const findRows = statement<FoundRow>(
  'find_children',
  `with merged as materialized (select distinct on (child_id) child_id, head_id from same_child order by child_id, version desc),
  met as (
    select k.child_id, case when k.keys @@ $3::tsquery then 0 when k.keys @@ $2::tsquery then 1 else 2 end as rank, k.name
    from search_keys k where k.keys @@ $1::tsquery
    union all
    select k.child_id, ${BY_FAMILY}, k.name from search_keys k where k.with_family @@ $9::tsquery
  ),
  hits as (
    select coalesce(merged.head_id, met.child_id) as head, min(met.rank) as rank, min(met.name) as name
    from met left join merged on merged.child_id = met.child_id group by 1
  ),
  found as materialized (select head, rank, name from hits order by rank, name, head),
  sealed as materialized (${sealedRecords()})
  (select head, rank, true as is_seen from found where (rank < ${BY_FAMILY} and ${isSeenOrNull('found.head', '$4', '$5', '$6')})
    or (rank = ${BY_FAMILY} and ${isSeenOrNull('found.head', '$4', '$5', '$6', '$10::text[]')}) limit $7)
  union all
  (select head, rank, false from found where $8::boolean and rank < ${BY_FAMILY} and ${isSeenOrNull('found.head', '$4', '$5', '$6')} is null
    and head not in (select head from sealed) limit $7)`,
)

const hits = ['exact', 'beginning', 'alike', 'family'] as const

/** Whom a query finds: the closest first, and among equals by name. */
export interface FoundChildren {
  /** Those whom the actor may see. */
  readonly seen: readonly Found[]
  /** Those whom they may not see and who are not sealed, where they are asked for: for somebody who may match, to be told apart and no more. */
  readonly others: readonly Found[]
}

/** At most `limit` of each. */
export async function findChildren(
  { ask }: Transaction,
  { exact, beginning, alike, family }: Query,
  { agency, user, role }: Actor,
  today: Day,
  { limit, withOthers }: { readonly limit: number; readonly withOthers: boolean },
): Promise<FoundChildren> {
  const asked = [alike, beginning, exact, agency.id, user, civilDate(today), limit, withOthers] as const
  const rows = await ask(findRows, ...asked, family, relationshipsShowing(role, 'locating'))
  const found = (isSeen: boolean): readonly Found[] =>
    rows.filter(({ is_seen }) => is_seen === isSeen).map(({ head, rank }) => ({ head, hit: hits[rank] }))
  return { seen: found(true), others: found(false) }
}

// ---- The keys --------------------------------------------------------------------------------------------------------------------------

const putKeys = statement<object>(
  'put_search_keys',
  `insert into search_keys (child_id, keys, name, with_family)
  select id, array_to_tsvector(keys), name, array_to_tsvector(nullif(with_family, '{}'))
  from jsonb_to_recordset($1::jsonb) as r(id text, keys text[], name text, with_family text[])
  on conflict (child_id) do update set keys = excluded.keys, name = excluded.name, with_family = excluded.with_family
    where (search_keys.keys, search_keys.name, search_keys.with_family) is distinct from (excluded.keys, excluded.name, excluded.with_family)`,
)

interface OnRecord extends Findable, FindableByFamily {
  readonly id: string
  readonly stored: readonly string[] | null
  readonly name: string | null
  readonly storedWithFamily: readonly string[] | null
}

const onRecordOf = statement<OnRecord>(
  'findable_on_record',
  `select v.child_id as id, v.given_names as "givenNames", v.family_name as "familyName", v.known_as as "knownAs", v.former_names as "formerNames",
    v.date_of_birth as "dateOfBirth", v.upn, v.former_upns as "formerUpns", v.nhs_number as "nhsNumber",
    (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'phone', c.phone, 'postcode', c.postcode)), '[]') from contacts c
      where c.child_id = r.id and c.is_in_use and ${isLatest('contacts', 'c')}) as contacts,
    (select coalesce(array_agg(a.postcode), '{}') from child_addresses a
      where a.child_id = r.id and a.postcode is not null and a.is_in_use and ${isLatest('child_addresses', 'a')}) as postcodes,
    tsvector_to_array(k.keys) as stored, k.name, tsvector_to_array(k.with_family) as "storedWithFamily"
  from unnest($1::text[]) as r(id), lateral (select * from child_versions where child_id = r.id order by version desc limit 1) as v
    left join search_keys k on k.child_id = v.child_id`,
)

/** Makes the keys of records anew from what is on record: who the children are, who can be asked, and where they live. */
export async function remakeSearchKeys({ ask }: Transaction, records: readonly string[]): Promise<void> {
  if (records.length === 0) return
  const rows = (await ask(onRecordOf, records)).map((child) => ({
    ...{ id: child.id, keys: searchKeys(child), name: nameInOrder(child), with_family: keysWithFamily(child, child) },
  }))
  await ask(putKeys, JSON.stringify(rows))
}

/** The records of some whose keys are not as they would be made. */
export async function withOtherSearchKeys({ ask }: Transaction, records: readonly string[]): Promise<readonly string[]> {
  const rows = await ask(onRecordOf, records)
  const inOrder = (keys: readonly string[] | null) => (keys ?? []).toSorted().join(' ')
  const isOther = ({ stored, name, storedWithFamily, ...child }: OnRecord): boolean =>
    name !== nameInOrder(child) ||
    inOrder(stored) !== searchKeys(child).join(' ') ||
    inOrder(storedWithFamily) !== keysWithFamily(child, child).join(' ')
  return rows.filter(isOther).map(({ id }) => id)
}

// ---- What was typed ----------------------------------------------------------------------------------------------------------------------

/** Whose search it is: nobody else may open it, nor may they for another agency. */
export type Searcher = Pick<Actor, 'user' | 'agency'>

const insertSearch = statement<object>('insert_search', 'insert into searches (id, user_id, agency_id, typed) values ($1, $2, $3, $4)')

/** Keeps what somebody typed. Returns the id by which they, and nobody else, open it. */
export async function keepSearch({ ask }: Transaction, { user, agency }: Searcher, typed: string): Promise<string> {
  const id = newId()
  await ask(insertSearch, id, user, agency.id, typed)
  return id
}

const searchOf = statement<{ typed: string }>('search_of', 'select typed from searches where id = $1 and user_id = $2 and agency_id = $3')

/** What somebody typed; nothing where there is no such search of theirs. */
export const readTyped = async ({ ask }: Transaction, { user, agency }: Searcher, id: string): Promise<string | undefined> =>
  (await ask(searchOf, id, user, agency.id))[0]?.typed

const countSearches = statement<{ count: number }>(
  'count_searches',
  `select count(*) as count from searches where user_id = $1 and made_at > clock_timestamp() - interval '10 minutes'`,
)

/** How often somebody has searched in the last ten minutes. */
export const searchesOfLate = async ({ ask }: Transaction, { user }: Searcher): Promise<number> =>
  (await ask(countSearches, user))[0]?.count ?? 0
