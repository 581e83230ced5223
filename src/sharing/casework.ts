import type { Content, EntryKind, ParticularsType, RequestAnswer } from '../casefile/casework-table.ts'
import type { Agency, FactType } from '../casefile/fact-table.ts'
import type { FieldClass } from './fields.ts'
import { mayCorrect, mayRecord } from './recording.ts'
import { type Actor, may, type Role } from './roles.ts'

/*
 * Who records what no clause reads, and what of it others read.
 */

const school = ['attendance-lead', 'safeguarding-lead'] as const
const councilWorkers = ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', 'home-education-team', 'pupil-access'] as const

const recordedBy: Readonly<Record<EntryKind, readonly Role[]>> = {
  enquiry: [...councilWorkers, ...school],
  'sharing-decision': [...councilWorkers, ...school],

  // Casework
  'referral-answer': [...councilWorkers, ...school],
  'school-place': ['cme-officer', 'pupil-access'],

  // Support and consent
  'request-answer': ['hub-worker', 'cfw-worker'],
  'assessment-outcome': ['social-worker'],

  // The School Attendance Order
  'order-stage': ['cme-officer'],
  'order-letter': ['cme-officer'],

  // Back in school
  'first-attendance': ['cme-officer', 'pupil-access', ...school],
}

/** What of an entry tells where the child is or could be found: for whoever may know it. */
const locating: { readonly [K in EntryKind | ParticularsType]?: readonly string[] } = {
  'school-place': ['school'],
  'support-request': ['ring'],
  sao: ['where', 'school'],
  'order-stage': ['where', 'school', 'others'],
  'order-letter': ['to', 'text'],
  'cme-closed': ['receivingCouncil', 'confirmedHow'],
  'ehe-check': ['seen'],
}

/** What somebody may read of what was kept, who reads free words of the child, and may or may not know where it is. */
export function shownContent(kind: EntryKind | FactType, content: Content, knowsWhere: boolean): Content {
  const members: readonly string[] = kind in locating ? (locating[kind as keyof typeof locating] ?? []) : []
  return knowsWhere ? content : Object.fromEntries(Object.entries(content).filter(([member]) => !members.includes(member)))
}

export const mayKeep = (role: Role, kind: EntryKind): boolean => may(role, 'record-facts') && recordedBy[kind].includes(role)

/** A fact as far as it decides on who records what is known beside it. */
export interface FactOfParticulars {
  readonly type: FactType
  readonly by: Agency
  readonly detail?: object | undefined
}

/**
 * Whether somebody who reads free words of a child may record what is known beside a fact. Where nothing is yet, whoever may record such a fact adds it; what
 * somebody wrote is for their agency, and for the CME officers, to put right. `recordedAgency` is theirs, and nothing where nothing was written.
 */
export function mayKeepParticulars(
  actor: Pick<Actor, 'role' | 'agency'>,
  { type, by, detail }: FactOfParticulars,
  recordedAgency: string | null | undefined,
  classes: readonly FieldClass[],
): boolean {
  if (!classes.includes('notes')) return false
  return recordedAgency === undefined ? mayRecord(actor, type, by, detail) !== undefined : mayCorrect(actor, { type, by, recordedAgency })
}

/** What a role may answer to a request for support that came by a route. The hub passes on or returns what came through it; who of CFW works with a child CFW says. */
export function mayAnswerRequest(role: Role, route: 'direct' | 'cssh-mash'): readonly RequestAnswer[] {
  if (!mayKeep(role, 'request-answer')) return []
  if (role === 'cfw-worker') return ['accepted', 'returned', 'allocated']
  return route === 'cssh-mash' ? ['accepted', 'returned'] : []
}
