import type { CivilDate } from '../calendar/civil-date.ts'
import type { Actor } from '../sharing/roles.ts'
import { isSeen } from './access.ts'
import { isInForce } from './allocations.ts'
import { statement, type Transaction } from './pool.ts'
import { chainOf, headOf, recordsOf, standsIn } from './records.ts'

/** A referral to a partner agency of which an answer was expected by a day, and none is on record. */
export interface AwaitedAnswer {
  readonly child: string
  readonly fact: string
  readonly to: string
  readonly referredOn: CivilDate
  readonly answerBy: CivilDate
}

const HEAD = headOf('a.child_id')

/** An answer counts whichever version of the referral it names. */
const awaited = statement<AwaitedAnswer>(
  'awaited_answers',
  `with held as materialized (
    select distinct ${HEAD} as head from allocations a where a.user_id = $1 and a.agency_id = $2 and a.duty = '' and ${isInForce('a', HEAD, '$3')}
  ),
  expected as materialized (
    select h.head, r.records, c.of_id, c.content->>'answerBy' as answer_by, row_number() over (partition by h.head, c.of_id order by c.id desc) as nth
    from held h cross join lateral (select ${recordsOf('h.head')} as records offset 0) r
      join casework c on c.child_id = any(r.records) and c.kind = 'agency-referral' where ${isSeen('h.head', '$2', '$1', '$3')}
  )
  select e.head as child, f.id as fact, f.detail->>'to' as to, f.on_day as "referredOn", e.answer_by::date as "answerBy"
  from expected e join facts f on f.child_id = any(e.records) and f.id = e.of_id
  where e.nth = 1 and e.answer_by is not null
    and ${standsIn('f', 'e.records')}
    and not exists (select from casework c where c.child_id = any(e.records) and c.kind = 'referral-answer' and c.of_id = any(${chainOf('f', 'e.records')}))
  order by e.answer_by, e.head limit $4`,
)

/** Those for the children whom a user has, the longest expected first. */
export const awaitedAnswers = (
  { ask }: Transaction,
  { user, agency }: Actor,
  today: CivilDate,
  limit: number,
): Promise<readonly AwaitedAnswer[]> => ask(awaited, user, agency.id, today, limit)
