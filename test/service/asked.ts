import { civilDate, date } from '../../src/calendar/civil-date.ts'
import type { FactType } from '../../src/casefile/fact-table.ts'
import { addNotification } from '../../src/database/notifications.ts'
import { type Database, statement } from '../../src/database/pool.ts'
import { agenciesToRecordFor } from '../../src/sharing/recording.ts'
import { kindOfRole, type Role } from '../../src/sharing/roles.ts'
import type { Route } from '../../src/web/route.ts'
import { record } from '../database/children.ts'
import { today } from './county.ts'
import type { Answer, Visitor } from './visitor.ts'

/*
 * What the route matrix asks of each route: how its address is filled in, and what is sent. A route with a parameter or a form that is not known here is
 * not asked anything, and the matrix says so.
 */

/** A child of the matrix, or one that never was. */
export interface AskedChild {
  readonly id: string
  /** Whether it is on record at all, whoever may see it. */
  readonly isThere: boolean
}

/** One way of asking a route. */
export interface Way {
  /** What is particular about it; an empty text where there is one way only. */
  readonly words: string
  /** What the parameters of the address are filled with, for a child and whoever asks. */
  readonly fill: (asking: Asking) => Promise<Readonly<Record<string, string>>>
  /** The route answers that there is no such page before it asks for any child. */
  readonly isNowhere?: true
  /** It is something else that is not there, and the audit log has its id. */
  readonly lacksOther?: true
}

export interface Asking {
  /** The database, as worker. */
  readonly worker: Database
  readonly role: Role
  readonly child: AskedChild
  readonly changes: boolean
}

const parametersOf = ({ path }: Route): readonly string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)

/** What is missing here for a route to be asked, in a sentence; nothing where all is known. */
export function whatIsMissing(route: Route): string | undefined {
  try {
    waysOf(route)
    if (!isGot(route)) bodyOf(route, { id: 'nobody', isThere: false })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** It is asked for without sending anything. */
const isGot = ({ method }: Route): boolean => method === 'GET' || method === 'DOWNLOAD'

/** Whether which child is asked for is a question of this route: it stands in its address, or in what is sent. */
export const isOfChild = ({ path, method }: Route): boolean =>
  path.includes(':child') || IN_WHAT_IS_SENT.test(path) || (path === '/find' && method === 'POST')

const IN_WHAT_IS_SENT = /^\/(seen$|steps\/several\/|allocate(\/(form|change|take|check))?$)/

/** The ways of asking a route. Throws where there is none for a parameter. */
export function waysOf(route: Route): readonly Way[] {
  const names = parametersOf(route).filter((name) => name !== 'child')
  const known = Object.entries(ways).find(([together]) => together === names.join(' '))
  if (!known) throw new Error(`${route.path} has parameters that test/service/asked.ts does not know how to fill in: ${names.join(', ')}`)
  return known[1]
}

const ways: Readonly<Record<string, readonly Way[]>> = {
  '': [{ words: '', fill: async () => ({}) }],
  type: [
    { words: 'a type of theirs', fill: async () => ({ type: OF_EVERYBODY }) },
    { words: 'a type that others record', fill: async ({ role }) => ({ type: typeOfOthers(role) }) },
    { words: 'no type of fact', fill: async () => ({ type: 'constructor' }), isNowhere: true },
  ],
  step: [
    { words: 'a step of the child', fill: async ({ worker, child }) => ({ step: await stepOf(worker, child) }) },
    { words: 'no step', fill: async () => ({ step: '1.4a~cme' }), isNowhere: true },
  ],
  fact: factWays(),
  'fact type': factWays(),
  notification: [
    { words: 'that waits', fill: async ({ worker }) => ({ notification: await notificationOf(worker, 'none') }) },
    { words: 'that says a child is in danger', fill: async ({ worker }) => ({ notification: await notificationOf(worker, 'danger') }) },
    { words: 'that never was', fill: async () => ({ notification: 'no-notification' }) },
  ],
  search: [{ words: 'that never was', fill: async () => ({ search: '0195a3c0-5b5e-7c11-8e7d-3f1d2a9b6c40' }), lacksOther: true }],
  note: [{ words: 'that never was', fill: async () => ({ note: 'no-note' }) }],
  'kind item': [
    { words: 'who the child is', fill: async () => ({ kind: 'child', item: 'who' }) },
    { words: 'a new address', fill: async () => ({ kind: 'address', item: 'new' }) },
    { words: 'no kind of detail', fill: async () => ({ kind: 'constructor', item: 'who' }), isNowhere: true },
  ],
  kind: [
    { words: 'of everybody', fill: async () => ({ kind: 'enquiry' }) },
    { words: 'no kind of entry', fill: async () => ({ kind: 'constructor' }), isNowhere: true },
  ],
  stage: [
    { words: 'with a letter', fill: async () => ({ stage: 'notice-served' }) },
    { words: 'without a letter', fill: async () => ({ stage: 'constructor' }), isNowhere: true },
  ],
  letter: [{ words: 'that never was', fill: async () => ({ letter: 'no-letter' }) }],
  return: [{ words: 'that never was', fill: async () => ({ return: 'no-return' }) }],
  file: [{ words: 'that never was', fill: async () => ({ file: 'no-file' }), lacksOther: true }],
  'clause state': [
    { words: 'a clause', fill: async () => ({ clause: '1.4a', state: 'open' }) },
    { words: 'no clause', fill: async () => ({ clause: '9.9z', state: 'open' }), isNowhere: true },
  ],
}

/** What every role may record that may record anything. */
const OF_EVERYBODY = 'case-review' satisfies FactType

const typeOfOthers = (role: Role): FactType =>
  (['cme-registered', 'panel-discussed'] as const).find((type) => agenciesToRecordFor(role, type).length === 0) as FactType

const firstStep = statement<{ step: string }>(
  'first_step',
  `select concat_ws('~', clause, pathway, service, to_char(started_on, 'YYYY-MM-DD'), first_because) as step from duties where child_id = $1
  order by clause, started_on limit 1`,
)

async function stepOf(worker: Database, { id }: AskedChild): Promise<string> {
  const [duty] = await worker.inTransaction(({ ask }) => ask(firstStep, id))
  return duty?.step ?? '1.2a~cme~~2026-11-02~nothing'
}

function factWays(): readonly Way[] {
  const filled = (fact: string) => ({ fact, type: OF_EVERYBODY })
  return [
    { words: 'a fact of theirs', fill: async ({ role, ...more }) => filled(await factBy(kindOfRole[role], more)) },
    {
      words: 'a fact of others',
      fill: async ({ role, ...more }) => filled(await factBy(kindOfRole[role] === 'school' ? 'cfw' : 'school', more)),
    },
    { words: 'a fact of another child', fill: async ({ worker }) => filled(await anyFact(worker)) },
  ]
}

const kept = new WeakMap<Database, Map<string, string>>()
let facts = 0

/** A fact of a child that a kind of agency wrote. One that is about to be changed is a new one each time. */
async function factBy(by: (typeof kindOfRole)[Role], { worker, child, changes }: Omit<Asking, 'role'>): Promise<string> {
  if (!child.isThere) return 'no-fact'
  const known = kept.get(worker) ?? new Map<string, string>()
  kept.set(worker, known)
  const before = changes ? undefined : known.get(`${child.id} ${by}`)
  if (before !== undefined) return before
  const id = `of-the-matrix-${++facts}`
  await record(worker, child.id, [{ id, type: OF_EVERYBODY, on: date('2026-11-20'), by }], today)
  if (!changes) known.set(`${child.id} ${by}`, id)
  return id
}

const someFact = statement<{ id: string }>(
  'some_fact',
  'select id from facts where child_id = (select max(child_id) from facts) order by id limit 1',
)

const anyFact = async (worker: Database): Promise<string> => (await worker.inTransaction(({ ask }) => ask(someFact)))[0]?.id ?? ''

/** What the matrix tells of a child; another each time. */
const notificationOf = async (worker: Database, urgency: 'none' | 'danger'): Promise<string> =>
  worker.inTransaction(async (transaction) => {
    const received = {
      way: 'public-form',
      receivedOn: civilDate(today),
      dueOn: civilDate(today),
      owner: 'a-cme',
      recordedBy: 'the matrix',
    } as const
    return (
      await addNotification(transaction, { by: 'other', notifierIs: 'public', urgency, about: {}, says: 'Seen at the door.' }, received)
    ).id
  })

const decisions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  take: {},
  rung: {
    rung: 'hub',
    'rungOn.day': '23',
    'rungOn.month': '11',
    'rungOn.year': '2026',
    at: '14:05',
    rungBy: 'Bridie Halloran',
    says: 'A worker goes there.',
  },
  'this-child': {},
  'new-child': { givenNames: 'Amina', familyName: 'Matrix', 'born.day': '3', 'born.month': '5', 'born.year': '2016' },
  'turn-down': { because: 'no-child', says: 'Nobody can be made out.' },
  'put-off': { 'due.day': '27', 'due.month': '11', 'due.year': '2026', says: 'The GP rings back.' },
  reopen: { says: 'It was another child.' },
}

let returned = 0

/** What is sent to a form. Throws where nobody has said. */
function bodyOf(route: Route, child: AskedChild): Readonly<Record<string, string>> {
  const keyed = { key: crypto.randomUUID() }
  if (route.path === '/seen/:child/filter') return { ...keyed, outcome: 'refused' }
  if (route.path === '/seen') return { ...keyed, reference: child.id }
  const fact = { 'on.day': '20', 'on.month': '11', 'on.year': '2026', note: 'Seen at the door.', why: 'It was another day.' }
  if (/^\/children\/:child\/(record|facts)\//.test(route.path)) return { ...keyed, ...fact }
  if (route.path === '/children/:child/casework') return { ...keyed, ...fact, 'detail.method': 'phone', 'detail.outcome': 'no-reply' }
  // Of itself: so nothing changes for what is asked next.
  if (route.path === '/children/:child/siblings') return { ...keyed, sibling: child.id, relation: 'full', fromWhom: 'Their mother' }
  if (route.path.startsWith('/children/:child/casework/'))
    return { ...keyed, ...fact, 'more.check': 'neighbours', 'more.result': 'nothing' }
  if (route.path.startsWith('/children/:child/order/letters/'))
    return { ...keyed, law: 'education-act-1996', to: 'Her father', text: 'Show us how she is taught.' }
  if (route.path === '/home-education/:child') return { ...keyed, ...fact, 'detail.onRegister': 'false' }
  if (route.path.startsWith('/steps/several/')) return { ...keyed, ...fact, step: child.id }
  // To oneself: so the agency goes on seeing the child.
  if (/^\/allocate(\/(form|change|take|check))?$/.test(route.path)) return { ...keyed, step: child.id, what: 'children', to: 'me' }
  if (route.path.startsWith('/allocate/everything')) return { ...keyed, leaver: 'p-nobody', to: 'nobody' }
  if (route.path === '/find') return { ...keyed, find: child.id }
  if (route.path.startsWith('/find/:search/')) return { ...keyed, ...fact }
  if (route.path === '/children/:child/notes') return { ...keyed, says: 'The neighbour rang.' }
  if (route.path === '/children/:child/notes/:note/take-back') return { ...keyed, why: 'It was another child.' }
  // Nothing that can be taken: so nothing changes for what is asked next.
  if (route.path.startsWith('/children/:child/details/')) return { ...keyed, version: '0' }
  const decision = decisions[route.path.replace('/triage/:notification/', '')]
  if (decision) return { ...keyed, version: '1', child: child.id, ...decision }
  if (route.path === '/tell-us/quick') return { ...keyed, danger: 'none', says: 'Seen at the door.' }
  if (route.path === '/children/:child/deletion-return') {
    const day = { 'deletedOn.day': String(1 + (returned++ % 20)), 'deletedOn.month': '1', 'deletedOn.year': '2027' }
    const parent = { 'parent1.name': 'Not known', 'parent1.address': 'Not known', 'parent1.phone': 'Not known' }
    // Of a day to come, another each time, and on a ground that records nothing: so nothing changes for what is asked next.
    return { ...keyed, ...day, ...parent, ground: 'c', address: 'Not known' }
  }
  if (route.path === '/deletion-returns/file') return keyed
  if (route.path.startsWith('/deletion-returns/file/'))
    return { ...keyed, ready: '1', upn: 'UPN', ground: 'Ground', deletedOn: 'Off from', deletedOnIs: 'first-off' }
  throw new Error(`${route.method} ${route.path} is a form, and test/service/asked.ts does not know what to send to it`)
}

/** Asks a route about a child, or sends its form. */
export async function askRoute(visitor: Visitor, route: Route, way: Way, asking: Omit<Asking, 'changes'>): Promise<Answer> {
  const { child } = asking
  const filled = await way.fill({ ...asking, changes: route.method === 'POST' })
  const parameters: Readonly<Record<string, string>> = { child: child.id, ...filled }
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] as string))
  const query = IN_WHAT_IS_SENT.test(route.path) ? `?step=${child.id}` : ''
  if (isGot(route)) return visitor.get(`${path}${query}`)
  const takesFile = route.method === 'POST' && route.form.takesFile
  return takesFile
    ? visitor.upload(path, bodyOf(route, child), 'UPN,Ground,Off from\nX1,g,23/11/2026\n')
    : visitor.post(path, bodyOf(route, child))
}
