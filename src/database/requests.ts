import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import type { Content, RequestAnswer } from '../casefile/casework-table.ts'
import type { Agency as AgencyKind, Detail } from '../casefile/fact-table.ts'
import { takesUp } from '../casefile/support-requests.ts'
import type { Relationship } from '../sharing/relationships.ts'
import type { Actor } from '../sharing/roles.ts'
import { relationshipsTo } from './access.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { chainOf, headOf, recordsOf, standsIn } from './records.ts'

/*
 * Requests for support that wait for the support hub or for CFW, found among all facts and what was answered to them. Who may see the child is asked of the
 * rows that are stored with every fact.
 */

/** A request that waits. */
export interface OpenRequest {
  readonly child: string
  /** The id of the fact. */
  readonly id: string
  readonly on: CivilDate
  readonly detail: Detail<'support-request'>
  readonly by: AgencyKind
  /** Who recorded it, and for which agency; null where a command brought it. */
  readonly recordedBy: string
  readonly agency: { readonly name: string; readonly kind: AgencyKind } | null
  /** The last answer, where one was given: it was accepted, and nobody is named yet. */
  readonly accepted: { readonly on: CivilDate; readonly by: AgencyKind } | null
  /** What was recorded beside it last; null where nothing was. */
  readonly particulars: Content | null
}

const listed = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ')

/** By what a request is one's own to answer, and not only to be seen. */
const OWN = ['was-asked', 'has-the-child', 'named-in-seal'] as const satisfies readonly Relationship[]

/** What shows, without any answer, that CFW has taken the request up. */
const TAKEN_UP = `exists (
    select from facts t where t.child_id = any(r.records) and t.by = 'cfw' and t.type in (${listed(takesUp)})
      and (t.on_day, t.recorded_at) > (f.on_day, f.recorded_at)
      and not exists (select from facts u where u.child_id = any(r.records) and u.withdraws = t.id)
  )`

/**
 * Those that came by the hub wait for it until it has answered, and then, where it has accepted them, for CFW; those that came to CFW wait for it. At CFW a request
 * waits until it is returned or a worker is named.
 */
const WAITS = `(case when $4 = 'cssh-mash' then f.detail->>'route' = 'cssh-mash' and a.answer is null
    else (f.detail->>'route' = 'direct' and a.answer is null) or a.answer = 'accepted' end)`

/** Those that an answer to the fact itself does not close: most are closed, and of these no more is looked at. */
const CANDIDATES = `with candidates as materialized (
    select f.child_id, f.id, f.on_day, f.detail, f.by, f.replaces, f.recorded_at, f.recorded_by, f.recorded_agency from facts f
    where f.type = 'support-request' and f.on_day <= $3 and ($4 <> 'cssh-mash' or f.detail->>'route' = 'cssh-mash')
      and not exists (select from casework e where e.kind = 'request-answer' and e.of_id = f.id
        and ($4 = 'cssh-mash' or e.content->>'answer' in ('returned', 'allocated')))
  )`

/** `$1` the agency, `$2` the user, `$3` the day, `$4` the kind of the agency. */
const FROM_CANDIDATES = `from candidates f
  cross join lateral (select ${headOf('f.child_id')} as head offset 0) h
  cross join lateral (select ${recordsOf('h.head')} as records offset 0) r
  cross join lateral (select ${chainOf('f', 'r.records')} as ids offset 0) c
  left join lateral (
    select e.content->>'answer' as answer, e.on_day, e.by from casework e
    where e.child_id = any(r.records) and e.kind = 'request-answer' and e.of_id = any(c.ids) order by e.id desc limit 1
  ) a on true`

/** Of those rows the ones that are open. */
const WHERE_OPEN = `where ${relationshipsTo('h.head', '$1', '$2', '$3')} && array[${listed(OWN)}]
    and ${standsIn('f', 'r.records')} and ${WAITS} and (a.answer is not null or not ${TAKEN_UP})`

interface RequestRow {
  readonly head: string
  readonly id: string
  readonly on: CivilDate
  readonly detail: Detail<'support-request'>
  readonly by: AgencyKind
  readonly recordedBy: string
  readonly agencyName: string | null
  readonly agencyKind: AgencyKind | null
  readonly answer: RequestAnswer | null
  readonly answeredOn: CivilDate | null
  readonly answeredBy: AgencyKind | null
  readonly particulars: Content | null
}

const openRequestsOf = statement<RequestRow>(
  'open_requests',
  `${CANDIDATES}
  select h.head, f.id, f.on_day as "on", f.detail, f.by, coalesce(u.name, f.recorded_by) as "recordedBy",
    ${nameOfAgency('f.recorded_agency')} as "agencyName", g.kind as "agencyKind", a.answer, a.on_day as "answeredOn", a.by as "answeredBy",
    (select p.content from casework p where p.child_id = any(r.records) and p.kind = 'support-request' and p.of_id = any(c.ids)
      order by p.id desc limit 1) as particulars
  ${FROM_CANDIDATES}
  left join users u on u.id = f.recorded_by left join agencies g on g.id = f.recorded_agency
  ${WHERE_OPEN}
  order by f.on_day, f.id limit $5 offset $6`,
)

/** The requests that wait for an agency, as far as this person sees the children; the oldest first, some at a time. */
export const openRequests = async (
  { ask }: Transaction,
  { agency, user }: Actor,
  today: Day,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly OpenRequest[]> =>
  (await ask(openRequestsOf, agency.id, user, civilDate(today), agency.kind, limit, offset)).map(
    ({ head, agencyName, agencyKind, answer, answeredOn, answeredBy, ...request }) => ({
      ...request,
      child: head,
      agency: agencyName === null || agencyKind === null ? null : { name: agencyName, kind: agencyKind },
      accepted: answer === null || answeredOn === null || answeredBy === null ? null : { on: answeredOn, by: answeredBy },
    }),
  )

const countOpen = statement<{ open: number }>(
  'count_open_requests',
  `${CANDIDATES} select count(*)::integer as open ${FROM_CANDIDATES} ${WHERE_OPEN}`,
)

/** How many requests wait for an agency. */
export const countOpenRequests = async ({ ask }: Transaction, { agency, user }: Actor, today: Day): Promise<number> =>
  (await ask(countOpen, agency.id, user, civilDate(today), agency.kind))[0]?.open ?? 0
