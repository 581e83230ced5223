import { type CivilDate, civilDate, type Day, dayNumber, dayOf, isCivilDate, weekday, yearMonthDate } from '../calendar/civil-date.ts'

/** A point in time: nanoseconds since 1970 began in UTC. Two of them compare rightly with `<` and equal with `===`. */
export type Moment = bigint

/** RFC 3339: day, time of day with any number of decimals, and the offset from UTC, which must be there. */
const FORM = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/

const SECONDS_OF_DAY = 86_400
const NANOSECONDS = 1_000_000_000n

/** Whether a text is a moment of RFC 3339 with its offset, on a day that exists: `2026-12-01T09:30:00Z`, `2026-06-01T09:30:00.25+01:00`. */
export const isMoment = (text: unknown): text is string => typeof text === 'string' && read(text) !== undefined

/**
 * Reads a text that is a moment (`isMoment`); throws a `RangeError` for any other. Decimals beyond the ninth are dropped, and a leap
 * second is read as the second after it, as clocks that know none show it.
 */
export function momentOf(text: string): Moment {
  const parts = read(text)
  if (!parts) throw new RangeError('not a moment of RFC 3339 with its offset, such as 2026-12-01T09:30:00Z')
  return momentOfSecond(parts.day, parts.secondOfDay) + BigInt(parts.decimals.slice(0, 9).padEnd(9, '0'))
}

/** A moment in parts; the second of the day, in UTC, may lie outside the day that is written. */
function read(text: string): { day: Day; secondOfDay: number; decimals: string } | undefined {
  const parts = FORM.exec(text)
  if (!parts) return undefined
  const [, day, hour, minute, second, decimals = '', sign, offsetHour = '0', offsetMinute = '0'] = parts
  const inRange = isCivilDate(day) && atMost(hour, 23) && atMost(minute, 59) && atMost(offsetHour, 23) && atMost(offsetMinute, 59)
  if (!inRange) return undefined
  const offset = (sign === '-' ? -1 : 1) * secondsOf(offsetHour, offsetMinute)
  const secondOfDay = secondsOf(hour, minute) + Number(second) - offset
  // A leap second is put in after the last second of a day in UTC, and nowhere else.
  const secondExists = atMost(second, 59) || (second === '60' && secondOfDay % SECONDS_OF_DAY === 0)
  return secondExists ? { day: dayOf(day), secondOfDay, decimals } : undefined
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

/** The last moment of a day in London, as a text of RFC 3339: what was known then is what was recorded up to the end of that day. */
export function endOfDay(on: CivilDate): string {
  const last = startOfDay(civilDate(dayOf(on) + 1)) - 1n
  const second = Number(last / NANOSECONDS)
  return `${civilDate(Math.floor(second / SECONDS_OF_DAY))}T${clock(second)}:59.999999Z`
}

/** What calendar and clock in London show at a moment, a text that is one (`isMoment`): the day, and `14:20`. */
export function inLondon(text: string): { readonly day: Day; readonly time: string } {
  const second = Number(momentOf(text) / NANOSECONDS)
  const { year } = yearMonthDate(Math.floor(second / SECONDS_OF_DAY))
  const [summer, winter] = [lastSunday(year, 3), lastSunday(year, 10)].map((day) => day * SECONDS_OF_DAY + 3600) as [number, number]
  const shown = summer <= second && second < winter ? second + 3600 : second
  return { day: Math.floor(shown / SECONDS_OF_DAY), time: clock(shown) }
}

/** Hours and minutes of the day, by a number of seconds since 1970 began. */
function clock(second: number): string {
  const minute = Math.floor((((second % SECONDS_OF_DAY) + SECONDS_OF_DAY) % SECONDS_OF_DAY) / 60)
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

const momentOfSecond = (day: Day, secondOfDay: number): Moment => BigInt(day * SECONDS_OF_DAY + secondOfDay) * NANOSECONDS

/** The last Sunday of March or October, which both have 31 days. */
function lastSunday(year: number, month: 3 | 10): Day {
  let day = dayNumber(year, month, 31)
  while (weekday(day) !== 'Sunday') day--
  return day
}

const secondsOf = (hours: string | undefined, minutes: string | undefined): number => Number(hours) * 3600 + Number(minutes) * 60

const atMost = (digits: string | undefined, most: number): boolean => Number(digits) <= most
