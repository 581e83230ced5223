import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type AskingMore,
  amina,
  asOf,
  calendar,
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
  type Row,
  tomasz,
  withPanels,
} from '../../../test/kit.ts'
import { engaging, officer, offRoll, onRoll, talk } from '../../../test/told.ts'
import { date } from '../../calendar/civil-date.ts'
import type { CaseRecord, Service } from '../../casefile/fact-table.ts'
import { lancashireGuidance } from '../register.ts'

/*
 * School days from Monday 8 September 2025: seven weeks to half-term make 35, and then five a week 40, 45, 50, 55 by 28 November.
 * The 59th is Thursday 4 December, the 60th Friday 5 December. Panels: 24 September, 26 November, 28 January, 18 March, 6 May, 24 June.
 */

const chair = { by: 'panel-chair' } as const
const support = (on: string, open = true) => fact(on, 'officer-support', { open }, officer)
const nomination = (on: string, panel?: string) =>
  fact(on, 'panel-nomination', { ground: 'persistent', ...(panel && { panel: date(panel) }) }, officer)
const declined = (on: string) => fact(on, 'panel-nomination-declined', { reason: 'a place is near' }, officer)
const discussed = (on: string) => fact(on, 'panel-discussed', undefined, chair)
const outcome = (on: string, openTo: readonly Service[] = [], safeguardingConcerns = false) =>
  fact(on, 'panel-outcome', { openTo: [...openTo], safeguardingConcerns }, chair)
const plan = (on: string) => fact(on, 'engagement-plan', undefined, chair)
const referral = (on: string, of: 'safeguarding' | 'child-and-family-assessment' = 'safeguarding') =>
  fact(on, 'csc-referral', { for: of }, chair)
const closed = (on: string, reason: 'left-area' | 'died' | 'other') => fact(on, 'cme-closed', { reason }, officer)

/** The lines of 1.4a in Amina's case, with other panels or settings. */
const nominationLines = (on: string, facts: readonly CaseRecord[], more: AskingMore = {}) =>
  linesOf('1.4a', asOf(on, caseOf(amina, ...facts), more))

const statuses = (on: string, ...facts: readonly CaseRecord[]): string[] =>
  asOf(on, caseOf(amina, ...facts)).statuses.map(({ status, since, clause }) => `${status} since ${since} (${clause})`)

describe('1.4a Nomination for the panel is considered', () => {
  const supported = [offRoll, support('2025-09-08')]
  const owed = { clause: '1.4a', facts: supported, startedOn: '2025-12-05', dueOn: '2026-01-28' }

  it('the 60th school day off roll starts it, the 59th does not', () => {
    assert.deepEqual(nominationLines('2025-12-04', supported), ['upcoming from 2025-12-05, due 2026-01-28'])
    assert.deepEqual(nominationLines('2025-12-05', supported), ['open from 2025-12-05, due 2026-01-28'])
    assert.deepEqual(nominationLines('2025-12-08', supported), ['open from 2025-12-05, due 2026-01-28'])
  })

  it('it is for the CME officer to consider by the next panel, overdue the day after it', () => {
    assert.equal(nominationLines('2026-01-28', supported)[0], 'open from 2025-12-05, due 2026-01-28')
    assert.equal(nominationLines('2026-01-29', supported)[0], 'overdue from 2025-12-05, due 2026-01-28')
    const { owner, force, dueFrom, because } = dutyOf('1.4a', asOf('2025-12-05', caseOf(amina, ...supported)))
    assert.deepEqual(
      [owner, force, dueFrom, ...because],
      ['cme-officer', 'consider', 'guidance', 'off-roll@2025-09-08', 'officer-support@2025-09-08'],
    )
  })

  it('it is asked sooner where the county counts fewer days, by a date that is then the county’s', () => {
    // 35 school days to half-term, and the week of 3 November: the 40th is Friday 7 November.
    const [duty] = dutiesOf('1.4a', asOf('2025-11-07', caseOf(amina, ...supported), { settings: { persistentAfter: 40 } }))
    assert.deepEqual([duty?.state, duty?.startedOn, duty?.dueOn, duty?.dueFrom], ['open', '2025-11-07', '2025-11-26', 'setting'])
    assert.equal(
      nominationLines('2025-11-06', supported, { settings: { persistentAfter: 40 } })[0],
      'upcoming from 2025-11-07, due 2025-11-26',
    )
  })

  describe('day 1', () => {
    const rows: readonly Row[] = [
      ['is the Monday after a Saturday', '2025-09-08', ['upcoming from 2025-12-05, due 2026-01-28'], fact('2025-09-06', 'off-roll')],
      // Seven weeks to Christmas make 35, five from 5 January make 60 on Friday 6 February.
      [
        'is the first school day after half-term',
        '2025-10-27',
        ['upcoming from 2026-02-06, due 2026-03-18'],
        fact('2025-10-27', 'off-roll'),
      ],
      // 29 school days to 22 May, since 4 May is a bank holiday; 30 to Friday 10 July; Monday 13 July is the 60th.
      ['counts no bank holiday', '2026-04-13', ['upcoming from 2026-07-13, due 2026-09-23'], fact('2026-04-13', 'off-roll')],
      [
        'is that of the notification that opened the case',
        '2025-09-08',
        ['upcoming from 2025-12-05, due 2026-01-28'],
        fact('2025-09-08', 'cme-notification'),
      ],
      [
        'moves to the day off roll that is recorded after the notification',
        '2025-09-15',
        ['upcoming from 2025-12-12, due 2026-01-28'],
        fact('2025-09-08', 'cme-notification'),
        fact('2025-09-15', 'off-roll'),
      ],
      [
        'stays that of the first day off roll',
        '2025-09-22',
        ['upcoming from 2025-12-05, due 2026-01-28'],
        offRoll,
        fact('2025-09-15', 'cme-notification'),
        fact('2025-09-22', 'off-roll'),
      ],
    ]
    for (const [sentence, on, lines, ...facts] of rows) {
      it(sentence, () => assert.deepEqual(nominationLines(on, [...facts, support(on)]), lines))
    }

    it('is never before the case: for Tomasz the first school day after 31 March', () => {
      const case_ = caseOf(tomasz, fact('2026-03-09', 'off-roll'), support('2026-03-16'))
      assert.deepEqual(linesOf('1.4a', asOf('2026-03-31', case_)), ['upcoming from 2026-07-13, due 2026-09-23'])
      assert.deepEqual(dutyOf('1.4a', asOf('2026-07-13', case_)).because, ['off-roll@2026-03-09', 'officer-support@2026-03-16'])
    })

    it('that moves when it has started leaves it as it is, and starts no second one', () => {
      // From Monday 8 December: 10 to Christmas, 40 by 13 February, 60 on Friday 20 March.
      const facts = [fact('2025-09-08', 'cme-notification'), support('2025-09-08'), fact('2025-12-08', 'off-roll')]
      assert.deepEqual(nominationLines('2026-03-20', facts), ['overdue from 2025-12-05, due 2026-01-28'])
      assert.deepEqual(nominationLines('2026-03-25', [...facts, nomination('2026-03-23')]), [
        'late from 2025-12-05, due 2026-01-28, on 2026-03-23 by panel-nomination',
      ])
    })
  })

  describe('with the CME officer’s support', () => {
    itShows(
      '1.4a',
      [offRoll],
      ['that was never open it is not asked', '2025-12-08', []],
      ['that opens on the 60th day it starts that day', '2025-12-05', ['open from 2025-12-05, due 2026-01-28'], support('2025-12-05')],
      [
        'that opens later it starts then: the days have run without it',
        '2026-01-12',
        ['open from 2026-01-12, due 2026-01-28'],
        support('2026-01-12'),
      ],
      ['that ended before the 60th day it is not asked', '2025-12-05', [], support('2025-09-08'), support('2025-12-04', false)],
      [
        'that ended and opened again before the 60th day it is asked',
        '2025-12-05',
        ['open from 2025-12-05, due 2026-01-28'],
        support('2025-09-08'),
        support('2025-10-06', false),
        support('2025-11-03'),
      ],
    )

    it('names the record that opened the support in force', () => {
      const facts = [offRoll, support('2025-09-08'), support('2025-10-06', false), support('2025-11-03'), support('2025-11-10')]
      assert.deepEqual(dutyOf('1.4a', asOf('2025-12-05', caseOf(amina, ...facts))).because, [
        'off-roll@2025-09-08',
        'officer-support@2025-11-03',
      ])
    })

    it('in an earlier case it is not asked in this one', () =>
      // Off roll on 1 September; on a roll on the 5th; off again on the 8th.
      assert.deepEqual(
        nominationLines('2025-12-05', [fact('2025-09-01', 'off-roll'), support('2025-09-02'), onRoll('2025-09-05'), offRoll]),
        [],
      ))
  })

  describe('is due', () => {
    it('at the first panel later than the day it starts: not at one of that day', () => {
      assert.deepEqual(nominationLines('2026-01-27', [offRoll, support('2026-01-27')]), ['open from 2026-01-27, due 2026-01-28'])
      assert.deepEqual(nominationLines('2026-01-28', [offRoll, support('2026-01-28')]), ['open from 2026-01-28, due 2026-03-18'])
    })

    it('30 school days after it starts where the calendar has no later panel, by a date that is the county’s', () => {
      // From 5 December: 10 by 19 December, 15 by 9 January, 30 by Friday 30 January.
      const [duty] = dutiesOf('1.4a', asOf('2025-12-05', caseOf(amina, ...supported), { calendar: withPanels('2025-11-26') }))
      assert.deepEqual([duty?.dueOn, duty?.dueFrom], ['2026-01-30', 'setting'])
      assert.deepEqual(nominationLines('2025-12-05', supported, { calendar: withPanels(), settings: { panelWithin: 10 } }), [
        'open from 2025-12-05, due 2025-12-19',
      ])
    })
  })

  describe('is closed:', () => {
    itIsSettledBy(owed, { 'a nomination': (on) => nomination(on), 'declining to nominate': declined })
    itIsNotSettledBy(owed, { 'more support by the officer': (on) => support(on), 'that parents engage with admissions': engaging })
    itLapsesBy(owed, { 'the end of the officer’s support': (on) => support(on, false), 'a place on a roll': onRoll })

    itShows(
      '1.4a',
      supported,
      [
        'a nomination since the last panel counts',
        '2025-12-05',
        ['done from 2025-12-05, due 2026-01-28, on 2025-12-05 by panel-nomination@2025-11-27'],
        nomination('2025-11-27'),
      ],
      [
        'a nomination on the day of the last panel does not',
        '2025-12-05',
        ['open from 2025-12-05, due 2026-01-28'],
        nomination('2025-11-26'),
      ],
      ['a nomination declined before does not settle it', '2025-12-05', ['open from 2025-12-05, due 2026-01-28'], declined('2025-11-27')],
    )

    it('a nomination or a decline of the day on which it starts counts', () => {
      assert.deepEqual(nominationLines('2025-12-05', [...supported, nomination('2025-12-05')]), [
        'done from 2025-12-05, due 2026-01-28, on 2025-12-05 by panel-nomination',
      ])
      assert.deepEqual(nominationLines('2025-12-05', [...supported, declined('2025-12-05')]), [
        'done from 2025-12-05, due 2026-01-28, on 2025-12-05 by panel-nomination-declined',
        'upcoming from 2026-01-29, due 2026-03-18',
      ])
    })

    it('a nomination at any time in the case counts where there was no panel before', () => {
      const facts = [nomination('2025-09-05'), ...supported, nomination('2025-09-09')]
      assert.deepEqual(nominationLines('2025-12-05', facts, { calendar: withPanels('2026-01-28') }), [
        'done from 2025-12-05, due 2026-01-28, on 2025-12-05 by panel-nomination@2025-09-09',
      ])
    })

    it('where it starts on the day of a panel, a nomination of that day counts and one of the day before does not', () => {
      const onPanelDay = (...facts: readonly CaseRecord[]) => nominationLines('2026-01-28', [offRoll, support('2026-01-28'), ...facts])
      assert.deepEqual(onPanelDay(nomination('2026-01-28')), ['done from 2026-01-28, due 2026-03-18, on 2026-01-28 by panel-nomination'])
      assert.deepEqual(onPanelDay(nomination('2026-01-27')), ['open from 2026-01-28, due 2026-03-18'])
    })

    it('the last day of compulsory school age ends it', () => {
      // From Thursday 12 March: 12 by 27 March, 41 by 22 May, 60 on Thursday 25 June, the day before Leila's last.
      const case_ = caseOf(leila, fact('2026-03-12', 'off-roll'), support('2026-03-12'))
      assert.deepEqual(linesOf('1.4a', asOf('2026-06-24', case_)), ['upcoming from 2026-06-25, due 2026-09-23'])
      assert.deepEqual(linesOf('1.4a', asOf('2026-06-26', case_)), ['lapsed from 2026-06-25, due 2026-09-23, on 2026-06-26 by time alone'])
    })

    it('it never starts on that day, and is not shown ahead of it', () => {
      const case_ = caseOf(leila, fact('2026-03-13', 'off-roll'), support('2026-03-13'))
      assert.deepEqual(linesOf('1.4a', asOf('2026-06-25', case_)), [])
      assert.deepEqual(linesOf('1.4a', asOf('2026-06-26', case_)), [])
    })
  })

  describe('is asked again', () => {
    const nominated = 'done from 2025-12-05, due 2026-01-28, on 2025-12-08 by panel-nomination'
    const wasDeclined = 'done from 2025-12-05, due 2026-01-28, on 2025-12-09 by panel-nomination-declined'
    itShows(
      '1.4a',
      supported,
      ['never in the case once nominated', '2026-07-20', [nominated], nomination('2025-12-08')],
      [
        'not as support ends and opens again after that',
        '2026-07-20',
        [nominated],
        nomination('2025-12-08'),
        support('2026-01-05', false),
        support('2026-01-12'),
      ],
      [
        'when support opens again after it lapsed',
        '2026-01-12',
        ['lapsed from 2025-12-05, due 2026-01-28, on 2025-12-12 by officer-support', 'open from 2026-01-12, due 2026-01-28'],
        support('2025-12-12', false),
        support('2026-01-12'),
      ],
      [
        'on the first day after the panel that follows a decline, and shown ahead until then',
        '2025-12-09',
        [wasDeclined, 'upcoming from 2026-01-29, due 2026-03-18'],
        declined('2025-12-09'),
      ],
      ['on that day', '2026-01-29', [wasDeclined, 'open from 2026-01-29, due 2026-03-18'], declined('2025-12-09')],
      [
        'after the next panel but one where the decline was on the day of a panel',
        '2026-01-28',
        ['done from 2025-12-05, due 2026-01-28, on 2026-01-28 by panel-nomination-declined', 'upcoming from 2026-03-19, due 2026-05-06'],
        declined('2026-01-28'),
      ],
      ['not where the child is nominated after the decline', '2026-07-20', [wasDeclined], declined('2025-12-09'), nomination('2026-01-05')],
      [
        'after a decline of the day of the nomination',
        '2026-01-29',
        ['done from 2025-12-05, due 2026-01-28, on 2025-12-09 by panel-nomination', 'open from 2026-01-29, due 2026-03-18'],
        nomination('2025-12-09'),
        declined('2025-12-09'),
      ],
      [
        'after a decline that took a nominated child off the list later',
        '2026-01-29',
        [nominated, 'open from 2026-01-29, due 2026-03-18'],
        nomination('2025-12-08'),
        declined('2026-01-12'),
      ],
      [
        'after a decline that followed a nomination which had counted from before',
        '2026-01-29',
        ['done from 2025-12-05, due 2026-01-28, on 2025-12-05 by panel-nomination@2025-11-27', 'open from 2026-01-29, due 2026-03-18'],
        nomination('2025-11-27'),
        declined('2025-11-28'),
      ],
      [
        'counted from the last decline',
        '2026-01-29',
        [wasDeclined, 'upcoming from 2026-03-19, due 2026-05-06'],
        declined('2025-12-09'),
        declined('2026-01-28'),
      ],
      [
        'and again after each decline',
        '2026-03-19',
        [
          wasDeclined,
          'done from 2026-01-29, due 2026-03-18, on 2026-02-02 by panel-nomination-declined',
          'open from 2026-03-19, due 2026-05-06',
        ],
        declined('2025-12-09'),
        declined('2026-02-02'),
      ],
      [
        'when support opens again, where it was closed on that day',
        '2026-02-10',
        [wasDeclined, 'open from 2026-02-10, due 2026-03-18'],
        declined('2025-12-09'),
        support('2026-01-12', false),
        support('2026-02-10'),
      ],
      [
        'not by a decline of before the 60th day, which does not put off the first time either',
        '2026-07-20',
        [nominated],
        nomination('2025-10-10'),
        declined('2025-10-13'),
        nomination('2025-12-08'),
      ],
      [
        'when support opens again after it lapsed, although a nomination was declined in between',
        '2026-01-12',
        ['lapsed from 2025-12-05, due 2026-01-28, on 2025-12-12 by officer-support', 'open from 2026-01-12, due 2026-01-28'],
        support('2025-12-12', false),
        declined('2025-12-15'),
        support('2026-01-12'),
      ],
      [
        'at once where it lapsed after an earlier decline',
        '2026-02-16',
        [wasDeclined, 'lapsed from 2026-01-29, due 2026-03-18, on 2026-02-09 by officer-support', 'open from 2026-02-16, due 2026-03-18'],
        declined('2025-12-09'),
        support('2026-02-09', false),
        support('2026-02-16'),
      ],
    )

    it('on the same day when support ends and opens again on one day', () => {
      const twice = [
        fact('2025-12-12', 'officer-support', { open: false }, { id: 'a' }),
        fact('2025-12-12', 'officer-support', { open: true }, { id: 'b' }),
      ]
      assert.deepEqual(nominationLines('2025-12-12', [...supported, ...twice]), [
        'lapsed from 2025-12-05, due 2026-01-28, on 2025-12-12 by a',
        'open from 2025-12-12, due 2026-01-28',
      ])
    })

    it('not after a decline that no panel of the calendar follows', () =>
      assert.deepEqual(nominationLines('2026-07-20', [...supported, declined('2026-01-28')], { calendar: withPanels('2026-01-28') }), [
        'done from 2025-12-05, due 2026-01-28, on 2026-01-28 by panel-nomination-declined',
      ]))
  })

  describe('makes a child persistently missing education', () => {
    it('from the 60th day on, and not before', () => {
      assert.deepEqual(statuses('2025-12-04', ...supported), [])
      assert.deepEqual(statuses('2025-12-05', ...supported), ['persistent-cme since 2025-12-05 (1.4a)'])
    })

    it('whatever becomes of the question, to the end of the case', () => {
      for (const after of [nomination('2025-12-08'), declined('2025-12-08'), support('2025-12-08', false)]) {
        assert.deepEqual(statuses('2026-05-05', ...supported, after), ['persistent-cme since 2025-12-05 (1.4a)'])
        assert.deepEqual(statuses('2026-05-06', ...supported, after, onRoll('2026-05-06')), [])
      }
    })

    it('not in a later case', () =>
      assert.deepEqual(statuses('2026-01-12', ...supported, onRoll('2026-01-05'), fact('2026-01-12', 'off-roll')), []))
  })
})

describe('Sixty days without support', () => {
  const warnings = (on: string, ...facts: readonly CaseRecord[]): string[] =>
    asOf(on, caseOf(amina, ...facts)).warnings.map(({ code, fact }) => `${code}: ${fact}`)
  const given = ['sixty-days-without-support: off-roll@2025-09-08']

  it('are warned of on the 60th school day, not on the 59th', () => {
    assert.deepEqual(warnings('2025-12-04', offRoll), [])
    assert.deepEqual(warnings('2025-12-05', offRoll), given)
  })

  it('are not, where support opens on that day or was open at any time before', () => {
    assert.deepEqual(warnings('2026-01-30', offRoll, support('2025-12-05')), [])
    assert.deepEqual(warnings('2026-01-30', offRoll, support('2025-09-08'), support('2025-10-06', false)), [])
  })

  it('are, where support was only ever refused', () =>
    assert.deepEqual(warnings('2025-12-05', offRoll, support('2025-09-15', false)), given))

  it('stay in the answer when support opens the day after, and when the case ends', () => {
    assert.deepEqual(warnings('2026-01-30', offRoll, support('2025-12-06')), given)
    assert.deepEqual(warnings('2026-01-30', offRoll, onRoll('2025-12-08')), given)
  })

  it('are not warned of where the case ends on that day', () => assert.deepEqual(warnings('2026-01-30', offRoll, onRoll('2025-12-05')), []))

  it('are warned of once in a case, of the record of day 1: although day 1 moves and they are reached again', () =>
    assert.deepEqual(warnings('2026-03-20', fact('2025-09-08', 'cme-notification'), fact('2025-12-08', 'off-roll')), [
      'sixty-days-without-support: cme-notification@2025-09-08',
    ]))

  it('are warned of in each case in which they are reached', () =>
    // Again off roll on 5 January 2026: 30 by 13 February, 55 by 27 March, 60 on Friday 17 April.
    assert.deepEqual(warnings('2026-04-17', offRoll, onRoll('2025-12-08'), fact('2026-01-05', 'off-roll')), [
      ...given,
      'sixty-days-without-support: off-roll@2026-01-05',
    ]))

  it('are not warned of on the last day of compulsory school age, but on the day before', () => {
    const ofLeila = (on: string) => asOf('2026-07-01', caseOf(leila, fact(on, 'off-roll'))).warnings.length
    assert.equal(ofLeila('2026-03-12'), 1)
    assert.equal(ofLeila('2026-03-13'), 0)
  })
})

describe('1.4b A child may be nominated at any time', () => {
  const barrier = (on: string, kind: 'significant' | 'family' | 'contextual' | 'authority' = 'significant') =>
    fact(on, 'barrier', { kind }, officer)
  const offered = (on: string, ...facts: readonly CaseRecord[]): string[] =>
    asOf(on, caseOf(amina, ...facts)).options.map(({ clause, agency, since }) => `${clause} to ${agency} since ${since}`)
  const since = (on: string) => [`1.4b to any since ${on}`]

  it('by anybody, where a significant barrier is found', () =>
    assert.deepEqual(offered('2025-09-15', offRoll, barrier('2025-09-15')), since('2025-09-15')))

  it('not for a barrier of another kind', () => {
    for (const kind of ['family', 'contextual', 'authority'] as const)
      assert.deepEqual(offered('2025-09-15', offRoll, barrier('2025-09-15', kind)), [])
  })

  it('since the first of them, until the child is nominated', () => {
    const twice = [offRoll, barrier('2025-09-15'), barrier('2025-09-22')]
    assert.deepEqual(offered('2025-09-22', ...twice), since('2025-09-15'))
    assert.deepEqual(offered('2025-10-01', ...twice, nomination('2025-10-01')), [])
    assert.deepEqual(offered('2025-10-01', ...twice, declined('2025-10-01')), since('2025-09-15'))
  })

  it('not on the day of a nomination, and whatever was nominated before', () => {
    assert.deepEqual(offered('2025-09-15', offRoll, barrier('2025-09-15'), nomination('2025-09-15')), [])
    assert.deepEqual(offered('2025-09-15', offRoll, nomination('2025-09-12'), barrier('2025-09-15')), since('2025-09-15'))
  })

  it('again when a barrier is found after the nomination', () =>
    assert.deepEqual(
      offered('2025-11-03', offRoll, barrier('2025-09-15'), nomination('2025-09-22'), barrier('2025-11-03')),
      since('2025-11-03'),
    ))

  it('not for a barrier of before the case, and not after it', () => {
    assert.deepEqual(offered('2025-09-08', barrier('2025-09-05'), offRoll), [])
    assert.deepEqual(offered('2025-09-22', offRoll, barrier('2025-09-15'), onRoll('2025-09-22')), [])
  })
})

describe('1.4c A nominated child is talked about, and the panel says what it ascertained', () => {
  const owed = { clause: '1.4c', facts: [offRoll, nomination('2025-10-13')], startedOn: '2025-10-13', dueOn: '2025-11-26' }
  itIsOwed('at the first panel later than the nomination', owed, 'panel-chair must, on cme, dated by a guidance')
  itIsSettledBy(owed, { 'a panel outcome': (on) => outcome(on) })
  itIsNotSettledBy(owed, {
    'a plan to engage the family': plan,
    'that parents engage with admissions': engaging,
    'the end of the officer’s support': (on) => support(on, false),
  })
  itLapsesBy(owed, { 'declining the nomination': declined, 'a place on a roll': onRoll })

  itShows(
    '1.4c',
    [offRoll],
    [
      'at the panel that the nomination names',
      '2025-10-13',
      ['open from 2025-10-13, due 2025-10-22'],
      nomination('2025-10-13', '2025-10-22'),
    ],
    [
      'at one that it names for the next day',
      '2025-10-13',
      ['open from 2025-10-13, due 2025-10-14'],
      nomination('2025-10-13', '2025-10-14'),
    ],
    [
      'not at one that it names for its own day: at the next one',
      '2025-10-13',
      ['open from 2025-10-13, due 2025-11-26'],
      nomination('2025-10-13', '2025-10-13'),
    ],
    [
      'not at one that has been: at the next one',
      '2025-10-13',
      ['open from 2025-10-13, due 2025-11-26'],
      nomination('2025-10-13', '2025-09-24'),
    ],
    [
      'at the next panel for a nomination on the day of one',
      '2025-09-24',
      ['open from 2025-09-24, due 2025-11-26'],
      nomination('2025-09-24'),
    ],
    [
      'on the same day when the panel talks about a child whom nobody nominated',
      '2025-09-25',
      ['overdue from 2025-09-24, due 2025-09-24'],
      discussed('2025-09-24'),
    ],
    [
      'in time with an outcome of the day of the discussion',
      '2025-09-24',
      ['done from 2025-09-24, due 2025-09-24, on 2025-09-24 by panel-outcome'],
      discussed('2025-09-24'),
      outcome('2025-09-24'),
    ],
    [
      'late with an outcome after the discussion',
      '2025-09-26',
      ['late from 2025-09-24, due 2025-09-24, on 2025-09-26 by panel-outcome'],
      discussed('2025-09-24'),
      outcome('2025-09-26'),
    ],
    [
      'by the day on which the panel talks about a nominated child, if that is sooner',
      '2025-11-12',
      ['open from 2025-10-13, due 2025-11-12'],
      nomination('2025-10-13'),
      discussed('2025-11-12'),
    ],
    [
      'by the date that stands, if the panel talks about the child on it or later',
      '2025-11-28',
      ['overdue from 2025-10-13, due 2025-11-26'],
      nomination('2025-10-13'),
      discussed('2025-11-28'),
    ],
    [
      'by the date that stands when the child is nominated once more',
      '2025-10-20',
      ['open from 2025-10-13, due 2025-11-26'],
      nomination('2025-10-13'),
      nomination('2025-10-20', '2025-10-22'),
    ],
    [
      'once more for a nomination after the outcome',
      '2025-11-27',
      ['done from 2025-10-13, due 2025-11-26, on 2025-11-26 by panel-outcome', 'open from 2025-11-27, due 2026-01-28'],
      nomination('2025-10-13'),
      outcome('2025-11-26'),
      nomination('2025-11-27'),
    ],
    [
      'once more for a nomination after one that was declined',
      '2025-10-20',
      ['lapsed from 2025-10-13, due 2025-11-26, on 2025-10-14 by panel-nomination-declined', 'open from 2025-10-20, due 2025-11-26'],
      nomination('2025-10-13'),
      declined('2025-10-14'),
      nomination('2025-10-20'),
    ],
    [
      'no more for a nomination declined on its own day',
      '2025-10-13',
      ['lapsed from 2025-10-13, due 2025-11-26, on 2025-10-13 by panel-nomination-declined'],
      nomination('2025-10-13'),
      declined('2025-10-13'),
    ],
    [
      'although the nomination is declined, once the panel has talked about the child',
      '2025-11-14',
      ['overdue from 2025-10-13, due 2025-11-12'],
      nomination('2025-10-13'),
      discussed('2025-11-12'),
      declined('2025-11-14'),
    ],
    [
      'although somebody declines to nominate a child whom the panel talked about',
      '2025-09-24',
      ['open from 2025-09-24, due 2025-09-24'],
      discussed('2025-09-24'),
      declined('2025-09-24'),
    ],
    [
      'an outcome of the nomination’s own day counts where it names no later panel',
      '2025-09-24',
      ['done from 2025-09-24, due 2025-11-26, on 2025-09-24 by panel-outcome'],
      outcome('2025-09-24'),
      nomination('2025-09-24', '2025-09-24'),
    ],
    [
      'an outcome of the nomination’s own day does not count where it names a later panel',
      '2025-09-24',
      ['open from 2025-09-24, due 2025-11-26'],
      outcome('2025-09-24'),
      nomination('2025-09-24', '2025-11-26'),
    ],
    [
      'an outcome of the day after counts although the panel named is later',
      '2025-09-25',
      ['done from 2025-09-24, due 2025-11-26, on 2025-09-25 by panel-outcome'],
      nomination('2025-09-24', '2025-11-26'),
      outcome('2025-09-25'),
    ],
    [
      'an outcome of before the nomination does not count',
      '2025-10-13',
      ['open from 2025-10-13, due 2025-11-26'],
      outcome('2025-10-10'),
      nomination('2025-10-13'),
    ],
    [
      'a child talked about, and nominated for the next panel, on one day is owed both',
      '2025-09-24',
      ['done from 2025-09-24, due 2025-09-24, on 2025-09-24 by panel-outcome', 'open from 2025-09-24, due 2025-11-26'],
      discussed('2025-09-24'),
      outcome('2025-09-24'),
      nomination('2025-09-24', '2025-11-26'),
    ],
  )

  it('names each nomination and discussion', () => {
    const facts = [offRoll, nomination('2025-10-13'), nomination('2025-10-20'), discussed('2025-11-12')]
    assert.deepEqual(dutyOf('1.4c', asOf('2025-11-12', caseOf(amina, ...facts))).because, [
      'panel-nomination@2025-10-13',
      'panel-nomination@2025-10-20',
      'panel-discussed@2025-11-12',
    ])
  })

  it('the date is the guidance’s, unless no panel is left: then it is the county’s, until a discussion brings it forward', () => {
    // 30 school days from 13 October: 4, 9 to half-term, 14, 19, 24, 29 by 28 November, the 30th on Monday 1 December.
    const dated = (on: string, facts: readonly CaseRecord[], more: AskingMore) => {
      const { dueOn, dueFrom } = dutyOf('1.4c', asOf(on, caseOf(amina, offRoll, ...facts), more))
      return `${dueOn} by the ${dueFrom}`
    }
    const none = { calendar: withPanels() }
    assert.equal(dated('2025-10-13', [nomination('2025-10-13')], { settings: { panelWithin: 5 } }), '2025-11-26 by the guidance')
    assert.equal(dated('2025-10-13', [nomination('2025-10-13')], none), '2025-12-01 by the setting')
    assert.equal(dated('2025-10-13', [nomination('2025-10-13')], { ...none, settings: { panelWithin: 5 } }), '2025-10-20 by the setting')
    assert.equal(dated('2025-10-13', [nomination('2025-10-13', '2025-10-22')], none), '2025-10-22 by the guidance')
    assert.equal(dated('2025-11-12', [nomination('2025-10-13'), discussed('2025-11-12')], none), '2025-11-12 by the guidance')
    assert.equal(dated('2025-12-03', [nomination('2025-10-13'), discussed('2025-12-03')], none), '2025-12-01 by the setting')
  })
})

describe('1.4d The allocated worker is spoken to', () => {
  // Wednesday 24 September 2025: 25, 26, 29 September.
  const owed = { clause: '1.4d', facts: [offRoll, outcome('2025-09-24', ['csc'])], startedOn: '2025-09-24', dueOn: '2025-09-29' }
  itIsOwed(
    'within 3 working days of the panel that finds the child open to social care',
    owed,
    'cme-officer should, on cme, dated by a guidance',
  )
  itIsSettledBy(owed, { 'the talk with that service’s worker': (on) => talk(on, 'csc') })
  itIsNotSettledBy(owed, {
    'a talk with the other service’s worker': (on) => talk(on, 'cfw'),
    'the service closing': (on) => fact(on, 'service-closed', { service: 'csc' }),
    'a later outcome that no longer lists it': (on) => outcome(on),
  })
  itLapsesBy(owed, { 'a place on a roll': onRoll })
  itIsSetAside(owed)

  it('in as many working days as the county sets, by a date that is then the county’s', () => {
    const { dueOn, dueFrom } = dutyOf('1.4d', asOf('2025-09-24', caseOf(amina, ...owed.facts), { settings: { workerDiscussionWithin: 5 } }))
    assert.deepEqual([dueOn, dueFrom], ['2025-10-01', 'setting'])
  })

  itShows(
    '1.4d',
    [offRoll],
    [
      'for each service to which the child is open',
      '2025-09-29',
      [
        'cfw done from 2025-09-24, due 2025-09-29, on 2025-09-29 by allocated-worker-discussion',
        'csc open from 2025-09-24, due 2025-09-29',
      ],
      outcome('2025-09-24', ['cfw', 'csc']),
      talk('2025-09-29', 'cfw'),
    ],
    ['for neither where the child is open to none', '2025-09-24', [], outcome('2025-09-24')],
    ['not for a service that opens without the panel', '2025-09-24', [], fact('2025-09-24', 'service-open', { service: 'csc' })],
    [
      'counted from the panel, although the outcome came later; a talk on the day of the panel counts',
      '2025-09-26',
      [
        'cfw done from 2025-09-26, due 2025-09-29, on 2025-09-26 by allocated-worker-discussion@2025-09-24',
        'csc open from 2025-09-26, due 2025-09-29',
      ],
      talk('2025-09-23', 'csc'),
      discussed('2025-09-24'),
      talk('2025-09-24', 'cfw'),
      outcome('2025-09-26', ['cfw', 'csc']),
    ],
    // The second outcome has no discussion of its own: 26 September and 3 working days for the service that is new.
    [
      'by the date that stands for the service for which it is owed already',
      '2025-09-26',
      ['csc open from 2025-09-24, due 2025-09-29', 'cfw open from 2025-09-26, due 2025-10-01'],
      outcome('2025-09-24', ['csc']),
      outcome('2025-09-26', ['csc', 'cfw']),
    ],
    [
      'again after the next panel',
      '2025-11-26',
      [
        'csc done from 2025-09-24, due 2025-09-29, on 2025-09-25 by allocated-worker-discussion',
        'csc open from 2025-11-26, due 2025-12-01',
      ],
      outcome('2025-09-24', ['csc']),
      talk('2025-09-25', 'csc'),
      outcome('2025-11-26', ['csc']),
    ],
    [
      'a recorded reason why not sets both services aside',
      '2025-09-25',
      [
        'cfw set-aside from 2025-09-24, due 2025-09-29, on 2025-09-25 by reason-not-done',
        'csc set-aside from 2025-09-24, due 2025-09-29, on 2025-09-25 by reason-not-done',
      ],
      outcome('2025-09-24', ['cfw', 'csc']),
      fact('2025-09-25', 'reason-not-done', { clause: '1.4d', reason: 'both workers sat on the panel' }),
    ],
  )

  it('names the outcomes, for the service for which it is owed already both', () => {
    const answer = asOf('2025-09-26', caseOf(amina, offRoll, outcome('2025-09-24', ['csc']), outcome('2025-09-26', ['csc', 'cfw'])))
    assert.deepEqual(
      dutiesOf('1.4d', answer).map(({ because }) => because),
      [['panel-outcome@2025-09-24', 'panel-outcome@2025-09-26'], ['panel-outcome@2025-09-26']],
    )
  })
})

describe('1.4e A plan to engage the family is agreed', () => {
  const owed = { clause: '1.4e', facts: [offRoll, outcome('2025-09-24')], startedOn: '2025-09-24', dueOn: '2025-09-24' }
  itIsOwed('at the panel that finds the child open to neither service', owed, 'panel-chair should, on cme, dated by a guidance')
  itIsSettledBy(owed, { 'the plan': plan })
  itIsNotSettledBy(owed, { 'a talk with a worker': (on) => talk(on, 'cfw') })
  itLapsesBy(owed, { 'a place on a roll': onRoll })
  itIsSetAside(owed)

  itShows(
    '1.4e',
    [offRoll],
    ['not where the child is open to a service', '2025-09-24', [], outcome('2025-09-24', ['cfw'])],
    ['not where there are safeguarding concerns', '2025-09-24', [], outcome('2025-09-24', [], true)],
    [
      'a plan agreed on the day of the panel counts for an outcome recorded later',
      '2025-09-26',
      ['done from 2025-09-26, due 2025-09-24, on 2025-09-26 by engagement-plan@2025-09-24'],
      discussed('2025-09-24'),
      plan('2025-09-24'),
      outcome('2025-09-26'),
    ],
    [
      'a plan agreed the day before the panel does not',
      '2025-09-26',
      ['overdue from 2025-09-26, due 2025-09-24'],
      plan('2025-09-23'),
      discussed('2025-09-24'),
      outcome('2025-09-26'),
    ],
    [
      'a plan agreed with an outcome after the panel is late',
      '2025-09-26',
      ['late from 2025-09-26, due 2025-09-24, on 2025-09-26 by engagement-plan'],
      discussed('2025-09-24'),
      outcome('2025-09-26'),
      plan('2025-09-26'),
    ],
    [
      'again at the next panel; the plan of the last one does not count',
      '2025-11-26',
      ['done from 2025-09-24, due 2025-09-24, on 2025-09-24 by engagement-plan', 'open from 2025-11-26, due 2025-11-26'],
      outcome('2025-09-24'),
      plan('2025-09-24'),
      outcome('2025-11-26'),
    ],
  )

  it('keeps its date where the next panel finds it still owed, and names both outcomes', () => {
    const [duty, ...more] = dutiesOf('1.4e', asOf('2025-11-26', caseOf(amina, offRoll, outcome('2025-09-24'), outcome('2025-11-26'))))
    assert.deepEqual(more, [])
    assert.deepEqual([duty?.dueOn, ...(duty?.because ?? [])], ['2025-09-24', 'panel-outcome@2025-09-24', 'panel-outcome@2025-11-26'])
  })
})

describe('1.4f Safeguarding concerns at the panel are referred to social care', () => {
  const owed = { clause: '1.4f', facts: [offRoll, outcome('2025-09-24', [], true)], startedOn: '2025-09-24', dueOn: '2025-09-24' }
  itIsOwed('on the day of the panel', owed, 'panel-chair must, on cme, dated by a setting')
  itIsSettledBy(owed, {
    'a safeguarding referral': (on) => referral(on),
    'a referral for assessment': (on) => referral(on, 'child-and-family-assessment'),
  })
  itIsNotSettledBy(owed, {
    'a talk with social care’s worker': (on) => talk(on, 'csc'),
    'social care opening the case': (on) => fact(on, 'service-open', { service: 'csc' }),
    'a place on a roll': onRoll,
    'closing the case for another reason': (on) => closed(on, 'other'),
  })
  itLapsesBy(owed, { 'a move out of the area': (on) => closed(on, 'left-area'), 'the child’s death': (on) => closed(on, 'died') })

  it('as the county’s own addition', () =>
    assert.deepEqual(
      lancashireGuidance.clauses.filter(({ id, cites }) => id.startsWith('1.') && cites === 'local').map(({ id }) => id),
      ['1.4f'],
    ))

  it('in as many working days as the county sets', () => {
    const answer = asOf('2025-09-24', caseOf(amina, ...owed.facts), { settings: { safeguardingWithin: 2 } })
    assert.equal(dutyOf('1.4f', answer).dueOn, '2025-09-26')
  })

  itShows(
    '1.4f',
    [offRoll],
    ['for a child open to CFW too', '2025-09-24', ['open from 2025-09-24, due 2025-09-24'], outcome('2025-09-24', ['cfw'], true)],
    ['not for a child open to social care', '2025-09-24', [], outcome('2025-09-24', ['csc'], true)],
    ['not without concerns', '2025-09-24', [], outcome('2025-09-24', ['cfw'])],
    [
      'a referral of the day of the panel counts for an outcome recorded later',
      '2025-09-26',
      ['done from 2025-09-26, due 2025-09-24, on 2025-09-26 by csc-referral@2025-09-24'],
      discussed('2025-09-24'),
      referral('2025-09-24'),
      outcome('2025-09-26', [], true),
    ],
    [
      'a referral of the day before the panel does not',
      '2025-09-26',
      ['overdue from 2025-09-26, due 2025-09-24'],
      referral('2025-09-23'),
      discussed('2025-09-24'),
      outcome('2025-09-26', [], true),
    ],
    [
      'by the date that stands where another panel finds it still owed',
      '2025-11-26',
      ['overdue from 2025-09-24, due 2025-09-24'],
      outcome('2025-09-24', [], true),
      outcome('2025-11-26', [], true),
    ],
    [
      'again at the next panel that has concerns',
      '2025-11-26',
      ['done from 2025-09-24, due 2025-09-24, on 2025-09-24 by csc-referral', 'open from 2025-11-26, due 2025-11-26'],
      outcome('2025-09-24', [], true),
      referral('2025-09-24'),
      outcome('2025-11-26', [], true),
    ],
    [
      'after the case too: a new place does not end it, and a referral then settles it',
      '2025-09-26',
      ['late from 2025-09-24, due 2025-09-24, on 2025-09-26 by csc-referral'],
      outcome('2025-09-24', [], true),
      onRoll('2025-09-25'),
      referral('2025-09-26'),
    ],
    [
      'until the child dies or leaves the area, after the case too',
      '2025-10-01',
      ['lapsed from 2025-09-24, due 2025-09-24, on 2025-10-01 by cme-closed'],
      outcome('2025-09-24', [], true),
      onRoll('2025-09-25'),
      closed('2025-10-01', 'died'),
    ],
    [
      'not for an outcome after the case, which is not added to the one that is owed',
      '2025-10-01',
      ['overdue from 2025-09-24, due 2025-09-24'],
      outcome('2025-09-24', [], true),
      onRoll('2025-09-25'),
      outcome('2025-10-01', [], true),
    ],
    [
      'in a later case beside the one that is still owed; one referral settles both',
      '2025-10-09',
      [
        'late from 2025-09-24, due 2025-09-24, on 2025-10-09 by csc-referral',
        'late from 2025-10-08, due 2025-10-08, on 2025-10-09 by csc-referral',
      ],
      outcome('2025-09-24', [], true),
      onRoll('2025-09-25'),
      fact('2025-10-06', 'off-roll'),
      outcome('2025-10-08', [], true),
      referral('2025-10-09'),
    ],
  )

  it('an outcome after the case is not among the reasons for the one still owed', () => {
    const facts = [offRoll, outcome('2025-09-24', [], true), onRoll('2025-09-25'), outcome('2025-10-01', [], true)]
    assert.deepEqual(dutyOf('1.4f', asOf('2025-10-01', caseOf(amina, ...facts))).because, ['panel-outcome@2025-09-24'])
  })

  it('lapses on the last day of compulsory school age', () => {
    const case_ = caseOf(leila, fact('2026-06-01', 'off-roll'), outcome('2026-06-24', [], true), onRoll('2026-06-25'))
    assert.deepEqual(linesOf('1.4f', asOf('2026-06-25', case_)), ['overdue from 2026-06-24, due 2026-06-24'])
    assert.deepEqual(linesOf('1.4f', asOf('2026-06-26', case_)), ['lapsed from 2026-06-24, due 2026-06-24, on 2026-06-26 by time alone'])
  })
})

describe('The panel from which 1.4d, 1.4e, 1.4f and 1.5a are counted', () => {
  /** The due date of 1.4e is the day of the panel. */
  const panelOf = (asked: string, ...facts: readonly CaseRecord[]) =>
    dutiesOf('1.4e', asOf(asked, caseOf(amina, offRoll, ...facts))).at(-1)?.dueOn

  it('the calendar has panels on 24 September and 26 November 2025', () =>
    assert.deepEqual(
      calendar.file.panels?.filter((panel) => panel >= '2025-09' && panel < '2026'),
      ['2025-09-24', '2025-11-26'],
    ))

  const rows: readonly (readonly [sentence: string, panel: string, ...facts: readonly CaseRecord[]])[] = [
    ['is the outcome’s own day where the panel is not recorded to have talked about the child', '2025-09-26', outcome('2025-09-26')],
    ['is the day on which it talked about the child', '2025-09-24', discussed('2025-09-24'), outcome('2025-09-26')],
    ['is the last day on which it did', '2025-09-25', discussed('2025-09-24'), discussed('2025-09-25'), outcome('2025-09-26')],
    ['is still that day until the next panel', '2025-09-24', discussed('2025-09-24'), outcome('2025-11-25')],
    ['is the outcome’s own day on the day of the next panel', '2025-11-26', discussed('2025-09-24'), outcome('2025-11-26')],
    ['is the outcome’s own day after it', '2025-11-27', discussed('2025-09-24'), outcome('2025-11-27')],
    [
      'is the outcome’s own day where a panel of the calendar came after the talk',
      '2025-09-25',
      discussed('2025-09-23'),
      outcome('2025-09-25'),
    ],
    ['is no day after the outcome', '2025-09-26', outcome('2025-09-26'), discussed('2025-09-29')],
  ]
  for (const [sentence, panel, ...facts] of rows) it(sentence, () => assert.equal(panelOf('2025-11-28', ...facts), panel))

  it('is no day of an earlier case', () =>
    assert.equal(
      panelOf('2025-10-08', discussed('2025-09-24'), onRoll('2025-09-25'), fact('2025-10-06', 'off-roll'), outcome('2025-10-08')),
      '2025-10-08',
    ))

  it('counts for the talk with the worker, the referral and the request for support alike', () => {
    const dueOn = (clause: string, result: CaseRecord) =>
      dutyOf(clause, asOf('2025-09-26', caseOf(amina, offRoll, discussed('2025-09-24'), result))).dueOn
    assert.equal(dueOn('1.4d', outcome('2025-09-26', ['csc'])), '2025-09-29') // 25, 26, 29 September
    assert.equal(dueOn('1.4f', outcome('2025-09-26', [], true)), '2025-09-24')
    assert.equal(dueOn('1.5a', outcome('2025-09-26')), '2025-11-05') // 42 days from 24 September
  })
})
