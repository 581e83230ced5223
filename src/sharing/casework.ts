import type { Content, EntryKind, ParticularsType, RequestAnswer } from '../casefile/casework-table.ts'
import type { FactType } from '../casefile/fact-table.ts'
import { may, type Role } from './roles.ts'

/*
 * Who records what no clause reads, and what of it others read. The particulars of a fact are recorded by whoever records the fact.
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

/** What a role may answer to a request for support that came by a route. The hub passes on or returns what came through it; who of CFW works with a child CFW says. */
export function mayAnswerRequest(role: Role, route: 'direct' | 'cssh-mash'): readonly RequestAnswer[] {
  if (!mayKeep(role, 'request-answer')) return []
  if (role === 'cfw-worker') return ['accepted', 'returned', 'allocated']
  return route === 'cssh-mash' ? ['accepted', 'returned'] : []
}
