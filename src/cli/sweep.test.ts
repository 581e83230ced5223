import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { record, store, storeCalendar } from '../../test/database/children.ts'
import { answerOf, onDatabase } from '../../test/in-this-process.ts'
import { amina, fact } from '../../test/kit.ts'
import { day } from '../calendar/civil-date.ts'
import { sweepCommand } from './sweep.ts'

describe('onroll sweep', () => {
  const own = onDatabase()
  before(async () => {
    const app = own.open('app')
    await storeCalendar(app)
    await store(app, amina)
    await record(app, amina.id, [fact('2025-09-08', 'off-roll')], day('2025-09-08'))
  })

  it('says how many children were swept, and a second time that none was', async () => {
    assert.deepEqual(await answerOf(sweepCommand, '--as-of', '2025-12-01'), { code: 0, out: '1 child swept.\n', err: '' })
    assert.deepEqual(await answerOf(sweepCommand, '--as-of', '2025-12-01'), { code: 0, out: '0 children swept.\n', err: '' })
  })

  it('names a child that could not be assessed, and ends with 2', async () => {
    await own.ask(`alter table child_versions disable trigger user; update child_versions set ehcp = '[null]';
      update child_assessments set next_change_on = '2025-12-01'`)
    const { code, out, err } = await answerOf(sweepCommand, '--as-of', '2025-12-01')
    assert.deepEqual({ code, out }, { code: 2, out: '0 children swept.\n' })
    assert.match(err, /^amina could not be assessed: /)
  })

  it('refuses a day that does not exist, and any word', async () => {
    assert.match((await answerOf(sweepCommand, '--as-of', '2025-02-30')).err, /2025-02-30 is not a day that exists/)
    assert.match((await answerOf(sweepCommand, 'now')).err, /nothing to be done with now/)
  })
})
