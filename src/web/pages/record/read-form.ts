import type { NewFact } from '../../../actions/record-fact.ts'
import { type CivilDate, civilDate, type Day } from '../../../calendar/civil-date.ts'
import { agencies, type FactType, factTable, factTypes } from '../../../casefile/fact-table.ts'
import type { Fault } from '../../../casefile/fault.ts'
import type { Field } from '../../../casefile/fields.ts'
import { type AskedMember, formWordsOf } from '../../../words/form-words.ts'
import { readDay, type Tell } from '../../day-fields.ts'
import { firstOfEach } from '../../field-ids.ts'
import { all, type Fields, one } from '../../route.ts'

/*
 * A fact from what was filled in. What is wrong is told in the words of the form; everything that is wrong at once.
 */

/** Members that may be left out in general, and not for the step that brought here. */
export const neededIn = (fields: Fields): readonly string[] => one(fields, 'needs').split(' ')

export const factTypeOf = (text: string): FactType | undefined => factTypes.find((type) => type === text)

export function readForm(type: FactType, body: Fields): { readonly fact: NewFact['fact'] } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const fault = (pointer: string, message: string): undefined => void faults.push({ pointer, message })
  const on = readDay('on', '/on', body, fault) ?? fault('/on', 'Enter the day')
  const table: Readonly<Record<string, Field>> = factTable[type].detail
  const detail = Object.entries(formWordsOf(type).members).flatMap(([member, asked]) => {
    const isNeeded = (table[member] as Field).required || neededIn(body).includes(member)
    const value = readMember(`detail.${member}`, `/detail/${member}`, asked, isNeeded, body, fault)
    return value === undefined ? [] : [[member, value] as const]
  })
  if (faults.length > 0) return { faults: firstOfEach(faults) }
  const note = one(body, 'note')
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

/** A year that is not this one nor the last is nearly always a slip of the finger. */
export const isFarAway = (on: CivilDate, today: Day): boolean => on < civilDate(today - 400)
