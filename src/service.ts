import { createServer } from 'node:net'
import { join } from 'node:path'
import { fillDatabase } from './actions/fill-with-county.ts'
import { DatabaseProblem } from './actions/look-after-database.ts'
import { readCast } from './actions/look-after-people.ts'
import { type Day, dayOf, isCivilDate } from './calendar/civil-date.ts'
import { lines, type Screen } from './cli/command.ts'
import { progressOn, today } from './cli/database.ts'
import { table } from './cli/layout.ts'
import { syntheticCounty } from './county/synthetic-county.ts'
import { folderOfThisCheckout } from './database/embedded/server.ts'
import { whatIsThere } from './database/loading.ts'
import { migrate, whyNotMigrated } from './database/migrate.ts'
import { type Database, openDatabase } from './database/pool.ts'
import { type Reached, reachDatabase } from './database/reach.ts'
import { postFrom, refusedPost } from './jobs/post.ts'
import { startWorker } from './jobs/worker.ts'
import { roleInWords, roles } from './sharing/roles.ts'
import { proxiesOf, refusedProxies } from './web/proxies.ts'
import { webApp } from './web/server.ts'
import { DEFAULT_PORT, ownAddress, refusals, refusedAddress, signInSettings } from './web/sign-in/configuration.ts'
import { capital } from './words/guidance-words.ts'

/*
 * The service put together: its pages and its jobs on a database. With main.ts the only file that knows every room, and loaded only where it is to run.
 */

/** What is to be run: the pages, the jobs, or both in one process. */
export interface Parts {
  readonly web: boolean
  readonly worker: boolean
}

/** Something that was started, and how it is ended. */
type Stop = () => Promise<void>

/** Runs until the process is told to end. Throws a `DatabaseProblem`, a sentence for the operator, where it cannot start. */
export async function serve({ web, worker }: Parts, env: NodeJS.ProcessEnv, screen: Screen): Promise<0> {
  const settled = web ? await withPort(env) : env
  const wrong = [
    ...(web ? [...refusals(settled), ...refusedProxies(settled)] : []),
    ...(worker ? refusedPost(settled) : []),
    // The address stands in what is sent.
    ...(worker && !web && (settled['ONROLL_SMTP_URL'] || settled['ONROLL_URL']) ? refusedAddress(settled) : []),
  ]
  if (wrong.length > 0) throw new DatabaseProblem(wrong.join('\n'))
  // A day that cannot be is refused before anything starts.
  dayFrom(settled)
  const stops: Stop[] = []
  try {
    const reached = await reachDatabase(settled, web ? 'app' : 'worker')
    stops.push(() => reached.leave())
    await prepare(reached, settled, screen)
    if (worker) stops.push(await startJobs(reached, settled))
    if (web) stops.push(await startPages(reached, settled, screen))
    else screen.out.write(lines('The jobs are running. Ctrl-C ends them.'))
    await screen.out.flush()
    await toldToEnd()
    return 0
  } finally {
    for (const stop of stops.toReversed()) await stop().catch((error: unknown) => complain('stop', error))
  }
}

/** The embedded database is brought up to date and filled; one of the council's own is its operator's to migrate. */
async function prepare(reached: Reached, env: NodeJS.ProcessEnv, screen: Screen): Promise<void> {
  if (!reached.isEmbedded) return
  await migrate(reached.address('owner'))
  const database = openDatabase(reached.address('app'))
  const isEmpty = await database.inTransaction(async (transaction) =>
    Object.values(await whatIsThere(transaction)).every((there) => !there),
  )
  await database.close()
  if (!isEmpty) return
  const county = syntheticCounty({ scale: 'demo', day: dayFrom(env) })
  screen.out.write(lines('A made-up county is being put together, for the first time here ...'))
  await screen.out.flush()
  await fillDatabase(env, county, progressOn(screen))
}

async function startJobs(reached: Reached, env: NodeJS.ProcessEnv): Promise<Stop> {
  const folder = reached.isEmbedded ? join(folderOfThisCheckout(env), 'outbox') : undefined
  const post = folder !== undefined || env['ONROLL_SMTP_URL'] ? postFrom(env, ownAddress(env), folder) : undefined
  const worker = await startWorker({
    address: reached.address('worker'),
    today: () => dayFrom(env),
    ...(post && { alerts: { post, hour: londonHour } }),
    onProblem: complain,
  })
  return () => worker.stop()
}

/** What failed, for the log: where in the code, and no message, since one of the database can carry a value. */
function complain(what: string, error: unknown): void {
  const { name, stack = '' } = error instanceof Error ? error : new Error('unknown')
  console.error(JSON.stringify({ level: 'error', what, error: name, at: stack.split('\n').slice(1).join('\n') }))
}

async function startPages(reached: Reached, env: NodeJS.ProcessEnv, screen: Screen): Promise<Stop> {
  const database = openDatabase(reached.address('app'), { name: 'onroll, its pages' })
  const ground = { database, today: () => dayFrom(env) }
  try {
    await refuseOtherSchema(database)
    const settings = signInSettings(env)
    const app = await webApp({
      ...settings,
      ground,
      isReady: () => database.answers(),
      ...(env['ONROLL_COUNCIL'] && { tellUs: { council: env['ONROLL_COUNCIL'] } }),
      ...(!reached.isEmbedded && { log: 'info' as const }),
      proxies: proxiesOf(env),
    })
    await app.listen({ host: env['HOST'] || 'localhost', port: portOf(env) })
    screen.out.write(lines('', `Onroll is at ${settings.baseUrl}`))
    if (settings.provider === 'local') await printCast(ground, screen)
    screen.out.write(lines('', 'Ctrl-C ends it.'))
    return async () => {
      await app.close()
      await database.close()
    }
  } catch (error) {
    await database.close()
    throw inWordsOf(error, env)
  }
}

async function refuseOtherSchema(database: Database): Promise<void> {
  const why = await database.inTransaction(({ askFreely }) => whyNotMigrated(askFreely))
  if (why) throw new DatabaseProblem(why)
}

const SHOWN_OF_A_ROLE = 2

/** Some of each role; the page of the sign-in has them all. */
async function printCast(ground: Parameters<typeof readCast>[0], { out, width }: Screen): Promise<void> {
  const all = (await readCast(ground)).flatMap(({ name, holds }) => holds.map(({ role, agency }) => ({ name, role, agency: agency.name })))
  const some = roles.flatMap((role) => all.filter((one) => one.role === role).slice(0, SHOWN_OF_A_ROLE))
  const rows = some.map(({ name, role, agency }) => [`  ${capital(roleInWords[role])}`, `${name}, ${agency}`])
  out.write(lines('', 'Sign in there as one of its people: the page lists them all. Among them', ...table(rows, width)))
}

// ---- Where and when --------------------------------------------------------------------------------------------------------------------

const PORTS_TRIED = 20

const portOf = (env: NodeJS.ProcessEnv): number => Number(env['PORT'] || DEFAULT_PORT)

/** With a free port chosen, where nobody named one. */
async function withPort(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env['PORT'] || env['ONROLL_URL']) return env
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + PORTS_TRIED; port++) {
    if (await isFree(port)) return { ...env, PORT: String(port) }
  }
  return env
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, 'localhost', () => server.close(() => resolve(true)))
  })

function inWordsOf(error: unknown, env: NodeJS.ProcessEnv): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new DatabaseProblem(`Port ${portOf(env)} is in use by another program. Set PORT to a free one.`)
  if (code === 'EACCES') return new DatabaseProblem(`Port ${portOf(env)} may not be used by this user. Set PORT to one above 1023.`)
  return error
}

const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' })

/** The hour of the day in London, from 0. */
const londonHour = (): number => Number(hours.format(new Date()))

/** Today; or, for tests and pictures, the day that ONROLL_DAY holds still. */
function dayFrom(env: NodeJS.ProcessEnv): Day {
  const { ONROLL_DAY: held } = env
  if (held === undefined) return today()
  if (env['NODE_ENV'] === 'production' || env['DATABASE_URL'])
    throw new DatabaseProblem('ONROLL_DAY is for the demo: in production the day is today.')
  if (!isCivilDate(held)) throw new DatabaseProblem(`ONROLL_DAY is ${held}; expected a day that exists, written YYYY-MM-DD.`)
  return dayOf(held)
}

/** Comes back when the process is told to end. Told a second time, it ends at once. */
const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        for (const again of ['SIGINT', 'SIGTERM'] as const) process.once(again, () => process.exit(130))
        resolve()
      })
    }
  })
