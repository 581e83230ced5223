import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import type { Settings } from './clause.ts'
import { inOrder } from './engine/answer.ts'
import { guidanceOf } from './engine/engine.ts'
import { type OffRollClock, offRollClock } from './off-roll-clock.ts'
import { lancashireGuidance } from './register.ts'

const { openEpisode, ...guidance } = guidanceOf(lancashireGuidance)

/** The guidance of Lancashire at work: what it says of a child on a day, and when that next changes. */
export const { assess, assessAhead, nextChangeOn } = guidance

/** How long a child has been off roll on a day; nothing while it is not missing education. */
export function offRollClockOn(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day): OffRollClock | undefined {
  const cme = openEpisode(caseFile, calendar, settings, day, 'cme')
  return cme && offRollClock(cme)
}

export { guidanceOf, inOrder }
