import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { date } from '../calendar/civil-date.ts'
import { isDestinationUnknown, type ReturnGiven, returnFrom } from './deletion-return.ts'

const whole: ReturnGiven = {
  ...{ deletedOn: date('2026-11-23'), ground: 'g', address: '1 Street' },
  ...{ 'parent1.name': 'Ana Holt', 'parent1.address': '1 Street', 'parent1.phone': '1' },
}
const places = (given: ReturnGiven, unread: Parameters<typeof returnFrom>[1] = []) => {
  const told = returnFrom(given, unread)
  return 'faults' in told ? told.faults.map(({ pointer }) => pointer) : []
}

describe('a deletion return', () => {
  it('says when, on which ground, where the pupil lives, and with which parent', () => {
    assert.deepEqual(places(whole), [])
    assert.deepEqual(places({}), ['/deletedOn', '/ground', '/address', '/parent1.name', '/parent1.address', '/parent1.phone'])
    assert.deepEqual(places({ ...whole, 'parent2.name': 'Bo Holt' }), ['/parent2.address', '/parent2.phone'])
    assert.deepEqual(places({ ...whole, address: 'x'.repeat(2000) }), [])
    assert.deepEqual(places({ ...whole, address: 'x'.repeat(2001) }), ['/address'])
  })

  it('is told once what is wrong with each part', () => {
    const { deletedOn, ...rest } = whole
    assert.deepEqual(places(rest, [{ pointer: '/deletedOn', message: 'not a day' }]), ['/deletedOn'])
  })

  it('names a next school once, no first day without one, and for ground a always', () => {
    const startsOn = date('2026-11-23')
    assert.deepEqual(places({ ...whole, startsOn }), ['/nextSchool'])
    assert.deepEqual(places({ ...whole, startsOn, nextSchool: 's-1', nextSchoolName: 'One' }), ['/nextSchoolName'])
    assert.deepEqual(places({ ...whole, startsOn, nextSchool: 's-1' }), [])
    assert.deepEqual(places({ ...whole, startsOn: date('2026-11-22'), nextSchool: 's-1' }), ['/startsOn'])
    assert.deepEqual(places({ ...whole, ground: 'a', startsOn: date('2026-11-22'), nextSchool: 's-1' }), [])
    assert.deepEqual(places({ ...whole, ground: 'a' }), ['/nextSchool'])
    assert.deepEqual(places({ ...whole, movesOn: startsOn }), ['/movesTo'])
  })

  it('has the enquiries of both on grounds h and i, and on no other', () => {
    for (const ground of ['h', 'i'] as const) {
      assert.deepEqual(places({ ...whole, ground }), ['/enquiries', '/councilEnquiries'])
      assert.deepEqual(places({ ...whole, ground, enquiries: 'Rang.' }), ['/councilEnquiries'])
      assert.deepEqual(places({ ...whole, ground, enquiries: 'Rang.', councilEnquiries: 'Asked.' }), [])
    }
    assert.deepEqual(places({ ...whole, ground: 'j' }), [])
  })

  it('leaves it open where the child goes, where a school has to be found and none is named', () => {
    const content = { address: '1 Street', parents: [] }
    const isOpen = (ground: 'c' | 'f' | 'g', more = {}) => isDestinationUnknown({ ground, content: { ...content, ...more } })
    assert.deepEqual([isOpen('g'), isOpen('f'), isOpen('c')], [true, false, false])
    assert.deepEqual([isOpen('g', { nextSchool: 's-1' }), isOpen('g', { nextSchoolName: 'One' })], [false, false])
  })
})
