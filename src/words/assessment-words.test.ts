import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendar } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import { assessmentInWords } from './assessment-words.ts'

const told = (today: string, completed?: string) =>
  assessmentInWords(day('2026-11-05'), completed === undefined ? undefined : day(completed), day(today), calendar)

describe('An assessment in words', () => {
  it('says which day it is and when the last one is', () =>
    assert.deepEqual(told('2026-11-23'), { says: 'Day 12 of 45, ends Tuesday 12 January 2027', isLate: false }))

  it('says how late it is once the last day is over', () => {
    assert.equal(told('2027-01-12').says, 'Day 45 of 45, ends Tuesday 12 January 2027')
    assert.deepEqual(told('2027-01-14'), { says: 'Ended on Tuesday 12 January 2027, 2 working days late', isLate: true })
  })

  it('says when it was completed, and that this was late where it was', () => {
    assert.deepEqual(told('2027-03-01', '2027-01-12'), { says: 'Completed on Tuesday 12 January 2027, day 45 of 45', isLate: false })
    assert.deepEqual(told('2027-03-01', '2027-01-13'), {
      says: 'Completed on Wednesday 13 January 2027, 1 working day late',
      isLate: true,
    })
  })

  it('says that the calendar ends where it does', () =>
    assert.match(
      assessmentInWords(calendar.last - 3, undefined, calendar.last, calendar).says,
      /^Day \d of 45; its last day cannot be told, the calendar ends on /,
    ))
})
