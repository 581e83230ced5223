import { type Day, dayNumber, schoolYearStart, yearMonthDate } from '../calendar/civil-date.ts'
import type { Contact, Family, Relation, YearGroup } from './county.ts'
import { type Origin, originOfFamily } from './names.ts'
import { addressIn, phoneNumber } from './places.ts'
import { type Random, randomOf } from './random.ts'
import type { Catchment } from './schools.ts'

/** A child as its family knows it. */
export interface Born {
  readonly forename: string
  readonly sex: 'female' | 'male'
  readonly dateOfBirth: Day
  readonly yearGroup: YearGroup
  /** Born on the same day as the child before. */
  readonly isTwin: boolean
}

export interface FamilyWithChildren {
  readonly family: Family
  readonly children: readonly Born[]
}

/** The family of a place among all families, with its children of school age: at least one and at most four. */
export function familyAt(seed: number, index: number, catchment: Catchment, today: Day): FamilyWithChildren {
  const random = randomOf(seed, 'family', index)
  const origin = originOfFamily(random)
  return { family: familyOf(index, random.pick(origin.surnames), origin, catchment, random), children: childrenOf(origin, today, random) }
}

export function familyOf(index: number, surname: string, origin: Origin, { town, townIndex }: Catchment, random: Random): Family {
  const speaksAnother = random.permille(origin.speakIt)
  return {
    id: `h-${index + 1}`,
    surname,
    address: addressIn(town, townIndex, random),
    contacts: contactsOf(index, surname, origin, random),
    language: speaksAnother ? random.pick(origin.languages) : 'English',
    needsInterpreter: speaksAnother && random.permille(330),
  }
}

const firstCarers: readonly (readonly [number, Relation])[] = [
  [840, 'mother'],
  [90, 'father'],
  [35, 'grandmother'],
  [10, 'aunt'],
  [25, 'foster carer'],
]

const secondCarers: readonly (readonly [number, Relation])[] = [
  [720, 'father'],
  [130, 'stepfather'],
  [90, 'grandmother'],
  [30, 'grandfather'],
  [30, 'uncle'],
]

function contactsOf(index: number, surname: string, origin: Origin, random: Random): readonly Contact[] {
  const first = random.weighted(firstCarers)
  const carers: Relation[] = [first]
  if (random.permille(690)) {
    const second = random.weighted(secondCarers)
    carers.push(first === 'father' && second === 'father' ? 'grandmother' : second)
  }
  return carers.map((relation, place): Contact => {
    const woman =
      ['mother', 'stepmother', 'grandmother', 'aunt'].includes(relation) || (relation === 'foster carer' && random.permille(700))
    const ofFamily = relation !== 'foster carer' && (relation !== 'stepfather' || random.permille(200)) && random.permille(830)
    const forename = random.pick(woman ? origin.women : origin.men)
    const name = `${forename} ${ofFamily ? surname : random.pick(origin.surnames)}`
    const livesWithChild = place === 0 || random.permille(650)
    // Where a parent lives elsewhere, the first may have asked not to be rung or written to at home, or the other not to be told.
    const isSafe = () => !random.permille(place === 0 ? 12 : livesWithChild ? 15 : 70)
    return {
      id: `h-${index + 1}-${place + 1}`,
      name,
      relation,
      hasParentalResponsibility: relation === 'mother' || relation === 'father' ? !random.permille(30) : random.permille(120),
      livesWithChild,
      phone: random.permille(place === 0 ? 965 : 850) ? phoneNumber(random) : null,
      email: random.permille(620)
        ? `${forename}.${surname}${1 + random.below(89)}@mail.example`.toLowerCase().replaceAll(/[^a-z0-9.@]/g, '')
        : null,
      safeTo: { ring: isSafe(), post: isSafe(), message: isSafe() },
    }
  })
}

const familySizes = [
  [46, 1],
  [39, 2],
  [12, 3],
  [3, 4],
] as const

/** Children are born 21 to 46 months apart; a few are twins. Those who are not of school age are left out. */
function childrenOf(origin: Origin, today: Day, random: Random): readonly Born[] {
  const size = random.weighted(familySizes)
  const oldestYear = random.below(12)
  let birth = birthIn(oldestYear, today, random)
  const births: Day[] = [birth]
  // As many are born after the child drawn first as before, so that no year group has more siblings than others.
  for (let i = 1; i < size; i++) {
    if (random.permille(25)) births.push(birth)
    else {
      const apart = random.between(640, 1400)
      const later = random.permille(500)
      birth = later ? Math.max(...births) + apart : Math.min(...births) - apart
      if (yearGroupOn(today, birth) === undefined) birth = later ? Math.min(...births) - apart : Math.max(...births) + apart
      births.push(birth)
    }
  }
  const taken = new Set<string>()
  let before: Day | undefined
  return births
    .sort((a, b) => a - b)
    .flatMap((dateOfBirth): Born[] => {
      const yearGroup = yearGroupOn(today, dateOfBirth)
      if (yearGroup === undefined) return []
      const isTwin = before === dateOfBirth
      before = dateOfBirth
      const sex = random.permille(488) ? 'female' : 'male'
      return [{ forename: forenameOf(origin, sex, taken, random), sex, dateOfBirth, yearGroup, isTwin }]
    })
}

/** No two children of a family have one name. */
function forenameOf(origin: Origin, sex: Born['sex'], taken: Set<string>, random: Random): string {
  const names = sex === 'female' ? origin.girls : origin.boys
  let name = random.pick(names)
  while (taken.has(name)) name = random.pick(names)
  taken.add(name)
  return name
}

const yearGroups = ['R', 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const

/** A day of birth in a year group, counted from Reception as 0; the school year is that of the day. */
function birthIn(place: number, today: Day, random: Random): Day {
  const { year } = yearMonthDate(schoolYearStart(today))
  return dayNumber(year - 5 - place, 9, 1) + random.below(365)
}

/** The day of birth of a child of a year group that was born on a day of the year. */
export function birthdayIn(yearGroup: YearGroup, month: number, date: number, today: Day): Day {
  const place = yearGroups.indexOf(yearGroup)
  const { year } = yearMonthDate(schoolYearStart(today))
  return dayNumber(year - (month >= 9 ? 5 : 4) - place, month, date)
}

/** The year group of a child in the school year of a day; nothing before Reception and after Year 11. */
export function yearGroupOn(today: Day, birth: Day): YearGroup | undefined {
  const { year } = yearMonthDate(schoolYearStart(today))
  return yearGroups[year - 5 - yearMonthDate(schoolYearStart(birth)).year]
}
