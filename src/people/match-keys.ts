import type { Comparable } from './described.ts'
import { hashOf, type Name, together } from './words.ts'

/*
 * By which keys two records that may be of one child are brought together, so that not every record has to be compared with every other. A key is made of two
 * or three fields; a record has a dozen, so that with one or two fields wrong, or moved house, one of them still is the same. Names are taken by sound and in
 * either order, so that a swapped name changes nothing.
 */

const kinds = {
  bornAndName: 1,
  bornAndPostcode: 2,
  postcodeAndName: 3,
  postcodeAndNumber: 4,
  streetAndName: 5,
  streetAndNumber: 6,
  names: 7,
  namesAndYear: 8,
  namesAndDay: 9,
  upn: 10,
  nhsNumber: 11,
} as const

/** The keys of a record, each once: whole numbers from -2³¹ to below 2³¹. They do not say what they were made of, but are as telling as it. */
export function matchKeys(record: Comparable): readonly number[] {
  const keys = new Set<number>()
  const key = (kind: keyof typeof kinds, one: number, other: number): void => {
    keys.add(together(together(kinds[kind], one), other))
  }
  const given = soundsOf(record.given)
  const family = soundsOf(record.family)
  const names = [...new Set([...given, ...family])]
  const { born, homes, upns, nhsNumber } = record
  const year = Math.floor(born / 10_000)
  const [month, date] = [Math.floor(born / 100) % 100, born % 100]
  // In the order of their size, so that they may be swapped.
  const monthAndDate = together(Math.min(month, date), Math.max(month, date))
  const day = together(year, monthAndDate)
  if (born > 0) for (const name of names) key('bornAndName', day, name)
  for (const { postcodeKey, signsKey, numberKey, streetKey } of homes) {
    if (born > 0 && postcodeKey !== 0) key('bornAndPostcode', day, signsKey)
    if (postcodeKey !== 0 && numberKey !== 0) key('postcodeAndNumber', postcodeKey, numberKey)
    if (streetKey !== 0 && numberKey !== 0) key('streetAndNumber', streetKey, numberKey)
    if (postcodeKey !== 0) for (const name of names) key('postcodeAndName', signsKey, name)
    if (streetKey !== 0) for (const name of given) key('streetAndName', streetKey, name)
  }
  for (const one of given) {
    for (const other of family) {
      const both = together(Math.min(one, other), Math.max(one, other))
      key('names', both, 0)
      if (born === 0) continue
      key('namesAndYear', both, year)
      key('namesAndDay', both, monthAndDate)
    }
  }
  for (const upn of upns) key('upn', hashOf(upn), 0)
  if (nhsNumber !== '') key('nhsNumber', hashOf(nhsNumber), 0)
  return [...keys]
}

const soundsOf = (names: readonly Name[]): readonly number[] => {
  const [only] = names
  if (!only) return NONE
  return names.length === 1 ? only.sounds : [...new Set(names.flatMap(({ sounds }) => sounds))]
}

const NONE: readonly number[] = []
