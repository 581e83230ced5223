import { once } from 'node:events'
import { type CsvError, type Parser, parse } from 'csv-parse'
import { shown } from '../casefile/fault.ts'
import { open, STANDARD_INPUT, sizeOf, whyUnreadable } from './files.ts'
import { unseenWritten } from './unseen.ts'

/*
 * Tables in text files, read row by row: none is kept, so that a file may be as long as it likes.
 */

/** How values may be parted, and what that is called. */
const separators = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'upright lines' } as const
type Separator = keyof typeof separators

/** What takes in a table. */
export interface Reader {
  /** Headings that are looked for: by them it is found out how values are parted. */
  readonly wanted: readonly string[]
  /** Takes the headings and says what is wrong with them. */
  headings(headings: readonly string[]): readonly string[]
  /** Takes the values of a row, without the blanks around them. Rows are counted as a spreadsheet does: that of the headings is the first. */
  row(values: readonly string[], row: number): void
  /** Is told how much of the file was read, from 0 to 1, where that is known. */
  progress?(read: number | undefined): void
}

/** How a table was read: what parts its values; or why it was not, in sentences that name file and row. */
export type Read = { readonly separator: string } | { readonly faults: readonly string[] }

/** The file as it is named in a sentence. */
export const fileNamed = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : unseenWritten(file))

/** Reads a table row by row, so that it may be of any length; the reader is given each as it comes. */
export async function streamTable(file: string, reader: Reader): Promise<Read> {
  const name = fileNamed(file)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parsing: Parsing | undefined
  let read = 0
  try {
    const size = await sizeOf(file)
    for await (const chunk of open(file)) {
      const text = decoded(decoder, chunk)
      if (text === undefined) return { faults: [`${name}, ${placeOf(parsing)}: not UTF-8; expected a file that was saved as CSV UTF-8.`] }
      parsing ??= startParsing(text, name, reader)
      if (!parsing.parser.write(text)) await Promise.race([once(parsing.parser, 'drain'), parsing.ended])
      if (parsing.faults.length > 0) return { faults: parsing.faults }
      read += chunk.length
      reader.progress?.(size === undefined ? undefined : read / size)
    }
  } catch (error) {
    return { faults: [`${name}: ${whyUnreadable(error).message}.`] }
  }
  if (!parsing) return { faults: [`${name}: the file is empty; expected a row of headings, and rows.`] }
  parsing.parser.end()
  await parsing.ended
  if (parsing.faults.length > 0) return { faults: parsing.faults }
  if (parsing.rows === 0) return { faults: [`${name}: there are headings and no rows.`] }
  return { separator: separators[parsing.separator] }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string | undefined {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    return undefined
  }
}

const placeOf = (parsing: Parsing | undefined): string => `after row ${(parsing?.rows ?? 0) + 1}`

interface Parsing {
  readonly parser: Parser
  readonly separator: Separator
  /** Settles when all is read, or it is clear that it cannot be. */
  readonly ended: Promise<void>
  readonly faults: string[]
  /** Without that of the headings. */
  rows: number
}

/** So many faults are enough to see what is wrong. */
const MOST_FAULTS = 20

function startParsing(beginning: string, name: string, reader: Reader): Parsing {
  const separator = separatorOf(beginning, reader.wanted)
  let columns = 0
  const parser = parse({
    bom: true,
    delimiter: separator,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (values: string[]) => {
      if (columns === 0) {
        columns = values.length
        parsing.faults.push(...reader.headings(values))
      } else {
        parsing.rows++
        const row = parsing.rows + 1
        if (values.length === columns || isPadded(values, columns)) reader.row(values, row)
        else if (parsing.faults.length < MOST_FAULTS)
          parsing.faults.push(`${name}, row ${row}: found ${values.length} values; expected ${columns}, as many as there are headings.`)
      }
      return null
    },
  })
  const ended = new Promise<void>((resolve) => {
    parser.on('error', (error) => {
      parsing.faults.push(`${name}, ${placeOf(parsing)}: ${whyUnparsed(error as CsvError)}`)
      resolve()
    })
    parser.on('end', resolve)
  })
  const parsing: Parsing = { parser, separator, ended, faults: [], rows: 0 }
  parser.resume()
  return parsing
}

/** Spreadsheets write empty values behind the last column. */
const isPadded = (values: readonly string[], columns: number): boolean =>
  values.length > columns && values.slice(columns).every((value) => value === '')

const whyUnparsed = ({ code }: CsvError): string =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quotation mark is opened and never closed.'
    : 'a quotation mark stands where none can; expected the whole value in quotation marks, and those within it doubled.'

/** What parts the headings: that with which most of the wanted ones are found, commas where nothing is better. */
function separatorOf(beginning: string, wanted: readonly string[]): Separator {
  const line = /^\uFEFF?(.*)/.exec(beginning)?.[1] ?? ''
  let [best, most]: [Separator, number] = [',', 0]
  for (const separator of Object.keys(separators) as Separator[]) {
    const headings = new Set(line.split(separator).map((heading) => heading.replaceAll('"', '').trim()))
    const found = wanted.filter((heading) => headings.has(heading)).length
    if (found > most) [best, most] = [separator, found]
  }
  return best
}

/** What was found in a cell, and what is expected, with the place. */
export const cellFault = (file: string, row: number, column: string, value: string, expected: string): string =>
  `${fileNamed(file)}, row ${row}, column ${unseenWritten(column)}: found ${shown(value)}; expected ${expected}.`
