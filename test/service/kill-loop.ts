import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type CivilDate, civilDate, dayOf } from '../../src/calendar/civil-date.ts'
import { randomOf } from '../../src/county/random.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { check } from '../../src/database/projection.ts'
import { openQueue } from '../../src/database/queue.ts'
import { readRules } from '../../src/database/rules.ts'
import { sealAudit } from '../../src/database/seal-audit.ts'
import { beginSession, newCookie } from '../../src/database/sessions.ts'
import { sweep } from '../../src/database/sweep.ts'
import { verifyAudit } from '../../src/database/verify-audit.ts'
import type { TestDatabase } from '../database/cluster.ts'
import { childOf, storiesDatabase } from './county.ts'
import { type Running, startOnroll } from './process.ts'
import { nothingLostNorDoubled, type Recorded, recordReview } from './recording.ts'
import { freePort } from './service.ts'
import { Visitor } from './visitor.ts'

/*
 * Pages and jobs as processes of their own, as at a council, killed at any moment and started again, while several people record and do not give up.
 */

export interface KillLoop {
  readonly recorded: number
  readonly kills: { readonly web: number; readonly worker: number }
}

const stories = ['no-progress', 'persistent', 'refusing', 'waiting'] as const

/** So many rounds, each with a kill; throws where something was lost, doubled, unseen by the audit log, or is not what the guidance says. */
export async function killLoop(rounds: number, seed: number): Promise<KillLoop> {
  const own = await storiesDatabase()
  const port = await freePort()
  const parts = { web: new Part('web', 'Ctrl-C ends it.', own, port), worker: new Part('worker', 'The jobs are running.', own, port) }
  const queue = await openQueue(own.addresses.worker, () => {})
  try {
    await Promise.all([parts.web.ready, parts.worker.ready])
    const random = randomOf(seed, 'kill-loop')
    const recorded: Recorded[] = []
    const kills = { web: 0, worker: 0 }
    let [sent, wanted, isOver] = [0, 0, false]
    let reached = () => {}
    const people = await Promise.all(stories.map(() => signedIn(own, `http://localhost:${port}`)))
    const recording = people.map(async (person, place) => {
      while (!isOver) {
        const review = await recordReview(person, childOf(stories[place] as (typeof stories)[number]).id, async () => {
          await parts.web.ready
          if (++sent === wanted) reached()
        })
        recorded.push(review)
      }
    })
    const failed = Promise.all(recording)
    for (let round = 0; round < rounds; round++) {
      const name = random.pick(['web', 'web', 'worker'] as const)
      await makeWork(own)
      await Promise.all([queue.add('sweep'), queue.add('seal-audit')])
      const enough = new Promise<void>((resolve) => (reached = resolve))
      wanted = sent + random.between(5, 30)
      await Promise.race([enough, failed])
      // Anywhere between two tries: the moment is chance too.
      await pause(random.below(40))
      await parts[name].killAndStart()
      kills[name]++
    }
    isOver = true
    await failed
    await Promise.all([parts.web.end(), parts.worker.end()])
    await allIsWell(own, recorded)
    return { recorded: recorded.length, kills }
  } finally {
    await queue.stop()
    for (const part of Object.values(parts)) part.kill()
    await own.drop()
  }
}

/** The pages or the jobs: there is always one process of them, or one on its way. */
class Part {
  readonly #name: 'web' | 'worker'
  readonly #says: string
  readonly #env: Readonly<Record<string, string>>
  #running: Running
  /** When it can be asked. */
  ready: Promise<void>

  constructor(name: 'web' | 'worker', says: string, { addresses }: TestDatabase, port: number) {
    this.#name = name
    this.#says = says
    this.#env = {
      DATABASE_URL: addresses.app,
      DATABASE_WORKER_URL: addresses.worker,
      ONROLL_URL: 'https://onroll.county.example',
      OIDC_ISSUER: 'https://sign-in.county.example',
      OIDC_CLIENT_ID: 'onroll',
      OIDC_CLIENT_SECRET: 'nobody signs in here',
      HOST: 'localhost',
      PORT: String(port),
    }
    this.#running = this.#start()
    this.ready = this.#running.hasSaid(says)
  }

  #start(): Running {
    return startOnroll([this.#name], this.#env)
  }

  async killAndStart(): Promise<void> {
    const { ended } = this.#running
    let isStarted = () => {}
    this.ready = new Promise((resolve) => (isStarted = resolve))
    this.kill()
    assert.equal(await ended, 'SIGKILL')
    this.#running = this.#start()
    await this.#running.hasSaid(this.#says)
    isStarted()
  }

  /** Told to end, it finishes what is in hand. */
  async end(): Promise<void> {
    this.#running.child.kill('SIGTERM')
    assert.equal(await this.#running.ended, 0, this.#running.said())
  }

  kill(): void {
    this.#running.child.kill('SIGKILL')
  }
}

async function signedIn(own: TestDatabase, baseUrl: string): Promise<Visitor> {
  const cookie = newCookie()
  const app = openDatabase(own.addresses.app, { size: 1 })
  await app.inTransaction((transaction) => beginSession(transaction, cookie, 'p-halloran', { agency: 'a-cme', role: 'cme-officer' }, {}))
  await app.close()
  const visitor = new Visitor(baseUrl)
  visitor.hold('__Host-onroll', cookie)
  const { status } = await visitor.get('/act-for')
  assert.equal(status, 200)
  return visitor
}

/** Every child is due for the sweep, as after a long time away. */
const makeWork = (own: TestDatabase): Promise<unknown> =>
  own.ask(`update child_assessments set next_change_on = '2026-01-01' where next_change_on is not null`)

async function allIsWell(own: TestDatabase, recorded: readonly Recorded[]): Promise<void> {
  await nothingLostNorDoubled(own.ask, recorded)
  const worker = own.open('worker')
  const [row] = await own.ask<{ today: CivilDate }>(`select to_char(now() at time zone 'Europe/London', 'YYYY-MM-DD') as today`)
  const today = dayOf(row?.today as CivilDate)
  assert.deepEqual((await sweep(worker, today)).failed, [])
  const rules = await worker.inTransaction((transaction) => readRules(transaction))
  assert.ok(rules)
  const { different, unswept } = await check(worker, rules, today)
  assert.deepEqual({ different, unswept }, { different: [], unswept: 0 }, civilDate(today))
  await sealAudit(worker)
  const findings: unknown[] = []
  const { unsealed } = await verifyAudit(worker, (finding) => findings.push(finding))
  assert.deepEqual({ findings, unsealed: unsealed.entries }, { findings: [], unsealed: 0 })
}
