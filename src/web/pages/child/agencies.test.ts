import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amina, caseOf, fact } from '../../../../test/kit.ts'
import { date, day } from '../../../calendar/civil-date.ts'
import { standingFacts } from '../../../casefile/standing.ts'
import { type AgencyAnswer, agencyAnswers, type Known } from './agencies.ts'

const opened = fact('2025-10-06', 'service-open', { service: 'cfw', worker: 'J. Hall' }, { by: 'cfw' })
const closed = fact('2025-10-20', 'service-closed', { service: 'cfw' }, { by: 'cfw' })
const panel = (openTo: readonly ('cfw' | 'csc')[]) =>
  fact('2025-11-03', 'panel-outcome', { openTo: [...openTo], safeguardingConcerns: false }, { by: 'panel-chair' })

const answers = (facts: Parameters<typeof caseOf>[1][], more: Partial<Known> = {}): readonly AgencyAnswer[] =>
  agencyAnswers({ facts: standingFacts(caseOf(amina, ...facts)), holders: [], pathways: ['cme'], on: day('2025-11-10'), ...more })

const said = (name: string, ...asked: Parameters<typeof answers>) => {
  const one = answers(...asked).find((answer) => answer.name === name)
  return one && `${one.answer}${one.more === undefined ? '' : `, ${one.more}`}; ${one.when}`
}

describe('An agency', () => {
  it('that nobody asked is not one that said no', () => assert.equal(said('CFW', []), 'Not asked; nothing is on record'))
  it('that the child is open to is told with who has the child there, and how old that is', () => {
    assert.equal(said('CFW', [opened]), 'Open, J. Hall; as of Mon 6 Oct, 35 days ago')
    assert.equal(
      said('Early help, North', [opened], {
        holders: [{ kind: 'cfw', since: date('2025-10-06'), agency: 'Early help, North', user: 'Hazel Brackley' }],
      }),
      'Open, Hazel Brackley; as of Mon 6 Oct, 35 days ago',
    )
  })
  it('that closed its work is not open as of that day', () => {
    assert.equal(said('CFW', [opened, closed]), 'Not open; as of Mon 20 Oct, 21 days ago')
  })
  it('is open, or not, as the last that was heard says: the panel too', () => {
    assert.equal(said('CFW', [opened, panel([])]), 'Not open; as of Mon 3 Nov, 7 days ago')
    assert.equal(said('CSC', [opened, panel(['csc'])]), 'Open; as of Mon 3 Nov, 7 days ago')
  })
  it('is as it was on the day asked about', () => {
    assert.equal(said('CFW', [opened, closed], { on: day('2025-10-19') }), 'Open, J. Hall; as of Mon 6 Oct, 13 days ago')
    assert.equal(said('CFW', [opened, closed], { on: day('2025-10-06') }), 'Open, J. Hall; as of Mon 6 Oct, today')
    assert.equal(said('CFW', [opened, closed], { on: day('2025-10-05') }), 'Not asked; nothing is on record')
  })
  it('that was asked and says nothing has not answered yet', () => {
    const request = fact('2025-11-09', 'support-request', { to: 'cfw', route: 'direct', level: 'standard' })
    assert.equal(said('CFW', [request]), 'No answer yet; asked Sun 9 Nov, yesterday')
  })
  it('that looks after home education checked, or was not asked', () => {
    assert.equal(said('Home education', []), 'Not checked; nothing is on record')
    assert.equal(
      said('Home education', [fact('2025-09-16', 'ehe-check', { onRegister: false })]),
      'Not registered; checked Tue 16 Sep, 55 days ago',
    )
  })
  it('is not told of a child on no pathway, of whom nothing is on record', () => assert.deepEqual(answers([], { pathways: [] }), []))
})
