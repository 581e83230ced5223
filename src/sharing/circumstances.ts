import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'

/*
 * What has to be known of a child, beside the guidance's answer, to say who owes its duties and who may see it. Plain data: where it comes from is not the
 * business of this folder.
 */

/** A stay on a school's roll. */
export interface Roll {
  readonly agency: string
  readonly from: CivilDate
  /** The last day; null while it is not known to end. */
  readonly until: CivilDate | null
}

/** Which agency, and who in it, has a child, or one duty of it. */
export interface Allocation {
  readonly id: string
  readonly kind: AgencyKind
  /** The key of the one duty that it is for; an empty text for every duty of that kind of agency. */
  readonly duty: string
  readonly agency: string
  /** Null while no person has it. */
  readonly user: string | null
  readonly from: CivilDate
  /** The last day; null until another follows. */
  readonly until: CivilDate | null
}

/** How a record of the child is sealed now. */
export interface Seal {
  readonly isSealed: boolean
  /** The users for whom the child exists. */
  readonly users: readonly string[]
}

/** An agency that is no school. */
export interface Team {
  readonly id: string
  readonly kind: AgencyKind
  /** The districts that it serves; all where none is named. */
  readonly districts: readonly string[]
  /** It answers for the work of the others. */
  readonly oversees: boolean
  /** It has closed, or is to: nothing new goes to it while there is another. */
  readonly isClosing: boolean
}

/** That an agency put on record that the child is a brother or sister of another that it works with. */
export interface SiblingLink {
  readonly agency: string
  readonly on: CivilDate
}

export interface Circumstances {
  readonly rolls: readonly Roll[]
  readonly allocations: readonly Allocation[]
  /** One for each record of the child that was ever sealed. */
  readonly seals: readonly Seal[]
  /** The district where the child lives, or else that of its school; null where neither is known. */
  readonly district: string | null
  readonly teams: readonly Team[]
  /** Those schools, by id, that facts of the child name. */
  readonly schoolsNamed: readonly string[]
  /** The links to brothers and sisters that hold. */
  readonly siblingLinks: readonly SiblingLink[]
}

/** A stay on a pathway, as the guidance's answer has it. */
export interface Episode {
  readonly pathway: string
  readonly openedOn: CivilDate
  readonly endedOn: CivilDate | null
}

/** What of a duty decides whose it is. */
export interface Duty {
  readonly key: string
  /** The kind of agency that owes it. */
  readonly owner: AgencyKind
  readonly startedOn: CivilDate
  /** The day on which it was done, set aside or lapsed; null while it is open. */
  readonly closedOn: CivilDate | null
}

/** Which agencies owe a duty, and who. */
export interface Owners {
  /** One where it is known which; several where any of them may be it; none where nobody is there to owe it. In order. */
  readonly agencies: readonly string[]
  readonly user: string | null
}

/** A child as this folder sees it. */
export interface KnownChild {
  /** The facts that stand, in reading order. */
  readonly facts: readonly Fact[]
  readonly hasDateOfBirth: boolean
  readonly episodes: readonly Episode[]
  readonly duties: readonly (Duty & { readonly owners: Owners })[]
  readonly circumstances: Circumstances
}

/** The key of a duty, for an allocation of this one duty: what the table of duties is keyed by, behind the child. */
export const dutyKey = (clause: string, pathway: string, service: string, startedOn: CivilDate, firstBecause: string): string =>
  [clause, pathway, service || '-', startedOn, firstBecause].join(' ')
