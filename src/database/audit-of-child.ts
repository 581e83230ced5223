import { isSealed } from './access.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { MEMBERS } from './records.ts'

/** Something that somebody did or saw, or was refused, of a child. */
export interface Looked {
  readonly id: number
  readonly at: string
  /** The user, or the job or command, by its name. */
  readonly who: string
  /** The name of the user; null where it was none. */
  readonly name: string | null
  readonly agency: string | null
  readonly action: string
  readonly outcome: 'done' | 'refused'
  readonly why: string | null
}

const entriesOf = statement<Looked>(
  'audit_of_child',
  `with ${MEMBERS},
  ids as (select array_agg(id) as all_of_them from members)
  select a.id, a.at, a.who, u.name, ${nameOfAgency('a.agency_id')} as agency,
    a.action, a.outcome, a.why
  from audit a left join users u on u.id = a.who where a.children && (select all_of_them from ids) order by a.id desc limit $2 offset $3`,
)

/** What is in the audit log of a child, by any of its records: the newest first. */
export const auditOfChild = (
  { ask }: Transaction,
  child: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly Looked[]> => ask(entriesOf, [child], limit, offset)

const isThere = statement<{ sealed: boolean }>('is_child_there', `select ${isSealed('c.id')} as sealed from children c where c.id = $1`)

/** Whether there is a child that is not sealed. One that is exists for nobody whom the seal does not list, and neither does who saw it. */
export async function isOpenChild({ ask }: Transaction, child: string): Promise<boolean> {
  const [row] = await ask(isThere, child)
  return row !== undefined && !row.sealed
}
