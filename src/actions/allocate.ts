import { type CivilDate, civilDate } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import { allocate, type HasSome, type NewAllocation, readChildrenHeldBy, readWhoHasSome } from '../database/allocations.ts'
import { type HeldChild, ofDuty, readChildren, type StoredChild } from '../database/cases.ts'
import { type Colleague, readColleagues } from '../database/colleagues.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { readNames } from '../database/names.ts'
import { alertOf } from '../database/outbox.ts'
import { reassess } from '../database/projection.ts'
import { canBeGiven } from '../sharing/allocating.ts'
import { dutyKey } from '../sharing/circumstances.ts'
import { allocatedOf, holdsOn } from '../sharing/owners.ts'
import type { Actor } from '../sharing/roles.ts'
import { type Action, type Context, doerOf, fault } from './action.ts'
import { holdSeveralInSight } from './child-in-sight.ts'
import { MOST_AT_ONCE, shownOf } from './record-for-several.ts'

export type { Colleague, HasSome }

/*
 * Who in an agency has a child, or one next step of it: given to somebody, taken, or taken over from whoever leaves. People do this for their own agency. Nothing
 * is overwritten; from the day of it on, the duties are theirs.
 */

/** What somebody is given: children with all that the agency owes for them, or next steps alone. */
export type Thing = 'children' | 'steps'

/** A child that is chosen; and a next step of it, by its key, where one is. */
export interface Chosen {
  readonly child: string
  readonly duty: string | undefined
}

/** Nobody by name: whoever is there does what comes next. */
export const NOBODY = 'nobody'
/** Whoever asks. */
export const ME = 'me'

export interface AllocationOpened {
  readonly children: readonly ChildDetails[]
  readonly colleagues: readonly Colleague[]
}

/** Opens the form for giving what is chosen to somebody. Whom this person may not see is left out. */
export const openAllocation: Action<{ readonly chosen: readonly Chosen[] }, AllocationOpened> = async (context, { chosen }) => {
  const { transaction, actor, today } = context
  const [details, colleagues] = await Promise.all([readDetails(transaction, actor, childrenOf(chosen), today), colleaguesOf(context)])
  return { ...shownOf(childrenOf(chosen), details), given: { children: [...details.values()], colleagues } }
}

export interface AllocationAsked {
  readonly chosen: readonly Chosen[]
  readonly what: Thing
  /** A user; or `NOBODY`, or `ME`. */
  readonly to: string
}

/** What giving would change of each child. */
export interface AllocationChecked {
  readonly what: Thing
  /** Nobody where it is to be nobody's by name. */
  readonly to: Colleague | undefined
  readonly given: readonly ToBeGiven[]
  readonly refused: readonly { readonly details: ChildDetails; readonly why: string }[]
}

interface ToBeGiven {
  readonly details: ChildDetails
  /** How many next steps of the child they get, now and to come. */
  readonly steps: number
  /** By whom they are done now: names, and null for nobody's. */
  readonly from: readonly (string | null)[]
}

/** What giving what is chosen to somebody would change; nothing is saved. */
export const checkAllocation: Action<AllocationAsked, AllocationChecked> = async (context, { chosen, what, to }) => {
  const { transaction, actor, today } = context
  const [details, colleagues] = await Promise.all([readDetails(transaction, actor, childrenOf(chosen), today), colleaguesOf(context)])
  const person = personOf(actor, colleagues, to)
  const stored = await readChildren(transaction, [...details.keys()])
  const judged = stored.map((child) => ({
    child,
    judged: toBeGiven(actor, child, dutiesChosen(chosen, child), what, person, civilDate(today)),
  }))
  const users = judged.flatMap(({ judged }) => ('duties' in judged ? judged.duties.flatMap(({ user }) => user ?? []) : []))
  const names = await readNames(transaction, [], users)
  return {
    ...shownOf(childrenOf(chosen), details),
    given: {
      what,
      to: person,
      given: judged.flatMap(({ child, judged }) => {
        const known = details.get(child.head)
        if (!known || !('duties' in judged)) return []
        const from = [...new Set(judged.duties.map(({ user }) => (user === null ? null : (names.users.get(user) ?? user))))]
        return [{ details: known, steps: judged.duties.length, from }]
      }),
      refused: judged.flatMap(({ child, judged }) => {
        const known = details.get(child.head)
        return known && 'why' in judged ? [{ details: known, why: judged.why }] : []
      }),
    },
  }
}

/** What came of giving: ids, to be kept with the key of the form. */
export interface ChildrenGiven {
  readonly what: Thing
  /** The user; null where it is nobody by name. */
  readonly to: string | null
  readonly name: string | null
  readonly saved: readonly string[]
  readonly refused: readonly { readonly child: string; readonly why: string }[]
}

/** Gives what is chosen to somebody, of each child that it can be given of, and with it its duties. */
export const allocateChosen: Action<AllocationAsked, ChildrenGiven> = async (context, { chosen, what, to }) => {
  const person = personOf(context.actor, await colleaguesOf(context), to)
  return give(context, childrenOf(chosen), (child) => dutiesChosen(chosen, child), what, person)
}

async function give(
  context: Context,
  ids: readonly string[],
  dutiesOf: (child: StoredChild) => ReadonlySet<string>,
  what: Thing,
  person: Colleague | undefined,
) {
  const { transaction, actor, today } = context
  const { children: seen, rules, hidden } = await holdSeveralInSight(context, ids)
  const from = civilDate(today)
  const judged = seen.map((child) => ({ child, judged: toBeGiven(actor, child, dutiesOf(child), what, person, from) }))
  const changed: HeldChild[] = []
  for (const { child, judged: one } of judged) {
    if (!('allocations' in one)) continue
    let more: HeldChild = child
    for (const allocation of one.allocations)
      more = await allocate(transaction, more, allocation, { by: actor.user, agency: actor.agency.id })
    changed.push(more)
  }
  if (changed.length > 0) {
    await reassess(transaction, changed, rules, today, doerOf(actor))
    // Whoever gets a child gets something to look at, even where nothing is to be done of it yet.
    if (person) alertOf(transaction, rules.calendar, today, [{ agency: actor.agency.id, person: person.user }], doerOf(actor))
  }
  return {
    ...{ children: seen.flatMap(({ records }) => records), hidden },
    given: {
      ...{ what, to: person?.user ?? null, name: person?.name ?? null },
      saved: changed.map(({ head }) => head),
      refused: judged.flatMap(({ child, judged: one }) => ('why' in one ? [{ child: child.head, why: one.why }] : [])),
    },
  }
}

// ---- Taken over --------------------------------------------------------------------------------------------------------------------------

export interface TakeoverOpened {
  /** Who has children of whom something is still to be done. */
  readonly people: readonly (HasSome & { readonly isStillHere: boolean })[]
  readonly colleagues: readonly Colleague[]
}

/** Opens the form for giving everything of one person to another. Numbers alone: no child is seen. */
export const openTakeover: Action<Record<never, never>, TakeoverOpened> = async (context) => {
  const { transaction, actor, today } = context
  const [people, colleagues] = await Promise.all([readWhoHasSome(transaction, actor, civilDate(today)), colleaguesOf(context)])
  const here = new Set(colleagues.map(({ user }) => user))
  return { children: [], given: { people: people.map((one) => ({ ...one, isStillHere: here.has(one.user) })), colleagues } }
}

export interface TakeoverAsked {
  readonly from: string
  /** As in `AllocationAsked`. */
  readonly to: string
}

export interface TakeoverChecked {
  readonly from: HasSome
  readonly to: Colleague | undefined
  /** How many children can be given in one go. */
  readonly atOnce: number
}

/** What would be taken over; nothing is saved. */
export const checkTakeover: Action<TakeoverAsked, TakeoverChecked> = async (context, asked) => {
  const { person, from } = await takeover(context, asked)
  return { children: [], given: { from, to: person, atOnce: MOST_AT_ONCE } }
}

export interface TakenOver extends ChildrenGiven {
  readonly from: string
  /** How many are still to be given: those that did not go in with these. */
  readonly left: number
}

/** Gives everything that one person has to another, so many children at once: whoever records of one of them meanwhile waits no longer than for a few. */
export const takeOver: Action<TakeoverAsked, TakenOver> = async (context, asked) => {
  const { transaction, actor, today } = context
  const { person, from } = await takeover(context, asked)
  const ids = await readChildrenHeldBy(transaction, actor, from.user, civilDate(today))
  const { given, ...audited } = await give(
    context,
    ids.slice(0, MOST_AT_ONCE),
    (child) => dutiesHeldBy(child, from.user),
    'children',
    person,
  )
  return { ...audited, given: { ...given, from: from.user, left: Math.max(0, ids.length - MOST_AT_ONCE) } }
}

async function takeover(context: Context, { from, to }: TakeoverAsked) {
  const { transaction, actor, today } = context
  const [people, colleagues] = await Promise.all([readWhoHasSome(transaction, actor, civilDate(today)), colleaguesOf(context)])
  const leaving = people.find(({ user }) => user === from)
  if (!leaving) throw fault('/leaver', 'Choose whose children are taken over. Somebody may have taken them over meanwhile')
  const person = personOf(actor, colleagues, to)
  if (person?.user === leaving.user) throw fault('/to', `Choose somebody else: ${person.name} has them already`)
  return { person, from: leaving }
}

// ---- What can be given -------------------------------------------------------------------------------------------------------------------

const childrenOf = (chosen: readonly Chosen[]): readonly string[] => [...new Set(chosen.map(({ child }) => child))]

const dutiesChosen = (chosen: readonly Chosen[], { records }: StoredChild): ReadonlySet<string> =>
  new Set(chosen.filter(({ child }) => records.includes(child)).flatMap(({ duty }) => duty ?? []))

const dutiesHeldBy = ({ stored }: StoredChild, user: string): ReadonlySet<string> =>
  new Set(stored.duties.filter((row) => row[ofDuty.ownerUser] === user).map(keyOfRow))

/** Those to whom children can be given at one's own agency. */
export const colleaguesOf = async ({ transaction, actor }: Context): Promise<readonly Colleague[]> =>
  (await readColleagues(transaction, actor.agency.id)).filter(({ roles }) => roles.some((role) => canBeGiven(role, actor.agency.kind)))

/** Whom it is given to; nobody where it is to be nobody's. Ends the action where there is no such person at the agency. */
function personOf({ user, agency }: Actor, colleagues: readonly Colleague[], to: string): Colleague | undefined {
  if (to === NOBODY) return undefined
  const person = colleagues.find((colleague) => colleague.user === (to === ME ? user : to))
  if (person) return person
  throw fault('/to', `Choose somebody who works for ${agency.name} now`)
}

type Row = StoredChild['stored']['duties'][number]

const keyOfRow = ([clause, pathway, service, startedOn, firstBecause]: Row): string =>
  dutyKey(clause, pathway, service, startedOn, firstBecause)

interface Judged {
  /** What they then have to do. */
  readonly duties: readonly { readonly key: string; readonly user: string | null }[]
  readonly allocations: readonly NewAllocation[]
}

/**
 * What is put on record so that a person, or nobody, has a child or some duties of it; or why it cannot be. An agency gives what is its own: who only may see a
 * child does not come to have it by this.
 */
function toBeGiven(
  actor: Actor,
  child: StoredChild,
  chosen: ReadonlySet<string>,
  what: Thing,
  person: Colleague | undefined,
  from: CivilDate,
): Judged | { readonly why: string } {
  const { id: agency, kind, name } = actor.agency
  const user = person?.user ?? null
  const seals = child.circumstances.seals.filter(({ isSealed }) => isSealed)
  if (user !== null && !seals.every(({ users }) => users.includes(user))) {
    return { why: `This child’s record does not exist for ${person?.name}: it is sealed` }
  }
  const owed = child.stored.duties.filter((row) => row[ofDuty.outcome] === null && row[ofDuty.ownerAgencies].includes(agency))
  const isOurs = hasChild(child, kind, agency, from)
  if (owed.length === 0 && !isOurs) return { why: `${name} has no next step for this child, and does not have it` }
  const given = (row: Row): NewAllocation => ({ kind, duty: keyOfRow(row), agency, user, from })
  const before = (row: Row) => ({ key: keyOfRow(row), user: row[ofDuty.ownerUser] })
  if (what === 'steps') {
    const some = owed.filter((row) => chosen.has(keyOfRow(row)))
    if (some.length === 0) return { why: `The next step is not asked for any more, or not of ${name}` }
    return { duties: some.map(before), allocations: some.map(given) }
  }
  // A step that was given by itself, or is done in place of an agency without people here, does not go with the child unless it is named.
  const goes = (row: Row): boolean =>
    isOurs && row[ofDuty.owner] === kind && !child.circumstances.allocations.some(({ duty }) => duty === keyOfRow(row))
  const alone = owed.filter((row) => !goes(row)).map(given)
  return { duties: owed.map(before), allocations: [...(isOurs ? [{ kind, agency, user, from }] : []), ...alone] }
}

/** Whether a child is an agency's of its kind: by allocation; where there is none, since what its kind owes falls to it; a school's, since it is on its roll. */
function hasChild({ stored, circumstances }: StoredChild, kind: AgencyKind, agency: string, on: CivilDate): boolean {
  if (kind === 'school') {
    return (
      circumstances.rolls.some((roll) => roll.agency === agency && holdsOn(roll, on)) ||
      stored.duties.some((row) => row[ofDuty.outcome] === null && row[ofDuty.owner] === kind && row[ofDuty.ownerAgencies].includes(agency))
    )
  }
  const held = allocatedOf(kind, circumstances.allocations, on)
  if (held) return held.agency === agency
  return stored.duties.some(
    (row) => row[ofDuty.outcome] === null && row[ofDuty.owner] === kind && row[ofDuty.ownerAgencies].includes(agency),
  )
}
