import type { CivilDate } from '../calendar/civil-date.ts'
import { isSealed } from './access.ts'
import type { HeldChild, Recorder } from './cases.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, isLatest, MEMBERS } from './records.ts'

/*
 * Brothers and sisters. A link stands under both children; nothing is overwritten, and one that was a mistake gets a later version that says so.
 */

export const siblingRelations = ['full', 'half', 'step', 'household'] as const
export type SiblingRelation = (typeof siblingRelations)[number]

/** A link from a child to another, as it was put on record last. */
export interface StoredSibling {
  /** The record that stands for the other child. */
  readonly head: string
  readonly relation: SiblingRelation
  readonly fromWhom: string
  readonly name: string
  /** RFC 3339. */
  readonly recordedAt: string
}

const siblingsOf = statement<StoredSibling>(
  'siblings_of',
  `with ${MEMBERS}
  select distinct on (head) ${headOf('s.sibling_id')} as head, s.relation, s.from_whom as "fromWhom", coalesce(u.name, s.recorded_by) as name,
    s.recorded_at as "recordedAt"
  from siblings s left join users u on u.id = s.recorded_by
  where s.child_id in (select id from members) and s.is_in_use and ${isLatest('siblings', 's')} and ${headOf('s.sibling_id')} not in (select id from members)
  order by head, s.recorded_at desc`,
)

/** The brothers and sisters of a child that are on record. Which of them may be seen is for the caller to ask. */
export const readSiblings = ({ ask }: Transaction, child: string): Promise<readonly StoredSibling[]> => ask(siblingsOf, [child])

const insertSibling = statement<object>(
  'insert_sibling',
  `insert into siblings (child_id, sibling_id, version, relation, from_whom, on_day, is_in_use, recorded_by, agency_id)
  select pair.child, pair.other, coalesce((select max(version) from siblings s where s.child_id = pair.child and s.sibling_id = pair.other), 0) + 1,
    $3, $4, $5, true, $6, $7
  from (values ($1, $2), ($2, $1)) as pair(child, other)`,
)

const takenBack = statement<object>(
  'take_siblings_back',
  `insert into siblings (child_id, sibling_id, version, relation, from_whom, on_day, is_in_use, recorded_by, agency_id)
  select s.child_id, s.sibling_id, s.version + 1, s.relation, $3, $4, false, $5, $6 from siblings s
  where ((s.child_id = any($1) and s.sibling_id = any($2)) or (s.child_id = any($2) and s.sibling_id = any($1))) and s.is_in_use and ${isLatest('siblings', 's')}`,
)

/** Says that two children that are held belong together. What follows is for `reassess`, once they are read anew. */
export async function linkSiblings(
  { ask }: Transaction,
  child: HeldChild,
  sibling: HeldChild,
  { relation, fromWhom, on }: Pick<StoredSibling, 'relation' | 'fromWhom'> & { readonly on: CivilDate },
  { by, agency }: Required<Pick<Recorder, 'by' | 'agency'>>,
): Promise<void> {
  await ask(insertSibling, child.head, sibling.head, relation, fromWhom, on, by, agency)
}

/** Says that it was a mistake, under whichever of their records it stands. */
export async function unlinkSiblings(
  { ask }: Transaction,
  child: HeldChild,
  sibling: HeldChild,
  { why, on }: { readonly why: string; readonly on: CivilDate },
  { by, agency }: Required<Pick<Recorder, 'by' | 'agency'>>,
): Promise<void> {
  await ask(takenBack, child.records, sibling.records, why, on, by, agency)
}

const unsealed = statement<{ head: string }>(
  'unsealed_among',
  `select distinct ${headOf('c.id')} as head from unnest((select $1::text[])) as named(id) join children c on c.id = named.id where not ${isSealed('c.id')} order by head`,
)

/** The children of some records, by their heads, that are not sealed: for whoever may match. */
export const unsealedAmong = async ({ ask }: Transaction, records: readonly string[]): Promise<readonly string[]> =>
  records.length === 0 ? [] : (await ask(unsealed, records)).map(({ head }) => head)
