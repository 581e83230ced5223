import type { CivilDate } from '../calendar/civil-date.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'
import type { Service } from '../casefile/fact-table.ts'
import { type DirectoryEntry, readDirectory } from '../database/directory.ts'
import { type Action, NotDone } from './action.ts'
import { type ChildViewed, type OtherDate, viewChild } from './view-child.ts'

export type { DirectoryEntry }

export interface StepAsked extends OtherDate {
  readonly child: string
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
  readonly startedOn: CivilDate
  /** The first of the facts that started it. */
  readonly because: string
}

export interface StepExplained extends ChildViewed {
  /** None where the child has no such step any more: a link may be older than a correction. */
  readonly duty: AssessedDuty | undefined
  /** Whom to turn to about it. */
  readonly contacts: readonly DirectoryEntry[]
}

/** Why a step is asked for: the child, the duty as the guidance works it out, and whom the county’s directory names for it. */
export const explainStep: Action<StepAsked | undefined, StepExplained> = async (context, asked) => {
  if (!asked) throw new NotDone({ outcome: 'absent', asked: '' })
  const { given, children } = await viewChild(context, asked)
  const duty = given.assessment?.duties.find(
    ({ clause, pathway, service, startedOn, because }) =>
      clause === asked.clause &&
      pathway === asked.pathway &&
      service === asked.service &&
      startedOn === asked.startedOn &&
      (because[0] ?? '') === asked.because,
  )
  const contacts = duty ? contactsFor(duty, context.actor.agency.kind, await readDirectory(context.transaction)) : []
  return { children, given: { ...given, duty, contacts } }
}

/** The entries in use for a clause; those that are meant for one’s own kind of agency, where there are any. */
function contactsFor({ clause }: AssessedDuty, kind: string, directory: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
  const forClause = directory.filter(({ clauses, inUse }) => inUse !== false && clauses?.includes(clause))
  const mine = forClause.filter(({ agencyKinds }) => agencyKinds === undefined || agencyKinds.some((one) => one === kind))
  return mine.length > 0 ? mine : forClause
}
