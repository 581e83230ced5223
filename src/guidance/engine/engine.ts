import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf, NEVER } from '../../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import type { Assessment } from '../../casefile/assessment.ts'
import type { CaseFile } from '../../casefile/fact-table.ts'
import type { Moment } from '../../casefile/moment.ts'
import { standingFacts } from '../../casefile/standing.ts'
import type { Register, Settings } from '../clause.ts'
import { answerOf } from './answer.ts'
import { CaseSoFar } from './case-so-far.ts'
import { type Loaded, load } from './load.ts'
import { type Pace, Walk } from './walk.ts'

export interface Asking {
  /** What was known at a moment; everything unless given. */
  readonly knownAt?: Moment
  readonly pace?: Pace
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

  return {
    assess: (caseFile, calendar, settings, day, asking = {}) => answerOf(loaded, walkTo(day, caseFile, calendar, settings, asking)),

    nextChangeOn(caseFile, calendar, settings, day, asking = {}) {
      const walk = walkTo(day, caseFile, calendar, settings, asking)
      const today = comparable(answerOf(loaded, walk))
      for (let next = nextDayOfChange(loaded, walk); next <= calendar.last; next = nextDayOfChange(loaded, walk)) {
        walk.advanceTo(next)
        if (comparable(answerOf(loaded, walk)) !== today) return next
      }
      return null
    },
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

/** An answer as a text in which two equal answers are equal, whatever day they are asked for. */
const comparable = (answer: Assessment): string => JSON.stringify({ ...answer, asOf: null })
