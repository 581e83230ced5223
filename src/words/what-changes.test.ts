import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, caseOf, fact, leila, nextChange } from '../../test/kit.ts'
import { civilDate, day } from '../calendar/civil-date.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import { whatChanges } from './what-changes.ts'

/** What changes next, if nothing more is recorded. */
function next(on: string, caseFile: CaseFile): string {
  const then = nextChange(on, caseFile)
  assert.ok(then !== null)
  const plans = caseFile.facts.filter((record) => on < record.on && record.on <= then).map(({ id }) => id)
  return whatChanges(asOf(on, caseFile), asOf(then, caseFile), new Set(plans))
}

const dayBefore = (on: string): string => civilDate(day(on) - 1)

describe('what changes next, in a few words', () => {
  const offRoll = fact('2026-09-01', 'off-roll')

  it('is a step that becomes overdue', () => {
    assert.equal(next('2026-09-02', caseOf(amina, offRoll)), '“Tell the council” becomes overdue')
  })

  it('is a decision that passes its date', () => {
    const nominated = [fact('2026-09-21', 'suspension', { days: 1 }), fact('2026-09-22', 'suspension', { days: 1 })]
    const judged = fact('2026-09-22', 'unmet-needs', { identified: false })
    assert.equal(
      next('2026-10-06', caseOf(amina, ...nominated, judged)),
      '“Consider an Early Help Assessment” passes its date, not yet considered',
    )
  })

  it('is a step that begins, with the status that it gives', () => {
    const supported = caseOf(
      amina,
      fact('2026-09-01', 'off-roll', { destinationKnown: true }),
      fact('2026-09-08', 'officer-support', { open: true }),
      fact('2026-11-20', 'case-review'),
    )
    assert.equal(
      next('2026-11-29', supported),
      '“Consider nomination for the CME panel” begins; the child counts as persistently missing education (persistent CME)',
    )
  })

  it('is a plan that comes to pass, and what it settles', () => {
    const planned = caseOf(amina, offRoll, fact('2026-09-02', 'cme-notification'))
    assert.equal(
      next('2026-09-01', planned),
      'a plan comes to pass; “Tell the council” is settled; “Put the child on the CME database” begins',
    )
  })

  it('counts what is more than three changes', () => {
    const planned = caseOf(amina, offRoll, fact('2026-09-02', 'cme-notification'), fact('2026-09-02', 'ehe-stated'))
    assert.match(next('2026-09-01', planned), /^a plan|^2 plans come to pass; .*; .*; and [23] more$/)
  })

  it('is the end of a pathway with compulsory school age', () => {
    const last = '2026-06-26'
    assert.equal(
      next(dayBefore(last), caseOf(leila, fact(dayBefore(last), 'off-roll'))),
      'the pathway missing education ends; “Tell the council” lapses',
    )
  })

  it('is nothing between answers that are alike', () => {
    const answer = asOf('2026-09-01', caseOf(amina, offRoll))
    assert.equal(whatChanges(answer, answer, new Set()), '')
  })
})
