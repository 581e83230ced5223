import { type Database, statement } from '../../src/database/pool.ts'
import { may, type Role, roles } from '../../src/sharing/roles.ts'
import { assetsPath } from '../../src/web/assets.ts'
import type { Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes.ts'
import type { TestDatabase } from '../database/cluster.ts'
import { type AskedChild, askRoute, isOfChild, type Way, waysOf, whatIsMissing } from './asked.ts'
import { childOf } from './county.ts'
import { otherRoutes } from './other-routes.ts'
import type { Service } from './service.ts'
import type { Answer, Visitor } from './visitor.ts'

/*
 * Every role at every route, with each kind of child: what comes back. The table that comes of it is in the repository, and people read it.
 */

/** Of each role somebody who is not listed in the seal of the sealed child. */
export const people = {
  'cme-officer': 'p-oyelaran',
  'panel-chair': 'p-sorley',
  'panel-administrator': 'p-mistrey',
  'attendance-lead': 'p-redfern',
  'safeguarding-lead': 'p-okonjo',
  'cfw-worker': 'p-brackley',
  'hub-worker': 'p-ivinson',
  'social-worker': 'p-kubackie',
  'home-education-team': 'p-lomaxen',
  'pupil-access': 'p-desaye',
  'head-of-service': 'p-vance',
  'information-governance': 'p-farahani',
  auditor: 'p-ledgard',
} as const satisfies Readonly<Record<Role, string>>

/** Those whom the seal lists. */
const listed: readonly { readonly role: Role; readonly person: string }[] = [
  { role: 'cme-officer', person: 'p-halloran' },
  { role: 'panel-chair', person: 'p-thackwray' },
  { role: 'social-worker', person: 'p-garstone' },
  { role: 'information-governance', person: 'p-ashgrove' },
]

const columns = ['own', 'agency’s', 'other', 'sealed', 'unknown'] as const
type Column = (typeof columns)[number]

interface Asker {
  readonly words: string
  readonly role: Role
  readonly agency: string
  readonly visitor: Visitor
  /** The seal of the sealed child lists them. */
  readonly isListed: boolean
  readonly children: Readonly<Partial<Record<Column, AskedChild>>>
}

/** The audit rows that one request wrote. */
interface AuditRow {
  readonly id: string
  readonly who: string
  readonly agency_id: string | null
  readonly action: string
  readonly outcome: 'done' | 'refused'
  readonly children: readonly string[]
  readonly request_id: string | null
}

/** What was found: the table, and what is wrong whatever the table says. */
export interface Matrix {
  readonly text: string
  readonly wrong: readonly string[]
}

export async function askEverything(own: TestDatabase, service: Service): Promise<Matrix> {
  const asking = { worker: own.open('worker', { size: 1 }), wrong: [] as string[] }
  const askers: Asker[] = []
  for (const role of roles) askers.push(await askerOf(own, service, { words: role, role, person: people[role], isListed: false }))
  for (const { role, person } of listed)
    askers.push(await askerOf(own, service, { words: `${role} in the seal`, role, person, isListed: true }))
  const [anybody] = askers as [Asker, ...Asker[]]
  const signedOut = anybody.visitor.twin()
  signedOut.hold('__Host-onroll')
  const blocks: string[] = [HEAD]
  for (const route of routes) {
    const missing = whatIsMissing(route)
    if (missing !== undefined) asking.wrong.push(missing)
    for (const way of missing === undefined ? waysOf(route) : []) {
      const rows: [string, string][] = []
      for (const asker of way.isNowhere ? [anybody] : askers) rows.push([asker.words, await rowOf(asking, asker, route, way)])
      const without = await whileNobody(asking, { ...anybody, visitor: signedOut.twin() }, route, way)
      const { method, path, permission, audit } = route
      const title = `${shownMethods[method] ?? method} ${path}${way.words && `, ${way.words}`}`
      blocks.push(blockOf(title, `${permission}, ${audit}`, [...rows, ['without a session', without]]))
    }
  }
  blocks.push('Routes that ask for no permission: what comes back to whoever is signed in, and without a session.\n')
  for (const route of otherRoutes) {
    const rows: [string, string][] = []
    for (const asker of askers.slice(0, roles.length)) rows.push([asker.words, wordsOf(await route.ask(asker.visitor.twin()), route.path)])
    rows.push(['without a session', wordsOf(await route.ask(signedOut.twin()), route.path)])
    blocks.push(blockOf(`${route.method} ${route.path.replace(assetsPath, '/assets/:version')}`, route.why, rows, ''))
  }
  return { text: blocks.join('\n'), wrong: asking.wrong }
}

/** As a browser asks. */
const shownMethods: Readonly<Record<string, string>> = { CHECK: 'POST', DOWNLOAD: 'GET' }

const HEAD = `Who gets what: every role at every route, as test/service/route-matrix.test.ts finds it.
To write it anew: node test/service/write-route-matrix.ts. Then read what has changed.

  own         a child that the person has, or one that their agency sees
  agency’s    another child that their agency sees
  other       a child that it does not see
  sealed      the sealed child
  unknown     an id that never was
  –           there is no such child for this role

An address that leads nowhere is asked for by the first role alone.
`

const WIDTH = 11

function blockOf(
  title: string,
  note: string,
  rows: readonly (readonly [string, string])[],
  heading = columns.map(cellOf).join(''),
): string {
  const grouped = new Map<string, string[]>()
  for (const [who, row] of rows) grouped.set(row, [...(grouped.get(row) ?? []), who])
  const lines = [...grouped].map(([row, who]) => `  ${row.trimEnd()}\n      ${who.length === rows.length ? 'everybody' : who.join(', ')}`)
  return [`${title}  (${note})`, ...(heading === '' ? [] : [`  ${heading.trimEnd()}`]), ...lines, ''].join('\n')
}

const cellOf = (text: string): string => text.padEnd(WIDTH)

// ---- Who asks, about whom ----------------------------------------------------------------------------------------------------------------

async function askerOf(
  own: TestDatabase,
  service: Service,
  { person, ...asker }: Pick<Asker, 'words' | 'role' | 'isListed'> & { readonly person: string },
): Promise<Asker> {
  const visitor = await service.signIn(person)
  await visitor.get('/act-for')
  const [held] = await own.ask<{ agency: string }>(
    'select agency_id as agency from user_roles where user_id = $1 and role = $2',
    person,
    asker.role,
  )
  const agency = held?.agency ?? ''
  return { ...asker, agency, visitor, children: await childrenFor(own, person, agency) }
}

const SEEN = `select distinct child_id as id from may_see where agency_id in ($1, '') and user_id in ($2, '')
  and from_on <= '2026-11-23' and (until_on is null or until_on >= '2026-11-23')`

async function childrenFor(own: TestDatabase, person: string, agency: string): Promise<Asker['children']> {
  const sealed = childOf('sealed').id
  const rows = await own.ask<{ id: string; has: string | null }>(
    `select seen.id, (select user_id from allocations a where a.child_id = seen.id and a.agency_id = $1 order by version desc, id limit 1) as has
    from (${SEEN}) seen where seen.id <> $3 order by seen.id`,
    ...[agency, person, sealed],
  )
  const first = rows.find(({ has }) => has === person) ?? rows[0]
  const colleagues =
    rows.find(({ id, has }) => id !== first?.id && has !== person && has !== null) ?? rows.find(({ id }) => id !== first?.id)
  const [other] = await own.ask<{ id: string }>(
    `select id from children where id <> $3 and id not in (${SEEN}) order by (select count(*) from facts f where f.child_id = children.id) desc, id limit 1`,
    ...[agency, person, sealed],
  )
  const there = (row: { readonly id: string } | undefined) => row && { id: row.id, isThere: true }
  return Object.fromEntries(
    Object.entries({
      own: there(first),
      'agency’s': there(colleagues),
      other: there(other),
      sealed: { id: sealed, isThere: true },
      unknown: NOBODY,
    }).filter(([, child]) => child !== undefined),
  )
}

const UNKNOWN = '0195a3c0-5b5e-7c11-8e7d-3f1d2a9b6c40'

const NOBODY: AskedChild = { id: UNKNOWN, isThere: false }

// ---- Asking ------------------------------------------------------------------------------------------------------------------------------

/** What is asked with, and what is found to be wrong on the way. */
interface Asking {
  readonly worker: Database
  readonly wrong: string[]
}

async function rowOf(asking: Asking, asker: Asker, route: Route, way: Way): Promise<string> {
  if (!isOfChild(route)) return wordsOf(await askAudited(asking, asker, route, way, NOBODY, ''), route.path)
  const cells: string[] = []
  const hidden = new Map<Column, string>()
  for (const column of columns) {
    const child = asker.children[column]
    const answer = child && (await askAudited(asking, asker, route, way, child, column))
    if (answer && isHidden(asker, column, answer)) hidden.set(column, withoutChance(answer, child))
    cells.push(answer ? wordsOf(answer, route.path) : '–')
  }
  const unknown = hidden.get('unknown') ?? ''
  for (const [column, answer] of hidden) {
    if (answer === unknown) continue
    const at = [...answer].findIndex((character, place) => character !== unknown[place])
    const what = `of ${column} it is said otherwise than of an unknown child: ${answer.slice(at - 40, at + 80)}`
    asking.wrong.push(`${asker.words}: ${route.method} ${route.path}, ${way.words}: ${what}`)
  }
  return cells.map(cellOf).join('')
}

/** Of such a child nothing may be told that is not told of one that never was. Whoever looks after the audit log may know that a child is there. */
const isHidden = ({ role, isListed }: Asker, column: Column, { status }: Answer): boolean =>
  status === 404 || column === 'unknown' || (column === 'sealed' && !isListed) || (column === 'other' && !may(role, 'see-access-log'))

async function whileNobody({ worker, wrong }: Asking, nobody: Asker, route: Route, way: Way): Promise<string> {
  const from = await lastAudit(worker)
  const answer = await askRoute(nobody.visitor, route, way, { worker, role: nobody.role, child: nobody.children.own ?? NOBODY })
  if ((await lastAudit(worker)) !== from) wrong.push(`${route.method} ${route.path}: somebody without a session is in the audit log`)
  return wordsOf(answer, route.path)
}

async function askAudited(
  { worker, wrong }: Asking,
  asker: Asker,
  route: Route,
  way: Way,
  child: AskedChild,
  column: string,
): Promise<Answer> {
  const from = await lastAudit(worker)
  const answer = await askRoute(asker.visitor, route, way, { worker, role: asker.role, child })
  for (const what of ofAudit(asker, route, way, child, answer, await auditSince(worker, from)))
    wrong.push(`${[asker.words, column].join(' ')}: ${route.method} ${route.path}, ${way.words}: ${what}`)
  return answer
}

/** What an answer is called in the table. */
function wordsOf({ status, location }: Answer, path: string): string {
  if (location === undefined) return String(status)
  if (location.startsWith('/sign-in/again?')) return 'sign in again'
  if (location.startsWith('/sign-in?')) return 'sign in'
  return path.includes(':') || path === '/seen'
    ? String(status)
    : `${status} ${location.replace(/\?.*/, '').replace(/\/(c-\d+|[\w-]{20,})/, '/…')}`
}

/** A page as it is, but for what is new in each; compressed, that makes a byte more or less. */
function withoutChance({ status, location = '', headers, text }: Answer, { id }: AskedChild): string {
  const same = [...headers].filter(([name]) => !['date', 'keep-alive', 'connection', 'content-length', 'location'].includes(name))
  return JSON.stringify([status, same, location, text])
    .replaceAll(id, 'child')
    .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b0[\da-z]{25}\b/g, 'id')
    .replace(/nown on [^<]+/g, 'nown')
    .replace(/nonce-\w+/g, 'nonce')
    .replace(/nonce=\\"\w+/g, 'nonce=')
    .replace(/(name=\\"_csrf\\"|id=\\"session-csrf\\") value=\\"[\w-]+/g, '$1')
}

// ---- What has to be so -------------------------------------------------------------------------------------------------------------------

/** A page is shown once its entry is written, and a denial has one too; a child that was asked for with others, and is not theirs to see, a second. */
function ofAudit(
  asker: Asker,
  route: Route,
  way: Way,
  child: AskedChild,
  { status }: Answer,
  written: readonly AuditRow[],
): readonly string[] {
  if (status === 404 && way.isNowhere) return written.length === 0 ? [] : ['an address that leads nowhere is in the audit log']
  const isOfTheDenied = ({ outcome, children }: AuditRow) => outcome === 'refused' && children.length === 1 && children[0] === child.id
  const denied = written.length > 1 ? written.find(isOfTheDenied) : undefined
  const [entry, ...more] = written.filter((row) => row !== denied)
  if (!entry || more.length > 0 || (denied && entry.children.includes(child.id)))
    return [`${written.length} audit entries for one request that is answered ${status}`]
  const wrong: string[] = []
  const again = 'again' in route ? routes.find(({ method, path }) => method === 'GET' && path === route.again)?.audit : undefined
  const is = (what: string, found: unknown, ...expected: readonly unknown[]) => {
    if (!expected.includes(found)) wrong.push(`the entry has ${what} ${String(found)}, expected ${expected.join(' or ')}`)
  }
  is('outcome', entry.outcome, status < 400 || status === 409 || status === 422 ? 'done' : 'refused')
  is('action', entry.action, route.audit, ...(again === undefined ? [] : [again]))
  is('agency', entry.agency_id, asker.agency)
  is('a request id', /^[\da-f-]{36}$/.test(entry.request_id ?? ''), true)
  if (route.path.includes(':child') && status !== 403 && !way.lacksOther) is('the child', entry.children.includes(child.id), true)
  return wrong
}

const last = statement<{ last: string }>('last_audit', 'select coalesce(max(id), 0)::text as last from audit')

const lastAudit = async (worker: Database): Promise<string> => (await worker.inTransaction(({ ask }) => ask(last)))[0]?.last ?? '0'

const since = statement<AuditRow>('audit_since', 'select * from audit where id > $1 order by id')

const auditSince = (worker: Database, from: string): Promise<readonly AuditRow[]> => worker.inTransaction(({ ask }) => ask(since, from))

/** For the message of a failed comparison: the lines of one text that are not in the other. */
export function linesOnlyIn(text: string, other: string): readonly string[] {
  const known = new Set(other.split('\n'))
  return text.split('\n').filter((line) => !known.has(line))
}
