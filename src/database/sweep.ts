import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import { writeAudit } from './audit.ts'
import { holdChildren } from './cases.ts'
import { BY_ITSELF } from './outbox.ts'
import { type Database, statement, type Transaction } from './pool.ts'
import { DatabaseProblem } from './problem.ts'
import { type OnProgress, reassess } from './projection.ts'
import { othersOf } from './records.ts'
import { readRules } from './rules.ts'
import { DatabaseUnavailable } from './unavailable.ts'

/*
 * The daily sweep: children whose answer changes by the day alone are assessed anew on that day. Some at a time are claimed by locking them, in one
 * transaction with what is stored of them: so whatever breaks off leaves nothing half done, several sweepers share the work, and a child is swept once.
 * However many days were missed, one assessment for today is enough.
 */

/** The first day on which a stored answer changed that no sweep has come to; null where all are up to date. */
export async function unsweptSince({ ask }: Transaction, today: Day): Promise<CivilDate | null> {
  const [row] = await ask(firstDue, civilDate(today))
  return row?.next_change_on ?? null
}

/** SQL that gives that day; `today` is a parameter such as `$1`. */
export const unsweptSinceOn = (today: string): string =>
  `(select next_change_on from child_assessments where next_change_on <= ${today} order by next_change_on limit 1)`

const firstDue = statement<{ next_change_on: CivilDate | null }>('first_due', `select ${unsweptSinceOn('$1')} as next_change_on`)

const countDue = statement<{ count: number }>('count_due', 'select count(*) as count from child_assessments where next_change_on <= $1')

/** Where a walk over the children that are due stands. */
interface Place {
  readonly changeOn: CivilDate | '-infinity'
  readonly id: string
}

const BEGINNING: Place = { changeOn: '-infinity', id: '' }

interface ClaimedRow {
  readonly id: string
  readonly next_change_on: CivilDate
  readonly is_whole: boolean
}

/**
 * `$1`: the day; `$2` and `$3`: where to go on; `$4`: how many. Nothing is waited for: whoever has locked a record of a child is about to assess it, or the
 * next sweep comes to it. A child of several records is only claimed where all of them are to be had.
 */
const claimDue = statement<ClaimedRow>(
  'claim_due',
  `with due as materialized (
    select child_id as id, next_change_on from child_assessments
    where next_change_on <= $1 and (next_change_on, child_id) > ($2::date, $3)
    order by next_change_on, child_id limit $4 for update skip locked
  ),
  others as materialized (
    ${othersOf('(select id as head from due)')}
  ),
  held as materialized (
    select a.child_id as id from child_assessments a where a.child_id in (select id from others) order by a.child_id for update skip locked
  )
  select id, next_change_on, not exists (select from others o where o.head = due.id and o.id not in (select id from held)) as is_whole
  from due order by next_change_on, id`,
)

/** What a sweep did. */
export interface Swept {
  readonly children: number
  /** Children that could not be assessed, and why; the others are not held up by them. */
  readonly failed: readonly { readonly child: string; readonly error: unknown }[]
}

export interface SweepOptions {
  readonly onProgress?: OnProgress
  /** How many children in one transaction. */
  readonly together?: number
  /** How many transactions at once: while one waits for the database, the guidance is asked for another. */
  readonly lanes?: number
  /** Ends it after what is in hand. */
  readonly signal?: AbortSignal
}

export const SWEEPER = 'sweep'

/** Assesses every child anew whose answer has changed by a day. Can be broken off, and done by several at once. */
export async function sweep(database: Database, today: Day, options: SweepOptions = {}): Promise<Swept> {
  const { onProgress = () => {}, together = 200, lanes = 2, signal } = options
  const [counted] = await database.inTransaction(({ ask }) => ask(countDue, civilDate(today)))
  const of = counted?.count ?? 0
  let children = 0
  const failed = new Map<string, unknown>()
  const lane = async () => {
    let [place, size, alone]: [Place, number, number] = [BEGINNING, together, 0]
    while (!signal?.aborted) {
      const step = await sweepFrom(database, today, place, size)
      if ('error' in step) {
        const [first] = step.claimed
        if (!first || step.error instanceof DatabaseUnavailable || step.error instanceof DatabaseProblem) throw step.error
        // One child of them stops the others: they are taken one by one until it is found.
        if (size > 1) [size, alone] = [1, together]
        else {
          failed.set(first.id, step.error)
          place = placeOf(first)
        }
        continue
      }
      children += step.swept
      onProgress(Math.min(children, of), of)
      const last = step.claimed.at(-1)
      if (!last) return
      place = placeOf(last)
      if (alone > 0 && --alone === 0) size = together
    }
  }
  // Children that were locked by somebody may be free when the walk is at its end.
  let before: number
  do {
    before = children
    const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
    for (const { reason } of ended.filter((each) => each.status === 'rejected')) throw reason
  } while (before < children && children < of && !signal?.aborted)
  return { children, failed: [...failed].map(([child, error]) => ({ child, error })) }
}

const placeOf = ({ id, next_change_on }: ClaimedRow): Place => ({ changeOn: next_change_on, id })

type Step = { readonly claimed: readonly ClaimedRow[] } & ({ readonly swept: number } | { readonly error: unknown })

/** Claims the next children that are due and stores what the guidance says of them today. */
async function sweepFrom(database: Database, today: Day, { changeOn, id }: Place, size: number): Promise<Step> {
  let claimed: readonly ClaimedRow[] = []
  try {
    const swept = await database.inTransaction(async (transaction) => {
      claimed = await transaction.ask(claimDue, civilDate(today), changeOn, id, size)
      const whole = claimed.filter(({ is_whole }) => is_whole).map(({ id }) => id)
      if (whole.length === 0) return 0
      const rules = await readRules(transaction)
      if (!rules) throw new DatabaseProblem('The database has no calendar, and nothing can be assessed without one.')
      const children = await holdChildren(transaction, whole)
      await reassess(transaction, children, rules, today, BY_ITSELF)
      await writeAudit(transaction, { who: SWEEPER, action: 'sweep', outcome: 'done', children: children.map(({ head }) => head) })
      return children.length
    })
    return { claimed, swept }
  } catch (error) {
    return { claimed, error }
  }
}
