import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actor, lead, officer, otherLead, putSeal } from '../../test/database/agencies.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { check } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { type Actor, may, roles } from '../sharing/roles.ts'
import { createChild, type NewChildAsked, openCreate } from './create-child.ts'
import { searchForChild } from './find-child.ts'
import { openNotify } from './notify-of-child.ts'
import { viewChild } from './view-child.ts'

const today = day('2026-11-23')
const hub = actor('brackley', 'hub-worker', 'hub', 'cssh-mash')

describe('creating a child', () => {
  const { own, database, doing } = onGround(today)

  const child: NewChildAsked['child'] = {
    ...{
      givenNames: 'Zora',
      familyName: 'Quennell',
      knownAs: null,
      dateOfBirth: date('2015-04-03'),
      age: null,
      isDateOfBirthEstimated: false,
    },
    ...{ sex: 'female', upn: null, nhsNumber: null, language: 'Polish', needsInterpreter: true, accessNeeds: null },
  }
  const search = async (who: Actor) => (await doing(searchForChild, who, { typed: 'nobody of that name' })).given.search
  const make = async (who: Actor, more: Partial<NewChildAsked> = {}) =>
    (await doing(createChild, who, { search: await search(who), child, isAnother: false, ...more })).given.child
  const details = async (who: Actor, id: string) => (await doing(viewChild, who, { child: id })).given.details

  it('is for officers and the hub, who triage, and for schools; for nobody else', () =>
    assert.deepEqual(
      roles.filter((role) => may(role, 'create-children')),
      ['cme-officer', 'attendance-lead', 'safeguarding-lead', 'hub-worker'],
    ))

  it('gives the child to whoever made the record, so that it is never nobody’s', async () => {
    const id = await make(officer, { address: { lines: ['1 Nowhere Street'], postcode: 'ZZ1 1ZZ', district: 'Nettleworth' } })
    const known = await details(officer, id)
    assert.deepEqual(
      [known.relationships, known.language, known.needsInterpreter, known.addresses[0]?.postcode],
      [['has-the-child'], 'Polish', true, 'ZZ1 1ZZ'],
    )
    assert.equal((await refusal(doing(viewChild, lead, { child: id }))).outcome, 'absent')
    const ofHub = await make(hub, { child: { ...child, givenNames: 'Una', familyName: 'Vance' } })
    assert.deepEqual((await details(hub, ofHub)).relationships, ['has-the-child'])
    const rules = await database.inTransaction((transaction) => readRules(transaction))
    assert.deepEqual((await check(own.open('worker'), rules as never, today)).different, [])
  })

  it('puts a child that a school creates on its own roll, and on no other', async () => {
    const other = { ...child, givenNames: 'Otto', familyName: 'Penn' }
    assert.equal((await refusal(make(lead, { child: other }))).outcome, 'faults')
    const elsewhere = { school: 'brindle', from: date('2026-11-02'), yearGroup: 5 }
    assert.equal((await refusal(make(lead, { child: other, stay: elsewhere }))).outcome, 'forbidden')
    assert.equal(
      (await refusal(make(lead, { child: other, stay: { ...elsewhere, school: null, from: date('2026-11-24') } }))).outcome,
      'faults',
    )
    const id = await make(lead, { child: other, stay: { ...elsewhere, school: null } })
    const known = await details(lead, id)
    assert.deepEqual([known.relationships, known.stays[0]?.agency, known.yearGroup], [['on-roll'], 'ashfold', 5])
    assert.equal((await refusal(doing(viewChild, otherLead, { child: id }))).outcome, 'absent')
  })

  it('takes no school that is none', async () => {
    const stay = { school: 'cme', from: date('2026-11-02'), yearGroup: null }
    assert.equal((await refusal(make(officer, { child: { ...child, familyName: 'Moss' }, stay }))).outcome, 'faults')
  })

  it('comes after a search of one’s own', async () => {
    const theirs = await search(lead)
    assert.equal((await refusal(doing(createChild, officer, { search: theirs, child, isAnother: true }))).outcome, 'absent')
    assert.equal((await refusal(doing(createChild, officer, { search: '', child, isAnother: true }))).outcome, 'absent')
  })

  it('stops where the rules of a match find that a child may be it, until it is said to be another', async () => {
    const first = { ...child, givenNames: 'Kathryn', familyName: 'Lowe', upn: 'A888200124001' }
    const id = await make(officer, { child: first })
    for (const like of [
      { ...first, upn: null },
      { ...first, upn: null, givenNames: 'Catherine' },
      { ...first, givenNames: 'Someone', familyName: 'Else', dateOfBirth: date('2012-01-01') },
      { ...first, upn: null, dateOfBirth: null, age: 11, isDateOfBirthEstimated: true },
      { ...first, upn: null, givenNames: 'Lowe', familyName: 'Kathryn' },
      { ...first, upn: null, familyName: 'Love' },
      { ...first, upn: null, dateOfBirth: date('2015-03-04') },
    ]) {
      assert.equal((await refusal(make(officer, { child: like }))).outcome, 'faults', JSON.stringify(like))
      const { given, children } = await doing(openCreate, officer, { search: await search(officer), child: like })
      assert.deepEqual([given.like.map(({ head }) => head), children], [[id], [id]])
    }
    await make(officer, { child: { ...first, upn: null, givenNames: 'Harold' } })
    await make(officer, { child: first, isAnother: true })
  })

  it('shows field by field how a child is like it, and is met by where it lives', async () => {
    const home = { lines: ['14 Treacle Lane'], postcode: 'XL1 2UF', district: null }
    const id = await make(officer, { child: { ...child, givenNames: 'Tabitha', familyName: 'Ackerbank' }, address: home })
    const like = { ...child, givenNames: 'Tabitha', familyName: 'Okafor', dateOfBirth: date('2015-06-07'), upn: 'A823456725004' }
    assert.equal((await refusal(make(officer, { child: like, address: { ...home, lines: ['14, Treacle Ln'] } }))).outcome, 'faults')
    const { given } = await doing(openCreate, officer, { search: await search(officer), child: like, address: home })
    const [one] = given.like
    assert.deepEqual([given.like.length, one?.head, one?.isSeen, one?.band], [1, id, true, 'potential'])
    assert.deepEqual(Object.fromEntries((one?.fields ?? []).map(({ field, agreement }) => [field, agreement])), {
      ...{ givenNames: 'agree', familyName: 'differ', dateOfBirth: 'differ', sex: 'agree', address: 'agree', postcode: 'agree' },
      ...{ upn: 'missing', nhsNumber: 'missing' },
    })
    assert.equal(one?.fields.find(({ field }) => field === 'address')?.onRecord, null, 'where a child lives is compared and not shown')
    assert.equal((await doing(openCreate, officer, { search: await search(officer), child: like })).given.like.length, 0)
  })

  it('shows whoever may match one whom they may not see, which is on record, and lets them say what they were told of it', async () => {
    const first = { ...child, givenNames: 'Ottoline', familyName: 'Farrow' }
    const stay = { school: null, from: date('2026-11-02'), yearGroup: null }
    const id = await make(lead, { child: first, stay })
    const like = { ...first, givenNames: 'Otoline' }
    assert.equal((await refusal(make(officer, { child: like }))).outcome, 'faults')
    const mine = await search(officer)
    const asked = { search: mine, child: id }
    assert.equal((await refusal(doing(openNotify, officer, asked))).outcome, 'absent')
    const { given, children } = await doing(openCreate, officer, { search: mine, child: like })
    assert.deepEqual([given.like.map(({ head, isSeen }) => [head, isSeen]), children], [[[id, false]], []])
    const entries = await own.ask<{ who: string }>(`select who from audit where action = 'compared-children' and $1 = any(children)`, id)
    assert.deepEqual(
      entries.map(({ who }) => who),
      ['halloran'],
    )
    assert.equal((await doing(openNotify, officer, asked)).given.other.familyName, 'Farrow')
    assert.equal((await refusal(doing(openNotify, hub, { search: await search(hub), child: id }))).outcome, 'absent', 'shown to another')
    await putSeal(own, id, 'garstone')
    assert.equal((await refusal(doing(openNotify, officer, asked))).outcome, 'absent')
    await make(officer, { child: like })
  })

  it('tells a school nothing of a child whom it may not see, though every number is the same', async () => {
    const first = { ...child, givenNames: 'Wilma', familyName: 'Stone', upn: 'P888200124002', nhsNumber: '9990000018' }
    await make(officer, { child: first })
    const stay = { school: null, from: date('2026-11-02'), yearGroup: null }
    await make(lead, { child: first, stay })
    const like = { ...first, givenNames: 'Wilmer', upn: null, nhsNumber: null }
    const { given } = await doing(openCreate, lead, { search: await search(lead), child: like })
    assert.deepEqual(
      given.like.map(({ isSeen }) => isSeen),
      [true],
      'its own, and of the two that there are no other',
    )
    assert.equal((await refusal(make(lead, { child: like, stay }))).outcome, 'faults')
  })

  it('makes an estimated date of birth of an age', async () => {
    const id = await make(officer, {
      child: { ...child, givenNames: 'Bo', familyName: 'Ng', dateOfBirth: null, age: 9, isDateOfBirthEstimated: true },
    })
    const { dateOfBirth, isDateOfBirthEstimated } = await details(officer, id)
    assert.deepEqual([dateOfBirth, isDateOfBirthEstimated], ['2017-05-25', true])
  })

  it('does not take a birth that is still to come', async () =>
    assert.equal((await refusal(make(officer, { child: { ...child, dateOfBirth: date('2026-11-24') } }))).outcome, 'faults'))
})
