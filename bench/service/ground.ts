import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { fillWithCounty } from '../../src/actions/fill-with-county.ts'
import { day } from '../../src/calendar/civil-date.ts'
import type { Scale } from '../../src/county/county.ts'
import { syntheticCounty } from '../../src/county/synthetic-county.ts'
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded/server.ts'
import { migrate, whyNotMigrated } from '../../src/database/migrate.ts'
import { openDatabase } from '../../src/database/pool.ts'
import type { OnProgress } from '../../src/database/projection.ts'
import { type Addresses, DATABASE, forEachRole } from '../../src/database/roles.ts'

/*
 * A PostgreSQL of the benchmark's own, as durable as in use, with a made-up county in it. What is measured is done to a copy, so that a folder that is
 * kept has the county as it was.
 */

export const today = day('2026-11-23')

export interface Ground {
  readonly addresses: Addresses
  /** The server's main process. */
  readonly pid: number
  /** Asks as owner. */
  ask<Row extends pg.QueryResultRow>(question: string, ...values: unknown[]): Promise<Row[]>
  /** Takes the copy away, ends the server, and takes its folder away unless it is to be kept. */
  leave(): Promise<void>
}

export interface GroundOptions {
  readonly scale: Scale
  /** Where the county stays for the next time; a folder of its own in the temporary folder, which goes afterwards, unless given. */
  readonly keptIn?: string
  readonly onProgress: OnProgress
}

export async function openGround({ scale, keptIn, onProgress }: GroundOptions): Promise<Ground> {
  const home = keptIn === undefined ? mkdtempSync(join(tmpdir(), 'onroll-bench-')) : resolve(keptIn)
  const folder = join(home, scale)
  if (existsSync(home)) chmodSync(home, 0o755)
  const server = await startEmbedded(folder, { alsoRun: ['ALTER ROLE onroll_owner CREATEDB'] })
  const end = () => server.stop()
  if (keptIn === undefined) process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  // The server is no child of ours that would end with us; its copy is taken away by the next run.
  process.once('SIGINT', () => void end().finally(() => process.exit(130)))
  try {
    await fillOnce(server, scale, onProgress)
    await askOnce(server.addresses.owner, `drop database if exists ${COPY}`)
    await askOnce(server.addresses.owner, `create database ${COPY} template ${COUNTY} strategy file_copy`)
  } catch (error) {
    await end()
    throw error
  }
  const addresses = addressesOf(server, COPY)
  return {
    addresses,
    pid: server.pid,
    ask: (question, ...values) => askOnce(addresses.owner, question, values),
    async leave() {
      await askOnce(server.addresses.owner, `drop database ${COPY}`)
      await end()
    },
  }
}

const COUNTY = 'county'
const COPY = 'measured'
const UNFINISHED = 'unfinished'

/** The name of the database says whether it is whole: it is filled under another one. */
async function fillOnce(server: EmbeddedServer, scale: Scale, onProgress: OnProgress): Promise<void> {
  const { owner } = server.addresses
  const [there] = await askOnce(owner, 'select from pg_database where datname = $1', [COUNTY])
  if (there && (await isOfThisSchema(addressesOf(server, COUNTY).owner))) return
  await askOnce(owner, `drop database if exists ${COUNTY}`)
  await askOnce(owner, `drop database if exists ${UNFINISHED}`)
  await askOnce(owner, `create database ${UNFINISHED} template template0`)
  const own = addressesOf(server, UNFINISHED).owner
  await migrate(own)
  const database = openDatabase(own, { forLongWork: true })
  try {
    await fillWithCounty(database, syntheticCounty({ scale, day: today }), onProgress)
  } finally {
    await database.close()
  }
  // What autovacuum does within minutes of a fill, so that it does not come into the middle of what is measured.
  await askOnce(own, 'vacuum (analyze)')
  await askOnce(owner, `alter database ${UNFINISHED} rename to ${COUNTY}`)
}

/** A county that was kept since the schema was another is made anew: what came with a change may not be in it. */
async function isOfThisSchema(address: string): Promise<boolean> {
  const database = openDatabase(address)
  try {
    return (await database.inTransaction(({ askFreely }) => whyNotMigrated(askFreely))) === undefined
  } finally {
    await database.close()
  }
}

const addressesOf = ({ addresses }: EmbeddedServer, database: string): Addresses =>
  forEachRole((role) => addresses[role].replace(`/${DATABASE}?`, `/${database}?`))

async function askOnce<Row extends pg.QueryResultRow>(address: string, question: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query<Row>(question, [...values])).rows
  } finally {
    await client.end()
  }
}
