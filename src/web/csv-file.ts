import { parse } from 'csv-parse/sync'
import type { SentFile } from './route.ts'

/*
 * Tables as spreadsheets and schools' systems write them, and as we write them for people to open in one.
 */

// ---- Reading -----------------------------------------------------------------------------------------------------------------------------

export interface Table {
  /** Each once: of those that are the same, later ones have a number; one that is empty is named by its place. */
  readonly headings: readonly string[]
  /** As many in each row as there are headings; of a line with nothing in it, empty ones, so that rows are counted as a spreadsheet does. */
  readonly cells: readonly (readonly string[])[]
}

const MOST_ROWS = 2000
const MOST_COLUMNS = 100
/** In characters; nothing in such a table is so long, so that a quotation mark is missing somewhere. */
const LONGEST_CELL = 10_000

/** What a file holds; or why it cannot be taken, and what to do. */
export function readTable({ bytes, isTooLarge }: SentFile): Table | { readonly wrong: string } {
  if (isTooLarge) return { wrong: 'The file is larger than 2 MB. Send the rows in several files' }
  if (bytes.length === 0) return { wrong: 'The file is empty. Choose one with a row of headings, and a row for each pupil' }
  const text = textOf(bytes)
  if (text === undefined) return { wrong: NO_TEXT }
  const rows = rowsOf(text)
  if ('wrong' in rows) return rows
  const [first, ...below] = rows.rows
  const others = below.slice(0, below.findLastIndex((row) => row.some((cell) => cell !== '')) + 1)
  if (!first || others.length === 0)
    return { wrong: 'The file has headings and no rows, or no headings. The first row has to be that of the headings' }
  if (others.length > MOST_ROWS) return { wrong: `The file has ${others.length} rows. Send at most ${MOST_ROWS} at a time` }
  const width = Math.max(first.length, ...others.map((row) => row.length))
  if (width > MOST_COLUMNS) return { wrong: `The file has ${width} columns. Send one with at most ${MOST_COLUMNS}` }
  if (rows.rows.some((row) => row.some((cell) => cell.length > LONGEST_CELL)))
    return { wrong: 'Something in the file is longer than any cell should be. A quotation mark may be missing: save the file as CSV again' }
  const padded = (row: readonly string[]): readonly string[] => Array.from({ length: width }, (_, place) => row[place] ?? '')
  return { headings: headingsOf(padded(first)), cells: others.map(padded) }
}

const NO_TEXT =
  'That is no CSV file. In your spreadsheet or system save the table as “CSV UTF-8 (comma delimited)”, and choose the file that comes of it'

/** The text of a file in UTF-8, or in the UTF-16 that spreadsheets call Unicode text. */
function textOf(bytes: Buffer): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // What no table has is in a file of another kind, and the database keeps no text with a zero.
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const separators = [',', ';', '\t', '|'] as const

function rowsOf(text: string): { readonly rows: readonly string[][] } | { readonly wrong: string } {
  const [line = ''] = text.split(/\r?\n|\r/, 1)
  const [delimiter = ','] = separators.toSorted((a, b) => line.split(b).length - line.split(a).length)
  try {
    const rows: string[][] = parse(text, { delimiter, trim: true, relax_column_count: true })
    return { rows }
  } catch {
    return { wrong: 'The file cannot be read: a quotation mark is opened and never closed, or stands where none can. Save it as CSV again' }
  }
}

function headingsOf(row: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return row.map((cell, place) => {
    const name = cell === '' ? `Column ${place + 1}` : cell
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name} (${before + 1})`
  })
}

// ---- Writing -----------------------------------------------------------------------------------------------------------------------------

/** What a spreadsheet takes for the beginning of a formula, in whichever width, and what it overlooks before one. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** A cell that no spreadsheet takes for a formula: an apostrophe says that it is text. */
const inert = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)

/** A table as text, which spreadsheets read as UTF-8 by the mark at its beginning. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => `"${inert(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`
