import { civilDate, type Day } from '../calendar/civil-date.ts'
import { inOrder } from '../sharing/access.ts'
import { classesSeen, type FieldClass } from '../sharing/fields.ts'
import type { Relationship } from '../sharing/relationships.ts'
import type { Actor } from '../sharing/roles.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, isLatest } from './records.ts'

/*
 * Who may see a child, asked of the rows that are stored with every fact (see src/sharing/access.ts). Every list and every page asks here and nowhere else.
 */

/** A child as far as somebody may see it. */
export interface Sight {
  /** The record that stands for the child. */
  readonly head: string
  /** Why: at least one. */
  readonly relationships: readonly Relationship[]
  /** What of it: see src/sharing/fields.ts. */
  readonly classes: readonly FieldClass[]
}

/**
 * SQL that says whether the rows of `may_see` named `row` are about an actor on a day. The three are parameters such as `$1`: the actor's agency, the user,
 * the day.
 */
const isAbout = (row: string, agency: string, user: string, day: string): string =>
  `${row}.agency_id in (${agency}, '') and ${row}.user_id in (${user}, '') and ${row}.from_on <= ${day} and (${row}.until_on is null or ${row}.until_on >= ${day})`

/** SQL that says whether an actor may see the child whose head is `child`, an expression such as `d.child_id`: what every list has among its conditions. */
export const isSeen = (child: string, agency: string, user: string, day: string): string =>
  `exists (select from may_see seen where seen.child_id = ${child} and ${isAbout('seen', agency, user, day)})`

/**
 * The rows of one child, all in one place of the index, that are about an actor. Without the `is true` PostgreSQL would look for each of the four pairs of agency
 * and user by itself.
 */
const seenRowsOf = (child: string, agency: string, user: string, day: string): string =>
  `may_see seen where seen.child_id = ${child} and (${isAbout('seen', agency, user, day)}) is true`

/** The same of an actor who may see it for one of some relationships, a parameter such as `$4`: for what not every relationship shows. */
export const isSeenAs = (child: string, agency: string, user: string, day: string, relationships: string): string =>
  `exists (select from ${seenRowsOf(child, agency, user, day)} and seen.relationship = any(${relationships}))`

/**
 * The same as `isSeen`, looked up child by child, and null where they may not: for a list that has few children, or is in order before it is asked, and stops
 * where it is long enough. PostgreSQL joins what `isSeen` says with the whole list, which is dear where a few of very many are wanted.
 * `relationships`, an array, says that only these will do.
 */
export const isSeenOrNull = (child: string, agency: string, user: string, day: string, relationships?: string): string =>
  `(select true from ${seenRowsOf(child, agency, user, day)}${
    relationships === undefined ? '' : ` and seen.relationship = any(${relationships})`
  } limit 1)`

/** SQL that gives why an actor may see the child whose head is `child`, as a list, in no order and with repetitions, that is null where they may not. */
export const relationshipsTo = (child: string, agency: string, user: string, day: string): string =>
  `(select array_agg(seen.relationship) from ${seenRowsOf(child, agency, user, day)})`

/** SQL that gives the records that are sealed, or sealed from a user, a parameter such as `$1`: as `child_id`, and the `head` of the child of each. */
export const sealedRecords = (user?: string): string =>
  `select seal.child_id, ${headOf('seal.child_id')} as head from seals seal
  where seal.is_sealed and ${isLatest('seals', 'seal')}${user === undefined ? '' : ` and not ${user} = any(seal.for_users)`}`

const isAmong = (sealed: string, record: string): string => `exists (select from (${sealed}) sealed where sealed.head = ${headOf(record)})`

/** SQL that says whether the child of a record, whose id is an expression such as `r.child_id`, is sealed, by any of its records. */
export const isSealed = (record: string): string => isAmong(sealedRecords(), record)

/** The same of a user: whether the child does not exist for them. */
export const isSealedFrom = (record: string, user: string): string => isAmong(sealedRecords(user), record)

/**
 * SQL that says whether the notification `n` does not exist for a user: it is, or was ever found to be, that of a child who is sealed from them. What was decided
 * says so still when the decision is taken back.
 */
export const isNotificationHidden = (n: string, user: string): string =>
  `(${isSealedFrom(`${n}.child_id`, user)} or exists (
    select from notification_decisions tied where tied.notification_id = ${n}.id and tied.record_id is not null and ${isSealedFrom('tied.record_id', user)}
  ))`

/** One statement for a child that is there, one that is hidden and one that never was: it does the same for each. */
const relationshipsOf = statement<{ asked: string; head: string; relationships: readonly Relationship[] }>(
  'relationships_of',
  `with heads_named as (
    select named.id as asked, ${headOf('named.id')} as head from unnest((select $1::text[])) as named(id)
  )
  select h.asked, h.head, array_agg(m.relationship) as relationships from heads_named h join may_see m on m.child_id = h.head
  where ${isAbout('m', '$2', '$3', '$4')} group by h.asked, h.head`,
)

/** Which of these records are of children whom an actor may see on a day: by the ids that were asked for, and no others. */
export async function seenAmong(
  { ask }: Transaction,
  actor: Actor,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, Sight>> {
  const rows = await ask(relationshipsOf, ids, actor.agency.id, actor.user, civilDate(today))
  return new Map(
    rows.map(({ asked, head, relationships: some }) => {
      const relationships = inOrder(some)
      return [asked, { head, relationships, classes: classesSeen(actor.role, relationships) }]
    }),
  )
}

/** The child of a record as far as an actor may see it on a day; nothing where they may not, or there is none: the two cannot be told apart. */
export const maySee = async (transaction: Transaction, actor: Actor, id: string, today: Day): Promise<Sight | undefined> =>
  (await seenAmong(transaction, actor, [id], today)).get(id)

const headsSeenAs = statement<{ head: string }>(
  'heads_seen_as',
  `select distinct m.child_id as head from may_see m where m.relationship = any($4) and ${isAbout('m', '$1', '$2', '$3')} order by head`,
)

/** The children, by their heads, whom an actor may see on a day for one of some relationships. */
export const headsSeen = async (
  { ask }: Transaction,
  { agency, user }: Actor,
  some: readonly Relationship[],
  today: Day,
): Promise<readonly string[]> => (await ask(headsSeenAs, agency.id, user, civilDate(today), some)).map(({ head }) => head)
