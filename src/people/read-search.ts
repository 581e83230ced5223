import type { Day } from '../calendar/civil-date.ts'
import { nameWords, soundOf } from './names.ts'
import { isNhsNumber, nhsNumberInGroups } from './nhs-number.ts'
import { takePhones } from './phone.ts'
import { keyOf } from './search-keys.ts'
import { takeDates } from './typed-dates.ts'
import { parseUpn } from './upn.ts'

/*
 * What somebody typed to find a child, in whatever order: parts of a name, its own or that of somebody who can be asked; a date of birth, a number, a telephone
 * number, a postcode; or a reference, or the address of a page.
 */

/** One thing that a child has to have to be meant. By any of its keys it has it. */
export interface SearchPart {
  /** As it was typed. */
  readonly key: string
  /** Whether a key that begins so will do: that of a word as well, while of a month or year there are only such. */
  readonly beginning: 'no' | 'as well' | 'only'
  /** Keys that may be meant, though they are not what was typed. */
  readonly alike: readonly string[]
  /** The key by which somebody of its family has it, or it is found where it lives; nothing where that cannot be meant. */
  readonly ofFamily?: string
}

export interface Search {
  /** What may be the reference of a child, or none of it can be. */
  readonly reference: string | undefined
  /** All of them have to be met; none where there is nothing to look for. */
  readonly parts: readonly SearchPart[]
  /** What is odd about what was typed, as sentences. */
  readonly remarks: readonly string[]
}

/** A whole year or a single letter would be half of the county. */
const LEAST_WORD = 2

export function readSearch(typed: string, today: Day): Search {
  const text = typed.normalize('NFC').trim()
  const address = /\/children\/([^/?#\s]+)/.exec(text)?.[1]
  if (address !== undefined) return { reference: decoded(address), parts: [], remarks: [] }
  const remarks: string[] = []
  const { rest: withoutPlaces, parts: places } = takePlaces(text)
  const { rest: withoutNumbers, parts: numbers } = takeNumbers(withoutPlaces, remarks)
  const { dates, rest, noDates } = takeDates(withoutNumbers, today)
  for (const noDate of noDates) remarks.push(`${noDate} is no day of any calendar, and was left out.`)
  const words = nameWords(rest)
  const parts = [
    ...places,
    ...numbers,
    ...dates.map(({ beginsWith, swapped }): SearchPart => {
      const isDay = beginsWith.length === '2014-03-09'.length
      return { key: keyOf.born(beginsWith), beginning: isDay ? 'no' : 'only', alike: swapped ? [keyOf.born(swapped)] : [] }
    }),
    ...words.map((word): SearchPart => {
      const sound = soundOf(word)
      return {
        key: keyOf.word(word),
        beginning: 'as well',
        alike: sound === undefined ? [] : [keyOf.sound(sound)],
        ofFamily: keyOf.contact(word),
      }
    }),
  ]
  const isEnough =
    places.length > 0 ||
    numbers.length > 0 ||
    dates.some(({ beginsWith }) => beginsWith.length > 4) ||
    words.some(({ length }) => length >= LEAST_WORD)
  const reference = /^[\w-]{4,100}$/.test(text) ? text : undefined
  return { reference, parts: isEnough ? parts : [], remarks }
}

/** Takes postcodes and telephone numbers out of a text. No child has one by itself: it is found where it lives, and by whom one can ask. */
function takePlaces(text: string): { readonly rest: string; readonly parts: readonly SearchPart[] } {
  const keys: string[] = []
  const withoutPostcodes = text.replaceAll(/\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/gi, (typed) => {
    keys.push(keyOf.postcode(typed))
    return ' '
  })
  const { rest, phones } = takePhones(withoutPostcodes, (digits) => digits.length === 10 && isNhsNumber(digits))
  const all = [...keys, ...phones.map(keyOf.phone)]
  return { rest, parts: all.map((key) => ({ key, beginning: 'no', alike: [], ofFamily: key })) }
}

/** Takes unique pupil numbers and NHS numbers out of a text, with spaces in them or without. */
function takeNumbers(text: string, remarks: string[]): { readonly rest: string; readonly parts: readonly SearchPart[] } {
  const parts: SearchPart[] = []
  const rest = text
    .replaceAll(/\b[a-z] ?\d{3} ?\d{4} ?\d{2} ?\d{2} ?[\da-z]\b/gi, (typed) => {
      const read = parseUpn(typed)
      const upn = 'upn' in read ? read.upn : typed.replaceAll(' ', '')
      if ('fault' in read) remarks.push(`${upn} may be mistyped: ${read.fault}.`)
      parts.push({ key: keyOf.upn(upn), beginning: 'no', alike: [] })
      return ' '
    })
    .replaceAll(/\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/g, (typed) => {
      const number = typed.replaceAll(/\D/g, '')
      if (!isNhsNumber(number))
        remarks.push(`${nhsNumberInGroups(number)} may be mistyped: as an NHS number its last digit does not fit the others.`)
      parts.push({ key: keyOf.nhsNumber(number), beginning: 'no', alike: [] })
      return ' '
    })
  return { rest, parts }
}

/**
 * Why a child was found whose keys are not what was typed: a name sounds like it, or a day has its day and month the other way round; or somebody who can be
 * asked has the name, or it has the telephone number or the postcode by its family.
 */
export type Alike = 'sound' | 'swapped' | 'contact' | 'phone' | 'postcode'

/** In which ways a child with these keys is only like what was looked for; none where it has all of it. `byFamily`: it was found by its family. */
export function waysAlike(parts: readonly SearchPart[], keys: readonly string[], byFamily = false): readonly Alike[] {
  const isHad = ({ key, beginning }: SearchPart): boolean => keys.some((own) => (beginning === 'no' ? own === key : own.startsWith(key)))
  const word = byFamily ? 'contact' : 'sound'
  const wayOf = ({ key }: SearchPart): Alike => ways.find(([prefix]) => key.startsWith(prefix))?.[1] ?? word
  return [...new Set(parts.filter((part) => !isHad(part)).map(wayOf))]
}

const ways: readonly (readonly [string, Alike])[] = [
  [keyOf.born(''), 'swapped'],
  [keyOf.phone(''), 'phone'],
  [keyOf.postcode(''), 'postcode'],
]

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
