import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { phoneDigits, phonesIn, takePhones } from './phone.ts'

describe('a telephone number', () => {
  for (const typed of [
    '01772 532109',
    '01772-532-109',
    '(01772) 532109',
    '+44 1772 532109',
    '+44 (0)1772 532109',
    '0044 1772 532109',
    '+4401772532109',
  ]) {
    it(`“${typed}” is one number`, () => {
      assert.equal(phoneDigits(typed), '01772532109')
      assert.deepEqual(takePhones(`holt ${typed} amina`, () => false).phones, ['01772532109'])
    })
  }

  it('of another country has its code', () => {
    assert.equal(phoneDigits('+48 600 123 456'), '0048600123456')
    assert.equal(phoneDigits('0048 600 123 456'), '0048600123456')
    assert.deepEqual(takePhones('+48 600 123 456', () => false).phones, ['0048600123456'])
  })

  it('is none with five digits, and one with six', () => {
    assert.equal(phoneDigits('53210'), undefined)
    assert.equal(phoneDigits('532109'), '532109')
  })

  it('may stand with another, and with words about when to ring', () =>
    assert.deepEqual(phonesIn('01772 532109 after six, 07700 900123 or 01253 476000 ext 12'), [
      '01772532109',
      '07700900123',
      '01253476000',
    ]))

  for (const typed of [
    '9.3.2014',
    '09/03/2014',
    '09 03 2014',
    '09032014',
    '09 03 2014 999',
    '999 000 0018',
    'A888200124001',
    '0177253210',
    '017725321099999',
  ]) {
    it(`“${typed}” holds none that was typed to find a child by`, () => {
      const { rest, phones } = takePhones(typed, (digits) => digits === '0177253210')
      assert.deepEqual([rest, phones], [typed, []])
    })
  }

  it('ends where a number of another kind begins', () =>
    assert.deepEqual(
      takePhones('01772 532109 999 000 0018', () => false),
      { rest: '  999 000 0018', phones: ['01772532109'] },
    ))
})
