import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded/server.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type Database, openDatabase, type PoolOptions } from '../../src/database/pool.ts'
import { type Addresses, DATABASE, forEachRole } from '../../src/database/roles.ts'

/*
 * A PostgreSQL of the tests' own, in the temporary folder: one for each process that runs tests, and in it a database for each file that asks for
 * one, cloned from one that is migrated once. Cluster and folder go when the process goes, however it does.
 */

/** A database of a test file's own. */
export interface TestDatabase {
  readonly addresses: Addresses
  /** Opens it as a role; closed with the database. */
  open(role: keyof Addresses, options?: PoolOptions): Database
  /** Asks as owner, who may end connections of others. */
  ask<Row extends pg.QueryResultRow>(question: string, ...values: unknown[]): Promise<Row[]>
  /** Another database, with all that is in this one, to which nobody is connected meanwhile. */
  clone(): Promise<TestDatabase>
  /** Closes what was opened and takes the database away. */
  drop(): Promise<void>
}

interface Cluster {
  readonly server: EmbeddedServer
  databases: number
}

let cluster: Promise<Cluster> | undefined

/** A database with our schema in it, and nothing else. */
export async function freshDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  return makeDatabase(await cluster, 'migrated')
}

/** A database with nothing in it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  return makeDatabase(await cluster, 'template0')
}

async function startCluster(): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'onroll-test-'))
  chmodSync(home, 0o755)
  const folder = join(home, 'server')
  const server = await startEmbedded(folder, {
    isForTests: true,
    alsoRun: ['ALTER ROLE onroll_owner CREATEDB', 'GRANT pg_signal_backend TO onroll_owner'],
    settings: { max_connections: '100' },
  })
  endWithThisProcess(folder, home)
  await askOnce(server.addresses.owner, 'create database migrated template template0')
  await migrate(to(server.addresses.owner, 'migrated'))
  return { server, databases: 0 }
}

/** A small watcher sees its input end when this process does, and then ends the server and takes its folder away. */
export function endWithThisProcess(folder: string, home: string): void {
  const file = join(folder, 'data', 'postmaster.pid')
  const script =
    'cat; [ -e "$0" ] && kill -CONT "$(head -n 1 "$0")" && kill -QUIT "$(head -n 1 "$0")"; n=0; while [ -e "$0" ] && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.05; done; rm -rf "$1"'
  const watcher = spawn('sh', ['-c', script, file, home], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watcher.unref()
  ;(watcher.stdin as typeof watcher.stdin & { unref(): void }).unref()
}

async function makeDatabase(cluster: Cluster, template: string): Promise<TestDatabase> {
  const name = `test_${++cluster.databases}`
  const { owner } = cluster.server.addresses
  await askOnce(owner, `create database ${name} template ${template} strategy wal_log`)
  const addresses = forEachRole((role) => to(cluster.server.addresses[role], name))
  const opened: Database[] = []
  return {
    addresses,
    open(role, options) {
      const database = openDatabase(addresses[role], options)
      opened.push(database)
      return database
    },
    ask: (question, ...values) => askOnce(addresses.owner, question, values),
    clone: () => makeDatabase(cluster, name),
    async drop() {
      await Promise.all(opened.map((database) => database.close()))
      await askOnce(owner, `drop database ${name} with (force)`)
    },
  }
}

const to = (address: string, database: string): string => address.replace(`/${DATABASE}?`, `/${database}?`)

async function askOnce<Row extends pg.QueryResultRow>(address: string, question: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(question, [...values])).rows
  } finally {
    await client.end().catch(() => {})
  }
}
