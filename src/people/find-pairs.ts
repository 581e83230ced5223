import { type Keys, meetPairs } from './blocks.ts'
import { type Band, type Comparison, compare, mayMatch } from './comparison.ts'
import type { Comparable } from './described.ts'
import { isContradicted } from './evidence.ts'

/*
 * The pairs of many records that match, or may. Beside those that do so by themselves there are those that do through a third record: where one and another are
 * one person, whoever the one may be, the other may be too. A person who confirms the first would otherwise have to think of the second alone.
 */

export interface Pair {
  /** The places of two records, the earlier first. */
  readonly one: number
  readonly other: number
  readonly band: Exclude<Band, 'none'>
}

export interface Found {
  /** In the order of the records. */
  readonly pairs: readonly Pair[]
  /** How many pairs were compared. */
  readonly compared: number
  /** How many keys were passed over, since too many records share them. */
  readonly crowded: number
}

/** Of two lists, of which the second begins at `firstOfOther`, only pairs of one and the other. `keys` are those of the same records, in their order. */
export function findPairs(people: readonly Comparable[], keys: Keys, firstOfOther?: number): Found {
  const pairs: Pair[] = []
  let compared = 0
  const person = (place: number): Comparable => people[place] as Comparable
  const crowded = meetPairs(keys, firstOfOther, (one, other) => {
    compared++
    if (!mayMatch(person(one), person(other))) return
    const { band } = compare(person(one), person(other))
    if (band !== 'none') pairs.push({ one, other, band })
  })
  for (const [one, other] of throughOthers(pairs)) {
    if (firstOfOther !== undefined && (one >= firstOfOther || other < firstOfOther)) continue
    compared++
    if (isTenable(compare(person(one), person(other)))) pairs.push({ one, other, band: 'potential' })
  }
  return { pairs: pairs.sort((a, b) => a.one - b.one || a.other - b.other), compared, crowded }
}

/** Whether two records may be of one person for the sake of a third: nothing says that they are not. */
const isTenable = ({ evidence, fields, limit }: Comparison): boolean =>
  evidence >= 0 && !isContradicted(limit, fields.upn, fields.nhsNumber)

/** So many records of one person are believed; what hangs together beyond that is a muddle, and nothing follows from it. */
const MOST_OF_ONE = 20

/** The pairs that follow from others and are not among them. */
function* throughOthers(pairs: readonly Pair[]): Generator<readonly [number, number]> {
  const groups = groupsOf(pairs)
  const known = new Set(pairs.map(({ one, other }) => nameOf(one, other)))
  const groupOf = (place: number): readonly number[] => groups.get(place) ?? [place]
  for (const { one, other } of pairs) {
    for (const a of groupOf(one)) {
      for (const b of groupOf(other)) {
        if (a === b) continue
        const [first, second] = a < b ? [a, b] : [b, a]
        const name = nameOf(first, second)
        if (known.has(name)) continue
        known.add(name)
        yield [first, second]
      }
    }
  }
}

/** One number for two places, since there may be many pairs. */
const nameOf = (one: number, other: number): number => one * 0x4000000 + other

/** Records that hang together by matches, by each of them; of those that match none there is no group. */
function groupsOf(pairs: readonly Pair[]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>()
  for (const { one, other, band } of pairs) {
    if (band !== 'match') continue
    const [a, b] = [groups.get(one) ?? [one], groups.get(other) ?? [other]]
    if (a === b || a.length + b.length > MOST_OF_ONE) continue
    const all = [...a, ...b]
    for (const place of all) groups.set(place, all)
  }
  return groups
}
