import type { ReturnContent } from '../casefile/deletion-return.ts'
import type { CaseRecord, Detail, FactType } from '../casefile/fact-table.ts'
import { factTable, isWithdrawal } from '../casefile/fact-table.ts'
import type { Field } from '../casefile/fields.ts'
import type { Relationship } from './relationships.ts'
import { kindOfRole, type Role } from './roles.ts'

/*
 * What of a child somebody sees who may see it. Every column of the database has a class; a role has those that its work needs, as far as its relationship to
 * the child warrants them.
 */

/**
 * open: whoever may see the child. identifying: who the child is, or somebody else. locating: where the child is or could be found; the school is one such
 * place. notes: free words of a person, which may hold any of these. sealed: for the persons that a seal lists.
 */
export const fieldClasses = ['open', 'identifying', 'locating', 'notes', 'sealed'] as const
export type FieldClass = (typeof fieldClasses)[number]

const forWork = ['open', 'identifying', 'locating', 'notes', 'sealed'] as const
/** A panel talks about what keeps a child from school; where the child lives is not for all who sit at it. */
const forPanel = ['open', 'identifying', 'notes', 'sealed'] as const
const forOversight = ['open', 'identifying'] as const

/** The most that a role needs. */
const ofRole: Readonly<Record<Role, readonly FieldClass[]>> = {
  'cme-officer': forWork,
  'panel-chair': forPanel,
  'panel-administrator': forPanel,
  'attendance-lead': forWork,
  'safeguarding-lead': forWork,
  'cfw-worker': forWork,
  'hub-worker': forWork,
  'social-worker': forWork,
  'home-education-team': forWork,
  'pupil-access': forWork,
  'head-of-service': forOversight,
  'information-governance': ['open'],
  auditor: ['open'],
}

/** The most that a relationship warrants. */
const ofRelationship: Readonly<Record<Relationship, readonly FieldClass[]>> = {
  'on-roll': ['open', 'identifying', 'locating', 'notes'],
  'owes-next-step': ['open', 'identifying', 'locating', 'notes'],
  'has-the-child': ['open', 'identifying', 'locating', 'notes'],
  'was-asked': ['open', 'identifying', 'locating', 'notes'],
  'open-to': ['open', 'identifying', 'locating', 'notes'],
  'on-panel': ['open', 'identifying', 'notes'],
  'home-education': ['open', 'identifying', 'locating', 'notes'],
  'school-place': ['open', 'identifying', 'locating', 'notes'],
  'missing-education': ['open', 'identifying', 'locating', 'notes'],
  'sibling-of-one': ['open', 'identifying'],
  'without-date-of-birth': ['open', 'identifying', 'locating', 'notes'],
  oversees: ['open', 'identifying'],
  'named-in-seal': ['open', 'identifying', 'locating', 'notes', 'sealed'],
}

/** What makes a school the child's own; by anything else it is one that the child left, or is not at. */
const ofOwnSchool: readonly Relationship[] = ['on-roll', 'named-in-seal']

/**
 * The classes that somebody in a role, with these relationships to a child, sees of it. A school that the child has left sees that it left, and neither where
 * it is now nor what others have written since.
 */
export function classesSeen(role: Role, some: readonly Relationship[]): readonly FieldClass[] {
  const isSchool = kindOfRole[role] === 'school'
  const isOwnSchool = some.some((relationship) => ofOwnSchool.includes(relationship))
  const most = isSchool && !isOwnSchool ? ofRole[role].filter((one) => one === 'open' || one === 'identifying') : ofRole[role]
  return most.filter((one) => some.some((relationship) => ofRelationship[relationship].includes(one)))
}

/** The relationships any of which shows somebody in a role what of a child is of a class. */
export const relationshipsShowing = (role: Role, wanted: FieldClass): readonly Relationship[] =>
  everyRelationship.filter((relationship) => classesSeen(role, [relationship]).includes(wanted))

const everyRelationship = Object.keys(ofRelationship) as readonly Relationship[]

/** Whether somebody reads who can be asked about a child: whoever works with it or talks about it, and neither a school that it has left nor who only oversees. */
export const readsContacts = (classes: readonly FieldClass[]): boolean => classes.includes('locating') || classes.includes('notes')

// ---- Facts -----------------------------------------------------------------------------------------------------------------------------

/** The members of a type of fact that are free text; the others are choices, numbers and days, and open. */
type TextMembers<T extends FactType> = {
  [M in keyof Detail<T>]-?: string extends Exclude<Detail<T>[M], undefined> ? M : never
}[keyof Detail<T>]

const reason = { reason: 'notes' } as const

/** The class of each. */
const classOfText: {
  readonly [T in FactType as [TextMembers<T>] extends [never] ? never : T]: { readonly [M in TextMembers<T>]: FieldClass }
} = {
  'attendance-summary': { term: 'open' },
  'off-roll': { school: 'locating', ...reason },
  'cme-notification': { agency: 'locating' },
  'agency-referral': { to: 'notes' },
  'agency-referral-not-needed': reason,
  'panel-nomination-declined': reason,
  'attendance-concern-closed': reason,
  suspension: reason,
  'permanent-exclusion': reason,
  'support-request': reason,
  'support-request-not-made': reason,
  eha: reason,
  'taf-meeting': reason,
  'service-open': { worker: 'identifying' },
  'cssh-discussion': reason,
  'strategy-discussion': reason,
  'case-clinic': reason,
  'reason-not-done': { clause: 'open', ...reason },
  'exclusion-closed': reason,
  'on-roll': { school: 'locating' },
}

/** What stands in place of a text that has to be there and is not for this person. */
export const WITHHELD = 'something that is withheld'

/** What may be shown of a fact. */
interface Shareable {
  readonly type: FactType
  readonly detail?: object
  readonly note?: string | undefined
}

/** A fact with what somebody who has these classes may read of it. */
export interface ShownFact<F> {
  readonly fact: F
  /** The members of the detail, and `note`, that were there and are left out. */
  readonly withheld: readonly string[]
}

/** A fact without what is not of these classes: left out, or where it has to be there, replaced by `WITHHELD`. */
export function shownFact<F extends Shareable>(fact: F, classes: readonly FieldClass[]): ShownFact<F> {
  const members = new Map<string, FieldClass>(Object.entries(classOf(fact.type)))
  const fields: Readonly<Record<string, Field>> = factTable[fact.type].detail
  const detail = Object.entries(fact.detail ?? {})
  const withheld = detail.filter(([member]) => !classes.includes(members.get(member) ?? 'open')).map(([member]) => member)
  const hidesNote = fact.note !== undefined && !classes.includes('notes')
  if (withheld.length === 0 && !hidesNote) return { fact, withheld }
  const shown = detail.flatMap(([member, value]) => {
    if (!withheld.includes(member)) return [[member, value] as const]
    return fields[member]?.required || fields[member]?.neededWhen ? [[member, WITHHELD] as const] : []
  })
  const { note, ...rest } = fact
  return {
    fact: {
      ...rest,
      ...(fact.detail !== undefined && { detail: Object.fromEntries(shown) }),
      ...(note !== undefined && !hidesNote && { note }),
    } as F,
    withheld: hidesNote ? [...withheld, 'note'] : withheld,
  }
}

/** A record of any kind with what may be read of it. */
export function shownRecord(record: CaseRecord, classes: readonly FieldClass[]): ShownFact<CaseRecord> {
  if (!isWithdrawal(record)) return shownFact(record, classes)
  if (record.note === undefined || classes.includes('notes')) return { fact: record, withheld: [] }
  const { note, ...rest } = record
  return { fact: rest, withheld: ['note'] }
}

const classOf = (type: FactType): object => (type in classOfText ? classOfText[type as keyof typeof classOfText] : {})

// ---- Deletion returns --------------------------------------------------------------------------------------------------------------------

/** The class of each member of what a return says: parents stand there with where they live. */
const classOfReturned: { readonly [M in keyof Required<ReturnContent>]: FieldClass } = {
  address: 'locating',
  parents: 'locating',
  movesTo: 'locating',
  movesOn: 'locating',
  nextSchool: 'locating',
  nextSchoolName: 'locating',
  startsOn: 'locating',
  enquiries: 'notes',
  councilEnquiries: 'notes',
}

/** What of a return somebody may read. */
export interface ShownReturn {
  readonly content: Partial<ReturnContent>
  /** The members that were there and are left out. */
  readonly withheld: readonly string[]
}

export function shownReturn(content: ReturnContent, classes: readonly FieldClass[]): ShownReturn {
  const byMember: Readonly<Record<string, FieldClass>> = classOfReturned
  const isShown = (member: string): boolean => {
    const own = byMember[member]
    return own !== undefined && classes.includes(own)
  }
  const members = Object.entries(content)
  return {
    content: Object.fromEntries(members.filter(([member]) => isShown(member))),
    withheld: members.flatMap(([member]) => (isShown(member) ? [] : [member])),
  }
}
