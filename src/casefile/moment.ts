import { type CivilDate, type Day, dayNumber, dayOf, isCivilDate, weekday, yearMonthDate } from '../calendar/civil-date.ts'

/** A point in time: nanoseconds since 1970 began in UTC. Two of them compare rightly with `<` and equal with `===`. */
export type Moment = bigint

/** RFC 3339: day, time of day with any number of decimals, and the offset from UTC, which must be there. */
const FORM = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/

const SECONDS_OF_DAY = 86_400
const NANOSECONDS = 1_000_000_000n

/** Whether a text is a moment of RFC 3339 with its offset, on a day that exists: `2026-12-01T09:30:00Z`, `2026-06-01T09:30:00.25+01:00`. */
export function isMoment(text: unknown): text is string {
  if (typeof text !== 'string') return false
  const parts = FORM.exec(text)
  if (!parts || !isCivilDate(parts[1])) return false
  const [hour, minute, second, offsetHour, offsetMinute] = [parts[2], parts[3], parts[4], parts[7] ?? 0, parts[8] ?? 0].map(Number)
  return hour <= 23 && minute <= 59
}

/**
 * Reads a text that is a moment (`isMoment`); throws a `RangeError` for any other. Decimals beyond the ninth are dropped, and a leap
 * second is read as the first second of the next minute, as clocks that know none show it.
 */
export function momentOf(text: string): Moment {
  const parts = isMoment(text) && FORM.exec(text)
  if (!parts) throw new RangeError('not a moment of RFC 3339 with its offset, such as 2026-12-01T09:30:00Z')
  const [, day, hour, minute, second, decimals = '', sign, offsetHour = '0', offsetMinute = '0'] = parts
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 3600 + Number(offsetMinute) * 60)
  const secondOfDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset
  return momentOfSecond(dayOf(day as CivilDate), secondOfDay) + BigInt(decimals.slice(0, 9).padEnd(9, '0'))
}

/**
 * The moment at which a day began in London. Clocks there are an hour ahead of UTC from 01:00 UTC on the last Sunday of March to 01:00 UTC
 * on the last Sunday of October, so the day of either change still begins under the old time. That has been the rule since 1996; earlier
 * years are read by it too.
 */
export function startOfDay(on: CivilDate): Moment {
  const day = dayOf(on)
  const { year } = yearMonthDate(day)
  const summerTime = lastSunday(year, 3) < day && day <= lastSunday(year, 10)
  return momentOfSecond(day, summerTime ? -3600 : 0)
}

const momentOfSecond = (day: Day, secondOfDay: number): Moment => BigInt(day * SECONDS_OF_DAY + secondOfDay) * NANOSECONDS

/** The last Sunday of March or October, which both have 31 days. */
function lastSunday(year: number, month: 3 | 10): Day {
  let day = dayNumber(year, month, 31)
  while (weekday(day) !== 'Sunday') day--
  return day
}

const atMost = (digits: string | undefined, most: number): boolean => Number(digits) <= most
