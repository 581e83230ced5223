import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { putSeal, storeAgencies } from '../../test/database/agencies.ts'
import { recorder, store } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina } from '../../test/kit.ts'
import { date } from '../calendar/civil-date.ts'
import { isOpenChild } from './audit-of-child.ts'
import { holdChildren, letStandFor } from './cases.ts'
import { addReturns, type NewReturn, readReturns } from './deletion-returns.ts'
import { newId } from './ids.ts'

describe('what a school told of a child', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)
  before(() => storeAgencies(own))

  it('is not there any more, nor is who looked at it, once the child is sealed under any of its records', async () => {
    const [one, other] = [newId(), newId()]
    for (const id of [one, other]) await store(database, { ...amina, id })
    const content = { address: '1 Nowhere Street', parents: [] }
    const day = { deletedOn: date('2025-10-06'), ground: 'a', regulations: '2024' } as const
    const told: NewReturn = { child: one, agency: 'ashfold', ...day, content, facts: [] }
    await database.inTransaction((transaction) => addReturns(transaction, [told], 'redfern'))
    const asked = { agency: 'ashfold', limit: 10, offset: 0 }
    const seen = () =>
      database.inTransaction(async (transaction) => ({
        returns: (await readReturns(transaction, asked)).map(({ child }) => child),
        open: await Promise.all([one, other, 'never-was'].map((id) => isOpenChild(transaction, id))),
      }))
    await putSeal(own, other, 'halloran')
    assert.deepEqual(await seen(), { returns: [one], open: [true, false, false] })
    await database.inTransaction(async (transaction) => {
      await holdChildren(transaction, [one, other])
      await letStandFor(transaction, one, [other], 'the same child', recorder)
    })
    assert.deepEqual(await seen(), { returns: [], open: [false, false, false] })
    await own.ask(`insert into seals (child_id, version, is_sealed, why, recorded_by) values ($1, 2, false, 'lifted', 'test')`, other)
    assert.deepEqual(await seen(), { returns: [one], open: [true, true, false] })
  })
})
