import type { OtherDate } from '../../../actions/view-child.ts'
import { type CivilDate, civilDate, type Day, dayOf, isCivilDate } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { endOfDay, inLondon, isMoment } from '../../../casefile/moment.ts'
import { type Fields, one } from '../../route.ts'

/*
 * Another day than today, and another moment than now, of which a page about a child is asked: `?as-of=2026-06-01&known-at=2026-06-05`. A moment may be
 * a day, which stands for its end.
 */

const FIRST_YEAR = '2000'
const LAST_YEAR = '2099'

export interface OtherDateRead extends OtherDate {
  /** As they were typed. */
  readonly typed: { readonly asOf: string; readonly knownAt: string }
  /** What is wrong with them; what is wrong counts as not asked. `field` is where to put it right. */
  readonly faults: readonly { readonly field: string; readonly message: string }[]
}

/** What stands in an address. Without `today`, what only that can tell is not found wrong. */
export function readOtherDate(query: Fields, today?: Day): OtherDateRead {
  const typed = { asOf: one(query, 'as-of'), knownAt: one(query, 'known-at') }
  const asOf = typed.asOf === '' ? undefined : dayFrom(typed.asOf)
  const knownAt = typed.knownAt === '' ? undefined : momentFrom(typed.knownAt)
  const isAhead = knownAt !== undefined && today !== undefined && inLondon(knownAt).day > today
  return {
    asOf,
    knownAt: isAhead ? undefined : knownAt,
    typed,
    faults: [
      ...(typed.asOf !== '' && asOf === undefined
        ? [{ field: 'as-of', message: `Enter the day to look at as a date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 1 6 2026` }]
        : []),
      ...(typed.knownAt !== '' && knownAt === undefined
        ? [{ field: 'known-at', message: `Enter what was known when as a date between ${FIRST_YEAR} and ${LAST_YEAR}, such as 1 6 2026` }]
        : []),
      ...(isAhead ? [{ field: 'known-at', message: 'What will be known is not known yet. Enter today or an earlier day' }] : []),
    ],
  }
}

function dayFrom(text: string): Day | undefined {
  const written = /^(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})$/.exec(text)
  const [, date = '', month = '', year = ''] = written ?? []
  const on = written ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : text
  return isCivilDate(on) && isWithin(on) ? dayOf(on) : undefined
}

function momentFrom(text: string): string | undefined {
  if (isMoment(text)) return isWithin(text) ? text : undefined
  const day = dayFrom(text)
  return day === undefined ? undefined : endOfDay(civilDate(day))
}

const isWithin = (text: string): boolean => FIRST_YEAR <= text && text.slice(0, 4) <= LAST_YEAR

/** What a link has to carry so that it leads to the same day and moment; empty for today. */
export function queryOf({ asOf, knownAt }: OtherDate, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    ...(asOf !== undefined && { 'as-of': civilDate(asOf) }),
    ...(knownAt !== undefined && { 'known-at': knownAt }),
    ...more,
  }).toString()
  return query === '' ? '' : `?${query}`
}

/** What the band across a page says that is about another day; nothing on one about today. */
export function bandOf({ asOf, knownAt }: OtherDate, today: Day): readonly string[] | undefined {
  const isOtherDay = asOf !== undefined && asOf !== today
  if (!isOtherDay && knownAt === undefined) return undefined
  return [
    isOtherDay ? `As of ${inWords(asOf)}` : 'As of today',
    ...(knownAt === undefined ? [] : [`as it was known ${knownAtInWords(knownAt)}`]),
    ...(isOtherDay && asOf > today ? ['if nothing more is recorded'] : []),
  ]
}

/** The moment of which a page shows what was known: `at 14:20 on Friday 20 November 2026`; the last moment of a day as its end. */
function knownAtInWords(moment: string): string {
  const { day, time } = inLondon(moment)
  return time === '23:59' ? `at the end of ${inWords(day)}` : `at ${time} on ${inWords(day)}`
}

/** A moment as the form shows it: its day. */
export const dayOfMoment = (moment: string): CivilDate => civilDate(inLondon(moment).day)
