import type { Service } from '../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../sharing/recording.ts'
import type { Actor } from '../sharing/roles.ts'
import { clauseNamed, dutyClause } from '../words/clause-named.ts'
import { formWordsOf } from '../words/form-words.ts'
import { buttonOf, type Way, waysToSettle } from '../words/steps.ts'
import { pathOfForm, pathOfStep, type StepKey, withQuery } from './paths.ts'

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

/**
 * Every way to settle a step that is open to this person, the act itself first. `from` is the list that is to be gone back to, where it is looked at from one.
 */
export const actionsOf = (actor: Actor, child: string, step: Step, from?: string): readonly StepAction[] =>
  waysOf(actor, step).map((way) => actionBy(child, way, from))

const actionBy = (child: string, way: Way, from: string | undefined): StepAction => ({
  button: way.button,
  path: pathOfForm(child, way.type, {
    ...way.preset,
    ...(way.needs && { needs: way.needs.join(' ') }),
    ...(from !== undefined && { from }),
  }),
  settlesIf: way.settlesIf,
})

/** The one button of a step in a list. Where there is something to decide, it leads to where all ways stand beside what they rest on. */
export function mainAction(actor: Actor, child: string, step: Step, from?: string): StepAction | undefined {
  const ways = waysOf(actor, step)
  const [first] = ways
  if (!first) return undefined
  const button = buttonOf(dutyClause(step.clause), ways)
  return button === first.button
    ? actionBy(child, first, from)
    : { button, path: withQuery(pathOfStep(child, step), from === undefined ? {} : { from }), settlesIf: undefined }
}

/** The facts that settle a step and that this person may record, the act itself first. */
export const waysOf = ({ role }: Actor, { clause, service, pathway }: Pick<Step, 'clause' | 'service' | 'pathway'>) =>
  waysToSettle(dutyClause(clause), service, pathway).filter(({ type }) => agenciesToRecordFor(role, type).length > 0)

/** What kind of act takes up an option; never what was found or decided. */
const presetsOfOptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.4b': { ground: 'significant-barrier' },
  '3.1b': { from: 'cfw-senior-support-worker' },
}

/** The button by which an option is taken up, where this person may. */
export function optionAction({ role }: Actor, child: string, id: string): StepAction | undefined {
  const clause = clauseNamed(id)
  const types = clause.kind === 'option' ? clause.discharged.map(({ type }) => type) : []
  const type = types.find((one) => agenciesToRecordFor(role, one).length > 0)
  return type && { button: formWordsOf(type).button, path: pathOfForm(child, type, presetsOfOptions[id]), settlesIf: undefined }
}
