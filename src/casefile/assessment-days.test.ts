import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendar } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import { assessmentDays } from './assessment-days.ts'

const asOf = (on: string, referred = '2026-11-05') => assessmentDays(day(referred), day(on), calendar)

describe('The 45 working days of a child and family assessment', () => {
  it('are counted from the day after the referral, without weekends and bank holidays', () => {
    assert.equal(asOf('2026-11-05').day, 0)
    assert.equal(asOf('2026-11-06').day, 1)
    assert.equal(asOf('2026-11-08').day, 1)
    assert.equal(asOf('2026-11-23').day, 12)
    // Christmas Day, the Boxing Day that is made up for on the Monday, and New Year’s Day are none of them.
    assert.equal(asOf('2026-11-23').endsOn, day('2027-01-12'))
  })

  it('are late from the day after the last, and not on it', () => {
    assert.deepEqual([asOf('2027-01-12').day, asOf('2027-01-12').isLate], [45, false])
    assert.equal(asOf('2027-01-11').isLate, false)
    assert.equal(asOf('2027-01-13').isLate, true)
  })

  it('run from a referral on a weekend as from the working day before', () => {
    assert.equal(asOf('2026-11-23', '2026-11-07').endsOn, asOf('2026-11-23', '2026-11-06').endsOn)
  })

  it('have no last day where the calendar ends before, and are not late then', () => {
    const { endsOn, isLate, day: counted } = assessmentDays(calendar.last - 3, calendar.last, calendar)
    assert.equal(endsOn, undefined)
    assert.equal(isLate, false)
    assert.notEqual(counted, undefined)
    assert.equal(assessmentDays(calendar.last - 3, calendar.last + 1, calendar).day, undefined)
  })
})
