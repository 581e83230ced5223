import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency, CaseRecord, Service } from '../casefile/fact-table.ts'
import { isSeen } from './access.ts'
import { caseRecord, type FactRow } from './cases.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Lists of duties, as far as whoever asks may see the children.
 */

/** A duty that is open on a day, in a list. */
export interface ListedDuty {
  readonly child: string
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
  readonly startedOn: CivilDate
  readonly force: 'must' | 'should' | 'consider'
  readonly owner: Agency
  readonly ownerUser: string | null
  /** Null where it cannot be dated. */
  readonly dueOn: CivilDate | null
  /** The facts that started it, as they were recorded. */
  readonly because: readonly CaseRecord[]
}

interface ListedRow {
  readonly child_id: string
  readonly clause: string
  readonly pathway: string
  readonly service: '' | Service
  readonly started_on: CivilDate
  readonly force: ListedDuty['force']
  readonly owner: Agency
  readonly owner_user: string | null
  readonly due_on: CivilDate | null
  readonly facts: readonly FactRow[]
}

/** `$1` the user, `$2` the agency, `$3` the day: whether the child of `d` may be seen. */
const SEEN = isSeen('d.child_id', '$2', '$1', '$3')

const COLUMNS = `d.child_id, d.clause, d.pathway, d.service, d.started_on, d.force, d.owner, d.owner_user, d.due_on`

const FACTS = `(select coalesce(json_agg(json_build_array(f.id, f.type, f.on_day, f.by, f.recorded_at, f.detail, f.replaces, f.withdraws, f.note)
  order by array_position(d.because, f.id)), '[]') from facts f where f.id = any(d.because)) as facts`

const OPEN = `d.outcome is null and d.started_on <= $3 and ${SEEN}`

/** Of one date what must be done comes before what should, and that before what is to be considered. */
const IN_ORDER = `order by due_on nulls first, case force when 'must' then 1 when 'should' then 2 else 3 end, child_id, clause, pathway, service, started_on`

const ofUser = statement<ListedRow>(
  'duties_of_user',
  `with chosen as (select ${COLUMNS}, d.because from duties d where d.owner_user = $1 and $2 = any(d.owner_agencies) and ${OPEN} ${IN_ORDER} limit $4 offset $5)
  select ${COLUMNS}, ${FACTS} from chosen d ${IN_ORDER}`,
)

const ofAgency = statement<ListedRow>(
  'duties_of_agency',
  `with chosen as (select ${COLUMNS}, d.because from duties d where d.owner_agencies @> array[$2] and ${OPEN} ${IN_ORDER} limit $4 offset $5)
  select ${COLUMNS}, ${FACTS} from chosen d ${IN_ORDER}`,
)

/** How many of them are overdue, due on the day, due within the week to `until`, and later. */
export interface Counts {
  readonly overdue: number
  readonly today: number
  readonly week: number
  readonly later: number
}

const COUNTS = `count(*) filter (where d.due_on < $3) as overdue, count(*) filter (where d.due_on = $3) as today,
  count(*) filter (where d.due_on > $3 and d.due_on <= $4) as week, count(*) filter (where d.due_on is null or d.due_on > $4) as later`

const countOfUser = statement<Counts>(
  'count_duties_of_user',
  `select ${COUNTS} from duties d where d.owner_user = $1 and $2 = any(d.owner_agencies) and ${OPEN}`,
)

const countOfAgency = statement<Counts>(
  'count_duties_of_agency',
  `select ${COUNTS} from duties d where d.owner_agencies @> array[$2] and ${OPEN}`,
)

export interface AskedDuties {
  readonly user: string
  readonly agency: string
  readonly today: CivilDate
  /** Those that the user has, or all that the agency owes. */
  readonly whose: 'mine' | 'team'
}

/** Open duties, the most urgent first, some at a time. */
export async function openDuties(
  { ask }: Transaction,
  { user, agency, today, whose }: AskedDuties,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly ListedDuty[]> {
  const rows = await ask(whose === 'mine' ? ofUser : ofAgency, user, agency, today, limit, offset)
  return rows.map((row) => ({
    child: row.child_id,
    clause: row.clause,
    pathway: row.pathway,
    service: row.service || null,
    startedOn: row.started_on,
    force: row.force,
    owner: row.owner,
    ownerUser: row.owner_user,
    dueOn: row.due_on,
    because: row.facts.map(caseRecord),
  }))
}

/** `until`: the last day of the week. */
export async function countOpenDuties({ ask }: Transaction, asked: AskedDuties, until: CivilDate): Promise<Counts> {
  const [counts] = await ask(asked.whose === 'mine' ? countOfUser : countOfAgency, asked.user, asked.agency, asked.today, until)
  if (!counts) throw new TypeError('a count without a row')
  return counts
}
