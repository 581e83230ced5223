import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isAlive } from '../../src/database/embedded/programs.ts'
import { childOf } from './county.ts'
import { type Running, startOnroll } from './process.ts'
import { type Recorded, recordReview, until } from './recording.ts'
import { freePort } from './service.ts'
import { Visitor } from './visitor.ts'

/*
 * The README's first command, as a person types it: it brings its database and a county along, and ends cleanly.
 */

/** Milliseconds. A second start has nothing to fill and takes two seconds; the rest is for a machine that does other things as well. */
const LONGEST_START = 30_000

describe('onroll start', () => {
  const data = mkdtempSync(join(tmpdir(), 'onroll-start-'))
  chmodSync(data, 0o755)
  const child = childOf('no-progress')
  let port: number
  let running: Running
  let recorded: Recorded
  before(async () => {
    port = await freePort()
  })
  after(async () => {
    running?.child.kill('SIGINT')
    await running?.ended
    rmSync(data, { recursive: true, force: true })
  })

  const start = () => startOnroll(['start'], { ONROLL_DATA: data, ONROLL_DAY: '2026-11-23', PORT: String(port) })

  /** The main process of its PostgreSQL, while there is one. */
  function postgres(): number | undefined {
    const [folder] = readdirSync(data)
    const file = join(data, folder ?? '', 'data', 'postmaster.pid')
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
  }

  it('says where it is and whom one can be, lets somebody in and keeps what they record', async () => {
    running = start()
    await running.hasSaid('Ctrl-C ends it.')
    assert.ok(running.said().includes(`Onroll is at http://localhost:${port}\n`))
    for (const member of ['Bridie Halloran, Children Missing Education Team', 'Marek Tomasik, Internal Audit'])
      assert.ok(running.said().includes(member))
    const halloran = new Visitor(`http://localhost:${port}`)
    await halloran.signIn('p-halloran')
    const { text } = await halloran.get(`/children/${child.id}`)
    assert.ok(text.includes(child.name))
    recorded = await recordReview(halloran, child.id)
  })

  it('ends with Ctrl-C, all of it, and without complaint', async () => {
    const pid = postgres() as number
    running.child.kill('SIGINT')
    assert.equal(await running.ended, 0, running.said())
    assert.equal(postgres(), undefined)
    await until(
      async () => isAlive(pid),
      (alive) => !alive,
    )
    assert.doesNotMatch(running.said(), /error|\bat .*\.ts/i)
  })

  it('starts again with what was recorded', async () => {
    const began = Date.now()
    running = start()
    await running.hasSaid('Ctrl-C ends it.')
    assert.ok(Date.now() - began < LONGEST_START)
    const halloran = new Visitor(`http://localhost:${port}`)
    await halloran.signIn('p-halloran')
    const { text } = await halloran.get(`/children/${child.id}`)
    assert.ok(text.includes(recorded.key))
  })

  it('says so where its port is taken, and takes nobody’s database down with it', async () => {
    const second = start()
    assert.equal(await second.ended, 2, second.said())
    assert.match(second.said(), new RegExp(`Port ${port} is in use by another program\\. Set PORT to a free one\\.`))
    const { status } = await new Visitor(`http://localhost:${port}`).get('/ready')
    assert.equal(status, 200)
  })

  it('ends by itself when it is told to, as by a service manager', async () => {
    running.child.kill('SIGTERM')
    assert.equal(await running.ended, 0)
    assert.equal(postgres(), undefined)
  })
})
