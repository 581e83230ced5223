import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, calendar, caseOf, dutyOf, fact } from '../../test/kit.ts'
import { officer, onRoll } from '../../test/told.ts'
import { civilDate, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { offRollClockOn } from './assess.ts'
import { settingsForAllDays } from './settings.ts'

/*
 * School days from Monday 8 September 2025: seven weeks to half-term make 35, and then five a week 40, 45, 50, 55 by 28 November.
 */

const offRoll = (on: string) => fact(on, 'off-roll', { destinationKnown: true })
const supported = (on: string) => fact(on, 'officer-support', { open: true }, officer)

const clockOn = (on: string, ...facts: readonly CaseRecord[]) =>
  offRollClockOn(caseOf(amina, ...facts), calendar, settingsForAllDays(), day(on))

const told = (on: string, ...facts: readonly CaseRecord[]) => {
  const clock = clockOn(on, ...facts)
  return clock && `${clock.count} of ${clock.of}, reached ${clock.reachedOn === undefined ? 'never' : civilDate(clock.reachedOn)}`
}

describe('The clock of school days off roll', () => {
  it('counts the day asked about, and says when the last is reached', () => {
    assert.equal(told('2025-09-08', offRoll('2025-09-08')), '1 of 60, reached 2025-12-05')
    assert.equal(told('2025-10-24', offRoll('2025-09-08')), '35 of 60, reached 2025-12-05')
    assert.equal(told('2025-11-02', offRoll('2025-09-08')), '35 of 60, reached 2025-12-05')
    assert.equal(told('2025-12-08', offRoll('2025-09-08')), '61 of 60, reached 2025-12-05')
  })

  it('reaches its end on the day on which 1.4a starts', () => {
    const facts = [offRoll('2025-09-08'), supported('2025-10-01')]
    const { startedOn } = dutyOf('1.4a', asOf('2025-12-10', caseOf(amina, ...facts)))
    const reached = clockOn('2025-12-10', ...facts)?.reachedOn
    assert.equal(reached && civilDate(reached), startedOn)
  })

  it('counts from coming off roll, though the council was told before', () => {
    const notified = fact('2025-09-08', 'cme-notification', { agency: 'a neighbour' })
    assert.equal(told('2025-09-19', notified), '10 of 60, reached 2025-12-05')
    assert.equal(told('2025-09-19', notified, offRoll('2025-09-15')), '5 of 60, reached 2025-12-12')
  })

  it('stands still once the child is on a roll, and begins anew with the next time', () => {
    assert.equal(told('2025-10-13', offRoll('2025-09-08'), onRoll('2025-10-06')), undefined)
    assert.equal(told('2025-11-07', offRoll('2025-09-08'), onRoll('2025-10-06'), offRoll('2025-11-03')), '5 of 60, reached 2026-02-06')
  })

  it('says that it cannot be dated where the calendar ends before', () => {
    const last = civilDate(calendar.last)
    const young = { id: 'young', dateOfBirth: civilDate(calendar.last - 7 * 366) }
    const clock = offRollClockOn(caseOf(young, offRoll(civilDate(calendar.last - 20))), calendar, settingsForAllDays(), day(last))
    assert.equal(clock?.reachedOn, undefined)
    assert.match(clock?.words() ?? '', /calendar/)
  })
})
