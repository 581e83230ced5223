import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recorder } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { date } from '../calendar/civil-date.ts'
import type { Described } from '../people/described.ts'
import { addChildren, letStandFor, type NewChild } from './cases.ts'
import { addMatchKeysOf } from './match-keys.ts'
import { type Candidate, candidatesFor } from './matching.ts'
import { putVersion } from './people-of-child.ts'

describe('the children whom somebody may be who was told of', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)

  const add = async (child: NewChild): Promise<string> =>
    (await database.inTransaction((transaction) => addChildren(transaction, [child], recorder)))[0]!

  /** As an action does: a version of an address, and with it the keys. */
  const move = (id: string, item: string, version: number, ...[line, postcode]: readonly [string, string]) =>
    database.inTransaction((transaction) =>
      putVersion(
        transaction,
        'address',
        {
          ...{ record: id, item, version },
          values: {
            ...{ kind: 'home', lines: [line], postcode, district: null, from: null, until: null, mayBeWrittenTo: true, isInUse: true },
          },
        },
        'a-test',
      ),
    )

  const found = (about: Described, user = 'halloran'): Promise<readonly Candidate[]> =>
    database.inTransaction((transaction) => candidatesFor(transaction, { user }, about))
  const heads = async (about: Described, user?: string) =>
    (await found(about, user)).map(({ head, comparison: { band } }) => `${head} ${band}`)

  const minahil = { givenNames: 'Minahil', familyName: 'Dobrowski', dateOfBirth: date('2014-03-09'), sex: 'female' } as const

  it('come with the likeliest first, each field compared, and those whose names are swapped and date turned among them', async () => {
    const id = await add({ ...minahil, id: 'c-minahil', upn: 'A888200124001' })
    const twin = await add({ ...minahil, id: 'c-rukhsana', givenNames: 'Rukhsana' })
    await add({ ...minahil, id: 'c-other', givenNames: 'Wilfred', familyName: 'Okafor', dateOfBirth: date('2011-10-27') })
    const [first, second, ...more] = await found({ givenNames: 'Dobrovsky', familyName: 'Minahil', dateOfBirth: '2014-09-03' })
    assert.deepEqual([first?.head, first?.record, more], [id, id, []])
    assert.equal(first?.comparison.fields.dateOfBirth.reason, 'day and month swapped')
    assert.equal(second?.head, twin)
    assert.deepEqual(await heads({ ...minahil, upn: 'A888200124001' }), [`${id} match`, `${twin} none`])
  })

  it('are nobody where nothing was told that tells one child from another', async () => {
    assert.deepEqual(await found({}), [])
    assert.deepEqual(await found({ sex: 'F' }), [])
  })

  it('are found by where they lived before, and by a name that they had', async () => {
    const id = await add({ id: 'c-moved', givenNames: 'Tabitha', familyName: 'Ackerbank', dateOfBirth: date('2013-05-21') })
    await move(id, '1', 1, '14 Treacle Lane', 'XL1 2UF')
    await move(id, '2', 1, '81 Bobbin Rise', 'XL3 9XU')
    await database.inTransaction((transaction) =>
      putVersion(
        transaction,
        'child',
        {
          ...{ record: id, item: '', version: 2 },
          values: {
            ...{ givenNames: 'Tabitha', familyName: 'Okafor', knownAs: null, formerNames: [], dateOfBirth: date('2013-05-21') },
            ...{ isDateOfBirthEstimated: false, sex: null, upn: null, formerUpns: [], nhsNumber: null, ehcp: [] },
            ...{ language: null, needsInterpreter: null, accessNeeds: null },
          },
        },
        'a-test',
      ),
    )
    const before = { givenNames: 'Tabitha', familyName: 'Ackerbank', addresses: [{ address: '14, Treacle Ln', postcode: 'xl12uf' }] }
    const [candidate] = await found(before)
    assert.deepEqual([candidate?.head, candidate?.comparison.band], [id, 'match'])
    assert.equal(candidate?.comparison.fields.address.result, 'agree')
  })

  it('are children, not records: of two that are one, the one that is most like is compared', async () => {
    const one = await add({ id: 'c-one', givenNames: 'Femi', familyName: 'Adeleke', dateOfBirth: date('2012-01-15') })
    const other = await add({ id: 'c-two', givenNames: 'Oluwafemi', familyName: 'Adeleke', dateOfBirth: date('2012-01-15') })
    const told = { givenNames: 'Oluwafemi', familyName: 'Adeleke', dateOfBirth: '2012-01-15' }
    assert.equal((await found(told)).length, 2)
    await database.inTransaction((transaction) => letStandFor(transaction, one, [other], 'the same child', recorder))
    assert.deepEqual(
      (await found(told)).map(({ head, record, comparison: { band } }) => [head, record, band]),
      [[one, other, 'match']],
    )
  })

  describe('a sealed child', () => {
    const seal = (id: string, isSealed: boolean, version: number, ...users: string[]) =>
      own.ask(
        `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by) values ($1, $2, $3, $4, 'a danger', 'a-test')`,
        ...[id, version, isSealed, users],
      )
    const told = { givenNames: 'Ngozi', familyName: 'Ekwueme', dateOfBirth: '2015-11-02' }

    it('is found by those alone whom the seal lists, until it is lifted', async () => {
      const id = await add({ id: 'c-sealed', ...told, dateOfBirth: date(told.dateOfBirth) })
      assert.deepEqual(await heads(told), [`${id} match`])
      await seal(id, true, 1, 'garstone')
      assert.deepEqual(await heads(told), [])
      assert.deepEqual(await heads(told, 'garstone'), [`${id} match`])
      await seal(id, false, 2)
      assert.deepEqual(await heads(told), [`${id} match`])
    })

    it('is not found by another of its records, nor by those whom only one of two seals lists', async () => {
      const head = await add({ id: 'c-head', givenNames: 'Kelechi', familyName: 'Nwosu', dateOfBirth: date('2015-11-02') })
      const record = await add({ id: 'c-record', givenNames: 'Kelechi', familyName: 'Nwosu', dateOfBirth: date('2015-11-02') })
      await database.inTransaction((transaction) => letStandFor(transaction, head, [record], 'the same child', recorder))
      await seal(record, true, 1, 'garstone', 'halloran')
      const kelechi = { givenNames: 'Kelechi', familyName: 'Nwosu', dateOfBirth: '2015-11-02' }
      assert.deepEqual(await heads(kelechi, 'okonjo'), [])
      assert.deepEqual(await heads(kelechi), [`${head} match`])
      await seal(head, true, 1, 'garstone')
      assert.deepEqual(await heads(kelechi), [])
      assert.deepEqual(await heads(kelechi, 'garstone'), [`${head} match`])
    })

    it('takes nobody’s place among those who are found', async () => {
      const family = { familyName: 'Zielonka', dateOfBirth: date('2016-02-03') }
      for (let place = 0; place < 60; place++) {
        const id = await add({ ...family, id: `c-hidden-${place}`, givenNames: 'Alicja' })
        await seal(id, true, 1, 'garstone')
      }
      const id = await add({ ...family, id: 'c-seen', givenNames: 'Nikola', dateOfBirth: date('2016-03-02') })
      assert.deepEqual(
        (await found({ givenNames: 'Alicja', ...family })).map(({ head }) => head),
        [id],
      )
    })
  })

  it('keys made anew from what is on record are those that were there', async () => {
    const keys = () => own.ask<{ all: string }>(`select string_agg(child_id || key, ' ' order by child_id, key) as all from match_keys`)
    const [before] = await keys()
    await own.ask('delete from match_keys')
    const ids = (await own.ask<{ id: string }>('select id from children')).map(({ id }) => id)
    await database.inTransaction((transaction) => addMatchKeysOf(transaction, ids))
    assert.deepEqual(await keys(), [before])
  })
})
