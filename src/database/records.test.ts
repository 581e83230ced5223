import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { officer, putAddress, storeAgencies, worker } from '../../test/database/agencies.ts'
import { anotherId, at, record, recorder, rules, store } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { allocate } from './allocations.ts'
import { awaitedAnswers } from './awaited-answers.ts'
import { panelCandidates } from './candidates.ts'
import { holdChild, holdChildren, letStandFor } from './cases.ts'
import { addEntry } from './casework.ts'
import { reassess } from './projection.ts'
import { openRequests } from './requests.ts'

const today = day('2026-11-23')
const on = date('2026-11-23')

describe('What was recorded of a child before two records were joined', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)
  before(() => storeAgencies(own))

  /** A child of an officer, of two records: these facts are the second's, and all that comes later is written under the first. */
  async function joined(...facts: readonly CaseRecord[]): Promise<string> {
    const [head, other] = [anotherId(), anotherId()]
    for (const id of [head, other]) {
      await store(database, { id, dateOfBirth: date('2013-04-07') })
      await putAddress(own, id, 'Nettleworth')
    }
    const missing = [
      at('2026-10-05', '2026-10-05T09:00:00Z', { id: `${head}-off`, by: 'school', type: 'off-roll' }),
      at('2026-10-06', '2026-10-06T09:00:00Z', { id: `${head}-told`, by: 'school', type: 'cme-notification' }),
      at('2026-10-07', '2026-10-07T09:00:00Z', { id: `${head}-registered`, type: 'cme-registered' }),
    ]
    await record(database, other, [...missing, ...facts], today)
    await database.inTransaction(async (transaction) => {
      const held = await holdChild(transaction, other)
      assert.ok(held)
      await allocate(transaction, held, { kind: 'cme-officer', agency: 'cme', user: officer.user, from: date('2026-10-07') }, recorder)
      await holdChildren(transaction, [head, other])
      await letStandFor(transaction, head, [other], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [head]), rules, today)
    })
    return head
  }
  const withdraw = (head: string, id: string, as: string) =>
    record(database, head, [at('2026-11-23', '2026-11-23T09:00:00Z', { id: as, withdraws: id })], today, head)
  const keep = (head: string, kind: 'agency-referral' | 'referral-answer', of: string, content: Readonly<Record<string, string>>) =>
    database.inTransaction((transaction) =>
      addEntry(transaction, head, { kind, on, by: 'cme-officer', of, content }, { by: officer.user, agency: 'cme' }),
    )

  it('is waited for: an answer whose day is kept under the first, until it is given, or the referral is withdrawn', async () => {
    const waits = async (head: string) =>
      (await database.inTransaction((transaction) => awaitedAnswers(transaction, officer, on, 50)))
        .filter(({ child }) => child === head)
        .map(({ fact }) => fact)
    const referral = (id: string) =>
      at('2026-11-09', '2026-11-09T09:00:00Z', { id, type: 'agency-referral', detail: { to: 'school nursing' } })
    const head = await joined(referral('nursing'), referral('nursing-too'))
    assert.deepEqual(await waits(head), [])
    for (const id of ['nursing', 'nursing-too']) await keep(head, 'agency-referral', id, { answerBy: '2026-11-20' })
    assert.deepEqual((await waits(head)).toSorted(), ['nursing', 'nursing-too'])
    await withdraw(head, 'nursing', 'no-nursing')
    assert.deepEqual(await waits(head), ['nursing-too'])
    await keep(head, 'referral-answer', 'nursing-too', { answer: 'accepted' })
    assert.deepEqual(await waits(head), [])
    await withdraw(head, 'no-nursing', 'nursing-after-all')
    assert.deepEqual(await waits(head), ['nursing'])
  })

  it('is answered where the answer was to what a later correction, kept under the first, corrects', async () => {
    const head = await joined(
      at('2026-11-09', '2026-11-09T09:00:00Z', { id: 'first-said', type: 'agency-referral', detail: { to: 'a food bank' } }),
    )
    await keep(head, 'agency-referral', 'first-said', { answerBy: '2026-11-20' })
    await keep(head, 'referral-answer', 'first-said', { answer: 'accepted' })
    const corrected = { id: 'then-said', type: 'agency-referral', detail: { to: 'the food bank' }, replaces: 'first-said' }
    await record(database, head, [at('2026-11-10', '2026-11-23T09:00:00Z', corrected)], today, head)
    await keep(head, 'agency-referral', 'then-said', { answerBy: '2026-11-20' })
    const waiting = await database.inTransaction((transaction) => awaitedAnswers(transaction, officer, on, 50))
    assert.ok(!waiting.some(({ child }) => child === head))
  })

  it('is no reason not to nominate once the decline is withdrawn under the first', async () => {
    const isCandidate = async (head: string) => {
      const asked = { lastPanel: null, limit: 50, offset: 0 }
      const { candidates } = await database.inTransaction((transaction) => panelCandidates(transaction, officer, on, asked))
      return candidates.some(({ child, barrierOn }) => child === head && barrierOn === '2026-11-09')
    }
    const head = await joined(
      at('2026-11-09', '2026-11-09T09:00:00Z', { id: 'barrier', type: 'barrier', detail: { kind: 'significant' } }),
      at('2026-11-16', '2026-11-16T09:00:00Z', {
        id: 'declined',
        type: 'panel-nomination-declined',
        detail: { reason: 'A place is offered.' },
      }),
    )
    assert.equal(await isCandidate(head), false)
    await withdraw(head, 'declined', 'not-declined')
    assert.equal(await isCandidate(head), true)
    await withdraw(head, 'not-declined', 'declined-after-all')
    assert.equal(await isCandidate(head), false)
  })

  it('is asked no more once the request is withdrawn under the first', async () => {
    const isAsked = async (head: string) => {
      const open = await database.inTransaction((transaction) => openRequests(transaction, worker, today, { limit: 50, offset: 0 }))
      return open.some(({ child }) => child === head)
    }
    const detail = { to: 'cfw', route: 'direct', level: 'standard' }
    const head = await joined(at('2026-11-16', '2026-11-16T09:00:00Z', { id: 'asked', type: 'support-request', detail }))
    assert.equal(await isAsked(head), true)
    await withdraw(head, 'asked', 'not-asked')
    assert.equal(await isAsked(head), false)
  })
})
