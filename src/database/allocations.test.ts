import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { storeAgencies } from '../../test/database/agencies.ts'
import { recorder, rules, store, stored } from '../../test/database/children.ts'
import { freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { amina } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import { allocate, endAllocation, type NewAllocation } from './allocations.ts'
import { type HeldChild, holdChild } from './cases.ts'
import { newId } from './ids.ts'
import type { Database, Transaction } from './pool.ts'
import { reassess } from './projection.ts'

describe('allocations in the database', () => {
  let own: TestDatabase
  let database: Database
  before(async () => {
    own = await freshDatabase()
    database = own.open('app')
    await storeAgencies(own)
  })
  after(() => own.drop())

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

  it('that a child does not have cannot be ended', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await assert.rejects(
      change(id, (transaction, child) => endAllocation(transaction, child, 'another’s', date('2025-11-20'), recorder)),
      /not there/,
    )
  })
})
