import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { civilDate, date, day } from '../calendar/civil-date.ts'
import { endOfDay, inLondon, isMoment, momentOf, startOfDay } from './moment.ts'

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

describe('a moment', () => {
  for (const text of [
    '2026-12-01T09:30:00Z',
    '2026-06-01T09:30:00+01:00',
    '2026-06-01t09:30:00z',
    '2026-06-01T00:00:00-00:00',
    '2026-06-01T23:59:59.999999999999Z',
    '2026-06-01T09:30:00+23:59',
    '2028-02-29T09:30:00Z',
    '2016-12-31T23:59:60Z',
    '2017-01-01T00:59:60+01:00',
  ]) {
    it(`can be written ${text}`, () => assert.ok(isMoment(text)))
  }

  for (const [text, why] of [
    ['2026-12-01T09:30:00', 'has no offset'],
    ['2026-12-01', 'has no time'],
    ['2026-12-01 09:30:00Z', 'has a blank for the T'],
    ['2026-12-01T09:30Z', 'has no seconds'],
    ['2026-12-01T09:30:00.Z', 'has a point and no decimals'],
    ['2026-02-29T09:30:00Z', 'is on a day that does not exist'],
    ['2026-12-01T24:00:00Z', 'has hour 24'],
    ['2026-12-01T09:60:00Z', 'has minute 60'],
    ['2026-12-01T09:30:61Z', 'has second 61'],
    ['2026-12-01T09:30:60Z', 'has a leap second in the middle of a day'],
    ['2017-01-01T00:59:60Z', 'has a leap second that is none in UTC'],
    ['2026-12-01T09:30:00+24:00', 'has an offset of 24 hours'],
    ['2026-12-01T09:30:00+01:60', 'has an offset with minute 60'],
    ['2026-12-01T09:30:00+0100', 'has an offset without a colon'],
    ['2026-12-01T09:30:00Z\n', 'ends in a line break'],
    [' 2026-12-01T09:30:00Z', 'begins with a blank'],
    ['２026-12-01T09:30:00Z', 'has a digit of another script'],
    ['', 'is empty'],
  ] as const) {
    it(`that ${why} is none`, () => {
      assert.ok(!isMoment(text))
      assert.throws(() => momentOf(text), RangeError)
    })
  }

  it('is a text: a number is none', () => assert.ok(!isMoment(0)))

  it('is counted from 1970 in nanoseconds', () => {
    assert.equal(momentOf('1970-01-01T00:00:00Z'), 0n)
    assert.equal(momentOf('1970-01-01T00:00:01.5Z'), 1_500_000_000n)
    assert.equal(momentOf('1969-12-31T23:59:59.999999999Z'), -1n)
  })

  it('is the same whatever offset it is written with', () => {
    assert.equal(momentOf('2026-06-01T00:30:00+01:00'), momentOf('2026-05-31T23:30:00Z'))
    assert.equal(momentOf('2026-06-01T20:30:00-05:45'), momentOf('2026-06-02T02:15:00Z'))
  })

  it('keeps nine decimals, and drops what is smaller', () => {
    assert.equal(momentOf('2026-06-01T00:00:00.000000001Z') - momentOf('2026-06-01T00:00:00Z'), 1n)
    assert.equal(momentOf('2026-06-01T00:00:00.1Z'), momentOf('2026-06-01T00:00:00.100000000999Z'))
  })

  it('in a leap second is read as the second after it', () => {
    assert.equal(momentOf('2016-12-31T23:59:60Z'), momentOf('2017-01-01T00:00:00Z'))
  })

  it('is what JavaScript reads, for any time and offset', () => {
    const noOffset = fc.date({ noInvalidDate: true, min: new Date('0002-01-01'), max: new Date('9998-12-31') })
    const offset = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 })
    fc.assert(
      fc.property(noOffset, offset, (moment, minutes) => {
        const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'))
        const text = `${moment.toISOString().slice(0, -1)}${minutes < 0 ? '-' : '+'}${hour}:${minute}`
        assert.equal(momentOf(text), BigInt(moment.getTime() - minutes * 60_000) * 1_000_000n)
      }),
    )
  })
})

describe('a day in London begins', () => {
  for (const [on, moment] of [
    ['2026-03-28', '2026-03-28T00:00:00Z'],
    ['2026-03-29', '2026-03-29T00:00:00Z'],
    ['2026-03-30', '2026-03-29T23:00:00Z'],
    ['2026-10-24', '2026-10-23T23:00:00Z'],
    ['2026-10-25', '2026-10-24T23:00:00Z'],
    ['2026-10-26', '2026-10-26T00:00:00Z'],
  ] as const) {
    it(`at ${moment} on ${on}`, () => assert.equal(startOfDay(date(on)), momentOf(moment)))
  }

  it('where clocks in London strike midnight, on every day from 1996 to 2037', () => {
    for (let on = day('1996-01-01'); on <= day('2037-12-31'); on++) {
      const milliseconds = Number(startOfDay(civilDate(on)) / 1_000_000n)
      const [year, month, date] = civilDate(on).split('-')
      assert.equal(london.format(milliseconds), `${date}/${month}/${year}, 00:00:00`)
    }
  })

  it('by the same rule before 1996, though clocks were not yet changed so', () => {
    assert.equal(startOfDay(date('1995-10-23')), momentOf('1995-10-22T23:00:00Z'))
  })
})

describe('calendar and clock in London show', () => {
  for (const [moment, on, time] of [
    ['2026-03-29T00:59:59Z', '2026-03-29', '00:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '02:00'],
    ['2026-06-01T23:30:00Z', '2026-06-02', '00:30'],
    ['2026-10-25T00:59:59.9Z', '2026-10-25', '01:59'],
    ['2026-10-25T01:00:00Z', '2026-10-25', '01:00'],
    ['2026-11-23T00:30:00+02:00', '2026-11-22', '22:30'],
  ] as const) {
    it(`${time} on ${on} at ${moment}`, () => assert.deepEqual(inLondon(moment), { day: day(on), time }))
  }

  it('what every clock there shows', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date('1996-01-01'), max: new Date('2037-12-31') }), (moment) => {
        const shown = inLondon(moment.toISOString())
        const [year, month, date] = civilDate(shown.day).split('-')
        assert.equal(`${date}/${month}/${year}, ${shown.time}`, london.format(moment).slice(0, -3))
      }),
    )
  })
})

describe('a day in London ends', () => {
  for (const on of ['2026-01-10', '2026-03-28', '2026-03-29', '2026-06-30', '2026-10-24', '2026-10-25', '2026-12-31'] as const) {
    it(`just before the day after begins, on ${on}`, () => {
      assert.equal(momentOf(endOfDay(date(on))) + 1_000n, startOfDay(civilDate(day(on) + 1)))
    })
  }
})
