import { type CivilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import {
  type Agency,
  type CaseFile,
  type CaseRecord,
  type Detail,
  type FactType,
  factTypes,
  isWithdrawal,
  type RecordedFact,
} from './fact-table.ts'
import { type Moment, momentOf, startOfDay } from './moment.ts'

/** A fact that counts, with its place in the reading order. */
export type Fact<T extends FactType = FactType> = {
  [K in T]: {
    readonly id: string
    readonly type: K
    readonly on: CivilDate
    readonly by: Agency
    readonly detail: Detail<K>
    readonly day: Day
    /** The place of the type in the fact table. */
    readonly kind: number
    /** The place of the fact in the reading order, from 0. */
    place: number
  }
}[T]

/**
 * The facts that count, in reading order: by day, then in the order of the fact table, then by id. What counts is decided by when
 * records were made alone: a record is undone while a known record that is not itself undone withdraws it; a fact counts unless it is
 * undone, or a known fact that is not undone replaces it. Without `knownAt` every record is known.
 */
export function standingFacts({ facts: all }: Pick<CaseFile, 'facts'>, knownAt?: Moment): Fact[] {
  const known = knownAt === undefined ? all : all.filter((record) => recordedAt(record) <= knownAt)
  const standing = known.some(changesAnother) ? withoutUndone(known) : (known as readonly RecordedFact[])
  const facts = sorted(standing.map(readable), inReadingOrder)
  for (let place = 0; place < facts.length; place++) (facts[place] as Fact).place = place
  return facts
}

/** The moment a record was made; unless it says so, the moment its day began. */
export const recordedAt = (record: CaseRecord): Moment =>
  record.recordedAt === undefined ? startOfDay(record.on) : momentOf(record.recordedAt)

/** The ids of the records that are undone: withdrawn by a record that is not itself undone. */
export function undoneIds(records: readonly CaseRecord[]): ReadonlySet<string> {
  const withdrawals = records.filter(isWithdrawal)
  const withdrawnBy = new Map<string, number>()
  for (const { withdraws } of withdrawals) withdrawnBy.set(withdraws, (withdrawnBy.get(withdraws) ?? 0) + 1)
  const byId = new Map(withdrawals.map((withdrawal) => [withdrawal.id, withdrawal]))
  const undone = new Set<string>()
  // Each withdrawal is judged after all that withdraw it.
  const judged = new Set(withdrawals.filter(({ id }) => !withdrawnBy.has(id)))
  for (const { id, withdraws } of judged) {
    if (!undone.has(id)) undone.add(withdraws)
    const left = (withdrawnBy.get(withdraws) as number) - 1
    withdrawnBy.set(withdraws, left)
    const next = byId.get(withdraws)
    if (left === 0 && next) judged.add(next)
  }
  return undone
}

const changesAnother = (record: CaseRecord) => isWithdrawal(record) || record.replaces !== undefined

function withoutUndone(records: readonly CaseRecord[]): RecordedFact[] {
  const undone = undoneIds(records)
  const facts = records.filter((record): record is RecordedFact => !isWithdrawal(record) && !undone.has(record.id))
  const replaced = new Set(facts.map((fact) => fact.replaces))
  return facts.filter((fact) => !replaced.has(fact.id))
}

const kinds = new Map(factTypes.map((type, kind) => [type, kind]))
const nothing = Object.freeze({})

function readable(fact: RecordedFact): Fact {
  const kind = kinds.get(fact.type) as number
  // The type is taken from the table, so that comparing it is comparing one and the same text.
  const type = factTypes[kind]
  return { id: fact.id, type, on: fact.on, by: fact.by, detail: fact.detail ?? nothing, day: dayOf(fact.on), kind, place: 0 } as Fact
}

/** Sorts a list in its place; most are in order already, and are left at that. */
export function sorted<Item>(items: Item[], order: (a: Item, b: Item) => number): Item[] {
  for (let i = 1; i < items.length; i++) {
    if (order(items[i - 1] as Item, items[i] as Item) > 0) return items.sort(order)
  }
  return items
}

/** Order of reading: by day, then in the order of the fact table, then by id. */
export const inReadingOrder = (a: Fact, b: Fact): number => a.day - b.day || a.kind - b.kind || byCodePoint(a.id, b.id)

/** Compares texts by Unicode code points; `<` would go by UTF-16 units, and put what lies beyond the first plane too early. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return inOrderOfCodePoints(x) - inOrderOfCodePoints(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others, so they are put behind the rest of the units. */
const inOrderOfCodePoints = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)
