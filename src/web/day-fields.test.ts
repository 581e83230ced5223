import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import { type DayWords, dayPartNames, dayParts, dayTexts, isEmptyDay, readDay, typedDay, typedText } from './day-fields.ts'

const boxes = (day: string, month: string, year: string) => ({ 'due.day': day, 'due.month': month, 'due.year': year })

const typed = (day: string, month: string, year: string) => typedDay('due', boxes(day, month, year))

describe('A day in three boxes', () => {
  it('is taken in figures, with and without noughts before them, and with blanks around them', () => {
    for (const [day, month, year] of [
      ['7', '3', '2026'],
      ['07', '03', '2026'],
      [' 7 ', ' 3', '2026 '],
    ] as const)
      assert.deepEqual(typed(day, month, year), { day: '2026-03-07' }, `${day}/${month}/${year}`)
  })

  it('is taken with the month as its name, whole or short, large or small', () => {
    for (const month of ['march', 'March', 'MAR', 'mar.'] as const)
      assert.deepEqual(typed('7', month, '2026'), { day: '2026-03-07' }, month)
    assert.deepEqual(typed('1', 'January', '2026'), { day: '2026-01-01' })
    assert.deepEqual(typed('31', 'Dec', '2026'), { day: '2026-12-31' })
  })

  it('is neither there nor wrong while all boxes are empty, or none of them came', () => {
    assert.deepEqual(typed('', ' ', ''), {})
    assert.deepEqual(typedDay('due', {}), {})
    assert.ok(isEmptyDay('due', boxes('', ' ', '')))
    for (const [day, month, year] of [
      ['7', '', ''],
      ['', '3', ''],
      ['', '', '2026'],
    ] as const)
      assert.ok(!isEmptyDay('due', boxes(day, month, year)))
  })

  it('is told to be finished, by the boxes that are left empty', () => {
    assert.deepEqual(typed('', '3', '2026'), { wrong: 'Enter the day too' })
    assert.deepEqual(typed('7', '', '2026'), { wrong: 'Enter the month too' })
    assert.deepEqual(typed('7', '3', ''), { wrong: 'Enter the year too' })
    assert.deepEqual(typed('', '', '2026'), { wrong: 'Enter the day and the month too' })
  })

  it('has a year of four figures', () => {
    const wrong = 'Enter the year with four figures, such as 2026'
    for (const year of ['26', '226', '20266', 'this'] as const) assert.deepEqual(typed('7', '3', year), { wrong }, year)
    assert.deepEqual(typed('7', '3', '0001'), { day: '0001-03-07' })
    assert.deepEqual(typed('7', '3', '0000'), { wrong: 'Enter a day that exists' })
  })

  it('has a month from 1 to 12', () => {
    const wrong = 'Enter the month as a number from 1 to 12, or its name'
    for (const month of ['0', '13', '003', '-3', 'ma', 'Mä'] as const) assert.deepEqual(typed('7', month, '2026'), { wrong }, month)
    assert.deepEqual(typed('7', '1', '2026'), { day: '2026-01-07' })
    assert.deepEqual(typed('7', '12', '2026'), { day: '2026-12-07' })
  })

  it('has a day that its month has, in a leap year too', () => {
    for (const [day, month, year, days] of [
      ['0', '3', '2026', 31],
      ['32', '3', '2026', 31],
      ['31', 'April', '2026', 30],
      ['29', '2', '2026', 28],
      ['30', '2', '2028', 29],
      ['007', '3', '2026', 31],
      ['7th', '3', '2026', 31],
    ] as const)
      assert.deepEqual(typed(day, month, year), { wrong: `Enter a day from 1 to ${days} for that month` }, `${day}/${month}/${year}`)
    assert.deepEqual(typed('1', '3', '2026'), { day: '2026-03-01' })
    assert.deepEqual(typed('31', '3', '2026'), { day: '2026-03-31' })
    assert.deepEqual(typed('30', 'April', '2026'), { day: '2026-04-30' })
    assert.deepEqual(typed('28', '2', '2026'), { day: '2026-02-28' })
    assert.deepEqual(typed('29', '2', '2028'), { day: '2028-02-29' })
  })

  it('is told to be wrong in the words of the form, where that has its own', () => {
    const own: DayWords = {
      ...{ missing: (parts) => `without ${parts}`, year: 'the year', month: 'the month', date: (days) => `of ${days}`, none: 'none' },
    }
    const told = (day: string, month: string, year: string) => typedDay('due', boxes(day, month, year), own).wrong
    assert.deepEqual(
      [told('7', '', '2026'), told('7', '3', '26'), told('7', '13', '2026'), told('31', '4', '2026'), told('7', '3', '0000')],
      ['without the month', 'the year', 'the month', 'of 30', 'none'],
    )
    assert.equal(told('7', '3', '2026'), undefined)
  })

  it('tells what is wrong at its own place, and nothing of empty boxes', () => {
    const faults: Fault[] = []
    const read = (day: string, month: string, year: string) =>
      readDay('due', '/dueOn', boxes(day, month, year), (pointer, message) => void faults.push({ pointer, message }))
    assert.equal(read('7', '3', '2026'), '2026-03-07')
    assert.equal(read('', '', ''), undefined)
    assert.deepEqual(faults, [])
    assert.equal(read('31', '4', '2026'), undefined)
    assert.deepEqual(faults, [{ pointer: '/dueOn', message: 'Enter a day from 1 to 30 for that month' }])
  })

  it('stands as it was typed where it is read and is none', () => {
    assert.equal(typedText('due', boxes('31', 'Feb', '2026')), '31 Feb 2026')
    assert.equal(typedText('due', boxes('', '', '')), '')
  })
})

describe('The boxes of a day', () => {
  it('are filled with a day that is read back from them, and are empty for none', () => {
    for (const day of ['2026-03-07', '2026-12-31', '2028-02-29'].map(date)) assert.deepEqual(typedDay('due', dayTexts('due', day)), { day })
    assert.deepEqual(dayTexts('due', date('2026-03-07')), boxes('7', '3', '2026'))
    assert.deepEqual(dayTexts('due', null), boxes('', '', ''))
    assert.deepEqual(dayTexts('due', undefined), boxes('', '', ''))
  })

  it('have the id of the whole on the first, and the month alone is not in figures', () => {
    assert.deepEqual(dayParts('detail.until', { 'detail.until.day': '7', 'detail.until.month': 'March' }), [
      { id: 'detail-until', name: 'detail.until.day', label: 'Day', value: '7', width: 2, inputmode: 'numeric' },
      { id: 'detail-until-month', name: 'detail.until.month', label: 'Month', value: 'March', width: 2, inputmode: 'text' },
      { id: 'detail-until-year', name: 'detail.until.year', label: 'Year', value: '', width: 4, inputmode: 'numeric' },
    ])
    assert.deepEqual(dayPartNames('due'), ['due.day', 'due.month', 'due.year'])
  })
})
