import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { lead, officer, putSeal, worker } from '../../test/database/agencies.ts'
import { anotherId, record, rules, stored } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { absent, missing, storeCounty } from '../../test/database/next-steps.ts'
import { date, day } from '../calendar/civil-date.ts'
import { check } from '../database/projection.ts'
import { endRole } from '../database/users.ts'
import { dutyKey } from '../sharing/circumstances.ts'
import { allocateChosen, checkAllocation, checkTakeover, openAllocation, openTakeover, takeOver } from './allocate.ts'

const today = day('2026-11-23')

const { own, database, doing } = onGround(today, storeCounty)
let child: string

/** What each test begins with. */
const anew = async () => {
  child = anotherId()
  await missing(own, database, child, '2026-11-20', today, { name: 'Amina' })
}

const whole = (...ids: readonly string[]) => ids.map((id) => ({ child: id, duty: undefined }))
const give = (ids: readonly string[], to: string, who = officer) =>
  doing(allocateChosen, who, { chosen: whole(...ids), what: 'children', to })
const ownersOf = async (id: string) => (await stored(database, id)).stored.duties.filter((row) => row[10] === null).map((row) => row[16])
const keyOf = async (id: string) => {
  const [row] = (await stored(database, id)).stored.duties.filter((duty) => duty[10] === null)
  return row && dutyKey(row[0], row[1], row[2], row[3], row[4])
}

describe('giving children to somebody', () => {
  beforeEach(anew)

  it('makes what the agency owes for them theirs, with the history of who had them kept', async () => {
    assert.deepEqual(await ownersOf(child), [null])
    await give([child], 'halloran')
    await give([child], 'garstone')
    assert.deepEqual(await ownersOf(child), ['garstone'])
    const { allocations } = (await stored(database, child)).circumstances
    assert.deepEqual(
      allocations.map(({ user, from, agency, kind }) => [user, from, agency, kind]),
      [
        ['halloran', '2026-11-23', 'cme', 'cme-officer'],
        ['garstone', '2026-11-23', 'cme', 'cme-officer'],
      ],
    )
    await give([child], 'nobody')
    assert.deepEqual(await ownersOf(child), [null])
  })

  it('offers those who work for the agency now, and refuses anybody else', async () => {
    const { given, children } = await doing(openAllocation, officer, { chosen: whole(child, 'nobody-at-all') })
    assert.deepEqual(
      given.colleagues.map(({ user }) => user),
      ['garstone', 'halloran'],
    )
    assert.deepEqual(children, [child])
    const refused = await refusal(give([child], 'brackley'))
    assert.ok(refused.outcome === 'faults')
    assert.deepEqual(
      refused.faults.map(({ pointer }) => pointer),
      ['/to'],
    )
  })

  it('says before it is done who has the children now, and how many next steps go along', async () => {
    await give([child], 'halloran')
    const { given } = await doing(checkAllocation, officer, { chosen: whole(child), what: 'children', to: 'garstone' })
    assert.deepEqual(
      given.given.map(({ steps, from }) => [steps, from]),
      [[1, ['halloran']]],
    )
    assert.deepEqual(await ownersOf(child), ['halloran'])
  })

  it('gives one next step alone, and the child goes on as it was', async () => {
    await give([child], 'halloran')
    await doing(allocateChosen, officer, { chosen: [{ child, duty: await keyOf(child) }], what: 'steps', to: 'garstone' })
    assert.deepEqual(await ownersOf(child), ['garstone'])
    await record(database, child, [{ id: `${child}-reg`, type: 'cme-registered', on: date('2026-11-23'), by: 'cme-officer' }], today)
    const owners = await ownersOf(child)
    assert.ok(owners.length > 0 && owners.every((user) => user === 'halloran'), 'what comes next is of whoever has the child')
  })

  it('takes a step that was given alone along with its child', async () => {
    await doing(allocateChosen, officer, { chosen: [{ child, duty: await keyOf(child) }], what: 'steps', to: 'garstone' })
    await give([child], 'halloran')
    assert.deepEqual(await ownersOf(child), ['halloran'])
  })

  it('is not for whoever only may see a child', async () => {
    await own.ask(
      `insert into may_see (child_id, agency_id, relationship, from_on) values ($1, 'cfw-north', 'was-asked', '2026-11-01')`,
      child,
    )
    const { given } = await give([child], 'me', worker)
    assert.deepEqual(given.saved, [])
    assert.match(given.refused[0]?.why ?? '', /has no next step for this child/)
    assert.equal((await stored(database, child)).circumstances.allocations.length, 0)
  })

  it('is not for a child that another team of its kind has', async () => {
    await own.ask(
      `insert into allocations (child_id, id, version, kind, agency_id, user_id, from_on, recorded_by) values ($1, 'a', 1, 'cfw', 'cfw-north', null, '2026-11-01', 'test'),
      ($1, 'b', 1, 'cfw', 'cfw-south', null, '2026-11-02', 'test')`,
      child,
    )
    await record(database, child, [{ id: `${child}-more`, type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    assert.deepEqual((await give([child], 'me', worker)).given.saved, [])
  })

  it('does not give a sealed child to somebody for whom it does not exist', async () => {
    await putSeal(own, child, 'halloran')
    await record(database, child, [{ id: `${child}-more`, type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    const { given } = await give([child], 'garstone')
    assert.deepEqual(given.saved, [])
    assert.match(given.refused[0]?.why ?? '', /sealed/)
    assert.deepEqual((await give([child], 'halloran')).given.saved, [child])
  })

  it('lets a school give a pupil to one of its own', async () => {
    const pupil = `${child}-pupil`
    await absent(own, database, pupil, '2026-11-02', today, { name: 'Dee' })
    await give([pupil], 'redfern', lead)
    assert.deepEqual(await ownersOf(pupil), ['redfern'])
  })

  it('gives several at once, and what is stored is what would be worked out anew', async () => {
    const more = `${child}-more`
    await missing(own, database, more, '2026-11-20', today, { name: 'Ben' })
    const { given, children } = await give([more, child, 'nobody-at-all'], 'halloran')
    assert.deepEqual([...given.saved].sort(), [child, more])
    assert.deepEqual([...children].sort(), [child, more])
    const { different } = await check(database, rules, today)
    assert.deepEqual(
      different.filter(({ child: id }) => id === child || id === more),
      [],
    )
  })
})

describe('taking over from somebody who leaves', () => {
  beforeEach(anew)

  it('gives everything that they have to another, and then they have nothing', async () => {
    await own.ask(`insert into users (id, issuer, subject, name, recorded_by) values ('leaver', 'test', 'leaver', 'Lou Leaver', 'test')`)
    await own.ask(`insert into user_roles (user_id, agency_id, role, given_by) values ('leaver', 'cme', 'cme-officer', 'test')`)
    const more = `${child}-more`
    await missing(own, database, more, '2026-11-20', today, { name: 'Ben' })
    await give([child, more], 'leaver')
    await database.inTransaction((transaction) => endRole(transaction, 'leaver', { agency: 'cme', role: 'cme-officer' }, 'test'))
    const { given } = await doing(openTakeover, officer, {})
    assert.deepEqual(
      given.people.filter(({ user }) => user === 'leaver').map(({ children, isStillHere }) => [children, isStillHere]),
      [[2, false]],
    )
    assert.equal((await refusal(doing(takeOver, officer, { from: 'leaver', to: 'leaver' }))).outcome, 'faults')
    assert.equal((await refusal(doing(checkTakeover, officer, { from: 'nobody', to: 'garstone' }))).outcome, 'faults')
    assert.equal((await doing(checkTakeover, officer, { from: 'leaver', to: 'garstone' })).given.from.children, 2)
    const { given: done, children } = await doing(takeOver, officer, { from: 'leaver', to: 'garstone' })
    assert.deepEqual([[...done.saved].sort(), done.left], [[child, more], 0])
    assert.deepEqual([...children].sort(), [child, more])
    assert.deepEqual([...(await ownersOf(child)), ...(await ownersOf(more))], ['garstone', 'garstone'])
    assert.equal((await refusal(doing(checkTakeover, officer, { from: 'leaver', to: 'garstone' }))).outcome, 'faults')
  })

  it('is not for another agency', async () => {
    await give([child], 'halloran')
    const { given } = await doing(openTakeover, worker, {})
    assert.deepEqual(given.people, [])
    assert.equal((await refusal(doing(takeOver, worker, { from: 'halloran', to: 'brackley' }))).outcome, 'faults')
  })
})
