import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { calendarFields, checkCalendarFile } from './calendar-file.ts'
import { checkForm, childFields, detailFields, factFields, withdrawalFields } from './case-form.ts'
import { checkCase } from './check.ts'
import { checkRecord } from './check-fields.ts'
import { factTypes } from './fact-table.ts'
import type { Fault } from './fault.ts'
import type { Field, Fields } from './fields.ts'
import { calendarFileSchema, caseFileSchema, schemaText } from './schema.ts'

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true })
formats.default(ajv)
const validCase = ajv.compile(caseFileSchema())
const validCalendar = ajv.compile(calendarFileSchema())

const formFaults = (file: unknown): readonly Fault[] => {
  const faults: Fault[] = []
  checkForm(file, faults)
  return faults
}

const dates = fc.constantFrom('2024-02-29', '2026-09-07', '0001-01-01', '9999-12-31')
const moments = fc.constantFrom(
  '2026-09-07T09:00:00Z',
  '2026-09-07t23:59:59.123456789z',
  '2026-09-07T09:00:00-23:59',
  '2016-12-31T23:59:60Z',
)

/** Values of the right form. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'anything':
      return fc.jsonValue()
    case 'boolean':
      return fc.boolean()
    case 'text':
      return fc.constantFrom('a', ' b\n', '😀')
    case 'whole':
      return fc.nat()
    case 'halves':
      return fc.integer({ min: 1, max: 90 }).map((halves) => halves / 2)
    case 'date':
      return dates
    case 'moment':
      return moments
    case 'one-of':
      return fc.constantFrom(...field.choices)
    case 'list':
      return fc.array(valuesOf(field.of), { minLength: field.atLeastOne ? 1 : 0, maxLength: 3 })
    case 'record':
      return recordsOf(field.members)
  }
}

function recordsOf(members: Fields): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(members)
  const requiredKeys = entries.filter(([, field]) => field.required || field.neededWhen).map(([name]) => name)
  return fc.record(Object.fromEntries(entries.map(([name, field]) => [name, valuesOf(field)])), { requiredKeys })
}

const facts = fc
  .constantFrom(...factTypes)
  .chain((type) =>
    fc
      .tuple(
        recordsOf({ ...factFields, detail: { ...factFields.detail, kind: 'record', members: {}, required: true } }),
        recordsOf(detailFields(type)),
      )
      .map(([fact, detail]) => ({ ...fact, type, detail })),
  )
const cases = fc.record({
  child: recordsOf(childFields),
  facts: fc.array(fc.oneof({ weight: 5, arbitrary: facts }, { weight: 1, arbitrary: recordsOf(withdrawalFields) }), { maxLength: 4 }),
})

type Container = Record<string, unknown> | unknown[]

/** Every object and list of a value. */
const containersIn = (value: unknown): Container[] =>
  typeof value === 'object' && value !== null ? [value as Container, ...Object.values(value).flatMap(containersIn)] : []

/** Values near what some member takes, on either side. */
const nearMisses: readonly unknown[] = [
  ...[null, true, false, [], {}, [[]], ['cfw'], ['cfw', 'csc', 'cfw'], ['health'], [null], { from: '2026-09-07' }],
  ...[0, -0, 1, -1, 0.5, 1.5, 0.3, -0.5, 1e300, 1e-300, 2 ** 53 - 1, 2 ** 53, 2 ** 52 - 0.5, 2 ** 52 + 1],
  ...['', ' ', '\u00a0\ufeff\u2028', '\u200b', 'x', '0', 'true', 'cfw', 'School', 'considered', 'constructor', '\ud800'],
  ...[
    '2026-02-28',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '0000-01-01',
    '0001-01-01',
    '1900-02-29',
    '2000-02-29',
  ],
  ...['2026-9-7', '2026-09-07 ', '2026-09-07\n', '20260907', '2026-09-07Z', '+002026-09-07', '12026-09-07'],
  ...[
    '2026-09-07T09:00:00Z',
    '2026-09-07t09:00:00z',
    '2026-09-07 09:00:00Z',
    '2026-09-07T09:00:00',
    '2026-09-07T09:00Z',
    '2026-02-29T09:00:00Z',
  ],
  ...['2026-09-07T24:00:00Z', '2026-09-07T09:60:00Z', '2026-09-07T09:00:60Z', '2016-12-31T23:59:60Z', '2017-01-01T00:59:60+01:00'],
  ...[
    '2026-09-07T09:00:00+0100',
    '2026-09-07T09:00:00+01',
    '2026-09-07T09:00:00+24:00',
    '2026-09-07T09:00:00+23:59',
    '2026-09-07T09:00:00-00:60',
  ],
  ...[
    '2026-09-07T09:00:00.Z',
    '2026-09-07T09:00:00.1234567890123Z',
    '2026-09-07T09:00:00,5Z',
    '0000-01-01T00:00:00Z',
    '2026-09-07T09:00:00Z\n',
  ],
  ...['barrier', 'suspension', 'strategy-discussion'],
]
const junk = fc.oneof(fc.constantFrom(...nearMisses), fc.jsonValue({ maxDepth: 1 }))
const names = fc.constantFrom(
  'type',
  'withdraws',
  'replaces',
  'detail',
  'note',
  'reason',
  'step',
  'on',
  'to',
  '__proto__',
  'constructor',
  'a/b',
  '',
)
const changes = fc.array(
  fc.record({ where: fc.nat(), member: fc.nat(), does: fc.constantFrom('put', 'put', 'remove', 'add'), name: names, value: junk }),
  { maxLength: 2 },
)

/** A copy with something else in it, put in or left out, at places chosen by chance. */
const changed = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.tuple(values, changes).map(([value, changes]) => {
    const copy = JSON.parse(JSON.stringify(value))
    for (const { where, member, does, name, value: junk } of changes) {
      const value = structuredClone(junk)
      const containers = containersIn(copy)
      const container = containers[where % containers.length] as Container
      const keys = Object.keys(container)
      const key = does === 'add' || keys.length === 0 ? name : (keys[member % keys.length] as string)
      if (Array.isArray(container)) container.splice(Number(key) || 0, does === 'remove' ? 1 : 0, ...(does === 'remove' ? [] : [value]))
      else if (does === 'remove') delete container[key]
      else Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
    }
    return copy
  })

const RUNS = { numRuns: 1000 }

describe('the JSON Schema of a case file', () => {
  it('accepts what is well-formed', () => {
    fc.assert(
      fc.property(cases, (file) => {
        assert.deepEqual(formFaults(file), [])
        assert.ok(validCase(file), JSON.stringify(validCase.errors))
      }),
    )
  })

  it('agrees with the checker on the form of a file, whatever is changed in it', () => {
    fc.assert(
      fc.property(changed(cases), (file) => {
        const faults = formFaults(file)
        assert.equal(validCase(file), faults.length === 0, JSON.stringify([faults, validCase.errors]))
      }),
      RUNS,
    )
  })

  it('agrees with the checker on every member of every type, value by value', () => {
    const agree = (file: unknown) => {
      const faults = formFaults(file)
      if (validCase(file) !== (faults.length === 0)) assert.fail(JSON.stringify([file, faults, validCase.errors]))
    }
    const example = <Value>(values: fc.Arbitrary<Value>): Value => fc.sample(values, { numRuns: 1, seed: 1 })[0] as Value
    const child = example(recordsOf(childFields))
    for (const value of nearMisses) {
      for (const member of Object.keys(childFields)) agree({ child: { ...child, [member]: value }, facts: [] })
      const withdrawal = example(recordsOf(withdrawalFields))
      for (const member of Object.keys(withdrawalFields)) agree({ child, facts: [{ ...withdrawal, [member]: value }] })
      for (const type of factTypes) {
        const detail = example(recordsOf(detailFields(type)))
        const fact = { ...example(recordsOf(factFields)), type, detail }
        for (const member of Object.keys(factFields)) agree({ child, facts: [{ ...fact, [member]: value }] })
        for (const member of Object.keys(detailFields(type))) agree({ child, facts: [{ ...fact, detail: { ...detail, [member]: value } }] })
      }
    }
  })

  it('agrees with the checker on the reason that a discussion needs where it was only considered', () => {
    for (const step of ['considered', 'held']) {
      for (const reason of [{}, { reason: ' ' }, { reason: 'a place was found' }]) {
        const discussion = { id: 'f', type: 'strategy-discussion', on: '2026-09-07', by: 'csc', detail: { step, ...reason } }
        const file = { child: { id: 'c', dateOfBirth: '2014-03-09' }, facts: [discussion] }
        assert.equal(validCase(file), formFaults(file).length === 0, JSON.stringify(discussion.detail))
      }
    }
  })

  it('tells a fault in a detail at its place, and nothing of other types', () => {
    const barrier = { id: 'f', type: 'barrier', on: '2026-09-07', by: 'school', detail: { kind: 'money' } }
    assert.ok(!validCase({ child: { id: 'c', dateOfBirth: '2014-03-09' }, facts: [barrier] }))
    const told = validCase.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
    assert.deepEqual(told, ['/facts/0/detail/kind enum', '/facts/0 if', '/facts/0 if'])
  })

  const fact = { id: 'f0', type: 'case-review', on: '2026-09-07', by: 'school' }
  const file = (...records: object[]) => ({
    child: { id: 'c', dateOfBirth: '2014-03-09' },
    facts: records.map((record, place) => ({ ...fact, id: `f${place}`, ...record })),
  })
  const withdrawal = (id: string, withdraws: string) => ({ id, withdraws, on: '2026-09-07', by: 'school' })
  const two = file({}, {})
  const beyondIt: Record<string, { file: { facts: object[] }; pointer: string }> = {
    'that ids are unique': { file: file({}, { id: 'f0' }), pointer: '/facts/1/id' },
    'that no more sessions are attended than possible': {
      file: file({ type: 'attendance-summary', detail: { scope: 'year', possible: 1, attended: 2 } }),
      pointer: '/facts/0/detail/attended',
    },
    'that a reason not done names a clause that says what should be done': {
      file: file({ type: 'reason-not-done', detail: { clause: '1.2b', reason: 'agreed' } }),
      pointer: '/facts/0/detail/clause',
    },
    'that a record named is there': { file: file({}, { replaces: 'f9' }), pointer: '/facts/1/replaces' },
    'that what is replaced is a fact': {
      file: { ...two, facts: [...two.facts, withdrawal('w', 'f0'), { ...fact, id: 'r', replaces: 'w' }] },
      pointer: '/facts/3/replaces',
    },
    'that a record is replaced or withdrawn once': {
      file: { ...two, facts: [...two.facts, withdrawal('w', 'f0'), withdrawal('v', 'f0')] },
      pointer: '/facts/3/withdraws',
    },
    'that no circle is made': { file: file({ replaces: 'f0' }), pointer: '/facts/0/replaces' },
    'when a case can be closed as home-educated': {
      file: file({ type: 'cme-closed', detail: { reason: 'ehe' } }),
      pointer: '/facts/0',
    },
  }
  for (const [rule, { file, pointer }] of Object.entries(beyondIt)) {
    it(`cannot say ${rule}: the checker does`, () => {
      assert.ok(validCase(file))
      const checked = checkCase(file, new Set(['1.5a']))
      assert.deepEqual('faults' in checked && checked.faults.map((fault) => fault.pointer), [pointer])
    })
  }
})

describe('the JSON Schema of a calendar file', () => {
  const calendars = recordsOf(calendarFields)

  it('agrees with the checker on the form of a file, whatever is changed in it', () => {
    fc.assert(
      fc.property(changed(calendars), (file) => {
        const checked = checkRecord(file, calendarFields)
        assert.equal(validCalendar(file), 'record' in checked, JSON.stringify([checked, validCalendar.errors]))
      }),
      RUNS,
    )
  })

  const term = { id: 'a', from: '2026-09-01', to: '2026-12-18' }
  for (const [rule, terms] of Object.entries({
    'that a term ends no sooner than it begins': [{ ...term, to: '2026-08-31' }],
    'that terms do not overlap': [term, { ...term, id: 'b' }],
    'that ids are unique': [term, { ...term, from: '2027-01-04', to: '2027-03-25' }],
    'that a break lies within its term': [{ ...term, breaks: [{ from: '2026-12-18', to: '2026-12-19' }] }],
  })) {
    it(`cannot say ${rule}: the checker does`, () => {
      assert.ok(validCalendar({ name: 'County', terms }))
      assert.ok('faults' in checkCalendarFile({ name: 'County', terms }))
    })
  }
})

describe('any fault of a changed case', () => {
  /** What a pointer names; the place need not be taken, but that which would hold it must be there. */
  const holder = (file: unknown, pointer: string): unknown => {
    const steps = pointer.split('/').slice(1, -1)
    return steps.reduce<unknown>((value, step) => {
      const member = step.replaceAll('~1', '/').replaceAll('~0', '~')
      return Object.getOwnPropertyDescriptor(Object(value), member)?.value
    }, file)
  }

  it('is told once, and at a place that is in the file', () => {
    fc.assert(
      fc.property(changed(cases), (file) => {
        const checked = checkCase(file, new Set())
        if ('case' in checked) return
        const pointers = checked.faults.map(({ pointer }) => pointer)
        assert.equal(new Set(pointers).size, pointers.length, pointers.join())
        for (const pointer of pointers) {
          const outer = pointer.replace(/\/detail\/[^/]*$/, '/detail')
          assert.ok(typeof holder(file, outer) === 'object', pointer)
        }
      }),
      RUNS,
    )
  })
})

describe('the schemas in the folder schema', () => {
  for (const [name, schema] of [
    ['case-file', caseFileSchema()],
    ['calendar-file', calendarFileSchema()],
  ] as const) {
    it(`are what the tables say: ${name}`, () => {
      const file = readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8')
      assert.equal(file, `${schemaText(schema)}\n`)
      assert.deepEqual(JSON.parse(file), JSON.parse(JSON.stringify(schema)))
    })
  }
})
