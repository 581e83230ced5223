import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { actFor, readChoice } from '../../actions/act-for.ts'
import type { Ground } from '../../actions/action.ts'
import { keepDraft, readDraft, type Typed } from '../../actions/keep-draft.ts'
import { readCast } from '../../actions/look-after-people.ts'
import { beginSignIn, finishSignIn, howItStands, LOCAL_ISSUER, newCookie, takeSignIn } from '../../actions/sign-in.ts'
import { signOut } from '../../actions/sign-out.ts'
import { staySignedIn, type TimeLeft, timeLeft } from '../../actions/stay-signed-in.ts'
import { type Role, roleInWords, roles } from '../../sharing/roles.ts'
import { capital } from '../../words/guidance-words.ts'
import { isLocal, type SignInSettings } from './configuration.ts'
import { sessionCookie, sessionOf, signInCookie } from './cookies.ts'
import { ownPath } from './own-path.ts'
import { NotVouched, newSecrets, openProvider, type Provider, ProviderUnavailable } from './provider.ts'

/*
 * The pages of signing in and out. Who somebody is, the council's OpenID Connect provider says; there is no password of ours. A cookie holds a secret, and all
 * that it stands for is in the database.
 */

export interface SignInOptions extends SignInSettings {
  readonly ground: Ground
  /** Sends a page: a template, as a path from `src/web`, and what it shows. It adds what all pages have, the form's token `csrf` among it. */
  readonly render: (reply: FastifyReply, template: string, data: object) => FastifyReply
  /** Whom to ask for being let in, as it stands in a sentence. */
  readonly whomToAsk?: string
}

/** What other pages need of signing in. */
export interface SignIn {
  readonly sessionOf: (request: FastifyRequest) => string | undefined
  /**
   * What a page answers where nobody is signed in. A form's content is kept, where the session it came with has ended, and its page is led back to;
   * `page` is that page's own path, the one the form was sent to unless given.
   */
  readonly signInFirst: (
    request: FastifyRequest,
    reply: FastifyReply,
    sent: { readonly body: Typed },
    page?: string,
  ) => Promise<FastifyReply>
  /** What was typed on a page and kept, where somebody has been led back to it. */
  readonly keptDraft: (request: FastifyRequest) => Promise<Typed | undefined>
}

/** Marks the way back to what was typed. */
const KEPT = 'typed'

/** Adds the pages of signing in. `app` has cookies, forms and the check of their token (`@fastify/csrf-protection`). */
export async function registerSignIn(app: FastifyInstance, options: SignInOptions): Promise<SignIn> {
  const { ground, render, baseUrl, whomToAsk = 'whoever looks after Onroll at your council' } = options
  const provider = await providerOf(app, options)
  const own = new URL(baseUrl)
  const checked = { preHandler: app.csrfProtection }
  const page = (reply: FastifyReply, status: number, name: string, data: object = {}): FastifyReply =>
    render(reply.status(status), `sign-in/${name}.njk`, { whomToAsk, ...data })

  const standing = async (request: FastifyRequest) => {
    const session = sessionOf(request)
    return session === undefined ? undefined : howItStands(ground, session)
  }

  app.get<{ Querystring: { 'return-to'?: string } }>('/sign-in', async (request, reply) => {
    const returnTo = ownPath(request.query['return-to'])
    // Begun under another name of this machine, it would come back without the cookies.
    if (isOtherNameOf(own, request.host)) return reply.redirect(`${baseUrl}${pathTo('/sign-in', returnTo)}`, 303)
    const stands = await standing(request)
    if (stands) return reply.redirect(stands === 'choosing' ? '/act-for' : returnTo, 303)
    const { state, nonce, verifier } = newSecrets()
    const address = await addressOf(provider, { state, nonce, verifier }, request)
    if (!address) return page(reply.header('retry-after', '5'), 503, 'unavailable', { again: pathTo('/sign-in', returnTo) })
    // A browser in which several sign-ins are begun at once can finish each of them.
    const browser = signInCookie.of(request) ?? newCookie()
    await beginSignIn(ground, { browser, state, nonce, verifier, returnTo, session: sessionOf(request) })
    signInCookie.give(reply, browser)
    return reply.redirect(address.href, 303)
  })

  app.get('/sign-in/return', async (request, reply) => {
    const { state } = request.query as { state?: unknown }
    const browser = signInCookie.of(request)
    const underWay = browser !== undefined && typeof state === 'string' ? await takeSignIn(ground, browser, state) : undefined
    if (!underWay || typeof state !== 'string') {
      // Where it was finished already, as after a reload, there is nothing to say.
      if (await standing(request)) return reply.redirect('/', 303)
      return page(reply, 400, 'not-finished', { reason: 'unknown', again: '/sign-in' })
    }
    const again = pathTo('/sign-in', underWay.returnTo)
    if (underWay.isLate) return page(reply, 400, 'not-finished', { reason: 'late', again })
    try {
      const vouched = await provider.vouchedAt(new URL(request.url, baseUrl), { ...underWay, state })
      const signedIn = await finishSignIn(ground, { ...vouched, underWay, session: sessionOf(request), requestId: request.id })
      if (!('cookie' in signedIn)) return page(reply, 403, 'not-let-in', { reason: signedIn.outcome, ...vouched })
      sessionCookie.give(reply, signedIn.cookie)
      return reply.redirect(signedIn.outcome === 'choosing' ? '/act-for' : signedIn.returnTo, 303)
    } catch (error) {
      if (error instanceof ProviderUnavailable) {
        request.log.warn({ why: error.message }, 'the sign-in provider does not answer')
        return page(reply.header('retry-after', '5'), 503, 'unavailable', { again })
      }
      if (!(error instanceof NotVouched)) throw error
      request.log.warn({ why: error.message }, 'the sign-in provider vouched for nobody')
      return page(reply, error.declined ? 403 : 400, 'not-finished', { reason: error.declined ? 'declined' : 'failed', again })
    }
  })

  app.get<{ Querystring: { 'return-to'?: string; kept?: string } }>('/sign-in/again', async (request, reply) =>
    page(reply, 200, 'again', { again: pathTo('/sign-in', ownPath(request.query['return-to'])), isKept: request.query.kept === 'yes' }),
  )

  app.get('/act-for', async (request, reply) => showChoice(request, reply))

  app.post<{ Body: { place?: string } | undefined }>('/act-for', checked, async (request, reply) => {
    const session = sessionOf(request)
    if (session === undefined) return reply.redirect('/sign-in/again', 303)
    const place = placeOf(request.body?.place)
    if (!place) return showChoice(request, reply, 'Select the agency you act for')
    const chosen = await actFor(ground, session, place, request.id)
    switch (chosen.outcome) {
      case 'signed-out':
        return reply.redirect('/sign-in/again', 303)
      case 'not-theirs':
        return showChoice(request, reply, 'Select an agency from the list: you no longer act for the one you selected')
      case 'done':
        sessionCookie.give(reply, chosen.cookie)
        return reply.redirect(chosen.returnTo, 303)
    }
  })

  async function showChoice(request: FastifyRequest, reply: FastifyReply, wrong?: string): Promise<FastifyReply> {
    const session = sessionOf(request)
    const choice = session === undefined ? undefined : await readChoice(ground, session)
    if (!choice) return reply.redirect(request.method === 'GET' ? '/sign-in' : '/sign-in/again', 303)
    const { actor, suggested, name } = choice
    const isActing = (agency: string, role: Role) => actor?.agency.id === agency && actor.role === role
    const choices = choice.places.map(({ role, agency }, place) => ({
      id: place === 0 ? 'place' : `place-${place + 1}`,
      value: textOf({ role, agency: agency.id }),
      label: agency.name,
      hint: capital(roleInWords[role]),
      isChosen: actor ? isActing(agency.id, role) : agency.id === suggested,
    }))
    const faults = wrong === undefined ? [] : [{ field: 'place', message: wrong }]
    return page(reply, wrong === undefined ? 200 : 422, 'act-for', { name, choices, wrong, faults, actor })
  }

  app.post<{ Body: { everywhere?: string } | undefined }>('/sign-out', checked, async (request, reply) => {
    const session = sessionOf(request)
    if (session !== undefined) await signOut(ground, session, request.body?.everywhere === 'yes' ? 'all' : 'this', request.id)
    sessionCookie.takeAway(reply)
    signInCookie.takeAway(reply)
    // Not "cookies": that would take those of every service under the council's domain, the provider's too.
    return reply.header('clear-site-data', '"cache", "storage"').redirect('/signed-out', 303)
  })

  app.get('/signed-out', async (_, reply) => page(reply, 200, 'signed-out', { there: provider.signOutAddress() }))

  const NONE: TimeLeft = { secondsLeft: 0, secondsAtMost: 0 }
  app.get('/session/left', async (request, reply) => {
    const session = sessionOf(request)
    return reply.send(session === undefined ? NONE : await timeLeft(ground, session))
  })

  app.post<{ Body: { 'return-to'?: string } | undefined }>('/session/stay', checked, async (request, reply) => {
    const session = sessionOf(request)
    const left = session === undefined ? NONE : await staySignedIn(ground, session)
    const isIn = left.secondsLeft > 0
    if (request.headers.accept?.includes('application/json')) return reply.status(isIn ? 200 : 401).send(left)
    const returnTo = ownPath(request.body?.['return-to'])
    return reply.redirect(isIn ? returnTo : pathTo('/sign-in/again', returnTo), 303)
  })

  return {
    sessionOf,
    async signInFirst(request, reply, { body }, page = request.url) {
      if (request.method === 'GET' || request.method === 'HEAD') return reply.redirect(pathTo('/sign-in', ownPath(request.url)), 303)
      const session = sessionOf(request)
      const form = formOf(page)
      const { key, _csrf, ...content } = body
      const isKept =
        // Of a form with a file nothing is kept, and the page says so.
        session !== undefined &&
        Object.keys(content).length > 0 &&
        (await keepDraft(ground, { session, form, about: childOf(request), content, requestId: request.id }))
      // Not to the provider at once: browsers refuse a form that is led to another address than ours, and the person is told what became of it first.
      return reply.redirect(`${pathTo('/sign-in/again', isKept ? withMark(form) : form)}${isKept ? '&kept=yes' : ''}`, 303)
    },
    async keptDraft(request) {
      const session = sessionOf(request)
      if (session === undefined || !new URL(request.url, baseUrl).searchParams.has(KEPT)) return undefined
      return (await readDraft(ground, session, { form: formOf(request.url), about: childOf(request) }))?.content
    },
  }
}

async function providerOf(app: FastifyInstance, options: SignInOptions): Promise<Provider> {
  const { provider, baseUrl, ground, render } = options
  const returnAddress = `${baseUrl}/sign-in/return`
  if (provider !== 'local') return openProvider({ ...provider, returnAddress })
  // Not loaded, nor any of what it is made of, where people really sign in.
  const { openLocalProvider } = await import('../local-provider/local-provider.ts')
  const settings = await openLocalProvider(app, { baseUrl, returnAddress, cast: () => readCast(ground), render })
  return openProvider({ ...settings, returnAddress, knownAs: LOCAL_ISSUER })
}

async function addressOf(provider: Provider, secrets: Parameters<Provider['addressFor']>[0], request: FastifyRequest) {
  try {
    return await provider.addressFor(secrets)
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error
    request.log.warn({ why: error.message }, 'the sign-in provider does not answer')
    return undefined
  }
}

/** `127.0.0.1` for `localhost`, and the like. Of any other address the proxy in front of us knows the name better than we do. */
const isOtherNameOf = (own: URL, host: string): boolean =>
  isLocal(own) && own.host !== host && URL.canParse(`http://${host}`) && isLocal(new URL(`http://${host}`))

const pathTo = (path: string, returnTo: string): string => `${path}?return-to=${encodeURIComponent(returnTo)}`

/** The page of a form, as drafts are kept under it. */
function formOf(page: string): string {
  const url = new URL(ownPath(page), 'https://onroll.invalid')
  url.searchParams.delete(KEPT)
  return `${url.pathname}${url.search}`
}

const withMark = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}${KEPT}=kept`

const childOf = ({ params }: FastifyRequest): string => (params as { child?: string } | undefined)?.child ?? ''

interface PlaceText {
  readonly role: Role
  readonly agency: string
}

const textOf = ({ role, agency }: PlaceText): string => `${role}:${agency}`

function placeOf(text: unknown): PlaceText | undefined {
  if (typeof text !== 'string') return undefined
  const end = text.indexOf(':')
  const role = roles.find((role) => role === text.slice(0, end))
  return role && { role, agency: text.slice(end + 1) }
}
