import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyCase, anyFact } from '../../test/arbitrary-case.ts'
import { amina, asOf, calendar, caseOf, dutyOf, fact } from '../../test/kit.ts'
import { consent, officer, offRoll, request, talk } from '../../test/told.ts'
import { civilDate, type Day, day } from '../calendar/civil-date.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'
import {
  type Agency,
  agencies,
  type CaseFile,
  type FactType,
  isWithdrawal,
  type RecordedFact,
  type Service,
} from '../casefile/fact-table.ts'
import { assess } from '../guidance/assess.ts'
import type { DutyClause } from '../guidance/clause.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { factOf, mayFollow, moves } from '../guidance/search/moves.ts'
import { settingsForAllDays } from '../guidance/settings.ts'
import { agenciesToRecordFor, mayRecord } from '../sharing/recording.ts'
import { type Actor, kindOfRole, roles } from '../sharing/roles.ts'
import { dutyClause } from './clause-named.ts'
import { actionOf, becauseInWords, buttonOf, type Way, waysToSettle } from './steps.ts'

const dutyClauses = lancashireGuidance.clauses.filter((clause) => clause.kind === 'duty')
const settings = settingsForAllDays()

/** A case in which a duty is asked for, on a day. */
interface Asked {
  readonly caseFile: CaseFile
  readonly on: Day
  readonly duty: AssessedDuty
}

const SEED = 20261123
const MOST_CASES_OF_A_CLAUSE = 60

const FEWEST_CASES_OF_A_CLAUSE = 20

/** A child open to CSC, whose worker has been talked to once since the panel. */
const talkedOnce = caseOf(
  amina,
  offRoll,
  fact('2025-11-26', 'panel-outcome', { openTo: ['csc'], safeguardingConcerns: false }, { by: 'panel-chair' }),
  talk('2025-11-28', 'csc'),
)

/** From arbitrary cases, and from one that chance does not come to. */
function casesWithOpenDuties(): ReadonlyMap<string, readonly Asked[]> {
  const found = new Map<string, Asked[]>(dutyClauses.map(({ id }) => [id, []]))
  for (const { child, facts } of [talkedOnce, ...fc.sample(anyCase(), { numRuns: 8000, seed: SEED }).map(recordedByWhoMay)]) {
    const days = [...new Set(facts.map((record) => day(record.on)))].sort((a, b) => a - b)
    for (const on of [...days, (days.at(-1) ?? 0) + 90]) {
      const caseFile = { child, facts: facts.filter((record) => day(record.on) <= on) }
      for (const duty of assess(caseFile, calendar, settings, on).duties) {
        const cases = found.get(duty.clause)
        if (isAsked(duty) && cases && cases.length < MOST_CASES_OF_A_CLAUSE) cases.push({ caseFile, on, duty })
      }
    }
  }
  return found
}

function isAsked({ state }: AssessedDuty): boolean {
  return state === 'open' || state === 'overdue'
}

/** As recorded by an agency that may: an arbitrary case lets the police hold a panel. */
function recordedByWhoMay({ child, facts }: CaseFile): CaseFile {
  const records = facts.filter((record): record is RecordedFact => !isWithdrawal(record))
  return { child, facts: records.map((record) => ({ ...record, by: agencies.find((by) => mayWrite(record, by)) ?? 'other' })) }
}

const mayWrite = ({ type, by: recorded, detail }: RecordedFact, by: Agency): boolean => {
  const may = (agency: Agency) => roles.some((role) => mayRecord({ role }, type, agency, detail) !== undefined)
  return may(recorded) ? by === recorded : may(by)
}

/** Details of a type with each value that a clause reads, as a way wants them. */
function detailsBy({ type, preset, needs = [] }: Way, on: Day): Readonly<Record<string, unknown>>[] {
  if (type === 'reason-not-done') return [{ ...preset, reason: 'agreed otherwise' }]
  return moves
    .filter((move) => move.type === type)
    .map((move) => ({ ...move.detailOn(on, calendar), ...preset }) as Readonly<Record<string, unknown>>)
    .filter((detail) => needs.every((member) => detail[member] !== undefined))
}

/**
 * Whether a fact of the way settles the duty, recorded on a day. One of the very day on which the duty starts may be read before what starts it, so that
 * nothing is asked in the first place.
 */
function settles({ caseFile, duty }: Asked, way: Way, detail: object, on: Day): boolean {
  const id = 'zz-recorded'
  const recorded = factOf({ type: way.type, by: duty.owner, detailOn: () => ({ ...detail }) }, id, on, calendar)
  const facts = caseFile.facts.filter((record): record is RecordedFact => !isWithdrawal(record))
  assert.ok(mayFollow(recorded, facts))
  const { duties } = assess({ ...caseFile, facts: [...facts, recorded] }, calendar, settings, on)
  const then = duties.find((other) => isSame(other, duty) && other.because[0] === duty.because[0])
  if (then) return then.dischargedBy === id
  return duty.startedOn === civilDate(on) && !duties.some((other) => isSame(other, duty) && isAsked(other))
}

const isSame = (a: AssessedDuty, b: AssessedDuty): boolean =>
  a.clause === b.clause && a.pathway === b.pathway && a.service === b.service && a.startedOn === b.startedOn

const mayBeSo = ({ caseFile }: Asked, way: Way, detail: object, on: Day): boolean =>
  mayFollow(factOf({ type: way.type, by: 'school', detailOn: () => ({ ...detail }) }, 'f', on, calendar), caseFile.facts as RecordedFact[])

const waysFor = (duty: AssessedDuty): readonly Way[] => waysToSettle(dutyClause(duty.clause), duty.service, duty.pathway)

const told = ({ caseFile, on, duty }: Asked, way: Way, detail: object): string =>
  `${way.type} ${JSON.stringify(detail)} on ${civilDate(on)} leaves ${duty.clause} of ${duty.startedOn} open in ${JSON.stringify(caseFile.facts)}`

/** Cases of which nothing is planned, in each of which a duty of the clause is open, by clause. */
const asked: ReadonlyMap<string, readonly Asked[]> = casesWithOpenDuties()

describe('the ways to settle a step', () => {
  for (const { id, title, force } of dutyClauses) {
    it(`${id}: each really settles “${title}”, so that no button is a dead end`, () => {
      const cases = asked.get(id) ?? []
      assert.ok(cases.length >= FEWEST_CASES_OF_A_CLAUSE, `only ${cases.length} cases in which it is open; seed ${SEED}`)
      const outcomes = new Map<string, Set<boolean>>()
      for (const each of cases) {
        for (const [place, way] of waysFor(each.duty).entries()) {
          const known = outcomes.get(way.type) ?? new Set()
          outcomes.set(way.type, known)
          const details = detailsBy(way, each.on).filter((detail) => mayBeSo(each, way, detail, each.on))
          for (const detail of details) {
            const does = settles(each, way, detail, each.on)
            known.add(does)
            if (way.settlesIf === undefined) assert.ok(does, told(each, way, detail))
          }
          if (place === 0) {
            const days = [each.on, each.on + 1]
            assert.ok(
              details.some((detail) => days.some((on) => settles(each, way, detail, on))),
              told(each, way, details[0] ?? {}),
            )
          }
        }
      }
      for (const [type, known] of outcomes) assert.ok(known.has(true), `${type} settles it in none of ${cases.length} cases`)
      const [{ duty }] = cases as [Asked]
      for (const way of waysFor(duty)) {
        if (way.settlesIf !== undefined) assert.ok(outcomes.get(way.type)?.has(false), `${way.type} always settles ${id}`)
      }
      assert.equal(
        waysFor(duty).some(({ type }) => type === 'reason-not-done'),
        force === 'should',
      )
    })

    it(`${id}: whoever owes it may record the first of them`, () => {
      for (const { duty } of asked.get(id) ?? []) {
        const [way] = waysFor(duty)
        const ofOwner = roles.filter((role) => kindOfRole[role] === duty.owner && agenciesToRecordFor(role, 'case-review').length > 0)
        // Nobody of health, the police or another agency works with Onroll.
        if (!way || ofOwner.length === 0) continue
        const may = (role: Actor['role']) => mayRecord({ role }, way.type, duty.owner, way.preset)
        assert.ok(ofOwner.some(may), `nobody of ${duty.owner} may record ${way.type}`)
      }
    })
  }

  it('name every type of fact by which the clause is discharged', () => {
    for (const clause of dutyClauses) {
      const types = clause.discharged.flatMap((way) => (typeof way === 'string' ? [] : way.type))
      const named = clause.pathways.flatMap((pathway) => waysToSettle(clause, null, pathway)).map(({ type }) => type)
      assert.deepEqual(
        types.filter((type) => !named.includes(type)),
        [],
        clause.id,
      )
    }
  })
})

const waysOf = (clause: string, service: Service | null = null, pathway = 'cme'): readonly Way[] =>
  waysToSettle(dutyClause(clause), service, pathway)
const typesOf = (...args: Parameters<typeof waysOf>): readonly FactType[] => waysOf(...args).map(({ type }) => type)

describe('what is offered to settle a step', () => {
  it('is the discussion with the worker of the service that the step is about, or a reason why not', () => {
    assert.deepEqual(waysOf('1.4d', 'csc'), [
      { type: 'allocated-worker-discussion', preset: { service: 'csc' }, button: 'Record discussion' },
      { type: 'reason-not-done', preset: { clause: '1.4d' }, button: 'Say why not' },
    ])
  })

  it('puts the act first and the decision against it last', () => {
    assert.deepEqual(typesOf('1.4a'), ['panel-nomination', 'panel-nomination-declined'])
    assert.deepEqual(typesOf('1.3b'), ['agency-referral', 'agency-referral-not-needed'])
    assert.deepEqual(typesOf('3.1d', null, 'exclusion'), ['support-request', 'support-request-not-made'])
    assert.equal(typesOf('1.5a').at(-1), 'reason-not-done')
  })

  it('is, for a review of the case, the review of the child’s own pathway too, and no other', () => {
    assert.deepEqual(typesOf('L1', null, 'cme'), ['case-review', 'progress-review'])
    assert.deepEqual(typesOf('L1', null, 'pme'), ['case-review', 'attendance-review'])
    assert.deepEqual(typesOf('L1', null, 'exclusion'), ['case-review', 'behaviour-review'])
  })

  it('fills in what kind of act it is, and never what was found, answered or decided', () => {
    const found = [
      'progress',
      'decision',
      'openTo',
      'agreedRequest',
      'escalate',
      'identified',
      'improved',
      'stepUp',
      'open',
      'onRegister',
      'from',
    ]
    for (const clause of dutyClauses) {
      for (const { type, preset = {} } of clause.pathways.flatMap((pathway) => waysToSettle(clause, null, pathway))) {
        assert.deepEqual(
          Object.keys(preset).filter((member) => found.includes(member)),
          [],
          `${clause.id} ${type}`,
        )
      }
    }
  })

  it('has a button to decide where either answer settles it', () => {
    const button = (clause: string) => buttonOf(dutyClause(clause), waysOf(clause))
    assert.equal(button('1.4a'), 'Decide')
    assert.equal(button('1.6b'), 'Decide')
    assert.equal(button('L4'), 'Decide')
    assert.equal(button('1.4d'), 'Record discussion')
    assert.equal(button('1.2b'), 'Register the child')
  })

  it('needs the decision and its reason of a discussion that is to settle whether to escalate', () => {
    assert.deepEqual(waysOf('1.6b'), [{ type: 'cssh-discussion', needs: ['escalate', 'reason'], button: 'Decide' }])
  })
})

describe('what a step is called in a list', () => {
  const [SHORT] = [48]
  const verbs =
    /^(Agree|Carry out|Check|Complete|Consider|Decide|Discuss|Follow|Judge|Put|Refer|Request|Review|Say|Seek|Start|Support|Talk|Tell|Visit) /

  it('is what to do, and short', () => {
    for (const clause of dutyClauses) {
      assert.match(actionOf(clause), verbs)
      assert.ok(actionOf(clause).length <= SHORT, actionOf(clause))
    }
  })

  it('is the title of the clause where that is short enough', () => {
    const others = dutyClauses.filter((clause: DutyClause) => actionOf(clause) !== clause.title)
    for (const { title } of others) assert.ok(title.length >= SHORT, title)
  })

  it('names the service of which it is asked', () => {
    assert.equal(actionOf(dutyClause('1.4d'), 'cfw'), 'Talk to the allocated worker at CFW')
  })
})

describe('why a step is asked for, in one line', () => {
  const today = day('2026-11-23')
  const line = (...facts: Parameters<typeof becauseInWords>[0]) => becauseInWords(facts, today)

  it('is what started it, with its day', () => {
    assert.equal(
      line(fact('2026-11-16', 'panel-outcome', { openTo: ['cfw'], safeguardingConcerns: false })),
      'Panel found the child open to CFW on 16 November',
    )
    assert.equal(line(fact('2026-11-18', 'cme-registered')), 'Registered on 18 November')
    assert.equal(
      line(fact('2026-11-03', 'consent', { for: 'eha', decision: 'refused' })),
      'Consent to an Early Help Assessment refused on 3 November',
    )
    assert.equal(line(fact('2026-11-10', 'suspension', { days: 1.5 })), 'Suspended for 1.5 days from 10 November')
  })

  it('names the last fact first, and those before it as far as there is room', () => {
    const [first, second, third] = ['2026-11-02', '2026-11-09', '2026-11-16'].map((on) => fact(on, 'suspension', { days: 1 }))
    assert.ok(first && second && third)
    assert.equal(line(first, second), 'Suspended for 1 day from 9 November; suspended for 1 day from 2 November')
    assert.equal(line(first, second, third), 'Suspended for 1 day from 16 November; suspended for 1 day from 9 November')
    assert.equal(line(third, first), line(first, third))
  })

  it('names, of two facts of one day, first the one that is read last', () => {
    const [told, out] = [fact('2026-11-16', 'cme-notification'), fact('2026-11-16', 'off-roll', {})]
    assert.equal(line(out, told), 'The council was told on 16 November; off roll since 16 November, destination not known')
    assert.equal(line(told, out), line(out, told))
  })

  it('gives a day of another year its year', () => {
    assert.equal(line(fact('2025-12-31', 'cme-registered')), 'Registered on 31 December 2025')
    assert.equal(line(fact('2026-01-01', 'cme-registered')), 'Registered on 1 January')
  })

  it('repeats no text that somebody typed', () => {
    const typed = fact('2026-11-16', 'eha', { outcome: 'considered-not-needed', reason: 'the aunt helps' })
    assert.equal(line(typed), 'Early Help Assessment considered and not needed on 16 November')
    fc.assert(
      fc.property(anyFact(), (any) => {
        assert.doesNotMatch(becauseInWords([{ ...any, id: 'f' } as RecordedFact], today), /as recorded/)
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  it('fits its line, whatever is recorded', () => {
    fc.assert(
      fc.property(fc.array(anyFact(), { minLength: 1, maxLength: 4 }), (facts) => {
        const words = becauseInWords(
          facts.map((any, index) => ({ ...any, id: `f${index}` }) as RecordedFact),
          today,
        )
        assert.match(words, /^[A-Z0-9].{5,}$/)
        assert.ok(words.length <= 90, `${words.length}: ${words}`)
        assert.doesNotMatch(words, /undefined|NaN|true|false|\[object|[a-z]-[a-z]+-[a-z]/)
      }),
      { seed: SEED, numRuns: 2000 },
    )
  })

  it('is there for every step of a child’s case', () => {
    const story = caseOf(
      amina,
      offRoll,
      fact('2025-09-10', 'officer-support', { open: true }, officer),
      request('2025-09-15'),
      consent('2025-09-22', 'refused'),
    )
    const duty = dutyOf('1.6a', asOf('2025-09-23', story))
    const because = story.facts.filter(({ id }) => duty.because.includes(id))
    assert.equal(becauseInWords(because, day('2025-09-23')), 'Consent to an Early Help Assessment refused on 22 September')
  })
})
