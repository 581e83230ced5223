import { addEntry, type BatchBeforeHead, ENTRY, headOf, type LoggedEntry, type Range, readRanges } from './audit-chain.ts'
import { type Database, statement, type Transaction } from './pool.ts'
import { type Head, SETTLED } from './seal-audit.ts'

/*
 * The proof of the audit log: everything is read again and every head worked out anew. However long the log, what is held in memory is a page of it.
 */

/** Something that is not as it was sealed or published. */
export type Finding =
  /** Entries that a batch had are not there. */
  | { readonly found: 'entries-gone'; readonly batch: number; readonly ids: readonly Range[] }
  /** The batch, or an entry in it, is not what was sealed. */
  | { readonly found: 'changed'; readonly batch: number; readonly ids: string }
  | { readonly found: 'batches-gone'; readonly from: number; readonly to: number }
  /** The batch was not sealed after the one that is now before it. */
  | { readonly found: 'out-of-line'; readonly batch: number }
  /** Entries among those that were sealed, which no batch has. */
  | { readonly found: 'put-in'; readonly entries: number; readonly first: string; readonly last: string }
  /** Heads that were published and are not there: the first and the last of them, and the last that is there as it was published. */
  | { readonly found: 'published-gone'; readonly heads: number; readonly first: number; readonly last: number; readonly agreed: number }
  /** Heads that are other than they were published. */
  | {
      readonly found: 'published-otherwise'
      readonly heads: number
      readonly first: number
      readonly last: number
      readonly agreed: number
    }

/** What was gone over. */
export interface Verified {
  readonly batches: number
  readonly entries: number
  /** Entries after the last that was sealed, and when the first of them was written: nothing vouches for them yet. */
  readonly unsealed: { readonly entries: number; readonly since: string | null }
  readonly findings: number
}

/** Heads that were published, as many at once as has come. */
export type Published = AsyncIterable<readonly Head[]>

/** Verifies the log as it stood at one moment, whatever is written meanwhile. Changes nothing. */
export function verifyAudit(database: Database, onFinding: (finding: Finding) => void, published?: Published): Promise<Verified> {
  return database.inTransaction(async (transaction) => {
    await transaction.askFreely('set transaction isolation level repeatable read read only')
    let findings = 0
    const tell = (finding: Finding) => {
      findings++
      onFinding(finding)
    }
    const walked = await walkBatches(transaction, tell)
    const unsealed = await lookOutsideBatches(transaction, tell)
    if (published) await compareWithPublished(transaction, published, tell)
    return { ...walked, unsealed, findings }
  })
}

type Tell = (finding: Finding) => void

interface BatchRow extends BatchBeforeHead {
  readonly head: string
}

const batchesAfter = statement<BatchRow>(
  'audit_batches_after',
  `select number, previous_head as "previousHead", sealed_at as "sealedAt", transaction, settled::text, ids::text, entries, head
  from audit_batches where number > $1 order by number limit 500`,
)

async function walkBatches(transaction: Transaction, tell: Tell): Promise<{ batches: number; entries: number }> {
  let [batches, entries] = [0, 0]
  let [number, head] = [0, '']
  for (;;) {
    const page = await transaction.ask(batchesAfter, number)
    if (page.length === 0) return { batches, entries }
    for (const batch of page) {
      if (batch.number !== number + 1) tell({ found: 'batches-gone', from: number + 1, to: batch.number - 1 })
      else if (batch.previousHead !== head) tell({ found: 'out-of-line', batch: batch.number })
      entries += await verifyBatch(transaction, batch, tell)
      batches++
      ;({ number, head } = batch)
    }
  }
}

const entriesOf = statement<LoggedEntry>(
  'audit_entries_of_batch',
  `select ${ENTRY} from audit a where a.id >= $2::bigint and a.id < upper($1::int8multirange) and a.id <@ $1::int8multirange order by a.id limit 2000`,
)

/** Returns how many entries of the batch there are. */
async function verifyBatch({ ask }: Transaction, batch: BatchRow, tell: Tell): Promise<number> {
  const ranges = readRanges(batch.ids)
  const [first] = ranges ?? []
  const changed = { found: 'changed', batch: batch.number, ids: batch.ids } as const
  if (!ranges || !first) {
    tell(changed)
    return 0
  }
  const head = headOf(batch)
  const missing = new Missing(ranges)
  let entries = 0
  for (let from = first[0]; ; ) {
    const page = await ask(entriesOf, batch.ids, String(from))
    for (const entry of page) {
      addEntry(head, entry)
      missing.pass(BigInt(entry.id))
    }
    entries += page.length
    const last = page.at(-1)
    if (!last) break
    from = BigInt(last.id) + 1n
  }
  const gone = missing.all()
  if (gone.length > 0) tell({ found: 'entries-gone', batch: batch.number, ids: gone })
  else if (head.digest('hex') !== batch.head) tell(changed)
  return entries
}

/** Which ids of ranges were not passed, by those that were, in their order. */
class Missing {
  readonly #ranges: readonly Range[]
  readonly #missing: Range[] = []
  #place = 0
  #next: bigint

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges
    this.#next = ranges[0]?.[0] ?? 0n
  }

  pass(id: bigint): void {
    this.#upTo(id)
    this.#next = id + 1n
  }

  all(): readonly Range[] {
    const last = this.#ranges.at(-1)
    if (last) this.#upTo(last[1])
    return this.#missing
  }

  #upTo(id: bigint): void {
    for (let range = this.#ranges[this.#place]; range; range = this.#ranges[++this.#place]) {
      const [from, before] = range
      const start = this.#next > from ? this.#next : from
      const end = id < before ? id : before
      if (start < end) this.#missing.push([start, end])
      if (id < before) return
    }
  }
}

interface Outside {
  readonly unsealed: number
  readonly since: string | null
  readonly put_in: number
  readonly first: string | null
  readonly last: string | null
}

const outsideBatches = statement<Outside>(
  'audit_entries_outside_batches',
  `with settled as materialized (select ${SETTLED} as below),
  sealed as materialized (select coalesce(range_agg(ids), '{}') as ids from audit_batches)
  select count(*) filter (where a.id >= below) as unsealed, min(a.at) filter (where a.id >= below) as since,
    count(*) filter (where a.id < below) as put_in, (min(a.id) filter (where a.id < below))::text as first, (max(a.id) filter (where a.id < below))::text as last
  from audit a, settled, sealed where not a.id <@ sealed.ids`,
)

async function lookOutsideBatches({ ask }: Transaction, tell: Tell): Promise<Verified['unsealed']> {
  const [outside] = await ask(outsideBatches)
  if (!outside) throw new TypeError('an aggregate gave no row')
  const { unsealed, since, put_in, first, last } = outside
  if (first !== null && last !== null) tell({ found: 'put-in', entries: put_in, first, last })
  return { entries: unsealed, since }
}

const headsNumbered = statement<{ number: number; head: string }>(
  'audit_heads_numbered',
  'select number, head from audit_batches where number = any($1::bigint[])',
)

async function compareWithPublished({ ask }: Transaction, published: Published, tell: Tell): Promise<void> {
  const [gone, otherwise] = [new Counted(), new Counted()]
  let agreed = 0
  for await (const heads of published) {
    const found = await ask(
      headsNumbered,
      heads.map(({ number }) => number),
    )
    const stored = new Map(found.map(({ number, head }) => [number, head]))
    for (const { number, head } of heads) {
      const now = stored.get(number)
      if (now === undefined) gone.add(number)
      else if (now !== head) otherwise.add(number)
      else agreed = Math.max(agreed, number)
    }
  }
  if (otherwise.heads > 0) tell({ found: 'published-otherwise', ...otherwise.counted(), agreed })
  if (gone.heads > 0) tell({ found: 'published-gone', ...gone.counted(), agreed })
}

class Counted {
  heads = 0
  #first = Number.MAX_SAFE_INTEGER
  #last = 0

  add(number: number): void {
    this.heads++
    this.#first = Math.min(this.#first, number)
    this.#last = Math.max(this.#last, number)
  }

  counted(): { heads: number; first: number; last: number } {
    return { heads: this.heads, first: this.#first, last: this.#last }
  }
}
