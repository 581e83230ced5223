import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import { addedTo } from './added.ts'
import type { CaseFile, CaseRecord, RecordedFact, Withdrawal } from './fact-table.ts'

const fact = (id: string, type: string, on: string, detail?: object, more?: object): CaseRecord =>
  ({ id, type, on: date(on), by: 'ehe-team', ...(detail && { detail }), ...more }) as CaseRecord

const hana = (...facts: CaseRecord[]): CaseFile => ({ child: { id: 'hana', dateOfBirth: date('2014-05-01') }, facts })

const withdrawalOf = (closing: RecordedFact): Withdrawal => ({
  id: `withdrawal-of-${closing.id}`,
  withdraws: closing.id,
  on: date('2026-11-23'),
  by: 'cme-officer',
})

const add = (stored: CaseFile, record: CaseRecord) => addedTo(stored, [record], new Set(['1.4b']), withdrawalOf)

const closedAsHomeEducated = hana(
  fact('check', 'ehe-check', '2026-10-05', { onRegister: true }),
  fact('closed', 'cme-closed', '2026-10-12', { reason: 'ehe' }),
)

describe('adding a record to a stored case', () => {
  it('adds a fact by itself where nothing stands against it', () => {
    const visit = fact('visit', 'engagement-attempt', '2026-10-06', { method: 'visit', outcome: 'engaged' })
    assert.deepEqual(add(closedAsHomeEducated, visit), { added: [visit] })
  })

  it('withdraws a closing as home-educated with a concern that turns out to be older', () => {
    const concern = fact('concern', 'ehe-concern', '2026-10-09')
    assert.deepEqual(add(closedAsHomeEducated, concern), {
      added: [concern, withdrawalOf(closedAsHomeEducated.facts[1] as RecordedFact)],
    })
  })

  it('leaves the closing alone where the concern is younger', () => {
    const concern = fact('concern', 'ehe-concern', '2026-10-13')
    assert.deepEqual(add(closedAsHomeEducated, concern), { added: [concern] })
  })

  it('withdraws what a correction brought back, too', () => {
    const stored = hana(
      fact('check', 'ehe-check', '2026-10-05', { onRegister: true }),
      fact('closed', 'cme-closed', '2026-10-12', { reason: 'ehe' }),
      fact('closed-corrected', 'cme-closed', '2026-10-14', { reason: 'ehe' }, { replaces: 'closed' }),
    )
    const added = add(stored, fact('concern', 'ehe-concern', '2026-10-09'))
    assert.ok('added' in added)
    assert.deepEqual(added.added.flatMap((record) => ('withdraws' in record ? [record.withdraws] : [])).sort(), [
      'closed',
      'closed-corrected',
    ])
  })

  it('refuses a closing as home-educated that was never checked, and names its place in the record', () => {
    const added = add(hana(), fact('closed', 'cme-closed', '2026-10-12', { reason: 'ehe' }))
    assert.ok('faults' in added)
    assert.equal(added.faults[0]?.pointer, '')
    assert.match(added.faults[0]?.message ?? '', /found the child on the register/)
  })

  it('names the member that is at fault', () => {
    const added = add(hana(), fact('check', 'ehe-check', '2026-10-12', {}))
    assert.ok('faults' in added)
    assert.deepEqual(
      added.faults.map(({ pointer }) => pointer),
      ['/detail/onRegister'],
    )
  })

  it('does not hold against a record what was at fault before it', () => {
    const stored = hana(fact('closed', 'cme-closed', '2026-10-12', { reason: 'ehe' }))
    const attempt = fact('attempt', 'engagement-attempt', '2026-10-06', { method: 'visit', outcome: 'engaged' })
    assert.deepEqual(add(stored, attempt), { added: [attempt] })
  })
})
