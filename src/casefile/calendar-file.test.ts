import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkCalendarFile } from './calendar-file.ts'

const term = { id: '2026-autumn', from: '2026-09-01', to: '2026-12-18' }
const spring = { id: '2027-spring', from: '2027-01-04', to: '2027-03-25' }
const faultsOf = (file: unknown) => {
  const checked = checkCalendarFile(file)
  return 'faults' in checked ? checked.faults : []
}
const ofTerms = (...terms: object[]): string[] => faultsOf({ name: 'County', terms }).map(({ pointer }) => pointer)
const withBreak = (from: string, to: string) => ofTerms({ ...term, breaks: [{ from, to }] })

describe('a calendar file', () => {
  it('that is well-formed is handed back as it is', () => {
    const file = {
      name: 'County',
      terms: [{ ...term, breaks: [{ from: '2026-10-26', to: '2026-10-30' }], basis: 'published' }, spring],
      closures: ['2026-09-01'],
      bankHolidays: ['2026-12-25'],
      councilClosures: [],
      panels: ['2026-10-14', '2026-12-02'],
    }
    const checked = checkCalendarFile(file)
    assert.ok('calendar' in checked)
    assert.equal(checked.calendar, file)
  })

  it('needs a name and a term, and no more', () => {
    assert.deepEqual(ofTerms(term), [])
    assert.deepEqual(ofTerms(), ['/terms'])
    assert.deepEqual(
      faultsOf({}).map(({ pointer }) => pointer),
      ['/name', '/terms'],
    )
  })

  for (const [more, pointer] of [
    [{ name: ' ' }, '/name'],
    [{ terms: {} }, '/terms'],
    [{ closures: '2026-09-01' }, '/closures'],
    [{ bankHolidays: ['2026-12-25', '25/12/2026'] }, '/bankHolidays/1'],
    [{ councilClosures: [null] }, '/councilClosures/0'],
    [{ panels: ['2026-02-29'] }, '/panels/0'],
    [{ holidays: [] }, '/holidays'],
  ] as const) {
    it(`is refused at ${pointer}: ${JSON.stringify(more)}`, () => {
      assert.deepEqual(
        faultsOf({ name: 'County', terms: [term], ...more }).map((fault) => fault.pointer),
        [pointer],
      )
    })
  }

  for (const [wrong, pointer] of [
    [{ id: '' }, '/terms/0/id'],
    [{ from: '2026-09-31' }, '/terms/0/from'],
    [{ to: null }, '/terms/0/to'],
    [{ basis: 'guessed' }, '/terms/0/basis'],
    [{ breaks: [{ from: '2026-10-26' }] }, '/terms/0/breaks/0/to'],
    [{ start: '2026-09-01' }, '/terms/0/start'],
  ] as const) {
    it(`is refused at ${pointer} of a term: ${JSON.stringify(wrong)}`, () => assert.deepEqual(ofTerms({ ...term, ...wrong }), [pointer]))
  }
})

describe('a term', () => {
  it('may be a single day, and ends no sooner than it begins', () => {
    assert.deepEqual(ofTerms({ ...term, to: '2026-09-01' }), [])
    assert.deepEqual(ofTerms({ ...term, to: '2026-08-31' }), ['/terms/0/to'])
  })

  it('has an id of its own', () => assert.deepEqual(ofTerms(term, { ...spring, id: term.id }), ['/terms/1/id']))

  it('begins after the one before it has ended, in whatever order they stand', () => {
    assert.deepEqual(ofTerms(term, { ...spring, from: '2026-12-19' }), [])
    assert.deepEqual(ofTerms(term, { ...spring, from: '2026-12-18' }), ['/terms/1/from'])
    assert.deepEqual(ofTerms({ ...spring, from: '2026-12-18' }, term), ['/terms/0/from'])
    assert.deepEqual(ofTerms(term, { ...term, id: 'again' }), ['/terms/1/from'])
  })

  it('may not lie within another, nor in a later part of it', () => {
    const year = { id: 'year', from: '2026-09-01', to: '2027-07-21' }
    const short = { id: 'short', from: '2026-09-02', to: '2026-09-03' }
    assert.deepEqual(ofTerms(year, short, spring), ['/terms/1/from', '/terms/2/from'])
  })
})

describe('a break', () => {
  it('lies within its term', () => {
    assert.deepEqual(withBreak('2026-09-01', '2026-12-18'), [])
    assert.deepEqual(withBreak('2026-08-31', '2026-09-02'), ['/terms/0/breaks/0/from'])
    assert.deepEqual(withBreak('2026-12-18', '2026-12-19'), ['/terms/0/breaks/0/to'])
  })

  it('ends no sooner than it begins', () => {
    assert.deepEqual(withBreak('2026-10-26', '2026-10-26'), [])
    assert.deepEqual(withBreak('2026-10-26', '2026-10-25'), ['/terms/0/breaks/0/to'])
  })
})
