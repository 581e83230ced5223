import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { record, recorder, rules, store, stored } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina, ewan, fact, withdrawal } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import { appendRecords, holdChild, holdChildren, letStandFor, once, readChildren } from './cases.ts'
import { newId } from './ids.ts'
import { statement } from './pool.ts'
import { dutiesOn, reassess } from './projection.ts'

const today = day('2025-11-24')

describe('children in the database', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)

  it('are read with a statement that is planned a few times and then no more', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    const plans = statement<{ name: string; custom_plans: number }>(
      'plans',
      `select name, custom_plans from pg_prepared_statements where name in ('load_children', 'lock_children')`,
    )
    const found = await database.inTransaction(async (transaction) => {
      for (let times = 0; times < 20; times++) await holdChildren(transaction, times % 2 === 0 ? [id] : [id, newId(), newId()])
      return transaction.ask(plans)
    })
    assert.equal(found.length, 2)
    for (const { name, custom_plans } of found) assert.ok(custom_plans <= 5, `${name} was planned ${custom_plans} times`)
  })

  it('come back as the case file that was stored, facts of every form and all', async () => {
    const id = newId()
    const child = { ...ewan, id, ehcp: [{ from: date('2024-01-10'), to: date('2025-01-09') }, { from: date('2025-06-01') }] }
    const facts = [
      fact(
        '2025-09-08',
        'off-roll',
        { destinationKnown: false, school: 'Ōtara Primary' },
        { id: `${id}-1`, recordedAt: '2025-09-08T08:00:00.123456Z' },
      ),
      fact(
        '2025-09-09',
        'panel-outcome',
        { openTo: ['cfw'], safeguardingConcerns: false },
        { id: `${id}-2`, recordedAt: '2025-09-09T08:00:00Z' },
      ),
      {
        ...fact('2025-09-10', 'suspension', { days: 0.5 }, { id: `${id}-3`, recordedAt: '2025-09-10T08:00:00Z', replaces: `${id}-2` }),
        note: 'a note\n"quoted"',
      },
      withdrawal('2025-09-11', `${id}-3`, { id: `${id}-4`, recordedAt: '2025-09-11T08:00:00+01:00' }),
    ]
    await store(database, child)
    await record(database, id, facts, today)
    const expected = facts.map((record) => (record.id === `${id}-4` ? { ...record, recordedAt: '2025-09-11T07:00:00Z' } : record))
    const { caseFile } = await stored(database, id)
    assert.deepEqual(caseFile, { child, facts: expected })
  })

  it('have what is recorded in one act recorded at one moment, after what was recorded before', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await record(database, id, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)
    await record(
      database,
      id,
      [fact('2025-09-09', 'cme-notification', {}, { id: newId() }), fact('2025-09-09', 'cme-registered', {}, { id: newId() })],
      today,
    )
    const moments = (await stored(database, id)).caseFile?.facts.map(({ recordedAt }) => recordedAt ?? '') ?? []
    assert.equal(new Set(moments).size, 2)
    assert.deepEqual([...moments], [...moments].sort())
  })

  it('are left out where there is no such record, and have no case file without a date of birth', async () => {
    assert.equal(await database.inTransaction((transaction) => holdChild(transaction, 'nobody')), undefined)
    await own.ask(`insert into children (id, recorded_by) values ('unborn', 'test')`)
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, recorded_by) values ('unborn', 1, 'Amina', 'Holt', 'test')`,
    )
    await own.ask(`insert into child_assessments (child_id) values ('unborn')`)
    const child = await stored(database, 'unborn')
    assert.deepEqual([child.caseFile, child.stored.assessedOn], [undefined, null])
    await record(database, 'unborn', [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)
    assert.equal((await stored(database, 'unborn')).stored.assessedOn, null)
  })

  it('are known by the details of a moment, where one is named', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    const [moment] = await own.ask<{ now: Date }>('select clock_timestamp() as now')
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, date_of_birth, recorded_by) values ($1, 2, 'Amina', 'Holt', '2013-01-01', 'test')`,
      id,
    )
    const then = await database.inTransaction((transaction) => readChildren(transaction, [id], moment?.now.toISOString()))
    assert.equal(then[0]?.caseFile?.child.dateOfBirth, amina.dateOfBirth)
    assert.equal((await stored(database, id)).caseFile?.child.dateOfBirth, '2013-01-01')
  })

  it('lose nothing when many record at once: every fact is there, and the duties follow from all of them', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await record(database, id, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)
    // Each starts or ends a duty of its own, so a projection that misses one shows it.
    const acts = [
      fact('2025-09-09', 'cme-notification'),
      fact('2025-09-10', 'cme-registered'),
      fact('2025-09-11', 'ehe-check', { onRegister: false }),
      fact('2025-09-12', 'officer-support', { open: true }),
      fact('2025-09-15', 'barrier', { kind: 'family' }),
      fact('2025-09-16', 'agency-referral', { to: 'school nurse' }),
      fact('2025-09-24', 'panel-outcome', { openTo: ['cfw', 'csc'], safeguardingConcerns: true }),
      fact('2025-10-01', 'support-request', { to: 'cfw', route: 'direct', level: 'standard' }),
      fact('2025-10-02', 'consent', { for: 'support', decision: 'refused' }),
      fact('2025-10-03', 'suspension', { days: 2 }),
      fact('2025-10-06', 'attendance-concern'),
      fact('2025-10-07', 'permanent-exclusion'),
    ].map((act) => ({ ...act, id: newId() }))
    await Promise.all(acts.map((act) => record(database, id, [act], today)))
    const child = await stored(database, id)
    assert.equal(child.caseFile?.facts.length, 13)
    assert.equal(child.stored.version, 13)
    const held = await database.inTransaction(async (transaction) =>
      reassess(transaction, await holdChildren(transaction, [id]), rules, today),
    )
    assert.deepEqual(
      dutiesOn(child, today),
      held[0]?.duties.map(({ calculation, ...duty }) => duty),
    )
  })

  it('are held in the order of their ids, so that two who hold several do not wait for each other', async () => {
    const ids = Array.from({ length: 12 }, () => newId())
    for (const id of ids) await store(database, { ...amina, id })
    const holdAll = (some: readonly string[]) =>
      database.inTransaction(async (transaction) => (await holdChildren(transaction, some)).length)
    const lengths = await Promise.all(Array.from({ length: 20 }, (_, n) => holdAll(n % 2 ? ids : [...ids].reverse())))
    assert.ok(lengths.every((length) => length === 12))
  })

  describe('records that are one child', () => {
    it('are read together by any of their ids, assessed as one, and parted again without a trace', async () => {
      const [one, other] = [newId(), newId()].sort() as [string, string]
      await store(database, { ...amina, id: one })
      await store(database, { ...amina, id: other })
      await record(database, one, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)
      await record(database, other, [fact('2025-09-22', 'cme-registered', {}, { id: newId() })], today)
      const [before, beforeOther] = [await stored(database, one), await stored(database, other)]

      const join = (head: string, records: readonly string[]) =>
        database.inTransaction(async (transaction) => {
          const held = await holdChildren(transaction, [one, other])
          await letStandFor(transaction, head, records, 'the same child', recorder)
          await reassess(transaction, await holdChildren(transaction, [one, other]), rules, today)
          return held.length
        })
      assert.equal(await join(one, [other]), 2)
      const joined = await stored(database, other)
      assert.deepEqual([joined.head, joined.records], [one, [one, other]])
      assert.equal(joined.caseFile?.facts.length, 2)
      assert.deepEqual(await own.ask(`select from duties where child_id = $1`, other), [])

      assert.equal(await join(other, [other]), 1)
      const duties = async (id: string) => (await stored(database, id)).stored.duties
      assert.deepEqual(await duties(one), before.stored.duties)
      assert.deepEqual(await duties(other), beforeOther.stored.duties)
    })

    it('keep the record under which a fact came', async () => {
      const [one, other] = [newId(), newId()]
      await store(database, { ...amina, id: one })
      await store(database, { ...amina, id: other })
      await database.inTransaction((transaction) => letStandFor(transaction, one, [other], 'the same child', recorder))
      const id = newId()
      await record(database, one, [fact('2025-09-08', 'off-roll', {}, { id })], today, other)
      assert.deepEqual(
        (await own.ask('select child_id from facts where id = $1', id)).map((row) => ({ ...row })),
        [{ child_id: other }],
      )
      assert.equal((await stored(database, one)).caseFile?.facts.length, 1)
    })

    it('are all held, even where they were joined while somebody waited for one of them', async () => {
      const [one, other] = [newId(), newId()].sort() as [string, string]
      await store(database, { ...amina, id: one })
      await store(database, { ...amina, id: other })
      const joined = Promise.withResolvers<void>()
      const mayEnd = Promise.withResolvers<void>()
      const joining = database.inTransaction(async (transaction) => {
        await holdChildren(transaction, [one, other])
        await letStandFor(transaction, one, [other], 'the same child', recorder)
        joined.resolve()
        await mayEnd.promise
      })
      await joined.promise
      const waiting = database.inTransaction(async (transaction) => (await holdChild(transaction, other))?.records)
      setTimeout(mayEnd.resolve, 200)
      await joining
      assert.deepEqual(await waiting, [one, other])
    })
  })

  describe('a request with a key', () => {
    const request = (key: string, hash = 'h') => ({ user: 'u', key, action: 'record-fact', hash })
    const send = (child: string, key: string, hash?: string) =>
      database.inTransaction(async (transaction) =>
        once(transaction, request(key, hash), async () => {
          const held = await holdChild(transaction, child)
          if (!held) throw new Error('not there')
          const id = newId()
          await reassess(
            transaction,
            [await appendRecords(transaction, held, [fact('2025-09-08', 'off-roll', {}, { id })], recorder)],
            rules,
            today,
          )
          return { id }
        }),
      )

    it('does its work once, however often it comes and however many at once, with one answer', async () => {
      const child = newId()
      await store(database, { ...amina, id: child })
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(child, 'twenty-at-once')))
      const again = await send(child, 'twenty-at-once')
      assert.equal(new Set([...answers, again].map((each) => JSON.stringify('answer' in each && each.answer))).size, 1)
      assert.equal(answers.filter((each) => 'wasDone' in each && !each.wasDone).length, 1)
      assert.equal((await stored(database, child)).caseFile?.facts.length, 1)
    })

    it('is refused where the key came with something else before', async () => {
      const child = newId()
      await store(database, { ...amina, id: child })
      await send(child, 'used-already', 'one')
      assert.deepEqual(await send(child, 'used-already', 'another'), { refused: 'key-of-another-request' })
      assert.equal((await stored(database, child)).caseFile?.facts.length, 1)
    })

    it('that failed leaves no key behind, and can be sent again', async () => {
      const child = newId()
      await assert.rejects(send(child, 'before-the-child'), /not there/)
      await store(database, { ...amina, id: child })
      assert.ok('answer' in (await send(child, 'before-the-child')))
    })
  })
})

describe('ids', () => {
  it('are 26 small letters and figures, each later one higher, also within a millisecond', () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => newId(1_790_000_000_000 + Math.floor(n / 100)))
    assert.ok(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id)))
    assert.deepEqual(ids, [...new Set(ids)].sort())
  })
})
