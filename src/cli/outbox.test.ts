import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { storeAgencies } from '../../test/database/agencies.ts'
import { inOutbox, putAlert, putPerson } from '../../test/database/alerts.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { outboxCommand } from './outbox.ts'

const outbox = (...args: string[]) => answerOf(outboxCommand, ...args)

describe('onroll outbox', () => {
  const own = onDatabase()
  before(async () => {
    await storeAgencies(own)
    await putPerson(own, 'halloran', 'cme-officer', 'cme')
    await putPerson(own, 'brackley', 'cfw-worker', 'cfw-north')
  })
  const giveUp = (user: string, day: string, why: string) =>
    own.ask(
      `update outbox set state = 'given-up', failure = $3, tries = 4, first_try_at = clock_timestamp() where user_id = $1 and day = $2`,
      user,
      day,
      why,
    )

  it('says how many there are, and ends with 0 where all is well', async () => {
    assert.deepEqual(await outbox(), { code: 0, out: '0 waiting, 0 being sent, 0 sent within 90 days, 0 given up.\n', err: '' })
    await putAlert(own, 'halloran', '2026-11-23')
    assert.deepEqual((await outbox()).out, '1 waiting, 0 being sent, 0 sent within 90 days, 0 given up.\n')
  })

  it('says since when they fail, and ends with 2', async () => {
    await own.ask(`update outbox set failure = 'no-connection', tries = 1, first_try_at = '2026-11-23T08:03:00Z'`)
    const { code, out } = await outbox()
    assert.equal(code, 2)
    assert.match(out, /^Some have failed since Monday 23 November 2026, 08:03, and are tried again\.$/m)
  })

  it('says whose were given up, and why', async () => {
    await giveUp('halloran', '2026-11-23', 'no-connection')
    const { code, out } = await outbox()
    assert.equal(code, 2)
    assert.match(out, /^0 waiting, .* 1 given up\.$/m)
    assert.match(out, /^halloran +halloran, next steps, Monday 23 November 2026, 4 tries: the mail server is not reached/m)
  })

  it('has them tried again: the last of each person, and none where another waits', async () => {
    await putAlert(own, 'halloran', '2026-11-24')
    await giveUp('halloran', '2026-11-24', 'no-connection')
    await putAlert(own, 'brackley', '2026-11-23')
    await giveUp('brackley', '2026-11-23', 'no-connection')
    await putAlert(own, 'brackley', '2026-11-24')
    assert.deepEqual(await outbox('retry', '--by', 'Help desk'), { code: 0, out: '1 goes again.\n', err: '' })
    assert.deepEqual(await inOutbox(own), ['brackley steps 2026-11-24 waiting', 'halloran steps 2026-11-24 waiting'])
    assert.deepEqual(await outbox('retry'), { code: 0, out: 'None was given up.\n', err: '' })
    const [entry] = await own.ask('select who, action from audit order by id limit 1')
    assert.deepEqual({ ...entry }, { who: 'command: Help desk', action: 'retry-alerts' })
  })

  it('says what is wrong with how it was asked', async () => {
    assert.equal((await outbox('resend')).code, 2)
    assert.match((await outbox('--by', 'me')).err, /Only retry takes --by/)
  })
})
