import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Agency as AgencyKind, type FactType, factTypes } from '../casefile/fact-table.ts'
import { agenciesToRecordFor, mayCorrect, mayRecord } from './recording.ts'
import { kindOfRole, may, type Role, roles } from './roles.ts'

const says = (role: Role, type: FactType, by: AgencyKind, detail?: object): string => {
  const permitted = mayRecord({ role }, type, by, detail)
  return permitted ? `${permitted.isOnBehalf ? 'on behalf' : 'own'}${permitted.ahead ? ', ahead' : ''}` : 'no'
}

describe('who records what', () => {
  it('leaves no type of fact that nobody can record', () => {
    for (const type of factTypes)
      assert.ok(
        roles.some((role) => agenciesToRecordFor(role, type).length > 0),
        type,
      )
  })

  it('gives those who do no casework nothing to record', () => {
    for (const role of roles.filter((role) => !may(role, 'record-facts'))) {
      assert.deepEqual(
        factTypes.flatMap((type) => agenciesToRecordFor(role, type)),
        [],
        role,
      )
    }
  })

  it('puts the role’s own agency first, and allows exactly what it lists', () => {
    for (const role of roles) {
      for (const type of factTypes) {
        const listed = agenciesToRecordFor(role, type)
        assert.equal(listed.lastIndexOf(kindOfRole[role]), listed.includes(kindOfRole[role]) ? 0 : -1, `${role} ${type}`)
        for (const by of ['school', 'cme-officer', 'cfw', 'csc', 'police'] as const) {
          assert.equal(mayRecord({ role }, type, by) !== undefined, listed.includes(by), `${role} ${type} by ${by}`)
        }
      }
    }
  })

  it('leaves attendance to the school', () => {
    for (const type of [
      'attendance-summary',
      'attendance-concern',
      'attendance-review',
      'attendance-concern-closed',
      'school-step',
    ] as const) {
      assert.equal(says('attendance-lead', type, 'school'), 'own')
      assert.deepEqual(agenciesToRecordFor('cme-officer', type), [])
    }
  })

  it('leaves what the panel found to the panel', () => {
    assert.equal(says('panel-administrator', 'panel-outcome', 'panel-chair'), 'own')
    assert.equal(says('cme-officer', 'panel-outcome', 'panel-chair'), 'no')
  })

  it('lets the CME officer write down what others told, as theirs', () => {
    for (const by of ['school', 'health', 'police', 'other'] as const)
      assert.equal(says('cme-officer', 'cme-notification', by), 'on behalf')
    assert.equal(says('cme-officer', 'consent', 'cfw'), 'on behalf')
    assert.equal(says('attendance-lead', 'cme-notification', 'school'), 'own')
    assert.equal(says('attendance-lead', 'cme-notification', 'health'), 'no')
  })

  it('lets a strategy discussion be held by CSC alone, and asked for by others', () => {
    assert.equal(says('social-worker', 'strategy-discussion', 'csc', { step: 'held' }), 'own')
    assert.equal(says('cme-officer', 'strategy-discussion', 'cme-officer', { step: 'held' }), 'no')
    assert.equal(says('cme-officer', 'strategy-discussion', 'csc', { step: 'held' }), 'on behalf')
    assert.equal(says('cme-officer', 'strategy-discussion', 'cme-officer', { step: 'requested' }), 'own')
    assert.equal(says('attendance-lead', 'strategy-discussion', 'school', { step: 'considered' }), 'own')
  })

  it('lets a service say of itself alone that a child is open to it', () => {
    assert.equal(says('cfw-worker', 'service-open', 'cfw', { service: 'cfw' }), 'own')
    assert.equal(says('cfw-worker', 'service-open', 'cfw', { service: 'csc' }), 'no')
    assert.equal(says('hub-worker', 'service-open', 'csc', { service: 'csc' }), 'on behalf')
  })

  it('lets Pupil Access name a school, and no other step of an order', () => {
    assert.equal(says('pupil-access', 'sao', 'pupil-access', { step: 'school-named' }), 'own')
    assert.equal(says('pupil-access', 'sao', 'pupil-access', { step: 'initiated' }), 'no')
    assert.equal(says('cme-officer', 'sao', 'cme-officer', { step: 'initiated' }), 'own')
  })

  it('takes a day ahead for what comes about by itself, and for nothing else', () => {
    const ahead = factTypes.filter((type) =>
      roles.some((role) => agenciesToRecordFor(role, type).some((by) => mayRecord({ role }, type, by)?.ahead)),
    )
    assert.deepEqual(ahead, ['off-roll', 'suspension', 'on-roll'])
  })
})

describe('a record', () => {
  const corrects = (role: Role, agency: string, type: FactType, by: AgencyKind, recordedAgency: string | null) =>
    mayCorrect({ role, agency: { id: agency, kind: kindOfRole[role], name: agency } }, { type, by, recordedAgency })

  it('is corrected by those who may record such a one, of the agency that did', () => {
    assert.equal(corrects('safeguarding-lead', 'ashfold', 'suspension', 'school', 'ashfold'), true)
    assert.equal(corrects('safeguarding-lead', 'brindle', 'suspension', 'school', 'ashfold'), false)
    assert.equal(corrects('cfw-worker', 'cfw-north', 'suspension', 'school', 'cfw-north'), false)
    assert.equal(corrects('hub-worker', 'hub', 'cme-notification', 'police', 'hub'), true)
  })

  it('is corrected by the CME officer, whoever recorded it', () => {
    assert.equal(corrects('cme-officer', 'cme', 'suspension', 'school', 'ashfold'), true)
    assert.equal(corrects('cme-officer', 'cme', 'panel-outcome', 'panel-chair', 'panel'), true)
  })

  it('that a command brought is corrected by those whose own word it is', () => {
    assert.equal(corrects('attendance-lead', 'ashfold', 'attendance-summary', 'school', null), true)
    assert.equal(corrects('hub-worker', 'hub', 'cme-notification', 'police', null), false)
    assert.equal(corrects('head-of-service', 'leadership', 'case-review', 'other', null), false)
  })
})
