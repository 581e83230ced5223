import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columnsFor, faultsOfColumns } from './return-columns.ts'

describe('the columns of a file', () => {
  it('are found by their common names, each once, and as they were said last before that', () => {
    const headings = ['U.P.N.', 'UPN', 'SURNAME', 'Reason', 'Date_of_leaving', 'Parent/Carer', 'Telephone']
    const found = columnsFor(headings)
    assert.deepEqual(found, {
      ...{ upn: 'UPN', familyName: 'SURNAME', ground: 'Reason', deletedOn: 'Date_of_leaving', 'parent1.name': 'Parent/Carer' },
      'parent1.phone': 'Telephone',
    })
    const last = columnsFor(headings, { ground: 'U.P.N.', enquiries: 'Reason', upn: 'gone', deletedOnIs: 'last-on' })
    assert.deepEqual([last['ground'], last['enquiries'], last['upn'], last['deletedOnIs']], ['U.P.N.', 'Reason', 'UPN', 'last-on'])
  })

  it('have to say who, when and on which ground', () => {
    const headings = ['a', 'b', 'c', 'd', 'e']
    const places = (columns: Readonly<Record<string, string>>) => faultsOfColumns(columns, headings).map(({ pointer }) => pointer)
    const whole = { upn: 'a', deletedOn: 'b', ground: 'c', deletedOnIs: 'first-off' }
    assert.deepEqual(places(whole), [])
    assert.deepEqual(places({}), ['/upn', '/deletedOn', '/ground', '/deletedOnIs'])
    const { upn, ...others } = whole
    assert.deepEqual(places({ ...others, familyName: 'd', givenNames: 'e' }), ['/upn'])
    assert.deepEqual(places({ ...others, familyName: 'd', givenNames: 'e', dateOfBirth: 'a' }), [])
    assert.deepEqual(places({ ...whole, address: 'z' }), ['/address'])
    assert.deepEqual(places({ ...whole, address: 'a' }), ['/address'])
  })
})
