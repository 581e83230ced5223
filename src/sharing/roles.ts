import type { Agency as AgencyKind } from '../casefile/fact-table.ts'

/*
 * Who works with Onroll, in which role, and what a role may do at all. Which children somebody may see is another question: see access.ts.
 */

export const roles = [
  'cme-officer',
  'panel-chair',
  'panel-administrator',
  'attendance-lead',
  'safeguarding-lead',
  'cfw-worker',
  'hub-worker',
  'social-worker',
  'home-education-team',
  'pupil-access',
  'head-of-service',
  'information-governance',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** What a route may ask for. */
export const permissions = [
  'see-own-steps',
  'see-children',
  'record-facts',
  /** To give children of one's agency, or next steps of them, to its people. */
  'allocate',
  /** Who a child is, where it lives, who can be asked, and on which roll it is. */
  'change-details',
  'create-children',
  /** To see of any child that is not sealed what tells it from others. */
  'match-children',
  /** To tell the council of a child, on one page. */
  'notify',
  /** To see what was told of children; the whole of it, or only what says that a child is in danger now. */
  'see-triage',
  /** To decide which child it is. */
  'triage',
  /** To see which requests for support wait for one's agency. */
  'see-requests',
  /** To return that a name is off the admission register. */
  'return-deletion',
  /** To see what schools returned of the children whom one may see. */
  'see-deletion-returns',
  /** To see who may be put forward for the coming panel. */
  'see-candidates',
  /** To see what the home-education team is asked, and answer it. */
  'answer-home-education',
  'see-how-kept',
  'see-access-log',
] as const
export type Permission = (typeof permissions)[number]

const casework = ['see-own-steps', 'see-children', 'record-facts', 'allocate', 'change-details'] as const
/** Whoever is told of a child first, and has to find out which it is. */
const triage = [...casework, 'create-children', 'match-children'] as const
/** A panel talks about children as others know them. */
const panel = ['see-own-steps', 'see-children', 'record-facts', 'allocate', 'see-candidates'] as const

const mayDo: Readonly<Record<Role, readonly Permission[]>> = {
  'cme-officer': [...triage, 'notify', 'see-triage', 'triage', 'see-deletion-returns', 'see-candidates'],
  'panel-chair': panel,
  'panel-administrator': panel,
  'attendance-lead': [...casework, 'create-children', 'notify', 'return-deletion'],
  'safeguarding-lead': [...casework, 'create-children', 'notify', 'return-deletion'],
  'cfw-worker': [...casework, 'notify', 'see-requests'],
  'hub-worker': [...triage, 'notify', 'see-triage', 'see-requests'],
  'social-worker': [...casework, 'notify'],
  'home-education-team': [...casework, 'notify', 'answer-home-education'],
  'pupil-access': [...casework, 'notify', 'see-deletion-returns'],
  'head-of-service': ['see-how-kept', 'see-children'],
  'information-governance': ['see-access-log'],
  auditor: ['see-access-log'],
}

export const may = (role: Role, permission: Permission): boolean => mayDo[role].includes(permission)

/** The kind of agency in which a role is held: what it is in a case file. */
export const kindOfRole: Readonly<Record<Role, AgencyKind>> = {
  'cme-officer': 'cme-officer',
  'panel-chair': 'panel-chair',
  'panel-administrator': 'panel-chair',
  'attendance-lead': 'school',
  'safeguarding-lead': 'school',
  'cfw-worker': 'cfw',
  'hub-worker': 'cssh-mash',
  'social-worker': 'csc',
  'home-education-team': 'ehe-team',
  'pupil-access': 'pupil-access',
  'head-of-service': 'other',
  'information-governance': 'other',
  auditor: 'other',
}

/** The role as people say it. */
export const roleInWords: Readonly<Record<Role, string>> = {
  'cme-officer': 'CME officer',
  'panel-chair': 'panel chair',
  'panel-administrator': 'panel administrator',
  'attendance-lead': 'school attendance lead',
  'safeguarding-lead': 'designated safeguarding lead',
  'cfw-worker': 'CFW worker',
  'hub-worker': 'support hub worker',
  'social-worker': 'social worker',
  'home-education-team': 'home-education team',
  'pupil-access': 'Pupil Access officer',
  'head-of-service': 'head of service',
  'information-governance': 'information governance officer',
  auditor: 'auditor',
}

/** Somebody who is signed in, and the agency for which they act. */
export interface Actor {
  readonly user: string
  readonly name: string
  readonly role: Role
  readonly agency: { readonly id: string; readonly kind: AgencyKind; readonly name: string }
}
