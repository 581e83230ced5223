import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { anyCase, anyDay } from '../../test/arbitrary-case.ts'
import { actor, putAddress, putOnRoll, putSeal, storeAgencies } from '../../test/database/agencies.ts'
import { record, recorder, rules, store, stored, withOwnIds } from '../../test/database/children.ts'
import { freshDatabase } from '../../test/database/cluster.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina, fact } from '../../test/kit.ts'
import { allocation, known, roll, type Told, teams } from '../../test/sharing.ts'
import { civilDate, type Day, date, day, dayOf } from '../calendar/civil-date.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import { assess } from '../guidance/assess.ts'
import { relationshipsOf, whoMaySee } from '../sharing/access.ts'
import { dutyKey } from '../sharing/circumstances.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeen, maySee, seenAmong } from './access.ts'
import { allocate } from './allocations.ts'
import { appendRecords, holdChild, holdChildren, letStandFor } from './cases.ts'
import { newId } from './ids.ts'
import { check, reassess, rebuild } from './projection.ts'
import { readRecorders } from './recorders.ts'

const today = day('2025-11-24')

/** The answer of the guidance as far as sharing asks for it. */
function guidanceSays(caseFile: CaseFile, on: Day): Required<Pick<Told, 'episodes' | 'duties'>> {
  const { episodes, duties } = assess(caseFile, rules.calendar, rules.settings, on)
  return {
    episodes,
    duties: duties.map(({ clause, pathway, service, startedOn, because, owner, dischargedOn, lapsedOn }) => ({
      key: dutyKey(clause, pathway, service ?? '', startedOn, because[0] ?? ''),
      ...{ owner, startedOn, closedOn: dischargedOn ?? lapsedOn },
    })),
  }
}

const cme = actor('halloran', 'cme-officer', 'cme', 'cme-officer')
const northern = actor('brackley', 'cfw-worker', 'cfw-north', 'cfw')
const atAshfold = actor('redfern', 'attendance-lead', 'ashfold', 'school')
const everyAgency = [
  ...teams.map(({ id, kind }) => ({ id, kind })),
  { id: 'ashfold', kind: 'school' },
  { id: 'brindle', kind: 'school' },
] as const
const actors: readonly Actor[] = everyAgency.flatMap(({ id, kind }) =>
  ['halloran', 'nobody in particular'].map((user) => actor(user, 'cme-officer', id, kind)),
)

describe('who may see a child', () => {
  const own = ownDatabase(storeAgencies)
  const database = openedAs('app', own)

  const see = (who: Actor, id: string, on: Day = today) => database.inTransaction((transaction) => maySee(transaction, who, id, on))
  const assessAnew = (id: string, on: Day = today) =>
    database.inTransaction(async (transaction) => reassess(transaction, await holdChildren(transaction, [id]), rules, on))

  it('is what follows from facts and records, for any case and anybody, after each record', async () => {
    const anyStay = fc.constantFrom(
      roll('ashfold', '2025-09-01'),
      roll('ashfold', '2025-09-01', '2025-10-20'),
      roll('brindle', '2025-11-03'),
    )
    const anyAllocation = fc.constantFrom(
      allocation('cfw', 'cfw-south', 'brackley', '2025-10-01', { id: '1' }),
      allocation('csc', 'csc-north', null, '2025-12-01', { id: '2' }),
    )
    const around = fc.record({
      rolls: fc.uniqueArray(anyStay, { maxLength: 2, selector: ({ agency, from }) => `${agency} ${from}` }),
      allocations: fc.uniqueArray(anyAllocation, { maxLength: 2, selector: ({ id }) => id }),
      district: fc.constantFrom('Nettleworth', 'Swale Green', 'Elsewhere'),
      isSealed: fc.constantFrom(false, false, false, true),
    })
    await fc.assert(
      fc.asyncProperty(anyCase(8), around, anyDay, async (someCase, { rolls, allocations, district, isSealed }, asked) => {
        const { child, facts } = withOwnIds(someCase)
        const on = day(asked)
        await store(database, child)
        await putAddress(own, child.id, district)
        for (const { agency, from, until } of rolls) await putOnRoll(own, child.id, agency, from, until)
        for (const one of allocations) {
          await own.ask(
            `insert into allocations (child_id, id, version, kind, agency_id, user_id, from_on, recorded_by) values ($1, $2, 1, $3, $4, $5, $6, 'test')`,
            ...[child.id, one.id, one.kind, one.agency, one.user, one.from],
          )
        }
        if (isSealed) await putSeal(own, child.id, 'halloran')
        await record(database, child.id, facts.slice(0, -1), on)
        await record(database, child.id, facts.slice(-1), on)
        const seals = isSealed ? [{ isSealed, users: ['halloran'] }] : []
        const derived = (asOf: Day) => {
          const { episodes, duties } = guidanceSays({ child, facts }, asOf)
          const told = known({ facts, episodes, duties, rolls, allocations, district, seals }, civilDate(asOf))
          return { rows: whoMaySee(told, rules.sharing, date(civilDate(asOf))), owners: told.duties.map(({ owners }) => owners) }
        }
        const { rows, owners } = derived(on)
        const { nextChangeOn } = (await stored(database, child.id)).stored
        const last = nextChangeOn === null ? on + 60 : dayOf(nextChangeOn) - 1
        assert.deepEqual(derived(last), { rows, owners }, `nothing changes by ${civilDate(last)}, since nothing is swept before`)
        await database.inTransaction(async (transaction) => {
          for (const later of [on, on + 40, on + 400]) {
            for (const who of actors) {
              const expected = relationshipsOf(rows, who, civilDate(later))
              const sight = await maySee(transaction, who, child.id, later)
              assert.deepEqual(sight?.relationships ?? [], expected, `${who.user} of ${who.agency.id}`)
            }
          }
        })
      }),
      { numRuns: 20 },
    )
  })

  it('is nobody of a child that is not there, and it takes the same statement to say so as of one that is hidden', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await record(database, id, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)
    const asked = (some: string) =>
      database.inTransaction(async (transaction) => {
        const statements: string[] = []
        const ask: typeof transaction.ask = (statement, ...values) => {
          statements.push(statement.name)
          return transaction.ask(statement, ...values)
        }
        return [await maySee({ ...transaction, ask }, atAshfold, some, today), statements]
      })
    assert.deepEqual(await asked(id), await asked('never-was'))
    assert.deepEqual((await see(cme, id))?.relationships, ['missing-education'])
  })

  it('begins with the first day and ends with the last, for a page and for a list alike', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await putOnRoll(own, id, 'ashfold', '2025-09-01', '2025-11-24')
    await assessAnew(id)
    const days = ['2025-08-31', '2025-09-01', '2025-11-24', '2025-11-25']
    const listed = async (on: string) => {
      const [row] = await own.ask<{ seen: boolean }>(`select ${isSeen('$1', '$2', '$3', '$4::date')} as seen`, id, 'ashfold', 'redfern', on)
      return row?.seen
    }
    assert.deepEqual(await Promise.all(days.map(async (on) => (await see(atAshfold, id, day(on))) !== undefined)), [
      false,
      true,
      true,
      false,
    ])
    assert.deepEqual(await Promise.all(days.map(listed)), [false, true, true, false])
  })

  it('of a sealed child is the persons listed from the moment of the seal, and again the others when a record stands for it that says so', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await putOnRoll(own, id, 'ashfold', '2025-09-01')
    await record(database, id, [fact('2025-09-08', 'cme-notification', {}, { id: newId() })], today)
    assert.deepEqual((await see(atAshfold, id))?.relationships, ['on-roll'])
    await putSeal(own, id, 'garstone', 'halloran')
    await assessAnew(id)
    assert.equal(await see(atAshfold, id), undefined)
    assert.equal(await see({ ...cme, user: 'oyelaran' }, id), undefined)
    assert.deepEqual((await see({ ...northern, user: 'garstone' }, id))?.relationships, ['named-in-seal'])
    await own.ask(`insert into seals (child_id, version, is_sealed, why, recorded_by) values ($1, 2, false, 'lifted', 'test')`, id)
    await assessAnew(id)
    assert.deepEqual((await see(atAshfold, id))?.relationships, ['on-roll'])
  })

  it('of records that are one child is the same by each of them, and the seal of any holds for all', async () => {
    const [one, other] = [newId(), newId()] as const
    for (const id of [one, other]) await store(database, { ...amina, id })
    await putOnRoll(own, other, 'ashfold', '2025-09-01')
    await putSeal(own, one, 'halloran')
    for (const id of [one, other]) await assessAnew(id)
    assert.equal((await see(atAshfold, other))?.head, other)
    await database.inTransaction(async (transaction) => {
      await holdChildren(transaction, [one, other])
      await letStandFor(transaction, one, [other], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [one]), rules, today)
    })
    assert.deepEqual([await see(atAshfold, one), await see(atAshfold, other)], [undefined, undefined])
    const seen = await database.inTransaction((transaction) => seenAmong(transaction, cme, [one, other, 'never-was'], today))
    assert.deepEqual(
      [...seen].map(([asked, { head }]) => [asked, head]).sort(),
      [
        [one, one],
        [other, one],
      ].sort(),
    )
  })

  it('follows who has the child, from the day on which they have it, by the sweep of that day', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    await putAddress(own, id, 'Swale Green')
    await record(
      database,
      id,
      [
        fact('2025-09-08', 'off-roll', {}, { id: newId() }),
        fact('2025-09-09', 'support-request', { to: 'cfw', route: 'direct', level: 'standard' }, { id: newId() }),
      ],
      today,
    )
    const owners = () =>
      own.ask<{ owner_agencies: string[]; owner_user: string | null }>(
        `select distinct owner_agencies, owner_user from duties where child_id = $1 and owner = 'cfw' and outcome is null`,
        id,
      )
    assert.deepEqual(await owners(), [{ owner_agencies: ['cfw-south'], owner_user: null }])
    assert.equal(await see(northern, id), undefined)
    await database.inTransaction(async (transaction) => {
      const held = await holdChild(transaction, id)
      if (!held) throw new Error('not there')
      const given = { kind: 'cfw', agency: 'cfw-north', user: 'brackley', from: date('2025-11-26') } as const
      await reassess(transaction, [await allocate(transaction, held, given, recorder)], rules, today)
    })
    assert.deepEqual(await owners(), [{ owner_agencies: ['cfw-south'], owner_user: null }])
    const [due] = await own.ask<{ next_change_on: Date }>(`select next_change_on::text from child_assessments where child_id = $1`, id)
    assert.equal(due?.next_change_on, '2025-11-26')
    await assessAnew(id, day('2025-11-26'))
    assert.deepEqual(await owners(), [{ owner_agencies: ['cfw-north'], owner_user: 'brackley' }])
    assert.ok((await see(northern, id, day('2025-11-26')))?.relationships.includes('has-the-child'))
  })

  it('follows a school that a fact names, as soon as it is recorded and ever after', async () => {
    const id = newId()
    await store(database, { ...amina, id })
    const owner = async () =>
      (await own.ask<{ owner_agencies: string[] }>(`select owner_agencies from duties where child_id = $1 and clause = '1.2a'`, id)).map(
        ({ owner_agencies }) => owner_agencies,
      )
    await record(database, id, [fact('2025-09-08', 'off-roll', { school: 'ashfold' }, { id: newId() })], today)
    assert.deepEqual(await owner(), [['ashfold']])
    assert.deepEqual((await see(atAshfold, id))?.relationships, ['owes-next-step'])
    await record(database, id, [fact('2025-11-17', 'on-roll', { school: 'ashfold' }, { id: newId() })], today)
    await assessAnew(id)
    assert.deepEqual(await owner(), [['ashfold']])
    assert.deepEqual((await see(atAshfold, id))?.relationships, ['on-roll', 'owes-next-step'])
  })

  it('goes with who recorded a fact, and for which agency', async () => {
    const id = newId()
    const [left, told] = [newId(), newId()]
    await store(database, { ...amina, id })
    await database.inTransaction(async (transaction) => {
      const held = await holdChild(transaction, id)
      if (!held) throw new Error('not there')
      const more = await appendRecords(transaction, held, [fact('2025-09-08', 'off-roll', {}, { id: left })], {
        by: 'redfern',
        agency: 'ashfold',
      })
      await reassess(transaction, [more], rules, today)
    })
    await record(database, id, [fact('2025-09-09', 'cme-notification', {}, { id: told })], today)
    const recorders = await database.inTransaction((transaction) => readRecorders(transaction, [id]))
    assert.deepEqual(Object.fromEntries(recorders), {
      [left]: { name: 'redfern', agency: { id: 'ashfold', name: 'The ashfold', kind: 'school' } },
      [told]: { name: 'a-test', agency: null },
    })
  })

  it('is seen by the CME officers where there is no date of birth yet', async () => {
    const id = newId()
    await own.ask(`insert into children (id, recorded_by) values ($1, 'test')`, id)
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, recorded_by) values ($1, 1, 'Amina', 'Holt', 'test')`,
      id,
    )
    await own.ask(`insert into child_assessments (child_id) values ($1)`, id)
    await record(database, id, [fact('2025-09-08', 'cme-notification', {}, { id: newId() })], today)
    assert.deepEqual((await see(cme, id))?.relationships, ['without-date-of-birth'])
  })
})

describe('a check of who may see whom', () => {
  it('finds a row that should not be, one that is lost, one that lasts too long, an owner who is not, and what stands under no child; and rebuilding puts it right', async () => {
    const own = await freshDatabase()
    try {
      await storeAgencies(own)
      const app = own.open('app')
      const ids = Array.from({ length: 6 }, () => newId())
      const [added, lost, longer, owner, stray, head] = ids as [string, string, string, string, string, string]
      for (const id of ids) {
        await store(app, { ...amina, id })
        await putOnRoll(own, id, 'ashfold', '2025-09-01', '2026-07-20')
        await record(app, id, [fact('2025-09-08', 'cme-notification', {}, { id: newId() })], today)
      }
      await app.inTransaction(async (transaction) => {
        await letStandFor(transaction, head, [stray], 'the same child', recorder)
        await reassess(transaction, await holdChildren(transaction, [head]), rules, today)
      })
      assert.deepEqual((await check(app, rules, today)).different, [])

      const put = (child: string) =>
        own.ask(`insert into may_see (child_id, agency_id, relationship, from_on) values ($1, 'brindle', 'on-roll', '2025-09-01')`, child)
      await put(added)
      await own.ask(`delete from may_see where child_id = $1 and agency_id = 'ashfold'`, lost)
      await own.ask(`update may_see set until_on = until_on + 1 where child_id = $1 and agency_id = 'ashfold'`, longer)
      await own.ask(`update duties set owner_user = 'halloran' where child_id = $1`, owner)
      await put(stray)
      const expected = [added, lost, longer].map((child) => ({ child, what: ['may_see'] }))
      assert.deepEqual((await check(app, rules, today)).different, [
        ...expected,
        { child: owner, what: ['duties'] },
        { child: stray, what: ['may_see'] },
      ])
      await rebuild(app, rules, today)
      assert.deepEqual((await check(app, rules, today)).different, [])
    } finally {
      await own.drop()
    }
  })
})

describe('a list of children whom somebody may see', () => {
  const own = ownDatabase()
  before(async () => {
    await storeAgencies(own)
    await own.ask(`insert into agencies (id, kind, recorded_by) select 'school-' || n, 'school', 'test' from generate_series(1, 200) n`)
    await own.ask(`insert into children (id, recorded_by) select 'child-' || n, 'test' from generate_series(1, 20000) n`)
    await own.ask(
      `insert into may_see (child_id, agency_id, relationship, from_on) select 'child-' || n, 'school-' || (1 + n % 200), 'on-roll', '2025-09-01' from generate_series(1, 20000) n`,
    )
    await own.ask(
      `insert into duties (child_id, clause, pathway, started_on, first_because, because, force, owner, due_on, due_from, owner_agencies, owner_user)
      select 'child-' || n, '2.1a', 'pme', '2025-10-01', 'f' || n, array['f' || n], 'should', 'school', date '2025-10-01' + n % 300, 'setting',
        array['school-' || (1 + n % 200)], case when n % 7 = 0 then 'user-' || (n % 200) end from generate_series(1, 20000) n`,
    )
    for (const table of ['agencies', 'children', 'may_see', 'duties']) await own.ask(`analyze ${table}`)
  })

  const seen = isSeen('d.child_id', `'school-7'`, `'redfern'`, `date '2025-11-24'`)
  for (const [what, query] of [
    [
      'the open duties of an agency',
      `select * from duties d where owner_agencies @> array['school-7'] and outcome is null and ${seen} order by due_on limit 50`,
    ],
    [
      'the open duties of a person',
      `select * from duties d where owner_user = 'user-7' and outcome is null and ${seen} order by due_on limit 50`,
    ],
    ['every child', `select distinct child_id from may_see where agency_id in ('school-7', '') and user_id in ('redfern', '')`],
    ['one child', `select 1 from (select 'child-6' as child_id) d where ${seen}`],
  ] as const) {
    it(`finds ${what} without reading through a table`, async () => {
      const [row] = await own.ask<{ 'QUERY PLAN': unknown }>(`explain (format json) ${query}`)
      const plan = JSON.stringify(row?.['QUERY PLAN'])
      assert.ok(!/"Seq Scan"/.test(plan), plan)
    })
  }
})
