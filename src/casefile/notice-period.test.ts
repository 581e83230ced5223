import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { civilDate, day } from '../calendar/civil-date.ts'
import { dayOfNotice, noticePeriod } from './notice-period.ts'

describe('A notice of 15 days beginning with the day of service', () => {
  const served = noticePeriod(day('2026-03-02'), 15)

  it('served on Monday 2 March 2026 ends on 16 March, and the next step may come on Tuesday 17 March', () => {
    assert.deepEqual([civilDate(served.lastDay), civilDate(served.nextStepFrom)], ['2026-03-16', '2026-03-17'])
  })

  it('counts the day of service as the first, and the last as the fifteenth', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-07', '2026-03-16', '2026-03-17'].map((on) => dayOfNotice(served, day(on)))
    assert.deepEqual(days, [undefined, 1, 6, 15, undefined])
  })

  it('counts days of every kind: weekends and holidays, and over the 29th of February', () => {
    assert.equal(civilDate(noticePeriod(day('2028-02-20'), 15).nextStepFrom), '2028-03-06')
    assert.equal(civilDate(noticePeriod(day('2026-12-20'), 15).nextStepFrom), '2027-01-04')
  })
})
