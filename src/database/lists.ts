import type { CivilDate, Day } from '../calendar/civil-date.ts'
import { civilDate, lastDayOfWeek } from '../calendar/civil-date.ts'
import { type Agency, agencies as agencyKinds, type CaseRecord, type Service } from '../casefile/fact-table.ts'
import { inOrder } from '../sharing/access.ts'
import { classesSeen, type FieldClass, shownRecord } from '../sharing/fields.ts'
import type { Relationship } from '../sharing/relationships.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeenOrNull, relationshipsTo } from './access.ts'
import { isInForce } from './allocations.ts'
import { caseRecord, type FactRow } from './cases.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, isLatest, recordsOf } from './records.ts'
import { unsweptSinceOn } from './sweep.ts'

/*
 * Lists of duties, as far as whoever asks may see the children: what they owe, what their agency owes, what nobody there has, and what they wait for. One
 * statement for a list: its rows, each with the child's name and what started it, and how many there are.
 */

/** Who a child of a list is, as far as whoever asks may know. */
export interface ListedChild {
  readonly givenNames: string
  readonly familyName: string
  readonly dateOfBirth: CivilDate | null
  readonly isDateOfBirthEstimated: boolean
  /** Where the child lives; null where it is not known, or not for this person. */
  readonly district: string | null
  readonly isWhereaboutsWithheld: boolean
  readonly statuses: readonly { readonly status: string; readonly since: CivilDate }[]
}

/** A duty without an outcome, in a list. */
export interface ListedDuty {
  readonly child: string
  readonly details: ListedChild
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
  readonly startedOn: CivilDate
  readonly force: 'must' | 'should' | 'consider'
  readonly owner: Agency
  readonly ownerUser: string | null
  /** Who that is, where it is somebody of the same agency as whoever asks. */
  readonly ownerName: string | null
  /** Null where it cannot be dated. */
  readonly dueOn: CivilDate | null
  /** The facts that started it, as far as whoever asks may know them. */
  readonly because: readonly CaseRecord[]
  readonly group: Group
  /** How many of the list it stands with: those of one clause, service, pathway and group, where they are more than `ALONE`; 1 for a row by itself. */
  readonly together: number
}

/** The groups of a list, in its order. `coming` has not started yet: only in the list of what nobody has. */
export const groups = ['overdue', 'today', 'week', 'later', 'coming'] as const
export type Group = (typeof groups)[number]

export type Counts = Readonly<Record<Group, number>>

/** Up to so many of a kind stand by themselves. */
export const ALONE = 5
/** More of a kind than these are not brought with a page: they have a list of their own, of which it has the first few. */
const MOST_TOGETHER = 15
const FIRST_FEW = 10

/** Those that the user has, all that the agency owes, or what of it nobody has. */
export type Whose = 'mine' | 'team' | 'nobody'

/** What is left of a list; an empty text for all. */
export interface Filter {
  readonly pathway: string
  readonly clause: string
  readonly district: string
  /** The record that stands for a child. */
  readonly child: string
}

export interface AskedList extends Filter {
  readonly whose: Whose
  /** One group alone. */
  readonly group: Group | undefined
  /** Whether those of one kind stand together. */
  readonly isBundled: boolean
  readonly limit: number
  readonly offset: number
}

export interface DutyList {
  readonly duties: readonly ListedDuty[]
  /** Of what the filter leaves, whichever group is asked for. */
  readonly counts: Counts
  /** How many entries the list has: a row by itself is one, and so are those that stand together. */
  readonly entries: number
  /** Without the filter. */
  readonly all: number
  /** What occurs in the list without the filter, to choose from. */
  readonly clauses: readonly string[]
  /** What of the agency's nobody has: duties, those to come among them, and children. Only a team of the council is asked about. */
  readonly ofNobody: { readonly duties: number; readonly children: number }
  /** The day from which on the list may not be up to date, since the sweep has not come to all children. */
  readonly unsweptSince: CivilDate | null
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
  readonly owner_name: string | null
  readonly due_on: CivilDate | null
  readonly place: number
  readonly together: number
  readonly facts: readonly FactRow[]
  readonly relationships: readonly Relationship[] | null
  readonly given_names: string
  readonly family_name: string
  readonly date_of_birth: CivilDate | null
  readonly date_of_birth_estimated: boolean
  readonly district: string | null
  readonly statuses: ListedChild['statuses']
}

interface CountedRow extends Counts {
  readonly rows: readonly ListedRow[]
  readonly entries: number
  readonly all_of_it: number
  readonly clauses: readonly string[] | null
  readonly of_nobody: readonly [duties: number, children: number] | null
  readonly unswept_since: CivilDate | null
}

// ---- Parts of statements -----------------------------------------------------------------------------------------------------------------

/** `$1` the user, `$2` the agency, `$3` the day: whether the child of `d` may be seen. */
const SEEN = isSeenOrNull('d.child_id', '$2', '$1', '$3')

const districtOf = (child: string): string =>
  `(select a.district from child_addresses a where a.child_id = any(${recordsOf(child)}) and a.district is not null and a.is_in_use
    and ${isLatest('child_addresses', 'a')}
    order by a.until_on desc nulls first, a.from_on desc nulls last, a.recorded_at desc, a.id limit 1)`

// Behind a `select` the server does not look at a value, and so plans a statement once and for all: of these, planning takes half as long as doing.
const FILTER = `($5 = '' or d.pathway = $5) and ($6 = '' or d.clause = $6) and ((select $7) = '' or ${districtOf('d.child_id')} = $7) and ($8 = '' or d.child_id = $8)`

/** What lists need of a duty. */
const dutyOf = (d: string): string =>
  [
    'child_id',
    'clause',
    'pathway',
    'service',
    'started_on',
    'first_because',
    'because',
    'force',
    'owner',
    'due_on',
    'owner_agencies',
    'owner_user',
  ]
    .map((column) => `${d}.${column}`)
    .join(', ')

/** Which group a duty is in: its place in `groups`. `$4`: the last day of the week. */
const PLACE = `case when d.started_on > $3 then 4 when d.due_on < $3 then 0 when d.due_on = $3 then 1 when d.due_on <= $4 then 2 else 3 end`

/** Of one date what must be done comes before what should, and that before what is to be considered. */
const ORDER = `due_on nulls first, case force when 'must' then 1 when 'should' then 2 else 3 end, child_id, clause, pathway, service, started_on`

/** What a row of a list shows beside its duty `d`. */
const SHOWN = `d.child_id, d.clause, d.pathway, d.service, d.started_on, d.force, d.owner, d.owner_user, d.due_on,
  (select u.name from users u where u.id = d.owner_user and $2 = any(d.owner_agencies)) as owner_name,
  (select coalesce(json_agg(json_build_array(f.id, f.type, f.on_day, f.by, f.recorded_at, f.detail, f.replaces, f.withdraws, f.note)
    order by array_position(d.because, f.id)), '[]') from facts f where f.id = any(d.because)) as facts,
  ${relationshipsTo('d.child_id', '$2', '$1', '$3')} as relationships,
  v.given_names, v.family_name, coalesce(v.date_of_birth, other.date_of_birth) as date_of_birth,
  case when v.date_of_birth is null then coalesce(other.date_of_birth_estimated, false) else v.date_of_birth_estimated end as date_of_birth_estimated,
  ${districtOf('d.child_id')} as district,
  (select a.statuses from child_assessments a where a.child_id = d.child_id) as statuses`

/**
 * Who the child of `d` is: names and date of birth as the record that stands for it has them; a date that it lacks, and whether that is an estimate, as another
 * record does.
 */
const WHO = `left join lateral (
    select given_names, family_name, date_of_birth, date_of_birth_estimated from child_versions own where own.child_id = d.child_id order by version desc limit 1
  ) v on true left join lateral (
    select o.date_of_birth, o.date_of_birth_estimated from child_versions o
    where v.date_of_birth is null and o.child_id = any(${recordsOf('d.child_id')}) and o.date_of_birth is not null and ${isLatest('child_versions', 'o')}
    order by o.child_id limit 1
  ) other on true`

/** The rows of `shown` in an order, as a list: in one value, so that what is said once for all of them is not sent and read again with each. */
const inOrderOf = (order: string): string =>
  `(select coalesce(json_agg(d order by ${order}), '[]') from (select d.place, d.together, ${SHOWN} from shown d ${WHO}) d)`

const counted = (from: string): string =>
  `count(*) filter (where place = 0) as overdue, count(*) filter (where place = 1) as today, count(*) filter (where place = 2) as week,
  count(*) filter (where place = 3) as later, count(*) filter (where place = 4) as coming from ${from}`

/** Whose duties, and from when on: what the index for them holds. */
const bases: Readonly<Record<Whose, string>> = {
  mine: 'd.owner_user = $1 and $2 = any(d.owner_agencies) and d.started_on <= $3',
  team: 'd.owner_agencies @> array[$2] and d.started_on <= $3',
  nobody: 'd.owner_agencies @> array[$2] and d.owner_user is null',
}

/** `$12`: whether it is asked at all. */
const OF_NOBODY = `case when $12::boolean then (
    select json_build_array(count(*), count(distinct d.child_id)) from duties d
    where d.owner_agencies @> array[$2] and d.owner_user is null and d.owner <> 'school' and d.outcome is null and ${SEEN}
  ) end`

/** Rows one by one: `$10` at most, after `$11` of them. */
const alone = `
  entered as (select count(*) as entries from kept),
  shown as (select d.*, 1 as together from kept d order by place, ${ORDER} limit $10 offset $11)`

/** Those of one kind stand together, where the first of them would. */
const bundled = `
  kinds as (
    select d.*, count(*) over kind as of_kind, row_number() over (kind order by ${ORDER}) as nth, min(due_on) over kind as first_due
    from kept d window kind as (partition by place, clause, pathway, service)
  ),
  placed as (
    select d.*, case when of_kind > ${ALONE} then of_kind else 1 end as together, dense_rank() over (order by place,
      case when of_kind > ${ALONE} then coalesce(first_due, '-infinity') else coalesce(due_on, '-infinity') end,
      case when of_kind > ${ALONE} then concat_ws(' ', '', clause, pathway, service) else concat_ws(' ', child_id, clause, pathway, service, started_on, first_because) end
    ) as entry from kinds d
  ),
  entered as (select coalesce(max(entry), 0) as entries from placed),
  shown as (select * from placed where entry > $11 and entry <= $10 + $11 and nth <= case when of_kind > ${MOST_TOGETHER} then ${FIRST_FEW} else of_kind end)`

const listOf = (whose: Whose, isBundled: boolean) =>
  statement<CountedRow>(
    `list_${whose}_${isBundled ? 'bundled' : 'alone'}`,
    `with own as materialized (select ${dutyOf('d')}, ${PLACE} as place from duties d where ${bases[whose]} and d.outcome is null and ${SEEN}),
    chosen as materialized (select * from own d where ${FILTER}),
    counted as (select ${counted('chosen')}),
    kept as (select * from chosen where $9::integer is null or place = $9),
    ${isBundled ? bundled : alone}
    select c.*, entered.entries, (select count(*) from own) as all_of_it, (select array_agg(distinct clause) from own) as clauses, ${OF_NOBODY} as of_nobody,
      ${unsweptSinceOn('$3')} as unswept_since,
      ${inOrderOf(`place, ${isBundled ? 'together > 1 desc, case when together > 1 then concat(clause, pathway, service) end,' : ''} ${ORDER}`)} as rows
    from counted c cross join entered`,
  )

const lists: Readonly<Record<Whose, Readonly<Record<'alone' | 'bundled', ReturnType<typeof listOf>>>>> = {
  mine: { alone: listOf('mine', false), bundled: listOf('mine', true) },
  team: { alone: listOf('team', false), bundled: listOf('team', true) },
  nobody: { alone: listOf('nobody', false), bundled: listOf('nobody', true) },
}

/** Duties without an outcome, the most urgent first, some at a time. */
export async function dutyList({ ask }: Transaction, actor: Actor, today: Day, asked: AskedList): Promise<DutyList> {
  const isTeamOfCouncil = actor.agency.kind !== 'school'
  const [found] = await ask(
    lists[asked.whose][asked.isBundled ? 'bundled' : 'alone'],
    ...[actor.user, actor.agency.id, civilDate(today), civilDate(lastDayOfWeek(today))],
    ...[asked.pathway, asked.clause, asked.district, asked.child, asked.group === undefined ? null : groups.indexOf(asked.group)],
    ...[asked.limit, asked.offset, isTeamOfCouncil],
  )
  if (!found) throw new TypeError('a count without a row')
  const { overdue, today: dueToday, week, later, coming } = found
  return {
    duties: dutiesFrom(found.rows, actor),
    counts: { overdue, today: dueToday, week, later, coming },
    entries: found.entries,
    all: found.all_of_it,
    clauses: found.clauses ?? [],
    ofNobody: { duties: found.of_nobody?.[0] ?? 0, children: found.of_nobody?.[1] ?? 0 },
    unsweptSince: found.unswept_since,
  }
}

function dutiesFrom(rows: readonly ListedRow[], actor: Actor): readonly ListedDuty[] {
  return rows.flatMap((row) => {
    const classes = classesSeen(actor.role, inOrder(row.relationships ?? []))
    // Whoever may not know who a child is, is not told by a list that there is one.
    return classes.includes('identifying') ? [dutyFrom(row, classes)] : []
  })
}

const dutyFrom = (row: ListedRow, classes: readonly FieldClass[]): ListedDuty => ({
  child: row.child_id,
  details: {
    givenNames: row.given_names,
    familyName: row.family_name,
    dateOfBirth: row.date_of_birth,
    isDateOfBirthEstimated: row.date_of_birth_estimated,
    district: classes.includes('locating') ? row.district : null,
    isWhereaboutsWithheld: !classes.includes('locating'),
    statuses: row.statuses,
  },
  clause: row.clause,
  pathway: row.pathway,
  service: row.service || null,
  startedOn: row.started_on,
  force: row.force,
  owner: row.owner,
  ownerUser: row.owner_user,
  ownerName: row.owner_name,
  dueOn: row.due_on,
  because: row.facts.map((fact) => shownRecord(caseRecord(fact), classes).fact),
  group: groups[row.place] ?? 'later',
  together: row.together,
})

// ---- What is waited for ------------------------------------------------------------------------------------------------------------------

// Of those who hold children nearly all have them for nothing that others owe: as an array, their open duties are found in one walk through the index for them.
// A sum, so that nobody thinks of reading all keys of all duties for the day alone: nearly all of them have begun.
const NOT_OURS = 'd.outcome is null and d.started_on + 0 <= $3 and not d.owner_agencies @> array[(select $2)]'

/** For children that the user has. */
const OF_HELD_BY_USER = `
  held as materialized (
    select a.*, ${headOf('a.child_id')} as head from allocations a where a.user_id = (select $1) and a.agency_id = (select $2) and a.duty = ''
  ),
  of_held as (
    select ${dutyOf('d')} from duties d join held h on h.head = d.child_id
    where d.child_id = any(array(select head from held)) and ${NOT_OURS} and ${isInForce('h', 'h.head', '$3')}
  )`

/** For children that the agency has, or that are on its roll. */
const OF_HELD_BY_AGENCY = `
  held as materialized (
    select distinct child_id from may_see m where m.agency_id = $2 and m.user_id = '' and m.relationship in ('has-the-child', 'on-roll')
      and m.from_on <= $3 and (m.until_on is null or m.until_on >= $3)
  ),
  of_held as (select ${dutyOf('d')} from duties d where d.child_id = any(array(select child_id from held)) and ${NOT_OURS})`

const waitingOf = (whose: Exclude<Whose, 'nobody'>) =>
  statement<{ readonly total: number; readonly rows: readonly ListedRow[] }>(
    `waiting_of_${whose}`,
    `with ${whose === 'mine' ? OF_HELD_BY_USER : OF_HELD_BY_AGENCY},
    awaited as materialized (
      select * from of_held
      union
      select ${dutyOf('d')} from duties d where d.owner = any((select $11::text[])::text[]) and ${NOT_OURS}
        and (
          select bool_or(f.recorded_agency = $2${whose === 'mine' ? ' and f.recorded_by = $1' : ''}) from facts f where f.id = any(d.because))
    ),
    chosen as materialized (select d.*, ${PLACE} as place from awaited d where ${SEEN} and ${FILTER}),
    shown as (select d.*, 1 as together from chosen d order by due_on nulls first, ${ORDER} limit $9 offset $10)
    select (select count(*) from chosen) as total, ${inOrderOf(ORDER)} as rows`,
  )

/** Whoever is asked for something. A school is not, but for what follows for its own pupils. */
const askedKinds = agencyKinds.filter((kind) => kind !== 'school')

const waiting = { mine: waitingOf('mine'), team: waitingOf('team') } as const

export interface WaitingList {
  readonly duties: readonly ListedDuty[]
  readonly total: number
}

/** What others owe for the children of the user, or of the agency, and what those owe whom they asked; the most urgent first, some at a time. */
export async function waitingList(
  { ask }: Transaction,
  actor: Actor,
  today: Day,
  asked: Filter & { readonly whose: keyof typeof waiting; readonly limit: number; readonly offset: number },
): Promise<WaitingList> {
  const [found] = await ask(
    waiting[asked.whose],
    ...[actor.user, actor.agency.id, civilDate(today), civilDate(lastDayOfWeek(today))],
    ...[asked.pathway, asked.clause, asked.district, asked.child, asked.limit, asked.offset],
    askedKinds.filter((kind) => kind !== actor.agency.kind),
  )
  return { duties: dutiesFrom(found?.rows ?? [], actor), total: found?.total ?? 0 }
}

// ---- To choose from ----------------------------------------------------------------------------------------------------------------------

const districtsServed = statement<{ district: string }>(
  'districts_served',
  `select distinct district from agencies a, lateral (select districts from agency_versions v where v.agency_id = a.id order by version desc limit 1) as latest,
    unnest(latest.districts) as district where a.kind <> 'school' order by district`,
)

/** The districts that teams of the council serve. */
export const readDistricts = async ({ ask }: Transaction): Promise<readonly string[]> =>
  (await ask(districtsServed)).map(({ district }) => district)
/** Every statement of a list, for whoever looks at how they are carried out. */
export const statements = [...Object.values(lists).flatMap((some) => Object.values(some)), ...Object.values(waiting), districtsServed]
