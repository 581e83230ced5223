import { statement, type Transaction } from './pool.ts'

/** What the audit log has of one thing that somebody did or saw. Ids alone, no content. */
export interface AuditEntry {
  /** The user; or the job or command, by its name. */
  readonly who: string
  /** The agency for which a user acted. */
  readonly agency?: string
  readonly action: string
  readonly outcome: 'done' | 'refused'
  /** The records concerned, by id. */
  readonly children: readonly string[]
  /** The reason that was given, where one was asked for. */
  readonly why?: string
  readonly requestId?: string
}

const insertEntry = statement<object>(
  'insert_audit',
  'insert into audit (who, agency_id, action, outcome, children, why, request_id) values ($1, $2, $3, $4, $5, $6, $7)',
)

/** Adds an entry in the transaction of what it tells of: both are kept, or neither. */
export const writeAudit = async (
  { ask }: Transaction,
  { who, agency, action, outcome, children, why, requestId }: AuditEntry,
): Promise<void> => void (await ask(insertEntry, who, agency ?? null, action, outcome, children, why ?? null, requestId ?? null))
