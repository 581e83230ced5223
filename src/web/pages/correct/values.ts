import { isCivilDate } from '../../../calendar/civil-date.ts'
import type { RecordedFact } from '../../../casefile/fact-table.ts'
import type { AskedMember } from '../../../words/asking.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { dayTexts } from '../../day-fields.ts'
import type { Fields } from '../../route.ts'

/** What a form is filled with that is to correct a fact: what read-form.ts reads back is the same fact. */
export function valuesOf({ type, on, detail, note }: Pick<RecordedFact, 'type' | 'on' | 'detail' | 'note'>): Fields {
  const fields = valuesOfMembers('detail', formWordsOf(type).members, detail ?? {})
  return { ...dayTexts('on', on), ...fields, ...(note !== undefined && { note }) }
}

/** The fields of some members, filled in with what is recorded of them. */
export function valuesOfMembers(group: 'detail' | 'more', words: Readonly<Record<string, AskedMember>>, recorded: object): Fields {
  const members = new Map<string, unknown>(Object.entries(recorded))
  return Object.fromEntries(
    Object.entries(words).flatMap(([member, asked]) => valuesOfMember(`${group}.${member}`, asked, members.get(member))),
  )
}

function valuesOfMember(name: string, asked: AskedMember, value: unknown): [string, string | readonly string[]][] {
  switch (asked.kind) {
    case 'yes-or-no':
      return value === undefined ? (asked.unsaid === null ? [[name, 'false']] : [[name, 'unsaid']]) : [[name, String(value)]]
    case 'several':
      return Array.isArray(value) ? [[name, value.length === 0 ? 'none' : (value as string[])]] : []
    case 'day':
      return isCivilDate(value) ? Object.entries(dayTexts(name, value)) : []
    case 'one':
    case 'number':
    case 'text':
      return value === undefined ? [] : [[name, String(value)]]
  }
}
