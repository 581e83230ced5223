import type { Service } from '../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../sharing/recording.ts'
import type { Actor } from '../sharing/roles.ts'
import { dutyClause } from '../words/clause-named.ts'
import { buttonOf, waysToSettle } from '../words/steps.ts'
import { pathOfForm, pathOfStep, type StepKey } from './paths.ts'

/** What somebody can do about a step: the button, and where it leads. */
export interface StepAction {
  readonly button: string
  readonly path: string
  /** Where not every such fact settles the step: which do, in words that follow "settles it if". */
  readonly settlesIf: string | undefined
}

interface Step extends StepKey {
  readonly service: Service | null
}

/** Every way to settle a step that is open to this person, the act itself first. */
export const actionsOf = (actor: Actor, child: string, step: Step): readonly StepAction[] =>
  waysOf(actor, step).map((way) => ({
    button: way.button,
    path: pathOfForm(child, way.type, { ...way.preset, ...(way.needs && { needs: way.needs.join(' ') }) }),
    settlesIf: way.settlesIf,
  }))

/** The one button of a step in a list. Where there is something to decide, it leads to where all ways stand beside what they rest on. */
export function mainAction(actor: Actor, child: string, step: Step): StepAction | undefined {
  const clause = dutyClause(step.clause)
  const ways = waysOf(actor, step)
  const [first] = actionsOf(actor, child, step)
  if (!first) return undefined
  const button = buttonOf(clause, ways)
  return button === first.button ? first : { button, path: pathOfStep(child, step), settlesIf: undefined }
}

const waysOf = ({ role }: Actor, { clause, service, pathway }: Step) =>
  waysToSettle(dutyClause(clause), service, pathway).filter(({ type }) => agenciesToRecordFor(role, type).length > 0)
