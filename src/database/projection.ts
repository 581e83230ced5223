import type { Calendar } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../casefile/assessment.ts'
import { standingFacts } from '../casefile/standing.ts'
import { assess, inOrder, nextChangeOn } from '../guidance/assess.ts'
import type { Settings } from '../guidance/settings.ts'
import { whoMaySee } from '../sharing/access.ts'
import { type Duty, dutyKey, type Owners } from '../sharing/circumstances.ts'
import { nextAllocationChange, ownersOf } from '../sharing/owners.ts'
import { rollsAsFactsTell } from '../sharing/rolls.ts'
import type { SharingSettings } from '../sharing/settings.ts'
import {
  type DutyRow,
  type EpisodeRow,
  type HeldChild,
  holdChildren,
  type MaySeeRow,
  ofDuty,
  readChildren,
  type StoredChild,
  type StoredProjection,
} from './cases.ts'
import { addMatchKeysOf, withoutMatchKeys } from './match-keys.ts'
import { alertOf, type Doer, type Whom } from './outbox.ts'
import { type Database, statement, type Transaction } from './pool.ts'
import { headOf } from './records.ts'
import { remakeSearchKeys, withOtherSearchKeys } from './search.ts'

/*
 * What the guidance says of each child, who owes it and who may see the child, in tables, for lists and reports: written with the facts that it follows from,
 * and rebuilt from them at any time.
 */

/** What the guidance is asked with. */
export interface Rules {
  readonly calendar: Calendar
  readonly settings: Settings
  readonly sharing: SharingSettings
}

/** The guidance's answer about a child, and what follows from it, as rows. */
interface Projected {
  readonly assessedOn: CivilDate | null
  readonly nextChangeOn: CivilDate | null
  readonly duties: readonly DutyRow[]
  readonly episodes: readonly EpisodeRow[]
  readonly maySee: readonly MaySeeRow[]
  readonly rest: readonly [statuses: unknown, options: unknown, warnings: unknown, undated: unknown]
}

/**
 * Asks the guidance about children that are held and stores its answer. Returns the answers, none for a child without a date of birth. Where it is said who did
 * what it follows from, others who then have something to do that they had not are told that they do.
 */
export async function reassess(
  transaction: Transaction,
  children: readonly HeldChild[],
  rules: Rules,
  day: Day,
  by?: Doer,
): Promise<readonly (Assessment | undefined)[]> {
  const answers = children.map(({ caseFile }) => caseFile && assess(caseFile, rules.calendar, rules.settings, day))
  const all = children.map((child, place) => ({ child, projected: projectionOf(child, answers[place], rules, day) }))
  write(transaction, all)
  if (by)
    alertOf(
      transaction,
      rules.calendar,
      day,
      all.flatMap(({ child, projected }) => newOwners(child, projected, civilDate(day))),
      by,
    )
  return answers
}

/** Who has an open duty of a child that they did not have as it was stored before. */
function newOwners({ head, stored }: StoredChild, { duties }: Projected, today: CivilDate): readonly Whom[] {
  const ownersOn = (day: CivilDate | null, row: DutyRow): readonly Whom[] =>
    day === null || row[ofDuty.outcome] !== null || row[ofDuty.startedOn] > day
      ? []
      : row[ofDuty.ownerAgencies].map((agency) => ({ agency, person: row[ofDuty.ownerUser], child: head }))
  const before = new Map(stored.duties.map((row) => [keyOf(row, DUTY_KEY), ownersOn(stored.assessedOn, row)]))
  return duties.flatMap((row) => {
    const had = before.get(keyOf(row, DUTY_KEY)) ?? []
    return ownersOn(today, row).filter(({ agency, person }) => !had.some((one) => one.agency === agency && one.person === person))
  })
}

function projectionOf(child: StoredChild, answer: Assessment | undefined, rules: Rules, day: Day): Projected {
  const { caseFile } = child
  const today = civilDate(day)
  const facts = standingFacts(child)
  const circumstances = { ...child.circumstances, rolls: rollsAsFactsTell(child.circumstances, facts) }
  const duties = (answer?.duties ?? []).map((duty) => {
    const known = dutyForSharing(duty)
    return { duty, known: { ...known, owners: ownersOf(known, circumstances, facts, today) } }
  })
  const episodes = answer?.episodes ?? []
  const hasDateOfBirth = caseFile !== undefined
  const known = { facts, hasDateOfBirth, episodes, duties: duties.map(({ known }) => known), circumstances }
  const next = caseFile ? nextChangeOn(caseFile, rules.calendar, rules.settings, day) : null
  return {
    assessedOn: answer ? today : null,
    nextChangeOn: earlier(next === null ? null : civilDate(next), nextAllocationChange(circumstances.allocations, today)),
    duties: duties.map(({ duty, known: { owners } }) => dutyRow(duty, owners)),
    episodes: episodeRows(episodes),
    maySee: whoMaySee(known, rules.sharing, today).map(({ agency, user, relationship, from, until }) => [
      agency,
      user,
      relationship,
      from,
      until,
    ]),
    rest: answer ? [answer.statuses, answer.options, answer.warnings, answer.undated] : [[], [], [], []],
  }
}

const earlier = (one: CivilDate | null, other: CivilDate | null): CivilDate | null =>
  one === null || (other !== null && other < one) ? other : one

const closedStates: readonly string[] = ['done', 'late', 'set-aside', 'lapsed']

const dutyForSharing = ({ clause, pathway, service, startedOn, because, owner, dischargedOn, lapsedOn }: AssessedDuty): Duty => ({
  key: dutyKey(clause, pathway, service ?? '', startedOn, because[0] ?? ''),
  owner,
  startedOn,
  closedOn: dischargedOn ?? lapsedOn,
})

const dutyRow = (duty: AssessedDuty, owners: Owners): DutyRow => [
  duty.clause,
  duty.pathway,
  duty.service ?? '',
  duty.startedOn,
  duty.because[0] ?? '',
  duty.because,
  duty.force,
  duty.owner,
  duty.dueOn,
  duty.dueFrom,
  closedStates.includes(duty.state) ? duty.state : null,
  duty.dischargedOn,
  duty.dischargedBy,
  duty.lapsedOn,
  duty.lapsedBy,
  owners.agencies,
  owners.user,
]

const episodeRows = (episodes: readonly AssessedEpisode[]): EpisodeRow[] =>
  episodes.map(({ pathway, openedOn, endedOn }, place) => {
    const sameBefore = episodes.slice(0, place).filter((other) => other.pathway === pathway && other.openedOn === openedOn)
    return [pathway, openedOn, sameBefore.length, endedOn]
  })

// ---- Reading ---------------------------------------------------------------------------------------------------------------------------

/** A duty as it is stored, on a day; how its date was arrived at is asked of the guidance when it is shown. */
export type StoredDuty = Omit<AssessedDuty, 'calculation'>

/**
 * The duties of a child on a day from its assessment on, and before its next change: whether they are upcoming, open or overdue follows from the day. In the
 * order of the guidance's answer.
 */
export const dutiesOn = ({ stored }: StoredChild, day: Day): readonly StoredDuty[] =>
  stored.duties.map((row) => storedDuty(row, civilDate(day))).sort(inOrder)

function storedDuty(row: DutyRow, day: CivilDate): StoredDuty {
  const [
    clause,
    pathway,
    service,
    startedOn,
    ,
    because,
    force,
    owner,
    dueOn,
    dueFrom,
    outcome,
    dischargedOn,
    dischargedBy,
    lapsedOn,
    lapsedBy,
  ] = row
  const open = startedOn > day ? 'upcoming' : dueOn === null || day <= dueOn ? 'open' : 'overdue'
  return {
    ...{ clause, pathway, startedOn, because, dueOn, dischargedOn, dischargedBy, lapsedOn, lapsedBy },
    ...({ force, owner, dueFrom, service: service || null, state: outcome ?? open } as Pick<
      StoredDuty,
      'force' | 'owner' | 'dueFrom' | 'service' | 'state'
    >),
  }
}

// ---- Writing ---------------------------------------------------------------------------------------------------------------------------

const DUTY_KEY = 5
const EPISODE_KEY = 3
const MAY_SEE_KEY = 4

const writeRows = statement<object>(
  'write_projection',
  `with
  duties_gone as (
    delete from duties d using jsonb_to_recordset($2::jsonb) as r(child_id text, clause text, pathway text, service text, started_on date, first_because text)
    where d.child_id = r.child_id and d.clause = r.clause and d.pathway = r.pathway and d.service = r.service and d.started_on = r.started_on
      and d.first_because = r.first_because
  ),
  duties_put as (
    insert into duties select * from jsonb_to_recordset($3::jsonb) as r(child_id text, clause text, pathway text, service text, started_on date,
      first_because text, because text[], force text, owner text, due_on date, due_from text, outcome text, discharged_on date, discharged_by text,
      lapsed_on date, lapsed_by text, owner_agencies text[], owner_user text)
    on conflict (child_id, clause, pathway, service, started_on, first_because) do update set because = excluded.because, force = excluded.force,
      owner = excluded.owner, due_on = excluded.due_on, due_from = excluded.due_from, outcome = excluded.outcome, discharged_on = excluded.discharged_on,
      discharged_by = excluded.discharged_by, lapsed_on = excluded.lapsed_on, lapsed_by = excluded.lapsed_by, owner_agencies = excluded.owner_agencies,
      owner_user = excluded.owner_user
  ),
  episodes_gone as (
    delete from episodes e using jsonb_to_recordset($4::jsonb) as r(child_id text, pathway text, opened_on date, place integer)
    where e.child_id = r.child_id and e.pathway = r.pathway and e.opened_on = r.opened_on and e.place = r.place
  ),
  episodes_put as (
    insert into episodes select * from jsonb_to_recordset($5::jsonb) as r(child_id text, pathway text, opened_on date, place integer, ended_on date)
    on conflict (child_id, pathway, opened_on, place) do update set ended_on = excluded.ended_on
  ),
  may_see_gone as (
    delete from may_see m using jsonb_to_recordset($6::jsonb) as r(child_id text, agency_id text, user_id text, relationship text, from_on date)
    where m.child_id = r.child_id and m.agency_id = r.agency_id and m.user_id = r.user_id and m.relationship = r.relationship and m.from_on = r.from_on
  ),
  may_see_put as (
    insert into may_see (child_id, agency_id, user_id, relationship, from_on, until_on) select * from jsonb_to_recordset($7::jsonb) as r(child_id text,
      agency_id text, user_id text, relationship text, from_on date, until_on date)
    on conflict (child_id, agency_id, user_id, relationship, from_on) do update set until_on = excluded.until_on
  )
  update child_assessments a set version = a.version + 1, assessed_on = r.assessed_on, next_change_on = r.next_change_on, statuses = r.statuses,
    options = r.options, warnings = r.warnings, undated = r.undated
  from jsonb_to_recordset($1::jsonb) as r(child_id text, assessed_on date, next_change_on date, statuses jsonb, options jsonb, warnings jsonb, undated jsonb)
  where a.child_id = r.child_id`,
)

const dutyColumns = [
  ...['clause', 'pathway', 'service', 'started_on', 'first_because', 'because', 'force', 'owner', 'due_on', 'due_from'],
  ...['outcome', 'discharged_on', 'discharged_by', 'lapsed_on', 'lapsed_by', 'owner_agencies', 'owner_user'],
]
const episodeColumns = ['pathway', 'opened_on', 'place', 'ended_on']
const maySeeColumns = ['agency_id', 'user_id', 'relationship', 'from_on', 'until_on']

function write({ tell }: Transaction, all: readonly { child: HeldChild; projected: Projected }[]): void {
  const tables = [
    changesOf(all, dutyColumns, DUTY_KEY, ({ duties }) => duties),
    changesOf(all, episodeColumns, EPISODE_KEY, ({ episodes }) => episodes),
    changesOf(all, maySeeColumns, MAY_SEE_KEY, ({ maySee }) => maySee),
  ]
  const assessments = all.map(({ child, projected }) => {
    const [statuses, options, warnings, undated] = projected.rest
    const { assessedOn, nextChangeOn } = projected
    return { child_id: child.head, assessed_on: assessedOn, next_change_on: nextChangeOn, statuses, options, warnings, undated }
  })
  const rows = [assessments, ...tables.flatMap(({ gone, put }) => [gone, put])]
  tell(writeRows, ...rows.map((some) => JSON.stringify(some)))
}

/** What has to go from a table and what has to be put there, for all children. */
function changesOf<Row extends readonly unknown[]>(
  all: readonly { child: HeldChild; projected: Projected }[],
  columns: readonly string[],
  key: number,
  rowsOf: (rows: StoredProjection | Projected) => readonly Row[],
): { gone: object[]; put: object[] } {
  const both = all.map(({ child, projected }) => ({ head: child.head, ...changes(rowsOf(child.stored), rowsOf(projected), key) }))
  return {
    gone: both.flatMap(({ head, gone }) => gone.map((row) => named(head, columns, row))),
    put: both.flatMap(({ head, put }) => put.map((row) => named(head, columns, row))),
  }
}

const named = (child: string, columns: readonly string[], row: readonly unknown[]): object => ({
  child_id: child,
  ...Object.fromEntries(columns.map((column, place) => [column, row[place]])),
})

/** What a row is known by: as many of its first columns as its table's key has. */
const keyOf = (row: readonly unknown[], columns: number): string => JSON.stringify(row.slice(0, columns))

/** What has to go and what has to be put to make the stored rows those that there should be. */
function changes<Row extends readonly unknown[]>(stored: readonly Row[], wanted: readonly Row[], key: number): { gone: Row[]; put: Row[] } {
  const before = new Map(stored.map((row) => [keyOf(row, key), row]))
  const put: Row[] = []
  for (const row of wanted) {
    const old = before.get(keyOf(row, key))
    before.delete(keyOf(row, key))
    if (old === undefined || JSON.stringify(old) !== JSON.stringify(row)) put.push(row)
  }
  return { gone: [...before.values()], put }
}

// ---- Every child -----------------------------------------------------------------------------------------------------------------------

/** How far a walk over all children is: so many of so many records. */
export type OnProgress = (done: number, of: number) => void

const TOGETHER = 100

const nextHeads = statement<{ id: string; records: number }>(
  'next_heads',
  `select a.child_id as id from child_assessments a
  where a.child_id > $1 and ${headOf('a.child_id')} = a.child_id
  order by a.child_id limit ${TOGETHER}`,
)

const countChildren = statement<{ count: number }>('count_children', 'select count(*) as count from child_assessments')

/** Goes over every child, some at a time, each in a transaction of its own. What comes meanwhile may be met or not. */
async function overAll(
  database: Database,
  work: (transaction: Transaction, ids: readonly string[]) => Promise<void>,
  onProgress: OnProgress,
): Promise<void> {
  const [counted] = await database.inTransaction(({ ask }) => ask(countChildren))
  const of = counted?.count ?? 0
  let done = 0
  for (let after = ''; ; ) {
    const ids = await database.inTransaction(async (transaction) => {
      const heads = (await transaction.ask(nextHeads, after)).map(({ id }) => id)
      if (heads.length > 0) await work(transaction, heads)
      return heads
    })
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    done += ids.length
    onProgress(done, of)
  }
  onProgress(of, of)
}

/** Assesses every child anew for a day and stores the answers, and by what its records are found. Can be broken off and run again. */
export async function rebuild(database: Database, rules: Rules, day: Day, onProgress: OnProgress = () => {}): Promise<void> {
  await overAll(
    database,
    async (transaction, ids) => {
      const held = await holdChildren(transaction, ids)
      await reassess(transaction, held, rules, day)
      const records = held.flatMap(({ records }) => records)
      await remakeSearchKeys(transaction, records)
      await addMatchKeysOf(transaction, records)
    },
    onProgress,
  )
  await database.inTransaction(({ ask }) => ask(clearRowsOfNobody))
}

/** Records for which another stands. */
const OTHERS = `others as (
    select child_id from (select distinct on (child_id) child_id, head_id from same_child order by child_id, version desc) latest where head_id <> child_id
  )`

const clearRowsOfNobody = statement<object>(
  'clear_rows_of_nobody',
  `with ${OTHERS},
  d as (delete from duties where child_id in (select child_id from others)),
  e as (delete from episodes where child_id in (select child_id from others))
  delete from may_see where child_id in (select child_id from others)`,
)

/** A child whose stored answer is not the guidance's. */
export interface Difference {
  readonly child: string
  /** What differs, by the names of tables and columns. */
  readonly what: readonly string[]
}

/** What a check of every child found. */
export interface Checked {
  readonly children: number
  readonly different: readonly Difference[]
  /** Children whose answer has changed by itself since, and whom the sweep has not come to; they are judged on the day of their assessment. */
  readonly unswept: number
}

/** Asks the guidance about every child anew and compares with what is stored. Changes nothing. */
export async function check(database: Database, rules: Rules, day: Day, onProgress: OnProgress = () => {}): Promise<Checked> {
  const different: Difference[] = []
  let [children, unswept] = [0, 0]
  await overAll(
    database,
    async (transaction, ids) => {
      const read = await readChildren(transaction, ids)
      const records = read.flatMap(({ records }) => records)
      const [foundByOther, metByLess] = [
        new Set(await withOtherSearchKeys(transaction, records)),
        new Set(await withoutMatchKeys(transaction, records)),
      ]
      for (const child of read) {
        children++
        const { assessedOn, nextChangeOn } = child.stored
        const isUnswept = assessedOn !== null && nextChangeOn !== null && dayOf(nextChangeOn) <= day
        if (isUnswept) unswept++
        const what = [
          ...differencesOf(child, rules, isUnswept ? dayOf(assessedOn) : day),
          ...(child.records.some((id) => foundByOther.has(id)) ? ['search_keys'] : []),
          ...(child.records.some((id) => metByLess.has(id)) ? ['match_keys'] : []),
        ]
        if (what.length > 0) different.push({ child: child.head, what })
      }
    },
    onProgress,
  )
  const strays = await database.inTransaction(({ ask }) => ask(rowsOfNobody))
  return { children, different: [...different, ...strays.map(({ id, what }) => ({ child: id, what }))], unswept }
}

/** What is stored under records for which another stands, where nobody looks for it. */
const rowsOfNobody = statement<{ id: string; what: readonly string[] }>(
  'rows_of_nobody',
  `with ${OTHERS},
  rows as (
    select child_id, 'duties' as what from duties join others using (child_id)
    union select child_id, 'episodes' from episodes join others using (child_id)
    union select child_id, 'may_see' from may_see join others using (child_id)
  )
  select child_id as id, array_agg(what order by what) as what from rows group by child_id order by child_id`,
)

/** Where the stored answer about a child differs from the guidance's on a day: names of tables and columns. */
function differencesOf(child: StoredChild, rules: Rules, day: Day): readonly string[] {
  const answer = child.caseFile && assess(child.caseFile, rules.calendar, rules.settings, day)
  const fresh = projectionOf(child, answer, rules, day)
  const { stored } = child
  const isChanged = <Row extends readonly unknown[]>(rows: readonly Row[], wanted: readonly Row[], key: number) => {
    const { gone, put } = changes(rows, wanted, key)
    return gone.length + put.length > 0
  }
  return [
    ...((stored.assessedOn === null) === (fresh.assessedOn === null) ? [] : ['child_assessments.assessed_on']),
    ...(stored.nextChangeOn === fresh.nextChangeOn ? [] : ['child_assessments.next_change_on']),
    ...(isChanged(stored.duties, fresh.duties, DUTY_KEY) ? ['duties'] : []),
    ...(isChanged(stored.episodes, fresh.episodes, EPISODE_KEY) ? ['episodes'] : []),
    ...(isChanged(stored.maySee, fresh.maySee, MAY_SEE_KEY) ? ['may_see'] : []),
    ...(sameJson(JSON.parse(stored.rest), fresh.rest) ? [] : ['child_assessments: statuses, options, warnings, undated']),
  ]
}

/** Whether two values are the same, whatever the order of their members. */
function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const [members, others] = [Object.entries(one), new Map(Object.entries(other))]
  return members.length === others.size && members.every(([name, value]) => others.has(name) && sameJson(value, others.get(name)))
}
