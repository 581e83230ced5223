import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { actor, storeAgencies } from '../../test/database/agencies.ts'
import { record, recorder, rules } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { fact } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import { allocate } from './allocations.ts'
import { addChildren, holdChild, holdChildren, letStandFor, type NewChild } from './cases.ts'
import { newId } from './ids.ts'
import { dutyList, statements, waitingList } from './lists.ts'
import { reassess } from './projection.ts'

/** Twenty thousand children: an officer in fifty has one; the others are pupils of two schools, of whom one in ten has something open. */
const children = 20_000
const fill = [
  `insert into children (id, recorded_by) select 'c-' || n, 'test' from generate_series(1, ${children}) n`,
  `insert into child_versions (child_id, version, given_names, family_name, date_of_birth, recorded_by)
    select 'c-' || n, 1, 'Child ' || n, 'Holt', date '2012-01-01' + n % 3000, 'test' from generate_series(1, ${children}) n`,
  `insert into child_assessments (child_id, version, assessed_on, next_change_on) select 'c-' || n, 1, '2026-11-23', date '2026-11-24' + n % 60
    from generate_series(1, ${children}) n`,
  `insert into child_addresses (child_id, id, version, lines, district, recorded_by)
    select 'c-' || n, 'home', 1, '{1 Nowhere Street}', case n % 2 when 0 then 'Nettleworth' else 'Swale Green' end, 'test' from generate_series(1, ${children}) n`,
  `insert into facts (child_id, id, type, on_day, by, recorded_by, recorded_agency)
    select 'c-' || n, 'f-' || n || '-' || m, 'case-review', date '2026-11-01', 'school', 'redfern', 'ashfold'
    from generate_series(1, ${children}) n, generate_series(1, 2) m`,
  `insert into duties (child_id, clause, pathway, started_on, first_because, because, force, owner, due_on, due_from, outcome, owner_agencies, owner_user)
    select 'c-' || n, '2.1' || chr(96 + m), 'pme', date '2026-11-02', 'f-' || n || '-' || m, array['f-' || n || '-' || m], 'must',
      case n % 50 when 0 then 'cme-officer' else 'school' end, date '2026-11-23' + n % 40 - 10, 'setting',
      case when m = 1 and n % 10 = 0 then null else 'done' end,
      case n % 50 when 0 then array['cme'] else array[case n % 3 when 0 then 'ashfold' else 'brindle' end] end, case n % 100 when 0 then 'halloran' end
    from generate_series(1, ${children}) n, generate_series(1, 2) m`,
  `insert into may_see (child_id, agency_id, relationship, from_on)
    select 'c-' || n, case n % 50 when 0 then 'cme' else case n % 3 when 0 then 'ashfold' else 'brindle' end end,
      case n % 50 when 0 then 'has-the-child' else 'on-roll' end, '2026-09-01' from generate_series(1, ${children}) n`,
  `insert into allocations (child_id, id, version, kind, agency_id, user_id, from_on, recorded_by)
    select 'c-' || n, 'a', 1, 'cme-officer', 'cme', case n % 100 when 0 then 'halloran' when 50 then 'garstone' end, '2026-09-01', 'test'
    from generate_series(50, ${children}, 50) n`,
  `insert into allocations (child_id, id, version, kind, agency_id, from_on, recorded_by)
    select 'c-' || n, 'b', 1, 'cfw', 'cfw-south', '2026-09-01', 'test' from generate_series(1, ${children}) n`,
  `insert into same_child (child_id, version, head_id, why, recorded_by)
    select 'c-' || n, 1, 'c-' || n + 1, 'a test', 'test' from generate_series(1, ${children}, 4) n`,
  'analyze',
]

const large = ['duties', 'may_see', 'facts', 'child_versions', 'child_addresses', 'child_assessments', 'allocations', 'same_child']

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

const scanned = ({ Plans = [], ...plan }: Plan): readonly string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...Plans.flatMap(scanned),
]

describe('lists of next steps', () => {
  const own = ownDatabase()
  const owner = openedAs('owner', own, { forLongWork: true })
  before(async () => {
    await storeAgencies(own)
    await owner.inTransaction(async ({ askFreely }) => {
      for (const question of fill) await askFreely(question)
    })
    // As the server does by itself, minutes after so much has changed.
    await own.ask('vacuum analyze')
  })

  // One plan for whatever is asked, as a connection comes to have it, and one for what is asked now.
  for (const mode of ['force_generic_plan', 'force_custom_plan']) {
    for (const { name, text } of statements) {
      it(`scan no large table: ${name}, ${mode.split('_')[1]}`, async () => {
        const asked = [`'halloran'`, `'cme'`, `'2026-11-23'`, `'2026-11-29'`, `''`, `''`, `''`, `''`]
        const more = name.startsWith('list_') ? ['null', '50', '0', 'true'] : name.startsWith('waiting_') ? ['10', '0', `'{cfw,csc}'`] : []
        const values = name.startsWith('districts_') ? [] : [...asked, ...more]
        const [row] = await owner.inTransaction(async ({ askFreely }) => {
          await askFreely(`set local plan_cache_mode = ${mode}`)
          await askFreely(`prepare asked as ${text}`)
          const plan = await askFreely<{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(
            `explain (format json) execute asked${values.length > 0 ? `(${values.join(', ')})` : ''}`,
          )
          await askFreely('deallocate asked')
          return plan
        })
        assert.ok(row)
        assert.deepEqual(
          scanned(row['QUERY PLAN'][0].Plan).filter((table) => large.includes(table)),
          [],
        )
      })
    }
  }
})

describe('a list of next steps, of records that are one child', () => {
  const today = day('2025-11-24')
  const officer = (user: string) => actor(user, 'cme-officer', 'cme', 'cme-officer')
  const all = { pathway: '', clause: '', district: '' }
  const own = ownDatabase()
  const database = openedAs('app', own)
  before(() => storeAgencies(own))

  /** A child missing education, of records for which the first stands. Each may have been given to somebody from a day on. */
  async function joined(...records: readonly (Partial<NewChild> & { readonly to?: string; readonly from?: string })[]): Promise<string> {
    const children = records.map(({ to: _to, from: _from, ...more }) => ({ givenNames: 'Amina', familyName: 'Holt', ...more }))
    const [head, ...others] = await database.inTransaction((transaction) => addChildren(transaction, children, recorder))
    if (head === undefined) throw new Error('not made')
    await database.inTransaction(async (transaction) => {
      for (const [place, id] of [head, ...others].entries()) {
        const { to, from } = records[place] ?? {}
        const held = await holdChild(transaction, id)
        if (held && to !== undefined && from !== undefined)
          await allocate(transaction, held, { kind: 'cme-officer', agency: 'cme', user: to, from: date(from) }, recorder)
      }
      await letStandFor(transaction, head, others, 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [head]), rules, today)
    })
    const asked = { to: 'cfw', route: 'direct', level: 'standard' } as const
    const facts = [
      fact('2025-10-06', 'off-roll', {}, { id: newId() }),
      fact('2025-10-07', 'cme-notification', {}, { id: newId() }),
      fact('2025-11-03', 'support-request', asked, { id: newId() }),
    ]
    await record(database, head, facts, today)
    return head
  }

  const birthOf = async (child: string) => {
    const asked = { ...all, child, whose: 'team', group: undefined, isBundled: false, limit: 1, offset: 0 } as const
    const { duties } = await database.inTransaction((transaction) => dutyList(transaction, officer('halloran'), today, asked))
    return duties.map(({ details: { dateOfBirth, isDateOfBirthEstimated } }) => [dateOfBirth, isDateOfBirthEstimated])
  }

  const dated = { dateOfBirth: date('2014-03-09') }
  const estimated = { dateOfBirth: date('2014-01-01'), isDateOfBirthEstimated: true }

  for (const [what, records, expected] of [
    ['another, an estimate', [{}, estimated], ['2014-01-01', true]],
    ['another, no estimate', [{ isDateOfBirthEstimated: true }, dated], ['2014-03-09', false]],
    ['the first, no estimate, where another has one', [dated, estimated], ['2014-03-09', false]],
    ['the first, an estimate, where another has none', [estimated, dated], ['2014-01-01', true]],
  ] as const) {
    it(`has a date of birth, and whether it is an estimate, of one record: of ${what}`, async () =>
      assert.deepEqual(await birthOf(await joined(...records)), [expected]))
  }

  it('tells what others owe to whoever was given any of them last, and not to who had another before', async () => {
    const child = await joined({ ...dated, to: 'halloran', from: '2025-11-03' }, { ...dated, to: 'garstone', from: '2025-11-10' })
    const waiting = async (user: string) => {
      const asked = { ...all, child, whose: 'mine', limit: 10, offset: 0 } as const
      const list = await database.inTransaction((transaction) => waitingList(transaction, officer(user), today, asked))
      return [...new Set(list.duties.map(({ owner }) => owner))]
    }
    assert.deepEqual(await waiting('halloran'), [])
    assert.deepEqual(await waiting('garstone'), ['cfw'])
  })
})
