import { type CivilDate, compare, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { dayParts, dayTexts, isEmptyDay, readDay, type Tell, typedDay, typedText } from '../../day-fields.ts'
import { idOf } from '../../field-ids.ts'
import { type Fields, one } from '../../route.ts'
import type { FormField } from '../record/fields.ts'

/*
 * Forms for what is known of a child, as data: a question for each member. From it come the fields, what is read back, and how a value is said.
 */

/** A question about one member of what is known. */
export type Question = Asked &
  (
    | { readonly kind: 'line'; readonly takes?: (text: string) => { readonly value: string } | { readonly fault: string } }
    /** Free words, of several lines. */
    | { readonly kind: 'words' }
    /** A list, one a line. */
    | { readonly kind: 'lines'; readonly emptyIsNull?: true }
    | { readonly kind: 'date' }
    /** `unknown`: how it is said that it is not known; there is no such choice where it is left out. */
    | { readonly kind: 'yes-or-no'; readonly yes: string; readonly no: string; readonly unknown?: string; readonly noFirst?: true }
    /** `none`: how it is said that there is none. `isOpen`: what may be chosen is for the action to say. */
    | {
        readonly kind: 'one' | 'select'
        readonly choices: Readonly<Record<string, string>>
        readonly none?: string
        readonly isNumber?: true
        readonly isOpen?: true
      }
    /** From days to days; always one more than there are. */
    | { readonly kind: 'periods'; readonly from: string; readonly to: string }
  )

interface Asked {
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What is told where it is left out; it may be left out where nothing is. */
  readonly needed?: string
  /** That it may be left out is not said. */
  readonly isUnmarked?: true
}

/** What a form holds: members and their values. */
export type Filled = Readonly<Record<string, unknown>>

interface Period {
  readonly from: CivilDate
  readonly to?: CivilDate
}

const UNKNOWN = 'unknown'

// ---- Values as fields hold them ----------------------------------------------------------------------------------------------------------

/** The texts of the fields of questions. */
export const textsOf = (questions: readonly Question[], values: Filled): Fields =>
  Object.fromEntries(questions.flatMap((question) => Object.entries(textOf(question, values[question.name]))))

function textOf({ kind, name }: Question, value: unknown): Readonly<Record<string, string>> {
  switch (kind) {
    case 'line':
    case 'words':
    case 'one':
    case 'select':
      return { [name]: value === null || value === undefined ? '' : String(value) }
    case 'lines':
      return { [name]: ((value ?? []) as readonly string[]).join('\n') }
    case 'yes-or-no':
      return { [name]: value === undefined ? '' : value === null ? UNKNOWN : String(value) }
    case 'date':
      return dayTexts(name, (value ?? null) as CivilDate | null)
    case 'periods':
      return Object.assign({}, ...((value ?? []) as readonly Period[]).map((period, place) => periodTexts(`${name}.${place}`, period)))
  }
}

const periodTexts = (name: string, { from, to }: Period) => ({ ...dayTexts(`${name}.from`, from), ...dayTexts(`${name}.to`, to ?? null) })

/** The texts of one question among those of a form. */
export const ownTexts = ({ name }: Question, texts: Fields): Fields =>
  Object.fromEntries(Object.entries(texts).filter(([field]) => field === name || field.startsWith(`${name}.`)))

/** What was typed for a question in words, for reading: an empty text where nothing was. */
export function said(question: Question, texts: Fields): string {
  const { name } = question
  const text = one(texts, name)
  switch (question.kind) {
    case 'line':
    case 'words':
      return text
    case 'lines':
      return linesOf(text).join(', ')
    case 'one':
    case 'select':
      return question.choices[text] ?? (text === '' ? '' : text)
    case 'yes-or-no':
      return text === 'true' ? question.yes : text === 'false' ? question.no : ''
    case 'date':
      return saidDate(name, texts)
    case 'periods':
      return periodsIn(name, texts)
        .map((place) => [saidDate(`${name}.${place}.from`, texts), saidDate(`${name}.${place}.to`, texts)])
        .filter((days) => days.some((day) => day !== ''))
        .map(([from, to]) => (to ? `${from} to ${to}` : `from ${from}`))
        .join('; ')
  }
}

function saidDate(name: string, texts: Fields): string {
  const { day } = typedDay(name, texts)
  return day ? inWords(dayOf(day)).replace(/^\w+ /, '') : typedText(name, texts)
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const periodsIn = (name: string, texts: Fields): readonly number[] => [
  ...new Set(
    Object.keys(texts)
      .flatMap((field) => (field.startsWith(`${name}.`) ? [Number(field.slice(name.length + 1).split('.')[0])] : []))
      .filter((place) => Number.isInteger(place) && place >= 0 && place < MOST_PERIODS),
  ),
]

/** More than anybody has plans. */
const MOST_PERIODS = 30

// ---- Reading back ------------------------------------------------------------------------------------------------------------------------

/** What was filled in, or everything that is wrong. A question that was not on the form is not in what is given. */
export function readAnswers(
  questions: readonly Question[],
  body: Fields,
): { readonly values: Filled } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const fault: Tell = (pointer, message) => void (faults.some((other) => other.pointer === pointer) || faults.push({ pointer, message }))
  const values: [string, unknown][] = []
  for (const question of questions) {
    if (Object.keys(ownTexts(question, body)).length === 0) {
      if (question.needed) fault(pointerOf(question.name), question.needed)
      continue
    }
    const value = readAnswer(question, body, fault)
    if (value !== undefined) values.push([question.name, value])
  }
  return faults.length > 0 ? { faults } : { values: Object.fromEntries(values) }
}

const pointerOf = (name: string): string => `/${name.replaceAll('.', '/')}`

function readAnswer(question: Question, body: Fields, fault: Tell): unknown {
  const { name, needed } = question
  const pointer = pointerOf(name)
  const text = one(body, name)
  const orNeeded = <Value>(value: Value, isEmpty: boolean): Value | undefined => (isEmpty && needed ? fault(pointer, needed) : value)
  switch (question.kind) {
    case 'line': {
      if (text.length > LONGEST_LINE) return fault(pointer, `Use ${LONGEST_LINE} characters or fewer`)
      if (text === '') return orNeeded(null, true)
      const taken = question.takes?.(text) ?? { value: text }
      return 'fault' in taken ? fault(pointer, taken.fault) : taken.value
    }
    case 'words':
      return text.length > LONGEST_WORDS
        ? fault(pointer, `Use ${LONGEST_WORDS} characters or fewer`)
        : orNeeded(text === '' ? null : text, text === '')
    case 'lines': {
      const lines = linesOf(text)
      if (lines.length > MOST_LINES || lines.some(({ length }) => length > LONGEST_LINE))
        return fault(pointer, `Use ${MOST_LINES} lines or fewer`)
      return orNeeded(lines.length === 0 && question.emptyIsNull ? null : lines, lines.length === 0)
    }
    case 'date':
      return readDay(name, pointer, body, fault) ?? (isEmptyDay(name, body) ? orNeeded(null, true) : undefined)
    case 'yes-or-no':
      if (text === 'true' || text === 'false') return text === 'true'
      return question.unknown === undefined || text !== UNKNOWN ? fault(pointer, needed ?? 'Choose an answer') : null
    case 'one':
    case 'select':
      if (Object.hasOwn(question.choices, text)) return question.isNumber ? Number(text) : text
      if (question.isOpen && text !== '') return text.slice(0, LONGEST_LINE)
      return text === '' && question.none !== undefined ? orNeeded(null, true) : fault(pointer, needed ?? 'Choose an answer')
    case 'periods':
      return readPeriods(name, body, fault)
  }
}

const LONGEST_LINE = 200
const LONGEST_WORDS = 4000
const MOST_LINES = 10

/** Periods, in the order of their days; one whose days are all taken away is none any more. */
function readPeriods(name: string, body: Fields, fault: Tell): readonly Period[] {
  const periods = periodsIn(name, body).flatMap((place): Period[] => {
    const [from, to] = [`${name}.${place}.from`, `${name}.${place}.to`] as const
    if (isEmptyDay(from, body) && isEmptyDay(to, body)) return []
    const first = isEmptyDay(from, body) ? fault(pointerOf(from), 'Enter the first day too') : readDay(from, pointerOf(from), body, fault)
    const last = isEmptyDay(to, body) ? undefined : readDay(to, pointerOf(to), body, fault)
    if (first && last && last < first) fault(pointerOf(to), 'Enter a last day that is not before the first')
    return first ? [{ from: first, ...(last && { to: last }) }] : []
  })
  return periods.toSorted((a, b) => compare(a.from, b.from))
}

// ---- Fields ------------------------------------------------------------------------------------------------------------------------------

/** The fields of questions, filled with texts. */
export const fieldsOf = (questions: readonly Question[], texts: Fields, faults: readonly Fault[]): readonly FormField[] =>
  questions.flatMap((question) => fieldsOfOne(question, texts, faults))

function fieldsOfOne(question: Question, texts: Fields, faults: readonly Fault[]): readonly FormField[] {
  const { name, hint } = question
  const isOptional =
    !question.isUnmarked &&
    question.needed === undefined &&
    question.kind !== 'yes-or-no' &&
    question.kind !== 'one' &&
    question.kind !== 'periods'
  const make = (kind: FormField['kind'], own = name, label = isOptional ? `${question.label} (optional)` : question.label): FormField => ({
    ...{ kind, id: idOf(own), name: own, label, hint },
    error: faults.find(({ pointer }) => pointer === pointerOf(own))?.message,
  })
  const value = one(texts, name)
  switch (question.kind) {
    case 'line':
      return [{ ...make('line'), value }]
    case 'words':
    case 'lines':
      return [{ ...make('lines'), value }]
    case 'date':
      return [dayField(make('date'), texts)]
    case 'yes-or-no': {
      const { yes, no, unknown, noFirst } = question
      const both: readonly (readonly [string, string])[] = [
        ['true', yes],
        ['false', no],
      ]
      const all = [...(noFirst ? both.toReversed() : both), ...(unknown === undefined ? [] : [[UNKNOWN, unknown] as const])]
      return [{ ...make('radios'), choices: choicesOf(name, all, value) }]
    }
    case 'one':
      return [{ ...make('radios'), choices: choicesOf(name, entriesOf(question), value) }]
    case 'select':
      return [{ ...make('select'), choices: choicesOf(name, entriesOf(question), value) }]
    case 'periods': {
      // Without those that were left empty: one more stands there each time the form comes back, otherwise.
      const places = periodsIn(name, texts).filter((place) => ['from', 'to'].some((end) => !isEmptyDay(`${name}.${place}.${end}`, texts)))
      return [...places, places.length === 0 ? 0 : Math.max(...places) + 1].flatMap((place) => [
        dayField(make('date', `${name}.${place}.from`, question.from), texts),
        { ...dayField(make('date', `${name}.${place}.to`, question.to), texts), hint: undefined },
      ])
    }
  }
}

const entriesOf = ({ choices, none }: Extract<Question, { kind: 'one' | 'select' }>): readonly (readonly [string, string])[] => [
  ...(none === undefined ? [] : [['', none] as const]),
  ...Object.entries(choices),
]

/** The first choice has the id of the field. */
const choicesOf = (name: string, all: readonly (readonly [value: string, label: string])[], chosen: string) =>
  all.map(([value, label], place) => ({
    id: place === 0 ? idOf(name) : `${idOf(name)}-${value || 'none'}`,
    value,
    label,
    hint: undefined,
    chosen: value === chosen,
  }))

const dayField = (field: FormField, texts: Fields): FormField => ({ ...field, parts: dayParts(field.name, texts) })
