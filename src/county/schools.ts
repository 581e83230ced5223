import type { Phase, Scale, School } from './county.ts'
import { phoneNumber, quarters, type Town, towns } from './places.ts'
import { randomOf } from './random.ts'

/** How many there are of each, and on how many families a primary school draws: from so many to so many. */
const sizes: Readonly<
  Record<Scale, { towns: number; primaries: number; specials: number; referralUnits: number; families: readonly [number, number] }>
> = {
  demo: { towns: 3, primaries: 16, specials: 1, referralUnits: 1, families: [108, 298] },
  county: { towns: 82, primaries: 480, specials: 29, referralUnits: 9, families: [115, 321] },
}

/** The families from whose children one primary school draws its pupils. */
export interface Catchment {
  readonly primary: School
  readonly secondary: School
  readonly special: School
  readonly referralUnit: School
  readonly town: Town
  readonly townIndex: number
  /** The place of its first family among all families, and how many it has. */
  readonly first: number
  readonly families: number
}

export interface Places {
  readonly schools: readonly School[]
  readonly catchments: readonly Catchment[]
  readonly families: number
}

/**
 * The schools of a county of a scale. Their numbers are well formed and nobody's: Lancashire is 888, and neither establishments from 9001
 * on nor URNs from 900001 on are given to schools.
 */
export function placesOf(scale: Scale, seed: number): Places {
  const size = sizes[scale]
  const schools: School[] = []
  const add = (phase: Phase, name: string, { name: town, district }: Town): School => {
    const number = schools.length + 1
    const random = randomOf(seed, 'school', number)
    const establishment = 9000 + number
    const school = {
      id: `s-${establishment}`,
      name,
      phase,
      urn: String(900_000 + number),
      laestab: `888/${establishment}`,
      district,
      town,
      phone: phoneNumber(random),
    }
    schools.push(school)
    return school
  }
  const places = towns(size.towns)
  const townOf = (index: number, of: number): Town => places[Math.floor((index * places.length) / of)] as Town
  const secondaries = places.map((town, index) =>
    add('secondary', index % 3 === 1 ? `${town.name} Academy` : `${town.name} High School`, town),
  )
  const specials = Array.from({ length: size.specials }, (_, index) => {
    const town = townOf(index, size.specials)
    return add('special', `${town.name} Willows School`, town)
  })
  const referralUnits = Array.from({ length: size.referralUnits }, (_, index) => {
    const town = townOf(index, size.referralUnits)
    return add('pupil-referral-unit', `${town.name} Short Stay School`, town)
  })

  let first = 0
  const catchments = Array.from({ length: size.primaries }, (_, index): Catchment => {
    const townIndex = Math.floor((index * places.length) / size.primaries)
    const town = places[townIndex] as Town
    const inTown = index - Math.ceil((townIndex * size.primaries) / places.length)
    const families = randomOf(seed, 'catchment', index).between(...size.families)
    const catchment = {
      primary: add('primary', `${town.name} ${quarters[inTown % quarters.length]} Primary School`, town),
      secondary: secondaries[townIndex] as School,
      special: specials[Math.floor((townIndex * specials.length) / places.length)] as School,
      referralUnit: referralUnits[Math.floor((townIndex * referralUnits.length) / places.length)] as School,
      town,
      townIndex,
      first,
      families,
    }
    first += families
    return catchment
  })
  return { schools, catchments, families: first }
}

/** The catchment of a family by its place among all families. */
export function catchmentOf({ catchments }: Places, family: number): Catchment {
  let [low, high] = [0, catchments.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((catchments[middle] as Catchment).first <= family) low = middle
    else high = middle - 1
  }
  return catchments[low] as Catchment
}
