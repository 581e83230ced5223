import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCalendar } from '../calendar/calendar.ts'
import { civilDate, day } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { absencePlan, count, marksOf } from './attendance.ts'
import { randomOf } from './random.ts'
import { around } from './school-days.ts'

const calendar = openCalendar(lancashire)
/** The 54th school day of 2026-27 is the last one before. The first is a training day. */
const november = around(calendar, day('2026-11-23'))
const PRESENT = '/\\'

/** Marks of a pupil who is away on these school days of the year, counted from 0. */
const marksWithout = (time: typeof november, ...away: readonly number[]) =>
  time.year.map((on, index) => (time.training.has(on) ? '##' : away.includes(index) ? 'OO' : PRESENT)).join('')

const crossingsOf = (time: typeof november, marks: string) =>
  count(time, marks).crossings.map(
    ({ day, scope, band, possible, attended }) => `${civilDate(day)} ${scope} ${band}: ${attended}/${possible}`,
  )

describe('the figures of a pupil', () => {
  it('are written down when they are first judged: the year after 20 sessions, the term after 40', () => {
    assert.deepEqual(crossingsOf(november, marksWithout(november)), ['2026-09-15 year above: 20/20', '2026-09-29 term above: 40/40'])
  })

  it('and at every change of band: exactly a tenth missed is below the line of the year, exactly 75 and 80 in a hundred are not below theirs', () => {
    assert.deepEqual(crossingsOf(november, marksWithout(november, 1, 11, 12, 13, 20, 21, 22)), [
      '2026-09-15 year a tenth missed: 18/20',
      '2026-09-29 term below 80: 30/40',
      '2026-09-30 term below 75: 30/42',
      '2026-10-09 term below 80: 42/56',
      '2026-10-20 term above: 56/70',
    ])
  })

  it('leave training days out, and count what is sent home as missed', () => {
    const { attendance } = count(november, `##EE${PRESENT.repeat(november.year.length - 2)}`)
    assert.deepEqual(attendance.year, { possible: 2 * (november.year.length - 1), attended: 2 * (november.year.length - 2) })
  })

  it('of the term begin anew with each term, and those of the year go on', () => {
    const january = around(calendar, day('2027-01-11'))
    const { attendance } = count(january, marksWithout(january))
    // Monday 4 January is a training day; Tuesday to Friday are counted.
    assert.equal(attendance.term.possible, 8)
    assert.ok(attendance.year.possible > 100)
  })

  it('of a term of which no day is over are none', () => {
    const first = around(calendar, day('2027-01-04'))
    assert.deepEqual(count(first, marksWithout(first)).attendance.term, { possible: 0, attended: 0 })
    const september = around(calendar, day('2026-09-01'))
    assert.deepEqual(count(september, '').attendance.year, { possible: 0, attended: 0 })
  })
})

describe('the marks of a pupil', () => {
  it('are two for each school day, and of a pupil who misses less than a tenth never come below the line', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const random = randomOf(seed)
      const plan = absencePlan('secondary', random, november.daysOfYear)
      const marks = marksOf(november, plan, new Set(), random)
      assert.equal(marks.length, 2 * november.year.length)
      const often = Math.max(...plan.from.map(({ missed }) => missed))
      if (often < 100) assert.equal(count(november, marks).everBelow, false, `seed ${seed}`)
    }
  })

  it('come near to what was planned, where that does not change', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const random = randomOf(seed)
      const plan = absencePlan('primary', random, november.daysOfYear)
      if (plan.from.length > 1) continue
      const { possible, attended } = count(november, marksOf(november, plan, new Set(), random)).attendance.year
      const planned = ((plan.from[0]?.missed ?? 0) * possible) / 1000
      assert.ok(Math.abs(possible - attended - planned) <= 20, `seed ${seed}: ${possible - attended} instead of ${planned}`)
    }
  })
})
