import type { RecordedFact } from '../../../casefile/fact-table.ts'
import { type AskedMember, formWordsOf } from '../../../words/form-words.ts'
import type { Fields } from '../../route.ts'

/** What a form is filled with that is to correct a fact: what read-form.ts reads back is the same fact. */
export function valuesOf({ type, on, detail, note }: Pick<RecordedFact, 'type' | 'on' | 'detail' | 'note'>): Fields {
  const [year = '', month = '', day = ''] = on.split('-')
  const members = new Map<string, unknown>(Object.entries(detail ?? {}))
  const fields = Object.entries(formWordsOf(type).members).flatMap(([member, asked]) =>
    valuesOfMember(`detail.${member}`, asked, members.get(member)),
  )
  return Object.fromEntries([...inParts('on', year, month, day), ...fields, ...(note === undefined ? [] : [['note', note] as const])])
}

function valuesOfMember(name: string, asked: AskedMember, value: unknown): [string, string | readonly string[]][] {
  switch (asked.kind) {
    case 'yes-or-no':
      return value === undefined ? (asked.unsaid === null ? [[name, 'false']] : [[name, 'unsaid']]) : [[name, String(value)]]
    case 'several':
      return Array.isArray(value) ? [[name, value.length === 0 ? 'none' : (value as string[])]] : []
    case 'day': {
      const [of = '', then = '', date = ''] = typeof value === 'string' ? value.split('-') : []
      return value === undefined ? [] : inParts(name, of, then, date)
    }
    case 'one':
    case 'number':
    case 'text':
      return value === undefined ? [] : [[name, String(value)]]
  }
}

const inParts = (name: string, year: string, month: string, day: string): [string, string][] => [
  [`${name}.day`, String(Number(day))],
  [`${name}.month`, String(Number(month))],
  [`${name}.year`, year],
]
