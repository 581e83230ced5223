import { inWords } from '../calendar/words.ts'
import { inLondon } from '../casefile/moment.ts'

/** A moment as people here say it: `Monday 23 November 2026, 10:42`. */
export function momentInWords(moment: string): string {
  const { day, time } = inLondon(moment)
  return `${inWords(day)}, ${time}`
}
