import { writeAudit } from '../database/audit.ts'
import { type AlertFailure, type AlertGivenUp, countOutbox, type OutboxCounts, readAlertsGivenUp, retryAlerts } from '../database/outbox.ts'
import { signed } from './look-after-county.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * How alerts stand, and those that were given up: looked after from the command line.
 */

export type { AlertFailure }

export interface Outbox extends OutboxCounts {
  readonly given: readonly AlertGivenUp[]
}

type Environment = NodeJS.ProcessEnv

/** How many alerts are in each state, and those that were given up. */
export const seeOutbox = (env: Environment): Promise<Outbox> =>
  withDatabase(env, 'app', (database) =>
    database.inTransaction(async (transaction) => ({ ...(await countOutbox(transaction)), given: await readAlertsGivenUp(transaction) })),
  )

/** Has alerts tried again that were given up. Gives how many. */
export const retryOutbox = (env: Environment, by: string): Promise<number> =>
  withDatabase(env, 'worker', (database) =>
    database.inTransaction(async (transaction) => {
      const retried = await retryAlerts(transaction)
      await writeAudit(transaction, { who: signed(by), action: 'retry-alerts', outcome: 'done', children: [] })
      return retried
    }),
  )
