import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, ewan, fact, leila, tomasz, withdrawal } from '../../test/kit.ts'
import type { CaseRecord, Child, Detail } from '../casefile/fact-table.ts'
import type { SettingValues } from './settings.ts'

/** The episodes of a child on a day: `cme 2025-09-08 to 2025-09-22; pme 2025-10-06`, or `none`. */
const episodes =
  (child: Child = amina, settings: Partial<SettingValues> = {}) =>
  (on: string, ...facts: readonly CaseRecord[]): string =>
    asOf(on, caseOf(child, ...facts), { settings })
      .episodes.map(({ pathway, openedOn, endedOn }) => `${pathway} ${openedOn}${endedOn === null ? '' : ` to ${endedOn}`}`)
      .join('; ') || 'none'
const aminas = episodes()

const offRoll = (on: string) => fact(on, 'off-roll')
const onRoll = (on: string) => fact(on, 'on-roll')
const notified = (on: string) => fact(on, 'cme-notification')
const cmeClosed = (on: string, reason: Detail<'cme-closed'>['reason']) => fact(on, 'cme-closed', { reason })
const concern = (on: string) => fact(on, 'attendance-concern')
const concernClosed = (on: string) => fact(on, 'attendance-concern-closed', { reason: 'attendance is good again' })
const suspension = (on: string) => fact(on, 'suspension', { days: 1 })
const excluded = (on: string) => fact(on, 'permanent-exclusion')
const withdrawn = (on: string) => fact(on, 'permanent-exclusion-withdrawn')
const exclusionClosed = (on: string) => fact(on, 'exclusion-closed', { reason: 'settled' })
const figure = (scope: 'term' | 'year') => (on: string, possible: number, attended: number) =>
  fact(on, 'attendance-summary', { scope, possible, attended }, { id: `${scope}@${on}` })
const [term, year] = [figure('term'), figure('year')]

describe('A case of missing education', () => {
  it('opens by the first day off roll or by a notification, and not again while it is open', () => {
    assert.equal(aminas('2025-09-15', offRoll('2025-09-08'), notified('2025-09-09'), offRoll('2025-09-15')), 'cme 2025-09-08')
    assert.equal(aminas('2025-09-15', notified('2025-09-08'), offRoll('2025-09-15')), 'cme 2025-09-08')
  })

  it('does not open by being registered, or by home education stated', () => {
    assert.equal(aminas('2025-09-08', fact('2025-09-08', 'cme-registered'), fact('2025-09-08', 'ehe-stated')), 'none')
  })

  it('ends with a school place, shown on the day itself; the next day off roll opens another', () => {
    assert.equal(aminas('2025-09-22', offRoll('2025-09-08'), onRoll('2025-09-22')), 'cme 2025-09-08 to 2025-09-22')
    assert.equal(
      aminas('2025-10-06', offRoll('2025-09-08'), onRoll('2025-09-22'), offRoll('2025-10-06')),
      'cme 2025-09-08 to 2025-09-22; cme 2025-10-06',
    )
  })

  it('opens on the first day of compulsory school age for a child off roll before it, and not for one settled since', () => {
    const tomaszs = episodes(tomasz)
    assert.equal(tomaszs('2026-03-30', offRoll('2026-03-09')), 'none')
    assert.equal(tomaszs('2026-03-31', offRoll('2026-03-09')), 'cme 2026-03-31')
    assert.equal(tomaszs('2026-03-31', notified('2026-03-30'), cmeClosed('2026-03-30', 'not-compulsory-age')), 'cme 2026-03-31')
    assert.equal(tomaszs('2026-03-31', offRoll('2026-03-09'), cmeClosed('2026-03-16', 'duplicate')), 'none')
    assert.equal(tomaszs('2026-03-31', offRoll('2026-03-09'), onRoll('2026-03-30')), 'none')
    assert.equal(tomaszs('2026-03-31', offRoll('2026-03-09'), onRoll('2026-03-31')), 'cme 2026-03-31 to 2026-03-31')
  })

  it('does not end by what concerns another pathway', () => {
    assert.equal(aminas('2025-09-22', offRoll('2025-09-08'), exclusionClosed('2025-09-22'), concernClosed('2025-09-22')), 'cme 2025-09-08')
  })
})

describe('A case of missing school', () => {
  it('opens by a concern, and by nothing more while it is open', () => {
    assert.equal(
      aminas('2025-10-06', concern('2025-09-15'), concern('2025-09-22'), year('2025-10-03', 40, 20), term('2025-10-06', 50, 20)),
      'pme 2025-09-15',
    )
  })

  it('does not open while the child is off roll', () => {
    assert.equal(aminas('2025-09-15', offRoll('2025-09-08'), concern('2025-09-15')), 'cme 2025-09-08')
    assert.equal(aminas('2025-10-06', offRoll('2025-09-08'), year('2025-10-03', 40, 20), term('2025-10-06', 50, 20)), 'cme 2025-09-08')
  })

  it('opens once the child is on a roll again, by either record of it', () => {
    for (const back of [onRoll('2025-09-22'), cmeClosed('2025-09-22', 'on-roll')]) {
      assert.equal(aminas('2025-09-23', offRoll('2025-09-08'), back, concern('2025-09-23')), 'cme 2025-09-08 to 2025-09-22; pme 2025-09-23')
    }
    assert.equal(
      aminas('2025-09-23', offRoll('2025-09-08'), cmeClosed('2025-09-22', 'ehe'), concern('2025-09-23')),
      'cme 2025-09-08 to 2025-09-22',
    )
  })

  it('does not open by a concern on the day of coming back, which is read before it, nor for one of before', () => {
    assert.equal(aminas('2025-09-22', offRoll('2025-09-08'), concern('2025-09-22'), onRoll('2025-09-22')), 'cme 2025-09-08 to 2025-09-22')
    assert.equal(aminas('2025-09-22', offRoll('2025-09-08'), concern('2025-09-15'), onRoll('2025-09-22')), 'cme 2025-09-08 to 2025-09-22')
  })

  it('ends as the concern is closed, and as the child comes off roll', () => {
    assert.equal(aminas('2025-09-22', concern('2025-09-15'), concernClosed('2025-09-22')), 'pme 2025-09-15 to 2025-09-22')
    assert.equal(aminas('2025-09-22', concern('2025-09-15'), offRoll('2025-09-22')), 'pme 2025-09-15 to 2025-09-22; cme 2025-09-22')
  })

  it('does not end with a new school place, a better review or a closed exclusion', () => {
    const better = fact('2025-09-22', 'attendance-review', { improved: true })
    assert.equal(aminas('2025-09-22', concern('2025-09-15'), better, onRoll('2025-09-22'), exclusionClosed('2025-09-22')), 'pme 2025-09-15')
  })

  describe('by a figure of the year', () => {
    it('opens on the day on which the child becomes persistently absent, and not a session above', () => {
      assert.equal(aminas('2025-10-03', year('2025-10-03', 40, 36)), 'pme 2025-10-03')
      assert.equal(aminas('2025-10-03', year('2025-10-03', 40, 37)), 'none')
      assert.equal(aminas('2025-10-03', year('2025-10-03', 19, 0)), 'none')
      assert.equal(episodes(amina, { persistentAbsence: 'below-90' })('2025-10-03', year('2025-10-03', 40, 36)), 'none')
    })

    it('does not open where the child was persistently absent already', () => {
      const before = [year('2025-10-03', 40, 30), concernClosed('2025-10-10')]
      assert.equal(aminas('2025-11-07', ...before, year('2025-11-07', 80, 60)), 'pme 2025-10-03 to 2025-10-10')
    })

    it('opens where a figure above came in between, or the school year has changed', () => {
      const before = [year('2025-10-03', 40, 30), concernClosed('2025-10-10')]
      assert.equal(
        aminas('2025-12-05', ...before, year('2025-11-07', 80, 75), year('2025-12-05', 120, 100)),
        'pme 2025-10-03 to 2025-10-10; pme 2025-12-05',
      )
      assert.equal(aminas('2026-09-25', ...before, year('2026-09-25', 36, 20)), 'pme 2025-10-03 to 2025-10-10; pme 2026-09-25')
    })

    it('does not open by a figure of 31 August while the label of the year holds, and does by one of 1 September', () => {
      const before = [year('2026-06-12', 320, 250), concernClosed('2026-06-19')]
      assert.equal(aminas('2026-08-31', ...before, year('2026-08-31', 380, 300)), 'pme 2026-06-12 to 2026-06-19')
      assert.equal(aminas('2026-09-01', ...before, year('2026-09-01', 20, 10)), 'pme 2026-06-12 to 2026-06-19; pme 2026-09-01')
    })

    it('does not open later by a figure read while off roll, and does by the next figure', () => {
      const before = [offRoll('2025-09-08'), year('2025-10-03', 40, 30), onRoll('2025-10-06')]
      assert.equal(aminas('2025-10-20', ...before), 'cme 2025-09-08 to 2025-10-06')
      assert.equal(aminas('2025-10-20', ...before, year('2025-10-20', 50, 40)), 'cme 2025-09-08 to 2025-10-06; pme 2025-10-20')
    })

    it('opens, and ends, on a day on which the child comes off roll, the figure being read first', () => {
      assert.equal(aminas('2025-10-03', year('2025-10-03', 40, 30), offRoll('2025-10-03')), 'cme 2025-10-03; pme 2025-10-03 to 2025-10-03')
    })
  })

  describe('by a figure of the term', () => {
    it('opens below 75%, 80% with an EHCP, and not on the line', () => {
      assert.equal(aminas('2025-11-14', term('2025-11-14', 100, 74)), 'pme 2025-11-14')
      assert.equal(aminas('2025-11-14', term('2025-11-14', 100, 75)), 'none')
      assert.equal(episodes(ewan)('2025-11-14', term('2025-11-14', 100, 79)), 'pme 2025-11-14')
      assert.equal(episodes(ewan)('2025-11-14', term('2025-11-14', 100, 80)), 'none')
    })

    it('opens with 40 sessions, and not with 39', () => {
      assert.equal(aminas('2025-10-03', term('2025-10-03', 40, 10)), 'pme 2025-10-03')
      assert.equal(aminas('2025-10-03', term('2025-10-03', 39, 10)), 'none')
    })

    it('does not open where the figure before it in the term was below too', () => {
      const before = [term('2025-10-10', 60, 30), concernClosed('2025-10-17')]
      assert.equal(
        aminas('2025-12-22', ...before, term('2025-11-14', 100, 60), term('2025-12-22', 150, 90)),
        'pme 2025-10-10 to 2025-10-17',
      )
    })

    it('does not open for a figure of the year that came in between', () => {
      const before = [term('2025-10-10', 60, 30), concernClosed('2025-10-17'), year('2025-10-24', 80, 80)]
      assert.equal(aminas('2025-11-14', ...before, term('2025-11-14', 100, 60)), 'pme 2025-10-10 to 2025-10-17')
    })

    it('opens where the figure before it in the term was above, or could not be judged', () => {
      const before = [term('2025-10-10', 60, 30), concernClosed('2025-10-17'), term('2025-11-14', 100, 75)]
      assert.equal(aminas('2025-12-05', ...before, term('2025-12-05', 130, 90)), 'pme 2025-10-10 to 2025-10-17; pme 2025-12-05')
      assert.equal(aminas('2025-10-10', term('2025-09-26', 38, 10), term('2025-10-10', 60, 30)), 'pme 2025-10-10')
    })

    it('opens in the next term, and not in the holidays before it', () => {
      const before = [term('2025-12-12', 140, 90), concernClosed('2025-12-15')]
      assert.equal(aminas('2026-01-04', ...before, term('2026-01-04', 150, 95)), 'pme 2025-12-12 to 2025-12-15')
      assert.equal(aminas('2026-01-05', ...before, term('2026-01-05', 40, 0)), 'pme 2025-12-12 to 2025-12-15; pme 2026-01-05')
    })

    it('does not open later by a figure read while off roll, nor by the next one of the term', () => {
      const before = [offRoll('2025-09-29'), term('2025-10-10', 60, 30), onRoll('2025-10-13')]
      assert.equal(aminas('2025-11-14', ...before, term('2025-11-14', 100, 50)), 'cme 2025-09-29 to 2025-10-13')
    })
  })

  it('opens and ends with compulsory school age', () => {
    assert.equal(episodes(tomasz)('2026-04-20', concern('2026-03-30'), year('2026-03-30', 200, 100)), 'none')
    assert.equal(episodes(tomasz)('2026-03-31', concern('2026-03-31')), 'pme 2026-03-31')
    assert.equal(episodes(leila)('2026-06-25', concern('2026-06-22')), 'pme 2026-06-22')
    assert.equal(episodes(leila)('2026-06-26', concern('2026-06-22')), 'pme 2026-06-22 to 2026-06-26')
    assert.equal(episodes(leila)('2026-06-26', concern('2026-06-26')), 'pme 2026-06-26 to 2026-06-26')
    assert.equal(episodes(leila)('2026-06-27', concern('2026-06-27')), 'none')
  })
})

describe('A case of exclusion', () => {
  const twice = [suspension('2025-10-06'), suspension('2025-11-05')]

  it('opens by the second suspension, and not by the first', () => {
    assert.equal(aminas('2025-10-06', suspension('2025-10-06')), 'none')
    assert.equal(aminas('2025-11-05', ...twice), 'exclusion 2025-11-05')
  })

  it('opens by the third where the county says three, and counts in the county’s window', () => {
    const third = suspension('2025-12-01')
    assert.equal(episodes(amina, { repeatSuspensions: 3 })('2025-12-01', ...twice, third), 'exclusion 2025-12-01')
    assert.equal(
      episodes(amina, { suspensionWindow: 'school-year' })('2025-09-08', suspension('2025-07-07'), suspension('2025-09-08')),
      'none',
    )
  })

  it('opens by a permanent exclusion, and by nothing more while it is open', () => {
    assert.equal(aminas('2025-11-10', excluded('2025-11-06'), excluded('2025-11-07')), 'exclusion 2025-11-06')
  })

  it('opens while the child is off roll, and not of compulsory school age yet', () => {
    assert.equal(aminas('2025-11-06', offRoll('2025-09-08'), excluded('2025-11-06')), 'cme 2025-09-08; exclusion 2025-11-06')
    assert.equal(episodes(tomasz)('2025-11-06', excluded('2025-11-06')), 'exclusion 2025-11-06')
    assert.equal(episodes(tomasz)('2026-03-31', ...twice), 'exclusion 2025-11-05')
  })

  it('does not open after compulsory school age, and ends on its last day', () => {
    assert.equal(episodes(leila)('2026-06-25', excluded('2026-06-15')), 'exclusion 2026-06-15')
    assert.equal(episodes(leila)('2026-06-26', excluded('2026-06-15')), 'exclusion 2026-06-15 to 2026-06-26')
    assert.equal(episodes(leila)('2026-06-29', excluded('2026-06-29')), 'none')
  })

  it('ends when it is closed; the next suspension opens another', () => {
    assert.equal(aminas('2025-11-12', ...twice, exclusionClosed('2025-11-12')), 'exclusion 2025-11-05 to 2025-11-12')
    assert.equal(
      aminas('2025-12-01', ...twice, exclusionClosed('2025-11-12'), suspension('2025-12-01')),
      'exclusion 2025-11-05 to 2025-11-12; exclusion 2025-12-01',
    )
  })

  it('ends with a school place after a permanent exclusion, by either record of it', () => {
    assert.equal(aminas('2025-11-24', excluded('2025-11-06'), onRoll('2025-11-24')), 'exclusion 2025-11-06 to 2025-11-24')
    assert.equal(aminas('2025-11-06', excluded('2025-11-06'), onRoll('2025-11-06')), 'exclusion 2025-11-06 to 2025-11-06')
    assert.equal(
      aminas('2025-11-24', excluded('2025-11-06'), offRoll('2025-11-10'), cmeClosed('2025-11-24', 'on-roll')),
      'exclusion 2025-11-06 to 2025-11-24; cme 2025-11-10 to 2025-11-24',
    )
    assert.equal(aminas('2025-11-24', ...twice, excluded('2025-11-06'), onRoll('2025-11-24')), 'exclusion 2025-11-05 to 2025-11-24')
  })

  it('does not end with a school place after suspensions, or after an exclusion that was withdrawn', () => {
    assert.equal(aminas('2025-11-24', ...twice, onRoll('2025-11-24')), 'exclusion 2025-11-05')
    assert.equal(
      aminas('2025-11-24', ...twice, excluded('2025-11-06'), withdrawn('2025-11-10'), onRoll('2025-11-24')),
      'exclusion 2025-11-05',
    )
  })

  it('ends with a school place after an exclusion that came after the one withdrawn', () => {
    const again = [excluded('2025-11-06'), withdrawn('2025-11-10'), excluded('2025-11-12')]
    assert.equal(aminas('2025-11-24', ...twice, ...again, onRoll('2025-11-24')), 'exclusion 2025-11-05 to 2025-11-24')
  })

  it('ends as the exclusion is withdrawn, and not where a repeat suspension is in the case', () => {
    assert.equal(aminas('2025-11-10', excluded('2025-11-06'), withdrawn('2025-11-10')), 'exclusion 2025-11-06 to 2025-11-10')
    assert.equal(aminas('2025-11-10', ...twice, excluded('2025-11-06'), withdrawn('2025-11-10')), 'exclusion 2025-11-05')
    assert.equal(
      aminas('2025-11-10', suspension('2025-10-06'), excluded('2025-11-06'), suspension('2025-11-07'), withdrawn('2025-11-10')),
      'exclusion 2025-11-06',
    )
  })

  it('ends as the exclusion is withdrawn where the suspension in the case is the first, or all came before the case', () => {
    assert.equal(
      aminas('2025-11-10', excluded('2025-11-06'), suspension('2025-11-07'), withdrawn('2025-11-10')),
      'exclusion 2025-11-06 to 2025-11-10',
    )
    assert.equal(
      aminas('2025-12-12', ...twice, exclusionClosed('2025-11-12'), excluded('2025-12-08'), withdrawn('2025-12-12')),
      'exclusion 2025-11-05 to 2025-11-12; exclusion 2025-12-08 to 2025-12-12',
    )
  })

  it('was never there where what opened it was recorded in error', () => {
    assert.equal(aminas('2025-11-10', ...twice, withdrawal('2025-11-10', 'suspension@2025-10-06')), 'none')
  })
})

describe('A child on several pathways', () => {
  const all = [suspension('2025-09-01'), suspension('2025-09-08'), concern('2025-09-15')]

  it('may be missing school and suspended at once', () => {
    assert.equal(aminas('2025-09-15', ...all), 'exclusion 2025-09-08; pme 2025-09-15')
  })

  it('leaves the one for the other as it comes off roll, and stays suspended', () => {
    assert.equal(aminas('2025-09-22', ...all, offRoll('2025-09-22')), 'exclusion 2025-09-08; pme 2025-09-15 to 2025-09-22; cme 2025-09-22')
  })

  for (const reason of ['died', 'left-area'] as const) {
    it(`is on none when the case is closed as ${reason}, that of missing education open or not`, () => {
      assert.equal(
        aminas('2025-09-26', ...all, offRoll('2025-09-22'), cmeClosed('2025-09-26', reason)),
        'exclusion 2025-09-08 to 2025-09-26; pme 2025-09-15 to 2025-09-22; cme 2025-09-22 to 2025-09-26',
      )
      assert.equal(
        aminas('2025-09-26', ...all, cmeClosed('2025-09-26', reason)),
        'exclusion 2025-09-08 to 2025-09-26; pme 2025-09-15 to 2025-09-26',
      )
    })
  }

  for (const reason of ['ehe', 'duplicate', 'not-compulsory-age', 'other', 'on-roll'] as const) {
    it(`does not leave the others when the case of missing education is closed as ${reason}`, () => {
      assert.equal(
        aminas('2025-09-26', ...all, offRoll('2025-09-22'), cmeClosed('2025-09-26', reason)),
        'exclusion 2025-09-08; pme 2025-09-15 to 2025-09-22; cme 2025-09-22 to 2025-09-26',
      )
      assert.equal(aminas('2025-09-26', ...all, cmeClosed('2025-09-26', reason)), 'exclusion 2025-09-08; pme 2025-09-15')
    })
  }

  it('is on none from the last day of compulsory school age on', () => {
    const inJune = [offRoll('2026-06-01'), excluded('2026-06-08')]
    assert.equal(episodes(leila)('2026-06-25', ...inJune), 'cme 2026-06-01; exclusion 2026-06-08')
    assert.equal(episodes(leila)('2026-06-26', ...inJune), 'cme 2026-06-01 to 2026-06-26; exclusion 2026-06-08 to 2026-06-26')
  })
})
