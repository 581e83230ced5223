import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { actor, officer, storeAgencies } from '../../test/database/agencies.ts'
import { emptyOutbox, inOutbox, putPerson } from '../../test/database/alerts.ts'
import { anotherId, recorder, rules, store, storeCalendar } from '../../test/database/children.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina, fact } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import type { Actor } from '../sharing/roles.ts'
import { allocate, type NewAllocation } from './allocations.ts'
import { appendRecords, holdChild } from './cases.ts'
import { addNotification, type Urgency } from './notifications.ts'
import { alertOf, claimAlert, type Doer, markAlertSent, type Whom } from './outbox.ts'
import { reassess } from './projection.ts'
import { sweep } from './sweep.ts'

const friday = day('2025-11-21')
const saturday = friday + 1
const monday = friday + 3
const elsewhere: Doer = { user: 'nobody', agency: 'nowhere' }

describe('the outbox', () => {
  const own = ownDatabase(storeAgencies)
  const database = openedAs('app', own)
  const worker = openedAs('worker', own)
  before(async () => {
    await storeCalendar(database)
    await putPerson(own, 'halloran', 'cme-officer', 'cme')
    await putPerson(own, 'oyelaran', 'cme-officer', 'cme')
    await putPerson(own, 'brackley', 'cfw-worker', 'cfw-north')
    await putPerson(own, 'ivinson', 'hub-worker', 'hub')
    await putPerson(own, 'redfern', 'attendance-lead', 'ashfold')
    await putPerson(own, 'garstone', 'head-of-service', 'leadership')
  })
  beforeEach(() => emptyOutbox(own))

  const tell = (whom: Whom, today = friday, by = elsewhere) =>
    database.inTransaction(async (transaction) => alertOf(transaction, rules.calendar, today, [whom], by))
  const send = (today: number) =>
    worker.inTransaction(async (transaction) => {
      const alert = await claimAlert(transaction, today, true)
      if (alert) markAlertSent(transaction, alert)
      return alert?.user
    })

  describe('tells', () => {
    it('everybody of an agency who has its list', async () => {
      await tell({ agency: 'cme' })
      assert.deepEqual(await inOutbox(own), ['halloran steps 2025-11-21 waiting', 'oyelaran steps 2025-11-21 waiting'])
    })

    it('one person alone, where it is theirs by name', async () => {
      await tell({ agency: 'cme', person: 'oyelaran' })
      assert.deepEqual(await inOutbox(own), ['oyelaran steps 2025-11-21 waiting'])
    })

    it('nobody of an agency of what it did itself, unless it is another’s by name', async () => {
      const halloran = { user: 'halloran', agency: 'cme' }
      await tell({ agency: 'cme' }, friday, halloran)
      await tell({ agency: 'cme', person: 'halloran' }, friday, halloran)
      assert.deepEqual(await inOutbox(own), [])
      await tell({ agency: 'cme', person: 'oyelaran' }, friday, halloran)
      assert.deepEqual(await inOutbox(own), ['oyelaran steps 2025-11-21 waiting'])
    })

    it('nobody who has no list of steps', async () => {
      await tell({ agency: 'leadership' })
      assert.deepEqual(await inOutbox(own), [])
    })

    it('nobody without an address, disabled, or whose role has ended', async () => {
      await own.ask(`update users set email = null where id = 'halloran'`)
      await own.ask(`insert into users_disabled (user_id, disabled_by) values ('oyelaran', 'test')`)
      await own.ask(`update user_roles set until_at = clock_timestamp(), ended_by = 'test' where user_id = 'brackley'`)
      await tell({ agency: 'cme' })
      await tell({ agency: 'cfw-north', person: 'brackley' })
      assert.deepEqual(await inOutbox(own), [])
      await own.ask(`update users set email = 'halloran@county.example' where id = 'halloran'`)
      await own.ask(`update users_disabled set until_at = clock_timestamp(), enabled_by = 'test'`)
      await putPerson(own, 'brackley', 'cfw-worker', 'cfw-north')
    })

    it('nothing where what it follows from is not saved', async () => {
      await assert.rejects(
        database.inTransaction(async (transaction) => {
          alertOf(transaction, rules.calendar, friday, [{ agency: 'cme' }], elsewhere)
          throw new Error('it is not saved')
        }),
      )
      assert.deepEqual(await inOutbox(own), [])
    })
  })

  describe('has for a person', () => {
    it('one that waits, whatever comes meanwhile, and in whichever transactions', async () => {
      await Promise.all(Array.from({ length: 8 }, () => tell({ agency: 'cme' })))
      await tell({ agency: 'cme' }, monday)
      assert.deepEqual(await inOutbox(own), ['halloran steps 2025-11-21 waiting', 'oyelaran steps 2025-11-21 waiting'])
    })

    it('one a day: what comes after it was sent waits for the next working day', async () => {
      await tell({ agency: 'cfw-north' })
      assert.equal(await send(friday), 'brackley')
      await tell({ agency: 'cfw-north' })
      await tell({ agency: 'cfw-north' })
      assert.deepEqual(await inOutbox(own), ['brackley steps 2025-11-21 sent', 'brackley steps 2025-11-24 waiting'])
      assert.deepEqual(
        [await send(friday), await send(saturday), await send(monday), await send(monday)],
        [undefined, undefined, 'brackley', undefined],
      )
    })

    it('of a Saturday, or of Christmas, the one of the next working day', async () => {
      await tell({ agency: 'cfw-north' }, saturday)
      await tell({ agency: 'hub' }, day('2025-12-25'))
      assert.deepEqual(await inOutbox(own), ['brackley steps 2025-11-24 waiting', 'ivinson steps 2025-12-29 waiting'])
    })

    it('beyond the calendar’s ends one on any day from Monday to Friday', async () => {
      await tell({ agency: 'cfw-north' }, day('2040-01-07'))
      assert.deepEqual(await inOutbox(own), ['brackley steps 2040-01-09 waiting'])
    })

    it('one that was not sent for days, and still no more than one a day', async () => {
      await tell({ agency: 'cfw-north' })
      await own.ask(`insert into outbox (user_id, kind, day) values ('brackley', 'steps', '2025-11-24')`)
      assert.deepEqual([await send(monday), await send(monday), await send(monday + 1)], ['brackley', undefined, undefined])
      assert.deepEqual(await inOutbox(own), ['brackley steps 2025-11-24 sent'])
    })
  })

  describe('comes of', () => {
    const recordedBy = async ({ user, agency }: Actor, id: string, facts: readonly CaseRecord[], today = day('2025-11-24')) =>
      database.inTransaction(async (transaction) => {
        const child = await holdChild(transaction, id)
        assert.ok(child)
        await reassess(transaction, [await appendRecords(transaction, child, facts, recorder)], rules, today, { user, agency: agency.id })
      })
    const given = (by: Actor, id: string, allocation: NewAllocation, today = day('2025-11-24')) =>
      database.inTransaction(async (transaction) => {
        const child = await holdChild(transaction, id)
        assert.ok(child)
        await reassess(transaction, [await allocate(transaction, child, allocation, recorder)], rules, today, {
          user: by.user,
          agency: by.agency.id,
        })
      })
    const lead = actor('redfern', 'attendance-lead', 'ashfold', 'school')
    const offRoll = (id: string) => [
      fact('2025-11-24', 'off-roll', {}, { id: `${id}-off` }),
      fact('2025-11-24', 'cme-notification', {}, { id: `${id}-told` }),
    ]

    it('what a fact starts for another agency, once', async () => {
      const id = anotherId()
      await store(database, { ...amina, id })
      await recordedBy(lead, id, offRoll(id))
      const told = await inOutbox(own)
      assert.ok(told.includes('halloran steps 2025-11-24 waiting'), told.join(', '))
      assert.ok(!told.some((text) => text.startsWith('redfern')), 'the school did it')
      await emptyOutbox(own)
      await recordedBy(lead, id, [fact('2025-11-24', 'case-review', {}, { id: `${id}-review` })])
      assert.deepEqual(await inOutbox(own), [], 'what was owed already is nothing new')
    })

    it('nothing of what an agency does itself, and what it gives to a colleague by name', async () => {
      const id = anotherId()
      await store(database, { ...amina, id })
      await recordedBy(officer, id, offRoll(id))
      assert.deepEqual(
        (await inOutbox(own)).filter((text) => /^(halloran|oyelaran)/.test(text)),
        [],
      )
      await emptyOutbox(own)
      await given(officer, id, { kind: 'cme-officer', agency: 'cme', user: 'oyelaran', from: date('2025-11-24') })
      assert.deepEqual(await inOutbox(own), ['oyelaran steps 2025-11-24 waiting'])
    })

    it('a sealed child for those alone for whom it exists', async () => {
      const id = anotherId()
      await store(database, { ...amina, id })
      await own.ask(
        `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by) values ($1, 1, true, '{oyelaran}', 'a safe place', 'test')`,
        id,
      )
      await recordedBy(lead, id, offRoll(id))
      assert.deepEqual(await inOutbox(own), ['oyelaran steps 2025-11-24 waiting'])
    })

    it('a day on which something starts by itself: then everybody of the agency, since nobody of it did it', async () => {
      const id = anotherId()
      await store(database, { ...amina, id })
      const facts = [
        fact('2025-09-08', 'off-roll', {}, { id: `${id}-off` }),
        fact('2025-09-08', 'cme-notification', {}, { id: `${id}-told` }),
        fact('2025-09-08', 'cme-registered', {}, { id: `${id}-on` }),
        fact('2025-09-08', 'officer-support', { open: true }, { id: `${id}-support`, by: 'cme-officer' }),
      ]
      await recordedBy(officer, id, facts, day('2025-09-08'))
      await emptyOutbox(own)
      await sweep(worker, day('2025-12-04'))
      assert.deepEqual(await inOutbox(own), [], 'the 59th school day off roll')
      await sweep(worker, day('2025-12-05'))
      assert.deepEqual(await inOutbox(own), ['halloran steps 2025-12-05 waiting', 'oyelaran steps 2025-12-05 waiting'])
    })

    const told = (urgency: Urgency, today: string, more: object = {}) =>
      database.inTransaction((transaction) =>
        addNotification(
          transaction,
          { by: 'other', notifierIs: 'public', urgency, about: {}, says: 'Seen at the door.' },
          { way: 'public-form', receivedOn: date(today), owner: 'cme', dueOn: date(today), recordedBy: 'the form', ...more },
        ),
      )

    it('a child who is in danger: the hub and triage, on a Sunday too, and whatever else they were told that day', async () => {
      await tell({ agency: 'cme' })
      await send(friday)
      await send(friday)
      await told('danger', '2025-11-21')
      await told('danger', '2025-11-21')
      const danger = (await inOutbox(own)).filter((text) => text.includes('danger'))
      assert.deepEqual(
        danger,
        ['halloran', 'ivinson', 'oyelaran'].map((user) => `${user} danger 2025-11-21 waiting`),
      )
      await emptyOutbox(own)
      await told('danger', '2025-11-23', { recordedBy: 'ivinson', agency: 'hub' })
      assert.deepEqual(await inOutbox(own), ['halloran danger 2025-11-23 waiting', 'oyelaran danger 2025-11-23 waiting'])
    })

    it('any other notification: the team that finds out who it is, as ordinary', async () => {
      await told('unsure', '2025-11-21')
      assert.deepEqual(await inOutbox(own), ['halloran steps 2025-11-21 waiting', 'oyelaran steps 2025-11-21 waiting'])
    })
  })
})
