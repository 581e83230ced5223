import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demo } from '../../test/database/small-county.ts'
import { entryFieldsOf, entryKinds, particularsFields } from '../casefile/casework-table.ts'
import { checkRecord } from '../casefile/check-fields.ts'
import { type FactType, isWithdrawal } from '../casefile/fact-table.ts'
import { answersTo, stateAfter } from '../casefile/support-requests.ts'

describe('What the made-up county keeps beside the facts', () => {
  const kept = [...demo.pupils()].flatMap(({ caseFile, casework }) => casework.map((entry) => ({ entry, facts: caseFile.facts })))

  it('is what a form could have sent, of a fact of the same child, and of no day to come', () => {
    for (const kind of ['support-request', 'request-answer', 'enquiry'] as const)
      assert.ok(
        kept.some(({ entry }) => entry.kind === kind),
        kind,
      )
    for (const { entry, facts } of kept) {
      const kind = entryKinds.find((one) => one === entry.kind)
      const fact = facts.find(({ id }) => id === entry.of)
      assert.ok(entry.on <= demo.day)
      if (entry.of !== null) assert.ok(fact && fact.on <= entry.on)
      const detail = fact && !isWithdrawal(fact) ? fact.detail : undefined
      const fields = kind ? entryFieldsOf(kind, entry.content) : particularsFields(entry.kind as FactType, detail)
      assert.deepEqual(checkRecord(entry.content, fields ?? {}), { record: entry.content }, entry.kind)
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
