import { perform } from '../../src/actions/action.ts'
import { seeNextSteps } from '../../src/actions/see-next-steps.ts'
import { openDatabase, type Transaction } from '../../src/database/pool.ts'
import { beginSession, newCookie, type Place } from '../../src/database/sessions.ts'
import type { Actor } from '../../src/sharing/roles.ts'
import { navOf } from '../../src/web/nav.ts'
import { nextStepsPage } from '../../src/web/pages/next-steps/page.ts'
import { type Ground, today } from './ground.ts'
import { type Server, start } from './started.ts'
import { type Did, type Processes, type Turn, takeTurn, takeTurnAtRate } from './timing.ts'
import { type Answer, Browser, textOf, type Visit } from './visits.ts'

/*
 * Pages over HTTP, from a process of their own: at a steady rate, as people click, and flat out. Beside it, in turn with it, the same markup from a server that
 * does nothing but ask for rows and render.
 */

export interface PageMeasured {
  readonly name: string
  /** What is on it, in words. */
  readonly holds: string
  /** Bytes as they come over the line, and as the browser then has them. */
  readonly sent: number
  readonly whole: number
  readonly atRate: readonly Turn[]
  readonly flatOut: readonly Turn[]
}

export interface PagesMeasured {
  readonly pages: readonly PageMeasured[]
  readonly bare: { readonly sent: number; readonly whole: number; readonly flatOut: readonly Turn[] }
  /** Bytes over the line of what a first visit brings besides the page. */
  readonly besides: readonly { readonly path: string; readonly sent: number }[]
}

export interface PagesOptions {
  readonly rate: number
  readonly atRateFor: number
  readonly flatOutFor: number
  readonly rounds: number
  readonly connections: number
}

interface Asked {
  readonly name: string
  /** Asks for it; each place is another child or search, as far as there are others. */
  readonly visit: (browser: Browser, place: number) => Promise<Answer>
  /** What it holds, told from its text. Throws where that is not the page. */
  readonly holds: (text: string) => string
  /** How the audit log calls it. */
  readonly event: string
}

export async function measurePages(ground: Ground, options: PagesOptions): Promise<PagesMeasured> {
  const { officer, asked } = await pagesToAsk(ground)
  const ours = await start(new URL('./web.ts', import.meta.url), { address: ground.addresses.app })
  const bare = await start(new URL('./bare.ts', import.meta.url), {
    address: ground.addresses.app,
    bare: { template: nextStepsPage.template, view: await viewOf(ground, officer), user: OFFICER },
  })
  try {
    return await measureBoth(ground, officer, asked, { ours, bare }, options)
  } finally {
    await Promise.all([ours.end(), bare.end()])
  }
}

async function measureBoth(
  ground: Ground,
  officer: string,
  asked: readonly Asked[],
  { ours, bare }: { readonly ours: Server; readonly bare: Server },
  { rate, atRateFor, flatOutFor, rounds, connections }: PagesOptions,
): Promise<PagesMeasured> {
  const browser = new Browser(ours.port, connections)
  const plain = new Browser(bare.port, connections)
  const processes = (server: Server): Processes => ({ database: ground.pid, worker: server.pid })
  const pages: PageMeasured[] = []
  const bareFlatOut: Turn[] = []
  try {
    const bareLanes = Array<() => Promise<Did>>(connections).fill(async () => {
      await plain.page({ path: '/steps', cookie: '' })
      return 'done'
    })
    const first = await plain.page({ path: '/steps', cookie: '' })
    for (const { name, visit: ask, holds, event } of asked) {
      let [next, answered] = [0, 0]
      const visit = async (): Promise<Did> => {
        const answer = await ask(browser, next++)
        if (answer.status === 503) return 'refused'
        answered++
        return 'done'
      }
      const lanes = Array<typeof visit>(connections).fill(visit)
      const before = await auditedAs(ground, event)
      await takeTurn(lanes, flatOutFor / 2, processes(ours))
      const atRate: Turn[] = []
      const flatOut: Turn[] = []
      for (let round = 0; round < rounds; round++) {
        atRate.push(await takeTurnAtRate(visit, rate, atRateFor / rounds, processes(ours)))
        flatOut.push(await takeTurn(lanes, flatOutFor, processes(ours)))
        if (name === asked[0]?.name) bareFlatOut.push(await takeTurn(bareLanes, flatOutFor, processes(bare)))
      }
      const audited = (await auditedAs(ground, event)) - before
      if (audited !== answered) throw new Error(`${name}: ${answered} pages were answered, and ${audited} are in the audit log`)
      const [answer, found] = await typical((place) => ask(browser, place), holds)
      pages.push({ name, holds: found, sent: answer.sent.length, whole: textOf(answer).length, atRate, flatOut })
    }
    const besides = await whatComesBesides(browser, { path: '/steps', cookie: officer })
    return { pages, bare: { sent: first.sent.length, whole: textOf(first).length, flatOut: bareFlatOut }, besides }
  } finally {
    browser.close()
    plain.close()
  }
}

/** Of some visits the page in the middle by weight. */
async function typical(visit: (place: number) => Promise<Answer>, holds: Asked['holds']): Promise<[Answer, string]> {
  const answers: Answer[] = []
  for (let place = 0; place < 15; place++) answers.push(await visit(place))
  answers.sort((a, b) => a.sent.length - b.sent.length)
  const answer = answers[answers.length >> 1]
  if (!answer) throw new Error('no page')
  return [answer, holds(textOf(answer))]
}

async function auditedAs(ground: Ground, event: string): Promise<number> {
  const [row] = await ground.ask<{ entries: number }>('select count(*)::integer as entries from audit where action = $1', event)
  return row?.entries ?? 0
}

/** Stylesheet, scripts and the font that a browser fetches once, found as it finds them: in the page, and in what the page brings. */
async function whatComesBesides(browser: Browser, visit: Visit): Promise<PagesMeasured['besides']> {
  const page = textOf(await browser.page(visit))
  const paths = new Set([...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string))
  const besides: { path: string; sent: number }[] = []
  for (const path of paths) {
    const answer = await browser.page({ path, cookie: '' })
    besides.push({ path, sent: answer.sent.length })
    if (!path.endsWith('.js')) continue
    for (const [, module] of textOf(answer).matchAll(/(?:from|import) ?'(\.\/[^']+)'/g)) {
      paths.add(new URL(module as string, `http://localhost${path}`).pathname)
    }
  }
  return besides
}

// ---- What is asked for -----------------------------------------------------------------------------------------------------------------

const OFFICER = 'p-halloran'

async function pagesToAsk(ground: Ground): Promise<{ readonly officer: string; readonly asked: readonly Asked[] }> {
  const database = openDatabase(ground.addresses.app)
  try {
    const [largest] = await ground.ask<{ agency: string; user: string }>(
      `select a.id as agency, r.user_id as user from agencies a join user_roles r on r.agency_id = a.id and r.role = 'attendance-lead'
      where a.kind = 'school' order by (select count(*) from duties d where d.owner_agencies @> array[a.id] and d.outcome is null) desc, a.id limit 1`,
    )
    const children = await ground.ask<{ child: string }>(
      `select child_id as child from duties where owner_user = $1 and outcome is null group by child_id order by child_id limit 200`,
      OFFICER,
    )
    const pupils = await ground.ask<{ child: string }>(
      `select child_id as child from duties where owner_agencies @> array[$1] and outcome is null group by child_id order by child_id limit 200`,
      largest?.agency,
    )
    const searches = await ground.ask<{ user: string; agency: string; typed: string }>(
      `with numbered as (
        select r.user_id, r.agency_id, o.child_id, row_number() over (partition by r.agency_id order by md5(o.child_id)) as place
        from user_roles r join on_roll o on o.agency_id = r.agency_id and o.until_on is null where r.role = 'attendance-lead' and r.until_at is null
      )
      select user_id as user, agency_id as agency, left(given_names, 4) || ' ' || left(family_name, 5) as typed
      from numbered n join child_versions v on v.child_id = n.child_id and v.version = 1 where place <= 20 order by place, agency_id`,
    )
    return await database.inTransaction(async (transaction) => {
      const officer = await signedIn(transaction, OFFICER, { agency: 'a-cme', role: 'cme-officer' })
      const lead = await signedIn(transaction, largest?.user ?? '', { agency: largest?.agency ?? '', role: 'attendance-lead' })
      const searchers = new Map<string, string>()
      for (const { user, agency } of searches) {
        if (!searchers.has(agency)) searchers.set(agency, await signedIn(transaction, user, { agency, role: 'attendance-lead' }))
      }
      const steps = { holds: rowsOn, event: 'saw-next-steps' }
      const child = { holds: wordsOn, event: 'saw-child' }
      const asked: Asked[] = [
        { name: 'my next steps, a CME officer', visit: oneOf([{ path: '/steps?whose=mine', cookie: officer }]), ...steps },
        { name: 'next steps of the CME team', visit: oneOf([{ path: '/steps?whose=team', cookie: officer }]), ...steps },
        { name: 'next steps of the largest school', visit: oneOf([{ path: '/steps?whose=team', cookie: lead }]), ...steps },
        { name: 'a child, a CME officer', visit: oneOf(visitsOf(children, officer)), ...child },
        { name: 'a child, a school', visit: oneOf(visitsOf(pupils, lead)), ...child },
        {
          name: 'a search by name, sent and answered',
          visit: searchOf(searches.map(({ agency, typed }) => ({ typed, cookie: searchers.get(agency) ?? '' }))),
          holds: (text) => `${text.split('<tr').length - 1} rows`,
          event: 'saw-search',
        },
      ]
      return { officer, asked }
    })
  } finally {
    await database.close()
  }
}

const oneOf =
  (visits: readonly Visit[]): Asked['visit'] =>
  (browser, place) =>
    browser.page(visits[place % visits.length] as Visit)

/** A search is a form, and the page it leads to. Somebody who searches very often is refused, so there are many who do. */
function searchOf(searches: readonly { readonly cookie: string; readonly typed: string }[]): Asked['visit'] {
  let form: Promise<{ readonly cookie: string; readonly token: string }> | undefined
  return async (browser, place) => {
    const { cookie: session, typed } = searches[place % searches.length] ?? { cookie: '', typed: '' }
    form ??= formOf(browser, session)
    const { cookie, token } = await form
    const sent = await browser.ask({
      path: '/find',
      cookie: `${session}; ${cookie}`,
      form: { _csrf: token, find: typed },
    })
    if (sent.status === 503) return sent
    if (sent.location === undefined) throw new Error(`a search was answered with ${sent.status}`)
    return browser.page({ path: sent.location, cookie: session })
  }
}

/** What the form of a search has to be sent with. */
async function formOf(browser: Browser, session: string): Promise<{ readonly cookie: string; readonly token: string }> {
  const page = await browser.page({ path: '/find', cookie: session })
  const token = /name="_csrf" value="([^"]+)"/.exec(textOf(page))?.[1]
  const cookie = page.cookies[0]?.split(';')[0]
  if (token === undefined || cookie === undefined) throw new Error('the page of searches has no form')
  return { cookie, token }
}

const visitsOf = (children: readonly { readonly child: string }[], cookie: string): readonly Visit[] =>
  children.map(({ child }) => ({ path: `/children/${child}`, cookie }))

/** The cookie of a session of somebody, as it is after signing in. */
async function signedIn(transaction: Transaction, user: string, place: Place): Promise<string> {
  const cookie = newCookie()
  await beginSession(transaction, cookie, user, place, {})
  return `__Host-onroll=${cookie}`
}

function rowsOn(text: string): string {
  const rows = text.split('<tr').length - 1
  if (rows < 2) throw new Error('a list of next steps has no rows')
  return `${rows} rows`
}

function wordsOn(text: string): string {
  if (!text.includes('<h1')) throw new Error('a page of a child has no heading')
  return `${text.split('<h2').length - 1} parts`
}

/** What the page of next steps is shown with, worked out once, for the server that works nothing out. */
async function viewOf(ground: Ground, cookie: string): Promise<object> {
  const database = openDatabase(ground.addresses.app, { size: 1 })
  try {
    const sent = { params: {}, query: { whose: 'mine' }, body: {} }
    const read = nextStepsPage.read(sent)
    if (!read || !('input' in read)) throw new Error('my next steps cannot be asked for')
    const performed = await perform(
      { database, today: () => today },
      {
        session: cookie.split('=')[1],
        permission: 'see-own-steps',
        event: 'saw-next-steps',
        action: seeNextSteps,
        input: read.input,
      },
    )
    if (performed.outcome !== 'done') throw new Error(`my next steps cannot be seen: ${performed.outcome}`)
    const { actor, given } = performed
    return {
      ...aroundIt(actor),
      ...nextStepsPage.view(given, { actor, today, sent, typed: undefined, faults: [], isCollision: false, council: 'The county council' }),
    }
  } finally {
    await database.close()
  }
}

const aroundIt = (actor: Actor): object => ({
  actor,
  nav: navOf(actor, '/steps'),
  session: { secondsLeft: 1800 },
  csrf: 'x'.repeat(52),
  key: '00000000-0000-4000-8000-000000000000',
  requestId: '00000000-0000-4000-8000-000000000000',
  faults: [],
})
