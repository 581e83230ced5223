import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrations as ours } from './migrations/all.ts'
import type { Index, Migration } from './migrations/migration.ts'
import { DatabaseProblem } from './problem.ts'
import { bringQueue, whyNoQueue } from './queue.ts'
import { isLost } from './unavailable.ts'

/** What migrating did: the names of the migrations that were applied, none where the schema was as the code wants it. */
export interface Migrated {
  readonly applied: readonly string[]
}

export interface MigrateOptions {
  /** Others than ours; the queue of jobs then stays away. */
  readonly migrations?: readonly Migration[]
  /** How long to wait for another process that is migrating. Milliseconds. */
  readonly waitForOthers?: number
  /** How long a statement may hold up others while it waits for a table; it is then tried again. Milliseconds. */
  readonly lockTimeout?: number
  /** How often. */
  readonly tries?: number
  /** Told as each begins. */
  readonly onBegin?: (name: string) => void
}

const MIGRATING = 7_655_002
const QUEUE = 'the queue of jobs'
const OLDEST_SERVER = 150_000

/**
 * Brings the schema to where the code wants it, as owner. Can be broken off at any point and run again, and by several at once: one does the work, the
 * others wait for it. Throws a `DatabaseProblem` where it cannot: the schema is newer than the code, the server too old, a table too busy.
 */
export async function migrate(address: string, options: MigrateOptions = {}): Promise<Migrated> {
  const { migrations = ours, waitForOthers = 60_000, lockTimeout = 2000, tries = 15, onBegin } = options
  const client = new pg.Client({ connectionString: address, application_name: 'onroll migrate', connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await refuseOldServer(client)
    await takeTurn(client, waitForOthers)
    const done = await appliedBefore(client)
    refuseStrangeSchema(done, migrations)
    const applied: string[] = []
    for (const [place, migration] of migrations.entries()) {
      if (place < done.length) continue
      onBegin?.(migration.name)
      await patiently(tries, () => apply(client, place + 1, migration, lockTimeout))
      applied.push(migration.name)
    }
    await mendIndexes(client, migrations)
    if (migrations === ours && (await bringQueue(client, () => onBegin?.(QUEUE)))) applied.push(QUEUE)
    return { applied }
  } catch (error) {
    if (!isLost(error)) throw error
    throw new DatabaseProblem(
      `The connection to the database was lost (${(error as Error).message}). What was done so far stays; run it again.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether the schema is as the code wants it; nothing where it is, otherwise a sentence. Any role may ask. */
export async function whyNotMigrated(
  ask: (question: string) => Promise<readonly { readonly name: string }[]>,
  migrations: readonly Migration[] = ours,
): Promise<string | undefined> {
  const [exists] = await ask(`select 'migrations' as name where to_regclass('public.migrations') is not null`)
  const done = exists ? await ask('select name from migrations order by number') : []
  try {
    refuseStrangeSchema(
      done.map(({ name }) => name),
      migrations,
    )
  } catch (error) {
    return (error as Error).message
  }
  const lacking = migrations.length - done.length
  if (lacking === 0) return migrations === ours ? whyNoQueue(ask) : undefined
  return `The database lacks ${lacking === 1 ? 'a migration' : `${lacking} migrations`} of this version of Onroll. Run onroll migrate.`
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  )
  const [server] = rows
  if (Number(server?.number) < OLDEST_SERVER) {
    throw new DatabaseProblem(`The server is PostgreSQL ${server?.version}; Onroll needs 15 or later.`)
  }
}

/**
 * One migrates at a time; the lock goes with the connection, however that ends. It is asked for again and again, and not waited for: a statement that
 * waits is one that an index made concurrently waits for in its turn.
 */
async function takeTurn(client: pg.Client, patience: number): Promise<void> {
  for (const until = Date.now() + patience; ; await pause(50)) {
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${MIGRATING}) as taken`)
    if (rows[0]?.taken === true) return
    if (Date.now() > until) {
      throw new DatabaseProblem('Another process is migrating this database and has not come to its end. Wait for it, and run it again.')
    }
  }
}

async function appliedBefore(client: pg.Client): Promise<string[]> {
  await client.query(`
    create table if not exists migrations (number integer primary key, name text not null, applied_at timestamptz not null default clock_timestamp());
    comment on table migrations is 'Steps of this schema, in the order in which they were applied';
    comment on column migrations.number is 'open: 1, 2, 3';
    comment on column migrations.name is 'open: the step, as its file is called';
    comment on column migrations.applied_at is 'open: when it was applied';
    do $$ begin
      if exists (select from pg_roles where rolname = 'onroll_app') then grant select on migrations to onroll_app, onroll_worker; end if;
    end $$`)
  const { rows } = await client.query<{ name: string }>('select name from migrations order by number')
  return rows.map(({ name }) => name)
}

function refuseStrangeSchema(done: readonly string[], migrations: readonly Migration[]): void {
  for (const [place, name] of done.entries()) {
    const known = migrations[place]?.name
    if (known === undefined) {
      throw new DatabaseProblem(
        `The database is of a later version of Onroll than this one (${name} has been applied to it, which is not known here). Start the later version; a schema does not go back.`,
      )
    }
    if (known !== name) {
      throw new DatabaseProblem(`The database is of another Onroll: ${name} has been applied to it where this one has ${known}.`)
    }
  }
}

async function apply(client: pg.Client, number: number, migration: Migration, lockTimeout: number): Promise<void> {
  await client.query(`set lock_timeout = ${lockTimeout}`)
  const noteIt = () => client.query('insert into migrations (number, name) values ($1, $2)', [number, migration.name])
  if ('indexes' in migration) {
    for (const [name, index] of Object.entries(migration.indexes)) await makeIndex(client, name, index)
    await noteIt()
    return
  }
  await client.query('begin')
  try {
    await client.query(migration.statements)
    await noteIt()
    await client.query('commit')
  } catch (error) {
    if (!isLost(error)) await client.query('rollback')
    throw error
  }
}

/** An index whose making was broken off stays behind, costs with every write and is used by nothing: it is taken away first. */
async function makeIndex(client: pg.Client, name: string, { on, isUnique = false, where }: Index): Promise<void> {
  const { rows } = await client.query<{ valid: boolean }>(`select indisvalid as valid from pg_index where indexrelid = to_regclass($1)`, [
    name,
  ])
  if (rows[0]?.valid === true) return
  if (rows[0]) await client.query(`drop index concurrently ${name}`)
  await client.query(
    `create ${isUnique ? 'unique ' : ''}index concurrently ${name} on ${on}${where === undefined ? '' : ` where ${where}`}`,
  )
}

/** Makes anew what is of ours and not valid, whatever made it so. */
async function mendIndexes(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const made: Readonly<Record<string, Index>> = Object.assign(
    {},
    ...migrations.map((migration) => ('indexes' in migration ? migration.indexes : {})),
  )
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where not i.indisvalid and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  for (const { name } of rows) {
    const index = made[name]
    const escaped = pg.escapeIdentifier(name)
    if (index) await makeIndex(client, name, index)
    else if (/_cc(new|old)\d*$/.test(name)) await client.query(`drop index concurrently ${escaped}`)
    else await client.query(`reindex index concurrently ${escaped}`)
  }
}

/** A statement that waits for a busy table makes everybody else wait behind it: it gives up soon, and comes again. */
async function patiently(tries: number, step: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await step()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (tried >= tries) {
        throw new DatabaseProblem(
          'A table that has to be changed is in use without a pause. Nothing was changed; run it again when there is less to do.',
        )
      }
      await pause(200 * tried)
    }
  }
}

const isLockTimeout = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03'
