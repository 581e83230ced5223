import { type CivilDate, type Day, dayOf, isWeekend } from './civil-date.ts'

/** How a term's dates are known; shown wherever a date rests on them, and without effect on any date. */
export type Basis = 'published' | 'inferred' | 'assumed'

/** A calendar as people write it in a file. */
export interface CalendarFile {
  readonly name: string
  readonly terms: readonly Term[]
  /** Days on which the schools of the county are closed, or teach no pupils, in term. */
  readonly closures?: readonly CivilDate[]
  readonly bankHolidays?: readonly CivilDate[]
  /** Working days on which the council is closed. */
  readonly councilClosures?: readonly CivilDate[]
  readonly panels?: readonly CivilDate[]
  /** How the panel dates are known. */
  readonly panelsBasis?: Basis
}

export interface Term {
  readonly id: string
  readonly from: CivilDate
  readonly to: CivilDate
  readonly breaks?: readonly { readonly from: CivilDate; readonly to: CivilDate }[]
  readonly basis?: Basis
}

/**
 * The county's calendar, ready for counting. It covers every day from the first day of its first term to the last day of its last.
 * Counting over any other day gives `undefined`, never a guess; `missing` then names the first day that would be needed.
 */
export interface Calendar {
  readonly file: CalendarFile
  /** The terms by date. */
  readonly terms: readonly Term[]
  readonly first: Day
  readonly last: Day
  covers(day: Day): boolean
  isSchoolDay(day: Day): boolean
  isWorkingDay(day: Day): boolean
  /** The n-th school day counted from a day on: day 1 is the first school day on or after it. With n = 0, the day itself. */
  schoolDayFrom(day: Day, n: number): Day | undefined
  /** The n-th school day after a day, which is day 0 whatever day it is. With n = 0, the day itself. */
  schoolDayAfter(day: Day, n: number): Day | undefined
  /** The n-th working day after a day, which is day 0 whatever day it is. With n = 0, the day itself. */
  workingDayAfter(day: Day, n: number): Day | undefined
  /**
   * The first day that the calendar would have to cover for a count that came out `undefined`. `from` is the first day that could count:
   * for `schoolDayAfter` and `workingDayAfter` the day after the one they were given.
   */
  missing(from: Day): Day
  /** The first panel later than a day. */
  panelAfter(day: Day): Day | undefined
  /** The last panel on or before a day. */
  panelOnOrBefore(day: Day): Day | undefined
  /** The term of a day: the last one that began on or before it, by its place in `terms`; -1 before the first. */
  termOf(day: Day): number
  /** The day before the next term begins; for the last term, no day. */
  endOfTermOf(day: Day): Day | undefined
}

/** Some days of the covered ones, so kept that both "the n-th from here" and "is this one?" are a single look. */
interface Counted {
  /** The counted days in order. */
  readonly days: readonly Day[]
  /** For each covered day, how many counted days come before it. */
  readonly before: Int32Array
}

/** Opens a calendar for counting: a pass over its days, so keep what it returns. `n` of every count is a whole number, 0 or more. */
export function openCalendar(file: CalendarFile): Calendar {
  const terms = [...file.terms].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const termStarts = terms.map((term) => dayOf(term.from))
  const first = termStarts[0]
  const lastTerm = terms.at(-1)
  if (first === undefined || lastTerm === undefined) throw new RangeError('a calendar needs a term')
  const last = dayOf(lastTerm.to)
  const panels = (file.panels ?? []).map(dayOf).sort((a, b) => a - b)

  const bankHolidays = new Set(file.bankHolidays?.map(dayOf))
  const closures = new Set(file.closures?.map(dayOf))
  const councilClosures = new Set(file.councilClosures?.map(dayOf))
  const taught = daysTaught(terms)
  const working = count(first, last, (day) => !isWeekend(day) && !bankHolidays.has(day) && !councilClosures.has(day))
  const school = count(first, last, (day) => !isWeekend(day) && !bankHolidays.has(day) && !closures.has(day) && taught.has(day))

  const covers = (day: Day) => first <= day && day <= last
  const countedBefore = ({ before }: Counted, day: Day) => before[day - first] as number
  const isCounted = (counted: Counted, day: Day) => covers(day) && counted.days[countedBefore(counted, day)] === day
  const nthFrom = (counted: Counted, day: Day, n: number) => (covers(day) ? counted.days[countedBefore(counted, day) + n - 1] : undefined)

  return {
    file,
    terms,
    first,
    last,
    covers,
    isSchoolDay: (day) => isCounted(school, day),
    isWorkingDay: (day) => isCounted(working, day),
    schoolDayFrom: (day, n) => (n === 0 ? day : nthFrom(school, day, n)),
    schoolDayAfter: (day, n) => (n === 0 ? day : nthFrom(school, day + 1, n)),
    workingDayAfter: (day, n) => (n === 0 ? day : nthFrom(working, day + 1, n)),
    missing: (from) => (covers(from) ? last + 1 : from),
    panelAfter: (day) => panels[numberUpTo(panels, day)],
    panelOnOrBefore: (day) => panels[numberUpTo(panels, day) - 1],
    termOf: (day) => numberUpTo(termStarts, day) - 1,
    endOfTermOf: (day) => {
      const nextStart = termStarts[numberUpTo(termStarts, day)]
      return nextStart === undefined ? undefined : nextStart - 1
    },
  }
}

/** Every day of the terms outside their breaks, weekends and all. */
function daysTaught(terms: readonly Term[]): ReadonlySet<Day> {
  const taught = new Set<Day>()
  for (const term of terms) {
    const breaks = (term.breaks ?? []).map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) }))
    for (let day = dayOf(term.from); day <= dayOf(term.to); day++) {
      if (!breaks.some(({ from, to }) => from <= day && day <= to)) taught.add(day)
    }
  }
  return taught
}

function count(first: Day, last: Day, counts: (day: Day) => boolean): Counted {
  const days: Day[] = []
  const before = new Int32Array(last - first + 1)
  for (let day = first; day <= last; day++) {
    before[day - first] = days.length
    if (counts(day)) days.push(day)
  }
  return { days, before }
}

/** How many of some days, given in order, are on or before a day. */
function numberUpTo(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as Day) <= day) low = middle + 1
    else high = middle
  }
  return low
}
