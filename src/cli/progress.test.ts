import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Progress } from './progress.ts'

function progressAt() {
  const written: string[] = []
  const clock = { ms: 0 }
  const progress = new Progress(
    (text) => written.push(text.replace('\r\u001b[K', '<')),
    () => clock.ms,
  )
  return { progress, written, clock }
}

describe('progress on a long input', () => {
  it('says nothing in the first two seconds, and clears nothing then', () => {
    const { progress, written, clock } = progressAt()
    clock.ms = 1999
    progress.show(900, 0.5)
    progress.clear()
    assert.deepEqual(written, [])
    clock.ms = 2000
    progress.show(901, 0.519)
    assert.deepEqual(written, ['<901 cases, 51%'])
  })

  it('says so again only after a while, and without a share where the size is not known', () => {
    const { progress, written, clock } = progressAt()
    for (clock.ms = 2000; clock.ms < 2500; clock.ms += 50) progress.show(clock.ms, undefined)
    assert.deepEqual(written, ['<2000 cases', '<2250 cases'])
  })

  it('leaves nothing behind', () => {
    const { progress, written, clock } = progressAt()
    clock.ms = 3000
    progress.show(1, 1)
    progress.clear()
    progress.clear()
    assert.deepEqual(written, ['<1 case, 100%', '<'])
  })
})
