import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { type Catalogue, readCatalogue, schemaText, tablesText } from './catalogue.ts'

const fileBeside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

describe('the schema', () => {
  let database: TestDatabase
  let catalogue: Catalogue
  before(async () => {
    database = await freshDatabase()
    catalogue = await readCatalogue((question) => database.ask(question))
  })
  after(() => database.drop())

  it('is as schema.sql shows it', () => {
    assert.equal(fileBeside('schema.sql'), schemaText(catalogue), 'write it anew: node scripts/write-tables.ts')
  })

  it('is as tables.ts tells the compiler', () => {
    assert.equal(fileBeside('tables.ts'), tablesText(catalogue), 'write it anew: node scripts/write-tables.ts')
  })

  it('says of every table what it holds, and of every column its class and what it holds', () => {
    for (const { name, comment, columns } of catalogue.tables) {
      assert.ok(comment, `${name} has no comment`)
      for (const column of columns)
        assert.match(column.comment ?? '', /^(open|locating|sealed|identifying|notes): ./, `${name}.${column.name}`)
    }
  })

  it('has the child first in the key of every table of a child’s data', () => {
    // A notification comes before it is known which child it is about.
    for (const { name, isView, columns, constraints } of catalogue.tables) {
      if (isView || name === 'notifications' || !columns.some((column) => column.name === 'child_id')) continue
      assert.ok(
        constraints.some((text) => text.startsWith('PRIMARY KEY (child_id')),
        `${name} has another key`,
      )
    }
  })

  it('has no foreign key that joins two children: only a row’s own child is referred to', () => {
    for (const { name, constraints } of catalogue.tables) {
      for (const text of constraints) {
        if (/^FOREIGN KEY .* REFERENCES (children|facts|child_)/.test(text))
          assert.match(text, /^FOREIGN KEY \(child_id\) REFERENCES children\(id\)$/, name)
      }
    }
  })

  it('gives nobody but our roles anything, and owns to the owner alone', async () => {
    const strangers = await database.ask(`
      select c.relname, r.rolname from pg_class c, aclexplode(c.relacl) x left join pg_roles r on r.oid = x.grantee
      where c.relnamespace = 'public'::regnamespace and coalesce(r.rolname, 'PUBLIC') not in ('onroll_owner', 'onroll_app', 'onroll_worker')`)
    assert.deepEqual(strangers, [])
    const owners = await database.ask<{ name: string }>(
      `select distinct pg_get_userbyid(relowner) as name from pg_class where relnamespace = 'public'::regnamespace`,
    )
    assert.deepEqual(
      owners.map(({ name }) => name),
      ['onroll_owner'],
    )
  })
})

describe('what is added to only', () => {
  let database: TestDatabase
  before(async () => {
    database = await freshDatabase()
    await database.ask(`insert into children (id, recorded_by) values ('amina', 'test')`)
    await database.ask(
      `insert into facts (child_id, id, type, on_day, by, recorded_by) values ('amina', 'f1', 'off-roll', '2026-09-07', 'school', 'test')`,
    )
    await database.ask(`insert into audit (who, action) values ('test', 'view-child')`)
  })
  after(() => database.drop())

  const ways = [
    'update facts set note = $$$$',
    'delete from facts',
    'truncate facts',
    'update audit set who = $$$$',
    'delete from audit',
    'truncate audit',
  ]
  const deeper = ['alter table facts disable trigger all', 'drop table facts', 'create table more (id int)', 'set role onroll_owner']

  const attempt = async (address: string, way: string): Promise<string> => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      await client.query(way)
      return 'it was done'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.end()
    }
  }

  for (const role of ['app', 'worker'] as const) {
    it(`is neither changed nor deleted by the ${role}, nor does it get round that`, async () => {
      for (const way of [...ways, ...deeper]) assert.equal(await attempt(database.addresses[role], way), '42501', way)
    })
  }

  it('is not changed by the owner either, unless he takes away what keeps him', async () => {
    for (const way of ways) assert.equal(await attempt(database.addresses.owner, way), '42501', way)
  })

  it('is all still there', async () => {
    const [row] = await database.ask('select (select count(*) from facts)::int as facts, (select count(*) from audit)::int as entries')
    assert.deepEqual({ ...row }, { facts: 1, entries: 1 })
  })
})
