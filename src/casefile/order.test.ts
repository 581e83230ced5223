import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { civilDate, date, day } from '../calendar/civil-date.ts'
import type { Content } from './casework-table.ts'
import type { RecordedFact } from './fact-table.ts'
import { type HomeEducation, type OrderSeen, orderOn, type StageState } from './order.ts'
import { lawOn, lawsOfOrders, type OrderStep, orderLaws, type StageId } from './order-stages.ts'
import { standingFacts } from './standing.ts'

const checked: HomeEducation = { checkedOn: date('2026-02-20'), isEducatedAtHome: false }

const step = (id: string, on: string, of: OrderStep): RecordedFact => ({
  id,
  type: 'sao',
  on: date(on),
  by: 'cme-officer',
  detail: { step: of },
})

interface Known {
  readonly steps?: readonly RecordedFact[]
  readonly entries?: readonly (readonly [on: string, content: Content])[]
  readonly particulars?: Readonly<Record<string, Content>>
  readonly home?: HomeEducation
}

const seen = (on: string, { steps = [], entries = [], particulars = {}, home = checked }: Known): OrderSeen =>
  orderOn(
    {
      facts: standingFacts({ facts: steps }),
      entries: entries.map(([day, content], place) => ({ id: `e${place}`, on: date(day), content })),
      particularsOf: (id) => particulars[id],
      home,
    },
    day(on),
  )

const stateOf = ({ stages }: OrderSeen, id: StageId): StageState | undefined => stages.find(({ stage }) => stage.id === id)?.state
const whatIsMissing = ({ stages }: OrderSeen, id: StageId) =>
  stages.find(({ stage }) => stage.id === id)?.missing.map((one) => ('stage' in one ? `${one.what} ${one.stage.id}` : one.what))

const started = step('s1', '2026-02-23', 'initiated')
const notice = step('s2', '2026-03-02', 'notice-served')
const named = step('s3', '2026-03-04', 'school-named')

describe('A School Attendance Order', () => {
  it('is not to be started before the home-education register has been checked', () => {
    const unchecked = seen('2026-02-23', { home: { checkedOn: undefined, isEducatedAtHome: false } })
    assert.deepEqual([stateOf(unchecked, 'initiated'), whatIsMissing(unchecked, 'initiated')], ['not-yet', ['home-education-check']])
    assert.equal(stateOf(seen('2026-02-23', {}), 'initiated'), 'next')
  })

  it('is not to be started while the child is known to be educated at home', () => {
    const atHome = seen('2026-02-23', { home: { ...checked, isEducatedAtHome: true } })
    assert.deepEqual([stateOf(atHome, 'initiated'), whatIsMissing(atHome, 'initiated')], ['not-yet', ['educated-at-home']])
  })

  it('goes on, once started, with the notice and with the school, and with nothing else', () => {
    const { stages } = seen('2026-02-23', { steps: [started] })
    const next = stages.filter(({ state }) => state === 'next').map(({ stage }) => stage.id)
    assert.deepEqual(next, ['notice-served', 'school-named'])
  })

  const upToConsultation: Known = { steps: [started, notice, named], entries: [['2026-03-05', { stage: 'consultation' }]] }

  it('waits while the notice runs: to its fifteenth day, and not on the next', () => {
    const last = seen('2026-03-16', upToConsultation)
    assert.deepEqual([stateOf(last, 'notice-served'), stateOf(last, 'notice-of-intention')], ['now', 'not-yet'])
    assert.deepEqual(whatIsMissing(last, 'notice-of-intention'), ['period notice-served'])
    const next = seen('2026-03-17', upToConsultation)
    assert.deepEqual([stateOf(next, 'notice-served'), stateOf(next, 'notice-of-intention')], ['done', 'next'])
  })

  it('waits for as long as the notice itself says, where that is longer', () => {
    const longer = { ...upToConsultation, particulars: { s2: { period: 20 } } }
    assert.equal(stateOf(seen('2026-03-21', longer), 'notice-of-intention'), 'not-yet')
    assert.equal(stateOf(seen('2026-03-22', longer), 'notice-of-intention'), 'next')
  })

  it('never counts fewer days than the law has, whatever the notice says', () => {
    const shorter = { ...upToConsultation, particulars: { s2: { period: 7 } } }
    assert.equal(stateOf(seen('2026-03-16', shorter), 'notice-of-intention'), 'not-yet')
  })

  it('has no notice of intention before Pupil Access has named a school and the school was consulted', () => {
    const without = seen('2026-03-17', { steps: [started, notice] })
    assert.deepEqual(whatIsMissing(without, 'notice-of-intention'), ['stage school-named', 'stage consultation'])
  })

  it('is served after the notice of intention has run out, and says what was left out where it was served without', () => {
    const intended: Known = {
      ...upToConsultation,
      entries: [...(upToConsultation.entries ?? []), ['2026-03-17', { stage: 'notice-of-intention' }]],
    }
    assert.equal(stateOf(seen('2026-03-31', intended), 'order-served'), 'not-yet')
    assert.equal(stateOf(seen('2026-04-01', intended), 'order-served'), 'next')
    const without = seen('2026-04-01', { steps: [started, notice, named, step('s4', '2026-04-01', 'order-served')] })
    assert.deepEqual(
      without.stages.filter(({ state }) => state === 'left-out').map(({ stage }) => stage.id),
      ['consultation', 'notice-of-intention'],
    )
  })

  const served = [started, notice, named, step('s4', '2026-04-01', 'order-served')]

  it('once served may be complied with, amended, revoked or prosecuted for; and before may only be given up', () => {
    const may = (order: OrderSeen) => order.stages.filter(({ state }) => state === 'may').map(({ stage }) => stage.id)
    assert.deepEqual(may(seen('2026-03-31', { steps: served })), ['revoked'])
    assert.deepEqual(may(seen('2026-04-01', { steps: served })), [
      'substitution-asked',
      'amended',
      'not-prosecuted',
      'complied',
      'revoked',
      'prosecution',
    ])
  })

  it('asks for nothing more once it is complied with; and a later one begins anew', () => {
    const complied = [...served, step('s5', '2026-04-20', 'complied')]
    const over = seen('2026-04-20', { steps: complied })
    assert.equal(over.hasEnded, true)
    assert.equal(over.stages.filter(({ state }) => state === 'next' || state === 'may' || state === 'now').length, 0)
    const again = seen('2026-09-01', { steps: [...complied, step('s6', '2026-09-01', 'initiated')] })
    assert.deepEqual([again.hasEnded, again.startedOn, stateOf(again, 'notice-served')], [false, '2026-09-01', 'next'])
  })
})

describe('The law of an order', () => {
  it('is today’s while no day is set for the 2026 Act', () => {
    assert.equal(lawsOfOrders['wellbeing-and-schools-act-2026'].commencesOn, null)
    assert.deepEqual([lawOn(date('2026-11-23')), lawOn(date('2035-01-01'))], ['education-act-1996', 'education-act-1996'])
  })

  it('changes on the day that is set, and not the day before', () => {
    const set = {
      'education-act-1996': { commencesOn: 'always' },
      'wellbeing-and-schools-act-2026': { commencesOn: date('2027-09-01') },
    } as const
    assert.deepEqual(
      ['2027-08-31', '2027-09-01'].map((on) => lawOn(date(on), set)),
      ['education-act-1996', 'wellbeing-and-schools-act-2026'],
    )
  })

  it('has each stage once, after stages that it has, and a period of 15 days wherever there is notice', () => {
    for (const law of orderLaws) {
      const { stages } = lawsOfOrders[law]
      const ids = stages.map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length)
      for (const { after } of stages) for (const id of after) assert.ok(ids.includes(id), `${law}: ${id}`)
      assert.deepEqual([...new Set(stages.flatMap(({ noticeDays }) => noticeDays ?? []))], [15])
    }
  })

  it('finds the day of service first: what was served on the day asked about is done', () => {
    const order = seen('2026-03-02', { steps: [started, notice] })
    const [, notified] = order.stages
    assert.equal(notified?.period && civilDate(notified.period.nextStepFrom), '2026-03-17')
    assert.equal(notified?.state, 'now')
  })
})
