import type { Day } from '../calendar/civil-date.ts'
import { whyNotMigrated } from '../database/migrate.ts'
import { openDatabase } from '../database/pool.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { type Job, jobs, openQueue, type Queue } from '../database/queue.ts'
import { sealAudit } from '../database/seal-audit.ts'
import { sweep } from '../database/sweep.ts'
import { tidy } from '../database/tidy.ts'

/*
 * What is done without anybody asking: the jobs, from a queue that several workers share. Nobody sees a child by them. What a job stores of children is in
 * the audit log under the name of the job.
 */

export type { Job }

export interface JobsGround {
  /** The database, as the worker. */
  readonly address: string
  readonly today: () => Day
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

/** Begins to take jobs. Throws a `DatabaseProblem` where the database is not migrated, and `DatabaseUnavailable` where it cannot be asked. */
export async function takeJobs({ address, today, onProblem }: JobsGround): Promise<JobsInHand> {
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
