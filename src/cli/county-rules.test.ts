import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { temporaryFolder } from '../../test/cli-kit.ts'
import { demo, smallCounty } from '../../test/database/small-county.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { fillWithCounty } from '../actions/fill-with-county.ts'
import { date, dayOf } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { makeAllDue } from '../database/county-data.ts'
import { changeSettings } from '../database/rules.ts'
import { calendarCommand } from './calendar.ts'
import { projectionCommand } from './database.ts'
import { settingsCommand } from './settings.ts'
import { sweepCommand } from './sweep.ts'

describe('calendars and settings of a database', () => {
  const own = onDatabase()
  let children = 0
  before(async () => {
    children = (await fillWithCounty(own.open('owner', { forLongWork: true }), smallCounty(80))).children
  })
  const file = temporaryFolder()
  const on = ['--as-of', demo.day]
  const by = ['--by', 'Mary Winder', ...on]
  const check = () => answerOf(projectionCommand, 'check', ...on)
  const settings = (...args: string[]) => answerOf(settingsCommand, ...args)
  const calendar = (...args: string[]) => answerOf(calendarCommand, ...args)
  const persistent = file('persistent.json', JSON.stringify({ persistentAfter: 40, seenAfterEnd: 6 }))
  const countOf = async (table: string) => Number((await own.ask<{ count: string }>(`select count(*) from ${table}`))[0]?.count)
  /** The day on which a duty of the clause starts for a child that is long off the roll. */
  const firstStart = async () => (await own.ask('select min(started_on)::text as day from duties where clause = $1', '1.4a'))[0]?.['day']

  it('settings history says that none was changed', async () =>
    assert.equal((await settings('history')).out, 'No setting was changed; all have their defaults.\n'))

  it('settings change holds from its day on, has every child assessed anew, and is on record with who made it, when and why', async () => {
    const before = await firstStart()
    const args = [persistent, '--from', '2023-09-01', '--why', 'decided by the board', ...by]
    assert.deepEqual(await settings('change', ...args), {
      code: 0,
      out: `Settings changed from 2023-09-01 on: persistentAfter 40, seenAfterEnd 6.\n${children} children assessed anew.\n`,
      err: '',
    })
    assert.match((await check()).out, / 0 different, 0 not yet swept\./)
    assert.notEqual(await firstStart(), before)
    const { out } = await settings('history')
    assert.match(
      out,
      /^1\. From 2023-09-01: persistentAfter 40, seenAfterEnd 6\n {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC, Mary Winder: decided by the board\n$/,
    )
    assert.deepEqual(await own.ask('select who, why from audit where action = $1', 'change-settings'), [
      { who: 'command: Mary Winder', why: 'decided by the board' },
    ])
    assert.equal((await settings('change', ...args)).out, 'Nothing differs from what is on record, and nothing was changed.\n')
    assert.equal(await countOf('settings_versions'), 1)
  })

  it('a change whose command was killed before any child was assessed is told by the check, and the sweep goes on with it', async () => {
    await own.open('worker').inTransaction(async (transaction) => {
      await changeSettings(transaction, { from: date('2023-09-01'), values: { persistentAfter: 50 } }, 'tried', {
        by: 'command: Mary Winder',
      })
      await makeAllDue(transaction, dayOf(demo.day))
    })
    const { out, code } = await check()
    assert.equal(code, 2)
    assert.match(out, new RegExp(` ${children} not yet swept\\.`))
    assert.equal((await answerOf(sweepCommand, ...on)).out, `${children} children swept.\n`)
    assert.match((await check()).out, / 0 different, 0 not yet swept\./)
  })

  it('settings change refuses what is no setting, an empty file, and a change without a day or a reason', async () => {
    const full = ['--from', '2027-01-01', '--why', 'x']
    assert.match(
      (await settings('change', file('a.json', '{"persistentafter": 40}'), ...full)).err,
      /:\/persistentafter: unknown member; did you mean persistentAfter\?\n$/,
    )
    assert.match(
      (await settings('change', file('b.json', '{"seenAfterEnd": 301}'), ...full)).err,
      /seenAfterEnd: found 301; expected a whole number of months, 0 to 300/,
    )
    assert.match((await settings('change', file('c.json', '{}'), ...full)).err, /found no setting; expected at least one that changes/)
    assert.match((await settings('change', persistent, '--why', 'x')).err, /Say from which day they hold: --from DAY\./)
    assert.match((await settings('change', persistent, '--from', '2027-02-30', '--why', 'x')).err, /2027-02-30 is not a day that exists/)
    assert.match((await settings('change', persistent, '--from', '2027-01-01')).err, /Say what they are changed for: --why TEXT\./)
    assert.match((await settings('change')).err, /Say which file has the settings that change\./)
    assert.match((await settings('history', 'all')).err, /There is nothing to be done with all\./)
    assert.match((await settings('change', persistent, '--json', ...full)).err, /--json does not go with settings change\./)
    assert.match((await settings('--why', 'x')).err, /--why does not go with settings alone\./)
    assert.equal(await countOf('settings_versions'), 2)
  })

  it('calendar change puts a calendar in place of the county’s, and each child is assessed by it', async () => {
    const moved = {
      ...lancashire,
      name: 'Lancashire, panel moved',
      panels: (lancashire.panels ?? []).filter((panel) => panel !== '2026-11-25'),
    }
    const path = file('moved.json', JSON.stringify(moved))
    assert.deepEqual(await calendar('change', path, '--why', 'the panel was put off', ...by), {
      code: 0,
      out: `The calendar of the county is now Lancashire, panel moved.\n${children} children assessed anew.\n`,
      err: '',
    })
    assert.match((await check()).out, / 0 different, 0 not yet swept\./)
    assert.match((await calendar('change', path, '--why', 'again', ...by)).out, /^Nothing differs/)
    assert.match(
      (await calendar('change', path, '--area', 'Quillbeck', '--why', 'panels of its own', ...by)).out,
      /^The calendar of Quillbeck is now/,
    )
    const { out } = await calendar('history')
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'THEN')),
      [
        'Quillbeck 1: Lancashire, panel moved',
        '  THEN UTC, Mary Winder: panels of its own',
        `county 1: ${lancashire.name}`,
        '  THEN UTC, fill: the calendar of the made-up county',
        'county 2: Lancashire, panel moved',
        '  THEN UTC, Mary Winder: the panel was put off',
        '',
      ],
    )
  })

  it('calendar change refuses a file at fault, and a change without a reason', async () => {
    const [first] = lancashire.terms
    const wrong = file('wrong.json', JSON.stringify({ name: 'Wrong', terms: [first, first] }))
    assert.match((await calendar('change', wrong, '--why', 'x')).err, /:\/terms\/1\/id: found .*; expected an id of its own/)
    assert.match((await calendar('change', wrong)).err, /Say what it is changed for: --why TEXT\./)
    assert.match((await calendar('change')).err, /Say which file has the calendar\./)
    assert.match((await calendar('history', '--json')).err, /--json does not go with calendar history\./)
    assert.match((await calendar('2026-11-25', '--why', 'x')).err, /--why does not go with a question\./)
  })
})
