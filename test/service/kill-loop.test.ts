import assert from 'node:assert/strict'
import { it } from 'node:test'
import { killLoop } from './kill-loop.ts'

it('What is acknowledged is stored and audited, once, whenever pages and jobs are killed', async (test) => {
  const seed = Math.floor(Math.random() * 1_000_000)
  test.diagnostic(`seed ${seed}`)
  const { recorded, kills } = await killLoop(3, seed)
  assert.equal(kills.web + kills.worker, 3)
  assert.ok(recorded > 3)
})
