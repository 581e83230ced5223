import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../calendar/civil-date.ts'
import { calibrate } from './calibration.ts'
import { syntheticCounty } from './synthetic-county.ts'

const county = syntheticCounty({ scale: 'county', day: day('2026-11-23') })

/** Every fourth household, from those behind the ones that every county has. */
function* everyFourth() {
  for (let place = county.firstHouseholds; place < county.numberOfHouseholds; place += 4) yield county.householdAt(place)
}

const ofCounty = new Map(calibrate(county, everyFourth()).map((line) => [line.what, line]))
const ofDemo = new Map(calibrate(syntheticCounty({ scale: 'demo', day: day('2026-11-23') })).map((line) => [line.what, line]))

function foundIn(lines: typeof ofCounty, what: string): number {
  const line = lines.get(what)
  assert.ok(line, what)
  return line.found
}

describe('the county beside what is published for Lancashire', () => {
  // How far a figure may be from the published one, in hundredths of that.
  for (const [what, within] of [
    ['absence', 12],
    ['absence, primary', 12],
    ['absence, secondary', 12],
    ['absence, special', 15],
    ['persistently absent', 10],
    ['persistently absent, primary', 12],
    ['persistently absent, secondary', 12],
    ['persistently absent, special', 15],
    ['severely absent', 20],
    ['missing education, of all', 12],
    ['missing under 2 weeks', 40],
    ['missing 2 to 4 weeks', 40],
    ['missing 4 to 8 weeks', 50],
    ['missing 8 to 12 weeks', 50],
    ['missing 12 to 26 weeks', 25],
    ['missing 26 to 52 weeks', 25],
    ['missing over 52 weeks', 40],
    ['educated at home', 12],
    ['suspensions last school year', 15],
    ['pupils suspended last school year', 12],
    ['EHCP', 10],
    ['SEN support', 10],
    ['free school meals', 5],
    ['open episodes, missing school', 10],
  ] as const) {
    it(`${what}: within ${within} in a hundred`, () => {
      const line = ofCounty.get(what)
      assert.ok(line?.published !== undefined, what)
      const apart = (100 * Math.abs(line.found - line.published)) / line.published
      assert.ok(apart <= within, `${line.found} instead of ${line.published}`)
    })
  }

  it('missing education is rarest in Reception and most frequent in Year 11', () => {
    assert.equal(foundIn(ofCounty, 'missing education, year R'), 0)
    for (const year of [2, 3, 4, 6, 7]) {
      assert.ok(foundIn(ofCounty, 'missing education, year 11') > foundIn(ofCounty, `missing education, year ${year}`))
    }
  })
})

describe('the demo', () => {
  it('has about 17 pupils in a hundred on a pathway for missing school, and about 40 children missing education', () => {
    const pme = foundIn(ofDemo, 'open episodes, missing school')
    assert.ok(pme > 15 && pme < 19, `${pme}`)
    const missing = foundIn(ofDemo, 'missing education')
    assert.ok(missing >= 32 && missing <= 50, `${missing}`)
  })

  it('has at least 150 cases that are worked far', () => assert.ok(foundIn(ofDemo, 'cases worked far') >= 150))

  it('has fewer duties overdue than in time', () => {
    const inTime = foundIn(ofDemo, 'duties this week') + foundIn(ofDemo, 'duties later')
    assert.ok(foundIn(ofDemo, 'duties overdue') * 2 < inTime)
    assert.ok(foundIn(ofDemo, 'duties overdue') > 50)
  })
})
