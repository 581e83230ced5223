import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

describe('a test file', () => {
  it('has what is done before or after each test within a describe: outside, it would be done for each test of all files', () => {
    const files = globSync('{src,test}/**/*.test.ts')
    const wrong = files.filter((file) => /^(beforeEach|afterEach)\(/m.test(readFileSync(file, 'utf8')))
    assert.ok(files.length > 100)
    assert.deepEqual(wrong, [])
  })
})
