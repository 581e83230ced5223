import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { emptyDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { migrate, whyNotMigrated } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'

const table: Migration = {
  name: '0001-table',
  statements: 'create table things (id int primary key, kind int); insert into things select n, n from generate_series(1, 1000) n',
}
const index: Migration = { name: '0002-index', indexes: { things_kind: { on: 'things (kind)' } } }
const unique: Migration = { name: '0003-unique', indexes: { things_unique: { on: 'things ((kind % 10))', isUnique: true } } }

const everyIndex = `select relname as name, indisvalid as valid from pg_index join pg_class on oid = indexrelid where indrelid = 'things'::regclass order by 1`

describe('migrating', () => {
  let database: TestDatabase
  before(async () => {
    database = await emptyDatabase()
  })
  afterEach(() => database.ask('drop table if exists things, other, migrations'))
  after(() => database.drop())

  const owner = () => database.addresses.owner
  const names = async () => (await database.ask<{ name: string }>('select name from migrations order by number')).map(({ name }) => name)

  it('applies what is lacking, in order, and a second time nothing', async () => {
    assert.deepEqual(await migrate(owner(), { migrations: [table] }), { applied: ['0001-table'] })
    assert.deepEqual(await migrate(owner(), { migrations: [table, index] }), { applied: ['0002-index'] })
    assert.deepEqual(await migrate(owner(), { migrations: [table, index] }), { applied: [] })
    assert.deepEqual(await names(), ['0001-table', '0002-index'])
  })

  it('by twelve processes at once is done by one, and the others wait for it', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => migrate(owner(), { migrations: [table, index] })))
    assert.equal(all.flatMap(({ applied }) => applied).length, 2)
  })

  it('leaves nothing of a step that fails, and the next run begins with it', async () => {
    const wrong: Migration = { name: '0002-wrong', statements: 'alter table things add late int; update things set late = 1 / 0' }
    await assert.rejects(migrate(owner(), { migrations: [table, wrong] }), { code: '22012' })
    assert.deepEqual(await names(), ['0001-table'])
    const [column] = await database.ask(`select from information_schema.columns where table_name = 'things' and column_name = 'late'`)
    assert.equal(column, undefined)
    assert.deepEqual(await migrate(owner(), { migrations: [table, index] }), { applied: ['0002-index'] })
  })

  it('leaves nothing of a step during which its connection is lost, says so, and can be run again', async () => {
    const slow: Migration = { name: '0002-slow', statements: 'alter table things add late int; select pg_sleep(30)' }
    const migrating = migrate(owner(), { migrations: [table, slow] })
    const failed = assert.rejects(migrating, /connection to the database was lost .*run it again/)
    await untilTrue(() =>
      database.ask(`select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`),
    )
    await failed
    assert.deepEqual(await names(), ['0001-table'])
    assert.deepEqual(await migrate(owner(), { migrations: [table, index] }), { applied: ['0002-index'] })
  })

  it('makes an index of some rows alone where it says which, and of all where it does not', async () => {
    const few: Migration = { name: '0003-few', indexes: { things_few: { on: 'things (id)', where: `kind < 10` } } }
    await migrate(owner(), { migrations: [table, index, few] })
    const made = await database.ask<{ text: string }>(
      `select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = 'things'::regclass and not indisprimary order by 1`,
    )
    assert.deepEqual(
      made.map(({ text }) => /^CREATE INDEX (\w+) .* USING btree (.*)$/.exec(text)?.slice(1)),
      [
        ['things_few', '(id) WHERE (kind < 10)'],
        ['things_kind', '(kind)'],
      ],
    )
  })

  it('makes an index anew whose making was broken off', async () => {
    await database.ask('create table things (id int primary key, kind int)')
    await database.ask('insert into things values (1, 1), (2, 11)')
    const made = { ...table, statements: 'select 1' }
    await assert.rejects(migrate(owner(), { migrations: [made, index, unique] }), { code: '23505' })
    assert.deepEqual(
      (await database.ask(everyIndex)).map((row) => ({ ...row })),
      [
        { name: 'things_kind', valid: true },
        { name: 'things_pkey', valid: true },
        { name: 'things_unique', valid: false },
      ],
    )
    await database.ask('delete from things where id = 2')
    await migrate(owner(), { migrations: [made, index, unique] })
    assert.equal(
      (await database.ask<{ valid: boolean }>(everyIndex)).every(({ valid }) => valid),
      true,
    )
  })

  it('mends an index that is not valid though no step is lacking', async () => {
    await migrate(owner(), { migrations: [table, index] })
    await database.ask('insert into things values (1001, 1)')
    await assert.rejects(database.ask('create unique index concurrently stray on things (kind)'), { code: '23505' })
    await database.ask('delete from things where id = 1001')
    await migrate(owner(), { migrations: [table, index] })
    assert.equal(
      (await database.ask<{ valid: boolean }>(everyIndex)).every(({ valid }) => valid),
      true,
    )
  })

  it('gives way where a table is in use, and comes again until it is free', async () => {
    await migrate(owner(), { migrations: [table] })
    const reader = new pg.Client({ connectionString: owner() })
    await reader.connect()
    await reader.query('begin; select count(*) from things')
    const alter: Migration = { name: '0002-alter', statements: 'alter table things add late int' }
    await assert.rejects(
      migrate(owner(), { migrations: [table, alter], lockTimeout: 20, tries: 2 }),
      /in use without a pause\. Nothing was changed/,
    )
    const migrating = migrate(owner(), { migrations: [table, alter], lockTimeout: 20, tries: 30 })
    await pause(300)
    await reader.query('commit')
    await reader.end()
    assert.deepEqual(await migrating, { applied: ['0002-alter'] })
  })

  it('says so where another process does not come to its end', async () => {
    const slow: Migration = { name: '0001-slow', statements: 'select pg_sleep(2)' }
    const first = migrate(owner(), { migrations: [slow] })
    await untilTrue(() => database.ask(`select 1 from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`))
    await assert.rejects(migrate(owner(), { migrations: [slow], waitForOthers: 20 }), /Another process is migrating/)
    await first
  })

  it('refuses a schema newer than the code, and one of another line', async () => {
    await migrate(owner(), { migrations: [table, index] })
    await assert.rejects(migrate(owner(), { migrations: [table] }), /of a later version of Onroll than this one \(0002-index/)
    await assert.rejects(
      migrate(owner(), { migrations: [table, unique] }),
      /of another Onroll: 0002-index has been applied to it where this one has 0003-unique/,
    )
  })

  it('tells whoever starts on it what is lacking', async () => {
    const ask = (question: string) => database.ask<{ name: string }>(question)
    assert.match((await whyNotMigrated(ask, [table])) ?? '', /lacks a migration .* Run onroll migrate/)
    await migrate(owner(), { migrations: [table, index] })
    assert.equal(await whyNotMigrated(ask, [table, index]), undefined)
    assert.match((await whyNotMigrated(ask, [table])) ?? '', /later version/)
  })

  it('has names that say their place', () => {
    for (const [place, { name }] of migrations.entries()) assert.match(name, new RegExp(`^${String(place + 1).padStart(4, '0')}-[a-z-]+$`))
  })
})

async function untilTrue(ask: () => Promise<readonly unknown[]>): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await pause(20)) if ((await ask()).length > 0) return
  throw new Error('it did not come')
}
