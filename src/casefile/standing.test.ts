import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, caseOf, fact, withdrawal } from '../../test/kit.ts'
import type { CaseRecord } from './fact-table.ts'
import { momentOf } from './moment.ts'
import { byCodePoint, standingFacts } from './standing.ts'

const standing = (records: readonly CaseRecord[], knownAt?: string) =>
  standingFacts(caseOf(amina, ...records), knownAt === undefined ? undefined : momentOf(knownAt)).map(({ id }) => id)

const named = (id: string, record: CaseRecord): CaseRecord => ({ ...record, id })

describe('which facts count', () => {
  const wrong = named('wrong', fact('2025-09-08', 'off-roll'))
  const right = named('right', fact('2025-09-10', 'off-roll', undefined, { replaces: 'wrong' }))
  const righter = named('righter', fact('2025-09-11', 'off-roll', undefined, { replaces: 'right' }))
  const withdraws = (id: string, target: string, recordedAt?: string) =>
    named(id, withdrawal('2025-09-20', target, recordedAt === undefined ? {} : { recordedAt }))

  it('a fact that another replaces does not count', () => {
    assert.deepEqual(standing([wrong, right]), ['right'])
  })

  it('a correction of a correction leaves the first fact out', () => {
    assert.deepEqual(standing([wrong, right, righter]), ['righter'])
  })

  it('a fact withdrawn does not count', () => {
    assert.deepEqual(standing([wrong, withdraws('w', 'wrong')]), [])
  })

  it('withdrawing a correction brings back what it corrected', () => {
    assert.deepEqual(standing([wrong, right, withdraws('w', 'right')]), ['wrong'])
  })

  it('withdrawing a withdrawal brings back what it withdrew', () => {
    assert.deepEqual(standing([wrong, withdraws('w', 'wrong'), withdraws('v', 'w')]), ['wrong'])
  })

  it('and withdrawing that one undoes it again', () => {
    assert.deepEqual(standing([wrong, withdraws('w', 'wrong'), withdraws('v', 'w'), withdraws('u', 'v')]), [])
  })

  it('a chain of 50,000 withdrawals is followed to its end', () => {
    const chain = Array.from({ length: 50_000 }, (_, index) => withdraws(`w${index}`, index === 0 ? 'wrong' : `w${index - 1}`))
    assert.deepEqual(standing([wrong, ...chain]), ['wrong'])
  })
})

describe('what was known at a moment', () => {
  const late = fact('2025-09-08', 'cme-notification', undefined, { recordedAt: '2025-09-16T12:00:00+01:00' })

  it('a fact recorded at the moment is known, one recorded after it is not', () => {
    assert.deepEqual(standing([late], '2025-09-16T11:00:00Z'), [late.id])
    assert.deepEqual(standing([late], '2025-09-16T10:59:59.999Z'), [])
  })

  it('a fact that does not say when it was recorded is known from the moment its day began in London', () => {
    const summer = fact('2025-09-08', 'off-roll')
    const winter = fact('2025-12-08', 'off-roll')
    assert.deepEqual(standing([summer], '2025-09-07T23:00:00Z'), [summer.id])
    assert.deepEqual(standing([summer], '2025-09-07T22:59:59Z'), [])
    assert.deepEqual(standing([winter], '2025-12-08T00:00:00Z'), [winter.id])
    assert.deepEqual(standing([winter], '2025-12-07T23:59:59Z'), [])
  })

  it('a correction that was not known yet leaves what it corrects standing', () => {
    const wrong = fact('2025-09-08', 'off-roll', undefined, { id: 'wrong' })
    const right = fact('2025-09-01', 'off-roll', undefined, { id: 'right', replaces: 'wrong', recordedAt: '2025-10-01T09:00:00Z' })
    assert.deepEqual(standing([wrong, right], '2025-09-30T09:00:00Z'), ['wrong'])
    assert.deepEqual(standing([wrong, right], '2025-10-01T09:00:00Z'), ['right'])
  })
})

describe('the reading order', () => {
  it('goes by day, then by the fact table, then by id', () => {
    const facts = [
      fact('2025-09-09', 'off-roll', undefined, { id: 'a' }),
      fact('2025-09-08', 'on-roll', undefined, { id: 'b' }),
      fact('2025-09-08', 'off-roll', undefined, { id: 'd' }),
      fact('2025-09-08', 'off-roll', undefined, { id: 'c' }),
    ]
    assert.deepEqual(standing(facts), ['c', 'd', 'b', 'a'])
  })

  it('compares ids by Unicode code points, not by their UTF-16 units', () => {
    assert.ok(byCodePoint('\u{1F600}', '\uFB01') > 0)
    assert.ok(byCodePoint('\uFB01', '\u{1F600}') < 0)
    assert.ok(byCodePoint('a', 'b') < 0)
    assert.ok(byCodePoint('f10', 'f9') < 0)
    assert.ok(byCodePoint('f1', 'f10') < 0)
    assert.equal(byCodePoint('f1', 'f1'), 0)
  })
})
