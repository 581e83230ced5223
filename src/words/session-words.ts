import type { Calendar } from '../calendar/calendar.ts'
import { type Day, dayOf, schoolYearStart } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { RecordedFact } from '../casefile/fact-table.ts'
import type { Fault } from '../casefile/fault.ts'

/*
 * Whether a figure of attendance can be, and what is odd about one that can. A case file may hold any figure; of people it is asked whether they meant it.
 */

/** A figure of attendance that somebody records. */
type Figure = Pick<RecordedFact<'attendance-summary'>, 'on' | 'detail'>

const SESSIONS_OF_A_DAY = 2

/** School years begin in these days, whatever the day of their first term; a calendar that begins later knows not all of the year. */
const BEGINS_WITHIN = 30

interface Span {
  readonly from: Day
  readonly schoolDays: number
}

/** The days that a figure counts: from the beginning of the term or school year of its day to that day. Nothing where the calendar does not cover them. */
function spanOf(day: Day, scope: 'term' | 'year', calendar: Calendar): Span | undefined {
  const begins = scope === 'year' ? schoolYearStart(day) : termStart(day, calendar)
  if (begins === undefined || !calendar.covers(day) || calendar.first > begins + (scope === 'year' ? BEGINS_WITHIN : 0)) return undefined
  const days = Array.from({ length: day - begins + 1 }, (_, place) => begins + place)
  const schoolDays = days.filter(calendar.isSchoolDay)
  return { from: schoolDays[0] ?? begins, schoolDays: schoolDays.length }
}

function termStart(day: Day, { terms, termOf }: Calendar): Day | undefined {
  const term = terms[termOf(day)]
  return term && dayOf(term.from)
}

/** What cannot be of a figure: more sessions than its days hold, or more attended than there were. */
export function figureFaults({ on, detail }: Figure, calendar: Calendar): readonly Fault[] {
  if (!detail) return []
  const { possible, attended, scope } = detail
  const day = dayOf(on)
  const span = spanOf(day, scope, calendar)
  return [
    ...(span && possible > span.schoolDays * SESSIONS_OF_A_DAY
      ? [
          {
            pointer: '/detail/possible',
            message: `${mostInWords(span, day)}. Check the number, the day, and whether it is the ${named[scope]}`,
          },
        ]
      : []),
    ...(attended > possible
      ? [
          {
            pointer: '/detail/attended',
            message: `Of ${possible} sessions that were possible the child can have attended ${possible} at most`,
          },
        ]
      : []),
  ]
}

const named = { term: 'term', year: 'school year' } as const

function mostInWords({ from, schoolDays }: Span, day: Day): string {
  if (schoolDays === 0) return `There can have been no session: up to ${inWords(day)} there was no school day`
  const days =
    schoolDays === 1
      ? `the one school day, ${inWords(from)}`
      : `each of the ${schoolDays} school days from ${inWords(from)} to ${inWords(day)}`
  return `There can have been ${schoolDays * SESSIONS_OF_A_DAY} sessions at most, two on ${days}`
}

/** What is odd about a figure that can be, as sentences that ask. */
export function figureOddities({ on, detail }: Figure, calendar: Calendar): readonly string[] {
  if (!detail) return []
  const { possible, scope } = detail
  const day = dayOf(on)
  const span = spanOf(day, scope, calendar)
  const most = span && span.schoolDays * SESSIONS_OF_A_DAY
  return [
    ...(possible === 0 ? ['No session was possible, so it says nothing of attendance. Is that what you mean?'] : []),
    ...(most !== undefined && possible > 0 && possible * 2 < most
      ? [`By that day ${most} sessions can have been possible. Did the child come to the school later, or is a number mistyped?`]
      : []),
    ...(calendar.covers(day) && !calendar.isSchoolDay(day) ? ['That is no school day. Is it the last day that the figure counts?'] : []),
  ]
}
