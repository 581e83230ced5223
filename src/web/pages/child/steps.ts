import { type ChildViewed, keyOf } from '../../../actions/view-child.ts'
import { compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { AssessedDuty, AssessedOption } from '../../../casefile/assessment.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { anotherStarts, type DutyClause } from '../../../guidance/clause.ts'
import { lancashireGuidance } from '../../../guidance/register.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { clauseNamed, dutyClause, titleOf, unitOf } from '../../../words/clause-named.ts'
import { agencyWords, asItHolds, capital, sectionOf } from '../../../words/guidance-words.ts'
import { actionOf, becauseInWords } from '../../../words/steps.ts'
import { pathOfStep } from '../../paths.ts'
import { byDueDay } from '../../sorting.ts'
import { mainAction, optionAction } from '../../step-actions.ts'
import { dayInList, dueWhen } from '../../when.ts'

/*
 * What is asked about a child, of whom, by when; what may be done besides; what comes; what has been settled.
 */

/** How a page about a child is asked for: links keep to its day and moment, and on another day nothing can be recorded. */
export interface Asking {
  readonly actor: Actor
  readonly canAct: boolean
  /** What links carry. */
  readonly query: string
  /** The page that what is done leads back to, where it is another than the child's. */
  readonly from?: string
  /** The clauses whose steps are meant; all of them where none are named. */
  readonly clauses?: ReadonlySet<string>
}

/** The clauses whose steps are settled by facts of these types: the steps of a page on which those are recorded. */
export const stepsSettledBy = (...types: readonly FactType[]): ReadonlySet<string> =>
  new Set(lancashireGuidance.clauses.filter((clause) => clause.kind === 'duty' && isSettledBy(clause, types)).map(({ id }) => id))

const isSettledBy = ({ discharged }: DutyClause, types: readonly FactType[]): boolean =>
  discharged.some((way) => way !== anotherStarts && types.includes(way.type))

/** Steps of the own agency, and those that wait for others. For whoever records nothing all of them are the others’. */
export function stepsOf(seen: ChildViewed, asking: Asking) {
  const isMeant = ({ clause }: { readonly clause: string }) => asking.clauses?.has(clause) !== false
  const dutiesOf = (...states: readonly AssessedDuty['state'][]) => dutiesIn(seen, ...states).filter(isMeant)
  const open = dutiesOf('overdue', 'open')
  const isMine = (duty: AssessedDuty) => seen.owners.get(keyOf(duty))?.isMine === true
  const rows = (duties: readonly AssessedDuty[]) => duties.map((duty) => stepRow(seen, duty, asking))
  const isWorker = may(asking.actor.role, 'record-facts')
  return {
    mine: rows(isWorker ? open.filter(isMine) : open),
    others: rows(isWorker ? open.filter((duty) => !isMine(duty)) : []),
    coming: rows(dutiesOf('upcoming')),
    settled: dutiesOf('done', 'late', 'set-aside', 'lapsed')
      .toSorted((a, b) => compare(settledOn(b), settledOn(a)))
      .map((duty) => settledRow(seen, duty, asking)),
    options: (seen.assessment?.options ?? []).filter(isMeant).map((option) => optionRow(seen, option, asking)),
  }
}

const dutiesIn = ({ assessment }: ChildViewed, ...states: readonly AssessedDuty['state'][]): readonly AssessedDuty[] =>
  (assessment?.duties ?? []).filter(({ state }) => states.includes(state)).toSorted(byDueDay)

export const pathOfDuty = (head: string, duty: AssessedDuty, query: string): string =>
  `${pathOfStep(head, { ...duty, because: duty.because[0] ?? '' })}${query}`

function stepRow(seen: ChildViewed, duty: AssessedDuty, { actor, canAct, query, from }: Asking) {
  const { head, caseFile, rules, on } = seen
  const clause = dutyClause(duty.clause)
  const facts = (caseFile?.facts ?? []).filter(({ id }) => duty.because.includes(id))
  const isUpcoming = duty.state === 'upcoming'
  return {
    due: dueWhen(duty.dueOn, on, unitOf(clause), rules.calendar),
    from: isUpcoming ? dayInList(dayOf(duty.startedOn)) : undefined,
    since: `${dayInList(dayOf(duty.startedOn))}, ${sinceWhen(dayOf(duty.startedOn), on)}`,
    title: actionOf(clause, duty.service),
    owner: whoOwes(seen, duty, actor),
    isNotConsidered: duty.state === 'overdue' && duty.force === 'consider',
    because: becauseInWords(facts, on),
    section: sectionOf(duty.clause),
    why: pathOfDuty(head, duty, query),
    action: isUpcoming || !canAct ? undefined : mainAction(actor, head, { ...duty, because: duty.because[0] ?? '' }, from),
  }
}

const sinceWhen = (day: Day, on: Day): string => (on === day ? 'today' : on - day === 1 ? 'yesterday' : `${on - day} days ago`)

/** The kind of agency, and as far as it is known which one and who. */
export function whoOwes({ owners }: ChildViewed, duty: AssessedDuty, { name }: Actor): string {
  const { agencies = [], user = null } = owners.get(keyOf(duty)) ?? {}
  const kind = capital(agencyWords[duty.owner])
  const [only, ...others] = agencies
  const agency = only === undefined || others.length > 0 ? kind : `${kind}: ${only}`
  return user === null ? agency : `${agency}, ${user === name ? 'you' : user}`
}

const outcomes: Readonly<Partial<Record<AssessedDuty['state'], string>>> = {
  done: 'Done',
  late: 'Done late',
  'set-aside': 'Set aside',
  lapsed: 'Lapsed',
}

const settledOn = ({ dischargedOn, lapsedOn, startedOn }: AssessedDuty): string => dischargedOn ?? lapsedOn ?? startedOn

const settledRow = ({ head }: ChildViewed, duty: AssessedDuty, { query }: Asking) => ({
  title: titleOf(duty),
  owner: capital(agencyWords[duty.owner]),
  outcome: outcomes[duty.state],
  isLate: duty.state === 'late',
  on: inWords(dayOf(duty.dischargedOn ?? duty.lapsedOn ?? duty.startedOn)),
  due: duty.dueOn && inWords(dayOf(duty.dueOn)),
  why: pathOfDuty(head, duty, query),
})

function optionRow({ head, rules, on }: ChildViewed, { clause: id, agency, since }: AssessedOption, { actor, canAct }: Asking) {
  const clause = clauseNamed(id)
  return {
    title: clause.title,
    says: asItHolds(clause.says, rules.settings.on(on)),
    who: capital(agencyWords[agency]),
    since: dayInList(dayOf(since)),
    section: sectionOf(id),
    action: canAct ? optionAction(actor, head, id) : undefined,
  }
}
