import { statement, type Transaction } from './pool.ts'

/*
 * What somebody typed and has not sent: for them alone, and only while they act for the agency for which they typed it.
 */

/** Which draft it is. */
export interface DraftKey {
  readonly user: string
  readonly agency: string
  readonly form: string
  /** The child or thing that it is about; an empty text where none is. */
  readonly about: string
}

/** What was typed, field by field. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

export interface Draft {
  readonly content: Typed
  readonly savedAt: string
}

const upsertDraft = statement<object>(
  'keep_draft',
  `insert into drafts (user_id, agency_id, form, about, content) values ($1, $2, $3, $4, $5)
  on conflict (user_id, agency_id, form, about) do update set content = excluded.content, version = drafts.version + 1, saved_at = clock_timestamp()`,
)

/** Keeps what was typed in place of what was kept before. */
export const keepDraft = async ({ ask }: Transaction, { user, agency, form, about }: DraftKey, content: Typed): Promise<void> =>
  void (await ask(upsertDraft, user, agency, form, about, JSON.stringify(content)))

const draftOfKey = statement<{ content: Typed; saved_at: string }>(
  'read_draft',
  'select content, saved_at from drafts where user_id = $1 and agency_id = $2 and form = $3 and about = $4',
)

export async function readDraft({ ask }: Transaction, { user, agency, form, about }: DraftKey): Promise<Draft | undefined> {
  const [row] = await ask(draftOfKey, user, agency, form, about)
  return row && { content: row.content, savedAt: row.saved_at }
}

const deleteDraft = statement<object>('drop_draft', 'delete from drafts where user_id = $1 and agency_id = $2 and form = $3 and about = $4')

/** Keeps no longer what was kept. */
export const dropDraft = ({ tell }: Transaction, { user, agency, form, about }: DraftKey): void =>
  tell(deleteDraft, user, agency, form, about)
