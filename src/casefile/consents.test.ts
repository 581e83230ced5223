import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import { consentNowInWords } from '../words/consent-words.ts'
import { type Asked, consentsNow } from './consents.ts'

const asked = (on: string, decision: Asked['decision'], of?: string, purpose: Asked['for'] = 'eha'): Asked => ({
  ...{ for: purpose, decision, on: date(on) },
  of,
})

const says = (...all: readonly Asked[]) => consentsNow(all).map(consentNowInWords)

describe('Consent in force', () => {
  it('is nothing where nobody was asked', () => assert.deepEqual(consentsNow([]), []))

  it('is what a person said last, and stands apart for each purpose', () => {
    const now = consentsNow([
      asked('2026-11-02', 'given', 'Anna'),
      asked('2026-11-09', 'withdrawn', ' anna '),
      asked('2026-11-03', 'given', 'Anna', 'support'),
    ])
    assert.deepEqual(
      now.map(({ for: purpose, answers }) => [purpose, answers.map(({ decision }) => decision)]),
      [
        ['eha', ['withdrawn']],
        ['support', ['given']],
      ],
    )
  })

  it('is of both parents where they disagree', () => {
    assert.deepEqual(says(asked('2026-11-02', 'given', 'Anna Varga'), asked('2026-11-10', 'refused', 'Peter Varga')), [
      'Given by Anna Varga on Monday 2 November 2026; refused by Peter Varga on Tuesday 10 November 2026. They disagree, and both stand.',
    ])
  })

  it('is not divided between two who both refuse, nor by one who gave no answer', () => {
    const divided = (...all: readonly Asked[]) => consentsNow(all)[0]?.isDivided
    assert.equal(divided(asked('2026-11-02', 'refused', 'Anna'), asked('2026-11-03', 'withdrawn', 'Peter')), false)
    assert.equal(divided(asked('2026-11-02', 'given', 'Anna'), asked('2026-11-03', 'no-response', 'Peter')), false)
    assert.equal(divided(asked('2026-11-02', 'given', 'Anna'), asked('2026-11-03', 'withdrawn', 'Peter')), true)
  })

  it('is silence only where somebody never answered', () => {
    assert.deepEqual(says(asked('2026-11-02', 'no-response', 'Anna')), ['No response from Anna on Monday 2 November 2026.'])
    assert.deepEqual(says(asked('2026-11-02', 'given', 'Anna'), asked('2026-11-09', 'no-response', 'Anna')), [
      'Given by Anna on Monday 2 November 2026.',
    ])
  })

  it('is told without a name where none was recorded', () => {
    assert.deepEqual(says(asked('2026-11-02', 'given')), ['Given on Monday 2 November 2026.'])
  })
})
