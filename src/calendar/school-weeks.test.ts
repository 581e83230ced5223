import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCalendar } from './calendar.ts'
import { civilDate, date, day } from './civil-date.ts'
import { schoolWeeks } from './school-weeks.ts'

const calendar = openCalendar({
  name: 'two terms',
  terms: [
    { id: 'autumn', from: date('2026-09-02'), to: date('2026-12-18'), breaks: [{ from: date('2026-10-26'), to: date('2026-10-30') }] },
    { id: 'spring', from: date('2027-01-04'), to: date('2027-03-26') },
  ],
  closures: [date('2026-11-04')],
  bankHolidays: [date('2026-12-25'), date('2026-12-28'), date('2027-01-01'), date('2027-03-26')],
})

const told = (from: string, to: string) =>
  schoolWeeks(calendar, day(from), day(to)).map(
    (week) =>
      `${civilDate(week.from)} ${civilDate(week.to)}: ${week.counted}, ${week.total}${week.leftOut.map((one) => `; ${one.name} ${civilDate(one.from)} ${civilDate(one.to)}`).join('')}`,
  )

describe('School days week by week', () => {
  it('count those from the first day to the last, and those before', () => {
    assert.deepEqual(told('2026-11-12', '2026-11-17'), ['2026-11-12 2026-11-13: 2, 2', '2026-11-16 2026-11-17: 2, 4'])
  })

  it('name what is left out: a half-term, a day on which schools are closed, a bank holiday in term', () => {
    assert.deepEqual(told('2026-10-23', '2026-11-05'), [
      '2026-10-23 2026-10-23: 1, 1',
      '2026-10-26 2026-10-30: 0, 1; half-term 2026-10-26 2026-10-30',
      '2026-11-02 2026-11-05: 3, 4; schools closed 2026-11-04 2026-11-04',
    ])
    assert.deepEqual(told('2027-03-22', '2027-03-26'), ['2027-03-22 2027-03-26: 4, 4; Good Friday 2027-03-26 2027-03-26'])
  })

  it('have the weeks of a holiday together', () => {
    assert.deepEqual(told('2026-12-18', '2027-01-05'), [
      '2026-12-18 2026-12-18: 1, 1',
      '2026-12-21 2027-01-01: 0, 1; the Christmas holiday 2026-12-21 2027-01-01',
      '2027-01-04 2027-01-05: 2, 3',
    ])
  })

  it('go as far as the calendar does, and are none on a weekend alone', () => {
    assert.deepEqual(told('2026-08-01', '2026-09-02'), ['2026-09-02 2026-09-02: 1, 1'])
    assert.deepEqual(told('2026-11-14', '2026-11-15'), [])
  })
})
