import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fact, withdrawal } from '../../test/kit.ts'
import { type CaseRecord, factTable, factTypes, isWithdrawal } from '../casefile/fact-table.ts'
import { classesSeen, fieldClasses, relationshipsShowing, shownFact, shownRecord, shownReturn, WITHHELD } from './fields.ts'
import { type Relationship, relationships } from './relationships.ts'
import { type Role, roles } from './roles.ts'

const classes = (role: Role, ...some: readonly Relationship[]): string => classesSeen(role, some).join(', ')

describe('the classes that somebody sees of a child', () => {
  it('are all but the seal for a school whose pupil it is', () =>
    assert.equal(classes('attendance-lead', 'on-roll', 'owes-next-step'), 'open, identifying, locating, notes'))

  it('are, for a school that the child has left, who it is and that it left', () =>
    assert.equal(classes('safeguarding-lead', 'owes-next-step'), 'open, identifying'))

  it('are where the child is, for those who have to find or visit it', () => {
    for (const role of ['cme-officer', 'cfw-worker', 'social-worker', 'hub-worker', 'home-education-team', 'pupil-access'] as const) {
      assert.equal(classes(role, 'owes-next-step'), 'open, identifying, locating, notes')
    }
  })

  it('follow from each relationship by itself, so that a search may ask for any that shows a class', () => {
    const all = Object.keys(relationships) as Relationship[]
    for (const role of roles) {
      for (let chosen = 1; chosen < 2 ** all.length; chosen++) {
        const some = all.filter((_, place) => chosen & (1 << place))
        const seen = classesSeen(role, some)
        for (const one of fieldClasses) {
          const shows = relationshipsShowing(role, one).some((relationship) => some.includes(relationship))
          if (shows !== seen.includes(one)) assert.fail(`${role}, ${some.join(', ')}: ${one}`)
        }
      }
    }
    assert.deepEqual(relationshipsShowing('attendance-lead', 'locating'), ['on-roll', 'named-in-seal'])
    assert.deepEqual(relationshipsShowing('panel-chair', 'locating'), [])
  })

  it('are not where the child is, for a panel and for those who oversee the work', () => {
    assert.equal(classes('panel-chair', 'on-panel', 'owes-next-step'), 'open, identifying, notes')
    assert.equal(classes('head-of-service', 'oversees'), 'open, identifying')
  })

  it('are no more than the relationship warrants', () => assert.equal(classes('cme-officer', 'oversees'), 'open, identifying'))

  it('are the seal as well, for whoever is named in it', () =>
    assert.equal(classes('cme-officer', 'named-in-seal'), 'open, identifying, locating, notes, sealed'))

  it('are none without a relationship, whatever the role', () => {
    for (const role of roles) assert.equal(classes(role), '')
  })

  it('are never who the child is for those who look after the log and the law', () => {
    for (const role of ['information-governance', 'auditor'] as const) {
      for (const one of Object.keys(relationships) as Relationship[]) assert.equal(classes(role, one), 'open')
    }
  })
})

/** A fact of every type with a text of its own in each member that is free text, and in its note. */
const everyFact: readonly CaseRecord[] = factTypes.map((type) => {
  const texts = Object.entries(factTable[type].detail).filter(([, field]) => field.kind === 'text')
  const detail = Object.fromEntries(texts.map(([member]) => [member, `canary ${member}`]))
  return { ...fact('2026-10-05', type, detail as never), note: 'canary note' } as CaseRecord
})

describe('a fact', () => {
  it('shows nothing that is not open to whoever has that class alone', () => {
    const left = everyFact.flatMap((one) => JSON.stringify(shownRecord(one, ['open'])).match(/canary \w+/g) ?? [])
    assert.deepEqual([...new Set(left)].sort(), ['canary clause', 'canary term'])
  })

  it('shows no school, and no other agency that told, to whoever may not know where the child is', () => {
    const left = everyFact.flatMap((one) => JSON.stringify(shownRecord(one, ['open', 'identifying', 'notes'])).match(/canary \w+/g) ?? [])
    assert.deepEqual([...new Set(left)].sort(), [
      'canary clause',
      'canary note',
      'canary reason',
      'canary term',
      'canary to',
      'canary worker',
    ])
  })

  it('is shown whole to whoever has every class', () => {
    for (const one of everyFact) assert.deepEqual(shownRecord(one, fieldClasses), { fact: one, withheld: [] })
  })

  it('says what is left out, and keeps the form of its type', () => {
    const { fact: shown, withheld } = shownRecord(
      fact('2026-10-05', 'off-roll', { school: 'Ashfold', reason: 'moved', destinationKnown: true }),
      ['open'],
    )
    assert.deepEqual(withheld, ['school', 'reason'])
    assert.deepEqual(!isWithdrawal(shown) && shown.detail, { destinationKnown: true })
    const referred = shownFact({ type: 'agency-referral', detail: { to: 'Ashfold Nurses' } }, ['open'])
    assert.deepEqual(referred, { fact: { type: 'agency-referral', detail: { to: WITHHELD } }, withheld: ['to'] })
  })

  it('that withdraws another loses its note alone', () => {
    const noted = { ...withdrawal('2026-10-05', 'f1'), note: 'it was her sister' }
    assert.deepEqual(shownRecord(noted, ['open']), { fact: withdrawal('2026-10-05', 'f1'), withheld: ['note'] })
    assert.deepEqual(shownRecord(noted, ['open', 'notes']).withheld, [])
  })
})

describe('a deletion return', () => {
  const content = { address: '1 Street', parents: [], nextSchoolName: 'Elsewhere Academy', enquiries: 'Rang.' }

  it('is shown as far as its members are of the classes that somebody sees', () => {
    assert.deepEqual(shownReturn(content, ['open', 'identifying', 'locating', 'notes']), { content, withheld: [] })
    assert.deepEqual(shownReturn(content, ['open', 'identifying', 'locating']).withheld, ['enquiries'])
    assert.deepEqual(shownReturn(content, ['open', 'identifying', 'notes']), {
      content: { enquiries: 'Rang.' },
      withheld: ['address', 'parents', 'nextSchoolName'],
    })
  })

  it('is there for a relationship that shows where the child is', () => {
    assert.ok(relationshipsShowing('cme-officer', 'locating').includes('missing-education'))
    assert.ok(!relationshipsShowing('cme-officer', 'locating').includes('oversees'))
    assert.deepEqual(relationshipsShowing('head-of-service', 'locating'), [])
    assert.deepEqual(relationshipsShowing('attendance-lead', 'locating'), ['on-roll', 'named-in-seal'])
  })
})
