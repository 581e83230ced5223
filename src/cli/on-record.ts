import { type Day, dayOf } from '../calendar/civil-date.ts'
import { type CaseRecord, isWithdrawal, type RecordedFact, type Withdrawal } from '../casefile/fact-table.ts'
import { inLondon } from '../casefile/moment.ts'
import { type Fact, recordedAt, undoneIds } from '../casefile/standing.ts'
import { recordedInWords, whatItSays } from '../words/fact-words.ts'
import { agencyWords } from '../words/guidance-words.ts'
import { shortDate } from '../words/short-date.ts'
import type { Answered } from './answered.ts'

/*
 * What is on record of a child up to a day, newest first: so that it shows where the child stands, whether or not it settled a duty.
 */

/** More facts than these are not printed unless asked for. */
const MOST_SHOWN = 40

/** A row: the day, and what is told of it. */
interface Row {
  readonly day: Day
  readonly words: string
}

/** Rows, newest first, and how many older ones are left out. */
interface Rows {
  readonly rows: readonly Row[]
  readonly older: number
}

export interface OnRecord {
  /** How many facts are in force up to the day. */
  readonly count: number
  readonly facts: Rows
  readonly withdrawn: Rows
}

/** `facts` are those that count, in reading order. */
export function onRecord(answered: Answered, facts: readonly Fact[]): OnRecord {
  const { case: file, knownAt, asOf, allFacts } = answered
  const known = knownAt === undefined ? file.facts : file.facts.filter((record) => recordedAt(record) <= knownAt.moment)
  const byId = new Map(known.map((record) => [record.id, record]))
  const inForce = facts.filter(({ day }) => day <= asOf).toReversed()
  const withdrawn = withdrawals(known, byId, asOf).toSorted((a, b) => b.day - a.day)
  const most = allFacts ? Number.POSITIVE_INFINITY : MOST_SHOWN
  return {
    count: inForce.length,
    facts: newest(inForce, most, (fact) => ({ day: fact.day, words: factRow(fact, byId) })),
    withdrawn: newest(withdrawn, most, (row) => row),
  }
}

const newest = <Item>(items: readonly Item[], most: number, rowOf: (item: Item) => Row): Rows => ({
  rows: items.slice(0, most).map(rowOf),
  older: Math.max(0, items.length - most),
})

function factRow(fact: Fact, byId: ReadonlyMap<string, CaseRecord>): string {
  return `${whatItSays(fact)} (${agencyWords[fact.by]})${correctionOf(fact, byId)}`
}

/** When a fact was corrected, and what had been recorded before: the day, the words and the agency, as far as they differ. */
function correctionOf(fact: Fact, byId: ReadonlyMap<string, CaseRecord>): string {
  const record = byId.get(fact.id)
  if (record === undefined || isWithdrawal(record) || record.replaces === undefined) return ''
  const corrected = `; corrected${record.recordedAt === undefined ? '' : ` on ${shortDate(inLondon(record.recordedAt).day)}`}`
  const before = byId.get(record.replaces)
  if (before === undefined || isWithdrawal(before)) return corrected
  const words = recordedInWords(before)
  const parts = [...(before.on === record.on ? [] : [shortDate(dayOf(before.on))]), ...(words === whatItSays(fact) ? [] : [words])]
  const by = before.by === record.by ? [] : [parts.length === 0 ? `by ${agencyWords[before.by]}` : `(${agencyWords[before.by]})`]
  const was = [...(parts.length === 0 ? [] : [parts.join(', ')]), ...by].join(' ')
  return was === '' ? corrected : `${corrected}: was ${was}`
}

/** The facts dated up to a day that are withdrawn, each on the day of its withdrawal. */
function withdrawals(known: readonly CaseRecord[], byId: ReadonlyMap<string, CaseRecord>, asOf: Day): Row[] {
  const all = known.filter(isWithdrawal)
  if (all.length === 0) return []
  const undone = undoneIds(known)
  const factOf = ({ id, withdraws }: Withdrawal): RecordedFact | undefined => {
    const target = undone.has(id) ? undefined : byId.get(withdraws)
    return target === undefined || isWithdrawal(target) ? undefined : target
  }
  return all.flatMap((withdrawal) => {
    const fact = factOf(withdrawal)
    if (fact === undefined || dayOf(fact.on) > asOf) return []
    const day = dayOf(withdrawal.on)
    return [{ day, words: `${recordedInWords(fact)}, dated ${shortDate(dayOf(fact.on))} (withdrawn by ${agencyWords[withdrawal.by]})` }]
  })
}
