import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import type { Unit } from '../guidance/settings.ts'

/**
 * How far a day lies from the one asked about, in words: "in 3 school days", "2 working days ago", "tomorrow". Where the calendar does not
 * cover the days between, or none of them counts, in days.
 */
export function howFar(day: Day, asOf: Day, unit: Unit, calendar: Calendar): string {
  const days = Math.abs(day - asOf)
  if (days === 0) return 'today'
  if (days === 1) return day > asOf ? 'tomorrow' : 'yesterday'
  const words = lengthInWords(asOf, day, unit, calendar)
  return day > asOf ? `in ${words}` : `${words} ago`
}

/** How much time lies between two days: the later one counts, the earlier one does not. */
export function lengthInWords(one: Day, other: Day, unit: Unit, calendar: Calendar): string {
  const [from, to] = [Math.min(one, other), Math.max(one, other)]
  const counted = unit === 'school days' ? calendar.isSchoolDay : unit === 'working days' ? calendar.isWorkingDay : undefined
  if (counted && calendar.covers(from + 1) && calendar.covers(to)) {
    let n = 0
    for (let day = from + 1; day <= to; day++) if (counted(day)) n++
    if (n > 0) return `${n} ${n === 1 ? unit.slice(0, -1) : unit}`
  }
  return unit === 'weeks' ? inWeeks(to - from) : inDays(to - from)
}

const inDays = (days: number): string => `${days} day${days === 1 ? '' : 's'}`

function inWeeks(days: number): string {
  const [weeks, rest] = [Math.floor(days / 7), days % 7]
  if (weeks === 0) return inDays(days)
  const inFull = `${weeks} week${weeks === 1 ? '' : 's'}`
  return rest === 0 ? inFull : `${inFull} and ${inDays(rest)}`
}
