import type { Day } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'

/** `2 Dec 2026` */
export function shortDate(day: Day): string {
  const [, date, month = '', year] = inWords(day).split(' ')
  return `${date} ${month.slice(0, 3)} ${year}`
}

export const WIDEST_SHORT_DATE = '30 Nov 2026'.length
