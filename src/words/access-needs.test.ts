import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accessNeeds, type Reachable } from './access-needs.ts'

const mother: Reachable['contacts'][number] = {
  ...{ name: 'Leila Holt', mayBeCalled: true, mayBeLeftAMessage: true, mayBeWrittenTo: true, mayBeEmailed: true },
  ...{ language: null, needsInterpreter: null, accessNeeds: null },
}
const child = (more: Partial<Reachable> = {}): Reachable => ({
  ...{ language: null, needsInterpreter: null, accessNeeds: null, contacts: [mother], addresses: [] },
  ...more,
})

describe('what to heed before one turns to a family', () => {
  it('is nothing where every way is safe and no language is known', () => assert.deepEqual(accessNeeds(child()), []))

  it('is first what is not safe, then through whom and in which language, then what helps', () => {
    const contacts = [
      { ...mother, needsInterpreter: true, language: 'Arabic', accessNeeds: 'hard of hearing' },
      { ...mother, name: 'Sami Holt', mayBeCalled: false, mayBeLeftAMessage: false },
    ]
    const addresses = [{ mayBeWrittenTo: false, until: null }]
    assert.deepEqual(
      accessNeeds(child({ contacts, addresses, language: 'Polish', accessNeeds: 'a quiet room' })).map(({ says, isWarning }) => [
        says,
        isWarning,
      ]),
      [
        ['Do not ring, or leave a message: Sami Holt', true],
        ['Do not send letters to the address of the child', true],
        ['Speaks Polish: the child', false],
        ['Interpreter, Arabic: Leila Holt', false],
        ['a quiet room', false],
        ['Leila Holt: hard of hearing', false],
      ],
    )
  })

  it('says nothing of an address where the child lives no longer', () =>
    assert.deepEqual(accessNeeds(child({ addresses: [{ mayBeWrittenTo: false, until: '2026-01-01' }] })), []))
})
