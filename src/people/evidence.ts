/*
 * What the comparison of two records is worth: the rule set. Evidence is counted in decibans, ten times the decimal logarithm of how much likelier what was
 * found is of one child than of two: 10 is ten times, 20 a hundred times, 3 twice. So evidence is added, in whole numbers, and it is absolute: it does not
 * depend on who else is on record. The values are reasoned from how often children of a county share a name or a birthday, and how often people mistype.
 */

/** Changes with every change of what two records are worth. What a person confirmed is stored with it. */
export const MATCH_RULES = 1

/** Among a million children, who is meant is one to a million, or 60 decibans, against; from here on it is a hundred to one for. */
export const MATCH = 80

/** From here on it is at most twenty to one against: so many a person can look at, rather than miss a child. */
export const POTENTIAL = 47

export type Result = 'agree' | 'close' | 'differ' | 'missing'

/** What the comparison of one field gives. */
export interface Found {
  readonly result: Result
  /** Why, in words that follow the name of the field. */
  readonly reason: string
  /** In decibans; below 0 it speaks for two children. */
  readonly evidence: number
}

const agree = (reason: string, evidence: number): Found => ({ result: 'agree', reason, evidence })
const close = (reason: string, evidence: number): Found => ({ result: 'close', reason, evidence })
const differ = (reason: string, evidence: number): Found => ({ result: 'differ', reason, evidence })
const missing: Found = { result: 'missing', reason: 'not known of both', evidence: 0 }

/** Of 300 children two share a given name; of one that one in thirty has, thirty. */
export const givenNames = {
  missing,
  same: agree('the same', 25),
  sameAndFrequent: agree('the same, one that many have', 15),
  sameName: close('the same name, short or written otherwise', 22),
  sameNameAndFrequent: close('the same name, written otherwise, one that many have', 10),
  slip: close('a letter or two apart', 18),
  beginning: close('the beginning of the other', 13),
  sound: close('alike in sound', 12),
  oneOfSeveral: close('one of several', 14),
  onlyShared: close('the one that brothers share, and no other to compare', 6),
  initial: close('the same initial', 5),
  swapped: close('the family name of the other', 22),
  distant: close('some letters apart', 3),
  likeAnother: differ('alike, but two names that children have', 4),
  another: differ('another name', -20),
} as const satisfies Record<string, Found>

export const familyName = {
  missing,
  same: agree('the same', 28),
  sameAndFrequent: agree('the same, one that many have', 20),
  sameSpelling: close('the same name, written otherwise', 24),
  sameSpellingAndFrequent: close('the same name, written otherwise, one that many have', 17),
  slip: close('a letter or two apart', 19),
  sound: close('alike in sound', 11),
  distant: close('some letters apart', 4),
  oneOfSeveral: close('one of several', 18),
  oneOfSeveralAndFrequent: close('one of several, one that many have', 12),
  initial: close('the same initial', 5),
  swapped: close('the given name of the other', 24),
  halfSwapped: close('one stands as the given name of the other', 16),
  another: differ('another name', -12),
} as const satisfies Record<string, Found>

/** More than this names never say. */
export const MOST_OF_NAMES = 53

/** Children of school age are born on some 6,500 days. */
export const dateOfBirth = {
  missing,
  same: agree('the same', 38),
  swapped: close('day and month swapped', 24),
  exchanged: close('two digits exchanged', 14),
  digit: close('one digit different', 10),
  part: close('day, month or year different, the rest the same', 5),
  estimateSame: close('the same, one of them an estimate', 15),
  estimate: close('within a year, one of them an estimate', 6),
  another: differ('another day', -12),
} as const satisfies Record<string, Found>

/** That two children of one name are of one sex says nothing more. */
export const sex = { missing, same: agree('the same', 0), another: differ('another', -12) } as const satisfies Record<string, Found>

/** A third of the children who are sought have moved. */
export const address = {
  missing,
  same: agree('the same house', 28),
  formerly: agree('the same house, an earlier address of one', 28),
  numberAndLike: close('the same number, the street alike', 20),
  street: close('the same street, another number or none', 12),
  like: close('the street alike', 6),
  another: differ('another', -3),
} as const satisfies Record<string, Found>

export const town = {
  missing,
  same: agree('the same', 4),
  like: close('alike', 3),
  another: differ('another', -1),
} as const satisfies Record<string, Found>

/** A full postcode of the United Kingdom is some fifteen houses; of other countries it is a town or a part of one. */
export const postcode = {
  missing,
  same: agree('the same', 24),
  sameWide: agree('the same, of a wide area', 14),
  slip: close('a sign or two apart', 10),
  district: close('the same district', 4),
  another: differ('another', -2),
} as const satisfies Record<string, Found>

/** Where a child lives is one thing, however many fields tell it: brothers and sisters live there too. */
export const LEAST_OF_HOME = -5
export const MOST_OF_HOME = 42

/** Numbers are mixed up between twins and classmates, and a child may have had two. */
export const upn = {
  missing,
  same: agree('the same', 45),
  formerly: agree('the same, an earlier number of one', 42),
  sameAndOdd: agree('the same, though no right number', 30),
  slip: close('a sign or two apart, and one is no right number', 15),
  another: differ('another', -12),
  odd: differ('another, one of them no right number', -4),
} as const satisfies Record<string, Found>

export const nhsNumber = {
  missing,
  same: agree('the same', 55),
  sameAndOdd: agree('the same, though no right number', 30),
  slip: close('a digit or two apart, and one is no right number', 15),
  another: differ('another', -20),
  odd: differ('another, one of them no right number', -4),
} as const satisfies Record<string, Found>

/** Why two records are no match though their evidence would do. */
export const limits = {
  anotherGivenName: 'the given name is another: it may be a twin',
  likeGivenName: 'the given names are only somewhat alike, or are two names that children have: it may be a twin',
  noGivenName: 'no given name to compare: it may be a brother or a sister',
  anotherNumber: 'each has a right NHS number, and they are not the same',
} as const

/** Why two records are nothing to each other though their evidence would do: no number is the same, and other children have as much in common. */
export const nothing = {
  twin: 'given name and sex are others: it is a twin',
  namesake: 'family name and home are others: given name and date of birth are shared by many',
} as const

/** Whether something says that two records are of two children: a rule, or right numbers that are not the same. */
export const isContradicted = (limit: string | null, foundUpn: Found, foundNhsNumber: Found): boolean =>
  limit === nothing.twin || foundUpn === upn.another || foundNhsNumber === nhsNumber.another
