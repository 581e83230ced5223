import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { lancashireGuidance } from './register.ts'

/** The guidance's own text: where `ONROLL_GUIDANCE_TEXT` says, or beside the checkout. It is not ours to ship, so it may not be there. */
const file = process.env['ONROLL_GUIDANCE_TEXT'] ?? join(import.meta.dirname, '../../../shared/guidance/lancashire-guidance.txt')

/** A text without its marks for underlining and bold, each gap a single space. */
const plain = (text: string): string => text.replace(/<\/?u>|\*\*/g, '').replace(/\s+/g, ' ')

describe('The words on which a clause hinges', () => {
  const clauses = lancashireGuidance.clauses.filter(({ cites }) => cites !== 'local')

  it('are there for every clause of the guidance', () =>
    assert.deepEqual(
      clauses.filter(({ hinges = [] }) => hinges.length === 0).map(({ id }) => id),
      [],
    ))

  it('are not there for what the county adds', () =>
    assert.deepEqual(
      lancashireGuidance.clauses.filter(({ cites, hinges }) => cites === 'local' && hinges).map(({ id }) => id),
      [],
    ))

  it('are six at most: the guidance is cited, not copied', () =>
    assert.deepEqual(
      clauses.flatMap(({ hinges = [] }) => hinges).filter((hinge) => hinge.split(' ').length > 6),
      [],
    ))

  const skip = !existsSync(file) && 'the text of the guidance is not here: say where with ONROLL_GUIDANCE_TEXT'

  it('stand in the guidance', { skip }, () => {
    const text = plain(readFileSync(file, 'utf8'))
    assert.deepEqual(
      clauses.flatMap(({ id, hinges = [] }) => hinges.filter((hinge) => !text.includes(plain(hinge))).map((hinge) => `${id}: ${hinge}`)),
      [],
    )
  })

  it('are all that is taken from it: no clause says seven of its words in a row', { skip }, () => {
    const text = ` ${wordsOf(readFileSync(file, 'utf8')).join(' ')} `
    const taken = clauses.flatMap(({ id, says }) => {
      const words = wordsOf(says)
      const sevens = words.slice(6).map((_, at) => words.slice(at, at + 7).join(' '))
      return sevens.filter((seven) => text.includes(` ${seven} `)).map((seven) => `${id}: ${seven}`)
    })
    assert.deepEqual(taken, [])
  })
})

/** Names of services, posts and meetings are the field's own: each counts as one word. */
const NAMES = [
  /children[’']s services support hub/g,
  /children[’']s social care/g,
  /children and family wellbeing service/g,
  /community senior family support workers?/g,
  /team around the family/g,
  /early help assessment/g,
]

function wordsOf(text: string): string[] {
  const named = NAMES.reduce((words, name, index) => words.replace(name, `name${index}`), plain(text).toLowerCase())
  return named.match(/[\p{L}\p{N}%]+/gu) ?? []
}
