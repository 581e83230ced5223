import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkRecord } from './check-fields.ts'
import { oneOf, optional, whole } from './fields.ts'

describe('a settings file, described by names and kinds', () => {
  const settings = { panelWithin: optional(whole), suspensionWindow: optional(oneOf('ever', 'school-year')) }
  const faultsOf = (value: unknown) => {
    const checked = checkRecord(value, settings)
    return 'faults' in checked ? checked.faults.map(({ pointer, message }) => `${pointer}: ${message}`) : []
  }

  it('is handed back with its type where it is well-formed', () => {
    const file = { panelWithin: 0 }
    const checked = checkRecord(file, settings)
    assert.ok('record' in checked)
    const panelWithin: number | undefined = checked.record.panelWithin
    assert.equal(panelWithin, 0)
    assert.equal(checked.record, file)
  })

  it('may name any of them, or none', () => {
    assert.deepEqual(faultsOf({}), [])
    assert.deepEqual(faultsOf({ panelWithin: 30, suspensionWindow: 'ever' }), [])
  })

  it('names no other', () => assert.deepEqual(faultsOf({ panelsWithin: 30 }), ['/panelsWithin: unknown member; did you mean panelWithin?']))

  it('has whole numbers, 0 or more', () => {
    for (const [value, words] of [
      [-1, '-1'],
      [0.5, '0.5'],
      ['30', '"30"'],
      [null, 'nothing'],
    ] as const) {
      assert.deepEqual(faultsOf({ panelWithin: value }), [`/panelWithin: found ${words}; expected a whole number, 0 or more`])
    }
  })

  it('has the choices that there are', () => {
    assert.deepEqual(faultsOf({ suspensionWindow: 'always' }), ['/suspensionWindow: found "always"; expected ever or school-year'])
  })

  it('is an object', () => assert.deepEqual(faultsOf([]), [': found a list; expected an object with panelWithin, suspensionWindow']))
})
