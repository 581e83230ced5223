import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { actor, chair, lead, officer, putSeal } from '../../test/database/agencies.ts'
import { record } from '../../test/database/children.ts'
import { doingOn, onGround } from '../../test/database/doing.ts'
import { absent, missing, storeCounty } from '../../test/database/next-steps.ts'
import { date, day } from '../calendar/civil-date.ts'
import { allocateChosen } from './allocate.ts'
import { recordFact } from './record-fact.ts'
import { type NextSteps, type NextStepsAsked, STEPS_ON_A_PAGE, seeNextSteps, WAITING_SHOWN } from './see-next-steps.ts'

const today = day('2026-11-23')
const other = actor('garstone', 'cme-officer', 'cme', 'cme-officer')

const everything: NextStepsAsked = {
  ...{ whose: undefined, pathway: '', clause: '', district: '', child: '' },
  ...{ due: undefined, page: 1, done: undefined },
}

const titles = ({ steps }: NextSteps) => steps.map(({ details, group, dueOn }) => `${details.givenNames} ${group} ${dueOn}`)

describe('the list of next steps', () => {
  const { own, database, doing } = onGround(today, storeCounty)
  before(async () => {
    await missing(own, database, 'amina', '2026-11-16', today, { name: 'Amina' })
    await missing(own, database, 'ben', '2026-11-19', today, { name: 'Ben', district: 'Swale Green' })
    await missing(own, database, 'cem', '2026-11-23', today, { name: 'Cem' })
    await missing(own, database, 'dora', '2026-11-23', today, { name: 'Dora' })
    await putSeal(own, 'dora', 'garstone')
    await record(database, 'dora', [{ id: 'dora-more', type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    for (const child of ['amina', 'ben'])
      await doing(allocateChosen, officer, { chosen: [{ child, duty: undefined }], what: 'children', to: 'me' })
  })

  const see = async (who: typeof officer, asked: Partial<NextStepsAsked> = {}) =>
    (await doing(seeNextSteps, who, { ...everything, ...asked })).given

  it('is of what an officer has, the most urgent first, and counts it by when it is due', async () => {
    const list = await see(officer)
    assert.equal(list.whose, 'mine')
    assert.deepEqual(titles(list), ['Amina overdue 2026-11-18', 'Ben today 2026-11-23'])
    assert.deepEqual(list.counts, { overdue: 1, today: 1, week: 0, later: 0, coming: 0 })
  })

  it('says how many children nobody has, and shows them by themselves; a child that is sealed is neither', async () => {
    assert.deepEqual((await see(officer)).ofNobody, { duties: 1, children: 1 })
    assert.deepEqual(titles(await see(officer, { whose: 'nobody' })), ['Cem week 2026-11-25'])
    assert.deepEqual(titles(await see(other, { whose: 'nobody' })), ['Cem week 2026-11-25', 'Dora week 2026-11-25'])
  })

  it('is, for the whole agency, of everything it owes, with the name of whoever has it', async () => {
    const list = await see(officer, { whose: 'team' })
    assert.deepEqual(
      list.steps.map(({ details, ownerName }) => [details.givenNames, ownerName]),
      [
        ['Amina', 'halloran'],
        ['Ben', 'halloran'],
        ['Cem', null],
      ],
    )
  })

  it('has what is left by a filter, and the number without it', async () => {
    const list = await see(officer, { whose: 'team', district: 'Swale Green' })
    assert.deepEqual(titles(list), ['Ben today 2026-11-23'])
    assert.equal(list.all, 3)
    assert.deepEqual(list.counts, { overdue: 0, today: 1, week: 0, later: 0, coming: 0 })
    assert.deepEqual(list.districts, ['Nettleworth', 'Swale Green'])
    assert.deepEqual(titles(await see(officer, { whose: 'team', clause: '1.4a' })), [])
    assert.deepEqual(titles(await see(officer, { whose: 'team', pathway: 'cme', child: 'cem' })), ['Cem week 2026-11-25'])
    const week = await see(officer, { whose: 'team', due: 'week' })
    assert.deepEqual(titles(week), ['Cem week 2026-11-25'])
    assert.equal(week.counts.overdue, 1, 'the other groups are counted still')
  })

  it('knows no district for those who may not know where children live', async () => {
    assert.deepEqual((await see(lead)).districts, [])
    assert.equal((await see(chair, { whose: 'team', district: 'Swale Green' })).district, '')
  })

  it('tells what others owe for the children of an officer, since when', async () => {
    await absent(own, database, 'eva', '2026-11-02', today, { name: 'Eva' })
    await own.ask(
      `insert into allocations (child_id, id, version, kind, agency_id, user_id, from_on, recorded_by) values ('eva', 'a', 1, 'cme-officer', 'cme', 'halloran', '2026-11-02', 'test')`,
    )
    await record(database, 'eva', [{ id: 'eva-told', type: 'case-review', on: date('2026-11-20'), by: 'cme-officer' }], today)
    const { waiting } = await see(officer)
    assert.deepEqual(
      waiting.steps.map(({ details, owner, startedOn }) => [details.givenNames, owner, startedOn]),
      [['Eva', 'school', '2026-11-02']],
    )
    assert.equal((await see(other)).waiting.total, 0)
    assert.deepEqual((await see(officer, { due: 'waiting' })).steps, [], 'they have a page of their own')
  })

  it('tells a school what came of what it told, while others see to it', async () => {
    await missing(own, database, 'finn', '2026-11-20', today, { name: 'Finn' })
    assert.equal((await see(lead)).waiting.total, 0, 'somebody else recorded it')
    await doing(recordFact, lead, { child: 'finn', fact: { type: 'cme-notification', on: date('2026-11-23') } as never })
    const names = (await see(lead)).waiting.steps.map(({ details, owner }) => [details.givenNames, owner])
    assert.deepEqual(names, [['Finn', 'cme-officer']])
  })

  it('puts those of one clause together where there are more than five, and brings no more than a page of them', async () => {
    for (let n = 1; n <= 60; n++) await absent(own, database, `pupil-${n}`, '2026-11-02', today, { name: `Pupil ${n}` })
    const list = await see(lead)
    assert.equal(list.whose, 'team', 'a school does what comes next, whoever is there')
    assert.ok(list.isBundled)
    const together = list.steps.filter(({ clause }) => clause === '2.1a')
    assert.deepEqual([...new Set(together.map(({ together }) => together))], [61])
    assert.equal(together.length, 10)
    assert.equal(list.pages, 1)
    const byThemselves = await see(lead, { clause: '2.1a' })
    assert.equal(byThemselves.steps.length, STEPS_ON_A_PAGE)
    assert.equal(byThemselves.pages, 2)
    assert.equal((await see(lead, { clause: '2.1a', page: 2 })).steps.length, 11)
    assert.equal((await see(lead, { clause: '2.1a', page: 9 })).page, 2, 'the last page that there is')
  })

  it('has five of a clause one by one', async () => {
    for (let n = 1; n <= 4; n++) {
      await missing(own, database, `more-${n}`, '2026-11-16', today, { name: `More ${n}` })
    }
    const overdue = async () => (await see(officer, { whose: 'team', due: 'overdue' })).steps.map(({ together }) => together)
    assert.deepEqual(await overdue(), [1, 1, 1, 1, 1])
    await missing(own, database, 'more-5', '2026-11-16', today, { name: 'More 5' })
    assert.deepEqual(await overdue(), [6, 6, 6, 6, 6, 6])
  })

  it('says what has just been recorded from it, to whoever may still see the child', async () => {
    const { given } = await doing(recordFact, officer, {
      child: 'amina',
      fact: { type: 'cme-registered', on: date('2026-11-23') } as never,
    })
    const done = { child: 'amina', fact: given.fact }
    const { done: said } = await see(officer, { done })
    assert.ok(said?.what === 'recorded')
    assert.equal(said.seen.before?.assessment.duties.find(({ clause }) => clause === '1.2b')?.state, 'overdue')
    assert.equal(said.seen.assessment?.duties.find(({ clause }) => clause === '1.2b')?.state, 'late')
    assert.equal((await see(chair, { done })).done, undefined)
    assert.equal((await see(officer, { done: { child: 'nobody', fact: 'x' } })).done, undefined)
    assert.equal((await see(officer, { done: { key: 'never-sent-by-anybody' } })).done, undefined)
  })

  it('puts every child it names into the audit log, those that are waited for too', async () => {
    const { children, given } = await doing(seeNextSteps, officer, everything)
    assert.deepEqual(new Set(children), new Set([...given.steps, ...given.waiting.steps].map(({ child }) => child)))
    assert.ok(given.waiting.steps.length <= WAITING_SHOWN)
  })

  it('says since when it may not be up to date', async () => {
    assert.equal((await see(officer)).unsweptSince, null)
    const later = doingOn(database, day('2026-12-31'))
    const { given } = await later(seeNextSteps, officer, everything)
    assert.notEqual(given.unsweptSince, null)
  })
})
