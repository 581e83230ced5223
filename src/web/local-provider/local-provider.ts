import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Provider, { type Adapter, type AdapterPayload, type Configuration, errors } from 'oidc-provider'
import type { CastMember } from '../../actions/look-after-people.ts'
import { roleInWords, roles } from '../../sharing/roles.ts'
import { capital } from '../../words/guidance-words.ts'
import { isLocal, type ProviderSettings } from '../sign-in/configuration.ts'
import type { ProviderOptions } from '../sign-in/provider.ts'

/*
 * The OpenID Connect provider of the demo: whoever comes may be anybody of the cast. It is an ordinary provider otherwise, so that signing in is done here as it
 * is done at a council's. It is in the same process, under the same address; its keys are made as it starts, and nothing of it outlives the process.
 */

/** Where it is, below Onroll's own address. */
export const LOCAL_PATH = '/demo-sign-in'

export interface LocalProviderOptions {
  readonly baseUrl: string
  /** Where it sends people back to. */
  readonly returnAddress: string
  readonly cast: () => Promise<readonly CastMember[]>
  readonly render: (reply: FastifyReply, template: string, data: object) => FastifyReply
}

/** Opens it on `app`. Gives what Onroll needs to know of it, and the way to ask it, which leads through no network. */
export async function openLocalProvider(
  app: FastifyInstance,
  { baseUrl, returnAddress, cast, render }: LocalProviderOptions,
): Promise<ProviderSettings & Required<Pick<ProviderOptions, 'fetch'>>> {
  if (!isLocal(new URL(baseUrl))) throw new TypeError(`the local provider is for this machine alone, and ${baseUrl} is not on it`)
  const issuer = `${baseUrl}${LOCAL_PATH}`
  const clientId = 'onroll'
  const clientSecret = randomBytes(32).toString('base64url')
  const provider = new Provider(issuer, {
    ...settings(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [returnAddress],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
  })
  const callback = provider.callback()

  // What the library answers itself. It reads the body of a request for itself, and writes the answer by itself.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, __, done) => done(null))
    scope.all(`${LOCAL_PATH}/*`, (request, reply) => {
      reply.hijack()
      const raw = request.raw as typeof request.raw & { originalUrl?: string }
      raw.originalUrl = request.url
      raw.url = request.url.slice(LOCAL_PATH.length)
      void callback(raw, reply.raw)
    })
  })

  app.get(`${LOCAL_PATH}/people/:uid`, async (request, reply) => {
    const details = await underWay(provider, request, reply)
    if (!details) return reply.redirect('/sign-in', 303)
    return render(reply, 'local-provider/people.njk', { action: `${LOCAL_PATH}/people/${details.uid}`, groups: groupsOf(await cast()) })
  })

  app.post<{ Body: { person?: string } | undefined }>(`${LOCAL_PATH}/people/:uid`, async (request, reply) => {
    const details = await underWay(provider, request, reply)
    const person = (await cast()).find(({ subject }) => subject === request.body?.person)
    if (!details || !person) return reply.redirect('/sign-in', 303)
    const next = await provider.interactionResult(request.raw, reply.raw, { login: { accountId: person.subject, remember: false } })
    return reply.redirect(next, 303)
  })

  const fetch: ProviderOptions['fetch'] = async (address, { method, headers, body }) => {
    const { host, pathname, search } = new URL(address)
    const payload = body === null || body === undefined ? undefined : String(body)
    const answer = await app.inject({
      method: method as 'GET' | 'POST',
      url: `${pathname}${search}`,
      headers: { ...headers, host },
      ...(payload !== undefined && { payload }),
    })
    const names = ['content-type', 'cache-control'].filter((name) => answer.headers[name] !== undefined)
    return new Response(answer.rawPayload, {
      status: answer.statusCode,
      headers: Object.fromEntries(names.map((name) => [name, String(answer.headers[name])])),
    })
  }
  return { issuer, clientId, clientSecret, fetch }
}

/** The sign-in to which a browser has come; none where it is over, or was begun before the last start. */
async function underWay(provider: Provider, { raw }: FastifyRequest, reply: FastifyReply) {
  try {
    return await provider.interactionDetails(raw, reply.raw)
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined
    throw error
  }
}

/** So many of a role are shown at once; in a large county there are hundreds at its schools. */
const SHOWN = 6

/** The cast role by role, each person for each agency. */
const groupsOf = (cast: readonly CastMember[]) =>
  roles
    .map((role) => ({
      role: capital(roleInWords[role]),
      people: cast.flatMap(({ subject, name, holds }) =>
        holds.filter((held) => held.role === role).map(({ agency }) => ({ subject, name, agency: agency.name })),
      ),
    }))
    .filter(({ people }) => people.length > 0)
    .map(({ role, people }) => ({ role, first: people.slice(0, SHOWN), others: people.slice(SHOWN) }))

const MINUTES = 60
const HOUR = 60 * MINUTES

/**
 * A path that is never asked for. A browser that came with the provider's own session would stay whoever it was: here it is asked anew each time.
 */
const NOWHERE = `${LOCAL_PATH}/nowhere`

function settings(): Configuration {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true } as const
  return {
    adapter: Memory,
    jwks: { keys: [{ ...key, kid: 'of-this-start', alg: 'ES256', use: 'sig' } as NonNullable<Configuration['jwks']>['keys'][number]] },
    cookies: { keys: [randomBytes(32).toString('base64url')], long: { ...cookie, path: NOWHERE }, short: cookie },
    scopes: ['openid'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, userinfo: { enabled: false } },
    interactions: { url: (_, { uid }) => `${LOCAL_PATH}/people/${uid}` },
    findAccount: (_, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
    // Nobody is asked whether Onroll may know who they are: that is what they came for.
    async loadExistingGrant({ oidc }) {
      const { client, session, provider } = oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    ttl: { AccessToken: MINUTES, AuthorizationCode: MINUTES, IdToken: MINUTES, Grant: HOUR, Interaction: HOUR, Session: HOUR },
    renderError(ctx) {
      ctx.type = 'html'
      ctx.body =
        '<!DOCTYPE html><html lang="en-GB"><title>You are not signed in – Onroll</title><h1>You are not signed in</h1><p><a href="/sign-in">Sign in again</a></p>'
    },
  }
}

/** What the provider has to remember, for as long as the process runs. */
class Memory implements Adapter {
  static readonly #kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>()
  readonly #model: string

  constructor(model: string) {
    this.#model = model
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<undefined> {
    const now = Date.now()
    for (const [key, { until }] of Memory.#kept) if (until <= now) Memory.#kept.delete(key)
    Memory.#kept.set(`${this.#model} ${id}`, { payload, until: now + (expiresIn || HOUR) * 1000 })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const kept = Memory.#kept.get(`${this.#model} ${id}`)
    return kept && kept.until > Date.now() ? kept.payload : undefined
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#all().find((payload) => payload.uid === uid)
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<undefined> {
    const payload = await this.find(id)
    if (payload) payload['consumed'] = Math.floor(Date.now() / 1000)
  }

  async destroy(id: string): Promise<undefined> {
    Memory.#kept.delete(`${this.#model} ${id}`)
  }

  async revokeByGrantId(grantId: string): Promise<undefined> {
    for (const [key, { payload }] of Memory.#kept) if (payload.grantId === grantId) Memory.#kept.delete(key)
  }

  #all(): AdapterPayload[] {
    const prefix = `${this.#model} `
    return [...Memory.#kept].filter(([key]) => key.startsWith(prefix)).map(([, { payload }]) => payload)
  }
}
