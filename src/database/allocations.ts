import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Allocation } from '../sharing/circumstances.ts'
import type { HeldChild, Recorder } from './cases.ts'
import { newId } from './ids.ts'
import { statement, type Transaction } from './pool.ts'

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
