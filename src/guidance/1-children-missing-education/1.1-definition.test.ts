import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, fact, leila, tomasz } from '../../../test/kit.ts'
import { offRoll } from '../../../test/told.ts'
import type { CaseFile, CaseRecord, Detail } from '../../casefile/fact-table.ts'

const notified = fact('2025-09-08', 'cme-notification')
const registered = fact('2025-09-10', 'cme-registered', undefined, { by: 'cme-officer' })
const closed = (on: string, reason: Detail<'cme-closed'>['reason']) => fact(on, 'cme-closed', { reason }, { by: 'cme-officer' })

/** The episodes of a case as `cme 2025-09-08 to 2025-09-22`; one that goes on has no end. */
const episodes = (on: string, caseFile: CaseFile): string[] =>
  asOf(on, caseFile).episodes.map(({ pathway, openedOn, endedOn }) => `${pathway} ${openedOn} to${endedOn === null ? '' : ` ${endedOn}`}`)

const labels = (on: string, caseFile: CaseFile): string[] =>
  asOf(on, caseFile).statuses.map(({ status, since, clause }) => `${status} since ${since} (${clause})`)

describe('1.1 A child is missing education', () => {
  it('when registered as such, and since the day the case opened', () => {
    assert.deepEqual(labels('2025-09-09', caseOf(amina, offRoll, registered)), [])
    assert.deepEqual(labels('2025-09-10', caseOf(amina, offRoll, registered)), ['missing-education since 2025-09-08 (1.1)'])
  })

  it('until the case ends', () => {
    const case_ = caseOf(amina, offRoll, registered, fact('2025-09-22', 'on-roll'))
    assert.deepEqual(labels('2025-09-21', case_), ['missing-education since 2025-09-08 (1.1)'])
    assert.deepEqual(labels('2025-09-22', case_), [])
  })

  it('not in a later case by having been registered in an earlier one', () => {
    const again = [fact('2025-09-22', 'on-roll'), fact('2025-10-06', 'off-roll')]
    assert.deepEqual(labels('2025-10-06', caseOf(amina, offRoll, registered, ...again)), [])
  })

  it('although the parents engage with admissions', () => {
    const engaging = fact('2025-09-09', 'admissions-engagement', { engaging: true })
    assert.deepEqual(labels('2025-09-10', caseOf(amina, offRoll, engaging, registered)), ['missing-education since 2025-09-08 (1.1)'])
  })
})

describe('A case of missing education', () => {
  it('opens with the first day off roll, or with a notification', () => {
    assert.deepEqual(episodes('2025-09-08', caseOf(amina, offRoll)), ['cme 2025-09-08 to'])
    assert.deepEqual(episodes('2025-09-08', caseOf(amina, notified)), ['cme 2025-09-08 to'])
  })

  it('is one case however often the child is notified or recorded off roll', () => {
    const more = [fact('2025-09-09', 'cme-notification'), fact('2025-09-15', 'off-roll')]
    assert.deepEqual(episodes('2025-09-15', caseOf(amina, offRoll, ...more)), ['cme 2025-09-08 to'])
  })

  it('ends with a place on a roll; coming off roll again opens another', () => {
    const case_ = caseOf(amina, offRoll, fact('2025-09-22', 'on-roll'), fact('2025-10-06', 'off-roll'))
    assert.deepEqual(episodes('2025-09-21', case_), ['cme 2025-09-08 to'])
    assert.deepEqual(episodes('2025-09-22', case_), ['cme 2025-09-08 to 2025-09-22'])
    assert.deepEqual(episodes('2025-10-06', case_), ['cme 2025-09-08 to 2025-09-22', 'cme 2025-10-06 to'])
  })

  const excluded = fact('2025-09-08', 'permanent-exclusion')
  for (const reason of ['ehe', 'duplicate', 'not-compulsory-age', 'other'] as const) {
    it(`ends when closed for the reason "${reason}", and leaves a case of exclusion open`, () =>
      assert.deepEqual(episodes('2025-09-22', caseOf(amina, offRoll, excluded, closed('2025-09-22', reason))), [
        'cme 2025-09-08 to 2025-09-22',
        'exclusion 2025-09-08 to',
      ]))
  }
  // A place on a roll after a permanent exclusion ends that case too; so do a move out of the area and death, whatever the case.
  for (const reason of ['on-roll', 'left-area', 'died'] as const) {
    it(`ends when closed for the reason "${reason}", and a case of exclusion with it`, () =>
      assert.deepEqual(episodes('2025-09-22', caseOf(amina, offRoll, excluded, closed('2025-09-22', reason))), [
        'cme 2025-09-08 to 2025-09-22',
        'exclusion 2025-09-08 to 2025-09-22',
      ]))
  }

  it('that is closed because the child is on a roll leaves a case of suspensions open', () => {
    const suspensions = [fact('2025-09-02', 'suspension', { days: 1 }), fact('2025-09-04', 'suspension', { days: 1 })]
    assert.deepEqual(episodes('2025-09-22', caseOf(amina, ...suspensions, offRoll, closed('2025-09-22', 'on-roll'))), [
      'exclusion 2025-09-04 to',
      'cme 2025-09-08 to 2025-09-22',
    ])
  })
})

describe('The last day of compulsory school age', () => {
  const leilaOff = fact('2026-06-01', 'off-roll')

  it('ends the case: Leila’s on Friday 26 June of the year in which she turns 16', () => {
    assert.deepEqual(episodes('2026-06-25', caseOf(leila, leilaOff)), ['cme 2026-06-01 to'])
    assert.deepEqual(episodes('2026-06-26', caseOf(leila, leilaOff)), ['cme 2026-06-01 to 2026-06-26'])
  })

  it('ends the label', () => {
    const case_ = caseOf(leila, leilaOff, fact('2026-06-08', 'cme-registered'))
    assert.deepEqual(labels('2026-06-25', case_), ['missing-education since 2026-06-01 (1.1)'])
    assert.deepEqual(labels('2026-06-26', case_), [])
  })

  it('still opens a case, that ends with it; the day after opens none', () => {
    assert.deepEqual(episodes('2026-06-26', caseOf(leila, fact('2026-06-26', 'off-roll'))), ['cme 2026-06-26 to 2026-06-26'])
    assert.deepEqual(episodes('2026-06-27', caseOf(leila, fact('2026-06-27', 'off-roll'))), [])
    assert.deepEqual(episodes('2026-06-27', caseOf(leila, fact('2026-06-27', 'cme-notification'))), [])
  })
})

describe('A child who is not of compulsory school age yet', () => {
  const off = fact('2026-03-09', 'off-roll')
  const opensWith = (...facts: readonly CaseRecord[]) => episodes('2026-03-31', caseOf(tomasz, ...facts))

  it('has no case before the first day of it, and one from that day on', () => {
    assert.deepEqual(episodes('2026-03-30', caseOf(tomasz, off)), [])
    assert.deepEqual(opensWith(off), ['cme 2026-03-31 to'])
    assert.deepEqual(opensWith(fact('2026-03-30', 'cme-notification')), ['cme 2026-03-31 to'])
  })

  it('has it from that day when coming off roll on that very day', () =>
    assert.deepEqual(opensWith(fact('2026-03-31', 'off-roll')), ['cme 2026-03-31 to']))

  it('has none when on a roll again by then, unless off it again', () => {
    const on = fact('2026-03-16', 'on-roll')
    assert.deepEqual(opensWith(off, on), [])
    assert.deepEqual(opensWith(off, on, fact('2026-03-23', 'off-roll')), ['cme 2026-03-31 to'])
  })

  for (const reason of ['ehe', 'left-area', 'duplicate', 'on-roll', 'died', 'other'] as const) {
    it(`has none when closed before for the reason "${reason}"`, () => assert.deepEqual(opensWith(off, closed('2026-03-16', reason)), []))
  }

  it('has one all the same when closed before as not of compulsory school age', () =>
    assert.deepEqual(opensWith(off, closed('2026-03-16', 'not-compulsory-age')), ['cme 2026-03-31 to']))

  it('has it opened before anything of that day is read: a place on a roll that day ends it', () =>
    assert.deepEqual(opensWith(off, fact('2026-03-31', 'on-roll')), ['cme 2026-03-31 to 2026-03-31']))

  it('is labelled from that day on when registered before', () =>
    assert.deepEqual(labels('2026-03-31', caseOf(tomasz, off, fact('2026-03-16', 'cme-registered'))), [
      'missing-education since 2026-03-31 (1.1)',
    ]))

  it('is owed nothing for what was recorded before that day but the fact that opens the case', () => {
    const between = [
      fact('2026-03-16', 'cme-notification'),
      fact('2026-03-16', 'barrier', { kind: 'family' }),
      fact('2026-03-16', 'panel-nomination', { ground: 'significant-barrier' }),
      fact('2026-03-16', 'consent', { for: 'eha', decision: 'refused' }),
    ]
    // The notification counts for 1.2a, which coming off roll starts on 31 March. Left out are the review and what lies ahead.
    const { duties } = asOf('2026-03-31', caseOf(tomasz, off, ...between))
    const started = duties.filter(({ clause, state }) => clause !== 'L1' && state !== 'upcoming')
    assert.deepEqual(
      started.map(({ clause, state, because }) => [clause, state, ...because]),
      [['1.2a', 'done', 'off-roll@2026-03-09']],
    )
  })

  it('has the case opened by the first fact since the child was last on a roll', () => {
    const because = (...facts: readonly CaseRecord[]) =>
      asOf('2026-03-31', caseOf(tomasz, ...facts))
        .duties.filter(({ clause }) => clause === '1.2a' || clause === '1.2b')
        .map((duty) => duty.because)
    assert.deepEqual(because(off, fact('2026-03-16', 'off-roll')), [['off-roll@2026-03-09']])
    assert.deepEqual(because(off, fact('2026-03-16', 'on-roll'), fact('2026-03-23', 'off-roll')), [['off-roll@2026-03-23']])
    assert.deepEqual(because(fact('2026-03-09', 'cme-notification'), fact('2026-03-16', 'off-roll')), [['cme-notification@2026-03-09']])
  })
})
