import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, asOf as asOfHere, calendar, caseOf, dutiesOf, dutyOf, fact, shown } from '../../../test/kit.ts'
import { civilDate, day } from '../../calendar/civil-date.ts'
import type { CaseFile } from '../../casefile/fact-table.ts'
import { anotherStarts, conditionCeases, duty, holdsFrom, on, type Register } from '../clause.ts'
import { weeks, workingDays } from '../due.ts'
import { lancashireGuidance } from '../register.ts'
import { settingsForAllDays, settingsFrom } from '../settings.ts'
import { guidanceOf } from './engine.ts'

const settings = settingsForAllDays()

const under = (register: Register) => {
  const { assess, nextChangeOn } = guidanceOf(register)
  return {
    asOf: (on: string, caseFile: CaseFile) => assess(caseFile, calendar, settings, day(on)),
    nextChange: (on: string, caseFile: CaseFile) => {
      const next = nextChangeOn(caseFile, calendar, settings, day(on))
      return next === null ? null : civilDate(next)
    },
  }
}

describe('the register without L1', () => {
  const { asOf } = under({ ...lancashireGuidance, clauses: lancashireGuidance.clauses.filter(({ id }) => id !== 'L1') })
  const declined = caseOf(
    amina,
    fact('2025-09-08', 'off-roll', { destinationKnown: true }),
    fact('2025-09-08', 'officer-support', { open: true }),
    fact('2025-12-09', 'panel-nomination-declined', { reason: 'a place is offered' }),
  )

  it('starts and discharges all other clauses alike', () => {
    const withL1 = asOfHere('2026-02-05', declined).duties.filter(({ clause }) => clause !== 'L1')
    const plain = ({ calculation, ...duty }: (typeof withL1)[number]) => ({ ...duty, calculation: calculation() })
    assert.deepEqual(asOf('2026-02-05', declined).duties.map(plain), withL1.map(plain))
  })

  it('leaves a child without a next step where L1 would have given one', () => {
    assert.equal(dutiesOf('L1', asOfHere('2025-12-10', declined)).at(-1)?.state, 'open')
    assert.deepEqual(
      asOf('2025-12-10', declined).duties.filter(({ state }) => state === 'open' || state === 'overdue'),
      [],
    )
  })
})

describe('the guidance of another county, three clauses of its own, on the same engine', () => {
  /* The county of Wharram keeps children without a school on a pathway of its own: visit within a month, tell the governors when two
     visits found nobody, and look again when nothing else is asked. */
  const visit = duty({
    id: 'W1',
    cites: 'W 1',
    title: 'Visit the family',
    says: 'A family whose child has no school is visited.',
    force: 'should',
    pathways: ['without-school'],
    owner: 'health',
    starts: [on('off-roll')],
    due: weeks('reviewEvery'),
    discharged: [on('engagement-attempt', ({ detail }) => detail.method === 'visit')],
  })
  const tellGovernors = duty({
    id: 'W2',
    cites: 'W 2',
    title: 'Tell the governors',
    says: 'When two visits found nobody, the governors are told.',
    force: 'consider',
    pathways: ['without-school'],
    owner: 'police',
    starts: [
      {
        condition: {
          reads: ['engagement-attempt', 'barrier'],
          holds: (episode) => {
            const vain = episode.all('engagement-attempt', ({ detail }) => detail.method === 'visit' && detail.outcome === 'no-reply')
            const second = vain[1]
            return second && !episode.any('barrier') ? holdsFrom(second.day + 7, vain.slice(0, 2)) : undefined
          },
        },
        shownAhead: true,
      },
    ],
    due: workingDays('considerWithin'),
    discharged: [on('case-review')],
    lapses: [conditionCeases],
    outlives: true,
  })
  const lookAgain = duty({
    id: 'W3',
    cites: 'W 3',
    title: 'Look again',
    says: 'When nothing else is asked, the case is looked at again.',
    force: 'must',
    pathways: ['without-school'],
    owner: 'other',
    starts: [{ idleFor: 'reviewEvery' }],
    due: weeks('reviewEvery'),
    discharged: [{ ...on('case-review'), afterStartDay: true }, anotherStarts],
  })
  const wharram: Register = {
    name: 'Wharram',
    pathways: [{ pathway: 'without-school', title: 'Without a school', opens: [on('off-roll')], ends: [on('on-roll')] }],
    clauses: [visit, tellGovernors, lookAgain],
    endsEverything: [],
    warnings: [],
  }
  const { asOf, nextChange } = under(wharram)
  const vainVisit = (on: string) => fact(on, 'engagement-attempt', { method: 'visit', outcome: 'no-reply' }, { by: 'health' })
  const offRoll = fact('2025-09-08', 'off-roll')
  const twice = caseOf(amina, offRoll, vainVisit('2025-09-10'), vainVisit('2025-09-15'))

  it('opens its own pathway and starts its first duty', () => {
    const answer = asOf('2025-09-08', caseOf(amina, offRoll))
    assert.deepEqual(answer.episodes, [{ pathway: 'without-school', openedOn: '2025-09-08', endedOn: null }])
    assert.equal(shown(dutyOf('W1', answer)), 'open from 2025-09-08, due 2025-10-06')
  })

  it('shows ahead what time will bring', () => {
    assert.equal(shown(dutyOf('W2', asOf('2025-09-15', twice))), 'upcoming from 2025-09-22, due 2025-09-29')
    assert.equal(nextChange('2025-09-15', twice), '2025-09-22')
  })

  it('starts the idle duty when nothing is open nor ahead, and ends it as another starts', () => {
    const once = caseOf(amina, offRoll, vainVisit('2025-09-10'))
    assert.equal(shown(dutyOf('W3', asOf('2025-09-10', once))), 'open from 2025-09-10, due 2025-10-08')
    const { state, dischargedOn, dischargedBy } = dutyOf('W3', asOf('2025-09-22', twice))
    assert.deepEqual([state, dischargedOn, dischargedBy], ['done', '2025-09-22', 'engagement-attempt@2025-09-15'])
  })

  it('does not start the idle duty while another is shown ahead within its weeks', () => {
    const second = { ...vainVisit('2025-09-10'), id: 'second' }
    assert.deepEqual(dutiesOf('W3', asOf('2025-09-10', caseOf(amina, offRoll, vainVisit('2025-09-10'), second))), [])
  })

  it('lapses a duty as its condition ceases by a fact', () => {
    const barrier = fact('2025-09-24', 'barrier', { kind: 'family' })
    const answer = asOf('2025-09-24', caseOf(amina, ...twice.facts, barrier))
    assert.equal(dutyOf('W2', answer).lapsedBy, barrier.id)
  })

  it('keeps a duty that outlives its episode', () => {
    const answer = asOf('2025-09-30', caseOf(amina, ...twice.facts, fact('2025-09-25', 'on-roll')))
    assert.equal(shown(dutyOf('W2', answer)), 'overdue from 2025-09-22, due 2025-09-29')
  })

  it('settles a should by a reason why not, and nothing else', () => {
    const reason = (clause: string) => fact('2025-09-24', 'reason-not-done', { clause, reason: 'moved away' })
    const once = caseOf(amina, offRoll)
    assert.equal(dutyOf('W1', asOf('2025-09-24', caseOf(amina, ...once.facts, reason('W1')))).state, 'set-aside')
    assert.equal(dutyOf('W2', asOf('2025-09-24', caseOf(amina, ...twice.facts, reason('W2')))).state, 'open')
  })
})

describe('a register that cannot work is refused as it is loaded', () => {
  it('names a clause that starts with one that is not there', () => {
    const clauses = lancashireGuidance.clauses.filter(({ id }) => id !== '3.1a')
    assert.throws(() => guidanceOf({ ...lancashireGuidance, clauses }), /L2 starts with 3\.1a/)
  })

  it('names a clause of a pathway that is not there', () => {
    const pathways = lancashireGuidance.pathways.filter(({ pathway }) => pathway !== 'pme')
    assert.throws(() => guidanceOf({ ...lancashireGuidance, pathways }), /2\.1a belongs to the pathway pme/)
  })
})

describe('a register of which types cannot see that it does not work', () => {
  const refused = (change: object) => () => {
    const clauses = lancashireGuidance.clauses.map((clause) => (clause.id === '1.2b' ? { ...clause, ...change } : clause))
    guidanceOf({ ...lancashireGuidance, clauses: clauses as typeof lancashireGuidance.clauses })
  }

  it('is refused for a clause that stands twice', () => {
    assert.throws(refused({ id: '1.2a' }), /1\.2a stands twice/)
  })

  it('is refused for a clause that can never start', () => {
    assert.throws(refused({ starts: [] }), /1\.2b can never start/)
    assert.throws(refused({ pathways: [] }), /1\.2b can never start/)
  })

  it('is refused for a condition of more than one pathway, and for a lapse with a condition that is not there', () => {
    const condition = { reads: ['barrier'], holds: () => undefined }
    assert.throws(
      refused({ starts: [{ condition }], pathways: ['cme', 'pme'] }),
      /1\.2b starts by a condition, and belongs to more than one/,
    )
    assert.throws(refused({ lapses: [conditionCeases] }), /1\.2b lapses with its condition, and has none/)
  })
})

describe('settings that change', () => {
  const { assess } = guidanceOf(lancashireGuidance)
  const supported = caseOf(
    amina,
    fact('2025-09-08', 'off-roll', { destinationKnown: true }),
    fact('2025-09-08', 'officer-support', { open: true }),
  )
  const from = (on: string, persistentAfter: number) => settingsFrom([{ from: civilDate(day(on)), values: { persistentAfter } }])

  // School days from 8 September 2025: the 40th is 7 November, the 60th 5 December.
  it('a threshold is judged with the setting of the day judged', () => {
    const answer = assess(supported, calendar, from('2025-11-20', 40), day('2025-11-20'))
    assert.equal(dutyOf('1.4a', answer).startedOn, '2025-11-20')
  })

  it('what a known change will bring is shown ahead', () => {
    const answer = assess(supported, calendar, from('2025-11-20', 40), day('2025-11-19'))
    assert.equal(shown(dutyOf('1.4a', answer)), 'upcoming from 2025-11-20, due 2025-11-26')
  })

  it('a due date keeps the setting of the day on which the duty started', () => {
    const notified = caseOf(amina, fact('2025-09-08', 'cme-notification'))
    const later = settingsFrom([{ from: civilDate(day('2025-09-09')), values: { registerWithin: 10 } }])
    assert.equal(dutyOf('1.2b', assess(notified, calendar, later, day('2025-09-09'))).dueOn, '2025-09-10')
  })
})

describe('a condition and what is recorded on the day it comes to hold', () => {
  const low = (on: string, attended: number) => fact(on, 'attendance-summary', { scope: 'term', possible: 100, attended })
  const concern = fact('2025-09-15', 'attendance-concern')

  it('a duty settled on the day it starts starts again by what comes later', () => {
    const settled = caseOf(
      amina,
      concern,
      low('2025-10-02', 60),
      fact('2025-10-02', 'reason-not-done', { clause: '2.1e', reason: 'agreed otherwise' }),
      low('2025-11-10', 50),
    )
    assert.deepEqual(dutiesOf('2.1e', asOfHere('2025-11-10', settled)).map(shown), [
      'set-aside from 2025-10-02, due 2025-10-09',
      'open from 2025-11-10, due 2025-11-17',
    ])
  })

  // The context holds to Sunday 4 January 2026, the day before the next term; the figure is one of the term before.
  it('a duty that time starts in a new term is not because of a figure of the old one', () => {
    const review = fact('2025-11-15', 'attendance-review', { improved: false })
    const eha = fact('2025-09-29', 'eha', { outcome: 'completed' })
    const answer = asOfHere(
      '2026-01-05',
      caseOf(amina, concern, eha, low('2025-10-15', 70), fact('2025-11-11', 'contextual-information', { supportsAbsence: true }), review),
    )
    assert.deepEqual(dutiesOf('2.1e', answer).at(-1)?.because, [eha.id, review.id])
  })

  // The 60th school day is Friday 5 December 2025; the panel after the decline is in January. The barrier has no part in it.
  it('a review that ends as time alone starts a duty is ended by no fact, whatever is recorded that day', () => {
    const answer = asOfHere(
      '2025-12-05',
      caseOf(
        amina,
        fact('2025-09-08', 'off-roll', { destinationKnown: true }),
        fact('2025-09-08', 'officer-support', { open: true }),
        fact('2025-11-05', 'case-review'),
        fact('2025-11-27', 'panel-nomination-declined', { reason: 'a place is offered' }),
        fact('2025-12-05', 'barrier', { kind: 'authority' }),
      ),
    )
    const { dischargedOn, dischargedBy } = dutiesOf('L1', answer)[1] ?? {}
    assert.deepEqual([dischargedOn, dischargedBy], ['2025-12-05', null])
  })
})

describe('the end of the calendar', () => {
  const { assess } = guidanceOf(lancashireGuidance)
  const ask = (on: string, caseFile: CaseFile) => assess(caseFile, calendar, settings, day(on))
  const young = { ...amina, dateOfBirth: civilDate(day('2016-03-09')) }

  // Lancashire's calendar ends on Friday 21 July 2028.
  it('what cannot be dated stands in the answer, with the day that is missing', () => {
    const answer = ask('2028-07-21', caseOf(young, fact('2028-07-20', 'cme-notification')))
    assert.deepEqual([dutyOf('1.2b', answer).dueOn, dutyOf('1.2b', answer).state], [null, 'open'])
    assert.deepEqual(answer.undated, [{ clause: '1.2b', missing: '2028-07-22' }])
  })

  it('a meeting of the day on which the duty starts gives it a date that the calendar could not', () => {
    const answer = ask(
      '2028-07-20',
      caseOf(
        young,
        fact('2028-06-01', 'attendance-concern'),
        fact('2028-07-20', 'attendance-summary', { scope: 'term', possible: 100, attended: 60 }),
        fact('2028-07-20', 'taf-meeting'),
      ),
    )
    assert.deepEqual([dutyOf('2.1e', answer).dueOn, answer.undated.filter(({ clause }) => clause === '2.1e')], ['2028-07-20', []])
  })

  it('a 60th school day beyond it is missed only where support is open', () => {
    const offRoll = fact('2028-06-01', 'off-roll', { destinationKnown: true })
    assert.deepEqual(ask('2028-06-01', caseOf(young, offRoll)).undated, [])
    const supported = caseOf(young, offRoll, fact('2028-06-01', 'officer-support', { open: true }))
    assert.deepEqual(ask('2028-06-01', supported).undated, [{ clause: '1.4a', missing: '2028-07-22' }])
  })

  // 60 school days from 1 June 2028 end after the calendar; on which day, nobody can say.
  it('and it stays missed long after the calendar has ended, whatever else is asked', () => {
    const offRoll = fact('2028-06-01', 'off-roll', { destinationKnown: true })
    const supported = caseOf(young, offRoll, fact('2028-06-01', 'officer-support', { open: true }))
    for (const on of ['2028-07-21', '2028-07-22', '2028-12-01']) {
      assert.deepEqual(ask(on, supported).undated, [{ clause: '1.4a', missing: '2028-07-22' }], on)
    }
  })

  it('nor for a child whose compulsory school age ends before', () => {
    const leaver = { ...amina, dateOfBirth: civilDate(day('2012-03-09')) }
    const supported = [fact('2028-06-01', 'off-roll', { destinationKnown: true }), fact('2028-06-01', 'officer-support', { open: true })]
    assert.deepEqual(ask('2028-06-01', caseOf(leaver, ...supported)).undated, [])
  })

  it('a count that would begin before it is missed from the first day on', () => {
    const old = caseOf({ ...amina, dateOfBirth: civilDate(day('2008-03-09')) }, fact('2018-03-01', 'off-roll', { destinationKnown: true }))
    assert.deepEqual(ask('2019-01-10', old).undated, [{ clause: 'sixty-days-without-support', missing: '2018-03-01' }])
  })
})
