import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, afterEach, before, describe, it } from 'node:test'
import { record, recorder, store } from '../../test/database/children.ts'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../test/database/cluster.ts'
import { amina, fact } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { migrations } from '../database/migrations/all.ts'
import { COUNTY, changeCalendar } from '../database/rules.ts'
import type { Command, Screen } from './command.ts'
import { databaseCommand, migrateCommand, projectionCommand } from './database.ts'
import { styleOn } from './style.ts'
import { Writer } from './writer.ts'

/** What a command answered: its exit code, and what it wrote. */
async function answerOf(command: Command, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const into = (name: 'out' | 'err') =>
    new Writer(
      new Writable({
        write(chunk, _, done) {
          written[name] += String(chunk)
          done()
        },
      }),
    )
  const screen: Screen = {
    out: into('out'),
    err: into('err'),
    width: 100,
    style: styleOn(process.stdout, { NO_COLOR: '1' }),
    isWatched: false,
  }
  const code = await command.run(args, screen)
  await screen.out.flush()
  await screen.err.flush()
  return { code, ...written }
}

const variables = ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_WORKER_URL'] as const

function setAddresses({ owner, app, worker }: TestDatabase['addresses']): void {
  Object.assign(process.env, { DATABASE_OWNER_URL: owner, DATABASE_URL: app, DATABASE_WORKER_URL: worker })
}

describe('the commands for the database', () => {
  let own: TestDatabase
  const beforehand = Object.fromEntries(variables.map((name) => [name, process.env[name]]))
  before(async () => {
    own = await freshDatabase()
    const app = own.open('app')
    await app.inTransaction((transaction) => changeCalendar(transaction, COUNTY, lancashire, 'the first', recorder))
    await store(app, amina)
    await record(app, amina.id, [fact('2025-09-08', 'off-roll')], day('2025-09-08'))
  })
  afterEach(() => {
    for (const name of variables) {
      delete process.env[name]
      if (beforehand[name] !== undefined) process.env[name] = beforehand[name]
    }
  })
  after(() => own.drop())

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
    process.env['DATABASE_URL'] = own.addresses.app
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
