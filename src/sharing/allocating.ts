import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import { kindOfRole, may, type Role } from './roles.ts'

/*
 * Who in an agency has a child.
 */

/** In these each child is somebody's; in the others whoever is there does what comes next. */
const ofOnePerson: readonly AgencyKind[] = ['cme-officer', 'cfw', 'csc']

/** Whether in agencies of a kind each child is to have somebody by name. */
export const isOfOnePerson = (kind: AgencyKind): boolean => ofOnePerson.includes(kind)

/** Whether somebody in a role can be given a child, or a next step, of an agency of a kind. */
export const canBeGiven = (role: Role, kind: AgencyKind): boolean => kindOfRole[role] === kind && may(role, 'see-own-steps')
