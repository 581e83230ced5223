import { openDatabase } from '../../src/database/pool.ts'
import { webApp } from '../../src/web/server.ts'
import { freePort } from '../../test/service/service.ts'
import { today } from './ground.ts'
import type { Started, ToStart } from './started.ts'

/*
 * The pages in a process of their own, as `onroll web` runs them; what is measured asks for them from outside.
 */

process.once('message', async ({ address }: ToStart) => {
  const database = openDatabase(address, { name: 'onroll, its pages' })
  const port = await freePort()
  const app = await webApp({
    ground: { database, today: () => today },
    baseUrl: `http://localhost:${port}`,
    provider: 'local',
    isReady: () => database.answers(),
  })
  await app.listen({ host: 'localhost', port })
  process.send?.({ port } satisfies Started)
})
process.once('disconnect', () => process.exit())
