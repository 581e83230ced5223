import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../calendar/civil-date.ts'
import { newReference } from '../../database/notifications.ts'
import { asked, faultsOfAge, faultsOfBirth, firstOpen, questions, toldBy } from './questions.ts'
import { networkOf } from './register.ts'

const today = day('2026-11-23')
const born = (date: string, month: string, year: string) =>
  faultsOfBirth({ 'born.day': date, 'born.month': month, 'born.year': year }, today).map(({ message }) => message)

describe('The date of birth that somebody types', () => {
  it('may be left out, and in figures or with the name of the month', () => {
    for (const [date, month, year] of [
      ['', '', ''],
      ['27', '3', '2014'],
      ['7', '03', '2014'],
      ['7', 'March', '2014'],
      ['23', '11', '2026'],
    ] as const)
      assert.deepEqual(born(date, month, year), [], `${date} ${month} ${year}`)
  })

  it('is refused with a sentence where it is none, is to come, or is not of a child', () => {
    for (const [date, month, year, says] of [
      ['27', '', '2014', /Enter day, month and year/],
      ['27', '3', '14', /four figures/],
      ['31', '2', '2014', /that exists/],
      ['0', '1', '2014', /that exists/],
      ['27', '13', '2014', /that exists/],
      ['24', '11', '2026', /in the past/],
      ['23', '11', '2000', /older than 25/],
    ] as const)
      assert.match(born(date, month, year).join(), says)
  })

  it('of somebody of 25 is taken, and an age of 25, and none above', () => {
    assert.deepEqual(born('24', '11', '2000'), [])
    assert.deepEqual(faultsOfAge({ age: '25' }), [])
    for (const age of ['26', '-1', '9.5', 'nine', '1e1']) assert.equal(faultsOfAge({ age }).length, 1, age)
  })
})

describe('What is asked', () => {
  it('asks where somebody works if they tell for an agency, and leaves that answer out if they say later that they do not', () => {
    const slugs = (who: string) => asked({ who }).map(({ slug }) => slug)
    assert.ok(slugs('police').includes('where-you-work'))
    assert.ok(!slugs('public').includes('where-you-work'))
    const answers = { who: 'public', organisation: 'The police', danger: 'none', says: 'Something' }
    const read = toldBy(answers, today)
    assert.ok('told' in read)
    assert.deepEqual([read.told.organisation, read.told.by], [undefined, 'other'])
  })

  it('goes to the first question without an answer', () => {
    assert.equal(firstOpen({}, today)?.slug, 'who-you-are')
    assert.equal(firstOpen({ who: 'public', danger: 'none' }, today)?.slug, 'what-you-know')
    assert.equal(firstOpen({ who: 'public', danger: 'none', says: 'Something' }, today), undefined)
  })

  it('has a question for each page, with a name of its own', () => {
    const names = questions.flatMap(({ fields }) => fields.map(({ name }) => name))
    assert.equal(new Set(names).size, names.length)
  })
})

describe('A reference', () => {
  it('has three groups of four, without letters that are taken for others, and no two are alike', () => {
    const all = Array.from({ length: 2000 }, newReference)
    for (const reference of all) assert.match(reference, /^[2-9BCDFGHJKMNPQRSTVWXYZ]{4}(-[2-9BCDFGHJKMNPQRSTVWXYZ]{4}){2}$/)
    assert.equal(new Set(all).size, all.length)
  })
})

describe('What counts as one address', () => {
  it('is an address of the older kind as it is', () => {
    assert.equal(networkOf('192.0.2.7'), '192.0.2.7')
    assert.equal(networkOf('::ffff:192.0.2.7'), '::ffff:192.0.2.7')
  })

  it('is the network of one of the newer kind', () => {
    assert.equal(networkOf('2001:DB8:1:2:aaaa:bbbb:cccc:dddd'), '2001:db8:1:2')
    assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
    assert.equal(networkOf('2001:0db8:0000::7:1'), '2001:db8:0:0')
  })
})
