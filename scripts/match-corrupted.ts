import type { Pupil } from '../src/county/county.ts'
import { type Random, randomOf } from '../src/county/random.ts'
import type { SyntheticCounty } from '../src/county/synthetic-county.ts'
import type { Described } from '../src/people/described.ts'

/*
 * Children of the made-up county as somebody else may have written them down: misheard, mistyped, by a short name, with names swapped, moved, with less known.
 * How often is reasoned from what studies of linked records found, not from what the matching can do; the same seed always makes the same mistakes.
 */

/** A record, and who it is of. */
export interface Written {
  readonly described: Described
  readonly who: string
}

/** Every child as it is on record; of those chosen, one in so many, also as somebody else wrote it. */
export function* writtenTwice(county: SyntheticCounty, seed: number, oneIn: number): Generator<Written> {
  for (const { family, children } of county.households()) {
    const { lines, town, postcode } = family.address
    const home = { address: lines.join(', '), town, postcode }
    for (const { pupil } of children) {
      const random = randomOf(seed, 'written', pupil.id)
      const described = {
        givenNames: pupil.forename,
        familyName: pupil.surname,
        dateOfBirth: pupil.dateOfBirth,
        sex: pupil.sex,
        addresses: [home],
        upn: pupil.upn,
        nhsNumber: pupil.nhsNumber,
      }
      yield { described, who: pupil.id }
      if (random.below(oneIn) === 0) yield { described: corrupted(pupil, home, random, county), who: pupil.id }
    }
  }
}

type Home = NonNullable<Described['addresses']>[number]

function corrupted(pupil: Pupil, home: Home, random: Random, county: SyntheticCounty): Described {
  let givenNames = pupil.forename
  let familyName = pupil.surname
  if (random.permille(80)) givenNames = shortForm(givenNames)
  else if (random.permille(40)) givenNames = writtenOtherwise(givenNames, random)
  if (random.permille(30)) familyName = writtenOtherwise(familyName, random)
  if (random.permille(120)) givenNames = mistyped(givenNames, random)
  if (random.permille(120)) familyName = mistyped(familyName, random)
  if (random.permille(150)) givenNames = `${givenNames} ${random.pick(middleNames)}`
  const another = county.householdAt(random.below(county.numberOfHouseholds)).family
  if (random.permille(40)) familyName = another.surname
  else if (random.permille(30)) familyName = random.permille(500) ? `${familyName}-${another.surname}` : `${another.surname} ${familyName}`
  if (random.permille(35)) [givenNames, familyName] = [familyName, givenNames]
  const isElsewhere = random.permille(330)
  const { lines, town, postcode } = another.address
  const place = isElsewhere ? { address: lines.join(', '), town, postcode } : home
  return {
    givenNames: random.permille(10) ? null : givenNames,
    familyName: random.permille(10) ? null : familyName,
    dateOfBirth: random.permille(50) ? null : bornOtherwise(pupil.dateOfBirth, random),
    sex: random.permille(200) ? null : random.permille(10) ? (pupil.sex === 'male' ? 'female' : 'male') : pupil.sex,
    addresses: [
      {
        address: random.permille(150) ? null : random.permille(100) ? mistyped(place.address ?? '', random) : place.address,
        town: random.permille(150) ? null : place.town,
        postcode: random.permille(120) ? null : random.permille(40) ? mistyped(place.postcode ?? '', random) : place.postcode,
      },
    ],
    upn: random.permille(600) ? null : pupil.upn,
    nhsNumber: random.permille(800) ? null : pupil.nhsNumber,
  }
}

const middleNames = ['Rose', 'James', 'Marie', 'Lee', 'Grace', 'John', 'Ann', 'Khan', 'Noor', 'Thomas'] as const

/** Some short forms; for other names the first syllable. */
const shortForms: Readonly<Record<string, string>> = {
  Abigail: 'Abi',
  Alexandru: 'Alex',
  Amelia: 'Millie',
  Benjamin: 'Ben',
  Bethany: 'Beth',
  Charlotte: 'Lottie',
  Edward: 'Ted',
  Eleanor: 'Nell',
  Emily: 'Em',
  Gabriel: 'Gabe',
  Harriet: 'Hattie',
  Harrison: 'Harry',
  Isaac: 'Zac',
  Jessica: 'Jess',
  Joseph: 'Joe',
  Joshua: 'Josh',
  Matilda: 'Tilly',
  Michael: 'Mike',
  Mikolaj: 'Nicholas',
  Nathan: 'Nate',
  Oliver: 'Ollie',
  Olivia: 'Liv',
  Patrick: 'Paddy',
  Robert: 'Bob',
  Samuel: 'Sam',
  Thomas: 'Tom',
  Wiktoria: 'Vicky',
  Wilfred: 'Wilf',
  Zachary: 'Zac',
}

const shortForm = (name: string): string => shortForms[name] ?? /^.[^aeiou]*[aeiou]+[^aeiou]/i.exec(name)?.[0] ?? name

const otherwise: readonly (readonly [RegExp, string])[] = [
  [/w/, 'v'],
  [/ii$/, 'iy'],
  [/ia/, 'ya'],
  [/ee/, 'i'],
  [/oo/, 'ou'],
  [/ph/, 'f'],
  [/sz/, 'sh'],
  [/cz/, 'ch'],
  [/ay/, 'ai'],
  [/y$/, 'ie'],
  [/c(?=[ao])/, 'k'],
  [/k(?=[ao])/, 'c'],
  [/(.)\1/, '$1'],
  [/a(?=[mnl])/, 'e'],
  [/u/, 'ou'],
]

function writtenOtherwise(name: string, random: Random): string {
  const ways = otherwise.filter(([written]) => written.test(name))
  const way = ways[random.below(Math.max(1, ways.length))]
  return way ? name.replace(way[0], way[1]) : name
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

function mistyped(text: string, random: Random): string {
  if (text.length < 3) return text
  const at = 1 + random.below(text.length - 2)
  const [before, letter, next, after] = [text.slice(0, at), text[at] ?? '', text[at + 1] ?? '', text.slice(at + 2)]
  switch (random.below(4)) {
    case 0:
      return before + next + letter + after
    case 1:
      return before + next + after
    case 2:
      return before + letter + letter + next + after
    default:
      return before + LETTERS[random.below(26)] + next + after
  }
}

function bornOtherwise(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (random.permille(20)) return `${year}-${day}-${month}`
  if (!random.permille(40)) return date
  const parts = [year, month, day]
  const part = random.below(3)
  const wrong = String(Number(parts[part]) + (random.permille(500) ? 1 : -1)).padStart(2, '0')
  parts[part] = wrong
  return parts.join('-')
}
