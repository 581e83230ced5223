import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { either, nearest, pointerTo, shown } from './fault.ts'

describe('a pointer', () => {
  it('escapes what has a meaning in it', () => assert.equal(pointerTo('/facts/0', 'a/b~c'), '/facts/0/a~1b~0c'))
  it('names a place in a list by its number', () => assert.equal(pointerTo('/facts', 3), '/facts/3'))
})

describe('a value in a message', () => {
  it('stands in quotes where it is a text', () => assert.equal(shown('a "b"'), '"a \\"b\\""'))
  it('is shortened after 40 signs', () => {
    assert.equal(shown('x'.repeat(40)), `"${'x'.repeat(40)}"`)
    assert.equal(shown('x'.repeat(41)), `"${'x'.repeat(40)}…"`)
  })
  it('is not cut within a sign', () => assert.equal(shown('😀'.repeat(50)), `"${'😀'.repeat(40)}…"`))
  it('shows by its code what would not be seen, or would move a terminal', () => {
    assert.equal(shown('\u001b[31m\u0085\u202e\u2028'), '"\\u001b[31m\\u{85}\\u{202e}\\u{2028}"')
  })
  it('is only named where it is a list, an object or null', () => {
    assert.deepEqual(
      [shown([1]), shown({ a: 1 }), shown(null), shown(0.3), shown(false)],
      ['a list', 'an object', 'nothing', '0.3', 'false'],
    )
  })
})

describe('choices', () => {
  it('are joined as people do', () => {
    assert.deepEqual([either(['a', 'b', 'c']), either(['a', 'b']), either(['a']), either([])], ['a, b or c', 'a or b', 'a', ''])
  })
})

describe('the nearest known name', () => {
  const known = ['off-roll', 'on-roll', 'attendance-review', 'dateOfBirth', 'on', 'eha']
  for (const [name, meant] of [
    ['atendance-review', 'attendance-review'],
    ['attendance_reviews', 'attendance-review'],
    ['Off Roll', 'off-roll'],
    ['date_of_birth', 'dateOfBirth'],
    ['dob', undefined],
    ['by', undefined],
    ['ehas', 'eha'],
    ['', undefined],
    ['__proto__', undefined],
    ['attendance-review'.repeat(10_000), undefined],
  ] as const) {
    it(`to ${name.slice(0, 40) || 'nothing'} is ${meant ?? 'none'}`, () => assert.equal(nearest(name, known), meant))
  }
})
