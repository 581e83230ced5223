import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openCalendar } from './calendar.ts'
import { type Day, date, day, isWeekend } from './civil-date.ts'
import { lancashire } from './lancashire.ts'
import { basisWords, holidaysWithin, inWords, schoolDaysLeftOut, workingDaysLeftOut } from './words.ts'

const county = openCalendar(lancashire)

describe('a day in words', () => {
  it('2026-12-01 is Tuesday 1 December 2026', () => assert.equal(inWords(day('2026-12-01')), 'Tuesday 1 December 2026'))
  it('2024-02-29 is Thursday 29 February 2024', () => assert.equal(inWords(day('2024-02-29')), 'Thursday 29 February 2024'))
})

describe('what a count of school days leaves out', () => {
  const leftOut = (from: string, to: string, calendar = county) => schoolDaysLeftOut(calendar, day(from), day(to))

  it('is nothing within a half-term: weekends are understood', () => assert.equal(leftOut('2026-11-02', '2026-12-18'), ''))
  it('is a half-term by its dates', () => assert.equal(leftOut('2026-09-07', '2026-12-01'), 'leaving out half-term (26 to 30 October)'))
  it('is the whole half-term, also where the count starts or ends within it', () => {
    assert.equal(leftOut('2026-10-28', '2026-11-03'), 'leaving out half-term (26 to 30 October)')
    assert.equal(leftOut('2026-10-20', '2026-10-26'), 'leaving out half-term (26 to 30 October)')
  })
  it('is a holiday between terms by its season', () => {
    assert.equal(leftOut('2026-12-01', '2027-01-20'), 'leaving out the Christmas holiday (19 December to 3 January)')
    assert.equal(leftOut('2026-03-16', '2026-04-20'), 'leaving out the Easter holiday (28 March to 12 April)')
    assert.equal(leftOut('2026-07-06', '2026-09-10'), 'leaving out the summer holiday (21 July to 31 August)')
  })
  it('is a bank holiday in term by its name, and none that falls in a holiday anyway', () => {
    assert.equal(leftOut('2026-04-13', '2026-05-20'), 'leaving out the early May bank holiday (4 May)')
    assert.equal(leftOut('2022-09-12', '2022-09-30'), "leaving out the holiday for the Queen's funeral (19 September)")
    assert.equal(leftOut('2026-05-18', '2026-06-10'), 'leaving out half-term (25 to 29 May)')
  })
  it('names two half-terms, and two holidays', () => {
    assert.equal(
      leftOut('2026-10-01', '2027-03-01'),
      'leaving out half-term (26 to 30 October), the Christmas holiday (19 December to 3 January) and half-term (15 to 19 February)',
    )
    assert.equal(
      leftOut('2026-12-01', '2027-05-01'),
      'leaving out the Christmas holiday (19 December to 3 January), half-term (15 to 19 February) and the Easter holiday (26 March to 11 April)',
    )
  })
  it('comes in the order of the days', () =>
    assert.equal(
      leftOut('2026-04-13', '2026-09-11'),
      'leaving out the early May bank holiday (4 May), half-term (25 to 29 May) and the summer holiday (21 July to 31 August)',
    ))
  it('is counted, not named, where it is much', () =>
    assert.equal(leftOut('2025-09-01', '2026-09-01'), 'leaving out 3 half-terms, 3 school holidays and the early May bank holiday (4 May)'))
  it('names the year where the count takes more than one', () =>
    assert.equal(
      leftOut('2025-05-05', '2026-05-06'),
      'leaving out 3 half-terms, 3 school holidays and the early May bank holiday (4 May 2026)',
    ))
  it('does not name day 0, though it be a bank holiday itself', () => assert.equal(leftOut('2026-05-04', '2026-05-08'), ''))
  it('says nothing of days that the calendar does not cover', () => assert.equal(leftOut('2028-07-20', '2028-09-04'), ''))
  it('is nothing where nothing is counted', () => assert.equal(leftOut('2026-10-28', '2026-10-28'), ''))

  const withClosures = (...closures: string[]) => openCalendar({ ...lancashire, closures: closures.map(date) })
  it('is a closure day, or several together', () => {
    assert.equal(leftOut('2026-11-02', '2026-12-01', withClosures('2026-11-20')), 'leaving out a closure day (20 November)')
    assert.equal(
      leftOut('2026-11-02', '2026-12-01', withClosures('2026-11-23', '2026-11-20', '2026-11-20')),
      'leaving out closure days (20 November and 23 November)',
    )
  })
  it('is the number of closure days where they are many', () => {
    const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
    assert.equal(leftOut('2026-11-02', '2026-12-01', withClosures(...week)), 'leaving out 5 closure days')
  })
  it('names no closure on a weekend, in a holiday or on a bank holiday', () => {
    assert.equal(leftOut('2026-11-02', '2026-12-01', withClosures('2026-11-21')), '')
    assert.equal(leftOut('2026-10-20', '2026-11-03', withClosures('2026-10-28')), 'leaving out half-term (26 to 30 October)')
    assert.equal(leftOut('2026-04-27', '2026-05-08', withClosures('2026-05-04')), 'leaving out the early May bank holiday (4 May)')
  })
  it('calls the short gap between terms half-term, where a county counts six terms', () => {
    const sixTerms = openCalendar({
      name: 'Six terms',
      terms: [
        { id: '1', from: date('2026-09-01'), to: date('2026-10-23') },
        { id: '2', from: date('2026-11-02'), to: date('2026-12-18') },
      ],
    })
    assert.equal(leftOut('2026-10-20', '2026-11-05', sixTerms), 'leaving out half-term (24 October to 1 November)')
  })
})

describe('what a count of working days leaves out', () => {
  const leftOut = (from: string, to: string, calendar = county) => workingDaysLeftOut(calendar, day(from), day(to))

  it('is nothing in a week without a bank holiday, half-term or not', () => assert.equal(leftOut('2026-10-26', '2026-10-30'), ''))
  it('is Good Friday and Easter Monday at Easter', () =>
    assert.equal(leftOut('2026-04-02', '2026-04-09'), 'leaving out Good Friday (3 April) and Easter Monday (6 April)'))
  it('is three days at Christmas 2026, one of them a substitute', () =>
    assert.equal(
      leftOut('2026-12-18', '2027-01-08'),
      "leaving out Christmas Day (25 December), the substitute day for Boxing Day (28 December) and New Year's Day (1 January)",
    ))
  it('is the number of bank holidays where they are many', () =>
    assert.equal(leftOut('2026-01-05', '2026-09-01'), 'leaving out 5 bank holidays'))
  it("is the council's own closure days besides", () => {
    const calendar = openCalendar({ ...lancashire, councilClosures: [date('2026-12-29'), date('2026-12-30')] })
    assert.equal(
      leftOut('2026-12-23', '2026-12-31', calendar),
      'leaving out Christmas Day (25 December), the substitute day for Boxing Day (28 December) and council closure days (29 December and 30 December)',
    )
  })
  it('is "a bank holiday" where a file has one that England does not', () => {
    const calendar = openCalendar({ ...lancashire, bankHolidays: [date('2026-06-15')] })
    assert.equal(leftOut('2026-06-12', '2026-06-16', calendar), 'leaving out a bank holiday (15 June)')
  })
})

describe('whenever a weekday is left out, and only then, there are words for it', () => {
  const anySpan = fc
    .record({ from: fc.integer({ min: county.first, max: county.last - 1 }), length: fc.integer({ min: 1, max: 500 }) })
    .map(({ from, length }) => ({ from, to: Math.min(from + length, county.last) }))

  const someWeekdayIsNot = (counts: (on: Day) => boolean, { from, to }: { from: Day; to: Day }): boolean => {
    for (let on = from + 1; on <= to; on++) if (!isWeekend(on) && !counts(on)) return true
    return false
  }

  it('counting school days', () =>
    fc.assert(
      fc.property(anySpan, (span) => {
        assert.equal(schoolDaysLeftOut(county, span.from, span.to) !== '', someWeekdayIsNot(county.isSchoolDay, span))
      }),
    ))
  it('counting working days', () =>
    fc.assert(
      fc.property(anySpan, (span) => {
        assert.equal(workingDaysLeftOut(county, span.from, span.to) !== '', someWeekdayIsNot(county.isWorkingDay, span))
      }),
    ))
})

describe('how well the term dates are known', () => {
  const basis = (from: string, to: string) => basisWords(county, day(from), day(to))

  it('is not mentioned where they are published', () => assert.equal(basis('2025-09-01', '2026-07-20'), undefined))
  it('is not mentioned where the file does not say', () => {
    const calendar = openCalendar({ name: 'Silent', terms: [{ id: '1', from: date('2026-09-01'), to: date('2026-12-18') }] })
    assert.equal(basisWords(calendar, day('2026-09-01'), day('2026-12-01')), undefined)
  })
  it('is told of the year whose dates are inferred', () =>
    assert.equal(basis('2026-07-06', '2026-11-13'), 'the term dates of 2026-27 are inferred, not published'))
  it('is told by the weakest basis touched', () =>
    assert.equal(basis('2027-07-05', '2027-11-12'), 'the term dates of 2027-28 are assumed, not published'))
  it('is told of every year with that basis', () =>
    assert.equal(basis('2024-07-08', '2024-10-02'), 'the term dates of 2023-24 and 2024-25 are inferred, not published'))
  it('does not depend on the term of day 0 when that was its last day', () => {
    assert.equal(basis('2025-07-22', '2025-09-05'), undefined)
    assert.equal(basis('2025-07-21', '2025-09-05'), 'the term dates of 2024-25 are inferred, not published')
  })
  it('is not mentioned where nothing is counted', () => assert.equal(basis('2027-11-12', '2027-11-12'), undefined))
  it('names the school year by its end, since a term may begin in August', () => {
    const calendar = openCalendar({
      name: 'August',
      terms: [{ id: '1', from: date('2026-08-27'), to: date('2026-12-18'), basis: 'assumed' }],
    })
    assert.equal(basisWords(calendar, day('2026-08-27'), day('2026-08-31')), 'the term dates of 2026-27 are assumed, not published')
  })
})

describe('holidays within a span', () => {
  const named = (from: string, to: string) =>
    holidaysWithin(county, day(from), day(to)).map((holiday) => `${holiday.name}, ${inWords(holiday.from)} to ${inWords(holiday.to)}`)

  it('are told whole and in order, also where it begins or ends within one', () => {
    assert.deepEqual(named('2026-10-30', '2026-12-19'), [
      'half-term, Monday 26 October 2026 to Friday 30 October 2026',
      'the Christmas holiday, Saturday 19 December 2026 to Sunday 3 January 2027',
    ])
  })
  it('are none from the day after one to the day before the next', () => assert.deepEqual(named('2026-10-31', '2026-12-18'), []))
})
