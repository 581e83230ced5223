import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChildDetails } from '../../../actions/view-child.ts'
import { addressLines, WITHOUT_ADDRESS } from './letters.ts'

const contact: ChildDetails['contacts'][number] = {
  ...{ id: 'k', name: 'A. Hardridge', relationship: 'father', phone: null, email: null },
  ...{ addressLines: ['4 Mill Row', 'Ashfold'], postcode: 'XX1 1XX', mayBeCalled: true, mayBeLeftAMessage: true },
  ...{
    mayBeWrittenTo: true,
    mayBeEmailed: true,
    hasParentalResponsibility: true,
    language: null,
    needsInterpreter: null,
    accessNeeds: null,
  },
}

const home: ChildDetails['addresses'][number] = {
  ...{ id: 'a', lines: ['4 Mill Row', 'Ashfold'], postcode: 'XX1 1XX', district: null, from: null, until: null },
  ...{ mayBeWrittenTo: true, kind: 'home' },
}

const known = { isWhereaboutsWithheld: false, addresses: [home] }

describe('The address on a letter', () => {
  it('is the person’s own', () => {
    assert.deepEqual(addressLines(contact, known), ['4 Mill Row', 'Ashfold', 'XX1 1XX'])
  })

  for (const [why, says, asked, details] of [
    ['whoever writes may not know where the child is', WITHOUT_ADDRESS.withheld, contact, { ...known, isWhereaboutsWithheld: true }],
    ['it is not safe to write to the person', WITHOUT_ADDRESS.unsafe, { ...contact, mayBeWrittenTo: false }, known],
    [
      'letters to that address are not safe',
      WITHOUT_ADDRESS.unsafe,
      contact,
      { ...known, addresses: [{ ...home, mayBeWrittenTo: false }] },
    ],
    ['it is a safe place', WITHOUT_ADDRESS.unsafe, contact, { ...known, addresses: [{ ...home, kind: 'safe-place' as const }] }],
    ['none is on record: that of the child is not the parent’s', WITHOUT_ADDRESS.unknown, { ...contact, addressLines: null }, known],
  ] as const)
    it(`is none where ${why}; the letter says so`, () => {
      assert.deepEqual(addressLines(asked, details), [says])
    })
})
