import type { ChildViewed } from '../../../actions/view-child.ts'
import { compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { type Content, particularsFields } from '../../../casefile/casework-table.ts'
import type { FactType, RecordedFact } from '../../../casefile/fact-table.ts'
import { type FactWithHistory, factsWithHistory } from '../../../casefile/history.ts'
import { type Fact, standingFacts } from '../../../casefile/standing.ts'
import { type FactOfParticulars, mayKeepParticulars } from '../../../sharing/casework.ts'
import type { FieldClass } from '../../../sharing/fields.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { pathOfParticulars } from '../../paths.ts'
import { one as field, type Sent } from '../../route.ts'
import { changesBetween } from '../record/changes.ts'
import { besideFact } from './timeline.ts'

/*
 * What the pages of a child have in common: how one is asked for, the facts that it stands on, what changed with what was just recorded, and what is still to be added.
 */

/** The child of the address, and what was just recorded of it. */
export const readChild = ({ params, query }: Sent): { readonly input: { readonly child: string; readonly recorded: string } } => ({
  input: { child: params['child'] ?? '', recorded: field(query, 'recorded') },
})

// ---- Facts -----------------------------------------------------------------------------------------------------------------------------

/** What stands on the day asked about, as the guidance reads it. */
export const factsOn = ({ records, on }: Pick<ChildViewed, 'records' | 'on'>): readonly Fact[] =>
  standingFacts({ facts: records }).filter(({ day }) => day <= on)

/** The same with what is planned; on a past day without what came later, which nobody knew then. */
export const factsAndPlans = ({ records, on }: Pick<ChildViewed, 'records' | 'on'>, today: Day): readonly Fact[] =>
  standingFacts({ facts: records }).filter(({ day }) => day <= on || day > today)

/** A fact that stands, with its history. */
export type Standing<T extends FactType> = Omit<FactWithHistory, 'fact'> & { readonly fact: Extract<RecordedFact, { readonly type: T }> }

/** The facts of some types that stand on the day asked about, with their history, in the order in which they happened. */
export function standingOn<const T extends FactType>(
  { records, on }: Pick<ChildViewed, 'records' | 'on'>,
  ...types: readonly T[]
): readonly Standing<T>[] {
  const isMeant = (one: FactWithHistory): one is Standing<T> =>
    types.some((type) => type === one.fact.type) && one.withdrawnBy === undefined && dayOf(one.fact.on) <= on
  return factsWithHistory(records)
    .filter(isMeant)
    .toSorted(({ fact: a }, { fact: b }) => compare(a.on, b.on) || compare(a.recordedAt ?? '', b.recordedAt ?? '') || compare(a.id, b.id))
}

// ---- What changed, and what is missing -------------------------------------------------------------------------------------------------

/** What changed with what was just recorded; nothing where nothing was. */
export const changesSince = ({ before, assessment, rules }: Pick<ChildViewed, 'before' | 'assessment' | 'rules'>, today: Day) =>
  before && assessment ? changesBetween(before.assessment, assessment, rules, today) : undefined

/** What somebody sees of a fact and of what is recorded beside it. */
interface SeenBeside {
  readonly child: string
  readonly classes: readonly FieldClass[]
  readonly fact: FactOfParticulars & { readonly id: string }
  readonly content: Content | undefined
}

/** Whether what is asked beside a fact is missing, which only those can tell who read free words of the child; and the form that adds it, for whoever may. */
export function missingBeside({ child, classes, fact, content }: SeenBeside, actor: Actor, from: string) {
  const asked = Object.keys(particularsFields(fact.type, fact.detail) ?? {})
  const isMissing = asked.length > 0 && content === undefined && classes.includes('notes')
  return {
    isMissing,
    add: isMissing && mayKeepParticulars(actor, fact, undefined, classes) ? pathOfParticulars(child, fact.id, from) : undefined,
  }
}

/** The same of a fact of a page. */
export const missingParticulars = (
  one: Pick<FactWithHistory, 'fact' | 'earlier'>,
  { head, details, casework }: Pick<ChildViewed, 'head' | 'details' | 'casework'>,
  actor: Actor,
  from: string,
) => missingBeside({ child: head, classes: details.classes, fact: one.fact, content: besideFact(one, casework) }, actor, from)
