import type { Comparable, Home } from './described.ts'
import type { Found } from './evidence.ts'
import * as rules from './evidence.ts'
import { leastSlips, pairsInBoth, slips } from './letters.ts'
import type { Name, Text, Word } from './words.ts'

/*
 * Compares what two sources say of a person, field by field. It is the same whichever comes first.
 */

export const comparedFields = ['givenNames', 'familyName', 'dateOfBirth', 'sex', 'address', 'town', 'postcode', 'upn', 'nhsNumber'] as const
export type ComparedField = (typeof comparedFields)[number]

/** What two records look like: a match, a potential match, or neither. Never more than a proposal: a person says which child it is. */
export type Band = 'match' | 'potential' | 'none'

export interface Comparison {
  readonly band: Band
  /** All that the fields are worth together, in decibans. */
  readonly evidence: number
  readonly fields: Readonly<Record<ComparedField, Found>>
  /** Why it is no match, where the evidence alone would make it one. */
  readonly limit: string | null
}

export function compare(one: Comparable, other: Comparable): Comparison {
  const [givenNames, familyName] = compareNames(one, other)
  const dateOfBirth = compareBirth(one, other)
  const sex = one.sex === '' || other.sex === '' ? rules.sex.missing : one.sex === other.sex ? rules.sex.same : rules.sex.another
  const home = compareHomes(one.homes, other.homes)
  const upn = compareUpns(one, other)
  const nhsNumber = compareNhsNumbers(one, other)
  const evidence =
    givenNames.evidence + familyName.evidence + dateOfBirth.evidence + sex.evidence + home.evidence + upn.evidence + nhsNumber.evidence
  const fields = {
    givenNames,
    familyName,
    dateOfBirth,
    sex,
    address: home.address,
    town: home.town,
    postcode: home.postcode,
    upn,
    nhsNumber,
  }
  const limit = limitOf(fields, home.evidence)
  return { band: bandOf(evidence, limit, fields), evidence, fields, limit }
}

function bandOf(evidence: number, limit: string | null, fields: Comparison['fields']): Band {
  if (evidence < rules.POTENTIAL || isNothing(limit)) return isPerhaps(fields, limit) ? 'potential' : 'none'
  return evidence < rules.MATCH || limit !== null ? 'potential' : 'match'
}

/**
 * Whatever else is other: a number is given to one child, in one house none but twins are born on one day, and brothers and sisters do not bear one name. (Those
 * that brothers share do not agree.)
 */
function isPerhaps(
  { givenNames, dateOfBirth, address, town, postcode, upn, nhsNumber }: Comparison['fields'],
  limit: string | null,
): boolean {
  if (hasRightNumber(upn, nhsNumber)) return true
  const isOfOneHouse = address.result === 'agree' && (town.result === 'agree' || postcode.result === 'agree')
  return isOfOneHouse && limit !== rules.nothing.twin && (dateOfBirth.result === 'agree' || givenNames.result === 'agree')
}

const hasRightNumber = (upn: Found, nhsNumber: Found): boolean =>
  upn === rules.upn.same || upn === rules.upn.formerly || nhsNumber === rules.nhsNumber.same

const isNothing = (limit: string | null): boolean => Object.values<string | null>(rules.nothing).includes(limit)

/**
 * Whether two records can be more than nothing to each other, whatever their names: a quick look for where many are compared. Where it says no, the band
 * would be `none`.
 */
export function mayMatch(one: Comparable, other: Comparable): boolean {
  if (one.upns.length > 0 && one.upns.some((upn) => other.upns.includes(upn))) return true
  if (one.nhsNumber !== '' && one.nhsNumber === other.nhsNumber) return true
  const withoutHome = compareBirth(one, other).evidence + compareUpns(one, other).evidence + compareNhsNumbers(one, other).evidence
  const least = rules.POTENTIAL - rules.MOST_OF_NAMES - withoutHome
  if (least <= rules.LEAST_OF_HOME) return true
  const home = compareHomes(one.homes, other.homes)
  return home.evidence >= least || home.address.result === 'agree'
}

/** Whatever the evidence: what keeps two records from being a match. Twins share all but the given name, and sometimes nearly that. */
function limitOf({ givenNames, familyName, sex, upn, nhsNumber }: Comparison['fields'], home: number): string | null {
  const isAnother = givenNames === rules.givenNames.another
  if (upn.result !== 'agree' && nhsNumber.result !== 'agree') {
    if (isAnother && sex.result === 'differ') return rules.nothing.twin
    if (familyName.result === 'differ' && home <= 0) return rules.nothing.namesake
    if (givenNames === rules.givenNames.likeAnother || givenNames === rules.givenNames.distant) return rules.limits.likeGivenName
    if (givenNames.result === 'missing') return rules.limits.noGivenName
  }
  if (isAnother) return rules.limits.anotherGivenName
  return nhsNumber === rules.nhsNumber.another ? rules.limits.anotherNumber : null
}

// ---- Names -------------------------------------------------------------------------------------------------------------------------------

function compareNames(one: Comparable, other: Comparable): readonly [Found, Found] {
  const given = likest(one.given, other.given, compareGiven, rules.givenNames.missing)
  const family = likest(one.family, other.family, compareFamily, rules.familyName.missing)
  if (given.result === 'agree' || family.result === 'agree') return [given, family]
  const crossed = likest(one.given, other.family, compareFamily, rules.familyName.missing)
  const back = likest(one.family, other.given, compareFamily, rules.familyName.missing)
  const swapped =
    crossed.evidence > 0 && back.evidence > 0
      ? ([rules.givenNames.swapped, rules.familyName.swapped] as const)
      : crossed.result === 'agree' || back.result === 'agree'
        ? ([given.result === 'missing' ? given : rules.givenNames.another, rules.familyName.halfSwapped] as const)
        : ([given, family] as const)
  return swapped[0].evidence + swapped[1].evidence > given.evidence + family.evidence ? swapped : [given, family]
}

/** What speaks most for one child, among all names that each has. (To remember pairs of names costs as much as to compare them.) */
function likest(ones: readonly Name[], others: readonly Name[], compared: (one: Name, other: Name) => Found, none: Found): Found {
  let likest: Found | undefined
  for (const one of ones) {
    for (const other of others) {
      const found = compared(one, other)
      if (!likest || found.evidence > likest.evidence) likest = found
    }
  }
  return likest ?? none
}

function compareGiven(one: Name, other: Name): Found {
  const is = rules.givenNames
  const [first, second] = [one.called[0] as Word, other.called[0] as Word]
  if (one === other || first === second || one.joined === other.joined) {
    if (first.isShared && (one.words.length > 1 || other.words.length > 1) && one !== other) return is.onlyShared
    return first.isFrequentGiven ? is.sameAndFrequent : is.same
  }
  if (first.isShared !== second.isShared) return shareWord(one.words, other.words) ? is.onlyShared : is.another
  if (isSameName(first, second)) {
    if (first.isShared && (one.words.length > 1 || other.words.length > 1)) return is.onlyShared
    return first.isFrequentGiven || second.isFrequentGiven ? is.sameNameAndFrequent : is.sameName
  }
  // Emma and Erma may be a slip; Emma and Ella, Jack and Jake, Hassan and Hussain are none, since both are names.
  const areNames = first.names.length > 0 && second.names.length > 0
  let likeness = likenessOf(first, second)
  for (const word of one.called) {
    for (const against of other.called) {
      if (word === against || isSameName(word, against)) return is.oneOfSeveral
    }
  }
  if ((likeness === 'none' || likeness === 'distant') && (one.words.length > 1 || other.words.length > 1))
    likeness = likenessOf(one.joined, other.joined)
  if ((likeness === 'none' || likeness === 'distant') && isBeginning(first.text, second.text)) return is.beginning
  if (areNames && likeness !== 'initial' && (likeness !== 'none' || first.spelling === second.spelling)) return is.likeAnother
  return likeness === 'none' ? is.another : is[likeness]
}

function compareFamily(one: Name, other: Name): Found {
  const is = rules.familyName
  if (one === other || one.joined === other.joined || isSameSet(one.words, other.words))
    return one.words.some(({ isFrequentFamily }) => !isFrequentFamily) ? is.same : is.sameAndFrequent
  if (one.joined.spelling === other.joined.spelling)
    return [...one.words, ...other.words].some(({ isFrequentFamily }) => isFrequentFamily) ? is.sameSpellingAndFrequent : is.sameSpelling
  const hasSeveral = one.words.length > 1 || other.words.length > 1
  if (hasSeveral) {
    const both = one.words.filter((word) => other.words.some((against) => word === against || word.spelling === against.spelling))
    if (both.length > 0) return both.every(({ isFrequentFamily }) => isFrequentFamily) ? is.oneOfSeveralAndFrequent : is.oneOfSeveral
  }
  const whole = likenessOf(one.joined, other.joined)
  const likeness = hasSeveral && whole !== 'slip' ? likenessOfParts(one.words, other.words, whole) : whole
  return likeness === 'none' ? is.another : is[likeness]
}

/** Whether one of two given names is how the other begins, as short forms are. */
const isBeginning = (a: string, b: string): boolean => Math.min(a.length, b.length) === 3 && (a.startsWith(b) || b.startsWith(a))

/** Where both words are known as names, they are one if some name is written as either; others are where they are spelt alike. */
const isSameName = (one: Word, other: Word): boolean =>
  one.names.length > 0 && other.names.length > 0 ? one.names.some((name) => other.names.includes(name)) : one.spelling === other.spelling

const shareWord = (ones: readonly Word[], others: readonly Word[]): boolean =>
  ones.some((one) => others.some((other) => one === other || isSameName(one, other)))

const isSameSet = (ones: readonly Word[], others: readonly Word[]): boolean =>
  ones.length === others.length && ones.every((one) => others.includes(one))

type Likeness = 'slip' | 'sound' | 'distant' | 'initial' | 'none'

/** How many slips a word of so many letters may have. */
const mostSlips = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3)

function likenessOf(one: Word, other: Word): Likeness {
  const [a, b] = [one.text, other.text]
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'initial' : 'none'
  const most = mostSlips(Math.max(a.length, b.length))
  // A slip seldom hits the first letter, so only words that share it are looked at further.
  const further = a.length > 4 && b.length > 4 && a.charCodeAt(0) === b.charCodeAt(0) ? most + 1 : most
  const count = leastSlips(one.letters, other.letters) > further ? further + 1 : slips(a, b, further)
  if (count <= most || startsWithOther(a, b)) return 'slip'
  if (count > further) return 'none'
  return one.sound === other.sound && one.sound.length > 2 ? 'sound' : 'distant'
}

/** Whether one of two words was cut short. */
const startsWithOther = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a))

function likenessOfParts(ones: readonly Word[], others: readonly Word[], otherwise: Likeness): Likeness {
  for (const one of ones) {
    for (const other of others) {
      if (one.text.length >= 4 && other.text.length >= 4 && likenessOf(one, other) === 'slip') return 'slip'
    }
  }
  return otherwise
}

// ---- Birth -------------------------------------------------------------------------------------------------------------------------------

function compareBirth({ born: a, isEstimate: isA }: Comparable, { born: b, isEstimate: isB }: Comparable): Found {
  const is = rules.dateOfBirth
  if (a === 0 || b === 0) return is.missing
  if (isA || isB) {
    if (a === b) return is.estimateSame
    return Math.abs(Math.floor(a / 10_000) - Math.floor(b / 10_000)) <= 1 ? is.estimate : is.another
  }
  if (a === b) return is.same
  const [dayA, dayB] = [a % 100, b % 100]
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [yearA, yearB] = [Math.floor(a / 10_000), Math.floor(b / 10_000)]
  if (yearA === yearB && dayA === monthB && monthA === dayB) return is.swapped
  const digits = digitsApart(a, b)
  if (digits !== 'more') return is[digits]
  return Number(dayA === dayB) + Number(monthA === monthB) + Number(yearA === yearB) === 2 ? is.part : is.another
}

function digitsApart(a: number, b: number): 'digit' | 'exchanged' | 'more' {
  let [restA, restB, apart, firstA, firstB, place, firstPlace] = [a, b, 0, 0, 0, 0, 0]
  while (restA > 0 || restB > 0) {
    const [digitA, digitB] = [restA % 10, restB % 10]
    if (digitA !== digitB) {
      apart++
      if (apart === 1) [firstA, firstB, firstPlace] = [digitA, digitB, place]
      else if (apart > 2 || place !== firstPlace + 1 || digitA !== firstB || digitB !== firstA) return 'more'
    }
    restA = Math.floor(restA / 10)
    restB = Math.floor(restB / 10)
    place++
  }
  return apart === 1 ? 'digit' : 'exchanged'
}

// ---- Home --------------------------------------------------------------------------------------------------------------------------------

interface FoundHome {
  readonly address: Found
  readonly town: Found
  readonly postcode: Found
  readonly evidence: number
}

const NO_HOME: FoundHome = { address: rules.address.missing, town: rules.town.missing, postcode: rules.postcode.missing, evidence: 0 }

/** What speaks most for one child, among all places where each lives or lived. */
function compareHomes(ones: readonly Home[], others: readonly Home[]): FoundHome {
  let found: FoundHome | undefined
  for (let i = 0; i < ones.length; i++) {
    for (let j = 0; j < others.length; j++) {
      const now = compareHome(ones[i] as Home, others[j] as Home, i > 0 || j > 0)
      if (!found || isMore(now, found)) found = now
    }
  }
  return found ?? NO_HOME
}

/** Whichever record comes first, the same two places are taken. */
const isMore = (one: FoundHome, other: FoundHome): boolean =>
  one.evidence !== other.evidence
    ? one.evidence > other.evidence
    : one.address !== other.address
      ? one.address.evidence > other.address.evidence
      : one.town.evidence > other.town.evidence

function compareHome(one: Home, other: Home, isEarlier: boolean): FoundHome {
  const address = compareStreets(one, other, isEarlier)
  const town = compareTowns(one.town, other.town)
  const postcode = comparePostcodes(one, other)
  const sum = address.evidence + town.evidence + postcode.evidence
  return { address, town, postcode, evidence: Math.max(rules.LEAST_OF_HOME, Math.min(rules.MOST_OF_HOME, sum)) }
}

/** From so many pairs of letters in a hundred on, texts are the same, and alike. */
const SAME = 80
const LIKE = 50

/** What is shorter says too little when the other has more words. */
const LEAST_WITHIN = 4

/**
 * How much of two texts is the same, in a hundred: their pairs of letters. Where `within`, of an address with a line that the other lacks, a village or the
 * name of a house, the other counts.
 */
function sameInHundred({ pairs: a }: Text, { pairs: b }: Text, within: boolean): number {
  const shorter = Math.min(a.length, b.length)
  const all = within && shorter >= LEAST_WITHIN ? shorter : (a.length + b.length) / 2
  return all === 0 ? 0 : Math.floor((100 * pairsInBoth(a, b)) / all)
}

function compareStreets(one: Home, other: Home, isEarlier: boolean): Found {
  const is = rules.address
  const [a, b] = [one.street, other.street]
  if (!a || !b) return is.missing
  const same = a === b ? 100 : sameInHundred(a, b, true)
  if (same < LIKE) return is.another
  const hasNumber = shareNumber(one.numbers, other.numbers)
  if (same >= SAME) return hasNumber ? (isEarlier ? is.formerly : is.same) : is.street
  return hasNumber ? is.numberAndLike : is.like
}

/** Whether house and flat are the same, or one leaves the flat out. */
function shareNumber(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  if (one === other) return true
  const [short, long] = (one.length < other.length ? [one, other] : [other, one]).map((numbers) => numbers.split(' ')) as [
    string[],
    string[],
  ]
  return short.length < long.length && short.every((number) => long.includes(number))
}

function compareTowns(one: Text | undefined, other: Text | undefined): Found {
  const is = rules.town
  if (!one || !other) return is.missing
  if (one === other) return is.same
  // Town 12 and Town 13 are not alike.
  if (/\d/.test(one.text)) return is.another
  return sameInHundred(one, other, false) >= LIKE ? is.like : is.another
}

function comparePostcodes(one: Home, other: Home): Found {
  const is = rules.postcode
  const [a, b] = [one.postcode, other.postcode]
  if (a === '' || b === '') return is.missing
  if (a === b) return one.isNarrow ? is.same : is.sameWide
  if (slips(a, b, 1) <= 1) return is.slip
  return one.isNarrow && other.isNarrow && a.slice(0, -3) === b.slice(0, -3) ? is.district : is.another
}

// ---- Numbers -----------------------------------------------------------------------------------------------------------------------------

function compareUpns({ upns: ones, isUpnRight: isOneRight }: Comparable, { upns: others, isUpnRight: isOtherRight }: Comparable): Found {
  const is = rules.upn
  const [one, other] = [ones[0], others[0]]
  if (one === undefined || other === undefined) return is.missing
  if (one === other) return isOneRight ? is.same : is.sameAndOdd
  if (ones.some((number) => others.includes(number))) return is.formerly
  if (isOneRight && isOtherRight) return is.another
  return isSlipOfNumber(one, other) ? is.slip : is.odd
}

function compareNhsNumbers(one: Comparable, other: Comparable): Found {
  const is = rules.nhsNumber
  const [a, b] = [one.nhsNumber, other.nhsNumber]
  if (a === '' || b === '') return is.missing
  if (a === b) return one.isNhsNumberRight ? is.same : is.sameAndOdd
  if (one.isNhsNumberRight && other.isNhsNumberRight) return is.another
  return isSlipOfNumber(a, b) ? is.slip : is.odd
}

/** Two signs at most are other ones, or one is left out. */
function isSlipOfNumber(one: string, other: string): boolean {
  if (one.length !== other.length) return slips(one, other, 1) <= 1
  let apart = 0
  for (let i = 0; i < one.length; i++) if (one.charCodeAt(i) !== other.charCodeAt(i) && ++apart > 2) return false
  return true
}
