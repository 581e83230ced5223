import assert from 'node:assert/strict'
import { it } from 'node:test'
import { killLoop } from './kill-loop.ts'

it('What is acknowledged is stored and audited, once, in fifty kills of pages and jobs', async (test) => {
  const seed = Math.floor(Math.random() * 1_000_000)
  test.diagnostic(`seed ${seed}`)
  const { recorded, kills } = await killLoop(50, seed)
  test.diagnostic(`${recorded} recorded; the pages were killed ${kills.web} times, the jobs ${kills.worker} times`)
  assert.equal(kills.web + kills.worker, 50)
})
