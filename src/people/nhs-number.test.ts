import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isNeverIssued, isNhsNumber, NEVER_ISSUED_NUMBERS, neverIssuedNhsNumber, nhsCheckDigit, nhsNumberInGroups } from './nhs-number.ts'

const anyIndex = fc.nat({ max: NEVER_ISSUED_NUMBERS - 1 })

describe('an NHS number', () => {
  for (const number of ['9434765919', '9876543210', '9990000018', '9990000026', '9990000123']) {
    it(`${nhsNumberInGroups(number)} is one`, () => assert.equal(isNhsNumber(number), true))
  }

  for (const [text, why] of [
    ['9990000019', 'has the wrong last digit'],
    ['999000001', 'is a digit short'],
    ['99900000180', 'is a digit too long'],
    ['999 000 0018', 'has spaces'],
    ['', 'is empty'],
  ] as const) {
    it(`${text || 'nothing'} is none: it ${why}`, () => assert.equal(isNhsNumber(text), false))
  }

  it('there is none for one in eleven, whose check would be ten', () => {
    const nine = Array.from({ length: 11 }, (_, i) => String(999_000_000 + i))
    assert.equal(nine.filter((digits) => nhsCheckDigit(digits) === undefined).length, 1)
  })

  it('is no number any more when one digit is changed', () => {
    fc.assert(
      fc.property(anyIndex, fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (index, place, by) => {
        const number = neverIssuedNhsNumber(index)
        const changed = String((Number(number[place]) + by) % 10)
        assert.equal(isNhsNumber(number.slice(0, place) + changed + number.slice(place + 1)), false)
      }),
    )
  })
})

describe('the never-issued numbers', () => {
  it('are right, and lie in the range that nobody has', () => {
    fc.assert(
      fc.property(anyIndex, (index) => {
        const number = neverIssuedNhsNumber(index)
        assert.equal(isNhsNumber(number), true)
        assert.equal(isNeverIssued(number), true)
      }),
    )
  })

  it('never come twice', () => {
    const numbers = new Set<string>()
    for (let index = 0; index < NEVER_ISSUED_NUMBERS; index++) numbers.add(neverIssuedNhsNumber(index))
    assert.equal(numbers.size, NEVER_ISSUED_NUMBERS)
  })

  it('end at the end of the range', () => {
    assert.equal(neverIssuedNhsNumber(NEVER_ISSUED_NUMBERS - 1).slice(0, 8), '99999999')
    assert.throws(() => neverIssuedNhsNumber(NEVER_ISSUED_NUMBERS), RangeError)
    assert.throws(() => neverIssuedNhsNumber(-1), RangeError)
  })

  it('a number outside it may be somebody’s', () => assert.equal(isNeverIssued('9434765919'), false))
})
