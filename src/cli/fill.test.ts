import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { smallCounty } from '../../test/database/small-county.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { fillWithCounty } from '../actions/fill-with-county.ts'
import { fillCommand } from './fill.ts'

describe('onroll fill', () => {
  const own = onDatabase()

  it('says what is asked in the wrong way', async () => {
    for (const [args, sentence] of [
      [['--scale', 'town'], /The scale is town; expected demo or county\./],
      [['--day', '2026-02-30'], /2026-02-30 is not a day that exists/],
      [['--seed', 'one'], /The seed is one; expected a whole number\./],
      [['demo'], /There is nothing to be done with demo\./],
    ] as [string[], RegExp][]) {
      const { err, code } = await answerOf(fillCommand, ...args)
      assert.match(err, sentence)
      assert.equal(code, 2)
    }
  })

  it('refuses production, and a database that has children already', async () => {
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    const refused = await answerOf(fillCommand)
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
    assert.deepEqual(refused, {
      code: 2,
      out: '',
      err: 'onroll fill: This is production (NODE_ENV), and nothing made up is put where real children may be.\n',
    })
    await fillWithCounty(own.open('owner', { forLongWork: true }), smallCounty(3))
    const { err, code } = await answerOf(fillCommand)
    assert.match(err, /^onroll fill: There are children, agencies and people in the database already; /)
    assert.equal(code, 2)
  })
})
