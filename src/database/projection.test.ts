import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyCase, anyDay } from '../../test/arbitrary-case.ts'
import { record, recorder, rules, store, stored, withOwnIds } from '../../test/database/children.ts'
import { freshDatabase } from '../../test/database/cluster.ts'
import { openedAs, ownDatabase } from '../../test/database/own.ts'
import { amina, fact } from '../../test/kit.ts'
import { type Day, day, dayOf } from '../calendar/civil-date.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import { assess } from '../guidance/assess.ts'
import { holdChildren, letStandFor } from './cases.ts'
import { newId } from './ids.ts'
import { check, dutiesOn, reassess, rebuild } from './projection.ts'

describe('the projection', () => {
  const own = ownDatabase()
  const database = openedAs('app', own)

  const expectAnswer = async (caseFile: CaseFile, on: Day) => {
    const answer = assess(caseFile, rules.calendar, rules.settings, on)
    const child = await stored(database, caseFile.child.id)
    assert.deepEqual(
      dutiesOn(child, on),
      answer.duties.map(({ calculation, ...duty }) => duty),
    )
    assert.equal(child.stored.episodes.length, answer.episodes.length)
  }

  it('is the guidance’s answer after each record of any case, up to its next change, and after the sweep on that day', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(8), anyDay, async (someCase, on) => {
        const caseFile = withOwnIds(someCase)
        const today = day(on)
        await store(database, caseFile.child)
        for (let count = 1; count <= caseFile.facts.length; count++) {
          await record(database, caseFile.child.id, caseFile.facts.slice(count - 1, count), today)
          await expectAnswer({ ...caseFile, facts: caseFile.facts.slice(0, count) }, today)
        }
        const { nextChangeOn } = (await stored(database, caseFile.child.id)).stored
        if (nextChangeOn === null) return
        const changeDay = dayOf(nextChangeOn)
        await expectAnswer(caseFile, changeDay - 1)
        await database.inTransaction(async (transaction) =>
          reassess(transaction, await holdChildren(transaction, [caseFile.child.id]), rules, changeDay),
        )
        await expectAnswer(caseFile, changeDay)
      }),
      { numRuns: 40 },
    )
  })

  it('of records that are one child is that of all their facts, wherever they came', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(8), anyDay, async (someCase, on) => {
        const caseFile = withOwnIds(someCase)
        const today = day(on)
        const other = `${caseFile.child.id}-again`
        await store(database, caseFile.child)
        await store(database, { ...caseFile.child, id: other })
        await record(
          database,
          caseFile.child.id,
          caseFile.facts.filter((_, place) => place % 2 === 0),
          today,
        )
        await record(
          database,
          other,
          caseFile.facts.filter((_, place) => place % 2 === 1),
          today,
        )
        await database.inTransaction(async (transaction) => {
          await holdChildren(transaction, [caseFile.child.id, other])
          await letStandFor(transaction, caseFile.child.id, [other], 'the same child', recorder)
          await reassess(transaction, await holdChildren(transaction, [other]), rules, today)
        })
        await expectAnswer(caseFile, today)
      }),
      { numRuns: 20 },
    )
  })

  it('is found different by a check, and put right by rebuilding, child by child', async () => {
    const today = day('2025-11-24')
    const lists = await freshDatabase()
    try {
      const worker = lists.open('worker', { forLongWork: true })
      const ids = Array.from({ length: 230 }, () => newId())
      for (const id of ids) await store(worker, { ...amina, id })
      await Promise.all(ids.slice(0, 60).map((id) => record(worker, id, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], today)))
      const [untouched, wrongDate, extra, lost] = ids as [string, string, string, string]
      await rebuild(worker, rules, today)
      assert.deepEqual(await check(worker, rules, today), { children: 230, different: [], unswept: 0 })

      await lists.ask(`update duties set due_on = due_on + 1 where child_id = $1`, wrongDate)
      await lists.ask(`update child_assessments set next_change_on = null, statuses = '[1]' where child_id = $1`, wrongDate)
      await lists.ask(
        `insert into duties select $1, clause, 'pme', service, started_on, first_because, because, force, owner, due_on, due_from from duties where child_id = $2 limit 1`,
        extra,
        untouched,
      )
      await lists.ask(`delete from episodes where child_id = $1`, lost)
      const { different } = await check(worker, rules, today)
      assert.deepEqual(
        [...different],
        [
          {
            child: wrongDate,
            what: ['child_assessments.next_change_on', 'duties', 'child_assessments: statuses, options, warnings, undated'],
          },
          { child: extra, what: ['duties'] },
          { child: lost, what: ['episodes'] },
        ],
      )

      const seen: number[] = []
      await rebuild(worker, rules, today, (done) => seen.push(done))
      assert.deepEqual(seen, [100, 200, 230, 230])
      assert.deepEqual(await check(worker, rules, today), { children: 230, different: [], unswept: 0 })
    } finally {
      await lists.drop()
    }
  })

  it('of a child whom the sweep has not come to is judged on the day of its assessment, and counted', async () => {
    const lists = await freshDatabase()
    try {
      const app = lists.open('app')
      const id = newId()
      await store(app, { ...amina, id })
      await record(app, id, [fact('2025-09-08', 'off-roll', {}, { id: newId() })], day('2025-09-08'))
      assert.deepEqual(await check(app, rules, day('2026-05-01')), { children: 1, different: [], unswept: 1 })
    } finally {
      await lists.drop()
    }
  })

  it('of a child never assessed is found different', async () => {
    const lists = await freshDatabase()
    try {
      const app = lists.open('app')
      await store(app, { ...amina, id: 'new' })
      assert.deepEqual((await check(app, rules, day('2025-09-08'))).different, [{ child: 'new', what: ['child_assessments.assessed_on'] }])
    } finally {
      await lists.drop()
    }
  })
})
