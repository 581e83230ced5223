import { createHash, type Hash } from 'node:crypto'

/*
 * What the proof of the audit log is made of. Entries are sealed some at a time: the head of a batch is a SHA-256 of what the batch says of itself, the head
 * of the batch before among it, and of each of its entries, in the order of their ids. Whoever changes, adds or takes away one of them, or a batch, has to
 * write every head from there on anew; a head that was published elsewhere then shows it.
 *
 * Ids are bigint here, since whoever forges is not bound to numbers that are exact.
 */

/** An entry as it is read to be sealed or verified. */
export interface LoggedEntry {
  readonly id: string
  readonly at: string
  readonly transaction: string
  readonly who: string
  readonly agency_id: string | null
  readonly action: string
  readonly outcome: string
  readonly children: readonly string[]
  readonly why: string | null
  readonly request_id: string | null
}

/** Every column of `audit`, in the order in which they are sealed: one that is not here could be changed unseen. */
export const entryColumns = [
  ...['id', 'at', 'transaction', 'who', 'agency_id', 'action', 'outcome', 'children', 'why', 'request_id'],
] as (keyof LoggedEntry)[]

/** What to select, of `a`. */
export const ENTRY = entryColumns.map((name) => (name === 'id' ? 'a.id::text as id' : `a.${name}`)).join(', ')

/** What a batch says of itself, before its head. */
export interface BatchBeforeHead {
  readonly number: number
  readonly previousHead: string
  readonly sealedAt: string
  /** The transaction that sealed it. */
  readonly transaction: string
  /** Below this id every entry was sealed with it or before it, and none could come any more. */
  readonly settled: string
  /** The ids of its entries, as PostgreSQL writes a multirange. */
  readonly ids: string
  readonly entries: number
}

/** To be told of each entry, in the order of their ids; its hexadecimal digest is the head. */
export function headOf({ number, previousHead, sealedAt, transaction, settled, ids, entries }: BatchBeforeHead): Hash {
  return createHash('sha256').update(line(['onroll audit 1', number, previousHead, sealedAt, transaction, settled, ids, entries]))
}

export const addEntry = (head: Hash, entry: LoggedEntry): Hash => head.update(line(entryColumns.map((name) => entry[name])))

/** JSON without line breaks of its own: no two lists of values make the same lines. */
const line = (values: readonly unknown[]): string => `${JSON.stringify(values)}\n`

/** From an id to before another one. */
export type Range = readonly [from: bigint, before: bigint]

/** The ranges of ids that rise. */
export function rangesOf(ids: readonly bigint[]): readonly Range[] {
  const ranges: [bigint, bigint][] = []
  for (const id of ids) {
    const last = ranges.at(-1)
    if (last?.[1] === id) last[1]++
    else ranges.push([id, id + 1n])
  }
  return ranges
}

export const rangesText = (ranges: readonly Range[]): string => `{${ranges.map(([from, before]) => `[${from},${before})`).join(',')}}`

/** What PostgreSQL has written of a multirange; nothing where it has no beginning or no end, which no batch of ours has. */
export function readRanges(text: string): readonly Range[] | undefined {
  if (!/^\{(\[-?\d+,-?\d+\)(,(?=\[)|(?=\}$)))*\}$/.test(text)) return undefined
  return [...text.matchAll(/\[(-?\d+),(-?\d+)\)/g)].map(([, from, before]): Range => [BigInt(from as string), BigInt(before as string)])
}
