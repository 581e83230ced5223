import { type Finding, type Head, headsOfAudit, proveAudit, type Verified } from '../actions/prove-audit.ts'
import { parseJson } from '../casefile/json-text.ts'
import { askedWrongly, type Command, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { asking } from './database.ts'
import { type Piece, readLines, toldOf, type Unreadable } from './files.ts'

/* What whoever answers for the audit log asks: whether it is as it was sealed, and the heads to publish elsewhere. */

const options = {
  against: { takes: 'FILE', words: 'heads that were published, as audit heads printed them' },
  last: { words: 'of the heads the last alone' },
} as const

export const auditCommand: Command = {
  name: 'audit',
  summary: 'proves that nobody has changed the audit log, or prints its heads to publish',
  forms: ['audit verify [--against FILE]', 'audit heads [--last]'],
  words: [
    'The worker seals new entries each minute: a batch gets a head, which is a hash of its entries and of the head before.',
    'heads: a line of JSON for each batch. Keep the last somewhere that nobody who looks after the database can reach: on another machine, in a mailbox, on paper.',
    'verify: reads every entry again. It finds what was changed, taken out or put in; with heads that were published also a log that was cut off, written anew or restored from an old backup. It says how many entries are not sealed yet, and ends with 2 where it found something.',
  ],
  options,
  examples: ['audit heads --last >> published.jsonl', 'audit verify --against published.jsonl'],
  run: (args, screen) =>
    asking('audit', args, options, screen, 1, async ([what], { against, last }) => {
      if (what === 'heads' && against === undefined) return printHeads({ last: last ?? false }, screen)
      if (what === 'verify' && last === undefined) return verify(against, screen)
      if (what === 'heads') return askedWrongly('audit', 'Only verify takes --against.', screen)
      if (what === 'verify') return askedWrongly('audit', 'Only heads takes --last.', screen)
      return askedWrongly('audit', 'Say verify or heads.', screen)
    }),
}

async function printHeads(which: { readonly last: boolean }, { out }: Screen): Promise<ExitCode> {
  await headsOfAudit(process.env, which, async (heads) => {
    for (const { number, entries, head, sealedAt } of heads) out.write(`${JSON.stringify({ number, entries, head, sealedAt })}\n`)
    await out.ease()
  })
  return 0
}

class Refused extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join(''))
    this.faults = faults
  }
}

async function verify(against: string | undefined, screen: Screen): Promise<ExitCode> {
  try {
    const tell = (finding: Finding) => screen.out.write(lines(sentence(finding)))
    const verified = await proveAudit(process.env, tell, against === undefined ? undefined : published(against))
    screen.out.write(lines(...summary(verified, against !== undefined)))
    return verified.findings === 0 ? 0 : 2
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refuse(error.faults, screen)
  }
}

// ---- Heads that were published -----------------------------------------------------------------------------------------------------------

async function* published(file: string): AsyncGenerator<readonly Head[]> {
  for await (const { pieces } of readLines(file)) {
    const heads: Head[] = []
    const faults: string[] = []
    for (const piece of pieces) {
      const read = readHead(piece)
      if ('refused' in read) faults.push(read.refused)
      else heads.push(read.head)
    }
    if (faults.length > 0) throw new Refused(faults)
    yield heads
  }
}

function readHead(piece: Piece | Unreadable): { head: Head } | { refused: string } {
  const parsed = 'fault' in piece ? piece : parseJson(piece.text)
  if ('fault' in parsed) return { refused: toldOf(piece.place, parsed.fault) }
  const { value } = parsed
  if (isHead(value)) return { head: value }
  return { refused: toldOf(piece.place, { pointer: '', message: 'not a head; expected a line as audit heads prints it' }) }
}

const isHead = (value: unknown): value is Head =>
  typeof value === 'object' &&
  value !== null &&
  'number' in value &&
  Number.isSafeInteger(value.number) &&
  'head' in value &&
  typeof value.head === 'string' &&
  /^[0-9a-f]{64}$/.test(value.head)

// ---- In words ----------------------------------------------------------------------------------------------------------------------------

function sentence(finding: Finding): string {
  switch (finding.found) {
    case 'entries-gone':
      return `Batch ${finding.batch}: ${entriesNumbered(finding.ids)} ${isOne(finding.ids) ? 'is' : 'are'} gone.`
    case 'changed':
      return `Batch ${finding.batch}: an entry in it, or what it says of itself, is not what was sealed. Its entries are ${finding.ids}.`
    case 'batches-gone':
      return finding.from === finding.to ? `Batch ${finding.from} is gone.` : `Batches ${finding.from} to ${finding.to} are gone.`
    case 'out-of-line':
      return `Batch ${finding.batch} was not sealed after the batch that is now before it: that one, or all before it, were written anew.`
    case 'put-in':
      return `${counted(finding.entries, 'entry', 'entries')} stand${finding.entries === 1 ? 's' : ''} among sealed ones, and no batch has ${finding.entries === 1 ? 'it' : 'them'}: ${finding.first === finding.last ? `entry ${finding.first}` : `from entry ${finding.first} to entry ${finding.last}`}.`
    case 'published-gone':
      return `${counted(finding.heads, 'published head is', 'published heads are')} not in the log, ${span(finding)}: its end is lost, or it was restored from an older backup. ${agreedUpTo(finding.agreed)}`
    case 'published-otherwise':
      return `${counted(finding.heads, 'published head is', 'published heads are')} another in the log, ${span(finding)}: it was written anew, or went on from an older backup. ${agreedUpTo(finding.agreed)}`
    default:
      return finding satisfies never
  }
}

type Ranges = Extract<Finding, { found: 'entries-gone' }>['ids']

const isOne = ([first, ...more]: Ranges): boolean => first !== undefined && more.length === 0 && first[1] - first[0] === 1n

const MOST_NAMED = 10

function entriesNumbered(ids: Ranges): string {
  const named = ids.slice(0, MOST_NAMED).map(([from, before]) => (before - from === 1n ? `${from}` : `${from} to ${before - 1n}`))
  const more = ids.length > MOST_NAMED ? ' and more' : ''
  return `${isOne(ids) ? 'entry' : 'entries'} ${named.join(', ')}${more}`
}

const span = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `batch ${first}` : `batches ${first} to ${last}`

const agreedUpTo = (batch: number): string =>
  batch === 0 ? 'No published head agrees with the log.' : `The last that agrees is that of batch ${batch}.`

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function summary({ batches, entries, unsealed, findings }: Verified, isCompared: boolean): readonly string[] {
  const sealed = `${counted(entries, 'entry', 'entries')} in ${counted(batches, 'sealed batch', 'sealed batches')} gone over`
  return [
    findings === 0
      ? `${sealed}: all as sealed${isCompared ? ' and as published' : ''}.`
      : `${sealed}: ${counted(findings, 'thing', 'things')} found.`,
    unsealed.entries === 0
      ? 'Every entry is sealed.'
      : `${counted(unsealed.entries, 'entry is', 'entries are')} not sealed yet, the first of ${unsealed.since}: nothing vouches for what came since.`,
    ...(isCompared ? [] : ['A log that was cut off or written anew shows only beside heads that were published: --against FILE.']),
  ]
}
