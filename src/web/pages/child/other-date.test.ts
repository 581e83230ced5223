import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { civilDate, day } from '../../../calendar/civil-date.ts'
import { bandOf, queryOf, readOtherDate } from './other-date.ts'

const today = day('2026-11-23')
const asOf = (text: string) => {
  const { asOf } = readOtherDate({ 'as-of': text })
  return asOf === undefined ? undefined : civilDate(asOf)
}

describe('Another date', () => {
  it('is a day as a browser sends it, or as people write it', () => {
    for (const text of ['2026-06-01', '1/6/2026', '01.06.2026', '1 6 2026', ' 2026-06-01 ']) assert.equal(asOf(text), '2026-06-01')
  })
  it('is a day that exists, from 2000 to 2099', () => {
    assert.deepEqual(['1999-12-31', '2000-01-01', '2099-12-31', '2100-01-01', '2026-02-29', 'soon'].map(asOf), [
      undefined,
      '2000-01-01',
      '2099-12-31',
      undefined,
      undefined,
      undefined,
    ])
  })
  it('was known at the end of a day in London, or at a moment', () => {
    assert.equal(readOtherDate({ 'known-at': '2026-06-05' }).knownAt, '2026-06-05T22:59:59.999999Z')
    assert.equal(readOtherDate({ 'known-at': '2026-06-05T12:00:00+01:00' }).knownAt, '2026-06-05T12:00:00+01:00')
    assert.equal(readOtherDate({ 'known-at': '2026-06-05T12:00:00' }).knownAt, undefined)
  })
  it('can be known until today, and not until tomorrow', () => {
    assert.deepEqual(readOtherDate({ 'known-at': '2026-11-23' }, today).faults, [])
    assert.deepEqual(
      readOtherDate({ 'known-at': '2026-11-24' }, today).faults.map(({ field }) => field),
      ['known-at'],
    )
  })
  it('comes back from the link that carries it', () => {
    const asked = readOtherDate({ 'as-of': '2026-06-01', 'known-at': '2026-06-05' })
    const query = Object.fromEntries(new URLSearchParams(queryOf(asked)))
    const again = readOtherDate(query)
    assert.deepEqual([again.asOf, again.knownAt], [asked.asOf, asked.knownAt])
    assert.equal(queryOf({}), '')
  })
  it('has a band, and today has none', () => {
    assert.equal(bandOf({ asOf: today }, today), undefined)
    assert.deepEqual(bandOf({ asOf: today + 1 }, today), ['As of Tuesday 24 November 2026', 'if nothing more is recorded'])
    assert.deepEqual(bandOf({ knownAt: '2026-06-05T12:00:00+01:00' }, today), [
      'As of today',
      'as it was known at 12:00 on Friday 5 June 2026',
    ])
  })
})
