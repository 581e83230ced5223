import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Content } from '../casefile/casework-table.ts'
import { type RequestToSend, sentBackFor } from './sent-back.ts'

const whole: Content = {
  worries: 'Not in school since September, and seen minding small children',
  tried: 'Two visits, nobody opened',
  wanted: 'Somebody to meet her mother',
  childSays: 'She misses her class.',
  familyKnows: true,
  familyAgrees: 'yes',
  ring: 'Her aunt, 01632 960 101',
  isSafeToRing: 'yes',
}

const contact = {
  ...{
    name: 'Anna Varga',
    phone: '01632 960 102',
    email: null,
    addressLines: null,
    language: null,
    needsInterpreter: null,
    accessNeeds: null,
  },
  ...{ mayBeCalled: true, mayBeLeftAMessage: true, mayBeWrittenTo: true, mayBeEmailed: true },
}

const sentBack = (content: Content, more: Partial<RequestToSend> = {}) =>
  sentBackFor({ content: { ...whole, ...content }, contacts: [contact], wasConsentAsked: false, ...more })

const isOne = (found: readonly string[], words: RegExp) => {
  assert.equal(found.length, 1, found.join('\n'))
  assert.match(found[0] ?? '', words)
}

describe('What the hub would send a request back for', () => {
  it('is nothing where all is said', () => assert.deepEqual(sentBack({}), []))

  it('is a worry in seven words, and not one in eight', () => {
    isOne(sentBack({ worries: 'one two three four five six seven' }), /What worries you is told in a few words/)
    assert.deepEqual(sentBack({ worries: 'one two three four five six seven eight' }), [])
  })

  it('is what was tried where nothing is said of it, or three words, and not four', () => {
    isOne(sentBack({ tried: undefined }), /Nothing is said of what has been tried/)
    isOne(sentBack({ tried: 'two visits, nobody' }), /What has been tried is told in a few words/)
    assert.deepEqual(sentBack({ tried: 'two visits, nobody there' }), [])
  })

  it('is what is wanted in three words, and not in four', () => {
    isOne(sentBack({ wanted: 'some help please' }), /What you want CFW to do/)
    assert.deepEqual(sentBack({ wanted: 'some help with mornings' }), [])
  })

  it('is that the child was not heard', () => isOne(sentBack({ childSays: ' ' }), /what the child says/))

  it('is that the family does not know', () => isOne(sentBack({ familyKnows: false }), /does not know of the request/))

  it('is that consent was not asked for, unless the record has an answer', () => {
    isOne(sentBack({ familyAgrees: 'not-asked' }), /Consent has not been asked for/)
    assert.deepEqual(sentBack({ familyAgrees: 'not-asked' }, { wasConsentAsked: true }), [])
  })

  it('is that parents refuse, or disagree', () => {
    isOne(sentBack({ familyAgrees: 'no' }), /do not agree/)
    isOne(sentBack({ familyAgrees: 'some' }), /One parent agrees and another does not/)
  })

  it('is that nobody is named to ring, or not whether it is safe', () => {
    isOne(sentBack({ ring: undefined, isSafeToRing: undefined }), /Nobody is named/)
    for (const isSafeToRing of ['no', 'not-known', undefined]) isOne(sentBack({ isSafeToRing }), /safe to ring/)
  })

  it('is that no safe way to the family is on record; of contacts that are withheld nothing is said', () => {
    const unsafe = { ...contact, mayBeCalled: false }
    for (const contacts of [[], [unsafe], [{ ...contact, phone: null }]]) isOne(sentBack({}, { contacts }), /No safe way/)
    assert.deepEqual(sentBack({}, { contacts: [{ ...unsafe, email: 'anna@family.example' }] }), [])
    isOne(sentBack({}, { contacts: [{ ...unsafe, email: 'anna@family.example', mayBeEmailed: false }] }), /No safe way/)
    assert.deepEqual(sentBack({}, { contacts: [{ ...unsafe, addressLines: ['1 Mill Lane'] }] }), [])
    assert.deepEqual(sentBack({}, { contacts: undefined }), [])
  })
})
