import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { lead, officer, worker } from '../../test/database/agencies.ts'
import { rules, stored } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { missing, storeCounty } from '../../test/database/next-steps.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { FactType } from '../casefile/fact-table.ts'
import { check } from '../database/projection.ts'
import { checkForSeveral, openForSeveral, recordForSeveral } from './record-for-several.ts'

const today = day('2026-11-23')

describe('one fact for several children', () => {
  const { own, database, doing } = onGround(today, storeCounty)
  before(async () => {
    await missing(own, database, 'amina', '2026-11-16', today, { name: 'Amina' })
    await missing(own, database, 'ben', '2026-11-20', today, { name: 'Ben' })
    await missing(own, database, 'cem', '2026-11-23', today, { name: 'Cem' })
  })

  const of = (children: readonly string[], type: FactType, on: string, detail?: object) => ({
    children,
    fact: { type, on: date(on), ...(detail && { detail }) } as never,
  })
  const numberOfFacts = async (id: string) => (await stored(database, id)).facts.length

  it('is opened for those whom one may see, and for nobody by a role that does not record it', async () => {
    const { given, children } = await doing(openForSeveral, officer, { type: 'cme-registered', children: ['amina', 'ben', 'nobody'] })
    assert.deepEqual(given.children.map(({ givenNames }) => givenNames).sort(), ['Amina', 'Ben'])
    assert.deepEqual([...children].sort(), ['amina', 'ben'])
    assert.deepEqual((await doing(openForSeveral, worker, { type: 'case-review', children: ['amina'] })).given.children, [])
    assert.equal((await refusal(doing(openForSeveral, lead, { type: 'cme-registered', children: ['amina'] }))).outcome, 'forbidden')
  })

  it('says of each child what it changes before anything is saved', async () => {
    const { given } = await doing(checkForSeveral, officer, of(['amina', 'ben'], 'cme-registered', '2026-11-23'))
    assert.deepEqual(
      given.changed.map(({ details, after }) => [details.givenNames, after.duties.find(({ clause }) => clause === '1.2b')?.state]),
      [
        ['Amina', 'late'],
        ['Ben', 'done'],
      ],
    )
    assert.equal(await numberOfFacts('amina'), 2)
  })

  it('is recorded of those of whom it can be, and the others are told with the reason', async () => {
    // Of a child without a date of birth nothing can be recorded yet.
    await own.ask(`insert into children (id, recorded_by) values ('unborn', 'test')`)
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, recorded_by) values ('unborn', 1, 'Dai', 'Holt', 'test')`,
    )
    await own.ask(`insert into child_assessments (child_id) values ('unborn')`)
    await own.ask(
      `insert into may_see (child_id, agency_id, relationship, from_on) values ('unborn', 'cme', 'without-date-of-birth', '2026-11-01')`,
    )
    const asked = of(['amina', 'unborn', 'ben', 'nobody'], 'cme-registered', '2026-11-23')
    const checked = await doing(checkForSeveral, officer, asked)
    assert.deepEqual(
      checked.given.refused.map(({ details, why }) => [details.givenNames, why]),
      [['Dai', 'The child has no date of birth yet. Add it first.']],
    )
    const { given, children } = await doing(recordForSeveral, officer, asked)
    assert.deepEqual([...given.saved].sort(), ['amina', 'ben'])
    assert.deepEqual(
      given.refused.map(({ child }) => child),
      ['unborn'],
    )
    assert.deepEqual([...children].sort(), ['amina', 'ben', 'unborn'], 'one entry of the audit log has them all')
    assert.deepEqual([given.settled, given.late], [2, 1])
    assert.deepEqual([await numberOfFacts('amina'), await numberOfFacts('ben'), await numberOfFacts('cem')], [3, 3, 2])
    const [kept] = await own.ask<{ n: string }>(`select count(*) as n from facts where type = 'cme-registered' and recorded_agency = 'cme'`)
    assert.equal(Number(kept?.n), 2)
    const { different } = await check(database, rules, today)
    assert.deepEqual(
      different.filter(({ child }) => child !== 'unborn'),
      [],
      'what is stored is what the guidance says anew',
    )
  })

  it('comes back to the form where it can be recorded of none, with the field it is about', async () => {
    const ahead = await refusal(doing(recordForSeveral, officer, of(['cem'], 'cme-registered', '2026-11-24')))
    assert.ok(ahead.outcome === 'faults')
    assert.deepEqual(
      ahead.faults.map(({ pointer }) => pointer),
      ['/on'],
    )
    const gone = await refusal(doing(checkForSeveral, officer, of(['nobody'], 'cme-registered', '2026-11-23')))
    assert.ok(gone.outcome === 'faults')
    assert.equal((await refusal(doing(recordForSeveral, lead, of(['cem'], 'cme-registered', '2026-11-23')))).outcome, 'forbidden')
    assert.equal(await numberOfFacts('cem'), 2)
  })

  it('twice at once is twice on record, one after the other, whichever way round the children were named', async () => {
    const review = (children: readonly string[]) => ({
      children,
      fact: { type: 'case-review', on: date('2026-11-23'), note: 'Seen; a visit on Friday.' } as never,
    })
    const both = [review(['amina', 'cem']), review(['cem', 'amina'])]
    const before = [await numberOfFacts('amina'), await numberOfFacts('cem')]
    await Promise.all(both.map((asked) => doing(recordForSeveral, officer, asked)))
    assert.deepEqual(
      [await numberOfFacts('amina'), await numberOfFacts('cem')],
      before.map((number) => number + 2),
    )
  })
})
