import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { agreementOn } from '../bench/agreement.ts'
import { mix } from '../bench/mix.ts'
import { answer } from '../bench/ours.ts'
import { lancashireGuidance } from '../src/guidance/register.ts'

describe('the mix of cases that is measured', () => {
  const cases = mix(3000)
  const answers = cases.map(answer)

  it('is the same from the same seed', () => {
    assert.deepEqual(mix(50), cases.slice(0, 50))
    assert.notDeepEqual(mix(50, 2), cases.slice(0, 50))
  })

  it('has seven facts a child', () => {
    const facts = cases.reduce((sum, caseFile) => sum + caseFile.facts.length, 0)
    assert.equal(Math.round((10 * facts) / cases.length), 70)
  })

  it('has children on each pathway, with episodes open and ended', () => {
    const found = new Set(
      answers.flatMap(({ episodes }) => episodes.map(({ pathway, endedOn }) => `${pathway} ${endedOn ? 'ended' : 'open'}`)),
    )
    assert.deepEqual([...found].sort(), ['cme ended', 'cme open', 'exclusion ended', 'exclusion open', 'pme ended', 'pme open'])
  })

  it('has a duty or an option of every row, and duties in every state', () => {
    const duties = answers.flatMap((answer) => answer.duties)
    const found = new Set([...duties, ...answers.flatMap(({ options }) => options)].map(({ clause }) => clause))
    const rows = lancashireGuidance.clauses.filter(({ kind }) => kind === 'duty' || kind === 'option').map(({ id }) => id)
    assert.deepEqual([...found].sort(), rows.sort())
    assert.equal(new Set(duties.map(({ state }) => state)).size, 7)
  })
})

describe('the engines that are measured beside ours', () => {
  it('say of each row what our answer says, for every child', async () => {
    const cases = mix(500)
    for (const { row, owed, logic, rules } of await agreementOn(cases)) {
      assert.deepEqual({ row, logic, rules }, { row, logic: cases.length, rules: cases.length })
      assert.ok(owed > 0, `nothing is owed by ${row} in this mix, so agreeing on it says nothing`)
    }
  })
})
