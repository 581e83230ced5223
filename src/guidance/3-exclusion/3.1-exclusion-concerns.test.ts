import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, fact, leila, questionsAbout, withdrawal } from '../../../test/kit.ts'
import type { CaseRecord, Detail } from '../../casefile/fact-table.ts'

/* Without bank holidays 5 working days are a week, 10 two weeks, 20 four. Bank holidays here: 25 and 26 December, 1 January. */

const suspension = (on: string) => fact(on, 'suspension', { days: 1 })
const eha = (on: string, outcome: Detail<'eha'>['outcome'] = 'completed') => fact(on, 'eha', { outcome })
const ehaConsent = (on: string, decision: Detail<'consent'>['decision']) => fact(on, 'consent', { for: 'eha', decision })
const needs = (on: string, identified = true) => fact(on, 'unmet-needs', { identified })
const taf = (on: string) => fact(on, 'taf-meeting')
const review = (on: string, improved: boolean) => fact(on, 'behaviour-review', { improved })
const request = (on: string, level: 'standard' | 'intensive' = 'intensive') =>
  fact(on, 'support-request', { to: 'cfw', route: 'cssh-mash', level, reason: 'agreed with the family' })
const notMade = (on: string) => fact(on, 'support-request-not-made', { reason: 'a place elsewhere is being sought' })
const excluded = (on: string) => fact(on, 'permanent-exclusion')
const withdrawn = (on: string) => fact(on, 'permanent-exclusion-withdrawn')
const exclusionClosed = (on: string) => fact(on, 'exclusion-closed', { reason: 'settled' })
const onRoll = (on: string) => fact(on, 'on-roll')
const offRoll = (on: string) => fact(on, 'off-roll', { destinationKnown: true })
const cmeClosed = (on: string, reason: Detail<'cme-closed'>['reason']) => fact(on, 'cme-closed', { reason })
const reasonNotDone = (on: string, clause: string) => fact(on, 'reason-not-done', { clause, reason: 'the family moves away' })
const [first, second] = [suspension('2025-10-06'), suspension('2025-11-05')]

describe('3.1a Consider an Early Help Assessment', () => {
  const asked = questionsAbout('3.1a')
  const facts = [first, second]
  const open = 'open from 2025-11-05, due 2025-11-19'

  it('is to be considered by the school within 10 working days of the second suspension', () => {
    assert.equal(asked.owed('2025-11-05', ...facts), open)
    assert.equal(asked.whose('2025-11-05', ...facts), 'school consider, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-05', ...facts), 'suspension@2025-11-05')
  })

  it('is not asked for after the first suspension, or after a permanent exclusion', () => {
    assert.equal(asked.owed('2025-10-06', first), 'nothing')
    assert.equal(asked.owed('2025-10-10', first, excluded('2025-10-10')), 'nothing')
    assert.equal(asked.owed('2025-10-10', excluded('2025-10-06'), suspension('2025-10-10')), 'nothing')
  })

  it('is asked for by the second suspension of one day', () => {
    const twice = fact('2025-10-06', 'suspension', { days: 0.5 }, { id: 'in the afternoon' })
    assert.equal(asked.owed('2025-10-06', first, twice), 'open from 2025-10-06, due 2025-10-20')
    assert.equal(asked.because('2025-10-06', first, twice), 'suspension@2025-10-06')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-11-19', ...facts), open)
    assert.equal(asked.owed('2025-11-20', ...facts), 'overdue from 2025-11-05, due 2025-11-19')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('3.1a', amina, { settings: { ehaConsiderWithin: 3 } })
    assert.equal(owed('2025-11-05', ...facts), 'open from 2025-11-05, due 2025-11-10')
  })

  it('is asked for from the third suspension on, and not before, where the county says three', () => {
    const { owed } = questionsAbout('3.1a', amina, { settings: { repeatSuspensions: 3 } })
    assert.equal(owed('2025-11-05', ...facts), 'nothing')
    assert.equal(owed('2025-11-24', ...facts, suspension('2025-11-24')), 'open from 2025-11-24, due 2025-12-08')
  })

  for (const [window, one, two, counts] of [
    ['ever', '2019-10-07', '2025-11-05', true],
    ['school-year', '2025-09-01', '2026-07-20', true],
    ['school-year', '2025-08-31', '2025-09-01', false],
    ['school-year', '2025-09-01', '2026-08-31', true],
    ['school-year', '2025-07-07', '2025-09-08', false],
    ['rolling-12-months', '2024-11-06', '2025-11-05', true],
    ['rolling-12-months', '2024-11-05', '2025-11-05', false],
    ['rolling-12-months', '2024-11-04', '2025-11-05', false],
    // 29 February: 28 February of the year before is too early, the day after is not.
    ['rolling-12-months', '2023-02-28', '2024-02-29', false],
    ['rolling-12-months', '2023-03-01', '2024-02-29', true],
    ['rolling-12-months', '2024-02-28', '2025-02-28', false],
    ['rolling-12-months', '2024-02-29', '2025-02-28', true],
  ] as const) {
    it(`is ${counts ? '' : 'not '}asked for after suspensions of ${one} and ${two}, counted by ${window}`, () => {
      const { owed } = questionsAbout('3.1a', amina, { settings: { suspensionWindow: window } })
      assert.equal(owed(two, suspension(one), suspension(two)).startsWith(`open from ${two}`), counts)
    })
  }

  it('does not count a suspension that the head teacher cancelled, though it did until that was recorded', () => {
    const cancelled = withdrawal('2025-11-07', 'suspension@2025-10-06')
    assert.equal(asked.owed('2025-11-10', ...facts, cancelled), 'nothing')
    const { owed } = questionsAbout('3.1a', amina, { knownAt: '2025-11-06T12:00:00Z' })
    assert.equal(owed('2025-11-10', ...facts, cancelled), open)
  })

  for (const outcome of ['completed', 'reviewed', 'considered-not-needed'] as const) {
    it(`is done by an assessment ${outcome}, late from the day after its due date`, () => {
      assert.equal(asked.closed('2025-11-19', ...facts, eha('2025-11-19', outcome)), 'done on 2025-11-19 by eha@2025-11-19')
      assert.equal(asked.closed('2025-11-20', ...facts, eha('2025-11-20', outcome)), 'late on 2025-11-20 by eha@2025-11-20')
    })
  }

  it('is done when the family refuses consent to an assessment', () => {
    assert.equal(asked.closed('2025-11-12', ...facts, ehaConsent('2025-11-12', 'refused')), 'done on 2025-11-12 by consent@2025-11-12')
  })

  it('is not done by any other answer of the family, nor by a meeting or advice', () => {
    for (const other of [
      ehaConsent('2025-11-12', 'given'),
      ehaConsent('2025-11-12', 'withdrawn'),
      ehaConsent('2025-11-12', 'no-response'),
      fact('2025-11-12', 'consent', { for: 'support', decision: 'refused' }),
      taf('2025-11-12'),
      fact('2025-11-12', 'advice-sought', { from: 'cfw-senior-support-worker' }),
    ]) {
      assert.equal(asked.owed('2025-11-12', ...facts, other), open)
    }
  })

  it('is done by an assessment of its day, and not by one of the day before', () => {
    assert.match(asked.closed('2025-11-05', ...facts, eha('2025-11-05')), /^done on 2025-11-05/)
    assert.equal(asked.owed('2025-11-05', ...facts, eha('2025-11-04')), open)
  })

  it('keeps its due date when the child is suspended again', () => {
    assert.equal(asked.owed('2025-11-12', ...facts, suspension('2025-11-12')), open)
    assert.equal(asked.because('2025-11-12', ...facts, suspension('2025-11-12')), 'suspension@2025-11-05 + suspension@2025-11-12')
  })

  it('is asked for again by a further suspension once it is done', () => {
    assert.equal(
      asked.owed('2025-12-01', ...facts, eha('2025-11-12', 'considered-not-needed'), suspension('2025-12-01')),
      'done from 2025-11-05, due 2025-11-19; open from 2025-12-01, due 2025-12-15',
    )
  })

  it('lapses as the case ends, and with compulsory school age', () => {
    assert.equal(asked.closed('2025-11-12', ...facts, exclusionClosed('2025-11-12')), 'lapsed on 2025-11-12 by exclusion-closed@2025-11-12')
    const { closed } = questionsAbout('3.1a', leila)
    assert.equal(closed('2026-06-26', first, suspension('2026-06-22')), 'lapsed on 2026-06-26 by nothing recorded')
  })
})

describe('3.1b Seek advice from a senior family support worker', () => {
  const offered = (on: string, ...facts: readonly CaseRecord[]): string => {
    const option = asOf(on, caseOf(amina, ...facts)).options.find(({ clause }) => clause === '3.1b')
    return option ? `to the ${option.agency} since ${option.since}` : 'not offered'
  }
  const advice = (on: string, from: Detail<'advice-sought'>['from'] = 'cfw-senior-support-worker') => fact(on, 'advice-sought', { from })

  it('is offered to the school since the second suspension, for as long as it takes', () => {
    assert.equal(offered('2025-11-05', first, second), 'to the school since 2025-11-05')
    assert.equal(offered('2026-03-02', first, second, suspension('2025-12-01')), 'to the school since 2025-11-05')
  })

  it('is not offered after the first suspension, or with a permanent exclusion alone', () => {
    assert.equal(offered('2025-10-06', first), 'not offered')
    assert.equal(offered('2025-10-06', excluded('2025-10-06')), 'not offered')
  })

  it('follows the county’s number of suspensions and its window', () => {
    const options = (settings: object, ...facts: readonly CaseRecord[]) =>
      asOf('2025-11-24', caseOf(amina, ...facts), { settings }).options.map(({ since }) => since)
    assert.deepEqual(options({ repeatSuspensions: 3 }, first, second), [])
    assert.deepEqual(options({ repeatSuspensions: 3 }, first, second, suspension('2025-11-24')), ['2025-11-24'])
    assert.deepEqual(options({ suspensionWindow: 'school-year' }, suspension('2025-07-07'), second), [])
  })

  it('is no longer offered once that advice was sought, and is again after a further suspension', () => {
    assert.equal(offered('2025-11-12', first, second, advice('2025-11-12')), 'not offered')
    assert.equal(offered('2025-12-01', first, second, advice('2025-11-12'), suspension('2025-12-01')), 'to the school since 2025-12-01')
  })

  it('is not offered where the advice is of the day of the suspension, and is where it is of the day before', () => {
    assert.equal(offered('2025-11-05', first, second, advice('2025-11-05')), 'not offered')
    assert.equal(offered('2025-11-05', first, second, advice('2025-11-04')), 'to the school since 2025-11-05')
  })

  it('stays when advice comes from elsewhere', () => {
    assert.equal(offered('2025-11-12', first, second, advice('2025-11-12', 'advice-line')), 'to the school since 2025-11-05')
    assert.equal(offered('2025-11-12', first, second, advice('2025-11-12', 'mash-education-officer')), 'to the school since 2025-11-05')
  })

  it('ends with the case', () => {
    assert.equal(offered('2025-11-12', first, second, exclusionClosed('2025-11-12')), 'not offered')
  })
})

describe('3.1c Support the family in a Team around the Family', () => {
  const asked = questionsAbout('3.1c')
  const facts = [first, second, eha('2025-11-19')]
  const open = 'open from 2025-11-19, due 2025-12-17'

  it('should be done by the school within 20 working days of an assessment completed in a case of exclusion', () => {
    assert.equal(asked.owed('2025-11-19', ...facts), open)
    assert.equal(asked.whose('2025-11-19', ...facts), 'school should, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-19', ...facts), 'eha@2025-11-19')
  })

  it('leaves out the bank holidays of Christmas and New Year', () => {
    // 11 and 12 December make 2, then 7 by the 19th, 10 by the 24th, 13 by the 31st, 2 January is the 14th, 19 by the 9th.
    assert.equal(asked.owed('2025-12-10', first, second, eha('2025-12-10')), 'open from 2025-12-10, due 2026-01-12')
  })

  it('is not asked for after an assessment reviewed or found not needed, or outside a case of exclusion', () => {
    assert.equal(asked.owed('2025-11-19', first, second, eha('2025-11-19', 'reviewed')), 'nothing')
    assert.equal(asked.owed('2025-11-19', first, second, eha('2025-11-19', 'considered-not-needed')), 'nothing')
    assert.equal(asked.owed('2025-11-19', first, fact('2025-11-05', 'attendance-concern'), eha('2025-11-19')), 'nothing')
  })

  it('is not asked for by an assessment completed before the case', () => {
    assert.equal(asked.owed('2025-11-19', first, eha('2025-11-04'), second), 'nothing')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-12-17', ...facts), open)
    assert.equal(asked.owed('2025-12-18', ...facts), 'overdue from 2025-11-19, due 2025-12-17')
  })

  it('is due after as many working days as the county says', () => {
    const { owed } = questionsAbout('3.1c', amina, { settings: { tafWithin: 10 } })
    assert.equal(owed('2025-11-19', ...facts), 'open from 2025-11-19, due 2025-12-03')
  })

  it('is done by a meeting, late from the day after its due date', () => {
    assert.equal(asked.closed('2025-12-17', ...facts, taf('2025-12-17')), 'done on 2025-12-17 by taf-meeting@2025-12-17')
    assert.equal(asked.closed('2025-12-18', ...facts, taf('2025-12-18')), 'late on 2025-12-18 by taf-meeting@2025-12-18')
  })

  it('is done by a meeting of the day of the assessment, and not by one of the day before', () => {
    assert.match(asked.closed('2025-11-19', ...facts, taf('2025-11-19')), /^done on 2025-11-19/)
    assert.equal(asked.owed('2025-11-19', ...facts, taf('2025-11-18')), open)
  })

  it('keeps its due date at a further assessment, and is asked for again by one once the team has met', () => {
    assert.equal(asked.owed('2025-11-26', ...facts, eha('2025-11-26')), open)
    assert.equal(asked.because('2025-11-26', ...facts, eha('2025-11-26')), 'eha@2025-11-19 + eha@2025-11-26')
    const met = [...facts, taf('2025-11-21'), eha('2025-11-26')]
    assert.equal(asked.owed('2025-11-26', ...met), 'done from 2025-11-19, due 2025-12-17; open from 2025-11-26, due 2025-12-24')
  })

  it('is set aside by a recorded reason', () => {
    assert.match(asked.closed('2025-12-01', ...facts, reasonNotDone('2025-12-01', '3.1c')), /^set-aside on 2025-12-01/)
  })

  it('lapses as the case ends', () => {
    assert.match(asked.closed('2025-12-01', ...facts, exclusionClosed('2025-12-01')), /^lapsed on 2025-12-01/)
  })
})

describe('3.1d Consider a referral to CFW for intensive support', () => {
  const asked = questionsAbout('3.1d')
  const facts = [first, second, needs('2025-11-10')]

  it('is to be considered by the school on the day after 8 weeks from the suspension, and until then is upcoming', () => {
    // 5 November and 56 days is 31 December; 2, 5, 6, 7, 8 January.
    assert.equal(asked.owed('2025-12-31', ...facts), 'upcoming from 2026-01-01, due 2026-01-08')
    assert.equal(asked.owed('2026-01-01', ...facts), 'open from 2026-01-01, due 2026-01-08')
    assert.equal(asked.whose('2026-01-01', ...facts), 'school consider, on exclusion, dated by a setting')
    assert.equal(asked.because('2026-01-01', ...facts), 'suspension@2025-11-05 + unmet-needs@2025-11-10')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2026-01-08', ...facts), 'open from 2026-01-01, due 2026-01-08')
    assert.equal(asked.owed('2026-01-09', ...facts), 'overdue from 2026-01-01, due 2026-01-08')
  })

  it('counts as many weeks and working days as the county says', () => {
    // 5 November and 42 days is 17 December; 19, 22 December.
    const { owed } = questionsAbout('3.1d', amina, { settings: { improvementPeriod: 6, considerWithin: 2 } })
    assert.equal(owed('2025-12-17', ...facts), 'upcoming from 2025-12-18, due 2025-12-22')
    assert.equal(owed('2025-12-18', ...facts), 'open from 2025-12-18, due 2025-12-22')
  })

  for (const help of [eha, taf]) {
    it(`counts from the first ${help === eha ? 'assessment' : 'meeting'} that followed the suspension`, () => {
      // 19 November and 56 days is 14 January.
      const helped = [...facts, help('2025-11-19'), eha('2025-11-27'), taf('2025-12-01')]
      assert.equal(asked.owed('2026-01-14', ...helped), 'upcoming from 2026-01-15, due 2026-01-22')
      assert.equal(asked.owed('2026-01-15', ...helped), 'open from 2026-01-15, due 2026-01-22')
      const fact = `${help === eha ? 'eha' : 'taf-meeting'}@2025-11-19`
      assert.equal(asked.because('2026-01-15', ...helped), `suspension@2025-11-05 + unmet-needs@2025-11-10 + ${fact}`)
    })
  }

  it('counts from an assessment of the day of the suspension, and not from one of the day before', () => {
    assert.match(asked.because('2026-01-01', ...facts, eha('2025-11-05')), /eha@2025-11-05/)
    assert.doesNotMatch(asked.because('2026-01-01', ...facts, eha('2025-11-04')), /eha/)
  })

  it('does not count from an assessment reviewed or found not needed', () => {
    for (const outcome of ['reviewed', 'considered-not-needed'] as const) {
      assert.equal(asked.owed('2026-01-01', ...facts, eha('2025-11-19', outcome)), 'open from 2026-01-01, due 2026-01-08')
    }
  })

  it('is not asked for without unmet needs, and is on the day they are identified once the 8 weeks are over', () => {
    assert.equal(asked.owed('2026-01-20', first, second), 'nothing')
    assert.equal(asked.owed('2026-01-20', ...facts, needs('2025-12-01', false)), 'nothing')
    assert.equal(asked.owed('2026-02-02', first, second, needs('2026-02-02')), 'open from 2026-02-02, due 2026-02-09')
  })

  it('counts unmet needs that were identified before the case', () => {
    assert.equal(asked.owed('2026-01-01', needs('2025-09-15'), first, second), 'open from 2026-01-01, due 2026-01-08')
  })

  it('is not asked for where a review found behaviour improved, from the day of the suspension on', () => {
    for (const on of ['2025-11-05', '2025-12-10', '2026-01-01']) {
      assert.equal(asked.owed('2026-01-20', ...facts, review(on, true)), 'nothing')
    }
    assert.equal(asked.owed('2025-12-10', ...facts, review('2025-12-10', true)), 'nothing')
  })

  it('is asked for though a review found improvement before the help, and not where it did on the day of the help', () => {
    const helped = [...facts, eha('2025-11-19')]
    assert.equal(asked.owed('2026-01-15', ...helped, review('2025-11-18', true)), 'open from 2026-01-15, due 2026-01-22')
    assert.equal(asked.owed('2026-01-15', ...helped, review('2025-11-19', true)), 'nothing')
  })

  it('is asked for where reviews find no improvement', () => {
    assert.equal(asked.owed('2026-01-01', ...facts, review('2025-12-10', false)), 'open from 2026-01-01, due 2026-01-08')
  })

  it('is not asked for after permanent exclusion alone', () => {
    assert.equal(asked.owed('2026-01-20', needs('2025-11-05'), excluded('2025-11-05')), 'nothing')
  })

  it('counts anew from a later suspension that came after improvement', () => {
    // 8 December and 56 days is 2 February.
    const again = [...facts, eha('2025-11-19', 'considered-not-needed'), review('2025-12-01', true), suspension('2025-12-08')]
    assert.equal(asked.owed('2026-02-02', ...again), 'upcoming from 2026-02-03, due 2026-02-10')
    assert.equal(asked.because('2026-02-03', ...again), 'unmet-needs@2025-11-10 + suspension@2025-12-08')
  })

  it('is not moved by a suspension that only joins the first', () => {
    assert.equal(asked.owed('2026-01-01', ...facts, suspension('2025-11-17')), 'open from 2026-01-01, due 2026-01-08')
  })

  it('is done by a request to CFW of either level, or the decision not to make one; late the day after its due date', () => {
    for (const [by, state] of [
      [request('2026-01-08', 'standard'), 'done'],
      [request('2026-01-08', 'intensive'), 'done'],
      [notMade('2026-01-08'), 'done'],
      [notMade('2026-01-09'), 'late'],
    ] as const) {
      assert.equal(asked.closed('2026-01-09', ...facts, by), `${state} on ${by.on} by ${by.id}`)
    }
  })

  it('is done by a decision of its day, and not by one of the day before', () => {
    assert.match(asked.closed('2026-01-01', ...facts, notMade('2026-01-01')), /^done on 2026-01-01/)
    assert.equal(asked.owed('2026-01-01', ...facts, notMade('2025-12-31')), 'open from 2026-01-01, due 2026-01-08')
  })

  it('is not asked for again while nothing has changed since it was decided', () => {
    assert.equal(asked.owed('2026-03-02', ...facts, notMade('2026-01-06')), 'done from 2026-01-01, due 2026-01-08')
  })

  it('stays while an assessment begins a new period, and is asked for again 8 weeks after that once it was decided', () => {
    // 7 January and 56 days is 4 March.
    const assessed = [...facts, eha('2026-01-07')]
    assert.equal(asked.owed('2026-01-07', ...assessed), 'open from 2026-01-01, due 2026-01-08')
    const decided = [...assessed, notMade('2026-01-08')]
    assert.equal(asked.owed('2026-03-04', ...decided), 'done from 2026-01-01, due 2026-01-08; upcoming from 2026-03-05, due 2026-03-12')
    assert.equal(asked.owed('2026-03-05', ...decided), 'done from 2026-01-01, due 2026-01-08; open from 2026-03-05, due 2026-03-12')
  })

  it('is not asked for a second time where it was still open as the new period ran out', () => {
    const decidedLate = [...facts, eha('2026-01-07'), notMade('2026-03-09')]
    assert.equal(asked.owed('2026-03-16', ...decidedLate), 'late from 2026-01-01, due 2026-01-08')
  })

  it('lapses when a review finds improvement, and does not come back', () => {
    assert.equal(asked.closed('2026-01-06', ...facts, review('2026-01-06', true)), 'lapsed on 2026-01-06 by behaviour-review@2026-01-06')
    assert.equal(asked.owed('2026-03-02', ...facts, review('2026-01-06', true)), 'lapsed from 2026-01-01, due 2026-01-08')
  })

  it('lapses when no unmet needs remain, and comes back on the day they are identified again', () => {
    const met = [...facts, needs('2026-01-06', false)]
    assert.equal(asked.closed('2026-01-06', ...met), 'lapsed on 2026-01-06 by unmet-needs@2026-01-06')
    assert.equal(
      asked.owed('2026-01-12', ...met, needs('2026-01-12')),
      'lapsed from 2026-01-01, due 2026-01-08; open from 2026-01-12, due 2026-01-19',
    )
  })

  it('does not lapse by a review without improvement, or needs identified anew', () => {
    assert.equal(
      asked.owed('2026-01-06', ...facts, review('2026-01-06', false), needs('2026-01-06')),
      'open from 2026-01-01, due 2026-01-08',
    )
  })

  it('lapses as the case ends, and is no longer upcoming', () => {
    assert.match(asked.closed('2026-01-06', ...facts, exclusionClosed('2026-01-06')), /^lapsed on 2026-01-06/)
    assert.equal(asked.owed('2025-12-01', ...facts, exclusionClosed('2025-12-01')), 'nothing')
  })

  it('is not upcoming for the last day of compulsory school age, and is for the day before', () => {
    // 29 April and 57 days is 25 June; Leila’s last day is 26 June.
    const { owed } = questionsAbout('3.1d', leila)
    assert.equal(owed('2026-05-01', needs('2026-04-20'), first, suspension('2026-04-29')), 'upcoming from 2026-06-25, due 2026-07-02')
    assert.equal(owed('2026-05-01', needs('2026-04-20'), first, suspension('2026-04-30')), 'nothing')
    assert.equal(owed('2026-06-26', needs('2026-04-20'), first, suspension('2026-04-30')), 'nothing')
  })
})

describe('3.1e Request intensive support after a permanent exclusion', () => {
  const asked = questionsAbout('3.1e')
  const facts = [excluded('2025-11-06')]
  const open = 'open from 2025-11-06, due 2025-11-13'

  it('should be done by the school within 5 working days of a permanent exclusion', () => {
    assert.equal(asked.owed('2025-11-06', ...facts), open)
    assert.equal(asked.whose('2025-11-06', ...facts), 'school should, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-06', ...facts), 'permanent-exclusion@2025-11-06')
  })

  it('is not asked for after suspensions, or for an exclusion recorded in error', () => {
    assert.equal(asked.owed('2025-11-06', first, second), 'nothing')
    assert.equal(asked.owed('2025-11-10', ...facts, withdrawal('2025-11-10', 'permanent-exclusion@2025-11-06')), 'nothing')
  })

  it('is owed by whom, and within as many working days as, the county says', () => {
    const { owed, whose } = questionsAbout('3.1e', amina, {
      settings: { permanentExclusionOwner: 'cme-officer', exclusionRequestWithin: 2 },
    })
    assert.equal(whose('2025-11-06', ...facts), 'cme-officer should, on exclusion, dated by a setting')
    assert.equal(owed('2025-11-06', ...facts), 'open from 2025-11-06, due 2025-11-10')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-11-13', ...facts), open)
    assert.equal(asked.owed('2025-11-14', ...facts), 'overdue from 2025-11-06, due 2025-11-13')
  })

  it('is done by a request for intensive support, late from the day after its due date', () => {
    assert.equal(asked.closed('2025-11-13', ...facts, request('2025-11-13')), 'done on 2025-11-13 by support-request@2025-11-13')
    assert.equal(asked.closed('2025-11-14', ...facts, request('2025-11-14')), 'late on 2025-11-14 by support-request@2025-11-14')
  })

  it('is not done by a request for standard support, or a decision not to request', () => {
    assert.equal(asked.owed('2025-11-10', ...facts, request('2025-11-10', 'standard'), notMade('2025-11-10')), open)
  })

  it('is done by a request of the day of the exclusion, and not by one of the day before', () => {
    assert.match(asked.closed('2025-11-06', ...facts, request('2025-11-06')), /^done on 2025-11-06/)
    assert.equal(asked.owed('2025-11-06', ...facts, request('2025-11-05')), open)
  })

  it('is set aside by a recorded reason', () => {
    assert.match(asked.closed('2025-11-20', ...facts, reasonNotDone('2025-11-20', '3.1e')), /^set-aside on 2025-11-20/)
  })

  it('keeps its due date at a second exclusion in the case, and is asked for again by one once it is done', () => {
    assert.equal(asked.owed('2025-11-10', ...facts, excluded('2025-11-10')), open)
    assert.equal(
      asked.because('2025-11-10', ...facts, excluded('2025-11-10')),
      'permanent-exclusion@2025-11-06 + permanent-exclusion@2025-11-10',
    )
    const done = [...facts, request('2025-11-07'), excluded('2025-12-01')]
    assert.equal(asked.owed('2025-12-01', ...done), 'done from 2025-11-06, due 2025-11-13; open from 2025-12-01, due 2025-12-08')
  })

  it('lapses when the exclusion is withdrawn', () => {
    assert.equal(
      asked.closed('2025-11-10', ...facts, withdrawn('2025-11-10')),
      'lapsed on 2025-11-10 by permanent-exclusion-withdrawn@2025-11-10',
    )
    const goesOn = [first, second, ...facts, withdrawn('2025-11-10')]
    assert.equal(asked.closed('2025-11-10', ...goesOn), 'lapsed on 2025-11-10 by permanent-exclusion-withdrawn@2025-11-10')
  })

  describe('once its case has ended', () => {
    const ended = [...facts, onRoll('2025-11-10')]

    it('stays: a new school place does not end it, and it can still be done or set aside', () => {
      assert.equal(asked.owed('2025-11-14', ...ended), 'overdue from 2025-11-06, due 2025-11-13')
      assert.match(asked.closed('2025-11-14', ...ended, request('2025-11-14')), /^late on 2025-11-14/)
      assert.match(asked.closed('2025-11-14', ...ended, reasonNotDone('2025-11-14', '3.1e')), /^set-aside on 2025-11-14/)
    })

    it('lapses when the exclusion is withdrawn', () => {
      assert.equal(
        asked.closed('2025-11-12', ...ended, withdrawn('2025-11-12')),
        'lapsed on 2025-11-12 by permanent-exclusion-withdrawn@2025-11-12',
      )
    })

    it('does not lapse when it is a later case’s exclusion that is withdrawn, and does when the later case holds none', () => {
      assert.equal(
        asked.closed('2025-12-10', ...ended, excluded('2025-12-08'), withdrawn('2025-12-10')),
        'overdue; lapsed on 2025-12-10 by permanent-exclusion-withdrawn@2025-12-10',
      )
      assert.equal(
        asked.closed('2025-11-19', first, ...ended, suspension('2025-11-17'), withdrawn('2025-11-19')),
        'lapsed on 2025-11-19 by permanent-exclusion-withdrawn@2025-11-19',
      )
    })

    it('keeps the next case from nothing, and takes nothing from it', () => {
      const next = [...ended, excluded('2025-12-08')]
      assert.equal(asked.owed('2025-12-08', ...next), 'overdue from 2025-11-06, due 2025-11-13; open from 2025-12-08, due 2025-12-15')
      assert.equal(asked.because('2025-12-08', ...next), 'permanent-exclusion@2025-11-06; permanent-exclusion@2025-12-08')
    })

    it('lapses when the child dies or leaves the area, and not when another case is closed', () => {
      const left = (reason: Detail<'cme-closed'>['reason']) => [...ended, offRoll('2025-11-24'), cmeClosed('2025-11-28', reason)]
      assert.equal(asked.closed('2025-11-28', ...left('left-area')), 'lapsed on 2025-11-28 by cme-closed@2025-11-28')
      assert.equal(asked.closed('2025-11-28', ...left('died')), 'lapsed on 2025-11-28 by cme-closed@2025-11-28')
      assert.equal(asked.owed('2025-11-28', ...left('other')), 'overdue from 2025-11-06, due 2025-11-13')
    })

    it('lapses on the last day of compulsory school age, and not before', () => {
      const { owed, closed } = questionsAbout('3.1e', leila)
      const inJune = [excluded('2026-06-15'), onRoll('2026-06-17')]
      assert.equal(owed('2026-06-25', ...inJune), 'overdue from 2026-06-15, due 2026-06-22')
      assert.equal(closed('2026-06-26', ...inJune), 'lapsed on 2026-06-26 by nothing recorded')
    })
  })
})

describe('3.1f Complete an Early Help Assessment before the request', () => {
  const asked = questionsAbout('3.1f')
  const excludedOn6th = excluded('2025-11-06')
  const facts = [excludedOn6th, needs('2025-11-07')]
  const open = 'open from 2025-11-07, due 2025-11-13'

  it('must be done by the school by the day of the request, when there are unmet needs', () => {
    assert.equal(asked.owed('2025-11-07', ...facts), open)
    assert.equal(asked.whose('2025-11-07', ...facts), 'school must, on exclusion, dated by a setting')
    assert.equal(asked.because('2025-11-07', ...facts), 'permanent-exclusion@2025-11-06 + unmet-needs@2025-11-07')
  })

  it('starts with the exclusion where unmet needs were identified before', () => {
    assert.equal(asked.owed('2025-11-06', needs('2025-09-15'), excludedOn6th), 'open from 2025-11-06, due 2025-11-13')
    assert.equal(asked.because('2025-11-06', needs('2025-11-06'), excludedOn6th), 'unmet-needs@2025-11-06 + permanent-exclusion@2025-11-06')
  })

  it('is not asked for without unmet needs, or without an exclusion', () => {
    assert.equal(asked.owed('2025-11-10', excludedOn6th), 'nothing')
    assert.equal(asked.owed('2025-11-10', needs('2025-09-15'), needs('2025-10-01', false), excludedOn6th), 'nothing')
    assert.equal(asked.owed('2025-11-10', first, second, needs('2025-11-07')), 'nothing')
  })

  it('is not asked for where the exclusion was withdrawn before the needs were identified', () => {
    assert.equal(asked.owed('2025-11-12', first, second, excludedOn6th, withdrawn('2025-11-10'), needs('2025-11-12')), 'nothing')
  })

  it('is open on its due date and overdue the day after', () => {
    assert.equal(asked.owed('2025-11-13', ...facts), open)
    assert.equal(asked.owed('2025-11-14', ...facts), 'overdue from 2025-11-07, due 2025-11-13')
  })

  it('is due with the request, after as many working days as the county says', () => {
    const { owed } = questionsAbout('3.1f', amina, { settings: { exclusionRequestWithin: 2 } })
    assert.equal(owed('2025-11-07', ...facts), 'open from 2025-11-07, due 2025-11-10')
  })

  it('is due on the day of the request where that is made earlier', () => {
    assert.equal(asked.owed('2025-11-10', ...facts, request('2025-11-10')), 'open from 2025-11-07, due 2025-11-10')
    assert.equal(asked.owed('2025-11-11', ...facts, request('2025-11-10')), 'overdue from 2025-11-07, due 2025-11-10')
    assert.equal(
      asked.owed('2025-11-10', excludedOn6th, request('2025-11-07'), needs('2025-11-10')),
      'overdue from 2025-11-10, due 2025-11-07',
    )
  })

  it('does not move for a late request, a standard one, or a reason why none is made', () => {
    assert.equal(asked.owed('2025-11-14', ...facts, request('2025-11-14')), 'overdue from 2025-11-07, due 2025-11-13')
    assert.equal(asked.owed('2025-11-10', ...facts, request('2025-11-10', 'standard')), open)
    assert.equal(asked.owed('2025-11-10', ...facts, reasonNotDone('2025-11-10', '3.1e')), open)
    assert.equal(
      asked.owed('2025-11-12', excludedOn6th, reasonNotDone('2025-11-10', '3.1e'), needs('2025-11-12')),
      'open from 2025-11-12, due 2025-11-13',
    )
  })

  it('does not move once it is closed', () => {
    assert.equal(asked.owed('2025-11-12', ...facts, eha('2025-11-10'), request('2025-11-12')), 'done from 2025-11-07, due 2025-11-13')
  })

  it('is done by an assessment completed on the due date, late the day after', () => {
    assert.equal(asked.closed('2025-11-13', ...facts, eha('2025-11-13')), 'done on 2025-11-13 by eha@2025-11-13')
    assert.equal(asked.closed('2025-11-14', ...facts, eha('2025-11-14')), 'late on 2025-11-14 by eha@2025-11-14')
    assert.equal(asked.closed('2025-11-12', ...facts, request('2025-11-10'), eha('2025-11-12')), 'late on 2025-11-12 by eha@2025-11-12')
  })

  it('is not done by an assessment reviewed or found not needed, nor set aside by a reason', () => {
    const other = [eha('2025-11-10', 'reviewed'), fact('2025-11-10', 'eha', { outcome: 'considered-not-needed' }, { id: 'not needed' })]
    assert.equal(asked.owed('2025-11-10', ...facts, ...other), open)
  })

  it('is done from its start by an assessment at most 26 weeks before the exclusion, and not by one of the day before that', () => {
    // 6 November less 182 days is 8 May.
    assert.equal(asked.closed('2025-11-07', eha('2025-05-08'), ...facts), 'done on 2025-11-07 by eha@2025-05-08')
    assert.equal(asked.owed('2025-11-07', eha('2025-05-07'), ...facts), open)
    assert.equal(asked.owed('2025-11-07', eha('2025-10-01', 'reviewed'), ...facts), open)
  })

  it('counts the 26 weeks before the exclusion, however late the needs are identified', () => {
    assert.equal(asked.closed('2025-12-01', eha('2025-05-08'), excludedOn6th, needs('2025-12-01')), 'done on 2025-12-01 by eha@2025-05-08')
    assert.equal(asked.owed('2025-12-01', eha('2025-05-08'), excludedOn6th, needs('2025-12-01')), 'done from 2025-12-01, due 2025-11-13')
  })

  it('is done by the first of several recent assessments, one between exclusion and needs among them', () => {
    assert.equal(
      asked.closed('2025-11-12', eha('2025-06-02'), excludedOn6th, eha('2025-11-10'), needs('2025-11-12')),
      'done on 2025-11-12 by eha@2025-06-02',
    )
    assert.equal(asked.closed('2025-11-12', excludedOn6th, eha('2025-11-10'), needs('2025-11-12')), 'done on 2025-11-12 by eha@2025-11-10')
  })

  it('takes as recent as many weeks as the county says', () => {
    // 6 November less 28 days is 9 October.
    const { owed } = questionsAbout('3.1f', amina, { settings: { recentEha: 4 } })
    assert.equal(owed('2025-11-07', eha('2025-10-09'), ...facts), 'done from 2025-11-07, due 2025-11-13')
    assert.equal(owed('2025-11-07', eha('2025-10-08'), ...facts), open)
  })

  it('lapses when no unmet needs remain, and comes back when they are identified again', () => {
    const met = [...facts, needs('2025-11-10', false)]
    assert.equal(asked.closed('2025-11-10', ...met), 'lapsed on 2025-11-10 by unmet-needs@2025-11-10')
    assert.equal(
      asked.owed('2025-11-12', ...met, needs('2025-11-12')),
      'lapsed from 2025-11-07, due 2025-11-13; open from 2025-11-12, due 2025-11-13',
    )
  })

  for (const decision of ['refused', 'withdrawn'] as const) {
    it(`lapses when consent to an assessment is ${decision}, and comes back when it is given`, () => {
      const withheld = [...facts, ehaConsent('2025-11-10', decision)]
      assert.equal(asked.closed('2025-11-10', ...withheld), 'lapsed on 2025-11-10 by consent@2025-11-10')
      assert.equal(
        asked.owed('2025-11-12', ...withheld, ehaConsent('2025-11-12', 'given')),
        'lapsed from 2025-11-07, due 2025-11-13; open from 2025-11-12, due 2025-11-13',
      )
    })

    it(`is not asked for while consent to an assessment stands ${decision}, silence apart`, () => {
      const withheld = [excludedOn6th, ehaConsent('2025-11-06', decision), needs('2025-11-07')]
      assert.equal(asked.owed('2025-11-07', ...withheld), 'nothing')
      assert.equal(asked.owed('2025-11-10', ...withheld, ehaConsent('2025-11-10', 'no-response')), 'nothing')
      assert.equal(asked.owed('2025-11-10', ...withheld, ehaConsent('2025-11-10', 'given')), 'open from 2025-11-10, due 2025-11-13')
    })
  }

  it('does not lapse by silence, or by refusal of something else', () => {
    assert.equal(asked.owed('2025-11-10', ...facts, ehaConsent('2025-11-10', 'no-response')), open)
    assert.equal(asked.owed('2025-11-10', ...facts, fact('2025-11-10', 'consent', { for: 'support', decision: 'refused' })), open)
  })

  it('is asked for where consent was given, or the family only stayed silent', () => {
    const given = ehaConsent('2025-11-06', 'given')
    for (const answers of [[given], [ehaConsent('2025-11-06', 'no-response')], [given, ehaConsent('2025-11-07', 'no-response')]]) {
      assert.equal(asked.owed('2025-11-07', ...facts, ...answers), open)
    }
  })

  it('is asked for though consent was refused before the case', () => {
    assert.equal(asked.owed('2025-11-07', ehaConsent('2025-11-05', 'refused'), ...facts), open)
  })

  it('lapses when the exclusion is withdrawn, in a case that goes on too', () => {
    assert.equal(
      asked.closed('2025-11-10', ...facts, withdrawn('2025-11-10')),
      'lapsed on 2025-11-10 by permanent-exclusion-withdrawn@2025-11-10',
    )
    const goesOn = [first, second, ...facts, withdrawn('2025-11-10')]
    assert.equal(asked.closed('2025-11-10', ...goesOn), 'lapsed on 2025-11-10 by permanent-exclusion-withdrawn@2025-11-10')
  })

  describe('at a second exclusion in the case', () => {
    it('is asked for again once it was done, and is done by the assessment that is recent', () => {
      const done = [...facts, eha('2025-11-10'), request('2025-11-10')]
      assert.equal(
        asked.owed('2025-12-01', ...done, excluded('2025-12-01')),
        'done from 2025-11-07, due 2025-11-10; done from 2025-12-01, due 2025-12-08',
      )
      assert.equal(
        asked.because('2025-12-01', ...done, excluded('2025-12-01')),
        'permanent-exclusion@2025-11-06 + unmet-needs@2025-11-07; unmet-needs@2025-11-07 + permanent-exclusion@2025-12-01',
      )
    })

    it('counts the 26 weeks before the later exclusion', () => {
      // 1 December less 182 days is 2 June.
      const twice = [...facts, request('2025-11-10'), excluded('2025-12-01')]
      assert.equal(
        asked.closed('2025-12-01', eha('2025-06-02'), ...twice),
        'done on 2025-11-07 by eha@2025-06-02; done on 2025-12-01 by eha@2025-06-02',
      )
      assert.equal(asked.closed('2025-12-01', eha('2025-06-01'), ...twice), 'done on 2025-11-07 by eha@2025-06-01; open')
    })

    it('is not asked for again where it was open at the time, then or when it closes', () => {
      const twice = [...facts, excluded('2025-11-10')]
      assert.equal(asked.owed('2025-11-10', ...twice), open)
      assert.equal(asked.owed('2025-12-01', ...twice, eha('2025-11-12')), 'done from 2025-11-07, due 2025-11-13')
    })
  })

  it('is not asked for again for the same exclusion once it was done', () => {
    assert.equal(
      asked.owed('2025-11-14', ...facts, eha('2025-11-10'), needs('2025-11-12', false), needs('2025-11-14')),
      'done from 2025-11-07, due 2025-11-13',
    )
  })

  describe('once its case has ended', () => {
    const ended = [...facts, onRoll('2025-11-10')]

    it('stays, moves with the request, and is done by the assessment', () => {
      assert.equal(asked.owed('2025-11-14', ...ended), 'overdue from 2025-11-07, due 2025-11-13')
      assert.equal(asked.owed('2025-11-12', ...ended, request('2025-11-12')), 'open from 2025-11-07, due 2025-11-12')
      assert.match(asked.closed('2025-11-14', ...ended, eha('2025-11-14')), /^late on 2025-11-14/)
    })

    it('lapses by needs met, refusal and withdrawal as before', () => {
      for (const by of [
        needs('2025-11-12', false),
        ehaConsent('2025-11-12', 'refused'),
        withdrawn('2025-11-12'),
        ehaConsent('2025-11-12', 'withdrawn'),
      ]) {
        assert.equal(asked.closed('2025-11-12', ...ended, by), `lapsed on 2025-11-12 by ${by.id}`)
      }
    })

    it('does not come back, and does not start, by what is recorded later', () => {
      assert.equal(
        asked.owed('2025-11-14', ...ended, needs('2025-11-12', false), needs('2025-11-14')),
        'lapsed from 2025-11-07, due 2025-11-13',
      )
      assert.equal(asked.owed('2025-11-14', excludedOn6th, onRoll('2025-11-10'), needs('2025-11-14')), 'nothing')
    })

    it('does not lapse when it is a later case’s exclusion that is withdrawn', () => {
      assert.equal(
        asked.closed('2025-12-10', ...ended, excluded('2025-12-08'), withdrawn('2025-12-10')),
        'overdue; lapsed on 2025-12-10 by permanent-exclusion-withdrawn@2025-12-10',
      )
    })

    it('lapses when the child leaves the area, and on the last day of compulsory school age', () => {
      const left = [...ended, offRoll('2025-11-24'), cmeClosed('2025-11-28', 'left-area')]
      assert.equal(asked.closed('2025-11-28', ...left), 'lapsed on 2025-11-28 by cme-closed@2025-11-28')
      const { closed } = questionsAbout('3.1f', leila)
      assert.equal(
        closed('2026-06-26', excluded('2026-06-15'), needs('2026-06-15'), onRoll('2026-06-17')),
        'lapsed on 2026-06-26 by nothing recorded',
      )
    })
  })
})
