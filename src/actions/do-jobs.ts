import type { Day } from '../calendar/civil-date.ts'
import { whyNotMigrated } from '../database/migrate.ts'
import { openDatabase } from '../database/pool.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { type Job, jobs, openQueue, type Queue } from '../database/queue.ts'
import { sealAudit } from '../database/seal-audit.ts'
import { sweep } from '../database/sweep.ts'
import { tidy } from '../database/tidy.ts'
import { type AlertFailure, type Post, sendAlerts } from './send-alerts.ts'

/*
 * What is done without anybody asking: the jobs, from a queue that several workers share. Nobody sees a child by them. What a job stores of children is in
 * the audit log under the name of the job.
 */

export type { Job }

export interface JobsGround {
  /** The database, as the worker. */
  readonly address: string
  readonly today: () => Day
  /** Where alerts are handed over, and the hour of the day in London by which it is decided when; none are sent without. */
  readonly alerts?: { readonly post: Post; readonly hour: () => number }
  /** Told what failed; the next of these jobs tries again. */
  readonly onProblem: (job: Job | 'queue', error: unknown) => void
}

/** Jobs being done. */
export interface JobsInHand {
  /** Does a job soon, whenever it was due. */
  add(job: Job): Promise<void>
  /** Takes no more, finishes what is in hand, and leaves the database. */
  stop(): Promise<void>
}

const SEALED_EVERY_SECONDS = 30

/** Its name says why, since nothing else of it comes into the log. */
class AlertNotSent extends Error {
  override readonly name: string

  constructor(why: AlertFailure, of: number) {
    super(why)
    this.name = `AlertNotSent: ${why}, ${of} of them given up`
  }
}

/** Begins to take jobs. Throws a `DatabaseProblem` where the database is not migrated, and `DatabaseUnavailable` where it cannot be asked. */
export async function takeJobs({ address, today, alerts, onProblem }: JobsGround): Promise<JobsInHand> {
  const database = openDatabase(address, { size: 4, name: 'onroll, its jobs' })
  const stopping = new AbortController()
  let queue: Queue | undefined
  try {
    const why = await database.inTransaction(({ askFreely }) => whyNotMigrated(askFreely))
    if (why) throw new DatabaseProblem(why)
    const opened = await openQueue(address, (error) => onProblem('queue', error))
    queue = opened
    const work: Readonly<Record<Job, () => Promise<void>>> = {
      async sweep() {
        const { failed } = await sweep(database, today(), { signal: stopping.signal })
        for (const { error } of failed) onProblem('sweep', error)
      },
      async 'seal-audit'() {
        await sealAudit(database)
        // The schedule knows minutes alone, and no entry is to be without a seal for longer than one.
        await opened.add('seal-audit', SEALED_EVERY_SECONDS)
      },
      async 'send-alerts'() {
        if (!alerts) return
        const { failed, givenUp } = await sendAlerts(database, alerts.post, {
          today: today(),
          hour: alerts.hour(),
          signal: stopping.signal,
        })
        for (const why of new Set(failed)) onProblem('send-alerts', new AlertNotSent(why, givenUp))
      },
      async tidy() {
        await tidy(database)
      },
    }
    for (const job of jobs) await opened.take(job, work[job], (error) => onProblem(job, error))
    return {
      add: (job) => opened.add(job),
      async stop() {
        stopping.abort()
        await opened.stop()
        await database.close()
      },
    }
  } catch (error) {
    await queue?.stop()
    await database.close()
    throw error
  }
}
