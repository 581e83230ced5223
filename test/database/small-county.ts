import type { CountyToFill } from '../../src/actions/fill-with-county.ts'
import { day } from '../../src/calendar/civil-date.ts'
import type { Household } from '../../src/county/county.ts'
import { syntheticCounty } from '../../src/county/synthetic-county.ts'

/** The made-up county of tests, pictures and documentation, on its day. */
export const demo = syntheticCounty({ scale: 'demo', day: day('2026-11-23') })

/** All of its agencies and people, and its first households: those with a story are among them. `onHousehold` is told before each is given out. */
export const smallCounty = (numberOfHouseholds: number, onHousehold: (place: number) => void = () => {}): CountyToFill => ({
  ...demo,
  numberOfHouseholds,
  *households(): Generator<Household> {
    for (let place = 0; place < numberOfHouseholds; place++) {
      onHousehold(place)
      yield demo.householdAt(place)
    }
  },
})
