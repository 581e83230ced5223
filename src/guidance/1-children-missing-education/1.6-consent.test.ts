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
  leila,
  linesOf,
  tomasz,
} from '../../../test/kit.ts'
import { cfw, consent, ended, engaging, officer, offRoll, onRoll, opened, refuses, request, talk, visit } from '../../../test/told.ts'
import type { Agency, CaseRecord, Detail, Service } from '../../casefile/fact-table.ts'

const closed = (on: string, reason: Detail<'cme-closed'>['reason']) => fact(on, 'cme-closed', { reason }, officer)
const attempt = (on: string, by: Agency = 'cme-officer') =>
  fact(on, 'engagement-attempt', { method: 'letter', outcome: 'no-reply' }, { by })
const hub = (on: string, detail: Detail<'cssh-discussion'> = {}) => fact(on, 'cssh-discussion', detail, officer)
const strategy = (on: string, step: 'considered' | 'requested' | 'held' = 'held') =>
  fact(on, 'strategy-discussion', step === 'considered' ? { step, reason: 'no indicators' } : { step }, officer)
const sao = (on: string, step: Detail<'sao'>['step'] = 'initiated') => fact(on, 'sao', { step }, officer)
const referral = (on: string, of: Detail<'csc-referral'>['for'] = 'child-and-family-assessment') =>
  fact(on, 'csc-referral', { for: of }, officer)
const outcome = (on: string, ...openTo: readonly Service[]) =>
  fact(on, 'panel-outcome', { openTo: [...openTo], safeguardingConcerns: false })
const checked = (on: string, onRegister: boolean) => fact(on, 'ehe-check', { onRegister }, { by: 'ehe-team' })
const concern = (on: string, resolved = false) => fact(on, 'ehe-concern', { resolved }, { by: 'health' })

const because = (clause: string, on: string, ...facts: readonly CaseRecord[]) =>
  dutiesOf(clause, asOf(on, caseOf(amina, offRoll, ...facts))).at(-1)?.because

describe('1.6a A refusal is discussed with the support hub', () => {
  // Monday 13 October 2025 and five working days.
  const owed = { clause: '1.6a', facts: [offRoll, consent('2025-10-13', 'refused')], startedOn: '2025-10-13', dueOn: '2025-10-20' }
  itIsOwed('within 5 working days of the refusal', owed, 'cme-officer should, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-13', caseOf(amina, ...owed.facts), { settings: { csshDiscussionWithin: 2 } })
    assert.equal(dutyOf('1.6a', answer).dueOn, '2025-10-15')
  })

  itIsSettledBy(owed, { 'the discussion': (on) => hub(on) })
  itIsNotSettledBy(owed, {
    'a strategy discussion': (on) => strategy(on),
    'a referral to social care': (on) => referral(on, 'safeguarding'),
    silence: (on) => consent(on, 'no-response'),
    'consent to a social-care assessment': (on) => consent(on, 'given', 'assessment'),
    'that parents do not engage with admissions': (on) => engaging(on, false),
  })
  itLapsesBy(owed, {
    'consent given to the assessment': (on) => consent(on, 'given'),
    'consent given to support': (on) => consent(on, 'given', 'support'),
    'that parents engage with admissions': (on) => engaging(on),
    'a place on a roll': onRoll,
  })
  itIsSetAside(owed)

  const due = ['open from 2025-10-13, due 2025-10-20']
  itShows(
    '1.6a',
    [offRoll],
    ['for consent withdrawn', '2025-10-13', due, consent('2025-10-13', 'withdrawn')],
    ['for support refused', '2025-10-13', due, consent('2025-10-13', 'refused', 'support')],
    ['for consent to support withdrawn', '2025-10-13', due, consent('2025-10-13', 'withdrawn', 'support')],
    ['not for a social-care assessment refused', '2025-10-13', [], consent('2025-10-13', 'refused', 'assessment')],
    ['not for consent given', '2025-10-13', [], consent('2025-10-13', 'given')],
    ['not for silence alone', '2025-10-13', [], request('2025-10-06'), consent('2025-10-13', 'no-response')],
    ['for silence after a visit', '2025-10-13', due, request('2025-10-06'), visit('2025-10-08'), consent('2025-10-13', 'no-response')],
    ['for silence about support after a visit', '2025-10-13', due, visit('2025-10-08'), consent('2025-10-13', 'no-response', 'support')],
    [
      'not for silence after a visit of before the last request',
      '2025-10-13',
      [],
      visit('2025-10-03'),
      request('2025-10-06'),
      consent('2025-10-13', 'no-response'),
    ],
    [
      'not for silence about a social-care assessment after a visit',
      '2025-10-13',
      [],
      visit('2025-10-08'),
      consent('2025-10-13', 'no-response', 'assessment'),
    ],
    ['not while parents engage with admissions', '2025-10-13', [], engaging('2025-10-01'), consent('2025-10-13', 'refused')],
    ['not when they come to engage on the day of the refusal', '2025-10-13', [], engaging('2025-10-13'), consent('2025-10-13', 'refused')],
    ['not done by a discussion of before the refusal', '2025-10-13', due, hub('2025-10-10'), consent('2025-10-13', 'refused')],
    [
      'by the date that stands, for another refusal',
      '2025-10-15',
      due,
      consent('2025-10-13', 'refused'),
      consent('2025-10-15', 'refused', 'support'),
    ],
    [
      'again for a refusal after the discussion',
      '2025-11-03',
      ['done from 2025-10-13, due 2025-10-20, on 2025-10-15 by cssh-discussion', 'open from 2025-11-03, due 2025-11-10'],
      consent('2025-10-13', 'refused'),
      hub('2025-10-15'),
      consent('2025-11-03', 'refused'),
    ],
  )

  it('names each refusal', () =>
    assert.deepEqual(because('1.6a', '2025-10-15', consent('2025-10-13', 'refused'), consent('2025-10-15', 'refused', 'support')), [
      'consent@2025-10-13',
      'consent@2025-10-15',
    ]))

  describe('when parents cease to engage', () => {
    // Monday 20 October 2025 and five working days; half-term counts.
    const asked = ['open from 2025-10-20, due 2025-10-27']
    const stops = engaging('2025-10-20', false)
    itShows(
      '1.6a',
      [offRoll, engaging('2025-10-01')],
      ['is owed where consent is withheld', '2025-10-20', asked, consent('2025-10-13', 'refused'), stops],
      ['by refusing admissions too', '2025-10-20', asked, consent('2025-10-13', 'refused'), refuses('2025-10-20', false, true)],
      ['not where nothing was refused', '2025-10-20', [], stops],
      ['not where consent was given since', '2025-10-20', [], consent('2025-10-13', 'refused'), consent('2025-10-15', 'given'), stops],
      [
        'is owed where it was refused again since',
        '2025-10-20',
        asked,
        consent('2025-10-13', 'given'),
        consent('2025-10-15', 'withdrawn'),
        stops,
      ],
      ['not where the hub was spoken to since the refusal', '2025-10-20', [], consent('2025-10-13', 'refused'), hub('2025-10-14'), stops],
      ['not where it was on the day of the refusal', '2025-10-20', [], consent('2025-10-13', 'refused'), hub('2025-10-13'), stops],
      [
        'is owed where it was spoken to only before the refusal',
        '2025-10-20',
        asked,
        hub('2025-10-12'),
        consent('2025-10-13', 'refused'),
        stops,
      ],
      [
        'not where the hub was spoken to between two refusals: the first counts',
        '2025-10-20',
        [],
        consent('2025-10-13', 'refused'),
        hub('2025-10-14'),
        consent('2025-10-15', 'refused'),
        stops,
      ],
    )

    it('is because of what ended the engagement', () => {
      const refused = [engaging('2025-10-01'), consent('2025-10-13', 'refused')]
      assert.deepEqual(because('1.6a', '2025-10-20', ...refused, stops), ['admissions-engagement@2025-10-20'])
      assert.deepEqual(because('1.6a', '2025-10-20', ...refused, refuses('2025-10-20', true, true)), ['parent-refuses@2025-10-20'])
    })

    itShows(
      '1.6a',
      [offRoll],
      [
        'comes back where it had lapsed as they came to',
        '2025-10-20',
        ['lapsed from 2025-10-13, due 2025-10-20, on 2025-10-15 by admissions-engagement', ...asked],
        consent('2025-10-13', 'refused'),
        engaging('2025-10-15'),
        stops,
      ],
    )
  })
})

describe('1.6b Escalating to social care without consent is considered', () => {
  const owed = { clause: '1.6b', facts: [offRoll, hub('2025-10-15')], startedOn: '2025-10-15', dueOn: '2025-10-15' }
  itIsOwed('on the day of a hub discussion that decided nothing', owed, 'cssh-mash consider, on cme, dated by a guidance')
  itIsNotSettledBy(owed, {
    'a referral to social care': (on) => referral(on, 'safeguarding'),
    'a case clinic': (on) => fact(on, 'case-clinic', { stepUp: true, reason: 'needs' }, cfw),
    'consent given': (on) => consent(on, 'given'),
    'that parents engage with admissions': (on) => engaging(on),
    'a place on a roll': onRoll,
    'closing the case for another reason': (on) => closed(on, 'other'),
  })
  itLapsesBy(owed, { 'a move out of the area': (on) => closed(on, 'left-area'), 'the child’s death': (on) => closed(on, 'died') })

  const decided = { escalate: true, reason: 'needs' }
  itShows(
    '1.6b',
    [offRoll],
    [
      'the discussion can carry the decision',
      '2025-10-15',
      ['done from 2025-10-15, due 2025-10-15, on 2025-10-15 by cssh-discussion'],
      hub('2025-10-15', decided),
    ],
    [
      'a decision against it too',
      '2025-10-15',
      ['done from 2025-10-15, due 2025-10-15, on 2025-10-15 by cssh-discussion'],
      hub('2025-10-15', { escalate: false, reason: 'no indicators' }),
    ],
    [
      'a decision without its reason is none',
      '2025-10-15',
      ['open from 2025-10-15, due 2025-10-15'],
      hub('2025-10-15', { escalate: true }),
    ],
    [
      'a reason without a decision is none',
      '2025-10-15',
      ['open from 2025-10-15, due 2025-10-15'],
      hub('2025-10-15', { reason: 'to be thought about' }),
    ],
    [
      'a later discussion that decides is late',
      '2025-10-17',
      ['late from 2025-10-15, due 2025-10-15, on 2025-10-17 by cssh-discussion'],
      hub('2025-10-15'),
      hub('2025-10-17', decided),
    ],
    [
      'a later discussion that does not decide leaves it as it is',
      '2025-10-17',
      ['overdue from 2025-10-15, due 2025-10-15'],
      hub('2025-10-15'),
      hub('2025-10-17'),
    ],
    [
      'each discussion after a decision needs its own',
      '2025-10-22',
      ['done from 2025-10-15, due 2025-10-15, on 2025-10-15 by cssh-discussion', 'open from 2025-10-22, due 2025-10-22'],
      hub('2025-10-15', decided),
      hub('2025-10-22'),
    ],
    [
      'it is owed after the case too, and a discussion then settles it',
      '2025-10-20',
      ['late from 2025-10-15, due 2025-10-15, on 2025-10-20 by cssh-discussion'],
      hub('2025-10-15'),
      onRoll('2025-10-16'),
      hub('2025-10-20', decided),
    ],
    [
      'a discussion after the case starts none',
      '2025-10-20',
      ['done from 2025-10-15, due 2025-10-15, on 2025-10-15 by cssh-discussion'],
      hub('2025-10-15', decided),
      onRoll('2025-10-16'),
      hub('2025-10-20'),
    ],
    [
      'it is owed in a later case beside the one of before',
      '2025-10-22',
      ['overdue from 2025-10-15, due 2025-10-15', 'open from 2025-10-22, due 2025-10-22'],
      hub('2025-10-15'),
      onRoll('2025-10-16'),
      fact('2025-10-20', 'off-roll'),
      hub('2025-10-22'),
    ],
  )

  it('names each discussion, the one that decides too; none of after the case', () => {
    assert.deepEqual(because('1.6b', '2025-10-17', hub('2025-10-15'), hub('2025-10-17', decided)), [
      'cssh-discussion@2025-10-15',
      'cssh-discussion@2025-10-17',
    ])
    assert.deepEqual(because('1.6b', '2025-10-20', hub('2025-10-15'), onRoll('2025-10-16'), hub('2025-10-20')), [
      'cssh-discussion@2025-10-15',
    ])
  })

  it('not outside a case of missing education', () =>
    assert.deepEqual(linesOf('1.6b', asOf('2025-10-15', caseOf(amina, fact('2025-10-01', 'attendance-concern'), hub('2025-10-15')))), []))

  it('lapses on the last day of compulsory school age', () => {
    const case_ = caseOf(leila, fact('2026-06-01', 'off-roll'), hub('2026-06-24'), onRoll('2026-06-25'))
    assert.deepEqual(linesOf('1.6b', asOf('2026-06-25', case_)), ['overdue from 2026-06-24, due 2026-06-24'])
    assert.deepEqual(linesOf('1.6b', asOf('2026-06-26', case_)), ['lapsed from 2026-06-24, due 2026-06-24, on 2026-06-26 by time alone'])
  })
})

describe('1.6c A strategy discussion is considered after 12 weeks without consent', () => {
  // 84 days from Wednesday 10 September 2025 are Wednesday 3 December; it starts on the 4th; 5, 8, 9, 10, 11 December.
  const tried = [offRoll, attempt('2025-09-10')]
  const withheld = [...tried, consent('2025-10-01', 'refused')]
  const owed = { clause: '1.6c', facts: withheld, startedOn: '2025-12-04', dueOn: '2025-12-11' }

  it('more than 12 weeks start it, 12 weeks do not', () => {
    assert.deepEqual(linesOf('1.6c', asOf('2025-12-03', caseOf(amina, ...withheld))), ['upcoming from 2025-12-04, due 2025-12-11'])
    assert.deepEqual(linesOf('1.6c', asOf('2025-12-04', caseOf(amina, ...withheld))), ['open from 2025-12-04, due 2025-12-11'])
  })

  it('it is for the CME officer to consider within 5 working days', () => {
    const { owner, force, dueFrom } = dutyOf('1.6c', asOf('2025-12-11', caseOf(amina, ...withheld)))
    assert.deepEqual(
      [owner, force, dueFrom, ...(because('1.6c', '2025-12-11', ...withheld.slice(1)) ?? [])],
      ['cme-officer', 'consider', 'setting', 'engagement-attempt@2025-09-10', 'consent@2025-10-01'],
    )
    assert.deepEqual(linesOf('1.6c', asOf('2025-12-12', caseOf(amina, ...withheld))), ['overdue from 2025-12-04, due 2025-12-11'])
  })

  it('after as many weeks, and within as many days, as the county sets', () => {
    // Four weeks from 10 September are 8 October; Thursday the 9th and two working days.
    const answer = asOf('2025-10-09', caseOf(amina, ...withheld), { settings: { withheldConsentAfter: 4, considerWithin: 2 } })
    assert.deepEqual(linesOf('1.6c', answer), ['open from 2025-10-09, due 2025-10-13'])
  })

  itIsSettledBy(owed, {
    'considering one': (on) => strategy(on, 'considered'),
    'asking for one': (on) => strategy(on, 'requested'),
    'holding one': (on) => strategy(on, 'held'),
  })
  itIsNotSettledBy(owed, {
    'a hub discussion': (on) => hub(on, { escalate: false, reason: 'no indicators' }),
    'another refusal': (on) => consent(on, 'refused'),
    'consent to a social-care assessment': (on) => consent(on, 'given', 'assessment'),
    'parents refusing services and admissions': (on) => refuses(on, true, true),
  })
  itLapsesBy(owed, {
    'consent given to the assessment': (on) => consent(on, 'given'),
    'consent given to support': (on) => consent(on, 'given', 'support'),
    'that parents engage with admissions': (on) => engaging(on),
    'a place on a roll': onRoll,
  })

  describe('the weeks count', () => {
    const fromTheAttempt = ['upcoming from 2025-12-04, due 2025-12-11']
    // 84 days from 1 October are 24 December: from the 25th. 29, 30 and 31 December, 2 and 5 January.
    const fromTheRefusal = ['upcoming from 2025-12-25, due 2026-01-05']
    itShows(
      '1.6c',
      [offRoll],
      [
        'from the officer’s first attempt, not the second',
        '2025-10-01',
        fromTheAttempt,
        attempt('2025-09-10'),
        attempt('2025-09-17'),
        consent('2025-10-01', 'refused'),
      ],
      ['from the refusal where the officer had not tried', '2025-10-01', fromTheRefusal, consent('2025-10-01', 'refused')],
      [
        'from the refusal where only the school had tried',
        '2025-10-01',
        fromTheRefusal,
        attempt('2025-09-10', 'school'),
        consent('2025-10-01', 'refused'),
      ],
      [
        'from the refusal where the officer tried after it',
        '2025-10-02',
        fromTheRefusal,
        consent('2025-10-01', 'refused'),
        attempt('2025-10-02'),
      ],
      [
        'from the first refusal',
        '2025-10-08',
        fromTheRefusal,
        consent('2025-10-01', 'refused'),
        consent('2025-10-08', 'refused', 'support'),
      ],
      // 84 days from 8 October are 31 December: from 1 January. 2, 5, 6, 7 and 8 January.
      [
        'from the refusal where consent had been given before',
        '2025-10-08',
        ['upcoming from 2026-01-01, due 2026-01-08'],
        attempt('2025-09-10'),
        consent('2025-10-01', 'given'),
        consent('2025-10-08', 'withdrawn'),
      ],
      [
        'from the refusal where consent had been given between two',
        '2025-10-08',
        ['upcoming from 2026-01-01, due 2026-01-08'],
        attempt('2025-09-10'),
        consent('2025-09-17', 'refused'),
        consent('2025-10-01', 'given', 'support'),
        consent('2025-10-08', 'refused'),
      ],
      [
        'not from consent given to a social-care assessment',
        '2025-10-01',
        fromTheAttempt,
        attempt('2025-09-10'),
        consent('2025-09-17', 'given', 'assessment'),
        consent('2025-10-01', 'refused'),
      ],
      [
        'for consent withdrawn from support',
        '2025-10-01',
        fromTheAttempt,
        attempt('2025-09-10'),
        consent('2025-10-01', 'withdrawn', 'support'),
      ],
      [
        'for silence after a visit',
        '2025-10-01',
        fromTheAttempt,
        attempt('2025-09-10'),
        visit('2025-09-24'),
        consent('2025-10-01', 'no-response'),
      ],
      ['not for silence alone', '2025-10-01', [], attempt('2025-09-10'), consent('2025-10-01', 'no-response')],
      ['not for a social-care assessment refused', '2025-10-01', [], attempt('2025-09-10'), consent('2025-10-01', 'refused', 'assessment')],
      ['not for consent that was given', '2025-10-01', [], attempt('2025-09-10'), consent('2025-10-01', 'given')],
      ['not for consent given since the refusal', '2025-10-08', [], ...withheld.slice(1), consent('2025-10-08', 'given')],
      ['not while parents engage with admissions', '2025-12-04', [], engaging('2025-09-15'), ...withheld.slice(1)],
      // Monday 15 December and five working days.
      [
        'at once where consent is refused when they are over',
        '2025-12-15',
        ['open from 2025-12-15, due 2025-12-22'],
        attempt('2025-09-10'),
        consent('2025-12-15', 'refused'),
      ],
    )

    it('from no attempt of before the case', () =>
      assert.deepEqual(
        linesOf('1.6c', asOf('2025-10-01', caseOf(amina, attempt('2025-09-05'), offRoll, consent('2025-10-01', 'refused')))),
        fromTheRefusal,
      ))

    it('from the attempt of the day of the refusal, which is named with it', () =>
      assert.deepEqual(because('1.6c', '2025-12-25', attempt('2025-10-01'), consent('2025-10-01', 'refused')), [
        'engagement-attempt@2025-10-01',
        'consent@2025-10-01',
      ]))

    it('from the refusal, named once, where there was no attempt before', () =>
      assert.deepEqual(because('1.6c', '2025-12-25', consent('2025-10-01', 'refused')), ['consent@2025-10-01']))

    it('at the earliest from the first day of compulsory school age', () => {
      // 84 days from 31 March 2026 are 23 June. 25, 26, 29 and 30 June, 1 July.
      const case_ = caseOf(tomasz, fact('2026-03-02', 'off-roll'), attempt('2026-03-09'), consent('2026-03-16', 'refused'))
      assert.deepEqual(linesOf('1.6c', asOf('2026-03-31', case_)), ['upcoming from 2026-06-24, due 2026-07-01'])
      assert.deepEqual(dutyOf('1.6c', asOf('2026-06-24', case_)).because, ['engagement-attempt@2026-03-09', 'consent@2026-03-16'])
    })

    it('up to the day before the last of compulsory school age', () => {
      // 85 days from 1 April 2026 are 25 June; from 2 April the 26th, Leila's last day.
      const ofLeila = (on: string) =>
        linesOf('1.6c', asOf('2026-06-24', caseOf(leila, fact('2026-03-30', 'off-roll'), consent(on, 'refused'))))
      assert.deepEqual(ofLeila('2026-04-01'), ['upcoming from 2026-06-25, due 2026-07-02'])
      assert.deepEqual(ofLeila('2026-04-02'), [])
    })
  })

  describe('is considered again', () => {
    const considered = 'done from 2025-12-04, due 2025-12-11, on 2025-12-08 by strategy-discussion'
    itShows(
      '1.6c',
      withheld,
      ['not for consent that stays withheld', '2026-06-01', [considered], strategy('2025-12-08'), consent('2026-01-12', 'refused')],
      [
        'where parents engaged for a time and no longer do',
        '2025-12-15',
        ['lapsed from 2025-12-04, due 2025-12-11, on 2025-12-08 by admissions-engagement', 'open from 2025-12-15, due 2025-12-22'],
        engaging('2025-12-08'),
        engaging('2025-12-15', false),
      ],
      [
        'where they engaged for a time after it was considered',
        '2025-12-15',
        [considered, 'open from 2025-12-15, due 2025-12-22'],
        strategy('2025-12-08'),
        engaging('2025-12-09'),
        engaging('2025-12-15', false),
      ],
      // 84 days from 12 January 2026 are 6 April: from the 7th, and five working days after Easter Monday.
      [
        'twelve weeks after a new refusal, where consent was given in between',
        '2026-04-07',
        ['lapsed from 2025-12-04, due 2025-12-11, on 2025-12-10 by consent', 'open from 2026-04-07, due 2026-04-14'],
        consent('2025-12-10', 'given'),
        consent('2026-01-12', 'withdrawn'),
      ],
    )

    const on9December = (id: string, does: boolean) =>
      fact('2025-12-09', 'admissions-engagement', { engaging: does }, { by: 'cme-officer', id })
    itShows(
      '1.6c',
      withheld,
      [
        'not where they engaged and ceased to on one day, after it was considered',
        '2026-01-30',
        [considered],
        strategy('2025-12-08'),
        on9December('a', true),
        on9December('b', false),
      ],
      [
        'where they did so while it was owed: it lapsed by that',
        '2025-12-09',
        ['lapsed from 2025-12-04, due 2025-12-11, on 2025-12-09 by a', 'open from 2025-12-09, due 2025-12-16'],
        on9December('a', true),
        on9December('b', false),
      ],
    )

    it('in a later case by its own refusal, from the day of that', () => {
      // 84 days from 6 January 2026 are 31 March: from 1 April. 2 April, then 7, 8, 9, 10 April after Easter.
      const later = [strategy('2025-12-08'), onRoll('2025-12-10'), fact('2026-01-05', 'off-roll'), consent('2026-01-06', 'refused')]
      assert.deepEqual(linesOf('1.6c', asOf('2026-01-06', caseOf(amina, ...withheld, ...later))), [
        considered,
        'upcoming from 2026-04-01, due 2026-04-10',
      ])
    })
  })
})

describe('1.6d A School Attendance Order is started', () => {
  // Monday 20 October 2025: 4 working days that week, 9 by the 31st, Monday 3 November is the tenth.
  const both = refuses('2025-10-20', true, true)
  const owed = { clause: '1.6d', facts: [offRoll, both], startedOn: '2025-10-20', dueOn: '2025-11-03' }
  itIsOwed('within 10 working days of parents refusing services and admissions', owed, 'cme-officer must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-20', caseOf(amina, ...owed.facts), { settings: { saoWithin: 3 } })
    assert.equal(dutyOf('1.6d', answer).dueOn, '2025-10-23')
  })

  itIsSettledBy(owed, {
    'starting the order': (on) => sao(on),
    'a place on a roll': onRoll,
    'closing the case because the child is on a roll': (on) => closed(on, 'on-roll'),
  })
  itIsNotSettledBy(owed, {
    'naming a school': (on) => sao(on, 'school-named'),
    'serving a notice': (on) => sao(on, 'notice-served'),
    'a check that does not find the child on the register': (on) => checked(on, false),
    'a concern about home education': (on) => concern(on),
    'consent to a social-care assessment': (on) => consent(on, 'given', 'assessment'),
    'a refusal of consent': (on) => consent(on, 'refused'),
    'that parents do not engage with admissions': (on) => engaging(on, false),
    'a record that they refuse neither': (on) => refuses(on, false, false),
  })
  itLapsesBy(owed, {
    'that parents engage with admissions': (on) => engaging(on),
    'consent given to the assessment': (on) => consent(on, 'given'),
    'consent given to support': (on) => consent(on, 'given', 'support'),
    'finding the child on the home-education register': (on) => checked(on, true),
    'closing the case for another reason': (on) => closed(on, 'other'),
  })

  const due = ['open from 2025-10-20, due 2025-11-03']
  itShows(
    '1.6d',
    [offRoll],
    ['not where they refuse services alone', '2025-10-20', [], refuses('2025-10-20', true, false)],
    ['not where they refuse admissions alone', '2025-10-20', [], refuses('2025-10-20', false, true)],
    [
      'where they refuse admissions after services',
      '2025-10-20',
      due,
      refuses('2025-10-13', true, false),
      refuses('2025-10-20', false, true),
    ],
    [
      'where they refuse services after admissions',
      '2025-10-20',
      due,
      refuses('2025-10-13', false, true),
      refuses('2025-10-20', true, false),
    ],
    [
      'not where they consented after refusing services',
      '2025-10-20',
      [],
      refuses('2025-10-13', true, false),
      consent('2025-10-15', 'given', 'support'),
      refuses('2025-10-20', false, true),
    ],
    [
      'but where they consented to a social-care assessment only',
      '2025-10-20',
      due,
      refuses('2025-10-13', true, false),
      consent('2025-10-15', 'given', 'assessment'),
      refuses('2025-10-20', false, true),
    ],
    [
      'not where they engaged after refusing admissions',
      '2025-10-20',
      [],
      refuses('2025-10-13', false, true),
      engaging('2025-10-15'),
      refuses('2025-10-20', true, false),
    ],
    [
      'but where they were recorded not to engage',
      '2025-10-20',
      due,
      refuses('2025-10-13', false, true),
      engaging('2025-10-15', false),
      refuses('2025-10-20', true, false),
    ],
    ['where consent came before the refusal, that day too', '2025-10-20', due, consent('2025-10-20', 'given'), both],
    ['where they engaged before the refusal, that day too', '2025-10-20', due, engaging('2025-10-20'), both],
    [
      'and consent after refusing admissions leaves that refusal',
      '2025-10-20',
      due,
      refuses('2025-10-13', false, true),
      consent('2025-10-15', 'given'),
      refuses('2025-10-20', true, false),
    ],
    [
      'and engaging after refusing services leaves that refusal',
      '2025-10-20',
      due,
      refuses('2025-10-13', true, false),
      engaging('2025-10-15'),
      refuses('2025-10-20', false, true),
    ],
    [
      'not where one of the two was refused in an earlier case',
      '2025-10-20',
      [],
      refuses('2025-10-01', true, false),
      onRoll('2025-10-06'),
      fact('2025-10-13', 'off-roll'),
      refuses('2025-10-20', false, true),
    ],
    ['by the date that stands where they refuse once more', '2025-10-22', due, both, refuses('2025-10-22', true, false)],
    [
      'done on the same day where the order is started on it',
      '2025-10-20',
      ['done from 2025-10-20, due 2025-11-03, on 2025-10-20 by sao'],
      both,
      sao('2025-10-20'),
    ],
  )

  it('names the refusal that made them both, and further ones while it is owed; a record that they refuse neither is none', () => {
    assert.deepEqual(because('1.6d', '2025-10-20', refuses('2025-10-13', true, false), refuses('2025-10-20', false, true)), [
      'parent-refuses@2025-10-20',
    ])
    assert.deepEqual(because('1.6d', '2025-10-23', both, refuses('2025-10-22', true, false), refuses('2025-10-23', false, false)), [
      'parent-refuses@2025-10-20',
      'parent-refuses@2025-10-22',
    ])
  })

  describe('while there is an order', () => {
    const ordered = [both, sao('2025-10-27')]
    const first = 'done from 2025-10-20, due 2025-11-03, on 2025-10-27 by sao'
    itShows(
      '1.6d',
      [offRoll],
      ['none is asked, whatever the parents refuse', '2025-11-10', [first], ...ordered, refuses('2025-11-10', true, true)],
      [
        'nor after further steps of it',
        '2025-11-10',
        [first],
        ...ordered,
        sao('2025-11-05', 'order-served'),
        sao('2025-11-06', 'prosecution'),
        refuses('2025-11-10', true, true),
      ],
      ['nor where it was started before anything was refused', '2025-10-20', [], sao('2025-10-13'), both],
      [
        'once it is complied with, a new refusal starts another',
        '2025-11-17',
        [first, 'open from 2025-11-17, due 2025-12-01'],
        ...ordered,
        sao('2025-11-10', 'complied'),
        refuses('2025-11-17', true, false),
      ],
      ['that it is complied with starts none', '2025-11-10', [first], ...ordered, sao('2025-11-10', 'complied')],
      [
        'once complied with, a record that they refuse neither starts none',
        '2025-11-17',
        [first],
        ...ordered,
        sao('2025-11-10', 'complied'),
        refuses('2025-11-17', false, false),
      ],
      [
        'that it is revoked starts another while both stand refused',
        '2025-11-10',
        [first, 'open from 2025-11-10, due 2025-11-24'],
        ...ordered,
        sao('2025-11-10', 'revoked'),
      ],
      [
        'that it is revoked starts none where they engaged since',
        '2025-11-10',
        [first],
        ...ordered,
        engaging('2025-11-03'),
        sao('2025-11-10', 'revoked'),
      ],
      [
        'that it is revoked starts none where they consented since',
        '2025-11-10',
        [first],
        ...ordered,
        consent('2025-11-03', 'given'),
        sao('2025-11-10', 'revoked'),
      ],
      [
        'that it is revoked starts none for a child educated at home',
        '2025-11-10',
        [first],
        ...ordered,
        checked('2025-11-03', true),
        sao('2025-11-10', 'revoked'),
      ],
      ['that it is revoked starts none where nothing was refused', '2025-11-10', [], sao('2025-10-27'), sao('2025-11-10', 'revoked')],
      ['a concern about home education starts none', '2025-11-05', [first], ...ordered, checked('2025-11-03', true), concern('2025-11-05')],
      [
        'in an earlier case, one may be asked in this',
        '2025-11-17',
        [first, 'open from 2025-11-17, due 2025-12-01'],
        ...ordered,
        onRoll('2025-11-03'),
        fact('2025-11-10', 'off-roll'),
        refuses('2025-11-17', true, true),
      ],
    )

    it('another is because of the revocation', () =>
      assert.deepEqual(because('1.6d', '2025-11-10', ...ordered, sao('2025-11-10', 'revoked')), ['sao@2025-11-10']))
  })

  describe('for a child educated at home', () => {
    // Monday 27 October and ten working days: Monday 10 November.
    const asked = ['open from 2025-10-27, due 2025-11-10']
    itShows(
      '1.6d',
      [offRoll],
      ['none is asked', '2025-10-20', [], checked('2025-10-10', true), both],
      ['while a concern is open, one is', '2025-10-20', due, checked('2025-10-10', true), concern('2025-10-15'), both],
      [
        'once it is resolved, none is',
        '2025-10-20',
        [],
        checked('2025-10-10', true),
        concern('2025-10-13'),
        concern('2025-10-15', true),
        both,
      ],
      [
        'where the last check did not find the child, one is',
        '2025-10-20',
        due,
        checked('2025-10-10', true),
        checked('2025-10-15', false),
        both,
      ],
      ['a concern raised then starts one', '2025-10-27', asked, checked('2025-10-10', true), both, concern('2025-10-27')],
      [
        'a check that no longer finds the child starts one',
        '2025-10-27',
        asked,
        checked('2025-10-10', true),
        both,
        checked('2025-10-27', false),
      ],
      [
        'neither does so unless both stand refused',
        '2025-10-27',
        [],
        checked('2025-10-10', true),
        refuses('2025-10-20', true, false),
        concern('2025-10-27'),
        checked('2025-10-27', false),
      ],
      ['a check finding the child again starts none', '2025-10-27', [], checked('2025-10-10', true), both, checked('2025-10-27', true)],
      [
        'a concern resolved ends the reason for one',
        '2025-10-27',
        ['lapsed from 2025-10-20, due 2025-11-03, on 2025-10-27 by ehe-concern'],
        checked('2025-10-10', true),
        concern('2025-10-15'),
        both,
        concern('2025-10-27', true),
      ],
      [
        'a check that finds the child does not, while a concern is open',
        '2025-10-27',
        due,
        concern('2025-10-15'),
        both,
        checked('2025-10-27', true),
      ],
      [
        'one that lapsed so comes back with a new concern',
        '2025-10-27',
        ['lapsed from 2025-10-20, due 2025-11-03, on 2025-10-22 by ehe-check', ...asked],
        both,
        checked('2025-10-22', true),
        concern('2025-10-27'),
      ],
      [
        'a concern about a child who was not starts none',
        '2025-11-12',
        ['done from 2025-10-20, due 2025-11-03, on 2025-10-27 by sao'],
        both,
        sao('2025-10-27'),
        sao('2025-11-10', 'complied'),
        concern('2025-11-12'),
      ],
    )

    it('the register is the child’s, in a case or not', () =>
      assert.deepEqual(linesOf('1.6d', asOf('2025-10-20', caseOf(amina, checked('2025-09-01', true), ...owed.facts))), []))

    it('one is because of the concern', () =>
      assert.deepEqual(because('1.6d', '2025-10-27', checked('2025-10-10', true), both, concern('2025-10-27')), ['ehe-concern@2025-10-27']))
  })
})

describe('1.6e A child under an order is referred for an assessment', () => {
  const owed = { clause: '1.6e', facts: [offRoll, sao('2025-11-03')], startedOn: '2025-11-03', dueOn: '2025-11-04' }
  itIsOwed('by the working day after the order is started', owed, 'cme-officer should, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-11-03', caseOf(amina, ...owed.facts), { settings: { cscReferralWithin: 5 } })
    assert.equal(dutyOf('1.6e', answer).dueOn, '2025-11-10')
  })

  itIsSettledBy(owed, { 'the referral': (on) => referral(on) })
  itIsSettledBy(
    { ...owed, facts: [offRoll, opened('2025-10-01', 'csc'), sao('2025-11-03')] },
    {
      'for a child open to social care, the talk with the allocated worker': (on) => talk(on),
    },
  )
  itIsNotSettledBy(owed, {
    'a safeguarding referral': (on) => referral(on, 'safeguarding'),
    'for a child not open to social care, a talk with a worker': (on) => talk(on),
    'that parents engage with admissions': (on) => engaging(on),
    'that the order is revoked': (on) => sao(on, 'revoked'),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })
  itIsSetAside(owed)

  const due = ['open from 2025-11-03, due 2025-11-04']
  const talkedTo = (on: string) => [`done from 2025-11-03, due 2025-11-04, on ${on} by allocated-worker-discussion`]
  itShows(
    '1.6e',
    [offRoll],
    [
      'not by other steps',
      '2025-11-03',
      [],
      ...(['school-named', 'notice-served', 'order-served', 'complied', 'revoked', 'prosecution'] as const).map((step, i) =>
        sao(`2025-10-2${i}`, step),
      ),
    ],
    [
      'done already by a referral earlier in the case',
      '2025-11-03',
      ['done from 2025-11-03, due 2025-11-04, on 2025-11-03 by csc-referral@2025-10-20'],
      referral('2025-10-20'),
      referral('2025-10-27'),
      sao('2025-11-03'),
    ],
    ['not by an earlier safeguarding referral', '2025-11-03', due, referral('2025-10-20', 'safeguarding'), sao('2025-11-03')],
    [
      'not by a referral in an earlier case',
      '2025-11-03',
      due,
      referral('2025-09-15'),
      onRoll('2025-09-22'),
      fact('2025-10-06', 'off-roll'),
      sao('2025-11-03'),
    ],
    ['not by a talk earlier in the case', '2025-11-03', due, opened('2025-10-01', 'csc'), talk('2025-10-20'), sao('2025-11-03')],
    ['by a talk of the same day', '2025-11-03', talkedTo('2025-11-03'), opened('2025-10-01', 'csc'), talk('2025-11-03'), sao('2025-11-03')],
    [
      'by a talk on the day on which social care opens the case',
      '2025-11-04',
      talkedTo('2025-11-04'),
      sao('2025-11-03'),
      talk('2025-11-04'),
      opened('2025-11-04', 'csc'),
    ],
    [
      'by a talk about a child whom the panel found open to social care',
      '2025-11-04',
      talkedTo('2025-11-04'),
      outcome('2025-09-24', 'csc'),
      sao('2025-11-03'),
      talk('2025-11-04'),
    ],
    ['not by a talk with CFW’s worker', '2025-11-04', due, opened('2025-10-01', 'csc'), sao('2025-11-03'), talk('2025-11-04', 'cfw')],
    [
      'not by a talk once social care has closed',
      '2025-11-04',
      due,
      opened('2025-10-01', 'csc'),
      ended('2025-10-20', 'csc'),
      sao('2025-11-03'),
      talk('2025-11-04'),
    ],
    [
      'again with another order, and done already by the referral that there is',
      '2025-12-01',
      [
        'done from 2025-11-03, due 2025-11-04, on 2025-11-04 by csc-referral',
        'done from 2025-12-01, due 2025-12-02, on 2025-12-01 by csc-referral@2025-11-04',
      ],
      sao('2025-11-03'),
      referral('2025-11-04'),
      sao('2025-11-10', 'revoked'),
      sao('2025-12-01'),
    ],
    [
      'by the date that stands where another order is started',
      '2025-12-01',
      ['overdue from 2025-11-03, due 2025-11-04'],
      sao('2025-11-03'),
      sao('2025-11-10', 'revoked'),
      sao('2025-12-01'),
    ],
  )

  it('names each order', () =>
    assert.deepEqual(because('1.6e', '2025-12-01', sao('2025-11-03'), sao('2025-11-10', 'revoked'), sao('2025-12-01')), [
      'sao@2025-11-03',
      'sao@2025-12-01',
    ]))
})

describe('1.6f A strategy discussion is considered without consent to the assessment', () => {
  // Referred on Tuesday 4 November 2025: 3 working days that week, 8 by the 14th, Tuesday 18 November is the tenth. It starts on the 19th
  // and is due on the 26th: 20, 21, 24, 25, 26 November.
  const referred = [sao('2025-11-03'), referral('2025-11-04')]
  const owed = { clause: '1.6f', facts: [offRoll, ...referred], startedOn: '2025-11-19', dueOn: '2025-11-26' }

  it('more than 10 working days of silence after the referral start it, 10 do not', () => {
    assert.deepEqual(linesOf('1.6f', asOf('2025-11-18', caseOf(amina, ...owed.facts))), ['upcoming from 2025-11-19, due 2025-11-26'])
    assert.deepEqual(linesOf('1.6f', asOf('2025-11-19', caseOf(amina, ...owed.facts))), ['open from 2025-11-19, due 2025-11-26'])
  })

  itIsOwed('it is for the CME officer to consider within 5 working days', owed, 'cme-officer consider, on cme, dated by a setting')

  it('after as many days of silence, and within as many days, as the county sets', () => {
    // Five working days after 4 November are the 11th. Two after the 12th are the 14th.
    const answer = asOf('2025-11-12', caseOf(amina, ...owed.facts), { settings: { assessmentConsentWithin: 5, considerWithin: 2 } })
    assert.deepEqual(linesOf('1.6f', answer), ['open from 2025-11-12, due 2025-11-14'])
  })

  itIsSettledBy(owed, {
    'considering one': (on) => strategy(on, 'considered'),
    'asking for one': (on) => strategy(on, 'requested'),
    'holding one': (on) => strategy(on, 'held'),
  })
  itIsNotSettledBy(owed, {
    'consent to support': (on) => consent(on, 'given', 'support'),
    'a refusal of the assessment': (on) => consent(on, 'refused', 'assessment'),
    'a hub discussion': (on) => hub(on),
    'that parents engage with admissions': (on) => engaging(on),
    'that the order is revoked': (on) => sao(on, 'revoked'),
  })
  itLapsesBy(owed, { 'consent given to the assessment': (on) => consent(on, 'given', 'assessment'), 'a place on a roll': onRoll })

  const bySilence = ['upcoming from 2025-11-19, due 2025-11-26']
  // Friday 7 November and five working days.
  const by7November = ['open from 2025-11-07, due 2025-11-14']
  itShows(
    '1.6f',
    [offRoll],
    ['at once where it is refused', '2025-11-07', by7November, ...referred, consent('2025-11-07', 'refused', 'assessment')],
    ['at once where consent is withdrawn', '2025-11-07', by7November, ...referred, consent('2025-11-07', 'withdrawn', 'assessment')],
    [
      'at once where it is recorded that nobody answered',
      '2025-11-07',
      by7November,
      ...referred,
      consent('2025-11-07', 'no-response', 'assessment'),
    ],
    [
      'at once where it is refused on the day of the referral',
      '2025-11-04',
      ['open from 2025-11-04, due 2025-11-11'],
      ...referred,
      consent('2025-11-04', 'refused', 'assessment'),
    ],
    ['not where consent is given', '2025-11-19', [], ...referred, consent('2025-11-07', 'given', 'assessment')],
    ['not for another consent refused', '2025-11-07', bySilence, ...referred, consent('2025-11-07', 'refused')],
    [
      'not where consent was given before the referral',
      '2025-11-19',
      [],
      sao('2025-11-03'),
      consent('2025-10-31', 'given', 'assessment'),
      referral('2025-11-04'),
    ],
    [
      'a refusal from before the referral is no answer to it',
      '2025-11-07',
      bySilence,
      sao('2025-11-03'),
      consent('2025-10-31', 'refused', 'assessment'),
      referral('2025-11-04'),
    ],
    [
      'of those before the referral the last counts',
      '2025-11-07',
      bySilence,
      consent('2025-10-30', 'given', 'assessment'),
      consent('2025-10-31', 'withdrawn', 'assessment'),
      ...referred,
    ],
    [
      'of those after it the last counts',
      '2025-11-11',
      ['lapsed from 2025-11-07, due 2025-11-14, on 2025-11-11 by consent'],
      ...referred,
      consent('2025-11-07', 'refused', 'assessment'),
      consent('2025-11-11', 'given', 'assessment'),
    ],
    ['counted from the first referral', '2025-11-07', bySilence, ...referred, referral('2025-11-07')],
    ['not without an order', '2025-11-19', [], referral('2025-11-04')],
    ['not by another step than starting one', '2025-11-19', [], sao('2025-11-03', 'notice-served'), referral('2025-11-04')],
    ['not without a referral', '2025-11-19', [], sao('2025-11-03'), consent('2025-11-07', 'refused', 'assessment')],
    ['not by a safeguarding referral', '2025-11-19', [], sao('2025-11-03'), referral('2025-11-04', 'safeguarding')],
    [
      'from the order where that comes last',
      '2025-12-01',
      ['open from 2025-12-01, due 2025-12-08'],
      referral('2025-11-04'),
      sao('2025-12-01'),
    ],
    [
      'from the order where that comes after the refusal',
      '2025-11-10',
      ['open from 2025-11-10, due 2025-11-17'],
      referral('2025-11-04'),
      consent('2025-11-07', 'refused', 'assessment'),
      sao('2025-11-10'),
    ],
    ['from the referral where that comes after the order', '2025-11-04', bySilence, ...referred],
    [
      'once, however often it is refused',
      '2025-12-01',
      ['done from 2025-11-07, due 2025-11-14, on 2025-11-12 by strategy-discussion'],
      ...referred,
      consent('2025-11-07', 'refused', 'assessment'),
      strategy('2025-11-12'),
      consent('2025-12-01', 'refused', 'assessment'),
    ],
    [
      'again where it was given in between and withdrawn',
      '2025-12-01',
      ['done from 2025-11-07, due 2025-11-14, on 2025-11-12 by strategy-discussion', 'open from 2025-12-01, due 2025-12-08'],
      ...referred,
      consent('2025-11-07', 'refused', 'assessment'),
      strategy('2025-11-12'),
      consent('2025-11-17', 'given', 'assessment'),
      consent('2025-12-01', 'withdrawn', 'assessment'),
    ],
    [
      'not by an order or referral of an earlier case',
      '2025-11-28',
      ['lapsed from 2025-11-07, due 2025-11-14, on 2025-11-10 by on-roll'],
      ...referred,
      consent('2025-11-07', 'refused', 'assessment'),
      onRoll('2025-11-10'),
      fact('2025-11-17', 'off-roll'),
      consent('2025-11-28', 'refused', 'assessment'),
    ],
  )

  it('names the first referral and the last answer to it', () => {
    const answers = [consent('2025-11-05', 'given', 'assessment'), consent('2025-11-07', 'withdrawn', 'assessment')]
    assert.deepEqual(because('1.6f', '2025-11-07', ...referred, referral('2025-11-06'), ...answers), [
      'csc-referral@2025-11-04',
      'consent@2025-11-07',
    ])
  })

  it('is not shown ahead of the last day of compulsory school age, nor starts on it', () => {
    // Ten working days after 10 June 2026 are the 24th, after the 11th the 25th; it would start a day later.
    const ofLeila = (on: string) =>
      linesOf('1.6f', asOf('2026-06-15', caseOf(leila, fact('2026-06-01', 'off-roll'), sao('2026-06-02'), referral(on))))
    assert.deepEqual(ofLeila('2026-06-10'), ['upcoming from 2026-06-25, due 2026-07-02'])
    assert.deepEqual(ofLeila('2026-06-11'), [])
  })
})

describe('1.6g A child without progress is discussed at case clinic', () => {
  const review = (on: string, relatedTo: Detail<'progress-review'>['relatedTo'] = ['parenting-capacity'], progress = false) =>
    fact(on, 'progress-review', { progress, ...(relatedTo && { relatedTo }) }, officer)
  const withCfw = [offRoll, opened('2025-10-01', 'cfw')]
  // Monday 13 October 2025 and ten working days: Monday 27 October.
  const owed = { clause: '1.6g', facts: [...withCfw, review('2025-10-13')], startedOn: '2025-10-13', dueOn: '2025-10-27' }
  itIsOwed('within 10 working days of a review that puts it down to parenting', owed, 'cfw should, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-10-13', caseOf(amina, ...owed.facts), { settings: { caseClinicWithin: 1 } })
    assert.equal(dutyOf('1.6g', answer).dueOn, '2025-10-14')
  })

  itIsSettledBy(owed, {
    'a case clinic that steps up': (on) => fact(on, 'case-clinic', { stepUp: true, reason: 'risk' }, cfw),
    'a case clinic that does not': (on) => fact(on, 'case-clinic', { stepUp: false, reason: 'plan holds' }, cfw),
  })
  itIsNotSettledBy(owed, {
    'a hub discussion': (on) => hub(on, { escalate: true, reason: 'risk' }),
    'a referral to social care': (on) => referral(on, 'safeguarding'),
    'a review that finds progress': (on) => review(on, undefined, true),
    'CFW closing': (on) => ended(on, 'cfw'),
    'that parents engage with admissions': (on) => engaging(on),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })
  itIsSetAside(owed)

  const due = ['open from 2025-10-13, due 2025-10-27']
  itShows(
    '1.6g',
    [offRoll],
    [
      'or down to risks outside the family',
      '2025-10-13',
      due,
      opened('2025-10-01', 'cfw'),
      review('2025-10-13', ['contextual-safeguarding']),
    ],
    ['or to both', '2025-10-13', due, opened('2025-10-01', 'cfw'), review('2025-10-13', ['parenting-capacity', 'contextual-safeguarding'])],
    ['not where it is put down to neither', '2025-10-13', [], opened('2025-10-01', 'cfw'), review('2025-10-13', [])],
    [
      'not where nothing is said of why',
      '2025-10-13',
      [],
      opened('2025-10-01', 'cfw'),
      fact('2025-10-13', 'progress-review', { progress: false }),
    ],
    ['not where there is progress', '2025-10-13', [], opened('2025-10-01', 'cfw'), review('2025-10-13', ['parenting-capacity'], true)],
    ['not for a child open to neither service', '2025-10-13', [], review('2025-10-13')],
    ['not for a child open to social care alone', '2025-10-13', [], opened('2025-10-01', 'csc'), review('2025-10-13')],
    ['for a child whom CFW opens that day', '2025-10-13', due, review('2025-10-13'), opened('2025-10-13', 'cfw')],
    ['not for one whom CFW opens the day after', '2025-10-14', [], review('2025-10-13'), opened('2025-10-14', 'cfw')],
    ['for a child whom the panel found open to CFW', '2025-10-13', due, outcome('2025-09-24', 'cfw'), review('2025-10-13')],
    ['not once CFW has closed', '2025-10-13', [], opened('2025-10-01', 'cfw'), ended('2025-10-10', 'cfw'), review('2025-10-13')],
    [
      'nor once a panel finds the child open to it no longer',
      '2025-10-13',
      [],
      opened('2025-10-01', 'cfw'),
      outcome('2025-10-08'),
      review('2025-10-13'),
    ],
    ['for a child who was open to CFW before the case', '2025-10-13', due, opened('2025-09-01', 'cfw'), review('2025-10-13')],
    [
      'not done by a clinic of before',
      '2025-10-13',
      due,
      opened('2025-10-01', 'cfw'),
      fact('2025-10-10', 'case-clinic', { stepUp: false, reason: 'early' }),
      review('2025-10-13'),
    ],
    [
      'by the date that stands, for another such review',
      '2025-10-20',
      due,
      opened('2025-10-01', 'cfw'),
      review('2025-10-13'),
      review('2025-10-20'),
    ],
    [
      'again for such a review after the clinic',
      '2025-11-03',
      ['done from 2025-10-13, due 2025-10-27, on 2025-10-20 by case-clinic', 'open from 2025-11-03, due 2025-11-17'],
      opened('2025-10-01', 'cfw'),
      review('2025-10-13'),
      fact('2025-10-20', 'case-clinic', { stepUp: false, reason: 'plan holds' }),
      review('2025-11-03'),
    ],
  )

  it('names each review', () =>
    assert.deepEqual(because('1.6g', '2025-10-20', opened('2025-10-01', 'cfw'), review('2025-10-13'), review('2025-10-20')), [
      'progress-review@2025-10-13',
      'progress-review@2025-10-20',
    ]))
})
