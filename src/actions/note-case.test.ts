import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { actor, chair, head, lead, officer, otherLead, putOnRoll } from '../../test/database/agencies.ts'
import { record, store } from '../../test/database/children.ts'
import { onGround, refusal } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { readChildren } from '../database/cases.ts'
import type { Actor } from '../sharing/roles.ts'
import { addCaseNote, openTakeBack, seeNotes, takeBackNote } from './note-case.ts'

const today = day('2026-11-23')
const deputy = actor('garstone', 'safeguarding-lead', 'ashfold', 'school')

describe('a case note', () => {
  const { own, database, doing } = onGround(today)
  before(async () => {
    await store(database, { id: 'amina', dateOfBirth: date('2014-03-09') })
    await putOnRoll(own, 'amina', 'ashfold', '2024-09-02')
    const told = { id: 'told', type: 'cme-notification', on: date('2026-10-06'), by: 'school' } as const
    await record(database, 'amina', [told, { id: 'panel', type: 'panel-discussed', on: date('2026-11-16'), by: 'panel-chair' }], today)
  })

  const notes = async (who: Actor, page = 1) => (await doing(seeNotes, who, { child: 'amina', page })).given.notes
  const add = (who: Actor, says: string) => doing(addCaseNote, who, { child: 'amina', says })

  it('has its author, agency and time, the newest first, and settles nothing', async () => {
    const version = async () => (await database.inTransaction((transaction) => readChildren(transaction, ['amina'])))[0]?.stored
    const before = await version()
    await add(lead, 'Rang the mother')
    await add(officer, 'The landlord says that they moved')
    assert.deepEqual(
      (await notes(officer)).map(({ says, user, agency }) => [says, user, agency?.id]),
      [
        ['The landlord says that they moved', 'halloran', 'cme'],
        ['Rang the mother', 'redfern', 'ashfold'],
      ],
    )
    assert.deepEqual(await version(), before)
  })

  it('is read by whoever reads free words of the child; the panel is not told which school', async () => {
    assert.deepEqual(
      (await notes(chair)).map(({ agency }) => agency?.id),
      ['cme', undefined],
    )
    assert.equal((await refusal(notes(head))).outcome, 'forbidden')
    for (const who of [otherLead, actor('brackley', 'cfw-worker', 'cfw-south', 'cfw')]) {
      assert.equal((await refusal(notes(who))).outcome, 'absent')
      assert.equal((await refusal(add(who, 'x'))).outcome, 'absent')
    }
  })

  it('is taken back by whoever wrote it, or an officer, with the reason, and stays readable', async () => {
    const [, first] = await notes(officer)
    const asked = { child: 'amina', note: first?.id ?? '' }
    assert.equal(first?.mayTakeBack, true)
    assert.deepEqual(
      (await notes(deputy)).map(({ mayTakeBack }) => mayTakeBack),
      [false, false],
    )
    assert.equal((await refusal(doing(takeBackNote, deputy, { ...asked, why: 'x' }))).outcome, 'forbidden')
    assert.equal((await refusal(doing(openTakeBack, officer, { ...asked, note: 'none' }))).outcome, 'absent')
    await doing(takeBackNote, lead, { ...asked, why: 'That was another child' })
    const [, after] = await notes(lead)
    assert.deepEqual([after?.says, after?.withdrawn?.why, after?.mayTakeBack], ['Rang the mother', 'That was another child', false])
    assert.equal((await refusal(doing(takeBackNote, officer, { ...asked, why: 'again' }))).outcome, 'absent')
  })

  it('is neither changed nor deleted', async () => {
    for (const way of [`update case_notes set says = 'x'`, 'delete from case_notes'])
      await assert.rejects(
        database.inTransaction(({ askFreely }) => askFreely(way)),
        { code: '42501' },
      )
  })

  it('comes with others, twenty on a page', async () => {
    for (let n = 0; n < 20; n++) await add(lead, `note ${n}`)
    const first = (await doing(seeNotes, lead, { child: 'amina', page: 1 })).given
    const second = (await doing(seeNotes, lead, { child: 'amina', page: 2 })).given
    assert.deepEqual([first.notes.length, first.hasNext, second.notes.length, second.hasNext], [20, true, 2, false])
  })
})
