import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/civil-date.ts'
import { ageOn, yearGroupOn } from './age.ts'

describe('the age of a child', () => {
  it('turns on the birthday', () => {
    assert.equal(ageOn(day('2026-03-08'), day('2014-03-09')), 11)
    assert.equal(ageOn(day('2026-03-09'), day('2014-03-09')), 12)
    assert.equal(ageOn(day('2014-03-09'), day('2014-03-09')), 0)
    assert.equal(ageOn(day('2014-03-08'), day('2014-03-09')), -1)
  })

  it('turns on 1 March of a common year for who was born on 29 February', () => {
    assert.equal(ageOn(day('2026-02-28'), day('2012-02-29')), 13)
    assert.equal(ageOn(day('2026-03-01'), day('2012-02-29')), 14)
    assert.equal(ageOn(day('2028-02-29'), day('2012-02-29')), 16)
  })
})

describe('the school year group of a child', () => {
  it('is Reception in the school year in which the child turns five, whatever the month', () => {
    for (const born of ['2021-09-01', '2022-08-31']) {
      assert.equal(yearGroupOn(day('2026-08-31'), day(born)), undefined)
      assert.equal(yearGroupOn(day('2026-09-01'), day(born)), 'Reception')
      assert.equal(yearGroupOn(day('2027-08-31'), day(born)), 'Reception')
      assert.equal(yearGroupOn(day('2027-09-01'), day(born)), 'Year 1')
    }
  })

  it('is Year 7 at eleven, and nothing after Year 13', () => {
    assert.equal(yearGroupOn(day('2025-09-01'), day('2014-03-09')), 'Year 7')
    assert.equal(yearGroupOn(day('2032-08-31'), day('2014-03-09')), 'Year 13')
    assert.equal(yearGroupOn(day('2032-09-01'), day('2014-03-09')), undefined)
  })
})
