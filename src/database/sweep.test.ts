import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { anyCase } from '../../test/arbitrary-case.ts'
import { record, recorder, rules, store, storeCalendar, withOwnIds } from '../../test/database/children.ts'
import { freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { amina, fact } from '../../test/kit.ts'
import { civilDate, day } from '../calendar/civil-date.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import { holdChildren, letStandFor } from './cases.ts'
import { newId } from './ids.ts'
import { type Database, openDatabase } from './pool.ts'
import { check, reassess, rebuild } from './projection.ts'
import { sweep, unsweptSince } from './sweep.ts'

const recordedOn = day('2025-09-08')

interface Stand {
  readonly own: TestDatabase
  readonly app: Database
  readonly worker: Database
}

/** A database with children who have been off roll since the same day. */
async function standWith(children: readonly CaseFile[]): Promise<Stand> {
  const own = await freshDatabase()
  const [app, worker] = [own.open('app'), own.open('worker')]
  await storeCalendar(app)
  for (const { child, facts } of children) {
    await store(app, child)
    await record(app, child.id, facts, recordedOn)
  }
  return { own, app, worker }
}

const offRoll = (count: number): CaseFile[] =>
  Array.from({ length: count }, (_, n) => {
    const id = `child-${String(n).padStart(4, '0')}`
    return { child: { ...amina, id }, facts: [fact('2025-09-08', 'off-roll', {}, { id: `${id}-f` })] }
  })

/** The day on which the first of them changes. */
const changeDay = async ({ own }: Stand) => {
  const [row] = await own.ask<{ day: string }>('select min(next_change_on)::text as day from child_assessments')
  return day(row?.day as string)
}

const projection = async ({ own }: Stand) =>
  JSON.stringify([
    await own.ask('select d::text as row from duties d order by 1'),
    await own.ask('select e::text as row from episodes e order by 1'),
    await own.ask('select m::text as row from may_see m order by 1'),
    await own.ask('select a::text as row from child_assessments a order by 1'),
  ])

describe('the daily sweep', () => {
  it('assesses the children whose answer changes on a day, each once, and no others', async () => {
    const stand = await standWith(offRoll(5))
    const { own, app, worker } = stand
    const changes = await changeDay(stand)
    await store(app, { ...amina, id: 'nothing-recorded' })
    assert.deepEqual(await sweep(worker, changes - 1), { children: 0, failed: [] })
    assert.equal(await worker.inTransaction((transaction) => unsweptSince(transaction, changes - 1)), null)
    assert.equal(await worker.inTransaction((transaction) => unsweptSince(transaction, changes)), civilDate(changes))
    const told: [number, number][] = []
    assert.deepEqual(await sweep(worker, changes, { onProgress: (...so) => told.push(so), together: 3, lanes: 1 }), {
      children: 5,
      failed: [],
    })
    assert.deepEqual(told, [
      [3, 5],
      [5, 5],
      [5, 5],
    ])
    assert.equal(await worker.inTransaction((transaction) => unsweptSince(transaction, changes)), null)
    assert.deepEqual(await check(worker, rules, changes).then(({ different, unswept }) => ({ different, unswept })), {
      different: [{ child: 'nothing-recorded', what: ['child_assessments.assessed_on'] }],
      unswept: 0,
    })
    assert.deepEqual(await sweep(worker, changes), { children: 0, failed: [] })
    await own.drop()
  })

  it('is in the audit log with the children that it assessed', async () => {
    const stand = await standWith(offRoll(3))
    await sweep(stand.worker, await changeDay(stand), { together: 2, lanes: 1 })
    const entries = await stand.own.ask(`select who, action, children from audit where action = 'sweep' order by id`)
    assert.deepEqual(
      entries.map((row) => ({ ...row })),
      [
        { who: 'sweep', action: 'sweep', children: ['child-0000', 'child-0001'] },
        { who: 'sweep', action: 'sweep', children: ['child-0002'] },
      ],
    )
    await stand.own.drop()
  })

  it('by three at once assesses each child once', async () => {
    const stand = await standWith(offRoll(90))
    const { own } = stand
    const changes = await changeDay(stand)
    const versions = async () => own.ask<{ version: number }>('select version from child_assessments order by child_id')
    const before = await versions()
    const sweepers = Array.from({ length: 3 }, () => own.open('worker'))
    const swept = await Promise.all(sweepers.map((each) => sweep(each, changes, { together: 4 })))
    assert.equal(
      swept.reduce((sum, { children }) => sum + children, 0),
      90,
    )
    assert.deepEqual(
      await versions(),
      before.map(({ version }) => ({ version: version + 1 })),
    )
    await own.drop()
  })

  it('after nine days of standstill is one assessment for today', async () => {
    const cases = fc.sample(anyCase(8), { numRuns: 40, seed: 5 }).map(withOwnIds)
    const stand = await standWith(cases)
    const { own, worker } = stand
    const today = recordedOn + 9
    const due = await own.ask<{ id: string }>('select child_id as id from child_assessments where next_change_on <= $1', civilDate(today))
    assert.ok(due.length > 5, String(due.length))
    const before = await own.ask<{ id: string; version: number }>('select child_id as id, version from child_assessments order by 1')
    await sweep(worker, today)
    const swept = await projection(stand)
    const now = await own.ask<{ id: string; version: number }>('select child_id as id, version from child_assessments order by 1')
    assert.deepEqual(
      now,
      before.map(({ id, version }) => ({ id, version: version + (due.some((row) => row.id === id) ? 1 : 0) })),
    )
    assert.deepEqual((await check(worker, rules, today)).different, [])
    await rebuild(worker, rules, today)
    const rows = (text: string) => JSON.parse(text).slice(0, 3)
    assert.deepEqual(rows(swept), rows(await projection(stand)))
    await own.drop()
  })

  it('killed anywhere and begun again, has stored what it would have undisturbed', async () => {
    const children = offRoll(240)
    const [undisturbed, killed] = [await standWith(children), await standWith(children)]
    const changes = await changeDay(undisturbed)
    await sweep(undisturbed.worker, changes)
    let kills = 0
    for (let round = 0; round < 8; round++) {
      const sweeper = await startSweeping(killed.own.addresses.worker, changes)
      await Promise.race([pause(5 + 13 * round), once(sweeper, 'exit')])
      if (sweeper.exitCode === null) kills++
      sweeper.kill('SIGKILL')
      if (sweeper.exitCode === null && sweeper.signalCode === null) await once(sweeper, 'exit')
    }
    assert.ok(kills > 0)
    // What a killed sweeper had locked is free as soon as the server has seen it go.
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(50)) {
      await sweep(killed.worker, changes)
      if ((await killed.worker.inTransaction((transaction) => unsweptSince(transaction, changes))) === null) break
    }
    assert.equal(await projection(killed), await projection(undisturbed))
    await Promise.all([undisturbed.own.drop(), killed.own.drop()])
  })

  it('passes over a child whom somebody is recording of, and comes to it when they are done', async () => {
    const stand = await standWith(offRoll(4))
    const { own, worker } = stand
    const changes = await changeDay(stand)
    const busy = new pg.Client({ connectionString: own.addresses.app })
    await busy.connect()
    await busy.query(`begin; select from child_assessments where child_id = 'child-0001' for update`)
    assert.deepEqual(await sweep(worker, changes), { children: 3, failed: [] })
    await busy.query('rollback')
    await busy.end()
    assert.deepEqual(await sweep(worker, changes), { children: 1, failed: [] })
    await own.drop()
  })

  it('claims a child of several records whole, or not at all', async () => {
    const stand = await standWith(offRoll(4))
    const { own, app, worker } = stand
    await app.inTransaction(async (transaction) => {
      await holdChildren(transaction, ['child-0002', 'child-0000'])
      await letStandFor(transaction, 'child-0002', ['child-0000'], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, ['child-0002']), rules, recordedOn)
    })
    const changes = await changeDay(stand)
    const busy = new pg.Client({ connectionString: own.addresses.app })
    await busy.connect()
    await busy.query(`begin; select from child_assessments where child_id = 'child-0000' for update`)
    assert.deepEqual(await sweep(worker, changes), { children: 2, failed: [] })
    await busy.query('rollback')
    await busy.end()
    assert.deepEqual(await sweep(worker, changes), { children: 1, failed: [] })
    assert.deepEqual((await check(worker, rules, changes)).different, [])
    await own.drop()
  })

  it('is not held up by a child that cannot be assessed', async () => {
    const stand = await standWith(offRoll(9))
    const { own, worker } = stand
    const changes = await changeDay(stand)
    await own.ask(`alter table child_versions disable trigger user`)
    await own.ask(`update child_versions set ehcp = '[null]' where child_id = 'child-0004'`)
    const { children, failed } = await sweep(worker, changes, { together: 4 })
    assert.equal(children, 8)
    assert.deepEqual(
      failed.map(({ child }) => child),
      ['child-0004'],
    )
    await own.drop()
  })

  it('asked to end, ends after what is in hand', async () => {
    const stand = await standWith(offRoll(8))
    const ending = new AbortController()
    const { children } = await sweep(stand.worker, await changeDay(stand), {
      ...{ together: 2, lanes: 1, signal: ending.signal },
      onProgress: () => ending.abort(),
    })
    assert.equal(children, 2)
    await stand.own.drop()
  })

  it('without a calendar says so, where a child is due', async () => {
    const own = await freshDatabase()
    const worker = own.open('worker')
    assert.deepEqual(await sweep(worker, recordedOn), { children: 0, failed: [] })
    await store(worker, { ...amina, id: newId() })
    await own.ask(`update child_assessments set next_change_on = '2025-09-01'`)
    await assert.rejects(sweep(worker, recordedOn), { name: 'DatabaseProblem', message: /no calendar/ })
    await own.drop()
  })
})

describe('finding who is due', () => {
  let stand: Stand
  before(async () => {
    stand = await standWith(offRoll(1))
    await stand.own.ask(`insert into children (id, recorded_by) select 'c' || n, 'a-test' from generate_series(1, 100000) n`)
    await stand.own.ask(
      `insert into child_assessments (child_id, next_change_on) select 'c' || n, date '2026-06-01' + n % 300 from generate_series(1, 100000) n`,
    )
    await stand.own.ask('vacuum analyze')
  })
  after(() => stand.own.drop())

  it('looks at nobody else', async () => {
    const { own } = stand
    const changes = await changeDay(stand)
    const read = async () => {
      const [row] = await own.ask<{ read: number }>(
        `select (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as read from pg_stat_user_tables where relname = 'child_assessments'`,
      )
      return row?.read ?? 0
    }
    const before = await read()
    const another = openDatabase(own.addresses.worker, { size: 2 })
    assert.equal(await another.inTransaction((transaction) => unsweptSince(transaction, changes)), civilDate(changes))
    assert.deepEqual(await sweep(another, changes), { children: 1, failed: [] })
    await another.close()
    for (const until = Date.now() + 5000; Date.now() < until && (await read()) === before; ) await pause(20)
    assert.ok((await read()) - before < 100, `${before}, then ${await read()}`)
  })
})

/** A process that sweeps, a few children at a time. */
async function startSweeping(address: string, today: number) {
  const module = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
  const script = `
    import { openDatabase } from ${module('./pool.ts')}
    import { sweep } from ${module('./sweep.ts')}
    const database = openDatabase(${JSON.stringify(address)})
    console.log('sweeping')
    await sweep(database, ${today}, { together: 5 })
    await database.close()`
  const sweeper = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(sweeper.stdout, 'data')
  return sweeper
}
