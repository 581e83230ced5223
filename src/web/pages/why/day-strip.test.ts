import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, calendar, caseOf, fact } from '../../../../test/kit.ts'
import { day } from '../../../calendar/civil-date.ts'
import { assess } from '../../../guidance/assess.ts'
import { type SettingValues, settingsForAllDays } from '../../../guidance/settings.ts'
import { dutyClause } from '../../../words/clause-named.ts'
import { dayStrip } from './day-strip.ts'

const offRoll = fact('2025-09-08', 'off-roll', { destinationKnown: false })
const panel = fact('2025-11-26', 'panel-outcome', { openTo: ['cfw'], safeguardingConcerns: false }, { by: 'panel-chair' })

function strip(clause: string, on: string, settings: Partial<SettingValues> = {}) {
  const held = settingsForAllDays(settings)
  const { duties } = assess(caseOf(amina, offRoll, panel), calendar, held, day(on))
  const duty = duties.find((one) => one.clause === clause)
  assert.ok(duty)
  return dayStrip(duty, dutyClause(clause), calendar, held.on(day(on)), day(on))
}

const told = (...asked: Parameters<typeof strip>) => strip(...asked)?.cells.map(({ day, count, says }) => `${day} ${count} ${says}`.trim())

describe('The days of a date', () => {
  it('begin with the one counted from, leave out weekends, and end with the due date', () => {
    assert.deepEqual(told('1.4d', '2025-11-27'), [
      'Wed 26 Nov 0 started',
      'Thu 27 Nov 1 today',
      'Fri 28 Nov 2',
      'Sat 29 Nov – not counted',
      'Sun 30 Nov – not counted',
      'Mon 1 Dec 3 due',
    ])
  })
  it('go on to the day asked about where it is late', () => {
    assert.deepEqual(told('1.4d', '2025-12-03')?.slice(-3), ['Mon 1 Dec 3 due', 'Tue 2 Dec 1 late', 'Wed 3 Dec 2 late, today'])
  })
  it('are as many as can be looked at, and the rest is counted', () => {
    assert.deepEqual([strip('1.4d', '2025-12-09')?.cells.length, strip('1.4d', '2025-12-09')?.more], [14, 0])
    assert.deepEqual([strip('1.4d', '2025-12-10')?.cells.length, strip('1.4d', '2025-12-10')?.more], [14, 1])
  })
  it('are told in words alone where they are many', () => {
    assert.equal(strip('1.4d', '2025-11-27', { workerDiscussionWithin: 9 })?.cells.length, 14)
    assert.equal(strip('1.4d', '2025-11-27', { workerDiscussionWithin: 10 }), undefined)
  })
})
