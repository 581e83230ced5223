import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { factTable, factTypes } from '../casefile/fact-table.ts'
import type { Field } from '../casefile/fields.ts'
import type { AskedMember } from './asking.ts'
import { type FormGroup, formGroups, formWordsOf, noteFault, noteHint, typesOfGroup } from './form-words.ts'

/** Short enough for a heading, a hint below a field, a button. */
const [HEADING, HINT] = [45, 100]

const kindOf = ({ kind }: Field): AskedMember['kind'] | undefined =>
  (
    ({ boolean: 'yes-or-no', 'one-of': 'one', list: 'several', text: 'text', whole: 'number', halves: 'number', date: 'day' }) as Readonly<
      Record<string, AskedMember['kind']>
    >
  )[kind]

const fieldsOf = (type: (typeof factTypes)[number]): Readonly<Record<string, Field>> => factTable[type].detail

/** Every answer that a member offers. */
function answersOf(asked: AskedMember): readonly string[] {
  switch (asked.kind) {
    case 'yes-or-no':
      return [asked.yes, asked.no, ...(asked.unsaid === null ? [] : [asked.unsaid])]
    case 'one':
      return Object.values(asked.choices)
    case 'several':
      return [...Object.values(asked.choices), asked.none]
    case 'text':
    case 'number':
    case 'day':
      return []
  }
}

describe('the words of a form', () => {
  for (const type of factTypes) {
    const { title, button, when, members } = formWordsOf(type)
    const asked = Object.values(members)

    it(`ask for what the fact table has of ${type}, in its order, each as what it is`, () => {
      const fields = fieldsOf(type)
      assert.deepEqual(Object.keys(members), Object.keys(fields))
      for (const [name, field] of Object.entries(fields)) {
        const words = members[name] as AskedMember
        assert.equal(words.kind, kindOf(field), name)
        if (field.kind === 'one-of' && words.kind === 'one')
          assert.deepEqual(Object.keys(words.choices).toSorted(), field.choices.toSorted(), name)
        if (words.kind === 'yes-or-no' && words.unsaid !== null) assert.ok(!field.required, `${name} has to be answered`)
      }
    })

    it(`are plain words for ${type}: sentence case, no codes, short`, () => {
      const hints = [when, ...asked].flatMap(({ hint }) => hint ?? [])
      const choiceHints = asked
        .flatMap((words) => (words.kind === 'one' ? Object.values(words.hints ?? {}) : []))
        .flatMap((hint) => hint ?? [])
      for (const words of [title, button, ...asked.flatMap(answersOf)]) assert.match(words, /^[A-Z][^.?]*$/)
      for (const { question } of [when, ...asked]) assert.match(question, /^[A-Z][^.?]*\?$/)
      for (const hint of [...hints, ...choiceHints, noteHint(type)]) assert.match(hint, /^[A-Z].*\.$/)
      for (const words of [title, button, noteHint(type), ...hints, ...choiceHints, ...asked.flatMap(answersOf)]) {
        assert.doesNotMatch(words, /true|false|undefined|[a-z]-[a-z]+-[a-z]|'|"|_/)
        assert.ok(words.length <= HINT, `${words}: ${words.length}`)
      }
      assert.ok(title.length <= HEADING, `${title}: ${title.length}`)
    })

    it(`say on the button of ${type} what it does, in three words at most`, () => {
      assert.match(button, /^(Record|Register|Nominate|Decline|Close)( [\w-]+){1,2}$/)
    })

    it(`tell the answers for ${type} apart, and never say no more than yes or no`, () => {
      for (const words of asked) {
        const answers = answersOf(words)
        assert.equal(new Set(answers).size, answers.length, answers.join(' | '))
        for (const answer of answers) assert.doesNotMatch(answer, /^(yes|no)$/i)
        if (words.kind === 'yes-or-no') assert.ok(words.yes.startsWith('Yes, ') && words.no.startsWith('No, '), answers.join(' | '))
      }
    })
  }

  it('give each type a title of its own', () => {
    assert.equal(new Set(factTypes.map((type) => formWordsOf(type).title)).size, factTypes.length)
  })

  it('offer a third answer where leaving it out says something else than no', () => {
    const withThird = factTypes.flatMap((type) =>
      Object.entries(formWordsOf(type).members).flatMap(([name, words]) =>
        words.kind === 'yes-or-no' && words.unsaid !== null ? `${type}.${name}: ${words.unsaid}` : [],
      ),
    )
    assert.deepEqual(withThird, [
      'allocated-worker-discussion.inPlan: It is not known yet',
      'taf-meeting.agreedRequest: It was not decided',
      'cssh-discussion.escalate: It is not decided yet',
    ])
  })

  it('choose a school where a school is asked for, and a step where one is', () => {
    const chosen = factTypes.flatMap((type) =>
      Object.entries(formWordsOf(type).members).flatMap(([name, words]) =>
        words.kind === 'text' && !words.takes.includes('line') ? `${type}.${name}: ${words.takes}` : [],
      ),
    )
    assert.deepEqual(chosen, ['off-roll.school: a school', 'reason-not-done.clause: a clause', 'on-roll.school: a school'])
  })

  it('ask for the note of a review alone, which says nothing without', () => {
    assert.deepEqual(
      factTypes.filter((type) => noteFault(type, ' ') !== undefined),
      ['case-review'],
    )
    assert.equal(noteFault('case-review', 'Seen.'), undefined)
    assert.equal(noteFault('case-review', undefined)?.pointer, '/note')
  })

  it('say of a note what it should hold, or that it is for the next person', () => {
    assert.equal(noteHint('engagement-plan'), 'What the plan is: who does what, and by when.')
    assert.equal(noteHint('csc-referral'), 'Anything that the next person should know. It settles nothing by itself.')
  })
})

describe('the groups of what can be recorded', () => {
  it('hold every type once, and none is empty', () => {
    const types = formGroups.flatMap(typesOfGroup)
    assert.deepEqual(types.toSorted(), factTypes.toSorted())
    for (const group of formGroups) assert.ok(typesOfGroup(group).length > 0, group)
  })

  it('show a type in the order in which a caseworker looks for it', () => {
    const first = (group: FormGroup) => typesOfGroup(group)[0]
    assert.equal(first('On and off roll'), 'off-roll')
    assert.equal(first('Panel'), 'panel-nomination')
    assert.equal(typesOfGroup('Reviewing and closing').at(-1), 'cme-closed')
  })
})
