import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyCase } from '../../test/arbitrary-case.ts'
import { fact, withdrawal } from '../../test/kit.ts'
import { type CaseRecord, isWithdrawal } from './fact-table.ts'
import { factsWithHistory, idsOf } from './history.ts'
import { standingFacts } from './standing.ts'

const visit = fact(
  '2026-11-12',
  'engagement-attempt',
  { method: 'visit', outcome: 'no-reply' },
  { id: 'visit', recordedAt: '2026-11-12T10:00:00Z' },
)
const corrected = fact(
  '2026-11-11',
  'engagement-attempt',
  { method: 'visit', outcome: 'no-reply' },
  { id: 'corrected', replaces: 'visit', recordedAt: '2026-11-13T10:00:00Z' },
)

/** The id of each fact, of the withdrawal that took it back, and of what stands in its history. */
const told = (...records: readonly CaseRecord[]) =>
  factsWithHistory(records).map(({ fact, withdrawnBy, earlier }) => [fact.id, withdrawnBy?.id, earlier.map(({ id }) => id).join(' ')])

describe('A fact with its history', () => {
  it('is one that nobody changed', () => assert.deepEqual(told(visit), [['visit', undefined, '']]))

  it('says what it was corrected to, and what it said before', () => {
    assert.deepEqual(told(visit, corrected), [['corrected', undefined, 'visit']])
  })

  it('is named by the ids of what it says and what it said, and not by those of withdrawals', () => {
    const error = withdrawal('2026-11-16', 'corrected', { id: 'error' })
    assert.deepEqual(factsWithHistory([visit, corrected]).map(idsOf), [['corrected', 'visit']])
    assert.deepEqual(factsWithHistory([visit, corrected, error]).map(idsOf), [['visit', 'corrected']])
  })

  it('that was withdrawn says what it said, and by which record it does not count', () => {
    const error = withdrawal('2026-11-16', 'visit', { id: 'error' })
    assert.deepEqual(told(visit, error), [['visit', 'error', '']])
  })

  it('says what it said before the correction, once that was withdrawn', () => {
    const error = withdrawal('2026-11-16', 'corrected', { id: 'error' })
    assert.deepEqual(told(visit, corrected, error), [['visit', undefined, 'error corrected']])
  })

  it('that was withdrawn with what it replaced is told once', () => {
    const errors = [withdrawal('2026-11-16', 'corrected', { id: 'error-1' }), withdrawal('2026-11-16', 'visit', { id: 'error-2' })]
    assert.deepEqual(told(visit, corrected, ...errors), [['corrected', 'error-1', 'visit']])
  })

  it('counts again when its withdrawal is withdrawn', () => {
    const error = withdrawal('2026-11-16', 'visit', { id: 'error' })
    const undo = withdrawal('2026-11-17', 'error', { id: 'undo' })
    assert.deepEqual(told(visit, error, undo), [['visit', undefined, 'undo error']])
  })

  it('counts if and only if it stands, whatever was corrected and withdrawn', () => {
    const changes = fc.array(fc.record({ of: fc.nat(), replaces: fc.boolean() }), { maxLength: 8 })
    fc.assert(
      fc.property(anyCase(), changes, ({ child, facts }, changes) => {
        const records = [...facts]
        const named = new Set<string>()
        for (const { of, replaces } of changes) {
          const target = records[of % records.length]
          if (!target || named.has(target.id)) continue
          named.add(target.id)
          const common = { id: `n${records.length}`, on: target.on, by: target.by }
          if (replaces && isWithdrawal(target)) continue
          records.push((replaces ? { ...target, ...common, replaces: target.id } : { ...common, withdraws: target.id }) as CaseRecord)
        }
        const counting = factsWithHistory(records).filter(({ withdrawnBy }) => !withdrawnBy)
        const standing = standingFacts({ facts: records })
        assert.deepEqual(counting.map(({ fact }) => fact.id).sort(), standing.map(({ id }) => id).sort(), child.id)
      }),
    )
  })
})
