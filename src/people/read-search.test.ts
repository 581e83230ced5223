import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day } from '../calendar/civil-date.ts'
import { readSearch, waysAlike } from './read-search.ts'
import { searchKeys } from './search-keys.ts'

const today = day('2026-11-23')
const keys = (typed: string) => readSearch(typed, today).parts.map(({ key }) => key)

describe('what is typed to find a child', () => {
  for (const [typed, expected] of [
    ['holt amina', ['n=holt', 'n=amina']],
    ['Holt, Amina', ['n=holt', 'n=amina']],
    ['9.3.14', ['b=2014-03-09']],
    ['09/03/2014', ['b=2014-03-09']],
    ['9-3-2014', ['b=2014-03-09']],
    ['9 3 2014', ['b=2014-03-09']],
    ['09032014', ['b=2014-03-09']],
    ['20140309', ['b=2014-03-09']],
    ['2014-03-09', ['b=2014-03-09']],
    ['9th March 2014', ['b=2014-03-09']],
    ['9 mar 14', ['b=2014-03-09']],
    ['March 9, 2014', ['b=2014-03-09']],
    ['3/25/2014', ['b=2014-03-25']],
    ['9.3.26', ['b=2026-03-09']],
    ['9.3.27', ['b=1927-03-09']],
    ['March 2014', ['b=2014-03']],
    ['holt 2014', ['b=2014', 'n=holt']],
    ['Mark 2014', ['b=2014', 'n=mark']],
    ['May Holt', ['n=may', 'n=holt']],
    ['999 000 0018', ['h=9990000018']],
    ['a888200124001', ['u=A888200124001']],
    ['A888 2001 24 001', ['u=A888200124001']],
    ['PR1 8XJ', ['p=PR18XJ']],
    ['holt pr18xj', ['p=PR18XJ', 'n=holt']],
    ['01772 532109', ['t=01772532109']],
    ['+44 1772 532109', ['t=01772532109']],
    ['holt 07700 900123 9.3.2014', ['t=07700900123', 'b=2014-03-09', 'n=holt']],
    ['01772 532109 999 000 0018', ['t=01772532109', 'h=9990000018']],
    ['amina 9.3.2014', ['b=2014-03-09', 'n=amina']],
  ] as const) {
    it(`“${typed}” is ${expected.join(', ')}`, () => assert.deepEqual(keys(typed), expected))
  }

  for (const typed of ['', 'a', '2014', 'x 2014', '31/02/2014', ',;', '🙂']) {
    it(`“${typed}” is too little`, () => assert.deepEqual(keys(typed), []))
  }

  it('is told to be odd where a number does not check, or a day does not exist; it is looked for as it was typed', () => {
    assert.deepEqual(readSearch('B888200124001', today).remarks, [
      'B888200124001 may be mistyped: a unique pupil number with these digits begins with A, not B.',
    ])
    assert.match(readSearch('999 000 0019', today).remarks.join(), /999 000 0019 may be mistyped/)
    assert.deepEqual(readSearch('holt 31/02/2014', today).remarks, ['31/02/2014 is no day of any calendar, and was left out.'])
    assert.deepEqual(keys('B888200124001'), ['u=B888200124001'])
  })

  it('may be a reference, or the address of a page', () => {
    for (const typed of ['c-25071', ' 01m86twke47c8j7sm6ah08sdpf ']) assert.equal(readSearch(typed, today).reference, typed.trim())
    for (const typed of ['https://onroll.example/children/c-25071', 'see /children/c-25071/details?saved=child'])
      assert.deepEqual(readSearch(typed, today), { reference: 'c-25071', parts: [], remarks: [] })
    assert.equal(readSearch('amina holt', today).reference, undefined)
    assert.equal(readSearch('/children/%E0%A4%A', today).reference, undefined)
  })

  it('never makes us stumble', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        for (const { key } of readSearch(typed, today).parts) assert.match(key, /^[nbuhtp]=./)
      }),
    )
  })
})

describe('a child that is only like what was looked for', () => {
  const amina = searchKeys({ givenNames: 'Amina', familyName: 'Holt', dateOfBirth: '2014-03-09' as never })
  const ways = (typed: string) => waysAlike(readSearch(typed, today).parts, amina)

  it('sounds like it, or has day and month the other way round', () => {
    assert.deepEqual(ways('ameena holt'), ['sound'])
    assert.deepEqual(ways('amina 3.9.2014'), ['swapped'])
    assert.deepEqual(ways('ameena 3.9.2014'), ['swapped', 'sound'])
    assert.deepEqual(ways('ami hol 9.3.2014'), [])
  })

  it('is found by its family: somebody who can be asked, a telephone number, a postcode', () => {
    const byFamily = (typed: string) => waysAlike(readSearch(typed, today).parts, amina, true)
    assert.deepEqual(byFamily('amina rashida'), ['contact'])
    assert.deepEqual(byFamily('01772 532109'), ['phone'])
    assert.deepEqual(byFamily('amina PR1 8XJ 3.9.2014 rashida'), ['postcode', 'swapped', 'contact'])
  })
})
