import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lancashireGuidance } from '../guidance/register.ts'
import { defaultValues } from '../guidance/settings.ts'
import { dueInWords, pathwayInWords, sectionOf, sections, statusInWords, valueInWords } from './guidance-words.ts'

const { clauses } = lancashireGuidance
const duties = clauses.filter((clause) => clause.kind === 'duty')

describe('words for the guidance', () => {
  it('have a heading for the section of every clause', () => {
    const known = new Set(sections.map(({ id }) => id))
    for (const { id } of clauses) assert.ok(known.has(sectionOf(id)), id)
  })

  it('have words for every status and every pathway', () => {
    const statuses = clauses.flatMap((clause) =>
      clause.kind === 'status' ? [clause.status] : clause.kind === 'duty' && clause.givesStatus ? [clause.givesStatus] : [],
    )
    assert.ok(statuses.length >= 3)
    for (const status of statuses) assert.notEqual(statusInWords(status), status)
    for (const { pathway } of lancashireGuidance.pathways) assert.notEqual(pathwayInWords(pathway), pathway)
  })

  it('say what settles every duty, and what starts it', () => {
    for (const { id, dischargedWords, startsWords } of duties) assert.ok(dischargedWords && startsWords, id)
  })

  it('put the number of a setting into when a duty is due, wherever its unit stands', () => {
    const due = (id: string, values = defaultValues) => {
      const clause = duties.find((duty) => duty.id === id)
      return clause && dueInWords(clause, values)
    }
    assert.equal(due('1.2a'), '1 working day after the day it starts')
    assert.equal(due('1.2a', { ...defaultValues, notifyWithin: 0 }), 'the day it starts')
    assert.match(due('1.4a') ?? '', /has none, 30 school days after it$/)
    assert.match(due('1.5a') ?? '', /^6 weeks after /)
    assert.equal(due('1.6b'), 'the same day')
  })

  it('give values with their units', () => {
    assert.equal(valueInWords(1, 'weeks'), '1 week')
    assert.equal(valueInWords(0, 'school days'), '0 school days')
    assert.equal(valueInWords(75, '%'), '75%')
    assert.equal(valueInWords('below-90', 'choice'), 'below-90')
  })
})
