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
  itIsSetAside,
  itIsSettledBy,
  itLapsesBy,
  itShows,
  linesOf,
  shown,
} from '../../../test/kit.ts'
import { cfw, consent, ended, engaging, officer, offRoll, onRoll, opened, refuses, request, talk, visit } from '../../../test/told.ts'
import type { CaseRecord, Detail, Service } from '../../casefile/fact-table.ts'

const discussed = (on: string) => fact(on, 'panel-discussed', undefined, { by: 'panel-chair' })
const outcome = (on: string, ...openTo: readonly Service[]) =>
  fact(on, 'panel-outcome', { openTo: [...openTo], safeguardingConcerns: false }, { by: 'panel-chair' })
const review = (on: string, progress: boolean) => fact(on, 'progress-review', { progress }, officer)
const eha = (on: string, what: Detail<'eha'>['outcome'] = 'completed') => fact(on, 'eha', { outcome: what }, cfw)

const because = (clause: string, on: string, ...facts: readonly CaseRecord[]) =>
  dutiesOf(clause, asOf(on, caseOf(amina, offRoll, ...facts))).at(-1)?.because

describe('1.5a Support is requested where there is no progress', () => {
  // Six weeks, 42 days, from Wednesday 24 September 2025: 6 to the end of the month, 31 in October, 5 in November.
  const owed = { clause: '1.5a', facts: [offRoll, outcome('2025-09-24', 'csc')], startedOn: '2025-09-24', dueOn: '2025-11-05' }
  itIsOwed('within 6 weeks of the panel', owed, 'cme-officer should, on cme, dated by a guidance')

  it('within as many weeks as the county sets, by a date that is then the county’s', () => {
    const { dueOn, dueFrom } = dutyOf('1.5a', asOf('2025-09-24', caseOf(amina, ...owed.facts), { settings: { supportRequestWithin: 4 } }))
    assert.deepEqual([dueOn, dueFrom], ['2025-10-22', 'setting'])
  })

  itIsSettledBy(owed, {
    'a request to CFW': request,
    'a review that finds progress': (on) => review(on, true),
    'CFW opening the case': (on) => opened(on, 'cfw'),
    'a panel that finds the child open to CFW': (on) => outcome(on, 'cfw', 'csc'),
  })
  itIsNotSettledBy(owed, {
    'a review that finds no progress': (on) => review(on, false),
    'social care opening the case': (on) => opened(on, 'csc'),
    'a panel that does not find the child open to CFW': (on) => outcome(on),
    'a first talk with social care’s worker': (on) => talk(on),
    'a reason why no request is made': (on) => fact(on, 'support-request-not-made', { reason: 'another way' }),
    'a consent': (on) => consent(on, 'given', 'support'),
    'that parents do not engage with admissions': (on) => engaging(on, false),
  })
  itLapsesBy(owed, { 'that parents engage with admissions': (on) => engaging(on), 'a place on a roll': onRoll })
  itIsSetAside(owed)

  itShows(
    '1.5a',
    [offRoll],
    ['for a child open to neither service', '2025-09-24', ['open from 2025-09-24, due 2025-11-05'], outcome('2025-09-24')],
    ['not for a child open to CFW', '2025-09-24', [], outcome('2025-09-24', 'cfw')],
    ['not for a child open to both services', '2025-09-24', [], outcome('2025-09-24', 'csc', 'cfw')],
    ['not while parents engage with admissions', '2025-09-24', [], engaging('2025-09-15'), outcome('2025-09-24', 'csc')],
    [
      'counted from the day on which the panel talked about the child',
      '2025-11-06',
      ['overdue from 2025-09-26, due 2025-11-05'],
      discussed('2025-09-24'),
      outcome('2025-09-26'),
    ],
    [
      'by the date that stands where the next panel finds it still owed',
      '2025-11-26',
      ['overdue from 2025-09-24, due 2025-11-05'],
      outcome('2025-09-24'),
      outcome('2025-11-26'),
    ],
    [
      'again at the next panel',
      '2025-11-26',
      ['done from 2025-09-24, due 2025-11-05, on 2025-10-06 by support-request', 'open from 2025-11-26, due 2026-01-07'],
      outcome('2025-09-24'),
      request('2025-10-06'),
      outcome('2025-11-26'),
    ],
    [
      'not done by a request of before the panel',
      '2025-09-24',
      ['open from 2025-09-24, due 2025-11-05'],
      request('2025-09-23'),
      outcome('2025-09-24'),
    ],
    [
      'done by a request of the day of the outcome',
      '2025-09-24',
      ['done from 2025-09-24, due 2025-11-05, on 2025-09-24 by support-request'],
      outcome('2025-09-24'),
      request('2025-09-24'),
    ],
  )

  it('names the outcomes that ask for it, and no review', () =>
    assert.deepEqual(because('1.5a', '2025-11-26', outcome('2025-09-24'), review('2025-10-08', false), outcome('2025-11-26')), [
      'panel-outcome@2025-09-24',
      'panel-outcome@2025-11-26',
    ]))

  describe('a child open to social care is taken back to the allocated worker:', () => {
    const csc = outcome('2025-09-24', 'csc')
    const stillOpen = ['open from 2025-09-24, due 2025-11-05']
    const done = ['done from 2025-09-24, due 2025-11-05, on 2025-10-22 by allocated-worker-discussion']
    itShows(
      '1.5a',
      [offRoll],
      ['the second talk since the panel settles it', '2025-10-22', done, csc, talk('2025-09-26'), talk('2025-10-22')],
      ['a talk on the day of the panel is the first', '2025-10-22', done, talk('2025-09-24'), csc, talk('2025-10-22')],
      ['a talk before the panel is none', '2025-10-22', stillOpen, talk('2025-09-23'), csc, talk('2025-10-22')],
      ['with it, it takes a third', '2025-10-22', done, talk('2025-09-23'), csc, talk('2025-09-26'), talk('2025-10-22')],
      [
        'and from the panel from which it is owed, although another found it still owed',
        '2025-10-22',
        done,
        csc,
        talk('2025-09-26'),
        outcome('2025-10-15', 'csc'),
        talk('2025-10-22'),
      ],
      ['a talk with CFW’s worker does not count', '2025-10-22', stillOpen, csc, talk('2025-09-26', 'cfw'), talk('2025-10-22')],
      ['nor does one with CFW’s worker come second', '2025-10-22', stillOpen, csc, talk('2025-09-26'), talk('2025-10-22', 'cfw')],
      ['a child not open to social care is not', '2025-10-22', stillOpen, outcome('2025-09-24'), talk('2025-09-26'), talk('2025-10-22')],
      [
        'nor one whom social care has closed',
        '2025-10-22',
        stillOpen,
        csc,
        talk('2025-09-26'),
        ended('2025-10-15', 'csc'),
        talk('2025-10-22'),
      ],
      [
        'one whom social care opens on the day of the second talk is',
        '2025-10-22',
        done,
        outcome('2025-09-24'),
        talk('2025-09-26'),
        talk('2025-10-22'),
        opened('2025-10-22', 'csc'),
      ],
      [
        'one whom social care opens later is, with a third talk',
        '2025-10-22',
        done,
        outcome('2025-09-24'),
        talk('2025-09-26'),
        talk('2025-10-01'),
        opened('2025-10-02', 'csc'),
        talk('2025-10-22'),
      ],
      [
        'talks count from the day on which the panel talked about the child',
        '2025-09-29',
        ['done from 2025-09-26, due 2025-11-05, on 2025-09-29 by allocated-worker-discussion'],
        discussed('2025-09-24'),
        talk('2025-09-24'),
        outcome('2025-09-26', 'csc'),
        talk('2025-09-29'),
      ],
    )
  })

  describe('is asked again within the six weeks', () => {
    const progressed = 'done from 2025-09-24, due 2025-11-05, on 2025-10-01 by progress-review'
    const engaged = 'lapsed from 2025-09-24, due 2025-11-05, on 2025-10-01 by admissions-engagement'
    const helped = [outcome('2025-09-24'), review('2025-10-01', true)]
    const stopped = [outcome('2025-09-24'), engaging('2025-10-01')]
    itShows(
      '1.5a',
      [offRoll],
      [
        'by a review that finds no progress, to the last day of them',
        '2025-11-05',
        [progressed, 'open from 2025-11-05, due 2025-11-05'],
        ...helped,
        review('2025-11-05', false),
      ],
      ['not by a review that finds more progress', '2025-10-08', [progressed], ...helped, review('2025-10-08', true)],
      ['not the day after', '2025-11-06', [progressed], ...helped, review('2025-11-06', false)],
      [
        'by parents engaging no longer, to the last day of them',
        '2025-11-05',
        [engaged, 'open from 2025-11-05, due 2025-11-05'],
        ...stopped,
        engaging('2025-11-05', false),
      ],
      ['not the day after', '2025-11-06', [engaged], ...stopped, engaging('2025-11-06', false)],
      [
        'by parents refusing admissions',
        '2025-10-08',
        [engaged, 'open from 2025-10-08, due 2025-11-05'],
        ...stopped,
        refuses('2025-10-08', false, true),
      ],
      ['not by parents refusing services alone', '2025-10-08', [engaged], ...stopped, refuses('2025-10-08', true, false)],
      ['not by parents refusing admissions who did not engage', '2025-10-08', [progressed], ...helped, refuses('2025-10-08', false, true)],
      ['not by a review while parents engage', '2025-10-08', [engaged], ...stopped, review('2025-10-08', false)],
      [
        'for the first time too, where parents engaged at the panel',
        '2025-10-08',
        ['open from 2025-10-08, due 2025-11-05'],
        engaging('2025-09-15'),
        outcome('2025-09-24'),
        engaging('2025-10-08', false),
      ],
      [
        'for the first time too, where the panel found the child open to CFW and CFW has closed',
        '2025-10-08',
        ['open from 2025-10-08, due 2025-11-05'],
        outcome('2025-09-24', 'cfw'),
        ended('2025-10-01', 'cfw'),
        review('2025-10-08', false),
      ],
      ['not while the child is open to CFW', '2025-10-08', [], outcome('2025-09-24', 'cfw'), review('2025-10-08', false)],
      [
        'not where CFW opened after progress',
        '2025-10-08',
        [progressed],
        ...helped,
        opened('2025-10-02', 'cfw'),
        review('2025-10-08', false),
      ],
      ['not where no panel was', '2025-10-08', [], review('2025-10-01', true), review('2025-10-08', false)],
      [
        'not where support was requested since the panel',
        '2025-10-08',
        ['done from 2025-09-24, due 2025-11-05, on 2025-10-06 by support-request'],
        outcome('2025-09-24'),
        request('2025-10-06'),
        review('2025-10-08', false),
      ],
      [
        'not where it was requested on the day on which the panel talked about the child',
        '2025-10-08',
        ['done from 2025-09-26, due 2025-11-05, on 2025-10-01 by progress-review'],
        discussed('2025-09-24'),
        request('2025-09-24'),
        outcome('2025-09-26'),
        review('2025-10-01', true),
        review('2025-10-08', false),
      ],
      [
        'although it was requested before the panel',
        '2025-10-08',
        [progressed, 'open from 2025-10-08, due 2025-11-05'],
        request('2025-09-23'),
        ...helped,
        review('2025-10-08', false),
      ],
      [
        'and done the same day by a request that follows the review',
        '2025-10-08',
        [progressed, 'done from 2025-10-08, due 2025-11-05, on 2025-10-08 by support-request'],
        ...helped,
        review('2025-10-08', false),
        request('2025-10-08'),
      ],
      [
        'those of the last panel, where there were several',
        '2026-01-07',
        [progressed, 'done from 2025-11-26, due 2026-01-07, on 2025-12-03 by progress-review', 'open from 2026-01-07, due 2026-01-07'],
        ...helped,
        outcome('2025-11-26'),
        review('2025-12-03', true),
        review('2026-01-07', false),
      ],
      [
        'counted from the day on which the panel talked about the child',
        '2025-11-06',
        ['done from 2025-09-26, due 2025-11-05, on 2025-10-01 by progress-review'],
        discussed('2025-09-24'),
        outcome('2025-09-26'),
        review('2025-10-01', true),
        review('2025-11-06', false),
      ],
      [
        'not in a case without a panel of its own',
        '2025-10-08',
        [progressed],
        ...helped,
        onRoll('2025-10-02'),
        fact('2025-10-06', 'off-roll'),
        review('2025-10-08', false),
      ],
    )

    it('because of the review, or of what ended the exemption', () => {
      assert.deepEqual(because('1.5a', '2025-10-08', ...helped, review('2025-10-08', false)), ['progress-review@2025-10-08'])
      assert.deepEqual(because('1.5a', '2025-10-08', ...stopped, engaging('2025-10-08', false)), ['admissions-engagement@2025-10-08'])
      assert.deepEqual(because('1.5a', '2025-10-08', ...stopped, refuses('2025-10-08', false, true)), ['parent-refuses@2025-10-08'])
    })
  })
})

describe('1.5b CFW seeks consent', () => {
  // Monday 6 October 2025: 4 working days that week, 9 by the 17th, Monday 20 October is the tenth.
  const owed = { clause: '1.5b', facts: [offRoll, request('2025-10-06')], startedOn: '2025-10-06', dueOn: '2025-10-20' }
  itIsOwed('within 10 working days of the request', owed, 'cfw must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-06', caseOf(amina, ...owed.facts), { settings: { consentAttemptWithin: 4 } })
    assert.equal(dutyOf('1.5b', answer).dueOn, '2025-10-10')
  })

  itIsSettledBy(owed, {
    'consent given to the assessment': (on) => consent(on, 'given'),
    'consent refused to the assessment': (on) => consent(on, 'refused'),
    'consent withdrawn from the assessment': (on) => consent(on, 'withdrawn'),
    'consent given to support': (on) => consent(on, 'given', 'support'),
    'consent refused to support': (on) => consent(on, 'refused', 'support'),
    'consent withdrawn from support': (on) => consent(on, 'withdrawn', 'support'),
    'an assessment completed': (on) => eha(on),
  })
  itIsNotSettledBy(owed, {
    'no response about the assessment': (on) => consent(on, 'no-response'),
    'no response about support': (on) => consent(on, 'no-response', 'support'),
    'consent to a social-care assessment': (on) => consent(on, 'given', 'assessment'),
    'an attempt to engage': (on) => fact(on, 'engagement-attempt', { method: 'phone', outcome: 'no-reply' }, cfw),
    'a visit': visit,
    'an assessment reviewed': (on) => eha(on, 'reviewed'),
    'an assessment considered and not needed': (on) => eha(on, 'considered-not-needed'),
    'that parents engage with admissions': (on) => engaging(on),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })

  itShows(
    '1.5b',
    [offRoll],
    ['not where consent to the assessment is given', '2025-10-06', [], consent('2025-10-01', 'given'), request('2025-10-06')],
    [
      'nor where silence followed it',
      '2025-10-06',
      [],
      consent('2025-10-01', 'given'),
      consent('2025-10-03', 'no-response'),
      request('2025-10-06'),
    ],
    [
      'nor where another consent was refused since',
      '2025-10-06',
      [],
      consent('2025-10-01', 'given'),
      consent('2025-10-03', 'refused', 'support'),
      request('2025-10-06'),
    ],
    [
      'but where it was refused since',
      '2025-10-06',
      ['open from 2025-10-06, due 2025-10-20'],
      consent('2025-10-01', 'given'),
      consent('2025-10-03', 'refused'),
      request('2025-10-06'),
    ],
    [
      'or withdrawn since',
      '2025-10-06',
      ['open from 2025-10-06, due 2025-10-20'],
      consent('2025-10-01', 'given'),
      consent('2025-10-03', 'withdrawn'),
      request('2025-10-06'),
    ],
    [
      'or where only consent to support is given',
      '2025-10-06',
      ['open from 2025-10-06, due 2025-10-20'],
      consent('2025-10-01', 'given', 'support'),
      request('2025-10-06'),
    ],
    [
      'or where it was given in an earlier case',
      '2025-10-20',
      ['open from 2025-10-20, due 2025-11-03'],
      consent('2025-10-01', 'given'),
      onRoll('2025-10-03'),
      fact('2025-10-13', 'off-roll'),
      request('2025-10-20'),
    ],
    [
      'not done by a refusal from before the request',
      '2025-10-06',
      ['open from 2025-10-06, due 2025-10-20'],
      consent('2025-10-01', 'refused'),
      request('2025-10-06'),
    ],
    [
      'by the date that stands when support is requested once more',
      '2025-10-13',
      ['open from 2025-10-06, due 2025-10-20'],
      request('2025-10-06'),
      request('2025-10-13'),
    ],
    [
      'again for a request after the refusal',
      '2025-10-13',
      ['done from 2025-10-06, due 2025-10-20, on 2025-10-08 by consent', 'open from 2025-10-13, due 2025-10-27'],
      request('2025-10-06'),
      consent('2025-10-08', 'refused'),
      request('2025-10-13'),
    ],
    // 26 weeks, 182 days, before 6 October are 7 April.
    [
      'done already by an assessment completed 26 weeks before, in a case or not',
      '2025-10-06',
      ['done from 2025-10-06, due 2025-10-20, on 2025-10-06 by eha@2025-04-07'],
      eha('2025-04-07'),
      request('2025-10-06'),
    ],
    ['not by one a day older', '2025-10-06', ['open from 2025-10-06, due 2025-10-20'], eha('2025-04-06'), request('2025-10-06')],
    [
      'not by one that was only reviewed',
      '2025-10-06',
      ['open from 2025-10-06, due 2025-10-20'],
      eha('2025-09-15', 'reviewed'),
      request('2025-10-06'),
    ],
  )

  it('an assessment is recent for as many weeks as the county sets', () => {
    // Four weeks before 6 October are 8 September.
    const state = (on: string) =>
      dutyOf('1.5b', asOf('2025-10-06', caseOf(amina, eha(on), ...owed.facts), { settings: { recentEha: 4 } })).state
    assert.equal(state('2025-09-08'), 'done')
    assert.equal(state('2025-09-07'), 'open')
  })

  it('names each request', () =>
    assert.deepEqual(because('1.5b', '2025-10-13', request('2025-10-06'), request('2025-10-13')), [
      'support-request@2025-10-06',
      'support-request@2025-10-13',
    ]))

  it('not for a request outside a case of missing education', () => {
    const case_ = caseOf(amina, fact('2025-10-01', 'attendance-concern'), request('2025-10-06'))
    assert.deepEqual(linesOf('1.5b', asOf('2025-10-06', case_)), [])
  })
})

describe('1.5c CFW visits to seek consent', () => {
  const requested = [offRoll, request('2025-10-06')]
  // Monday 13 October 2025: 4 working days that week, 9 by the 24th, Monday 27 October, a school holiday, is the tenth.
  const owed = { clause: '1.5c', facts: [...requested, consent('2025-10-13', 'no-response')], startedOn: '2025-10-13', dueOn: '2025-10-27' }
  itIsOwed('within 10 working days of silence after a request', owed, 'cfw must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-13', caseOf(amina, ...owed.facts), { settings: { consentVisitWithin: 1 } })
    assert.equal(dutyOf('1.5c', answer).dueOn, '2025-10-14')
  })

  itIsSettledBy(owed, {
    'a visit': visit,
    'consent given to the assessment': (on) => consent(on, 'given'),
    'consent refused to the assessment': (on) => consent(on, 'refused'),
    'consent given to support': (on) => consent(on, 'given', 'support'),
    'consent refused to support': (on) => consent(on, 'refused', 'support'),
  })
  itIsNotSettledBy(owed, {
    'consent withdrawn': (on) => consent(on, 'withdrawn'),
    'more silence': (on) => consent(on, 'no-response'),
    'consent to a social-care assessment': (on) => consent(on, 'given', 'assessment'),
    'an attempt to visit by the officer': (on) => fact(on, 'engagement-attempt', { method: 'visit', outcome: 'no-reply' }, officer),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })

  const due = ['open from 2025-10-13, due 2025-10-27']
  itShows(
    '1.5c',
    [offRoll],
    ['for silence about support too', '2025-10-13', due, request('2025-10-06'), consent('2025-10-13', 'no-response', 'support')],
    ['for silence on the day of the request too', '2025-10-13', due, request('2025-10-13'), consent('2025-10-13', 'no-response')],
    [
      'not for silence about a social-care assessment',
      '2025-10-13',
      [],
      request('2025-10-06'),
      consent('2025-10-13', 'no-response', 'assessment'),
    ],
    ['not for a refusal', '2025-10-13', [], request('2025-10-06'), consent('2025-10-13', 'refused')],
    ['not where no support was requested', '2025-10-13', [], consent('2025-10-13', 'no-response')],
    ['not where it was requested after the silence', '2025-10-14', [], consent('2025-10-13', 'no-response'), request('2025-10-14')],
    [
      'not where it was requested in an earlier case',
      '2025-10-20',
      [],
      request('2025-10-06'),
      onRoll('2025-10-08'),
      fact('2025-10-13', 'off-roll'),
      consent('2025-10-20', 'no-response'),
    ],
    ['not for silence after a visit', '2025-10-13', [], request('2025-10-06'), visit('2025-10-08'), consent('2025-10-13', 'no-response')],
    [
      'not for silence on the day of the visit',
      '2025-10-13',
      [],
      request('2025-10-06'),
      visit('2025-10-13'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'not for silence after a visit of the day of the request',
      '2025-10-13',
      [],
      request('2025-10-06'),
      visit('2025-10-06'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'but where the visit was before the last request',
      '2025-10-13',
      due,
      visit('2025-10-03'),
      request('2025-10-06'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'or before consent was last given, that day included',
      '2025-10-13',
      due,
      request('2025-10-06'),
      visit('2025-10-08'),
      consent('2025-10-08', 'given', 'support'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'but not for consent given to a social-care assessment since the visit',
      '2025-10-13',
      [],
      request('2025-10-06'),
      visit('2025-10-08'),
      consent('2025-10-08', 'given', 'assessment'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'by the date that stands, for more silence',
      '2025-10-20',
      ['open from 2025-10-13, due 2025-10-27'],
      request('2025-10-06'),
      consent('2025-10-13', 'no-response'),
      consent('2025-10-20', 'no-response', 'support'),
    ],
    [
      'again for silence after a new request',
      '2025-10-22',
      ['done from 2025-10-13, due 2025-10-27, on 2025-10-15 by consent-visit', 'open from 2025-10-22, due 2025-11-05'],
      request('2025-10-06'),
      consent('2025-10-13', 'no-response'),
      visit('2025-10-15'),
      request('2025-10-20'),
      consent('2025-10-22', 'no-response'),
    ],
  )

  it('names each silence', () =>
    assert.deepEqual(
      because('1.5c', '2025-10-20', request('2025-10-06'), consent('2025-10-13', 'no-response'), consent('2025-10-20', 'no-response')),
      ['consent@2025-10-13', 'consent@2025-10-20'],
    ))
})

describe('1.5d CFW completes an Early Help Assessment', () => {
  // Wednesday 8 October 2025: 2 working days that week, 7, 12, 17, 22 by 7 November, 27 by the 14th; the 30th is Wednesday 19 November.
  const owed = {
    clause: '1.5d',
    facts: [offRoll, request('2025-10-06'), consent('2025-10-08', 'given')],
    startedOn: '2025-10-08',
    dueOn: '2025-11-19',
  }
  itIsOwed('within 30 working days of the request and the consent', owed, 'cfw must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-08', caseOf(amina, ...owed.facts), { settings: { ehaWithin: 2 } })
    assert.equal(dutyOf('1.5d', answer).dueOn, '2025-10-10')
  })

  itIsSettledBy(owed, { 'an assessment completed': (on) => eha(on) })
  itIsNotSettledBy(owed, {
    'an assessment reviewed': (on) => eha(on, 'reviewed'),
    'an assessment considered and not needed': (on) => eha(on, 'considered-not-needed'),
    'a refusal of support': (on) => consent(on, 'refused', 'support'),
    'consent withdrawn from support': (on) => consent(on, 'withdrawn', 'support'),
    'no response about the assessment': (on) => consent(on, 'no-response'),
    'that parents engage with admissions': (on) => engaging(on),
  })
  itLapsesBy(owed, {
    'a refusal of the assessment': (on) => consent(on, 'refused'),
    'consent withdrawn from the assessment': (on) => consent(on, 'withdrawn'),
    'a place on a roll': onRoll,
  })

  itShows(
    '1.5d',
    [offRoll],
    [
      'from the request, where consent came first',
      '2025-10-08',
      ['open from 2025-10-08, due 2025-11-19'],
      consent('2025-10-06', 'given'),
      request('2025-10-08'),
    ],
    ['not by consent to support', '2025-10-08', [], request('2025-10-06'), consent('2025-10-08', 'given', 'support')],
    ['not by consent without a request', '2025-10-08', [], consent('2025-10-08', 'given')],
    [
      'not by a request after consent was withdrawn',
      '2025-10-08',
      [],
      consent('2025-10-06', 'given'),
      consent('2025-10-07', 'withdrawn'),
      request('2025-10-08'),
    ],
    [
      'by a request after consent that met silence since',
      '2025-10-08',
      ['open from 2025-10-08, due 2025-11-19'],
      consent('2025-10-06', 'given'),
      consent('2025-10-07', 'no-response'),
      request('2025-10-08'),
    ],
    [
      'not by consent where support was requested in an earlier case',
      '2025-10-20',
      [],
      request('2025-09-15'),
      onRoll('2025-09-22'),
      fact('2025-10-13', 'off-roll'),
      consent('2025-10-20', 'given'),
    ],
    [
      'by the date that stands, for another request or consent',
      '2025-10-20',
      ['open from 2025-10-08, due 2025-11-19'],
      request('2025-10-06'),
      consent('2025-10-08', 'given'),
      request('2025-10-13'),
      consent('2025-10-20', 'given'),
    ],
    [
      'again when consent is given again',
      '2025-10-15',
      // Wednesday 15 October and 30 working days: one week later than from the 8th.
      ['lapsed from 2025-10-08, due 2025-11-19, on 2025-10-13 by consent', 'open from 2025-10-15, due 2025-11-26'],
      request('2025-10-06'),
      consent('2025-10-08', 'given'),
      consent('2025-10-13', 'refused'),
      consent('2025-10-15', 'given'),
    ],
    [
      'again for a request after the assessment, and done already by it',
      '2025-10-22',
      [
        'done from 2025-10-08, due 2025-11-19, on 2025-10-20 by eha',
        'done from 2025-10-22, due 2025-12-03, on 2025-10-22 by eha@2025-10-20',
      ],
      request('2025-10-06'),
      consent('2025-10-08', 'given'),
      eha('2025-10-20'),
      request('2025-10-22'),
    ],
    // 26 weeks before 8 October are 9 April.
    [
      'done already by an assessment completed 26 weeks before, in a case or not',
      '2025-10-08',
      ['done from 2025-10-08, due 2025-11-19, on 2025-10-08 by eha@2025-04-09'],
      eha('2025-04-09'),
      request('2025-10-06'),
      consent('2025-10-08', 'given'),
    ],
    [
      'not by one a day older',
      '2025-10-08',
      ['open from 2025-10-08, due 2025-11-19'],
      eha('2025-04-08'),
      request('2025-10-06'),
      consent('2025-10-08', 'given'),
    ],
  )

  it('because of the later of the two, and of what joins them', () => {
    assert.deepEqual(because('1.5d', '2025-10-08', consent('2025-10-06', 'given'), request('2025-10-08')), ['support-request@2025-10-08'])
    assert.deepEqual(because('1.5d', '2025-10-08', request('2025-10-08'), consent('2025-10-08', 'given')), ['consent@2025-10-08'])
    assert.deepEqual(
      because(
        '1.5d',
        '2025-10-20',
        request('2025-10-06'),
        consent('2025-10-08', 'given'),
        request('2025-10-13'),
        consent('2025-10-20', 'given'),
      ),
      ['consent@2025-10-08', 'support-request@2025-10-13', 'consent@2025-10-20'],
    )
  })

  it('stands beside what consent settles: the attempts to obtain it', () =>
    assert.equal(shown(dutyOf('1.5b', asOf('2025-10-08', caseOf(amina, ...owed.facts)))), 'done from 2025-10-06, due 2025-10-20'))
})
