import { isCivilDate } from '../../../calendar/civil-date.ts'
import type { RecordedFact } from '../../../casefile/fact-table.ts'
import { type AskedMember, formWordsOf } from '../../../words/form-words.ts'
import { dayTexts } from '../../day-fields.ts'
import type { Fields } from '../../route.ts'

/** What a form is filled with that is to correct a fact: what read-form.ts reads back is the same fact. */
export function valuesOf({ type, on, detail, note }: Pick<RecordedFact, 'type' | 'on' | 'detail' | 'note'>): Fields {
  const members = new Map<string, unknown>(Object.entries(detail ?? {}))
  const fields = Object.entries(formWordsOf(type).members).flatMap(([member, asked]) =>
    valuesOfMember(`detail.${member}`, asked, members.get(member)),
  )
  return { ...dayTexts('on', on), ...Object.fromEntries(fields), ...(note !== undefined && { note }) }
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
