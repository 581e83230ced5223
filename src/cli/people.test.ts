import assert from 'node:assert/strict'
import { userInfo } from 'node:os'
import { before, describe, it } from 'node:test'
import { recorder } from '../../test/database/children.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { putAgencies } from '../database/agencies.ts'
import { userCommand } from './people.ts'

const user = (...args: string[]) => answerOf(userCommand, ...args)

const issuer = 'https://sign-in.county.example'
const bridie = ['--issuer', issuer, '--subject', '4711', '--name', 'Bridie Halloran', '--role', 'cme-officer', '--agency', 'a-cme']

describe('onroll user', () => {
  const own = onDatabase()
  let id = ''
  before(async () => {
    const agencies = [
      { id: 'a-cme', kind: 'cme-officer', name: 'Children Missing Education Team' },
      { id: 'a-cfw', kind: 'cfw', name: 'Children and Family Wellbeing Service' },
    ] as const
    await own.open('app').inTransaction((transaction) => putAgencies(transaction, agencies, recorder))
  })

  it('lists nobody at first', async () => {
    assert.deepEqual(await user('list'), { code: 0, out: 'Nobody is there yet.\n', err: '' })
  })

  it('adds somebody, with who did it', async () => {
    const { code, out } = await user('add', ...bridie, '--email', 'bridie@county.example', '--by', 'Help desk')
    assert.equal(code, 0)
    id = /^Bridie Halloran is added: (\w{26})\.\n$/.exec(out)?.[1] ?? ''
    assert.deepEqual(
      await own.ask('select u.subject, u.recorded_by, r.role, r.agency_id, r.given_by from users u join user_roles r on r.user_id = u.id'),
      [{ subject: '4711', recorded_by: 'command: Help desk', role: 'cme-officer', agency_id: 'a-cme', given_by: 'command: Help desk' }],
    )
    assert.deepEqual(await own.ask('select who, action, agency_id from audit'), [
      { who: 'command: Help desk', action: `add-user ${id}`, agency_id: 'a-cme' },
    ])
    assert.match((await user('list')).out, new RegExp(`^${id}\\s+Bridie Halloran\\s+bridie@county.example\\s+cme-officer for a-cme\\n$`))
  })

  it('adds nobody twice, and says all that is wrong at once', async () => {
    assert.match(
      (await user('add', ...bridie)).err,
      new RegExp(`^onroll user: Bridie Halloran has this issuer and subject already: ${id}\\.\\n$`),
    )
    const { code, err } = await user(
      'add',
      '--issuer',
      'x',
      '--subject',
      ' ',
      '--name',
      'A',
      '--email',
      'a',
      '--role',
      'cme-oficer',
      '--agency',
      'a-cm',
    )
    assert.equal(code, 2)
    assert.match(err, /The subject is empty/)
    assert.match(err, /The issuer is x; expected/)
    assert.match(err, /The email is a; expected/)
    assert.match(err, /There is no role cme-oficer \(did you mean cme-officer\?\)/)
    assert.match(err, /There is no agency a-cm/)
    assert.equal((await own.ask('select from users')).length, 1)
  })

  it('gives a role only at an agency of its kind', async () => {
    const { code, err } = await user('role', 'add', id, '--role', 'cfw-worker', '--agency', 'a-cme')
    assert.equal(code, 2)
    assert.equal(err, 'onroll user: Children Missing Education Team is cme-officer, and the role cfw-worker is held at cfw.\n')
  })

  it('gives and ends a role, of a user named by id, subject or email; the user of the machine signs where nobody else does', async () => {
    assert.equal((await user('role', 'add', '4711', '--role', 'cfw-worker', '--agency', 'a-cfw')).code, 0)
    assert.match((await user('role', 'add', id, '--role', 'cfw-worker', '--agency', 'a-cfw')).err, /is CFW worker for a-cfw already/)
    assert.match((await user('list')).out, /cme-officer for a-cme,\s+cfw-worker for a-cfw/)
    assert.equal((await user('role', 'end', 'Bridie@county.example', '--role', 'cme-officer', '--agency', 'a-cme')).code, 0)
    assert.match((await user('role', 'end', id, '--role', 'cme-officer', '--agency', 'a-cme')).err, /they are cfw-worker for a-cfw/)
    const by = `command: ${userInfo().username}`
    assert.deepEqual(await own.ask('select role, given_by, ended_by, until_at is null as is_open from user_roles order by from_at'), [
      { role: 'cme-officer', given_by: 'command: Help desk', ended_by: by, is_open: false },
      { role: 'cfw-worker', given_by: by, ended_by: null, is_open: true },
    ])
  })

  it('gives a role again that ended, as another one on record', async () => {
    assert.equal((await user('role', 'add', id, '--role', 'cme-officer', '--agency', 'a-cme')).code, 0)
    assert.equal((await own.ask(`select from user_roles where role = 'cme-officer'`)).length, 2)
  })

  it('disables somebody, and enables them again', async () => {
    await own.ask(`insert into sessions (id_hash, user_id, ends_at) values ('x', $1, clock_timestamp() + interval '1 hour')`, id)
    assert.equal((await user('disable', id, '--by', 'Help desk')).out, 'Bridie Halloran is disabled and signed out everywhere.\n')
    assert.equal((await own.ask('select from sessions')).length, 0)
    assert.match((await user('disable', id)).err, /disabled already/)
    assert.match((await user('list')).out, /disabled, cme-officer for a-cme/)
    assert.equal((await user('enable', id, '--by', 'Help desk')).code, 0)
    assert.match((await user('enable', id)).err, /is not disabled/)
    assert.deepEqual(await own.ask('select disabled_by, enabled_by from users_disabled'), [
      { disabled_by: 'command: Help desk', enabled_by: 'command: Help desk' },
    ])
    assert.deepEqual(
      (await own.ask<{ action: string }>(`select action from audit where action ~ 'able-user' order by id`)).map(({ action }) => action),
      [`disable-user ${id}`, `enable-user ${id}`],
    )
  })

  it('changes where alerts to somebody go, or has them go nowhere', async () => {
    const emails = async () => (await own.ask<{ email: string | null }>('select email from users')).map(({ email }) => email)
    const { out } = await user('change', '4711', '--email', 'b.halloran@county.example', '--by', 'Help desk')
    assert.equal(out, 'Alerts to Bridie Halloran go to b.halloran@county.example from now on.\n')
    assert.deepEqual(await emails(), ['b.halloran@county.example'])
    assert.match((await user('change', id, '--email', 'b.halloran@county.example')).err, /what Bridie Halloran has already/)
    for (const wrong of ['halloran', 'a@b', 'a b@county.example', 'a@county.example, b@county.example', '<a@county.example>'])
      assert.match((await user('change', id, '--email', wrong)).err, /expected an email address/, wrong)
    assert.equal((await user('change', id, '--email', 'none')).out, 'Bridie Halloran gets no alerts any more.\n')
    assert.deepEqual(await emails(), [null])
    const entries = await own.ask<{ who: string }>(`select who from audit where action = $1 order by id`, `change-user ${id}`)
    assert.deepEqual(
      entries.map(({ who }) => who),
      ['command: Help desk', `command: ${userInfo().username}`],
    )
  })

  it('says how it is asked', async () => {
    for (const [args, says] of [
      [[], /Say list, add, change, role add, role end, disable or enable/],
      [['role'], /Say list/],
      [['disable'], /needs the user/],
      [['disable', id, 'more'], /nothing to be done with more/],
      [['add', '--name', 'A'], /needs --subject S and --issuer I and --role R and --agency A/],
      [['change', id], /needs --email E/],
      [['list', '--role', 'auditor'], /does not take --role/],
      [['disable', 'nobody'], /There is no user nobody; onroll user list/],
    ] as const) {
      const { code, err } = await user(...args)
      assert.equal(code, 2)
      assert.match(err, says)
    }
  })
})
