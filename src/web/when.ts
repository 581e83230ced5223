import type { Calendar } from '../calendar/calendar.ts'
import { type CivilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { Unit } from '../guidance/settings.ts'
import { howFar, lengthInWords } from '../words/how-far.ts'

/** A day in a list: "Thu 19 Nov", and beneath it how late or how soon, in the unit of the rule. */
export interface When {
  readonly date: string
  readonly how: string
  readonly isLate: boolean
  readonly isToday: boolean
}

export function dueWhen(dueOn: CivilDate | null, today: Day, unit: Unit, calendar: Calendar): When {
  if (dueOn === null) return { date: 'Cannot be dated', how: 'the calendar ends before', isLate: false, isToday: false }
  const due = dayOf(dueOn)
  const isLate = due < today
  return {
    date: Math.abs(due - today) > HALF_A_YEAR ? `${dayInList(due)} ${inWords(due).slice(-4)}` : dayInList(due),
    how: isLate ? `${lengthInWords(due, today, unit, calendar)} late` : howFar(due, today, unit, calendar),
    isLate,
    isToday: due === today,
  }
}

const HALF_A_YEAR = 182

/** `Thu 19 Nov` */
export function dayInList(day: Day): string {
  const [weekday = '', date = '', month = ''] = inWords(day).split(' ')
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)}`
}

/** `19 Nov`; with its year where that is not this one. */
export function dayOfRecord(day: Day, today: Day): string {
  const [, date = '', month = '', year = ''] = inWords(day).split(' ')
  const isThisYear = inWords(today).endsWith(year)
  return `${date} ${month.slice(0, 3)}${isThisYear ? '' : ` ${year}`}`
}
