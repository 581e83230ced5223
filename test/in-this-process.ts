import { Writable } from 'node:stream'
import { after, before } from 'node:test'
import type { Command, Screen } from '../src/cli/command.ts'
import { styleOn } from '../src/cli/style.ts'
import { Writer } from '../src/cli/writer.ts'
import { type Addresses, roles, variables } from '../src/database/roles.ts'
import type { TestDatabase } from './database/cluster.ts'
import { ownDatabase } from './database/own.ts'

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

/** From now on the environment names these addresses of a database and no others, until what this gives is called. */
export function nameInEnvironment(addresses: Partial<Addresses>): () => void {
  const beforehand = roles.map((role) => [variables[role], process.env[variables[role]]] as const)
  const set = (name: string, value: string | undefined) => {
    delete process.env[name]
    if (value !== undefined) process.env[name] = value
  }
  for (const role of roles) set(variables[role], addresses[role])
  return () => {
    for (const [name, value] of beforehand) set(name, value)
  }
}

/** A database of the tests' own, which the environment names while the tests of a suite run. */
export function onDatabase(): TestDatabase {
  const own = ownDatabase()
  let restore: (() => void) | undefined
  before(() => {
    restore = nameInEnvironment(own.addresses)
  })
  after(() => restore?.())
  return own
}
