import { civilDate, type Day } from '../calendar/civil-date.ts'
import { type Comparison, compare } from '../people/comparison.ts'
import { comparable, type Described } from '../people/described.ts'
import { matchKeys } from '../people/match-keys.ts'
import { openLexicon } from '../people/words.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeenOrNull, sealedRecords } from './access.ts'
import { describedFrom, STORED, type StoredAddress, type StoredVersion } from './match-keys.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf, othersOf } from './records.ts'

/*
 * Which children on record somebody may be who was described: those that share a key with the description, compared by the rules of src/people. Children whose
 * case is closed, and who moved, are among them. A sealed child is found by those alone whom its seal lists.
 */

/** A child that may be the one that was described. */
export interface Candidate {
  /** The record that stands for the child. */
  readonly head: string
  /** The record of the child that is most like the description. */
  readonly record: string
  readonly comparison: Comparison
}

/** The agency for which somebody looks, and the day: so that they find those whom they may see, and nobody else. */
export interface SeenBy {
  readonly agency: string
  readonly today: Day
}

interface CandidateRow {
  readonly head: string
  readonly id: string
  readonly versions: readonly StoredVersion[]
  readonly addresses: readonly StoredAddress[]
}

/** So many records of one key are looked at: of a key that more have, the others share other keys. */
const MOST_OF_A_KEY = 100
/** So many records are compared: those with most keys in common, where a key that few records have counts for more. */
const MOST_COMPARED = 20

/**
 * `$1`: keys; `$2`: the user who asks; `$3` and `$4`: the agency and the day, where those alone are looked for whom the user may see. Whom a seal keeps from the
 * user, or who is not to be found, takes no place among those who are.
 */
const candidateRows = statement<CandidateRow>(
  'match_candidates',
  `with sealed as materialized (${sealedRecords('$2')}),
  met as (
    select hit.child_id, count(*) over (partition by asked.key) as records
    from unnest($1::integer[]) as asked(key), lateral (select k.child_id from match_keys k where k.key = asked.key limit ${MOST_OF_A_KEY}) as hit
  ),
  shared as (
    select child_id, sum(case when records <= 4 then 8 when records <= 20 then 5 when records < ${MOST_OF_A_KEY} then 3 else 1 end) as weight from met group by child_id
  ),
  likely as materialized (
    select child_id from shared where child_id not in (select child_id from sealed)
      and ($3::text is null or ${isSeenOrNull(headOf('shared.child_id'), '$3', '$2', '$4')})
    order by weight desc, child_id limit ${MOST_COMPARED}
  ),
  heads as (
    select distinct ${headOf('l.child_id')} as head from likely l
  ),
  records as (
    select head, head as id from heads
    union
    ${othersOf('heads')}
  )
  select r.head, r.id, ${STORED('r.id')} from records r where r.head not in (select head from sealed)`,
)

/**
 * The children on record who may be the one that is described, the likeliest first: at most `limit`, matches and others alike, so that whoever decides sees
 * that there is none. It is for an action to ask whether the actor may match, and to write down whom they were shown.
 */
export async function candidatesFor(
  { ask }: Transaction,
  { user }: Pick<Actor, 'user'>,
  about: Described,
  limit = 10,
  seenBy?: SeenBy,
): Promise<readonly Candidate[]> {
  const lexicon = openLexicon()
  const sought = comparable(about, lexicon)
  const keys = matchKeys(sought)
  if (keys.length === 0) return []
  const best = new Map<string, Candidate>()
  for (const { head, id, versions, addresses } of await ask(
    candidateRows,
    keys,
    user,
    seenBy?.agency ?? null,
    seenBy ? civilDate(seenBy.today) : null,
  )) {
    const comparison = compare(sought, comparable(describedFrom(versions, addresses), lexicon))
    const known = best.get(head)
    if (!known || comparison.evidence > known.comparison.evidence) best.set(head, { head, record: id, comparison })
  }
  return [...best.values()].sort(byLikelihood).slice(0, limit)
}

const byLikelihood = (one: Candidate, other: Candidate): number =>
  other.comparison.evidence - one.comparison.evidence || (one.head < other.head ? -1 : 1)
