import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { actor, lead, otherLead, putOnRoll, storeAgencies } from '../../test/database/agencies.ts'
import { anotherId, record, rules, store, storeCalendar } from '../../test/database/children.ts'
import { doingOn } from '../../test/database/doing.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { searchForChild, seeFound } from '../actions/find-child.ts'
import { date } from '../calendar/civil-date.ts'
import { maySee } from '../database/access.ts'
import type { Database } from '../database/pool.ts'
import { check } from '../database/projection.ts'
import type { Actor } from '../sharing/roles.ts'
import { childCommand } from './children.ts'
import { today } from './database.ts'

const child = (...args: string[]) => answerOf(childCommand, ...args)
const because = ['--why', 'A court order', '--asked-by', 'Ines Farahani', '--by', 'The desk']
const brackley = actor('brackley', 'cfw-worker', 'cfw-north', 'cfw')
const garstone = actor('garstone', 'social-worker', 'csc-north', 'csc')

describe('onroll child', () => {
  const own = onDatabase()
  let database: Database
  let [one, other] = ['', '']
  before(async () => {
    database = own.open('app')
    await storeAgencies(own)
    await storeCalendar(database)
    for (const [user, role, agency] of [
      ['brackley', 'cfw-worker', 'cfw-north'],
      ['garstone', 'social-worker', 'csc-north'],
      ['redfern', 'attendance-lead', 'ashfold'],
    ])
      await own.ask(`insert into user_roles (user_id, agency_id, role, given_by) values ($1, $2, $3, 'test')`, user, agency, role)
  })
  beforeEach(async () => {
    ;[one, other] = [anotherId(), anotherId()]
    for (const [id, school] of [
      [one, 'ashfold'],
      [other, 'brindle'],
    ] as const) {
      await store(database, { id, dateOfBirth: date('2014-03-09') })
      await putOnRoll(own, id, school, '2024-09-02')
      await record(database, id, [{ id: `${id}-seen`, type: 'case-review', on: date('2025-11-03'), by: 'school', note: 'Seen.' }], today())
    }
  })

  const sees = (who: Actor, id: string) => database.inTransaction((transaction) => maySee(transaction, who, id, today()))
  /** Who of those who are asked about sees a child. */
  const seenBy = async (id: string) => {
    const all = { lead, otherLead, brackley, garstone }
    const seen: string[] = []
    for (const [name, who] of Object.entries(all)) if (await sees(who, id)) seen.push(name)
    return seen.join(' ')
  }
  const isProven = async () => assert.deepEqual((await check(own.open('worker'), rules, today())).different, [])
  const audited = async () =>
    (
      await own.ask<{ who: string; action: string; children: string[]; why: string }>(
        `select who, action, children, why from audit where who like 'command:%' order by id desc limit 1`,
      )
    ).map(({ who, action, children, why }) => ({ who, action, children: children.toSorted(), why }))[0]

  it('seals a child to named persons, at once and for everybody else', async () => {
    assert.equal(await seenBy(one), 'lead')
    const { code, out } = await child('seal', one, '--for', 'brackley', ...because)
    assert.deepEqual([code, out], [0, `${one} is sealed. From now on it exists for brackley, and for nobody else.\n`])
    assert.equal(await seenBy(one), 'brackley')
    const doing = doingOn(database, today())
    const { given } = await doing(searchForChild, lead, { typed: 'amina holt' })
    assert.ok(!(await doing(seeFound, lead, given)).given.seen.some(({ details }) => details.head === one))
    assert.deepEqual(await audited(), {
      who: 'command: The desk',
      action: 'seal-child',
      children: [one],
      why: 'Asked for by Ines Farahani',
    })
    const [seal] = await own.ask<{ why: string; recorded_by: string }>('select why, recorded_by from seals where child_id = $1', one)
    assert.deepEqual({ ...seal }, { why: 'A court order (asked for by Ines Farahani)', recorded_by: 'command: The desk' })
    await isProven()
  })

  it('seals it again to others in their place, and unseals it', async () => {
    await child('seal', one, '--for', 'brackley', ...because)
    assert.equal((await child('seal', one, '--for', 'garstone, redfern', ...because)).code, 0)
    // The other lead is Garstone too, who acts for a school there: a seal lists persons, whomever they act for.
    assert.equal(await seenBy(one), 'lead otherLead garstone')
    assert.equal((await child('unseal', one, ...because)).code, 0)
    assert.equal(await seenBy(one), 'lead')
    assert.equal((await audited())?.action, 'unseal-child')
    assert.match((await child('unseal', one, ...because)).err, /is not sealed\.\n$/)
    await isProven()
  })

  it('joins two records as one child, which both schools see, and parts them again as they were', async () => {
    assert.equal((await child('join', one, other, ...because)).code, 0)
    assert.equal(await seenBy(one), 'lead otherLead')
    assert.deepEqual([(await sees(lead, other))?.head, (await sees(otherLead, other))?.head], [one, one])
    assert.deepEqual(await audited(), {
      ...{ who: 'command: The desk', action: 'join-children', why: 'Asked for by Ines Farahani' },
      children: [one, other].sort(),
    })
    await isProven()
    assert.match((await child('join', other, one, ...because)).err, /are one child already/)
    assert.match(
      (await child('part', one, ...because)).err,
      new RegExp(`stands for the child. Name the record that is to be parted from it: ${other}`),
    )
    assert.equal((await child('part', other, ...because)).code, 0)
    assert.deepEqual([await seenBy(one), await seenBy(other)], ['lead', 'otherLead'])
    assert.match((await child('part', other, ...because)).err, /is joined with no other record/)
    await isProven()
  })

  it('keeps the stricter seal at a join, whichever of them is sealed', async () => {
    await child('seal', other, '--for', 'brackley', ...because)
    assert.equal((await child('join', one, other, ...because)).code, 0)
    assert.equal(await seenBy(one), 'brackley')
    await child('part', other, ...because)
    assert.deepEqual([await seenBy(one), await seenBy(other)], ['lead', 'brackley'])
    await child('seal', one, '--for', 'brackley,garstone', ...because)
    await child('join', one, other, ...because)
    assert.equal(await seenBy(one), 'brackley')
    await isProven()
  })

  it('joins no two children of whom nobody would see the one that they become', async () => {
    await child('seal', one, '--for', 'garstone', ...because)
    await child('seal', other, '--for', 'brackley', ...because)
    const { code, err } = await child('join', one, other, ...because)
    assert.equal(code, 2)
    assert.match(err, /nobody is listed by both seals/)
    assert.deepEqual([await seenBy(one), await seenBy(other)], ['otherLead garstone', 'brackley'])
    await isProven()
  })

  it('seals every record of a joined child, so that none is open when they are parted', async () => {
    await child('join', one, other, ...because)
    await child('seal', other, '--for', 'brackley', ...because)
    await child('part', other, ...because)
    assert.deepEqual([await seenBy(one), await seenBy(other)], ['brackley', 'brackley'])
    await isProven()
  })

  it('does nothing where a record or a user is not there, or cannot sign in, and says all that is wrong', async () => {
    const { code, err } = await child('seal', one, '--for', 'nobody,halloran', ...because)
    assert.equal(code, 2)
    assert.match(err, /There is no user nobody; onroll user list/)
    assert.match(err, /halloran cannot sign in: the child would not exist for them/)
    assert.match((await child('seal', 'no-record', '--for', 'brackley', ...because)).err, /There is no record no-record/)
    assert.match((await child('join', one, 'no-record', ...because)).err, /There is no record no-record/)
    assert.match((await child('unseal', one, '--why', ' ', '--asked-by', 'Ines')).err, /Say the reason/)
    assert.equal(await seenBy(one), 'lead')
    assert.deepEqual(await own.ask('select 1 from seals where child_id = $1', one), [])
  })

  it('says how it is asked', async () => {
    for (const [args, says] of [
      [[], /Say seal, unseal, join or part/],
      [['open', 'x'], /Say seal/],
      [['seal', 'x'], /child seal needs --for USERS and --why TEXT and --asked-by WHO/],
      [['seal'], /child seal needs the record that it is about/],
      [['join', 'x', ...because], /child join needs two records/],
      [['unseal', 'x', 'y', ...because], /There is nothing to be done with y/],
      [['part', 'x', '--for', 'brackley', ...because], /child part does not take --for/],
    ] as const) {
      const { code, err } = await child(...args)
      assert.equal(code, 2, args.join(' '))
      assert.match(err, says)
    }
  })
})
