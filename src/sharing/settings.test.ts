import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date, day } from '../calendar/civil-date.ts'
import { faultOfSharingValue, sharingSettingsFrom } from './settings.ts'

describe('the settings of sharing', () => {
  it('hold from their days on; before the first the defaults do', () => {
    const settings = sharingSettingsFrom([
      { from: date('2027-01-01'), values: { seenAfterEnd: 6 } },
      { from: date('2026-01-01'), values: { seenAfterEnd: 18 } },
      { from: date('2027-01-01'), values: {} },
    ])
    const months = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((on) => settings.on(day(on)).seenAfterEnd)
    assert.deepEqual(months, [12, 18, 18, 6])
  })

  it('are whole numbers of months, 0 or more', () => {
    for (const value of [0, 12, 300]) assert.equal(faultOfSharingValue(value), undefined)
    for (const value of [-1, 301, 1.5, '12', null]) assert.match(faultOfSharingValue(value) ?? '', /^expected a whole number of months/)
  })
})
