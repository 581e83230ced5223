import { isNhsNumber } from './nhs-number.ts'
import { isUpn } from './upn.ts'
import { hashOf, hashOfSigns, type Lexicon, type Name, type Text } from './words.ts'

/*
 * A person as some source describes them, and what of it is compared.
 */

/** What a source says of a person. Whatever it does not know is left out or empty. */
export interface Described {
  readonly givenNames?: string | null | undefined
  readonly familyName?: string | null | undefined
  readonly knownAs?: string | null | undefined
  /** Given names that an earlier record of the person had. */
  readonly earlierGivenNames?: readonly string[] | undefined
  /** Given, family or whole names that the person had. */
  readonly formerNames?: readonly string[] | undefined
  /** `YYYY-MM-DD`; of a day that does not exist the digits still count. */
  readonly dateOfBirth?: string | null | undefined
  readonly isDateOfBirthEstimated?: boolean | undefined
  readonly sex?: string | null | undefined
  /** That of today first. */
  readonly addresses?: readonly DescribedAddress[] | undefined
  readonly upn?: string | null | undefined
  readonly formerUpns?: readonly string[] | undefined
  readonly nhsNumber?: string | null | undefined
}

export interface DescribedAddress {
  /** House and street, in one. */
  readonly address?: string | null | undefined
  readonly town?: string | null | undefined
  readonly postcode?: string | null | undefined
}

/** A person ready to be compared. */
export interface Comparable {
  /** Names by which the person is or was called. */
  readonly given: readonly Name[]
  readonly family: readonly Name[]
  /** Year, month and day as one number of eight digits, such as 20140309; 0 where it is not known. */
  readonly born: number
  readonly isEstimate: boolean
  readonly sex: Sex
  readonly homes: readonly Home[]
  /** That of today first. */
  readonly upns: readonly string[]
  readonly isUpnRight: boolean
  readonly nhsNumber: string
  readonly isNhsNumberRight: boolean
}

export type Sex = 'female' | 'male' | ''

export interface Home {
  /** Numbers of house and flat, in order, such as `14` or `2 14`. */
  readonly numbers: string
  /** Letters of the address, without the words that most addresses have. */
  readonly street: Text | undefined
  readonly town: Text | undefined
  readonly postcode: string
  /** Whether the postcode is one of the United Kingdom, of a few houses. */
  readonly isNarrow: boolean
  /** For keys, each 0 where there is none; that of the signs of the postcode is the same with some exchanged. */
  readonly postcodeKey: number
  readonly signsKey: number
  readonly numberKey: number
  readonly streetKey: number
}

const NOBODY: readonly Name[] = []
const NONE: readonly never[] = []

/** Makes what a source says comparable. Texts may have blanks around them, capitals, accents and the like. */
export function comparable(described: Described, lexicon: Lexicon): Comparable {
  const {
    givenNames,
    familyName,
    knownAs,
    earlierGivenNames,
    formerNames,
    dateOfBirth,
    isDateOfBirthEstimated,
    sex,
    addresses,
    upn,
    formerUpns,
    nhsNumber,
  } = described
  const upns = upnsOf(upn, formerUpns)
  const health = numberOf(nhsNumber)
  return {
    given: namesOf([givenNames, knownAs, ...(earlierGivenNames ?? NONE)], lexicon),
    family: namesOf([familyName, ...(formerNames ?? NONE)], lexicon),
    born: bornOf(dateOfBirth),
    isEstimate: isDateOfBirthEstimated ?? false,
    sex: sexOf(sex),
    homes: homesOf(addresses, lexicon),
    upns,
    isUpnRight: upns.length > 0 && isUpn(upns[0] as string),
    nhsNumber: health,
    isNhsNumberRight: health !== '' && isNhsNumber(health),
  }
}

function upnsOf(upn: string | null | undefined, formerUpns: readonly string[] = NONE): readonly string[] {
  const number = numberOf(upn)
  if (formerUpns.length === 0) return number === '' ? NONE : [number]
  return [number, ...formerUpns.map(numberOf)].filter((one) => one !== '')
}

function homesOf(addresses: readonly DescribedAddress[] = NONE, lexicon: Lexicon): readonly Home[] {
  const homes: Home[] = []
  for (const address of addresses) {
    const home = homeOf(address, lexicon)
    if (home) homes.push(home)
  }
  return homes.length === 0 ? NONE : homes
}

function namesOf(texts: readonly (string | null | undefined)[], lexicon: Lexicon): readonly Name[] {
  let names = NOBODY
  for (const text of texts) {
    const name = text ? lexicon.name(text) : undefined
    if (!name || names.includes(name)) continue
    names = names.length === 0 ? name.alone : [...names, name]
  }
  return names
}

function bornOf(text: string | null | undefined): number {
  if (!text) return 0
  const digits = text.length === 10 && text[4] === '-' && text[7] === '-' ? text.slice(0, 4) + text.slice(5, 7) + text.slice(8) : text
  return /^\d{1,8}$/.test(digits) ? Number(digits) : 0
}

/** Sexes as registers write them: words, letters, and the NHS's 1 and 2. */
const sexes: Readonly<Record<string, Sex>> = {
  f: 'female',
  female: 'female',
  girl: 'female',
  2: 'female',
  m: 'male',
  male: 'male',
  boy: 'male',
  1: 'male',
}

const sexOf = (text: string | null | undefined): Sex => (text ? (sexes[text.trim().toLowerCase()] ?? '') : '')

/** A number without blanks and dashes, in capitals; nothing of one that stands for none, such as 0000000000. */
function numberOf(text: string | null | undefined): string {
  if (!text) return ''
  const number = text.replace(/[\s-]+/g, '').toUpperCase()
  return number.length < 4 || /^(.)\1+$/.test(number) ? '' : number
}

const usual = new Set(
  `street st road rd avenue ave av lane ln close cl court ct crescent cres drive dr place pl terrace tce way grove gardens gdns square sq flat flt apartment apt
  apmnt unit house hse cottage number no the c o`.split(/\s+/),
)

const UK_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/

function homeOf({ address, town, postcode }: DescribedAddress, lexicon: Lexicon): Home | undefined {
  const code = postcode ? postcode.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase() : ''
  const words = address ? plainWords(address) : NONE
  const numbers: string[] = []
  const letters: string[] = []
  for (const word of words) {
    if (/^\d+[a-z]?$/.test(word)) numbers.push(word)
    else if (!usual.has(word)) letters.push(word)
  }
  // Where all words are usual ones, as in The Close, they are the name.
  const street = letters.length > 0 ? letters.join('') : words.filter((word) => !numbers.includes(word)).join('')
  const townWords = town ? plainWords(town).join('') : ''
  if (code === '' && street === '' && numbers.length === 0 && townWords === '') return undefined
  return {
    numbers: numbers.sort().join(' '),
    street: street === '' ? undefined : lexicon.text(street),
    town: townWords === '' ? undefined : lexicon.text(townWords),
    postcode: code,
    isNarrow: UK_POSTCODE.test(code),
    postcodeKey: code === '' ? 0 : hashOf(code),
    signsKey: code === '' ? 0 : hashOfSigns(code),
    numberKey: numbers.length === 0 ? 0 : hashOf(numbers.at(-1) as string),
    streetKey: lexicon.name(letters[0] ?? street)?.joined.key ?? 0,
  }
}

const ASCII = /^[\x20-\x7e]*$/

const plainWords = (text: string): readonly string[] => {
  const small = text.toLowerCase()
  const plain = ASCII.test(small) ? small.replaceAll("'", '') : small.normalize('NFKD').replaceAll(/[\p{M}'’]/gu, '')
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
