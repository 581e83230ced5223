import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { postcodeOf } from './postcode.ts'

describe('a postcode', () => {
  for (const typed of ['XL1 2GN', 'xl12gn', ' xl1  2gn ', 'XL12GN'])
    it(`is read as it is written of “${typed}”`, () => assert.equal(postcodeOf(typed), 'XL1 2GN'))

  it('may have a long or a short beginning', () => {
    for (const [typed, postcode] of [
      ['w1a1aa', 'W1A 1AA'],
      ['m11ae', 'M1 1AE'],
      ['dn551pt', 'DN55 1PT'],
    ] as const)
      assert.equal(postcodeOf(typed), postcode)
  })

  for (const typed of ['', '12345', 'XL1', 'XL1 2G', 'XL1 22N', 'somewhere'])
    it(`is none in “${typed}”`, () => assert.equal(postcodeOf(typed), undefined))
})
