import type { CivilDate } from '../calendar/civil-date.ts'
import type { Entry } from '../casefile/casework-table.ts'
import type { Agency as AgencyKind, CaseFile, Service } from '../casefile/fact-table.ts'
import type { Role } from '../sharing/roles.ts'

/*
 * What the made-up county consists of. Nobody in it exists, nor do its places, schools and numbers.
 */

/** `demo`: about 20 schools and 6,000 pupils. `county`: as large as Lancashire, about 180,000 pupils. */
export const scales = ['demo', 'county'] as const
export type Scale = (typeof scales)[number]

/** An organisation or team that people work in. */
export interface Agency {
  readonly id: string
  /** What it is in a case file: the `by` of its facts. */
  readonly kind: AgencyKind
  readonly name: string
  /** Of a service with areas of its own, the districts that it serves. */
  readonly districts?: readonly string[]
  /** It looks over the work of all others. */
  readonly oversees?: true
}

/** Somebody who works with the product. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** The id of an agency. A school is one too, under its own id. */
  readonly agency: string
  readonly email: string
}

export type Phase = 'primary' | 'secondary' | 'special' | 'pupil-referral-unit'

export interface School {
  readonly id: string
  readonly name: string
  readonly phase: Phase
  /** Six digits. */
  readonly urn: string
  /** Council and establishment: 888/9001. */
  readonly laestab: string
  readonly district: string
  readonly town: string
  readonly phone: string
}

export interface Address {
  readonly lines: readonly string[]
  readonly town: string
  readonly district: string
  readonly postcode: string
}

export const relations = [
  'mother',
  'father',
  'stepmother',
  'stepfather',
  'grandmother',
  'grandfather',
  'aunt',
  'uncle',
  'foster carer',
] as const
export type Relation = (typeof relations)[number]

/** A parent or another person who cares for the children of a family. */
export interface Contact {
  readonly id: string
  readonly name: string
  readonly relation: Relation
  readonly hasParentalResponsibility: boolean
  readonly livesWithChild: boolean
  readonly phone: string | null
  readonly email: string | null
  /** Whether it is safe to reach this person so; some must not be rung, or written to, where somebody else may answer. */
  readonly safeTo: { readonly ring: boolean; readonly post: boolean; readonly message: boolean }
}

export interface Family {
  readonly id: string
  readonly surname: string
  readonly address: Address
  readonly contacts: readonly Contact[]
  /** What is spoken at home. */
  readonly language: string
  readonly needsInterpreter: boolean
}

export type YearGroup = 'R' | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11

/** Whole sessions. */
export interface Figure {
  readonly possible: number
  readonly attended: number
}

/** Attendance of the school year up to the day before the county's day. */
export interface Attendance {
  /** The first school day of the year. */
  readonly from: CivilDate
  /** Two marks for each school day of the calendar from then on, in the codes of the register; `#` on a training day. */
  readonly marks: string
  readonly year: Figure
  readonly term: Figure
}

/** A child of the county: on a school's roll, missing education, or educated at home. */
export interface Pupil {
  readonly id: string
  readonly family: string
  readonly forename: string
  readonly surname: string
  readonly sex: 'female' | 'male'
  readonly dateOfBirth: CivilDate
  readonly yearGroup: YearGroup
  /** None for a child who never was at a state school. */
  readonly upn: string | null
  /** None where nobody has recorded it. */
  readonly nhsNumber: string | null
  /** The school on whose roll the child is; null off roll. */
  readonly school: string | null
  /** The school on whose roll the child last was, if it is on none; null where none is known. */
  readonly lastSchool: string | null
  /** EHCP, SEN support or none, in the codes of the school census. */
  readonly sen: 'E' | 'K' | 'N'
  readonly freeSchoolMeals: boolean
  /** Since when parents educate the child at home and the register says so. */
  readonly homeEducatedSince: CivilDate | null
  /** Null off roll. */
  readonly attendance: Attendance | null
  /** Persons alone for whom the record exists; null for a record that is not sealed. */
  readonly sealedTo: readonly string[] | null
  /** The key of the child's story, for those who have one. */
  readonly story: StoryKey | null
}

/** A time on a school's roll; both days are included. */
export interface Stay {
  readonly school: string
  readonly from: CivilDate
  /** Null for a child who is still there. */
  readonly until: CivilDate | null
  /** The year group in which the child is there, or was last. */
  readonly yearGroup: YearGroup
}

/** Who has a child's case at a service or with the CME officers. */
export interface Allocation {
  readonly role: 'cme-officer' | Service
  /** The id of a person. */
  readonly person: string
  readonly from: CivilDate
}

/** Something that was kept beside the facts: see src/casefile/casework-table.ts. */
export type Kept = Omit<Entry, 'id' | 'recordedAt'>

export interface CaseOfPupil {
  readonly pupil: Pupil
  /** The child as case files have it, and what is recorded: for most pupils nothing. */
  readonly caseFile: CaseFile
  readonly allocations: readonly Allocation[]
  /** In order; none for a child who moved in and is on no roll yet. */
  readonly stays: readonly Stay[]
  /** What people kept of the case that no clause reads, in the order in which they did. */
  readonly casework: readonly Kept[]
}

export interface Household {
  readonly family: Family
  readonly children: readonly CaseOfPupil[]
}

export const storyKeys = [
  'engaging',
  'refusing',
  'sealed',
  'home-educated',
  'persistent',
  'no-progress',
  'waiting',
  'notified',
  'order',
  'excluded',
  'suspended-twice',
  'no-improvement',
  'cancelled',
  'below-eighty',
  'below-eighty-without-plan',
  'explained',
  'withheld',
  'leaving',
  'older-sibling',
  'younger-sibling',
  'safeguarding',
  'assessment',
  'stepped-up',
  'legal-advice',
] as const
export type StoryKey = (typeof storyKeys)[number]

/** The story of a child, for demo, tests and documentation alike. */
export interface Story {
  readonly key: StoryKey
  /** What people call it: "A child whose parents engage". */
  readonly title: string
  /** What is so on the county's day, in a sentence or two. */
  readonly says: string
}
