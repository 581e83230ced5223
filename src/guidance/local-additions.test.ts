import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, fact, leila, questionsAbout, tomasz } from '../../test/kit.ts'
import type { CaseRecord, Detail } from '../casefile/fact-table.ts'

/* Without bank holidays 5 working days are a week, 10 two weeks; 4 weeks are 28 days. Bank holidays here: 25 and 26 December, 1 January. */

const offRoll = (on: string) => fact(on, 'off-roll', { destinationKnown: true })
const onRoll = (on: string) => fact(on, 'on-roll')
const registered = (on: string) => fact(on, 'cme-registered', {}, { by: 'cme-officer' })
const engaging = (on: string, so: boolean) => fact(on, 'admissions-engagement', { engaging: so })
const support = (on: string, open: boolean) => fact(on, 'officer-support', { open })
const barrier = (on: string) => fact(on, 'barrier', { kind: 'family' })
const referredOn = (on: string) => fact(on, 'agency-referral', { to: 'youth club' })
const concern = (on: string) => fact(on, 'attendance-concern')
const step = (on: string) => fact(on, 'school-step', { step: 'attendance-policy' })
const suspension = (on: string) => fact(on, 'suspension', { days: 1 })
const excluded = (on: string) => fact(on, 'permanent-exclusion')
const needs = (on: string, identified: boolean) => fact(on, 'unmet-needs', { identified })
const eha = (on: string, outcome: Detail<'eha'>['outcome'] = 'considered-not-needed') => fact(on, 'eha', { outcome })
const request = (on: string) => fact(on, 'support-request', { to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'agreed' })
const service = (on: string, type: 'service-open' | 'service-closed', which: 'cfw' | 'csc') => fact(on, type, { service: which })
const caseReview = (on: string) => fact(on, 'case-review')
const progressReview = (on: string) => fact(on, 'progress-review', { progress: true })
const attendanceReview = (on: string) => fact(on, 'attendance-review', { improved: true })
const behaviourReview = (on: string) => fact(on, 'behaviour-review', { improved: true })
const exclusionClosed = (on: string) => fact(on, 'exclusion-closed', { reason: 'settled' })
const cmeClosed = (on: string, reason: Detail<'cme-closed'>['reason']) => fact(on, 'cme-closed', { reason })
const reasonNotDone = (on: string, clause: string) => fact(on, 'reason-not-done', { clause, reason: 'the family moves away' })

describe('L1 Review the case', () => {
  const asked = questionsAbout('L1')
  /** A case of each pathway in which nothing is left to do on the day given. */
  const cme = [offRoll('2025-09-08')]
  const pme = [concern('2025-09-15'), step('2025-09-15')]
  const exclusion = [suspension('2025-10-06'), suspension('2025-11-05'), needs('2025-11-05', false), eha('2025-11-05')]

  it('must be done by the CME officer within 4 weeks of the day from which nothing else is owed for a child missing education', () => {
    assert.equal(asked.owed('2025-09-08', ...cme), 'open from 2025-09-08, due 2025-10-06')
    assert.equal(asked.whose('2025-09-08', ...cme), 'cme-officer must, on cme, dated by a setting')
    assert.equal(asked.because('2025-09-08', ...cme), 'off-roll@2025-09-08')
  })

  it('must be done by the school for a pupil missing education', () => {
    assert.equal(asked.owed('2025-09-15', ...pme), 'open from 2025-09-15, due 2025-10-13')
    assert.equal(asked.whose('2025-09-15', ...pme), 'school must, on pme, dated by a setting')
    assert.equal(asked.because('2025-09-15', ...pme), 'school-step@2025-09-15')
  })

  it('must be done by the school for a child suspended or excluded', () => {
    assert.equal(asked.owed('2025-11-05', ...exclusion), 'open from 2025-11-05, due 2025-12-03')
    assert.equal(asked.whose('2025-11-05', ...exclusion), 'school must, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-05', ...exclusion), 'eha@2025-11-05')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-10-06', ...cme), 'open from 2025-09-08, due 2025-10-06')
    assert.equal(asked.owed('2025-10-07', ...cme), 'overdue from 2025-09-08, due 2025-10-06')
  })

  it('is due after as many weeks as the county says', () => {
    const { owed } = questionsAbout('L1', amina, { settings: { reviewEvery: 2 } })
    assert.equal(owed('2025-09-08', ...cme), 'open from 2025-09-08, due 2025-09-22')
  })

  it('is not owed outside a case', () => {
    assert.equal(asked.owed('2025-09-08', onRoll('2025-09-08'), suspension('2025-09-08')), 'nothing')
    assert.equal(asked.owed('2025-09-15', ...cme, onRoll('2025-09-08')), 'nothing')
  })

  it('is not owed while something else is, overdue or not, and is on the day on which the last of it closes', () => {
    assert.equal(asked.owed('2025-09-15', concern('2025-09-15')), 'nothing')
    assert.equal(asked.owed('2025-11-03', concern('2025-09-15')), 'nothing')
    assert.equal(asked.owed('2025-11-03', concern('2025-09-15'), step('2025-11-03')), 'open from 2025-11-03, due 2025-12-01')
    assert.equal(asked.because('2025-11-03', concern('2025-09-15'), step('2025-11-03')), 'school-step@2025-11-03')
  })

  it('is owed although an option stands', () => {
    assert.deepEqual(
      asOf('2025-11-05', caseOf(amina, ...exclusion)).options.map(({ clause }) => clause),
      ['3.1b'],
    )
    assert.equal(asked.owed('2025-11-05', ...exclusion), 'open from 2025-11-05, due 2025-12-03')
  })

  it('is because of the last thing recorded, an opening on the first day of compulsory school age being of that day', () => {
    const { owed, because } = questionsAbout('L1', tomasz)
    // Meanwhile an attempt was made; the opening is read again on 31 March, before it nothing was owed.
    const facts = [offRoll('2026-02-09'), fact('2026-02-16', 'engagement-attempt', { method: 'phone', outcome: 'no-reply' })]
    assert.equal(owed('2026-03-31', ...facts), 'open from 2026-03-31, due 2026-04-28')
    assert.equal(because('2026-03-31', ...facts), 'off-roll@2026-02-09')
  })

  describe('with something known to come', () => {
    // Off roll on Monday 8 September: 35 school days to 24 October, half-term, 25 more to Friday 5 December, the 60th.
    const supported = [...cme, support('2025-09-08', true)]

    it('is owed where that is more than 4 weeks ahead', () => {
      assert.equal(asked.owed('2025-09-08', ...supported), 'open from 2025-09-08, due 2025-10-06')
      assert.equal(
        asked.owed('2025-11-06', ...supported, caseReview('2025-11-06')),
        'late from 2025-09-08, due 2025-10-06; open from 2025-11-06, due 2025-12-04',
      )
    })

    it('is not owed where that is 4 weeks ahead or less', () => {
      assert.equal(asked.owed('2025-11-07', ...supported, caseReview('2025-11-07')), 'late from 2025-09-08, due 2025-10-06')
    })

    it('is not ended by that being shown ahead, and is on the day it starts', () => {
      assert.equal(asked.owed('2025-12-04', ...supported), 'overdue from 2025-09-08, due 2025-10-06')
      assert.equal(asked.closed('2025-12-05', ...supported), 'late on 2025-12-05 by officer-support@2025-09-08')
    })
  })

  it('keeps its due date, whatever is recorded that asks for nothing', () => {
    const attempt = fact('2025-09-15', 'engagement-attempt', { method: 'visit', outcome: 'engaged' })
    assert.equal(asked.owed('2025-09-15', ...cme, attempt), 'open from 2025-09-08, due 2025-10-06')
    assert.equal(asked.because('2025-09-15', ...cme, attempt), 'off-roll@2025-09-08')
  })

  it('is done by a review of the case on its due date, late the day after, and starts anew on that day', () => {
    assert.equal(
      asked.owed('2025-10-06', ...cme, caseReview('2025-10-06')),
      'done from 2025-09-08, due 2025-10-06; open from 2025-10-06, due 2025-11-03',
    )
    assert.equal(
      asked.owed('2025-10-07', ...cme, caseReview('2025-10-07')),
      'late from 2025-09-08, due 2025-10-06; open from 2025-10-07, due 2025-11-04',
    )
    assert.equal(asked.because('2025-10-06', ...cme, caseReview('2025-10-06')), 'off-roll@2025-09-08; case-review@2025-10-06')
  })

  it('is not done by a review of the day on which it starts, and is by one of the day after', () => {
    assert.equal(asked.owed('2025-09-08', ...cme, caseReview('2025-09-08')), 'open from 2025-09-08, due 2025-10-06')
    assert.equal(asked.because('2025-09-08', ...cme, caseReview('2025-09-08')), 'case-review@2025-09-08')
    assert.match(asked.closed('2025-09-09', ...cme, caseReview('2025-09-09')), /^done on 2025-09-09 by case-review@2025-09-09; open$/)
    assert.equal(asked.owed('2025-09-08', ...cme, progressReview('2025-09-08')), 'open from 2025-09-08, due 2025-10-06')
    assert.equal(asked.owed('2025-09-15', ...pme, attendanceReview('2025-09-15')), 'open from 2025-09-15, due 2025-10-13')
    assert.equal(asked.owed('2025-11-05', ...exclusion, behaviourReview('2025-11-05')), 'open from 2025-11-05, due 2025-12-03')
  })

  for (const [pathway, facts, own] of [
    ['cme', cme, progressReview],
    ['pme', pme, attendanceReview],
    ['exclusion', exclusion, behaviourReview],
  ] as const) {
    it(`is done by the own review of the pathway, ${pathway}, and not by that of another`, () => {
      for (const review of [progressReview, attendanceReview, behaviourReview]) {
        const told = asked.closed('2025-11-10', ...facts, review('2025-11-10'))
        assert.equal(told.includes(`on 2025-11-10 by ${review('2025-11-10').id}; open`), review === own)
      }
    })
  }

  it('is done by a review without progress or improvement too', () => {
    assert.match(asked.closed('2025-10-06', ...cme, fact('2025-10-06', 'progress-review', { progress: false })), /^done on 2025-10-06/)
    assert.match(
      asked.closed('2025-11-10', ...exclusion, fact('2025-11-10', 'behaviour-review', { improved: false })),
      /^done on 2025-11-10/,
    )
  })

  it('is owed in each pathway for itself, and one review of the case does both', () => {
    const both = [...cme, suspension('2025-09-01'), suspension('2025-09-15'), needs('2025-09-15', false), eha('2025-09-15')]
    assert.equal(asked.owed('2025-09-15', ...both), 'open from 2025-09-08, due 2025-10-06; open from 2025-09-15, due 2025-10-13')
    assert.equal(
      asked.whose('2025-09-15', ...both),
      'cme-officer must, on cme, dated by a setting; school must, on exclusion, dated by a setting',
    )
    assert.match(
      asked.closed('2025-09-22', ...both, caseReview('2025-09-22')),
      /^done on 2025-09-22 .*; done on 2025-09-22 .*; open; open$/,
    )
  })

  it('is not kept from one case by what is owed in another', () => {
    assert.equal(asked.owed('2025-11-06', ...cme, excluded('2025-09-08')), 'overdue from 2025-09-08, due 2025-10-06')
  })

  it('is not kept from a case by what outlived an earlier one', () => {
    const again = [suspension('2025-11-17'), needs('2025-11-17', false), eha('2025-11-17')]
    const facts = [suspension('2025-10-06'), excluded('2025-11-06'), onRoll('2025-11-10'), ...again]
    assert.equal(questionsAbout('3.1e').owed('2025-11-17', ...facts), 'overdue from 2025-11-06, due 2025-11-13')
    assert.equal(asked.owed('2025-11-17', ...facts), 'open from 2025-11-17, due 2025-12-15')
  })

  describe('ends as something else starts to be owed', () => {
    it('by the fact that starts it, on its due date, late the day after', () => {
      assert.equal(asked.closed('2025-10-06', ...cme, barrier('2025-10-06')), 'done on 2025-10-06 by barrier@2025-10-06')
      assert.equal(asked.closed('2025-10-07', ...cme, barrier('2025-10-07')), 'late on 2025-10-07 by barrier@2025-10-07')
    })

    it('and starts anew once that is done, on the same day even', () => {
      const referred = (on: string) => asked.owed(on, ...cme, barrier('2025-09-18'), referredOn(on))
      assert.equal(referred('2025-09-22'), 'done from 2025-09-08, due 2025-10-06; open from 2025-09-22, due 2025-10-20')
      assert.equal(referred('2025-09-18'), 'done from 2025-09-08, due 2025-10-06; open from 2025-09-18, due 2025-10-16')
    })

    it('by its last fact where a condition starts it, if that fact is of the review’s time', () => {
      // Requested and judged on 7 November; identified on 17 November, unmet needs start 3.1f.
      const facts = [excluded('2025-11-06'), request('2025-11-07'), needs('2025-11-07', false), needs('2025-11-17', true)]
      assert.equal(asked.owed('2025-11-14', ...facts), 'open from 2025-11-07, due 2025-12-05')
      assert.equal(asked.closed('2025-11-17', ...facts), 'done on 2025-11-17 by unmet-needs@2025-11-17')
    })

    it('and not as something starts that an earlier fact has done already', () => {
      const facts = [eha('2025-10-01', 'completed'), excluded('2025-11-06'), request('2025-11-07'), needs('2025-11-07', false)]
      assert.equal(questionsAbout('3.1f').owed('2025-11-17', ...facts, needs('2025-11-17', true)), 'done from 2025-11-17, due 2025-11-07')
      assert.equal(asked.owed('2025-11-17', ...facts, needs('2025-11-17', true)), 'open from 2025-11-07, due 2025-12-05')
    })

    it('by nothing recorded where time alone starts it, for all that is recorded that day', () => {
      // 8 weeks from 5 November are over on 31 December. On 3 December that is 29 days before 3.1d, so a review is owed.
      const facts = [suspension('2025-10-06'), suspension('2025-11-05'), needs('2025-11-10', true), eha('2025-12-03')]
      const attempt = fact('2026-01-01', 'engagement-attempt', { method: 'message', outcome: 'no-reply' })
      assert.equal(asked.owed('2025-12-31', ...facts), 'open from 2025-12-03, due 2025-12-31')
      assert.equal(asked.closed('2026-01-01', ...facts, attempt), 'late on 2026-01-01 by nothing recorded')
    })

    it('and is not owed at all where that is only 28 days ahead', () => {
      const facts = [suspension('2025-10-06'), suspension('2025-11-05'), needs('2025-11-10', true), eha('2025-12-04')]
      assert.equal(asked.owed('2025-12-31', ...facts), 'nothing')
    })

    it('by the fact of the day that lets older ones count', () => {
      // The figure of 10 October calls for 2.1e only when the child is no longer open to CFW; the review on record is of 13 October.
      const low = fact('2025-10-10', 'attendance-summary', { scope: 'term', possible: 60, attended: 40 })
      const facts = [
        ...pme,
        service('2025-09-22', 'service-open', 'cfw'),
        low,
        caseReview('2025-10-13'),
        service('2025-10-14', 'service-closed', 'cfw'),
      ]
      const later = fact('2025-10-14', 'csc-referral', { for: 'safeguarding' })
      assert.equal(
        asked.closed('2025-10-14', ...facts, later),
        'done on 2025-10-13 by case-review@2025-10-13; done on 2025-10-14 by service-closed@2025-10-14',
      )
    })

    it('and not as something starts in another case', () => {
      assert.equal(asked.owed('2025-09-15', ...cme, excluded('2025-09-15')), 'open from 2025-09-08, due 2025-10-06')
    })
  })

  it('lapses as the case ends', () => {
    assert.equal(asked.closed('2025-09-22', ...cme, onRoll('2025-09-22')), 'lapsed on 2025-09-22 by on-roll@2025-09-22')
    assert.equal(
      asked.closed('2025-11-10', ...exclusion, exclusionClosed('2025-11-10')),
      'lapsed on 2025-11-10 by exclusion-closed@2025-11-10',
    )
  })

  it('lapses on the last day of compulsory school age, and does not start on it', () => {
    const { owed, closed } = questionsAbout('L1', leila)
    const facts = [concern('2026-06-22'), step('2026-06-22')]
    assert.equal(closed('2026-06-26', ...facts), 'lapsed on 2026-06-26 by nothing recorded')
    assert.equal(
      owed('2026-06-25', ...facts, caseReview('2026-06-25')),
      'done from 2026-06-22, due 2026-07-20; open from 2026-06-25, due 2026-07-23',
    )
    assert.equal(owed('2026-06-26', ...facts, caseReview('2026-06-26')), 'done from 2026-06-22, due 2026-07-20')
  })
})

describe('L2 Judge unmet needs', () => {
  const asked = questionsAbout('L2')
  const facts = [suspension('2025-10-06'), suspension('2025-11-05')]
  const open = 'open from 2025-11-05, due 2025-11-19'

  it('should be done by the school within 10 working days of a repeat suspension or a permanent exclusion', () => {
    assert.equal(asked.owed('2025-11-05', ...facts), open)
    assert.equal(asked.whose('2025-11-05', ...facts), 'school should, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-05', ...facts), 'suspension@2025-11-05')
    assert.equal(asked.owed('2025-11-05', excluded('2025-11-05')), open)
    assert.equal(asked.because('2025-11-05', excluded('2025-11-05')), 'permanent-exclusion@2025-11-05')
  })

  it('is not asked for after the first suspension', () => {
    assert.equal(asked.owed('2025-10-06', suspension('2025-10-06')), 'nothing')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-11-19', ...facts), open)
    assert.equal(asked.owed('2025-11-20', ...facts), 'overdue from 2025-11-05, due 2025-11-19')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('L2', amina, { settings: { ehaConsiderWithin: 3 } })
    assert.equal(owed('2025-11-05', ...facts), 'open from 2025-11-05, due 2025-11-10')
  })

  for (const identified of [true, false]) {
    it(`is done by a judgement that there are ${identified ? '' : 'no '}unmet needs, late from the day after its due date`, () => {
      assert.equal(asked.closed('2025-11-19', ...facts, needs('2025-11-19', identified)), 'done on 2025-11-19 by unmet-needs@2025-11-19')
      assert.equal(asked.closed('2025-11-20', ...facts, needs('2025-11-20', identified)), 'late on 2025-11-20 by unmet-needs@2025-11-20')
    })
  }

  it('is not done by an assessment', () => {
    assert.equal(asked.owed('2025-11-12', ...facts, eha('2025-11-12', 'completed')), open)
  })

  it('is done by a judgement of the day on which the case opens, though that is read first, and not by one of the day before', () => {
    assert.equal(asked.closed('2025-11-05', ...facts, needs('2025-11-05', false)), 'done on 2025-11-05 by unmet-needs@2025-11-05')
    assert.equal(asked.owed('2025-11-05', ...facts, needs('2025-11-04', true)), open)
  })

  it('keeps its due date and its reasons when the child is suspended again before anything is considered', () => {
    assert.equal(asked.because('2025-11-12', ...facts, suspension('2025-11-12')), 'suspension@2025-11-05')
    assert.equal(asked.because('2025-11-12', excluded('2025-11-05'), excluded('2025-11-12')), 'permanent-exclusion@2025-11-05')
  })

  it('keeps its due date, and has one more reason, when a permanent exclusion follows the suspension', () => {
    assert.equal(asked.owed('2025-11-06', ...facts, excluded('2025-11-06')), open)
    assert.equal(asked.because('2025-11-06', ...facts, excluded('2025-11-06')), 'suspension@2025-11-05 + permanent-exclusion@2025-11-06')
  })

  it('is done from its start by a judgement earlier in the case, the first of them, when it is asked for again', () => {
    const again = [...facts, needs('2025-11-10', false), needs('2025-11-13', true), eha('2025-11-18'), suspension('2025-12-01')]
    assert.equal(asked.owed('2025-12-01', ...again), 'done from 2025-11-05, due 2025-11-19; done from 2025-12-01, due 2025-12-15')
    assert.equal(
      asked.closed('2025-12-01', ...again),
      'done on 2025-11-10 by unmet-needs@2025-11-10; done on 2025-12-01 by unmet-needs@2025-11-10',
    )
  })

  it('is set aside by a recorded reason', () => {
    assert.match(asked.closed('2025-11-24', ...facts, reasonNotDone('2025-11-24', 'L2')), /^set-aside on 2025-11-24/)
  })

  it('lapses as the case ends: it does not outlive it, unlike the request', () => {
    const facts = [excluded('2025-11-05'), onRoll('2025-11-10')]
    assert.equal(asked.closed('2025-11-10', ...facts), 'lapsed on 2025-11-10 by on-roll@2025-11-10')
  })
})

describe('L3 Carry out the escalation', () => {
  const asked = questionsAbout('L3')
  const cme = offRoll('2025-09-08')
  const hub = (on: string, escalate?: boolean) =>
    fact(on, 'cssh-discussion', escalate === undefined ? {} : { escalate, reason: 'needs' }, { by: 'cssh-mash' })
  const clinic = (on: string, stepUp: boolean) => fact(on, 'case-clinic', { stepUp, reason: 'no progress' }, { by: 'cfw' })
  const referral = (on: string, to: Detail<'csc-referral'>['for'] = 'safeguarding') => fact(on, 'csc-referral', { for: to })
  const open = 'open from 2025-10-13, due 2025-10-14'

  it('must be done by the CME officer on the next working day after the hub decides to escalate', () => {
    assert.equal(asked.owed('2025-10-13', cme, hub('2025-10-13', true)), open)
    assert.equal(asked.whose('2025-10-13', cme, hub('2025-10-13', true)), 'cme-officer must, on cme, dated by a setting')
    assert.equal(asked.because('2025-10-13', cme, hub('2025-10-13', true)), 'cssh-discussion@2025-10-13')
  })

  it('must be done by CFW on the next working day after the case clinic decides to step up', () => {
    assert.equal(asked.owed('2025-10-13', cme, clinic('2025-10-13', true)), open)
    assert.equal(asked.whose('2025-10-13', cme, clinic('2025-10-13', true)), 'cfw must, on cme, dated by a setting')
    assert.equal(asked.because('2025-10-13', cme, clinic('2025-10-13', true)), 'case-clinic@2025-10-13')
  })

  it('is not owed where the hub decides otherwise or not yet, or the clinic does not step up', () => {
    for (const by of [hub('2025-10-13', false), hub('2025-10-13'), clinic('2025-10-13', false)]) {
      assert.equal(asked.owed('2025-10-13', cme, by), 'nothing')
    }
  })

  it('is due on Monday for a decision of Friday, after the holiday for one of Christmas Eve, and overdue the day after', () => {
    assert.equal(asked.owed('2025-10-20', cme, hub('2025-10-17', true)), 'open from 2025-10-17, due 2025-10-20')
    assert.equal(asked.owed('2025-12-29', cme, hub('2025-12-24', true)), 'open from 2025-12-24, due 2025-12-29')
    assert.equal(asked.owed('2025-10-15', cme, hub('2025-10-13', true)), 'overdue from 2025-10-13, due 2025-10-14')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('L3', amina, { settings: { escalateWithin: 0 } })
    assert.equal(owed('2025-10-13', cme, hub('2025-10-13', true)), 'open from 2025-10-13, due 2025-10-13')
  })

  it('is not owed while the child is open to CSC, by a service or by a panel, and is once that has ended', () => {
    const panel = (on: string, openTo: Detail<'panel-outcome'>['openTo']) =>
      fact(on, 'panel-outcome', { openTo, safeguardingConcerns: false })
    for (const by of [hub('2025-10-13', true), clinic('2025-10-13', true)]) {
      assert.equal(asked.owed('2025-10-13', cme, service('2025-09-22', 'service-open', 'csc'), by), 'nothing')
      assert.equal(asked.owed('2025-10-13', cme, panel('2025-09-24', ['csc']), by), 'nothing')
      assert.equal(
        asked.owed('2025-10-13', cme, service('2025-09-22', 'service-open', 'csc'), service('2025-10-06', 'service-closed', 'csc'), by),
        open,
      )
      assert.equal(asked.owed('2025-10-13', cme, service('2025-09-22', 'service-open', 'cfw'), by), open)
    }
  })

  for (const to of ['safeguarding', 'child-and-family-assessment'] as const) {
    it(`is done by a referral to CSC for ${to}, late from the day after its due date`, () => {
      assert.equal(
        asked.closed('2025-10-14', cme, hub('2025-10-13', true), referral('2025-10-14', to)),
        'done on 2025-10-14 by csc-referral@2025-10-14',
      )
      assert.equal(
        asked.closed('2025-10-15', cme, hub('2025-10-13', true), referral('2025-10-15', to)),
        'late on 2025-10-15 by csc-referral@2025-10-15',
      )
    })
  }

  it('is done by a referral of its day, though that is read before a clinic, and not by one of the day before', () => {
    assert.match(asked.closed('2025-10-13', cme, clinic('2025-10-13', true), referral('2025-10-13')), /^done on 2025-10-13/)
    assert.match(asked.closed('2025-10-13', cme, hub('2025-10-13', true), referral('2025-10-13')), /^done on 2025-10-13/)
    assert.equal(asked.owed('2025-10-13', cme, hub('2025-10-13', true), referral('2025-10-12')), open)
  })

  it('does not lapse when the child becomes open to CSC, or the hub thinks otherwise', () => {
    assert.equal(
      asked.owed('2025-10-14', cme, hub('2025-10-13', true), service('2025-10-14', 'service-open', 'csc'), hub('2025-10-14', false)),
      open,
    )
  })

  it('keeps its owner and due date when the other decides the same, and is owed again once it is done', () => {
    const both = [cme, hub('2025-10-13', true), clinic('2025-10-14', true)]
    assert.equal(asked.owed('2025-10-14', ...both), open)
    assert.equal(asked.whose('2025-10-14', ...both), 'cme-officer must, on cme, dated by a setting')
    assert.equal(asked.because('2025-10-14', ...both), 'cssh-discussion@2025-10-13 + case-clinic@2025-10-14')
    const again = [cme, hub('2025-10-13', true), referral('2025-10-13'), clinic('2025-10-20', true)]
    assert.equal(asked.owed('2025-10-20', ...again), 'done from 2025-10-13, due 2025-10-14; open from 2025-10-20, due 2025-10-21')
  })

  describe('in several pathways', () => {
    const whose = (...opened: readonly CaseRecord[]) => asked.whose('2025-10-13', ...opened, hub('2025-10-13', true))

    it('is of the first of cme, pme, exclusion that is open', () => {
      assert.match(whose(excluded('2025-10-06'), cme), /on cme/)
      assert.match(whose(excluded('2025-10-06'), concern('2025-10-07')), /on pme/)
      assert.match(whose(excluded('2025-10-06')), /on exclusion/)
      assert.match(whose(cme, onRoll('2025-09-22'), excluded('2025-10-06')), /on exclusion/)
    })

    it('is not owed with none open', () => {
      assert.equal(whose(), 'nothing')
      assert.equal(whose(cme, onRoll('2025-10-10')), 'nothing')
    })
  })

  describe('once its case has ended', () => {
    const ended = [cme, hub('2025-10-13', true), onRoll('2025-10-14')]

    it('stays, and can still be done', () => {
      assert.equal(asked.owed('2025-10-15', ...ended), 'overdue from 2025-10-13, due 2025-10-14')
      assert.equal(asked.closed('2025-10-15', ...ended, referral('2025-10-15')), 'late on 2025-10-15 by csc-referral@2025-10-15')
    })

    it('keeps the next case from nothing, and takes nothing from it', () => {
      const next = [...ended, offRoll('2025-11-03'), hub('2025-11-10', true)]
      assert.equal(asked.owed('2025-11-10', ...next), 'overdue from 2025-10-13, due 2025-10-14; open from 2025-11-10, due 2025-11-11')
      assert.equal(asked.because('2025-11-10', ...next), 'cssh-discussion@2025-10-13; cssh-discussion@2025-11-10')
    })

    it('lapses when the child dies or leaves the area, and not as a case is closed for another reason', () => {
      const next = [...ended, offRoll('2025-11-03')]
      assert.equal(
        asked.closed('2025-11-10', ...next, cmeClosed('2025-11-10', 'left-area')),
        'lapsed on 2025-11-10 by cme-closed@2025-11-10',
      )
      assert.equal(asked.closed('2025-11-10', ...next, cmeClosed('2025-11-10', 'died')), 'lapsed on 2025-11-10 by cme-closed@2025-11-10')
      assert.equal(asked.closed('2025-11-10', ...next, cmeClosed('2025-11-10', 'other')), 'overdue')
    })

    it('lapses on the last day of compulsory school age, and not before', () => {
      const { owed, closed } = questionsAbout('L3', leila)
      const facts = [offRoll('2026-06-01'), hub('2026-06-15', true), onRoll('2026-06-16')]
      assert.equal(owed('2026-06-25', ...facts), 'overdue from 2026-06-15, due 2026-06-16')
      assert.equal(closed('2026-06-26', ...facts), 'lapsed on 2026-06-26 by nothing recorded')
    })
  })
})

describe('L4 Decide on the CME officer’s support', () => {
  const asked = questionsAbout('L4')
  const off = offRoll('2025-09-08')
  const facts = [off, registered('2025-09-10')]
  const refuses = (on: string, admissions: boolean) => fact(on, 'parent-refuses', { services: !admissions, admissions })
  const open = 'open from 2025-09-10, due 2025-09-24'

  it('must be done by the CME officer within 10 working days of registering the child', () => {
    assert.equal(asked.owed('2025-09-10', ...facts), open)
    assert.equal(asked.whose('2025-09-10', ...facts), 'cme-officer must, on cme, dated by a setting')
    assert.equal(asked.because('2025-09-10', ...facts), 'cme-registered@2025-09-10')
  })

  it('is not owed for a child who is not registered', () => {
    assert.equal(asked.owed('2025-10-06', off), 'nothing')
    assert.equal(asked.owed('2025-10-06', off, engaging('2025-09-09', true), engaging('2025-10-06', false)), 'nothing')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-09-24', ...facts), open)
    assert.equal(asked.owed('2025-09-25', ...facts), 'overdue from 2025-09-10, due 2025-09-24')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('L4', amina, { settings: { supportDecisionWithin: 3 } })
    assert.equal(owed('2025-09-10', ...facts), 'open from 2025-09-10, due 2025-09-15')
  })

  it('is not owed while parents engage with admissions, or support is open already', () => {
    assert.equal(asked.owed('2025-09-10', engaging('2025-09-09', true), ...facts), 'nothing')
    assert.equal(asked.owed('2025-09-10', support('2025-09-09', true), ...facts), 'nothing')
  })

  it('is owed where parents have ceased to engage, or support was ended or refused, before', () => {
    assert.equal(asked.owed('2025-09-10', engaging('2025-09-08', true), engaging('2025-09-09', false), ...facts), open)
    assert.equal(asked.owed('2025-09-10', support('2025-09-08', true), support('2025-09-09', false), ...facts), open)
    assert.equal(asked.owed('2025-09-10', support('2025-09-09', false), ...facts), open)
  })

  it('is owed although support was open in an earlier case', () => {
    const earlier = [offRoll('2025-09-01'), support('2025-09-01', true), onRoll('2025-09-05')]
    assert.equal(asked.owed('2025-09-10', ...earlier, ...facts), open)
  })

  for (const decision of [true, false]) {
    it(`is done by the decision that support ${decision ? 'starts' : 'does not start'}, late from the day after its due date`, () => {
      assert.equal(
        asked.closed('2025-09-24', ...facts, support('2025-09-24', decision)),
        'done on 2025-09-24 by officer-support@2025-09-24',
      )
      assert.equal(
        asked.closed('2025-09-25', ...facts, support('2025-09-25', decision)),
        'late on 2025-09-25 by officer-support@2025-09-25',
      )
    })
  }

  it('is done by a decision of its day, and not by one of the day before', () => {
    assert.match(asked.closed('2025-09-10', ...facts, support('2025-09-10', true)), /^done on 2025-09-10/)
    assert.equal(asked.owed('2025-09-10', ...facts, support('2025-09-09', false)), open)
  })

  it('is not done by an attempt to engage, nor set aside', () => {
    const attempt = fact('2025-09-12', 'engagement-attempt', { method: 'visit', outcome: 'engaged' }, { by: 'cme-officer' })
    assert.equal(asked.owed('2025-09-12', ...facts, attempt), open)
  })

  it('lapses when parents engage with admissions, on the day of its start too, and not when they do not', () => {
    assert.equal(
      asked.closed('2025-09-15', ...facts, engaging('2025-09-15', true)),
      'lapsed on 2025-09-15 by admissions-engagement@2025-09-15',
    )
    assert.equal(
      asked.closed('2025-09-10', ...facts, engaging('2025-09-10', true)),
      'lapsed on 2025-09-10 by admissions-engagement@2025-09-10',
    )
    assert.equal(asked.owed('2025-09-15', ...facts, engaging('2025-09-15', false)), open)
  })

  it('keeps its due date when the child is registered again', () => {
    assert.equal(asked.owed('2025-09-15', ...facts, registered('2025-09-15')), open)
    assert.equal(asked.because('2025-09-15', ...facts, registered('2025-09-15')), 'cme-registered@2025-09-10 + cme-registered@2025-09-15')
  })

  describe('as parents cease to engage', () => {
    const engaged = [off, engaging('2025-09-09', true), registered('2025-09-10')]

    it('is owed from that day, because of what ended it', () => {
      for (const end of [engaging('2025-10-06', false), refuses('2025-10-06', true)]) {
        assert.equal(asked.owed('2025-10-06', ...engaged, end), 'open from 2025-10-06, due 2025-10-20')
        assert.equal(asked.because('2025-10-06', ...engaged, end), end.id)
      }
    })

    it('is not owed where they refuse services alone, or did not engage before', () => {
      assert.equal(asked.owed('2025-10-06', ...engaged, refuses('2025-10-06', false)), 'nothing')
      const decided = [...facts, support('2025-09-12', false), engaging('2025-10-06', false)]
      assert.equal(asked.owed('2025-10-06', ...decided), 'done from 2025-09-10, due 2025-09-24')
    })

    it('is not owed while support is open, and is where support was ended or refused', () => {
      assert.equal(asked.owed('2025-10-06', ...engaged, support('2025-09-15', true), engaging('2025-10-06', false)), 'nothing')
      assert.match(
        asked.owed('2025-10-06', ...engaged, support('2025-09-15', false), engaging('2025-10-06', false)),
        /^open from 2025-10-06/,
      )
    })

    it('is owed again after it lapsed', () => {
      const again = [...facts, engaging('2025-09-15', true), engaging('2025-10-06', false)]
      assert.equal(asked.owed('2025-10-06', ...again), 'lapsed from 2025-09-10, due 2025-09-24; open from 2025-10-06, due 2025-10-20')
    })
  })

  it('lapses as the case ends', () => {
    assert.equal(asked.closed('2025-09-15', ...facts, onRoll('2025-09-15')), 'lapsed on 2025-09-15 by on-roll@2025-09-15')
    const { closed } = questionsAbout('L4', leila)
    assert.equal(closed('2026-06-26', offRoll('2026-06-15'), registered('2026-06-22')), 'lapsed on 2026-06-26 by nothing recorded')
  })
})
