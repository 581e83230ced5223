import { after, before } from 'node:test'
import type { TestDatabase } from '../database/cluster.ts'
import { standIn } from '../database/own.ts'
import { openService, type Service } from './service.ts'

/** The pages over a database of the tests' own, from before the tests of a describe to after them. */
export function served(makeDatabase: () => Promise<TestDatabase>): { readonly own: TestDatabase; readonly service: Service } {
  let own: TestDatabase | undefined
  let service: Service | undefined
  before(async () => {
    own = await makeDatabase()
    service = await openService(own)
  })
  after(async () => {
    await service?.close()
    await own?.drop()
  })
  return { own: standIn(() => own), service: standIn(() => service) }
}
