import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date, dayOf } from '../calendar/civil-date.ts'
import { type FactType, factTable, factTypes } from '../casefile/fact-table.ts'
import type { Field } from '../casefile/fields.ts'
import type { Fact } from '../casefile/standing.ts'
import { factInWords, recorded, whatItSays } from './fact-words.ts'

const factOf = (type: FactType, detail: Readonly<Record<string, unknown>> = {}): Fact =>
  ({ id: 'f', type, on: date('2026-12-01'), by: 'cme-officer', detail, day: dayOf(date('2026-12-01')), kind: 0, place: 0 }) as Fact

/** Some values of a member, among them every choice. */
function valuesOf(field: Field): unknown[] {
  switch (field.kind) {
    case 'boolean':
      return [true, false]
    case 'one-of':
      return [...field.choices]
    case 'list':
      return [[], ...valuesOf(field.of).map((value) => [value]), valuesOf(field.of)]
    case 'date':
      return ['2027-01-27']
    case 'whole':
      return [0, 1, 77, 98]
    case 'halves':
      return [0.5, 1, 1.5]
    default:
      return ['some words']
  }
}

/** Details of a type with every value of every member, and without each that may be left out. */
function detailsOf(type: FactType): Record<string, unknown>[] {
  let details: Record<string, unknown>[] = [{}]
  for (const [name, field] of Object.entries(factTable[type].detail as Readonly<Record<string, Field>>)) {
    const withValue = valuesOf(field).flatMap((value) => details.map((detail) => ({ ...detail, [name]: value })))
    details = field.required ? withValue : [...details, ...withValue]
  }
  return details
}

describe('the words for a fact', () => {
  for (const type of factTypes) {
    it(`say what a fact of type ${type} says, whatever its detail`, () => {
      for (const detail of detailsOf(type)) {
        const words = whatItSays(factOf(type, detail))
        assert.match(words, /^\S.*\S$/u)
        assert.doesNotMatch(words, /undefined|\[object|NaN|true|false|[a-z]-[a-z]+-[a-z]|\.$/, JSON.stringify(detail))
      }
    })

    it(`differ where choices of ${type} differ`, () => {
      for (const [name, field] of Object.entries(factTable[type].detail as Readonly<Record<string, Field>>)) {
        if (field.kind !== 'one-of' && field.kind !== 'boolean') continue
        if (type === 'support-request' && name === 'to') continue // one choice only
        const rest = detailsOf(type).find((detail) => Object.hasOwn(detail, name)) ?? {}
        const said = valuesOf(field).map((value) => whatItSays(factOf(type, { ...rest, [name]: value })))
        assert.equal(new Set(said).size, said.length, `${name}: ${said.join(' | ')}`)
      }
    })
  }

  it('begin with the day, and end with who did or knew it', () => {
    assert.equal(factInWords(factOf('cme-registered')), 'Tuesday 1 December 2026: registered on the CME database (CME officer)')
  })

  it('cut a share off after one decimal, so that what is below a line never shows as being on it', () => {
    const said = (attended: number, possible: number) => whatItSays(factOf('attendance-summary', { scope: 'term', attended, possible }))
    assert.equal(said(75, 100), '75 of 100 sessions attended in the term so far, 75%')
    assert.equal(said(7499, 10000), '7499 of 10000 sessions attended in the term so far, 74.9%')
    assert.equal(said(899, 1000), '899 of 1000 sessions attended in the term so far, 89.9%')
    assert.equal(said(0, 0), '0 of 0 sessions attended in the term so far')
  })

  it('leave out of recorded texts what would move the cursor of a terminal, break lines or hide', () => {
    assert.equal(recorded(' a\r\n\tb\u001b[2Jc\u202ed\u0007 '), 'a b[2Jcd')
    assert.equal(recorded('Zoë, 家'), 'Zoë, 家')
  })
})
