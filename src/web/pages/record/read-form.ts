import type { NewFact } from '../../../actions/record-fact.ts'
import { type CivilDate, civilDate, type Day } from '../../../calendar/civil-date.ts'
import { type Content, type EntryKind, entryFieldsOf, particularsFields } from '../../../casefile/casework-table.ts'
import { agencies, type FactType, factTable, factTypes } from '../../../casefile/fact-table.ts'
import type { Fault } from '../../../casefile/fault.ts'
import type { Field, Fields as Members } from '../../../casefile/fields.ts'
import type { AskedMember } from '../../../words/asking.ts'
import { entryWordsOf, particularsWordsOf } from '../../../words/casework-words.ts'
import { formWordsOf, noteFault } from '../../../words/form-words.ts'
import { readDay, type Tell } from '../../day-fields.ts'
import { firstOfEach } from '../../field-ids.ts'
import { all, type Fields, one } from '../../route.ts'

/*
 * A fact from what was filled in. What is wrong is told in the words of the form; everything that is wrong at once.
 */

/** Members that may be left out in general, and not for the step that brought here. */
export const neededIn = (fields: Fields): readonly string[] => one(fields, 'needs').split(' ')

export const factTypeOf = (text: string): FactType | undefined => factTypes.find((type) => type === text)

/** A fact and what is kept beside it. */
export function readForm(type: FactType, body: Fields): Read<Pick<NewFact, 'fact' | 'particulars'>> {
  const [read, beside] = [readFact(type, body), readParticulars(type, body)]
  if ('faults' in read || 'faults' in beside) return { faults: [...faultsIn(read), ...faultsIn(beside)] }
  const isAny = Object.keys(beside.particulars).length > 0
  return { fact: read.fact, ...(isAny && { particulars: beside.particulars }) }
}

const faultsIn = (read: object): readonly Fault[] => ('faults' in read ? (read.faults as readonly Fault[]) : [])

export function readFact(type: FactType, body: Fields): Read<Pick<NewFact, 'fact'>> {
  const { faults, fault } = faultsOfForm()
  const on = readDay('on', '/on', body, fault) ?? fault('/on', 'Enter the day')
  const detail = readMembers('detail', formWordsOf(type).members, factTable[type].detail, body, fault)
  const note = one(body, 'note')
  const unsaid = noteFault(type, note)
  if (unsaid) fault(unsaid.pointer, unsaid.message)
  if (faults.length > 0) return { faults: firstOfEach(faults) }
  const by = agencies.find((agency) => agency === one(body, 'by'))
  return {
    fact: {
      type,
      on,
      ...(by && { by }),
      ...(note !== '' && { note }),
      ...(detail.length > 0 && { detail: Object.fromEntries(detail) }),
    } as NewFact['fact'],
  }
}

export function readParticulars(type: FactType, body: Fields): Read<{ readonly particulars: Content }> {
  const { faults, fault } = faultsOfForm()
  const fields = particularsFields(type, valuesIn('detail', body)) ?? {}
  const read = readMembers('more', membersAsked(particularsWordsOf(type), fields), fields, body, fault)
  return faults.length > 0 ? { faults: firstOfEach(faults) } : { particulars: Object.fromEntries(read) }
}

export function readEntry(kind: EntryKind, body: Fields): Read<{ readonly on: CivilDate; readonly content: Content }> {
  const { faults, fault } = faultsOfForm()
  const on = readDay('on', '/on', body, fault) ?? fault('/on', 'Enter the day')
  const fields = entryFieldsOf(kind, valuesIn('more', body))
  const content = readMembers('more', membersAsked(entryWordsOf(kind).members, fields), fields, body, fault)
  return faults.length > 0 || !on ? { faults: firstOfEach(faults) } : { on, content: Object.fromEntries(content) }
}

/** What the fields of a group hold, by their members. A link to a form fills members in under their own names. */
export function valuesIn(group: 'detail' | 'more', fields: Fields): Readonly<Record<string, unknown>> {
  const own = Object.entries(fields).map(([name, value]) => [name.startsWith(`${group}.`) ? name.slice(group.length + 1) : name, value])
  return Object.fromEntries(own)
}

/** The words of the members that are asked for; some are only where others have one value and not another. */
export const membersAsked = (words: Readonly<Record<string, AskedMember>>, fields: Members): Readonly<Record<string, AskedMember>> =>
  Object.fromEntries(Object.entries(words).filter(([member]) => Object.hasOwn(fields, member)))

function faultsOfForm(): { readonly faults: readonly Fault[]; readonly fault: Tell } {
  const faults: Fault[] = []
  return { faults, fault: (pointer, message) => void faults.push({ pointer, message }) }
}

/** The members that were answered, with what was. */
const readMembers = (
  group: 'detail' | 'more',
  words: Readonly<Record<string, AskedMember>>,
  fields: Readonly<Record<string, Field>>,
  body: Fields,
  fault: Tell,
): readonly (readonly [member: string, value: unknown])[] =>
  Object.entries(words).flatMap(([member, asked]) => {
    const { required, neededWhen } = fields[member] ?? {}
    const isNeeded =
      required === true ||
      neededIn(body).includes(member) ||
      (neededWhen !== undefined && one(body, `${group}.${neededWhen.member}`) === neededWhen.is)
    const value = readMember(`${group}.${member}`, `/${group}/${member}`, asked, isNeeded, body, fault)
    return value === undefined ? [] : [[member, value] as const]
  })

function readMember(name: string, pointer: string, asked: AskedMember, required: boolean, body: Fields, fault: Tell): unknown {
  const value = one(body, name)
  switch (asked.kind) {
    case 'yes-or-no':
      if (value === 'true' || value === 'false') return value === 'true'
      return value === 'unsaid' && asked.unsaid !== null && !required ? undefined : fault(pointer, `Choose an answer: ${asked.question}`)
    case 'one':
      if (Object.hasOwn(asked.choices, value)) return value
      return required || value !== '' ? fault(pointer, `Choose an answer: ${asked.question}`) : undefined
    case 'several': {
      const chosen = all(body, name)
      const known = chosen.filter((one) => Object.hasOwn(asked.choices, one))
      if (known.length > 0 && chosen.includes('none')) return fault(pointer, `Choose “${asked.none}” alone, or one of the others`)
      if (known.length === 0 && !chosen.includes('none'))
        return required ? fault(pointer, `Choose an answer: ${asked.question}`) : undefined
      return known
    }
    case 'number':
      return readNumber(value, pointer, asked.unit, required, fault)
    case 'day':
      return readDay(name, pointer, body, fault) ?? (required ? fault(pointer, `Enter the day: ${asked.question}`) : undefined)
    case 'text':
      if (value !== '') return value
      return required ? fault(pointer, `Answer this: ${asked.question}`) : undefined
  }
}

function readNumber(value: string, pointer: string, unit: string, required: boolean, fault: Tell): number | undefined {
  if (value === '') return required ? fault(pointer, `Enter the number of ${unit}`) : undefined
  return /^\d{1,6}([.]\d)?$/.test(value) ? Number(value) : fault(pointer, `Enter the number of ${unit} in figures, such as 3 or 1.5`)
}

/** What was read, or everything that is wrong with it. */
type Read<What> = What | { readonly faults: readonly Fault[] }

/** A year that is not this one nor the last is nearly always a slip of the finger. */
export const isFarAway = (on: CivilDate, today: Day): boolean => on < civilDate(today - 400)
