import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { head, lead, officer, putOnRoll, putSeal, worker } from '../../test/database/agencies.ts'
import { anotherId, record } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { missing } from '../../test/database/next-steps.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { FactType } from '../casefile/fact-table.ts'
import { readChildren } from '../database/cases.ts'
import { changesBetween } from '../web/pages/record/changes.ts'
import { checkCorrection, checkWithdrawal, correctFact, openChange, withdrawFact } from './change-fact.ts'
import { checkFact, recordFact } from './record-fact.ts'
import { recordForSeveral } from './record-for-several.ts'
import { seeHowKept, seeKeptChildren } from './see-how-kept.ts'
import { viewChild } from './view-child.ts'

const today = day('2026-11-23')

const { own, database, doing } = onGround(today)
let child: string

/** Another child for each test. */
const anotherChild = async () => {
  child = anotherId()
  await missing(own, database, child, '2026-10-06', today, { name: 'Amina' })
}

const fact = (type: FactType, on: string, more: object = {}) => ({ child, fact: { type, on: date(on), ...more } as never })

const statesOf = async (clause: string) => {
  const { given } = await doing(viewChild, officer, { child })
  return given.assessment?.duties.filter((duty) => duty.clause === clause).map(({ state }) => state)
}

const recordedOf = async () => (await database.inTransaction((transaction) => readChildren(transaction, [child])))[0]?.facts ?? []

describe('recording a fact', () => {
  beforeEach(anotherChild)

  it('settles the step that it is for, and says so before it is saved', async () => {
    assert.deepEqual(await statesOf('1.2b'), ['overdue'])
    const asked = fact('cme-registered', '2026-11-23')
    const { given } = await doing(checkFact, officer, asked)
    assert.equal(given.assessment?.duties.find(({ clause }) => clause === '1.2b')?.state, 'overdue')
    assert.equal(given.after.duties.find(({ clause }) => clause === '1.2b')?.state, 'late')
    assert.equal((await recordedOf()).length, 2)
    await doing(recordFact, officer, asked)
    assert.deepEqual(await statesOf('1.2b'), ['late'])
    assert.equal((await recordedOf()).length, 3)
  })

  it('is written by the agency of whoever records it, unless they say for which other', async () => {
    await doing(recordFact, officer, fact('engagement-attempt', '2026-11-20', { detail: { method: 'phone', outcome: 'no-reply' } }))
    await doing(
      recordFact,
      officer,
      fact('engagement-attempt', '2026-11-20', { by: 'school', detail: { method: 'visit', outcome: 'no-reply' } }),
    )
    assert.deepEqual(
      (await recordedOf()).flatMap((record) => ('type' in record && record.type === 'engagement-attempt' ? [record.by] : [])).sort(),
      ['cme-officer', 'school'],
    )
  })

  for (const [what, who, asked, because] of [
    ['what a role does not record', () => lead, () => fact('cme-registered', '2026-11-20'), 'forbidden'],
    ['for an agency for which it may not', () => officer, () => fact('cme-registered', '2026-11-20', { by: 'school' }), 'forbidden'],
    [
      'what only social care can say',
      () => officer,
      () => fact('strategy-discussion', '2026-11-20', { detail: { step: 'held' } }),
      'forbidden',
    ],
    ['of a day to come', () => officer, () => fact('cme-registered', '2026-11-24'), 'faults'],
    ['without a member that has to be there', () => officer, () => fact('barrier', '2026-11-20'), 'faults'],
    ['of a child whom they may not see', () => worker, () => fact('case-review', '2026-11-20'), 'absent'],
  ] as const) {
    it(`is refused ${what}, and nothing is saved`, async () => {
      assert.equal((await refusal(doing(recordFact, who(), asked()))).outcome, because)
      assert.equal((await refusal(doing(checkFact, who(), asked()))).outcome, because)
      assert.equal((await recordedOf()).length, 2)
    })
  }

  it('may be dated ahead where it is decided beforehand', async () => {
    await doing(recordFact, officer, fact('on-roll', '2026-12-01', { by: 'school', detail: { school: 'brindle' } }))
    assert.equal((await recordedOf()).length, 3)
  })

  it('withdraws a closing as home educated that it undermines, and says so before', async () => {
    const officerFor = (type: FactType, on: string, detail: object) => fact(type, on, { detail })
    await doing(recordFact, officer, { ...fact('ehe-check', '2026-11-02', { by: 'ehe-team', detail: { onRegister: true } }) })
    const particulars = { evidence: 'The letter of the home-education team', foundSuitable: true }
    await doing(recordFact, officer, { ...officerFor('cme-closed', '2026-11-09', { reason: 'ehe' }), particulars })
    const concern = fact('ehe-concern', '2026-11-06', { by: 'ehe-team', detail: {} })
    const { given } = await doing(checkFact, officer, concern)
    assert.equal(given.added.filter((added) => 'withdraws' in added).length, 1)
    await doing(recordFact, officer, concern)
    const { given: seen } = await doing(viewChild, officer, { child })
    assert.equal(seen.assessment?.episodes.find(({ pathway }) => pathway === 'cme')?.endedOn, null)
  })

  it('is nobody’s to see of a child that is sealed for others', async () => {
    await putSeal(own, child, 'garstone')
    await record(database, child, [{ id: `${child}-more`, type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    assert.deepEqual(await refusal(doing(recordFact, officer, fact('case-review', '2026-11-23'))), { outcome: 'absent', asked: child })
    assert.deepEqual(await refusal(doing(viewChild, officer, { child: 'nobody-at-all' })), { outcome: 'absent', asked: 'nobody-at-all' })
  })

  it('is of a roll, by a school, of its own alone and of its own pupil: neither by a school that the child has left, nor to open it to another', async () => {
    const back = (school: string) => fact('on-roll', '2026-11-20', { detail: { school } })
    assert.equal((await refusal(doing(recordFact, lead, back('ashfold')))).outcome, 'forbidden')
    await putOnRoll(own, child, 'ashfold', '2026-11-16')
    await record(database, child, [{ id: `${child}-seen`, type: 'case-review', on: date('2026-11-17'), by: 'cme-officer' }], today)
    assert.equal((await refusal(doing(recordFact, lead, back('brindle')))).outcome, 'forbidden')
    assert.equal((await refusal(doing(checkFact, lead, back('brindle')))).outcome, 'forbidden')
    await doing(recordFact, lead, back('ashfold'))
    await doing(recordFact, officer, fact('on-roll', '2026-11-20', { by: 'school', detail: { school: 'brindle' } }))
  })

  it('is refused a note longer than anybody reads, by the field that it is', async () => {
    const because = await refusal(doing(recordFact, officer, fact('case-review', '2026-11-20', { note: 'a'.repeat(10_001) })))
    assert.deepEqual(because.outcome === 'faults' && because.faults.map(({ pointer }) => pointer), ['/note'])
    await doing(recordFact, officer, fact('case-review', '2026-11-20', { note: 'a'.repeat(10_000) }))
  })

  it('is refused a review that says nothing, as a new one and as a correction; so L1 stays', async () => {
    for (const more of [{}, { note: '' }, { note: ' \n ' }]) {
      for (const action of [recordFact, checkFact] as const) {
        const because = await refusal(doing(action as typeof recordFact, officer, fact('case-review', '2026-11-20', more)))
        assert.deepEqual(because.outcome === 'faults' && because.faults.map(({ pointer }) => pointer), ['/note'])
      }
    }
    assert.equal((await recordedOf()).length, 2)
    const { given } = await doing(recordFact, officer, fact('case-review', '2026-11-20', { note: 'Nobody in. A visit on Friday.' }))
    const to = { type: 'case-review', on: date('2026-11-19') } as const
    const correction = { child, fact: given.fact, to, why: 'the day before' }
    assert.equal((await refusal(doing(correctFact, officer, correction))).outcome, 'faults')
    await doing(correctFact, officer, { ...correction, to: { ...to, note: 'Nobody in. A visit on Friday.' } })
  })

  it('is refused a figure of more sessions than there can have been, as a new one, for several and as a correction', async () => {
    await putOnRoll(own, child, 'ashfold', '2026-11-16')
    await record(database, child, [{ id: `${child}-back`, type: 'on-roll', on: date('2026-11-16'), by: 'school' }], today)
    const figure = (possible: number, attended: number, on = '2026-11-20') =>
      fact('attendance-summary', on, { detail: { scope: 'term', possible, attended } })
    const pointers = async (work: Promise<unknown>) => {
      const because = await refusal(work)
      return because.outcome === 'faults' && because.faults.map(({ pointer }) => pointer)
    }
    for (const action of [recordFact, checkFact] as const) {
      assert.deepEqual(await pointers(doing(action as typeof recordFact, lead, figure(500, 10))), ['/detail/possible'])
      assert.deepEqual(await pointers(doing(action as typeof recordFact, lead, figure(10, 11))), ['/detail/attended'])
    }
    const several = { children: [child], fact: figure(500, 10).fact }
    assert.deepEqual(await pointers(doing(recordForSeveral, lead, several)), ['/detail/possible'])
    const { given } = await doing(recordFact, lead, figure(100, 10))
    const corrected = { child, fact: given.fact, to: figure(500, 10).fact, why: 'mistyped' }
    assert.deepEqual(await pointers(doing(correctFact, lead, corrected)), ['/detail/possible'])
    await doing(correctFact, lead, { ...corrected, to: figure(102, 10).fact })
  })

  it('tells what changed with it once it is there', async () => {
    const { given } = await doing(recordFact, officer, fact('cme-registered', '2026-11-23'))
    const { given: seen } = await doing(viewChild, officer, { child, recorded: given.fact })
    assert.equal(seen.before?.assessment.duties.find(({ clause }) => clause === '1.2b')?.state, 'overdue')
    assert.equal((await doing(viewChild, officer, { child, recorded: 'something-else' })).given.before, undefined)
  })
})

describe('putting right what was recorded', () => {
  beforeEach(anotherChild)

  const registered = async (on = '2026-11-10') => (await doing(recordFact, officer, fact('cme-registered', on))).given.fact

  it('replaces a fact by another, with the reason in the audit log', async () => {
    const before = await registered()
    const to = { type: 'cme-registered', on: date('2026-10-07') } as never
    const { given } = await doing(checkCorrection, officer, { child, fact: before, to, why: 'the day was wrong' })
    assert.equal(given.after.duties.find(({ clause }) => clause === '1.2b')?.state, 'done')
    const done = await doing(correctFact, officer, { child, fact: before, to, why: 'the day was wrong' })
    assert.equal(done.why, 'the day was wrong')
    assert.deepEqual(await statesOf('1.2b'), ['done'])
    const again = await refusal(doing(correctFact, officer, { child, fact: before, to, why: 'again' }))
    assert.equal(again.outcome, 'collision')
  })

  it('withdraws a fact and all that it had replaced', async () => {
    const first = await registered()
    const to = { type: 'cme-registered', on: date('2026-10-07') } as never
    const { given: second } = await doing(correctFact, officer, { child, fact: first, to, why: 'the day was wrong' })
    const { given } = await doing(checkWithdrawal, officer, { child, fact: second.fact, why: 'another child' })
    assert.equal(given.added.length, 2)
    await doing(withdrawFact, officer, { child, fact: second.fact, why: 'another child' })
    assert.deepEqual(await statesOf('1.2b'), ['overdue'])
  })

  it('says before it is saved what it takes away', async () => {
    const support = await doing(recordFact, officer, fact('officer-support', '2026-10-09', { detail: { open: true } }))
    const { given } = await doing(checkWithdrawal, officer, { child, fact: support.given.fact, why: 'by mistake' })
    const { ends } = changesBetween(given.assessment, given.after, given.rules, today)
    assert.ok(ends.some(({ title }) => title === 'Consider nomination for the CME panel'))
  })

  it('does not make a fact into one of another type', async () => {
    const to = { type: 'case-review', on: date('2026-11-10') } as never
    assert.equal((await refusal(doing(correctFact, officer, { child, fact: await registered(), to, why: 'no' }))).outcome, 'absent')
  })

  it('is not for those whose word it was not', async () => {
    const before = await registered()
    await putOnRoll(own, child, 'ashfold', '2026-11-16')
    await record(database, child, [{ id: `${child}-back`, type: 'case-review', on: date('2026-11-20'), by: 'school' }], today)
    assert.equal((await refusal(doing(openChange, lead, { child, fact: before }))).outcome, 'forbidden')
    assert.equal((await doing(openChange, officer, { child, fact: before })).given.fact.id, before)
  })
})

describe('how the guidance is kept', () => {
  beforeEach(anotherChild)

  it('is counted clause by clause, and each number opens its children', async () => {
    const { given } = await doing(seeHowKept, head, {})
    const overdue = given.kept.find(({ clause, state }) => clause === '1.2b' && state === 'overdue')
    const { given: shown } = await doing(seeKeptChildren, head, { clause: '1.2b', state: 'overdue', page: 1 })
    assert.ok(overdue && overdue.duties > 0)
    assert.equal(shown.duties.length, overdue.duties)
    assert.ok(shown.duties.some((duty) => duty.child === child))
  })

  it('leaves out a child that is sealed, in the number and behind it', async () => {
    const count = async () =>
      (await doing(seeHowKept, head, {})).given.kept.find(({ clause, state }) => clause === '1.2b' && state === 'overdue')?.duties ?? 0
    const before = await count()
    await putSeal(own, child, 'halloran')
    await record(database, child, [{ id: `${child}-more`, type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    assert.equal(await count(), before - 1)
  })
})
