import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { civilDate, day } from '../src/calendar/civil-date.ts'
import type { Assessment } from '../src/casefile/assessment.ts'
import type { CaseFile, CaseRecord } from '../src/casefile/fact-table.ts'
import { assess } from '../src/guidance/assess.ts'
import { type SettingValues, settingsForAllDays, settingsFrom } from '../src/guidance/settings.ts'
import { anyCase, anyDay, anyFact } from './arbitrary-case.ts'
import { asOf, calendar, nextChange } from './kit.ts'

/** An answer as plain data, calculations worked out. */
const plain = ({ duties, ...answer }: Assessment) => ({
  ...answer,
  duties: duties.map((duty) => ({ ...duty, calculation: duty.calculation() })),
})

const plainAsOf = (on: string, caseFile: CaseFile, settings: Partial<SettingValues> = {}) => plain(asOf(on, caseFile, { settings }))

const withoutDay = ({ asOf, ...answer }: ReturnType<typeof plain>) => answer

const anySettings: fc.Arbitrary<Partial<SettingValues>> = fc.constantFrom(
  {},
  { persistentAfter: 10 },
  { reviewEvery: 1, panelWithin: 3 },
  { suspensionWindow: 'school-year' },
  { suspensionWindow: 'rolling-12-months', repeatSuspensions: 3 },
  { withheldConsentAfter: 2, reasonableTimescale: 1, improvementPeriod: 1 },
  { persistentAbsence: 'below-90', minimumSessionsTerm: 10 },
)

describe('what holds of every case', () => {
  it('does not depend on the order of the records', () => {
    const shuffled = anyCase().chain((caseFile) =>
      fc
        .shuffledSubarray([...caseFile.facts], { minLength: caseFile.facts.length })
        .map((facts) => [caseFile, { ...caseFile, facts }] as const),
    )
    fc.assert(
      fc.property(shuffled, anyDay, ([one, other], on) => {
        assert.deepEqual(plainAsOf(on, other), plainAsOf(on, one))
      }),
      { numRuns: 3000 },
    )
  })

  it('a later-dated fact that replaces and withdraws nothing changes nothing today', () => {
    fc.assert(
      fc.property(anyCase(), anyFact(), anyDay, (caseFile, fact, on) => {
        const later = { ...fact, id: 'later', on: civilDate(day(on) + 1 + (day((fact as { on: string }).on) % 50)) } as CaseRecord
        assert.deepEqual(plainAsOf(on, { ...caseFile, facts: [...caseFile.facts, later] }), plainAsOf(on, caseFile))
      }),
      { numRuns: 3000 },
    )
  })

  it('the answer differs on the day of the next change, and on no day before it', () => {
    fc.assert(
      fc.property(anyCase(8), anyDay, anySettings, (caseFile, on, settings) => {
        const today = withoutDay(plainAsOf(on, caseFile, settings))
        const next = nextChange(on, caseFile, { settings })
        const last = next === null ? day(on) + 400 : day(next) - 1
        for (let later = day(on) + 1; later <= last; later++) {
          assert.deepEqual(withoutDay(plainAsOf(civilDate(later), caseFile, settings)), today, `it changed on ${civilDate(later)}`)
        }
        if (next !== null) assert.notDeepEqual(withoutDay(plainAsOf(next, caseFile, settings)), today)
      }),
      { numRuns: 400 },
    )
  })

  it('a walk over event days equals a walk over every day that judges everything anew', () => {
    fc.assert(
      fc.property(anyCase(), anyDay, anySettings, (caseFile, on, values) => {
        const settings = settingsForAllDays(values)
        const everyDay = assess(caseFile, calendar, settings, day(on), { pace: 'every-day' })
        assert.deepEqual(plain(assess(caseFile, calendar, settings, day(on))), plain(everyDay))
      }),
      { numRuns: 8000 },
    )
  })

  it('nor does it differ where the settings change on the way', () => {
    fc.assert(
      fc.property(anyCase(), anyDay, anyDay, anySettings, (caseFile, on, from, values) => {
        const settings = settingsFrom([{ from: civilDate(day(from)), values }])
        const everyDay = assess(caseFile, calendar, settings, day(on), { pace: 'every-day' })
        assert.deepEqual(plain(assess(caseFile, calendar, settings, day(on))), plain(everyDay))
      }),
      { numRuns: 3000 },
    )
  })

  it('every open episode has, on every day, a next step with an owner and a date', () => {
    fc.assert(
      fc.property(anyCase(), (caseFile) => {
        for (let on = day('2025-08-25'); on <= day('2026-09-30'); on++) {
          const answer = asOf(civilDate(on), caseFile)
          for (const { pathway, openedOn, endedOn } of answer.episodes) {
            if (endedOn !== null) continue
            const soon = civilDate(on + 28)
            const next = answer.duties.find(
              (duty) =>
                duty.pathway === pathway &&
                duty.startedOn >= openedOn && // and not one that outlived an earlier episode
                (duty.state === 'open' || duty.state === 'overdue' || (duty.state === 'upcoming' && duty.startedOn <= soon)) &&
                duty.owner &&
                duty.dueOn,
            )
            assert.ok(next, `${pathway} has none on ${civilDate(on)}`)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('a correction and its withdrawal restore the answer', () => {
    const corrected = anyCase().filter(({ facts }) => facts.length > 0)
    fc.assert(
      fc.property(corrected, anyFact(), fc.nat(), anyDay, (caseFile, fact, index, on) => {
        const wrong = caseFile.facts[index % caseFile.facts.length] as CaseRecord
        const correction = { ...fact, id: 'correction', replaces: wrong.id } as CaseRecord
        const undone: CaseRecord = { id: 'undone', withdraws: 'correction', on: wrong.on, by: 'school' }
        assert.deepEqual(plainAsOf(on, { ...caseFile, facts: [...caseFile.facts, correction, undone] }), plainAsOf(on, caseFile))
      }),
      { numRuns: 3000 },
    )
  })

  it('a correction is as if the fact had been recorded so', () => {
    const corrected = anyCase().filter(({ facts }) => facts.length > 0)
    fc.assert(
      fc.property(corrected, anyFact(), fc.nat(), anyDay, (caseFile, fact, index, on) => {
        const wrong = caseFile.facts[index % caseFile.facts.length] as CaseRecord
        const right = { ...fact, id: 'right' } as CaseRecord
        const others = caseFile.facts.filter((record) => record !== wrong)
        const correction = { ...right, replaces: wrong.id } as CaseRecord
        assert.deepEqual(
          plainAsOf(on, { ...caseFile, facts: [...caseFile.facts, correction] }),
          plainAsOf(on, { ...caseFile, facts: [...others, right] }),
        )
      }),
      { numRuns: 3000 },
    )
  })
})
