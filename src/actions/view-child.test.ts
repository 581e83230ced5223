import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { head, lead, officer, putSeal } from '../../test/database/agencies.ts'
import { at, record, recorder, registeredLate, rules } from '../../test/database/children.ts'
import { onGround } from '../../test/database/doing.ts'
import { date, day } from '../calendar/civil-date.ts'
import { allocate } from '../database/allocations.ts'
import { appendRecords, holdChild } from '../database/cases.ts'
import { putDirectory } from '../database/directory.ts'
import { reassess } from '../database/projection.ts'
import { explainStep } from './explain-step.ts'
import { keyOf, type OtherDate, viewChild } from './view-child.ts'

const today = day('2026-11-23')

const { own, database, doing } = onGround(today)
let child: string

/** What each test begins with. */
const anew = async () => {
  child = await registeredLate(own, database, today)
}

const view = (who: typeof officer, when: OtherDate = {}) => doing(viewChild, who, { child, ...when }).then(({ given }) => given)
const standsAs = ({ assessment }: Awaited<ReturnType<typeof view>>) =>
  (assessment?.duties ?? []).map(({ clause, state, dischargedOn }) => `${clause} ${state}${dischargedOn ? ` ${dischargedOn}` : ''}`)

describe('A child, seen', () => {
  beforeEach(anew)

  it('is, for a school that it has left, what was so until then and what that school recorded: not what others did and owe since', async () => {
    await record(
      database,
      child,
      [
        at('2026-11-02', '2026-11-02T09:00:00Z', {
          id: `${child}-open`,
          by: 'csc',
          type: 'service-open',
          detail: { service: 'csc', worker: 'Helen' },
        }),
        at('2026-09-10', '2026-09-10T09:00:00Z', { id: `${child}-then`, by: 'cfw', type: 'service-open', detail: { service: 'cfw' } }),
      ],
      today,
    )
    const [shown, whole] = [await view(lead), await view(officer)]
    assert.deepEqual(shown.records.map(({ id }) => id).sort(), [`${child}-then`])
    assert.deepEqual(
      shown.caseFile?.facts.map(({ id }) => id),
      [`${child}-then`],
    )
    assert.ok(whole.records.length > 4)
    assert.deepEqual([...new Set(shown.assessment?.duties.map(({ owner }) => owner))], ['school'])
    assert.ok(whole.assessment?.duties.some(({ owner }) => owner !== 'school'))
  })

  it('is with whoever was given it last, and with nobody who had it before', async () => {
    const give = (user: string) =>
      database.inTransaction(async (transaction) => {
        const held = await holdChild(transaction, child)
        if (!held) throw new Error(`${child} is not there`)
        const given = { kind: 'cme-officer', agency: 'cme', user, from: date('2026-11-23') } as const
        await reassess(transaction, [await allocate(transaction, held, given, recorder)], rules, today)
      })
    await give('halloran')
    await give('garstone')
    assert.deepEqual(
      (await view(officer)).holders.map(({ kind, user }) => [kind, user]),
      [['cme-officer', 'garstone']],
    )
  })

  it('is as it stands today, unless another day is asked for', async () => {
    const seen = await view(officer)
    assert.deepEqual([seen.on, seen.knownAt], [today, undefined])
    assert.ok(standsAs(seen).includes('1.2b late 2026-10-09'))
  })

  it('is as it stood on an earlier day: what came later had not happened', async () => {
    assert.ok(standsAs(await view(officer, { asOf: day('2026-10-08') })).includes('1.2b open'))
    assert.ok(standsAs(await view(officer, { asOf: day('2026-10-09') })).includes('1.2b late 2026-10-09'))
  })

  it('is as it will stand on a later day if nothing more is recorded', async () => {
    assert.ok(standsAs(await view(officer, { asOf: day('2027-01-11') })).includes('L4 overdue'))
  })

  it('is as it was known at a moment: what was recorded later is left out of everything', async () => {
    const before = await view(officer, { knownAt: '2026-10-08T08:59:59Z' })
    assert.deepEqual(
      before.caseFile?.facts.map(({ id }) => id),
      [`${child}-off`],
    )
    assert.deepEqual(
      standsAs(before).filter((one) => one.startsWith('1.2')),
      ['1.2a overdue'],
    )
    const then = await view(officer, { knownAt: '2026-10-08T09:00:00Z' })
    assert.deepEqual(
      then.caseFile?.facts.map(({ id }) => id),
      [`${child}-off`, `${child}-told`],
    )
  })

  it('was known without a fact before the first was recorded, with the date of birth and the calendar that came first', async () => {
    const before = await view(officer, { knownAt: '2026-01-01T00:00:00Z' })
    assert.deepEqual([before.caseFile?.child.dateOfBirth, before.caseFile?.facts, before.assessment?.duties], ['2013-04-07', [], []])
  })

  it('names who owes a step to whoever may know where the child is', async () => {
    const seen = await view(officer, { knownAt: '2026-10-08T08:00:00Z' })
    const [notify] = seen.assessment?.duties ?? []
    assert.ok(notify)
    assert.deepEqual(seen.owners.get(keyOf(notify)), { isMine: false, agencies: ['The ashfold'], user: null })
    const schools = await view(lead, { knownAt: '2026-10-08T08:00:00Z' })
    assert.equal(schools.owners.get(keyOf(notify))?.isMine, true)
    const overseen = await view(head, { knownAt: '2026-10-08T08:00:00Z' })
    assert.deepEqual(overseen.owners.get(keyOf(notify)), { isMine: false, agencies: [], user: null })
  })

  it('says what of a fact is withheld, and from whom nothing is', async () => {
    assert.deepEqual((await view(officer)).withheld, new Map())
    assert.deepEqual((await view(head)).withheld.get(`${child}-off`)?.toSorted(), ['note', 'reason', 'school'])
  })

  it('says who recorded a fact, and for which agency, unless that would tell where the child is', async () => {
    const id = `${child}-by-school`
    await database.inTransaction(async (transaction) => {
      const held = await holdChild(transaction, child)
      if (!held) throw new Error(`${child} is not there`)
      const review = at('2026-10-12', '2026-10-12T09:00:00Z', { id, type: 'case-review' })
      const more = await appendRecords(transaction, held, [review], { by: 'redfern', agency: 'ashfold' })
      await reassess(transaction, [more], rules, today)
    })
    const school = { id: 'ashfold', name: 'The ashfold', kind: 'school' }
    assert.deepEqual((await view(officer)).recorders.get(id), { name: 'redfern', agency: school })
    assert.deepEqual((await view(head)).recorders.get(id), { name: 'redfern', agency: null })
  })

  it('says which facts somebody may put right', async () => {
    assert.deepEqual([...(await view(officer)).correctable].toSorted(), [`${child}-off`, `${child}-on`, `${child}-told`])
    assert.deepEqual([...(await view(head)).correctable], [])
  })

  it('that is sealed names those for whom alone it exists', async () => {
    await putSeal(own, child, 'halloran', 'garstone')
    await record(database, child, [at('2026-10-12', '2026-10-12T09:00:00Z', { id: `${child}-later`, type: 'case-review' })], today)
    assert.deepEqual((await view(officer)).sealedFor, ['halloran', 'garstone'])
  })
})

describe('A step, explained', () => {
  beforeEach(anew)

  const step = () => ({
    child,
    clause: '1.2a',
    pathway: 'cme',
    service: null,
    startedOn: date('2026-10-05'),
    because: `${child}-off`,
  })
  const explain = (who: typeof officer, when: OtherDate = {}) => doing(explainStep, who, { ...step(), ...when }).then(({ given }) => given)

  before(() =>
    database.inTransaction((transaction) =>
      putDirectory(
        transaction,
        [
          { id: 'all', name: 'For everybody', whatFor: 'Notifications.', clauses: ['1.2a'] },
          { id: 'schools', name: 'For schools', whatFor: 'Notifications.', clauses: ['1.2a'], agencyKinds: ['school'] },
          { id: 'other', name: 'For another clause', whatFor: 'Panels.', clauses: ['1.4a'] },
          { id: 'old', name: 'Out of use', whatFor: 'Notifications.', clauses: ['1.2a'], inUse: false },
        ],
        recorder,
      ),
    ),
  )

  it('says whom the county’s directory names for its clause, and for one’s own kind of agency', async () => {
    assert.deepEqual(
      (await explain(lead)).contacts.map(({ id }) => id),
      ['all', 'schools'],
    )
    assert.deepEqual(
      (await explain(officer)).contacts.map(({ id }) => id),
      ['all'],
    )
  })

  it('is as it stood on the day, and as it was known at the moment, that are asked for', async () => {
    assert.equal((await explain(officer)).duty?.state, 'done')
    assert.equal((await explain(officer, { knownAt: '2026-10-07T00:00:00Z' })).duty?.state, 'overdue')
    assert.equal((await explain(officer, { asOf: day('2026-10-05') })).duty?.state, 'open')
  })

  it('is not there before it started', async () => {
    assert.equal((await explain(officer, { asOf: day('2026-10-04') })).duty, undefined)
  })
})
