import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact } from '../../test/kit.ts'
import { date, day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import { staysOf } from './stays.ts'
import { syntheticCounty } from './synthetic-county.ts'

/** A child of Year 8 on 23 November 2026, who came to the secondary school in September 2025. */
const pupil = { dateOfBirth: date('2014-03-14'), school: null, lastSchool: null, homeEducatedSince: null }
const stays = (more: Partial<typeof pupil> | object, facts: readonly CaseRecord[] = [], firstSchool?: string) =>
  staysOf({ ...pupil, ...more }, facts, day('2026-11-23'), firstSchool).map(({ school, from, until, yearGroup }) =>
    [school, from, until ?? '', `year ${yearGroup}`].join(' '),
  )

describe('the stays of a child on rolls', () => {
  it('begin in the September in which the child was old enough for the school', () => {
    assert.deepEqual(stays({ school: 'high' }), ['high 2025-09-01  year 8'])
    assert.deepEqual(stays({ school: 'primary', dateOfBirth: date('2018-03-14') }), ['primary 2022-09-01  year 4'])
    assert.deepEqual(stays({ school: 'primary', dateOfBirth: date('2022-03-14') }), ['primary 2026-09-01  year R'])
  })

  it('end the day before the child left the roll', () => {
    const left = fact('2026-10-05', 'off-roll', { school: 'high' })
    assert.deepEqual(stays({ lastSchool: 'high' }, [left]), ['high 2025-09-01 2026-10-04 year 8'])
  })

  it('end the day before the child was educated at home, where nobody recorded more', () =>
    assert.deepEqual(stays({ lastSchool: 'high', homeEducatedSince: date('2026-03-02') }), ['high 2025-09-01 2026-03-01 year 7']))

  it('are none for a child who moved in and is on no roll yet', () =>
    assert.deepEqual(stays({}, [fact('2026-10-05', 'off-roll', { reason: 'moved in' })]), []))

  it('begin again on the day the child is registered, at the same school or another', () => {
    const left = fact('2026-05-05', 'off-roll', { school: 'high' })
    assert.deepEqual(stays({ school: 'other' }, [left, fact('2026-09-14', 'on-roll', { school: 'other' })]), [
      'high 2025-09-01 2026-05-04 year 7',
      'other 2026-09-14  year 8',
    ])
  })

  it('go over from the school that excluded the child to the one where it was registered', () =>
    assert.deepEqual(stays({ school: 'short-stay' }, [fact('2026-10-12', 'on-roll', { school: 'short-stay' })], 'high'), [
      'high 2025-09-01 2026-10-11 year 8',
      'short-stay 2026-10-12  year 8',
    ]))

  it('of every child of the county end at its school, if at any, in order and without a gap in time', () => {
    const county = syntheticCounty({ scale: 'demo', day: day('2026-11-23') })
    for (const { pupil, stays } of county.pupils()) {
      assert.equal(stays.find(({ until }) => until === null)?.school ?? null, pupil.school, pupil.id)
      for (const [place, { from, until }] of stays.entries()) {
        assert.ok(from <= county.day && (until === null || (from <= until && until < county.day)), pupil.id)
        assert.ok(place === 0 || from > (stays[place - 1]?.until ?? '9999'), pupil.id)
      }
    }
  })
})
