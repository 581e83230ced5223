import { constants, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Fault } from '../casefile/fault.ts'
import { parseJson } from '../casefile/json-text.ts'
import { unseenWritten } from './unseen.ts'

/** The name that stands for standard input. */
export const STANDARD_INPUT = '-'

/** A text that may hold a case, and the place of which faults are told: a file, or a line of one. */
export interface Piece {
  readonly place: string
  readonly text: string
}

/** A place of which something is wrong before it is known what it holds. */
export interface Unreadable {
  readonly place: string
  readonly fault: Fault
}

/** What came of a file at once, and how far into the file that is, where its size is known. */
export interface Batch {
  readonly pieces: readonly (Piece | Unreadable)[]
  readonly read?: number
}

/** Reads a file as one text. */
export async function readWhole(file: string): Promise<Piece | Unreadable> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of open(file)) chunks.push(chunk)
    return decoded(file, Buffer.concat(chunks))
  } catch (error) {
    return { place: file, fault: whyUnreadable(error) }
  }
}

/** Reads a file line by line, as much of it at once as has come; blank lines are passed over. Lines are counted from 1. */
export async function* readLines(file: string): AsyncGenerator<Batch> {
  let number = 0
  let read = 0
  let unfinished: Buffer[] = []
  const piecesOf = (lines: readonly Buffer[]): (Piece | Unreadable)[] =>
    lines.flatMap((line) => {
      const piece = decoded(`${file}:${++number}`, line)
      return 'text' in piece && piece.text.trim() === '' ? [] : [piece]
    })
  try {
    const size = await sizeOf(file)
    for await (const chunk of open(file)) {
      read += chunk.length
      const ends = lineEnds(chunk)
      const lastEnd = ends.at(-1)
      if (lastEnd === undefined) unfinished.push(chunk)
      else {
        let from = 0
        const lines = ends.map((end) => {
          const line = chunk.subarray(from, end)
          from = end + 1
          return line
        })
        lines[0] = Buffer.concat([...unfinished, lines[0] ?? Buffer.alloc(0)])
        unfinished = [chunk.subarray(lastEnd + 1)]
        yield { pieces: piecesOf(lines), ...(size && { read: read / size }) }
      }
    }
    yield { pieces: piecesOf([Buffer.concat(unfinished)]) }
  } catch (error) {
    yield { pieces: [{ place: file, fault: whyUnreadable(error) }] }
  }
}

/** Reads a file that holds one value, and checks it. Of a value that is refused the faults are told, with the place to tell them of. */
export async function readChecked<Value>(
  file: string,
  check: (value: unknown) => { value: Value } | { faults: readonly Fault[] },
): Promise<{ value: Value } | { faults: readonly string[] }> {
  const piece = await readWhole(file)
  const parsed = 'fault' in piece ? piece : parseJson(piece.text)
  const checked = 'fault' in parsed ? { faults: [parsed.fault] } : check(parsed.value)
  return 'faults' in checked ? { faults: checked.faults.map((fault) => toldOf(file, fault)) } : checked
}

/** A fault as it is told: place, JSON pointer, what is wrong and what is expected. */
export const toldOf = (place: string, { pointer, message }: Fault): string =>
  `${unseenWritten(place)}:${unseenWritten(pointer)}: ${message}\n`

const LINE_FEED = 0x0a

function lineEnds(chunk: Buffer): number[] {
  const ends: number[] = []
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) ends.push(at)
  return ends
}

const CHUNK = 1 << 18

/** The bytes of a file as they come. */
export const open = (file: string): AsyncIterable<Buffer> =>
  file === STANDARD_INPUT ? process.stdin : createReadStream(file, { highWaterMark: CHUNK })

/** The size of a file in bytes; nothing of what has none, such as a pipe. */
export async function sizeOf(file: string): Promise<number | undefined> {
  return file === STANDARD_INPUT ? undefined : (await stat(file)).size || undefined
}

function decoded(place: string, bytes: Buffer): Piece | Unreadable {
  if (!isUtf8(bytes)) return { place, fault: { pointer: '', message: 'not UTF-8; expected JSON in UTF-8' } }
  if (bytes.length > constants.MAX_STRING_LENGTH)
    return { place, fault: { pointer: '', message: 'too long to be read; expected one case' } }
  return { place, text: bytes.toString('utf8') }
}

/** Why a file cannot be read, for the person who named it. */
export function whyUnreadable(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return { pointer: '', message: reasons[code] ?? `cannot be read (${code}); expected a file` }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; expected a file that is there',
  ENOTDIR: 'there is no such file; expected a file that is there',
  EISDIR: 'this is a folder; expected a file',
  EACCES: 'you may not read this file; expected one that you may read',
  EPERM: 'you may not read this file; expected one that you may read',
}
