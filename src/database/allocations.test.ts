import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actor, storeAgencies } from '../../test/database/agencies.ts'
import { record, recorder, rules, store, stored } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina, fact } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import { allocate, endAllocation, type NewAllocation, readChildrenHeldBy, readWhoHasSome } from './allocations.ts'
import { type HeldChild, holdChild, holdChildren, letStandFor, ofDuty } from './cases.ts'
import { newId } from './ids.ts'
import type { Transaction } from './pool.ts'
import { reassess } from './projection.ts'

describe('allocations in the database', () => {
  const own = ownDatabase(storeAgencies)
  const database = openedAs('app', own)

  const toBrackley: NewAllocation = { kind: 'cfw', agency: 'cfw-north', user: 'brackley', from: date('2025-11-03') }

  /** Changes who has the child, as a page does; what was returned is what is read again. */
  async function change(id: string, work: (transaction: Transaction, child: HeldChild) => Promise<HeldChild | undefined>): Promise<void> {
    const changed = await database.inTransaction(async (transaction) => {
      const held = await holdChild(transaction, id)
      const child = held && (await work(transaction, held))
      if (!child) throw new Error('not there')
      await reassess(transaction, [child], rules, day('2025-11-24'))
      return child
    })
    assert.deepEqual((await stored(database, id)).circumstances.allocations, changed.circumstances.allocations)
  }

  const allocated = async (id: string) =>
    (await stored(database, id)).circumstances.allocations.map(({ agency, user, from, until }) => [agency, user, from, until])

  it('come back as they were given, for a child or for one duty, and one ended with its last day', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await change(id, (transaction, child) => allocate(transaction, child, toBrackley, recorder))
    await change(id, (transaction, child) =>
      allocate(transaction, child, { ...toBrackley, duty: '1.5b cme - 2025-11-03 f1', user: null }, recorder),
    )
    assert.deepEqual(await allocated(id), [
      ['cfw-north', 'brackley', '2025-11-03', null],
      ['cfw-north', null, '2025-11-03', null],
    ])
    const [first, second] = (await stored(database, id)).circumstances.allocations
    await change(id, (transaction, child) => endAllocation(transaction, child, first?.id ?? '', date('2025-11-20'), recorder))
    await change(id, (transaction, child) => endAllocation(transaction, child, second?.id ?? '', date('2025-10-01'), recorder))
    assert.deepEqual(await allocated(id), [
      ['cfw-north', 'brackley', '2025-11-03', '2025-11-20'],
      ['cfw-north', null, '2025-11-03', '2025-11-03'],
    ])
    const kept = await own.ask(`select id, version from allocations where child_id = $1`, id)
    assert.equal(kept.length, 4)
  })

  it('of records that are one child are in force by the child: whoever was given any of them last has it, and has one child', async () => {
    const [one, other] = [newId(), newId()]
    for (const id of [one, other]) await store(database, { ...amina, id })
    await own.ask(
      `insert into user_roles (user_id, agency_id, role, given_by) select u, 'cfw-north', 'cfw-worker', 'test' from unnest(array['brackley', 'garstone']) as u`,
    )
    const asked = { to: 'cfw', route: 'direct', level: 'standard' } as const
    await record(
      database,
      one,
      [fact('2025-10-06', 'off-roll', {}, { id: newId() }), fact('2025-11-03', 'support-request', asked, { id: newId() })],
      day('2025-11-24'),
    )
    await change(one, (transaction, child) => allocate(transaction, child, toBrackley, recorder))
    await change(other, (transaction, child) =>
      allocate(transaction, child, { ...toBrackley, user: 'garstone', from: date('2025-11-10') }, recorder),
    )
    const held = (user: string) =>
      database.inTransaction(async (transaction) => {
        const who = actor(user, 'cfw-worker', 'cfw-north', 'cfw')
        const some = await readWhoHasSome(transaction, who, date('2025-11-24'))
        return [
          await readChildrenHeldBy(transaction, who, user, date('2025-11-24')),
          some.filter((has) => has.user === user).map(({ children }) => children),
        ]
      })
    assert.deepEqual(await held('brackley'), [[one], [1]])
    assert.deepEqual(await held('garstone'), [[], []], 'of the other record alone nothing is to be done')
    await database.inTransaction(async (transaction) => {
      await holdChildren(transaction, [one, other])
      await letStandFor(transaction, one, [other], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [one]), rules, day('2025-11-24'))
    })
    assert.deepEqual(await held('brackley'), [[], []])
    assert.deepEqual(await held('garstone'), [[one], [1]])
    const owners = (await stored(database, one)).stored.duties.filter((row) => row[ofDuty.outcome] === null && row[ofDuty.owner] === 'cfw')
    assert.deepEqual([...new Set(owners.map((row) => row[ofDuty.ownerUser]))], ['garstone'])
    await change(one, (transaction, child) => allocate(transaction, child, { ...toBrackley, duty: 'a step', user: 'garstone' }, recorder))
    assert.deepEqual(await held('garstone'), [[one], [1]], 'a child that somebody has twice is one')
  })

  it('that a child does not have cannot be ended', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await assert.rejects(
      change(id, (transaction, child) => endAllocation(transaction, child, 'another’s', date('2025-11-20'), recorder)),
      /not there/,
    )
  })
})
