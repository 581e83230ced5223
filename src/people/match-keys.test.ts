import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Keys, meetPairs } from './blocks.ts'
import { comparable, type Described } from './described.ts'
import { matchKeys } from './match-keys.ts'
import { openLexicon } from './words.ts'

const keysOf = (described: Described): readonly number[] => matchKeys(comparable(described, openLexicon()))

const shareKey = (one: Described, other: Described): boolean => {
  const keys = new Set(keysOf(one))
  return keysOf(other).some((key) => keys.has(key))
}

const tilda: Described = {
  givenNames: 'Matilda',
  familyName: 'Ackerbank',
  dateOfBirth: '2014-03-09',
  addresses: [{ address: '14 Treacle Lane', town: 'Tansyfold', postcode: 'XL1 2UF' }],
}

const wrong: Readonly<Record<string, Described>> = {
  'the given name': { givenNames: 'Wilfred' },
  'the family name': { familyName: 'Okafor' },
  'the date of birth': { dateOfBirth: '2011-10-27' },
  'no date of birth': { dateOfBirth: null },
  'the address': { addresses: [{ address: '81 Bobbin Rise', postcode: 'XL3 9XU' }] },
  'no address': { addresses: [] },
  'day and month': { dateOfBirth: '2014-09-03' },
  'the spelling of both names': { givenNames: 'Tilly', familyName: 'Akerbank' },
  'the order of the names': { givenNames: 'Ackerbank', familyName: 'Matilda' },
  'the postcode': { addresses: [{ address: '14 Treacle Lane', postcode: 'XL1 2FU' }] },
}

describe('a record and another of the child share a key', () => {
  for (const [what, change] of Object.entries(wrong)) {
    it(`with ${what} wrong`, () => assert.ok(shareKey(tilda, { ...tilda, ...change })))
  }

  // What is left of names, birth and home where two are gone does not tell one child from another.
  const names = ['the given name', 'the family name']
  const birth = ['the date of birth', 'no date of birth']
  const home = ['the address', 'no address']
  for (const [one, other] of [
    ...names.flatMap((name) => [...birth, ...home].map((more) => [name, more] as const)),
    ...birth.flatMap((born) => home.map((place) => [born, place] as const)),
    ['the given name', 'the family name'] as const,
  ]) {
    it(`with ${one} and ${other} wrong`, () => assert.ok(shareKey(tilda, { ...tilda, ...wrong[one], ...wrong[other] })))
  }

  it('with all wrong but a number', () =>
    assert.ok(shareKey({ ...tilda, upn: 'A888200124001' }, { givenNames: 'Wilfred', upn: 'a888 200124001' })))
  it('with all wrong but an earlier number', () =>
    assert.ok(shareKey({ ...tilda, formerUpns: ['A888200124001'] }, { givenNames: 'Wilfred', upn: 'A888200124001' })))
  it('with a name that the child had before', () =>
    assert.ok(shareKey({ ...tilda, formerNames: ['Okafor'] }, { givenNames: 'Matilda', familyName: 'Okafor' })))
})

describe('keys', () => {
  it('of another child are others', () =>
    assert.ok(
      !shareKey(tilda, {
        givenNames: 'Minahil',
        familyName: 'Dobrowski',
        dateOfBirth: '2016-01-30',
        addresses: [{ address: '81 Bobbin Rise', town: 'Tansyfold', postcode: 'XL3 9XU' }],
      }),
    ))

  it('of a record are few, each once, and whole numbers of 32 bits', () => {
    const keys = keysOf({ ...tilda, upn: 'A888200124001', nhsNumber: '9990000018' })
    assert.ok(keys.length <= 16)
    assert.equal(new Set(keys).size, keys.length)
    assert.ok(keys.every((key) => (key | 0) === key))
  })

  it('of a record of which nothing is known are none', () => assert.deepEqual(keysOf({}), []))
})

describe('pairs that share a key', () => {
  const met = (records: readonly (readonly number[])[], firstOfOther?: number): string[] => {
    const keys = new Keys()
    for (const record of records) keys.add(record)
    const pairs: string[] = []
    meetPairs(keys, firstOfOther, (one, other) => pairs.push(`${one} ${other}`))
    return pairs.sort()
  }

  it('are met once each, however many keys they share', () => {
    const someKeys = fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(someKeys, { maxLength: 8 }), (records) => {
        const expected = records.flatMap((one, i) =>
          records.flatMap((other, j) => (i < j && one.some((key) => other.includes(key)) ? [`${i} ${j}`] : [])),
        )
        assert.deepEqual(met(records), expected.sort())
      }),
    )
  })

  it('of two lists are of one and the other', () => assert.deepEqual(met([[1], [1], [1], [1]], 2), ['0 2', '0 3', '1 2', '1 3']))

  it('are met by keys of any size and sign', () =>
    assert.deepEqual(met([[-(2 ** 31), 5], [2 ** 31 - 1], [5], [2 ** 31 - 1, -(2 ** 31)]]), ['0 2', '0 3', '1 3']))

  it('are not met by a key that nearly all have: the work grows with the records alone', () => {
    const records = Array.from({ length: 1000 }, (_, place) => [7, 1000 + (place >> 1)])
    assert.equal(met(records).length, 500)
  })
})
