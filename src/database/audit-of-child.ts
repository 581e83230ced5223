import type { CivilDate } from '../calendar/civil-date.ts'
import { isSealed } from './access.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { MEMBERS } from './records.ts'

/** What somebody did or saw, or was refused, of a child: once, or on one day again and again. */
export interface Looked {
  readonly day: CivilDate
  /** The user, or the job or command, by its name. */
  readonly who: string
  /** The name of the user; null where it was none. */
  readonly name: string | null
  readonly agency: string | null
  readonly outcome: 'done' | 'refused'
  /** How often. */
  readonly count: number
  /** The newest first; of very many the first. */
  readonly times: readonly { readonly at: string; readonly action: string }[]
  /** A reason was given with one of them. */
  readonly hasReason: boolean
}

/** Of what is looked at: everything that is left out. */
export interface LookedFilter {
  readonly who?: string
  /** The id; an empty text for what Onroll did itself. */
  readonly agency?: string
  readonly action?: string
  readonly outcome?: 'done' | 'refused'
  /** Days in London, both included. */
  readonly from?: CivilDate
  readonly until?: CivilDate
}

/** Who looks again is in one row; what was changed stands by itself. */
const LOOKS = '^(saw|opened|checked|compared|searched|asked)-'
const MOST_TIMES = 200

const IDS = `${MEMBERS}, ids as (select array_agg(id) as all_of_them from members)`
const OF_CHILD = 'from audit a where a.children && (select all_of_them from ids)'

const entriesOf = statement<Looked>(
  'audit_of_child',
  `with ${IDS},
  entries as (
    select a.*, (a.at at time zone 'Europe/London')::date as day, case when a.action ~ '${LOOKS}' then 0 else a.id end as apart ${OF_CHILD}
      and ($4::text is null or a.who = $4) and ($5::text is null or coalesce(a.agency_id, '') = $5) and ($6::text is null or a.action = $6)
      and ($7::text is null or a.outcome = $7)
  ),
  rows as (
    select day, who, agency_id, outcome, max(id) as last, count(*)::integer as count, bool_or(why is not null) as has_reason,
      (array_agg(jsonb_build_object('at', at, 'action', action) order by id desc))[1:${MOST_TIMES}] as times
    from entries where ($8::date is null or day >= $8) and ($9::date is null or day <= $9) group by day, who, agency_id, outcome, apart
  )
  select r.day, r.who, u.name, ${nameOfAgency('r.agency_id')} as agency, r.outcome, r.count, to_jsonb(r.times) as times, r.has_reason as "hasReason"
  from rows r left join users u on u.id = r.who order by r.last desc limit $2 offset $3`,
)

/** What is in the audit log of a child, by any of its records: the newest first. */
export const auditOfChild = (
  { ask }: Transaction,
  child: string,
  { who, agency, action, outcome, from, until }: LookedFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly Looked[]> =>
  ask(
    entriesOf,
    ...[[child], limit, offset],
    ...[who ?? null, agency ?? null, action ?? null, outcome ?? null, from ?? null, until ?? null],
  )

/** By what the log of a child can be filtered: whoever, and whatever, there is in it. */
export interface LookedChoices {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly agencies: readonly { readonly id: string; readonly name: string }[]
  readonly actions: readonly string[]
}

const choicesOf = statement<{ kind: 'who' | 'agency' | 'action'; id: string; name: string }>(
  'choices_in_audit_of_child',
  `with ${IDS},
  entries as (select distinct a.who, coalesce(a.agency_id, '') as agency_id, a.action ${OF_CHILD})
  select 'who' as kind, e.who as id, coalesce(u.name, e.who) as name from (select distinct who from entries) e left join users u on u.id = e.who
  union all
  select 'agency', e.agency_id, coalesce(${nameOfAgency('e.agency_id')}, e.agency_id) from (select distinct agency_id from entries) e
  union all
  select distinct 'action', action, action from entries
  order by kind, name, id`,
)

export async function choicesInAudit({ ask }: Transaction, child: string): Promise<LookedChoices> {
  const rows = await ask(choicesOf, [child])
  const of = (wanted: (typeof rows)[number]['kind']) => rows.filter(({ kind }) => kind === wanted).map(({ id, name }) => ({ id, name }))
  return { people: of('who'), agencies: of('agency'), actions: of('action').map(({ id }) => id) }
}

const isThere = statement<{ sealed: boolean }>('is_child_there', `select ${isSealed('c.id')} as sealed from children c where c.id = $1`)

/** Whether there is a child that is not sealed. One that is exists for nobody whom the seal does not list, and neither does who saw it. */
export async function isOpenChild({ ask }: Transaction, child: string): Promise<boolean> {
  const [row] = await ask(isThere, child)
  return row !== undefined && !row.sealed
}
