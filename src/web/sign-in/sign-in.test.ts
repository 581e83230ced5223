import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { openedAs, ownDatabase, standIn } from '../../../test/database/own.ts'
import { challengeOf, openTestProvider, type TestProvider } from '../../../test/sign-in/provider.ts'
import { BASE, Browser, openSite, putPeople } from '../../../test/sign-in/site.ts'
import { hashOfCookie } from '../../database/sessions.ts'
import { disableUser, enableUser, endRole, giveRole } from '../../database/users.ts'

const own = ownDatabase(() => putPeople(database))
const database = openedAs('app', own)

const whoIsIn = async (browser: Browser) => {
  const { at, text } = await browser.get('/')
  return at === '/' ? (JSON.parse(text) as { name: string; agency: string; role: string }) : undefined
}
const audited = async (who: string): Promise<string[]> =>
  (
    await own.ask<{ entry: string }>(
      `select concat_ws(' ', action, agency_id, case outcome when 'refused' then outcome end) as entry from audit where who = $1 and action <> 'see' order by id`,
      who,
    )
  ).map(({ entry }) => entry)
const sessions = async (): Promise<number> =>
  (await own.ask<{ count: number }>('select count(*)::int as count from sessions where user_id is not null'))[0]?.count ?? 0

/** Makes a session one that began, or was last used, so many minutes ago. */
const age = async (browser: Browser, { began = 0, unused = 0 }): Promise<void> => {
  const rows = await own.ask(
    `update sessions set made_at = made_at - make_interval(mins => $2), ends_at = ends_at - make_interval(mins => $2),
      seen_at = seen_at - make_interval(mins => $3) where id_hash = $1 returning 1`,
    hashOfCookie(browser.session),
    began,
    unused,
  )
  assert.equal(rows.length, 1)
}

/** Each test of a describe has the site and a browser at it, where nobody is signed in, and leaves no session and no draft. */
function atSite() {
  let app: FastifyInstance | undefined
  let browser: Browser | undefined
  beforeEach(async () => {
    app = await openSite(database)
    browser = new Browser(app)
  })
  afterEach(async () => {
    await app?.close()
    await own.ask('delete from sessions')
    await own.ask('delete from drafts')
  })
  return { app: standIn(() => app), browser: standIn(() => browser) }
}

describe('signing in with the local provider', () => {
  let app: FastifyInstance
  beforeEach(async () => {
    app = await openSite(database)
  })
  afterEach(async () => {
    await app.close()
    await own.ask('delete from sessions')
  })

  it('lists the cast by role, with their agencies', async () => {
    const { text, at } = await new Browser(app).get('/')
    assert.match(at, /^\/demo-sign-in\/people\//)
    const shown = [...text.matchAll(/<h2[^>]*>([^<]+)|name="person"[^>]*>([^<]+)<.*?<\/button> ([^<]+)/g)].map(([, ...found]) =>
      found.filter(Boolean),
    )
    assert.deepEqual(shown, [
      ['CME officer'],
      ['Bridie Halloran', 'Children Missing Education Team'],
      ['Dayo Oyelaran', 'Children Missing Education Team'],
      ['CFW worker'],
      ['Dayo Oyelaran', 'Children and Family Wellbeing Service'],
      ['Hazel Brackley', 'Children and Family Wellbeing Service'],
    ])
  })

  it('lets in whoever is selected, for their one agency, and audits it', async () => {
    const browser = new Browser(app)
    const { at } = await browser.signInAs('p-hazel')
    assert.equal(at, '/')
    assert.deepEqual(await whoIsIn(browser), { name: 'Hazel Brackley', agency: 'a-cfw', role: 'cfw-worker' })
    assert.deepEqual((await audited('p-hazel')).at(-1), 'sign-in a-cfw')
  })

  it('asks whom somebody wants to be each time, though they have just been somebody', async () => {
    const browser = new Browser(app)
    await browser.signInAs('p-hazel')
    await browser.post('/sign-out')
    assert.match((await browser.get('/sign-in')).at, /^\/demo-sign-in\/people\//)
    await browser.signInAs('p-bridie')
    assert.equal((await whoIsIn(browser))?.name, 'Bridie Halloran')
  })

  it('leads back to the page that was asked for, and to no other site', async () => {
    assert.equal((await new Browser(app).signInAs('p-bridie', '/children/amina/note?type=visit')).at, '/children/amina/note?type=visit')
    assert.equal((await new Browser(app).signInAs('p-bridie', '/sign-in?return-to=https://elsewhere.example/')).at, '/')
    assert.equal((await new Browser(app).signInAs('p-bridie', '/sign-in?return-to=//elsewhere.example/')).at, '/')
  })

  it('begins again where the process was started anew meanwhile, or a person who is none was sent', async () => {
    const browser = new Browser(app)
    const people = await browser.get('/sign-in')
    const nobody = await browser.post(people.at, { person: 'p-nobody' })
    assert.match(nobody.at, /^\/demo-sign-in\/people\//)
    await app.close()
    app = await openSite(database)
    browser.goTo(app)
    assert.notEqual((await browser.get(people.at)).at, people.at)
    assert.equal((await browser.signInAs('p-bridie')).at, '/')
  })

  it('begins at its own address, when it is opened under another name of this machine', async () => {
    const { headers } = await new Browser(app).one('GET', '/sign-in?return-to=/x', undefined, { host: '127.0.0.1:3000' })
    assert.equal(headers.location, `${BASE}/sign-in?return-to=%2Fx`)
  })

  it('gives cookies that hold a secret, for this host alone, unseen by scripts and by other sites’ forms', async () => {
    const browser = new Browser(app)
    const { setCookies } = await browser.signInAs('p-bridie')
    const [cookie = ''] = setCookies.filter((text) => text.startsWith('__Host-onroll='))
    assert.match(cookie, /^__Host-onroll=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const rows = await own.ask<{ all: string }>('select s::text as all from sessions s')
    assert.ok(rows.every(({ all }) => !all.includes(browser.session)))
    assert.equal((await own.ask('select from sessions where id_hash = $1', hashOfCookie(browser.session))).length, 1)
  })

  it('gives a new cookie at sign-in, whatever the browser came with', async () => {
    const browser = new Browser(app)
    const planted = 'A'.repeat(43)
    browser.hold('__Host-onroll', planted)
    await browser.signInAs('p-bridie')
    assert.notEqual(browser.session, planted)
    const other = new Browser(app)
    other.hold('__Host-onroll', planted)
    assert.equal(await whoIsIn(other), undefined)
  })

  it('ends the session that a browser had, when somebody signs in anew with it', async () => {
    const browser = new Browser(app)
    await browser.signInAs('p-bridie')
    const before = browser.session
    await age(browser, { unused: 31 })
    await browser.signInAs('p-hazel')
    assert.equal((await own.ask('select from sessions where id_hash = $1', hashOfCookie(before))).length, 0)
  })

  it('lets a browser finish several sign-ins that it began, in any order', async () => {
    const browser = new Browser(app)
    const [one, two] = [
      await browser.get('/sign-in?return-to=/children/one/note'),
      await browser.get('/sign-in?return-to=/children/two/note'),
    ]
    assert.equal((await browser.post(two.at, { person: 'p-bridie' })).at, '/children/two/note')
    assert.equal((await browser.post(one.at, { person: 'p-bridie' })).at, '/children/one/note')
  })

  it('takes what comes back from the provider once', async () => {
    const browser = new Browser(app)
    const people = await browser.get('/sign-in')
    let next = (await browser.one('POST', people.at, { person: 'p-bridie' })).headers.location ?? ''
    next = (await browser.one('GET', new URL(next, BASE).pathname)).headers.location ?? ''
    const back = next.replace(BASE, '')
    assert.match(back, /^\/sign-in\/return\?code=/)
    const half = browser.held('__Host-onroll-sign-in')!
    assert.equal((await browser.one('GET', back)).headers.location, '/')
    // Whoever signed in with it sees nothing wrong when the page is loaded again; nobody else gets in, even with the cookie of that time.
    assert.equal((await browser.one('GET', back)).headers.location, '/')
    const thief = new Browser(app)
    thief.hold('__Host-onroll-sign-in', half)
    const answer = await thief.get(back)
    assert.equal(answer.status, 400)
    assert.match(answer.text, /was used before/)
    assert.equal(thief.session, 'none')
    assert.equal(await sessions(), 1)
  })

  it('takes nothing for a sign-in that was begun in another browser, or not at all', async () => {
    const browser = new Browser(app)
    const people = await browser.get('/sign-in')
    let next = (await browser.one('POST', people.at, { person: 'p-bridie' })).headers.location ?? ''
    next = (await browser.one('GET', new URL(next, BASE).pathname)).headers.location ?? ''
    const back = next.replace(BASE, '')
    for (const path of [back, '/sign-in/return', '/sign-in/return?code=x&state=forged', '/sign-in/return?code=x&state=a&state=b']) {
      const victim = new Browser(app)
      await victim.get('/sign-in')
      const { status, text } = await victim.get(path)
      assert.equal(status, 400, path)
      assert.match(text, /begun in another browser/)
    }
    assert.equal(await sessions(), 0)
  })

  it('lets nobody in who took longer than half an hour, and leads them to begin again for the same page', async () => {
    const browser = new Browser(app)
    const people = await browser.get('/sign-in?return-to=/children/amina/note')
    await own.ask(`update sessions set ends_at = clock_timestamp() where user_id is null`)
    let next = (await browser.one('POST', people.at, { person: 'p-bridie' })).headers.location ?? ''
    next = (await browser.one('GET', new URL(next, BASE).pathname)).headers.location ?? ''
    const { status, text } = await browser.get(next.replace(BASE, ''))
    assert.equal(status, 400)
    assert.match(text, /longer than half an hour/)
    assert.match(text, /href="\/sign-in\?return-to=%2Fchildren%2Famina%2Fnote"/)
    assert.equal(browser.session, 'none')
  })

  it('lets nobody in who is disabled or has no role, says whom to ask, and audits it as refused', async () => {
    await database.inTransaction((transaction) => disableUser(transaction, 'p-hazel', 'a-test'))
    const people = await new Browser(app).get('/sign-in')
    assert.doesNotMatch(people.text, /Hazel/)
    const browser = new Browser(app)
    const open = await browser.get('/sign-in')
    await database.inTransaction((transaction) => enableUser(transaction, 'p-hazel', 'a-test'))
    let next = (await browser.one('POST', open.at, { person: 'p-hazel' })).headers.location ?? ''
    await database.inTransaction((transaction) => disableUser(transaction, 'p-hazel', 'a-test'))
    next = (await browser.one('GET', new URL(next, BASE).pathname)).headers.location ?? ''
    const { status, text } = await browser.get(next.replace(BASE, ''))
    await database.inTransaction((transaction) => enableUser(transaction, 'p-hazel', 'a-test'))
    assert.equal(status, 403)
    assert.match(text, /switched off/)
    assert.match(text, /ask whoever looks after Onroll/)
    assert.equal(browser.session, 'none')
    assert.equal((await audited('p-hazel')).at(-1), 'sign-in refused')
  })
})

describe('a session', () => {
  const { app, browser } = atSite()
  beforeEach(async () => {
    await browser.signInAs('p-bridie')
  })

  it('is there after 29 minutes without use, and gone after 30', async () => {
    await age(browser, { unused: 29 })
    assert.ok(await whoIsIn(browser))
    await age(browser, { unused: 30 })
    assert.equal(await whoIsIn(browser), undefined)
  })

  it('is there within 12 hours, and gone after them however much it is used', async () => {
    await age(browser, { began: 12 * 60 - 1 })
    assert.ok(await whoIsIn(browser))
    await age(browser, { began: 1 })
    assert.equal(await whoIsIn(browser), undefined)
  })

  it('says how long it lasts, which asking does not change', async () => {
    await age(browser, { unused: 20 })
    for (let times = 0; times < 2; times++) {
      const { secondsLeft, secondsAtMost } = JSON.parse((await browser.get('/session/left')).text) as Record<string, number>
      assert.ok(secondsLeft! <= 600 && secondsLeft! > 540, String(secondsLeft))
      assert.ok(secondsAtMost! <= 12 * 3600 && secondsAtMost! > 12 * 3600 - 60, String(secondsAtMost))
    }
    assert.deepEqual(JSON.parse((await new Browser(app).get('/session/left')).text), { secondsLeft: 0, secondsAtMost: 0 })
  })

  it('goes on when somebody says that they are still there, with a script or without, but not beyond its longest', async () => {
    await age(browser, { unused: 29, began: 12 * 60 - 10 })
    const { status, text } = await browser.post('/session/stay', {}, { accept: 'application/json' })
    assert.equal(status, 200)
    assert.ok((JSON.parse(text) as { secondsLeft: number }).secondsLeft <= 600)
    const plain = await browser.post('/session/stay', { 'return-to': '/children/amina/note' })
    assert.equal(plain.at, '/children/amina/note')
  })

  it('does not go on once it has ended', async () => {
    await age(browser, { unused: 30 })
    const { status, text } = await browser.post('/session/stay', {}, { accept: 'application/json' })
    assert.equal(status, 401)
    assert.deepEqual(JSON.parse(text), { secondsLeft: 0, secondsAtMost: 0 })
    assert.match((await browser.post('/session/stay', { 'return-to': '/x' })).at, /^\/sign-in\/again\?return-to=%2Fx/)
  })

  it('ends on the server when somebody signs out: the cookie is worth nothing then', async () => {
    const kept = browser.session
    const answer = await browser.one('POST', '/sign-out', { _csrf: (await browser.one('GET', '/token')).payload })
    assert.equal(answer.headers['clear-site-data'], '"cache", "storage"')
    assert.equal(answer.headers.location, '/signed-out')
    assert.equal(browser.session, 'none')
    browser.hold('__Host-onroll', kept)
    assert.equal(await whoIsIn(browser), undefined)
    assert.equal((await audited('p-bridie')).at(-1), 'sign-out a-cme')
  })

  it('ends together with all others of the same person, where they want it, and with nobody else’s', async () => {
    const [phone, hazel] = [new Browser(app), new Browser(app)]
    await phone.signInAs('p-bridie')
    await hazel.signInAs('p-hazel')
    await browser.post('/sign-out', { everywhere: 'yes' })
    assert.equal(await whoIsIn(phone), undefined)
    assert.ok(await whoIsIn(hazel))
    assert.equal((await audited('p-bridie')).at(-1), 'end-all-sessions a-cme')
  })

  it('does not end where another site sends the form', async () => {
    assert.equal((await browser.one('POST', '/sign-out', {})).statusCode, 403)
    assert.equal((await browser.one('POST', '/sign-out', { _csrf: 'forged' })).statusCode, 403)
    assert.equal((await browser.one('POST', '/act-for', {})).statusCode, 403)
    assert.equal((await browser.one('POST', '/session/stay', {})).statusCode, 403)
    assert.ok(await whoIsIn(browser))
  })

  it('is worth nothing at the next request of somebody who has been disabled, and something again once they are enabled', async () => {
    await database.inTransaction((transaction) => disableUser(transaction, 'p-bridie', 'a-test'))
    assert.equal(await whoIsIn(browser), undefined)
    await database.inTransaction((transaction) => enableUser(transaction, 'p-bridie', 'a-test'))
    assert.ok(await whoIsIn(browser))
  })

  it('is worth nothing at the next request of somebody whose role has ended', async () => {
    const place = { role: 'cme-officer', agency: 'a-cme' } as const
    await database.inTransaction((transaction) => endRole(transaction, 'p-bridie', place, 'a-test'))
    assert.equal(await whoIsIn(browser), undefined)
    await database.inTransaction((transaction) => giveRole(transaction, 'p-bridie', place, 'a-test'))
  })
})

describe('somebody with several agencies', () => {
  const { app, browser } = atSite()

  it('chooses for which one they act before they see anything, and is led to the page they had asked for', async () => {
    const { at, text } = await browser.signInAs('p-dayo', '/children/amina/note')
    assert.equal(at, '/act-for')
    assert.match(text, /Children Missing Education Team/)
    assert.match(text, /Children and Family Wellbeing Service/)
    assert.equal(await whoIsIn(browser), undefined)
    assert.equal((await browser.get('/children/bilal/note')).at, '/act-for')
    const undecided = browser.session
    assert.equal((await browser.post('/act-for', { place: 'cfw-worker:a-cfw' })).at, '/children/amina/note')
    assert.deepEqual(await whoIsIn(browser), { name: 'Dayo Oyelaran', agency: 'a-cfw', role: 'cfw-worker' })
    assert.notEqual(browser.session, undecided)
    assert.deepEqual((await audited('p-dayo')).slice(-2), ['sign-in', 'act-for a-cfw'])
  })

  it('can choose another later: the old cookie is worth nothing then, and the new session lasts no longer', async () => {
    await browser.signInAs('p-dayo')
    await browser.post('/act-for', { place: 'cfw-worker:a-cfw' })
    const before = browser.session
    await age(browser, { began: 11 * 60 })
    assert.match((await browser.get('/act-for')).text, /value="cfw-worker:a-cfw"[^>]* checked/)
    await browser.post('/act-for', { place: 'cme-officer:a-cme' })
    assert.equal((await whoIsIn(browser))?.agency, 'a-cme')
    const { secondsAtMost } = JSON.parse((await browser.get('/session/left')).text) as { secondsAtMost: number }
    assert.ok(secondsAtMost <= 3600)
    const thief = new Browser(app)
    thief.hold('__Host-onroll', before)
    assert.equal(await whoIsIn(thief), undefined)
  })

  it('cannot choose what is not theirs, or nothing', async () => {
    await browser.signInAs('p-dayo')
    for (const place of ['head-of-service:a-cme', 'cme-officer:a-cfw', 'cme-officer:nowhere', 'x', '']) {
      const { status, text } = await browser.post('/act-for', { place })
      assert.equal(status, 422, place)
      assert.match(text, /<title>Error: /)
    }
    assert.equal(await whoIsIn(browser), undefined)
  })

  it('signs in first where nobody is signed in', async () => {
    assert.match((await browser.get('/act-for')).at, /^\/demo-sign-in/)
    assert.match((await browser.post('/act-for', { place: 'cme-officer:a-cme' })).at, /^\/sign-in\/again/)
  })
})

describe('what is typed while a session ends', () => {
  const page = '/children/amina/note?type=visit'
  const typed = { says: 'Nobody answered the door; a neighbour’s light was on.', who: 'Bridie' }
  const { browser } = atSite()

  /** The page to which somebody comes who sends the form too late, and the path from there to the sign-in. */
  async function sendLate(limit: Parameters<typeof age>[1] = { unused: 30 }): Promise<{ text: string; again: string }> {
    await age(browser, limit)
    const { at, text } = await browser.post(page, typed)
    assert.match(at, /^\/sign-in\/again/)
    const [, again = ''] = /href="(\/sign-in\?[^"]+)"/.exec(text) ?? []
    return { text, again: again.replaceAll('&amp;', '&') }
  }

  for (const [limit, words] of [
    [{ unused: 30 }, 'was not used'],
    [{ began: 12 * 60 }, 'lasted its longest'],
  ] as const) {
    it(`is kept where the session ${words}, and is in the form again after signing in, until it is sent`, async () => {
      await browser.signInAs('p-bridie')
      const { text, again } = await sendLate(limit)
      assert.match(text, /What you typed is kept/)
      const back = await browser.signInAs('p-bridie', again)
      assert.equal(back.at, `${page}&typed=kept`)
      assert.deepEqual((JSON.parse(back.text) as { typed: object }).typed, typed)
      assert.deepEqual((JSON.parse((await browser.get(back.at)).text) as { typed: object }).typed, typed)
      // Another visit of the form begins with an empty one.
      assert.equal((JSON.parse((await browser.get(page)).text) as { typed?: object }).typed, undefined)
      await browser.post(page, typed)
      assert.equal((await own.ask('select from drafts')).length, 0)
      assert.deepEqual((await audited('p-bridie')).slice(-2), ['keep-draft a-cme', 'sign-in a-cme'])
    })
  }

  it('is nothing to somebody else who signs in then: they come to the front page', async () => {
    await browser.signInAs('p-bridie')
    const { again } = await sendLate()
    assert.equal((await browser.signInAs('p-hazel', again)).at, '/')
    assert.equal((JSON.parse((await browser.get(`${page}&typed=kept`)).text) as { typed?: object }).typed, undefined)
  })

  it('is nothing to the same person for another agency, and is there for the one for which it was typed', async () => {
    await browser.signInAs('p-dayo')
    await browser.post('/act-for', { place: 'cme-officer:a-cme' })
    const { again } = await sendLate()
    const choosing = await browser.signInAs('p-dayo', again)
    assert.match(choosing.text, /value="cme-officer:a-cme"[^>]* checked/)
    assert.equal((await browser.post('/act-for', { place: 'cfw-worker:a-cfw' })).at, '/')
    const shown = async () => (JSON.parse((await browser.get(`${page}&typed=kept`)).text) as { typed?: object }).typed
    assert.equal(await shown(), undefined)
    await browser.post('/act-for', { place: 'cme-officer:a-cme' })
    assert.deepEqual(await shown(), typed)
  })

  it('leads back after the agency was chosen, where that is the same', async () => {
    await browser.signInAs('p-dayo')
    await browser.post('/act-for', { place: 'cme-officer:a-cme' })
    const { again } = await sendLate()
    await browser.signInAs('p-dayo', again)
    assert.equal((await browser.post('/act-for', { place: 'cme-officer:a-cme' })).at, `${page}&typed=kept`)
  })

  it('is not kept where nobody knows whose it is, and the page says so', async () => {
    const { text } = await browser.post(page, typed)
    assert.match(text, /has not been saved/)
    browser.hold('__Host-onroll', 'A'.repeat(43))
    assert.match((await browser.post(page, typed)).text, /has not been saved/)
    await browser.signInAs('p-bridie')
    await age(browser, { unused: 30 })
    await database.inTransaction((transaction) => disableUser(transaction, 'p-bridie', 'a-test'))
    assert.match((await browser.post(page, typed)).text, /has not been saved/)
    await database.inTransaction((transaction) => enableUser(transaction, 'p-bridie', 'a-test'))
    assert.equal((await own.ask('select from drafts')).length, 0)
  })

  it('is not kept where another site sends it', async () => {
    await browser.signInAs('p-bridie')
    await age(browser, { unused: 30 })
    assert.equal((await browser.one('POST', page, { ...typed, _csrf: 'forged' })).statusCode, 403)
    assert.equal((await own.ask('select from drafts')).length, 0)
  })
})

describe('a provider elsewhere', () => {
  let app: FastifyInstance
  let provider: TestProvider
  let browser: Browser
  beforeEach(async () => {
    provider = await openTestProvider()
    app = await openSite(database, provider.settings)
    browser = new Browser(app)
  })
  afterEach(async () => {
    await app.close()
    await provider.close()
    await own.ask('delete from sessions')
  })

  /** Begins a sign-in: what the provider is asked, and the page to which it would send the browser back. */
  async function begin(): Promise<{ asked: URLSearchParams; back: string }> {
    const { at } = await browser.get('/sign-in')
    const asked = new URL(at).searchParams
    return { asked, back: `/sign-in/return?code=the-code&state=${asked.get('state')}` }
  }

  it('is asked for a code, with a state, a nonce and a challenge that are new each time, and gets its verifier with the code', async () => {
    const [one, two] = [await begin(), await begin()]
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.match(one.asked.get(name) ?? '', /^[\w-]{43}$/)
      assert.notEqual(one.asked.get(name), two.asked.get(name))
    }
    assert.deepEqual(
      ['response_type', 'scope', 'client_id', 'redirect_uri', 'code_challenge_method'].map((name) => one.asked.get(name)),
      ['code', 'openid', 'onroll-test', `${BASE}/sign-in/return`, 'S256'],
    )
    provider.vouches({ nonce: one.asked.get('nonce')!, sub: 'nobody-known' })
    await browser.get(one.back)
    assert.equal(provider.asked.get('code'), 'the-code')
    assert.equal(challengeOf(provider.asked.get('code_verifier')!), one.asked.get('code_challenge'))
  })

  it('lets in whom our users’ table has for issuer and subject', async () => {
    await own.ask(
      `insert into users (id, issuer, subject, name, recorded_by) values ('p-carol', $1, '4711', 'Carol Ivinson', 'a-test')`,
      provider.settings.issuer,
    )
    await database.inTransaction((transaction) => giveRole(transaction, 'p-carol', { role: 'cfw-worker', agency: 'a-cfw' }, 'a-test'))
    const { asked, back } = await begin()
    provider.vouches({ nonce: asked.get('nonce')!, sub: '4711' })
    assert.equal((await browser.get(back)).at, '/')
    assert.equal((await whoIsIn(browser))?.name, 'Carol Ivinson')
    assert.match((await browser.post('/sign-out')).text, /sign out there too/)
  })

  it('cannot vouch for the cast of the demo: their subject under another issuer is nobody we know, who is told what to ask for', async () => {
    const { asked, back } = await begin()
    provider.vouches({ nonce: asked.get('nonce')!, sub: 'p-bridie' })
    const { status, text } = await browser.get(back)
    assert.equal(status, 403)
    assert.match(text, /Onroll does not know you/)
    assert.match(text, /whoever looks after Onroll/)
    assert.ok(text.includes('p-bridie') && text.includes(provider.settings.issuer))
    assert.equal(browser.session, 'none')
    assert.equal(await sessions(), 0)
  })

  for (const [what, claims, how] of [
    ['another issuer', { iss: 'http://localhost:1' }, {}],
    ['another audience', { aud: 'another' }, {}],
    ['another nonce', { nonce: 'another' }, {}],
    ['what is over', { exp: 1_700_000_000 }, {}],
    ['what another key signed', {}, { withAnotherKey: true }],
  ] as const) {
    it(`is not believed with ${what}`, async () => {
      const { asked, back } = await begin()
      provider.vouches({ nonce: asked.get('nonce')!, sub: '4711', ...claims }, how)
      const { status, text } = await browser.get(back)
      assert.equal(status, 400)
      assert.match(text, /not what Onroll had asked for/)
      assert.equal(await sessions(), 0)
    })
  }

  it('may turn somebody away, which the page says', async () => {
    const { asked } = await begin()
    const { status, text } = await browser.get(`/sign-in/return?error=access_denied&state=${asked.get('state')}`)
    assert.equal(status, 403)
    assert.match(text, /cancelled there/)
  })

  it('may fail when it is asked for the token: the page says so, and that nothing is wrong with the account', async () => {
    const { asked, back } = await begin()
    provider.vouches({ nonce: asked.get('nonce')! }, { status: 503 })
    const { status, text } = await browser.get(back)
    assert.equal(status, 503)
    assert.match(text, /does not answer/)
  })

  it('may be away as Onroll starts: the page says what to do, and trying again works once it is back', async () => {
    const { port } = new URL(provider.settings.issuer)
    await provider.close()
    const { status, text, headers } = await browser.get('/sign-in?return-to=/x')
    assert.equal(status, 503)
    assert.equal(headers['retry-after'], '5')
    assert.match(text, /href="\/sign-in\?return-to=%2Fx">try again/)
    provider = await openTestProvider(Number(port))
    const { at } = await browser.get('/sign-in?return-to=/x')
    assert.ok(at.startsWith(`${provider.settings.issuer}/authorize?`))
  })
})
