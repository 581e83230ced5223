import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCalendar } from '../calendar/calendar.ts'
import { civilDate, day, dayOf } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { checkCase } from '../casefile/check.ts'
import { isWithdrawal } from '../casefile/fact-table.ts'
import { assess } from '../guidance/assess.ts'
import { shouldClauses } from '../guidance/register.ts'
import { settingsForAllDays } from '../guidance/settings.ts'
import { isNeverIssued, isNhsNumber } from '../people/nhs-number.ts'
import { isUpn } from '../people/upn.ts'
import { roles } from '../sharing/roles.ts'
import { groupOf, groups } from './calibration.ts'
import { syntheticCounty } from './synthetic-county.ts'

const calendar = openCalendar(lancashire)
const settings = settingsForAllDays()
const on = (date: string, seed = 1) => syntheticCounty({ scale: 'demo', day: day(date), seed, calendar })
const demo = on('2026-11-23')
const households = [...demo.households()]
const cases = households.flatMap(({ children }) => children)
const answerOf = (caseFile: (typeof cases)[number]['caseFile'], date = '2026-11-23') => assess(caseFile, calendar, settings, day(date))

const noneTwice = (ids: readonly string[]) => assert.equal(new Set(ids).size, ids.length)
const present = (values: readonly (string | null)[]): string[] => values.filter((value) => value !== null)

describe('the made-up county', () => {
  it('is the same whenever it is made, household by household, in whatever order', () => {
    const again = on('2026-11-23')
    for (const place of [3000, 7, 1500, 0, again.numberOfHouseholds - 1]) assert.deepEqual(again.householdAt(place), households[place])
    assert.deepEqual(again.people, demo.people)
    assert.deepEqual(again.schools, demo.schools)
  })

  it('is another one from another seed, but for the children with a story', () => {
    const other = on('2026-11-23', 2)
    assert.notDeepEqual(other.householdAt(500).family, households[500]?.family)
    assert.deepEqual(other.householdAt(1).children[0]?.caseFile.child, households[1]?.children[0]?.caseFile.child)
  })

  it('keeps children, families and fates from one day to the next', () => {
    const next = on('2026-11-24')
    for (const place of [0, 40, 900, 2500]) {
      assert.deepEqual(next.householdAt(place).family, households[place]?.family)
      assert.deepEqual(
        next.householdAt(place).children.map(({ pupil }) => [pupil.id, pupil.upn, pupil.dateOfBirth]),
        households[place]?.children.map(({ pupil }) => [pupil.id, pupil.upn, pupil.dateOfBirth]),
      )
    }
  })

  it('has about 20 schools and 6,000 pupils as a demo, and those of a whole council as a county', () => {
    assert.equal(demo.schools.length, 21)
    assert.ok(cases.length > 5700 && cases.length < 6600, `${cases.length} children`)
    const county = syntheticCounty({ scale: 'county', day: day('2026-11-23'), calendar })
    assert.equal(county.schools.length, 600)
    assert.ok(county.numberOfHouseholds > 95_000 && county.numberOfHouseholds < 108_000, `${county.numberOfHouseholds} households`)
  })

  it('gives every child, family, contact, person, school and fact an id of its own', () => {
    noneTwice([
      ...cases.flatMap(({ caseFile }) => [caseFile.child.id, ...caseFile.facts.map(({ id }) => id)]),
      ...households.flatMap(({ family }) => [family.id, ...family.contacts.map(({ id }) => id)]),
      ...demo.people.map(({ id }) => id),
      ...demo.agencies.map(({ id }) => id),
    ])
  })

  it('has right pupil numbers and never-issued NHS numbers, none of them twice', () => {
    const county = syntheticCounty({ scale: 'county', day: day('2026-11-23'), calendar })
    const pupils = [...cases.map(({ pupil }) => pupil)]
    const some = Array.from({ length: 12_000 }, (_, i) => county.householdAt(8 * i)).flatMap(({ children }) =>
      children.map(({ pupil }) => pupil),
    )
    for (const some of [pupils, pupilsOf(county, 4000)]) {
      noneTwice(present(some.map(({ upn }) => upn)))
      noneTwice(present(some.map(({ nhsNumber }) => nhsNumber)))
    }
    noneTwice(present(some.map(({ nhsNumber }) => nhsNumber)))
    for (const { upn, nhsNumber } of [...pupils, ...some]) {
      assert.ok(upn === null || isUpn(upn), `${upn}`)
      assert.ok(nhsNumber === null || (isNhsNumber(nhsNumber) && isNeverIssued(nhsNumber)), `${nhsNumber}`)
    }
  })

  it('has schools with well-formed numbers, postcodes that do not exist and telephones that nobody has', () => {
    for (const { urn, laestab, phone } of demo.schools) {
      assert.match(urn, /^900\d{3}$/)
      assert.match(laestab, /^888\/9\d{3}$/)
      assert.match(phone, /^07700 900\d{3}$/)
    }
    for (const { family } of households) {
      assert.match(family.address.postcode, /^XL\d+ \d[A-Z]{2}$/)
      assert.ok(family.contacts.length > 0)
      for (const { phone, email } of family.contacts) {
        assert.match(phone ?? '07700 900000', /^07700 900\d{3}$/)
        assert.match(email ?? 'a@mail.example', /@mail\.example$/)
      }
    }
  })

  it('has at least two people for every role, of two schools where a school has it', () => {
    for (const role of roles) {
      const people = demo.people.filter((person) => person.role === role)
      assert.ok(people.length >= 2, role)
      if (role === 'attendance-lead' || role === 'safeguarding-lead') noneTwice(people.map(({ agency }) => agency))
    }
    const agencies = new Set(demo.agencies.map(({ id }) => id))
    for (const { agency, id } of demo.people) assert.ok(agencies.has(agency), id)
  })

  it('has nobody younger than four or older than sixteen', () => {
    for (const { pupil } of cases) {
      const age = (dayOf(demo.day) - dayOf(pupil.dateOfBirth)) / 365.25
      assert.ok(age >= 4 && age < 16.99, `${pupil.id} was born on ${pupil.dateOfBirth}`)
    }
  })

  it('lets the siblings of a family share surname and address, and no forename', () => {
    for (const { family, children } of households) {
      for (const { pupil } of children) assert.deepEqual([pupil.family, pupil.surname], [family.id, family.surname])
      noneTwice(children.map(({ pupil }) => pupil.forename))
    }
  })
})

describe('the cases of the county', () => {
  it('are well formed, every one', () => {
    for (const { caseFile } of cases) {
      const checked = checkCase(caseFile, shouldClauses)
      assert.ok('case' in checked, JSON.stringify(checked))
    }
  })

  it('hold nothing that lies ahead of the day', () => {
    for (const { caseFile } of cases) {
      for (const { on, recordedAt, id } of caseFile.facts) {
        assert.ok(on <= demo.day, `${id} is dated ${on}`)
        assert.ok((recordedAt ?? '').slice(0, 10) <= demo.day, `${id} was recorded at ${recordedAt}`)
      }
    }
  })

  it('open an episode for every pupil over the line: a tenth missed from Year 1 on', () => {
    for (const { pupil, caseFile } of cases) {
      const year = pupil.attendance?.year
      if (!year || pupil.yearGroup === 'R' || year.possible < 20 || (year.possible - year.attended) * 10 < year.possible) continue
      const { episodes } = answerOf(caseFile)
      assert.ok(
        episodes.some(({ pathway, endedOn }) => pathway === 'pme' && endedOn === null),
        `${pupil.id} misses ${year.possible - year.attended} of ${year.possible}`,
      )
    }
  })

  it('end with the figures that the marks add up to', () => {
    for (const { pupil, caseFile } of cases) {
      const facts = caseFile.facts.filter((record) => !isWithdrawal(record) && record.type === 'attendance-summary')
      const last = facts.findLast(
        (record) => !isWithdrawal(record) && record.type === 'attendance-summary' && record.detail?.scope === 'year',
      )
      if (!last || !pupil.attendance || last.on < pupil.attendance.from) continue
      const upTo = dayOf(last.on)
      const days = pupil.attendance.marks.length / 2
      let [possible, index] = [0, 0]
      for (let at = dayOf(pupil.attendance.from); at <= upTo && index < days; at++) {
        if (!calendar.isSchoolDay(at)) continue
        if (pupil.attendance.marks[2 * index] !== '#') possible += 2
        index++
      }
      assert.ok(!isWithdrawal(last) && last.type === 'attendance-summary')
      assert.equal(last.detail?.possible, possible, pupil.id)
    }
  })

  it('stand at every stage: each clause that asks for something is open, overdue or settled in one at least', () => {
    const met = new Set(
      cases.flatMap(({ caseFile }) => (caseFile.facts.length > 0 ? answerOf(caseFile).duties.map(({ clause }) => clause) : [])),
    )
    const clauses =
      '1.2a 1.2b 1.2c 1.3b 1.4a 1.4c 1.4d 1.4e 1.4f 1.5a 1.5b 1.5c 1.5d 1.6a 1.6b 1.6c 1.6d 1.6e 1.6f 1.6g 2.1a 2.1c 2.1d 2.1e 2.2a 2.2b 3.1a 3.1c 3.1d 3.1e 3.1f L1 L2 L3 L4'
    assert.deepEqual(
      clauses.split(' ').filter((clause) => !met.has(clause)),
      [],
    )
  })

  it('can all be dated', () => {
    for (const { caseFile } of cases) if (caseFile.facts.length > 0) assert.deepEqual(answerOf(caseFile).undated, [])
  })
})

describe('the first screens of the demo', () => {
  it('have nothing empty on any day of a year: overdue, today, this week, later and waiting, for the county and for a CME officer', () => {
    for (let today = day('2026-09-01'); today <= day('2027-07-20'); today++) {
      const county = syntheticCounty({ scale: 'demo', day: today, calendar })
      const found = new Map(groups.map((group) => [group as string, 0]))
      // The households that come first are enough; the others only add to them.
      for (let place = 0; place < county.firstHouseholds; place++) {
        for (const { caseFile, allocations } of county.householdAt(place).children) {
          if (!allocations.some(({ person }) => person === 'p-halloran')) continue
          for (const duty of assess(caseFile, calendar, settings, today).duties) {
            const group = duty.owner === 'cme-officer' ? groupOf(duty, today) : undefined
            if (group) found.set(group, (found.get(group) ?? 0) + 1)
          }
        }
      }
      for (const [group, count] of found) assert.ok(count > 0, `${group} is empty on ${civilDate(today)}`)
    }
  })

  it('are made for the nearest day that the calendar has room for', () => {
    assert.equal(on('2040-01-01').day, '2028-05-12')
    assert.equal(on('1990-01-01').day, civilDate(calendar.first + 3 * 366))
    for (const { caseFile } of on('2040-01-01').pupils()) assert.ok('case' in checkCase(caseFile, shouldClauses))
  })
})

/** The pupils of the first households of a county. */
function pupilsOf(county: ReturnType<typeof syntheticCounty>, count: number) {
  return Array.from({ length: count }, (_, place) => county.householdAt(place)).flatMap(({ children }) =>
    children.map(({ pupil }) => pupil),
  )
}
