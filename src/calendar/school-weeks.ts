import { bankHolidayOn } from './bank-holidays.ts'
import type { Calendar } from './calendar.ts'
import { type Day, isWeekend, lastDayOfWeek } from './civil-date.ts'
import { holidaysWithin } from './words.ts'

/*
 * A count of school days laid out week by week, so that anybody can count it again: what counts of each week, what is left out and why, and how many there are
 * by then.
 */

/** A time within a week, or of whole weeks, that does not count. */
interface LeftOut {
  readonly from: Day
  readonly to: Day
  /** `half-term`, `the Christmas holiday`, the name of a bank holiday, `schools closed`. */
  readonly name: string
}

export interface SchoolWeek {
  /** The first and the last weekday of it that lie within the count. */
  readonly from: Day
  readonly to: Day
  readonly counted: number
  /** With the weeks before. */
  readonly total: number
  readonly leftOut: readonly LeftOut[]
}

/**
 * The weeks from one day to another, both included, as far as the calendar goes. Weekends are understood. Weeks of a holiday stand together as one.
 */
export function schoolWeeks(calendar: Calendar, from: Day, to: Day): readonly SchoolWeek[] {
  const weeks: SchoolWeek[] = []
  const [first, last] = [Math.max(from, calendar.first), Math.min(to, calendar.last)]
  let total = 0
  for (let start = first; start <= last; start = lastDayOfWeek(start) + 1) {
    const days = weekdays(start, Math.min(lastDayOfWeek(start), last))
    const [monday, friday] = [days[0], days.at(-1)]
    if (monday === undefined || friday === undefined) continue
    const counted = days.filter(calendar.isSchoolDay).length
    total += counted
    put(weeks, { from: monday, to: friday, counted, total, leftOut: leftOutOf(calendar, days) })
  }
  return weeks
}

function weekdays(from: Day, to: Day): readonly Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day++) if (!isWeekend(day)) days.push(day)
  return days
}

/** Days without school that follow each other for the same reason stand together. */
function leftOutOf(calendar: Calendar, days: readonly Day[]): readonly LeftOut[] {
  const some: LeftOut[] = []
  for (const day of days) {
    if (calendar.isSchoolDay(day)) continue
    const name = whyNot(calendar, day)
    const before = some.at(-1)
    if (before?.name === name && before.to === day - 1) some[some.length - 1] = { ...before, to: day }
    else some.push({ from: day, to: day, name })
  }
  return some
}

const whyNot = (calendar: Calendar, day: Day): string =>
  holidaysWithin(calendar, day, day)[0]?.name ?? bankHolidayOn(day)?.name ?? 'schools closed'

/** A week without any school day goes with the one before that was left out for the same reason. */
function put(weeks: SchoolWeek[], week: SchoolWeek): void {
  const before = weeks.at(-1)
  const [was, is] = [before && onlyReason(before), onlyReason(week)]
  if (before && was && is && was.name === is.name) {
    weeks[weeks.length - 1] = { ...before, to: week.to, leftOut: [{ ...was, to: is.to }] }
  } else weeks.push(week)
}

const onlyReason = ({ counted, leftOut }: SchoolWeek): LeftOut | undefined =>
  counted === 0 && leftOut.length === 1 ? leftOut[0] : undefined
