import { type AddressInfo, createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Ground } from '../../src/actions/action.ts'
import type { Database, PoolOptions } from '../../src/database/pool.ts'
import { type WebOptions, webApp } from '../../src/web/server.ts'
import { today } from './county.ts'
import { Visitor } from './visitor.ts'

/*
 * The pages on a free port of this machine, over a database of a test's own, on the county's day; people sign in at the provider of the demo.
 */

export interface Service {
  readonly baseUrl: string
  readonly app: FastifyInstance
  readonly database: Database
  /** Somebody who is not signed in. */
  visitor(): Visitor
  /** Somebody of the cast, signed in. */
  signIn(person: string): Promise<Visitor>
  close(): Promise<void>
}

/** What has a database to open: one of a test's own, usually. */
interface Opens {
  open(role: 'app', options?: PoolOptions): Database
}

/** Whoever asks from this machine is taken to be the proxy in front, unless said otherwise. */
export async function openService(
  own: Opens,
  { proxies = ['loopback'], tellUs = {}, ...options }: PoolOptions & Pick<WebOptions, 'proxies' | 'tellUs'> = {},
): Promise<Service> {
  const database = own.open('app', options)
  const ground: Ground = { database, today: () => today }
  const { app, baseUrl } = await listening(ground, { proxies, tellUs })
  return {
    baseUrl,
    app,
    database,
    visitor: () => new Visitor(baseUrl),
    async signIn(person) {
      const visitor = new Visitor(baseUrl)
      await visitor.signIn(person)
      return visitor
    },
    close: () => app.close(),
  }
}

const TRIES = 5

/** The provider of the demo has to know its own address before it listens; should somebody else have taken the port meanwhile, another is tried. */
async function listening(
  ground: Ground,
  options: Pick<WebOptions, 'proxies' | 'tellUs'>,
): Promise<{ app: FastifyInstance; baseUrl: string }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    const baseUrl = `http://localhost:${port}`
    const app = await webApp({ ground, baseUrl, provider: 'local', ...options, isReady: () => ground.database.answers() })
    try {
      await app.listen({ host: 'localhost', port })
      return { app, baseUrl }
    } catch (error) {
      await app.close()
      if (tries === TRIES) throw error
    }
  }
}

/** A port of this machine that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
