import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import { NOBODY, type Pupil, pupilOf, readRow, returnOfRow } from './returns-from-rows.ts'

const pupil = (more: Partial<Pupil>): Pupil => ({
  ...{ head: 'ana', givenNames: 'Ana Maria', familyName: 'Holt-Berry', knownAs: 'Annie', formerNames: [], formerUpns: [] },
  ...{ dateOfBirth: date('2014-03-09'), upn: 'A888200124001' },
  ...more,
})
const ana = pupil({})

describe('the pupil of a row', () => {
  const who = { upn: undefined, familyName: 'HOLT BERRY', givenNames: 'Annie', dateOfBirth: date('2014-03-09') }
  const numbered = { upn: 'A888200124001', familyName: undefined, givenNames: undefined, dateOfBirth: undefined }
  const why = (identity: Parameters<typeof pupilOf>[0], ...pupils: readonly Pupil[]) => {
    const found = pupilOf(identity, pupils)
    return 'why' in found ? found.why : found.pupil.head
  }

  it('is found by its number, now or before, or by names however they are written with the day of birth', () => {
    assert.equal(why(numbered, ana), 'ana')
    assert.equal(why(numbered, pupil({ upn: null, formerUpns: ['A888200124001'] })), 'ana')
    assert.equal(why(who, ana), 'ana')
    assert.equal(why({ ...who, givenNames: 'Anna' }, ana), NOBODY)
    assert.equal(why({ ...who, dateOfBirth: date('2014-03-10') }, ana), NOBODY)
    assert.equal(why({ ...who, dateOfBirth: undefined }, ana), NOBODY)
  })

  it('is not another with the same number, if the row names or dates somebody else', () => {
    assert.equal(why({ ...who, ...{ upn: 'A888200124001' } }, ana), 'ana')
    assert.match(why({ ...numbered, dateOfBirth: date('2014-09-03') }, ana), /another date of birth/)
    assert.match(why({ ...numbered, givenNames: 'Bela' }, ana), /another name/)
  })

  it('has the number of the row, if it has one at all', () => {
    const other = { ...who, upn: 'P888200124002' }
    assert.match(why(other, ana), /another unique pupil number/)
    assert.equal(why(other, pupil({ upn: null })), 'ana')
  })

  it('is one: of two who may be meant it is neither', () => {
    assert.match(why(who, ana, pupil({ head: 'twin', upn: 'P888200124002' })), /More than one pupil/)
    assert.match(why(numbered, ana, pupil({ head: 'twin' })), /More than one pupil/)
  })
})

describe('what a row says', () => {
  const schools = [
    { id: 's-1', kind: 'school', name: 'St Mary’s Primary', urn: '100001' },
    { id: 's-2', kind: 'school', name: 'St Marys Primary', urn: '100002' },
    { id: 's-3', kind: 'school', name: 'Umbermere Academy', urn: '100003' },
  ] as const
  const columns = { upn: 'u', deletedOn: 'd', ground: 'g', nextSchool: 'n', startsOn: 's', 'parent1.name': 'p', 'parent1.phone': 't' }
  const headings = Object.values(columns)
  const read = (cells: Partial<Record<keyof typeof columns, string>>, more: Readonly<Record<string, string>> = {}) => {
    const whole = { upn: 'A888200124001', deletedOn: '23/11/2026', ground: 'g', ...cells }
    const row = Object.keys(columns).map((part) => new Map(Object.entries(whole)).get(part) ?? '')
    return readRow(row, headings, { ...columns, ...more }, schools)
  }
  const wrong = (cells: Parameters<typeof read>[0]) => read(cells).unread.map(({ pointer }) => pointer)

  it('is a day of either form, which has to exist', () => {
    for (const text of ['23/11/2026', '2026-11-23', '23.11.2026', '2026-11-23 00:00:00'])
      assert.equal(read({ deletedOn: text }).given.deletedOn, '2026-11-23', text)
    for (const text of ['31/11/2026', '11/23/2026', '23/11/26', 'soon', ''])
      assert.deepEqual(wrong({ deletedOn: text }), ['/deletedOn'], text)
    assert.equal(read({}, { deletedOnIs: 'last-on' }).given.deletedOn, '2026-11-24')
  })

  it('is a ground, by its letter alone', () => {
    for (const text of ['g', 'G', '(g)', 'Ground g', '9(1)(g)', 'Reg 9(1)(G)', 'g. Moved away', 'g – moved'])
      assert.equal(read({ ground: text }).given.ground, 'g', text)
    for (const text of ['', 'p', 'gg', 'a pupil moved', '8(1)(g)', 'Reg. 8 (1)(g)'])
      assert.deepEqual(wrong({ ground: text }), ['/ground'], text)
  })

  it('is a school of the county by name or number, one elsewhere by name, and of two of one name neither', () => {
    const next = (nextSchool: string) => [read({ nextSchool }).given.nextSchool, read({ nextSchool }).given.nextSchoolName]
    assert.deepEqual(next('UMBERMERE ACADEMY'), ['s-3', undefined])
    assert.deepEqual(next('100002'), ['s-2', undefined])
    assert.deepEqual(next('Elsewhere Academy'), [undefined, 'Elsewhere Academy'])
    assert.deepEqual(wrong({ nextSchool: 'St Mary’s Primary' }), ['/nextSchool'])
  })

  it('is filled up from what is on record: parents where it names none, or the rest of the one it names', () => {
    const known = { address: '1 Street', 'parent1.name': 'Ana Holt', 'parent1.address': '1 Street', 'parent1.phone': '1' } as const
    const more = { 'parent2.name': 'Bo Holt', 'parent2.address': '2 Street', 'parent2.phone': '2' } as const
    const parents = (cells: Parameters<typeof read>[0]) => {
      const { told } = returnOfRow(read(cells), { ...known, ...more })
      return 'faults' in told
        ? told.faults.map(({ pointer }) => pointer)
        : told.content.parents.map(({ name, phone }) => `${name} ${phone}`)
    }
    assert.deepEqual(parents({}), ['Ana Holt 1', 'Bo Holt 2'])
    assert.deepEqual(parents({ 'parent1.name': 'BO HOLT' }), ['BO HOLT 2'])
    assert.deepEqual(parents({ 'parent1.name': 'Bo Holt', 'parent1.phone': '9' }), ['Bo Holt 9'])
    assert.deepEqual(parents({ 'parent1.name': 'Cy Holt' }), ['/parent1.address', '/parent1.phone'])
    assert.deepEqual(parents({ 'parent1.phone': '9' }), ['/parent1.name', '/parent1.address'])
    assert.deepEqual(returnOfRow(read({}), known).filled, ['address', 'parent1.name', 'parent1.address', 'parent1.phone'])
  })
})
