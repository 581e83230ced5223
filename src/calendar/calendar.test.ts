import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bankHolidayDates } from './bank-holidays.ts'
import { type Calendar, type CalendarFile, openCalendar, type Term } from './calendar.ts'
import { civilDate, type Day, date, day, isWeekend } from './civil-date.ts'
import { lancashire } from './lancashire.ts'

const county = openCalendar(lancashire)

/** Thirty school years on one pattern. The point is not the terms, but that every weekday and every bank holiday meets every date. */
const thirtyYears: CalendarFile = {
  name: 'Thirty years',
  terms: Array.from({ length: 30 }, (_, i) => termsOf(2000 + i)).flat(),
  bankHolidays: bankHolidayDates(2000, 2030),
  closures: [date('2010-03-10')],
  councilClosures: [date('2010-12-29'), date('2010-12-30')],
}

function termsOf(year: number): Term[] {
  const term = (id: string, from: string, to: string, halfTermFrom: string, halfTermTo: string): Term => ({
    id,
    from: date(from),
    to: date(to),
    breaks: [{ from: date(halfTermFrom), to: date(halfTermTo) }],
  })
  const next = year + 1
  return [
    term(`${year}-autumn`, `${year}-09-02`, `${year}-12-19`, `${year}-10-24`, `${year}-11-01`),
    term(`${next}-spring`, `${next}-01-04`, `${next}-03-27`, `${next}-02-13`, `${next}-02-21`),
    term(`${next}-summer`, `${next}-04-12`, `${next}-07-21`, `${next}-05-27`, `${next}-06-04`),
  ]
}

/** School days and working days as the definitions put them, day by day and from the texts alone. */
function plainly({ terms, closures = [], bankHolidays = [], councilClosures = [] }: CalendarFile) {
  const has = (list: readonly string[], on: Day) => list.includes(civilDate(on))
  const within = ({ from, to }: { from: string; to: string }, on: Day) => from <= civilDate(on) && civilDate(on) <= to
  return {
    isSchoolDay: (on: Day) =>
      !isWeekend(on) &&
      terms.some((term) => within(term, on) && !term.breaks?.some((pause) => within(pause, on))) &&
      !has(bankHolidays, on) &&
      !has(closures, on),
    isWorkingDay: (on: Day) => !isWeekend(on) && !has(bankHolidays, on) && !has(councilClosures, on),
  }
}

const text = (on: Day | undefined): string | undefined => (on === undefined ? undefined : civilDate(on))

const everyDayOf = (calendar: Calendar): Day[] => Array.from({ length: calendar.last - calendar.first + 1 }, (_, i) => calendar.first + i)

describe('the sixtieth school day', () => {
  for (const [from, sixtieth] of [
    ['2025-09-01', '2025-11-28'],
    ['2025-11-03', '2026-02-06'],
    ['2026-01-05', '2026-04-17'],
    ['2026-04-13', '2026-07-13'],
    ['2026-06-01', '2026-10-02'],
    ['2026-07-06', '2026-11-13'],
  ] as const) {
    it(`counted from ${from}, day 1, is ${sixtieth}`, () => assert.equal(text(county.schoolDayFrom(day(from), 60)), sixtieth))
  }

  it('is the same whether the count starts on a Saturday or on the Monday after it, day 1', () =>
    assert.equal(county.schoolDayFrom(day('2025-10-25'), 60), county.schoolDayFrom(day('2025-11-03'), 60)))
})

describe('school days after a day', () => {
  it('the fifteenth after Monday 12 January 2026 is Monday 2 February 2026', () =>
    assert.equal(text(county.schoolDayAfter(day('2026-01-12'), 15)), '2026-02-02'))
  it('the sixth from Monday 19 January 2026, day 1, is Monday 26 January 2026', () =>
    assert.equal(text(county.schoolDayFrom(day('2026-01-19'), 6)), '2026-01-26'))
  it('the first after Friday 23 October 2026 is Monday 2 November 2026, since half-term is left out', () =>
    assert.equal(text(county.schoolDayAfter(day('2026-10-23'), 1)), '2026-11-02'))
  it('the first after Friday 1 May 2026 is Tuesday 5 May 2026, since May Day is left out', () =>
    assert.equal(text(county.schoolDayAfter(day('2026-05-01'), 1)), '2026-05-05'))
})

describe('working days after a day', () => {
  it('the third after Thursday 2 April 2026 is Thursday 9 April, since Good Friday and Easter Monday are left out', () =>
    assert.equal(text(county.workingDayAfter(day('2026-04-02'), 3)), '2026-04-09'))
  it('the third after Tuesday 23 December 2025 is Tuesday 30 December', () =>
    assert.equal(text(county.workingDayAfter(day('2025-12-23'), 3)), '2025-12-30'))
  it('the first after Friday 28 August 2026 is Tuesday 1 September, since the summer bank holiday is left out', () =>
    assert.equal(text(county.workingDayAfter(day('2026-08-28'), 1)), '2026-09-01'))
  it('go on through the school holidays: the fifth after Monday 3 August 2026 is Monday 10 August', () =>
    assert.equal(text(county.workingDayAfter(day('2026-08-03'), 5)), '2026-08-10'))
  it('the second after Tuesday 28 December 2010 is Tuesday 4 January 2011, where the council is closed on the 29th and 30th', () =>
    assert.equal(text(openCalendar(thirtyYears).workingDayAfter(day('2010-12-28'), 2)), '2011-01-04'))
})

describe('over thirty years', () => {
  const calendar = openCalendar(thirtyYears)
  const plain = plainly(thirtyYears)
  const days = everyDayOf(calendar)

  it('every day is a school day, and a working day, just when the definitions say so', () => {
    for (const on of days) {
      assert.equal(calendar.isSchoolDay(on), plain.isSchoolDay(on), text(on))
      assert.equal(calendar.isWorkingDay(on), plain.isWorkingDay(on), text(on))
    }
  })

  it('the n-th working day after any day is a working day, with n - 1 of them between', () => {
    for (const start of days) {
      for (let n = 1, on = start + 1; n <= 10 && on <= calendar.last; on++) {
        if (!plain.isWorkingDay(on)) continue
        assert.equal(calendar.workingDayAfter(start, n), on, `${n} after ${text(start)}`)
        n++
      }
    }
  })

  it('the n-th school day from any day is a school day, with n - 1 of them before it', () => {
    const anyCount = fc.record({ start: fc.integer({ min: calendar.first, max: calendar.last }), n: fc.integer({ min: 1, max: 400 }) })
    fc.assert(
      fc.property(anyCount, ({ start, n }) => {
        const answer = calendar.schoolDayFrom(start, n)
        const upTo = days.filter((on) => start <= on && on <= (answer ?? calendar.last) && plain.isSchoolDay(on))
        if (answer === undefined) assert.ok(upTo.length < n)
        else assert.deepEqual([upTo.length, upTo.at(-1)], [n, answer])
      }),
    )
  })

  it('n school days never take fewer than n days, nor n + 1 an earlier day than n', () => {
    const anyCount = fc.record({ start: fc.integer({ min: calendar.first, max: calendar.last }), n: fc.integer({ min: 1, max: 300 }) })
    fc.assert(
      fc.property(anyCount, ({ start, n }) => {
        const [answer, further] = [calendar.schoolDayAfter(start, n), calendar.schoolDayAfter(start, n + 1)]
        if (answer !== undefined) assert.ok(answer - start >= n)
        if (further !== undefined) assert.ok(answer !== undefined && answer < further)
      }),
    )
  })

  it('"after" a day is "from" the next one', () => {
    for (const start of days.slice(0, -1)) assert.equal(calendar.schoolDayAfter(start, 7), calendar.schoolDayFrom(start + 1, 7))
  })
})

describe('no days', () => {
  it('lead to the day itself, a Sunday or a day outside the calendar included', () => {
    for (const on of [day('2026-12-01'), day('2026-12-25'), day('2026-11-29'), day('1999-01-01'), day('2050-01-01')]) {
      assert.equal(county.schoolDayFrom(on, 0), on)
      assert.equal(county.schoolDayAfter(on, 0), on)
      assert.equal(county.workingDayAfter(on, 0), on)
    }
  })
})

describe("the calendar's ends", () => {
  it('are the first day of its first term and the last day of its last', () =>
    assert.deepEqual([text(county.first), text(county.last)], ['2018-09-03', '2028-07-21']))

  it('a count from its first day is answered, and one from the day before is not', () => {
    assert.equal(text(county.schoolDayFrom(county.first, 1)), '2018-09-03')
    assert.equal(county.schoolDayFrom(county.first - 1, 1), undefined)
    assert.equal(text(county.missing(county.first - 1)), '2018-09-02')
  })

  it('the day before its first may be day 0, since it is not counted, but no day further back', () => {
    assert.equal(text(county.workingDayAfter(county.first - 1, 1)), '2018-09-03')
    assert.equal(county.workingDayAfter(county.first - 2, 1), undefined)
    assert.equal(text(county.missing(county.first - 2 + 1)), '2018-09-02')
  })

  it('a count that reaches its last day is answered, and one that needs the next is not', () => {
    assert.equal(text(county.schoolDayFrom(day('2028-07-17'), 5)), '2028-07-21')
    assert.equal(county.schoolDayFrom(day('2028-07-17'), 6), undefined)
    assert.equal(text(county.missing(day('2028-07-17'))), '2028-07-22')
    assert.equal(text(county.workingDayAfter(day('2028-07-20'), 1)), '2028-07-21')
    assert.equal(county.workingDayAfter(day('2028-07-21'), 1), undefined)
    assert.equal(text(county.missing(day('2028-07-21') + 1)), '2028-07-22')
  })

  it('a count from far beyond them needs the very day it starts from', () => {
    assert.equal(county.workingDayAfter(day('2040-01-01'), 1), undefined)
    assert.equal(text(county.missing(day('2040-01-02'))), '2040-01-02')
  })

  it('no day beyond them is a school day or a working day', () => {
    for (const on of [county.first - 3, county.last + 3]) {
      assert.deepEqual([county.covers(on), county.isSchoolDay(on), county.isWorkingDay(on)], [false, false, false])
    }
    assert.deepEqual([county.covers(county.first), county.covers(county.last)], [true, true])
  })
})

describe('panels', () => {
  const calendar = openCalendar({ ...lancashire, panels: [date('2026-12-02'), date('2026-10-14'), date('2027-02-03')] })

  it('the first panel after a day is later than it, never the same day', () => {
    assert.equal(text(calendar.panelAfter(day('2026-10-13'))), '2026-10-14')
    assert.equal(text(calendar.panelAfter(day('2026-10-14'))), '2026-12-02')
    assert.equal(text(calendar.panelAfter(day('2026-10-15'))), '2026-12-02')
    assert.equal(text(calendar.panelAfter(day('2000-01-01'))), '2026-10-14')
  })
  it('after the last panel there is none', () => {
    assert.equal(calendar.panelAfter(day('2027-02-03')), undefined)
    assert.equal(openCalendar({ name: 'No panels', terms: lancashire.terms }).panelAfter(day('2026-10-14')), undefined)
  })
  it('the last panel on or before a day may be that day', () => {
    assert.equal(calendar.panelOnOrBefore(day('2026-10-13')), undefined)
    assert.equal(text(calendar.panelOnOrBefore(day('2026-10-14'))), '2026-10-14')
    assert.equal(text(calendar.panelOnOrBefore(day('2026-12-01'))), '2026-10-14')
    assert.equal(text(calendar.panelOnOrBefore(day('2030-01-01'))), '2027-02-03')
  })
})

describe('terms', () => {
  const idOf = (on: string) => county.terms[county.termOf(day(on))]?.id

  it('a day in term, in half-term or in the holiday that follows belongs to that term', () => {
    assert.equal(idOf('2026-09-01'), '2026-autumn')
    assert.equal(idOf('2026-10-28'), '2026-autumn')
    assert.equal(idOf('2026-12-25'), '2026-autumn')
    assert.equal(idOf('2027-01-03'), '2026-autumn')
    assert.equal(idOf('2027-01-04'), '2027-spring')
  })
  it('before the first term there is none, and after the last it goes on', () => {
    assert.equal(county.termOf(county.first - 1), -1)
    assert.equal(county.termOf(county.first), 0)
    assert.equal(county.termOf(day('2035-01-01')), county.terms.length - 1)
  })
  it('a term ends on the day before the next one begins', () => {
    assert.equal(text(county.endOfTermOf(day('2026-12-18'))), '2027-01-03')
    assert.equal(text(county.endOfTermOf(day('2027-01-03'))), '2027-01-03')
    assert.equal(text(county.endOfTermOf(day('2027-01-04'))), '2027-04-11')
    assert.equal(text(county.endOfTermOf(day('2018-01-01'))), '2018-09-02')
  })
  it('the last term has no end, since no next one is known', () => {
    assert.equal(text(county.endOfTermOf(day('2028-04-17'))), '2028-04-17')
    assert.equal(county.endOfTermOf(day('2028-04-18')), undefined)
  })
})

describe('a calendar file', () => {
  it('may list its terms, panels and holidays in any order', () => {
    const { terms, bankHolidays = [], panels = [] } = lancashire
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
    fc.assert(
      fc.property(shuffled(terms), shuffled(bankHolidays), shuffled(panels), (terms, bankHolidays, panels) => {
        const calendar = openCalendar({ ...lancashire, terms, bankHolidays, panels })
        assert.deepEqual(calendar.terms, county.terms)
        for (const on of [day('2019-02-03'), day('2024-10-25'), day('2026-07-06')]) {
          assert.equal(calendar.schoolDayFrom(on, 60), county.schoolDayFrom(on, 60))
          assert.equal(calendar.workingDayAfter(on, 60), county.workingDayAfter(on, 60))
          assert.equal(calendar.panelAfter(on), county.panelAfter(on))
          assert.equal(calendar.endOfTermOf(on), county.endOfTermOf(on))
        }
      }),
      { numRuns: 20 },
    )
  })

  it('with only terms counts every weekday of them', () => {
    const calendar = openCalendar({ name: 'A week', terms: [{ id: 'one', from: date('2026-12-21'), to: date('2027-01-03') }] })
    assert.equal(text(calendar.schoolDayFrom(day('2026-12-21'), 10)), '2027-01-01')
    assert.equal(calendar.schoolDayFrom(day('2026-12-21'), 11), undefined)
  })

  it('tells school closures from council closures: a day of one is still a day of the other', () => {
    const calendar = openCalendar({ ...lancashire, closures: [date('2026-12-01')], councilClosures: [date('2026-12-02')] })
    assert.deepEqual([calendar.isSchoolDay(day('2026-12-01')), calendar.isWorkingDay(day('2026-12-01'))], [false, true])
    assert.deepEqual([calendar.isSchoolDay(day('2026-12-02')), calendar.isWorkingDay(day('2026-12-02'))], [true, false])
  })

  it('without a term is no calendar', () => assert.throws(() => openCalendar({ name: 'Empty', terms: [] }), RangeError))
})
