import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { getRollbackPlans, PgBoss } from 'pg-boss'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { ownDatabase } from '../../test/database/own.ts'
import { migrate, whyNotMigrated } from './migrate.ts'
import { bringQueue, jobs, whyNoQueue } from './queue.ts'

const quiet = { schema: 'pgboss', migrate: false, supervise: false, schedule: false, registerInstance: false }

describe('the queue of jobs, as migrating leaves it', () => {
  const own = ownDatabase()

  it('has a queue for each job, and the schedule in London’s time', async () => {
    const rows = await own.ask<{ name: string; timezone: string }>('select name, timezone from pgboss.schedule order by name')
    assert.deepEqual(
      rows.map(({ name, timezone }) => ({ name, timezone })),
      [...jobs].sort().map((name) => ({ name, timezone: 'Europe/London' })),
    )
  })

  it('is the owner’s, and neither app nor worker may change its schema', async () => {
    const owners = await own.ask<{ name: string }>(
      `select distinct pg_get_userbyid(relowner) as name from pg_class where relnamespace = 'pgboss'::regnamespace`,
    )
    assert.deepEqual(
      owners.map(({ name }) => name),
      ['onroll_owner'],
    )
    for (const role of ['app', 'worker'] as const) {
      for (const way of ['create table pgboss.more (id int)', 'alter table pgboss.queue add more int', 'drop table pgboss.warning']) {
        const client = new pg.Client({ connectionString: own.addresses[role] })
        await client.connect()
        await assert.rejects(client.query(way), { code: '42501' }, `${role}: ${way}`)
        await client.end()
      }
    }
  })

  it('takes a job from the app, whose transaction it is part of, and gives it to a worker', async () => {
    const app = new PgBoss({ connectionString: own.addresses.app, ...quiet })
    app.on('error', (error) => assert.fail(error))
    await app.start()
    const client = new pg.Client({ connectionString: own.addresses.app })
    await client.connect()
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
    await client.query('begin')
    await app.send('tidy', {}, { db })
    await client.query('rollback')
    await client.query('begin')
    assert.ok(await app.send('sweep', {}, { db }))
    await client.query('commit')
    assert.equal(await app.send('sweep'), null, 'one waits at most')
    await client.end()
    await app.stop({ graceful: false })
    const worker = new PgBoss({ connectionString: own.addresses.worker, ...quiet })
    worker.on('error', (error) => assert.fail(error))
    await worker.start()
    assert.deepEqual(await worker.fetch('tidy'), [])
    const [job] = await worker.fetch('sweep')
    assert.ok(job)
    await worker.complete('sweep', job.id)
    await worker.stop({ graceful: false })
  })

  it('lets the app neither take a job nor change one', async () => {
    const client = new pg.Client({ connectionString: own.addresses.app })
    await client.connect()
    for (const way of [`update pgboss.job set state = 'cancelled'`, 'delete from pgboss.job', `update pgboss.schedule set cron = ''`]) {
      await assert.rejects(client.query(way), { code: '42501' }, way)
    }
    await client.end()
  })

  it('lets the worker look after it', async () => {
    const worker = new PgBoss({ connectionString: own.addresses.worker, ...quiet, reindex: false })
    worker.on('error', (error) => assert.fail(error))
    await worker.start()
    await worker.supervise()
    await worker.stop({ graceful: false })
  })
})

describe('migrating the queue', () => {
  const ask = (own: TestDatabase) => (question: string) => own.ask<{ name: string }>(question)

  it('does it once, whoever asks it how often', async () => {
    const own = await emptyDatabase()
    const all = await Promise.all(Array.from({ length: 4 }, () => migrate(own.addresses.owner)))
    assert.equal(all.flatMap(({ applied }) => applied).filter((name) => name === 'the queue of jobs').length, 1)
    assert.deepEqual(await migrate(own.addresses.owner), { applied: [] })
    assert.equal(await whyNotMigrated(ask(own)), undefined)
    await own.drop()
  })

  it('broken off at any statement, is finished by the next run', async () => {
    const own = await emptyDatabase()
    for (let statements = 1; ; statements++) {
      const client = new pg.Client({ connectionString: own.addresses.owner })
      client.on('error', () => {})
      await client.connect()
      loseAfter(client, statements)
      const done = await bringQueue(client).catch(() => undefined)
      await client.end().catch(() => {})
      if (done !== undefined) break
      // The last statement of all may have come through before the connection went.
      assert.match((await whyNoQueue(ask(own))) ?? 'complete', /Run onroll migrate|^complete$/)
    }
    assert.equal(await whyNoQueue(ask(own)), undefined)
    const [schedules] = await own.ask<{ count: number }>('select count(*)::int as count from pgboss.schedule')
    assert.equal(schedules?.count, jobs.length)
    const [granted] = await own.ask<{ may: boolean }>(`select has_table_privilege('onroll_worker', 'pgboss.job_common', 'update') as may`)
    assert.equal(granted?.may, true)
    await own.drop()
  })

  it('brings an older schema up, with what is in it', async () => {
    const own = await freshDatabase()
    await own.ask(`insert into pgboss.job (name, policy) values ('sweep', 'short')`)
    await own.ask(getRollbackPlans('pgboss'))
    await own.ask(`comment on schema pgboss is 'pg-boss 45, jobs of an older version'`)
    assert.match((await whyNotMigrated(ask(own))) ?? '', /lacks the queue of jobs of this version/)
    assert.deepEqual(await migrate(own.addresses.owner), { applied: ['the queue of jobs'] })
    assert.equal(await whyNotMigrated(ask(own)), undefined)
    const [left] = await own.ask<{ count: number }>('select count(*)::int as count from pgboss.job')
    assert.equal(left?.count, 1)
    await own.drop()
  })

  it('refuses one of a later version', async () => {
    const own = await freshDatabase()
    await own.ask(`comment on schema pgboss is 'pg-boss 99, jobs of a later version'`)
    await own.ask('update pgboss.version set version = 99')
    assert.match((await whyNotMigrated(ask(own))) ?? '', /later version \(its schema is 99/)
    await assert.rejects(migrate(own.addresses.owner), {
      name: 'DatabaseProblem',
      message: /later version \(its schema is 99.*does not go back/,
    })
    await own.drop()
  })
})

/** Loses the connection of a client with the next statement after so many. */
function loseAfter(client: pg.Client, statements: number): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  let asked = 0
  const counting = (...given: unknown[]) => {
    const answer = query(...given)
    if (++asked === statements) (client as typeof client & { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
    return answer
  }
  client.query = counting as typeof client.query
}
