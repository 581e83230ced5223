import { createHash } from 'node:crypto'
import type pg from 'pg'
import { PgBoss, type QueuePolicy } from 'pg-boss'
import bossPackage from 'pg-boss/package.json' with { type: 'json' }
import { DatabaseProblem } from './problem.ts'

/*
 * The queue of jobs is pg-boss's, in a schema of its own in our database. The owner makes that schema, the queues and their schedule (onroll migrate); the
 * worker takes jobs and the app may add some, and neither may change the schema.
 */

const SCHEMA = 'pgboss'

/**
 * The jobs, and when each is done: minute, hour, day, month and weekday, in London. All of them can be done at any time and by several at once, and do
 * nothing where nothing is due: so one that was lost with its worker is not looked for, the next does its work.
 */
const schedule = {
  /** Soon after midnight the first of them has the whole day's work; the others find what came late or was locked. */
  sweep: '*/5 * * * *',
  'seal-audit': '* * * * *',
  'send-alerts': '* * * * *',
  tidy: '40 2 * * *',
} as const satisfies Record<string, string>

export type Job = keyof typeof schedule

export const jobs = Object.keys(schedule) as readonly Job[]

/** One waits at most; while one is in hand, another worker may take the next. */
const queue = {
  policy: 'short' satisfies QueuePolicy,
  retryLimit: 0,
  expireInSeconds: 3600,
  retentionSeconds: 3600,
  deleteAfterSeconds: 86_400,
} as const

const WANTED = bossPackage.pgboss.schema

/** How the schema says of itself that all of it is there: its comment, which every role may read. */
const COMPLETE = `pg-boss ${WANTED}, jobs ${createHash('sha256')
  .update(JSON.stringify([schedule, queue]))
  .digest('hex')
  .slice(0, 12)}`

// ---- Making it -------------------------------------------------------------------------------------------------------------------------

const commentOfSchema = `select obj_description(to_regnamespace('${SCHEMA}'), 'pg_namespace') as name`

/** Whether the queue is as the code wants it; nothing where it is, otherwise a sentence. Any role may ask. */
export async function whyNoQueue(
  ask: (question: string) => Promise<readonly { readonly name: string | null }[]>,
): Promise<string | undefined> {
  const [schema] = await ask(commentOfSchema)
  const found = schema?.name ?? ''
  if (found === COMPLETE) return undefined
  const version = Number(/^pg-boss (\d+),/.exec(found)?.[1] ?? 0)
  return version > WANTED ? laterVersion(version) : 'The database lacks the queue of jobs of this version of Onroll. Run onroll migrate.'
}

const laterVersion = (version: number): string =>
  `The queue of jobs in the database is of a later version (its schema is ${version}, and this Onroll knows ${WANTED}). Start the later version; a schema does not go back.`

/**
 * Brings the queue to where the code wants it, as owner, on a connection that nobody else uses. Returns whether something was lacking. Can be broken off
 * and run again. Throws a `DatabaseProblem` where the queue is of a later version.
 */
export async function bringQueue(client: pg.Client, onBegin: () => void = () => {}): Promise<boolean> {
  const { rows } = await client.query<{ name: string | null }>(commentOfSchema)
  if (rows[0]?.name === COMPLETE) return false
  const version = await versionOf(client)
  if (version > WANTED) throw new DatabaseProblem(laterVersion(version))
  onBegin()
  // What was said of an older one holds no more from here on.
  if (version > 0) await client.query(`comment on schema ${SCHEMA} is null`)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: SCHEMA,
    ...{ migrate: true, bamIntervalSeconds: 10, supervise: false, schedule: false, registerInstance: false },
  })
  let failed: unknown
  boss.on('error', (error) => (failed ??= error))
  try {
    await boss.start()
    for (const job of jobs) {
      await boss.createQueue(job, queue)
      const { policy, ...changeable } = queue
      await boss.updateQueue(job, changeable)
      await boss.schedule(job, schedule[job], null, { tz: 'Europe/London' })
    }
    for (const { name } of await boss.getSchedules()) if (!(name in schedule)) await boss.unschedule(name)
    await untilIndexesAreMade(client, () => failed)
  } finally {
    await boss.stop({ graceful: false })
  }
  await client.query(RIGHTS)
  await client.query(`comment on schema ${SCHEMA} is '${COMPLETE}'`)
  return true
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ exists: boolean }>(`select to_regclass('${SCHEMA}.version') is not null as exists`)
  if (!rows[0]?.exists) return 0
  const { rows: versions } = await client.query<{ version: number }>(`select version from ${SCHEMA}.version`)
  return versions[0]?.version ?? 0
}

/** A later schema of pg-boss may have indexes that it makes while everybody goes on working. */
async function untilIndexesAreMade(client: pg.Client, failed: () => unknown): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ status: string; error: string | null }>(
      `select status, error from ${SCHEMA}.bam where status <> 'completed'`,
    )
    if (rows.length === 0) return
    const error = failed() ?? rows.find(({ status }) => status === 'failed')?.error
    if (error !== undefined && error !== null)
      throw new DatabaseProblem(
        `An index of the queue of jobs could not be made (${error instanceof Error ? error.message : error}). Run it again.`,
      )
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The worker takes and looks after jobs; the app may add one, and see whether it is there. */
const RIGHTS = `
do $$ begin
  if exists (select from pg_roles where rolname = 'onroll_app') then
    grant usage on schema ${SCHEMA} to onroll_app, onroll_worker;
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to onroll_worker;
    grant select on ${SCHEMA}.version, ${SCHEMA}.queue to onroll_app;
    grant select, insert on ${SCHEMA}.job, ${SCHEMA}.job_common to onroll_app;
  end if;
end $$`

// ---- Working on it -----------------------------------------------------------------------------------------------------------------------

/** The queue as a worker has it. */
export interface Queue {
  /** Does jobs of a kind as they come, one after the other. What the work throws is told to `onFailure`. */
  take(job: Job, work: () => Promise<void>, onFailure: (error: unknown) => void): Promise<void>
  /** Adds a job, for now or after some seconds, unless one is waiting. */
  add(job: Job, afterSeconds?: number): Promise<void>
  /** Takes no more, waits for what is in hand for some seconds, and closes all connections. */
  stop(): Promise<void>
}

const POLLING_SECONDS = 2
/** Milliseconds. A database that does not answer is given up, and asked again with the next poll. */
const STATEMENT = 20_000
const ANSWER = 25_000
const STOP = 20_000

/** Opens the queue as the worker. Throws where the database cannot be reached or `whyNoQueue` has something to say. */
export async function openQueue(address: string, onProblem: (error: unknown) => void): Promise<Queue> {
  // What pg-boss does not know of these options it hands on to the driver.
  const connection = {
    connectionString: address,
    ...{ max: 4, connectionTimeoutMillis: 2000, statement_timeout: STATEMENT, query_timeout: ANSWER, keepAlive: true },
    ...{ application_name: 'onroll, its queue' },
  }
  const boss = new PgBoss({
    ...connection,
    schema: SCHEMA,
    ...{ migrate: false, createSchema: false, reindex: false, registerInstance: false },
  })
  boss.on('error', onProblem)
  await boss.start()
  return {
    async take(job, work, onFailure) {
      await boss.work(job, { pollingIntervalSeconds: POLLING_SECONDS }, async () => {
        try {
          await work()
        } catch (error) {
          onFailure(error)
          throw error
        }
      })
    },
    async add(job, afterSeconds = 0) {
      await boss.send(job, {}, { startAfter: afterSeconds })
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP }),
  }
}
