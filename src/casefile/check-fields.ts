import { isCivilDate } from '../calendar/civil-date.ts'
import { either, type Fault, found, nearest, pointerTo } from './fault.ts'
import type { Field, Fields, ValuesOf } from './fields.ts'
import { isMoment } from './moment.ts'

type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export const has = (object: JsonObject, member: string): boolean => Object.hasOwn(object, member)

/** Checks a value that came from outside against the members that it may have. The value itself is handed back, not a copy. */
export function checkRecord<F extends Fields>(value: unknown, members: F): { record: ValuesOf<F> } | { faults: readonly Fault[] } {
  const faults: Fault[] = []
  checkMembers(value, members, '', faults)
  return faults.length > 0 ? { faults } : { record: value as ValuesOf<F> }
}

/** Adds a fault for each member that is missing, unknown, or of the wrong form. */
export function checkMembers(value: unknown, members: Fields, at: string, faults: Fault[]): void {
  if (!isObject(value)) {
    faults.push({ pointer: at, message: found(value, expectedOf(members)) })
    return
  }
  const names = Object.keys(members)
  for (const name of names) {
    const field = members[name] as Field
    const need = field.neededWhen && value[field.neededWhen.member] === field.neededWhen.is ? field.neededWhen : undefined
    const required = field.required || need !== undefined
    if (has(value, name)) checkValue(value[name], field, required, at, name, faults)
    else if (required) {
      const why = need ? `, needed ${need.words}` : ''
      faults.push({ pointer: pointerTo(at, name), message: `missing; expected ${expected(field, true)}${why}` })
    }
  }
  for (const name of Object.keys(value)) {
    if (!has(members, name)) faults.push({ pointer: pointerTo(at, name), message: unknownMember(name, names) })
  }
}

function unknownMember(name: string, names: readonly string[]): string {
  const meant = nearest(name, names)
  if (meant) return `unknown member; did you mean ${meant}?`
  return `unknown member; expected ${names.length > 0 ? `only ${names.join(', ')}` : 'none here'}`
}

function checkValue(value: unknown, field: Field, required: boolean, parent: string, name: string | number, faults: Fault[]): void {
  if (field.kind === 'record') checkMembers(value, field.members, pointerTo(parent, name), faults)
  else if (field.kind === 'list' && Array.isArray(value) && (value.length > 0 || !field.atLeastOne)) {
    const at = pointerTo(parent, name)
    for (let i = 0; i < value.length; i++) checkValue(value[i], field.of, true, at, i, faults)
  } else if (!isOfForm(value, field, required)) {
    faults.push({ pointer: pointerTo(parent, name), message: found(value, expected(field, required)) })
  }
}

function isOfForm(value: unknown, field: Field, required: boolean): boolean {
  switch (field.kind) {
    case 'anything':
      return true
    case 'boolean':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string' && (!required || value.trim() !== '')
    case 'whole':
      return Number.isSafeInteger(value) && (value as number) >= 0
    case 'halves':
      return typeof value === 'number' && value > 0 && Number.isSafeInteger(2 * value)
    case 'date':
      return isCivilDate(value)
    case 'moment':
      return isMoment(value)
    case 'one-of':
      return field.choices.includes(value as string)
    case 'list':
    case 'record':
      return false
  }
}

function expected(field: Field, required: boolean): string {
  switch (field.kind) {
    case 'anything':
      return 'a value'
    case 'boolean':
      return 'true or false'
    case 'text':
      return required ? 'a text that is not blank' : 'a text'
    case 'whole':
      return 'a whole number, 0 or more'
    case 'halves':
      return 'a number above 0, in steps of a half'
    case 'date':
      return 'a day that exists, written YYYY-MM-DD'
    case 'moment':
      return 'a day and time with its offset from UTC, such as 2026-12-01T09:30:00Z or 2026-06-01T09:30:00+01:00'
    case 'one-of':
      return either(field.choices)
    case 'list':
      return field.atLeastOne ? 'a list with something in it' : 'a list'
    case 'record':
      return expectedOf(field.members)
  }
}

const expectedOf = (members: Fields): string => {
  const names = Object.keys(members)
  return names.length > 0 ? `an object with ${names.join(', ')}` : 'an empty object'
}
