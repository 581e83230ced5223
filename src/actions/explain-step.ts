import type { CivilDate } from '../calendar/civil-date.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'
import type { Service } from '../casefile/fact-table.ts'
import { type Action, NotDone } from './action.ts'
import { type ChildSeen, viewChild } from './view-child.ts'

export interface StepAsked {
  readonly child: string
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
  readonly startedOn: CivilDate
  /** The first of the facts that started it. */
  readonly because: string
}

export interface StepExplained extends ChildSeen {
  /** None where the child has no such step any more: a link may be older than a correction. */
  readonly duty: AssessedDuty | undefined
}

/** Why a step is asked for: the child, and the duty as the guidance works it out today. */
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
  return { children, given: { ...given, duty } }
}
