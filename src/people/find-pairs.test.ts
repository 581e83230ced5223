import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Keys } from './blocks.ts'
import { comparable, type Described } from './described.ts'
import { findPairs } from './find-pairs.ts'
import { matchKeys } from './match-keys.ts'
import { openLexicon } from './words.ts'

const pairsOf = (records: readonly Described[], firstOfOther?: number): string[] => {
  const lexicon = openLexicon()
  const people = records.map((one) => comparable(one, lexicon))
  const keys = new Keys()
  for (const person of people) keys.add(matchKeys(person))
  return findPairs(people, keys, firstOfOther).pairs.map(({ one, other, band }) => `${one} ${other} ${band}`)
}

const home = [{ address: '14 Treacle Lane', town: 'Tansyfold', postcode: 'XL1 2UF' }]
const minahil: Described = { givenNames: 'Minahil', familyName: 'Dobrowski', dateOfBirth: '2014-03-09', addresses: home }
const misspelt = { ...minahil, familyName: 'Dobrovsky' }
const renamed = { ...minahil, formerNames: ['Okafor'] }
/** What a neighbour knew who had known her long ago. */
const told: Described = { givenNames: 'Minahil', familyName: 'Okafor' }

describe('the pairs of some records', () => {
  it('are in the order of the records', () => {
    const wilf = { ...minahil, givenNames: 'Wilfred', familyName: 'Okafor', dateOfBirth: '2011-10-27', addresses: [] }
    assert.deepEqual(pairsOf([minahil, wilf, misspelt, wilf]), ['0 2 match', '1 3 match'])
  })

  it('are of one list and the other, where there are two', () =>
    assert.deepEqual(pairsOf([minahil, minahil, misspelt], 2), ['0 2 match', '1 2 match']))

  it('are also those that follow from a third: whoever may be the one may be the other', () => {
    assert.deepEqual(pairsOf([minahil, told]), [])
    assert.deepEqual(pairsOf([minahil, renamed, told]), ['0 1 match', '0 2 potential', '1 2 potential'])
  })

  it('but nothing follows where a right number says that they are two', () => {
    const numbered = { ...minahil, upn: 'A888200124001' }
    const another = { ...told, upn: 'P888200124002' }
    assert.deepEqual(pairsOf([numbered, renamed, another]), ['0 1 match', '1 2 potential'])
  })

  it('and nobody is found where nobody is', () => assert.deepEqual(pairsOf([]), []))
})
