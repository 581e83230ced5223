import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { civilDate, day } from '../src/calendar/civil-date.ts'
import { checkCase } from '../src/casefile/check.ts'
import { type CaseFile, factTypes, type RecordedFact } from '../src/casefile/fact-table.ts'
import { recordedInWords } from '../src/cli/gaps.ts'
import { assess, nextChangeOn } from '../src/guidance/assess.ts'
import { type DutyClause, on, type Register } from '../src/guidance/clause.ts'
import { guidanceOf } from '../src/guidance/engine/engine.ts'
import { reviewCase } from '../src/guidance/local-additions.ts'
import { lancashireGuidance, shouldClauses } from '../src/guidance/register.ts'
import type { Bound, Broken, Guidance, Searched } from '../src/guidance/search/breadth-first.ts'
import { brokenInWords } from '../src/guidance/search/broken-in-words.ts'
import { findCounterExample, withoutClauses } from '../src/guidance/search/counter-example.ts'
import { findGaps, type Gap, gapBound } from '../src/guidance/search/gaps.ts'
import { gapsInWords, gapsPage, whatStandsIn } from '../src/guidance/search/gaps-in-words.ts'
import { factOf, moves } from '../src/guidance/search/moves.ts'
import { withoutNextStep } from '../src/guidance/search/promise.ts'
import { nothingRecorded } from '../src/guidance/search/starts.ts'
import { toDecide } from '../src/guidance/search/to-decide.ts'
import { defaultValues, settingsForAllDays } from '../src/guidance/settings.ts'
import { anyCase } from './arbitrary-case.ts'
import { calendar } from './kit.ts'

const settings = settingsForAllDays()
const FOUR_WEEKS = 28

const searched = (register: Register): Searched => ({ register, guidance: guidanceOf(register), calendar, settings })

/** A search of a second or two. */
const short: Bound = { depth: 3, states: 6000 }

describe('the moves of a search', () => {
  it('are of every type of fact of the table', () => {
    const types = new Set([...moves.map(({ type }) => type), 'reason-not-done'])
    assert.deepEqual(
      factTypes.filter((type) => !types.has(type)),
      [],
    )
  })

  it('are facts that a case file may hold', () => {
    const facts = moves.map((move, index) => factOf(move, `f${index}`, day('2025-09-08'), calendar))
    const others = facts.filter(({ type, detail }) => type !== 'cme-closed' || (detail as { reason: string }).reason !== 'ehe')
    assert.equal(others.length, moves.length - 1)
    const checked = checkCase({ child: nothingRecorded.child, facts: others }, shouldClauses)
    assert.deepEqual('faults' in checked ? checked.faults : [], [])
  })

  it('have more than one value for whatever a clause reads', () => {
    const read = new Set<string>()
    for (const caseFile of fc.sample(anyCase(), { numRuns: 3000, seed: 20260902 })) {
      assess(watched(caseFile, read), calendar, settings, day('2026-08-31'))
    }
    // Of a request there is one addressee, and a reason why not is made for the clause that is asked.
    const single = ['support-request.to', 'reason-not-done.clause']
    assert.deepEqual(
      [...read].filter((member) => !single.includes(member) && valuesTried(member).size < 2),
      [],
    )
  })
})

/** The case with details that note which of their members is read. */
const watched = ({ child, facts }: CaseFile, read: Set<string>): CaseFile => ({
  child,
  facts: facts.map((fact) => {
    if (!('type' in fact)) return fact
    const get = (detail: object, member: string) => {
      read.add(`${fact.type}.${member}`)
      return Reflect.get(detail, member)
    }
    return { ...fact, detail: new Proxy(fact.detail ?? {}, { get } as ProxyHandler<object>) } as RecordedFact
  }),
})

function valuesTried(named: string): Set<string> {
  const [type, member = ''] = named.split('.')
  const details = moves.filter((move) => move.type === type).map(({ detailOn }) => detailOn(day('2025-09-08'), calendar))
  return new Set(details.map((detail) => JSON.stringify(detail[member]) ?? 'left out'))
}

describe('the search for a child without a next step', () => {
  it('finds none', () => {
    const { reached, broken } = findCounterExample(searched(lancashireGuidance), short)
    assert.equal(broken, undefined)
    assert.ok(reached.states >= 6000 && reached.moves > 40_000, `only ${reached.states} situations, ${reached.moves} moves`)
  })

  it('finds out a review that does not start again after a review', () => {
    const { steps, episodes } = foundBy({ ...searched(lancashireGuidance), guidance: notReviewedAgain })
    assert.deepEqual(typesOf(steps), ['off-roll', 'progress-review'])
    assert.deepEqual(
      episodes.map(({ pathway }) => pathway),
      ['cme'],
    )
  })

  it('finds out a review that starts as the case opens and never again', () => {
    const { steps } = foundWith({ starts: [{ atOpening: ({ opener }) => opener }] })
    assert.deepEqual(typesOf(steps), ['off-roll', 'cssh-discussion'])
  })

  it('finds out a review that a record of the day on which it starts settles', () => {
    const { steps } = foundWith({ discharged: [on('case-review')] })
    assert.deepEqual(typesOf(steps), ['off-roll', 'case-review'])
    assert.equal(steps[0]?.on, steps[1]?.on)
  })

  it('finds out a review that pupils missing education are without', () => {
    const { episodes } = foundWith({ pathways: ['cme', 'exclusion'] })
    assert.deepEqual(
      episodes.map(({ pathway }) => pathway),
      ['pme'],
    )
  })

  it('finds a shortest path where there is no review, and tells it', () => {
    const register = withoutClauses(lancashireGuidance, ['L1'])
    const { broken } = findCounterExample(searched(register), short)
    assert.ok(broken)
    assert.deepEqual(brokenInWords(broken, register, defaultValues, recordedInWords), [
      'The record of a child of compulsory school age of whom nothing is recorded:',
      '  1. Friday 7 November 2025: off roll, destination known',
      'On Friday 7 November 2025 nothing is asked in the case "Missing education", open since Friday 7 November 2025, nor does anything start within 28 days.',
    ])
  })

  it('names a clause that it is to do without and cannot find', () => {
    assert.throws(() => withoutClauses(lancashireGuidance, ['L1', 'L9']), /L9 is no clause/)
  })

  it('may tell an episode’s duties by their start: none opens on the day on which another of its pathway ended', () => {
    fc.assert(
      fc.property(anyCase(), (caseFile) => {
        const { episodes } = assess(caseFile, calendar, settings, day('2026-09-30'))
        for (const { pathway, openedOn } of episodes) {
          assert.ok(!episodes.some((other) => other.pathway === pathway && other.endedOn === openedOn && other.openedOn < openedOn))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

/** What the search finds with a review that is broken in some way. */
function foundWith(brokenReview: Partial<DutyClause>): Broken {
  const clauses = lancashireGuidance.clauses.map((clause) => (clause === reviewCase ? { ...reviewCase, ...brokenReview } : clause))
  return foundBy(searched({ ...lancashireGuidance, clauses }))
}

function foundBy(searched: Searched): Broken {
  const { broken } = findCounterExample(searched, short)
  assert.ok(broken, 'the search found nothing')
  return broken
}

/** The guidance, but a review of the case is the last that it asks for. */
const notReviewedAgain: Guidance = {
  assess: (...asked) => {
    const answer = assess(...asked)
    const reviewed = answer.duties
      .filter(({ clause, dischargedBy }) => clause === 'L1' && dischargedBy !== null)
      .map(({ dischargedOn }) => dischargedOn)
    return { ...answer, duties: answer.duties.filter(({ clause, startedOn }) => clause !== 'L1' || !reviewed.includes(startedOn)) }
  },
  nextChangeOn,
}

const typesOf = (steps: readonly { readonly fact: RecordedFact | null }[]) => steps.map(({ fact }) => fact?.type ?? 'time passes')

describe('the gaps of the guidance', () => {
  const withoutReview = withoutClauses(lancashireGuidance, ['L1'])
  const bound = { ...gapBound, steps: { cme: 3, pme: 3, exclusion: 4 } }
  const gaps = findGaps(searched(withoutReview), bound)

  it('are where a child is without a next step but for the review, and has one with it', () => {
    assert.ok(gaps.length >= 30, `only ${gaps.length} gaps`)
    for (const gap of gaps) {
      assert.deepEqual(pathwaysWithout(gap, withoutReview), [gap.pathway])
      assert.deepEqual(pathwaysWithout(gap, lancashireGuidance), [])
    }
  })

  it('are of three pathways, one of a kind, with no more steps than were asked for', () => {
    assert.deepEqual([...new Set(gaps.map(({ pathway }) => pathway))], ['cme', 'pme', 'exclusion'])
    const kinds = gaps.map(({ pathway, clause, how, by }) => `${pathway} ${clause} ${how} ${by.type}`)
    assert.deepEqual(kinds, [...new Set(kinds)])
    assert.ok(gaps.every(({ pathway, steps }) => steps.length <= (bound.steps as Record<string, number>)[pathway]!))
  })

  it('after a nomination is declined the question comes back after the next panel, and nothing before', () => {
    const [declined] = findGaps(searched(withoutReview), { steps: { cme: 4 }, openAtOnce: 1 }).filter(
      ({ clause, how }) => clause === '1.4a' && how === 'discharged',
    )
    assert.deepEqual(typesOf(declined!.steps), ['off-roll', 'officer-support', 'time passes', 'panel-nomination-declined'])
    assert.deepEqual(declined!.steps[2]!.brings, ['1.4a starts'])
    assert.deepEqual(declined!.comesBack, { clause: '1.4a', on: day('2026-03-19') })
  })

  it('stand in docs/gaps.md in the same words', () => {
    const page = readFileSync(new URL('../docs/gaps.md', import.meta.url), 'utf8')
    const ours = gapsPage(gapsInWords(gaps, lancashireGuidance, recordedInWords), whatStandsIn(lancashireGuidance, defaultValues), bound)
    for (const line of ours.split('\n').filter((line) => /^(#|- |To decide|Until)/.test(line)))
      assert.ok(page.includes(line), `out of date (npm run search -- --gaps --write): ${line}`)
  })

  it('have a question for each clause on the page', () => {
    const page = readFileSync(new URL('../docs/gaps.md', import.meta.url), 'utf8')
    const clauses = [...page.matchAll(/^### After (\S+):/gm)].map(([, clause]) => clause as string)
    assert.deepEqual(
      clauses.filter((clause) => !(clause in toDecide)),
      [],
    )
    assert.deepEqual(
      Object.keys(toDecide).filter((clause) => !clauses.includes(clause)),
      [],
    )
  })
})

/** The pathways on which the child of a gap is without a next step when its last step was taken. */
function pathwaysWithout({ steps }: Gap, register: Register): string[] {
  const caseFile = { child: nothingRecorded.child, facts: steps.flatMap(({ fact }) => fact ?? []) }
  const answer = guidanceOf(register).assess(caseFile, calendar, settings, steps.at(-1)!.on)
  assert.equal(answer.asOf, civilDate(steps.at(-1)!.on))
  return withoutNextStep(answer, FOUR_WEEKS).map(({ pathway }) => pathway)
}
