import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { civilDate, type Day, day, isCivilDate, schoolYearStart, weekday } from './civil-date.ts'
import { compulsorySchoolAge } from './compulsory-school-age.ts'

const ageOf = (birth: string) => {
  const { first, last } = compulsorySchoolAge(day(birth))
  return { first: civilDate(first), last: civilDate(last) }
}

describe('compulsory school age', () => {
  for (const [birth, first, last, why] of [
    ['2020-08-31', '2025-08-31', '2036-06-27', 'the fifth birthday is a prescribed day, and the last of its school year'],
    [
      '2020-09-01',
      '2025-12-31',
      '2037-06-26',
      'the fifth birthday is the day after a prescribed day, and the first of the next school year',
    ],
    ['2020-12-31', '2025-12-31', '2037-06-26', 'the fifth birthday is a prescribed day'],
    ['2021-01-01', '2026-03-31', '2037-06-26', 'the fifth birthday is the day after a prescribed day'],
    ['2021-03-31', '2026-03-31', '2037-06-26', 'the fifth birthday is a prescribed day'],
    ['2021-04-01', '2026-08-31', '2037-06-26', 'the fifth birthday is the day after a prescribed day'],
    ['2020-02-29', '2025-03-31', '2036-06-27', 'a fifth birthday on 29 February is kept on 1 March'],
  ] as const) {
    it(`of a child born on ${birth} runs from ${first} to ${last}: ${why}`, () => assert.deepEqual(ageOf(birth), { first, last }))
  }

  for (const [birth, last] of [
    ['2009-08-31', '2025-06-27'],
    ['2009-09-01', '2026-06-26'],
    ['2010-06-27', '2026-06-26'],
    ['2010-08-31', '2026-06-26'],
    ['2010-09-01', '2027-06-25'],
    ['2007-09-23', '2024-06-28'],
    ['2012-01-15', '2028-06-30'],
  ] as const) {
    it(`of a child born on ${birth} ends on ${last}`, () => assert.equal(ageOf(birth).last, last))
  }
})

describe('for every day of birth in 30 years', () => {
  const [firstBirth, lastBirth] = [day('1999-09-01'), day('2029-08-31')]
  const everyBirth = (check: (birth: Day, age: { first: Day; last: Day }) => void) => {
    for (let birth = firstBirth; birth <= lastBirth; birth++) check(birth, compulsorySchoolAge(birth))
  }
  const birthday = (birth: Day, age: number): Day => {
    const text = civilDate(birth)
    const same = `${Number(text.slice(0, 4)) + age}${text.slice(4)}`
    return day(isCivilDate(same) ? same : same.replace('02-29', '03-01'))
  }
  const isPrescribed = (on: Day) => ['03-31', '08-31', '12-31'].includes(civilDate(on).slice(5))

  it('it begins on a prescribed day, the first on or after the fifth birthday', () =>
    everyBirth((birth, { first }) => {
      assert.ok(isPrescribed(first), civilDate(birth))
      for (let on = birthday(birth, 5); on < first; on++) assert.ok(!isPrescribed(on), civilDate(birth))
      assert.ok(first >= birthday(birth, 5), civilDate(birth))
    }))

  it('it ends on a Friday in June, with July a week later', () =>
    everyBirth((birth, { last }) => {
      assert.equal(weekday(last), 'Friday', civilDate(birth))
      assert.equal(civilDate(last).slice(5, 7), '06', civilDate(birth))
      assert.equal(civilDate(last + 7).slice(5, 7), '07', civilDate(birth))
    }))

  it('it ends in the school year in which the child turns 16', () =>
    everyBirth((birth, { last }) => assert.equal(schoolYearStart(last), schoolYearStart(birthday(birth, 16)), civilDate(birth))))
})
