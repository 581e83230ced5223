import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date, day } from '../calendar/civil-date.ts'
import { compulsoryAgeOf } from './triage-see.ts'

const today = day('2026-11-23')
const isOfAge = (about: Parameters<typeof compulsoryAgeOf>[0], on = today) => compulsoryAgeOf(about, on, on)?.isOfAge

describe('Compulsory school age, from what was told of a child', () => {
  it('is as the date of birth says, on its first and last day and beyond', () => {
    const born = { dateOfBirth: date('2020-09-01') }
    assert.equal(isOfAge(born, day('2025-12-30')), 'no')
    assert.equal(isOfAge(born, day('2025-12-31')), 'yes')
    assert.equal(isOfAge(born, day('2037-06-26')), 'yes')
    assert.equal(isOfAge(born, day('2037-06-27')), 'no')
  })

  it('reckons with a year more and a year less where only an age was told', () => {
    assert.equal(isOfAge({ age: 9 }), 'yes')
    assert.equal(isOfAge({ age: 3 }), 'no')
    assert.equal(isOfAge({ age: 5 }), 'unsure')
    assert.equal(isOfAge({ age: 16 }), 'unsure')
    assert.equal(isOfAge({ age: 19 }), 'no')
  })

  it('is as the date of birth says where an age was told too', () =>
    assert.equal(isOfAge({ age: 3, dateOfBirth: date('2015-05-01') }), 'yes'))

  it('is not worked out from nothing', () => assert.equal(isOfAge({}), undefined))
})
