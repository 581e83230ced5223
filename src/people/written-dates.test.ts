import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DateFormat, readWrittenDate } from './written-dates.ts'

describe('a date as a file has it', () => {
  for (const [text, format, date, exists] of [
    ['2014-03-09', 'YYYY-MM-DD', '2014-03-09', true],
    ['2014-3-9', 'YYYY-MM-DD', '2014-03-09', true],
    ['2014-03-09T00:00:00', 'YYYY-MM-DD', '2014-03-09', true],
    ['2014-02-29', 'YYYY-MM-DD', '2014-02-29', false],
    ['09/03/2014', 'YYYY-MM-DD', undefined, false],
    ['20140309', 'YYYYMMDD', '2014-03-09', true],
    ['20149309', 'YYYYMMDD', '2014-93-09', false],
    ['2014309', 'YYYYMMDD', undefined, false],
    ['09/03/2014', 'DD/MM/YYYY', '2014-03-09', true],
    ['9.3.2014', 'DD/MM/YYYY', '2014-03-09', true],
    ['03/25/2014', 'DD/MM/YYYY', '2014-25-03', false],
    ['09/03/14', 'DD/MM/YYYY', undefined, false],
    ['', 'YYYY-MM-DD', undefined, false],
  ] as const satisfies readonly (readonly [string, DateFormat, string | undefined, boolean])[]) {
    it(`${text || 'nothing'} as ${format} is ${date ?? 'none'}${date && !exists ? ', which does not exist' : ''}`, () =>
      assert.deepEqual(readWrittenDate(text, format), { date, exists }))
  }
})
