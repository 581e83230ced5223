import { type Calendar, openCalendar } from '../src/calendar/calendar.ts'
import { civilDate, date, day } from '../src/calendar/civil-date.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import type { AssessedDuty, Assessment } from '../src/casefile/assessment.ts'
import type { Agency, CaseFile, CaseRecord, Child, Detail, FactType } from '../src/casefile/fact-table.ts'
import { momentOf } from '../src/casefile/moment.ts'
import { assess, nextChangeOn } from '../src/guidance/assess.ts'
import { type SettingValues, settingsForAllDays } from '../src/guidance/settings.ts'

/*
 * What tests of the guidance are written with: people with names, cases told as dated facts, and questions asked of a day.
 */

/** The county's calendar. Its panels of 2025-26: 24 September and 26 November 2025; 28 January, 18 March, 6 May, 24 June 2026. */
export const calendar: Calendar = openCalendar(lancashire)

/** Year 7 in 2025-26: of compulsory school age from 31 March 2019 to 27 June 2030. */
export const amina: Child = { id: 'amina', dateOfBirth: date('2014-03-09') }

/** Turns five on 2 February 2026: of compulsory school age from 31 March 2026. */
export const tomasz: Child = { id: 'tomasz', dateOfBirth: date('2021-02-02') }

/** Year 11 in 2025-26: of compulsory school age to Friday 26 June 2026. */
export const leila: Child = { id: 'leila', dateOfBirth: date('2010-01-15') }

/** As old as Amina, with an education, health and care plan since January 2024. */
export const ewan: Child = { id: 'ewan', dateOfBirth: date('2014-05-20'), ehcp: [{ from: date('2024-01-10') }] }

interface More {
  readonly by?: Agency
  readonly id?: string
  readonly recordedAt?: string
  readonly replaces?: string
}

/** A fact of a day. Its id is its type and day unless given: `off-roll@2025-09-08`. */
export function fact<T extends FactType>(on: string, type: T, detail?: Detail<T>, { by = 'school', ...more }: More = {}): CaseRecord {
  return { id: `${type}@${on}`, type, on: date(on), by, ...(detail && { detail }), ...more } as CaseRecord
}

/** A record that another was made in error. */
export const withdrawal = (on: string, withdraws: string, more: More = {}): CaseRecord => ({
  id: `withdrawal@${on}`,
  withdraws,
  on: date(on),
  by: 'school',
  ...more,
})

export const caseOf = (child: Child, ...facts: readonly CaseRecord[]): CaseFile => ({ child, facts })

export interface AskingMore {
  readonly settings?: Partial<SettingValues>
  readonly knownAt?: string
  readonly calendar?: Calendar
}

/** What the guidance says of a case on a day. */
export const asOf = (on: string, caseFile: CaseFile, more: AskingMore = {}): Assessment =>
  assess(caseFile, more.calendar ?? calendar, settingsForAllDays(more.settings), day(on), known(more))

/** The first later day on which that changes by itself, or null. */
export function nextChange(on: string, caseFile: CaseFile, more: AskingMore = {}): string | null {
  const next = nextChangeOn(caseFile, more.calendar ?? calendar, settingsForAllDays(more.settings), day(on), known(more))
  return next === null ? null : civilDate(next)
}

const known = ({ knownAt }: AskingMore) => (knownAt === undefined ? {} : { knownAt: momentOf(knownAt) })

/** The duties of a clause in an answer. */
export const dutiesOf = (clause: string, answer: Assessment): readonly AssessedDuty[] => answer.duties.filter((duty) => duty.clause === clause)

/** The one duty of a clause in an answer. Throws where there is none, or more than one. */
export function dutyOf(clause: string, answer: Assessment): AssessedDuty {
  const [duty, ...others] = dutiesOf(clause, answer)
  if (!duty || others.length > 0) throw new Error(`expected one duty of ${clause}, found ${duty ? others.length + 1 : 'none'}`)
  return duty
}

/** What a duty shows beside its words: state, start, due date. */
export const shown = ({ state, startedOn, dueOn }: AssessedDuty): string => `${state} from ${startedOn}, due ${dueOn}`
