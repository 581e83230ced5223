import { Writable } from 'node:stream'
import { after, before } from 'node:test'
import type { Command, Screen } from '../src/cli/command.ts'
import { styleOn } from '../src/cli/style.ts'
import { Writer } from '../src/cli/writer.ts'
import type { TestDatabase } from './database/cluster.ts'

/*
 * What tests of commands on a database are written with: they run in the tests' own process, which is quicker than one of their own for each.
 */

/** What a command answered: its exit code, and what it wrote. */
export interface Answered {
  readonly code: number
  readonly out: string
  readonly err: string
}

export async function answerOf(command: Command, ...args: string[]): Promise<Answered> {
  const written = { out: '', err: '' }
  const into = (name: 'out' | 'err') =>
    new Writer(
      new Writable({
        write(chunk, _, done) {
          written[name] += String(chunk)
          done()
        },
      }),
    )
  const screen: Screen = {
    out: into('out'),
    err: into('err'),
    width: 100,
    style: styleOn(process.stdout, { NO_COLOR: '1' }),
    isWatched: false,
  }
  const code = await command.run(args, screen)
  await screen.out.flush()
  await screen.err.flush()
  return { code, ...written }
}

const variables = ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_WORKER_URL'] as const

/** While the tests of a suite run, the environment names their database. */
export function onDatabase(own: () => TestDatabase): void {
  const beforehand = Object.fromEntries(variables.map((name) => [name, process.env[name]]))
  before(() => {
    const { owner, app, worker } = own().addresses
    Object.assign(process.env, { DATABASE_OWNER_URL: owner, DATABASE_URL: app, DATABASE_WORKER_URL: worker })
  })
  after(() => {
    for (const name of variables) {
      delete process.env[name]
      if (beforehand[name] !== undefined) process.env[name] = beforehand[name]
    }
  })
}
