import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toldOf } from './files.ts'
import { unseenWritten } from './unseen.ts'

describe('signs that a terminal would act on', () => {
  it('are written out: escape, bell, CSI, a line break, a turn of direction', () => {
    assert.equal(unseenWritten('a\u001b[31m\u0007\u009b\n\u202eb'), 'a\\u001b[31m\\u0007\\u009b\\u000a\\u202eb')
  })

  it('and other texts stand as they are', () => {
    assert.equal(unseenWritten('Zoë, 10% – “née” ł 😀'), 'Zoë, 10% – “née” ł 😀')
  })

  it('mean the same in JSON', () => {
    const value = { id: 'c\u009b\u202e\ud83d \u001b' }
    assert.deepEqual(JSON.parse(unseenWritten(JSON.stringify(value))), value)
  })

  it('cannot forge a second fault through the name of a member', () => {
    const told = toldOf('case.json', { pointer: '/facts/0/x\nother.json:/child/id', message: 'unknown member' })
    assert.equal(told, 'case.json:/facts/0/x\\u000aother.json:/child/id: unknown member\n')
  })
})
