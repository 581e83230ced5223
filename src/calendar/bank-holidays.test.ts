import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import Holidays from 'date-holidays'
import { bankHolidayDates, bankHolidayOn, bankHolidays, easterSunday, FIRST_YEAR, proclaimedHolidays } from './bank-holidays.ts'
import { civilDate, day, isWeekend, weekday } from './civil-date.ts'

const england = new Holidays('GB', 'ENG')

/** The bank holidays of a year that fall on weekdays, by an independent library. */
const byLibrary = (year: number): string[] =>
  england
    .getHolidays(year)
    .filter(({ type, date }) => type === 'public' && !isWeekend(day(date.slice(0, 10))))
    .map(({ date }) => date.slice(0, 10))
    .sort()

const dates = (year: number): string[] => bankHolidays(year).map(({ on }) => on)

const years = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('bank holidays in England', () => {
  for (const year of years(2018, 2030)) {
    it(`of ${year} are those of an independent library, day by day`, () => assert.deepEqual(dates(year), byLibrary(year)))
  }

  it('are those of the library from 1980 to 2050 in every year without a proclamation', () => {
    const special = new Set(proclaimedHolidays.map(({ on }) => Number(on.slice(0, 4))))
    for (const year of years(1980, 2050).filter((year) => !special.has(year))) assert.deepEqual(dates(year), byLibrary(year), String(year))
  })

  const published: readonly [year: number, list: string][] = [
    [2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ]
  for (const [year, list] of published) {
    it(`of ${year} are ${list}`, () =>
      assert.deepEqual(
        dates(year).map((on) => on.slice(5)),
        list.split(' '),
      ))
  }

  it('are weekdays, in order, eight in a year and one more where one was proclaimed besides', () => {
    for (const year of years(1980, 2050)) {
      const added = proclaimedHolidays.filter(({ on, insteadOf }) => on.startsWith(`${year}`) && insteadOf === undefined).length
      assert.equal(new Set(dates(year)).size, 8 + added, String(year))
      assert.deepEqual(dates(year), dates(year).toSorted(), String(year))
      assert.ok(!dates(year).some((on) => isWeekend(day(on))), String(year))
    }
  })

  it('before the rule began are refused rather than guessed', () => {
    assert.throws(() => bankHolidays(FIRST_YEAR - 1), RangeError)
    assert.equal(bankHolidayOn(day('1977-12-26')), undefined)
  })

  it('of several years come as one list', () => {
    assert.deepEqual(bankHolidayDates(2025, 2026), [...dates(2025), ...dates(2026)])
    assert.deepEqual(bankHolidayDates(2026, 2025), [])
  })
})

describe('what was proclaimed', () => {
  for (const [on, name] of [
    ['2020-05-08', 'the early May bank holiday'],
    ['2022-06-02', 'the spring bank holiday'],
    ['2022-06-03', 'the Platinum Jubilee holiday'],
    ['2022-09-19', "the holiday for the Queen's funeral"],
    ['2023-05-08', 'the coronation holiday'],
  ] as const) {
    it(`${on} is ${name}, with a reason`, () => {
      assert.equal(bankHolidayOn(day(on))?.name, name)
      assert.ok(bankHolidayOn(day(on))?.reason)
    })
  }

  it('a holiday that was moved is not held on its regular day: neither 4 May 2020 nor 30 May 2022', () => {
    assert.equal(bankHolidayOn(day('2020-05-04')), undefined)
    assert.equal(bankHolidayOn(day('2022-05-30')), undefined)
  })

  it('stands in for a Monday that the rule gives, and never falls on a holiday of the rule', () => {
    for (const { on, insteadOf } of proclaimedHolidays) {
      assert.ok(!isWeekend(day(on)), on)
      if (insteadOf !== undefined) assert.equal(weekday(day(insteadOf)), 'Monday', insteadOf)
      assert.equal(dates(Number(on.slice(0, 4))).filter((other) => other === on).length, 1, on)
    }
  })
})

describe('substitute days', () => {
  it('Christmas Day on a Saturday moves both days: Monday 27 and Tuesday 28 December 2021', () => {
    assert.equal(bankHolidayOn(day('2021-12-27'))?.name, 'the substitute day for Christmas Day')
    assert.equal(bankHolidayOn(day('2021-12-28'))?.name, 'the substitute day for Boxing Day')
  })
  it('Christmas Day on a Sunday leaves Boxing Day where it is: Monday 26 and Tuesday 27 December 2022', () => {
    assert.equal(bankHolidayOn(day('2022-12-26'))?.name, 'Boxing Day')
    assert.equal(bankHolidayOn(day('2022-12-27'))?.name, 'the substitute day for Christmas Day')
  })
  it('Boxing Day on a Saturday moves to Monday 28 December 2026', () =>
    assert.equal(bankHolidayOn(day('2026-12-28'))?.name, 'the substitute day for Boxing Day'))
  it("New Year's Day on a Saturday moves to Monday 3 January 2028", () =>
    assert.equal(bankHolidayOn(day('2028-01-03'))?.name, "the substitute day for New Year's Day"))
})

describe('Easter Sunday', () => {
  for (const on of ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16']) {
    it(`of ${on.slice(0, 4)} is ${on}`, () => assert.equal(civilDate(easterSunday(Number(on.slice(0, 4)))), on))
  }
  for (const [on, why] of [
    ['1818-03-22', 'the earliest there can be'],
    ['2038-04-25', 'the latest there can be'],
    ['1981-04-19', 'the full moon would have been on 19 April, and is put on the 18th'],
    ['1954-04-18', 'the full moon would have been on 18 April a second time in its cycle, and is put on the 17th'],
    ['2049-04-18', 'the full moon is on 17 April for the same reason'],
  ] as const) {
    it(`of ${on.slice(0, 4)} is ${on}: ${why}`, () => assert.equal(civilDate(easterSunday(Number(on.slice(0, 4)))), on))
  }
})
