/*
 * Parts of statements about the records of children. A child is one or more records (same_child); one of them, its head, stands for it. What is known of a
 * record has versions, and the highest counts.
 */

/** SQL that gives the record that stands for the child of a record, whose id is an expression such as `d.child_id`. */
export const headOf = (record: string): string =>
  `coalesce((select same.head_id from same_child same where same.child_id = ${record} order by same.version desc limit 1), ${record})`

/** What makes a row the one that it is, besides the child and its version. */
export const keys = {
  same_child: [],
  child_versions: [],
  child_addresses: ['id'],
  contacts: ['id'],
  on_roll: ['agency_id', 'from_on'],
  allocations: ['id'],
  seals: [],
  siblings: ['sibling_id'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** SQL that says whether `row`, one of a table, is the latest version of it. */
export const isLatest = (table: keyof typeof keys, row: string): string =>
  `not exists (select from ${table} later where ${['child_id', ...keys[table]].map((column) => `later.${column} = ${row}.${column}`).join(' and ')}
    and later.version > ${row}.version)`

/** SQL that gives the records of the child whose head is `head`, an expression, as an array. */
export const recordsOf = (head: string): string =>
  `array(select ${head} union all select s.child_id from same_child s where s.head_id = ${head} and s.child_id <> ${head} and ${isLatest('same_child', 's')})`

/**
 * SQL that says whether the fact `fact`, a row of facts, counts among `records`, an array of the records of its child: whatever takes it back is not always written
 * under the same. It does not where another record withdraws or replaces it; one that was itself withdrawn does neither. Longer chains than that no page makes.
 */
export const standsIn = (fact: string, records: string): string =>
  `not exists (
    select from facts w where w.child_id = any(${records}) and (w.withdraws = ${fact}.id or w.replaces = ${fact}.id)
      and not exists (select from facts u where u.child_id = any(${records}) and u.withdraws = w.id)
  )`

/** SQL that gives the ids of the fact `fact` and of what it corrects, as an array. */
export const chainOf = (fact: string, records: string): string =>
  `array(with recursive chain as (
    select ${fact}.id, ${fact}.replaces
    union
    select p.id, p.replaces from facts p join chain on p.id = chain.replaces where p.child_id = any(${records})
  ) select id from chain)`

/**
 * SQL that gives, of children whose heads are the column `head` of `heads`, the other records, as `head` and `id`. By the highest version, so that the server
 * looks up that of each rather than joining all there are.
 */
export const othersOf = (heads: string): string =>
  `select h.head, s.child_id as id from ${heads} h join same_child s on s.head_id = h.head
    where s.child_id <> s.head_id and s.version = (select max(latest.version) from same_child latest where latest.child_id = s.child_id)`

/**
 * `$1`: ids of records. All records of the same children, each with its head. Behind a `select` the server does not look at how many they are, and so plans such
 * a statement once and for all: of the largest, planning takes several times as long as doing.
 */
export const MEMBERS = `
  heads_named as (
    select distinct ${headOf('named.id')} as head from unnest((select $1::text[])) as named(id)
  ),
  members as (
    select head, head as id from heads_named
    union
    ${othersOf('heads_named')}
  )`
