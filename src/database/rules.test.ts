import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recorder } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { date, day } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { COUNTY, changeCalendar, changeSettings, changeSharingSettings, readRules } from './rules.ts'

describe('calendar and settings in the database', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)

  const now = async () => ((await own.ask<{ now: Date }>('select clock_timestamp() as now'))[0] as { now: Date }).now.toISOString()
  const read = (area?: string, knownAt?: string) => database.inTransaction((transaction) => readRules(transaction, area, knownAt))

  it('are none while there is no calendar', async () => assert.equal(await read(), undefined))

  it('hold from their days on, and are answered as they were known at a moment', async () => {
    const withPanel = (on: string) => ({ ...lancashire, panels: [date(on)] })
    await database.inTransaction((transaction) => changeCalendar(transaction, COUNTY, withPanel('2025-10-01'), 'the first', recorder))
    const before = await now()
    await new Promise((done) => setTimeout(done, 5))
    await database.inTransaction(async (transaction) => {
      await changeCalendar(transaction, COUNTY, withPanel('2025-10-08'), 'the panel was moved', recorder)
      await changeSettings(transaction, { from: date('2026-01-01'), values: { persistentAfter: 40 } }, 'decided by the board', recorder)
    })
    const [known, then] = [await read(), await read(COUNTY, before)]
    assert.deepEqual(
      [known?.calendar.panelAfter(day('2025-09-01')), then?.calendar.panelAfter(day('2025-09-01'))],
      [day('2025-10-08'), day('2025-10-01')],
    )
    const persistentAfter = [known, then].map((rules) =>
      ['2025-12-31', '2026-01-01'].map((on) => rules?.settings.on(day(on)).persistentAfter),
    )
    assert.deepEqual(persistentAfter, [
      [60, 40],
      [60, 60],
    ])
  })

  it('keep those of sharing apart from the guidance’s, each with its days', async () => {
    const before = await read()
    await database.inTransaction((transaction) =>
      changeSharingSettings(transaction, { from: date('2026-03-01'), values: { seenAfterEnd: 6 } }, 'decided by the board', recorder),
    )
    const after = await read()
    assert.deepEqual(after?.settings.changes, before?.settings.changes)
    assert.deepEqual(after?.settings.on(day('2026-03-01')), before?.settings.on(day('2026-03-01')))
    const months = ['2026-02-28', '2026-03-01'].map((on) => after?.sharing.on(day(on)).seenAfterEnd)
    assert.deepEqual(months, [12, 6])
  })

  it('of another area are its own', async () => {
    await database.inTransaction((transaction) =>
      changeCalendar(transaction, 'east', { ...lancashire, panels: [] }, 'no panels there', recorder),
    )
    assert.equal((await read('east'))?.calendar.panelAfter(day('2025-09-01')), undefined)
    assert.equal(await read('west'), undefined)
  })
})
