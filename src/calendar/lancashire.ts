import { bankHolidayDates } from './bank-holidays.ts'
import type { Basis, CalendarFile, Term } from './calendar.ts'
import { type CivilDate, civilDate, type Day, date, day, dayOf, weekday, weekdays } from './civil-date.ts'

/**
 * The school days that Lancashire lays down for a school year, in-service training included: each school picks its own five days of
 * training among them, so the county's calendar counts them all as school days.
 * Source: www3.lancashire.gov.uk, "Term, holiday and other closure dates".
 */
export const OPENINGS_PER_YEAR = 195

/*
 * Lancashire's terms, one line each: the first and last day of its two half-terms.
 *
 * How they are known:
 * - published: the county's dates, as its newspapers printed them.
 * - inferred: the dates of two Lancashire schools that agree, and come to 195 days.
 * - assumed: no page found gives every date of the term. What is missing is laid so that the year comes to 195 days, with a week at each
 *   half-term and two at Easter, like known years with the same weekdays. One assumed date makes its term assumed.
 *
 * Two things that a count over past years meets:
 * - 2022-23 has 193 school days. The bank holidays for the Queen's funeral and the coronation were proclaimed when the 195 had been set,
 *   and took one each. (Those of the Platinum Jubilee fell in half-term.)
 * - In 2020 and 2021 schools were closed to most pupils for months. Those days are school days here all the same: they were in term, schools
 *   were open to some children, and the guidance counts the days of the calendar.
 */
const terms: readonly Term[] = [
  // 2018-19: no page found. Laid like 2024-25, when the weekdays of September and Easter fell one day earlier.
  term('2018-autumn', 'assumed', ['2018-09-03', '2018-10-19'], ['2018-10-29', '2018-12-21']),
  term('2019-spring', 'assumed', ['2019-01-07', '2019-02-15'], ['2019-02-25', '2019-04-05']),
  term('2019-summer', 'assumed', ['2019-04-23', '2019-05-24'], ['2019-06-03', '2019-07-23']),

  // 2019-20: the end of autumn is from the Lancashire Post, 16 December 2019; its start follows from 195; its half-term is assumed.
  // Spring and summer: Blackpool Gazette, 6 January 2020.
  term('2019-autumn', 'assumed', ['2019-09-02', '2019-10-18'], ['2019-10-28', '2019-12-20']),
  term('2020-spring', 'published', ['2020-01-06', '2020-02-14'], ['2020-02-24', '2020-04-03']),
  term('2020-summer', 'published', ['2020-04-20', '2020-05-22'], ['2020-06-01', '2020-07-20']),

  // 2020-21: autumn, Blackpool Gazette, 6 January 2020. For the rest no page found: two weeks from Good Friday, 2 April.
  term('2020-autumn', 'published', ['2020-09-01', '2020-10-23'], ['2020-11-02', '2020-12-18']),
  term('2021-spring', 'assumed', ['2021-01-04', '2021-02-12'], ['2021-02-22', '2021-04-01']),
  term('2021-summer', 'assumed', ['2021-04-19', '2021-05-28'], ['2021-06-07', '2021-07-21']),

  // 2021-22: the end of autumn is from the Lancashire Post, 3 December 2021; its start follows from 195; its half-term is assumed.
  // Spring and summer: Lancashire Post, 6 January 2022.
  term('2021-autumn', 'assumed', ['2021-09-01', '2021-10-22'], ['2021-11-01', '2021-12-17']),
  term('2022-spring', 'published', ['2022-01-04', '2022-02-11'], ['2022-02-21', '2022-04-01']),
  term('2022-summer', 'published', ['2022-04-19', '2022-05-27'], ['2022-06-06', '2022-07-22']),

  // 2022-23: Lancaster Guardian, 22 June 2022.
  term('2022-autumn', 'published', ['2022-09-01', '2022-10-21'], ['2022-10-31', '2022-12-16']),
  term('2023-spring', 'published', ['2023-01-03', '2023-02-10'], ['2023-02-20', '2023-03-31']),
  term('2023-summer', 'published', ['2023-04-17', '2023-05-26'], ['2023-06-05', '2023-07-21']),

  // 2023-24: Baines School, whose spring and summer agree with Wellfield Academy's. The start is also in the Blackpool Gazette of
  // 17 November 2022, and the autumn half-term in the Lancashire Post of 28 March 2023.
  term('2023-autumn', 'inferred', ['2023-09-01', '2023-10-20'], ['2023-10-30', '2023-12-22']),
  term('2024-spring', 'inferred', ['2024-01-08', '2024-02-09'], ['2024-02-19', '2024-03-28']),
  term('2024-summer', 'inferred', ['2024-04-15', '2024-05-24'], ['2024-06-03', '2024-07-22']),

  // 2024-25: Baines School and Wellfield Academy.
  term('2024-autumn', 'inferred', ['2024-09-02', '2024-10-18'], ['2024-10-28', '2024-12-20']),
  term('2025-spring', 'inferred', ['2025-01-06', '2025-02-14'], ['2025-02-24', '2025-04-04']),
  term('2025-summer', 'inferred', ['2025-04-22', '2025-05-23'], ['2025-06-02', '2025-07-22']),

  // 2025-26: Blackpool Gazette and Lancashire Post, 1 September 2025.
  term('2025-autumn', 'published', ['2025-09-01', '2025-10-24'], ['2025-11-03', '2025-12-19']),
  term('2026-spring', 'published', ['2026-01-05', '2026-02-13'], ['2026-02-23', '2026-03-27']),
  term('2026-summer', 'published', ['2026-04-13', '2026-05-22'], ['2026-06-01', '2026-07-20']),

  // 2026-27: Park Primary and Carleton Green.
  term('2026-autumn', 'inferred', ['2026-09-01', '2026-10-23'], ['2026-11-02', '2026-12-18']),
  term('2027-spring', 'inferred', ['2027-01-04', '2027-02-12'], ['2027-02-22', '2027-03-25']),
  term('2027-summer', 'inferred', ['2027-04-12', '2027-05-28'], ['2027-06-07', '2027-07-21']),

  // 2027-28: no page found.
  term('2027-autumn', 'assumed', ['2027-09-01', '2027-10-22'], ['2027-11-01', '2027-12-17']),
  term('2028-spring', 'assumed', ['2028-01-04', '2028-02-11'], ['2028-02-21', '2028-03-31']),
  term('2028-summer', 'assumed', ['2028-04-18', '2028-05-26'], ['2028-06-05', '2028-07-21']),
]

/** Lancashire's calendar for the school years 2018-19 to 2027-28. Each term says how its dates are known; all panel dates are assumed. */
export const lancashire: CalendarFile = {
  name: 'Lancashire',
  terms,
  // Each school's training days are its own affair, and May Day is a bank holiday.
  closures: [],
  bankHolidays: bankHolidayDates(2018, 2028),
  // None is known.
  councilClosures: [],
  panels: terms.flatMap(panelsOf),
  panelsBasis: 'assumed',
}

type HalfTerm = readonly [first: string, last: string]

function term(id: string, basis: Basis, [from, lastBefore]: HalfTerm, [firstAfter, to]: HalfTerm): Term {
  // Schools close on a Friday and open again on a Monday; the weekends are left out, as in the county's own tables.
  const halfTerm = { from: civilDate(day(lastBefore) + 3), to: civilDate(day(firstAfter) - 3) }
  return { id, from: date(from), to: date(to), breaks: [halfTerm], basis }
}

/**
 * The panels of a term, one each half-term. The guidance says no more than half-termly and no page found gives dates, so they are assumed:
 * the Wednesday of the fourth school week, by when a half-term's new absences show, and after which at least a week is left to act in.
 */
function panelsOf({ from, breaks = [] }: Term): CivilDate[] {
  const halfTermStarts = [dayOf(from), ...breaks.map((halfTerm) => dayOf(halfTerm.to) + 3)]
  return halfTermStarts.map((start) => civilDate(mondayOfWeek(start) + 3 * 7 + weekdays.indexOf('Wednesday')))
}

function mondayOfWeek(day: Day): Day {
  return day - weekdays.indexOf(weekday(day))
}
