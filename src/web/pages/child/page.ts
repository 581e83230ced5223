import type { ChildAsked, ChildSeen } from '../../../actions/view-child.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { AssessedDuty } from '../../../casefile/assessment.ts'
import { type Fact, standingFacts } from '../../../casefile/standing.ts'
import { relationships } from '../../../sharing/relationships.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { clauseNamed, dutyClause, titleOf, unitOf } from '../../../words/clause-named.ts'
import { recorded, whatItSays } from '../../../words/fact-words.ts'
import { agencyWords, capital, pathwayInWords, sectionOf, statusInWords } from '../../../words/guidance-words.ts'
import { actionOf, becauseInWords } from '../../../words/steps.ts'
import { pathOfChild, pathOfStep } from '../../paths.ts'
import { one, type Page } from '../../route.ts'
import { mainAction } from '../../step-actions.ts'
import { dayInList, dayOfRecord, dueWhen } from '../../when.ts'
import { changesBetween } from '../record/changes.ts'
import { ageAndYear, fullName } from './who.ts'

/** A child: who it is, what is to be done, what happened. */
export const childPage: Page<ChildAsked, ChildSeen> = {
  read: ({ params, query }) => ({ input: { child: params['child'] ?? '', recorded: one(query, 'recorded') } }),
  template: 'pages/child/page.njk',
  view: (seen, { actor, today }) => ({
    ...identityOf(seen, today),
    today: inWords(today),
    changes: seen.before && seen.assessment && changesBetween(seen.before.assessment, seen.assessment, seen.rules, today),
    record: may(actor.role, 'record-facts') ? `${pathOfChild(seen.head)}/record` : undefined,
    steps: dutiesIn(seen, 'overdue', 'open').map((duty) => stepOf(seen, duty, actor, today)),
    coming: dutiesIn(seen, 'upcoming').map((duty) => stepOf(seen, duty, actor, today)),
    settled: dutiesIn(seen, 'done', 'late', 'set-aside', 'lapsed').map(settledRow),
    options: (seen.assessment?.options ?? []).map(({ clause, agency, since }) => ({
      title: clauseNamed(clause).title,
      says: clauseNamed(clause).says,
      who: capital(agencyWords[agency]),
      since: inWords(dayOf(since)),
    })),
    warnings: (seen.assessment?.warnings ?? []).map(({ text }) => text),
    happened: happened(seen, today),
    plans: plans(seen, today),
  }),
}

/** The head of every page about a child. */
export function identityOf({ head, details, assessment }: ChildSeen, today: Day) {
  return {
    path: pathOfChild(head),
    name: fullName(details),
    age: ageAndYear(details, today),
    details,
    born: details.dateOfBirth && inWords(dayOf(details.dateOfBirth)),
    statuses: (assessment?.statuses ?? []).map(({ status, since }) => `${capital(statusInWords(status))} since ${inWords(dayOf(since))}`),
    pathways: (assessment?.episodes ?? [])
      .filter(({ endedOn }) => endedOn === null)
      .map(({ pathway, openedOn }) => `${capital(pathwayInWords(pathway))} since ${inWords(dayOf(openedOn))}`),
    because: details.relationships.map((name) => relationships[name].words),
  }
}

const dutiesIn = ({ assessment }: ChildSeen, ...states: readonly AssessedDuty['state'][]): readonly AssessedDuty[] =>
  (assessment?.duties ?? []).filter(({ state }) => states.includes(state)).toSorted(byDate)

const byDate = (a: AssessedDuty, b: AssessedDuty): number => compare(a.dueOn ?? '', b.dueOn ?? '') || compare(a.clause, b.clause)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function stepOf({ head, caseFile, rules }: ChildSeen, duty: AssessedDuty, actor: Actor, today: Day) {
  const clause = dutyClause(duty.clause)
  const facts = (caseFile?.facts ?? []).filter(({ id }) => duty.because.includes(id))
  const key = { ...duty, because: duty.because[0] ?? '' }
  return {
    due: dueWhen(duty.dueOn, today, unitOf(clause), rules.calendar),
    from: inWords(dayOf(duty.startedOn)),
    title: actionOf(clause, duty.service),
    owner: capital(agencyWords[duty.owner]),
    isNotConsidered: duty.state === 'overdue' && duty.force === 'consider',
    because: becauseInWords(facts, today),
    section: sectionOf(duty.clause),
    why: pathOfStep(head, key),
    action: duty.state === 'upcoming' ? undefined : mainAction(actor, head, key),
  }
}

const outcomes: Readonly<Partial<Record<AssessedDuty['state'], string>>> = {
  done: 'Done',
  late: 'Done late',
  'set-aside': 'Set aside',
  lapsed: 'Lapsed',
}

const settledRow = (duty: AssessedDuty) => ({
  title: titleOf(duty),
  owner: capital(agencyWords[duty.owner]),
  outcome: outcomes[duty.state],
  on: inWords(dayOf(duty.dischargedOn ?? duty.lapsedOn ?? duty.startedOn)),
  due: duty.dueOn && dayInList(dayOf(duty.dueOn)),
})

function happened({ caseFile }: ChildSeen, today: Day) {
  const standing = caseFile ? standingFacts(caseFile) : []
  return standing
    .filter(({ day }) => day <= today)
    .toReversed()
    .map((fact) => row(fact, caseFile, today))
}

const plans = ({ caseFile }: ChildSeen, today: Day) =>
  (caseFile ? standingFacts(caseFile) : []).filter(({ day }) => day > today).map((fact) => row(fact, caseFile, today))

function row(fact: Fact, caseFile: ChildSeen['caseFile'], today: Day) {
  const note = caseFile?.facts.find(({ id }) => id === fact.id)?.note
  return { on: dayOfRecord(fact.day, today), says: capital(whatItSays(fact)), by: agencyWords[fact.by], note: note && recorded(note) }
}
