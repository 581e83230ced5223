import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCalendar } from '../calendar/calendar.ts'
import { day } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { howFar } from './how-far.ts'

const calendar = openCalendar(lancashire)
const far = (to: string, from: string, unit: Parameters<typeof howFar>[2] = 'working days') => howFar(day(to), day(from), unit, calendar)

describe('how far a day lies from the one asked about', () => {
  it('is told by name for the day itself and its neighbours', () => {
    assert.equal(far('2026-11-23', '2026-11-23'), 'today')
    assert.equal(far('2026-11-24', '2026-11-23'), 'tomorrow')
    assert.equal(far('2026-11-22', '2026-11-23'), 'yesterday')
  })

  it('counts working days over a weekend and bank holidays', () => {
    assert.equal(far('2026-11-25', '2026-11-23'), 'in 2 working days')
    assert.equal(far('2026-11-30', '2026-11-27'), 'in 1 working day')
    assert.equal(far('2026-11-27', '2026-11-30'), '1 working day ago')
    assert.equal(far('2026-12-29', '2026-12-24'), 'in 1 working day')
  })

  it('counts school days over half-term', () => {
    assert.equal(far('2026-11-03', '2026-10-23', 'school days'), 'in 2 school days')
    assert.equal(far('2026-10-23', '2026-11-03', 'school days'), '2 school days ago')
  })

  it('counts days where none of the kind lies between', () => {
    assert.equal(far('2026-11-29', '2026-11-27'), 'in 2 days')
    assert.equal(far('2026-12-30', '2026-12-21', 'school days'), 'in 9 days')
  })

  it('counts weeks and the days that remain', () => {
    assert.equal(far('2026-12-07', '2026-11-23', 'weeks'), 'in 2 weeks')
    assert.equal(far('2026-12-01', '2026-11-23', 'weeks'), 'in 1 week and 1 day')
    assert.equal(far('2026-11-25', '2026-11-23', 'weeks'), 'in 2 days')
  })

  it('counts days where the calendar does not reach', () => {
    assert.equal(far('2028-07-21', '2028-07-17'), 'in 4 working days')
    assert.equal(far('2028-07-22', '2028-07-17'), 'in 5 days')
    assert.equal(far('2018-09-05', '2018-09-02'), 'in 3 working days')
    assert.equal(far('2018-09-05', '2018-09-01'), 'in 4 days')
  })
})
