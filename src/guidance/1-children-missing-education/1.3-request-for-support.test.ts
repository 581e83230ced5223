import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  amina,
  asOf,
  caseOf,
  dutyOf,
  fact,
  itIsNotSettledBy,
  itIsOwed,
  itIsSettledBy,
  itLapsesBy,
  itShows,
  linesOf,
  shown,
} from '../../../test/kit.ts'
import { engaging, officer, offRoll } from '../../../test/told.ts'
import type { CaseRecord } from '../../casefile/fact-table.ts'

const refuses = (on: string, { services = false, admissions = false }) => fact(on, 'parent-refuses', { services, admissions }, officer)
const barrier = (on: string, kind: 'family' | 'contextual' | 'significant' | 'authority' = 'family') =>
  fact(on, 'barrier', { kind }, officer)
const outcome = fact('2025-09-24', 'panel-outcome', { openTo: [], safeguardingConcerns: false }, { by: 'panel-chair' })
const refusal = fact('2025-09-25', 'consent', { for: 'eha', decision: 'refused' }, { by: 'cfw' })
const progress = (on: string) => fact(on, 'progress-review', { progress: true }, officer)

/** The lines of the rows that stand back while parents engage: 1.5a, 1.6a and 1.6c. */
const intervention = (on: string, ...facts: readonly CaseRecord[]): string[] => {
  const answer = asOf(on, caseOf(amina, offRoll, ...facts))
  return ['1.5a', '1.6a', '1.6c'].flatMap((clause) => linesOf(clause, answer).map((line) => `${clause} ${line}`))
}

describe('1.3a While parents engage with admissions', () => {
  // Six weeks from the panel of 24 September are 5 November. Twelve weeks from the refusal of 25 September are 18 December; five working
  // days from the 19th are 22 to 24, 29 and 30 December.
  const meanwhile = [engaging('2025-09-15'), outcome, refusal]

  it('no request for support, hub discussion or strategy discussion is asked, however long it lasts', () => {
    for (const on of ['2025-09-25', '2025-11-05', '2025-12-18', '2025-12-19', '2026-01-30']) {
      assert.deepEqual(intervention(on, ...meanwhile), [])
    }
  })

  it('the same facts ask for all three where parents do not engage', () =>
    assert.deepEqual(intervention('2025-12-19', outcome, refusal), [
      '1.5a overdue from 2025-09-24, due 2025-11-05',
      '1.6a overdue from 2025-09-25, due 2025-10-02',
      '1.6c open from 2025-12-19, due 2025-12-30',
    ]))

  it('the child is registered, referred, nominated and talked about all the same', () => {
    const { duties } = asOf(
      '2025-12-05',
      caseOf(
        amina,
        offRoll,
        engaging('2025-09-08'),
        fact('2025-09-09', 'cme-notification'),
        fact('2025-09-15', 'officer-support', { open: true }),
        barrier('2025-09-18'),
        outcome,
      ),
    )
    const started = new Set(duties.map(({ clause }) => clause))
    assert.deepEqual(
      ['1.2b', '1.3b', '1.4a', '1.4e'].filter((clause) => !started.has(clause)),
      [],
    )
  })

  it('no longer once they do not: what stood back starts, within the six weeks', () =>
    assert.deepEqual(intervention('2025-10-06', ...meanwhile, engaging('2025-10-06', false)), [
      '1.5a open from 2025-10-06, due 2025-11-05',
      '1.6a open from 2025-10-06, due 2025-10-13',
      '1.6c upcoming from 2025-12-19, due 2025-12-30',
    ]))

  it('no longer once they refuse admissions; refusing services alone changes nothing', () => {
    assert.deepEqual(intervention('2025-10-06', ...meanwhile, refuses('2025-10-06', { admissions: true })), [
      '1.5a open from 2025-10-06, due 2025-11-05',
      '1.6a open from 2025-10-06, due 2025-10-13',
      '1.6c upcoming from 2025-12-19, due 2025-12-30',
    ])
    assert.deepEqual(intervention('2025-10-06', ...meanwhile, refuses('2025-10-06', { services: true })), [])
  })

  it('the twelve weeks run on: the strategy discussion starts as they cease, where the weeks are over', () =>
    // Monday 5 January 2026 and five working days.
    assert.deepEqual(intervention('2026-01-05', ...meanwhile, engaging('2026-01-05', false)).slice(-1), [
      '1.6c open from 2026-01-05, due 2026-01-12',
    ]))

  it('again once they engage again after refusing', () =>
    assert.deepEqual(
      intervention(
        '2025-10-08',
        engaging('2025-09-15'),
        refuses('2025-09-22', { admissions: true }),
        engaging('2025-09-23'),
        outcome,
        refusal,
      ),
      [],
    ))

  it('ceases once: a record that they do not engage, after they refused admissions, starts nothing more', () => {
    const since = [refuses('2025-10-06', { admissions: true }), progress('2025-10-07'), engaging('2025-10-08', false)]
    const lines = linesOf('1.5a', asOf('2025-10-08', caseOf(amina, offRoll, engaging('2025-09-15'), outcome, ...since)))
    assert.deepEqual(lines, ['done from 2025-10-06, due 2025-11-05, on 2025-10-07 by progress-review'])
  })

  it('only in the case in which they did', () => {
    const later = [
      fact('2025-09-22', 'on-roll'),
      fact('2025-10-06', 'off-roll'),
      fact('2025-10-07', 'consent', { for: 'eha', decision: 'refused' }),
    ]
    // Tuesday 7 October and five working days.
    assert.deepEqual(linesOf('1.6a', asOf('2025-10-07', caseOf(amina, offRoll, engaging('2025-09-15'), ...later))), [
      'open from 2025-10-07, due 2025-10-14',
    ])
  })
})

describe('1.3b Where there are barriers, partner agencies are asked', () => {
  // Thursday 18 September 2025: 19, then 22 to 25 September.
  const owed = { clause: '1.3b', facts: [offRoll, barrier('2025-09-18')], startedOn: '2025-09-18', dueOn: '2025-09-25' }
  itIsOwed('a family barrier found on Thursday is referred by the Thursday after', owed, 'cme-officer must, on cme, dated by a setting')

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-09-18', caseOf(amina, ...owed.facts), { settings: { barrierReferralWithin: 2 } })
    assert.equal(dutyOf('1.3b', answer).dueOn, '2025-09-22')
  })

  itIsSettledBy(owed, {
    'a referral to a partner agency': (on) => fact(on, 'agency-referral', { to: 'family hub' }),
    'the reason why none is needed': (on) => fact(on, 'agency-referral-not-needed', { reason: 'supported already' }),
  })
  itIsNotSettledBy(owed, {
    'a referral to social care': (on) => fact(on, 'csc-referral', { for: 'safeguarding' }),
    'that parents engage with admissions': (on) => engaging(on),
  })
  itLapsesBy(owed, { 'a place on a roll': (on) => fact(on, 'on-roll') })

  itShows(
    '1.3b',
    [offRoll],
    ['a contextual barrier starts it', '2025-09-18', ['open from 2025-09-18, due 2025-09-25'], barrier('2025-09-18', 'contextual')],
    [
      'a significant barrier, or one on the council’s side, does not',
      '2025-09-19',
      [],
      barrier('2025-09-18', 'significant'),
      barrier('2025-09-19', 'authority'),
    ],
    [
      'it starts while parents engage too',
      '2025-09-18',
      ['open from 2025-09-18, due 2025-09-25'],
      engaging('2025-09-15'),
      barrier('2025-09-18'),
    ],
    [
      'a referral of before does not settle it',
      '2025-09-18',
      ['open from 2025-09-18, due 2025-09-25'],
      fact('2025-09-17', 'agency-referral', { to: 'family hub' }),
      barrier('2025-09-18'),
    ],
    [
      'it starts again with a barrier found after the referral',
      '2025-10-01',
      ['done from 2025-09-18, due 2025-09-25, on 2025-09-19 by agency-referral', 'open from 2025-10-01, due 2025-10-08'],
      barrier('2025-09-18'),
      fact('2025-09-19', 'agency-referral', { to: 'family hub' }),
      barrier('2025-10-01', 'contextual'),
    ],
  )

  it('keeps its date when another barrier is found while it is owed, and names both', () => {
    const both = dutyOf('1.3b', asOf('2025-09-22', caseOf(amina, ...owed.facts, barrier('2025-09-22', 'contextual'))))
    assert.equal(shown(both), 'open from 2025-09-18, due 2025-09-25')
    assert.deepEqual(both.because, ['barrier@2025-09-18', 'barrier@2025-09-22'])
  })
})
