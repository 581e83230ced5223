import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ownDatabase } from '../../test/database/own.ts'
import { tidy } from './tidy.ts'

describe('tidying', () => {
  const own = ownDatabase()
  before(async () => {
    await own.ask(`insert into users (id, issuer, subject, name, recorded_by) values ('clare', 'here', 'clare', 'Clare Reed', 'a-test')`)
    await own.ask(`insert into agencies (id, kind, recorded_by) values ('team', 'cme-officer', 'a-test')`)
  })

  const left = async (table: string, column: string) =>
    (await own.ask<{ name: string }>(`select ${column} as name from ${table} order by 1`)).map(({ name }) => name)

  it('takes away sessions seven days after they ended, or after they were last used long enough to have ended', async () => {
    const session = (name: string, user: string | null, seen: string, ends: string) =>
      own.ask(
        'insert into sessions (id_hash, user_id, seen_at, ends_at) values ($1, $2, clock_timestamp() - $3::interval, clock_timestamp() + $4::interval)',
        ...[Buffer.from(name), user, seen, ends],
      )
    await session('in use', 'clare', '1 minute', '1 hour')
    await session('ended this week', 'clare', '6 days', '-6 days -23 hours')
    await session('ended before', 'clare', '7 days', '-7 days -1 hour')
    await session('idle this week', 'clare', '7 days', '1 hour')
    await session('idle before', 'clare', '7 days 1 hour', '1 hour')
    await session('signing in', null, '1 minute', '5 minutes')
    await session('never signed in', null, '2 hours', '-61 minutes')
    const { sessions } = await tidy(own.open('worker'))
    assert.equal(sessions, 3)
    assert.deepEqual(await left('sessions', `convert_from(id_hash, 'UTF8')`), ['ended this week', 'idle this week', 'in use', 'signing in'])
  })

  it('takes away idempotency keys, drafts and files of returns after seven days', async () => {
    for (const [name, age] of [
      ['younger', '6 days 23 hours'],
      ['older-one', '7 days 1 hour'],
    ]) {
      await own.ask(
        `insert into idempotency_keys values ('clare', '${name}-key', 'record-fact', 'hash', '{}', clock_timestamp() - interval '${age}')`,
      )
      await own.ask(
        `insert into drafts (user_id, agency_id, form, content, saved_at) values ('clare', 'team', '${name}', '{}', clock_timestamp() - interval '${age}')`,
      )
      await own.ask(
        `insert into return_files (id, user_id, agency_id, headings, cells, made_at) values ('${name}', 'clare', 'team', '{}', '[]', clock_timestamp() - interval '${age}')`,
      )
    }
    const { keys, drafts, returnFiles } = await tidy(own.open('worker'))
    assert.deepEqual({ keys, drafts, returnFiles }, { keys: 1, drafts: 1, returnFiles: 1 })
    assert.deepEqual(await left('return_files', 'id'), ['younger'])
    assert.deepEqual(await left('idempotency_keys', 'key'), ['younger-key'])
    assert.deepEqual(await left('drafts', 'form'), ['younger'])
  })

  it('takes away alerts that were sent or given up after ninety days, and none that waits', async () => {
    for (const [kind, state, age] of [
      ['steps', 'sent', '89 days'],
      ['steps', 'sent', '91 days'],
      ['steps', 'given-up', '92 days'],
      ['steps', 'waiting', '93 days'],
    ])
      await own.ask(
        `insert into outbox (user_id, kind, day, state, made_at, sent_at) values ('clare', $1, current_date - $3::interval, $2,
          clock_timestamp() - $3::interval, case when $2 = 'sent' then clock_timestamp() end)`,
        ...[kind, state, age],
      )
    assert.equal((await tidy(own.open('worker'))).alerts, 2)
    assert.deepEqual(await left('outbox', 'state'), ['sent', 'waiting'])
  })

  it('goes on until nothing is left, however much there was', async () => {
    await own.ask(
      `insert into idempotency_keys select 'clare', 'many-keys-' || n, 'record-fact', 'hash', '{}', '2020-01-01' from generate_series(1, 12000) n`,
    )
    assert.equal((await tidy(own.open('worker'))).keys, 12_000)
    assert.deepEqual(await left('idempotency_keys', 'key'), ['younger-key'])
  })
})
