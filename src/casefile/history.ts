import { type CaseRecord, isWithdrawal, type RecordedFact, type Withdrawal } from './fact-table.ts'
import { byCodePoint, recordedAt, undoneIds } from './standing.ts'

/*
 * What people see as one fact: what was recorded, with what corrected it and what took it back.
 */

/** A fact as people see it, with everything that was recorded of it. */
export interface FactWithHistory {
  /** What it says now; of one that was withdrawn, what it said last. */
  readonly fact: RecordedFact
  /** The withdrawal by which it does not count; nothing while it does. */
  readonly withdrawnBy: Withdrawal | undefined
  /** What it said before, and the withdrawals that are undone, the latest first. Empty for most facts. */
  readonly earlier: readonly CaseRecord[]
}

/** The facts of some records, each once, in no particular order. A record that names none of the others stands by itself. */
export function factsWithHistory(records: readonly CaseRecord[]): readonly FactWithHistory[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const undone = undoneIds(records)
  const chains = new Map<string, CaseRecord[]>()
  for (const record of records) {
    const first = firstOf(record, byId)
    const chain = chains.get(first)
    if (chain) chain.push(record)
    else chains.set(first, [record])
  }
  return [...chains.values()].flatMap((chain) => factOf(chain, undone))
}

/** The ids of a fact and of what it corrects, by which what was answered to it, or kept beside it, names it. */
export const idsOf = ({ fact, earlier }: Pick<FactWithHistory, 'fact' | 'earlier'>): readonly string[] => [
  fact.id,
  ...earlier.filter((record) => !isWithdrawal(record)).map(({ id }) => id),
]

/** The id of the record with which a chain of corrections began. Checked records go in no circle; if they did, it is left where it closes. */
function firstOf(record: CaseRecord, byId: ReadonlyMap<string, CaseRecord>): string {
  const passed = new Set<string>()
  let first = record
  for (let named: CaseRecord | undefined = record; named && !passed.has(named.id); ) {
    passed.add(named.id)
    first = named
    const before: string | undefined = isWithdrawal(named) ? named.withdraws : named.replaces
    named = before === undefined ? undefined : byId.get(before)
  }
  return first.id
}

function factOf(chain: readonly CaseRecord[], undone: ReadonlySet<string>): readonly FactWithHistory[] {
  const facts = chain.filter((record): record is RecordedFact => !isWithdrawal(record)).toSorted(latestFirst)
  const standing = facts.filter(({ id }) => !undone.has(id))
  const replaced = new Set(standing.map(({ replaces }) => replaces))
  const fact = standing.find(({ id }) => !replaced.has(id)) ?? facts[0]
  // A withdrawal whose fact is not among the records tells nothing.
  if (!fact) return []
  const withdrawnBy =
    standing.length > 0 ? undefined : chain.filter(isWithdrawal).find(({ id, withdraws }) => withdraws === fact.id && !undone.has(id))
  const isShown = (record: CaseRecord) => record !== fact && record !== withdrawnBy && !(withdrawnBy && isWithdrawal(record))
  return [{ fact, withdrawnBy, earlier: chain.filter(isShown).toSorted(latestFirst) }]
}

const latestFirst = (a: CaseRecord, b: CaseRecord): number => {
  const [one, other] = [recordedAt(a), recordedAt(b)]
  return one < other ? 1 : one > other ? -1 : byCodePoint(b.id, a.id)
}
