import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { check, type Rules } from '../../src/database/projection.ts'
import { readRules } from '../../src/database/rules.ts'
import { childOf, storiesDatabase, today } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const kofi = childOf('older-sibling')
const efua = childOf('younger-sibling')
const lena = childOf('waiting')
const sealed = childOf('sealed')
const suspended = childOf('suspended-twice')

describe('Brothers and sisters', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  let oyelaran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    oyelaran = await service.signIn('p-oyelaran')
    for (const visitor of [halloran, oyelaran]) await visitor.get(`/children/${kofi.id}/siblings`)
  })

  const link = (of: { readonly id: string }, sibling: string, more: Readonly<Record<string, string>> = {}, by = oyelaran) =>
    by.post(`/children/${of.id}/siblings`, { key: crypto.randomUUID(), sibling, relation: 'full', fromWhom: 'Their mother', ...more })
  const casework = async ({ id }: { readonly id: string }, by = oyelaran) => (await by.get(`/children/${id}/casework`)).text
  const rules = async () => (await own.open('worker', { size: 1 }).inTransaction(readRules)) as Rules
  const projected = async () => (await check(own.open('worker', { size: 1 }), await rules(), today)).different

  it('at the same address are suggested, linked on both pages, and recorded of at once', async () => {
    const { text } = await oyelaran.get(`/children/${kofi.id}/siblings`)
    assert.match(text, new RegExp(`value="${efua.id}"[\\s\\S]*${efua.name}[\\s\\S]*at the same address`))
    const { status, location } = await link(kofi, efua.id)
    assert.deepEqual([status, location], [303, `/children/${kofi.id}/casework#siblings`])
    const [one, other] = [await casework(kofi), await casework(efua)]
    assert.match(one, new RegExp(`href="/children/${efua.id}">${efua.name}, \\d+</a>[\\s\\S]*Brother or sister[\\s\\S]*From Their mother`))
    assert.match(other, new RegExp(`href="/children/${kofi.id}">${kofi.name}, \\d+</a>`))
    const several = /href="(\/steps\/several\/engagement-attempt\?[^"]+)"/.exec(one)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const form = await oyelaran.get(several)
    assert.equal(form.status, 200)
    assert.ok(form.text.includes(kofi.name) && form.text.includes(efua.name))
  })

  it('are on record for both children, in the audit log too', async () => {
    const [entry] = await own.ask<{ children: string[] }>(
      `select children from audit where action = 'linked-siblings' and outcome = 'done' order by id desc limit 1`,
    )
    assert.deepEqual(new Set(entry?.children), new Set([kofi.id, efua.id]))
  })

  it('are opened to the team that links them, for some months, and no further than who and where they are', async () => {
    const path = `/children/${suspended.id}`
    assert.equal((await oyelaran.get(path)).status, 404)
    const { status } = await link(lena, suspended.id, { relation: 'half' })
    assert.equal(status, 303)
    const { text } = await oyelaran.get(path)
    assert.match(text, /works with a brother or sister, and put that on record/)
    assert.doesNotMatch(text, /Case notes/)
    assert.equal((await oyelaran.get(`${path}/casework`)).status, 403)
    const rows = await own.ask<{ agency_id: string; until_on: string }>(
      `select agency_id, to_char(until_on, 'YYYY-MM-DD') as until_on from may_see where child_id = $1 and relationship = 'sibling-of-one'`,
      suspended.id,
    )
    assert.deepEqual(
      rows.map(({ agency_id }) => agency_id),
      ['a-cme'],
    )
    assert.deepEqual(await projected(), [])
  })

  it('that were a mistake are taken back, and what that opened is closed again', async () => {
    const { status } = await link(lena, suspended.id, { relation: 'mistake', fromWhom: 'Another family of that name' })
    assert.equal(status, 303)
    assert.equal((await oyelaran.get(`/children/${suspended.id}`)).status, 404)
    assert.doesNotMatch(await casework(lena), new RegExp(suspended.name))
    assert.deepEqual(await projected(), [])
    assert.equal((await link(lena, suspended.id, { relation: 'mistake' })).status, 422)
  })

  it('are never linked with a sealed child, whoever asks, and who does not know of it is told what they are told of nobody', async () => {
    const links = () => own.ask('select * from siblings where child_id = $1 or sibling_id = $1', sealed.id)
    const [hidden, never] = [await link(kofi, sealed.id), await link(kofi, 'c-never-was')]
    const message = /No child with this reference is there for you/
    assert.deepEqual([hidden.status, never.status], [422, 422])
    assert.match(hidden.text, message)
    assert.match(never.text, message)
    assert.equal((await link(kofi, sealed.id, {}, halloran)).status, 422)
    assert.equal((await link(sealed, kofi.id, {}, halloran)).status, 422)
    assert.deepEqual(await links(), [])
  })

  it('are linked by those who cannot match only where they may see both, and a school sees no other school’s pupil by it', async () => {
    const brackley = await service.signIn('p-brackley')
    const [seen] = await own.ask<{ child_id: string }>(
      `select m.child_id from may_see m join user_roles r on r.agency_id = m.agency_id where r.user_id = 'p-brackley' and m.child_id <> $1
        and (m.until_on is null or m.until_on >= '2026-11-23') and m.from_on <= '2026-11-23' order by m.child_id limit 1`,
      kofi.id,
    )
    await brackley.get(`/children/${seen?.child_id}/siblings`)
    assert.equal((await link({ id: seen?.child_id ?? '' }, kofi.id, {}, brackley)).status, 422)
    const redfern = await service.signIn('p-redfern')
    const [pupil] = await own.ask<{ child_id: string }>(
      `select m.child_id from may_see m join user_roles r on r.agency_id = m.agency_id where r.user_id = 'p-redfern' and m.relationship = 'on-roll'
        and (m.until_on is null or m.until_on >= '2026-11-23') and m.from_on <= '2026-11-23' order by m.child_id limit 1`,
    )
    await redfern.get(`/children/${pupil?.child_id}/siblings`)
    assert.equal((await link({ id: pupil?.child_id ?? '' }, kofi.id, {}, redfern)).status, 422)
    assert.equal((await redfern.get(`/children/${kofi.id}`)).status, 404)
  })

  it('are asked for again with what was typed where something is missing, and a child is no brother of itself', async () => {
    const { status, text } = await link(kofi, 'other', { reference: efua.id, relation: '', fromWhom: 'An aunt' })
    assert.equal(status, 422)
    assert.match(text, /href="#relation">Choose what they are to each other/)
    assert.match(text, new RegExp(`value="${efua.id}"`))
    assert.match(text, /value="An aunt"/)
    assert.match((await link(kofi, kofi.id)).text, /That is the child itself/)
  })
})
