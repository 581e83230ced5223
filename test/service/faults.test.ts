import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDatabase } from '../../src/database/pool.ts'
import { childOf } from './county.ts'
import { type OwnCluster, startOwnCluster } from './own-cluster.ts'
import { nothingLostNorDoubled, type Recorded, recordReview, sendReview, until } from './recording.ts'
import { openService, type Service } from './service.ts'
import type { Answer, Visitor } from './visitor.ts'

/** Milliseconds. A page that cannot be had is refused after about five seconds; what a busy machine adds is not the database's doing. */
const LONGEST = 20_000

const children = (['no-progress', 'persistent', 'refusing', 'waiting'] as const).map((story) => childOf(story))

describe('While the database', () => {
  let cluster: OwnCluster
  let service: Service
  let halloran: Visitor
  const recorded: Recorded[] = []
  before(async () => {
    cluster = await startOwnCluster()
    const opened = openDatabase(cluster.addresses.app)
    service = await openService({ open: () => opened })
    halloran = await service.signIn('p-halloran')
    await halloran.get('/act-for')
  })
  after(async () => {
    cluster?.goOn()
    await service?.close()
    await service?.database.close()
    await cluster?.remove()
  })

  /** Reviews of several children at once; `during` is called as each is sent. */
  async function recordMany(during: (tries: number) => Promise<void>): Promise<void> {
    let tries = 0
    await Promise.all(
      children.map(async ({ id }) => {
        for (let reviews = 0; reviews < 10; reviews++) recorded.push(await recordReview(halloran, id, () => during(++tries)))
      }),
    )
  }

  const isRefusedKindly = ({ status, text, headers }: Answer): void => {
    assert.equal(status, 503)
    assert.match(text, /The database does not answer\. Wait a minute, then reload this page; if you sent a form, send it again/)
    assert.equal(headers.get('retry-after'), '5')
    for (const { name } of children) assert.ok(!text.includes(name))
  }

  /** What is answered while the database cannot be asked, all at once. */
  async function answersMeanwhile(key: string): Promise<void> {
    const began = Date.now()
    const [page, form, live, ready] = await Promise.all([
      halloran.get(`/children/${children[0]?.id}`),
      sendReview(halloran, children[0]?.id as string, key),
      service.visitor().get('/live'),
      service.visitor().get('/ready'),
    ])
    isRefusedKindly(page)
    isRefusedKindly(form as Answer)
    assert.deepEqual([live.status, live.text], [200, 'live\n'])
    assert.deepEqual([ready.status, ready.text], [503, 'not ready\n'])
    assert.ok(Date.now() - began < LONGEST, `${Date.now() - began} ms`)
  }

  async function isAsBefore(key: string): Promise<void> {
    await until(
      () => halloran.get(`/children/${children[0]?.id}`),
      ({ status }) => status === 200,
    )
    assert.equal(
      (
        await until(
          () => service.visitor().get('/ready'),
          ({ status }) => status === 200,
        )
      ).text,
      'ready\n',
    )
    const answer = await until(
      async () => sendReview(halloran, children[0]?.id as string, key),
      (answer) => answer?.status === 303,
    )
    recorded.push({ key, location: answer?.location ?? '', child: children[0]?.id as string })
    await nothingLostNorDoubled(cluster.ask, recorded)
  }

  it('ends connections, what is sent again is recorded once', async () => {
    await recordMany(async (tries) => {
      if (tries % 5 === 0)
        await cluster.ask(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'onroll_app' and application_name = 'onroll'`,
        )
    })
    await nothingLostNorDoubled(cluster.ask, recorded)
  })

  it('loses a process and begins anew, what is sent again is recorded once', async () => {
    let kills = 0
    await recordMany(async (tries) => {
      if (tries % 15 !== 7 || kills === 3) return
      const [busy] = await cluster
        .ask<{ pid: number }>(`select pid from pg_stat_activity where usename = 'onroll_app' and application_name = 'onroll' limit 1`)
        .catch(() => [])
      if (!busy) return
      kills++
      process.kill(busy.pid, 'SIGKILL')
    })
    assert.ok(kills > 0)
    await nothingLostNorDoubled(
      (question, ...values) =>
        until(
          () => cluster.ask<{ note: string; count: string }>(question, ...values).catch(() => []),
          (rows) => rows.length > 0,
        ),
      recorded,
    )
  })

  it('hangs, pages say so in time, and all is as before when it goes on; what came late came once', async () => {
    const key = crypto.randomUUID()
    await cluster.freeze()
    await answersMeanwhile(key).finally(() => cluster.goOn())
    await isAsBefore(key)
  })

  it('is stopped, pages say so at once, and all is as before when it is started', async () => {
    const key = crypto.randomUUID()
    await cluster.stop()
    await answersMeanwhile(key).finally(() => cluster.start())
    await isAsBefore(key)
  })

  it('is away, nobody is signed out by it', async () => {
    await cluster.stop()
    isRefusedKindly(await halloran.get('/act-for'))
    isRefusedKindly(await halloran.get('/steps'))
    await cluster.start()
    assert.equal(
      (
        await until(
          () => halloran.get('/steps'),
          ({ status }) => status === 200,
        )
      ).status,
      200,
    )
  })
})
