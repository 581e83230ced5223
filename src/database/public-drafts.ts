import { statement, type Transaction } from './pool.ts'
import { hashOfCookie } from './sessions.ts'

/*
 * What somebody without an account has typed and not sent, under a cookie of which only a hash is kept; and how often such people do what they may.
 */

/** What was typed, field by field. */
export type TypedAnswers = Readonly<Record<string, string>>

export interface PublicDraft {
  readonly answers: TypedAnswers
  /** The reference of the notification that it became; none before it was sent. */
  readonly reference: string | null
}

/** How long one is kept after it was last saved. */
export const PUBLIC_DRAFT_HOURS = 24

const LIVE = `saved_at > clock_timestamp() - interval '${PUBLIC_DRAFT_HOURS} hours'`

const draftOf = statement<{ content: TypedAnswers; reference: string | null }>(
  'read_public_draft',
  `select content, reference from public_drafts where id_hash = $1 and ${LIVE}`,
)
const lockDraft = statement<{ content: TypedAnswers; reference: string | null }>(
  'hold_public_draft',
  `select content, reference from public_drafts where id_hash = $1 and ${LIVE} for update`,
)

export async function readPublicDraft({ ask }: Transaction, cookie: string): Promise<PublicDraft | undefined> {
  const [row] = await ask(draftOf, hashOfCookie(cookie))
  return row && { answers: row.content, reference: row.reference }
}

/** A draft that nobody else can send before the transaction ends. */
export async function holdPublicDraft({ ask }: Transaction, cookie: string): Promise<PublicDraft | undefined> {
  const [row] = await ask(lockDraft, hashOfCookie(cookie))
  return row && { answers: row.content, reference: row.reference }
}

const insertDraft = statement<object>('begin_public_draft', 'insert into public_drafts (id_hash, content) values ($1, $2)')

export const beginPublicDraft = async ({ ask }: Transaction, cookie: string, answers: TypedAnswers): Promise<void> =>
  void (await ask(insertDraft, hashOfCookie(cookie), JSON.stringify(answers)))

const addToDraft = statement<{ content: TypedAnswers }>(
  'save_public_draft',
  `update public_drafts set content = content || $2::jsonb, saved_at = clock_timestamp() where id_hash = $1 and reference is null and ${LIVE} returning content`,
)

/** Puts answers in place of those of the same fields. Gives all answers; nothing where there is no such draft, or it was sent. */
export const saveInPublicDraft = async ({ ask }: Transaction, cookie: string, answers: TypedAnswers): Promise<TypedAnswers | undefined> =>
  (await ask(addToDraft, hashOfCookie(cookie), JSON.stringify(answers)))[0]?.content

const draftSent = statement<object>(
  'public_draft_sent',
  `update public_drafts set content = $3, reference = $2, saved_at = clock_timestamp() where id_hash = $1`,
)

/** Keeps of a draft, in place of its answers, what its sender is told. */
export const markPublicDraftSent = async ({ ask }: Transaction, cookie: string, reference: string, told: TypedAnswers): Promise<void> =>
  void (await ask(draftSent, hashOfCookie(cookie), reference, JSON.stringify(told)))

const deleteDraft = statement<object>('delete_public_draft', 'delete from public_drafts where id_hash = $1')

export const deletePublicDraft = async ({ ask }: Transaction, cookie: string): Promise<void> =>
  void (await ask(deleteDraft, hashOfCookie(cookie)))

// ---- How often ---------------------------------------------------------------------------------------------------------------------------

/** How long a span of time is within which is counted. */
export const LIMIT_MINUTES = 15

const countUse = statement<{ own: number; every: number }>(
  'count_public_use',
  `with span as materialized (select date_bin('${LIMIT_MINUTES} minutes', clock_timestamp(), '2000-01-01') as from_at),
  opened as (
    insert into public_windows (from_at, salt) select from_at, decode($3, 'hex') from span
    on conflict (from_at) do update set from_at = excluded.from_at returning from_at, salt
  ),
  own as (
    insert into public_counts (from_at, what, who, count) select from_at, $1, sha256(salt || convert_to($2, 'UTF8')), 1 from opened
    on conflict (from_at, what, who) do update set count = public_counts.count + 1 returning from_at, count
  ),
  every as (
    insert into public_counts (from_at, what, who, count) select from_at, $5, '', 1 from own where count <= $4
    on conflict (from_at, what, who) do update set count = public_counts.count + 1 returning count
  )
  select own.count as own, coalesce((select count from every), 0) as every from own`,
)

interface PublicUse {
  readonly what: string
  readonly forAll: string
  readonly address: string
  readonly salt: string
  readonly most: number
}

/**
 * Counts a use, and gives how often there was one in this span of time, from the same address and, under the name `forAll`, from all. What is above `most` from
 * one address does not count for all: nobody uses up what is there for everybody. Addresses are kept as hashes that go, with what made them, soon after.
 */
export async function countPublicUse(
  { ask }: Transaction,
  { what, forAll, address, salt, most }: PublicUse,
): Promise<{ readonly own: number; readonly all: number }> {
  const [row] = await ask(countUse, what, address, salt, most, forAll)
  return { own: row?.own ?? 0, all: row?.every ?? 0 }
}
