import type { Day } from '../calendar/civil-date.ts'
import { inWords, ordinal } from '../calendar/words.ts'
import type { Fact } from '../casefile/standing.ts'
import type { EpisodeSoFar } from './clause.ts'
import { schoolDaysResult } from './due.ts'

/*
 * How long a child has been off roll, and whether the CME officer supports.
 */

/** The fact that opened the support in force. Until it is opened in the episode, support is closed. */
export function supportInForce(cme: EpisodeSoFar): Fact | undefined {
  const ended = cme.last('officer-support', (support) => !support.detail.open)?.place ?? -1
  return cme.first('officer-support', (support) => support.detail.open && support.place > ended)
}

/** Off roll by the first `off-roll` of the episode or, while there is none, by the notification that opened it. */
export const dayOneFact = (cme: EpisodeSoFar): Fact => cme.first('off-roll') ?? cme.opener

/** The day from which school days off roll are counted. */
export const offRollFrom = (cme: EpisodeSoFar): Day => Math.max(dayOneFact(cme).day, cme.openedOn)

/** The school day on which the child has been off roll for 60, counted from the first school day on or after coming off roll. */
export function sixtiethDay(cme: EpisodeSoFar): OffRoll {
  const { calendar, settings } = cme.child
  const n = settings.persistentAfter
  const from = offRollFrom(cme)
  const day = calendar.schoolDayFrom(from, n)
  return {
    on: day,
    missing: calendar.missing(from),
    words: () => `${ordinal(n)} school day off roll, counted from ${inWords(from)}${schoolDaysResult(from - 1, day, calendar)}`,
  }
}

export interface OffRoll {
  /** Undefined where the calendar does not cover a day: then it is `missing`. */
  readonly on: Day | undefined
  readonly missing: Day
  readonly words: () => string
}
