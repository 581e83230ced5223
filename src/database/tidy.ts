import { type Database, type Statement, statement } from './pool.ts'
import { LIMIT_MINUTES, PUBLIC_DRAFT_HOURS } from './public-drafts.ts'
import { IDLE_MINUTES } from './sessions.ts'

/*
 * What passes away: the state of people who were signed in, what makes a form or request the same when it is sent again, what was typed to find a child, and
 * files that wait for a decision. Nothing of it is on record of a child.
 */

/** How long each is kept, in days. */
export const kept = {
  /** Sessions, after they have ended: while one is known, what somebody typed in it is kept when it comes in. */
  sessions: 7,
  /** Idempotency keys: nobody sends a form again after a week. */
  keys: 7,
  /** Drafts, after they were last saved; nobody needs to be reminded of one any more. */
  drafts: 7,
  /** Searches: what was typed, and the address of its page. */
  searches: 7,
  /** Files of deletion returns, after they were sent. */
  returnFiles: 7,
  /** Alerts that were sent or given up, from when something first came that they are about: long enough to answer whether somebody was told. */
  alerts: 90,
} as const

const TOGETHER = 5000

const inSteps = (name: string, table: string, condition: string): Statement<{ count: number }> =>
  statement(
    name,
    `with gone as (
      delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${TOGETHER})) and (${condition}) returning 1
    )
    select count(*) as count from gone`,
  )

const oldSessions = inSteps(
  'tidy_sessions',
  'sessions',
  `ends_at < clock_timestamp() - interval '${kept.sessions} days'
    or seen_at < clock_timestamp() - interval '${kept.sessions} days ${IDLE_MINUTES} minutes'
    or (user_id is null and ends_at < clock_timestamp() - interval '1 hour')`,
)
const oldKeys = inSteps('tidy_keys', 'idempotency_keys', `made_at < clock_timestamp() - interval '${kept.keys} days'`)
const oldDrafts = inSteps('tidy_drafts', 'drafts', `saved_at < clock_timestamp() - interval '${kept.drafts} days'`)
const oldSearches = inSteps('tidy_searches', 'searches', `made_at < clock_timestamp() - interval '${kept.searches} days'`)

const oldReturnFiles = inSteps('tidy_return_files', 'return_files', `made_at < clock_timestamp() - interval '${kept.returnFiles} days'`)
const oldAlerts = inSteps(
  'tidy_alerts',
  'outbox',
  `state in ('sent', 'given-up') and made_at < clock_timestamp() - interval '${kept.alerts} days'`,
)

const oldPublicDrafts = inSteps(
  'tidy_public_drafts',
  'public_drafts',
  `saved_at < clock_timestamp() - interval '${PUBLIC_DRAFT_HOURS} hours'`,
)
const pastWindow = `from_at < clock_timestamp() - interval '${LIMIT_MINUTES} minutes'`
const oldPublicCounts = inSteps('tidy_public_counts', 'public_counts', pastWindow)
const oldPublicWindows = inSteps('tidy_public_windows', 'public_windows', pastWindow)

/** How many rows of each went. */
export interface Tidied {
  readonly sessions: number
  readonly keys: number
  readonly drafts: number
  readonly searches: number
  readonly returnFiles: number
  readonly alerts: number
  readonly publicDrafts: number
  readonly publicCounts: number
}

/** Deletes what is past its time, some at a time. */
export async function tidy(database: Database): Promise<Tidied> {
  return {
    sessions: await all(database, oldSessions),
    keys: await all(database, oldKeys),
    drafts: await all(database, oldDrafts),
    searches: await all(database, oldSearches),
    returnFiles: await all(database, oldReturnFiles),
    alerts: await all(database, oldAlerts),
    publicDrafts: await all(database, oldPublicDrafts),
    publicCounts: (await all(database, oldPublicCounts)) + (await all(database, oldPublicWindows)),
  }
}

async function all(database: Database, some: Statement<{ count: number }>): Promise<number> {
  for (let gone = 0; ; ) {
    const [step] = await database.inTransaction(({ ask }) => ask(some))
    const count = step?.count ?? 0
    gone += count
    if (count < TOGETHER) return gone
  }
}
