import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChildDetails } from '../../../actions/view-child.ts'
import { date } from '../../../calendar/civil-date.ts'
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

const today = date('2026-11-23')
const known = { isWhereaboutsWithheld: false, addresses: [home] }

describe('The address on a letter', () => {
  it('is the person’s own', () => {
    assert.deepEqual(addressLines(contact, known, today), ['4 Mill Row', 'Ashfold', 'XX1 1XX'])
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
      assert.deepEqual(addressLines(asked, details, today), [says])
    })

  const unsafe = { ...home, mayBeWrittenTo: false }
  const linesBeside = (address: Partial<typeof home>, lines = contact.addressLines, postcode = contact.postcode) =>
    addressLines({ ...contact, addressLines: lines, postcode }, { ...known, addresses: [{ ...unsafe, ...address }] }, today)

  for (const [how, lines, postcode] of [
    ['in other letters and stops', ['4, MILL ROW', 'Ashfold.'], null],
    ['in one line', ['4 Mill Row, Ashfold'], null],
    ['without the town', ['4 Mill Row'], null],
    ['with the postcode among the lines', ['4 Mill Row', 'Ashfold', 'XX1 1XX'], null],
    ['in short, with the same postcode', ['4 Mill Rw'], 'xx11xx'],
    ['with a flat, with the same postcode', ['Flat 2', '4 Mill Rw'], 'XX1 1XX'],
    ['by the name of a house, with the same postcode', ['Millers'], 'XX11XX'],
  ] as const)
    it(`is none where one that is not to be written to is typed ${how}`, () => {
      assert.deepEqual(linesBeside({ lines, postcode }), [WITHOUT_ADDRESS.unsafe])
    })

  it('is the person’s own beside another that is not to be written to', () => {
    assert.deepEqual(linesBeside({ lines: ['6 Mill Row', 'Ashfold'] }), ['4 Mill Row', 'Ashfold', 'XX1 1XX'])
    assert.deepEqual(linesBeside({ lines: ['4 Weir Lane', 'Ashfold'], postcode: 'XX2 2XX' }), ['4 Mill Row', 'Ashfold', 'XX1 1XX'])
    assert.deepEqual(linesBeside({ lines: ['4 Weir Lane'], postcode: null }, ['4 Mill Row'], null), ['4 Mill Row'])
  })

  it('is none up to and on the last day of one that is not to be written to', () => {
    assert.deepEqual(linesBeside({ until: date('2027-01-31') }), [WITHOUT_ADDRESS.unsafe])
    assert.deepEqual(linesBeside({ until: today }), [WITHOUT_ADDRESS.unsafe])
    assert.deepEqual(linesBeside({ until: date('2026-11-22') }), ['4 Mill Row', 'Ashfold', 'XX1 1XX'])
  })
})
