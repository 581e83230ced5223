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
  readonly rules: Rules
}

/** A child: who it is, what happened, and what the guidance says of it today. */
export const viewChild: Action<{ readonly child: string }, ChildSeen> = async (context, { child: id }) => {
  const { seen, inSight } = await seeChild(context, id)
  return { given: seen, children: inSight.child.records }
}

/** A child for an action that goes on with it: `inSight` is all of it, and not to be given. */
export async function seeChild(context: Context, id: string): Promise<{ readonly seen: ChildSeen; readonly inSight: InSight }> {
  const inSight = await childInSight(context, id)
  const { head, caseFile } = inSight.child
  const details = (await readDetails(context.transaction, context.actor, [head], context.today)).get(head)
  if (!details) throw new TypeError('a child that may be seen has no details')
  const { rules } = inSight
  const assessment = caseFile && assess(caseFile, rules.calendar, rules.settings, context.today)
  return { inSight, seen: { head, details, rules, assessment, caseFile: caseFile && shownCase(caseFile, details.classes) } }
}

/** A case without what is not of these classes. */
const shownCase = ({ child, facts }: CaseFile, classes: readonly FieldClass[]): CaseFile => ({
  child,
  facts: facts.map((record) => shownRecord(record, classes).fact),
})
