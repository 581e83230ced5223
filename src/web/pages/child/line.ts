import type { Calendar } from '../../../calendar/calendar.ts'
import { type CivilDate, compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { type Holiday, holidaysWithin, inWords } from '../../../calendar/words.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../../../casefile/assessment.ts'
import type { Fact } from '../../../casefile/standing.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { capital, pathwayInWords, statusInWords } from '../../../words/guidance-words.ts'
import { onLine } from '../../../words/line-words.ts'
import { actionOf } from '../../../words/steps.ts'
import { byDueDay } from '../../sorting.ts'
import { dayInList, dueWhen } from '../../when.ts'

/*
 * A pathway as a line with the child's place on it: what stands where. It holds days and names of clauses, and nothing of a person. How it is drawn is in
 * line-drawing.ts.
 */

/** Happened, late and not done, or still ahead. Never told by colour alone. */
export type MarkState = 'done' | 'late' | 'ahead'

export interface Mark {
  /** Null for what cannot be dated. */
  readonly day: Day | null
  readonly state: MarkState
  readonly title: string
  /** Beneath the title: when, and how late or how soon. */
  readonly when: string
  /** The same where there is room. */
  readonly whenInFull: string
  /** What has more is labelled first, where there is not room for every label. */
  readonly weight: number
  /** The bar of the officer’s support says it too. */
  readonly isSaidOnBar?: boolean
}

/** One of the many calls, letters and visits. */
export interface Contact {
  readonly day: Day
  readonly letter: string
  readonly title: string
}

/** Support by the CME officer, both days included. */
export interface Support {
  readonly from: Day
  readonly to: Day
  readonly title: string
}

export interface Line {
  readonly pathway: string
  /** The pathway's name, and since when. */
  readonly name: string
  /** What it comes to, in a sentence. */
  readonly point: string
  readonly from: Day
  readonly to: Day
  /** The day asked about; nothing once the pathway has ended. */
  readonly asOf: Day | undefined
  /** What stands on the flag of that day. */
  readonly flag: string
  readonly marks: readonly Mark[]
  readonly contacts: readonly Contact[]
  readonly support: readonly Support[]
  /** The school days of the line, in order, as far as the calendar goes; the first is day 1. */
  readonly schoolDays: readonly Day[]
  readonly holidays: readonly Holiday[]
}

export interface Told {
  readonly assessment: Assessment
  /** The facts that stand, in reading order. */
  readonly facts: readonly Fact[]
  readonly calendar: Calendar
  /** The day asked about. */
  readonly asOf: Day
  readonly isToday: boolean
}

/** A pathway that ended longer ago than this has no line any more. */
const RECENT = 183
/** More lines than these are not drawn. */
const MOST_LINES = 3
/** What is ahead by more than this, or by more than what lies behind, is drawn after a break. */
const FAR_AHEAD = 92
/** A line is never drawn for fewer days, which would look as if much had happened. */
const SHORTEST = 28

/** One line for each pathway that the child is on, and for those that ended lately; the latest first. */
export function linesOf(told: Told): readonly Line[] {
  const { episodes } = told.assessment
  return episodes
    .filter(({ openedOn, endedOn }) => dayOf(openedOn) <= told.asOf && (endedOn === null || told.asOf - dayOf(endedOn) <= RECENT))
    .toSorted((a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null) || compare(b.openedOn, a.openedOn))
    .slice(0, MOST_LINES)
    .map((episode) => lineOf(episode, told))
}

function lineOf(episode: AssessedEpisode, told: Told): Line {
  const { assessment, calendar, asOf, isToday } = told
  const from = dayOf(episode.openedOn)
  const ended = episode.endedOn === null ? undefined : dayOf(episode.endedOn)
  const last = ended ?? asOf
  const duties = assessment.duties.filter((duty) => isOf(duty, episode))
  const known = told.facts.filter(({ day }) => from <= day && (ended === undefined || day <= ended))
  const { marks: happened, contacts, support } = behind(known, duties, episode, last, asOf)
  const marks = [
    ...atTheEnds(happened, from, ended, asOf),
    ...(ended === undefined ? [...asked(duties, told), ...planned(known, episode, asOf)] : []),
  ]
  const limit = asOf + Math.max(FAR_AHEAD, asOf - from)
  const ahead = marks.flatMap(({ day }) => (day !== null && day <= limit ? [day] : []))
  const to = Math.max(last, from + (ended === undefined ? SHORTEST : 7), ...(ended === undefined ? ahead : []))
  const schoolDays = schoolDaysOf(calendar, from, to)
  const count = schoolDays.filter((day) => day <= last).length
  return {
    pathway: episode.pathway,
    name: `${capital(pathwayInWords(episode.pathway))}, ${ended === undefined ? `since ${inWords(from)}` : `${inWords(from)} to ${inWords(ended)}`}`,
    point: ended === undefined ? pointOf(duties, told) : `${capital(pathwayInWords(episode.pathway))} ended on ${inWords(ended)}.`,
    // A step that a late fact started may have been due before the pathway opened.
    from: Math.min(from, ...marks.flatMap(({ day }) => day ?? [])),
    to,
    asOf: ended === undefined ? asOf : undefined,
    flag: `${isToday ? 'Today,' : 'As of'} ${dayInList(asOf)}${count > 0 ? ` · school day ${count}` : ''}`,
    marks: marks.map((mark) => (mark.day !== null && mark.day > to ? { ...mark, day: null } : mark)),
    contacts,
    support,
    schoolDays,
    holidays: holidaysWithin(calendar, from, to),
  }
}

const isOf = (duty: AssessedDuty, { pathway, openedOn, endedOn }: AssessedEpisode): boolean =>
  duty.pathway === pathway && duty.startedOn >= openedOn && (endedOn === null || duty.startedOn <= endedOn)

function schoolDaysOf(calendar: Calendar, from: Day, to: Day): readonly Day[] {
  const days: Day[] = []
  for (let day = Math.max(from, calendar.first); day <= Math.min(to, calendar.last); day++) if (calendar.isSchoolDay(day)) days.push(day)
  return days
}

/** `Mon 16 Nov`, and its year where that is another than the one of the day asked about. */
export function dayOnLine(day: Day, asOf: Day): string {
  const year = inWords(day).slice(-4)
  return year === inWords(asOf).slice(-4) ? dayInList(day) : `${dayInList(day)} ${year}`
}

// ---- What happened -----------------------------------------------------------------------------------------------------------------

function behind(facts: readonly Fact[], duties: readonly AssessedDuty[], episode: AssessedEpisode, last: Day, asOf: Day) {
  const marks: Mark[] = []
  const contacts: Contact[] = []
  const support: Support[] = []
  let supportedFrom: Day | undefined
  const starters = new Set(duties.flatMap(({ because }) => because))
  const turnsOf = (id: string) => duties.filter(({ because, dischargedBy }) => dischargedBy === id || because.includes(id)).length
  const late = new Set(duties.flatMap(({ state, dischargedBy }) => (state === 'late' && dischargedBy !== null ? [dischargedBy] : [])))
  for (const fact of facts) {
    const { day } = fact
    if (day > last) break
    if (fact.type === 'officer-support') {
      if (fact.detail.open) supportedFrom ??= day
      else if (supportedFrom !== undefined) {
        support.push(supportBetween(supportedFrom, day, asOf))
        supportedFrom = undefined
      }
    }
    const said = onLine(fact, episode.pathway)
    // A figure says something new only where it opened the pathway or started a step.
    if (!said || (fact.type === 'attendance-summary' && fact.on !== episode.openedOn && !starters.has(fact.id))) continue
    if ('letter' in said) contacts.push({ day, ...said })
    else {
      const isLate = late.has(fact.id)
      // What more follows from weighs more; of two that weigh the same the later one is labelled first.
      const recency = (10 * (day - dayOf(episode.openedOn))) / (last - dayOf(episode.openedOn) + 1) + fact.place / 1000
      const mark = happenedOn(day, asOf, said.title, isLate, 20 + Math.min(30, 10 * turnsOf(fact.id)) + recency)
      marks.push(fact.type === 'officer-support' && fact.detail.open ? { ...mark, isSaidOnBar: true } : mark)
    }
  }
  if (supportedFrom !== undefined) support.push(supportBetween(supportedFrom, last, asOf))
  return { marks, contacts, support }
}

const supportBetween = (from: Day, to: Day, asOf: Day): Support => ({ from, to, title: `Support, since ${dayOnLine(from, asOf)}` })

const happenedOn = (day: Day, asOf: Day, title: string, isLate: boolean, weight: number): Mark => ({
  day,
  state: 'done',
  title,
  when: `${dayOnLine(day, asOf)}${isLate ? ', done late' : ''}`,
  whenInFull: `${inWords(day)}${isLate ? ', done late' : ''}`,
  weight,
})

/** How it began and ended stands there, whether or not a fact says so, and has its label before others. */
function atTheEnds(marks: readonly Mark[], from: Day, ended: Day | undefined, asOf: Day): readonly Mark[] {
  const heavier = marks.map((mark) => (mark.day === from || mark.day === ended ? { ...mark, weight: 80 } : mark))
  return [
    ...(marks.some(({ day }) => day === from) ? [] : [happenedOn(from, asOf, 'Begins', false, 80)]),
    ...heavier,
    ...(ended === undefined || marks.some(({ day }) => day === ended) ? [] : [happenedOn(ended, asOf, 'Ends', false, 80)]),
  ]
}

// ---- What is asked, and what is ahead ----------------------------------------------------------------------------------------------

function asked(duties: readonly AssessedDuty[], { calendar, asOf }: Told): readonly Mark[] {
  return duties.flatMap((duty): Mark[] => {
    const clause = dutyClause(duty.clause)
    const title = actionOf(clause, duty.service)
    if (duty.state === 'upcoming') return [upcoming(duty, clause.givesStatus, title, asOf)]
    if (duty.state !== 'open' && duty.state !== 'overdue') return []
    const due = duty.dueOn === null ? null : dayOf(duty.dueOn)
    const { how, isLate } = dueWhen(duty.dueOn, asOf, unitOf(clause), calendar)
    if (due === null)
      return [
        { day: null, state: 'ahead', title, when: 'cannot be dated', whenInFull: 'cannot be dated: the calendar ends before', weight: 70 },
      ]
    const lateHow = duty.force === 'consider' ? `not yet considered, ${how}` : how
    return [
      {
        day: due,
        state: isLate ? 'late' : 'ahead',
        title,
        when: isLate ? `due ${dayOnLine(due, asOf)}, ${how}` : `by ${dayOnLine(due, asOf)}`,
        whenInFull: isLate ? `due ${inWords(due)}, ${lateHow}` : `by ${inWords(due)}, ${how}`,
        weight: isLate ? 100 : 90,
      },
    ]
  })
}

/** A duty that time will bring, or the status that comes with it. */
function upcoming({ startedOn }: AssessedDuty, status: string | undefined, title: string, asOf: Day): Mark {
  const day = dayOf(startedOn)
  return {
    day,
    state: 'ahead',
    title: status === undefined ? title : shortStatus(status),
    when: `from ${dayOnLine(day, asOf)}`,
    whenInFull: `from ${inWords(day)} on, if nothing more is recorded`,
    weight: status === undefined ? 70 : 95,
  }
}

/** `Persistent CME` of "persistently missing education (persistent CME)". */
export const shortStatus = (status: string): string => capital(/\((.+)\)/.exec(statusInWords(status))?.[1] ?? statusInWords(status))

const planned = (facts: readonly Fact[], { pathway }: AssessedEpisode, asOf: Day): readonly Mark[] =>
  facts.flatMap((fact): Mark[] => {
    const said = fact.day > asOf ? onLine(fact, pathway) : undefined
    if (!said) return []
    return [
      {
        day: fact.day,
        state: 'ahead',
        title: said.title,
        when: `planned for ${dayOnLine(fact.day, asOf)}`,
        whenInFull: `planned for ${inWords(fact.day)}`,
        weight: 75,
      },
    ]
  })

// ---- What it comes to --------------------------------------------------------------------------------------------------------------

/** The point of a pathway, or of all that a child is on, in a sentence or two. */
export function pointOf(duties: readonly AssessedDuty[], { asOf, calendar }: Pick<Told, 'asOf' | 'calendar'>): string {
  const inState = (...states: readonly AssessedDuty['state'][]) => duties.filter(({ state }) => states.includes(state)).toSorted(byDueDay)
  const status = nextStatus(duties, asOf, calendar)
  return `${mainPoint(inState('overdue'), inState('open'), inState('upcoming'), asOf, calendar)}${status === undefined ? '' : ` ${status}`}`
}

function mainPoint(
  overdue: readonly AssessedDuty[],
  open: readonly AssessedDuty[],
  upcoming: readonly AssessedDuty[],
  asOf: Day,
  calendar: Calendar,
): string {
  const [late] = overdue
  if (late) {
    const isConsidered = overdue.every(({ force }) => force === 'consider')
    if (overdue.length === 1) return `${isConsidered ? 'One step is not yet considered' : 'One step is late'}: ${titled(late)}.`
    return `${overdue.length} steps are ${isConsidered ? 'not yet considered' : 'late'}; the longest: ${titled(late)}.`
  }
  const [next] = open
  if (next) {
    const when = next.dueOn === null ? 'which cannot be dated' : dueWhen(next.dueOn, asOf, unitOf(dutyClause(next.clause)), calendar).how
    const others = open.length === 1 ? '' : `, and ${open.length - 1} more`
    return `Nothing is late. Next: ${titled(next)}, ${when}${others}.`
  }
  const [coming] = upcoming.toSorted((a, b) => compare(a.startedOn, b.startedOn))
  if (coming)
    return `Nothing is asked of anybody. If nothing more is recorded: ${titled(coming)}, from ${dayInList(dayOf(coming.startedOn))}.`
  return 'Nothing is asked of anybody.'
}

const titled = ({ clause, service }: AssessedDuty): string => {
  const title = actionOf(dutyClause(clause), service)
  // The first letter of an abbreviation stays large.
  return /^.[a-z]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title
}

/** The status that time brings next: "Persistent CME in 6 school days." */
function nextStatus(duties: readonly AssessedDuty[], asOf: Day, calendar: Calendar): string | undefined {
  const coming = statusesAhead(duties)[0]
  return coming && `${shortStatus(coming.status)} ${dueWhen(coming.from, asOf, 'school days', calendar).how}.`
}

/** The statuses that come if nothing more is recorded, the next first. */
export const statusesAhead = (duties: readonly AssessedDuty[]): readonly { readonly status: string; readonly from: CivilDate }[] =>
  duties
    .flatMap(({ state, clause, startedOn }) => {
      const status = state === 'upcoming' ? dutyClause(clause).givesStatus : undefined
      return status === undefined ? [] : [{ status, from: startedOn }]
    })
    .toSorted((a, b) => compare(a.from, b.from))

// ---- As a table --------------------------------------------------------------------------------------------------------------------

export interface LineRow {
  readonly state: MarkState | 'today'
  readonly stateInWords: string
  readonly title: string
  readonly when: string
  /** One of the many calls, letters and visits, which a short list leaves out. */
  readonly isContact: boolean
}

const stateWords: Readonly<Record<LineRow['state'], string>> = { done: 'Happened', late: 'Late', ahead: 'Ahead', today: 'Asked about' }

/** All that stands on the line, in order: for a table, for a list on a phone, and for whoever cannot see it. */
export function rowsOf({ marks, contacts, asOf, flag }: Line): readonly LineRow[] {
  const rows = [
    ...marks.map((mark) => ({ ...mark, day: mark.day ?? Number.POSITIVE_INFINITY, isContact: false })),
    ...contacts.map(({ day, title }) => ({
      day,
      state: 'done' as const,
      title: capital(title),
      whenInFull: inWords(day),
      isContact: true,
    })),
    ...(asOf === undefined ? [] : [{ day: asOf, state: 'today' as const, title: flag, whenInFull: inWords(asOf), isContact: false }]),
  ]
  const isAhead = ({ state }: { readonly state: LineRow['state'] }) => Number(state === 'ahead')
  return rows
    .toSorted((a, b) => a.day - b.day || isAhead(a) - isAhead(b))
    .map(({ state, title, whenInFull, isContact }) => ({ state, stateInWords: stateWords[state], title, when: whenInFull, isContact }))
}
