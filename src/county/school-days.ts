import type { Calendar } from '../calendar/calendar.ts'
import { type Day, dayOf, NEVER, schoolYearStart } from '../calendar/civil-date.ts'

/** The county's day with the calendar around it, so kept that counting back is a look too. */
export interface Around {
  readonly calendar: Calendar
  /** The day that the county is made for; nothing in it is dated later. */
  readonly today: Day
  /** The school days of the school year of the day, up to the day before it. */
  readonly year: readonly Day[]
  /** The school days of the year before. */
  readonly lastYear: readonly Day[]
  /** How many school days the whole year has. */
  readonly daysOfYear: number
  /** Training days, on which no pupil is expected. */
  readonly training: ReadonlySet<Day>
  /** The n-th school day before a day; with n = 0 the first one on or after it. `NEVER` beyond the calendar. */
  schoolDaysBack(day: Day, n: number): Day
  /** The n-th working day before a day; with n = 0 the day itself. */
  workingDaysBack(day: Day, n: number): Day
}

/** So long before the calendar's end the county stays, so that whatever becomes due can be dated. */
const WEEKS_BEFORE_THE_END = 10
/** The county needs a past of three school years. */
const YEARS_BEFORE = 3

/** The day, or the nearest one for which the county can be made. */
export function clampedDay(day: Day, calendar: Calendar): Day {
  const first = calendar.first + YEARS_BEFORE * 366
  return Math.min(Math.max(day, first), calendar.last - 7 * WEEKS_BEFORE_THE_END)
}

export function around(calendar: Calendar, today: Day): Around {
  const schoolDays: Day[] = []
  for (let day = calendar.first; day <= calendar.last; day++) if (calendar.isSchoolDay(day)) schoolDays.push(day)
  const numberBefore = (day: Day): number => {
    let [low, high] = [0, schoolDays.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((schoolDays[middle] as Day) < day) low = middle + 1
      else high = middle
    }
    return low
  }
  const start = schoolYearStart(today)
  const from = numberBefore(start)
  const end = numberBefore(schoolYearStart(start + 400))
  return {
    calendar,
    today,
    year: schoolDays.slice(from, numberBefore(today)),
    lastYear: schoolDays.slice(numberBefore(schoolYearStart(start - 1)), from),
    daysOfYear: end - from,
    training: new Set(calendar.terms.flatMap(({ from }) => (schoolDays.includes(dayOf(from)) ? [dayOf(from)] : []))),
    schoolDaysBack: (day, n) => schoolDays[numberBefore(day) - n] ?? NEVER,
    workingDaysBack(day, n) {
      let back = day
      for (let left = n; left > 0; ) {
        back--
        if (calendar.isWorkingDay(back)) left--
      }
      return back
    },
  }
}
