import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/civil-date.ts'
import { momentOf } from '../casefile/moment.ts'
import { assess } from '../guidance/assess.ts'
import { settingsForAllDays } from '../guidance/settings.ts'
import { type StoryKey, storyKeys } from './county.ts'
import { stories } from './stories.ts'
import { syntheticCounty } from './synthetic-county.ts'

const TODAY = '2026-11-23'
const county = syntheticCounty({ scale: 'demo', day: day(TODAY) })
const told = Array.from({ length: county.firstHouseholds }, (_, place) => county.householdAt(place)).flatMap(({ children }) => children)

function childOf(key: StoryKey) {
  const found = told.find(({ pupil }) => pupil.story === key)
  assert.ok(found, key)
  return found
}

const answerOf = (key: StoryKey, knownAt?: string) =>
  assess(
    childOf(key).caseFile,
    county.calendar,
    settingsForAllDays(),
    day(TODAY),
    knownAt === undefined ? {} : { knownAt: momentOf(knownAt) },
  )

/** The pathways that are open, and what is owed or comes, in lines. */
function stateOf(key: StoryKey): { readonly open: string; readonly owed: readonly string[] } {
  const { episodes, duties } = answerOf(key)
  return {
    open: episodes.flatMap(({ pathway, endedOn }) => (endedOn === null ? [pathway] : [])).join(),
    owed: duties
      .filter(({ state }) => state === 'open' || state === 'overdue' || state === 'upcoming')
      .map(({ clause, state, startedOn, dueOn }) => `${clause} ${state}, ${state === 'upcoming' ? `from ${startedOn}` : `due ${dueOn}`}`),
  }
}

const statusesOf = (key: StoryKey) => answerOf(key).statuses.map(({ status }) => status)

describe('on Monday 23 November 2026', () => {
  for (const [sentence, key, open, owed] of [
    ['a child whose parents engage waits for the next review, and nothing else is asked', 'engaging', 'cme', ['L1 open, due 2026-12-01']],
    [
      'for a child whose parents refuse everything the order is overdue, and the panel comes on Wednesday',
      'refusing',
      'cme',
      ['1.4c open, due 2026-11-25', '1.6d overdue, due 2026-11-17'],
    ],
    ['the sealed child has a next step as any other', 'sealed', 'cme', ['L1 open, due 2026-12-07', '1.4a upcoming, from 2026-12-18']],
    ['for the child educated at home nothing is owed', 'home-educated', '', []],
    ['whether to nominate the persistent CME is to be decided by Wednesday’s panel', 'persistent', 'cme', ['1.4a open, due 2026-11-25']],
    [
      'without progress six weeks after the panel the request for support is overdue',
      'no-progress',
      'cme',
      ['1.5a overdue, due 2026-11-04', '1.4a upcoming, from 2026-12-08'],
    ],
    ['the sixtieth school day is shown ahead', 'waiting', 'cme', ['L1 open, due 2026-12-07', '1.4a upcoming, from 2027-01-15']],
    ['the child told of today is to be registered by Wednesday', 'notified', 'cme', ['1.2b open, due 2026-11-25']],
    [
      'without consent to the assessment a strategy discussion is to be considered beside the order',
      'order',
      'cme',
      ['1.4c open, due 2026-11-25', '1.6f open, due 2026-11-26'],
    ],
    [
      'after the permanent exclusion the assessment and the request are due together',
      'excluded',
      'exclusion',
      ['3.1e open, due 2026-11-25', '3.1f open, due 2026-11-25'],
    ],
    [
      'after the second suspension an assessment is to be considered and needs to be judged',
      'suspended-twice',
      'exclusion',
      ['3.1a open, due 2026-12-01', 'L2 open, due 2026-12-01'],
    ],
    ['eight weeks without improvement call for a decision about support', 'no-improvement', 'exclusion', ['3.1d open, due 2026-11-27']],
    ['a suspension that was cancelled opens nothing', 'cancelled', '', []],
    ['below 80% with a plan, intensive support is to be requested', 'below-eighty', 'pme', ['2.1e open, due 2026-11-25']],
    ['with the same attendance and no plan it is not', 'below-eighty-without-plan', 'pme', ['L1 open, due 2026-12-09']],
    ['nor where context explains the absence, far below as it is', 'explained', 'pme', ['L1 open, due 2026-12-16']],
    [
      'consent withheld and no improvement call for a strategy discussion to be considered',
      'withheld',
      'pme',
      ['2.1d open, due 2026-11-27', '2.1c open, due 2026-11-25', '2.2a open, due 2026-11-25'],
    ],
    ['in the last year of compulsory school age the request is long overdue', 'leaving', 'pme', ['2.1e overdue, due 2026-10-06']],
    ['of two siblings each has a decision about support', 'older-sibling', 'cme', ['L4 open, due 2026-11-26']],
    ['the younger as the older', 'younger-sibling', 'cme', ['L4 open, due 2026-11-26']],
    [
      'for the child of whom the panel was worried nothing is overdue, and sixty school days come next month',
      'safeguarding',
      'cme',
      ['1.4a upcoming, from 2026-12-08'],
    ],
    [
      'with consent given, the assessment is due this week',
      'assessment',
      'cme',
      ['1.5d open, due 2026-11-26', '1.4a upcoming, from 2026-12-08'],
    ],
    [
      'after the case clinic the referral to CSC is due today',
      'stepped-up',
      'cme',
      ['1.4c open, due 2026-11-25', 'L3 open, due 2026-11-23'],
    ],
    ['with legal advice intended, a strategy discussion should be requested', 'legal-advice', 'pme', ['2.2b open, due 2026-11-25']],
  ] as const) {
    it(sentence, () => assert.deepEqual(stateOf(key), { open, owed }))
  }

  it('they carry the labels that their stories say', () => {
    assert.deepEqual(statusesOf('persistent'), ['missing-education', 'persistent-cme'])
    assert.deepEqual(statusesOf('engaging'), ['missing-education'])
    assert.deepEqual(statusesOf('below-eighty-without-plan'), ['persistently-absent'])
    assert.deepEqual(statusesOf('notified'), [])
  })

  it('the day before it was cancelled, the suspension counted as the second', () => {
    assert.deepEqual(answerOf('cancelled').episodes, [])
    assert.deepEqual(
      answerOf('cancelled', '2026-11-11T12:00:00Z').episodes.map(({ pathway }) => pathway),
      ['exclusion'],
    )
  })

  it('the sealed child is for four persons of the county, and nobody of the family may be rung or written to', () => {
    const { sealedTo } = childOf('sealed').pupil
    const people = new Set(county.people.map(({ id }) => id))
    assert.equal(sealedTo?.length, 4)
    for (const person of sealedTo ?? []) assert.ok(people.has(person), person)
    const family = county.householdAt(2).family
    assert.ok(family.contacts.every(({ safeTo }) => !safeTo.ring && !safeTo.post && !safeTo.message))
  })

  it('the siblings are of one family, and the child with a plan has a brother without', () => {
    assert.equal(childOf('older-sibling').pupil.family, childOf('younger-sibling').pupil.family)
    assert.equal(childOf('below-eighty').pupil.family, childOf('below-eighty-without-plan').pupil.family)
    assert.deepEqual(childOf('below-eighty').pupil.attendance, childOf('below-eighty-without-plan').pupil.attendance)
  })
})

describe('the stories', () => {
  it('are told of one child each', () => {
    assert.deepEqual(
      stories.map(({ key }) => key),
      [...storyKeys],
    )
    for (const key of storyKeys) assert.equal(told.filter(({ pupil }) => pupil.story === key).length, 1, key)
  })

  it('are in a whole county as they are in a demo', () => {
    const whole = syntheticCounty({ scale: 'county', day: day(TODAY) })
    for (const place of [0, 2, 11, 13]) {
      assert.deepEqual(
        whole.householdAt(place).children.map(({ pupil }) => [pupil.story, pupil.forename, pupil.surname]),
        county.householdAt(place).children.map(({ pupil }) => [pupil.story, pupil.forename, pupil.surname]),
      )
    }
  })
})
