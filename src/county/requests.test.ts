import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demo } from '../../test/database/small-county.ts'
import { entryTable, particularsTable } from '../casefile/casework-table.ts'
import { checkRecord } from '../casefile/check-fields.ts'
import { answersTo, stateAfter } from '../casefile/support-requests.ts'

describe('What the made-up county keeps of requests for support', () => {
  const kept = [...demo.pupils()].flatMap(({ caseFile, casework }) => casework.map((entry) => ({ entry, facts: caseFile.facts })))

  it('is what a form could have sent, of a request of the same child, and of no day to come', () => {
    assert.ok(kept.length > 0)
    for (const { entry, facts } of kept) {
      const fields = entry.kind === 'request-answer' ? entryTable['request-answer'].content : particularsTable['support-request']
      assert.deepEqual(checkRecord(entry.content, fields), { record: entry.content })
      assert.ok(entry.on <= demo.day)
      assert.ok(facts.some(({ id, on }) => id === entry.of && on <= entry.on))
    }
  })

  it('has requests in every state, some without particulars', () => {
    const requests = [...demo.pupils()].flatMap(({ pupil, caseFile, casework }) =>
      pupil.story === null
        ? caseFile.facts.filter((fact) => 'type' in fact && fact.type === 'support-request').map(({ id }) => ({ id, casework }))
        : [],
    )
    const states = requests.map(({ id, casework }) =>
      stateAfter(
        answersTo(
          [id],
          casework.map((entry, place) => ({ ...entry, id: String(place).padStart(4, '0') })),
        ),
      ),
    )
    for (const state of ['waiting', 'accepted', 'returned', 'allocated'] as const) assert.ok(states.includes(state), state)
    const isBare = ({ id, casework }: (typeof requests)[number]) =>
      !casework.some(({ kind, of }) => kind === 'support-request' && of === id)
    assert.ok(requests.some(isBare) && !requests.every(isBare))
  })
})
