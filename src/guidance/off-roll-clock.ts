import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import type { EpisodeSoFar } from './clause.ts'
import { offRollFrom, sixtiethDay } from './officer-support.ts'

/** How long a child has been off roll, in school days, as §1.4 counts it. */
export interface OffRollClock {
  /** The day from which it is counted: day 1 is the first school day on or after it. */
  readonly from: Day
  /** How many school days have come, the day asked about included. */
  readonly count: number
  /** With how many the child is persistently missing education. */
  readonly of: number
  /** The day on which that many come, or came, if nothing more is recorded; undefined where the calendar does not cover it. */
  readonly reachedOn: Day | undefined
  /** How that day was arrived at, as a sentence without a full stop. */
  readonly words: () => string
}

/** The clock of a child that is missing education, as of the day judged. */
export function offRollClock(cme: EpisodeSoFar): OffRollClock {
  const { calendar, settings, day } = cme.child
  const from = offRollFrom(cme)
  const reached = sixtiethDay(cme)
  return { from, count: schoolDaysBetween(calendar, from, day), of: settings.persistentAfter, reachedOn: reached.on, words: reached.words }
}

/** How many school days there are from a day to another, both included, as far as the calendar goes. */
export function schoolDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  let count = 0
  for (let day = Math.max(from, calendar.first); day <= Math.min(to, calendar.last); day++) if (calendar.isSchoolDay(day)) count++
  return count
}
