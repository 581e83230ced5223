import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf, NEVER } from '../../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import type { Assessment } from '../../casefile/assessment.ts'
import type { CaseFile } from '../../casefile/fact-table.ts'
import type { Moment } from '../../casefile/moment.ts'
import { standingFacts } from '../../casefile/standing.ts'
import type { EpisodeSoFar, Pathway, Register, Settings } from '../clause.ts'
import { answerOf } from './answer.ts'
import { CaseSoFar } from './case-so-far.ts'
import { type Loaded, load } from './load.ts'
import { type Pace, Walk } from './walk.ts'

export interface Asking {
  /** What was known at a moment; everything unless given. */
  readonly knownAt?: Moment
  readonly pace?: Pace
}

export interface AssessmentAhead {
  readonly today: Assessment
  readonly next: { readonly on: Day; readonly then: Assessment } | null
}

/** The guidance of a county at work. */
export interface Guidance {
  /** What the guidance says of a child on a day. It never throws for the calendar: what cannot be dated stands in the answer. */
  assess(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, asking?: Asking): Assessment
  /**
   * The first later day on which the answer differs if nothing more is recorded, with the plans that the file holds; null if there is
   * none, or the calendar ends first.
   */
  nextChangeOn(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, asking?: Asking): Day | null
  /** Both, and what it says then, in one walk. */
  assessAhead(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, asking?: Asking): AssessmentAhead
  /** The episode of a pathway that is open on a day, as clauses see it; nothing where none is. */
  openEpisode(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, pathway: Pathway): EpisodeSoFar | undefined
}

export function guidanceOf(register: Register): Guidance {
  const loaded = load(register)

  const walkTo = (day: Day, caseFile: CaseFile, calendar: Calendar, settings: Settings, asking: Asking): Walk => {
    const { child } = caseFile
    const facts = standingFacts(caseFile, asking.knownAt)
    const age = compulsorySchoolAge(dayOf(child.dateOfBirth))
    const walk = new Walk(loaded, new CaseSoFar(child, facts, age, calendar, settings), asking.pace ?? 'event-days')
    walk.advanceTo(day)
    return walk
  }

  const assessAhead: Guidance['assessAhead'] = (caseFile, calendar, settings, day, asking = {}) => {
    const walk = walkTo(day, caseFile, calendar, settings, asking)
    const today = answerOf(loaded, walk)
    for (let on = nextDayOfChange(loaded, walk); on <= calendar.last; on = nextDayOfChange(loaded, walk)) {
      walk.advanceTo(on)
      const then = answerOf(loaded, walk)
      if (!saysTheSame(then, today)) return { today, next: { on, then } }
    }
    return { today, next: null }
  }

  return {
    assess: (caseFile, calendar, settings, day, asking = {}) => answerOf(loaded, walkTo(day, caseFile, calendar, settings, asking)),

    nextChangeOn: (...asked) => assessAhead(...asked).next?.on ?? null,
    assessAhead,

    openEpisode: (caseFile, calendar, settings, day, pathway) =>
      walkTo(day, caseFile, calendar, settings, {}).case.lastEpisode(pathway, ({ endedOn }) => endedOn === null),
  }
}

/** The next day on which the answer may differ: an event, the day after a due date, the end of a status; `NEVER` if there is none. */
function nextDayOfChange({ statuses }: Loaded, walk: Walk): Day {
  const { day } = walk.case
  let next = walk.nextEvent()
  for (const { dueOn } of walk.open) if (dueOn !== undefined && dueOn >= day) next = Math.min(next, dueOn + 1)
  for (const status of statuses) {
    const until = status.of === 'child' ? (status.since(walk.case)?.until ?? NEVER) : NEVER
    if (until >= day) next = Math.min(next, until + 1)
  }
  return next
}

/** Whether two answers say the same, whatever day they were asked for. How a date was arrived at follows from the rest. */
const saysTheSame = (one: Assessment, other: Assessment): boolean => isSame({ ...one, asOf: null }, { ...other, asOf: null })

function isSame(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other || typeof one === 'function'
  const members = Object.keys(one)
  return members.length === Object.keys(other).length && members.every((member) => isSame(one[member], other[member]))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
