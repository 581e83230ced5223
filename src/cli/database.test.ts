import assert from 'node:assert/strict'
import { afterEach, before, describe, it } from 'node:test'
import { record, store, storeCalendar } from '../../test/database/children.ts'
import { emptyDatabase } from '../../test/database/cluster.ts'
import { ownDatabase } from '../../test/database/own.ts'
import { answerOf, nameInEnvironment } from '../../test/in-this-process.ts'
import { amina, fact } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import { migrations } from '../database/migrations/all.ts'
import type { Addresses } from '../database/roles.ts'
import { databaseCommand, migrateCommand, projectionCommand } from './database.ts'

describe('the commands for the database', () => {
  const own = ownDatabase()
  before(async () => {
    const app = own.open('app')
    await storeCalendar(app)
    await store(app, amina)
    await record(app, amina.id, [fact('2025-09-08', 'off-roll')], day('2025-09-08'))
  })
  let restore = () => {}
  const setAddresses = (addresses: Partial<Addresses>) => {
    restore = nameInEnvironment(addresses)
  }
  afterEach(() => restore())

  it('migrate says what was lacking, and a second time that nothing was', async () => {
    const empty = await emptyDatabase()
    setAddresses(empty.addresses)
    const steps = [...migrations.map(({ name }) => name), 'the queue of jobs']
    assert.deepEqual(await answerOf(migrateCommand), {
      code: 0,
      out: `Applied: ${steps.join(', ')}.\n`,
      err: steps.map((name) => `${name} …\n`).join(''),
    })
    assert.deepEqual(await answerOf(migrateCommand), { code: 0, out: 'Nothing was lacking.\n', err: '' })
    await empty.drop()
  })

  it('migrate says which address is missing', async () => {
    setAddresses({ app: own.addresses.app })
    const { code, err } = await answerOf(migrateCommand)
    assert.equal(code, 2)
    assert.match(err, /^onroll migrate: DATABASE_OWNER_URL is not set, and DATABASE_URL is\./)
  })

  it('database roles prints SQL, and database schema the tables as they stand', async () => {
    setAddresses(own.addresses)
    assert.match((await answerOf(databaseCommand, 'roles')).out, /^CREATE ROLE onroll_app LOGIN/m)
    assert.match((await answerOf(databaseCommand, 'schema')).out, /^CREATE TABLE facts \(/m)
    assert.deepEqual(await answerOf(databaseCommand, 'shape'), {
      code: 2,
      out: '',
      err: 'onroll database: Say roles or schema.\nonroll help database says how it is asked.\n',
    })
  })

  it('projection check finds what differs, and projection rebuild puts it right', async () => {
    setAddresses(own.addresses)
    const on = ['--as-of', '2025-09-08']
    assert.deepEqual(await answerOf(projectionCommand, 'check', ...on), {
      code: 0,
      out: '1 child checked, 0 different, 0 not yet swept.\n',
      err: '',
    })
    await own.ask('update duties set due_on = due_on + 1')
    assert.deepEqual(await answerOf(projectionCommand, 'check', ...on), {
      code: 2,
      out: 'amina: duties\n1 child checked, 1 different, 0 not yet swept.\n',
      err: '',
    })
    assert.deepEqual(await answerOf(projectionCommand, 'rebuild', ...on), { code: 0, out: '1 child rebuilt.\n', err: '' })
    assert.equal((await answerOf(projectionCommand, 'check', ...on)).code, 0)
  })

  it('projection refuses a day that does not exist, and any word too many', async () => {
    assert.match((await answerOf(projectionCommand, 'check', '--as-of', '2025-02-30')).err, /2025-02-30 is not a day that exists/)
    assert.match((await answerOf(projectionCommand, 'check', 'twice')).err, /nothing to be done with twice/)
  })
})
