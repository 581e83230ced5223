import type { EntryKind, RequestAnswer } from '../casefile/casework-table.ts'
import { may, type Role } from './roles.ts'

/*
 * Who records what no clause reads. The particulars of a fact are recorded by whoever records the fact.
 */

const school = ['attendance-lead', 'safeguarding-lead'] as const
const councilWorkers = ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', 'home-education-team', 'pupil-access'] as const

const recordedBy: Readonly<Record<EntryKind, readonly Role[]>> = {
  enquiry: [...councilWorkers, ...school],
  'sharing-decision': [...councilWorkers, ...school],
  // Casework.
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

export const mayKeep = (role: Role, kind: EntryKind): boolean => may(role, 'record-facts') && recordedBy[kind].includes(role)

/** What a role may answer to a request for support that came by a route. The hub passes on or returns what came through it; who of CFW works with a child CFW says. */
export function mayAnswerRequest(role: Role, route: 'direct' | 'cssh-mash'): readonly RequestAnswer[] {
  if (!mayKeep(role, 'request-answer')) return []
  if (role === 'cfw-worker') return ['accepted', 'returned', 'allocated']
  return route === 'cssh-mash' ? ['accepted', 'returned'] : []
}
