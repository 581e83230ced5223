import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf, calendar, caseOf, fact } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import { settingsForAllDays } from '../guidance/settings.ts'
import { warningsNow } from './warnings-now.ts'

const CODE = 'sixty-days-without-support'
const settings = settingsForAllDays()

/** The facts about which a page warns on a day, and those that the answer holds. */
function warned(on: string, ...facts: readonly CaseRecord[]) {
  const assessment = asOf(on, caseOf(amina, ...facts))
  const standing = standingFacts({ facts }).filter((one) => one.day <= day(on))
  const now = warningsNow({ assessment, facts: standing, calendar, settings })
  const of = (warnings: typeof now) => warnings.filter(({ code }) => code === CODE).map((warning) => warning.fact)
  return { page: of(now), answer: of(assessment.warnings) }
}

const off = fact('2025-09-08', 'off-roll', { destinationKnown: true })
const support = (on: string, open: boolean) => fact(on, 'officer-support', { open })
const both = { page: [off.id], answer: [off.id] }
const gone = { page: [], answer: [off.id] }

describe('the note that somebody has to decide on support after 60 school days', () => {
  it('stands from the 60th school day, Friday 5 December, until something is decided', () => {
    assert.deepEqual(warned('2025-12-04', off), { page: [], answer: [] })
    assert.deepEqual(warned('2025-12-05', off), both)
    assert.deepEqual(warned('2026-03-02', off), both)
  })

  it('goes when support is opened, and when it is decided that it is not; the answer keeps it', () => {
    assert.deepEqual(warned('2025-12-09', off, support('2025-12-08', true)), gone)
    assert.deepEqual(warned('2025-12-09', off, support('2025-12-08', false)), gone)
    assert.deepEqual(warned('2025-12-05', off, support('2025-12-05', false)), gone)
  })

  it('stands though it was decided before, when the child had not been off roll for so long', () => {
    assert.deepEqual(warned('2025-12-05', off, support('2025-12-04', false)), both)
  })

  it('is not decided by a plan of a day to come', () => {
    assert.deepEqual(warned('2025-12-08', off, support('2025-12-09', true)), both)
  })

  it('goes when the case ends, and stands again in the next one, undecided', () => {
    const back = fact('2025-12-19', 'on-roll')
    assert.deepEqual(warned('2025-12-19', off, back), gone)
    const again = fact('2026-01-05', 'off-roll', { destinationKnown: true })
    assert.deepEqual(warned('2026-04-17', off, back, again), { page: [again.id], answer: [off.id, again.id] })
    assert.deepEqual(warned('2026-04-17', off, back, again, support('2026-04-16', false)).page, [again.id])
    assert.deepEqual(warned('2026-04-17', off, back, again, support('2026-04-17', false)).page, [])
  })

  it('leaves other warnings alone', () => {
    const facts = [
      fact('2025-09-15', 'attendance-concern'),
      fact('2025-10-13', 'support-request', { to: 'cfw', route: 'direct', level: 'intensive' }),
    ]
    const assessment = asOf('2025-10-20', caseOf(amina, ...facts))
    assert.equal(assessment.warnings.length, 1)
    assert.deepEqual(warningsNow({ assessment, facts: standingFacts({ facts }), calendar, settings }), assessment.warnings)
  })
})
