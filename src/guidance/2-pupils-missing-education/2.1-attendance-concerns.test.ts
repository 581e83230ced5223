import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, ewan, fact, leila, questionsAbout, tomasz } from '../../../test/kit.ts'
import { date } from '../../calendar/civil-date.ts'
import type { CaseRecord, Child, Detail } from '../../casefile/fact-table.ts'
import type { SettingValues } from '../settings.ts'
import { requestIntensiveSupport } from './2.1-attendance-concerns.ts'

/*
 * Terms of 2025-26: 1 September to 19 December, 5 January to 27 March, 13 April to 20 July. The days from one term's last to the next
 * one's first belong to the term before. Without bank holidays 5 working days are a week, 10 two weeks, 30 six.
 */

const figure = (on: string, scope: 'term' | 'year', possible: number, attended: number): CaseRecord =>
  fact(on, 'attendance-summary', { scope, possible, attended }, { id: `${scope}@${on}` })
const term = (on: string, possible: number, attended: number) => figure(on, 'term', possible, attended)
const year = (on: string, possible: number, attended: number) => figure(on, 'year', possible, attended)
const concern = fact('2025-09-15', 'attendance-concern')
const closed = (on: string) => fact(on, 'attendance-concern-closed', { reason: 'attendance is good again' })
const step = (on: string, taken: Detail<'school-step'>['step'] = 'attendance-policy') => fact(on, 'school-step', { step: taken })
const review = (on: string, improved: boolean, id?: string) => fact(on, 'attendance-review', { improved }, id === undefined ? {} : { id })
const noBetter = (on: string) => review(on, false)
const better = (on: string) => review(on, true)
const eha = (on: string, outcome: Detail<'eha'>['outcome'] = 'completed') => fact(on, 'eha', { outcome })
const taf = (on: string, detail: Detail<'taf-meeting'> = {}) => fact(on, 'taf-meeting', detail)
const request = (on: string, level: 'standard' | 'intensive' = 'intensive') =>
  fact(on, 'support-request', { to: 'cfw', route: 'cssh-mash', level })
const reasonNotDone = (on: string, clause: string) => fact(on, 'reason-not-done', { clause, reason: 'the family moves away' })

describe('2.1a Follow the school’s own attendance procedures', () => {
  const asked = questionsAbout('2.1a')

  it('should be done by the school within 10 working days of a concern about attendance', () => {
    assert.equal(asked.owed('2025-09-15', concern), 'open from 2025-09-15, due 2025-09-29')
    assert.equal(asked.whose('2025-09-15', concern), 'school should, on pme, dated by a setting')
    assert.equal(asked.because('2025-09-15', concern), 'attendance-concern@2025-09-15')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-09-29', concern), 'open from 2025-09-15, due 2025-09-29')
    assert.equal(asked.owed('2025-09-30', concern), 'overdue from 2025-09-15, due 2025-09-29')
  })

  it('is asked for when a figure of the year or of the term opens the case', () => {
    assert.equal(asked.because('2025-10-03', year('2025-10-03', 40, 35)), 'year@2025-10-03')
    assert.equal(asked.because('2025-10-03', term('2025-10-03', 48, 35)), 'term@2025-10-03')
  })

  it('is not asked for while attendance gives no cause for a case', () => {
    assert.equal(asked.owed('2025-10-03', year('2025-10-03', 40, 37), term('2025-10-03', 48, 36)), 'nothing')
  })

  for (const taken of [
    'attendance-policy',
    'attendance-consultant',
    'support-team',
    'school-nurse',
    'ebsa-pathway',
    'alternative-provision',
    'ehc-needs-assessment',
    'early-help-assessment',
    'legal-intervention',
  ] as const) {
    it(`is done by a step of the procedures: ${taken}`, () => {
      assert.equal(asked.closed('2025-09-29', concern, step('2025-09-29', taken)), 'done on 2025-09-29 by school-step@2025-09-29')
    })
  }

  it('is done late by a step on the day after its due date', () => {
    assert.equal(asked.closed('2025-09-30', concern, step('2025-09-30')), 'late on 2025-09-30 by school-step@2025-09-30')
  })

  it('is not done by a review, by advice or by an assessment', () => {
    const advice = fact('2025-09-22', 'advice-sought', { from: 'advice-line' })
    assert.equal(
      asked.owed('2025-09-22', concern, noBetter('2025-09-22'), advice, eha('2025-09-22')),
      'open from 2025-09-15, due 2025-09-29',
    )
  })

  it('is done from its start by a step taken earlier in the same school year, by the first of them', () => {
    const facts = [step('2025-09-01'), step('2025-09-10'), concern]
    assert.equal(asked.owed('2025-12-01', ...facts), 'done from 2025-09-15, due 2025-09-29')
    assert.equal(asked.closed('2025-12-01', ...facts), 'done on 2025-09-15 by school-step@2025-09-01')
  })

  it('is not done by a step of the school year before, which ends on 31 August', () => {
    assert.equal(asked.owed('2025-09-15', step('2025-08-31'), concern), 'open from 2025-09-15, due 2025-09-29')
  })

  it('is set aside by a recorded reason, and not by a reason for another clause', () => {
    assert.equal(
      asked.closed('2025-10-06', concern, reasonNotDone('2025-10-06', '2.1a')),
      'set-aside on 2025-10-06 by reason-not-done@2025-10-06',
    )
    assert.equal(asked.owed('2025-09-22', concern, reasonNotDone('2025-09-22', '2.1c')), 'open from 2025-09-15, due 2025-09-29')
  })

  it('is not asked for again by a further concern in the same case', () => {
    const facts = [concern, step('2025-09-16'), fact('2025-09-22', 'attendance-concern')]
    assert.equal(asked.owed('2025-09-22', ...facts), 'done from 2025-09-15, due 2025-09-29')
    assert.equal(asked.because('2025-09-22', ...facts), 'attendance-concern@2025-09-15')
  })

  it('is asked for again in the next case', () => {
    const facts = [concern, closed('2025-09-22'), fact('2025-10-06', 'attendance-concern')]
    assert.equal(asked.owed('2025-10-06', ...facts), 'lapsed from 2025-09-15, due 2025-09-29; open from 2025-10-06, due 2025-10-20')
  })

  it('lapses as the case ends', () => {
    assert.equal(asked.closed('2025-09-22', concern, closed('2025-09-22')), 'lapsed on 2025-09-22 by attendance-concern-closed@2025-09-22')
    assert.equal(asked.closed('2025-09-22', concern, fact('2025-09-22', 'off-roll')), 'lapsed on 2025-09-22 by off-roll@2025-09-22')
  })

  it('lapses on the last day of compulsory school age, and not before', () => {
    const late = fact('2026-06-22', 'attendance-concern')
    const { owed, closed } = questionsAbout('2.1a', leila)
    assert.equal(owed('2026-06-25', late), 'open from 2026-06-22, due 2026-07-06')
    assert.equal(closed('2026-06-26', late), 'lapsed on 2026-06-26 by nothing recorded')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('2.1a', amina, { settings: { schoolStepWithin: 3 } })
    assert.equal(owed('2025-09-15', concern), 'open from 2025-09-15, due 2025-09-18')
  })
})

describe('2.1b Persistently absent', () => {
  const since = (on: string, facts: readonly CaseRecord[], settings: Partial<SettingValues> = {}, child: Child = amina): string =>
    asOf(on, caseOf(child, ...facts), { settings }).statuses.find(({ clause }) => clause === '2.1b')?.since ?? 'not so'

  for (const [possible, attended, byTheRule, byTheWords] of [
    [100, 89, true, true],
    [100, 90, true, false],
    [100, 91, false, false],
    [190, 170, true, true],
    [190, 171, true, false],
    [190, 172, false, false],
    [195, 175, true, true], // 20 x 10 >= 195, and 1750 < 1755
    [195, 176, false, false], // 19 x 10 < 195
    [20, 0, true, true],
    [19, 0, false, false], // too few to judge
    [20, 18, true, false],
    [0, 0, false, false],
  ] as const) {
    const says = (so: boolean) => (so ? 'is' : 'is not')
    it(`${says(byTheRule)} so with ${attended} of ${possible} sessions by the DfE’s rule, and ${says(byTheWords)} by the guidance’s words`, () => {
      const told = (settings: Partial<SettingValues>) => since('2025-12-12', [year('2025-12-12', possible, attended)], settings)
      assert.equal(told({}), byTheRule ? '2025-12-12' : 'not so')
      assert.equal(told({ persistentAbsence: 'tenth-or-more-missed' }), byTheRule ? '2025-12-12' : 'not so')
      assert.equal(told({ persistentAbsence: 'below-90' }), byTheWords ? '2025-12-12' : 'not so')
    })
  }

  it('is judged from as many sessions on as the county says', () => {
    assert.equal(since('2025-10-03', [year('2025-10-03', 39, 20)], { minimumSessionsYear: 40 }), 'not so')
    assert.equal(since('2025-10-03', [year('2025-10-03', 40, 20)], { minimumSessionsYear: 40 }), '2025-10-03')
  })

  it('holds since the first such figure, while later figures stay below', () => {
    assert.equal(since('2025-12-01', [year('2025-10-03', 40, 30), year('2025-11-07', 80, 65)]), '2025-10-03')
  })

  it('holds no longer from a figure that is above, and anew since the next one below', () => {
    const facts = [year('2025-10-03', 40, 35), year('2025-11-07', 80, 73)]
    assert.equal(since('2025-11-06', facts), '2025-10-03')
    assert.equal(since('2025-11-07', facts), 'not so')
    assert.equal(since('2025-12-05', [...facts, year('2025-12-05', 120, 100)]), '2025-12-05')
  })

  it('holds no longer from a figure of too few sessions to be judged', () => {
    assert.equal(since('2025-11-07', [year('2025-10-03', 40, 30), year('2025-11-07', 19, 0)]), 'not so')
  })

  it('is neither given nor ended by a figure of the term', () => {
    assert.equal(since('2025-10-03', [term('2025-10-03', 48, 10)]), 'not so')
    assert.equal(since('2025-11-07', [year('2025-10-03', 40, 30), term('2025-11-07', 80, 80)]), '2025-10-03')
  })

  it('holds on 31 August and no longer on 1 September', () => {
    const facts = [year('2026-06-12', 320, 250)]
    assert.equal(since('2026-08-31', facts), '2026-06-12')
    assert.equal(since('2026-09-01', facts), 'not so')
    assert.equal(since('2026-09-25', [...facts, year('2026-09-25', 36, 30)]), '2026-09-25')
  })

  it('holds on the last day of compulsory school age and no longer after it', () => {
    const facts = [year('2026-06-12', 320, 250)]
    assert.equal(since('2026-06-26', facts, {}, leila), '2026-06-12')
    assert.equal(since('2026-06-27', facts, {}, leila), 'not so')
  })

  it('starts on the first day of compulsory school age, and not by a figure of the day before', () => {
    assert.equal(since('2026-03-31', [year('2026-03-31', 220, 150)], {}, tomasz), '2026-03-31')
    assert.equal(since('2026-04-20', [year('2026-03-30', 220, 150)], {}, tomasz), 'not so')
  })

  it('holds no longer once the child is off roll, and not again for being back on one', () => {
    const facts = [year('2025-10-03', 40, 30), fact('2025-10-10', 'off-roll')]
    assert.equal(since('2025-10-09', facts), '2025-10-03')
    assert.equal(since('2025-10-10', facts), 'not so')
    assert.equal(since('2025-10-20', [...facts, fact('2025-10-20', 'on-roll')]), 'not so')
    assert.equal(since('2025-11-07', [...facts, fact('2025-10-20', 'on-roll'), year('2025-11-07', 70, 50)]), '2025-11-07')
  })

  it('does not start by a figure that is read while the child is off roll', () => {
    const facts = [fact('2025-09-29', 'off-roll'), year('2025-10-03', 40, 30)]
    assert.equal(since('2025-10-03', facts), 'not so')
    assert.equal(since('2025-10-06', [...facts, fact('2025-10-06', 'on-roll')]), 'not so')
  })

  it('needs no open case', () => {
    assert.equal(since('2025-10-20', [year('2025-10-03', 40, 30), closed('2025-10-10')]), '2025-10-03')
  })
})

/** What 2.1c and 2.1d have in common: both are asked for at the same point. */
const asNothingImproves = (clause: string, due: (weeks: number) => string) => {
  const asked = questionsAbout(clause)
  const found = noBetter('2025-10-06')

  it('is asked for when a review after a step of the school’s procedures finds no improvement', () => {
    assert.equal(asked.owed('2025-10-06', concern, step('2025-09-22'), found), `open from 2025-10-06, due ${due(0)}`)
    assert.equal(asked.because('2025-10-06', concern, step('2025-09-22'), found), 'attendance-review@2025-10-06')
    assert.equal(asked.whose('2025-10-06', concern, step('2025-09-22'), found), 'school should, on pme, dated by a setting')
  })

  it('is not asked for when the review finds improvement, or no step was taken', () => {
    assert.equal(asked.owed('2025-10-06', concern, step('2025-09-22'), better('2025-10-06')), 'nothing')
    assert.equal(asked.owed('2025-10-06', concern, found), 'nothing')
  })

  it('is asked for when step and review are of one day, and not when the step came the day after', () => {
    assert.equal(asked.owed('2025-10-06', concern, step('2025-10-06'), found), `open from 2025-10-06, due ${due(0)}`)
    assert.equal(asked.owed('2025-10-07', concern, step('2025-10-07'), found), 'nothing')
  })

  it('is asked for after a step of before the case in the same school year, and not of the year before', () => {
    assert.equal(asked.owed('2025-10-06', step('2025-09-01'), concern, found), `open from 2025-10-06, due ${due(0)}`)
    assert.equal(asked.owed('2025-10-06', step('2025-08-31'), concern, found), 'nothing')
  })

  it('is asked for after a step of the case, though a school year has begun since', () => {
    const facts = [fact('2026-07-06', 'attendance-concern'), step('2026-07-13'), noBetter('2026-10-05')]
    assert.match(asked.owed('2026-10-05', ...facts), /^open from 2026-10-05/)
  })

  it('is not asked for outside a case', () => {
    assert.equal(asked.owed('2025-10-06', step('2025-09-22'), found), 'nothing')
  })

  it('keeps its due date when a further review finds no improvement', () => {
    const facts = [concern, step('2025-09-22'), found, noBetter('2025-10-09')]
    assert.equal(asked.owed('2025-10-09', ...facts), `open from 2025-10-06, due ${due(0)}`)
    assert.equal(asked.because('2025-10-09', ...facts), 'attendance-review@2025-10-06 + attendance-review@2025-10-09')
  })

  it('lapses when a review finds improvement, and is asked for again when a later one finds none', () => {
    const facts = [concern, step('2025-09-22'), found, better('2025-10-08')]
    assert.equal(asked.closed('2025-10-08', ...facts), 'lapsed on 2025-10-08 by attendance-review@2025-10-08')
    assert.equal(
      asked.owed('2025-10-13', ...facts, noBetter('2025-10-13')),
      `lapsed from 2025-10-06, due ${due(0)}; open from 2025-10-13, due ${due(1)}`,
    )
  })

  it('lapses by a better review of the same day when that is read after, and not when it is read before', () => {
    const [worse, improved] = [review('2025-10-06', false, 'b'), (id: string) => review('2025-10-06', true, id)]
    assert.equal(asked.closed('2025-10-06', concern, step('2025-09-22'), worse, improved('c')), 'lapsed on 2025-10-06 by c')
    assert.equal(asked.owed('2025-10-06', concern, step('2025-09-22'), worse, improved('a')), `open from 2025-10-06, due ${due(0)}`)
  })

  it('is set aside by a recorded reason', () => {
    const facts = [concern, step('2025-09-22'), found, reasonNotDone('2025-10-09', clause)]
    assert.equal(asked.closed('2025-10-09', ...facts), 'set-aside on 2025-10-09 by reason-not-done@2025-10-09')
  })

  it('lapses as the case ends', () => {
    assert.match(asked.closed('2025-10-08', concern, step('2025-09-22'), found, closed('2025-10-08')), /^lapsed on 2025-10-08/)
  })
}

describe('2.1c Seek advice', () => {
  const { owed, closed } = questionsAbout('2.1c')
  const facts = [concern, step('2025-09-22'), noBetter('2025-10-06')]
  const advice = (on: string, from: Detail<'advice-sought'>['from']) => fact(on, 'advice-sought', { from })

  asNothingImproves('2.1c', (weeks) => `2025-10-${13 + 7 * weeks}`)

  it('is open on its due date and overdue the day after', () => {
    assert.equal(owed('2025-10-13', ...facts), 'open from 2025-10-06, due 2025-10-13')
    assert.equal(owed('2025-10-14', ...facts), 'overdue from 2025-10-06, due 2025-10-13')
  })

  it('is done by advice from the advice line or a MASH education officer, late from the day after the due date', () => {
    assert.match(closed('2025-10-13', ...facts, advice('2025-10-13', 'advice-line')), /^done on 2025-10-13/)
    assert.match(closed('2025-10-13', ...facts, advice('2025-10-13', 'mash-education-officer')), /^done on 2025-10-13/)
    assert.match(closed('2025-10-14', ...facts, advice('2025-10-14', 'advice-line')), /^late on 2025-10-14/)
  })

  it('is done by advice of the day of the review, and not by advice of the day before', () => {
    assert.match(closed('2025-10-06', ...facts, advice('2025-10-06', 'advice-line')), /^done on 2025-10-06/)
    assert.equal(owed('2025-10-06', ...facts, advice('2025-10-05', 'advice-line')), 'open from 2025-10-06, due 2025-10-13')
  })

  it('is not done by advice from a senior family support worker, or by an assessment', () => {
    const other = [advice('2025-10-07', 'cfw-senior-support-worker'), eha('2025-10-07')]
    assert.equal(owed('2025-10-07', ...facts, ...other), 'open from 2025-10-06, due 2025-10-13')
  })

  it('is asked for again by the next review without improvement once advice was sought', () => {
    const again = [...facts, advice('2025-10-08', 'advice-line'), noBetter('2025-11-03')]
    assert.equal(owed('2025-11-03', ...again), 'done from 2025-10-06, due 2025-10-13; open from 2025-11-03, due 2025-11-10')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('2.1c', amina, { settings: { adviceWithin: 2 } })
    assert.equal(owed('2025-10-06', ...facts), 'open from 2025-10-06, due 2025-10-08')
  })
})

describe('2.1d Complete or review an Early Help Assessment', () => {
  const { owed, closed } = questionsAbout('2.1d')
  const facts = [concern, step('2025-09-22'), noBetter('2025-10-06')]

  // 30 working days are six weeks: 6 October to 17 November.
  asNothingImproves('2.1d', (weeks) => `2025-11-${17 + 7 * weeks}`)

  it('is open on its due date and overdue the day after', () => {
    assert.equal(owed('2025-11-17', ...facts), 'open from 2025-10-06, due 2025-11-17')
    assert.equal(owed('2025-11-18', ...facts), 'overdue from 2025-10-06, due 2025-11-17')
  })

  it('is done by an assessment completed or reviewed, late from the day after the due date', () => {
    assert.match(closed('2025-11-17', ...facts, eha('2025-11-17')), /^done on 2025-11-17/)
    assert.match(closed('2025-11-17', ...facts, eha('2025-11-17', 'reviewed')), /^done on 2025-11-17/)
    assert.match(closed('2025-11-18', ...facts, eha('2025-11-18')), /^late on 2025-11-18/)
  })

  it('is not done by an assessment found not needed, by advice, or by an assessment of the day before', () => {
    const other = [
      eha('2025-10-05'),
      eha('2025-10-08', 'considered-not-needed'),
      fact('2025-10-08', 'advice-sought', { from: 'advice-line' }),
    ]
    assert.equal(owed('2025-10-08', ...facts, ...other), 'open from 2025-10-06, due 2025-11-17')
  })

  it('is asked for again by the next review without improvement once there was an assessment', () => {
    // Six weeks from 1 December, of which 25 and 26 December and 1 January do not count: 12 January and three days more.
    const again = [...facts, eha('2025-10-20'), noBetter('2025-12-01')]
    assert.equal(owed('2025-12-01', ...again), 'done from 2025-10-06, due 2025-11-17; open from 2025-12-01, due 2026-01-15')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('2.1d', amina, { settings: { schoolEhaWithin: 20 } })
    assert.equal(owed('2025-10-06', ...facts), 'open from 2025-10-06, due 2025-11-03')
  })
})

describe('2.1e Request intensive support: a term below the line', () => {
  const asked = questionsAbout('2.1e')
  const low = term('2025-10-10', 60, 40)

  it('should be done by the school within 5 working days of a figure of the term below 75%', () => {
    assert.equal(asked.owed('2025-10-10', concern, low), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.whose('2025-10-10', concern, low), 'school should, on pme, dated by a setting')
    assert.equal(asked.because('2025-10-10', concern, low), 'term@2025-10-10')
  })

  it('is asked for on the day on which the figure opens the case', () => {
    assert.equal(asked.owed('2025-10-10', low), 'open from 2025-10-10, due 2025-10-17')
  })

  for (const [child, possible, attended, isBelow] of [
    [amina, 100, 74, true],
    [amina, 100, 75, false],
    [amina, 100, 76, false],
    [amina, 139, 104, true], // 74.8%, which would round to 75%
    [amina, 40, 29, true],
    [amina, 40, 30, false],
    [amina, 40, 0, true],
    [amina, 39, 0, false], // too few to judge
    [ewan, 100, 79, true],
    [ewan, 100, 80, false],
    [ewan, 100, 81, false],
    [ewan, 44, 35, true], // 79.5%, which would round to 80%
    [ewan, 39, 0, false],
  ] as const) {
    it(`is ${isBelow ? '' : 'not '}asked for with ${attended} of ${possible} sessions${child === ewan ? ' and an EHCP' : ''}`, () => {
      const { owed } = questionsAbout('2.1e', child)
      assert.equal(
        owed('2025-11-28', concern, term('2025-11-28', possible, attended)),
        isBelow ? 'open from 2025-11-28, due 2025-12-05' : 'nothing',
      )
    })
  }

  for (const [on, isBelow] of [
    ['2025-10-09', false],
    ['2025-10-10', true],
    ['2025-11-13', true],
    ['2025-11-14', false],
  ] as const) {
    it(`is ${isBelow ? '' : 'not '}asked for with 78% on ${on}, an EHCP being in force from 10 October to 13 November`, () => {
      const planned: Child = { ...amina, ehcp: [{ from: date('2025-10-10'), to: date('2025-11-13') }] }
      assert.equal(
        questionsAbout('2.1e', planned)
          .owed(on, concern, term(on, 100, 78))
          .startsWith(`open from ${on}`),
        isBelow,
      )
    })
  }

  it('goes by whether an EHCP was in force on the day of the figure, not on the day on which it is asked for', () => {
    const untilThen = [fact('2025-10-06', 'service-open', { service: 'cfw' }), fact('2025-10-14', 'service-closed', { service: 'cfw' })]
    const owed = (from: string, to: string) =>
      questionsAbout('2.1e', { ...amina, ehcp: [{ from: date(from), to: date(to) }] }).owed(
        '2025-10-14',
        concern,
        ...untilThen,
        term('2025-10-10', 100, 78),
      )
    assert.equal(owed('2025-10-10', '2025-10-10'), 'open from 2025-10-14, due 2025-10-21')
    assert.equal(owed('2025-10-11', '2025-10-31'), 'nothing')
  })

  it('follows the county’s own lines, least number of sessions and working days', () => {
    const owed = (settings: Partial<SettingValues>, child: Child, possible: number, attended: number) =>
      questionsAbout('2.1e', child, { settings }).owed('2025-10-10', concern, term('2025-10-10', possible, attended))
    assert.equal(owed({ intensiveSupportBelow: 70 }, amina, 100, 70), 'nothing')
    assert.equal(owed({ intensiveSupportBelow: 70 }, amina, 100, 69), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(owed({ intensiveSupportBelowWithEhcp: 85 }, ewan, 100, 85), 'nothing')
    assert.equal(owed({ intensiveSupportBelowWithEhcp: 85 }, ewan, 100, 84), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(owed({ minimumSessionsTerm: 60 }, amina, 59, 0), 'nothing')
    assert.equal(owed({ minimumSessionsTerm: 60 }, amina, 60, 0), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(owed({ considerWithin: 3 }, amina, 100, 74), 'open from 2025-10-10, due 2025-10-15')
  })

  it('is not asked for by a figure of the year, however low', () => {
    assert.equal(asked.owed('2025-10-10', concern, year('2025-10-10', 60, 20)), 'nothing')
  })

  it('is open on its due date and overdue the day after, the end of the term or not', () => {
    assert.equal(asked.owed('2025-10-17', concern, low), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.owed('2025-10-18', concern, low), 'overdue from 2025-10-10, due 2025-10-17')
    assert.equal(asked.owed('2026-01-05', concern, low), 'overdue from 2025-10-10, due 2025-10-17')
  })

  it('stays, with the first figure alone, whatever later figures of the term say', () => {
    const facts = [concern, low, term('2025-10-14', 64, 64), term('2025-10-15', 66, 40)]
    assert.equal(asked.owed('2025-10-15', ...facts), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.because('2025-10-15', ...facts), 'term@2025-10-10')
  })

  it('is asked for by a figure of the holidays, which belong to the term before', () => {
    // 23, 24, 29, 30, 31 December.
    assert.equal(asked.owed('2025-12-22', concern, term('2025-12-22', 140, 100)), 'open from 2025-12-22, due 2025-12-31')
  })

  describe('with a figure that could not start it at once', () => {
    const facts = [concern, fact('2025-09-16', 'service-open', { service: 'cfw' }), low]
    const leaves = (on: string) => fact(on, 'service-closed', { service: 'cfw' })

    it('is asked for later in the term, though attendance has risen since', () => {
      assert.equal(
        asked.owed('2025-12-18', ...facts, term('2025-12-05', 120, 110), leaves('2025-12-08')),
        'overdue from 2025-12-08, due 2025-12-15',
      )
    })

    it('is asked for on the last day before the next term, and not on its first', () => {
      assert.equal(asked.owed('2026-01-04', ...facts, leaves('2026-01-04')), 'open from 2026-01-04, due 2026-01-09')
      assert.equal(asked.owed('2026-01-05', ...facts, leaves('2026-01-05')), 'nothing')
    })
  })

  describe('once it was settled', () => {
    const against = taf('2025-10-14', { agreedRequest: false })

    it('is not asked for again without a new figure', () => {
      assert.equal(asked.owed('2025-12-01', concern, low, against), 'done from 2025-10-10, due 2025-10-14')
    })

    it('is asked for again by a figure dated after the meeting that decided against it, and not by one of its day', () => {
      assert.equal(
        asked.owed('2025-10-15', concern, low, against, term('2025-10-15', 66, 40)),
        'done from 2025-10-10, due 2025-10-14; open from 2025-10-15, due 2025-10-22',
      )
      assert.equal(asked.owed('2025-10-14', concern, low, against, term('2025-10-14', 64, 40)), 'done from 2025-10-10, due 2025-10-14')
    })

    it('is not asked for by a figure of that day either when context has come and gone since, and is by a later one', () => {
      const context = fact('2025-10-20', 'contextual-information', { supportsAbsence: true, until: date('2025-10-24') })
      const settled = [concern, low, against, context]
      assert.equal(asked.owed('2025-10-25', ...settled, term('2025-10-14', 64, 40)), 'done from 2025-10-10, due 2025-10-14')
      // 25 October is a Saturday: 27 to 31 October.
      assert.match(asked.owed('2025-10-25', ...settled, term('2025-10-20', 72, 45)), /; open from 2025-10-25, due 2025-10-31$/)
    })

    it('is asked for again by a figure dated after a reason not to do it, and not by one of its day', () => {
      const setAside = [concern, low, reasonNotDone('2025-10-14', '2.1e')]
      assert.equal(
        asked.owed('2025-10-15', ...setAside, term('2025-10-15', 66, 40)),
        'set-aside from 2025-10-10, due 2025-10-17; open from 2025-10-15, due 2025-10-22',
      )
      assert.equal(asked.owed('2025-10-14', ...setAside, term('2025-10-14', 64, 40)), 'set-aside from 2025-10-10, due 2025-10-17')
    })

    it('is not asked for again in the term of a request, and is by a figure of the next', () => {
      const requested = [concern, low, request('2025-10-14'), term('2025-12-12', 130, 80)]
      assert.equal(asked.owed('2025-12-12', ...requested), 'done from 2025-10-10, due 2025-10-17')
      assert.equal(
        asked.owed('2026-01-16', ...requested, term('2026-01-16', 40, 20)),
        'done from 2025-10-10, due 2025-10-17; open from 2026-01-16, due 2026-01-23',
      )
    })

    it('counts a request of the holidays to the term before', () => {
      const next = term('2026-01-30', 40, 20)
      assert.equal(
        asked.owed('2026-01-30', concern, low, request('2026-01-04'), next),
        'late from 2025-10-10, due 2025-10-17; open from 2026-01-30, due 2026-02-06',
      )
      assert.equal(asked.owed('2026-01-30', concern, low, request('2026-01-05'), next), 'late from 2025-10-10, due 2025-10-17')
    })
  })

  it('is not asked for in the term of a request made outside any case, and is in a later term', () => {
    assert.equal(asked.owed('2025-10-10', request('2025-09-08'), concern, low), 'nothing')
    assert.equal(asked.owed('2025-10-10', request('2025-07-07'), concern, low), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.owed('2025-10-10', request('2025-09-08', 'standard'), concern, low), 'open from 2025-10-10, due 2025-10-17')
  })

  it('is not asked for where the request is made on the day of the figure', () => {
    assert.equal(asked.owed('2025-10-10', concern, low, request('2025-10-10')), 'nothing')
  })
})

describe('2.1e Request intensive support: no improvement in a reasonable time', () => {
  const asked = questionsAbout('2.1e')
  const first = noBetter('2025-09-22')

  it('is not asked for 6 weeks after the first review without improvement, and is from the day after', () => {
    // 22 September and 42 days is 3 November.
    assert.equal(asked.owed('2025-11-03', concern, first, noBetter('2025-11-03')), 'nothing')
    assert.equal(asked.owed('2025-11-04', concern, first, noBetter('2025-11-04')), 'open from 2025-11-04, due 2025-11-11')
    assert.equal(
      asked.because('2025-11-04', concern, first, noBetter('2025-11-04')),
      'attendance-review@2025-09-22 + attendance-review@2025-11-04',
    )
  })

  it('is not asked for by time alone: a review has to say so', () => {
    assert.equal(asked.owed('2025-12-12', concern, first, noBetter('2025-10-20')), 'nothing')
  })

  it('is not asked for when the last review finds improvement, and is when a still later one finds none', () => {
    assert.equal(asked.owed('2025-11-10', concern, first, better('2025-11-10')), 'nothing')
    assert.equal(
      asked.owed('2025-11-17', concern, first, better('2025-11-10'), noBetter('2025-11-17')),
      'open from 2025-11-17, due 2025-11-24',
    )
  })

  it('does not count a review of an earlier case', () => {
    const facts = [concern, first, closed('2025-09-29'), fact('2025-10-06', 'attendance-concern')]
    assert.equal(asked.owed('2025-11-04', ...facts, noBetter('2025-11-04')), 'nothing')
  })

  for (const outcome of ['completed', 'reviewed'] as const) {
    it(`counts the 6 weeks from the first assessment ${outcome}, where there is one`, () => {
      // 1 October and 42 days is 12 November.
      const facts = [concern, first, eha('2025-10-01', outcome), eha('2025-10-22', outcome)]
      assert.equal(asked.owed('2025-11-12', ...facts, noBetter('2025-11-12')), 'nothing')
      assert.equal(asked.owed('2025-11-13', ...facts, noBetter('2025-11-13')), 'open from 2025-11-13, due 2025-11-20')
      assert.equal(asked.because('2025-11-13', ...facts, noBetter('2025-11-13')), 'eha@2025-10-01 + attendance-review@2025-11-13')
    })
  }

  it('counts from an assessment that came before any review, and needs no second review', () => {
    assert.equal(asked.owed('2025-11-13', concern, eha('2025-10-01'), noBetter('2025-11-13')), 'open from 2025-11-13, due 2025-11-20')
  })

  it('does not count from an assessment found not needed, or made before the case', () => {
    const facts = [eha('2025-09-12'), concern, first, eha('2025-10-22', 'considered-not-needed')]
    assert.equal(
      asked.because('2025-11-04', ...facts, noBetter('2025-11-04')),
      'attendance-review@2025-09-22 + attendance-review@2025-11-04',
    )
  })

  it('counts the 6 weeks from the last time it was settled', () => {
    // 14 October and 42 days is 25 November.
    const settled = [concern, first, term('2025-10-10', 60, 40)]
    for (const by of [taf('2025-10-14', { agreedRequest: false }), reasonNotDone('2025-10-14', '2.1e'), request('2025-10-14')]) {
      assert.doesNotMatch(asked.owed('2025-11-25', ...settled, by, noBetter('2025-11-25')), /; /)
      assert.match(asked.owed('2025-11-26', ...settled, by, noBetter('2025-11-26')), /; open from 2025-11-26, due 2025-12-03$/)
    }
  })

  it('counts the 6 weeks from a request that nothing asked for, in a case or before it', () => {
    // 29 September and 42 days is 10 November; 12 September and 42 days is before 4 November.
    assert.equal(asked.owed('2025-11-10', concern, first, request('2025-09-29'), noBetter('2025-11-10')), 'nothing')
    assert.equal(
      asked.owed('2025-11-11', concern, first, request('2025-09-29'), noBetter('2025-11-11')),
      'open from 2025-11-11, due 2025-11-18',
    )
    assert.equal(
      asked.owed('2025-11-04', request('2025-09-12'), concern, first, noBetter('2025-11-04')),
      'open from 2025-11-04, due 2025-11-11',
    )
    assert.equal(
      asked.owed('2025-11-04', concern, first, request('2025-09-29', 'standard'), noBetter('2025-11-04')),
      'open from 2025-11-04, due 2025-11-11',
    )
  })

  it('is not asked for where the request is made on the day of the review', () => {
    assert.equal(asked.owed('2025-11-04', concern, first, noBetter('2025-11-04'), request('2025-11-04')), 'nothing')
  })

  it('counts as many weeks as the county says', () => {
    const { owed } = questionsAbout('2.1e', amina, { settings: { reasonableTimescale: 4 } })
    assert.equal(owed('2025-10-20', concern, first, noBetter('2025-10-20')), 'nothing')
    assert.equal(owed('2025-10-21', concern, first, noBetter('2025-10-21')), 'open from 2025-10-21, due 2025-10-28')
  })

  it('goes on into the next term, unlike a figure', () => {
    const facts = [concern, first, fact('2025-10-06', 'service-open', { service: 'cfw' }), noBetter('2025-11-04')]
    assert.equal(
      asked.owed('2026-01-12', ...facts, fact('2026-01-12', 'service-closed', { service: 'cfw' })),
      'open from 2026-01-12, due 2026-01-19',
    )
  })

  it('is because of figure and reviews where both come on one day', () => {
    assert.equal(
      asked.because('2025-11-04', concern, first, noBetter('2025-11-04'), term('2025-11-04', 80, 50)),
      'attendance-review@2025-09-22 + term@2025-11-04 + attendance-review@2025-11-04',
    )
  })

  describe('an assessment made when there was no improvement in time already', () => {
    it('changes nothing, though context supports the absence for the moment', () => {
      const context = (on: string, supportsAbsence: boolean) => fact(on, 'contextual-information', { supportsAbsence })
      const facts = [concern, first, context('2025-11-03', true), noBetter('2025-11-04'), eha('2025-11-10'), context('2025-11-17', false)]
      assert.equal(asked.owed('2025-11-17', ...facts), 'open from 2025-11-17, due 2025-11-24')
      assert.equal(asked.because('2025-11-17', ...facts), 'attendance-review@2025-09-22 + attendance-review@2025-11-04')
    })

    it('changes nothing on the day of the review either, and does when made the day before', () => {
      assert.equal(
        asked.owed('2025-11-04', concern, first, noBetter('2025-11-04'), eha('2025-11-04')),
        'open from 2025-11-04, due 2025-11-11',
      )
      assert.equal(asked.owed('2025-11-04', concern, first, noBetter('2025-11-04'), eha('2025-11-03')), 'nothing')
    })

    it('counts once a review has found improvement', () => {
      // 10 November and 42 days is 22 December; after 23 December: 24, 29, 30, 31 December, 2 January.
      const facts = [concern, first, noBetter('2025-11-04'), eha('2025-11-10'), better('2025-11-24'), noBetter('2025-12-01')]
      assert.equal(asked.owed('2025-11-23', ...facts), 'overdue from 2025-11-04, due 2025-11-11')
      assert.equal(asked.owed('2025-12-22', ...facts, noBetter('2025-12-22')), 'lapsed from 2025-11-04, due 2025-11-11')
      const again = [...facts, noBetter('2025-12-23')]
      assert.equal(asked.owed('2025-12-23', ...again), 'lapsed from 2025-11-04, due 2025-11-11; open from 2025-12-23, due 2026-01-02')
      assert.match(asked.because('2025-12-23', ...again), /; eha@2025-11-10 \+ attendance-review@2025-12-23$/)
    })
  })
})

describe('2.1e Request intensive support: context, unmet needs, and CFW', () => {
  const asked = questionsAbout('2.1e')
  const low = term('2025-10-10', 60, 40)
  const context = (on: string, until?: string, supportsAbsence = true) =>
    fact(on, 'contextual-information', { supportsAbsence, ...(until !== undefined && { until: date(until) }) })
  const needs = (on: string, identified: boolean) => fact(on, 'unmet-needs', { identified })

  it('is not asked for while context supports the absence, and is from the day after its last', () => {
    const facts = [concern, context('2025-10-06', '2025-10-17'), low]
    assert.equal(asked.owed('2025-10-17', ...facts), 'nothing')
    // 18 October is a Saturday: 20 to 24 October.
    assert.equal(asked.owed('2025-10-18', ...facts), 'open from 2025-10-18, due 2025-10-24')
  })

  it('is not asked for in the term where the context gives no last day', () => {
    assert.equal(asked.owed('2025-12-19', concern, context('2025-10-06'), low), 'nothing')
  })

  it('is asked for when such context ends as the next term begins', () => {
    const facts = [concern, noBetter('2025-09-22'), context('2025-11-03'), noBetter('2025-11-04')]
    assert.equal(asked.owed('2026-01-04', ...facts), 'nothing')
    assert.equal(asked.owed('2026-01-05', ...facts), 'open from 2026-01-05, due 2026-01-12')
  })

  it('is asked for when context ends on a day of a later term, but for what a figure said in the term before', () => {
    const untilJanuary = context('2025-10-06', '2026-01-16')
    const slow = [concern, noBetter('2025-09-22'), untilJanuary, noBetter('2025-11-04')]
    assert.equal(asked.owed('2026-01-16', ...slow), 'nothing')
    assert.equal(asked.owed('2026-01-17', ...slow), 'open from 2026-01-17, due 2026-01-23')
    assert.equal(asked.owed('2026-01-17', concern, untilJanuary, low), 'nothing')
  })

  it('goes by the last information alone', () => {
    assert.equal(
      asked.owed('2025-10-10', concern, context('2025-10-06'), context('2025-10-08', undefined, false), low),
      'open from 2025-10-10, due 2025-10-17',
    )
    assert.equal(asked.owed('2025-10-10', concern, context('2025-10-06', undefined, false), context('2025-10-08'), low), 'nothing')
  })

  it('is asked for with unmet needs, whatever the context, recorded before the case or in it', () => {
    assert.equal(
      asked.owed('2025-10-10', needs('2025-09-12', true), concern, context('2025-10-06'), low),
      'open from 2025-10-10, due 2025-10-17',
    )
    assert.equal(
      asked.owed('2025-10-14', concern, context('2025-10-06'), low, needs('2025-10-14', true)),
      'open from 2025-10-14, due 2025-10-21',
    )
    assert.equal(
      asked.owed('2025-10-10', needs('2025-09-12', true), concern, needs('2025-10-01', false), context('2025-10-06'), low),
      'nothing',
    )
  })

  it('is not asked for while the child is open to CFW, and is as soon as that ends', () => {
    const open = [concern, fact('2025-10-06', 'service-open', { service: 'cfw' }), low]
    assert.equal(asked.owed('2025-10-10', ...open), 'nothing')
    assert.equal(
      asked.owed('2025-10-14', ...open, fact('2025-10-14', 'service-closed', { service: 'cfw' })),
      'open from 2025-10-14, due 2025-10-21',
    )
  })

  it('is not asked for while a panel has the child open to CFW, and is from the panel that does not', () => {
    const outcome = (on: string, openTo: Detail<'panel-outcome'>['openTo']) =>
      fact(on, 'panel-outcome', { openTo, safeguardingConcerns: false })
    assert.equal(asked.owed('2025-10-10', concern, outcome('2025-09-24', ['cfw']), low), 'nothing')
    assert.equal(
      asked.owed('2025-11-26', concern, outcome('2025-09-24', ['cfw']), low, outcome('2025-11-26', ['csc'])),
      'open from 2025-11-26, due 2025-12-03',
    )
  })

  it('is asked for though the child is open to CSC', () => {
    assert.equal(
      asked.owed('2025-10-10', concern, fact('2025-10-06', 'service-open', { service: 'csc' }), low),
      'open from 2025-10-10, due 2025-10-17',
    )
  })

  it('lapses when what calls for it ceases by something recorded', () => {
    const lapsed = (by: CaseRecord, ...before: readonly CaseRecord[]) => asked.closed('2025-10-14', concern, ...before, low, by)
    assert.equal(lapsed(fact('2025-10-14', 'service-open', { service: 'cfw' })), 'lapsed on 2025-10-14 by service-open@2025-10-14')
    assert.equal(lapsed(context('2025-10-14')), 'lapsed on 2025-10-14 by contextual-information@2025-10-14')
    assert.equal(
      lapsed(needs('2025-10-14', false), context('2025-10-06'), needs('2025-10-07', true)),
      'lapsed on 2025-10-14 by unmet-needs@2025-10-14',
    )
    const slow = [concern, noBetter('2025-09-22'), noBetter('2025-11-04'), better('2025-11-06')]
    assert.equal(asked.closed('2025-11-06', ...slow), 'lapsed on 2025-11-06 by attendance-review@2025-11-06')
  })

  it('does not lapse by what leaves a reason standing', () => {
    const open = 'open from 2025-10-10, due 2025-10-17'
    assert.equal(asked.owed('2025-10-14', concern, low, better('2025-10-14')), open)
    assert.equal(asked.owed('2025-10-14', concern, needs('2025-10-07', true), low, context('2025-10-14')), open)
    assert.equal(asked.owed('2025-10-14', concern, low, context('2025-10-14', '2025-10-13')), open)
    assert.equal(asked.owed('2025-10-14', concern, low, needs('2025-10-14', false)), open)
    assert.equal(asked.owed('2025-10-14', concern, low, fact('2025-10-14', 'service-open', { service: 'csc' })), open)
  })

  it('is asked for again when the context by which it lapsed runs out', () => {
    assert.equal(
      asked.owed('2025-10-18', concern, low, context('2025-10-14', '2025-10-17')),
      'lapsed from 2025-10-10, due 2025-10-17; open from 2025-10-18, due 2025-10-24',
    )
  })

  it('lapses and is asked for again on a day on which the child was open to CFW for a part of it', () => {
    const shortly = [fact('2025-10-14', 'service-open', { service: 'cfw' }), fact('2025-10-14', 'service-closed', { service: 'cfw' })]
    assert.equal(
      asked.owed('2025-10-14', concern, low, ...shortly),
      'lapsed from 2025-10-10, due 2025-10-17; open from 2025-10-14, due 2025-10-21',
    )
  })

  it('does not lapse in the next term, which ended its reason by time alone', () => {
    const overdue = 'overdue from 2025-10-10, due 2025-10-17'
    assert.equal(asked.owed('2026-01-12', concern, low, context('2026-01-12')), overdue)
    assert.equal(asked.owed('2026-01-12', concern, low, fact('2026-01-12', 'service-open', { service: 'cfw' })), overdue)
  })

  it('lapses in the next term once a figure of that term has called for it again', () => {
    const facts = [concern, low, term('2026-01-16', 40, 20), context('2026-01-19')]
    assert.equal(asked.closed('2026-01-19', ...facts), 'lapsed on 2026-01-19 by contextual-information@2026-01-19')
    assert.equal(asked.because('2026-01-19', ...facts), 'term@2025-10-10')
  })

  it('does not start a second time for what called again while it was open', () => {
    const facts = [concern, low, term('2026-01-16', 40, 20), taf('2026-01-19', { agreedRequest: false })]
    assert.equal(asked.owed('2026-01-20', ...facts), 'late from 2025-10-10, due 2025-10-17')
  })
})

describe('2.1e Request intensive support: how it is settled', () => {
  const asked = questionsAbout('2.1e')
  const facts = [concern, term('2025-10-10', 60, 40)]

  it('is done by a request for intensive support on its due date, late the day after', () => {
    assert.equal(asked.closed('2025-10-17', ...facts, request('2025-10-17')), 'done on 2025-10-17 by support-request@2025-10-17')
    assert.equal(asked.closed('2025-10-20', ...facts, request('2025-10-18')), 'late on 2025-10-18 by support-request@2025-10-18')
  })

  it('is not done by a request for standard support, an assessment or a decision not to request', () => {
    const other = [
      request('2025-10-14', 'standard'),
      eha('2025-10-14'),
      fact('2025-10-14', 'support-request-not-made', { reason: 'no consent' }),
    ]
    assert.equal(asked.owed('2025-10-14', ...facts, ...other), 'open from 2025-10-10, due 2025-10-17')
  })

  it('is brought forward to the day of a team’s meeting, from its start to its due date', () => {
    assert.equal(asked.owed('2025-10-14', ...facts, taf('2025-10-14')), 'open from 2025-10-10, due 2025-10-14')
    assert.equal(asked.owed('2025-10-15', ...facts, taf('2025-10-14', { agreedRequest: true })), 'overdue from 2025-10-10, due 2025-10-14')
    assert.equal(asked.owed('2025-10-17', ...facts, taf('2025-10-17')), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.owed('2025-10-14', ...facts, taf('2025-10-10')), 'overdue from 2025-10-10, due 2025-10-10')
    assert.equal(asked.owed('2025-10-16', ...facts, taf('2025-10-16'), taf('2025-10-14')), 'overdue from 2025-10-10, due 2025-10-14')
  })

  it('is not brought forward by a meeting before its start or after its due date', () => {
    assert.equal(asked.owed('2025-10-10', ...facts, taf('2025-10-09')), 'open from 2025-10-10, due 2025-10-17')
    assert.equal(asked.owed('2025-10-20', ...facts, taf('2025-10-18')), 'overdue from 2025-10-10, due 2025-10-17')
  })

  it('is done by a meeting that decides against a request, and brought forward to its day', () => {
    const against = (on: string) => taf(on, { agreedRequest: false })
    assert.equal(asked.owed('2025-10-14', ...facts, against('2025-10-14')), 'done from 2025-10-10, due 2025-10-14')
    assert.equal(asked.owed('2025-10-10', ...facts, against('2025-10-10')), 'done from 2025-10-10, due 2025-10-10')
    assert.equal(asked.owed('2025-10-20', ...facts, against('2025-10-20')), 'late from 2025-10-10, due 2025-10-17')
  })

  it('is not settled by a meeting that decided against a request before it was asked for', () => {
    assert.equal(asked.owed('2025-10-10', ...facts, taf('2025-10-09', { agreedRequest: false })), 'open from 2025-10-10, due 2025-10-17')
  })

  it('is set aside by a recorded reason, on time or late', () => {
    assert.equal(
      asked.closed('2025-11-03', ...facts, reasonNotDone('2025-11-03', '2.1e')),
      'set-aside on 2025-11-03 by reason-not-done@2025-11-03',
    )
  })

  it('lapses as the case ends', () => {
    assert.match(asked.closed('2025-10-14', ...facts, closed('2025-10-14')), /^lapsed on 2025-10-14/)
  })

  it('lapses on the last day of compulsory school age, and does not start on it', () => {
    const { owed, closed } = questionsAbout('2.1e', leila)
    assert.equal(closed('2026-06-26', term('2026-06-25', 80, 40)), 'lapsed on 2026-06-26 by nothing recorded')
    assert.equal(owed('2026-06-26', term('2026-06-26', 80, 40)), 'nothing')
  })

  it('says how "and/or" is read', () => {
    assert.match(requestIntensiveSupport.reading ?? '', /and\/or/i)
  })
})
