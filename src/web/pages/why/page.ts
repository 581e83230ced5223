import type { StepAsked, StepExplained } from '../../../actions/explain-step.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { AssessedDuty } from '../../../casefile/assessment.ts'
import { standingFacts } from '../../../casefile/standing.ts'
import { isGuidancesOwn } from '../../../guidance/settings.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { whatItSays } from '../../../words/fact-words.ts'
import { agencyWords, asItHolds, capital, citation, forceWords, settingInWords } from '../../../words/guidance-words.ts'
import { actionOf } from '../../../words/steps.ts'
import { stepOf } from '../../paths.ts'
import type { Page } from '../../route.ts'
import { actionsOf } from '../../step-actions.ts'
import { dueWhen } from '../../when.ts'
import { identityOf } from '../child/page.ts'

/** Why a step is asked for: what started it, what the guidance asks, how the date was reached, what would settle it, what ends it otherwise. */
export const whyPage: Page<StepAsked | undefined, StepExplained> = {
  read: ({ params }) => {
    const key = stepOf(params['step'] ?? '')
    return { input: key && { ...key, child: params['child'] ?? '' } }
  },
  template: 'pages/why/page.njk',
  view: (seen, { actor, today }) => ({ ...identityOf(seen, today), step: seen.duty && explained(seen, seen.duty, actor, today) }),
}

const states: Readonly<Record<AssessedDuty['state'], string>> = {
  upcoming: 'comes if nothing more is recorded',
  open: 'open',
  overdue: 'overdue',
  done: 'done',
  late: 'done late',
  'set-aside': 'set aside',
  lapsed: 'lapsed',
}

function explained({ head, caseFile, rules }: StepExplained, duty: AssessedDuty, actor: Actor, today: Day) {
  const clause = dutyClause(duty.clause)
  const facts = caseFile ? standingFacts(caseFile) : []
  const values = rules.settings.on(dayOf(duty.startedOn))
  const isOpen = duty.state === 'open' || duty.state === 'overdue'
  return {
    title: actionOf(clause, duty.service),
    due: dueWhen(duty.dueOn, today, unitOf(clause), rules.calendar),
    dueInFull: duty.dueOn && inWords(dayOf(duty.dueOn)),
    force: forceWords[duty.force],
    owner: capital(agencyWords[duty.owner]),
    state: duty.state === 'overdue' && duty.force === 'consider' ? 'not yet considered' : states[duty.state],
    isLate: duty.state === 'overdue',
    startedOn: inWords(dayOf(duty.startedOn)),
    facts: facts
      .filter(({ id }) => duty.because.includes(id))
      .map((fact) => ({ on: inWords(fact.day), says: capital(whatItSays(fact)), by: agencyWords[fact.by] })),
    says: asItHolds(clause.says, values),
    reading: clause.reading && asItHolds(clause.reading, values),
    citation: citation(clause),
    calculation: capital(duty.calculation()),
    dueFrom:
      duty.dueFrom === 'guidance'
        ? 'The length of time is the guidance’s own.'
        : `The guidance gives no length of time. It comes from a local setting: ${clause.due.settings
            .filter((name) => !isGuidancesOwn(name, values))
            .map((name) => `${name}, ${settingInWords(name, values)}`)
            .join('; ')}.`,
    discharged: capital(clause.dischargedWords ?? ''),
    lapses: clause.lapsesWords && capital(clause.lapsesWords),
    actions: isOpen ? actionsOf(actor, head, { ...duty, because: duty.because[0] ?? '' }) : [],
  }
}
