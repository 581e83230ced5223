import type { Assessment } from '../casefile/assessment.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import type { Rules } from '../database/projection.ts'
import { assess } from '../guidance/assess.ts'
import { type FieldClass, shownRecord } from '../sharing/fields.ts'
import type { Action, Context } from './action.ts'
import { childInSight, type InSight } from './child-in-sight.ts'

export type { ChildDetails }

/** A child as far as somebody may see it. */
export interface ChildSeen {
  readonly head: string
  readonly details: ChildDetails
  /** What is recorded of it, without what is not for this person; none for a child without a date of birth, as the assessment. */
  readonly caseFile: CaseFile | undefined
  readonly assessment: Assessment | undefined
  /** The answer of the guidance without the records that were made together with one that was asked for; where there is such a one. */
  readonly before: { readonly assessment: Assessment } | undefined
  readonly rules: Rules
}

export interface ChildAsked {
  readonly child: string
  /** The id of a record that has just been made, to say what changed with it. */
  readonly recorded?: string
}

/** A child: who it is, what happened, and what the guidance says of it today. */
export const viewChild: Action<ChildAsked, ChildSeen> = async (context, { child: id, recorded }) => {
  const { seen, inSight } = await seeChild(context, id)
  const before = recorded === undefined ? undefined : assessedBefore(inSight, recorded, context)
  return { given: { ...seen, before }, children: inSight.child.records }
}

function assessedBefore({ child: { caseFile }, rules }: InSight, id: string, { today }: Context): ChildSeen['before'] {
  const recorded = caseFile?.facts.find((record) => record.id === id)
  if (!caseFile || !recorded) return undefined
  const facts = caseFile.facts.filter(({ recordedAt }) => recordedAt !== recorded.recordedAt)
  return { assessment: assess({ ...caseFile, facts }, rules.calendar, rules.settings, today) }
}

/** A child for an action that goes on with it: `inSight` is all of it, and not to be given. */
export async function seeChild(context: Context, id: string): Promise<{ readonly seen: ChildSeen; readonly inSight: InSight }> {
  const inSight = await childInSight(context, id)
  const { head, caseFile } = inSight.child
  const details = (await readDetails(context.transaction, context.actor, [head], context.today)).get(head)
  if (!details) throw new TypeError('a child that may be seen has no details')
  const { rules } = inSight
  const assessment = caseFile && assess(caseFile, rules.calendar, rules.settings, context.today)
  return {
    inSight,
    seen: { head, details, rules, assessment, before: undefined, caseFile: caseFile && shownCase(caseFile, details.classes) },
  }
}

/** A case without what is not of these classes. */
const shownCase = ({ child, facts }: CaseFile, classes: readonly FieldClass[]): CaseFile => ({
  child,
  facts: facts.map((record) => shownRecord(record, classes).fact),
})
