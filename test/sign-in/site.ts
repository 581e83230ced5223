import cookie from '@fastify/cookie'
import csrfProtection from '@fastify/csrf-protection'
import formBody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Ground } from '../../src/actions/action.ts'
import { perform } from '../../src/actions/action.ts'
import { day } from '../../src/calendar/civil-date.ts'
import { putAgencies } from '../../src/database/agencies.ts'
import { addUsers } from '../../src/database/loading.ts'
import type { Database } from '../../src/database/pool.ts'
import { giveRole, LOCAL_ISSUER } from '../../src/database/users.ts'
import { render } from '../../src/web/render.ts'
import type { SignInSettings } from '../../src/web/sign-in/configuration.ts'
import { registerSignIn } from '../../src/web/sign-in/register.ts'
import { recorder } from '../database/children.ts'

/*
 * A small site on which people sign in: with one page that says who is there, and one form that something is typed in.
 */

export const BASE = 'http://localhost:3000'

/** Bridie acts for one agency, Dayo for two, and Hazel is at the second of these. */
export async function putPeople(database: Database): Promise<void> {
  const user = (id: string, name: string, role: string, agency: string) => ({ id, issuer: LOCAL_ISSUER, subject: id, name, role, agency })
  await database.inTransaction(async (transaction) => {
    await putAgencies(
      transaction,
      [
        { id: 'a-cme', kind: 'cme-officer', name: 'Children Missing Education Team' },
        { id: 'a-cfw', kind: 'cfw', name: 'Children and Family Wellbeing Service' },
      ],
      recorder,
    )
    await addUsers(
      transaction,
      [
        user('p-bridie', 'Bridie Halloran', 'cme-officer', 'a-cme'),
        user('p-dayo', 'Dayo Oyelaran', 'cme-officer', 'a-cme'),
        user('p-hazel', 'Hazel Brackley', 'cfw-worker', 'a-cfw'),
      ],
      recorder,
    )
    await giveRole(transaction, 'p-dayo', { role: 'cfw-worker', agency: 'a-cfw' }, recorder.by)
  })
}

export async function openSite(
  database: Database,
  provider: SignInSettings['provider'] = 'local',
  baseUrl = BASE,
): Promise<FastifyInstance> {
  const ground: Ground = { database, today: () => day('2026-11-23') }
  const app = Fastify()
  await app.register(cookie)
  await app.register(formBody)
  await app.register(csrfProtection, {
    cookieKey: '__Host-onroll-form',
    cookieOpts: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
  })
  const signIn = await registerSignIn(app, {
    ground,
    baseUrl,
    provider,
    render: (reply, template, data) => reply.type('text/html').send(render(template, { csrf: reply.generateCsrf(), ...data })),
  })
  const asked = { permission: 'see-own-steps', event: 'see', input: undefined } as const

  app.get('/token', async (_, reply) => reply.send(reply.generateCsrf()))
  app.get('/', async (request, reply) => {
    const action = async () => ({ given: undefined, children: [] })
    const seen = await perform(ground, { ...asked, session: signIn.sessionOf(request), action })
    if (seen.outcome === 'signed-out') return signIn.signInFirst(request, reply, { body: {} })
    return reply.send(seen.outcome === 'done' ? { name: seen.actor.name, agency: seen.actor.agency.id, role: seen.actor.role } : {})
  })
  app.get('/children/:child/note', async (request, reply) => {
    const typed = await signIn.keptDraft(request)
    const action = async () => ({ given: undefined, children: [] })
    const seen = await perform(ground, { ...asked, session: signIn.sessionOf(request), action })
    if (seen.outcome === 'signed-out') return signIn.signInFirst(request, reply, { body: {} })
    return reply.send({ typed, csrf: reply.generateCsrf() })
  })
  app.post('/children/:child/note', { preHandler: app.csrfProtection }, async (request, reply) => {
    const form = { form: request.url, about: 'amina' }
    const action = async () => ({ given: undefined, children: [] })
    const saved = await perform(ground, {
      ...asked,
      session: signIn.sessionOf(request),
      action,
      form,
    })
    if (saved.outcome === 'signed-out') return signIn.signInFirst(request, reply, { body: request.body as Record<string, string> })
    return reply.send({ saved: request.body })
  })
  await app.ready()
  return app
}

/** What a browser shows. */
export interface Answer {
  readonly status: number
  /** The address, without the host where it is ours. */
  readonly at: string
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
  /** What each answer on the way set, as it was sent. */
  readonly setCookies: readonly string[]
}

/** A browser: it keeps cookies, sends them where they belong, and follows redirections as long as they lead to the site. */
export class Browser {
  readonly #cookies = new Map<string, { readonly name: string; readonly value: string; readonly path: string }>()
  #app: FastifyInstance

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  /** The site was started anew. */
  goTo(app: FastifyInstance): void {
    this.#app = app
  }

  get(path: string): Promise<Answer> {
    return this.#go('GET', path)
  }

  /** Sends a form, with the token that the last page of the site with one gave. */
  async post(path: string, fields: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#go('POST', path, { _csrf: await this.#token(), ...fields }, headers)
  }

  /** Asks for one page and follows nothing. */
  async one(
    method: 'GET' | 'POST',
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const sent = [...this.#cookies.values()].filter(({ path: own }) => path.startsWith(own)).map(({ name, value }) => `${name}=${value}`)
    const answer = await this.#app.inject({
      method,
      url: path,
      headers: {
        host: 'localhost:3000',
        ...(sent.length > 0 && { cookie: sent.join('; ') }),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    })
    for (const { name, value, path = '/', expires, maxAge } of answer.cookies) {
      if (maxAge === 0 || (expires && expires.getTime() <= Date.now())) this.#cookies.delete(`${name} ${path}`)
      else this.#cookies.set(`${name} ${path}`, { name, value, path })
    }
    return answer
  }

  async #token(): Promise<string> {
    return (await this.one('GET', '/token')).payload
  }

  async #go(
    method: 'GET' | 'POST',
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const setCookies: string[] = []
    let answer = await this.one(method, path, fields, headers)
    let at = path
    for (let steps = 0; ; steps++) {
      setCookies.push(...[answer.headers['set-cookie'] ?? []].flat())
      const { location } = answer.headers
      const next = location === undefined ? undefined : new URL(String(location), `${BASE}${at}`)
      if (!next || next.origin !== BASE || steps > 20) {
        return { status: answer.statusCode, at: next ? next.href : at, text: answer.payload, headers: answer.headers, setCookies }
      }
      at = `${next.pathname}${next.search}`
      answer = await this.one('GET', at)
    }
  }

  /** Signs in as somebody of the cast: to the page that comes then. */
  async signInAs(person: string, path = '/sign-in'): Promise<Answer> {
    const people = await this.get(path)
    return this.#go('POST', people.at, { person })
  }

  /** Puts a cookie of the whole host into it, as somebody does who has got hold of one. */
  hold(name: string, value: string): void {
    this.#cookies.set(`${name} /`, { name, value, path: '/' })
  }

  /** What a cookie of the whole host holds. */
  held(name: string): string | undefined {
    return this.#cookies.get(`${name} /`)?.value
  }

  get session(): string {
    return this.held('__Host-onroll') ?? 'none'
  }
}
