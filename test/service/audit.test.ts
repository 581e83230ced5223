import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Database } from '../../src/database/pool.ts'
import { may, type Permission, permissions, type Role } from '../../src/sharing/roles.ts'
import { routes } from '../../src/web/routes.ts'
import { askRoute, waysOf, whatIsMissing } from './asked.ts'
import { childOf, countyDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const child = childOf('no-progress')
const sealed = childOf('sealed')
const never = 'c-999999'
const form = `/children/${child.id}/record/case-review`

const review = (key: string, note: string) => ({ key, note, 'on.day': '20', 'on.month': '11', 'on.year': '2026' })

describe('The audit log', () => {
  const { own, service } = served(countyDatabase)
  let halloran: Visitor
  let oyelaran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    oyelaran = await service.signIn('p-oyelaran')
    for (const visitor of [halloran, oyelaran]) await visitor.get('/act-for')
  })

  const lastEntry = async () => (await own.ask<{ id: string }>('select coalesce(max(id), 0)::text as id from audit'))[0]?.id as string
  const entriesSince = (id: string) =>
    own.ask<{ who: string; agency_id: string; action: string; outcome: string; children: string[] }>(
      'select who, agency_id, action, outcome, children from audit where id > $1 order by id',
      id,
    )
  const reviewsNoted = (note: string) => own.ask('select id from facts where note = $1', note)

  it('names everybody whose child was on a list, in one entry', async () => {
    const before = await lastEntry()
    const { text } = await halloran.get('/steps')
    const [entry, ...more] = await entriesSince(before)
    const shown = new Set([...text.matchAll(/href="\/children\/(c-\d+)"/g)].map(([, id]) => id))
    assert.ok(shown.size > 20)
    assert.deepEqual(
      { ...entry, children: new Set(entry?.children) },
      {
        ...{ who: 'p-halloran', agency_id: 'a-cme', action: 'saw-next-steps', outcome: 'done' },
        children: shown,
      },
    )
    assert.equal(more.length, 0)
  })

  it('has one entry, and the child one fact, where a form is sent twenty times at once', async () => {
    const [before, key, note] = [await lastEntry(), crypto.randomUUID(), 'Sent by a finger that trembled.']
    const answers = await Promise.all(Array.from({ length: 20 }, () => halloran.post(form, review(key, note))))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [303])
    assert.equal(new Set(answers.map(({ location }) => location)).size, 1)
    assert.equal((await reviewsNoted(note)).length, 1)
    const entries = await entriesSince(before)
    assert.deepEqual(entries, [{ who: 'p-halloran', agency_id: 'a-cme', action: 'recorded-fact', outcome: 'done', children: [child.id] }])
  })

  it('has nothing of a form that comes with the key of another, which is refused with what to do', async () => {
    const key = crypto.randomUUID()
    await halloran.post(form, review(key, 'The first.'))
    const before = await lastEntry()
    const { status, text } = await halloran.post(form, review(key, 'The second.'))
    assert.equal(status, 409)
    assert.match(text, /What you sent the first time is saved; this was not/)
    assert.deepEqual([(await reviewsNoted('The first.')).length, (await reviewsNoted('The second.')).length], [1, 0])
    assert.deepEqual(await entriesSince(before), [])
  })

  it('has nothing of a key of somebody else: theirs is another', async () => {
    const key = crypto.randomUUID()
    const note = 'Each for themselves.'
    const answers = [await halloran.post(form, review(key, note)), await oyelaran.post(form, review(key, note))]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    )
    assert.equal((await reviewsNoted(note)).length, 2)
  })

  const another = childOf('refusing')
  const given = Object.entries(review('', 'Seen.')).filter(([name]) => name !== 'key')
  const steps = (...ids: readonly string[]) => ids.map((id) => ['step', id] as const)
  const toMyself = [['what', 'children'] as const, ['to', 'me'] as const]
  const askedFor = [
    { what: 'to record for several', path: '/steps/several/case-review', sent: [...given, ...steps(another.id, sealed.id)] },
    { what: 'to check it for several', path: '/steps/several/case-review/check', sent: [...given, ...steps(another.id, sealed.id)] },
    { what: 'to record for nobody else', path: '/steps/several/case-review', sent: [...given, ...steps(sealed.id)] },
    { what: 'to check an allocation', path: '/allocate/check', sent: [...toMyself, ...steps(another.id, sealed.id)] },
    { what: 'to allocate', path: '/allocate', sent: [...toMyself, ...steps(another.id, sealed.id)] },
    { what: 'by a reference where one searches', path: '/find', sent: [['find', sealed.id] as const] },
    { what: 'by a reference that never was', path: '/find', sent: [['find', never] as const], asked: never },
  ]
  for (const { what, path, sent, asked = sealed.id } of askedFor) {
    it(`has who is not theirs to see and was asked for: ${what}`, async () => {
      const before = await lastEntry()
      await oyelaran.post(path, [...sent, ['key', crypto.randomUUID()]])
      const entries = await entriesSince(before)
      assert.deepEqual(
        entries.filter(({ outcome }) => outcome === 'refused').map(({ who, children }) => ({ who, children })),
        [{ who: 'p-oyelaran', children: [asked] }],
      )
      assert.ok(entries.every(({ outcome, children }) => outcome === 'refused' || !children.includes(asked)))
    })
  }

  it('has the reference that an auditor asked for and nobody has, as refused', async () => {
    const farahani = await service.signIn('p-farahani')
    await farahani.get('/act-for')
    const before = await lastEntry()
    await farahani.post('/seen', { key: crypto.randomUUID(), reference: never })
    assert.deepEqual(
      (await entriesSince(before)).map(({ outcome, children }) => ({ outcome, children })),
      [
        { outcome: 'refused', children: [never] },
        { outcome: 'done', children: [] },
      ],
    )
  })

  it('shows an auditor who has seen a child, only some of it where they ask, and nobody in an address', async () => {
    const farahani = await service.signIn('p-farahani')
    await farahani.get('/act-for')
    await halloran.get(`/children/${child.id}`)
    const path = `/seen/${child.id}`
    const whole = await farahani.get(path)
    assert.match(whole.text, /<option value="p-halloran">/)
    assert.match(whole.text, /<span class="govuk-details__summary-text">\d+ times<\/span>/)
    assert.doesNotMatch(whole.text, /(href|action)="[^"]*p-halloran/)
    const before = await lastEntry()
    const some = await farahani.post(`${path}/filter`, { who: 'p-halloran', outcome: 'done' })
    assert.equal(some.status, 200)
    assert.match(some.text, /<option value="p-halloran" selected>/)
    assert.match(some.text, /<td[^>]*>Bridie Halloran<\/td>/)
    assert.doesNotMatch(some.text, /<td[^>]*>(?!Bridie Halloran)[A-Z][a-z]+ [A-Z][a-z]+<\/td>\s*<td[^>]*>Children Missing/)
    assert.deepEqual(
      (await entriesSince(before)).map(({ who, children }) => ({ who, children })),
      [{ who: 'p-farahani', children: [child.id] }],
    )
    const wrong = await farahani.post(`${path}/filter`, { who: 'p-halloran', 'from.day': '31', 'from.month': '2', 'from.year': '2026' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /href="#from">Enter a day from 1 to 28 for that month/)
    assert.match(wrong.text, /<option value="p-halloran" selected>/)
    assert.equal((await farahani.post('/seen/nobody-at-all/filter', {})).status, 404)
    assert.equal((await halloran.post(`${path}/filter`, {})).status, 403)
  })

  it('has the child that was named in triage and is hidden there, as refused', async () => {
    await oyelaran.post('/tell-us/quick', { key: crypto.randomUUID(), danger: 'none', says: 'Seen at the door.' })
    const [{ id } = { id: '' }] = await own.ask<{ id: string }>('select id from notifications order by received_on desc, id desc limit 1')
    const before = await lastEntry()
    await oyelaran.post(`/triage/${id}/this-child`, { key: crypto.randomUUID(), version: '1', child: sealed.id })
    const entries = await entriesSince(before)
    assert.deepEqual(
      entries.filter(({ outcome }) => outcome === 'refused').map(({ children }) => children),
      [[sealed.id]],
    )
  })

  it('has an entry of a page that was only asked for by HEAD', async () => {
    const before = await lastEntry()
    const { status, text } = await halloran.ask('HEAD', `/children/${child.id}`)
    assert.deepEqual([status, text], [200, ''])
    assert.equal((await entriesSince(before)).length, 1)
  })
})

describe('While the audit log cannot be written', () => {
  const { own, service } = served(countyDatabase)
  let worker: Database
  const visitors = new Map<Permission, { readonly visitor: Visitor; readonly role: Role }>()
  let halloran: Visitor
  before(async () => {
    worker = own.open('worker', { size: 1 })
    const cast = [
      ['p-halloran', 'cme-officer'],
      ['p-vance', 'head-of-service'],
      ['p-farahani', 'information-governance'],
      ['p-redfern', 'attendance-lead'],
      ['p-ivinson', 'hub-worker'],
      ['p-lomaxen', 'home-education-team'],
    ] as const
    for (const [person, role] of cast) {
      const visitor = await service.signIn(person)
      await visitor.get('/act-for')
      for (const permission of permissions) {
        if (may(role, permission) && !visitors.has(permission)) visitors.set(permission, { visitor, role })
      }
    }
    halloran = visitors.get('record-facts')?.visitor as Visitor
    await own.ask('revoke insert on audit from onroll_app')
  })

  const names = async () => {
    const rows = await own.ask<{ name: string }>(
      `select distinct family_name as name from child_versions where length(family_name) > 3 and family_name not in (select split_part(name, ' ', 2) from users)`,
    )
    return rows.map(({ name }) => name)
  }

  it('no route shows a child, and none says why not in words of the database', async () => {
    const known = await names()
    assert.ok(known.length > 200)
    const asked = { id: child.id, isThere: true }
    for (const route of routes.filter((route) => whatIsMissing(route) === undefined)) {
      const who = visitors.get(route.permission)
      assert.ok(who, `nobody here has the permission ${route.permission}`)
      for (const way of waysOf(route).filter(({ isNowhere }) => !isNowhere)) {
        const { status, text } = await askRoute(who.visitor, route, way, { worker, role: who.role, child: asked })
        assert.equal(status, 500, `${route.method} ${route.path}`)
        assert.match(text, /Something went wrong/)
        const shown = known.filter((name) => text.includes(name))
        assert.deepEqual(shown, [], `${route.method} ${route.path}`)
        assert.doesNotMatch(text, /audit|permission|insert|select|relation|\bat .*\.ts/i)
      }
    }
  })

  it('nothing is recorded', async () => {
    const note = 'Nobody would ever know.'
    const { status } = await halloran.post(form, review(crypto.randomUUID(), note))
    assert.equal(status, 500)
    assert.equal((await own.ask('select from facts where note = $1', note)).length, 0)
    assert.equal((await own.ask(`select from idempotency_keys where request_hash is not null`)).length, 0)
  })

  it('all is as before once it can', async () => {
    await own.ask('grant insert on audit to onroll_app')
    const { status, text } = await halloran.get(`/children/${child.id}`)
    assert.equal(status, 200)
    assert.ok(text.includes(child.name))
  })
})
