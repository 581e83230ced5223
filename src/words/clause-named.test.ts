import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lancashireGuidance } from '../guidance/register.ts'
import { neededFor, warningSubjects } from './clause-named.ts'

describe('what a day of the calendar is needed for', () => {
  it('is told by the id and the title of the clause', () => {
    for (const { id, title } of lancashireGuidance.clauses) assert.equal(neededFor(id), `${id}, “${title}”`)
  })

  it('is told in words for every warning', () => {
    for (const { code } of lancashireGuidance.warnings) {
      assert.ok(warningSubjects[code], code)
      assert.equal(neededFor(code), `the warning about ${warningSubjects[code]}`)
    }
  })
})
