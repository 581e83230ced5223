import {
  type CivilDate,
  civilDate,
  type Day,
  date,
  dayNumber,
  daysInMonth,
  isWeekend,
  type Weekday,
  weekday,
  yearMonthDate,
} from './civil-date.ts'

/** A weekday on which England has a bank holiday. One that falls on a weekend is not listed, but the weekday held in its stead is. */
export interface BankHoliday {
  readonly on: CivilDate
  /** The name as it stands inside a sentence: "Good Friday", "the spring bank holiday". */
  readonly name: string
  /** Why it is held once only, or on another day than in other years. */
  readonly reason?: string
}

/** A bank holiday by proclamation: held once, or `insteadOf` a regular one of that year. */
export interface ProclaimedHoliday extends BankHoliday {
  readonly insteadOf?: CivilDate
  readonly reason: string
}

/** Since this year the regular bank holidays of England have been the same eight: it was the first with one in early May. */
export const FIRST_YEAR = 1978

/** What no rule gives. Add a line here when a holiday is proclaimed or moved. Source: gov.uk/bank-holidays and the London Gazette. */
export const proclaimedHolidays: readonly ProclaimedHoliday[] = [
  { on: date('1981-07-29'), name: 'the royal wedding holiday', reason: 'the wedding of the Prince of Wales' },
  {
    insteadOf: date('1995-05-01'),
    on: date('1995-05-08'),
    name: 'the early May bank holiday',
    reason: 'moved to the 50th anniversary of VE Day',
  },
  { on: date('1999-12-31'), name: 'the millennium holiday', reason: 'the eve of the year 2000' },
  { on: date('2002-06-03'), name: 'the Golden Jubilee holiday', reason: 'fifty years of Queen Elizabeth II' },
  {
    insteadOf: date('2002-05-27'),
    on: date('2002-06-04'),
    name: 'the spring bank holiday',
    reason: 'moved to stand beside the Golden Jubilee holiday',
  },
  { on: date('2011-04-29'), name: 'the royal wedding holiday', reason: 'the wedding of Prince William' },
  {
    insteadOf: date('2012-05-28'),
    on: date('2012-06-04'),
    name: 'the spring bank holiday',
    reason: 'moved to stand beside the Diamond Jubilee holiday',
  },
  { on: date('2012-06-05'), name: 'the Diamond Jubilee holiday', reason: 'sixty years of Queen Elizabeth II' },
  {
    insteadOf: date('2020-05-04'),
    on: date('2020-05-08'),
    name: 'the early May bank holiday',
    reason: 'moved to the 75th anniversary of VE Day',
  },
  {
    insteadOf: date('2022-05-30'),
    on: date('2022-06-02'),
    name: 'the spring bank holiday',
    reason: 'moved to stand beside the Platinum Jubilee holiday',
  },
  { on: date('2022-06-03'), name: 'the Platinum Jubilee holiday', reason: 'seventy years of Queen Elizabeth II' },
  { on: date('2022-09-19'), name: "the holiday for the Queen's funeral", reason: 'the State Funeral of Queen Elizabeth II' },
  { on: date('2023-05-08'), name: 'the coronation holiday', reason: 'the coronation of King Charles III' },
]

/** England's bank holidays of a year, in order: the regular ones by rule, and what was proclaimed. */
export function bankHolidays(year: number): readonly BankHoliday[] {
  if (year < FIRST_YEAR) throw new RangeError(`the rule for bank holidays holds from ${FIRST_YEAR} on, and was asked for ${year}`)
  const proclaimed = proclaimedHolidays.filter(({ on }) => on.startsWith(`${year}-`))
  const moved = new Set(proclaimed.map(({ insteadOf }) => insteadOf))
  return [...regularHolidays(year).filter(({ on }) => !moved.has(on)), ...proclaimed].sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** The dates of England's bank holidays from one year to another, both included, in order: a calendar file's `bankHolidays`. */
export function bankHolidayDates(firstYear: number, lastYear: number): CivilDate[] {
  const dates: CivilDate[] = []
  for (let year = firstYear; year <= lastYear; year++) dates.push(...bankHolidays(year).map(({ on }) => on))
  return dates
}

/** The bank holiday on a day, if England has one then. */
export function bankHolidayOn(day: Day): BankHoliday | undefined {
  const { year } = yearMonthDate(day)
  return year < FIRST_YEAR ? undefined : bankHolidays(year).find(({ on }) => on === civilDate(day))
}

/** Easter Sunday of a year: the first Sunday after the Paschal full moon, which church tables give, not the sky. */
export const easterSunday = (year: number): Day => weekdayOnOrAfter(paschalFullMoon(year) + 1, 'Sunday')

function regularHolidays(year: number): BankHoliday[] {
  const easter = easterSunday(year)
  return [
    ...onWeekdays([{ day: dayNumber(year, 1, 1), name: "New Year's Day" }]),
    { on: civilDate(easter - 2), name: 'Good Friday' },
    { on: civilDate(easter + 1), name: 'Easter Monday' },
    { on: civilDate(firstMonday(year, 5)), name: 'the early May bank holiday' },
    { on: civilDate(lastMonday(year, 5)), name: 'the spring bank holiday' },
    { on: civilDate(lastMonday(year, 8)), name: 'the summer bank holiday' },
    ...onWeekdays([
      { day: dayNumber(year, 12, 25), name: 'Christmas Day' },
      { day: dayNumber(year, 12, 26), name: 'Boxing Day' },
    ]),
  ]
}

/** Holidays with fixed dates, in order: one that falls on a weekend is held on the next weekday that is not itself one of them. */
function onWeekdays(fixed: readonly { day: Day; name: string }[]): BankHoliday[] {
  const taken = new Set(fixed.map(({ day }) => day))
  return fixed.map(({ day, name }) => {
    if (!isWeekend(day)) return { on: civilDate(day), name }
    let substitute = day + 1
    while (isWeekend(substitute) || taken.has(substitute)) substitute++
    taken.add(substitute)
    return { on: civilDate(substitute), name: `the substitute day for ${name}` }
  })
}

const firstMonday = (year: number, month: number): Day => weekdayOnOrAfter(dayNumber(year, month, 1), 'Monday')

const lastMonday = (year: number, month: number): Day => weekdayOnOrAfter(dayNumber(year, month, daysInMonth(year, month) - 6), 'Monday')

function weekdayOnOrAfter(from: Day, wanted: Weekday): Day {
  let day = from
  while (weekday(day) !== wanted) day++
  return day
}

/** The Paschal full moon of a year in the Gregorian calendar, 21 March to 18 April, after the church's tables as Oudin (1940) sums them up. */
function paschalFullMoon(year: number): Day {
  const placeInLunarCycle = year % 19
  const century = Math.floor(year / 100)
  const leapDaysDropped = century - Math.floor(century / 4)
  const driftOfMoon = Math.floor((8 * century + 13) / 25)
  const daysAfterEquinox = (leapDaysDropped - driftOfMoon + 19 * placeInLunarCycle + 15) % 30
  // The tables never let the full moon fall on 19 April, nor twice on 18 April within one cycle of 19 years.
  const isTooLate = daysAfterEquinox === 29 || (daysAfterEquinox === 28 && placeInLunarCycle > 10)
  return dayNumber(year, 3, 21) + daysAfterEquinox - (isTooLate ? 1 : 0)
}
