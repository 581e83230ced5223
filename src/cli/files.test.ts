import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whyUnreadable } from './files.ts'

const why = (code: string) => whyUnreadable(Object.assign(new Error('as the system says it'), { code })).message

describe('a file that cannot be read', () => {
  it('is told with its reason and what is expected, never in the words of the system', () => {
    assert.equal(why('ENOENT'), 'there is no such file; expected a file that is there')
    assert.equal(why('EISDIR'), 'this is a folder; expected a file')
    assert.equal(why('EACCES'), 'you may not read this file; expected one that you may read')
    assert.equal(why('EIO'), 'cannot be read (EIO); expected a file')
    assert.equal(whyUnreadable('nothing known').message, 'cannot be read (unknown); expected a file')
  })
})
