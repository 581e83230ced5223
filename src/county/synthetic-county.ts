import { type Calendar, openCalendar } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { childAt } from './children.ts'
import type { Agency, CaseOfPupil, Household, Person, Scale, School } from './county.ts'
import { type DirectoryEntry, directory } from './directory.ts'
import { familyAt } from './families.ts'
import { missingPerTenThousand } from './missing-education.ts'
import { workforceOf } from './people.ts'
import { around, clampedDay } from './school-days.ts'
import { catchmentOf, placesOf } from './schools.ts'
import { FIRST_FAMILIES, FIRST_MISSING, firstFamilyAt } from './stories.ts'

export interface CountyAsked {
  readonly scale: Scale
  /** The county is as it might stand on this day; where the calendar has no room for it, on the nearest day that has. */
  readonly day: Day
  readonly seed?: number
  readonly calendar?: Calendar
}

/**
 * A made-up county. The same seed, scale and day always give the same one, down to every note; children keep their names and fates from one
 * day to the next. Households are made when asked for, by their place, in any order, and none is kept: a whole county fits through memory.
 */
export interface SyntheticCounty {
  readonly day: CivilDate
  readonly scale: Scale
  readonly calendar: Calendar
  readonly agencies: readonly Agency[]
  readonly schools: readonly School[]
  readonly people: readonly Person[]
  readonly directory: readonly DirectoryEntry[]
  readonly numberOfHouseholds: number
  /** So many come first and are in every county: those with a story, and those who keep its lists full. */
  readonly firstHouseholds: number
  householdAt(place: number): Household
  households(): Generator<Household>
  pupils(): Generator<CaseOfPupil>
}

export function syntheticCounty({ scale, day, seed = 1, calendar = openCalendar(lancashire) }: CountyAsked): SyntheticCounty {
  const today = clampedDay(day, calendar)
  const places = placesOf(scale, seed)
  const time = around(calendar, today)
  const [firstCatchment] = places.catchments
  if (!firstCatchment) throw new RangeError('a county without schools')
  const numberOfHouseholds = FIRST_FAMILIES + places.families
  const missing = shareMissing(places.families)

  const householdAt = (place: number): Household => {
    if (place < FIRST_FAMILIES) return firstFamilyAt(place, seed, time, firstCatchment)
    const index = place - FIRST_FAMILIES
    const catchment = catchmentOf(places, index)
    const { family, children } = familyAt(seed, place, catchment, today)
    const of = { seed, around: time, catchment, family: place, inCatchment: index - catchment.first }
    return { family, children: children.map((born, sibling) => childAt({ ...of, sibling }, born, family, missing)) }
  }
  function* households(): Generator<Household> {
    for (let place = 0; place < numberOfHouseholds; place++) yield householdAt(place)
  }
  function* pupils(): Generator<CaseOfPupil> {
    for (const { children } of households()) yield* children
  }
  const { agencies, people } = workforceOf(places.schools, seed)
  const { schools } = places
  return {
    day: civilDate(today),
    scale,
    calendar,
    agencies,
    schools,
    people,
    directory,
    numberOfHouseholds,
    firstHouseholds: FIRST_FAMILIES,
    householdAt,
    households,
    pupils,
  }
}

/** Children of school age to a hundred families. */
const CHILDREN_TO_HUNDRED_FAMILIES = 186

/** Of a thousand children that are to be missing education, those who are not of the first families already. */
function shareMissing(families: number): number {
  const rates = Object.values(missingPerTenThousand)
  const rate = rates.reduce((sum, one) => sum + one, 0) / rates.length
  const expected = (families * CHILDREN_TO_HUNDRED_FAMILIES * rate) / 1_000_000
  return Math.max(0, Math.floor((1000 * (expected - FIRST_MISSING)) / expected))
}
