import type { CivilDate } from '../calendar/civil-date.ts'
import { nameWords, soundOf, wordsToFind } from './names.ts'

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

export const keyOf = {
  /** A word of a name; what the word begins with is a beginning of it. */
  word: (word: string): string => `n=${word}`,
  sound: (sound: string): string => `s=${sound}`,
  /** A day, or the month or year that it begins with. */
  born: (date: string): string => `b=${date}`,
  upn: (upn: string): string => `u=${upn.toUpperCase()}`,
  nhsNumber: (number: string): string => `h=${number}`,
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

/** By what lists of children are in order: family name, then given names, as they are compared. */
export const nameInOrder = ({ givenNames, familyName }: Pick<Findable, 'givenNames' | 'familyName'>): string =>
  [familyName, givenNames].map((name) => nameWords(name).join(' ')).join(', ')
