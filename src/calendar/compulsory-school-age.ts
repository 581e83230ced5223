import { type Day, dayNumber, daysInMonth, weekday, yearMonthDate } from './civil-date.ts'

/** First and last day of compulsory school age, both included. */
export interface CompulsorySchoolAge {
  readonly first: Day
  readonly last: Day
}

/**
 * Compulsory school age of a child by date of birth (Education Act 1996, section 8): from the prescribed day (31 March, 31 August,
 * 31 December) on or after the fifth birthday, to the last Friday of June of the school year in which the child turns 16.
 */
export function compulsorySchoolAge(dateOfBirth: Day): CompulsorySchoolAge {
  const { year, month, date } = yearMonthDate(dateOfBirth)
  return { first: prescribedDay(birthday(year + 5, month, date)), last: lastFridayOfJune(month >= 9 ? year + 17 : year + 16) }
}

/** The birthday in a year; a child born on 29 February has it on 1 March of a common year. */
const birthday = (year: number, month: number, date: number): Day =>
  date > daysInMonth(year, month) ? dayNumber(year, month + 1, 1) : dayNumber(year, month, date)

function prescribedDay(fifthBirthday: Day): Day {
  const { year } = yearMonthDate(fifthBirthday)
  const [march, august] = [dayNumber(year, 3, 31), dayNumber(year, 8, 31)]
  if (fifthBirthday <= march) return march
  return fifthBirthday <= august ? august : dayNumber(year, 12, 31)
}

function lastFridayOfJune(year: number): Day {
  let day = dayNumber(year, 6, 30)
  while (weekday(day) !== 'Friday') day--
  return day
}
