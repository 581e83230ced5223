import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inLatin, oneSpelling } from './spellings.ts'

describe('words that are one word in several writings', () => {
  for (const words of [
    ['smith', 'smyth'],
    ['clark', 'clarke'],
    ['phillips', 'philips'],
    ['kowalska', 'kowalski'],
    ['wisniewski', 'vishnievsky', 'wisniewska'],
    ['yuriy', 'yurii', 'iurii'],
    ['shevchenko', 'szewczenko'],
    ['petrov', 'petrova', 'petroff'],
    ['yousuf', 'yusuf'],
    ['qureshi', 'kureshi'],
    ['siddique', 'siddiq'],
    ['macdonald', 'mcdonald'],
  ]) {
    it(`${words.join(', ')} share a spelling`, () => assert.equal(new Set(words.map(oneSpelling)).size, 1))
  }

  for (const [one, other] of [
    ['smith', 'small'],
    ['khan', 'kane'],
    ['dobrowski', 'dabrowski'],
    ['marin', 'marina'],
  ] as const) {
    it(`${one} and ${other} do not`, () => assert.notEqual(oneSpelling(one), oneSpelling(other)))
  }
})

describe('words in other letters', () => {
  for (const [word, expected] of [
    ['шевченко', 'shevchenko'],
    ['юлія', 'iuliia'],
    ['محمد', 'mhmd'],
    ['smith', 'smith'],
    ['陳', '陳'],
  ] as const) {
    it(`${word} is ${expected}`, () => assert.equal(inLatin(word), expected))
  }
})
