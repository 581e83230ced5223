import { addEntry, ENTRY, headOf, type LoggedEntry, rangesOf, rangesText } from './audit-chain.ts'
import { type Database, statement, type Transaction } from './pool.ts'

/*
 * Sealing: entries that no batch has yet become the next batch. What was committed late comes into a later batch than its neighbours; so nobody waits for a
 * long transaction, and a batch names the ids of its entries one by one.
 *
 * Where to begin without going over everything: an entry takes its id after its transaction has its number (writeAudit sees to that), and a batch gets its
 * number after its entries were read. So once every transaction below the number of a batch has ended, whoever took an id below the highest of that batch
 * has ended too. Whoever then looks through all entries up to there, and seals what is not sealed, has settled them, and the batch says so.
 */

/** Below this id no entry can appear any more: either a batch has it, or it was put there past us. */
export const SETTLED = 'coalesce((select b.settled from audit_batches b order by b.number desc limit 1), 0)'

const SEALING = 7_655_003
const LOOKED_AT = 20_000
const MOST = 5000

const takeTurn = statement<{ taken: boolean }>('take_turn_sealing', `select pg_try_advisory_xact_lock(${SEALING}) as taken`)

/** Up to which id whoever took one has ended; an id that nobody has where no batch can tell. */
const ended = statement<{ below: string }>(
  'ended_entries',
  `select coalesce((
    select upper(b.ids) from audit_batches b where b.transaction < pg_snapshot_xmin(pg_current_snapshot()) and upper(b.ids) is not null
    order by upper(b.ids) desc limit 1
  ), 0)::text as below`,
)

/** `$1`: from which id on; `$2`: how many at most. Of a limited number of entries the unsealed ones, and how far that was. */
const unsealed = statement<Looked>(
  'unsealed_entries',
  `with settled as materialized (select ${SETTLED} as below),
  later as materialized (
    select coalesce(range_agg(b.ids), '{}') as ids from audit_batches b where upper(b.ids) > (select below from settled)
  ),
  looked_at as materialized (
    select a.* from audit a where a.id >= greatest((select below from settled), $1::bigint) order by a.id limit ${LOOKED_AT}
  )
  select (select max(id) from looked_at)::text as upto, ${ENTRY}
  from (values (1)) one left join (
    select a.* from looked_at a where not a.id <@ (select ids from later) order by a.id limit $2
  ) a on true
  order by a.id`,
)

type Looked = { readonly upto: string | null } & (LoggedEntry | { readonly [Name in keyof LoggedEntry]: null })

const lastBatch = statement<{ transaction: string; now: string; number: number; head: string; settled: string }>(
  'last_audit_batch',
  `select pg_current_xact_id()::text as transaction, clock_timestamp() as now, coalesce(last.number, 0) as number, coalesce(last.head, '') as head,
    coalesce(last.settled, 0)::text as settled
  from (values (1)) one left join (select number, head, settled from audit_batches order by number desc limit 1) last on true`,
)

const insertBatch = statement<object>(
  'insert_audit_batch',
  `insert into audit_batches (number, previous_head, sealed_at, transaction, settled, ids, entries, head)
  values ($1, $2, $3, $4::text::xid8, $5::bigint, $6::int8multirange, $7, $8)`,
)

/** What sealing did. */
export interface Sealed {
  readonly batches: number
  readonly entries: number
}

/**
 * Seals every entry that is committed and not sealed, a batch in each transaction: broken off, it has done what it has done. Does nothing while another
 * process is sealing. `most`: how many entries a batch has at most.
 */
export async function sealAudit(database: Database, most: number = MOST): Promise<Sealed> {
  let [batches, entries] = [0, 0]
  let pass: Pass | undefined = { from: 0n }
  while (pass) {
    const before: Pass = pass
    const step = await database.inTransaction((transaction) => sealSome(transaction, before, most))
    if (step.sealed > 0) batches++
    entries += step.sealed
    pass = step.next
  }
  return { batches, entries }
}

/** A pass over what is not settled, in the order of the ids. */
interface Pass {
  readonly from: bigint
  /** What had ended when it began: what ends meanwhile may come where it has been. */
  readonly ended?: bigint
}

/** How many were sealed, and how to go on; not at all at the end, or where it is another's turn. */
async function sealSome({ ask }: Transaction, pass: Pass, most: number): Promise<{ sealed: number; next: Pass | undefined }> {
  const [turn] = await ask(takeTurn)
  if (!turn?.taken) return { sealed: 0, next: undefined }
  const below = pass.ended ?? BigInt((await ask(ended))[0]?.below ?? 0)
  const looked = await ask(unsealed, String(pass.from), most)
  const found = looked.filter((row): row is Looked & LoggedEntry => row.id !== null)
  const [last, upto] = [found.at(-1), looked[0]?.upto]
  if (upto === undefined || upto === null) return { sealed: 0, next: undefined }
  const from = BigInt(last && found.length === most ? last.id : upto) + 1n
  if (last) await addBatch(ask, found, from < below ? from : below)
  return { sealed: found.length, next: { from, ended: below } }
}

async function addBatch(ask: Transaction['ask'], found: readonly LoggedEntry[], settled: bigint): Promise<void> {
  const [last] = await ask(lastBatch)
  if (!last) throw new TypeError('a select of one row gave none')
  const batch = {
    number: last.number + 1,
    previousHead: last.head,
    sealedAt: last.now,
    transaction: last.transaction,
    settled: String(settled > BigInt(last.settled) ? settled : last.settled),
    ids: rangesText(rangesOf(found.map(({ id }) => BigInt(id)))),
    entries: found.length,
  }
  const head = headOf(batch)
  for (const entry of found) addEntry(head, entry)
  const { number, previousHead, sealedAt, transaction, ids, entries } = batch
  await ask(insertBatch, number, previousHead, sealedAt, transaction, batch.settled, ids, entries, head.digest('hex'))
}

// ---- Heads, to be published ------------------------------------------------------------------------------------------------------------

/** The head of a batch, as it is published. */
export interface Head {
  readonly number: number
  readonly entries: number
  readonly head: string
  readonly sealedAt: string
}

const headsAfter = statement<Head>(
  'audit_heads_after',
  `select number, entries, head, sealed_at as "sealedAt" from audit_batches where number > $1 order by number limit 1000`,
)

const lastHead = statement<Head>(
  'last_audit_head',
  `select number, entries, head, sealed_at as "sealedAt" from audit_batches order by number desc limit 1`,
)

/** The head of every batch, or of the last alone, a page at a time. */
export async function readHeads(
  database: Database,
  { last }: { readonly last: boolean },
  onHeads: (heads: readonly Head[]) => Promise<void>,
): Promise<void> {
  if (last) return onHeads(await database.inTransaction(({ ask }) => ask(lastHead)))
  for (let after = 0; ; ) {
    const start = after
    const heads = await database.inTransaction(({ ask }) => ask(headsAfter, start))
    const latest = heads.at(-1)
    if (!latest) return
    await onHeads(heads)
    after = latest.number
  }
}
