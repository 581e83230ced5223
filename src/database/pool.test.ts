import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { startEmbedded } from './embedded/server.ts'
import { type Database, openDatabase, statement, type Transaction } from './pool.ts'
import { DatabaseUnavailable } from './unavailable.ts'

const answer = statement<{ answer: number }>('answer', 'select 42 as answer')
const sleep = (seconds: number) => statement<object>(`sleep_${seconds}`.replace('.', '_'), `select pg_sleep(${seconds})`)
const works = (database: Database) => database.inTransaction(async ({ ask }) => (await ask(answer))[0]?.answer)

describe('the pool', () => {
  const own = ownDatabase()
  const database = openedAs('app', own, { size: 4 })
  before(async () => {
    await own.ask('create table notes (id int primary key, text text); grant select, insert, update on notes to onroll_app')
  })

  it('hands out days as texts, moments in UTC to the microsecond, and large whole numbers as numbers', async () => {
    const values = statement<Record<string, unknown>>(
      'values',
      `select date '2026-03-29' as day, array[date '2026-10-25'] as days, timestamptz '2026-07-01 00:30:00.123456+01' as moment, 9007199254740991::bigint as large`,
    )
    assert.deepEqual(
      { ...(await database.inTransaction(({ ask }) => ask(values)))[0] },
      {
        day: '2026-03-29',
        days: ['2026-10-25'],
        moment: '2026-06-30T23:30:00.123456Z',
        large: 9007199254740991,
      },
    )
    const tooLarge = statement<object>('too_large', 'select 9007199254740993::bigint as large')
    await assert.rejects(
      database.inTransaction(({ ask }) => ask(tooLarge)),
      /9007199254740993 is beyond the whole numbers that are exact/,
    )
  })

  it('does a piece of work whole or not at all', async () => {
    const work = database.inTransaction(async ({ kysely }) => {
      await sql`insert into notes values (1, 'half')`.execute(kysely)
      throw new Error('changed my mind')
    })
    await assert.rejects(work, /changed my mind/)
    assert.deepEqual(await own.ask('select * from notes'), [])
  })

  it('does not pass over an error of the database that the work passed over', async () => {
    const work = database.inTransaction(async ({ kysely }) => {
      await sql`insert into notes values (2, 'lost')`.execute(kysely)
      await sql`select 1 / 0`.execute(kysely).catch(() => {})
    })
    await assert.rejects(work, /passed over/)
    assert.deepEqual(await own.ask('select * from notes'), [])
  })

  it('does what is asked together one after the other, each with what was committed by then', async () => {
    await own.ask(`insert into notes values (6, 'before')`)
    const lock = statement<object>('lock_six', 'select from notes where id = 6 for update')
    const read = statement<{ text: string }>('read_six', 'select text from notes where id = 6')
    const change = statement<object>('change_six', `update notes set text = 'after' where id = 6`)
    const holder = database.inTransaction(async ({ ask }) => {
      await ask(lock)
      await pause(200)
      await ask(change)
    })
    await pause(100)
    const [, rows] = await database.inTransaction(({ ask }) => Promise.all([ask(lock), ask(read)]))
    await holder
    assert.deepEqual(
      rows.map(({ text }) => text),
      ['after'],
    )
  })

  it('keeps what it was told, all of it', async () => {
    const tell = statement<object>('tell_note', `insert into notes values ($1, $2)`)
    await database.inTransaction(async (transaction) => {
      transaction.tell(tell, 7, 'told')
      transaction.tell(tell, 8, 'told')
    })
    assert.equal((await own.ask(`select from notes where text = 'told'`)).length, 2)
  })

  it('keeps nothing where something that it was told cannot be, and says why, not that what came after was refused', async () => {
    const tell = statement<object>('tell_twice', `insert into notes values ($1, 'twice')`)
    const twice = async (transaction: Transaction) => {
      transaction.tell(tell, 9)
      transaction.tell(tell, 9)
    }
    const isTheReason = (error: Error) => 'constraint' in error && error.constraint === 'notes_pkey'
    await assert.rejects(database.inTransaction(twice), isTheReason)
    const andMore = async (transaction: Transaction) => {
      await twice(transaction)
      await transaction.ask(answer)
    }
    await assert.rejects(database.inTransaction(andMore), isTheReason)
    assert.deepEqual(await own.ask(`select from notes where text = 'twice'`), [])
    assert.equal(await works(database), 42)
  })

  it('takes no question of a piece of work that is over', async () => {
    let kept: Transaction | undefined
    await database.inTransaction(async (transaction) => {
      kept = transaction
    })
    await assert.rejects(async () => kept?.ask(answer), /over/)
  })

  it('is there again at once after all its connections were ended, those in use and those at rest', async () => {
    await works(database)
    const inUse = database.inTransaction(({ ask }) => ask(sleep(2)))
    const refused = assert.rejects(inUse, DatabaseUnavailable)
    await pause(100)
    await own.ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'onroll_app'`)
    await refused
    assert.equal(await works(database), 42)
  })

  it('lets the process live where a connection is ended between two statements of a piece of work', async () => {
    const work = database.inTransaction(async ({ ask }) => {
      await ask(answer)
      await own.ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'onroll_app'`)
      await pause(100)
      await ask(answer)
    })
    await assert.rejects(work, DatabaseUnavailable)
    assert.equal(await works(database), 42)
  })

  it('refuses what takes longer than three seconds, and goes on with the same connection', async () => {
    await assert.rejects(
      database.inTransaction(({ ask }) => ask(sleep(10))),
      (error: Error) => error instanceof DatabaseUnavailable && (error.cause as { code: string }).code === '57014',
    )
    assert.equal(await works(database), 42)
  })

  it('refuses what waits longer than two seconds for a lock', async () => {
    await own.ask(`insert into notes values (3, 'contended')`)
    const change = statement<object>('change', `update notes set text = text where id = 3`)
    const holder = database.inTransaction(async ({ ask }) => {
      await ask(change)
      await pause(2500)
      await ask(answer)
    })
    await pause(50)
    await assert.rejects(
      database.inTransaction(({ ask }) => ask(change)),
      (error: Error) => error instanceof DatabaseUnavailable && (error.cause as { code: string }).code === '55P03',
    )
    await holder
  })

  it('tries again where two stood in each other’s way', async () => {
    await own.ask(`insert into notes values (4, ''), (5, '')`)
    const add = (id: number, text: string) => sql`update notes set text = text || ${text} where id = ${id}`
    const both = ([first, second]: [number, number], text: string) =>
      database.inTransaction(async ({ kysely }) => {
        await add(first, text).execute(kysely)
        await pause(100)
        await add(second, text).execute(kysely)
      })
    await Promise.all([both([4, 5], 'a'), both([5, 4], 'b')])
    const rows = await own.ask<{ text: string }>('select text from notes where id in (4, 5)')
    assert.deepEqual(new Set(rows.map(({ text }) => [...text].sort().join(''))), new Set(['ab']))
  })

  it('refuses at once where nobody is there, and while no connection is to be had', async () => {
    const nowhere = openDatabase('postgresql://onroll_app:x@/onroll?host=%2Fnowhere')
    await assert.rejects(works(nowhere), DatabaseUnavailable)
    assert.equal(await nowhere.answers(), false)
    await nowhere.close()
    const narrow = own.open('app', { size: 1 })
    const long = narrow.inTransaction(({ ask }) => ask(sleep(2.5)))
    await assert.rejects(works(narrow), DatabaseUnavailable)
    await long
    assert.equal(await works(narrow), 42)
  })

  it('refuses what comes after it was closed', async () => {
    const closed = openDatabase(own.addresses.app)
    await works(closed)
    await closed.close()
    await assert.rejects(works(closed), DatabaseUnavailable)
  })
})

describe('the pool, when the whole server is away', () => {
  it('refuses within five seconds while it is frozen, and is there again afterwards, and after a restart', async () => {
    const home = mkdtempSync(join(tmpdir(), 'onroll-frozen-'))
    chmodSync(home, 0o755)
    const folder = join(home, 'server')
    let server = await startEmbedded(folder, { isForTests: true })
    const database = openDatabase(server.addresses.app, { size: 4 })
    try {
      await works(database)
      const pids = await database.inTransaction(({ ask }) => ask(statement<{ pid: number }>('pids', 'select pid from pg_stat_activity')))
      const all = [server.pid, ...pids.map(({ pid }) => pid)]
      for (const pid of all) process.kill(pid, 'SIGSTOP')
      const began = performance.now()
      const refusals = await Promise.allSettled(Array.from({ length: 8 }, () => works(database)))
      const took = performance.now() - began
      for (const pid of all) process.kill(pid, 'SIGCONT')
      assert.ok(refusals.every((result) => result.status === 'rejected' && result.reason instanceof DatabaseUnavailable))
      assert.ok(took < 6000, `it took ${Math.round(took)} ms`)
      assert.equal(await works(database), 42)

      await server.stop()
      await assert.rejects(works(database), DatabaseUnavailable)
      server = await startEmbedded(folder, { isForTests: true })
      assert.equal(await works(database), 42)
    } finally {
      await database.close()
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    }
  })
})
