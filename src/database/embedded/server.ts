import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { DatabaseProblem } from '../problem.ts'
import { type Addresses, DATABASE, forEachRole, nameOf, type Passwords, type Role, roles, statementsForRoles } from '../roles.ts'
import { environment, inItsPlace, isAlive, isPostgres, isRunAsNobody, type Programs, programsFor, runAs } from './programs.ts'

/*
 * A real PostgreSQL with the first command: made, started, found running and ended here. Everything about it lies in one folder:
 *
 *   data/           PostgreSQL's own
 *   socket/         where it listens, and nowhere else: there is no port, so none that is taken
 *   passwords.json  of the three roles, for the one who started it alone
 *   server.log      what it had to say; never a statement, and no value of one
 *   programs/       a copy of PostgreSQL, only where it cannot be run from where npm put it
 *
 * Whoever uses the server holds a shared lock in it as a sign of life. The last one to leave ends it; so a process that was killed leaves a
 * server that the next one uses and ends.
 */

export interface EmbeddedServer {
  readonly addresses: Addresses
  /** It was running before. */
  readonly wasRunning: boolean
  /** Its main process. */
  readonly pid: number
  /** Leaves the server, and ends it unless somebody else uses it. Connections of our own are to be closed before. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Settings of the server besides ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** Statements run once as its administrator, when it is made. */
  readonly alsoRun?: readonly string[]
  /** What is lost when the machine fails does not matter. */
  readonly isForTests?: boolean
}

/** The folder of this checkout's server: another one for each checkout, by its real path. */
export function folderOfThisCheckout(env: NodeJS.ProcessEnv): string {
  const checkout = realpathSync(fileURLToPath(new URL('../../../', import.meta.url)))
  const name = `${basename(checkout).replace(/[^A-Za-z0-9.-]/g, '-') || 'onroll'}-${hashOf(checkout)}`
  const home = env['ONROLL_DATA'] ?? (isRunAsNobody ? '/var/lib/onroll' : join(homedir(), '.local', 'share', 'onroll'))
  return join(resolve(home), name)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Starts the server of a folder, or finds it running; makes it where there is none. */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  if (!existsSync(folder)) await make(folder, options)
  const programs = await programsFor(folder)
  const addresses = addressesOf(folder)
  const { pid, wasRunning } = await running(folder, programs, addresses, options)
  const signOfLife = await holdSignOfLife(addresses.app)
  return {
    addresses,
    wasRunning,
    pid,
    async stop() {
      const isLast = await letGo(signOfLife)
      if (isLast) await end(pid, folder)
    },
  }
}

// ---- Making ----------------------------------------------------------------------------------------------------------------------------

async function make(folder: string, { alsoRun = [], isForTests = false }: EmbeddedOptions): Promise<void> {
  const home = dirname(folder)
  const firstMade = mkdirSync(home, { recursive: true, mode: 0o700 })
  if (isRunAsNobody) {
    if (firstMade !== undefined) for (let made = home; made.length >= firstMade.length; made = dirname(made)) chmodSync(made, 0o755)
    refuseUnreachable(home)
  }
  await inItsPlace(folder, async (place) => {
    // Nobody may go through, to what is his, and neither look round nor put anything there.
    if (runAs.gid !== undefined) chownSync(place, 0, runAs.gid)
    chmodSync(place, isRunAsNobody ? 0o710 : 0o700)
    const programs = await programsFor(place)
    const data = join(place, 'data')
    folderForServer(data)
    await initialise(programs.initdb, data, isForTests)
    const passwords = forEachRole(() => randomBytes(24).toString('base64url'))
    writeFileSync(join(place, 'passwords.json'), `${JSON.stringify(passwords)}\n`, { mode: 0o600 })
    writeFileSync(join(data, 'pg_hba.conf'), accessRules)
    await runAlone(programs.postgres, data, [...statementsForRoles(passwords), ...alsoRun], isForTests)
  })
}

/** Only our roles come in, only by the socket, only with a password. The administrator of the server has none. */
const accessRules = `local all ${roles.map(nameOf).join(',')} scram-sha-256\n`

function folderForServer(folder: string): void {
  mkdirSync(folder, { mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid)
}

/** The same order of texts on every machine: by code points. */
async function initialise(initdb: string, data: string, isForTests: boolean): Promise<void> {
  const words = ['--username=postgres', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const { code, err } = await run(initdb, [
    '-D',
    data,
    ...words,
    '--auth=reject',
    '--no-instructions',
    ...(isForTests ? ['--no-sync'] : []),
  ])
  if (code !== 0) throw new DatabaseProblem(`PostgreSQL cannot lay out its data in ${data}: ${lastLineOf(err)}`)
}

/** Runs statements as the administrator, on a server that nobody can connect to. */
async function runAlone(postgres: string, data: string, statements: readonly string[], isForTests: boolean): Promise<void> {
  const input = statements.map((statement) => `${statement};\n\n`).join('')
  const { code, err } = await run(postgres, ['--single', '-j', ...(isForTests ? ['-F'] : []), '-D', data, 'postgres'], input)
  // A statement that fails does not end this mode, so its words are looked at.
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(err)) throw new DatabaseProblem(`The roles cannot be made in ${data}: ${lastLineOf(err)}`)
}

function run(program: string, words: readonly string[], input = ''): Promise<{ code: number | null; err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, words, { ...runAs, env: environment, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', fail)
    child.on('close', (code) => done({ code, err }))
  })
}

const lastLineOf = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** The server runs as nobody, who has to be able to go where its data lie. */
function refuseUnreachable(folder: string): void {
  for (let place = realpathSync(folder); ; place = dirname(place)) {
    const { mode, uid, gid } = statSync(place)
    const way = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001
    if ((mode & way) === 0) {
      throw new DatabaseProblem(
        `Run as root, the embedded PostgreSQL runs as the user "nobody", who may not enter ${place}. Name another folder in ONROLL_DATA, such as /var/lib/onroll.`,
      )
    }
    if (place === dirname(place)) return
  }
}

// ---- Starting --------------------------------------------------------------------------------------------------------------------------

const PATIENCE = 60_000

/** What `postmaster.pid` says of a server: its process, and how far it is. */
interface PidFile {
  readonly pid: number
  readonly state: string
}

async function running(
  folder: string,
  programs: Programs,
  addresses: Addresses,
  options: EmbeddedOptions,
): Promise<{ pid: number; wasRunning: boolean }> {
  const pidFile = join(folder, 'data', 'postmaster.pid')
  const until = Date.now() + PATIENCE
  let ours: ChildProcess | undefined
  let starts = 0
  let refusals = 0
  for (; Date.now() < until; await pause(10)) {
    const there = readPidFile(pidFile)
    if (there === undefined || !isAlive(there.pid)) {
      if (ours?.exitCode === null && ours.signalCode === null) continue
      // Another process may have been quicker, and its server be ending by now: so it is tried again, but not for ever.
      if (starts++ === 3) throw new DatabaseProblem(`PostgreSQL does not start; ${join(folder, 'server.log')} ends: ${lastWords(folder)}`)
      ours = launch(folder, programs, options)
    } else if (there.state === 'ready') {
      if (await answers(addresses.app)) return { pid: there.pid, wasRunning: ours?.pid !== there.pid }
      // Where the process has this number by chance, the file is of a server that did not end by itself. One that is alive would end without it.
      if (++refusals === 100 && !isPostgres(there.pid)) rmSync(pidFile, { force: true })
    }
  }
  throw new DatabaseProblem(`PostgreSQL did not come up within a minute; ${join(folder, 'server.log')} ends: ${lastWords(folder)}`)
}

function readPidFile(file: string): PidFile | undefined {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return { pid: Number(lines[0]), state: lines[7]?.trim() ?? '' }
  } catch {
    return undefined
  }
}

function launch(folder: string, programs: Programs, { settings = {}, isForTests = false }: EmbeddedOptions): ChildProcess {
  const socket = socketFolder(folder)
  if (!existsSync(socket)) folderForServer(socket)
  const all = {
    listen_addresses: '',
    unix_socket_directories: `"${socket}"`,
    unix_socket_permissions: '0700',
    port: PORT,
    max_connections: '60',
    shared_buffers: '64MB',
    // A container may have no more than 64 MB of shared memory.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    timezone: 'UTC',
    // What is known about a child does not go into a log: what fails is told to us, who asked, and to nobody else.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_timezone: 'UTC',
    ...(isForTests && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...settings,
  }
  const log = openLog(folder)
  try {
    const words = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    // Out of the terminal's group of processes: Ctrl-C is for us first, and we end the server when all is written.
    const child = spawn(programs.postgres, ['-D', join(folder, 'data'), ...words], {
      ...runAs,
      env: environment,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.on('error', () => {})
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

const PORT = '5432'
const LONGEST_SOCKET_PATH = 103

/** The folder of the socket: below the data, or where that path would be too long for one, in the temporary folder. */
function socketFolder(folder: string): string {
  const beside = join(folder, 'socket')
  if (Buffer.byteLength(join(beside, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET_PATH) return beside
  const short = join(tmpdir(), `onroll-${hashOf(folder)}`)
  if (existsSync(short)) {
    const { uid, mode } = lstatSync(short)
    if (uid !== (runAs.uid ?? process.getuid?.()) || (mode & 0o170077) !== 0o040000) {
      throw new DatabaseProblem(`${short} is not a folder of ours alone, and PostgreSQL’s socket was to be in it. Remove it.`)
    }
  }
  return short
}

const MUCH = 1 << 20

function openLog(folder: string): number {
  const file = join(folder, 'server.log')
  if (existsSync(file) && statSync(file).size > MUCH) renameSync(file, `${file}.before`)
  return openSync(file, 'a', 0o600)
}

function lastWords(folder: string): string {
  try {
    return lastLineOf(readFileSync(join(folder, 'server.log'), 'utf8'))
  } catch {
    return 'with nothing'
  }
}

function addressesOf(folder: string): Addresses {
  const passwords = JSON.parse(readFileSync(join(folder, 'passwords.json'), 'utf8')) as Passwords
  return forEachRole((role) => addressOf(role, passwords[role], socketFolder(folder)))
}

const addressOf = (role: Role, password: string, socket: string): string =>
  `postgresql://${nameOf(role)}:${password}@/${DATABASE}?host=${encodeURIComponent(socket)}&port=${PORT}`

/** Whether the server takes us in; false while nobody is there. */
async function answers(address: string): Promise<boolean> {
  const client = quietClient(address)
  try {
    await client.connect()
    return true
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P03', '57P01'].includes(code) || code === '') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

function quietClient(address: string): pg.Client {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000, application_name: 'onroll, a sign of life' })
  client.on('error', () => {})
  return client
}

// ---- Ending ----------------------------------------------------------------------------------------------------------------------------

const SIGN_OF_LIFE = 7_655_001

async function holdSignOfLife(address: string): Promise<pg.Client> {
  const client = quietClient(address)
  await client.connect()
  await client.query(`select pg_advisory_lock_shared(${SIGN_OF_LIFE})`)
  // It keeps no process going by itself.
  ;(client as pg.Client & Refable).unref()
  return client
}

/** What the driver has and its types do not say. */
interface Refable {
  ref(): void
  unref(): void
}

/** Gives up our sign of life. True where it was the last, or the server has gone already. */
async function letGo(signOfLife: pg.Client): Promise<boolean> {
  ;(signOfLife as pg.Client & Refable).ref()
  try {
    await signOfLife.query(`select pg_advisory_unlock_shared(${SIGN_OF_LIFE})`)
    const { rows } = await signOfLife.query<{ last: boolean }>(`select pg_try_advisory_lock(${SIGN_OF_LIFE}) as last`)
    return rows[0]?.last === true
  } catch {
    return true
  } finally {
    await signOfLife.end().catch(() => {})
  }
}

/** Ends a server: what is in hand is broken off, what is written stays. */
async function end(pid: number, folder: string): Promise<void> {
  const pidFile = join(folder, 'data', 'postmaster.pid')
  if (readPidFile(pidFile)?.pid !== pid) return
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  for (const until = Date.now() + PATIENCE; Date.now() < until; await pause(10)) {
    if (readPidFile(pidFile)?.pid !== pid) break
  }
  const socket = socketFolder(folder)
  if (dirname(socket) !== folder) rmSync(socket, { recursive: true, force: true })
}
