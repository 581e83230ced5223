import { statement, type Transaction } from './pool.ts'

/*
 * How much somebody has done of late, by the audit log: what is done is there, whichever page it was done on.
 */

/** The records of one child are seldom more; what has more is a list, of which nobody opened every child. */
const RECORDS_OF_A_CHILD = 3
/** Of more entries, the newest: among so many there are as many children as anybody may open, or they are the same few again and again. */
const MOST_ENTRIES = 2000

const lookedAt = statement<{ children: number; is_known: boolean }>(
  'children_looked_at_of_late',
  `select count(distinct seen.child)::integer as children, coalesce(bool_or(seen.child = $2), false) as is_known
  from (
    select a.children from audit a where a.who = $1 and a.at > clock_timestamp() - interval '1 hour' and a.outcome = 'done'
      and cardinality(a.children) between 1 and ${RECORDS_OF_A_CHILD} order by a.at desc limit ${MOST_ENTRIES}
  ) as entry, unnest(entry.children) as seen(child)`,
)

/** Of how many children, one by one, somebody has seen or changed something within an hour; and whether a record is of one of them. */
export async function childrenOfLate(
  { ask }: Transaction,
  user: string,
  record: string,
): Promise<{ readonly children: number; readonly isKnown: boolean }> {
  const [row] = await ask(lookedAt, user, record)
  return { children: row?.children ?? 0, isKnown: row?.is_known ?? false }
}

/** How the audit log calls it that somebody made the record of a child. */
export const MADE_CHILD = ['created-child', 'made-child-of-notification'] as const

const made = statement<{ made: number }>(
  'children_made_of_late',
  `select count(*)::integer as made from audit where who = $1 and at > clock_timestamp() - interval '1 hour' and outcome = 'done' and action = any($2)`,
)

/** How many records of children somebody has made within an hour. */
export const madeOfLate = async ({ ask }: Transaction, user: string): Promise<number> => (await ask(made, user, MADE_CHILD))[0]?.made ?? 0
