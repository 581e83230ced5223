import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import { deletionGrounds, type GroundLetter, groundLetters } from '../casefile/deletion-grounds.ts'
import type { ReturnContent, ReturnTold } from '../casefile/deletion-return.ts'
import { relationshipsShowing } from '../sharing/fields.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSealed, isSeenAs } from './access.ts'
import { newId } from './ids.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf } from './records.ts'

export interface NewReturn extends ReturnTold {
  readonly child: string
  readonly agency: string
  readonly regulations: string
  readonly facts: readonly string[]
}

export interface DeletionReturn extends NewReturn {
  readonly id: string
  /** RFC 3339. */
  readonly recordedAt: string
  /** The name of the user. */
  readonly recordedBy: string
}

const insertReturns = statement<object>(
  'insert_deletion_returns',
  `insert into deletion_returns (child_id, id, agency_id, deleted_on, ground, regulations, content, facts, recorded_by)
  select child_id, id, agency_id, deleted_on, ground, regulations, content, facts, $2
  from jsonb_to_recordset($1::jsonb) as r(child_id text, id text, agency_id text, deleted_on date, ground text, regulations text, content jsonb, facts text[])`,
)

/** Puts returns on record. Gives their ids, in the same order. */
export async function addReturns({ ask }: Transaction, made: readonly NewReturn[], by: string): Promise<readonly string[]> {
  const rows = made.map(({ child, agency, deletedOn, ...more }) => ({
    ...{ id: newId(), child_id: child, agency_id: agency, deleted_on: deletedOn },
    ...more,
  }))
  await ask(insertReturns, JSON.stringify(rows), by)
  return rows.map(({ id }) => id)
}

interface ReturnRow {
  readonly child_id: string
  readonly id: string
  readonly agency_id: string
  readonly deleted_on: CivilDate
  readonly ground: GroundLetter
  readonly regulations: string
  readonly content: ReturnContent
  readonly facts: readonly string[]
  readonly recorded_at: string
  readonly recorded_by: string
}

const COLUMNS = `r.id, r.agency_id, r.deleted_on, r.ground, r.regulations, r.content, r.facts, r.recorded_at,
    coalesce((select u.name from users u where u.id = r.recorded_by), r.recorded_by) as recorded_by`

const returnOf = (row: ReturnRow): DeletionReturn => ({
  child: row.child_id,
  id: row.id,
  agency: row.agency_id,
  deletedOn: row.deleted_on,
  ground: row.ground,
  regulations: row.regulations,
  content: row.content,
  facts: row.facts,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
})

const returnsOfSchool = statement<ReturnRow>(
  'returns_of_school',
  `select r.child_id, ${COLUMNS}
  from deletion_returns r
  where r.agency_id = $1 and ($2::text is null or r.id = $2)
    and not ${isSealed('r.child_id')} order by r.recorded_at desc, r.id limit $3 offset $4`,
)

/** The returns of a school, the last first, or the one of an id: what it told itself. Of a child that has been sealed since it has none any more. */
export const readReturns = async (
  { ask }: Transaction,
  { agency, id, limit, offset }: { readonly agency: string; readonly id?: string; readonly limit: number; readonly offset: number },
): Promise<readonly DeletionReturn[]> => (await ask(returnsOfSchool, agency, id ?? null, limit, offset)).map(returnOf)

// ---- Which children a school has returned ------------------------------------------------------------------------------------------------

/** That a school has returned a child. */
export interface Returned {
  /** The head of the child. */
  readonly head: string
  readonly deletedOn: CivilDate
}

const returnedBy = statement<{ head: string; deleted_on: CivilDate }>(
  'returned_by_school',
  `select ${headOf('r.child_id')} as head, r.deleted_on from deletion_returns r
  where r.agency_id = $1 and r.deleted_on >= $2 and not ${isSealed('r.child_id')} order by r.deleted_on`,
)

/** The children whom a school has returned as off its register on a day or later, the first day first; but for those that have been sealed since. */
export const readReturned = async ({ ask }: Transaction, agency: string, from: CivilDate): Promise<readonly Returned[]> =>
  (await ask(returnedBy, agency, from)).map(({ head, deleted_on }) => ({ head, deletedOn: deleted_on }))

// ---- As others see them ------------------------------------------------------------------------------------------------------------------

/** A return for somebody of the council, who sees where the child is. */
export interface ReturnOfOthers extends DeletionReturn {
  /** The head of the child. */
  readonly child: string
  readonly school: string
  /** The next school, where it is one of the county. */
  readonly nextSchool: string | null
  /** Nobody knows where the child goes, and it is missing education still. */
  readonly isOpen: boolean
}

/** Which returns are asked for. */
export interface ReturnsAsked {
  readonly id?: string | undefined
  readonly ground?: GroundLetter | undefined
  readonly school?: string | undefined
  readonly limit: number
  readonly offset: number
}

interface RowOfOthers extends ReturnRow {
  readonly school: string | null
  readonly next_school: string | null
  readonly is_open: boolean
}

/** `$1` to `$3`: agency, user and day; `$4`: relationships that show where a child is; `$5` to `$7`: an id, a ground, a school; `$8`: grounds that need a next school. */
const returnsSeen = statement<RowOfOthers>(
  'returns_seen',
  `select c.head as child_id, ${COLUMNS}, ${nameOfAgency('r.agency_id')} as school, ${nameOfAgency(`r.content->>'nextSchool'`)} as next_school,
    r.ground = any($8) and not r.content ?| array['nextSchool', 'nextSchoolName']
      and exists (select from episodes e where e.child_id = c.head and e.pathway = 'cme' and e.ended_on is null) as is_open
  from deletion_returns r, lateral (select ${headOf('r.child_id')} as head) as c
  where ${isSeenAs('c.head', '$1', '$2', '$3', '$4')} and ($5::text is null or r.id = $5) and ($6::text is null or r.ground = $6)
    and ($7::text is null or r.agency_id = $7)
  order by is_open desc, r.recorded_at desc, r.id limit $9 offset $10`,
)

const needNextSchool = groundLetters.filter((letter) => deletionGrounds[letter].leavesTo === 'next-school')

/**
 * The returns of children of whom an actor sees where they are: a return says little else. Those come first of whom nobody knows where they go and who are missing
 * education still; among equals the last first.
 */
export async function readReturnsSeen(
  { ask }: Transaction,
  { agency, user, role }: Actor,
  today: Day,
  { id, ground, school, limit, offset }: ReturnsAsked,
): Promise<readonly ReturnOfOthers[]> {
  const showing = relationshipsShowing(role, 'locating')
  const which = [id ?? null, ground ?? null, school ?? null, needNextSchool]
  const rows = await ask(returnsSeen, agency.id, user, civilDate(today), showing, ...which, limit, offset)
  return rows.map((row) => ({
    ...returnOf(row),
    school: row.school ?? row.agency_id,
    nextSchool: row.next_school,
    isOpen: row.is_open,
  }))
}

const returnsOfFacts = statement<{ id: string; agency_id: string; facts: readonly string[] }>(
  'returns_of_child',
  'select id, agency_id, facts from deletion_returns where child_id = any($1)',
)

/** The returns of which facts of a child came, by the ids of the facts. Who may open them is for the caller to ask. */
export async function readReturnsOfFacts(
  { ask }: Transaction,
  records: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly agency: string }>> {
  const rows = await ask(returnsOfFacts, records)
  return new Map(rows.flatMap(({ id, agency_id, facts }) => facts.map((fact) => [fact, { id, agency: agency_id }] as const)))
}
