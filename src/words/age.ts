import { type Day, schoolYearStart, yearMonthDate } from '../calendar/civil-date.ts'

/** How old somebody is on a day, in full years; below 0 before birth. Who was born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(day: Day, dateOfBirth: Day): number {
  const [now, birth] = [yearMonthDate(day), yearMonthDate(dateOfBirth)]
  const hadBirthday = now.month > birth.month || (now.month === birth.month && now.date >= birth.date)
  return now.year - birth.year - (hadBirthday ? 0 : 1)
}

/** The school year group of a child on a day, by age alone: Reception holds the children who turn five in it. Nothing before it or after Year 13. */
export function yearGroupOn(day: Day, dateOfBirth: Day): string | undefined {
  const year = (of: Day) => yearMonthDate(schoolYearStart(of)).year
  const group = year(day) - year(dateOfBirth) - 5
  if (group === 0) return 'Reception'
  return group > 0 && group <= 13 ? `Year ${group}` : undefined
}
