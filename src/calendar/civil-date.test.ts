import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  civilDate,
  date,
  day,
  dayNumber,
  dayOf,
  daysInMonth,
  isCivilDate,
  isWeekend,
  monthsAfter,
  sameDayLastYear,
  schoolYearStart,
  weekday,
  weekdays,
  yearMonthDate,
} from './civil-date.ts'

/** Every day of the years 1900 to 2100, told off one by one without any of the arithmetic under test. */
function* everyDay(): Generator<{ year: number; month: number; date: number; text: string }> {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const leapYears = new Set(Array.from({ length: 50 }, (_, i) => 1904 + 4 * i).filter((year) => year !== 2100))
  for (let year = 1900; year <= 2100; year++) {
    for (const [index, length] of lengths.entries()) {
      const days = index === 1 && leapYears.has(year) ? 29 : length
      for (let date = 1; date <= days; date++) {
        const twoDigits = (value: number) => (value < 10 ? `0${value}` : `${value}`)
        yield { year, month: index + 1, date, text: `${year}-${twoDigits(index + 1)}-${twoDigits(date)}` }
      }
    }
  }
}

const DAYS_FROM_1900_TO_1970 = 70 * 365 + 17

describe('a civil date', () => {
  for (const text of ['2024-02-29', '2000-02-29', '2025-02-28', '2025-01-31', '2025-04-30', '2025-12-31', '2026-01-01', '0001-01-01']) {
    it(`${text} is one`, () => assert.equal(isCivilDate(text), true))
  }

  for (const [text, why] of [
    ['2025-02-29', '2025 is no leap year'],
    ['1900-02-29', 'a century is a leap year only every fourth time'],
    ['2200-02-29', 'nor is 2200 one of those fourth times'],
    ['2024-02-30', 'February has at most 29 days'],
    ['2025-04-31', 'April has 30 days'],
    ['2025-01-32', 'January has 31 days'],
    ['2025-01-00', 'days are counted from 1'],
    ['2025-00-10', 'months are counted from 1'],
    ['2025-13-01', 'there are twelve months'],
    ['0000-01-01', 'there was no year 0'],
    ['2025-9-1', 'the month and the day have two digits'],
    ['1/9/2025', 'the form is YYYY-MM-DD'],
    ['01-09-2025', 'the year comes first'],
    ['20250901', 'hyphens are written'],
    ['2025-09-01T00:00:00Z', 'a day is no moment'],
    ['2025-09-01\n', 'nothing comes after it'],
    [' 2025-09-01', 'nothing comes before it'],
    ['-025-09-01', 'a year has four digits'],
    ['٢٠٢٥-٠٩-٠١', 'the digits are 0 to 9'],
    ['', 'an empty text is no date'],
  ] as const) {
    it(`${JSON.stringify(text)} is none: ${why}`, () => assert.equal(isCivilDate(text), false))
  }

  it('is a text, never a number, a list or nothing', () => {
    for (const value of [20250901, ['2025-09-01'], null, undefined, {}]) assert.equal(isCivilDate(value), false)
  })

  it('that does not exist is refused by name where one is given in code', () => {
    assert.throws(() => date('2025-02-30'), { name: 'RangeError', message: /2025-02-30/ })
    assert.throws(() => day('tomorrow'), RangeError)
    assert.equal(date('2025-02-28'), '2025-02-28')
  })
})

describe('day numbers', () => {
  it('begin with 0 on 1 January 1970', () => assert.equal(day('1970-01-01'), 0))

  it('go up by one a day from 1900 to 2100, and lead back to the same date', () => {
    let expected = -DAYS_FROM_1900_TO_1970
    for (const { year, month, date, text } of everyDay()) {
      assert.ok(isCivilDate(text), text)
      assert.equal(dayOf(text), expected, text)
      assert.equal(dayNumber(year, month, date), expected, text)
      assert.equal(civilDate(expected), text)
      assert.deepEqual(yearMonthDate(expected), { year, month, date })
      expected++
    }
    assert.equal(expected, day('2101-01-01'))
  })

  it('lead back to the same date in the years outside too', () =>
    fc.assert(
      fc.property(fc.integer({ min: day('0001-01-01'), max: day('9999-12-31') }), (number) => {
        const text = civilDate(number)
        return isCivilDate(text) && dayOf(text) === number
      }),
    ))

  it('have texts in the same order', () =>
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 80_000 }), fc.integer({ min: -40_000, max: 80_000 }), (one, other) => {
        assert.equal(civilDate(one) < civilDate(other), one < other)
      }),
    ))

  it('count six weeks as 42 days: 10 February 2026 and six weeks is 24 March 2026', () =>
    assert.equal(civilDate(day('2026-02-10') + 42), '2026-03-24'))
})

describe('days of a month', () => {
  it('February has 29 in 2024 and in 2000, 28 in 2025 and in 2100', () => {
    assert.deepEqual(
      [2024, 2000, 2025, 2100].map((year) => daysInMonth(year, 2)),
      [29, 29, 28, 28],
    )
  })
})

describe('weekdays', () => {
  it('follow each other from Monday 1 January 1900 to 2100', () => {
    let place = 0
    for (const { text } of everyDay()) {
      assert.equal(weekday(day(text)), weekdays[place % 7], text)
      assert.equal(isWeekend(day(text)), place % 7 > 4, text)
      place++
    }
  })

  it('1 December 2026 is a Tuesday', () => assert.equal(weekday(day('2026-12-01')), 'Tuesday'))
})

describe('the school year', () => {
  for (const [on, start] of [
    ['2026-09-01', '2026-09-01'],
    ['2026-08-31', '2025-09-01'],
    ['2026-12-31', '2026-09-01'],
    ['2027-01-01', '2026-09-01'],
    ['2028-02-29', '2027-09-01'],
  ] as const) {
    it(`that holds ${on} begins on ${start}`, () => assert.equal(civilDate(schoolYearStart(day(on))), start))
  }
})

describe('the same day of the year before', () => {
  for (const [on, before] of [
    ['2026-12-01', '2025-12-01'],
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
    ['2025-03-01', '2024-03-01'],
    ['2024-01-01', '2023-01-01'],
  ] as const) {
    it(`is ${before} for ${on}`, () => assert.equal(civilDate(sameDayLastYear(day(on))), before))
  }
})

describe('the same day some months later', () => {
  for (const [on, months, later] of [
    ['2026-12-01', 12, '2027-12-01'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2026-12-15', 0, '2026-12-15'],
  ] as const) {
    it(`is ${later}, ${months} after ${on}`, () => assert.equal(civilDate(monthsAfter(day(on), months)), later))
  }
})
