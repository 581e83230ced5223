import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stepsSettledBy } from './steps.ts'

describe('The steps of a page', () => {
  it('are those of the clauses that what is recorded there settles', () => {
    assert.deepEqual([...stepsSettledBy('sao')], ['1.6d'])
    assert.deepEqual([...stepsSettledBy('agency-referral', 'ehe-check')], ['1.2c', '1.3b'])
  })
  it('are none where that settles nothing', () => assert.deepEqual([...stepsSettledBy('barrier')], []))
  it('are no options: a nomination settles the duty to consider one, and 1.4b asks for none', () => {
    assert.deepEqual([...stepsSettledBy('panel-nomination')], ['1.4a'])
  })
})
