import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact } from '../../test/kit.ts'
import { roll } from '../../test/sharing.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import type { Roll } from './circumstances.ts'
import { rollsAsFactsTell } from './rolls.ts'

const told = (rolls: readonly Roll[], ...facts: readonly CaseRecord[]) =>
  rollsAsFactsTell({ rolls, schoolsNamed: ['ashfold', 'brindle'] }, standingFacts({ facts }))

describe('a stay on a roll', () => {
  it('is as it is on record while no fact says otherwise', () =>
    assert.deepEqual(told([roll('ashfold', '2025-09-01')]), [roll('ashfold', '2025-09-01')]))

  it('ends the day before a fact says that the child is on no roll, if not sooner', () => {
    const left = fact('2026-10-05', 'off-roll')
    assert.deepEqual(told([roll('ashfold', '2025-09-01')], left), [roll('ashfold', '2025-09-01', '2026-10-04')])
    assert.deepEqual(told([roll('ashfold', '2025-09-01', '2026-07-20')], left), [roll('ashfold', '2025-09-01', '2026-07-20')])
  })

  it('that began on that day or later goes on', () =>
    assert.deepEqual(told([roll('ashfold', '2026-10-05')], fact('2026-10-05', 'off-roll')), [roll('ashfold', '2026-10-05')]))

  it('is begun by a fact that names a school that is known, until the child is on no roll again', () => {
    const registered = fact('2026-10-05', 'on-roll', { school: 'ashfold' })
    assert.deepEqual(told([], registered), [roll('ashfold', '2026-10-05')])
    assert.deepEqual(told([], registered, fact('2026-11-02', 'off-roll')), [roll('ashfold', '2026-10-05', '2026-11-01')])
    assert.deepEqual(told([], fact('2026-10-05', 'on-roll', { school: 'a school elsewhere' })), [])
    assert.deepEqual(told([], fact('2026-10-05', 'on-roll')), [])
  })

  it('that a fact begins ends as a stay of the same day on record does', () => {
    const registered = fact('2026-10-05', 'on-roll', { school: 'ashfold' })
    assert.deepEqual(told([roll('ashfold', '2026-10-05', '2026-11-01')], registered), [roll('ashfold', '2026-10-05', '2026-11-01')])
    assert.deepEqual(told([roll('ashfold', '2026-10-04', '2026-11-01')], registered), [
      roll('ashfold', '2026-10-04', '2026-11-01'),
      roll('ashfold', '2026-10-05'),
    ])
    assert.deepEqual(told([roll('brindle', '2026-10-05', '2026-11-01')], registered), [
      roll('brindle', '2026-10-05', '2026-11-01'),
      roll('ashfold', '2026-10-05'),
    ])
  })

  it('does not end when the child is registered at a second school', () =>
    assert.deepEqual(told([roll('ashfold', '2025-09-01')], fact('2026-10-05', 'on-roll', { school: 'brindle' })), [
      roll('ashfold', '2025-09-01'),
      roll('brindle', '2026-10-05'),
    ]))
})
