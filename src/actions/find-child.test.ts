import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { actor, lead, officer, otherLead, putOnRoll, putSeal } from '../../test/database/agencies.ts'
import { recorder, rules } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { addChildren, holdChildren, letStandFor, type NewChild } from '../database/cases.ts'
import { putVersion } from '../database/people-of-child.ts'
import { statement } from '../database/pool.ts'
import { check, reassess, rebuild } from '../database/projection.ts'
import { tidy } from '../database/tidy.ts'
import type { Actor } from '../sharing/roles.ts'
import { openCreate } from './create-child.ts'
import { searchForChild, seeFound } from './find-child.ts'
import { notifyOfChild, openNotify } from './notify-of-child.ts'
import { viewChild } from './view-child.ts'

const today = day('2026-11-23')

describe('finding a child', () => {
  const { own, database, doing } = onGround(today)

  async function make(school: string, child: NewChild): Promise<string> {
    const [id] = await database.inTransaction((transaction) => addChildren(transaction, [child], recorder))
    if (id === undefined) throw new Error('not made')
    await putOnRoll(own, id, school, '2024-09-02')
    await assess(id)
    return id
  }

  const assess = (id: string) =>
    database.inTransaction(async (transaction) => reassess(transaction, await holdChildren(transaction, [id]), rules, today))

  let [amina, muhammad, hidden, sealed] = ['', '', '', '']
  before(async () => {
    amina = await make('ashfold', {
      ...{ givenNames: 'Amina Zoë', familyName: 'Holt-O’Brien', dateOfBirth: date('2014-03-09'), sex: 'female' },
      ...{ upn: 'A888200124001', nhsNumber: '9990000018', knownAs: 'Minnie' },
    })
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, known_as, former_names, date_of_birth, upn, former_upns, nhs_number, recorded_by)
      select child_id, 2, given_names, family_name, known_as, '{Quennell}', date_of_birth, upn, '{P888200124002}', nhs_number, 'test' from child_versions
      where child_id = $1`,
      amina,
    )
    await rebuild(own.open('worker'), rules, today)
    muhammad = await make('ashfold', { givenNames: 'Muhammad', familyName: 'Rahman', dateOfBirth: date('2013-09-03') })
    hidden = await make('brindle', {
      ...{
        givenNames: 'Amina',
        familyName: 'Quillfeather',
        dateOfBirth: date('2012-05-06'),
        upn: 'Y888512319017',
        nhsNumber: '9990000026',
      },
    })
    sealed = await make('ashfold', { givenNames: 'Amina', familyName: 'Verysecret', dateOfBirth: date('2011-07-08'), upn: 'N888410021101' })
    await putSeal(own, sealed, 'brackley')
    await assess(sealed)
  })

  async function found(who: Actor, typed: string) {
    const { given } = await doing(searchForChild, who, { typed })
    if (given.child !== undefined) return { child: given.child, seen: [], others: [], alike: [], search: given.search }
    const result = await doing(seeFound, who, { search: given.search })
    return {
      child: undefined,
      search: given.search,
      seen: result.given.seen.map(({ details }) => details.head),
      others: result.given.others.map(({ compared }) => compared.head),
      alike: result.given.seen.flatMap(({ alike }) => alike),
      audited: result.children,
      given: result.given,
    }
  }

  for (const typed of [
    'amina holt',
    'HOLT, amina',
    'zoe',
    'obr',
    'brien',
    'minnie',
    'quennell',
    'ami hol',
    '9.3.2014',
    '9 march 2014 amina',
    'March 2014 holt',
    'A888200124001',
    'a888 2001 24 001',
    'P888200124002',
    '999 000 0018',
  ]) {
    it(`by “${typed}”`, async () => {
      const { seen, alike, audited } = await found(lead, typed)
      assert.deepEqual(seen, [amina])
      assert.deepEqual(alike, [])
      assert.deepEqual(audited, [amina])
    })
  }

  it('by what sounds like it, and says so', async () => {
    const { seen, alike } = await found(lead, 'mohamed')
    assert.deepEqual([seen, alike], [[muhammad], ['sound']])
  })

  it('by a day with its day and month the other way round, after the day that was typed', async () => {
    assert.deepEqual((await found(lead, '9.3.2013')).alike, ['swapped'])
    const other = await make('ashfold', { givenNames: 'Zed', familyName: 'Zuckerzuck', dateOfBirth: date('2013-03-09') })
    assert.deepEqual((await found(lead, '9.3.2013')).seen, [other, muhammad])
  })

  it('by its reference, or the address of its page, leads to the child itself', async () => {
    for (const typed of [amina, ` ${amina} `, `https://onroll.example/children/${amina}/details?saved=child`])
      assert.equal((await found(lead, typed)).child, amina)
  })

  it('of a child of two records by either of them, once', async () => {
    const [one, other] = [
      await make('ashfold', { givenNames: 'Tomasz', familyName: 'Wiśniewski', dateOfBirth: date('2015-01-02') }),
      await make('ashfold', { givenNames: 'Tomek', familyName: 'Wisniewsky', dateOfBirth: date('2015-01-02') }),
    ]
    await database.inTransaction(async (transaction) => {
      await holdChildren(transaction, [one, other])
      await letStandFor(transaction, one, [other], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [one]), rules, today)
    })
    for (const typed of ['tomek', 'wisniewski', '2.1.2015']) assert.deepEqual((await found(lead, typed)).seen, [one])
    assert.equal((await found(lead, other)).child, one)
  })

  it('asks for more where too little was typed', async () => {
    for (const typed of ['x', '2014 x', '31/02/2014'])
      assert.deepEqual((await refusal(doing(searchForChild, lead, { typed }))).outcome, 'faults', typed)
  })

  describe('by its family', () => {
    let [child, elsewhere, left] = ['', '', '']
    const phone = '+44 (0)1772 532109, after six'
    const put = (id: string, kind: 'contact' | 'address', version: number, values: object, item: string = kind) =>
      database.inTransaction((transaction) =>
        putVersion(transaction, kind, { record: id, item, version, values: values as never }, 'a-test'),
      )
    const contact = {
      ...{
        name: 'Rashida O’Dowd-Marsh',
        relationship: 'grandmother',
        phone,
        email: null,
        addressLines: ['3 Weir Row'],
        postcode: 'XL4 7GH',
      },
      ...{ mayBeCalled: true, mayBeLeftAMessage: false, mayBeWrittenTo: true, mayBeEmailed: false, hasParentalResponsibility: null },
      ...{ language: null, needsInterpreter: null, accessNeeds: null, isInUse: true },
    }
    const home = {
      ...{ kind: 'home', lines: ['14 Treacle Lane'], postcode: 'XL1 2UF', district: null, from: null, until: null },
      ...{ mayBeWrittenTo: true, isInUse: true },
    }
    const typed = [
      'rashida',
      'marsh rash',
      'dowd',
      '01772 532109',
      '+441772532109',
      'XL1 2UF',
      'xl47gh',
      'vesna XL1 2UF 9.9.2014',
      'rashida quine',
    ]
    const panelLead = actor('brackley', 'panel-chair', 'ashfold', 'panel-chair')

    before(async () => {
      child = await make('ashfold', { givenNames: 'Vesna', familyName: 'Quine', dateOfBirth: date('2014-09-09') })
      elsewhere = await make('brindle', { givenNames: 'Ferdy', familyName: 'Quine', dateOfBirth: date('2015-09-09') })
      left = await make('brindle', { givenNames: 'Hob', familyName: 'Quine', dateOfBirth: date('2016-09-09') })
      for (const id of [child, elsewhere, left]) {
        await put(id, 'contact', 1, contact)
        await put(id, 'address', 1, home)
      }
    })

    for (const one of typed) {
      it(`“${one}”, for whoever may see where it lives, and nobody else’s`, async () => {
        const { seen, others, alike } = await found(lead, one)
        assert.deepEqual([seen, others], [[child], []])
        assert.notDeepEqual(alike, [])
        assert.ok(!(await found(otherLead, one)).seen.some((id) => id === child))
        const byOfficer = await found(officer, one)
        assert.deepEqual([byOfficer.seen, byOfficer.others.filter((id) => [child, elsewhere, left].includes(id))], [[], []])
      })
    }

    it('says by what of it', async () => {
      assert.deepEqual((await found(lead, 'rashida')).alike, ['contact'])
      assert.deepEqual((await found(lead, '01772 532109')).alike, ['phone'])
      assert.deepEqual((await found(lead, 'XL4 7GH vesna')).alike, ['postcode'])
    })

    it('comes after those who bear the name themselves', async () => {
      const namesake = await make('ashfold', { givenNames: 'Rashida', familyName: 'Zzyzx', dateOfBirth: date('2012-02-02') })
      assert.deepEqual((await found(lead, 'rashida')).seen, [namesake, child])
    })

    it('is not found by its family by whoever may see who it is and not where', async () => {
      await own.ask(
        `insert into may_see (child_id, agency_id, user_id, relationship, from_on) select $1, 'panel', '', 'on-panel', '2026-01-01'`,
        child,
      )
      const chair = { ...panelLead, agency: { ...panelLead.agency, id: 'panel' } }
      for (const one of ['rashida', '01772 532109', 'XL1 2UF', 'xl47gh', 'vesna XL1 2UF'])
        assert.deepEqual((await found(chair, one)).seen, [], one)
      await assess(child)
    })

    it('is found no more by a contact who is no longer asked, nor by an address recorded in error', async () => {
      await put(elsewhere, 'contact', 2, { ...contact, isInUse: false })
      await put(elsewhere, 'address', 2, { ...home, isInUse: false })
      for (const one of ['rashida', '01772 532109', 'XL1 2UF']) assert.deepEqual((await found(otherLead, one)).seen, [left], one)
      await put(left, 'address', 2, { ...home, postcode: 'XL9 9XX' })
      assert.deepEqual((await found(otherLead, 'XL1 2UF')).seen, [])
      assert.deepEqual((await found(otherLead, 'XL9 9XX')).seen, [left])
    })

    it('is not found by it where it is sealed, but by those listed', async () => {
      await putSeal(own, left, 'brackley')
      await assess(left)
      for (const one of ['rashida', '01772 532109', 'XL9 9XX']) {
        assert.deepEqual((await found(otherLead, one)).seen, [], one)
        assert.deepEqual((await found(actor('brackley', 'cfw-worker', 'cfw-north', 'cfw'), one)).seen, [left], one)
      }
    })
  })

  describe('whom somebody may not see', () => {
    const ways = () => [
      'quillfeather',
      'amina quill',
      'quilfether',
      '6.5.2012',
      '5.6.2012',
      'Y888512319017',
      '999 000 0026',
      hidden,
      `https://onroll.example/children/${hidden}`,
    ]

    it('finds nothing in any way, as if the child did not exist', async () => {
      for (const typed of ways()) {
        const { seen, others, child, given } = await found(lead, typed)
        assert.deepEqual([seen, others, child, given?.isMore], [[], [], undefined, false], typed)
      }
      assert.deepEqual((await found(lead, 'amina')).seen, [amina])
    })

    it('shows an officer what tells it from others and no more, and the audit log knows', async () => {
      const { others, given, audited } = await found(officer, 'quillfeather')
      assert.deepEqual([others, audited], [[hidden], []])
      const text = JSON.stringify(given)
      for (const word of ['brindle', 'Brindle', 'Nowhere Street']) assert.ok(!text.includes(word), word)
      const [entry] = await own.ask<{ who: string; agency_id: string }>(
        `select who, agency_id from audit where action = 'compared-children' and $1 = any(children) order by id desc limit 1`,
        hidden,
      )
      assert.deepEqual({ ...entry }, { who: 'halloran', agency_id: 'cme' })
      assert.equal((await refusal(doing(viewChild, officer, { child: hidden }))).outcome, 'absent')
    })

    it('shows nobody a sealed child but those listed: not the school, not an officer', async () => {
      for (const typed of ['verysecret', '8.7.2011', 'N888410021101', 'amina verys', sealed]) {
        for (const who of [lead, officer, otherLead]) {
          const { seen, others, child } = await found(who, typed)
          assert.deepEqual([seen, others, child], [[], [], undefined], `${who.role} ${typed}`)
        }
      }
      const listed = actor('brackley', 'cfw-worker', 'cfw-north', 'cfw')
      assert.deepEqual((await found(listed, 'verysecret')).seen, [sealed])
    })

    it('takes a notification of an officer who found it, and is then seen by them', async () => {
      const { search } = await found(officer, 'quillfeather')
      const opened = await doing(openNotify, officer, { search, child: hidden })
      assert.equal(opened.given.other.familyName, 'Quillfeather')
      const notice = { search, child: hidden, on: date('2026-11-20'), by: 'school' as const }
      assert.equal((await refusal(doing(notifyOfChild, officer, { ...notice, on: date('2026-11-24') }))).outcome, 'faults')
      const { given } = await doing(notifyOfChild, officer, notice)
      assert.equal(given.isSeen, true)
      assert.deepEqual((await found(officer, 'quillfeather')).seen, [hidden])
    })

    it('takes none where the search did not find it, or it is sealed', async () => {
      const { search } = await found(officer, 'zuckerzuck')
      for (const child of [hidden, sealed, amina])
        assert.equal((await refusal(doing(openNotify, officer, { search, child }))).outcome, 'absent', child)
    })
  })

  it('is for whoever searched alone, and for the agency for which they did', async () => {
    const { search } = await found(lead, 'amina')
    for (const who of [otherLead, officer, { ...lead, agency: otherLead.agency }, { ...lead, user: 'brackley' }]) {
      assert.equal((await refusal(doing(seeFound, who, { search }))).outcome, 'absent')
      assert.equal((await refusal(doing(openCreate, who, { search }))).outcome, 'absent')
    }
    assert.equal((await refusal(doing(seeFound, lead, { search: 'nosuchsearch' }))).outcome, 'absent')
  })

  it('is forgotten after seven days', async () => {
    const { search } = await found(lead, 'amina')
    await own.ask(`update searches set made_at = clock_timestamp() - interval '8 days' where id = $1`, search)
    assert.equal((await tidy(own.open('worker'))).searches, 1)
    assert.equal((await refusal(doing(seeFound, lead, { search }))).outcome, 'absent')
  })

  it('is not for guessing: after 120 searches in ten minutes one waits', async () => {
    const guesser = actor('garstone', 'social-worker', 'csc-north', 'csc')
    await own.ask(
      `insert into searches (id, user_id, agency_id, typed) select 'guess-' || n, 'garstone', 'csc-north', 'guess' from generate_series(1, 119) n`,
    )
    await own.ask(`delete from searches where user_id = 'garstone' and typed <> 'guess'`)
    await doing(searchForChild, guesser, { typed: 'amina' })
    assert.equal((await refusal(doing(searchForChild, guesser, { typed: 'amina' }))).outcome, 'faults')
  })

  it('goes by keys that a check proves, and that are made anew', async () => {
    const worker = own.open('worker')
    assert.deepEqual((await check(worker, rules, today)).different, [])
    await own.ask(`update search_keys set name = 'other' where child_id = $1`, amina)
    await own.ask(`delete from search_keys where child_id = $1`, muhammad)
    assert.deepEqual((await check(worker, rules, today)).different, [
      ...[amina, muhammad].sort().map((child) => ({ child, what: ['search_keys'] })),
    ])
    await rebuild(worker, rules, today)
    assert.deepEqual((await check(worker, rules, today)).different, [])
    await own.ask('delete from match_keys where child_id = $1 and key = (select min(key) from match_keys where child_id = $1)', amina)
    assert.deepEqual((await check(worker, rules, today)).different, [{ child: amina, what: ['match_keys'] }])
    await rebuild(worker, rules, today)
    assert.deepEqual((await check(worker, rules, today)).different, [])
  })

  it('looks a child up in the index, whatever is typed', async () => {
    await own.ask(`insert into children (id, recorded_by) select 'many-' || n, 'test' from generate_series(1, 20000) n`)
    await own.ask(
      `insert into search_keys (child_id, keys, name) select 'many-' || n, array_to_tsvector(array['n=w' || n, 's=w' || n % 300, 'b=2014-03-' || n % 28]), 'w' || n
      from generate_series(1, 20000) n`,
    )
    await own.ask('analyze search_keys')
    const plan = await database.inTransaction(({ ask }) =>
      ask(
        statement<{ 'QUERY PLAN': string }>('plan_of_search', `explain select child_id from search_keys k where k.keys @@ $1::tsquery`),
        `('n=w17':* | 's=w17') & ('b=2014-03-17')`,
      ),
    )
    assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /Bitmap Index Scan on search_keys_keys/)
  })
})
