import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Allocation } from '../sharing/circumstances.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeen } from './access.ts'
import type { HeldChild, Recorder } from './cases.ts'
import { newId } from './ids.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, isLatest, recordsOf } from './records.ts'

/*
 * Who has a child, or one duty of it. Nothing is overwritten: a later allocation takes over from the day on which it begins, and one that ends, or was a
 * mistake, gets a later version that says so.
 */

export interface NewAllocation {
  /** For which of the guidance's agencies. */
  readonly kind: AgencyKind
  /** The key of one duty (`dutyKey`); every duty of that kind of agency where it is left out. */
  readonly duty?: string
  readonly agency: string
  readonly user: string | null
  readonly from: CivilDate
}

const insertAllocation = statement<object>(
  'insert_allocation',
  `insert into allocations (child_id, id, version, kind, duty, agency_id, user_id, from_on, until_on, recorded_by)
  values ($1, $2, 1, $3, $4, $5, $6, $7, null, $8)`,
)

const insertEnd = statement<object>(
  'insert_end_of_allocation',
  `insert into allocations (child_id, id, version, kind, duty, agency_id, user_id, from_on, until_on, recorded_by)
  select child_id, id, version + 1, kind, duty, agency_id, user_id, from_on, greatest($3::date, from_on), $4 from allocations
  where child_id = any($1) and id = $2 order by version desc limit 1 returning id`,
)

/** Gives a child that is held, or a duty of it, to an agency and perhaps a person. Returns the child with it; what follows from it is for `reassess`. */
export async function allocate(
  { ask }: Transaction,
  child: HeldChild,
  { kind, duty = '', agency, user, from }: NewAllocation,
  { by }: Recorder,
): Promise<HeldChild> {
  const id = newId()
  await ask(insertAllocation, child.head, id, kind, duty, agency, user, from, by)
  return withAllocations(child, [...child.circumstances.allocations, { id, kind, duty, agency, user, from, until: null }])
}

/** Ends an allocation of a child that is held with a day, its first at the earliest. Returns the child, nothing where it has no such allocation. */
export async function endAllocation(
  { ask }: Transaction,
  child: HeldChild,
  id: string,
  until: CivilDate,
  { by }: Recorder,
): Promise<HeldChild | undefined> {
  const ended = await ask(insertEnd, child.records, id, until, by)
  if (ended.length === 0) return undefined
  return withAllocations(
    child,
    child.circumstances.allocations.map((one) => (one.id === id ? { ...one, until: until > one.from ? until : one.from } : one)),
  )
}

const withAllocations = (child: HeldChild, allocations: readonly Allocation[]): HeldChild => ({
  ...child,
  circumstances: { ...child.circumstances, allocations },
})

// ---- In force --------------------------------------------------------------------------------------------------------------------------

const holdsOn = (a: string, day: string): string =>
  `${a}.from_on <= ${day} and (${a}.until_on is null or ${a}.until_on >= ${day}) and ${isLatest('allocations', a)}`

/**
 * SQL that says whether an allocation is in force on a day: of those for one kind and duty, under any record of the child, the one that began last (see
 * src/sharing/owners.ts). `a` names a row, the others are expressions; `head` is the head of its child.
 */
export const isInForce = (a: string, head: string, day: string): string => `${holdsOn(a, day)} and not exists (
    select from allocations b where b.child_id = any(${recordsOf(head)}) and b.kind = ${a}.kind and b.duty = ${a}.duty
      and (b.from_on, b.id) > (${a}.from_on, ${a}.id) and ${holdsOn('b', day)})`

// ---- Of a person -------------------------------------------------------------------------------------------------------------------------

/** Who of an agency has anything: children, or duties of them that are open. */
export interface HasSome {
  readonly user: string
  readonly name: string
  readonly children: number
}

/** The record that stands for the child of the allocation `a`. */
const HEAD = headOf('a.child_id')

/** Of a child that is on no pathway any more, nothing is left to be done: it stays with whoever had it. */
const HAS_SOMETHING_OPEN = `exists (select from duties d
  where d.child_id = ${HEAD} and d.outcome is null and d.owner_agencies @> array[$1])`

/** Allocations `a` of an agency `$1` that are in force on the day `$2`. */
const WHOSE = `a.agency_id = $1 and ${isInForce('a', HEAD, '$2')} and ${HAS_SOMETHING_OPEN}`

const whoHasSome = statement<HasSome>(
  'who_has_some',
  `select u.id as user, u.name, count(distinct ${HEAD}) as children from allocations a join users u on u.id = a.user_id
  where a.user_id in (select r.user_id from user_roles r where r.agency_id = $1) and ${WHOSE} and ${isSeen(HEAD, '$1', '$3', '$2')} group by u.id, u.name order by u.name, u.id`,
)

const childrenHeldBy = statement<{ head: string }>(
  'children_held_by',
  `select distinct ${HEAD} as head from allocations a where a.user_id = $4 and ${WHOSE} and ${isSeen(HEAD, '$1', '$3', '$2')} order by head`,
)

/** Whoever has, or had, a role at the agency of an actor, and has children there of whom something is still to be done, as far as the actor may see them. */
export const readWhoHasSome = ({ ask }: Transaction, { user, agency }: Actor, today: CivilDate): Promise<readonly HasSome[]> =>
  ask(whoHasSome, agency.id, today, user)

/** The children, by their heads, that somebody has at the agency of an actor, who may see them, and of whom something is still to be done. */
export const readChildrenHeldBy = async (
  { ask }: Transaction,
  { user, agency }: Actor,
  holder: string,
  today: CivilDate,
): Promise<readonly string[]> => (await ask(childrenHeldBy, agency.id, today, user, holder)).map(({ head }) => head)
