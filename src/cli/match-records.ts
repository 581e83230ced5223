import { nearest } from '../casefile/fault.ts'
import { Keys } from '../people/blocks.ts'
import { type Comparable, comparable, type Described } from '../people/described.ts'
import { matchKeys } from '../people/match-keys.ts'
import { parseUpn } from '../people/upn.ts'
import { openLexicon } from '../people/words.ts'
import { type DateFormat, readWrittenDate, type WrittenDate } from '../people/written-dates.ts'
import { cellFault, fileNamed, type Reader } from './csv-table.ts'
import type { ColumnName, Columns } from './match-columns.ts'

/** So many odd values are shown, of each kind. */
const MOST_SHOWN = 3

/** The people of one or two files, ready to be compared. */
export class Records {
  readonly ids: string[] = []
  readonly people: Comparable[] = []
  readonly keys = new Keys()
  readonly #lexicon = openLexicon()
  /** There are a few thousand dates of birth. */
  readonly #dates = new Map<string, WrittenDate>()
  readonly #odd = new Map<string, { count: number; readonly shown: string[] }>()

  get count(): number {
    return this.ids.length
  }

  /** What is odd about values that were taken all the same, in sentences. */
  get remarks(): readonly string[] {
    return [...this.#odd].flatMap(([what, { count, shown }]) => [
      ...shown,
      ...(count > shown.length ? [`${count - shown.length} more ${what} like that.`] : []),
    ])
  }

  /** Takes in a file. What it cannot take is added to `faults`. */
  reader(file: string, columns: Columns, faults: string[]): Reader {
    const places = new Map<ColumnName, readonly number[]>()
    const rowOfId = new Map<string, number>()
    const name = fileNamed(file)
    const wanted = (Object.keys(columns) as (keyof Columns)[]).flatMap((column) => (column === 'dateFormat' ? [] : columns[column]))
    const expectedIds = `an id of its own`
    const value = (values: readonly string[], column: ColumnName, between: string): string => {
      const at = places.get(column)
      if (at === undefined) return ''
      const [only = 0] = at
      return at.length === 1
        ? (values[only] as string)
        : at
            .map((place) => values[place])
            .filter((text) => text !== '')
            .join(between)
    }
    return {
      wanted,
      headings: (headings) => {
        const found: string[] = []
        for (const column of Object.keys(columns) as (keyof Columns)[]) {
          if (column === 'dateFormat' || columns[column].length === 0) continue
          const at = columns[column].map((heading) => {
            const place = headings.indexOf(heading)
            const meant = nearest(heading, headings)
            if (place < 0)
              found.push(
                `${name}, row 1: there is no column ${heading}, which the columns’ file names for ${column}; ` +
                  (meant === undefined ? `the columns are ${headings.join(', ')}.` : `did you mean ${meant}?`),
              )
            else if (headings.indexOf(heading, place + 1) >= 0) found.push(`${name}, row 1: two columns are called ${heading}.`)
            return place
          })
          places.set(column, at)
        }
        return found
      },
      row: (values, row) => {
        const id = value(values, 'id', ' ')
        const earlier = rowOfId.get(id)
        if (id === '' || earlier !== undefined) {
          const expected = earlier === undefined ? expectedIds : `${expectedIds}, and row ${earlier} has this one`
          faults.push(cellFault(file, row, columns.id.join(' and '), id, expected))
          return
        }
        rowOfId.set(id, row)
        this.ids.push(id)
        const person = comparable(
          this.#described(file, columns, row, (column, between = ' ') => value(values, column, between)),
          this.#lexicon,
        )
        this.#remarkNumbers(file, columns, row, person)
        this.people.push(person)
        this.keys.add(matchKeys(person))
      },
    }
  }

  #described(file: string, columns: Columns, row: number, value: (column: ColumnName, between?: string) => string): Described {
    const [born, upn, nhsNumber] = [value('dateOfBirth'), value('upn', ''), value('nhsNumber', '')]
    const { date, exists } = this.#dateOf(born, columns.dateFormat)
    if (born !== '' && date === undefined)
      this.#remark('dates', file, row, columns.dateOfBirth, born, `a date written ${columns.dateFormat}; it was left out`)
    else if (born !== '' && !exists)
      this.#remark('days', file, row, columns.dateOfBirth, born, 'a day that exists; its digits were compared all the same')
    return {
      givenNames: value('givenNames'),
      familyName: value('familyName'),
      dateOfBirth: date,
      sex: value('sex'),
      addresses: [{ address: value('address'), town: value('town'), postcode: value('postcode') }],
      upn,
      nhsNumber,
    }
  }

  #dateOf(text: string, format: DateFormat): WrittenDate {
    const known = this.#dates.get(text)
    if (known) return known
    const read = readWrittenDate(text, format)
    this.#dates.set(text, read)
    return read
  }

  #remarkNumbers(file: string, columns: Columns, row: number, { upns: [upn], isUpnRight, nhsNumber, isNhsNumberRight }: Comparable): void {
    if (upn !== undefined && !isUpnRight) {
      const read = parseUpn(upn)
      const why = 'fault' in read ? read.fault : ''
      this.#remark('unique pupil numbers', file, row, columns.upn, upn, `a right number (${why}); it was compared all the same`)
    }
    if (nhsNumber !== '' && !isNhsNumberRight)
      this.#remark(
        'NHS numbers',
        file,
        row,
        columns.nhsNumber,
        nhsNumber,
        'ten digits of which the last fits the others; it was compared all the same',
      )
  }

  #remark(what: string, file: string, row: number, headings: readonly string[], text: string, expected: string): void {
    const known = this.#odd.get(what) ?? { count: 0, shown: [] }
    known.count++
    if (known.shown.length < MOST_SHOWN) known.shown.push(cellFault(file, row, headings.join(' and '), text, expected))
    this.#odd.set(what, known)
  }
}
