import type { Calendar } from '../../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day } from '../../calendar/civil-date.ts'
import type { Assessment } from '../../casefile/assessment.ts'
import {
  type Agency,
  type Detail,
  type FactRow,
  type FactType,
  factTable,
  factTypes,
  type RecordedFact,
} from '../../casefile/fact-table.ts'
import type { Field } from '../../casefile/fields.ts'
import type { Register } from '../clause.ts'

/*
 * What a search may record next: every type of fact of the table, with each value of its detail that a clause reads. All of it comes from
 * the fact table, so a new type is among the moves by itself; and where a new detail cannot be varied without being told how, loading this
 * file throws.
 *
 * Corrections and withdrawals are no moves. An answer depends on the facts in force alone, and those of a corrected record are the facts
 * of some record without corrections: what holds for every such record holds for the corrected ones.
 */

/** A kind of fact that can be recorded: its type, who did it, and what it says. */
export interface Move {
  readonly type: FactType
  readonly by: Agency
  /** What the fact says when it is dated on a day; some of it is a date that lies ahead. */
  readonly detailOn: (day: Day, calendar: Calendar) => Record<string, unknown>
}

/** A fact of a day by a move. */
export function factOf({ type, by, detailOn }: Move, id: string, day: Day, calendar: Calendar): RecordedFact {
  return { id, type, on: civilDate(day), by, detail: detailOn(day, calendar) } as RecordedFact
}

/** Whether a fact may be recorded after others: a case is closed as home educated only while the register and no concern say so. */
export function mayFollow(fact: RecordedFact, facts: readonly RecordedFact[]): boolean {
  if (fact.type !== 'cme-closed' || fact.detail?.reason !== 'ehe') return true
  const before = facts.filter(({ on }) => on <= fact.on)
  const check = before.findLast((other) => other.type === 'ehe-check')
  const concern = before.findLast((other) => other.type === 'ehe-concern')
  return check?.detail?.onRegister === true && (concern === undefined || concern.detail?.resolved === true)
}

/** The members that no clause reads: one value does for all. A test watches what clauses read, and names a member that is missing here. */
const unread: { readonly [T in FactType]?: readonly (keyof Detail<T>)[] } = {
  'engagement-attempt': ['method', 'outcome'],
  'panel-nomination': ['ground'],
  'allocated-worker-discussion': ['inPlan'],
  'school-step': ['step'],
  'support-request': ['route'],
}

/** Free texts of which a clause reads whether they are there. */
const textsRead = new Set(['cssh-discussion.reason', 'support-request.reason'])

/** Sessions possible and attended: not judged; below 75%; between 75% and 80%; exactly 90%; above. */
const figures = [
  { possible: 10, attended: 5 },
  { possible: 80, attended: 59 },
  { possible: 80, attended: 62 },
  { possible: 80, attended: 72 },
  { possible: 80, attended: 76 },
]

/** Numbers that belong together, by type. */
const numbers: { readonly [T in FactType]?: readonly Partial<Detail<T>>[] } = { 'attendance-summary': figures }

/** Dates to name, seen from the day of the fact. */
const dates: Readonly<Record<string, (day: Day, calendar: Calendar) => Day | undefined>> = {
  'panel-nomination.panel': (day, calendar) => calendar.panelAfter(day),
  'contextual-information.until': (day) => day + THREE_WEEKS,
}

/** Who does it, where a clause asks, or owes by it. */
const doers: { readonly [T in FactType]?: readonly Agency[] } = { 'engagement-attempt': ['cme-officer', 'school'] }

const THREE_WEEKS = 21

/** Texts that must be there, by the name of the member. */
const texts: Readonly<Record<string, string>> = { to: 'a partner agency' }
const SOME_TEXT = 'a reason'

/** Reasons why not are for duties that are open, so they are made case by case (`reasonsNotDone`). */
const needsADuty: FactType = 'reason-not-done'

/** For each answer of a register, the recorded reasons why not that settle what is asked in it. */
export function reasonsNotDone({ clauses }: Register): (answer: Assessment) => readonly Move[] {
  const byClause = new Map(
    clauses.flatMap((clause) =>
      clause.kind === 'duty' && clause.force === 'should' ? [[clause.id, reasonNotDone(clause.id)] as const] : [],
    ),
  )
  return ({ duties }) => {
    const asked = duties.filter(({ state }) => state === 'open' || state === 'overdue').map(({ clause }) => clause)
    return [...new Set(asked)].flatMap((clause) => byClause.get(clause) ?? [])
  }
}

const reasonNotDone = (clause: string): Move => ({ type: needsADuty, by: 'school', detailOn: () => ({ clause, reason: SOME_TEXT }) })

type DetailOn = Move['detailOn']

function movesOf(type: FactType): Move[] {
  return (doers[type] ?? ['school']).flatMap((by) => detailsOf(type).map((detailOn) => ({ type, by, detailOn })))
}

/** Every detail of a type: each value of each member with each of the others. */
function detailsOf(type: FactType): readonly DetailOn[] {
  const { detail }: FactRow = factTable[type]
  const together = numbers[type]
  let details: readonly DetailOn[] = together ? together.map((part) => () => part as Record<string, unknown>) : [() => ({})]
  for (const [member, field] of Object.entries(detail)) {
    if (together && field.kind === 'whole') continue
    const values = valuesOf(type, member, field)
    details = details.flatMap((others) => values.map((value) => withMember(others, member, value)))
  }
  return details
}

const withMember =
  (others: DetailOn, member: string, value: ValueOn): DetailOn =>
  (day, calendar) => {
    const given = value(day, calendar)
    return given === undefined ? others(day, calendar) : { ...others(day, calendar), [member]: given }
  }

/** A value of a member on a day; undefined where the member is left out. */
type ValueOn = (day: Day, calendar: Calendar) => unknown

const always =
  (value: unknown): ValueOn =>
  () =>
    value
const leftOut = always(undefined)

function valuesOf(type: FactType, member: string, field: Field): readonly ValueOn[] {
  const mustBeThere = field.required || field.neededWhen !== undefined
  const isRead =
    field.kind === 'text' ? textsRead.has(`${type}.${member}`) : !(unread[type] as readonly string[] | undefined)?.includes(member)
  const given = valuesGiven(type, member, field)
  if (mustBeThere) return isRead ? given : given.slice(0, 1)
  return isRead ? [leftOut, ...given] : [leftOut]
}

function valuesGiven(type: FactType, member: string, field: Field): readonly ValueOn[] {
  switch (field.kind) {
    case 'boolean':
      return [always(true), always(false)]
    case 'text':
      return [always(texts[member] ?? SOME_TEXT)]
    case 'one-of':
      return field.choices.map(always)
    case 'list':
      return field.of.kind === 'one-of' ? subsets(field.of.choices).map(always) : cannotVary(type, member)
    case 'halves':
      return [always(1)]
    case 'date':
      return [dateGiven(dates[`${type}.${member}`] ?? cannotVary(type, member))]
    case 'whole':
    case 'moment':
    case 'anything':
    case 'record':
      return cannotVary(type, member)
  }
}

const dateGiven =
  (dayOn: (day: Day, calendar: Calendar) => Day | undefined): ValueOn =>
  (day, calendar): CivilDate | undefined => {
    const given = dayOn(day, calendar)
    return given === undefined ? undefined : civilDate(given)
  }

function cannotVary(type: FactType, member: string): never {
  throw new TypeError(`say in moves.ts which values of ${member} a search tries for ${type}`)
}

/** All lists of some choices, each choice at most once, the empty one first. */
function subsets(choices: readonly string[]): readonly (readonly string[])[] {
  const [first, ...others] = choices
  if (first === undefined) return [[]]
  const without = subsets(others)
  return [...without, ...without.map((list) => [first, ...list])]
}

/** Everything that may be recorded at any time, in the order of the fact table. */
export const moves: readonly Move[] = factTypes.filter((type) => type !== needsADuty).flatMap(movesOf)
