import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { fillWithCounty } from '../../src/actions/fill-with-county.ts'
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded/server.ts'
import { migrate } from '../../src/database/migrate.ts'
import { openDatabase } from '../../src/database/pool.ts'
import type { Addresses } from '../../src/database/roles.ts'
import { endWithThisProcess } from '../database/cluster.ts'
import { smallCounty } from '../database/small-county.ts'
import { STORIES } from './county.ts'

/*
 * A PostgreSQL of one test file's own, to be frozen, crashed, stopped and started, with the children in it who have a story.
 */

export interface OwnCluster {
  readonly addresses: Addresses
  /** Asks as owner, who may end connections of others; from another connection each time. */
  ask<Row extends pg.QueryResultRow>(question: string, ...values: unknown[]): Promise<Row[]>
  /** Stops its processes where they are, as a machine does that hangs. */
  freeze(): Promise<void>
  goOn(): void
  stop(): Promise<void>
  start(): Promise<void>
  /** Ends it and takes its folder away. */
  remove(): Promise<void>
}

export async function startOwnCluster(): Promise<OwnCluster> {
  const home = mkdtempSync(join(tmpdir(), 'onroll-test-'))
  chmodSync(home, 0o755)
  const folder = join(home, 'server')
  const options = {
    isForTests: true,
    alsoRun: ['GRANT pg_signal_backend TO onroll_owner'],
    // What was committed outlives a crash of its processes, if not one of the machine.
    settings: { synchronous_commit: 'on' },
  }
  let server: EmbeddedServer = await startEmbedded(folder, options)
  endWithThisProcess(folder, home)
  const { addresses } = server
  await migrate(addresses.owner)
  const owner = openDatabase(addresses.owner, { forLongWork: true })
  await fillWithCounty(owner, smallCounty(STORIES))
  await owner.close()

  let frozen: readonly number[] = []
  const ask = async <Row extends pg.QueryResultRow>(question: string, ...values: unknown[]): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: addresses.owner })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(question, values)).rows
    } finally {
      await client.end()
    }
  }
  const goOn = (): void => {
    for (const pid of frozen) signal(pid, 'SIGCONT')
    frozen = []
  }
  return {
    addresses,
    ask,
    async freeze() {
      const backends = await ask<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()')
      frozen = [server.pid, ...backends.map(({ pid }) => pid)]
      for (const pid of frozen) signal(pid, 'SIGSTOP')
    },
    goOn,
    stop: () => server.stop(),
    async start() {
      server = await startEmbedded(folder, options)
    },
    async remove() {
      goOn()
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** One that has ended by then needs none. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch {}
}
