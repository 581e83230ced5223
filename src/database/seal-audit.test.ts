import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { writeAudit } from './audit.ts'
import { entryColumns, rangesOf, rangesText, readRanges } from './audit-chain.ts'
import { openDatabase } from './pool.ts'
import { type Head, readHeads, sealAudit } from './seal-audit.ts'
import { type Finding, type Verified, verifyAudit } from './verify-audit.ts'

const view = { who: 'clare', agency: 'team', action: 'view-child', outcome: 'done', children: ['amina'] } as const

describe('sealing the audit log', () => {
  const own = ownDatabase()
  const [app, worker] = [openedAs('app', own), openedAs('worker', own)]
  afterEach(async () => {
    await own.ask('alter table audit disable trigger user; alter table audit_batches disable trigger user; truncate audit, audit_batches')
    await own.ask('alter table audit enable trigger user; alter table audit_batches enable trigger user')
  })

  const write = (count: number) =>
    app.inTransaction(async (transaction) => {
      for (let n = 0; n < count; n++) await writeAudit(transaction, view)
    })
  const verify = async (): Promise<Verified & { all: Finding[] }> => {
    const all: Finding[] = []
    return { ...(await verifyAudit(app, (finding) => all.push(finding))), all }
  }
  const expectAllSealed = async (entries: number, batches?: number) => {
    const verified = await verify()
    assert.deepEqual(verified.all, [])
    assert.deepEqual(verified.unsealed, { entries: 0, since: null })
    assert.equal(verified.entries, entries)
    if (batches !== undefined) assert.equal(verified.batches, batches)
  }

  it('seals every column of an entry', async () => {
    const columns = await own.ask<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'audit' order by ordinal_position`,
    )
    assert.deepEqual(
      columns.map(({ name }) => name),
      entryColumns,
    )
  })

  it('makes a batch of what is new, and nothing where nothing is', async () => {
    assert.deepEqual(await sealAudit(worker), { batches: 0, entries: 0 })
    await write(3)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 3 })
    assert.deepEqual(await sealAudit(worker), { batches: 0, entries: 0 })
    await write(2)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 2 })
    await expectAllSealed(5, 2)
  })

  it('goes on in batches of a limited size', async () => {
    await write(10)
    assert.deepEqual(await sealAudit(worker, 4), { batches: 3, entries: 10 })
    await expectAllSealed(10, 3)
  })

  it('waits for nobody, and what is committed late comes into a later batch', async () => {
    const late = new pg.Client({ connectionString: own.addresses.app })
    await late.connect()
    await late.query('begin')
    await late.query(`insert into audit (who, action) values ('late', 'import')`)
    await write(3)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 3 })
    await write(1)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 1 })
    await late.query('commit')
    await late.end()
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 1 })
    await expectAllSealed(5, 3)
  })

  it('passes over the ids of what was rolled back', async () => {
    await write(1)
    await assert.rejects(
      app.inTransaction(async (transaction) => {
        await writeAudit(transaction, view)
        throw new Error('not done')
      }),
    )
    await write(1)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 2 })
    await expectAllSealed(2, 1)
  })

  it('by four at once, while others write, seals each entry once', async () => {
    const workers = Array.from({ length: 4 }, () => own.open('worker', { size: 1 }))
    let writing = true
    const sealing = workers.map(async (each) => {
      while (writing) await sealAudit(each, 7)
    })
    await Promise.all(Array.from({ length: 5 }, () => write(40)))
    writing = false
    await Promise.all(sealing)
    await sealAudit(worker, 7)
    await expectAllSealed(200)
  })

  it('killed anywhere, has done what it has done, and the next one goes on', async () => {
    await own.ask(`insert into audit (who, action) select 'clare', 'view-child' from generate_series(1, 3000)`)
    for (let round = 0; round < 4; round++) {
      const sealer = await startSealing(own.addresses.worker)
      await pause(20 + 25 * round)
      sealer.kill('SIGKILL')
      await once(sealer, 'exit')
      assert.deepEqual((await verify()).all, [])
    }
    await pause(50)
    while ((await verify()).unsealed.entries > 0) await sealAudit(worker, 500)
    await expectAllSealed(3000)
  })

  it('seals what was written before the database was restored into another server, whose transactions are numbered anew', async () => {
    await write(3)
    await sealAudit(worker)
    // As a dump would carry it: numbers of transactions far beyond those of this server.
    await own.ask('alter table audit disable trigger user; alter table audit_batches disable trigger user')
    await own.ask(`update audit_batches set transaction = '900000000'`)
    await own.ask(`insert into audit (who, action, transaction) values ('clare', 'view-child', '900000001')`)
    await write(2)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 3 })
    await write(1)
    assert.deepEqual(await sealAudit(worker), { batches: 1, entries: 1 })
    const { all, unsealed } = await verify()
    assert.deepEqual(
      { all, unsealed },
      { all: [{ found: 'changed', batch: 1, ids: all[0] && 'ids' in all[0] ? all[0].ids : '' }], unsealed: { entries: 0, since: null } },
    )
  })

  it('gives its heads to be published, all or the last', async () => {
    await write(4)
    await sealAudit(worker, 3)
    const heads = async (last: boolean) => {
      const read: Head[] = []
      await readHeads(app, { last }, async (page) => void read.push(...page))
      return read
    }
    assert.deepEqual(
      (await heads(false)).map(({ number, entries }) => ({ number, entries })),
      [
        { number: 1, entries: 3 },
        { number: 2, entries: 1 },
      ],
    )
    assert.deepEqual(await heads(true), (await heads(false)).slice(1))
  })

  it('finds its place without going over what is sealed', async () => {
    await own.ask(`insert into audit (who, action) select 'clare', 'view-child' from generate_series(1, 30000)`)
    await sealAudit(worker)
    // The next one looks at these once more, and settles them.
    await write(1)
    await sealAudit(worker)
    await write(1)
    await own.ask('vacuum analyze audit')
    const read = async () => {
      const [row] = await own.ask<{ read: number }>(
        `select (idx_tup_fetch + seq_tup_read)::int as read from pg_stat_user_tables where relname = 'audit'`,
      )
      return row?.read ?? 0
    }
    const before = await read()
    // What a connection has read is counted at the latest when it is closed.
    const another = openDatabase(own.addresses.worker, { size: 1 })
    assert.deepEqual(await sealAudit(another), { batches: 1, entries: 1 })
    await another.close()
    for (const until = Date.now() + 5000; Date.now() < until && (await read()) === before; ) await pause(20)
    assert.ok((await read()) - before < 100, `${before}, then ${await read()}`)
  })
})

describe('ranges of ids', () => {
  it('are written as PostgreSQL writes a multirange, and read again', () => {
    assert.equal(rangesText(rangesOf([1n, 2n, 3n, 7n])), '{[1,4),[7,8)}')
    assert.deepEqual(readRanges('{[1,4),[7,8)}'), [
      [1n, 4n],
      [7n, 8n],
    ])
    assert.deepEqual(readRanges('{}'), [])
    for (const endless of ['{(,)}', '{[1,)}', '{[1,4)', '{[1,4),}']) assert.equal(readRanges(endless), undefined)
  })
})

/** A process that seals in small batches until it is killed. */
async function startSealing(address: string): Promise<ChildProcess> {
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('./pool.ts', import.meta.url).href)}
    import { sealAudit } from ${JSON.stringify(new URL('./seal-audit.ts', import.meta.url).href)}
    const database = openDatabase(${JSON.stringify(address)})
    console.log('sealing')
    for (;;) await sealAudit(database, 10)`
  const sealer = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(sealer.stdout, 'data')
  return sealer
}
