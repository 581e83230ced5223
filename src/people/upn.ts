/*
 * The unique pupil number: a check letter, three digits of the council that gave it, four of the school, two of the year in which it was
 * given, and a serial of three digits. A temporary one ends in a letter. Source: Department for Education, "Unique pupil numbers".
 */

/** What a unique pupil number says. */
export interface UpnParts {
  /** The council that gave it: 888 is Lancashire. */
  readonly council: string
  readonly establishment: string
  /** The last two digits of the year in which it was given. */
  readonly year: string
  readonly serial: string
  readonly temporary: boolean
}

/** The letters that can check a number, each at the place that is its value; I, O and S are left out, since they look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

const BEHIND_THE_LETTER = /^\d{11}[\dA-HJ-NP-RT-Z]$/

/** The letter that goes before the other twelve characters; `undefined` where these cannot be part of a number. */
export function upnCheckLetter(others: string): string | undefined {
  if (!BEHIND_THE_LETTER.test(others)) return undefined
  let sum = 0
  for (let i = 0; i < others.length; i++) sum += (i + 2) * characterValue(others[i] as string)
  return LETTERS[sum % LETTERS.length]
}

/** A digit has its own value; the letter at the end of a temporary number that of its place. */
const characterValue = (character: string): number => (character <= '9' ? Number(character) : LETTERS.indexOf(character))

/** Whether a text is a unique pupil number as registers hold it: capitals, no spaces, the right letter first. */
export const isUpn = (text: string): boolean => text.length === 13 && upnCheckLetter(text.slice(1)) === text[0]

/** The unique pupil number of a school's serial. Throws a `RangeError` where a part has the wrong number of digits. */
export function makeUpn({ council, establishment, year, serial }: Omit<UpnParts, 'temporary'>): string {
  const others = `${council}${establishment}${year}${serial}`
  const letter = council.length === 3 && establishment.length === 4 && year.length === 2 ? upnCheckLetter(others) : undefined
  if (letter === undefined) throw new RangeError(`${others} cannot be the part of a unique pupil number behind its letter`)
  return letter + others
}

/** Reads a unique pupil number as people type it, in small letters or with spaces too; of any other text it says what is wrong. */
export function parseUpn(text: string): { readonly upn: string; readonly parts: UpnParts } | { readonly fault: string } {
  const upn = text.replaceAll(/\s/g, '').toUpperCase()
  const letter = upnCheckLetter(upn.slice(1))
  if (letter === undefined) {
    return { fault: 'a unique pupil number is a letter and 12 digits; of a temporary one the last is a letter too, but not I, O or S' }
  }
  if (letter !== upn[0]) return { fault: `a unique pupil number with these digits begins with ${letter}, not ${upn[0]}` }
  const serial = upn.slice(10)
  const parts = { council: upn.slice(1, 4), establishment: upn.slice(4, 8), year: upn.slice(8, 10), serial, temporary: /[A-Z]$/.test(upn) }
  return { upn, parts }
}
