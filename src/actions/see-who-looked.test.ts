import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { actor, officer, putSeal } from '../../test/database/agencies.ts'
import { store } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { type LookedFilter, seeWhoLooked } from './see-who-looked.ts'

const today = day('2026-11-23')
const governor = actor('garstone', 'information-governance', 'leadership', 'other')

describe('who has seen a child', () => {
  const { own, database, doing } = onGround(today)
  const child = 'looked-at'

  const entry = (at: string, action: string, more: { who?: string; agency?: string | null; outcome?: string; why?: string } = {}) =>
    own.ask(
      `insert into audit (at, transaction, who, agency_id, action, outcome, children, why) values ($1, pg_current_xact_id(), $2, $3, $4, $5, $6, $7)`,
      ...[
        at,
        more.who ?? 'halloran',
        more.agency === undefined ? 'cme' : more.agency,
        action,
        more.outcome ?? 'done',
        [child],
        more.why ?? null,
      ],
    )

  before(async () => {
    for (const id of [child, 'sealed']) await store(database, { id, dateOfBirth: date('2014-03-09') })
    await putSeal(own, 'sealed', 'brackley')
    // In London half past eleven is of the next day in summer, and not in winter.
    await entry('2026-06-18T23:30:00Z', 'saw-child')
    await entry('2026-11-18T09:00:00Z', 'saw-child')
    await entry('2026-11-18T09:30:00Z', 'saw-details')
    await entry('2026-11-18T10:00:00Z', 'recorded-fact', { why: 'a reason with words' })
    await entry('2026-11-18T11:00:00Z', 'recorded-fact')
    await entry('2026-11-18T12:00:00Z', 'saw-child', { who: 'redfern', agency: 'ashfold' })
    await entry('2026-11-18T13:00:00Z', 'saw-child', { outcome: 'refused' })
    await entry('2026-11-18T13:01:00Z', 'saw-child', { outcome: 'refused' })
    await entry('2026-11-18T23:30:00Z', 'saw-notes')
    await entry('2026-11-19T03:00:00Z', 'assessed-anew', { who: 'sweep', agency: null })
  })

  const seen = async (filter: LookedFilter = {}, page = 1) => (await doing(seeWhoLooked, governor, { child, filter, page })).given
  const rows = async (filter?: LookedFilter) =>
    (await seen(filter)).entries.map(({ day, who, outcome, count, times }) =>
      [day.slice(5), who, count, ...new Set(times.map(({ action }) => action)), ...(outcome === 'refused' ? ['refused'] : [])].join(' '),
    )

  const all = [
    '11-19 sweep 1 assessed-anew',
    '11-18 halloran 3 saw-notes saw-details saw-child',
    '11-18 halloran 2 saw-child refused',
    '11-18 redfern 1 saw-child',
    '11-18 halloran 1 recorded-fact',
    '11-18 halloran 1 recorded-fact',
    '06-19 halloran 1 saw-child',
  ]

  it('is in one row for each person and day, by the newest look; what was changed stands by itself, and what was refused', async () =>
    assert.deepEqual(await rows(), all))

  it('is asked for by person, agency, what was done, whether it was refused, and days', async () => {
    const [sweep, looks, refused, school, recorded, again, summer] = all
    assert.deepEqual(await rows({ who: 'redfern' }), [school])
    assert.deepEqual(await rows({ agency: 'cme' }), [looks, refused, recorded, again, summer])
    assert.deepEqual(await rows({ agency: '' }), [sweep])
    assert.deepEqual(await rows({ action: 'recorded-fact' }), [recorded, again])
    assert.deepEqual(await rows({ outcome: 'refused' }), [refused])
    assert.deepEqual(await rows({ outcome: 'refused', who: 'redfern' }), [])
    assert.deepEqual(await rows({ from: date('2026-11-19') }), [sweep])
    assert.deepEqual(await rows({ until: date('2026-06-19') }), [summer])
    assert.deepEqual(await rows({ from: date('2026-06-19'), until: date('2026-06-19') }), [summer])
    assert.deepEqual(await rows({ until: date('2026-06-18') }), [])
  })

  it('can be filtered by whoever and whatever is in it, and by no other', async () => {
    const { choices } = await seen({ who: 'redfern' })
    assert.deepEqual(choices, {
      people: ['halloran', 'redfern', 'sweep'].map((id) => ({ id, name: id })),
      agencies: [
        { id: '', name: '' },
        { id: 'ashfold', name: 'The ashfold' },
        { id: 'cme', name: 'The cme' },
      ],
      actions: ['assessed-anew', 'recorded-fact', 'saw-child', 'saw-details', 'saw-notes'],
    })
  })

  it('says that a reason was given, and never which', async () => {
    const { entries } = await seen()
    assert.deepEqual(
      entries.map(({ hasReason }) => hasReason),
      [false, false, false, false, false, true, false],
    )
    assert.ok(!JSON.stringify(entries).includes('with words'))
  })

  it('comes fifty rows to a page', async () => {
    for (let n = 0; n < 44; n++) await entry('2026-05-01T10:00:00Z', 'recorded-fact')
    const [first, second] = [await seen({}, 1), await seen({}, 2)]
    assert.deepEqual([first.entries.length, first.hasNext, second.entries.length, second.hasNext], [50, true, 1, false])
    const only = { action: 'recorded-fact', until: date('2026-05-01') }
    assert.deepEqual([(await seen(only)).entries.length, (await seen(only)).hasNext], [44, false])
  })

  it('is not there of a sealed child, but for those whom the seal lists, nor of one that never was', async () => {
    const asked = (id: string) => ({ child: id, filter: { outcome: 'refused' } as const, page: 1 })
    for (const id of ['sealed', 'nobody']) assert.equal((await refusal(doing(seeWhoLooked, governor, asked(id)))).outcome, 'absent')
    assert.equal((await refusal(doing(seeWhoLooked, officer, asked('sealed')))).outcome, 'absent')
  })
})
