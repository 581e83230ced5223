import { type CivilDate, civilDate, dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { groundLetters } from '../casefile/deletion-grounds.ts'
import { PARENTS, type ReturnGiven, type ReturnText, type ReturnTold, returnFrom } from '../casefile/deletion-return.ts'
import type { Fault } from '../casefile/fault.ts'
import type { Agency } from '../database/agencies.ts'
import type { Columns } from '../database/return-files.ts'
import { nameWords } from '../people/names.ts'
import { parseUpn } from '../people/upn.ts'
import { readWrittenDate } from '../people/written-dates.ts'
import { DAY_MEANING, type RowPart } from './return-columns.ts'

/*
 * The rows of a file of deletion returns: which pupil a row is about, and what it says of the return.
 */

// ---- Pupils ------------------------------------------------------------------------------------------------------------------------------

/** A pupil, as far as a row may say who it is. */
export interface Pupil {
  readonly head: string
  readonly givenNames: string
  readonly familyName: string
  readonly knownAs: string | null
  readonly formerNames: readonly string[]
  readonly dateOfBirth: CivilDate | null
  readonly upn: string | null
  readonly formerUpns: readonly string[]
}

/** Who a row says that it is about. */
export interface Identity {
  readonly upn: string | undefined
  readonly familyName: string | undefined
  readonly givenNames: string | undefined
  readonly dateOfBirth: CivilDate | undefined
}

/** The same whether there is no such child, or one on the roll of another school, or one that is sealed. */
export const NOBODY = 'No pupil on your roll has this unique pupil number, or this name and date of birth'

/** The one of some pupils whom a row is about; or why there is none, in words that are the same whether or not there is such a child elsewhere. */
export function pupilOf(identity: Identity, pupils: readonly Pupil[]): { readonly pupil: Pupil } | { readonly why: string } {
  const { upn, familyName, givenNames, dateOfBirth } = identity
  const byNumber = upn === undefined ? [] : pupils.filter((pupil) => pupil.upn === upn || pupil.formerUpns.includes(upn))
  const [numbered, ...more] = byNumber
  if (numbered && more.length === 0) {
    if (dateOfBirth !== undefined && numbered.dateOfBirth !== null && numbered.dateOfBirth !== dateOfBirth)
      return { why: 'The pupil with this unique pupil number has another date of birth. See which pupil is meant' }
    if (!hasNames(numbered, familyName, givenNames))
      return { why: 'The pupil with this unique pupil number has another name. See which pupil is meant' }
    return { pupil: numbered }
  }
  const named =
    familyName === undefined || givenNames === undefined || dateOfBirth === undefined
      ? []
      : pupils.filter((pupil) => pupil.dateOfBirth === dateOfBirth && hasNames(pupil, familyName, givenNames))
  const [one, ...others] = named.filter((pupil) => upn === undefined || pupil.upn === null)
  if (one && others.length === 0) return { pupil: one }
  if (one || numbered)
    return { why: 'More than one pupil on your roll is meant by this. Take the name off by the form, from the pupil’s page' }
  if (named.length > 0) return { why: 'The pupil of this name and date of birth has another unique pupil number. See which is right' }
  return { why: NOBODY }
}

/** Whether names as they are written may be those of a pupil; those that are not given may be any. */
function hasNames({ givenNames, familyName, knownAs, formerNames }: Pupil, family: string | undefined, given: string | undefined): boolean {
  const allWords = nameWords([givenNames, familyName, knownAs ?? '', ...formerNames].join(' '))
  const isFamily = family === undefined || nameWords(family).every((word) => allWords.includes(word))
  const [first] = nameWords(given ?? '')
  const own = nameWords([givenNames, knownAs ?? '', ...formerNames].join(' '))
  return isFamily && (first === undefined || own.includes(first))
}

// ---- Rows --------------------------------------------------------------------------------------------------------------------------------

/** A row as it is read: who it is about, and what it says, with what of either could not be read. */
export interface RowRead {
  readonly identity: Identity
  readonly given: ReturnGiven
  readonly unread: readonly Fault[]
}

/** What a cell holds: spreadsheets, and what we write ourselves, put an apostrophe before what could be taken for a formula. */
const contentOf = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '').trim()

export function readRow(cells: readonly string[], headings: readonly string[], columns: Columns, schools: readonly Agency[]): RowRead {
  const unread: Fault[] = []
  const fault = (part: RowPart, message: string): undefined => void unread.push({ pointer: `/${part}`, message })
  const cell = (part: RowPart): string | undefined => {
    const heading = columns[part]
    return (heading === undefined ? '' : contentOf(cells[headings.indexOf(heading)] ?? '')) || undefined
  }
  const day = (part: RowPart): CivilDate | undefined => {
    const text = cell(part)
    const date = text === undefined ? undefined : dayWritten(text)
    return text === undefined || date ? date : fault(part, `found “${short(text)}”; expected a day such as 23/11/2026 or 2026-11-23`)
  }
  const number = cell('upn')
  const parsed = number === undefined ? undefined : parseUpn(number)
  if (parsed && 'fault' in parsed) fault('upn', `found “${short(number ?? '')}”; ${parsed.fault}`)
  const identity: Identity = {
    upn: parsed && 'upn' in parsed ? parsed.upn : undefined,
    familyName: cell('familyName'),
    givenNames: cell('givenNames'),
    dateOfBirth: day('dateOfBirth'),
  }
  if (number === undefined && (!identity.familyName || !identity.givenNames || !cell('dateOfBirth')))
    fault('upn', 'Nobody is named: enter a unique pupil number, or family name, given names and date of birth')
  const written = day('deletedOn')
  if (cell('deletedOn') === undefined) fault('deletedOn', 'expected a day such as 23/11/2026 or 2026-11-23')
  const deletedOn = written && columns[DAY_MEANING] === 'last-on' ? civilDate(dayOf(written) + 1) : written
  const ground = groundWritten(cell('ground'))
  if ('wrong' in ground) fault('ground', ground.wrong)
  const school = schoolWritten(cell('nextSchool'), schools)
  if ('wrong' in school) fault('nextSchool', school.wrong)
  const [startsOn, movesOn] = [day('startsOn'), day('movesOn')]
  const texts = (['address', 'movesTo', 'enquiries', 'councilEnquiries'] as const).map((part) => [part, cell(part)] as const)
  const parents = PARENTS.flatMap((place) =>
    (['name', 'address', 'phone'] as const).map((member) => [`parent${place}.${member}`, cell(`parent${place}.${member}`)] as const),
  )
  const given: ReturnGiven = {
    ...Object.fromEntries([...texts, ...parents].filter(([, text]) => text !== undefined)),
    ...(deletedOn && { deletedOn }),
    ...('ground' in ground && { ground: ground.ground }),
    ...('wrong' in school ? {} : school),
    ...(startsOn && { startsOn }),
    ...(movesOn && { movesOn }),
  }
  return { identity, given, unread }
}

const dayWritten = (text: string): CivilDate | undefined => {
  const date = readWrittenDate(text, 'YYYY-MM-DD').date ?? readWrittenDate(text, 'DD/MM/YYYY').date
  return isCivilDate(date) ? date : undefined
}

const MOST_SHOWN = 40
const short = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text)

/**
 * The ground of `f`, `F`, `(f)`, `Ground f`, `9(1)(f)` and `f. A parent wrote …`. A letter of regulation 8 is one of the regulations before these, and means
 * something else.
 */
function groundWritten(text: string | undefined): { readonly ground: (typeof groundLetters)[number] } | { readonly wrong: string } {
  const expected = 'expected the letter of the ground, from a to o'
  if (text === undefined) return { wrong: expected }
  if (/^(reg\w*\.?\s*)?8\s*\(/i.test(text))
    return { wrong: `found “${short(text)}”, a letter of the regulations of 2006; ${expected}, of regulation 9(1) of those of 2024` }
  const [, letter = ''] = /^(?:ground\s*)?(?:(?:reg\w*\.?\s*)?9\s*\(1\)\s*)?\(?([a-o])\)?(?:\s*[.:–—-].*)?$/is.exec(text) ?? []
  const ground = groundLetters.find((one) => one === letter.toLowerCase())
  return ground ? { ground } : { wrong: `found “${short(text)}”; ${expected}` }
}

/** A school of the county by its name or its number; any other is one elsewhere. */
function schoolWritten(
  text: string | undefined,
  schools: readonly Agency[],
): { readonly nextSchool?: string; readonly nextSchoolName?: string } | { readonly wrong: string } {
  if (text === undefined) return {}
  const plain = nameWords(text).join(' ')
  const [found, ...others] = schools.filter(({ name, urn, id }) => id === text || urn === text || nameWords(name).join(' ') === plain)
  if (others.length > 0)
    return { wrong: `found “${short(text)}”, which is the name of ${others.length + 1} schools; expected its number (URN)` }
  return found ? { nextSchool: found.id } : { nextSchoolName: text }
}

/** A return of which what the row leaves out is as it is on record. */
export interface RowFilled {
  readonly told: ReturnTold | { readonly faults: readonly Fault[] }
  /** The parts that are as they are on record. */
  readonly filled: readonly ReturnText[]
}

/**
 * The return that a row makes, with what is on record of the pupil in place of what it leaves out: the address, and parents where it names none, or the rest of one
 * whom it names.
 */
export function returnOfRow({ given, unread }: RowRead, known: Partial<Record<ReturnText, string>>): RowFilled {
  const filled: ReturnText[] = []
  const parts: Partial<Record<ReturnText, string>> = {}
  const fill = (part: ReturnText, from: ReturnText = part): void => {
    const value = known[from]
    if (given[part] || !value) return
    parts[part] = value
    filled.push(part)
  }
  fill('address')
  const namesParent = PARENTS.some((place) => (['name', 'address', 'phone'] as const).some((member) => given[`parent${place}.${member}`]))
  for (const place of PARENTS) {
    const name = given[`parent${place}.name`]
    const same = namesParent
      ? PARENTS.find((other) => name !== undefined && nameWords(known[`parent${other}.name`] ?? '').join(' ') === nameWords(name).join(' '))
      : place
    if (same === undefined) continue
    for (const member of ['name', 'address', 'phone'] as const) fill(`parent${place}.${member}`, `parent${same}.${member}`)
  }
  return { told: returnFrom({ ...given, ...parts }, unread), filled }
}
