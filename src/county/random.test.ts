import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { randomOf } from './random.ts'

const first = (...keys: readonly (number | string)[]) =>
  Array.from(
    { length: 20 },
    (
      (random) => () =>
        random.below(1000)
    )(randomOf(...keys)),
  )

describe('chance', () => {
  it('is the same for the same keys, and another for any other', () => {
    assert.deepEqual(first(1, 'child', 7, 2), first(1, 'child', 7, 2))
    const all = [
      first(1, 'child', 7, 2),
      first(2, 'child', 7, 2),
      first(1, 'marks', 7, 2),
      first(1, 'child', 8, 2),
      first(1, 'child', 7, 3),
    ]
    assert.equal(new Set(all.map(String)).size, all.length)
  })

  it('gives whole numbers between the bounds, both of them too', () => {
    const random = randomOf('bounds')
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 6)))
    assert.deepEqual([...drawn].sort(), [3, 4, 5, 6])
  })

  it('gives of some items each about as often as its weight', () => {
    const random = randomOf('weights')
    const drawn = Array.from({ length: 10_000 }, () =>
      random.weighted([
        [1, 'rare'],
        [9, 'frequent'],
      ] as const),
    )
    const rare = drawn.filter((item) => item === 'rare').length
    assert.ok(rare > 850 && rare < 1150, `${rare}`)
  })

  it('of neighbouring keys is not alike', () => {
    const drawn = Array.from({ length: 10_000 }, (_, place) => randomOf(1, 'child', place).below(10))
    for (let digit = 0; digit < 10; digit++) {
      const count = drawn.filter((one) => one === digit).length
      assert.ok(count > 850 && count < 1150, `${digit}: ${count}`)
    }
  })
})
