import { type CivilDate, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })

/** A moment as people here say it: `Monday 23 November 2026, 10:42`. */
export function momentInWords(moment: string): string {
  const [date = '', time = ''] = clock.format(new Date(moment)).split(', ')
  const [day, month, year] = date.split('/')
  return `${inWords(dayOf(`${year}-${month}-${day}` as CivilDate))}, ${time}`
}
