import { checkForm, isFactType, type Placed } from './case-form.ts'
import { has, isObject } from './check-fields.ts'
import { checkCorrections } from './corrections.ts'
import { type CaseFile, type FactRow, factTable, isWithdrawal, type RecordedFact } from './fact-table.ts'
import { either, type Fault, found, pointerTo } from './fault.ts'
import { standingFacts } from './standing.ts'

/**
 * Checks a case that came from outside. A well-formed one is handed back as it is, not copied; of any other every fault is told. First
 * the form of each record is checked, and then, among those of the right form alone, what records have to do with each other: so one slip
 * is one fault.
 * @param shouldClauses the clauses for which a reason why not can be recorded
 */
export function checkCase(value: unknown, shouldClauses: ReadonlySet<string>): { case: CaseFile } | { faults: readonly Fault[] } {
  const faults: Fault[] = []
  const records = checkForm(value, faults)
  const sound = records.filter((placed) => placed.sound)
  for (const placed of sound) checkDetail(placed, shouldClauses, faults)

  const before = faults.length
  const ids = checkIds(records, faults)
  const notUndone = checkCorrections(sound, ids, faults)
  // What stands is only known where every record that may change it is right.
  const standing = faults.length === before && records.every((placed) => placed.sound || hasNoPartInClosing(placed.record))
  if (standing) checkClosings(value as CaseFile, notUndone, faults)
  return faults.length > 0 ? { faults } : { case: value as CaseFile }
}

/** Rules between members of one detail, and with what the guidance knows. */
function checkDetail({ at, record }: Placed, shouldClauses: ReadonlySet<string>, faults: Fault[]): void {
  if (isWithdrawal(record)) return
  const detail: Readonly<Record<string, unknown>> = record.detail ?? {}
  const { atMost }: FactRow = factTable[record.type]
  if (atMost) {
    const [member, other] = atMost
    const value = detail[member] as number
    if (value > (detail[other] as number))
      faults.push({ pointer: `${at}/detail/${member}`, message: found(value, `no more than ${other}`) })
  }
  if (record.type === 'reason-not-done' && !shouldClauses.has(detail['clause'] as string)) {
    const clauses = either([...shouldClauses])
    faults.push({ pointer: `${at}/detail/clause`, message: found(detail['clause'], `a clause that says what should be done: ${clauses}`) })
  }
}

/** Adds a fault for the second and any later record with the same id. Returns all ids, those of records at fault included. */
function checkIds(records: readonly { readonly at: string; readonly record: unknown }[], faults: Fault[]): ReadonlySet<string> {
  const first = new Map<string, string>()
  for (const { at, record } of records) {
    const id = isObject(record) && has(record, 'id') ? record['id'] : undefined
    if (typeof id !== 'string' || id.trim() === '') continue
    const other = first.get(id)
    if (other === undefined) first.set(id, at)
    else faults.push({ pointer: pointerTo(at, 'id'), message: found(id, `an id of its own: ${other} has this one`) })
  }
  return new Set(first.keys())
}

/** Whether a record at fault can change nothing about home education: it is a plain fact of another type. */
const hasNoPartInClosing = (record: unknown): boolean =>
  isObject(record) &&
  isFactType(record['type']) &&
  record['type'] !== 'ehe-check' &&
  record['type'] !== 'ehe-concern' &&
  !has(record, 'replaces') &&
  !has(record, 'withdraws')

/**
 * A case is closed as home-educated only where the child's last check before it found the child on the register, and no concern is open.
 */
function checkClosings(file: CaseFile, notUndone: readonly Placed[], faults: Fault[]): void {
  const facts = notUndone.map((placed) => placed.record).filter((record): record is RecordedFact => !isWithdrawal(record))
  if (!facts.some((fact) => fact.type === 'cme-closed' && fact.detail?.reason === 'ehe')) return
  const places = new Map(notUndone.map(({ at, record }) => [record.id, at]))
  let [onRegister, concern] = [false, false]
  for (const fact of standingFacts({ ...file, facts })) {
    if (fact.type === 'ehe-check') onRegister = fact.detail.onRegister
    else if (fact.type === 'ehe-concern') concern = fact.detail.resolved !== true
    else if (fact.type === 'cme-closed' && fact.detail.reason === 'ehe' && (!onRegister || concern)) {
      const lacking = onRegister
        ? 'that no ehe-concern is open by then'
        : 'that the last ehe-check before it found the child on the register'
      faults.push({ pointer: places.get(fact.id) as string, message: `closed as ehe; expected ${lacking}` })
    }
  }
}
