import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Action, type Asked, type Ground, IDLE_MINUTES, type Performed, perform } from '../actions/action.ts'
import { countingForNav } from '../actions/waiting-counts.ts'
import { whoAsks } from '../actions/who-asks.ts'
import type { Fault } from '../casefile/fault.ts'
import { type Actor, may } from '../sharing/roles.ts'
import { firstPathOf, navOf } from './nav.ts'
import { nowInWords } from './now.ts'
import { render } from './render.ts'
import { type Fields, one, type Route, type Sent, type Shown } from './route.ts'
import type { SignIn } from './sign-in/register.ts'
import { uploadOf } from './upload.ts'

/*
 * How a request becomes an answer: the action is done and its transaction committed, and only then is a page put together and sent.
 */

/** What requests are answered with. */
export interface Edge extends SignIn {
  readonly ground: Ground
  readonly routes: readonly Route[]
  /** The name of the council. */
  readonly council: string
}

export const answer =
  (edge: Edge, route: Route) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const sent = sentWith(request)
    switch (route.method) {
      case 'GET': {
        // A page that is made of what its form carries, such as one for several children, is found again by what was kept of it.
        const typed = await edge.keptDraft(request)
        return showPage(edge, route, request, reply, typed ? { ...sent, body: typed } : sent, { ...nothingWrong, typed })
      }
      case 'CHECK':
        return showPage(edge, route, request, reply, sent, { ...nothingWrong, typed: sent.body })
      case 'POST':
        return takeForm(edge, route, request, reply, sent)
      case 'DOWNLOAD':
        return sendFile(edge, route, request, reply, sent)
    }
  }

type More = Pick<Shown, 'typed' | 'faults' | 'isCollision'>

const nothingWrong = { faults: [], isCollision: false } as const

type PageRoute = Extract<Route, { method: 'GET' | 'CHECK' }>
type FormRoute = Extract<Route, { method: 'POST' }>

async function showPage(
  edge: Edge,
  route: PageRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  more: More,
): Promise<FastifyReply> {
  const read = route.page.read(sent)
  if (!read) return showError(reply, request, 404, 'not-found')
  if ('faults' in read) return comeBack(edge, route, request, reply, sent, read.faults)
  const performed = await doIt(edge, route, countingForNav(route.action), request, read.input)
  if (performed.outcome !== 'done') return notDone(edge, route, request, reply, sent, performed)
  const { given, waiting } = performed.given
  const shown: Shown = { actor: performed.actor, today: performed.today, sent, council: edge.council, ...more }
  const view = route.page.view(given as never, shown)
  if (more.faults.length > 0) reply.status(422)
  if (more.isCollision) reply.status(409)
  return sendPage(reply, route.page.template, {
    ...common(request, reply, shown.actor, waiting),
    faults: more.faults,
    ...view,
  })
}

async function takeForm(edge: Edge, route: FormRoute, request: FastifyRequest, reply: FastifyReply, sent: Sent): Promise<FastifyReply> {
  const read = route.form.read(sent)
  if (!read) return showError(reply, request, 404, 'not-found')
  if ('faults' in read) return comeBack(edge, route, request, reply, sent, read.faults)
  const key = one(sent.body, 'key')
  const { mayBeSentAgain } = route.form
  if (!mayBeSentAgain && !/^[\w-]{8,200}$/.test(key)) return showError(reply, request, 400, 'bad-request')
  const performed = await doIt(edge, route, route.action, request, read.input, {
    ...(!mayBeSentAgain && { once: { key, hash: hashOf(sent) } }),
    form: { form: filled(route.again, sent.params), about: sent.params['child'] ?? '' },
  })
  if (performed.outcome !== 'done') return notDone(edge, route, request, reply, sent, performed)
  return reply.redirect(route.form.next(performed.given as never, sent), 303)
}

type DownloadRoute = Extract<Route, { method: 'DOWNLOAD' }>

async function sendFile(edge: Edge, route: DownloadRoute, request: FastifyRequest, reply: FastifyReply, sent: Sent): Promise<FastifyReply> {
  const { read: readInput, name, type, content } = route.download
  const read = readInput(sent)
  if (!read) return showError(reply, request, 404, 'not-found')
  if ('faults' in read) return showError(reply, request, 400, 'bad-request')
  const performed = await doIt(edge, route, route.action, request, read.input)
  if (performed.outcome !== 'done') return notDone(edge, route, request, reply, sent, performed)
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content(performed.given as never))
}

const doIt = <Given>(
  edge: Edge,
  route: Route,
  action: Action<never, Given>,
  request: FastifyRequest,
  input: unknown,
  more: Pick<Asked<never, Given>, 'once' | 'form'> = {},
): Promise<Performed<Given>> =>
  perform(edge.ground, {
    session: edge.sessionOf(request),
    permission: route.permission,
    event: route.audit,
    action,
    input: input as never,
    requestId: request.id,
    ...ofChildIn(request),
    ...more,
  })

/** The child of the address, where it is about one. */
const ofChildIn = (request: FastifyRequest): Pick<Asked<never, unknown>, 'ofChild'> => {
  const { child } = request.params as Record<string, string>
  return child === undefined ? {} : { ofChild: child }
}

/** In seconds: that is how long it takes until nothing counts any more. */
const HOUR = 3600

async function notDone(
  edge: Edge,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  performed: Exclude<Performed<unknown>, { outcome: 'done' }>,
): Promise<FastifyReply> {
  switch (performed.outcome) {
    case 'signed-out':
      return edge.signInFirst(request, reply, sent, filled('again' in route ? route.again : route.path, sent.params))
    case 'absent':
      return showError(reply, request, 404, 'not-found', performed.actor)
    case 'forbidden':
      return showError(reply, request, 403, 'forbidden', performed.actor)
    case 'too-many':
      return showError(reply.header('retry-after', String(HOUR)), request, 429, 'too-many', performed.actor)
    case 'key-of-another-request':
      return showError(reply, request, 409, 'sent-before', performed.actor)
    case 'collision': {
      const again = pageAgain(edge, route)
      if (!again?.page.showsBoth) return showError(reply, request, 409, 'changed-meanwhile', performed.actor)
      return showPage(edge, again, request, reply, sent, { typed: sent.body, faults: [], isCollision: true })
    }
    case 'faults':
      return comeBack(edge, route, request, reply, sent, performed.faults)
  }
}

/** A path with the parameters of this request in it. */
const filled = (path: string, params: Sent['params']): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** Shows the page that a form was on again, with what is wrong and what was typed. */
async function comeBack(
  edge: Edge,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Sent,
  faults: readonly Fault[],
): Promise<FastifyReply> {
  const again = pageAgain(edge, route)
  if (!again) return showError(reply, request, 400, 'bad-request')
  return showPage(edge, again, request, reply, sent, { ...nothingWrong, typed: sent.body, faults })
}

/** The page that a form was on. */
function pageAgain(edge: Edge, route: Route): Extract<Route, { method: 'GET' }> | undefined {
  const again = 'again' in route ? edge.routes.find(({ method, path }) => method === 'GET' && path === route.again) : undefined
  return again?.method === 'GET' ? again : undefined
}

/** Leads to the page that somebody comes to first. */
export const frontPage =
  ({ ground, sessionOf, signInFirst }: Edge) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const session = sessionOf(request)
    const actor = session === undefined ? undefined : await whoAsks(ground, session)
    return actor ? reply.redirect(firstPathOf(actor), 303) : signInFirst(request, reply, sentWith(request))
  }

/** What every page is shown with. */
const common = (request: FastifyRequest, reply: FastifyReply, actor: Actor | undefined, counts?: Parameters<typeof navOf>[2]) => ({
  actor,
  nav: actor && navOf(actor, request.url.split('?')[0] ?? '', counts),
  find: actor && may(actor.role, 'see-children') ? { path: '/find', text: '' } : undefined,
  asKnown: actor && nowInWords(),
  session: actor && { secondsLeft: IDLE_MINUTES * 60 },
  csrf: reply.generateCsrf(),
  key: randomUUID(),
  cspNonce: reply.cspNonce?.script,
  requestId: request.id,
})

const sendPage = (reply: FastifyReply, template: string, data: object): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(render(template, data))

/** Sends a page that stands outside of the routes, such as those of signing in. */
export const sendOutside = (reply: FastifyReply, template: string, data: object): FastifyReply =>
  sendPage(reply, template, { ...common(reply.request, reply, undefined), ...data })

export type ErrorPage =
  | 'bad-request'
  | 'not-found'
  | 'forbidden'
  | 'sent-before'
  | 'changed-meanwhile'
  | 'too-many'
  | 'too-old'
  | 'cannot-now'
  | 'went-wrong'

/** A page that says what is wrong and what to do, and nothing of any child. */
export const showError = (reply: FastifyReply, request: FastifyRequest, status: number, name: ErrorPage, actor?: Actor): FastifyReply =>
  sendPage(reply.status(status), `pages/errors/${name}.njk`, { ...common(request, reply, actor) })

function sentWith(request: FastifyRequest): Sent {
  const body = (request.body ?? {}) as Record<string, string | string[]>
  const { _csrf, ...fields } = body
  const file = uploadOf(request)
  return {
    ...{ params: request.params as Record<string, string>, query: withoutZeros(request.query as Fields), body: withoutZeros(fields) },
    ...(file && { file }),
  }
}

/** Nobody types the character of number zero, and the database keeps no text with one. */
const withoutZeros = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? cleaned(value) : value.map(cleaned)]))

const cleaned = (text: string): string => text.replaceAll('\0', '')

/** The same form with the same content has the same hash. */
function hashOf({ params, body, file }: Sent): string {
  const { key, ...content } = body
  return createHash('sha256')
    .update(JSON.stringify([params, content]))
    .update(file?.bytes ?? '')
    .digest('base64url')
}
