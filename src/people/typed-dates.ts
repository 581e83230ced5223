import { type CivilDate, type Day, isCivilDate, yearMonthDate } from '../calendar/civil-date.ts'

/*
 * Days as people type them into one line, among other words.
 */

/** A day, a month or a year that somebody typed. */
export interface TypedDate {
  /** What a day begins with that is meant: `2014-03-09`, `2014-03` or `2014`. */
  readonly beginsWith: string
  /** The day with day and month the other way round, where there is such a one: 3 September for 9 March. */
  readonly swapped: CivilDate | undefined
}

export interface WithDates {
  readonly dates: readonly TypedDate[]
  /** What is no date. */
  readonly rest: string
  /** What looks like a date, as it was typed, and is none. */
  readonly noDates: readonly string[]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// Mark and Juno are no months.
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const date = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const year = String.raw`((?:19|20)\d\d|\d\d)`
const longYear = String.raw`((?:19|20)\d\d)`

type Read = (parts: readonly string[], today: Day) => TypedDate | undefined

/** Ways to write a date, tried in this order. */
const ways: readonly (readonly [RegExp, Read])[] = [
  [/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, ([y = '', m = '', d = '']) => dayOf(y, m, d)],
  [pattern(String.raw`\b(\d{1,2})[/.-](\d{1,2})[/.-]${year}\b`), numbers],
  [pattern(String.raw`\b(\d{1,2}) (\d{1,2}) ${year}\b`), numbers],
  [
    pattern(String.raw`\b${date}[ .-]*${monthName}[ .,-]*${year}\b`),
    ([d = '', m = '', y = ''], today) => dayOf(full(y, today), named(m), d),
  ],
  [pattern(String.raw`\b${monthName}[ .]*${date}[ .,]*${longYear}\b`), ([m = '', d = '', y = '']) => dayOf(y, named(m), d)],
  [pattern(String.raw`\b(\d\d)(\d\d)${longYear}\b`), numbers],
  [/\b(\d{4})(\d\d)(\d\d)\b/g, ([y = '', m = '', d = '']) => dayOf(y, m, d)],
  [pattern(String.raw`\b${monthName}[ .,]*${longYear}\b`), ([m = '', y = '']) => ({ beginsWith: `${y}-${named(m)}`, swapped: undefined })],
  [
    pattern(String.raw`\b(\d{1,2})/${longYear}\b`),
    ([m = '', y = '']) =>
      Number(m) >= 1 && Number(m) <= 12 ? { beginsWith: `${y}-${m.padStart(2, '0')}`, swapped: undefined } : undefined,
  ],
  [pattern(String.raw`\b${longYear}\b`), ([y = '']) => ({ beginsWith: y, swapped: undefined })],
]

function pattern(text: string): RegExp {
  return new RegExp(text, 'gi')
}

/** Takes the dates out of a text: `smith 9.3.14`, `9th March 2014`, `2014-03-09`, `09032014`, `March 2014`, `2014`. A year of two figures is never to come. */
export function takeDates(text: string, today: Day): WithDates {
  const dates: TypedDate[] = []
  const noDates: string[] = []
  let rest = text
  for (const [way, read] of ways) {
    for (const [typed, ...parts] of rest.matchAll(way)) {
      const found = read(parts, today)
      if (found) dates.push(found)
      else noDates.push(typed)
    }
    rest = rest.replaceAll(way, ' ')
  }
  return { dates, rest, noDates }
}

function numbers([first = '', second = '', y = '']: readonly string[], today: Day): TypedDate | undefined {
  return dayOf(full(y, today), second, first) ?? swappedOnly(dayOf(full(y, today), first, second))
}

/** 3/25/2014 can only be meant the American way. */
const swappedOnly = (found: TypedDate | undefined): TypedDate | undefined => found && { ...found, swapped: undefined }

function dayOf(y: string, m: string, d: string): TypedDate | undefined {
  const [month, day] = [m.padStart(2, '0'), d.padStart(2, '0')]
  const meant = `${y}-${month}-${day}`
  if (!isCivilDate(meant)) return undefined
  const swapped = `${y}-${day}-${month}`
  return { beginsWith: meant, swapped: isCivilDate(swapped) && swapped !== meant ? swapped : undefined }
}

const named = (month: string): string => String(months.indexOf(month.toLowerCase().slice(0, 3)) + 1).padStart(2, '0')

function full(y: string, today: Day): string {
  if (y.length === 4) return y
  const century = Number(y) <= yearMonthDate(today).year % 100 ? '20' : '19'
  return `${century}${y}`
}
