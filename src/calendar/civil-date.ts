/** A day in England as people write it in a file: `YYYY-MM-DD`. Two of them compare rightly with `<`. */
export type CivilDate = string & { readonly __civilDate: true }

/** The same day as a whole number: days since 1 January 1970. All counting is done on these. */
export type Day = number

/** Later than any day. */
export const NEVER: Day = 0x3fffffff

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export type Weekday = (typeof weekdays)[number]

const FORM = /^\d{4}-\d{2}-\d{2}$/
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days in a month; `month` runs from 1 to 12. */
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0))

/** Whether a text is a day that exists: `2025-02-30` is not, nor is `1/9/2025`. */
export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || !FORM.test(text)) return false
  const [year, month, date] = [number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)]
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Reads a `CivilDate` as a day number. The text must be one (`isCivilDate`); nothing is checked here, since this runs for every fact. */
export const dayOf = (date: CivilDate): Day => dayNumber(number(date, 0, 4), number(date, 5, 7), number(date, 8, 10))

/** The day number of a year, month (1 to 12) and day of the month. */
export function dayNumber(year: number, month: number, date: number): Day {
  // March is the first month of the year counted here, so that the leap day comes last.
  const y = month > 2 ? year : year - 1
  const dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0
  return 365 * y + ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0) + dayOfYear + date - 719469
}

/** Year, month (1 to 12) and day of the month of a day number. */
export function yearMonthDate(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Writes a day number as a `CivilDate`. Texts are kept, since the same days are written over and over. */
export function civilDate(day: Day): CivilDate {
  const kept = written[day]
  if (kept !== undefined) return kept
  const { year, month, date } = yearMonthDate(day)
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as CivilDate
  if (day >= 0 && day < written.length) written[day] = text
  return text
}

/** A text known to be a civil date, as in fixtures and data. Throws a `RangeError` that names a text which is none. */
export function date(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`${text} is not a day that exists, written YYYY-MM-DD`)
  return text
}

/** The day number of a text known to be a civil date. */
export const day = (text: string): Day => dayOf(date(text))

/** The order of days, the earlier first; of other texts, of which the same is to come out in the same order anywhere. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const weekday = (day: Day): Weekday => weekdays[weekdayIndex(day)] as Weekday

export const isWeekend = (day: Day): boolean => weekdayIndex(day) >= SATURDAY

/** The Sunday of the week of a day. */
export const lastDayOfWeek = (day: Day): Day => day + weekdays.length - 1 - weekdayIndex(day)

/** The first day of the school year that holds a day: 1 September. */
export function schoolYearStart(day: Day): Day {
  const { year, month } = yearMonthDate(day)
  return dayNumber(month >= 9 ? year : year - 1, 9, 1)
}

/** The same day of the year before; 28 February for 29 February. */
export function sameDayLastYear(day: Day): Day {
  const { year, month, date } = yearMonthDate(day)
  return dayNumber(year - 1, month, Math.min(date, daysInMonth(year - 1, month)))
}

/** The same day of a month so many months later; the last day of a shorter month. */
export function monthsAfter(day: Day, months: number): Day {
  const { year, month, date } = yearMonthDate(day)
  const count = year * 12 + month - 1 + months
  const [laterYear, laterMonth] = [Math.floor(count / 12), (count % 12) + 1]
  return dayNumber(laterYear, laterMonth, Math.min(date, daysInMonth(laterYear, laterMonth)))
}

/** Texts of the days that a case can be about, 1970 to 2099; dates far out in somebody's file do not stay in memory for ever. */
const written: (CivilDate | undefined)[] = new Array(dayNumber(2100, 1, 1)).fill(undefined)

const SATURDAY = weekdays.indexOf('Saturday')

/** The place of a day in the week, from 0 for Monday; 1 January 1970 was a Thursday. */
const weekdayIndex = (day: Day): number => (((day + 3) % 7) + 7) % 7

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** The decimal number that stands in a text from one place to another. */
function number(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}
