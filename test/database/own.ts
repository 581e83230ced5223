import { after, before } from 'node:test'
import type { Database, PoolOptions } from '../../src/database/pool.ts'
import type { Role } from '../../src/database/roles.ts'
import { freshDatabase, type TestDatabase } from './cluster.ts'

/*
 * A database that is there while the tests of a describe run; asked for outside one, while any do.
 */

/** Stands for what `there` gives, so that a test file can name what is made only before its first test. Used earlier, it throws. */
export const standIn = <Thing extends object>(there: () => Thing | undefined): Thing =>
  new Proxy(Object.freeze({}) as Thing, {
    get(_, name) {
      const thing = there()
      if (!thing) throw new Error('It is made before the first test, and was asked for earlier')
      const member: unknown = Reflect.get(thing, name)
      return typeof member === 'function' ? member.bind(thing) : member
    },
  })

/**
 * A database of the tests' own, made and filled before them and taken away after them. Outside a describe no hook waits for another: what the tests
 * of such a file need has to come from `fill`.
 */
export function ownDatabase(fill?: (own: TestDatabase) => Promise<unknown>): TestDatabase {
  let own: TestDatabase | undefined
  before(async () => {
    own = await freshDatabase()
    await fill?.(own)
  })
  after(() => own?.drop())
  return standIn(() => own)
}

/** It as a role has it, opened when it is first asked. */
export function openedAs(role: Role, own: TestDatabase, options?: PoolOptions): Database {
  let opened: Database | undefined
  return standIn(() => {
    opened ??= own.open(role, options)
    return opened
  })
}
