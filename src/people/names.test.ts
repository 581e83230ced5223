import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nameWords, soundOf, wordsToFind } from './names.ts'

describe('a name as it is compared', () => {
  for (const [name, words] of [
    ['Amina Holt', ['amina', 'holt']],
    ['  HOLT,  amina ', ['holt', 'amina']],
    ['Zoë Müller-Łapiński', ['zoe', 'muller', 'lapinski']],
    ['O’Brien', ['obrien']],
    ["O'Brien", ['obrien']],
    ['Søren Straße', ['soren', 'strasse']],
    ['Юлія', ['юлія']],
    ['  ', []],
  ] as const) {
    it(`${name.trim() || 'of blanks alone'} has the words ${words.join(' and ') || 'none'}`, () => assert.deepEqual(nameWords(name), words))
  }

  it('is found by what follows an apostrophe, and by words that others write as one', () => {
    assert.deepEqual(wordsToFind('Siobhan O’Brien'), ['siobhan', 'obrien', 'brien', 'siobhanobrien'])
    assert.ok(wordsToFind('Mc Donald').includes('mcdonald'))
    assert.ok(wordsToFind('de la Cruz').includes('delacruz'))
  })
})

describe('how a name sounds', () => {
  for (const alike of [
    ['mohammed', 'muhammad', 'mohamed', 'mohammad'],
    ['catherine', 'katherine', 'kathryn'],
    ['stephen', 'steven'],
    ['smith', 'smyth'],
    ['lee', 'leigh', 'leah'],
    ['wiktoria', 'victoria', 'viktoria'],
    ['oliwia', 'olivia'],
    ['aisha', 'ayesha', 'aishah'],
    ['hussain', 'hussein', 'husain'],
    ['geoffrey', 'jeffrey'],
    ['christopher', 'kristopher'],
    ['zainab', 'zaynab'],
    ['macdonald', 'mcdonald'],
    ['philip', 'phillip', 'filip'],
    ['wright', 'right'],
  ]) {
    it(`is the same for ${alike.join(', ')}`, () => assert.equal(new Set(alike.map(soundOf)).size, 1, alike.map(soundOf).join(' ')))
  }

  for (const [one, other] of [
    ['lee', 'lou'],
    ['smith', 'schmidt'],
    ['amina', 'emily'],
    ['holt', 'hart'],
    ['maud', 'mohammed'],
  ] as const) {
    it(`is another for ${one} and ${other}`, () => assert.notEqual(soundOf(one), soundOf(other)))
  }

  it('is nothing for what cannot be said in our letters, or is too short', () => {
    for (const word of ['юлія', 'a', '', '2014']) assert.equal(soundOf(word), undefined)
  })
})
