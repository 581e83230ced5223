import { civilDate } from '../../../calendar/civil-date.ts'
import { type EntryKind, entryFieldsOf, particularsFields } from '../../../casefile/casework-table.ts'
import { type Agency, type FactType, factTable } from '../../../casefile/fact-table.ts'
import type { Fault } from '../../../casefile/fault.ts'
import type { Field } from '../../../casefile/fields.ts'
import { shouldClauses } from '../../../guidance/register.ts'
import type { AskedMember } from '../../../words/asking.ts'
import { entryWordsOf, particularsWordsOf } from '../../../words/casework-words.ts'
import { dutyClause } from '../../../words/clause-named.ts'
import { formWordsOf, noteHint } from '../../../words/form-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { type DayPart, dayParts, dayTexts } from '../../day-fields.ts'
import { idOf, linked } from '../../field-ids.ts'
import { all, type Fields, one } from '../../route.ts'
import { byLabel } from '../../sorting.ts'
import { membersAsked, neededIn, valuesIn } from './read-form.ts'

/*
 * The fields of a form for a fact: made from the fact table, with the words of the forms. What comes in is read back by read-form.ts.
 */

/** A field as layout/fields.njk shows it. */
export interface FormField {
  readonly kind: 'line' | 'lines' | 'number' | 'select' | 'date' | 'radios' | 'checkboxes'
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly error: string | undefined
  readonly value?: string
  readonly choices?: readonly Choice[]
  readonly parts?: readonly DayPart[]
}

interface Choice {
  readonly id: string
  readonly value: string
  readonly label: string
  readonly hint: string | undefined
  readonly chosen: boolean
}

/** What a form for a fact is filled with. */
export interface Filled extends FilledEntry {
  readonly type: FactType
  /** What the fact says, where that is not on the form. */
  readonly detail?: object
}

/** What a form for an entry is filled with. */
export interface FilledEntry {
  /** The agencies for which it may be recorded, the usual one first. */
  readonly agencies: readonly Agency[]
  readonly schools: readonly { readonly id: string; readonly name: string }[]
  /** Who works at one's own agency, where somebody of it can be chosen. */
  readonly colleagues?: readonly { readonly user: string; readonly name: string }[]
  readonly today: number
  /** What was typed; before anything was, what the link had to say. */
  readonly values: Fields
  readonly isTyped: boolean
  readonly faults: readonly Fault[]
}

/** The name of a field by the place in the fact that it fills. */
const nameOfPlace = (pointer: string): string => pointer.slice(1).split('/').slice(0, 2).join('.')

/** The faults of a fact, each with the field of the form that fills its place. */
export const linkedToFields = (faults: readonly Fault[]) => linked(faults, (pointer) => idOf(nameOfPlace(pointer)))

/** Of a form that records a fact: its own fields, and those of what is kept beside it. */
export const recordingFields = (filled: Filled): readonly FormField[] => fieldsOf(filled, particularsFieldsOf(filled))

/** Of a form that puts a fact right. */
export const factFields = (filled: Filled): readonly FormField[] => fieldsOf(filled, [])

/** Of a form for what is kept beside a fact alone. */
export function particularsFieldsOf(filled: Filled): readonly FormField[] {
  const { type, detail, values } = filled
  const fields = particularsFields(type, detail ?? valuesIn('detail', values)) ?? {}
  return membersFields('more', membersAsked(particularsWordsOf(type), fields), fields, filled)
}

/** Of a form for an entry. */
export const entryFields = (kind: EntryKind, filled: FilledEntry): readonly FormField[] => {
  const { when, members } = entryWordsOf(kind)
  const fields = entryFieldsOf(kind, valuesIn('more', filled.values))
  return [
    dayField('on', when.question, when.hint, filled, !filled.isTyped),
    ...membersFields('more', membersAsked(members, fields), fields, filled),
    ...(filled.agencies.length > 1 ? [agencyField(filled)] : []),
  ]
}

function fieldsOf(filled: Filled, beside: readonly FormField[]): readonly FormField[] {
  const { type, agencies } = filled
  const { members, when } = formWordsOf(type)
  return [
    dayField('on', when.question, when.hint, filled, !filled.isTyped),
    ...membersFields('detail', members, factTable[type].detail, filled),
    ...beside,
    ...(agencies.length > 1 ? [agencyField(filled)] : []),
    {
      ...field('lines', 'note', formWordsOf(type).asksForNote?.question ?? 'Note', noteHint(type), filled),
      value: one(filled.values, 'note'),
    },
  ]
}

/** The reason for putting right what was recorded. */
export const whyField = (question: string, filled: FilledEntry): FormField => ({
  ...field('lines', 'why', question, 'It stands in the history, and in the log of who did what.', filled),
  value: one(filled.values, 'why'),
})

const membersFields = (
  group: 'detail' | 'more',
  words: Readonly<Record<string, AskedMember>>,
  fields: Readonly<Record<string, Field>>,
  filled: FilledEntry,
): readonly FormField[] =>
  Object.entries(words).map(([member, asked]) => memberField(group, member, asked, fields[member]?.required === true, filled))

function memberField(group: 'detail' | 'more', member: string, asked: AskedMember, always: boolean, filled: FilledEntry): FormField {
  const required = always || neededIn(filled.values).includes(member)
  const name = `${group}.${member}`
  const value = one(filled.values, name) || (filled.isTyped ? '' : one(filled.values, member))
  const label = required || asked.kind === 'yes-or-no' ? asked.question : `${asked.question} (optional)`
  const make = (kind: FormField['kind']) => field(kind, name, label, asked.hint, filled)
  switch (asked.kind) {
    case 'yes-or-no': {
      const unsaid = asked.unsaid === null || required ? [] : [['unsaid', asked.unsaid] as const]
      return { ...make('radios'), choices: choices(name, [['true', asked.yes], ['false', asked.no], ...unsaid], [value]) }
    }
    case 'one':
      return { ...make('radios'), choices: choices(name, Object.entries(asked.choices), [only(asked.choices) ?? value], asked.hints) }
    case 'several': {
      const chosen = all(filled.values, name)
      return { ...make('checkboxes'), choices: choices(name, [...Object.entries(asked.choices), ['none', asked.none]], chosen) }
    }
    case 'number':
      return { ...make('number'), label: `${label} In ${asked.unit}.`, value }
    case 'day':
      return dayField(name, label, asked.hint, filled, false)
    case 'text':
      return textField(asked.takes, make, value, filled)
  }
}

/** The one choice that there is. */
const only = (choices: object): string | undefined => (Object.keys(choices).length === 1 ? Object.keys(choices)[0] : undefined)

function textField(
  takes: Extract<AskedMember, { kind: 'text' }>['takes'],
  make: (kind: FormField['kind']) => FormField,
  value: string,
  { schools, colleagues = [] }: FilledEntry,
): FormField {
  switch (takes) {
    case 'a line':
      return { ...make('line'), value }
    case 'lines':
      return { ...make('lines'), value }
    case 'a school': {
      const names = schools.map(({ id, name }): [string, string] => [id, name])
      return { ...make('select'), choices: choices('', [['', 'Not said'], ...names.toSorted(byLabel)], [value]) }
    }
    case 'a colleague': {
      const names = colleagues.map(({ user, name }): [string, string] => [user, name])
      return { ...make('select'), choices: choices('', [['', 'Nobody'], ...names.toSorted(byLabel)], [value]) }
    }
    case 'a clause': {
      const clauses = [...shouldClauses].map((id): [string, string] => [id, `${id}, ${dutyClause(id).title}`])
      return { ...make('select'), choices: choices('', [['', 'Choose a step'], ...clauses], [value]) }
    }
  }
}

function agencyField(filled: FilledEntry): FormField {
  const { agencies, values } = filled
  const chosen = one(values, 'by') || agencies[0] || ''
  return {
    ...field('radios', 'by', 'Who did it, or knew it?', 'Where you record it for another agency, both are shown.', filled),
    choices: choices(
      'by',
      agencies.map((agency) => [agency, capital(agencyWords[agency])]),
      [chosen],
    ),
  }
}

function field(kind: FormField['kind'], name: string, label: string, hint: string | undefined, { faults }: FilledEntry): FormField {
  const error = faults.find(({ pointer }) => nameOfPlace(pointer) === name)?.message
  return { kind, id: idOf(name), name, label, hint, error }
}

function dayField(name: string, label: string, hint: string | undefined, filled: FilledEntry, isToday: boolean): FormField {
  const texts = isToday ? dayTexts(name, civilDate(filled.today)) : filled.values
  return { ...field('date', name, label, hint, filled), parts: dayParts(name, texts) }
}

/** The first choice has the id of the field. */
const choices = (
  name: string,
  all: readonly (readonly [value: string, label: string])[],
  chosen: readonly string[],
  hints: Readonly<Record<string, string | undefined>> = {},
): readonly Choice[] =>
  all.map(([value, label], place) => ({
    id: place === 0 ? idOf(name) : `${idOf(name)}-${value}`,
    value,
    label,
    hint: hints[value],
    chosen: chosen.includes(value),
  }))
