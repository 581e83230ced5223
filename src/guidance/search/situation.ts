import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf, schoolYearStart } from '../../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import type { AssessedDuty, Assessment } from '../../casefile/assessment.ts'
import type { CaseFile, FactType, Service } from '../../casefile/fact-table.ts'
import { type Fact, standingFacts } from '../../casefile/standing.ts'
import type { Register, SettingValues } from '../clause.ts'
import { isOfEpisode } from './promise.ts'

/*
 * When two records come to the same for a search: the same episodes are open, the same clauses are open and upcoming, and the same
 * conditions hold. Dates count only by what they make hold, so it is all relative to the day.
 *
 * What is left out here makes the search take two situations for one and go on from the first of them alone: it may miss a path by it, and
 * never finds a wrong one.
 */

export type Situation = string

/** What a situation is described with. */
export interface Describing {
  readonly calendar: Calendar
  readonly settings: SettingValues
  /** The clauses that start by a condition: settled, such a clause does not start again while its condition goes on to hold. */
  readonly byCondition: ReadonlySet<string>
}

export const describing = ({ clauses }: Register, calendar: Calendar, settings: SettingValues): Describing => ({
  calendar,
  settings,
  byCondition: new Set(
    clauses.filter((clause) => clause.kind === 'duty' && clause.starts.some((start) => 'condition' in start)).map(({ id }) => id),
  ),
})

/** What a record comes to on the day of an answer. */
export function situationOf(caseFile: CaseFile, answer: Assessment, { calendar, settings, byCondition }: Describing): Situation {
  const facts = standingFacts(caseFile)
  const day = dayOf(answer.asOf)
  const named = [phaseOfAge(caseFile, day), ...whatIsAsked(answer, byCondition)]
  addConditions(named, '', ofTheChild, { facts, day, calendar, settings, openedOn: day })
  for (const { pathway, openedOn, endedOn } of answer.episodes) {
    if (endedOn !== null) continue
    const own = { facts: facts.filter((fact) => fact.on >= openedOn), day, calendar, settings, openedOn: dayOf(openedOn) }
    for (const conditions of [ofConsent, ofPathway[pathway] ?? {}]) addConditions(named, pathway, conditions, own)
  }
  return named.join(' ')
}

/** The end of compulsory school age is near: what starts now may not come due before it. In days. */
const SOON = 60

function phaseOfAge({ child }: CaseFile, day: Day): string {
  const age = compulsorySchoolAge(dayOf(child.dateOfBirth))
  if (day < age.first) return 'before'
  if (day > age.last) return 'after'
  return day > age.last - SOON ? 'ending' : 'of-age'
}

/** Open episodes, clauses that are asked or come by themselves, statuses and options; and how clauses with a condition were closed. */
function whatIsAsked({ episodes, duties, statuses, options }: Assessment, byCondition: ReadonlySet<string>): string[] {
  const asked = new Set<string>()
  const closed = new Map<string, string>()
  const open = episodes.filter(({ endedOn }) => endedOn === null)
  for (const { pathway } of open) asked.add(pathway)
  for (const duty of duties) {
    const isOfOpen = open.some((episode) => isOfEpisode(duty, episode))
    if (duty.state === 'open' || duty.state === 'overdue' || duty.state === 'upcoming') asked.add(nameOf(duty, isOfOpen))
    else if (isOfOpen && byCondition.has(duty.clause))
      closed.set(duty.clause, `${duty.clause}:${duty.state === 'lapsed' ? 'lapsed' : 'settled'}`)
  }
  for (const { status } of statuses) asked.add(status)
  for (const { clause } of options) asked.add(clause)
  return [...asked, ...closed.values()].sort()
}

const nameOf = ({ clause, service, state }: AssessedDuty, isOfOpen: boolean): string =>
  `${clause}${service ?? ''}:${state}${isOfOpen ? '' : ':outlives'}`

// ---- Conditions --------------------------------------------------------------------------------------------------------------------

/** Facts to judge, of the child or of an episode, in reading order. */
interface Seen {
  readonly facts: readonly Fact[]
  readonly day: Day
  readonly openedOn: Day
  readonly calendar: Calendar
  readonly settings: SettingValues
}

/** Conditions by name: whether each holds, or as what. */
type Conditions = Readonly<Record<string, (seen: Seen) => boolean | string | undefined>>

function addConditions(to: string[], of: string, conditions: Conditions, seen: Seen): void {
  for (const name in conditions) {
    const held = conditions[name]?.(seen)
    if (held) to.push(held === true ? `${of}:${name}` : `${of}:${name}:${held}`)
  }
}

type Where<T extends FactType> = (fact: Fact<T>) => boolean

function last<T extends FactType>({ facts }: Seen, type: T, where?: Where<T>): Fact<T> | undefined {
  for (let place = facts.length - 1; place >= 0; place--) {
    const fact = facts[place] as Fact
    if (fact.type === type && (!where || where(fact as Fact<T>))) return fact as Fact<T>
  }
  return undefined
}

const any = <T extends FactType>(seen: Seen, type: T, where?: Where<T>): boolean => last(seen, type, where) !== undefined

/** The place of a fact in the reading order; before all others where there is none. */
const placeOf = (fact: Fact | undefined): number => fact?.place ?? -1

const WEEK = 7

const ofTheChild: Conditions = {
  'off-roll': (seen) =>
    seen.facts.findLast(
      ({ type, detail }) => type === 'off-roll' || type === 'on-roll' || ('reason' in detail && detail.reason === 'on-roll'),
    )?.type === 'off-roll',
  'open-to-cfw': (seen) => isOpenTo(seen, 'cfw'),
  'open-to-csc': (seen) => isOpenTo(seen, 'csc'),
  'unmet-needs': (seen) => {
    const judged = last(seen, 'unmet-needs')
    return judged && (judged.detail.identified ? 'identified' : 'none')
  },
  suspensions: (seen) => {
    const suspensions = seen.facts.filter(({ type }) => type === 'suspension').length
    return suspensions > 0 && String(Math.min(suspensions, seen.settings.repeatSuspensions))
  },
  'ehe-unchecked': (seen) => placeOf(last(seen, 'ehe-stated')) > placeOf(last(seen, 'ehe-check')),
  'ehe-register': (seen) => last(seen, 'ehe-check')?.detail.onRegister,
  'ehe-concern': (seen) => any(seen, 'ehe-concern') && last(seen, 'ehe-concern')?.detail.resolved !== true,
  'context-supports': contextSupports,
  'figure-of-term': (seen) => {
    const figure = last(seen, 'attendance-summary', ({ detail }) => detail.scope === 'term')
    return figure && isOfTerm(seen, figure) && `${figure.detail.attended}/${figure.detail.possible}`
  },
  'intensive-this-term': (seen) =>
    any(seen, 'support-request', (request) => request.detail.level === 'intensive' && isOfTerm(seen, request)),
  'step-this-year': (seen) => any(seen, 'school-step', (step) => step.day >= schoolYearStart(seen.day)),
  'recent-eha': (seen) =>
    any(seen, 'eha', (eha) => eha.detail.outcome === 'completed' && eha.day >= seen.day - WEEK * seen.settings.recentEha),
}

function isOpenTo({ facts }: Seen, service: Service): boolean {
  const found = facts.findLast(
    (fact) =>
      fact.type === 'panel-outcome' ||
      ((fact.type === 'service-open' || fact.type === 'service-closed') && fact.detail.service === service),
  )
  return found?.type === 'panel-outcome' ? found.detail.openTo.includes(service) : found?.type === 'service-open'
}

function contextSupports(seen: Seen): boolean {
  const context = last(seen, 'contextual-information')
  if (!context?.detail.supportsAbsence) return false
  const until = context.detail.until === undefined ? seen.calendar.endOfTermOf(context.day) : dayOf(context.detail.until)
  return until === undefined || seen.day <= until
}

const isOfTerm = ({ calendar, day }: Seen, fact: Fact): boolean => calendar.termOf(fact.day) === calendar.termOf(day)

const isForHelp = ({ detail }: Fact<'consent'>): boolean => detail.for !== 'assessment'
const isGiven = (consent: Fact<'consent'>): boolean => isForHelp(consent) && consent.detail.decision === 'given'
const isAnswered = ({ detail }: Fact<'consent'>): boolean => detail.decision !== 'no-response'

const lastGiven = (seen: Seen): Fact | undefined => last(seen, 'consent', isGiven)
const lastRefused = (seen: Seen): Fact | undefined =>
  last(seen, 'consent', (consent) => isForHelp(consent) && isAnswered(consent) && !isGiven(consent))

/** Of consent to help, in any episode. */
const ofConsent: Conditions = {
  given: (seen) => lastGiven(seen) !== undefined,
  withheld: (seen) => placeOf(lastRefused(seen)) > placeOf(lastGiven(seen)),
  visited: (seen) => placeOf(last(seen, 'consent-visit')) > Math.max(placeOf(lastGiven(seen)), placeOf(last(seen, 'support-request'))),
  silence: (seen) => {
    const visit = last(seen, 'consent-visit')
    const silence = last(seen, 'consent', (consent) => isForHelp(consent) && !isAnswered(consent))
    return visit && placeOf(silence) > visit.place && placeOf(silence) > placeOf(lastGiven(seen))
  },
  'to-eha': (seen) => {
    const answer = last(seen, 'consent', (consent) => consent.detail.for === 'eha' && isAnswered(consent))
    return answer && (isGiven(answer) ? 'given' : 'refused')
  },
  requested: (seen) => any(seen, 'support-request'),
}

const ofMissingEducation: Conditions = {
  'off-roll': (seen) => any(seen, 'off-roll'),
  'sixtieth-day': ({ facts, openedOn, calendar, settings, day }) => {
    const from = Math.max(facts.find(({ type }) => type === 'off-roll')?.day ?? openedOn, openedOn)
    const reached = calendar.schoolDayFrom(from, settings.persistentAfter)
    return reached !== undefined && day >= reached
  },
  'officer-support': (seen) => last(seen, 'officer-support')?.detail.open,
  engaging: ({ facts }) => {
    const found = facts.findLast(
      (fact) => fact.type === 'admissions-engagement' || (fact.type === 'parent-refuses' && fact.detail.admissions),
    )
    return found?.type === 'admissions-engagement' && found.detail.engaging
  },
  'services-refused': (seen) => placeOf(last(seen, 'parent-refuses', ({ detail }) => detail.services)) > placeOf(lastGiven(seen)),
  'admissions-refused': (seen) =>
    placeOf(last(seen, 'parent-refuses', ({ detail }) => detail.admissions)) >
    placeOf(last(seen, 'admissions-engagement', ({ detail }) => detail.engaging)),
  'under-order': (seen) =>
    last(seen, 'sao', ({ detail: { step } }) => step === 'initiated' || step === 'complied' || step === 'revoked')?.detail.step ===
    'initiated',
  ordered: (seen) => any(seen, 'sao', ({ detail }) => detail.step === 'initiated'),
  'referred-for-assessment': (seen) => any(seen, 'csc-referral', ({ detail }) => detail.for === 'child-and-family-assessment'),
  'consent-to-assessment': (seen) => {
    const answer = last(seen, 'consent', (consent) => !isForHelp(consent))
    return answer && (answer.detail.decision === 'given' ? 'given' : 'not-given')
  },
  'talked-at-panel': (seen) => placeOf(last(seen, 'panel-discussed')) > placeOf(last(seen, 'panel-outcome')),
  'within-weeks-of-panel': (seen) => {
    const outcome = last(seen, 'panel-outcome')
    return outcome && seen.day <= outcome.day + WEEK * seen.settings.supportRequestWithin
  },
  'requested-since-panel': (seen) => {
    const outcome = last(seen, 'panel-outcome')
    return outcome && any(seen, 'support-request', (request) => request.day >= outcome.day)
  },
  'talks-to-csc': (seen) => {
    const from = last(seen, 'panel-outcome')?.day ?? seen.day
    const talks = seen.facts.filter(
      (fact) => fact.type === 'allocated-worker-discussion' && fact.detail.service === 'csc' && fact.day >= from,
    )
    return talks.length > 0 && String(Math.min(talks.length, 2))
  },
  'hub-since-refusal': (seen) => {
    const refusal = lastRefused(seen)
    return refusal && any(seen, 'cssh-discussion', (discussion) => discussion.day >= refusal.day)
  },
}

const isFailing = (review: Fact<'attendance-review'>): boolean => !review.detail.improved
const isAssessment = ({ detail }: Fact<'eha'>): boolean => detail.outcome !== 'considered-not-needed'

const ofMissingSchool: Conditions = {
  failing: (seen) => any(seen, 'attendance-review', isFailing),
  'last-review-improved': (seen) => last(seen, 'attendance-review')?.detail.improved,
  assessed: (seen) => any(seen, 'eha', isAssessment),
  'timescale-over': ({ facts, day, settings }) => {
    const from =
      facts.find((fact) => fact.type === 'eha' && isAssessment(fact)) ??
      facts.find((fact) => fact.type === 'attendance-review' && isFailing(fact))
    return from && day > from.day + WEEK * settings.reasonableTimescale
  },
}

const ofExclusion: Conditions = {
  excluded: (seen) => placeOf(last(seen, 'permanent-exclusion')) > placeOf(last(seen, 'permanent-exclusion-withdrawn')),
  suspended: (seen) => any(seen, 'suspension'),
  helped: (seen) => helpOf(seen) !== undefined,
  'period-over': (seen) => {
    const from = helpOf(seen) ?? last(seen, 'suspension')
    return from && seen.day > from.day + WEEK * seen.settings.improvementPeriod
  },
  improved: (seen) => {
    const from = helpOf(seen) ?? last(seen, 'suspension')
    return from && any(seen, 'behaviour-review', (review) => review.detail.improved && review.day >= from.day)
  },
}

const helpOf = ({ facts }: Seen): Fact | undefined =>
  facts.find((fact) => fact.type === 'taf-meeting' || (fact.type === 'eha' && fact.detail.outcome === 'completed'))

const ofPathway: Readonly<Record<string, Conditions>> = { cme: ofMissingEducation, pme: ofMissingSchool, exclusion: ofExclusion }
