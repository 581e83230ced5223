import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import type { CaseRecord } from '../casefile/fact-table.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeen, isSeenOrNull } from './access.ts'
import { caseRecord, type FactRow } from './cases.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, othersOf } from './records.ts'

/*
 * What the home-education team is asked: whether children are on its register, and whether the education at home that somebody is concerned about is suitable.
 * Asked of the duties that are stored, and of the few facts that ask.
 */

/** A child of whom something is asked. */
export interface AskedOfHome {
  readonly child: string
  /** Since when: of several the first. */
  readonly since: CivilDate
  /** By when the guidance asks for the check; null where it does not, or it cannot be dated. */
  readonly dueOn: CivilDate | null
  /** What asks: statements and concerns, the first first. */
  readonly facts: readonly CaseRecord[]
}

/** A record is undone while another that is not itself undone withdraws it; it counts unless it is undone, or one that counts replaces it. */
const stands = (row: string): string =>
  `not exists (select from of_them w where w.withdraws = ${row}.id and not exists (select from of_them again where again.withdraws = w.id))
    and not exists (select from of_them r where r.replaces = ${row}.id and not exists (select from of_them w where w.withdraws = r.id))`

const isResolved = (row: string): string => `coalesce((${row}.detail ->> 'resolved')::boolean, false)`

/**
 * A statement is answered by a check of its day or later; a concern by what was recorded after it of its day, a check or that it is resolved, or by either of a later
 * day. Neither is asked about any more once the child is on a roll or the case is closed.
 */
const ANSWERED = `exists (
  select from standing later where later.child = a.child and later.on_day >= a.on_day and (
    (later.type = 'ehe-check' and (a.type = 'ehe-stated' or later.on_day > a.on_day or later.recorded_at >= a.recorded_at))
    or (a.type = 'ehe-concern' and later.type = 'ehe-concern' and ${isResolved('later')} and (later.on_day > a.on_day or later.recorded_at >= a.recorded_at))
    or later.type in ('on-roll', 'cme-closed')
  )
)`

/**
 * `$1` the user, `$2` the agency, `$3` the day. The records of the few children that ask are fetched first, child by child: the server would otherwise read all
 * facts there are, once for each of them.
 */
const ASKED = `
  heads as materialized (
    select asking.head from (
      select distinct ${headOf('f.child_id')} as head from facts f where f.type in ('ehe-stated', 'ehe-concern') and f.on_day <= $3
    ) asking where ${isSeenOrNull('asking.head', '$2', '$1', '$3')}
  ),
  members as materialized (select head, head as id from heads union ${othersOf('heads')}),
  of_them as materialized (
    select m.head as child, f.* from members m, lateral (
      select f.id, f.type, f.on_day, f.recorded_at, f.detail, f.replaces, f.withdraws from facts f where f.child_id = m.id offset 0
    ) f
  ),
  standing as materialized (
    select o.* from of_them o where o.type in ('ehe-stated', 'ehe-concern', 'ehe-check', 'on-roll', 'cme-closed') and o.on_day <= $3 and ${stands('o')}
  ),
  unanswered as (
    select a.child, a.id, a.on_day, null::date as due_on from standing a
    where a.type in ('ehe-stated', 'ehe-concern') and not ${isResolved('a')} and not ${ANSWERED}
  ),
  owed as (
    select d.child_id as child, unnest(d.because) as id, d.started_on as on_day, d.due_on from duties d
    where d.clause = '1.2c' and d.outcome is null and d.started_on <= $3 and d.owner_agencies @> array[$2] and ${isSeen('d.child_id', '$2', '$1', '$3')}
  ),
  asked as (
    select child, min(on_day) as since, min(due_on) as due_on, array_agg(distinct id) as ids
    from (select * from unanswered union all select * from owed) both_of_them group by child
  )`

interface Row {
  readonly child: string
  readonly since: CivilDate
  readonly due_on: CivilDate | null
  readonly facts: readonly FactRow[]
}

const askedList = statement<Row>(
  'asked_of_home_education',
  `with ${ASKED}
  select a.child, a.since, a.due_on, (
    select coalesce(json_agg(json_build_array(f.id, f.type, f.on_day, f.by, f.recorded_at, f.detail, f.replaces, f.withdraws, f.note) order by f.on_day, f.id), '[]')
    from facts f where f.id = any(a.ids)
  ) as facts
  from asked a order by a.since, a.child limit $4 offset $5`,
)

/** Of which children something is asked, the oldest first, some at a time: those whom an actor of the team may see. */
export const askedOfHomeEducation = async (
  { ask }: Transaction,
  { user, agency }: Actor,
  today: Day,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly AskedOfHome[]> =>
  (await ask(askedList, user, agency.id, civilDate(today), limit, offset)).map(({ child, since, due_on, facts }) => ({
    child,
    since,
    dueOn: due_on,
    facts: facts.map(caseRecord),
  }))

const askedCount = statement<{ count: number }>('count_asked_of_home_education', `with ${ASKED} select count(*) as count from asked`)

/** Of how many. */
export async function countAskedOfHomeEducation({ ask }: Transaction, { user, agency }: Actor, today: Day): Promise<number> {
  const [row] = await ask(askedCount, user, agency.id, civilDate(today))
  return row?.count ?? 0
}
