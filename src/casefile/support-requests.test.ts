import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import type { Entry } from './casework-table.ts'
import type { RecordedFact } from './fact-table.ts'
import { answersTo, isTakenUp, openAnswers, stateAfter } from './support-requests.ts'

const answer = (id: string, of: string, content: Entry['content']): Entry => ({
  ...{ id, kind: 'request-answer', on: date('2026-11-20'), by: 'cfw', of, content },
  recordedAt: '2026-11-20T10:00:00Z',
})

describe('What became of a request for support', () => {
  it('is told by the last answer, in whatever order they come', () => {
    const entries = [
      answer('2', 'asked', { answer: 'allocated', worker: 'Hazel Brackley' }),
      answer('1', 'asked', { answer: 'accepted' }),
      answer('3', 'another', { answer: 'returned', reason: 'No.' }),
    ]
    const answers = answersTo(['asked'], entries)
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['1', '2'],
    )
    assert.equal(stateAfter(answers), 'allocated')
    assert.equal(stateAfter([]), 'waiting')
  })

  it('goes with a request that was corrected, and leaves out what is no answer', () => {
    const entries = [
      answer('1', 'before', { answer: 'accepted' }),
      answer('2', 'now', { answer: 'perhaps' }),
      answer('3', 'now', { answer: 'returned' }),
    ]
    assert.equal(stateAfter(answersTo(['now', 'before'], entries)), 'accepted')
  })

  const ofCfw = ['accepted', 'returned', 'allocated'] as const
  const ofHub = ['accepted', 'returned'] as const

  it('leaves every answer open while there is none', () => {
    assert.deepEqual(openAnswers(ofCfw, undefined, 'cfw'), ofCfw)
    assert.deepEqual(openAnswers(ofHub, undefined, 'cssh-mash'), ofHub)
    assert.deepEqual(openAnswers([], undefined, 'cfw'), [])
  })

  it('leaves none open once it is returned or given to a worker', () => {
    for (const answer of ['returned', 'allocated'] as const) {
      for (const by of ['cfw', 'cssh-mash'] as const) {
        assert.deepEqual(openAnswers(ofCfw, { answer, by }, 'cfw'), [])
        assert.deepEqual(openAnswers(ofHub, { answer, by }, 'cssh-mash'), [])
      }
    }
  })

  it('leaves one that was accepted to CFW, which may accept it after the hub and not twice; the hub answers it no more', () => {
    assert.deepEqual(openAnswers(ofCfw, { answer: 'accepted', by: 'cssh-mash' }, 'cfw'), ofCfw)
    assert.deepEqual(openAnswers(ofCfw, { answer: 'accepted', by: 'cfw' }, 'cfw'), ['returned', 'allocated'])
    for (const by of ['cfw', 'cssh-mash'] as const) assert.deepEqual(openAnswers(ofHub, { answer: 'accepted', by }, 'cssh-mash'), [])
  })
})

describe('A request that CFW has acted on', () => {
  const asked: RecordedFact = {
    ...{ id: 'asked', type: 'support-request', on: date('2026-11-10'), by: 'school', recordedAt: '2026-11-10T12:00:00Z' },
    detail: { to: 'cfw', route: 'direct', level: 'standard' },
  }
  const visited = (on: string, at: string, by: RecordedFact['by'] = 'cfw'): RecordedFact => ({
    ...{ id: 'visited', type: 'consent-visit', on: date(on), by, recordedAt: `${on}T${at}:00Z` },
  })
  it('is taken up by what CFW did later, that day or after, and not by what it did before or others did', () => {
    assert.equal(isTakenUp(asked, [visited('2026-11-11', '09:00')]), true)
    assert.equal(isTakenUp(asked, [visited('2026-11-10', '12:01')]), true)
    assert.equal(isTakenUp(asked, [visited('2026-11-10', '12:00')]), false)
    assert.equal(isTakenUp(asked, [visited('2026-11-09', '15:00')]), false)
    assert.equal(isTakenUp(asked, [visited('2026-11-11', '09:00', 'cme-officer')]), false)
    assert.equal(isTakenUp(asked, [{ ...visited('2026-11-11', '09:00'), type: 'barrier', detail: { kind: 'family' } }]), false)
  })
})
