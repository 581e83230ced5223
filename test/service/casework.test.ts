import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const child = childOf('no-progress')
const path = `/children/${child.id}`
const monday = { 'on.day': '23', 'on.month': '11', 'on.year': '2026' }

describe('What is recorded of a child that no clause reads', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get(path)
  })

  const send = (to: string, fields: Readonly<Record<string, string>>) => halloran.post(to, { key: crypto.randomUUID(), ...fields })
  const kept = () =>
    own.ask<{ kind: string; of_id: string | null; content: object; recorded_by: string; agency_id: string }>(
      'select kind, of_id, content, recorded_by, agency_id from casework where child_id = $1 order by id',
      child.id,
    )
  const lastKept = async () => (await kept()).at(-1)

  it('is kept with who recorded it, stands on the child’s page, and settles nothing', async () => {
    const duties = () => own.ask('select * from duties where child_id = $1 order by clause, started_on, first_because', child.id)
    const before = await duties()
    const { status, location } = await send(`${path}/casework/enquiry`, {
      ...monday,
      'more.check': 'neighbours',
      'more.result': 'nothing',
      'more.says': 'Number nine has seen nobody since August.',
    })
    assert.deepEqual([status, location], [303, `${path}/casework`])
    assert.deepEqual(await lastKept(), {
      ...{ kind: 'enquiry', of_id: null, recorded_by: 'p-halloran', agency_id: 'a-cme' },
      content: { check: 'neighbours', result: 'nothing', says: 'Number nine has seen nobody since August.' },
    })
    assert.deepEqual(await duties(), before)
    const { text } = await halloran.get(path)
    assert.match(text, /An enquiry[\s\S]*Neighbours, or the landlord[\s\S]*Number nine has seen nobody since August/)
  })

  it('is asked for again with everything typed where something is missing, or was not yet', async () => {
    const before = (await kept()).length
    const sharing = { 'more.what': 'That the child is missing education', 'more.withWhom': 'Police', 'more.decision': 'shared' }
    const without = await send(`${path}/casework/sharing-decision`, {
      ...monday,
      ...sharing,
      'more.familyTold': 'false',
      'more.why': 'Safety.',
    })
    assert.equal(without.status, 422)
    assert.match(without.text, /href="#more-basis">Choose an answer: On which lawful basis\?/)
    assert.match(without.text, /That the child is missing education/)
    const ahead = await send(`${path}/casework/enquiry`, { ...monday, 'on.day': '24', 'more.check': 'visit', 'more.result': 'nothing' })
    assert.equal(ahead.status, 422)
    assert.match(ahead.text, /That day is still to come/)
    const unborn = await send(`${path}/casework/enquiry`, { ...monday, 'on.year': '1990', 'more.check': 'visit', 'more.result': 'nothing' })
    assert.equal(unborn.status, 422)
    assert.match(unborn.text, /before the child was born/)
    const referral = {
      ...monday,
      'detail.to': 'Health',
      'more.answerBy.day': '1',
      'more.answerBy.month': '1',
      'more.answerBy.year': '2020',
    }
    const early = await halloran.post(`${path}/record/agency-referral/check`, referral)
    assert.equal(early.status, 422)
    assert.match(early.text, /href="#more-answerBy[^"]*">Enter a day that is not before/)
    assert.equal((await kept()).length, before)
  })

  it('needs no lawful basis where it is decided not to share', async () => {
    const decision = { 'more.decision': 'not-shared', 'more.familyTold': 'true', 'more.why': 'They have no need to know.' }
    const { status } = await send(`${path}/casework/sharing-decision`, {
      ...{ ...monday, 'more.what': 'The address', 'more.withWhom': 'A landlord' },
      ...decision,
    })
    assert.equal(status, 303)
    assert.doesNotMatch((await halloran.get(path)).text, /sharing[^<]*consent/i)
  })

  it('answers nothing that it does not name, and names nothing of another child', async () => {
    const [fact] = await own.ask<{ id: string }>('select id from facts where child_id <> $1 limit 1', child.id)
    const answers = [
      await send(`${path}/casework/enquiry`, { ...monday, 'more.check': 'visit', 'more.result': 'nothing', of: fact?.id ?? '' }),
      await halloran.get(`${path}/casework/enquiry?of=${fact?.id}`),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404],
    )
  })

  const consent = { ...monday, 'detail.for': 'support', 'detail.decision': 'refused', 'more.of': 'Her grandmother', 'more.how': 'phone' }

  it('beside a fact is checked with it, kept with it, and read with it', async () => {
    const check = await halloran.post(`${path}/record/consent/check`, consent)
    assert.match(check.text, /Who was asked\?<\/dt><dd[^>]*>Her grandmother/)
    const { status } = await send(`${path}/record/consent`, consent)
    assert.equal(status, 303)
    const [fact] = await own.ask<{ id: string }>(
      `select id from facts where child_id = $1 and type = 'consent' order by recorded_at desc limit 1`,
      child.id,
    )
    const entry = await lastKept()
    assert.deepEqual([entry?.kind, entry?.of_id, entry?.content], ['consent', fact?.id, { of: 'Her grandmother', how: 'phone' }])
    assert.match((await halloran.get(path)).text, /Her grandmother/)
  })

  it('beside a fact that came without is added later, and the last that was recorded counts', async () => {
    const { 'more.of': _, 'more.how': __, ...bare } = { ...consent, 'detail.for': 'eha' }
    await send(`${path}/record/consent`, bare)
    const [fact] = await own.ask<{ id: string }>(
      `select id from facts where child_id = $1 and type = 'consent' order by recorded_at desc limit 1`,
      child.id,
    )
    assert.notEqual((await lastKept())?.of_id, fact?.id)
    const form = `${path}/facts/${fact?.id}/particulars`
    assert.equal((await halloran.get(form)).status, 200)
    await send(`${form}/consent`, { 'more.of': 'Her uncle', last: '' })
    const late = await send(`${form}/consent`, { 'more.of': 'Her aunt', last: '' })
    assert.equal(late.status, 409)
    assert.match(late.text, /Somebody changed this while you did[\s\S]*Her uncle[\s\S]*value="Her aunt"/)
    const [, last = ''] = /name="last" value="([^"]+)"/.exec(late.text) ?? []
    assert.equal((await send(`${form}/consent`, { 'more.of': 'Her aunt', last })).status, 303)
    const { text } = await halloran.get(path)
    assert.match(text, /Who was asked\?<\/span> Her aunt/)
    assert.match(text, /Particulars put right, [^<]* by Bridie Halloran/)
    assert.match(text, /Particulars before: Who was asked\? Her uncle; recorded /)
    assert.doesNotMatch(text, /Who was asked\?<\/span> Her uncle/)
    assert.match((await halloran.get(form)).text, /value="Her aunt"/)
    assert.equal((await send(`${form}/engagement-attempt`, { 'more.spokeWith': 'Her aunt' })).status, 404)
  })

  it('is not for who reads no free words of a child, nor to be kept by who keeps no such thing', async () => {
    const vance = await service.signIn('p-vance')
    const { status, text } = await vance.get(path)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /Her aunt|Number nine/)
    assert.equal((await vance.get(`${path}/casework/enquiry`)).status, 403)
  })

  it('is never changed and never deleted', async () => {
    for (const statement of [`update casework set content = '{}'`, 'delete from casework']) await assert.rejects(own.ask(statement))
  })
})
