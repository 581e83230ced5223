import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { before, describe, it } from 'node:test'
import { MADE_CHILD } from '../../src/database/rates.ts'
import { may } from '../../src/sharing/roles.ts'
import { routes } from '../../src/web/routes.ts'
import type { TestDatabase } from '../database/cluster.ts'
import { askRoute, waysOf, whatIsMissing } from './asked.ts'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Service } from './service.ts'
import type { Answer, Visitor } from './visitor.ts'

/*
 * What holds at every address: headers, cookies, tokens, methods, sizes, and what is never said.
 */

const child = childOf('no-progress')
const page = `/children/${child.id}`
const form = `${page}/record/case-review`
const review = { 'on.day': '20', 'on.month': '11', 'on.year': '2026', note: 'Seen at the door.' }

describe('The edge', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get('/act-for')
  })

  it('takes no form without the token of a page, nor with that of somebody else, and says what to do', async () => {
    const other = service.visitor()
    await other.signIn('p-oyelaran')
    const theirs = /name="_csrf" value="([^"]+)"/.exec((await other.get('/act-for')).text)?.[1] as string
    const forms = [
      ...routes.filter(({ method }) => method === 'CHECK' || method === 'POST').map(({ path }) => path),
      '/act-for',
      '/sign-out',
      '/session/stay',
    ]
    for (const path of forms) {
      const filled = path.replace(':child', child.id).replace(':type', 'case-review').replace(/:\w+/g, 'x')
      for (const token of [undefined, '', theirs]) {
        const fields = { ...review, key: crypto.randomUUID(), ...(token !== undefined && { _csrf: token }) }
        const { status, text } = await halloran.ask('POST', filled, fields)
        assert.deepEqual([path, status], [path, 403])
        assert.match(text, /Nothing was saved\. Go back, reload the page, and send the form again/)
      }
    }
    assert.equal((await halloran.get('/steps')).status, 200)
  })

  it('takes the content of a form as a form alone', async () => {
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml']) {
      const { status } = await halloran.ask('POST', form, review, { 'content-type': type })
      assert.ok(status === 415 || status === 400 || status === 403, `${type}: ${status}`)
    }
  })

  it('takes no form that is larger than anybody types', async () => {
    const { status, text } = await halloran.post(form, { ...review, key: crypto.randomUUID(), note: 'x'.repeat(1 << 20) })
    assert.equal(status, 413)
    isErrorPage(text)
  })

  it('takes no review that says nothing, and asks for what was found and what comes next', async () => {
    const { status, text } = await halloran.post(`${form}/check`, { ...review, note: ' ' })
    assert.equal(status, 422)
    assert.match(text, /What did you find, and what comes next\?/)
    assert.match(text, /href="#note">Say what you found, and what comes next/)
    assert.equal((await halloran.post(form, { ...review, key: crypto.randomUUID(), note: '' })).status, 422)
  })

  it('keeps long and strange notes as they were typed', async () => {
    const note = `${'Ægir said: “<b>no</b>” & {{ 7 * 7 }} \u202e😀\r\n'.repeat(20)}end`
    const { status, location = '' } = await halloran.post(form, { ...review, key: crypto.randomUUID(), note: `${note}\0` })
    assert.equal(status, 303)
    const [fact] = await own.ask<{ note: string }>('select note from facts where id = $1', location.split('=')[1])
    assert.equal(fact?.note.replaceAll('\r\n', '\n'), note.replaceAll('\r\n', '\n'))
    const { text } = await halloran.get(page)
    assert.ok(!text.includes('<b>no</b>') && text.includes('&lt;b&gt;no&lt;/b&gt;') && text.includes('{{ 7 * 7 }}'))
  })

  it('answers every address with the headers that keep a page to itself', async () => {
    const answers = [
      await halloran.get(page),
      await halloran.get('/children/nobody'),
      await halloran.get('/children/%00'),
      await halloran.get('/children/%E0%A4%A'),
      await halloran.get(`/children/${'x'.repeat(3000)}`),
      await halloran.get('/no-such-page'),
      await halloran.ask('POST', form, review),
      await halloran.ask('DELETE', page),
      await service.visitor().get(page),
      await service.visitor().get('/signed-out'),
      await service.visitor().get('/live'),
    ]
    for (const { headers, status } of answers) {
      const policy = headers.get('content-security-policy') ?? ''
      for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
        assert.ok(policy.includes(rule), `${status} lacks ${rule}`)
      assert.ok(!/unsafe|\*|https?:/.test(policy), policy)
      assert.deepEqual(
        ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cache-control'].map((name) => headers.get(name)),
        ['nosniff', 'same-origin', 'same-origin', 'no-store'],
      )
      assert.equal(headers.get('server') ?? headers.get('x-powered-by'), null)
    }
  })

  it('gives each page another nonce and another token', async () => {
    const [one, two] = [await halloran.get(page), await halloran.get(page)]
    assert.notEqual(one.headers.get('content-security-policy'), two.headers.get('content-security-policy'))
    const token = ({ text }: Answer) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1]
    assert.notEqual(token(one), token(two))
  })

  it('sets cookies that belong to this host, over a safe way, out of reach of scripts', async () => {
    const visitor = service.visitor()
    const set: string[] = []
    const keep = (answer: Answer) => set.push(...answer.headers.getSetCookie())
    const ask = visitor.ask.bind(visitor)
    visitor.ask = async (...words) => {
      const answer = await ask(...words)
      keep(answer)
      return answer
    }
    await visitor.signIn('p-halloran')
    await visitor.get('/act-for')
    const ours = set.filter((cookie) => cookie.startsWith('__Host-'))
    assert.deepEqual([...new Set(ours.map((cookie) => cookie.split('=')[0]))].sort(), [
      '__Host-onroll',
      '__Host-onroll-form',
      '__Host-onroll-sign-in',
    ])
    for (const cookie of ours) {
      for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(cookie.includes(attribute), cookie)
      assert.doesNotMatch(cookie, /Domain|Expires|Max-Age/i)
    }
    for (const cookie of set) assert.match(cookie, /HttpOnly/i)
  })

  it('changes nothing by methods other than those of the routes', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'] as const) {
      const { status } = await halloran.ask(method, page)
      assert.equal(status, 404, method)
    }
    assert.equal((await halloran.post(page, review)).status, 404)
    assert.match(await raw(service, 'TRACE /steps HTTP/1.1\r\nHost: localhost\r\nCookie: secret=1\r\n\r\n'), /^HTTP\/1\.1 40[045] /)
    assert.doesNotMatch(await raw(service, 'TRACE /steps HTTP/1.1\r\nHost: localhost\r\nCookie: secret=1\r\n\r\n'), /secret=1/)
    assert.match(await raw(service, 'no HTTP at all\r\n\r\n'), /^HTTP\/1\.1 400 /)
  })

  it('has nothing of a person in a title or an address, of whatever page', async () => {
    const [names, worker] = [await namesOf(own), own.open('worker', { size: 1 })]
    const visitors = {
      'cme-officer': halloran,
      'head-of-service': await service.signIn('p-vance'),
      auditor: await service.signIn('p-ledgard'),
      'attendance-lead': await service.signIn('p-redfern'),
      'home-education-team': await service.signIn('p-lomaxen'),
      'hub-worker': await service.signIn('p-ivinson'),
    }
    for (const visitor of Object.values(visitors)) await visitor.get('/act-for')
    let pages = 0
    for (const route of routes.filter((route) => whatIsMissing(route) === undefined)) {
      const role = (['cme-officer', 'head-of-service', 'auditor', 'attendance-lead', 'home-education-team', 'hub-worker'] as const).find(
        (role) => may(role, route.permission),
      )
      assert.ok(role, `nobody here has the permission ${route.permission}`)
      for (const way of waysOf(route)) {
        const { text, location = '' } = await askRoute(visitors[role], route, way, { worker, role, child: { id: child.id, isThere: true } })
        const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? ''
        const addresses = [
          location,
          ...[...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address]) => decodeURIComponent(address as string)),
        ]
        for (const said of [title, ...addresses]) {
          assert.deepEqual(
            names.filter((name) => said.includes(name)),
            [],
            `${route.path}: ${said}`,
          )
        }
        if (title !== '') pages++
      }
    }
    assert.ok(pages > 20)
  })

  it('says nothing of what went wrong inside, nor of any child, on a page that says that something did', async () => {
    const names = await namesOf(own)
    await own.ask('alter table child_addresses rename to child_addresses_away')
    await own.ask('alter table contacts rename to contacts_away')
    await own.ask('alter table child_versions rename to child_versions_away')
    try {
      for (const path of ['/steps', page, `${page}/record`, form]) {
        const { status, text, headers } = await halloran.get(path)
        assert.equal(status, 500, path)
        isErrorPage(text)
        assert.deepEqual(
          names.filter((name) => text.includes(name)),
          [],
        )
        assert.match(text, /<code>[\da-f-]{36}<\/code>/)
        assert.equal(headers.get('content-type'), 'text/html; charset=utf-8')
      }
    } finally {
      await own.ask('alter table child_addresses_away rename to child_addresses')
      await own.ask('alter table contacts_away rename to contacts')
      await own.ask('alter table child_versions_away rename to child_versions')
    }
    assert.equal((await halloran.get(page)).status, 200)
  })

  it('takes an address that nobody could have typed for one that leads nowhere', async () => {
    for (const address of [
      '/children/%00',
      '/children/a%0Ab/record',
      '/children/%ff',
      `/children/${'x'.repeat(200)}`,
      '/children/..%2f..%2fetc',
    ])
      assert.deepEqual([address, (await halloran.get(address)).status], [address, 404])
    for (const query of [
      '/steps?page=1e309',
      '/steps?page=-3&page=x',
      '/steps?whose=%00',
      `${page}?recorded=%00`,
      `${form}?on.day=%00&for=%27`,
    ])
      assert.deepEqual([query, (await halloran.get(query)).status], [query, 200])
    assert.equal((await halloran.get('/assets/..%2f..%2fserver.ts')).status, 404)
  })

  it('stops whoever opens more than 600 different children in an hour, there or not, and keeps open what they have open', async () => {
    const looked = (from: number, to: number, ago: string, children = 1) =>
      own.ask(
        `insert into audit (at, transaction, who, agency_id, action, outcome, children)
        select clock_timestamp() - $3::interval, pg_current_xact_id(), 'p-redfern', 'x', 'saw-child', 'done',
          array(select 'looked-' || n || '-' || m from generate_series(1, $4::int) m) from generate_series($1::int, $2::int) n`,
        ...[from, to, ago, children],
      )
    const [role] = await own.ask<{ agency_id: string }>(`select agency_id from user_roles where user_id = 'p-redfern'`)
    const pupils = await own.ask<{ id: string }>(
      `select child_id as id from may_see where agency_id = $1 and relationship = 'on-roll' and until_on is null order by 1 limit 2`,
      role?.agency_id,
    )
    const [first, second] = pupils.map(({ id }) => `/children/${id}`) as [string, string]
    const redfern = await service.signIn('p-redfern')
    await looked(1, 700, '61 minutes')
    await looked(701, 710, '5 minutes', 100)
    await looked(1001, 1599, '30 minutes')
    assert.equal((await redfern.get(first)).status, 200, 'the 600th')
    const { status, text, headers } = await redfern.get(second)
    assert.deepEqual([status, headers.get('retry-after')], [429, '3600'])
    assert.match(text, /<h1[^>]*>That is more than anybody does in an hour/)
    const [entry] = await own.ask<{ outcome: string; children: string[]; action: string }>(
      'select outcome, children, action from audit order by id desc limit 1',
    )
    assert.deepEqual({ ...entry }, { outcome: 'refused', children: [second.split('/')[2]], action: 'saw-child' })
    for (const path of [`${second}/details`, `${second}/notes`, `${second}/record`, '/children/nobody-at-all'])
      assert.equal((await redfern.get(path)).status, 429, path)
    for (const path of [first, `${first}/details`]) assert.equal((await redfern.get(path)).status, 200, path)
    assert.equal((await redfern.get('/steps')).status, 200)
    assert.equal((await halloran.get(page)).status, 200, 'nobody else')
  })

  it('makes no more than 60 records of children for one person in an hour, and says so', async () => {
    const oyelaran = await service.signIn('p-oyelaran')
    await oyelaran.get('/find')
    const made = (count: number, action: string) =>
      own.ask(
        `insert into audit (transaction, who, agency_id, action, outcome, children)
        select pg_current_xact_id(), 'p-oyelaran', 'a-cme', $2, 'done', array['made-' || n] from generate_series(1, $1::int) n`,
        ...[count, action],
      )
    const { location = '' } = await oyelaran.post('/find', { find: 'nobody of that name' })
    const path = `${location}/create`
    const child = {
      givenNames: 'Zora',
      familyName: 'Quennell',
      sex: 'female',
      isDateOfBirthEstimated: 'false',
      needsInterpreter: 'unknown',
    }
    const born = { 'dateOfBirth.day': '3', 'dateOfBirth.month': '4', 'dateOfBirth.year': '2015' }
    const create = (familyName: string) => oyelaran.post(path, { ...child, ...born, familyName, key: crypto.randomUUID() })
    await made(30, 'made-child-of-notification')
    await made(29, 'created-child')
    assert.equal((await create('Quennell')).status, 303, 'the 60th')
    const refused = await create('Vesperdale')
    assert.equal(refused.status, 429)
    isErrorPage(refused.text)
    assert.deepEqual(await own.ask(`select 1 from child_versions where family_name = 'Vesperdale'`), [])
    const [entry] = await own.ask<{ outcome: string; action: string }>('select outcome, action from audit order by id desc limit 1')
    assert.deepEqual({ ...entry }, { outcome: 'refused', action: 'created-child' })
    for (const action of MADE_CHILD)
      assert.ok(
        routes.some(({ audit }) => audit === action),
        action,
      )
  })

  it('leads nobody away to another site', async () => {
    for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { location } = await halloran.get(`/sign-in?return-to=${encodeURIComponent(path)}`)
      assert.equal(location, '/')
      const { text } = await service.visitor().get(`/sign-in/again?return-to=${encodeURIComponent(path)}`)
      assert.ok(!text.includes('evil.example') && !text.includes('javascript:'))
    }
  })
})

function isErrorPage(text: string): void {
  assert.match(text, /<h1 class="govuk-heading-l">/)
  assert.doesNotMatch(text, /\bat .*\.(ts|js)\b|\bselect\b|\brelation\b|postgres|node_modules|FST_/i)
}

/** Names of children and their parents; those of the cast stand on every page, for good reason. */
async function namesOf(own: TestDatabase): Promise<readonly string[]> {
  const rows = await own.ask<{ name: string }>(
    `select distinct family_name as name from child_versions where length(family_name) > 3 and not exists (select from users where users.name like '% ' || family_name)`,
  )
  return rows.map(({ name }) => name)
}

/** What comes back to bytes. */
const raw = (service: Service, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: 'localhost', port: Number(new URL(service.baseUrl).port) }, () => socket.end(bytes))
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
