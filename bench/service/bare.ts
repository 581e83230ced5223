import compress from '@fastify/compress'
import Fastify from 'fastify'
import pg from 'pg'
import { render } from '../../src/web/render.ts'
import { freePort } from '../../test/service/service.ts'
import type { Started, ToStart } from './started.ts'

/*
 * What the same markup costs without us: Fastify, Nunjucks, one query of as many rows, and nothing of sessions, permission, audit, or working out what to show.
 */

process.once('message', async ({ address, bare }: ToStart) => {
  if (!bare) throw new Error('nothing to show')
  const { template, view, user } = bare
  const pool = new pg.Pool({ connectionString: address, max: 10 })
  const app = Fastify()
  await app.register(compress, { encodings: ['gzip', 'identity'], threshold: 1 << 10, syncThreshold: 1 << 20, globalDecompression: false })
  app.get('/*', async (_, reply) => {
    await pool.query({
      name: 'bare_rows',
      text: `select d.*, v.given_names, v.family_name, v.date_of_birth from duties d join child_versions v on v.child_id = d.child_id and v.version = 1
        where d.owner_user = $1 and d.outcome is null order by d.due_on limit 50`,
      values: [user],
    })
    return reply.type('text/html; charset=utf-8').send(render(template, view))
  })
  const port = await freePort()
  await app.listen({ host: 'localhost', port })
  process.send?.({ port } satisfies Started)
})
process.once('disconnect', () => process.exit())
