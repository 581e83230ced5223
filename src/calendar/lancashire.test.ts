import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCalendar } from './calendar.ts'
import { type Day, day, dayOf, isCivilDate, schoolYearStart, weekday } from './civil-date.ts'
import { lancashire, OPENINGS_PER_YEAR } from './lancashire.ts'

const calendar = openCalendar(lancashire)

const schoolDaysBetween = (from: Day, to: Day): number => {
  let number = 0
  for (let on = from; on <= to; on++) if (calendar.isSchoolDay(on)) number++
  return number
}

const halfTerms = lancashire.terms.flatMap(({ from, to, breaks = [] }) => {
  const [halfTerm] = breaks
  assert.ok(halfTerm !== undefined && breaks.length === 1, `${from} has one half-term`)
  return [
    { from: dayOf(from), to: dayOf(halfTerm.from) - 1 },
    { from: dayOf(halfTerm.to) + 1, to: dayOf(to) },
  ]
})

describe("Lancashire's calendar", () => {
  it('runs from September 2018 to July 2028, three terms a year, each named by its year and season', () => {
    const ids = Array.from({ length: 10 }, (_, i) => [`${2018 + i}-autumn`, `${2019 + i}-spring`, `${2019 + i}-summer`]).flat()
    assert.deepEqual(
      lancashire.terms.map(({ id }) => id),
      ids,
    )
    for (const { id, from, to } of lancashire.terms) assert.ok(id.startsWith(from.slice(0, 4)) && id.startsWith(to.slice(0, 4)), id)
  })

  it('has no terms out of order or overlapping, and none that leaves its school year', () => {
    for (const [place, { from, to, id }] of lancashire.terms.entries()) {
      assert.ok(from < to, id)
      assert.ok(place === 0 || lancashire.terms[place - 1]!.to < from, id)
      assert.equal(schoolYearStart(dayOf(from)), schoolYearStart(dayOf(to)), id)
    }
  })

  for (let year = 2018; year <= 2027; year++) {
    const lost = year === 2022 ? ['2022-09-19', '2023-05-08'] : []
    const butForThese = lost.length > 0 ? `, ${lost.join(' and ')} being lost of them to holidays proclaimed later` : ''
    it(`has ${OPENINGS_PER_YEAR} school days in ${year}-${year - 1999}${butForThese}`, () => {
      assert.equal(schoolDaysBetween(day(`${year}-09-01`), day(`${year + 1}-08-31`)) + lost.length, OPENINGS_PER_YEAR)
      for (const on of lost) {
        assert.ok(
          lancashire.bankHolidays?.some((holiday) => holiday === on),
          on,
        )
        const reopened = openCalendar({ ...lancashire, bankHolidays: lancashire.bankHolidays!.filter((holiday) => holiday !== on) })
        assert.ok(reopened.isSchoolDay(day(on)), on)
      }
    })
  }

  for (const [year, counts] of [
    [2024, [35, 40, 30, 30, 23, 37]],
    [2025, [40, 35, 30, 25, 29, 36]],
    [2026, [39, 35, 30, 24, 34, 33]],
    [2027, [38, 35, 29, 30, 28, 35]],
  ] as const) {
    it(`has half-terms of ${counts.join(', ')} school days in ${year}-${year - 1999}`, () => {
      const ofYear = halfTerms.filter(({ from }) => schoolYearStart(from) === day(`${year}-09-01`))
      assert.deepEqual(
        ofYear.map(({ from, to }) => schoolDaysBetween(from, to)),
        counts,
      )
    })
  }

  it('begins and ends every term on a school day, and rests from Monday to Friday at half-term', () => {
    for (const { id, from, to, breaks = [] } of lancashire.terms) {
      assert.ok(calendar.isSchoolDay(dayOf(from)) && calendar.isSchoolDay(dayOf(to)), id)
      for (const halfTerm of breaks) {
        assert.equal(weekday(dayOf(halfTerm.from)), 'Monday', id)
        assert.equal(dayOf(halfTerm.to), dayOf(halfTerm.from) + 4, id)
        assert.ok(calendar.isSchoolDay(dayOf(halfTerm.from) - 3) && calendar.isSchoolDay(dayOf(halfTerm.to) + 3), id)
      }
    }
  })

  it('says of every term how its dates are known: nothing is published for 2027-28', () => {
    const basisOf = (year: number) =>
      lancashire.terms.filter(({ from }) => schoolYearStart(dayOf(from)) === day(`${year}-09-01`)).map(({ basis }) => basis)
    assert.deepEqual(basisOf(2022), ['published', 'published', 'published'])
    assert.deepEqual(basisOf(2024), ['inferred', 'inferred', 'inferred'])
    assert.deepEqual(basisOf(2025), ['published', 'published', 'published'])
    assert.deepEqual(basisOf(2026), ['inferred', 'inferred', 'inferred'])
    assert.deepEqual(basisOf(2027), ['assumed', 'assumed', 'assumed'])
    assert.ok(lancashire.terms.every(({ basis }) => basis !== undefined))
  })

  it('has one panel in each half-term, on a Wednesday that is a school day, three weeks in and with a week left', () => {
    assert.equal(lancashire.panels?.length, halfTerms.length)
    for (const [place, { from, to }] of halfTerms.entries()) {
      const panel = dayOf(lancashire.panels![place]!)
      assert.ok(from <= panel && panel <= to)
      assert.equal(weekday(panel), 'Wednesday')
      assert.ok(calendar.isSchoolDay(panel))
      assert.ok(schoolDaysBetween(from, panel) > 10 && schoolDaysBetween(panel + 1, to) >= 5, lancashire.panels![place])
    }
  })

  it('is a calendar file: every date in it exists', () => {
    const {
      terms,
      closures = [],
      bankHolidays = [],
      councilClosures = [],
      panels = [],
    } = JSON.parse(JSON.stringify(lancashire)) as typeof lancashire
    const dates = terms.flatMap(({ from, to, breaks = [] }) => [from, to, ...breaks.flatMap((pause) => [pause.from, pause.to])])
    for (const on of [...dates, ...closures, ...bankHolidays, ...councilClosures, ...panels]) assert.ok(isCivilDate(on), on)
  })
})
