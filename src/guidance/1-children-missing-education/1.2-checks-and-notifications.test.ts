import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  amina,
  asOf,
  caseOf,
  dutiesOf,
  dutyOf,
  fact,
  itIsNotSettledBy,
  itIsOwed,
  itIsSettledBy,
  itLapsesBy,
  itShows,
  leila,
  linesOf,
  shown,
  tomasz,
} from '../../../test/kit.ts'
import { offRoll, onRoll } from '../../../test/told.ts'
import { checkCase } from '../../casefile/check.ts'
import type { CaseRecord } from '../../casefile/fact-table.ts'
import { shouldClauses } from '../register.ts'

const notified = (on: string) => fact(on, 'cme-notification')
const registered = (on: string) => fact(on, 'cme-registered', undefined, { by: 'cme-officer' })
const stated = (on: string) => fact(on, 'ehe-stated', undefined, { by: 'cme-officer' })
const checked = (on: string, onRegister: boolean) => fact(on, 'ehe-check', { onRegister }, { by: 'ehe-team' })
const concern = (on: string, resolved = false) => fact(on, 'ehe-concern', { resolved }, { by: 'health' })
const closed = (on: string, reason: 'on-roll' | 'other' | 'duplicate') => fact(on, 'cme-closed', { reason }, { by: 'cme-officer' })

describe('1.2a The council is told without delay', () => {
  // Monday 8 September 2025 and the next working day.
  const owed = { clause: '1.2a', facts: [fact('2025-09-08', 'off-roll')], startedOn: '2025-09-08', dueOn: '2025-09-09' }
  itIsOwed('a child off roll on Monday, nobody knows where to, is notified by Tuesday', owed, 'school must, on cme, dated by a setting')

  it('by the agency that recorded the child off roll', () => {
    const offRollBy = (by: 'pupil-access' | 'health') => caseOf(amina, fact('2025-09-08', 'off-roll', undefined, { by }))
    assert.equal(dutyOf('1.2a', asOf('2025-09-08', offRollBy('pupil-access'))).owner, 'pupil-access')
    assert.equal(dutyOf('1.2a', asOf('2025-09-08', offRollBy('health'))).owner, 'health')
  })

  it('in as many working days as the county sets', () => {
    const dueOn = (notifyWithin: number) =>
      dutyOf('1.2a', asOf('2025-09-08', caseOf(amina, ...owed.facts), { settings: { notifyWithin } })).dueOn
    assert.equal(dueOn(0), '2025-09-08')
    assert.equal(dueOn(3), '2025-09-11')
  })

  itIsSettledBy(owed, {
    'a notification': notified,
    'a place on a roll': onRoll,
    'closing the case because the child is on a roll': (on) => closed(on, 'on-roll'),
  })
  itIsNotSettledBy(owed, { 'registering the child': registered, 'a home-education check': (on) => checked(on, true) })
  itLapsesBy(owed, { 'closing the case for another reason': (on) => closed(on, 'other') })

  itShows(
    '1.2a',
    [],
    ['is not owed where the school knows where the child went', '2025-09-08', [], offRoll],
    [
      'is owed where the school says that it does not know',
      '2025-09-08',
      ['open from 2025-09-08, due 2025-09-09'],
      fact('2025-09-08', 'off-roll', { destinationKnown: false }),
    ],
    ['is not owed by a notification alone', '2025-09-08', [], notified('2025-09-08')],
    // Friday 24 October is the last school day before half-term, and Monday 27 October a working day.
    ['goes on in the school holidays', '2025-10-24', ['open from 2025-10-24, due 2025-10-27'], fact('2025-10-24', 'off-roll')],
    // After Wednesday 24 December: two bank holidays and a weekend, then Monday 29 December.
    ['stops for bank holidays and weekends', '2025-12-24', ['open from 2025-12-24, due 2025-12-29'], fact('2025-12-24', 'off-roll')],
    [
      'is done already where the child was notified earlier in the case',
      '2025-09-09',
      ['done from 2025-09-09, due 2025-09-10, on 2025-09-09 by cme-notification@2025-09-03'],
      notified('2025-09-03'),
      notified('2025-09-05'),
      fact('2025-09-09', 'off-roll'),
    ],
    [
      'is not done by a notification of an earlier case',
      '2025-09-08',
      ['open from 2025-09-08, due 2025-09-09'],
      notified('2025-09-01'),
      onRoll('2025-09-04'),
      fact('2025-09-08', 'off-roll'),
    ],
    [
      'starts again when the child is recorded off roll again, and is done by the notification that there is',
      '2025-09-15',
      [
        'done from 2025-09-08, due 2025-09-09, on 2025-09-09 by cme-notification',
        'done from 2025-09-15, due 2025-09-16, on 2025-09-15 by cme-notification@2025-09-09',
      ],
      ...owed.facts,
      notified('2025-09-09'),
      fact('2025-09-15', 'off-roll'),
    ],
    [
      'is owed anew in a later case',
      '2025-10-06',
      ['done from 2025-09-08, due 2025-09-09, on 2025-09-09 by cme-notification', 'open from 2025-10-06, due 2025-10-07'],
      ...owed.facts,
      notified('2025-09-09'),
      onRoll('2025-09-15'),
      fact('2025-10-06', 'off-roll'),
    ],
  )

  it('keeps its date when the child is recorded off roll again while it is owed, and names both records', () => {
    const again = dutyOf('1.2a', asOf('2025-09-10', caseOf(amina, ...owed.facts, fact('2025-09-09', 'off-roll'))))
    assert.equal(shown(again), 'overdue from 2025-09-08, due 2025-09-09')
    assert.deepEqual(again.because, ['off-roll@2025-09-08', 'off-roll@2025-09-09'])
  })

  it('lapses on the last day of compulsory school age', () => {
    const case_ = caseOf(leila, fact('2026-06-25', 'off-roll'))
    assert.deepEqual(linesOf('1.2a', asOf('2026-06-25', case_)), ['open from 2026-06-25, due 2026-06-26'])
    assert.deepEqual(linesOf('1.2a', asOf('2026-06-26', case_)), ['lapsed from 2026-06-25, due 2026-06-26, on 2026-06-26 by time alone'])
  })

  it('starts on the first day of compulsory school age for a child who was off roll before', () => {
    const off = fact('2026-03-09', 'off-roll')
    assert.deepEqual(linesOf('1.2a', asOf('2026-03-30', caseOf(tomasz, off))), [])
    assert.deepEqual(linesOf('1.2a', asOf('2026-03-31', caseOf(tomasz, off))), ['open from 2026-03-31, due 2026-04-01'])
    assert.deepEqual(linesOf('1.2a', asOf('2026-03-31', caseOf(tomasz, off, notified('2026-03-16')))), [
      'done from 2026-03-31, due 2026-04-01, on 2026-03-31 by cme-notification@2026-03-16',
    ])
  })
})

describe('1.2b The child is put on the CME database', () => {
  // Tuesday 9 September 2025 and two working days.
  const owed = { clause: '1.2b', facts: [offRoll, notified('2025-09-09')], startedOn: '2025-09-09', dueOn: '2025-09-11' }
  itIsOwed('a child notified on Tuesday is registered by Thursday', owed, 'cme-officer must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-09-09', caseOf(amina, ...owed.facts), { settings: { registerWithin: 5 } })
    assert.equal(dutyOf('1.2b', answer).dueOn, '2025-09-16') // 10, 11, 12, 15, 16
  })

  itIsSettledBy(owed, {
    'registering the child': registered,
    'closing the case as a duplicate': (on) => closed(on, 'duplicate'),
    'closing the case because the child is on a roll': (on) => closed(on, 'on-roll'),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })

  itShows(
    '1.2b',
    [],
    ['is not owed for a child whom nobody notified', '2025-09-08', [], offRoll],
    ['is owed by the notification that opens the case', '2025-09-08', ['open from 2025-09-08, due 2025-09-10'], notified('2025-09-08')],
    ['is not owed for a child who is registered in the case', '2025-09-09', [], offRoll, registered('2025-09-08'), notified('2025-09-09')],
    [
      'is owed for a child who was registered in an earlier case',
      '2025-10-07',
      ['open from 2025-10-07, due 2025-10-09'],
      offRoll,
      registered('2025-09-08'),
      onRoll('2025-09-15'),
      notified('2025-10-07'),
    ],
    [
      'starts and is done on one day when the child is registered on it',
      '2025-09-09',
      ['done from 2025-09-09, due 2025-09-11, on 2025-09-09 by cme-registered'],
      ...owed.facts,
      registered('2025-09-09'),
    ],
  )

  it('keeps its date when another agency notifies, and names both notifications', () => {
    const both = dutyOf('1.2b', asOf('2025-09-10', caseOf(amina, ...owed.facts, notified('2025-09-10'))))
    assert.equal(shown(both), 'open from 2025-09-09, due 2025-09-11')
    assert.deepEqual(both.because, ['cme-notification@2025-09-09', 'cme-notification@2025-09-10'])
  })

  it('starts on the first day of compulsory school age for a child notified before, unless registered by then', () => {
    const notice = notified('2026-03-09')
    // Wednesday 1 and Thursday 2 April, before Good Friday.
    assert.deepEqual(linesOf('1.2b', asOf('2026-03-31', caseOf(tomasz, notice))), ['open from 2026-03-31, due 2026-04-02'])
    assert.deepEqual(linesOf('1.2b', asOf('2026-03-31', caseOf(tomasz, notice, registered('2026-03-16')))), [])
  })
})

describe('1.2c The home-education register is checked', () => {
  // Monday 15 September 2025: 16 to 19 make four working days, Monday 22 is the fifth.
  const owed = { clause: '1.2c', facts: [offRoll, stated('2025-09-15')], startedOn: '2025-09-15', dueOn: '2025-09-22' }
  itIsOwed('where parents say on Monday that they home educate, by the Monday after', owed, 'ehe-team must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-09-15', caseOf(amina, ...owed.facts), { settings: { eheCheckWithin: 1 } })
    assert.equal(dutyOf('1.2c', answer).dueOn, '2025-09-16')
  })

  itIsSettledBy(owed, {
    'finding the child on the register': (on) => checked(on, true),
    'not finding the child on the register': (on) => checked(on, false),
  })
  itIsNotSettledBy(owed, { 'a concern about the education given': (on) => concern(on) })
  itLapsesBy(owed, { 'a place on a roll': onRoll })

  itShows(
    '1.2c',
    [],
    // 1 May, then 5 to 8 May: Monday 4 May is a bank holiday.
    [
      'counts no working day on the early May bank holiday',
      '2026-04-30',
      ['open from 2026-04-30, due 2026-05-08'],
      fact('2026-04-27', 'off-roll', { destinationKnown: true }),
      stated('2026-04-30'),
    ],
    ['is not owed outside a case', '2025-09-01', [], stated('2025-09-01')],
    [
      'starts as a case opens where an earlier statement was never checked',
      '2025-09-08',
      ['open from 2025-09-08, due 2025-09-15'],
      stated('2025-09-01'),
      offRoll,
    ],
    ['does not, where it was checked since', '2025-09-08', [], stated('2025-09-01'), checked('2025-09-03', false), offRoll],
    [
      'does not, where it was checked on the day of the statement',
      '2025-09-08',
      [],
      stated('2025-09-01'),
      checked('2025-09-01', true),
      offRoll,
    ],
    [
      'does, where only a statement before the last was checked',
      '2025-09-08',
      ['open from 2025-09-08, due 2025-09-15'],
      stated('2025-08-25'),
      checked('2025-08-27', true),
      stated('2025-09-01'),
      offRoll,
    ],
    [
      'starts and is done on the day the case opens when checked on it',
      '2025-09-08',
      ['done from 2025-09-08, due 2025-09-15, on 2025-09-08 by ehe-check'],
      stated('2025-09-01'),
      offRoll,
      checked('2025-09-08', true),
    ],
    [
      'comes back with the next case where the last one ended unchecked',
      '2025-10-06',
      ['lapsed from 2025-09-15, due 2025-09-22, on 2025-09-22 by on-roll', 'open from 2025-10-06, due 2025-10-13'],
      ...owed.facts,
      onRoll('2025-09-22'),
      fact('2025-10-06', 'off-roll'),
    ],
    [
      'starts again when parents say so again after the check',
      '2025-09-18',
      ['done from 2025-09-15, due 2025-09-22, on 2025-09-16 by ehe-check', 'open from 2025-09-18, due 2025-09-25'],
      ...owed.facts,
      checked('2025-09-16', false),
      stated('2025-09-18'),
    ],
    [
      'is not done by a check from before the statement',
      '2025-09-15',
      ['open from 2025-09-15, due 2025-09-22'],
      ...owed.facts,
      checked('2025-09-12', true),
    ],
  )

  it('names the statement, and further ones while it is owed', () => {
    const because = (...facts: readonly CaseRecord[]) => dutyOf('1.2c', asOf('2025-09-17', caseOf(amina, ...facts))).because
    assert.deepEqual(because(stated('2025-08-25'), stated('2025-09-01'), offRoll), ['ehe-stated@2025-09-01'])
    assert.deepEqual(because(...owed.facts, stated('2025-09-17')), ['ehe-stated@2025-09-15', 'ehe-stated@2025-09-17'])
  })

  it('starts with a case that opens on the first day of compulsory school age, for a statement made in between', () => {
    const case_ = caseOf(tomasz, fact('2026-03-09', 'off-roll'), stated('2026-03-16'))
    // 1 and 2 April, then after Good Friday and Easter Monday 7, 8 and 9 April.
    assert.deepEqual(linesOf('1.2c', asOf('2026-03-31', case_)), ['open from 2026-03-31, due 2026-04-09'])
    assert.deepEqual(dutiesOf('1.2c', asOf('2026-03-31', caseOf(tomasz, ...case_.facts, checked('2026-03-23', true)))), [])
  })
})

describe('1.2d A concern about home education may be raised', () => {
  const offered = (on: string, ...facts: readonly CaseRecord[]): string[] =>
    asOf(on, caseOf(amina, ...facts)).options.map(({ clause, agency, since }) => `${clause} to ${agency} since ${since}`)

  it('by anybody, from the day parents say that they home educate', () =>
    assert.deepEqual(offered('2025-09-15', offRoll, stated('2025-09-15')), ['1.2d to any since 2025-09-15']))

  it('from the day the child is found on the register, not when not found', () => {
    assert.deepEqual(offered('2025-09-16', offRoll, checked('2025-09-16', true)), ['1.2d to any since 2025-09-16'])
    assert.deepEqual(offered('2025-09-16', offRoll, checked('2025-09-16', false)), [])
  })

  it('since the first such day', () =>
    assert.deepEqual(offered('2025-09-17', offRoll, stated('2025-09-15'), checked('2025-09-17', true)), ['1.2d to any since 2025-09-15']))

  it('until one is raised or resolved, on the very day too', () => {
    for (const resolved of [false, true]) {
      assert.deepEqual(offered('2025-09-17', offRoll, stated('2025-09-15'), concern('2025-09-18', resolved)), [
        '1.2d to any since 2025-09-15',
      ])
      assert.deepEqual(offered('2025-09-18', offRoll, stated('2025-09-15'), concern('2025-09-18', resolved)), [])
    }
    assert.deepEqual(offered('2025-09-15', offRoll, stated('2025-09-15'), concern('2025-09-15')), [])
  })

  it('whatever was raised before', () =>
    assert.deepEqual(offered('2025-09-15', offRoll, concern('2025-09-10'), stated('2025-09-15')), ['1.2d to any since 2025-09-15']))

  it('again when parents say so again', () =>
    assert.deepEqual(offered('2025-09-22', offRoll, stated('2025-09-15'), concern('2025-09-18'), stated('2025-09-22')), [
      '1.2d to any since 2025-09-22',
    ]))

  it('not for what was said before the case opened', () => assert.deepEqual(offered('2025-09-08', stated('2025-09-01'), offRoll), []))

  it('until the case ends', () => assert.deepEqual(offered('2025-09-22', offRoll, stated('2025-09-15'), onRoll('2025-09-22')), []))
})

describe('A case may be closed as home educated', () => {
  const isRefused = (...facts: readonly CaseRecord[]): boolean =>
    'faults' in checkCase(caseOf(amina, offRoll, ...facts, fact('2025-10-06', 'cme-closed', { reason: 'ehe' })), shouldClauses)

  it('when the child is on the register and no concern is open', () => assert.equal(isRefused(checked('2025-09-16', true)), false))

  it('not without a check, nor after one that did not find the child', () => {
    assert.equal(isRefused(), true)
    assert.equal(isRefused(checked('2025-09-16', false)), true)
    assert.equal(isRefused(checked('2025-09-16', true), checked('2025-09-23', false)), true)
    assert.equal(isRefused(checked('2025-09-16', false), checked('2025-09-23', true)), false)
  })

  it('not while a concern is open', () => {
    assert.equal(isRefused(checked('2025-09-16', true), concern('2025-09-18')), true)
    assert.equal(isRefused(checked('2025-09-16', true), concern('2025-09-18'), concern('2025-09-25', true)), false)
    assert.equal(isRefused(checked('2025-09-16', true), concern('2025-09-18', true), concern('2025-09-25')), true)
  })

  it('by a check or a concern of before the case too', () => {
    assert.equal(isRefused(checked('2025-09-01', true)), false)
    assert.equal(isRefused(checked('2025-09-16', true), concern('2025-09-01')), true)
  })
})
