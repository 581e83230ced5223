import type { CivilDate } from '../calendar/civil-date.ts'
import { type CaseFile, type CaseRecord, type Child, isWithdrawal } from '../casefile/fact-table.ts'
import { type FindableByFamily, keysWithFamily, nameInOrder, searchKeys } from '../people/search-keys.ts'
import type { Allocation, Circumstances, Roll, Seal, SiblingLink, Team } from '../sharing/circumstances.ts'
import type { Relationship } from '../sharing/relationships.ts'
import { newId } from './ids.ts'
import { addMatchKeys } from './match-keys.ts'
import { statement, type Transaction } from './pool.ts'
import { isLatest, MEMBERS } from './records.ts'
import { Conflict } from './unavailable.ts'

/*
 * Children and what is recorded of them: rows become a case file, and records become rows. A child is one or more records (same_child); one of them, its
 * head, stands for it, and whoever names any of them gets them all.
 */

/** A child as it is stored. */
export interface StoredChild {
  /** The id of the record that stands for the child. */
  readonly head: string
  /** The ids of all its records, in order. */
  readonly records: readonly string[]
  /** What the guidance is asked about; none while there is no date of birth. */
  readonly caseFile: CaseFile | undefined
  /** What is recorded, whether or not the guidance can be asked. */
  readonly facts: readonly CaseRecord[]
  /** What decides, beside facts, who owes its duties and who may see it. */
  readonly circumstances: Circumstances
  readonly stored: StoredProjection
}

/** A child whose rows nobody else can change before this transaction ends. */
export interface HeldChild extends StoredChild {
  readonly isHeld: true
}

/** How the guidance's answer about a child stands in the tables. */
export interface StoredProjection {
  readonly version: number
  readonly assessedOn: CivilDate | null
  readonly nextChangeOn: CivilDate | null
  readonly duties: readonly DutyRow[]
  readonly episodes: readonly EpisodeRow[]
  readonly maySee: readonly MaySeeRow[]
  readonly rest: string
}

/** The columns of `duties` after the child, in the order of the table. The first five are its key. */
export type DutyRow = readonly [
  clause: string,
  pathway: string,
  service: string,
  startedOn: CivilDate,
  firstBecause: string,
  because: readonly string[],
  force: string,
  owner: string,
  dueOn: CivilDate | null,
  dueFrom: string,
  outcome: string | null,
  dischargedOn: CivilDate | null,
  dischargedBy: string | null,
  lapsedOn: CivilDate | null,
  lapsedBy: string | null,
  ownerAgencies: readonly string[],
  ownerUser: string | null,
]

/** The places of those columns of a `DutyRow` that are read one by one. */
export const ofDuty = { startedOn: 3, owner: 7, outcome: 10, ownerAgencies: 15, ownerUser: 16 } as const

/** The columns of `episodes` after the child. The first three are its key. */
export type EpisodeRow = readonly [pathway: string, openedOn: CivilDate, place: number, endedOn: CivilDate | null]

/** The columns of `may_see` after the child. The first four are its key. */
export type MaySeeRow = readonly [agency: string, user: string, relationship: Relationship, from: CivilDate, until: CivilDate | null]

// ---- Reading ---------------------------------------------------------------------------------------------------------------------------

const lockRows = statement<{ head: string; id: string }>(
  'lock_children',
  `with ${MEMBERS}
  select m.head, a.child_id as id from members m join child_assessments a on a.child_id = m.id order by a.child_id for update of a`,
)

interface LoadedRow {
  readonly head: string
  readonly records: readonly string[]
  readonly date_of_birth: CivilDate | null
  readonly ehcp: NonNullable<Child['ehcp']>
  readonly facts: readonly FactRow[]
  readonly version: number
  readonly assessed_on: CivilDate | null
  readonly next_change_on: CivilDate | null
  readonly duties: readonly DutyRow[]
  readonly episodes: readonly EpisodeRow[]
  readonly may_see: readonly MaySeeRow[]
  readonly rest: string
  readonly rolls: readonly (readonly [agency: string, from: CivilDate, until: CivilDate | null])[]
  readonly allocations: readonly AllocationRow[]
  readonly seals: readonly (readonly [isSealed: boolean, users: readonly string[]])[]
  readonly district: string | null
  readonly schools_named: readonly string[]
  readonly sibling_links: readonly (readonly [agency: string, on: CivilDate])[]
  /** In the first row alone: they are the same for every child. */
  readonly teams: readonly TeamRow[] | null
}

type AllocationRow = readonly [
  id: string,
  kind: Allocation['kind'],
  duty: string,
  agency: string,
  user: string | null,
  from: CivilDate,
  until: CivilDate | null,
]

type TeamRow = readonly [id: string, kind: Team['kind'], districts: readonly string[], oversees: boolean, isClosing: boolean]

export type FactRow = readonly [
  id: string,
  type: string | null,
  on: CivilDate,
  by: string,
  recordedAt: string,
  detail: object | null,
  replaces: string | null,
  withdraws: string | null,
  note: string | null,
]

/**
 * The latest of some versions `v` that was known at the moment `$2`, or now where it is empty. Where none was, the first: what is loaded into Onroll was mostly
 * known before it was.
 */
const KNOWN_FIRST = `case when $2::timestamptz is null or v.recorded_at <= $2 then v.version else -v.version end desc`

/** `$2`: the moment at which details of the child are as they were known; empty for what is known now. */
const loadRows = statement<LoadedRow>(
  'load_children',
  `with ${MEMBERS},
  groups as (select head, array_agg(id order by id) as records from members group by head)
  select g.head, g.records, a.version, a.assessed_on, a.next_change_on,
    json_build_array(a.statuses, a.options, a.warnings, a.undated)::text as rest,
    (select latest.date_of_birth from unnest(g.records) as r(id), lateral (
        select date_of_birth from child_versions v where v.child_id = r.id order by ${KNOWN_FIRST} limit 1
      ) as latest where latest.date_of_birth is not null order by r.id <> g.head, r.id limit 1) as date_of_birth,
    (select coalesce(json_agg(period.value order by period.value->>'from'), '[]') from unnest(g.records) as r(id), lateral (
        select ehcp from child_versions v where v.child_id = r.id order by ${KNOWN_FIRST} limit 1
      ) as latest, jsonb_array_elements(latest.ehcp) as period(value)) as ehcp,
    (select coalesce(json_agg(json_build_array(f.id, f.type, f.on_day, f.by, f.recorded_at, f.detail, f.replaces, f.withdraws, f.note)), '[]')
      from facts f where f.child_id = any(g.records)) as facts,
    (select coalesce(json_agg(json_build_array(d.clause, d.pathway, d.service, d.started_on, d.first_because, d.because, d.force, d.owner, d.due_on, d.due_from,
        d.outcome, d.discharged_on, d.discharged_by, d.lapsed_on, d.lapsed_by, d.owner_agencies, d.owner_user)), '[]') from duties d
      where d.child_id = g.head) as duties,
    (select coalesce(json_agg(json_build_array(e.pathway, e.opened_on, e.place, e.ended_on)), '[]') from episodes e where e.child_id = g.head) as episodes,
    (select coalesce(json_agg(json_build_array(m.agency_id, m.user_id, m.relationship, m.from_on, m.until_on)), '[]') from may_see m
      where m.child_id = g.head) as may_see,
    (select coalesce(json_agg(json_build_array(r.agency_id, r.from_on, r.until_on) order by r.from_on, r.agency_id), '[]') from on_roll r
      where r.child_id = any(g.records) and r.is_in_use and ${isLatest('on_roll', 'r')}) as rolls,
    (select coalesce(json_agg(json_build_array(l.id, l.kind, l.duty, l.agency_id, l.user_id, l.from_on, l.until_on) order by l.id), '[]') from allocations l
      where l.child_id = any(g.records) and ${isLatest('allocations', 'l')}) as allocations,
    (select coalesce(json_agg(json_build_array(s.is_sealed, s.for_users) order by s.child_id), '[]') from seals s where s.child_id = any(g.records)
      and ${isLatest('seals', 's')}) as seals,
    coalesce(
      (select d.district from child_addresses d where d.child_id = any(g.records) and d.district is not null and d.is_in_use
        and ${isLatest('child_addresses', 'd')}
        order by d.until_on desc nulls first, d.from_on desc nulls last, d.recorded_at desc, d.child_id, d.id limit 1),
      (select v.district from on_roll r join agency_versions v on v.agency_id = r.agency_id where r.child_id = any(g.records) and r.is_in_use
        and v.district is not null order by r.until_on desc nulls first, r.from_on desc, r.version desc, r.agency_id, v.version desc limit 1)) as district,
    (select coalesce(json_agg(distinct a.id), '[]') from facts f join agencies a on a.id = f.detail->>'school' and a.kind = 'school'
      where f.child_id = any(g.records) and f.type in ('off-roll', 'on-roll')) as schools_named,
    (select coalesce(json_agg(json_build_array(b.agency_id, b.on_day) order by b.on_day, b.agency_id), '[]')
      from siblings b where b.child_id = any(g.records) and b.is_in_use and not exists (select from siblings taken where taken.child_id = b.child_id
        and taken.sibling_id = b.sibling_id and taken.version > b.version and not taken.is_in_use)) as sibling_links,
    case when row_number() over (order by g.head) = 1 then
      (select coalesce(json_agg(json_build_array(a.id, a.kind, v.districts, v.oversees, v.closed_on is not null) order by a.id), '[]')
        from agencies a, lateral (select * from agency_versions v where v.agency_id = a.id order by version desc limit 1) as v where a.kind <> 'school')
    end as teams
  from groups g join child_assessments a on a.child_id = g.head
  order by g.head`,
)

/** Children by the ids of any of their records, each once, by head; those that do not exist are left out. */
export async function readChildren({ ask }: Transaction, ids: readonly string[], knownAt?: string): Promise<readonly StoredChild[]> {
  const rows = await ask(loadRows, ids, knownAt ?? null)
  const teams = (rows[0]?.teams ?? []).map(
    ([id, kind, districts, oversees, isClosing]): Team => ({ id, kind, districts, oversees, isClosing }),
  )
  return rows.map((row) => storedChild(row, teams))
}

/**
 * Children with their rows locked to the end of the transaction, in the order of their ids, before anything is read: so two people who record at once
 * come one after the other, and neither loses the other's.
 */
export async function holdChildren(transaction: Transaction, ids: readonly string[]): Promise<readonly HeldChild[]> {
  const [locked, children] = await Promise.all([transaction.ask(lockRows, ids), readChildren(transaction, ids)])
  const held = new Set(locked.map(({ id }) => id))
  // While we waited for a lock, records may have been joined: then not all are locked, and we begin anew.
  if (children.some(({ records }) => records.some((id) => !held.has(id)))) throw new Conflict('records were joined meanwhile')
  return children.map((child) => ({ ...child, isHeld: true }))
}

/** The one child of a record, held; nothing where there is no such record. */
export const holdChild = async (transaction: Transaction, id: string): Promise<HeldChild | undefined> =>
  (await holdChildren(transaction, [id]))[0]

function storedChild(row: LoadedRow, teams: readonly Team[]): StoredChild {
  const { head, records, version, assessed_on, next_change_on, duties, episodes, may_see, rest } = row
  const facts = row.facts.map(caseRecord)
  return {
    head,
    records,
    caseFile:
      row.date_of_birth === null
        ? undefined
        : { child: { id: head, dateOfBirth: row.date_of_birth, ...(row.ehcp.length > 0 && { ehcp: row.ehcp }) }, facts },
    facts,
    circumstances: {
      rolls: row.rolls.map(([agency, from, until]): Roll => ({ agency, from, until })),
      allocations: row.allocations.map(
        ([id, kind, duty, agency, user, from, until]): Allocation => ({ id, kind, duty, agency, user, from, until }),
      ),
      seals: row.seals.map(([isSealed, users]): Seal => ({ isSealed, users })),
      district: row.district,
      teams,
      schoolsNamed: row.schools_named,
      siblingLinks: row.sibling_links.map(([agency, on]): SiblingLink => ({ agency, on })),
    },
    stored: { version, assessedOn: assessed_on, nextChangeOn: next_change_on, duties, episodes, maySee: may_see, rest },
  }
}

export function caseRecord([id, type, on, by, recordedAt, detail, replaces, withdraws, note]: FactRow): CaseRecord {
  const common = { id, on, by, recordedAt: recordedAt.replace('+00:00', 'Z'), ...(note !== null && { note }) }
  if (withdraws !== null) return { ...common, withdraws } as CaseRecord
  return { ...common, type, ...(replaces !== null && { replaces }), ...(detail !== null && { detail }) } as CaseRecord
}

// ---- Recording -------------------------------------------------------------------------------------------------------------------------

/** Who records, for which agency if for one, and with which load, if with one. */
export interface Recorder {
  readonly by: string
  readonly agency?: string
  readonly load?: string
}

const insertFacts = statement<{ id: string; recorded_at: string; school: string | null }>(
  'insert_facts',
  `with moment as materialized (select clock_timestamp() as now)
  insert into facts (child_id, id, type, on_day, by, detail, replaces, withdraws, note, recorded_at, recorded_by, load_id, recorded_agency)
  select $1, r.id, r.type, r.on_day, r.by, r.detail, r.replaces, r.withdraws, r.note, coalesce(r.recorded_at, moment.now), $3, $4, $5
  from moment, jsonb_to_recordset($2::jsonb) as r(
    id text, type text, on_day date, by text, detail jsonb, replaces text, withdraws text, note text, recorded_at timestamptz)
  returning id, recorded_at, (select a.id from agencies a where a.id = detail->>'school' and a.kind = 'school' and type in ('off-roll', 'on-roll')) as school`,
)

/**
 * Adds records to a child that is held, under one of its records (its head unless named), at one moment unless they say when they were recorded. They are
 * well-formed and their ids new (`newId`). Returns the child with them; what follows from them is for `reassess`.
 */
export async function appendRecords(
  { ask }: Transaction,
  child: HeldChild,
  records: readonly CaseRecord[],
  { by, agency, load }: Recorder,
  under: string = child.head,
): Promise<HeldChild> {
  if (!child.records.includes(under)) throw new TypeError('a record can only be added under a record of the child that is held')
  const rows = records.map((record) => ({
    id: record.id,
    type: isWithdrawal(record) ? null : record.type,
    on_day: record.on,
    by: record.by,
    detail: isWithdrawal(record) ? null : record.detail,
    replaces: isWithdrawal(record) ? null : record.replaces,
    withdraws: isWithdrawal(record) ? record.withdraws : null,
    note: record.note,
    recorded_at: record.recordedAt,
  }))
  const added = await ask(insertFacts, under, JSON.stringify(rows), by, load ?? null, agency ?? null)
  const moments = new Map(added.map(({ id, recorded_at }) => [id, recorded_at]))
  const withMoments = records.map((record) => ({ ...record, recordedAt: moments.get(record.id) as string }))
  const facts = [...child.facts, ...withMoments]
  const { circumstances } = child
  const schools = added.flatMap(({ school }) => (school === null ? [] : [school]))
  return {
    ...child,
    facts,
    caseFile: child.caseFile && { ...child.caseFile, facts },
    circumstances: schools.length === 0 ? circumstances : { ...circumstances, schoolsNamed: [...circumstances.schoolsNamed, ...schools] },
  }
}

/** What is known of a child when its record is made. */
export interface NewChild {
  readonly id?: string
  readonly givenNames: string
  readonly familyName: string
  readonly knownAs?: string | null
  readonly dateOfBirth?: CivilDate
  readonly isDateOfBirthEstimated?: boolean
  readonly sex?: 'female' | 'male' | 'unknown' | null
  readonly upn?: string | null
  readonly nhsNumber?: string | null
  readonly ehcp?: Child['ehcp']
  readonly language?: string | null
  readonly needsInterpreter?: boolean | null
  readonly accessNeeds?: string | null
}

const insertChildren = statement<object>(
  'insert_children',
  `with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as r(id text, given_names text, family_name text, known_as text, date_of_birth date, estimated boolean,
      sex text, upn text, nhs_number text, ehcp jsonb, language text, needs_interpreter boolean, access_needs text, keys text[], name text,
      with_family text[])
  ),
  made as (insert into children (id, recorded_by) select id, $2 from given),
  known as (
    insert into child_versions (child_id, version, given_names, family_name, known_as, date_of_birth, date_of_birth_estimated, sex, upn, nhs_number, ehcp,
      language, needs_interpreter, access_needs, recorded_by)
    select id, 1, given_names, family_name, known_as, date_of_birth, estimated, sex, upn, nhs_number, ehcp, language, needs_interpreter, access_needs, $2
    from given
  ),
  findable as (insert into search_keys (child_id, keys, name, with_family)
    select id, array_to_tsvector(keys), name, array_to_tsvector(nullif(with_family, '{}')) from given)
  insert into child_assessments (child_id) select id from given`,
)

const ofNobody = (): FindableByFamily => ({ contacts: [], postcodes: [] })

/**
 * Makes records of children, with nothing recorded of them yet. Returns their ids, in the same order. `familyOf` says by what of a family they are found, where
 * that is put on record along with them.
 */
export async function addChildren<Given extends NewChild>(
  transaction: Transaction,
  children: readonly Given[],
  { by }: Recorder,
  familyOf: (child: Given) => FindableByFamily = ofNobody,
): Promise<readonly string[]> {
  const rows = children.map((child) => ({
    id: child.id ?? newId(),
    given_names: child.givenNames,
    family_name: child.familyName,
    known_as: child.knownAs,
    date_of_birth: child.dateOfBirth,
    estimated: child.isDateOfBirthEstimated ?? false,
    sex: child.sex,
    upn: child.upn,
    nhs_number: child.nhsNumber,
    ehcp: child.ehcp ?? [],
    language: child.language,
    needs_interpreter: child.needsInterpreter,
    access_needs: child.accessNeeds,
    keys: searchKeys(child),
    name: nameInOrder(child),
    with_family: keysWithFamily(child, familyOf(child)),
  }))
  await transaction.ask(insertChildren, JSON.stringify(rows), by)
  await addMatchKeys(
    transaction,
    children.map((described, place) => ({ id: rows[place]?.id ?? '', described })),
  )
  return rows.map(({ id }) => id)
}

// ---- Records that are one child ----------------------------------------------------------------------------------------------------------

const setHead = statement<object>(
  'set_head',
  `insert into same_child (child_id, version, head_id, why, recorded_by)
  select id, coalesce((select max(version) from same_child s where s.child_id = id), 0) + 1, $2, $3, $4 from unnest($1::text[]) as named(id)`,
)

const clearProjection = statement<object>(
  'clear_projection',
  `with d as (delete from duties where child_id = any($1)), e as (delete from episodes where child_id = any($1)),
    m as (delete from may_see where child_id = any($1))
  update child_assessments set version = version + 1, assessed_on = null, next_change_on = null, statuses = '[]', options = '[]', warnings = '[]', undated = '[]'
  where child_id = any($1)`,
)

/**
 * Makes two children one, or lets records go that are not: from now on `records`, which are held, are those of the child for whom `head` stands. No row of
 * theirs changes, and the same again with the heads they had undoes it. Both children are then to be held and assessed anew.
 */
export async function letStandFor(
  { ask }: Transaction,
  head: string,
  records: readonly string[],
  why: string,
  { by }: Recorder,
): Promise<void> {
  await ask(setHead, records, head, why, by)
  await ask(
    clearProjection,
    records.filter((id) => id !== head),
  )
}

// ---- Once, however often it is sent ------------------------------------------------------------------------------------------------------

/** A form or request that carries a key, so that sending it twice does once what it asks for. */
export interface KeyedRequest {
  readonly user: string
  readonly key: string
  readonly action: string
  /** A hash of what it carries. */
  readonly hash: string
}

const answerOfKey = statement<{ action: string; request_hash: string; answer: unknown }>(
  'answer_of_key',
  'select action, request_hash, answer from idempotency_keys where user_id = $1 and key = $2',
)

const keepAnswer = statement<object>(
  'keep_answer',
  'insert into idempotency_keys (user_id, key, action, request_hash, answer) values ($1, $2, $3, $4, $5)',
)

/**
 * Does the work of a request, unless it was done: then the answer of that time is given back (anything that JSON carries). Of two at once, the second to
 * come to its end begins anew and finds the first's. Refused where the key came with something else before.
 */
export async function once<Answer>(
  { ask, tell }: Transaction,
  { user, key, action, hash }: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly wasDone: boolean } | { readonly refused: 'key-of-another-request' }> {
  const [before] = await ask(answerOfKey, user, key)
  if (before) {
    return before.action === action && before.request_hash === hash
      ? { answer: before.answer as Answer, wasDone: true }
      : { refused: 'key-of-another-request' }
  }
  const answer = await work()
  tell(keepAnswer, user, key, action, hash, JSON.stringify(answer))
  return { answer, wasDone: false }
}
