import type { EntryKind } from '../casefile/casework-table.ts'
import { may, type Role } from './roles.ts'

/*
 * Who records what no clause reads. The particulars of a fact are recorded by whoever records the fact.
 */

const school = ['attendance-lead', 'safeguarding-lead'] as const
const councilWorkers = ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', 'home-education-team', 'pupil-access'] as const

const recordedBy: Readonly<Record<EntryKind, readonly Role[]>> = {
  enquiry: [...councilWorkers, ...school],
  'sharing-decision': [...councilWorkers, ...school],
  // The School Attendance Order
  'order-stage': ['cme-officer'],
  'order-letter': ['cme-officer'],
  // Back in school
  'first-attendance': ['cme-officer', 'pupil-access', ...school],
}

export const mayKeep = (role: Role, kind: EntryKind): boolean => may(role, 'record-facts') && recordedBy[kind].includes(role)
