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

/** How the audit log calls it that somebody saw what tells a child apart whom they may not see. */
export const COMPARED = 'compared-children'

/** The transaction has its number before the entry takes its id: sealing relies on it (see seal-audit.ts). */
const insertEntry = statement<object>(
  'insert_audit',
  `with own as materialized (select pg_current_xact_id() as number)
  insert into audit (transaction, who, agency_id, action, outcome, children, why, request_id)
  select own.number, $1::text, $2::text, $3::text, $4::text, $5::text[], $6::text, $7::text from own`,
)

/** Adds an entry in the transaction of what it tells of: both are kept, or neither. */
export const writeAudit = async (
  { tell }: Transaction,
  { who, agency, action, outcome, children, why, requestId }: AuditEntry,
): Promise<void> => void tell(insertEntry, who, agency ?? null, action, outcome, children, why ?? null, requestId ?? null)

const comparedOf = statement<object>(
  'compared_of_late',
  `select from audit where who = $1 and agency_id = $2 and action = '${COMPARED}' and outcome = 'done' and $3 = any(children)
    and at > clock_timestamp() - interval '1 day' limit 1`,
)

/** Whether somebody was shown, within a day and for the agency, what tells a child apart whom they may not see. */
export const wasCompared = async (
  { ask }: Transaction,
  { who, agency }: Required<Pick<AuditEntry, 'who' | 'agency'>>,
  child: string,
): Promise<boolean> => (await ask(comparedOf, who, agency, child)).length > 0
