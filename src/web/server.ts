import { randomUUID } from 'node:crypto'
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrfProtection from '@fastify/csrf-protection'
import formBody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import assets from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { DatabaseUnavailable, type Ground } from '../actions/action.ts'
import { assetsFolder, assetsPath } from './assets.ts'
import { answer, type Edge, frontPage, sendOutside, showError } from './respond.ts'
import { routes } from './routes.ts'
import type { SignInSettings } from './sign-in/configuration.ts'
import { registerSignIn } from './sign-in/register.ts'
import { registerTellUs, type TellUsOptions, UNNAMED_COUNCIL } from './tell-us/register.ts'
import { registerUpload } from './upload.ts'

export interface WebOptions extends SignInSettings {
  readonly ground: Ground
  /** Whether the database answers and its schema is ours. */
  readonly isReady: () => Promise<boolean>
  /** From which level on the log is written to standard output, a JSON object a line; none where not given. */
  readonly log?: 'info' | 'warn'
  /** Addresses and networks of proxies that are believed when they say from where a request came; nobody is where not given. */
  readonly proxies?: readonly string[]
  /** Of the pages for everybody: whose they are, and how often they may be used. */
  readonly tellUs?: Pick<TellUsOptions, 'council' | 'limits'>
}

/** A megabyte of form is more than anybody types. */
const LARGEST_BODY = 1 << 20

/** Longer than any name or id in an address of ours, as it is written there. */
const LONGEST_IN_PATH = 1000

/** A page is whole before it is sent, and so is compressed in one go: bit by bit takes half as long again. */
const compression: FastifyCompressOptions = {
  encodings: ['gzip', 'identity'],
  threshold: 1 << 10,
  syncThreshold: 1 << 20,
  globalDecompression: false,
}

/** An address that leads nowhere, and so to the page that says this. */
const NOWHERE = '/nowhere'

/** Of an address that no page of ours can have, the router would answer by itself, in words that are not ours; and the database keeps no text with a zero in it. */
function isReadable(url: string): boolean {
  const [path = ''] = url.split('?')
  if (path.split('/').some((part) => part.length > LONGEST_IN_PATH)) return false
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** The web edge, not listening yet. */
export async function webApp({ ground, isReady, log, proxies = [], tellUs, ...settings }: WebOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: log ? { level: log, base: null } : false,
    // What Fastify itself would log of a request has its address in it.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: 10_000,
    // By it the audit log and the service's log name the same request, in whichever process and after however many starts.
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : NOWHERE),
    routerOptions: { maxParamLength: LONGEST_IN_PATH },
    // How often the pages for everybody may be used is decided by an address, and nothing else.
    trustProxy: [...proxies],
    return503OnClosing: true,
  })
  await app.register(helmet, headers(settings.baseUrl.startsWith('https:')))
  await app.register(cookie)
  await app.register(formBody)
  await app.register(csrfProtection, {
    cookieKey: '__Host-onroll-form',
    cookieOpts: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
  })
  await app.register(compress, compression)
  // Named after what is in them, they can be kept for a year.
  await app.register(assets, { root: assetsFolder, prefix: `${assetsPath}/`, index: false, maxAge: '365d', immutable: true })

  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, url: route = 'none' } = request.routeOptions
    request.log.info({ method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  app.get('/live', async (_, reply) => reply.type('text/plain').send('live\n'))
  app.get('/ready', async (_, reply) =>
    (await isReady()) ? reply.type('text/plain').send('ready\n') : reply.status(503).send('not ready\n'),
  )

  const logged = (error: Error, request: FastifyRequest) =>
    request.log.error({ err: withoutValues(error), route: request.routeOptions.url }, 'a request failed')
  app.setNotFoundHandler((request, reply) => showError(reply, request, 404, 'not-found'))
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    if (error instanceof DatabaseUnavailable) return showError(reply.header('retry-after', '5'), request, 503, 'cannot-now')
    if (error.code?.startsWith('FST_CSRF')) return showError(reply, request, 403, 'too-old')
    if (error.statusCode !== undefined && error.statusCode < 500) return showError(reply, request, error.statusCode, 'bad-request')
    logged(error, request)
    return showError(reply, request, 500, 'went-wrong')
  })

  const signIn = await registerSignIn(app, { ...settings, ground, render: sendOutside })
  await registerTellUs(app, { ground, render: sendOutside, onProblem: logged, ...tellUs })
  const edge: Edge = { ground, routes, council: tellUs?.council ?? UNNAMED_COUNCIL, ...signIn }
  app.get('/', frontPage(edge))
  for (const route of routes) {
    const handler = answer(edge, route)
    if (route.method === 'GET' || route.method === 'DOWNLOAD') app.get(route.path, handler)
    else if (route.method === 'POST' && route.form.takesFile) await registerUpload(app, route.path, handler)
    else app.post(route.path, { preHandler: app.csrfProtection }, handler)
  }
  return app
}

/** What the log may have of an error: a message of the database can carry a value. */
const withoutValues = ({ name, code, stack }: Error & { code?: string }) => ({
  type: name,
  message: code ?? name,
  stack: stack?.split('\n').slice(1).join('\n') ?? '',
})

const headers = (isSecure: boolean) => ({
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
    },
  },
  hsts: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  referrerPolicy: { policy: 'same-origin' as const },
  crossOriginOpenerPolicy: { policy: 'same-origin' as const },
})
