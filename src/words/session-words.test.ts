import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CalendarFile, openCalendar } from '../calendar/calendar.ts'
import { date } from '../calendar/civil-date.ts'
import { figureFaults, figureOddities } from './session-words.ts'

const autumn = {
  id: 'autumn',
  from: date('2026-09-02'),
  to: date('2026-12-18'),
  breaks: [{ from: date('2026-10-26'), to: date('2026-10-30') }],
}
const spring = { id: 'spring', from: date('2027-01-04'), to: date('2027-03-25') }
const file: CalendarFile = { name: 'a county', terms: [autumn, spring], closures: [date('2026-09-03')] }
const calendar = openCalendar(file)

const figure = (scope: 'term' | 'year', on: string, possible: number, attended = 0) => ({
  on: date(on),
  detail: { scope, possible, attended },
})
const messages = (...asked: Parameters<typeof figure>) => figureFaults(figure(...asked), calendar).map(({ message }) => message)
const odd = (...asked: Parameters<typeof figure>) => figureOddities(figure(...asked), calendar)

describe('a figure of attendance that somebody records', () => {
  it('holds two sessions on each school day of its term up to its day, and not one more', () => {
    // Wednesday the 2nd and Friday the 4th: on the Thursday between them the schools are closed.
    assert.deepEqual(messages('term', '2026-09-04', 4, 4), [])
    assert.deepEqual(messages('term', '2026-09-04', 5), [
      'There can have been 4 sessions at most, two on each of the 2 school days from Wednesday 2 September 2026 to Friday 4 September 2026. Check the number, the day, and whether it is the term',
    ])
    assert.deepEqual(messages('term', '2026-09-02', 2), [])
    assert.match(messages('term', '2026-09-02', 3).join(), /2 sessions at most, two on the one school day, Wednesday 2 September 2026/)
  })

  it('leaves out half-term and weekends: on the Sunday after it no more than on the Friday before', () => {
    const most = 2 * 37
    for (const on of ['2026-10-23', '2026-11-01']) {
      assert.deepEqual(messages('term', on, most), [], on)
      assert.equal(messages('term', on, most + 1).length, 1, on)
    }
    assert.deepEqual(messages('term', '2026-11-02', most + 2), [])
  })

  it('of the year counts from September, of the term from the term’s first day', () => {
    assert.deepEqual(messages('term', '2027-01-04', 2), [])
    assert.match(messages('term', '2027-01-04', 4).join(), /2 sessions at most/)
    assert.deepEqual(messages('year', '2027-01-04', 2 * (37 + 35 + 1)), [])
    assert.match(messages('year', '2027-01-04', 2 * (37 + 35 + 1) + 1).join(), /146 sessions at most.*the school year$/)
  })

  it('is not judged where the calendar does not know the days: what can be is not known', () => {
    const late = openCalendar({ name: 'a county', terms: [spring] })
    assert.deepEqual(figureFaults(figure('year', '2027-01-08', 400, 400), late), [])
    assert.equal(figureFaults(figure('term', '2027-01-08', 400, 400), late).length, 1)
    assert.deepEqual(messages('year', '2027-09-06', 400), [])
    assert.deepEqual(messages('term', '2026-08-31', 400), [])
  })

  it('has no more attended than possible, and says both things that are wrong at once', () => {
    assert.deepEqual(messages('term', '2026-09-04', 4, 5), ['Of 4 sessions that were possible the child can have attended 4 at most'])
    assert.equal(messages('term', '2026-09-04', 5, 6).length, 2)
  })

  it('is odd, and no more than that, without a session, with fewer than half, and on a day without school', () => {
    assert.match(odd('term', '2026-09-04', 0).join(), /No session was possible/)
    assert.deepEqual(odd('term', '2026-09-04', 2), [])
    assert.match(odd('term', '2026-09-04', 1).join(), /4 sessions can have been possible/)
    assert.match(odd('term', '2026-09-05', 4, 4).join(), /no school day/)
    assert.deepEqual(odd('term', '2026-09-04', 4, 0), [])
    assert.deepEqual(odd('year', '2027-09-06', 5, 5), [])
  })
})
