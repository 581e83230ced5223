import { bankHolidayOn } from './bank-holidays.ts'
import type { Basis, Calendar, Term } from './calendar.ts'
import { type CivilDate, civilDate, type Day, dayOf, isWeekend, schoolYearStart, weekday, yearMonthDate } from './civil-date.ts'

/** A day as people write it: "Tuesday 1 December 2026". */
export function inWords(day: Day): string {
  const { year, month, date } = yearMonthDate(day)
  return `${weekday(day)} ${date} ${monthName(month)} ${year}`
}

/**
 * What a count of school days leaves out, in words: "leaving out half-term (26 to 30 October) and the Christmas holiday (19 December to
 * 3 January)". Weekends are understood; where nothing else is left out, the answer is empty. `from` is day 0, so it is not left out
 * itself, and `to` is the day at which the count ends. A count whose day 1 may be the very day it starts from passes the day before.
 */
export function schoolDaysLeftOut(calendar: Calendar, from: Day, to: Day): string {
  const counted = { from: from + 1, to }
  const halfTerms = halfTermsOf(calendar).filter((pause) => sharesWeekday(pause, counted))
  const holidays = holidaysOf(calendar).filter((pause) => sharesWeekday(pause, counted))
  const isTaught = (day: Day) => ![...halfTerms, ...holidays].some((pause) => pause.from <= day && day <= pause.to)
  const bankHolidays = weekdaysOf(calendar, calendar.file.bankHolidays, counted).filter(isTaught)
  const closures = weekdaysOf(calendar, calendar.file.closures, counted).filter((day) => isTaught(day) && !bankHolidays.includes(day))

  const nameHalfTerm = (pause: Span) => `half-term (${spanInWords(pause, counted)})`
  const nameHoliday = (pause: Span) => `${holidayName(pause)} (${spanInWords(pause, counted)})`
  return leavingOut([
    ...named(halfTerms, MOST_SPANS_NAMED, nameHalfTerm, 'half-terms'),
    ...named(holidays, MOST_SPANS_NAMED, nameHoliday, 'school holidays'),
    ...namedBankHolidays(bankHolidays, counted),
    ...namedClosures(closures, 'closure day', counted),
  ])
}

/** What a count of working days leaves out, in words, like `schoolDaysLeftOut`: bank holidays, and days on which the council is closed. */
export function workingDaysLeftOut(calendar: Calendar, from: Day, to: Day): string {
  const counted = { from: from + 1, to }
  const bankHolidays = weekdaysOf(calendar, calendar.file.bankHolidays, counted)
  const closures = weekdaysOf(calendar, calendar.file.councilClosures, counted).filter((day) => !bankHolidays.includes(day))
  return leavingOut([...namedBankHolidays(bankHolidays, counted), ...namedClosures(closures, 'council closure day', counted)])
}

/**
 * How well the term dates under a count of school days are known, by the weakest basis of the terms it touches: "the term dates of 2026-27
 * are inferred, not published". Nothing where all are published, or say nothing of their basis. `from` is day 0, as above.
 */
export function basisWords(calendar: Calendar, from: Day, to: Day): string | undefined {
  const touched = calendar.terms.filter((term) => from < to && dayOf(term.from) <= to && from < dayOf(term.to))
  const weakest = UNPUBLISHED.find((basis) => touched.some((term) => term.basis === basis))
  if (weakest === undefined) return undefined
  const years = new Set(touched.filter((term) => term.basis === weakest).map(schoolYearOf))
  return `the term dates of ${listed([...years])} are ${weakest}, not published`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** The bases that people should know of, weakest first. */
const UNPUBLISHED: readonly Basis[] = ['assumed', 'inferred']

/** More half-terms than these, or more holidays between terms, are counted instead of named one by one. */
const MOST_SPANS_NAMED = 2

/** More bank holidays or closure days than these are counted instead of named one by one. */
const MOST_DAYS_NAMED = 3

/** How well the panel dates are known: "panel dates are assumed, not published". Nothing where they are published, or nothing is said. */
export const panelBasisWords = ({ file: { panelsBasis } }: Calendar): string | undefined =>
  panelsBasis === undefined || panelsBasis === 'published' ? undefined : `panel dates are ${panelsBasis}, not published`

/** Days that lie together, both ends included. */
interface Span {
  readonly from: Day
  readonly to: Day
}

/** Words for something left out, with the day that gives it its place in the list. */
interface LeftOut {
  readonly from: Day
  readonly words: string
}

const halfTermsOf = ({ terms }: Calendar): Span[] =>
  terms.flatMap(({ breaks = [] }) => breaks.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })))

/** The holidays between one term and the next. */
const holidaysOf = ({ terms }: Calendar): Span[] =>
  terms.slice(1).map((next, before) => ({ from: dayOf((terms[before] as Term).to) + 1, to: dayOf(next.from) - 1 }))

/** A time without school, with its name: `half-term`, `the Christmas holiday`. */
export interface Holiday {
  readonly from: Day
  readonly to: Day
  readonly name: string
}

/** The half-terms and holidays of the calendar that share a day with a span, in order. */
export const holidaysWithin = (calendar: Calendar, from: Day, to: Day): readonly Holiday[] =>
  [
    ...halfTermsOf(calendar).map((span) => ({ ...span, name: 'half-term' })),
    ...holidaysOf(calendar).map((span) => ({ ...span, name: holidayName(span) })),
  ]
    .filter((span) => span.from <= span.to && span.from <= to && span.to >= from)
    .sort((a, b) => a.from - b.from)

/** Texts are compared, since the dates of all years stand in one list. */
function datesWithin(dates: readonly CivilDate[], from: Day, to: Day): CivilDate[] {
  const [first, last] = [civilDate(from), civilDate(to)]
  return dates.filter((date) => first <= date && date <= last)
}

/** Those of some dates that are weekdays within a span, and within the calendar, in order. */
const weekdaysOf = (calendar: Calendar, dates: readonly CivilDate[] = [], { from, to }: Span): Day[] =>
  [...new Set(datesWithin(dates, from, to).map(dayOf))]
    .filter((day) => calendar.covers(day) && !isWeekend(day))
    .sort((earlier, later) => earlier - later)

function sharesWeekday(one: Span, other: Span): boolean {
  const last = Math.min(one.to, other.to)
  for (let day = Math.max(one.from, other.from); day <= last; day++) if (!isWeekend(day)) return true
  return false
}

/** The names of some spans, or, for more than `most` of them, their number alone. */
function named(spans: readonly Span[], most: number, name: (span: Span) => string, plural: string): LeftOut[] {
  const [first] = spans
  if (first !== undefined && spans.length > most) return [{ from: first.from, words: `${spans.length} ${plural}` }]
  return spans.map((span) => ({ from: span.from, words: name(span) }))
}

const namedBankHolidays = (days: readonly Day[], counted: Span): LeftOut[] =>
  named(
    days.map((day) => ({ from: day, to: day })),
    MOST_DAYS_NAMED,
    (span) => `${bankHolidayOn(span.from)?.name ?? 'a bank holiday'} (${spanInWords(span, counted)})`,
    'bank holidays',
  )

/** Closure days have no names, so those that are few are named together: "closure days (3 and 4 September)". */
function namedClosures(days: readonly Day[], kind: string, counted: Span): LeftOut[] {
  const [first] = days
  if (first === undefined) return []
  const dates = listed(days.map((day) => spanInWords({ from: day, to: day }, counted)))
  if (days.length === 1) return [{ from: first, words: `a ${kind} (${dates})` }]
  return [{ from: first, words: days.length > MOST_DAYS_NAMED ? `${days.length} ${kind}s` : `${kind}s (${dates})` }]
}

const leavingOut = (parts: readonly LeftOut[]): string =>
  parts.length === 0 ? '' : `leaving out ${listed([...parts].sort((a, b) => a.from - b.from).map(({ words }) => words))}`

/** A holiday between two terms, by the month of its middle; where each half-term is a term of its own, the short ones are half-terms. */
function holidayName({ from, to }: Span): string {
  const middle = yearMonthDate(Math.floor((from + to) / 2))
  switch (monthName(middle.month)) {
    case 'December':
    case 'January':
      return 'the Christmas holiday'
    case 'March':
    case 'April':
      return 'the Easter holiday'
    case 'July':
    case 'August':
    case 'September':
      return 'the summer holiday'
    default:
      return 'half-term'
  }
}

/** The dates of a span: "26 to 30 October", "19 December to 3 January". The year is named where the count is so long that it could be either. */
function spanInWords(span: Span, counted: Span): string {
  const [from, to] = [yearMonthDate(span.from), yearMonthDate(span.to)]
  const yearIsClear = counted.to - counted.from < 365
  const end = `${to.date} ${monthName(to.month)}${yearIsClear ? '' : ` ${to.year}`}`
  if (span.from === span.to) return end
  if (from.month === to.month) return `${from.date} to ${end}`
  return `${from.date} ${monthName(from.month)}${yearIsClear || from.year === to.year ? '' : ` ${from.year}`} to ${end}`
}

/** The school year of a term, "2026-27". Its last day tells, since a term may begin in the last days of August. */
export function schoolYearOf(term: Term): string {
  const { year } = yearMonthDate(schoolYearStart(dayOf(term.to)))
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`
}

const monthName = (month: number): string => MONTHS[month - 1] as string

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** A number as a place in a row: 1st, 2nd, 3rd, 11th, 60th. */
export function ordinal(n: number): string {
  const [tens, ones] = [n % 100, n % 10]
  if (tens >= 11 && tens <= 13) return `${n}th`
  return `${n}${ones === 1 ? 'st' : ones === 2 ? 'nd' : ones === 3 ? 'rd' : 'th'}`
}
