import { type CivilDate, daysInMonth, isCivilDate } from '../calendar/civil-date.ts'
import { capital } from '../words/guidance-words.ts'
import { idOf } from './field-ids.ts'
import { type Fields, one } from './route.ts'

/*
 * A day as three boxes of a form: day, month and year, each under the name of the day with its own behind it. How they are made, filled and read.
 */

const parts = ['day', 'month', 'year'] as const

type PartName = (typeof parts)[number]

/** One of the boxes as a page shows it. */
export interface DayPart {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly value: string
  readonly width: number
  /** A month may be typed as its name. */
  readonly inputmode: 'numeric' | 'text'
}

/** The names of the boxes, as they are sent. */
export const dayPartNames = (name: string): readonly string[] => parts.map((part) => nameOf(name, part))

const nameOf = (name: string, part: PartName): string => `${name}.${part}`

/** The boxes, filled with texts. The first has the id of the whole, so that a link from the summary of faults lands in it. */
export const dayParts = (name: string, texts: Fields): readonly DayPart[] =>
  parts.map((part) => ({
    id: idOf(part === 'day' ? name : nameOf(name, part)),
    name: nameOf(name, part),
    label: capital(part),
    value: one(texts, nameOf(name, part)),
    width: part === 'year' ? 4 : 2,
    inputmode: part === 'month' ? 'text' : 'numeric',
  }))

/** The texts of the boxes for a day; empty ones for none. */
export function dayTexts(name: string, day: CivilDate | null | undefined): Readonly<Record<string, string>> {
  const [year = '', month = '', date = ''] = (day ?? '').split('-').map((part) => part.replace(/^0+/, ''))
  return { [nameOf(name, 'day')]: date, [nameOf(name, 'month')]: month, [nameOf(name, 'year')]: year }
}

/** How it is told what is wrong with a day. */
export interface DayWords {
  /** `parts` are those that are missing: "the day and the month". */
  readonly missing: (parts: string) => string
  readonly year: string
  readonly month: string
  /** `days` are how many the month has. */
  readonly date: (days: number) => string
  readonly none: string
}

const dayWords: DayWords = {
  missing: (parts) => `Enter ${parts} too`,
  year: 'Enter the year with four figures, such as 2026',
  month: 'Enter the month as a number from 1 to 12, or its name',
  date: (days) => `Enter a day from 1 to ${days} for that month`,
  none: 'Enter a day that exists',
}

/** What was typed: a day, or what is wrong with it; neither where all boxes are empty. */
export interface TypedDay {
  readonly day?: CivilDate
  readonly wrong?: string
}

/** Reads the boxes. The month may be a number or a name, whole or short. */
export function typedDay(name: string, fields: Fields, words: DayWords = dayWords): TypedDay {
  if (isEmptyDay(name, fields)) return {}
  const [date, month, year] = textsIn(name, fields)
  const missing = [date === '' && 'the day', month === '' && 'the month', year === '' && 'the year'].filter((part) => part !== false)
  if (missing.length > 0) return { wrong: words.missing(missing.join(' and ')) }
  if (!/^\d{4}$/.test(year)) return { wrong: words.year }
  const number = monthOf(month)
  if (number < 1 || number > 12) return { wrong: words.month }
  const days = daysInMonth(Number(year), number)
  if (!/^\d{1,2}$/.test(date) || Number(date) < 1 || Number(date) > days) return { wrong: words.date(days) }
  const day = `${year}-${String(number).padStart(2, '0')}-${date.padStart(2, '0')}`
  return isCivilDate(day) ? { day } : { wrong: words.none }
}

export type Tell = (pointer: string, message: string) => undefined

/** The day of the boxes, or nothing: what is wrong with it has then been told, unless they are empty. */
export function readDay(name: string, pointer: string, fields: Fields, fault: Tell): CivilDate | undefined {
  const { day, wrong } = typedDay(name, fields)
  return wrong === undefined ? day : fault(pointer, wrong)
}

export const isEmptyDay = (name: string, fields: Fields): boolean => textsIn(name, fields).every((text) => text === '')

/** What was typed as it stands, for reading: `31 2 2026`. */
export const typedText = (name: string, fields: Fields): string => textsIn(name, fields).join(' ').trim()

const textsIn = (name: string, fields: Fields) => parts.map((part) => one(fields, nameOf(name, part))) as [string, string, string]

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A month by its number or its name; 0 where it is none. */
const monthOf = (text: string): number => (/^\d{1,2}$/.test(text) ? Number(text) : months.indexOf(text.toLowerCase().slice(0, 3)) + 1)
