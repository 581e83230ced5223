import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact } from '../../test/kit.ts'
import { allocation, duty, known, roll, type Told, teams } from '../../test/sharing.ts'
import { date } from '../calendar/civil-date.ts'
import { nextAllocationChange } from './owners.ts'

/** Who owes the one duty of a child on a day: `cfw-north`, `cfw-north for brackley`, `cfw-north or cfw-south`, `nobody`. */
function whose(told: Told, on = '2026-11-23'): string {
  const [first] = known(told, on).duties
  if (!first) throw new Error('the child has no duty')
  const { agencies, user } = first.owners
  return `${agencies.join(' or ') || 'nobody'}${user === null ? '' : ` for ${user}`}`
}

describe('a duty of a school', () => {
  const owed = { duties: [duty('school', '2026-10-05')] }

  it('is that of the school on whose roll the child was on the day it started', () => {
    assert.equal(whose({ ...owed, rolls: [roll('ashfold', '2026-09-01')] }), 'ashfold')
    assert.equal(whose({ ...owed, rolls: [roll('ashfold', '2026-10-05', '2026-10-05')] }), 'ashfold')
  })

  it('stays there when the child moves to another', () => {
    const rolls = [roll('ashfold', '2026-09-01', '2026-10-05'), roll('brindle', '2026-10-06')]
    assert.equal(whose({ ...owed, rolls }), 'ashfold')
    assert.equal(whose({ duties: [duty('school', '2026-10-06')], rolls }), 'brindle')
  })

  it('is that of the last school before where the child was on none, then of the first one after, and nobody’s where it never was', () => {
    const rolls = [roll('ashfold', '2024-09-01', '2025-07-20'), roll('brindle', '2025-09-01', '2026-10-04'), roll('carr', '2026-11-02')]
    assert.equal(whose({ ...owed, rolls }), 'brindle')
    assert.equal(whose({ ...owed, rolls: [roll('dale', '2026-11-02'), roll('carr', '2026-10-06', '2026-10-30')] }), 'carr')
    assert.equal(whose(owed), 'nobody')
  })

  it('is that of the school that the child left by a fact, if it is known here', () => {
    const facts = [fact('2026-10-05', 'off-roll', { school: 'ashfold' })]
    assert.equal(whose({ ...owed, facts, schoolsNamed: ['ashfold'] }), 'ashfold')
    assert.equal(whose({ ...owed, facts, schoolsNamed: ['ashfold'], rolls: [roll('brindle', '2024-09-01', '2025-07-20')] }), 'ashfold')
    assert.equal(whose({ ...owed, facts }), 'nobody')
    const later = [fact('2026-10-06', 'off-roll', { school: 'ashfold' })]
    assert.equal(whose({ ...owed, facts: later, schoolsNamed: ['ashfold'] }), 'nobody')
  })

  it('is owed by both schools of a child that is on two rolls', () =>
    assert.equal(whose({ ...owed, rolls: [roll('unit', '2026-10-01'), roll('ashfold', '2026-09-01')] }), 'ashfold or unit'))

  it('falls to the person to whom the school gave the child, and to nobody of another school', () => {
    const rolls = [roll('ashfold', '2026-09-01')]
    assert.equal(whose({ ...owed, rolls, allocations: [allocation('school', 'ashfold', 'redfern', '2026-09-01')] }), 'ashfold for redfern')
    assert.equal(whose({ ...owed, rolls, allocations: [allocation('school', 'brindle', 'okonjo', '2026-09-01')] }), 'ashfold')
  })
})

describe('a duty of a service', () => {
  const owed = { duties: [duty('cfw', '2026-10-05')] }

  it('is that of the agency that has the child, with the person, wherever the child lives', () => {
    const allocations = [allocation('cfw', 'cfw-south', 'qadeer', '2026-10-01'), allocation('csc', 'csc-north', 'garstone', '2026-10-02')]
    assert.equal(whose({ ...owed, district: 'Nettleworth', allocations }), 'cfw-south for qadeer')
  })

  it('is that of the agencies that serve the child’s district while none has the child', () => {
    assert.equal(whose({ ...owed, district: 'Nettleworth' }), 'cfw-north')
    assert.equal(whose({ ...owed, district: 'Swale Green' }), 'cfw-south')
    const countywide = [...teams, { id: 'cfw-all', kind: 'cfw', districts: [], oversees: false, isClosing: false } as const]
    assert.equal(whose({ ...owed, district: 'Swale Green', teams: countywide }), 'cfw-all or cfw-south')
  })

  it('is owed by all of that kind where none serves the district, or it is not known: somebody has to see it', () => {
    assert.equal(whose({ ...owed, district: 'Elsewhere' }), 'cfw-north or cfw-south')
    assert.equal(whose(owed), 'cfw-north or cfw-south')
  })

  it('goes to no team that is to close while there is another', () => {
    const closing = (...ids: readonly string[]) => teams.map((one) => ({ ...one, isClosing: ids.includes(one.id) }))
    assert.equal(whose({ ...owed, district: 'Nettleworth', teams: closing('cfw-north') }), 'cfw-south')
    assert.equal(whose({ ...owed, district: 'Nettleworth', teams: closing('cfw-north', 'cfw-south') }), 'cfw-north')
  })

  it('goes with the child while it is open, from the day on which another has it', () => {
    const allocations = [allocation('cfw', 'cfw-north', 'brackley', '2026-09-01'), allocation('cfw', 'cfw-south', 'qadeer', '2026-11-23')]
    assert.equal(whose({ ...owed, allocations }, '2026-11-22'), 'cfw-north for brackley')
    assert.equal(whose({ ...owed, allocations }, '2026-11-23'), 'cfw-south for qadeer')
  })

  it('stays, once closed, with whoever had the child then', () => {
    const allocations = [allocation('cfw', 'cfw-north', 'brackley', '2026-09-01'), allocation('cfw', 'cfw-south', 'qadeer', '2026-11-02')]
    assert.equal(whose({ duties: [duty('cfw', '2026-10-05', '2026-11-01')], allocations }), 'cfw-north for brackley')
    assert.equal(whose({ duties: [duty('cfw', '2026-10-05', '2026-11-02')], allocations }), 'cfw-south for qadeer')
  })

  it('falls back when an allocation has ended, on the day after its last', () => {
    const allocations = [allocation('cfw', 'cfw-south', 'qadeer', '2026-09-01', { until: date('2026-11-20') })]
    assert.equal(whose({ ...owed, district: 'Nettleworth', allocations }, '2026-11-20'), 'cfw-south for qadeer')
    assert.equal(whose({ ...owed, district: 'Nettleworth', allocations }, '2026-11-21'), 'cfw-north')
  })
})

describe('any duty', () => {
  it('can be given by itself, before what is given for the child', () => {
    const one = duty('cfw', '2026-10-05')
    const allocations = [
      allocation('cfw', 'cfw-north', 'brackley', '2026-10-20'),
      allocation('cfw', 'cfw-south', 'qadeer', '2026-10-06', { duty: one.key }),
    ]
    assert.equal(whose({ duties: [one], allocations }), 'cfw-south for qadeer')
    assert.equal(whose({ duties: [duty('cfw', '2026-10-07')], allocations }), 'cfw-north for brackley')
  })

  it('of the CME officers, a panel, the hub is that of the one agency of its kind', () => {
    for (const [kind, agency] of [
      ['cme-officer', 'cme'],
      ['panel-chair', 'panel'],
      ['cssh-mash', 'hub'],
      ['ehe-team', 'ehe'],
      ['pupil-access', 'places'],
    ] as const) {
      assert.equal(whose({ duties: [duty(kind, '2026-10-05')] }), agency)
    }
  })

  it('of somebody who does not work with Onroll falls to the CME officers', () => {
    assert.equal(whose({ duties: [duty('other', '2026-10-05')] }), 'cme')
    assert.equal(whose({ duties: [duty('police', '2026-10-05')] }), 'cme')
  })
})

describe('the next change of allocations', () => {
  const allocations = [
    allocation('cfw', 'cfw-north', null, '2026-11-02', { until: date('2026-11-20') }),
    allocation('csc', 'csc-north', null, '2026-12-01'),
  ]
  for (const [on, next] of [
    ['2026-11-01', '2026-11-02'],
    ['2026-11-02', '2026-11-21'],
    ['2026-11-20', '2026-11-21'],
    ['2026-11-21', '2026-12-01'],
    ['2026-12-01', null],
  ] as const) {
    it(`after ${on} is ${next ?? 'none'}`, () => assert.equal(nextAllocationChange(allocations, date(on)), next))
  }
})
