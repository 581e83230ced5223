import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actor, storeAgencies } from '../../test/database/agencies.ts'
import { recorder, rules } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { fact } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import type { Actor } from '../sharing/roles.ts'
import { addChildren, appendRecords, holdChildren, letStandFor } from './cases.ts'
import { readCatalogue } from './catalogue.ts'
import { columnClasses, readDetails } from './details.ts'
import { newId } from './ids.ts'
import { reassess } from './projection.ts'

const today = day('2025-11-24')

const officer = actor('halloran', 'cme-officer', 'cme', 'cme-officer')

describe('the details of a child', () => {
  const own = ownDatabase(storeAgencies)
  const database = openedAs('app', own)

  /** A child that left Ashfold for Brindle, with a text or number of its own in every column, which tells the class of the column. */
  async function plantCanaries(...facts: readonly CaseRecord[]): Promise<string> {
    const id = newId()
    await own.ask(`insert into children (id, recorded_by) values ($1, 'test')`, id)
    await own.ask(`insert into child_assessments (child_id) values ($1)`, id)
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, known_as, former_names, date_of_birth, date_of_birth_estimated, sex, upn,
        former_upns, nhs_number, ehcp, recorded_by)
      values ($1, 1, 'identifying-1', 'identifying-2', 'identifying-3', '{identifying-4}', '2014-03-09', true, 'female', 'identifying-5', '{identifying-6}',
        'identifying-7', '[{"from": "2024-01-10", "open": "open-1"}]', 'test')`,
      id,
    )
    await own.ask(
      `insert into child_addresses (child_id, id, version, lines, postcode, district, from_on, until_on, recorded_by)
      values ($1, 'home', 1, '{locating-1}', 'locating-2', 'locating-3', '2021-01-01', '2031-01-01', 'test')`,
      id,
    )
    await own.ask(
      `insert into contacts (child_id, id, version, name, relationship, phone, email, address_lines, postcode, recorded_by)
      values ($1, 'mother', 1, 'identifying-8', 'identifying-9', 'locating-4', 'locating-5', '{locating-6}', 'locating-7', 'test')`,
      id,
    )
    for (const [school, from, until, group] of [
      ['ashfold', '2021-09-01', '2025-10-05', 6],
      ['brindle', '2025-10-06', null, 7],
    ] as const) {
      await own.ask(
        `insert into on_roll (child_id, agency_id, from_on, version, until_on, year_group, recorded_by) values ($1, $2, $3, 1, $4, $5, 'test')`,
        ...[id, school, from, until, group],
      )
    }
    await database.inTransaction(async (transaction) => {
      const [held] = await holdChildren(transaction, [id])
      if (!held) throw new Error('not there')
      const own = facts.map((fact) => ({ ...fact, id: newId() }))
      await reassess(transaction, [await appendRecords(transaction, held, own, recorder)], rules, today)
    })
    return id
  }

  const details = (who: Actor, ...ids: readonly string[]) =>
    database.inTransaction((transaction) => readDetails(transaction, who, ids, today))

  /** The classes of what somebody is given of a child: `identifying 9, locating 7`, and the schools. */
  async function given(who: Actor, id: string): Promise<string> {
    const known = (await details(who, id)).get(id)
    if (!known) return 'nothing'
    const { classes, relationships, head, ...values } = known
    const text = JSON.stringify(values)
    const counts = ['open', 'identifying', 'locating', 'sealed'].flatMap((one) => {
      const planted = new Set(text.match(new RegExp(`${one}-\\d+`, 'g')) ?? [])
      return planted.size === 0 ? [] : [`${one} ${planted.size}`]
    })
    const schools = ['ashfold', 'brindle'].filter((school) => text.includes(school))
    return [...counts, ...schools, ...(known.isWhereaboutsWithheld ? ['whereabouts withheld'] : [])].join(', ')
  }

  // A repeat suspension of one who was at Ashfold then: that school owes a next step, and the child is on a pathway.
  const suspended = [fact('2025-09-08', 'suspension', { days: 1 }), fact('2025-09-15', 'suspension', { days: 2 })]

  for (const [who, expected] of [
    [actor('redfern', 'attendance-lead', 'brindle', 'school'), 'open 1, identifying 9, locating 7, ashfold, brindle'],
    [actor('okonjo', 'safeguarding-lead', 'ashfold', 'school'), 'open 1, identifying 7, ashfold, whereabouts withheld'],
    [actor('vance', 'head-of-service', 'leadership', 'other'), 'open 1, identifying 7, whereabouts withheld'],
    [actor('thackwray', 'panel-chair', 'panel', 'panel-chair'), 'open 1, identifying 9, whereabouts withheld'],
    [actor('garstone', 'social-worker', 'csc-north', 'csc'), 'open 1, identifying 9, locating 7, ashfold, brindle'],
    [actor('stranger', 'cfw-worker', 'cfw-north', 'cfw'), 'nothing'],
    [actor('ashgrove', 'information-governance', 'leadership', 'other'), 'nothing'],
    [actor('ledgard', 'auditor', 'audit', 'other'), 'nothing'],
    [officer, 'nothing'],
  ] as const) {
    it(`are, for a ${who.role} of ${who.agency.id}: ${expected}`, async () => {
      const asked = [fact('2025-10-13', 'panel-discussed'), fact('2025-10-13', 'csc-referral', { for: 'safeguarding' })]
      assert.equal(await given(who, await plantCanaries(...suspended, ...asked)), expected)
    })
  }

  it('of a sealed child hold the seal as well, for those whom it names; nobody else is given anything', async () => {
    const id = await plantCanaries(...suspended)
    await own.ask(
      `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by) values ($1, 1, true, '{halloran}', 'sealed-1', 'test')`,
      id,
    )
    await database.inTransaction(async (transaction) => reassess(transaction, await holdChildren(transaction, [id]), rules, today))
    assert.equal(await given(officer, id), 'open 1, identifying 9, locating 7, sealed 1, ashfold, brindle')
    assert.equal(await given(actor('redfern', 'attendance-lead', 'brindle', 'school'), id), 'nothing')
  })

  it('are those of all its records, the head’s first', async () => {
    const other = await plantCanaries()
    const [head] = await database.inTransaction((transaction) =>
      addChildren(transaction, [{ givenNames: 'Amina', familyName: 'Holt', dateOfBirth: date('2014-03-10') }], recorder),
    )
    if (head === undefined) throw new Error('not made')
    await database.inTransaction(async (transaction) => {
      await holdChildren(transaction, [head, other])
      await letStandFor(transaction, head, [other], 'the same child', recorder)
      await reassess(transaction, await holdChildren(transaction, [head]), rules, today)
    })
    const known = (await details(actor('redfern', 'attendance-lead', 'brindle', 'school'), head)).get(head)
    assert.deepEqual(
      [known?.givenNames, known?.dateOfBirth, known?.isDateOfBirthEstimated, known?.upn, known?.addresses.length, known?.contacts.length],
      ['Amina', '2014-03-10', false, 'identifying-5', 1, 1],
    )
    assert.deepEqual(
      known?.stays.map(({ school, until, yearGroup }) => [school, until, yearGroup]),
      [
        ['The brindle', null, 7],
        ['The ashfold', '2025-10-05', 6],
      ],
    )
  })

  it('are classed as the comments of the columns say', async () => {
    const { tables } = await readCatalogue((question) => own.ask(question))
    for (const [name, columns] of Object.entries(columnClasses)) {
      const table = tables.find((table) => table.name === name)
      for (const [column, own] of Object.entries(columns)) {
        assert.match(table?.columns.find((one) => one.name === column)?.comment ?? '', new RegExp(`^${own}: `), `${name}.${column}`)
      }
    }
  })
})
