import { openCalendar } from '../src/calendar/calendar.ts'
import { type Day, day } from '../src/calendar/civil-date.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import type { Assessment } from '../src/casefile/assessment.ts'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { assess, assessAhead, nextChangeOn } from '../src/guidance/assess.ts'
import { settingsForAllDays } from '../src/guidance/settings.ts'
import { ASKED_ON } from './mix.ts'
import { nameOf } from './rules.ts'

export const calendar = openCalendar(lancashire)
export const askedOn: Day = day(ASKED_ON)
const settings = settingsForAllDays()

/** The whole answer: all rows, states, because, dates, statuses, options, warnings; sentences are made when they are read, so not here. */
export const answer = (caseFile: CaseFile): Assessment => assess(caseFile, calendar, settings, askedOn)

/** The first later day on which that changes by itself. */
export const nextChange = (caseFile: CaseFile): Day | null => nextChangeOn(caseFile, calendar, settings, askedOn)

/** Both in one walk. */
export const answerAhead = (caseFile: CaseFile) => assessAhead(caseFile, calendar, settings, askedOn)

/** The rows by which something is owed on the day asked, its due date passed or not. */
export function rowsOwed(caseFile: CaseFile): ReadonlySet<string> {
  const owed = answer(caseFile).duties.filter(({ state }) => state === 'open' || state === 'overdue')
  return new Set(owed.map(nameOf))
}
