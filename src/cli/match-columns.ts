import { has, isObject } from '../casefile/check-fields.ts'
import { type Fault, found, nearest, pointerTo } from '../casefile/fault.ts'
import { type DateFormat, dateFormats } from '../people/written-dates.ts'

/*
 * The file that names the columns of a table of people.
 */

const columnNames = ['id', 'givenNames', 'familyName', 'dateOfBirth', 'sex', 'address', 'town', 'postcode', 'upn', 'nhsNumber'] as const
export type ColumnName = (typeof columnNames)[number]

/** In which columns things are, by their headings: several are joined. */
export type Columns = { readonly [Name in ColumnName]: readonly string[] } & { readonly dateFormat: DateFormat }

const HEADING = 'a heading, or a list of headings to join'

/** Checks a file that names columns. */
export function checkColumns(value: unknown): { readonly value: Columns } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  if (!isObject(value)) return { faults: [{ pointer: '', message: found(value, `an object with id and other columns, each ${HEADING}`) }] }
  for (const name of Object.keys(value)) {
    if (name === 'dateFormat' || columnNames.some((column) => column === name)) continue
    const meant = nearest(name, [...columnNames, 'dateFormat'])
    faults.push({
      pointer: pointerTo('', name),
      message: `unknown member; ${meant ? `did you mean ${meant}?` : `expected only ${columnNames.join(', ')} and dateFormat`}`,
    })
  }
  const headings = Object.fromEntries(
    columnNames.map((name) => {
      const given = has(value, name) ? value[name] : undefined
      const list = headingsOf(given)
      if (list === undefined) faults.push({ pointer: pointerTo('', name), message: found(given, HEADING) })
      return [name, list ?? []]
    }),
  ) as Record<ColumnName, readonly string[]>
  if (!has(value, 'id')) faults.push({ pointer: '/id', message: `missing; expected ${HEADING}` })
  else if (headings.id.length === 0 && !faults.some(({ pointer }) => pointer === '/id'))
    faults.push({ pointer: '/id', message: found(value['id'], HEADING) })
  if (headings.id.length > 0 && columnNames.every((name) => name === 'id' || headings[name].length === 0))
    faults.push({ pointer: '', message: 'names no column besides id; expected at least one to compare' })
  const format = has(value, 'dateFormat') ? value['dateFormat'] : 'YYYY-MM-DD'
  const dateFormat = dateFormats.find((known) => known === format)
  if (dateFormat === undefined) faults.push({ pointer: '/dateFormat', message: found(format, dateFormats.join(', ')) })
  return faults.length > 0 || dateFormat === undefined ? { faults } : { value: { ...headings, dateFormat } }
}

/** The headings, without blanks around them; none where there is nothing; nothing where it is no text and no list of texts. */
function headingsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return []
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = list.filter((one) => typeof one === 'string').map((one) => one.trim())
  return texts.length === list.length && texts.every((text) => text !== '') ? texts : undefined
}
