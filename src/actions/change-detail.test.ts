import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { actor, lead, officer, otherLead, putOnRoll, worker } from '../../test/database/agencies.ts'
import { record, recorder } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { addChildren, holdChildren, letStandFor, readChildren } from '../database/cases.ts'
import { newId } from '../database/ids.ts'
import { type DetailKind, putVersion, readVersions, type Values } from '../database/people-of-child.ts'
import { check, reassess } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import type { Actor } from '../sharing/roles.ts'
import { changeDetail } from './change-detail.ts'
import { searchForChild, seeFound } from './find-child.ts'
import { openDetail, seePeople } from './see-people.ts'

const today = day('2026-11-23')
const newSchool = otherLead

const { own, database, doing } = onGround(today)
let child: string

const home: Values['address'] = {
  ...{ kind: 'home', lines: ['1 Nowhere Street'], postcode: 'ZZ1 1ZZ', district: 'Nettleworth', from: null, until: null },
  ...{ mayBeWrittenTo: true, isInUse: true },
}
const mother: Values['contact'] = {
  ...{ name: 'Leila Holt', relationship: 'mother', hasParentalResponsibility: true, phone: '07700 900001', email: 'leila@mail.example' },
  ...{ addressLines: ['1 Nowhere Street'], postcode: 'ZZ1 1ZZ', mayBeCalled: false, mayBeLeftAMessage: false, mayBeWrittenTo: true },
  ...{ mayBeEmailed: true, language: 'Arabic', needsInterpreter: true, accessNeeds: 'hard of hearing', isInUse: true },
}

// Amina left Ashfold in October: it sees who she is, and not where. She is a child missing education, whom the officers see.
/** What each test begins with. */
const anew = async () => {
  child = newId()
  const known = { id: child, givenNames: 'Amina', familyName: 'Holt', dateOfBirth: date('2014-03-09'), accessNeeds: 'a quiet room' }
  await database.inTransaction(async (transaction) => {
    await addChildren(transaction, [known], recorder)
    await putVersion(transaction, 'address', { record: child, item: 'home', version: 1, values: home }, 'halloran')
    await putVersion(transaction, 'contact', { record: child, item: 'mother', version: 1, values: mother }, 'halloran')
  })
  await putOnRoll(own, child, 'ashfold', '2024-09-02', '2026-10-04')
  await record(
    database,
    child,
    [
      { id: newId(), type: 'off-roll', on: date('2026-10-05'), by: 'school', detail: { school: 'ashfold', destinationKnown: false } },
      { id: newId(), type: 'cme-notification', on: date('2026-10-06'), by: 'school' },
      { id: newId(), type: 'suspension', on: date('2026-09-08'), by: 'school', detail: { days: 1 } },
      { id: newId(), type: 'suspension', on: date('2026-09-15'), by: 'school', detail: { days: 2 } },
    ],
    today,
  )
}

const who = 'who'
const change = <K extends DetailKind>(actor: Actor, kind: K, item: string, version: number, values: Partial<Values[K]>) =>
  doing(changeDetail, actor, { child, item, version, change: { kind, values } as never })

const versionsOf = (kind: DetailKind) =>
  database.inTransaction(async (transaction) =>
    (await readVersions(transaction, child))[kind].map(({ version, values, recordedBy }) => ({ version, ...values, recordedBy })),
  )
const latest = async (kind: DetailKind) => (await versionsOf(kind)).at(-1) as Record<string, unknown>
const duties = async () => {
  const [stored] = await database.inTransaction((transaction) => readChildren(transaction, [child]))
  return (stored?.stored.duties ?? []).map(([clause]) => clause)
}
const isProven = async () => {
  const rules = await database.inTransaction((transaction) => readRules(transaction))
  assert.deepEqual((await check(own.open('worker'), rules as never, today)).different, [])
}

describe('a change of what is known of a child', () => {
  beforeEach(anew)

  it('is a version more, by whoever made it; the ones before stay', async () => {
    await change(officer, 'child', who, 1, { knownAs: 'Minnie', formerNames: ['Amina Quennell'] })
    assert.deepEqual(
      (await versionsOf('child')).map((version) => [version.version, 'knownAs' in version && version.knownAs, version.recordedBy]),
      [
        [1, null, 'a-test'],
        [2, 'Minnie', 'halloran'],
      ],
    )
  })

  it('that changes nothing is none', async () => {
    await change(officer, 'child', who, 1, { givenNames: 'Amina' })
    assert.equal((await versionsOf('child')).length, 1)
  })

  it('is found by at once', async () => {
    const find = async (typed: string) =>
      (await doing(seeFound, officer, { search: (await doing(searchForChild, officer, { typed })).given.search })).given
    const name = `quen${child.slice(-6).replaceAll(/\d/g, 'x')}`
    assert.equal((await find(name)).seen.length, 0)
    await change(officer, 'child', who, 1, { familyName: name })
    assert.deepEqual(
      (await find(name)).seen.map(({ details }) => details.head),
      [child],
    )
    // By the name that it had before only as somebody in its family still bears it.
    assert.deepEqual((await find('amina holt')).seen.find(({ details }) => details.head === child)?.alike, ['contact'])
    await isProven()
  })

  it('of the date of birth assesses the child anew: nothing is asked for one who is past compulsory age', async () => {
    const before = await duties()
    await change(officer, 'child', who, 1, { dateOfBirth: date('2009-03-09'), isDateOfBirthEstimated: false })
    assert.ok(before.length > (await duties()).length)
    await isProven()
  })

  it('of an address lets the case go to the team of the other district', async () => {
    const request = {
      id: newId(),
      type: 'support-request',
      on: date('2026-11-02'),
      by: 'cme-officer',
      detail: { level: 'standard', route: 'direct' },
    }
    await record(database, child, [request as never], today)
    assert.equal((await doing(seePeople, worker, { child })).given.head, child)
    await change(officer, 'address', `${child}~home`, 1, { district: 'Swale Green' })
    assert.equal((await refusal(doing(seePeople, worker, { child }))).outcome, 'absent')
    await isProven()
  })

  it('of a plan keeps the order of its days, and is judged by', async () => {
    const ehcp = [{ from: date('2026-09-01') }]
    await change(officer, 'child', who, 1, { ehcp })
    assert.deepEqual((await latest('child'))['ehcp'], ehcp)
    const [stored] = await database.inTransaction((transaction) => readChildren(transaction, [child]))
    assert.deepEqual(stored?.caseFile?.child.ehcp, ehcp)
  })

  it('cannot take away the date of birth, a name, or the lines of an address', async () => {
    for (const [kind, item, values] of [
      ['child', who, { dateOfBirth: null }],
      ['child', who, { givenNames: '' }],
      ['contact', `${child}~mother`, { name: '' }],
      ['address', `${child}~home`, { lines: [] }],
      ['address', `${child}~home`, { from: date('2026-02-01'), until: date('2026-01-01') }],
    ] as const)
      assert.equal((await refusal(change(officer, kind, item, 1, values as never))).outcome, 'faults', JSON.stringify(values))
  })
})

describe('two people at once', () => {
  beforeEach(anew)

  it('do not lose what the other did: the second is told, and nothing is saved', async () => {
    await change(officer, 'contact', `${child}~mother`, 1, { phone: '07700 900002' })
    assert.equal((await refusal(change(officer, 'contact', `${child}~mother`, 1, { email: 'other@mail.example' }))).outcome, 'collision')
    assert.deepEqual([(await latest('contact'))['phone'], (await latest('contact'))['email']], ['07700 900002', 'leila@mail.example'])
    await change(officer, 'contact', `${child}~mother`, 2, { email: 'other@mail.example' })
    assert.deepEqual([(await latest('contact'))['phone'], (await latest('contact'))['email']], ['07700 900002', 'other@mail.example'])
  })

  it('who save at the same moment come one after the other', async () => {
    const outcomes = await Promise.allSettled([
      change(officer, 'child', who, 1, { knownAs: 'One' }),
      change({ ...officer, user: 'garstone' }, 'child', who, 1, { knownAs: 'Two' }),
    ])
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.equal((await versionsOf('child')).length, 2)
  })
})

describe('whoever does not see something', () => {
  beforeEach(anew)

  it('changes nothing of the child: a school that it has left neither who it is, nor whom of its family it is safe to reach', async () => {
    const before = [await latest('contact'), await latest('child')]
    assert.equal((await refusal(doing(openDetail, lead, { child, kind: 'contact', item: `${child}~mother` }))).outcome, 'absent')
    assert.equal((await refusal(change(lead, 'contact', `${child}~mother`, 1, { mayBeCalled: true } as never))).outcome, 'forbidden')
    assert.equal((await refusal(change(lead, 'child', who, 1, { dateOfBirth: date('2008-04-07') } as never))).outcome, 'forbidden')
    assert.deepEqual([await latest('contact'), await latest('child')], before)
  })

  it('neither opens nor changes an address or a roll', async () => {
    for (const [kind, item] of [
      ['address', `${child}~home`],
      ['stay', `${child}~ashfold~2024-09-02`],
      ['address', 'new'],
    ] as const) {
      assert.match((await refusal(doing(openDetail, lead, { child, kind, item }))).outcome, /forbidden|absent/)
      assert.equal((await refusal(change(lead, kind, item, 1, { lines: ['x'] } as never))).outcome, 'forbidden')
    }
    const { given } = await doing(seePeople, lead, { child })
    assert.deepEqual([given.versions.address, given.versions.stay, given.atSameAddress], [[], [], []])
    assert.ok(!JSON.stringify(given).includes('Nowhere'))
  })

  it('of the child at all finds no form, and none of another child’s details under it', async () => {
    const stranger = actor('brackley', 'social-worker', 'csc-south', 'csc')
    assert.equal((await refusal(doing(openDetail, stranger, { child, kind: 'child', item: who }))).outcome, 'absent')
    assert.equal((await refusal(change(stranger, 'child', who, 1, { knownAs: 'x' }))).outcome, 'absent')
    assert.equal((await refusal(doing(openDetail, officer, { child, kind: 'contact', item: 'other~mother' }))).outcome, 'absent')
    assert.equal((await refusal(change(officer, 'contact', 'other~mother', 1, { name: 'x' }))).outcome, 'absent')
  })
})

describe('a stay on a roll', () => {
  beforeEach(anew)

  it('is begun by the school itself, or by those who see to school places; by no other', async () => {
    const stay = { school: 'brindle', from: date('2026-11-02') }
    await record(
      database,
      child,
      [{ id: newId(), type: 'csc-referral', on: date('2026-11-01'), by: 'school', detail: { for: 'safeguarding' } } as never],
      today,
    )
    const social = actor('garstone', 'social-worker', 'csc-north', 'csc')
    assert.equal((await refusal(change(social, 'stay', 'new', 0, stay))).outcome, 'forbidden')
    assert.equal((await refusal(change(officer, 'stay', 'new', 0, { ...stay, school: 'cme' }))).outcome, 'faults')
    assert.equal((await refusal(doing(seePeople, newSchool, { child }))).outcome, 'absent')
    await change(officer, 'stay', 'new', 0, stay)
    assert.equal((await doing(seePeople, newSchool, { child })).given.head, child)
    assert.equal((await refusal(change(newSchool, 'stay', `${child}~ashfold~2024-09-02`, 1, { until: null }))).outcome, 'forbidden')
    assert.equal((await refusal(change(officer, 'stay', 'new', 0, stay))).outcome, 'faults')
    await isProven()
  })

  it('ends, and the school is told that it sees the child no longer', async () => {
    await change(officer, 'stay', 'new', 0, { school: 'brindle', from: date('2026-11-02') })
    const { given } = await change(newSchool, 'stay', `${child}~brindle~2026-11-02`, 1, { until: date('2026-11-20') })
    assert.equal(given.isSeen, false)
    assert.equal((await refusal(doing(seePeople, newSchool, { child }))).outcome, 'absent')
  })

  it('keeps its school and first day; recorded in error, it never was, and may be recorded again', async () => {
    await change(officer, 'stay', 'new', 0, { school: 'brindle', from: date('2026-11-02') })
    const item = `${child}~brindle~2026-11-02`
    await change(officer, 'stay', item, 1, { school: 'ashfold', from: date('2020-01-01'), yearGroup: 8 })
    assert.deepEqual(
      [(await latest('stay'))['school'], (await latest('stay'))['from'], (await latest('stay'))['yearGroup']],
      ['brindle', '2026-11-02', 8],
    )
    await change(officer, 'stay', item, 2, { isInUse: false })
    assert.equal((await refusal(doing(seePeople, newSchool, { child }))).outcome, 'absent')
    await change(officer, 'stay', 'new', 0, { school: 'brindle', from: date('2026-11-02') })
    assert.equal((await latest('stay'))['version'], 4)
    assert.equal((await doing(seePeople, newSchool, { child })).given.head, child)
  })
})

describe('the people of a child', () => {
  beforeEach(anew)

  it('who live at the same address are shown as far as they may be seen', async () => {
    const sibling = async (school: string) => {
      const [id = ''] = await database.inTransaction((transaction) =>
        addChildren(transaction, [{ givenNames: 'Sami', familyName: 'Holt', dateOfBirth: date('2016-01-01') }], recorder),
      )
      await database.inTransaction(async (transaction) => {
        await putVersion(
          transaction,
          'address',
          { record: id, item: 'a', version: 1, values: { ...home, lines: ['1 NOWHERE street'], postcode: 'zz99zz' } },
          'x',
        )
        const rules = await readRules(transaction)
        await putVersion(
          transaction,
          'stay',
          { record: id, item: '', version: 1, values: { school, from: date('2024-09-02'), until: null, yearGroup: 5, isInUse: true } },
          'x',
        )
        await reassess(transaction, await holdChildren(transaction, [id]), rules as never, today)
      })
      return id
    }
    const [seen] = [await sibling('brindle'), await sibling('ashfold')]
    await change(officer, 'address', `${child}~home`, 1, { postcode: 'ZZ9 9ZZ' })
    await change(officer, 'stay', 'new', 0, { school: 'brindle', from: date('2026-11-02') })
    const shown = async (who: Actor) => (await doing(seePeople, who, { child })).given.atSameAddress.map(({ head }) => head)
    assert.deepEqual(await shown(newSchool), [seen])
    assert.deepEqual(await shown(officer), [])
    await change(newSchool, 'address', `${child}~home`, 2, { until: date('2026-11-01') })
    assert.deepEqual(await shown(newSchool), [])
  })

  it('of two records stand under the one where they came', async () => {
    const other = newId()
    await database.inTransaction(async (transaction) => {
      await addChildren(transaction, [{ id: other, givenNames: 'Amina', familyName: 'Holt', dateOfBirth: date('2014-03-09') }], recorder)
      await putVersion(
        transaction,
        'address',
        { record: other, item: 'home', version: 1, values: { ...home, lines: ['2 Nowhere Street'] } },
        'x',
      )
      await holdChildren(transaction, [child, other])
      await letStandFor(transaction, child, [other], 'the same child', recorder)
    })
    await change(officer, 'address', `${other}~home`, 1, { kind: 'temporary' })
    const addresses = (await versionsOf('address')).map((version) =>
      'lines' in version ? [version.version, version.lines[0], version.kind] : [],
    )
    assert.deepEqual(addresses, [
      [1, '1 Nowhere Street', 'home'],
      [1, '2 Nowhere Street', 'home'],
      [2, '2 Nowhere Street', 'temporary'],
    ])
  })
})
