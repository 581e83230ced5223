import { perform } from '../../src/actions/action.ts'
import { seeNextSteps } from '../../src/actions/see-next-steps.ts'
import { openDatabase, type Transaction } from '../../src/database/pool.ts'
import { beginSession, newCookie, type Place } from '../../src/database/sessions.ts'
import type { Actor } from '../../src/sharing/roles.ts'
import { navOf } from '../../src/web/nav.ts'
import { nextStepsPage } from '../../src/web/pages/next-steps/page.ts'
import { type Ground, today } from './ground.ts'
import { type Server, start } from './started.ts'
import { type Processes, type Turn, takeTurn, takeTurnAtRate } from './timing.ts'
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

/** A page, asked for in many ways so that none is answered from what the one before it left. */
interface Asked {
  readonly name: string
  readonly visits: readonly Visit[]
  /** What it holds, told from its text. Throws where that is not the page. */
  readonly holds: (text: string) => string
  /** How the audit log calls it. */
  readonly event: string
}

export async function measurePages(ground: Ground, options: PagesOptions): Promise<PagesMeasured> {
  const asked = await pagesToAsk(ground)
  const officer = asked[0]?.visits[0]
  if (!officer) throw new Error('nobody to ask as')
  const ours = await start(new URL('./web.ts', import.meta.url), { address: ground.addresses.app })
  const bare = await start(new URL('./bare.ts', import.meta.url), {
    address: ground.addresses.app,
    bare: { template: nextStepsPage.template, view: await viewOf(ground, officer.cookie), user: OFFICER },
  })
  try {
    return await measureBoth(ground, asked, { ours, bare }, options)
  } finally {
    await Promise.all([ours.end(), bare.end()])
  }
}

async function measureBoth(
  ground: Ground,
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
    const bareLanes = Array<() => Promise<boolean>>(connections).fill(async () => Boolean(await plain.page({ path: '/steps', cookie: '' })))
    const first = await plain.page({ path: '/steps', cookie: '' })
    for (const { name, visits, holds, event } of asked) {
      let [next, answered] = [0, 0]
      const visit = async (): Promise<boolean> => {
        await browser.page(visits[next++ % visits.length] as Visit)
        answered++
        return true
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
      const [answer, found] = await typical(browser, visits, holds)
      pages.push({ name, holds: found, sent: answer.sent.length, whole: textOf(answer).length, atRate, flatOut })
    }
    const besides = officerPage(asked) ? await whatComesBesides(browser, officerPage(asked) as Visit) : []
    return { pages, bare: { sent: first.sent.length, whole: textOf(first).length, flatOut: bareFlatOut }, besides }
  } finally {
    browser.close()
    plain.close()
  }
}

const officerPage = (asked: readonly Asked[]): Visit | undefined => asked[0]?.visits[0]

/** Of some visits the one with the page in the middle by weight. */
async function typical(browser: Browser, visits: readonly Visit[], holds: Asked['holds']): Promise<[Answer, string]> {
  const answers: Answer[] = []
  for (const visit of visits.slice(0, 15)) answers.push(await browser.page(visit))
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

async function pagesToAsk(ground: Ground): Promise<readonly Asked[]> {
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
    return await database.inTransaction(async (transaction) => {
      const officer = await signedIn(transaction, OFFICER, { agency: 'a-cme', role: 'cme-officer' })
      const lead = await signedIn(transaction, largest?.user ?? '', { agency: largest?.agency ?? '', role: 'attendance-lead' })
      const steps = { holds: rowsOn, event: 'saw-next-steps' }
      const child = { holds: wordsOn, event: 'saw-child' }
      return [
        { name: 'my next steps, a CME officer', visits: [{ path: '/steps?whose=mine', cookie: officer }], ...steps },
        { name: 'next steps of the CME team', visits: [{ path: '/steps?whose=team', cookie: officer }], ...steps },
        { name: 'next steps of the largest school', visits: [{ path: '/steps?whose=team', cookie: lead }], ...steps },
        { name: 'a child, a CME officer', visits: visitsOf(children, officer), ...child },
        { name: 'a child, a school', visits: visitsOf(pupils, lead), ...child },
      ]
    })
  } finally {
    await database.close()
  }
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
    return { ...aroundIt(actor), ...nextStepsPage.view(given, { actor, today, sent, typed: undefined, faults: [], isCollision: false }) }
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
