import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Answer, Visitor } from './visitor.ts'

const on = (date: string, name = 'on') => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}

describe('What the home-education team is asked', () => {
  const { own, service } = served(storiesDatabase)
  let lomaxen: Visitor
  let halloran: Visitor
  before(async () => {
    lomaxen = await service.signIn('p-lomaxen')
    halloran = await service.signIn('p-halloran')
    await halloran.get('/steps')
  })

  const record = async (story: Parameters<typeof childOf>[0], type: string, date: string, more: Readonly<Record<string, string>> = {}) => {
    const path = `/children/${childOf(story).id}/record/${type}`
    const { status, text } = await halloran.post(path, { key: crypto.randomUUID(), ...on(date), ...more })
    assert.equal(status, 303, text)
  }
  const names = async (): Promise<readonly string[]> =>
    [...(await lomaxen.get('/home-education')).text.matchAll(/href="\/children\/[\w-]+">([^<,]+), \d+</g)].map(([, name]) => name ?? '')
  const answer = (story: Parameters<typeof childOf>[0], fields: Readonly<Record<string, string>>): Promise<Answer> =>
    lomaxen.post(`/home-education/${childOf(story).id}`, { key: crypto.randomUUID(), ...fields })
  const concerns = (story: Parameters<typeof childOf>[0]) =>
    own.ask<{ detail: { resolved?: boolean } }>(
      `select detail from facts where child_id = $1 and type = 'ehe-concern' order by on_day, recorded_at`,
      childOf(story).id,
    )
  const count = async () => Number(/<strong>(\d+)<\/strong> child(?:ren)? waits?/.exec((await lomaxen.get('/home-education')).text)?.[1])

  it('is nothing while nobody has asked, and says so', async () => {
    const { text } = await lomaxen.get('/home-education')
    assert.match(text, /Nobody waits for an answer/)
    assert.equal(await count(), 0)
  })

  it('is each child of whom parents say that they home educate, the oldest first, with their number and the day that the guidance sets', async () => {
    await record('waiting', 'ehe-stated', '2026-11-18', { note: 'Her mother, on the telephone.' })
    await record('persistent', 'ehe-stated', '2026-11-12')
    assert.deepEqual(await names(), [childOf('persistent').name, childOf('waiting').name])
    assert.equal(await count(), 2)
    const { text } = await lomaxen.get('/home-education')
    assert.match(text, /Her mother, on the telephone/)
    assert.match(text, /2 working days late/)
  })

  it('is audited with the children that were seen', async () => {
    await lomaxen.get('/home-education')
    const [entry] = await own.ask<{ children: readonly string[] }>(
      `select children from audit where action = 'saw-home-education' order by id desc limit 1`,
    )
    assert.deepEqual(entry?.children.toSorted(), [childOf('persistent').id, childOf('waiting').id].toSorted())
  })

  it('is answered on one page in one step: the check settles the duty and the child is asked about no more', async () => {
    await lomaxen.get(`/home-education/${childOf('persistent').id}`)
    const without = await answer('persistent', on('2026-11-23'))
    assert.equal(without.status, 422)
    assert.match(without.text, /href="#detail-onRegister"/)
    const seen = { 'more.suitable': 'suitable', 'more.seen': 'His books, and him', ...on('2026-11-20', 'more.seenOn') }
    const { status, location } = await answer('persistent', { ...on('2026-11-23'), 'detail.onRegister': 'true', ...seen })
    assert.deepEqual([status, location], [303, '/home-education?answered=yes'])
    assert.deepEqual(await names(), [childOf('waiting').name])
    const [duty] = await own.ask<{ outcome: string }>(
      `select outcome from duties where clause = '1.2c' and child_id = $1`,
      childOf('persistent').id,
    )
    assert.equal(duty?.outcome, 'late')
    assert.match((await halloran.get(`/children/${childOf('persistent').id}`)).text, /His books, and him/)
    assert.equal((await concerns('persistent')).length, 0)
  })

  it('is a concern, until it is answered; what is found suitable resolves it', async () => {
    await record('persistent', 'ehe-concern', '2026-11-23', { 'detail.resolved': 'false', note: 'A neighbour has seen no books.' })
    assert.ok((await names()).includes(childOf('persistent').name))
    assert.match((await lomaxen.get('/home-education')).text, /A neighbour has seen no books/)
    await answer('persistent', { ...on('2026-11-23'), 'detail.onRegister': 'true', 'more.suitable': 'suitable' })
    assert.deepEqual(
      (await concerns('persistent')).map(({ detail }) => detail.resolved),
      [false, true],
    )
    assert.ok(!(await names()).includes(childOf('persistent').name))
  })

  it('becomes a concern where the education is not suitable, and is not asked of the team again', async () => {
    await answer('waiting', { ...on('2026-11-23'), 'detail.onRegister': 'true', 'more.suitable': 'not-suitable', 'more.seen': 'Nothing' })
    assert.deepEqual(
      (await concerns('waiting')).map(({ detail }) => detail.resolved),
      [false],
    )
    assert.deepEqual(await names(), [])
  })

  it('is asked no more where the statement was recorded in error, or the child is on a roll', async () => {
    await record('notified', 'ehe-stated', '2026-11-23')
    await record('no-progress', 'ehe-stated', '2026-11-23')
    assert.equal((await names()).length, 2)
    const [fact] = await own.ask<{ id: string }>(`select id from facts where child_id = $1 and type = 'ehe-stated'`, childOf('notified').id)
    const path = `/children/${childOf('notified').id}/facts/${fact?.id}/withdraw`
    assert.equal((await halloran.post(path, { key: crypto.randomUUID(), why: 'It was another child.' })).status, 303)
    assert.deepEqual(await names(), [childOf('no-progress').name])
    await record('no-progress', 'on-roll', '2026-11-23', { by: 'pupil-access' })
    assert.deepEqual(await names(), [])
  })

  it('is for the home-education team alone', async () => {
    assert.equal((await halloran.get('/home-education')).status, 403)
    assert.doesNotMatch((await halloran.get('/steps')).text, /href="\/home-education"/)
  })
})
