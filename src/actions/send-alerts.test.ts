import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { storeAgencies } from '../../test/database/agencies.ts'
import { emptyOutbox, inOutbox, putAlert, putPerson } from '../../test/database/alerts.ts'
import { storeCalendar } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { answering, type MailServer, startForgetfulServer, startMailServer } from '../../test/mail-server.ts'
import { day } from '../calendar/civil-date.ts'
import { postFrom } from '../jobs/post.ts'
import { type Post, sendAlerts } from './send-alerts.ts'

const monday = day('2025-11-24')
const everybody = Array.from({ length: 40 }, (_, place) => `person-${String(place).padStart(2, '0')}`)

describe('alerts are sent', () => {
  const own = ownDatabase(storeAgencies)
  const worker = openedAs('worker', own)
  const other = openedAs('worker', own)
  let server: MailServer
  /** What the server answers to an address; 0 where it takes it. */
  let answers: (to: string) => number = () => 0
  before(async () => {
    await storeCalendar(own.open('app'))
    for (const person of everybody) await putPerson(own, person, 'cme-officer', 'cme')
  })
  beforeEach(async () => {
    answers = () => 0
    await emptyOutbox(own)
    server = await startMailServer({
      onRecipient: (to) => {
        const code = answers(to)
        if (code > 0) throw answering(code)
      },
    })
  })
  afterEach(() => server.stop())

  const postTo = ({ port }: MailServer): Post => {
    const post = postFrom(
      { ONROLL_SMTP_URL: `smtp://127.0.0.1:${port}`, ONROLL_MAIL_FROM: 'onroll@county.example' },
      'https://onroll.county.example',
    )
    assert.ok(post)
    return post
  }
  const send = (today = monday, hour = 7, post = postTo(server), database = worker) => sendAlerts(database, post, { today, hour })
  const received = ({ received }: MailServer = server) => received.map(({ to }) => to.replace('@county.example', '')).sort()
  const someTimeLater = () =>
    own.ask(`update outbox set next_try_at = clock_timestamp() - interval '1 second' where state in ('waiting', 'sending')`)
  const [one = '', two = '', three = ''] = everybody

  it('to each person once, whoever else sends at the same time', async () => {
    for (const person of everybody) await putAlert(own, person, '2025-11-24')
    const both = await Promise.all([send(), send(monday, 7, postTo(server), other)])
    assert.deepEqual(received(), everybody)
    assert.equal(
      both.reduce((sum, { sent }) => sum + sent, 0),
      everybody.length,
    )
    assert.ok(
      both.every(({ sent }) => sent > 0),
      'both had a part in it',
    )
    await Promise.all([send(), send(monday, 23, postTo(server), other), send(monday + 1)])
    assert.equal(server.received.length, everybody.length)
  })

  it('on working days from seven in the morning on, and those of a child in danger at once', async () => {
    await putAlert(own, one, '2025-11-22')
    await putAlert(own, two, '2025-11-22', 'danger')
    await send(day('2025-11-22'), 3)
    assert.deepEqual(received(), [two], 'a Saturday, at three')
    await send(day('2025-11-22'), 12)
    await send(monday, 6)
    assert.deepEqual(received(), [two])
    await send(monday, 7)
    assert.deepEqual(received(), [one, two])
  })

  it('one of each kind on a day, neither held up by the other', async () => {
    await putAlert(own, one, '2025-11-24')
    await putAlert(own, one, '2025-11-24', 'danger')
    await send()
    assert.deepEqual(
      server.received.map(({ content }) => /^Subject: (.*)\r$/m.exec(content)?.[1]),
      ['Onroll needs you now', 'Something waits for you in Onroll'],
    )
  })

  it('again, with the same id, where the server puts them off; not before some minutes', async () => {
    await putAlert(own, one, '2025-11-24')
    await putAlert(own, two, '2025-11-24')
    answers = (to) => (to.startsWith(one) ? 451 : 0)
    assert.deepEqual(await send(), { sent: 1, failed: ['server-busy'], givenUp: 0 })
    answers = () => 0
    assert.deepEqual(await send(), { sent: 0, failed: [], givenUp: 0 }, 'it is too soon')
    const [before] = await own.ask<{ id: string }>('select message_id as id from outbox where user_id = $1', one)
    await someTimeLater()
    await send()
    assert.deepEqual(received(), [one, two])
    assert.equal(server.received[1]?.messageId, `${before?.id}@county.example`)
  })

  it('no more where the server does not take the address, and the others all the same', async () => {
    for (const person of [one, two, three]) await putAlert(own, person, '2025-11-24')
    answers = (to) => (to.startsWith(two) ? 550 : 0)
    assert.deepEqual(await send(), { sent: 2, failed: ['address-refused'], givenUp: 1 })
    assert.ok((await inOutbox(own)).includes(`${two} steps 2025-11-24 given-up`))
  })

  it('by none while the server is away: one finds out, and the others are left for later', async () => {
    for (const person of [one, two, three]) await putAlert(own, person, '2025-11-24')
    const away = postTo({ ...server, port: 1 })
    assert.deepEqual(await send(monday, 7, away), { sent: 0, failed: ['no-connection'], givenUp: 0 })
    const tries = await own.ask<{ tries: number }>('select tries from outbox order by user_id')
    assert.deepEqual(
      tries.map(({ tries }) => tries),
      [1, 0, 0],
    )
    await someTimeLater()
    await send()
    assert.deepEqual(received(), [one, two, three])
  })

  it('until they are given up, days after the first try', async () => {
    await putAlert(own, one, '2025-11-24')
    answers = () => 451
    await send()
    await own.ask(`update outbox set first_try_at = clock_timestamp() - interval '4 days 1 minute'`)
    await someTimeLater()
    assert.deepEqual(await send(), { sent: 0, failed: ['server-busy'], givenUp: 1 })
    assert.deepEqual(await inOutbox(own), [`${one} steps 2025-11-24 given-up`])
    await someTimeLater()
    answers = () => 0
    await send()
    assert.deepEqual(received(), [])
  })

  it('to nobody who has no address any more, or may not sign in', async () => {
    await putAlert(own, one, '2025-11-24')
    await putAlert(own, two, '2025-11-24')
    await own.ask(`update users set email = null where id = $1`, one)
    await own.ask(`insert into users_disabled (user_id, disabled_by) values ($1, 'test')`, two)
    assert.deepEqual(await send(), { sent: 0, failed: ['no-address', 'no-address'], givenUp: 2 })
    await own.ask(`update users set email = id || '@county.example' where id = $1`, one)
    await own.ask(`update users_disabled set until_at = clock_timestamp(), enabled_by = 'test'`)
  })

  describe('and where whoever sends comes to an end', () => {
    /** A process that comes to its end when the server has taken the letter, and before it says so. */
    const dying = (post: Post): Post => ({
      async send(letter) {
        await post.send(letter)
        throw new Error('the process comes to its end')
      },
    })

    it('by nobody else for some minutes; then again with the same id, and not for ever', async () => {
      await putAlert(own, one, '2025-11-24')
      await assert.rejects(send(monday, 7, dying(postTo(server))), /comes to its end/)
      assert.deepEqual(await inOutbox(own), [`${one} steps 2025-11-24 sending`])
      await Promise.all([send(), send(monday, 7, postTo(server), other)])
      assert.equal(server.received.length, 1, 'whoever had it may have it yet')
      for (let times = 0; times < 2; times++) {
        await someTimeLater()
        await assert.rejects(send(monday, 7, dying(postTo(server))), /comes to its end/)
      }
      await someTimeLater()
      assert.deepEqual(await send(), { sent: 0, failed: ['broken-off'], givenUp: 1 })
      assert.equal(server.received.length, 3)
      assert.equal(new Set(server.received.map(({ messageId }) => messageId)).size, 1)
    })

    it('before the server had it, as if nothing had been', async () => {
      await putAlert(own, one, '2025-11-24')
      const dead: Post = {
        async send() {
          throw new Error('the process comes to its end')
        },
      }
      await assert.rejects(send(monday, 7, dead))
      await someTimeLater()
      assert.deepEqual(await send(), { sent: 1, failed: [], givenUp: 0 })
      assert.deepEqual(received(), [one])
    })
  })

  describe('to a server that hangs up when it has had the letter', () => {
    let forgetful: MailServer
    before(async () => {
      forgetful = await startForgetfulServer()
    })
    after(() => forgetful.stop())

    it('three times with one id, and no more', async () => {
      await putAlert(own, one, '2025-11-24')
      for (let times = 0; times < 5; times++) {
        await send(monday, 7, postTo(forgetful))
        await someTimeLater()
      }
      assert.equal(forgetful.received.length, 3)
      assert.equal(new Set(forgetful.received.map(({ messageId }) => messageId)).size, 1)
      assert.deepEqual(await inOutbox(own), [`${one} steps 2025-11-24 given-up`])
    })
  })

  it('and each is in the audit log, with whom it was for', async () => {
    await putAlert(own, three, '2025-11-24')
    await send()
    const [last] = await own.ask<{ who: string; action: string; outcome: string }>(
      'select who, action, outcome from audit order by id desc limit 1',
    )
    assert.deepEqual({ ...last }, { who: 'send-alerts', action: `send-alert ${three}`, outcome: 'done' })
  })
})
