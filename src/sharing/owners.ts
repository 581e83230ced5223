import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import type { Allocation, Circumstances, Duty, Owners } from './circumstances.ts'

/*
 * Whose a duty is. The guidance names a kind of agency; here it becomes agencies, and where one has the child, a person.
 *
 * A duty of a school is that of the school on whose roll the child was when the duty started, and stays there when the child moves on. Any other goes with
 * the child: while it is open, to whoever has the child now; once it is closed it stays with whoever had the child then.
 */

/** Who owes a duty, as of a day. `facts` are those that stand. */
export function ownersOf(duty: Duty, circumstances: Circumstances, facts: readonly Fact[], day: CivilDate): Owners {
  const on = duty.closedOn ?? later(day, duty.startedOn)
  const { allocations } = circumstances
  const given = inForce(allocations, on, ({ duty: key }) => key === duty.key)
  if (given) return { agencies: [given.agency], user: given.user }
  if (duty.owner === 'school') {
    const agencies = schoolsOf(duty.startedOn, circumstances, facts)
    const allocated = inForce(
      allocations,
      on,
      ({ kind, duty: key, agency }) => kind === 'school' && key === '' && agencies.includes(agency),
    )
    return { agencies, user: agencies.length === 1 ? (allocated?.user ?? null) : null }
  }
  const allocated = allocatedOf(duty.owner, allocations, on)
  if (allocated) return { agencies: [allocated.agency], user: allocated.user }
  const teams = duty.owner === 'other' ? [] : teamsFor(duty.owner, circumstances)
  // What is owed by somebody who does not work with Onroll falls to the CME officers, who see to it that it is done.
  return { agencies: teams.length > 0 ? teams : teamsFor('cme-officer', circumstances), user: null }
}

/** The agencies of a kind that a child is for on a day: the one that has it, or else those that may. */
export function agenciesFor(kind: AgencyKind, circumstances: Circumstances, on: CivilDate): readonly string[] {
  const allocated = allocatedOf(kind, circumstances.allocations, on)
  return allocated ? [allocated.agency] : teamsFor(kind, circumstances)
}

/** The first later day on which an allocation begins, or no longer holds; null where none does. */
export function nextAllocationChange(allocations: readonly Allocation[], day: CivilDate): CivilDate | null {
  const days = allocations.flatMap(({ from, until }) => (until === null ? [from] : [from, civilDate(dayOf(until) + 1)]))
  return days.filter((other) => other > day).sort()[0] ?? null
}

/** Who of a kind of agency has the child on a day: the allocation that began last. */
export const allocatedOf = (kind: AgencyKind, allocations: readonly Allocation[], on: CivilDate): Allocation | undefined =>
  inForce(allocations, on, (allocation) => allocation.kind === kind && allocation.duty === '')

/** Of the allocations that hold on a day, the one that began last. */
function inForce(allocations: readonly Allocation[], on: CivilDate, isMeant: (allocation: Allocation) => boolean): Allocation | undefined {
  let last: Allocation | undefined
  for (const allocation of allocations) {
    if (!isMeant(allocation) || !holdsOn(allocation, on)) continue
    if (!last || isAfter(allocation, last)) last = allocation
  }
  return last
}

/** Whether a day is one of those of an allocation, or of a stay on a roll. */
export const holdsOn = ({ from, until }: Pick<Allocation, 'from' | 'until'>, day: CivilDate): boolean =>
  from <= day && (until === null || day <= until)

/** Whether an allocation takes over from another: of two that begin on one day, the one that was made later does. */
export const isAfter = (one: Allocation, other: Allocation): boolean =>
  one.from > other.from || (one.from === other.from && one.id > other.id)

/**
 * The schools on whose roll a child was on a day; otherwise the last one before, as rolls and facts tell; where none before is known, the first one after, so
 * that somebody has what began elsewhere; otherwise none.
 */
function schoolsOf(on: CivilDate, { rolls, schoolsNamed }: Circumstances, facts: readonly Fact[]): readonly string[] {
  const then = rolls.filter((roll) => holdsOn(roll, on)).map(({ agency }) => agency)
  if (then.length > 0) return [...new Set(then)].sort()
  let last: { readonly school: string; readonly until: CivilDate } | undefined
  const consider = (school: string, until: CivilDate) => {
    if (!last || until > last.until) last = { school, until }
  }
  for (const { agency, from, until } of rolls) if (until !== null && from <= until && until < on) consider(agency, until)
  for (const fact of facts) {
    if (fact.type !== 'off-roll' || fact.on > on) continue
    const { school } = fact.detail
    if (school !== undefined && schoolsNamed.includes(school)) consider(school, civilDate(fact.day - 1))
  }
  if (last) return [last.school]
  const after = rolls.filter(({ from, until }) => from > on && (until === null || from <= until))
  const first = after.map(({ from }) => from).sort()[0]
  return [...new Set(after.filter(({ from }) => from === first).map(({ agency }) => agency))].sort()
}

/** The teams of a kind that serve the child's district; where none does, or the district is not known, all of that kind, since somebody has to see it. */
function teamsFor(kind: AgencyKind, { teams, district }: Circumstances): readonly string[] {
  const ofKind = teams.filter((team) => team.kind === kind)
  const open = ofKind.filter(({ isClosing }) => !isClosing)
  const able = open.length > 0 ? open : ofKind
  const serving = district === null ? [] : able.filter(({ districts }) => districts.length === 0 || districts.includes(district))
  return (serving.length > 0 ? serving : able).map(({ id }) => id).sort()
}

const later = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other)
