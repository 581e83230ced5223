import type { CivilDate } from '../calendar/civil-date.ts'
import { isSeen } from './access.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * How a clause of the guidance is kept: how many of its duties are open, late, done, over the children whom somebody may see.
 */

/** In which state a duty of a clause can be counted, on a day. */
export const keptStates = ['open', 'overdue', 'not-considered', 'done', 'late', 'set-aside', 'lapsed'] as const
export type KeptState = (typeof keptStates)[number]

/** A clause, in a state, and how many duties of how many children are. */
export interface Kept {
  readonly clause: string
  readonly state: KeptState
  readonly duties: number
  readonly children: number
}

/** The state of the duty `d` on the day `$3`; nothing for one that is still to come. */
const STATE = `case when d.outcome is not null then d.outcome when d.started_on > $3 then null when d.due_on is null or d.due_on >= $3 then 'open'
  when d.force = 'consider' then 'not-considered' else 'overdue' end`

const SEEN = isSeen('d.child_id', '$2', '$1', '$3')

/** What began from the day `$4` on, and what is open whenever it began: the longer it waits, the more it has to be seen. */
const COUNTED = 'd.started_on <= $3 and (d.outcome is null or d.started_on >= $4)'

const countKept = statement<Kept>(
  'count_kept',
  `select d.clause, ${STATE} as state, count(*) as duties, count(distinct d.child_id) as children from duties d
  where ${COUNTED} and ${SEEN} group by 1, 2 order by 1, 2`,
)

const childrenOfClause = statement<{ child_id: string; started_on: CivilDate; due_on: CivilDate | null; closed_on: CivilDate | null }>(
  'children_of_clause',
  `select d.child_id, d.started_on, d.due_on, coalesce(d.discharged_on, d.lapsed_on) as closed_on from duties d
  where d.clause = $5 and ${COUNTED} and ${STATE} = $6 and ${SEEN} order by d.due_on, d.child_id, d.started_on limit $7 offset $8`,
)

export interface KeptAsked {
  readonly user: string
  readonly agency: string
  readonly today: CivilDate
  /** Duties that started from this day on, and those that are open. */
  readonly since: CivilDate
}

export const howKept = ({ ask }: Transaction, { user, agency, today, since }: KeptAsked): Promise<readonly Kept[]> =>
  ask(countKept, user, agency, today, since)

/** A duty of a clause, of a child. */
export interface KeptDuty {
  readonly child: string
  readonly startedOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly closedOn: CivilDate | null
}

export async function dutiesKept(
  { ask }: Transaction,
  { user, agency, today, since }: KeptAsked,
  clause: string,
  state: KeptState,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly KeptDuty[]> {
  const rows = await ask(childrenOfClause, user, agency, today, since, clause, state, limit, offset)
  return rows.map(({ child_id, started_on, due_on, closed_on }) => ({
    child: child_id,
    startedOn: started_on,
    dueOn: due_on,
    closedOn: closed_on,
  }))
}
