import { checkMembers, has, isObject } from './check-fields.ts'
import { agencies, type CaseRecord, type Child, type FactType, factTable, factTypes, type Withdrawal } from './fact-table.ts'
import { either, type Fault, found, nearest, pointerTo, shown } from './fault.ts'
import { anything, civilDay, type Fields, type FieldsOf, list, moment, oneOf, optional, record, text } from './fields.ts'

export const childFields = {
  id: text,
  dateOfBirth: civilDay,
  ehcp: optional(list(record({ from: civilDay, to: optional(civilDay) }))),
} satisfies FieldsOf<Child>

/** The child is described whole; of the facts, each by its type, below. */
export const caseFields = { child: record(childFields), facts: list(anything) }

/** What a fact and a withdrawal have in common. */
const recordFields = { id: text, on: civilDay, by: oneOf(...agencies), recordedAt: optional(moment), note: optional(text) }

export const withdrawalFields = { ...recordFields, withdraws: text } satisfies FieldsOf<Withdrawal>

/** The members of a fact of any type: what its detail is depends on the type. */
export const factFields = { ...recordFields, type: oneOf(...factTypes), replaces: optional(text), detail: optional(anything) }

export const detailFields = (type: FactType): Fields => factTable[type].detail

const fieldsByType = new Map<unknown, Fields>(
  factTypes.map((type) => [type, { ...factFields, detail: optional(record(detailFields(type))) }]),
)

export const isFactType = (type: unknown): type is FactType => fieldsByType.has(type)

/** For a record that does not say what it is: whatever hangs on that may be anything. */
const fieldsOfNoType: Fields = {
  ...recordFields,
  type: optional(anything),
  withdraws: optional(text),
  replaces: optional(text),
  detail: optional(anything),
}

/** A record that is of the right form, and its place in the file. */
export interface Placed {
  readonly at: string
  readonly record: CaseRecord
  readonly sound: true
}

/** Something among the records of a file that is not of the right form. */
interface Misplaced {
  readonly at: string
  readonly record: unknown
  readonly sound: false
}

/**
 * Adds a fault for whatever is not of the form of a case file: all that its JSON Schema says, and nothing that it cannot say. Returns the
 * records in the order of the file.
 */
export function checkForm(value: unknown, faults: Fault[]): readonly (Placed | Misplaced)[] {
  checkMembers(value, caseFields, '', faults)
  const records: unknown = isObject(value) && has(value, 'facts') ? value['facts'] : undefined
  if (!Array.isArray(records)) return []
  return records.map((record: unknown, place) => {
    const at = pointerTo('/facts', place)
    const before = faults.length
    checkRecordForm(record, at, faults)
    return faults.length === before ? { at, record: record as CaseRecord, sound: true } : { at, record, sound: false }
  })
}

function checkRecordForm(value: unknown, at: string, faults: Fault[]): void {
  if (!isObject(value)) {
    faults.push({ pointer: at, message: found(value, 'an object: a fact, or a record that withdraws another') })
    return
  }
  const fields = fieldsOf(value)
  if (typeof fields === 'string') faults.push({ pointer: pointerTo(at, 'type'), message: fields })
  checkMembers(value, typeof fields === 'string' ? fieldsOfNoType : fields, at, faults)
  // Of a detail that is left out, it is the members that are missing.
  if (typeof fields !== 'string' && fields['detail']?.kind === 'record' && !has(value, 'detail')) {
    checkMembers({}, fields['detail'].members, pointerTo(at, 'detail'), faults)
  }
}

/** The members that a record may have; or, where it does not say what it is, what is wrong with that. */
function fieldsOf(record: Readonly<Record<string, unknown>>): Fields | string {
  if (has(record, 'withdraws')) {
    return has(record, 'type')
      ? 'a record that withdraws another has no type and no detail; expected a type or withdraws, not both'
      : withdrawalFields
  }
  if (!has(record, 'type')) return 'missing; expected the type of the fact, or withdraws with the id of the record that was made in error'
  return fieldsByType.get(record['type']) ?? unknownType(record['type'])
}

function unknownType(type: unknown): string {
  const meant = typeof type === 'string' && nearest(type, factTypes)
  return meant ? `found ${shown(type)}; did you mean ${meant}?` : found(type, either(factTypes))
}
