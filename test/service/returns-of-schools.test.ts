import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { date } from '../../src/calendar/civil-date.ts'
import { holdChildren } from '../../src/database/cases.ts'
import { reassess } from '../../src/database/projection.ts'
import { rulesOf } from '../../src/database/rules.ts'
import { putSeal } from '../database/agencies.ts'
import { record } from '../database/children.ts'
import { countyDatabase, today } from './county.ts'
import { agencyOf, untoldPupils } from './pupils.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

describe('What schools returned, as the council sees it', () => {
  const { own, service } = served(countyDatabase)
  let redfern: Visitor
  let halloran: Visitor
  let school: string
  before(async () => {
    redfern = await service.signIn('p-redfern')
    halloran = await service.signIn('p-halloran')
    school = await agencyOf(own, 'p-redfern')
  })

  const found = untoldPupils(own)
  const pupil = async (): Promise<{ readonly id: string; readonly name: string }> => {
    const { id, given, family } = await found.pupil(school)
    return { id, name: `${given} ${family}` }
  }
  const whole = {
    ...{ 'deletedOn.day': '23', 'deletedOn.month': '11', 'deletedOn.year': '2026', address: '1 Nowhere Street' },
    ...{ 'parent1.name': 'Ana Holt', 'parent1.address': '3 Anywhere Road', 'parent1.phone': '01632 960777' },
  }
  const returned = async (fields: Readonly<Record<string, string>>) => {
    const child = await pupil()
    const path = `/children/${child.id}/deletion-return`
    await redfern.get(path)
    const { status, location = '' } = await redfern.post(path, { key: crypto.randomUUID(), ...whole, ...fields })
    assert.equal(status, 303)
    return { ...child, return: location.replace('/deletion-returns/', '') }
  }
  const lastAudit = async (action: string) =>
    (
      await own.ask<{ children: readonly string[]; outcome: string }>(
        'select children, outcome from audit where action = $1 order by id desc limit 1',
        action,
      )
    )[0]

  it('has those on top of whom nobody knows where they go, then the last, and can be of one ground or school', async () => {
    const unknown = await returned({ ground: 'g' })
    const named = await returned({ ground: 'n', nextSchoolName: 'Elsewhere Academy, Nettleby' })
    const home = await returned({ ground: 'f' })
    const moved = await returned({
      ground: 'a',
      nextSchoolName: 'Elsewhere Academy',
      'startsOn.day': '30',
      'startsOn.month': '11',
      'startsOn.year': '2026',
    })
    const { text } = await halloran.get('/returns')
    const placeOf = ({ return: id }: { readonly return: string }) => text.indexOf(`/returns/${id}"`)
    assert.ok(placeOf(unknown) > 0 && placeOf(unknown) < placeOf(home) && placeOf(home) < placeOf(named))
    assert.match(text, /missing education still/)
    assert.equal(placeOf(moved), -1, 'a move opens no case, and the officer does not see the child')
    const children = (await lastAudit('saw-returns-of-schools'))?.children ?? []
    assert.deepEqual(
      [unknown, named, home, moved].map(({ id }) => children.includes(id)),
      [true, true, true, false],
    )

    const ofGround = await halloran.get('/returns?ground=f')
    assert.deepEqual(
      [unknown, named, home].map(({ return: id }) => ofGround.text.includes(id)),
      [false, false, true],
    )
    assert.ok((await halloran.get(`/returns?school=${school}`)).text.includes(unknown.return))
    assert.match((await halloran.get('/returns?school=nowhere')).text, /No return is of this ground and school/)
    assert.equal((await halloran.get('/returns?ground=constructor&page=x')).status, 200)
  })

  it('shows all that a school said of a child, and leads there from what happened', async () => {
    const child = await returned({
      ...{
        ground: 'i',
        enquiries: 'Rang all numbers.\nVisited on 20 November.',
        councilEnquiries: 'Asked health; agreed with the officer.',
      },
      ...{ movesTo: '9 Faraway Lane', 'movesOn.day': '1', 'movesOn.month': '12', 'movesOn.year': '2026' },
    })
    const page = await halloran.get(`/children/${child.id}`)
    assert.match(page.text, new RegExp(`href="/returns/${child.return}">What the school returned`))
    assert.equal(page.text.match(/What the school returned/g)?.length, 1, 'at the fact of the roll, and not at the notification')
    const { status, text } = await halloran.get(`/returns/${child.return}`)
    assert.equal(status, 200)
    for (const says of [
      child.name,
      '1 Nowhere Street',
      'Ana Holt',
      '3 Anywhere Road',
      '01632 960777',
      'Visited on 20 November.',
      'Asked health;',
      '9 Faraway Lane',
      'Tuesday 1 December 2026',
    ])
      assert.ok(text.includes(says), says)
    assert.doesNotMatch(/<title>[^<]*/.exec(text)?.[0] ?? '', new RegExp(child.name))
    assert.deepEqual({ ...(await lastAudit('saw-return-of-school')) }, { children: [child.id], outcome: 'done' })
    // The school reads its own under its own address, and has no other.
    assert.match(
      (await redfern.get(`/children/${child.id}`)).text,
      new RegExp(`href="/deletion-returns/${child.return}">What the school returned`),
    )
    assert.equal((await redfern.get(`/returns/${child.return}`)).status, 403)
  })

  it('is of children whom somebody may see, and of a child that is sealed for those alone whom the seal lists', async () => {
    const child = await returned({ ground: 'g' })
    const desaye = await service.signIn('p-desaye')
    assert.equal((await desaye.get(`/returns/${child.return}`)).status, 404)
    const worker = own.open('worker')
    const engaging = {
      id: `engaging-${child.id}`,
      type: 'admissions-engagement',
      on: date('2026-11-23'),
      by: 'cme-officer',
      detail: { engaging: true },
    } as const
    await record(worker, child.id, [engaging], today)
    assert.equal((await desaye.get(`/returns/${child.return}`)).status, 200)
    assert.ok((await desaye.get('/returns')).text.includes(child.return))
    assert.equal((await halloran.get(`/returns/${child.return}`)).status, 200)
    await putSeal(own, child.id, 'p-oyelaran')
    await worker.inTransaction(async (transaction) => {
      await reassess(transaction, await holdChildren(transaction, [child.id]), await rulesOf(transaction), today)
    })
    assert.equal((await halloran.get(`/returns/${child.return}`)).status, 404)
    assert.deepEqual({ ...(await lastAudit('saw-return-of-school')) }, { children: [child.return], outcome: 'refused' })
    assert.ok(!(await halloran.get('/returns')).text.includes(child.return))
    assert.equal((await redfern.get(`/deletion-returns/${child.return}`)).status, 404)
    const oyelaran = await service.signIn('p-oyelaran')
    assert.equal((await oyelaran.get(`/returns/${child.return}`)).status, 200)
  })
})
