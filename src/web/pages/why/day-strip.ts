import type { Calendar } from '../../../calendar/calendar.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import type { AssessedDuty } from '../../../casefile/assessment.ts'
import type { DutyClause } from '../../../guidance/clause.ts'
import type { SettingValues } from '../../../guidance/settings.ts'
import { unitOf } from '../../../words/clause-named.ts'
import { dayInList } from '../../when.ts'

/*
 * How a date was counted, day by day, where the days are few enough to be looked at.
 */

/** More days than these are told in words alone. */
const MOST_CELLS = 14

export interface Cell {
  readonly day: string
  /** Which of the days counted it is; a dash for one that does not count. */
  readonly count: string
  /** What is on that day. */
  readonly says: string
  readonly kind: 'counted' | 'not-counted' | 'due' | 'late'
}

export interface DayStrip {
  readonly cells: readonly Cell[]
  /** The days until the one asked about, where they are too many to stand there. */
  readonly more: number
}

/**
 * The days from the one counted from to the due date, and on to the day asked about where that is late. Nothing where the date does not come of counting
 * working or school days from the start, or of so many that they are told in words.
 */
export function dayStrip(duty: AssessedDuty, clause: DutyClause, calendar: Calendar, values: SettingValues, on: Day): DayStrip | undefined {
  const { settings } = clause.due
  const [setting] = settings
  const length = setting === undefined || settings.length > 1 ? undefined : values[setting]
  if (duty.dueOn === null || typeof length !== 'number' || length === 0) return undefined
  const unit = unitOf(clause)
  const [start, due] = [dayOf(duty.startedOn), dayOf(duty.dueOn)]
  const isWorking = unit === 'working days'
  if (!isWorking && unit !== 'school days') return undefined
  // A date that was brought forward, or is counted from another day, is told by its words.
  if ((isWorking ? calendar.workingDayAfter(start, length) : calendar.schoolDayAfter(start, length)) !== due) return undefined
  if (due - start >= MOST_CELLS) return undefined
  const isCounted = isWorking ? calendar.isWorkingDay : calendar.isSchoolDay
  const last = duty.state === 'overdue' && calendar.covers(on) ? on : due
  const cells: Cell[] = []
  let counted = 0
  for (let day = start; day <= last; day++) {
    if (day === due + 1) counted = 0
    const counts = day > start && isCounted(day)
    if (counts) counted++
    cells.push(cellOf(day, { start, due, on }, counts, counted))
  }
  return { cells: cells.slice(0, MOST_CELLS), more: Math.max(0, cells.length - MOST_CELLS) }
}

function cellOf(
  day: Day,
  { start, due, on }: { readonly start: Day; readonly due: Day; readonly on: Day },
  counts: boolean,
  counted: number,
): Cell {
  const cell = { day: dayInList(day), count: String(counted) }
  if (day === start) return { ...cell, count: '0', says: 'started', kind: 'counted' }
  if (!counts) return { ...cell, count: '–', says: 'not counted', kind: 'not-counted' }
  if (day === due) return { ...cell, says: day === on ? 'due today' : 'due', kind: 'due' }
  if (day > due) return { ...cell, says: day === on ? 'late, today' : 'late', kind: 'late' }
  return { ...cell, says: day === on ? 'today' : '', kind: 'counted' }
}
