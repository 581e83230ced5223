import type { CivilDate } from '../calendar/civil-date.ts'
import type { GroundLetter } from '../casefile/deletion-grounds.ts'
import { isSealed } from './access.ts'
import { newId } from './ids.ts'
import { statement, type Transaction } from './pool.ts'

/** A parent with whom the pupil normally lives. */
export interface ParentReturned {
  readonly name: string
  readonly address: string
  /** At least one number on which they can be reached in an emergency. */
  readonly phone: string
}

/** What a return says beside its ground and day: the content that regulation 13 asks for. */
export interface ReturnContent {
  readonly address: string
  readonly parents: readonly ParentReturned[]
  /** Where the pupil will live, and from when. */
  readonly movesTo?: string
  readonly movesOn?: CivilDate
  /** The next school, and the first day there. A school of the county by its id. */
  readonly nextSchool?: string
  readonly nextSchoolName?: string
  readonly startsOn?: CivilDate
  /** What school and council did to find the child. */
  readonly enquiries?: string
}

export interface NewReturn {
  readonly child: string
  readonly agency: string
  readonly deletedOn: CivilDate
  readonly ground: GroundLetter
  readonly regulations: string
  readonly content: ReturnContent
  readonly facts: readonly string[]
}

export interface DeletionReturn extends NewReturn {
  readonly id: string
  /** RFC 3339. */
  readonly recordedAt: string
  /** The name of the user. */
  readonly recordedBy: string
}

const insertReturn = statement<object>(
  'insert_deletion_return',
  `insert into deletion_returns (child_id, id, agency_id, deleted_on, ground, regulations, content, facts, recorded_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
)

export async function addReturn({ ask }: Transaction, made: NewReturn, by: string): Promise<string> {
  const id = newId()
  const { child, agency, deletedOn, ground, regulations, content, facts } = made
  await ask(insertReturn, child, id, agency, deletedOn, ground, regulations, JSON.stringify(content), facts, by)
  return id
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

const returnsOfSchool = statement<ReturnRow>(
  'returns_of_school',
  `select r.child_id, r.id, r.agency_id, r.deleted_on, r.ground, r.regulations, r.content, r.facts, r.recorded_at, coalesce(u.name, r.recorded_by) as recorded_by
  from deletion_returns r left join users u on u.id = r.recorded_by
  where r.agency_id = $1 and ($2::text is null or r.id = $2)
    and not ${isSealed('r.child_id')} order by r.recorded_at desc, r.id limit $3 offset $4`,
)

/** The returns of a school, the last first, or the one of an id: what it told itself. Of a child that has been sealed since it has none any more. */
export const readReturns = async (
  { ask }: Transaction,
  { agency, id, limit, offset }: { readonly agency: string; readonly id?: string; readonly limit: number; readonly offset: number },
): Promise<readonly DeletionReturn[]> =>
  (await ask(returnsOfSchool, agency, id ?? null, limit, offset)).map((row) => ({
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
  }))
