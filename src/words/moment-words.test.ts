import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { momentInWords } from './moment-words.ts'

describe('A moment in words', () => {
  for (const [moment, says] of [
    ['2026-11-23T10:42:30.123456Z', 'Monday 23 November 2026, 10:42'],
    ['2026-06-05T23:05:00Z', 'Saturday 6 June 2026, 00:05'],
    ['2026-06-05T12:00:00+02:00', 'Friday 5 June 2026, 11:00'],
  ] as const) {
    it(`is its day and time in London: ${moment}`, () => assert.equal(momentInWords(moment), says))
  }
})
