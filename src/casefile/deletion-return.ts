import type { CivilDate } from '../calendar/civil-date.ts'
import { type DeletionGround, deletionGrounds, type GroundLetter } from './deletion-grounds.ts'
import type { Fault } from './fault.ts'

/*
 * What a school returns when it takes a name off its admission register, and what has to be in it: the one rule for a return by form and for one of a file. The
 * content is that of regulation 13 of the School Attendance (Pupil Registration) (England) Regulations 2024, in our words.
 */

/** A parent with whom the pupil normally lives. */
export interface ParentReturned {
  readonly name: string
  readonly address: string
  /** At least one number on which they can be reached in an emergency. */
  readonly phone: string
}

/** What a return says beside its ground and day. */
export interface ReturnContent {
  readonly address: string
  readonly parents: readonly ParentReturned[]
  /** Where the pupil will live, and from when. */
  readonly movesTo?: string
  readonly movesOn?: CivilDate
  /** The next school, and the first day there. A school of the county by its id. */
  readonly nextSchool?: string
  readonly nextSchoolName?: string
  readonly startsOn?: CivilDate
  /** What the school did to find the child. Returns of before the two were told apart have what both did here. */
  readonly enquiries?: string
  /** What the council did to find it, and with whom there the school agreed. */
  readonly councilEnquiries?: string
}

export interface ReturnTold {
  /** The first day on which the name is off the register. */
  readonly deletedOn: CivilDate
  readonly ground: GroundLetter
  readonly content: ReturnContent
}

/** So many parents a return may name. */
export const PARENTS = [1, 2] as const

type ParentPart = `parent${(typeof PARENTS)[number]}.${keyof ParentReturned}`

/** The parts of a return that are words. */
export const returnTexts = [
  'nextSchool',
  'nextSchoolName',
  'address',
  ...PARENTS.flatMap((place) => [`parent${place}.name`, `parent${place}.address`, `parent${place}.phone`] as const),
  'movesTo',
  'enquiries',
  'councilEnquiries',
] as const
export type ReturnText = 'nextSchool' | 'nextSchoolName' | 'address' | 'movesTo' | 'enquiries' | 'councilEnquiries' | ParentPart

/** The parts that are days. */
export const returnDays = ['deletedOn', 'startsOn', 'movesOn'] as const
export type ReturnDay = (typeof returnDays)[number]

/** What was given for a return, part by part, before it is known to be whole. */
export type ReturnGiven = Partial<Readonly<Record<ReturnText, string>>> &
  Partial<Readonly<Record<ReturnDay, CivilDate>>> & { readonly ground?: GroundLetter }

const MOST = 2000

/**
 * The return, or what is wrong with it, by the parts. `unread` is what was given and could not be read: of those parts nothing more is said.
 */
export function returnFrom(given: ReturnGiven, unread: readonly Fault[] = []): ReturnTold | { readonly faults: readonly Fault[] } {
  const faults = [...unread]
  const fault = (part: string, message: string): void => {
    if (!faults.some(({ pointer }) => pointer === `/${part}`)) faults.push({ pointer: `/${part}`, message })
  }
  for (const part of returnTexts) {
    const { length } = given[part] ?? ''
    if (length > MOST) fault(part, `Shorten this to ${MOST} characters: it has ${length}`)
  }
  const { deletedOn, ground, nextSchool, nextSchoolName, startsOn, address, movesTo, movesOn, enquiries, councilEnquiries } = given
  if (!deletedOn) fault('deletedOn', 'Enter the first day on which the name is off your register')
  if (!ground) fault('ground', 'Select the ground')
  if (startsOn && !nextSchool && !nextSchoolName)
    fault('nextSchool', 'Select or name the school that starts on that day; or leave the day out')
  if (nextSchool && nextSchoolName) fault('nextSchoolName', 'Select a school, or name one elsewhere; not both')
  if (startsOn && deletedOn && startsOn < deletedOn && ground !== 'a')
    fault('startsOn', 'The first day there is before the name is off your register. Look at both days')
  if (ground === 'a' && !nextSchool && !nextSchoolName)
    fault('nextSchool', 'Ground a is that the child is registered at another school: say which')
  if (!address) fault('address', 'Enter where the pupil lives; “Not known” where it is not')
  const parents = PARENTS.flatMap((place) => {
    const part = (member: keyof ParentReturned): string => given[`parent${place}.${member}`] ?? ''
    const parent: ParentReturned = { name: part('name'), address: part('address'), phone: part('phone') }
    if (place > 1 && !parent.name && !parent.address && !parent.phone) return []
    if (!parent.name) fault(`parent${place}.name`, 'Enter the parent’s name; “Not known” where it is not')
    if (!parent.address) fault(`parent${place}.address`, 'Enter the parent’s address; “Not known” where it is not')
    if (!parent.phone) fault(`parent${place}.phone`, 'Enter at least one telephone number of the parent; “Not known” where there is none')
    return [parent]
  })
  if (movesOn && !movesTo) fault('movesTo', 'Enter the address to which the pupil moves on that day')
  const rules: DeletionGround | undefined = ground && deletionGrounds[ground]
  if (rules?.needsEnquiries && !enquiries)
    fault('enquiries', `Ground ${ground} needs the enquiries of both: write what your school did to find the child`)
  if (rules?.needsEnquiries && !councilEnquiries)
    fault('councilEnquiries', `Ground ${ground} needs the enquiries of both: write what the council did, and with whom there you agreed`)
  if (faults.length > 0 || !deletedOn || !ground || !address) return { faults }
  return {
    deletedOn,
    ground,
    content: {
      ...{ address, parents },
      ...(nextSchool && { nextSchool }),
      ...(nextSchoolName && { nextSchoolName }),
      ...(startsOn && { startsOn }),
      ...(movesTo && { movesTo }),
      ...(movesOn && { movesOn }),
      ...(enquiries && { enquiries }),
      ...(councilEnquiries && { councilEnquiries }),
    },
  }
}

/** Whether another school has a place for the child from a day. */
export const hasPlace = ({ nextSchool, nextSchoolName, startsOn }: ReturnContent): boolean =>
  startsOn !== undefined && (nextSchool ?? nextSchoolName) !== undefined

/** Whether it is left open where the child goes: there has to be a school, and none is named. */
export const isDestinationUnknown = ({ ground, content }: Pick<ReturnTold, 'ground' | 'content'>): boolean =>
  deletionGrounds[ground].leavesTo === 'next-school' && content.nextSchool === undefined && content.nextSchoolName === undefined
