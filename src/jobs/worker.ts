import { type Job, type JobsGround, takeJobs } from '../actions/do-jobs.ts'

/** A worker that is at work. */
export interface Worker {
  /** Takes no more, finishes what is in hand, and leaves the database. */
  stop(): Promise<void>
}

/** What a worker does as it starts, since it may have been down when it was due. */
const atStart: readonly Job[] = ['sweep', 'seal-audit', 'send-alerts']

/** Starts to do what is due by itself: the daily sweep, sealing the audit log, alerts, tidying. There may be several workers. */
export async function startWorker(ground: JobsGround): Promise<Worker> {
  const jobs = await takeJobs(ground)
  try {
    for (const job of atStart) await jobs.add(job)
  } catch (error) {
    await jobs.stop()
    throw error
  }
  return { stop: () => jobs.stop() }
}
