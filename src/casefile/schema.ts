import { calendarFields } from './calendar-file.ts'
import { caseFields, detailFields, factFields, withdrawalFields } from './case-form.ts'
import { factTable, factTypes } from './fact-table.ts'
import type { Field, Fields } from './fields.ts'

/** A JSON Schema of draft 2020-12, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown }

const DRAFT = 'https://json-schema.org/draft/2020-12/schema'

const described: Readonly<Record<keyof typeof factFields | 'withdraws', string>> = {
  id: 'Unique in the file.',
  type: 'What happened.',
  on: 'The day on which it happened.',
  by: 'The agency that did it or knew it.',
  recordedAt: 'When it was recorded (RFC 3339); without it, the moment the day began.',
  note: 'Any text.',
  replaces: 'The id of the fact that this one corrects.',
  withdraws: 'The id of a record made in error, or of a suspension that was cancelled.',
  detail: 'What is recorded of a fact of this type.',
}

/**
 * The JSON Schema of a case file. It says all but what lies between records, or between two values: unique ids, what may be replaced or
 * withdrawn, attended sessions against possible ones, the clauses that a reason not done can name, and when a case closes as `ehe`.
 */
export function caseFileSchema(): JsonSchema {
  const { properties, ...form } = recordSchema(caseFields)
  return {
    $schema: DRAFT,
    title: 'Case file',
    description: 'The dated facts of one child’s case.',
    ...form,
    properties: { ...properties, facts: { type: 'array', items: { $ref: '#/$defs/record' } } },
    $defs: {
      record: {
        type: 'object',
        if: { required: ['withdraws'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: '#/$defs/withdrawal' },
        else: { $ref: '#/$defs/fact' },
      },
      withdrawal: recordSchema(withdrawalFields, described),
      fact: {
        ...recordSchema(factFields, described),
        allOf: factTypes.map((type) => {
          const needsDetail = Object.values(detailFields(type)).some((field) => field.required)
          return when('type', type, { properties: { detail: { $ref: `#/$defs/${type}` } }, ...(needsDetail && { required: ['detail'] }) })
        }),
      },
      ...Object.fromEntries(factTypes.map((type) => [type, { description: factTable[type].meaning, ...recordSchema(detailFields(type)) }])),
    },
  }
}

/** The JSON Schema of a calendar file. It cannot say how terms and their breaks lie to each other, nor that their ids differ. */
export const calendarFileSchema = (): JsonSchema => ({
  $schema: DRAFT,
  title: 'Calendar file',
  description: 'School terms, closures, bank holidays and panels of a county.',
  ...recordSchema(calendarFields),
})

/** A schema as it stands in its file: members on lines of their own, and a list of words on one line where it fits. */
export const schemaText = (schema: JsonSchema): string =>
  JSON.stringify(schema, null, 2).replace(/^(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm, (whole, start: string, words: string, comma: string) => {
    const line = `${start}[${words.trim().replace(/\n */g, ' ')}]${comma}`
    return line.length > LINE ? whole : line
  })

const LINE = 140

function recordSchema(members: Fields, descriptions: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries(members)
  const properties = entries.map(([name, field]) => [
    name,
    { ...(name in descriptions && { description: descriptions[name] }), ...valueSchema(field, field.required) },
  ])
  const required = entries.filter(([, field]) => field.required).map(([name]) => name)
  const allOf = entries.flatMap(([name, field]) => {
    const need = field.neededWhen
    return need ? [when(need.member, need.is, { properties: { [name]: valueSchema(field, true) }, required: [name] })] : []
  })
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(allOf.length > 0 && { allOf }),
  }
}

const when = (member: string, is: string, then: JsonSchema): JsonSchema => ({
  if: { properties: { [member]: { const: is } }, required: [member] },
  then,
})

function valueSchema(field: Field, required: boolean): JsonSchema {
  switch (field.kind) {
    case 'anything':
      return {}
    case 'boolean':
      return { type: 'boolean' }
    case 'text':
      return required ? { type: 'string', pattern: '\\S' } : { type: 'string' }
    case 'whole':
      return { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }
    case 'halves':
      return { type: 'number', exclusiveMinimum: 0, maximum: Number.MAX_SAFE_INTEGER / 2, multipleOf: 0.5 }
    case 'date':
      return { type: 'string', format: 'date', pattern: '^(?!0000)\\d{4}-\\d{2}-\\d{2}$' }
    case 'moment':
      return {
        type: 'string',
        format: 'date-time',
        pattern: '^(?!0000)\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$',
      }
    case 'one-of':
      return { enum: field.choices }
    case 'list':
      return { type: 'array', items: valueSchema(field.of, true), ...(field.atLeastOne && { minItems: 1 }) }
    case 'record':
      return recordSchema(field.members)
  }
}
