import { checkCase } from './check.ts'
import { type CaseFile, type CaseRecord, isWithdrawal, type RecordedFact, type Withdrawal } from './fact-table.ts'
import type { Fault } from './fault.ts'

/**
 * What has to be added to a stored case so that records can be: these, and after them the withdrawals of closings that do not hold with them. A true fact
 * that comes late is never refused for what was recorded before: a closing as home-educated that it undermines is withdrawn with it, by `withdrawalOf`. Faults
 * of the records themselves are given by their places in them; faults that the stored case had before are not looked at.
 */
export function addedTo(
  stored: CaseFile,
  records: readonly CaseRecord[],
  shouldClauses: ReadonlySet<string>,
  withdrawalOf: (closing: RecordedFact) => Withdrawal,
): { readonly added: readonly CaseRecord[] } | { readonly faults: readonly Fault[] } {
  const before = new Set(faultsOf(stored, shouldClauses).map(keyOf))
  const place = stored.facts.length
  const withdrawals: Withdrawal[] = []
  for (;;) {
    const added = [...records, ...withdrawals]
    const facts = [...stored.facts, ...added]
    const faults = faultsOf({ ...stored, facts }, shouldClauses).filter((fault) => !before.has(keyOf(fault)))
    if (faults.length === 0) return { added }
    const closings = faults.map((fault) => closingOf(facts, fault, place))
    const undermined = closings.filter((closing) => closing !== undefined)
    if (undermined.length < faults.length)
      return { faults: faults.filter((_, index) => !closings[index]).map((fault) => ofRecord(fault, place)) }
    withdrawals.push(...undermined.map(withdrawalOf))
  }
}

function faultsOf(file: CaseFile, shouldClauses: ReadonlySet<string>): readonly Fault[] {
  const checked = checkCase(file, shouldClauses)
  return 'faults' in checked ? checked.faults : []
}

const keyOf = ({ pointer, message }: Fault): string => `${pointer} ${message}`

/** The closing stored before that a fault is about. */
function closingOf(facts: readonly CaseRecord[], { pointer }: Fault, place: number): RecordedFact | undefined {
  const index = Number(/^\/facts\/(\d+)$/.exec(pointer)?.[1] ?? Number.NaN)
  const fact = index < place ? facts[index] : undefined
  return fact && !isWithdrawal(fact) && fact.type === 'cme-closed' ? fact : undefined
}

/** Faults of what stood before, or of a closing, are of the whole. */
function ofRecord({ pointer, message }: Fault, place: number): Fault {
  const [, index = '', own = ''] = /^\/facts\/(\d+)(.*)$/.exec(pointer) ?? []
  return { pointer: index !== '' && Number(index) >= place ? own : '', message }
}
