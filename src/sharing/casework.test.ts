import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayKeepParticulars } from './casework.ts'
import type { Actor, Role } from './roles.ts'

const actor = (role: Role, { id, kind }: Pick<Actor['agency'], 'id' | 'kind'>): Pick<Actor, 'role' | 'agency'> => ({
  role,
  agency: { id, kind, name: id },
})
const lead = actor('attendance-lead', { id: 'ashfold', kind: 'school' })
const officer = actor('cme-officer', { id: 'council', kind: 'cme-officer' })
const worker = actor('cfw-worker', { id: 'cfw-north', kind: 'cfw' })
const ofSchool = { type: 'consent', by: 'school', detail: { for: 'eha', decision: 'given' } } as const
const ofCfw = { ...ofSchool, by: 'cfw' } as const

describe('What is known beside a fact', () => {
  it('is added by whoever may record such a fact of the agency whose it is', () => {
    assert.equal(mayKeepParticulars(lead, ofSchool, undefined, ['notes']), true)
    assert.equal(mayKeepParticulars(lead, ofCfw, undefined, ['notes']), false)
    assert.equal(mayKeepParticulars(worker, ofCfw, undefined, ['notes']), true)
    assert.equal(mayKeepParticulars(worker, ofSchool, undefined, ['notes']), false)
    assert.equal(mayKeepParticulars(officer, ofCfw, undefined, ['notes']), true)
  })
  it('of a step is added by those alone who can say it', () => {
    const named = { type: 'sao', by: 'pupil-access', detail: { step: 'school-named' } } as const
    assert.equal(mayKeepParticulars(officer, named, undefined, ['notes']), true)
    assert.equal(mayKeepParticulars(officer, { ...named, detail: { step: 'order-served' } }, undefined, ['notes']), false)
  })
  it('is put right by the agency that wrote it, and by the CME officers', () => {
    assert.equal(mayKeepParticulars(lead, ofSchool, 'ashfold', ['notes']), true)
    assert.equal(mayKeepParticulars(lead, ofSchool, 'brindle', ['notes']), false)
    assert.equal(mayKeepParticulars(officer, ofSchool, 'ashfold', ['notes']), true)
    assert.equal(mayKeepParticulars(lead, ofSchool, null, ['notes']), true)
  })
  it('is for nobody who does not read free words of the child', () => {
    for (const recordedAgency of [undefined, 'council'])
      assert.equal(mayKeepParticulars(officer, ofCfw, recordedAgency, ['identifying', 'locating']), false)
  })
})
