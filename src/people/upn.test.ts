import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isUpn, makeUpn, parseUpn, upnCheckLetter } from './upn.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

const anyParts = fc.record({ council: digits(3), establishment: digits(4), year: digits(2), serial: digits(3) })

describe('a unique pupil number', () => {
  // Worked out by hand from the letters' values and the weights 2 to 13.
  for (const upn of [
    'B801200005001',
    'A888200124001',
    'P888200124002',
    'Y888512319017',
    'N888410021101',
    'C888700122055',
    'E889200124001',
  ]) {
    it(`${upn} is one`, () => assert.equal(isUpn(upn), true))
  }

  it('a temporary one ends in a letter', () => assert.equal(isUpn('X88810002400A'), true))

  for (const [text, why] of [
    ['B888200124001', 'has another letter than its digits ask for'],
    ['I888200124001', 'begins with a letter that is never used'],
    ['A88820012400', 'is a digit short'],
    ['A8882001240010', 'is a digit too long'],
    ['X88810002400O', 'ends in a letter that is never used'],
    ['a888200124001', 'is not in capitals'],
    ['1888200124001', 'has no letter'],
    ['', 'is empty'],
  ] as const) {
    it(`${text || 'nothing'} is none: it ${why}`, () => assert.equal(isUpn(text), false))
  }

  it('is right as it is made, and read back into what it was made of', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const upn = makeUpn(parts)
        assert.equal(isUpn(upn), true)
        assert.deepEqual(parseUpn(upn), { upn, parts: { ...parts, temporary: false } })
      }),
    )
  })

  it('is no number any more when one digit is changed', () => {
    fc.assert(
      fc.property(anyParts, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }), (parts, place, by) => {
        const upn = makeUpn(parts)
        const changed = String((Number(upn[place]) + by) % 10)
        assert.equal(isUpn(upn.slice(0, place) + changed + upn.slice(place + 1)), false)
      }),
    )
  })

  it('cannot be made of parts that are too long or too short', () => {
    assert.throws(() => makeUpn({ council: '88', establishment: '20011', year: '24', serial: '001' }), RangeError)
    assert.throws(() => makeUpn({ council: '888', establishment: '2001', year: '24', serial: '1' }), RangeError)
  })
})

describe('a unique pupil number as people type it', () => {
  it('is read in small letters and with spaces', () => {
    const read = parseUpn(' x888 1000 24 00a ')
    assert.ok('upn' in read)
    assert.equal(read.upn, 'X88810002400A')
    assert.deepEqual(read.parts, { council: '888', establishment: '1000', year: '24', serial: '00A', temporary: true })
  })

  it('with a wrong letter, the right one is told', () =>
    assert.deepEqual(parseUpn('B888200124001'), { fault: 'a unique pupil number with these digits begins with A, not B' }))

  for (const text of ['', '888', 'A88820012400', 'hello']) {
    it(`${text || 'nothing'} gets a sentence about what is expected`, () => {
      const read = parseUpn(text)
      assert.ok('fault' in read)
      assert.match(read.fault, /a letter and 12 digits/)
    })
  }

  it('no letter checks what cannot be part of a number', () => assert.equal(upnCheckLetter('88820012400'), undefined))
})
