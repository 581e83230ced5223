import type { CivilDate } from '../calendar/civil-date.ts'
import { nameWords, soundOf, wordsToFind } from './names.ts'
import { phonesIn } from './phone.ts'

/*
 * By which keys a child is found. They are kept beside each record; what somebody types becomes keys as well, and the two are compared.
 */

/** What of a child it is found by. */
export interface Findable {
  readonly givenNames: string
  readonly familyName: string
  readonly knownAs?: string | null | undefined
  readonly formerNames?: readonly string[] | undefined
  readonly dateOfBirth?: CivilDate | null | undefined
  readonly upn?: string | null | undefined
  readonly formerUpns?: readonly string[] | undefined
  readonly nhsNumber?: string | null | undefined
}

/** By what a child is found besides: who can be asked about it, and where it can be found. */
export interface FindableByFamily {
  /** Those who can be asked. */
  readonly contacts: readonly { readonly name: string; readonly phone: string | null; readonly postcode: string | null }[]
  /** Of the addresses of the child. */
  readonly postcodes: readonly string[]
}

export const keyOf = {
  /** A word of a name; what the word begins with is a beginning of it. */
  word: (word: string): string => `n=${word}`,
  sound: (sound: string): string => `s=${sound}`,
  /** A day, or the month or year that it begins with. */
  born: (date: string): string => `b=${date}`,
  upn: (upn: string): string => `u=${upn.toUpperCase()}`,
  nhsNumber: (number: string): string => `h=${number}`,
  /** A word of the name of somebody who can be asked. */
  contact: (word: string): string => `c=${word}`,
  phone: (digits: string): string => `t=${digits}`,
  postcode: (postcode: string): string => `p=${postcode.replaceAll(/\s/g, '').toUpperCase()}`,
} as const

/** The keys of a child, each once, in order. */
export function searchKeys(child: Findable): readonly string[] {
  const { givenNames, familyName, knownAs, formerNames, dateOfBirth, upn, formerUpns, nhsNumber } = child
  const words = [givenNames, familyName, knownAs ?? '', ...(formerNames ?? [])].flatMap(wordsToFind)
  return [
    ...new Set([
      ...words.map(keyOf.word),
      ...words.flatMap((word) => soundOf(word) ?? []).map(keyOf.sound),
      ...(dateOfBirth ? [keyOf.born(dateOfBirth)] : []),
      ...[...(upn ? [upn] : []), ...(formerUpns ?? [])].map(keyOf.upn),
      ...(nhsNumber ? [keyOf.nhsNumber(nhsNumber)] : []),
    ]),
  ].sort()
}

/** The keys of a child and of its family together, each once, in order; none where nothing is known of a family. */
export function keysWithFamily(child: Findable, { contacts, postcodes }: FindableByFamily): readonly string[] {
  const ofFamily = [
    ...contacts.flatMap(({ name }) => wordsToFind(name)).map(keyOf.contact),
    ...contacts.flatMap(({ phone }) => (phone === null ? [] : phonesIn(phone))).map(keyOf.phone),
    ...[...postcodes, ...contacts.flatMap(({ postcode }) => postcode ?? [])].map(keyOf.postcode),
  ]
  return ofFamily.length === 0 ? [] : [...new Set([...searchKeys(child), ...ofFamily])].sort()
}

/** By what lists of children are in order: family name, then given names, as they are compared. */
export const nameInOrder = ({ givenNames, familyName }: Pick<Findable, 'givenNames' | 'familyName'>): string =>
  [familyName, givenNames].map((name) => nameWords(name).join(' ')).join(', ')
