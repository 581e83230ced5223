import { NEVER } from '../src/calendar/civil-date.ts'
import type { PathwayName, Prepared, Sighting } from './prepared.ts'

/*
 * What the other engines answer, as data of no engine's own form: for each row, whether something is owed by it on the day asked, its due
 * date passed or not. peers.ts turns the one list into each engine's form.
 */

type PathsOf<T> = { [Group in keyof T & string]: `${Group}.${keyof T[Group] & string}` }[keyof T & string]

/** A value of what was prepared, by group and name. */
export type Path = PathsOf<Prepared>

export type Comparison = readonly [left: Path, operator: '>' | '>=' | '<' | '<=', right: Path | number]

export type Rule = Comparison | { readonly all: readonly Rule[] } | { readonly any: readonly Rule[] }

export interface Row {
  readonly clause: string
  readonly service?: 'cfw' | 'csc'
  readonly isOwed: Rule
}

/** A row as it is told: its clause and, where each service has a duty of its own, the service. */
export const nameOf = ({ clause, service }: { readonly clause: string; readonly service?: string | null }): string =>
  service ? `${clause} ${service}` : clause

const all = (...rules: readonly (Rule | readonly Rule[])[]): Rule => ({ all: rules.flatMap((rule) => (isList(rule) ? rule : [rule])) })
const any = (...rules: readonly Rule[]): Rule => ({ any: rules })
const isList = (rule: Rule | readonly Rule[]): rule is readonly Rule[] => Array.isArray(rule) && typeof rule[0] !== 'string'

/** The fact was read in the episode that is open. */
const inEpisode = (pathway: PathwayName, fact: Sighting): Rule => [`place.${fact}`, '>=', `opened.${pathway}`]

const isRead = (fact: Sighting): Rule => [`place.${fact}`, '>', 0]

const isOpen = (pathway: PathwayName): Rule => [`opened.${pathway}`, '<', NEVER]

/** None of these is dated on or after the day of the fact. */
const without = (fact: Sighting, ...settling: readonly Sighting[]): Rule[] => settling.map((by) => [`day.${by}`, '<', `day.${fact}`])

/** A fact of the open episode asks for something, and none of what settles it has come on that day or later. */
const asks = (pathway: PathwayName, fact: Sighting, ...settling: readonly Sighting[]): Rule[] => [
  inEpisode(pathway, fact),
  ...without(fact, ...settling),
]

/** The last of these was read before the fact, or there was none. */
const readBefore = (fact: Sighting, ...others: readonly Sighting[]): Rule[] =>
  others.map((other) => [`place.${other}`, '<', `place.${fact}`])

/** Parents do not engage with admissions. */
const isNotEngaging = any(
  ['place.engaging', '<', 'opened.cme'],
  ['place.engaging', '<', 'place.notEngaging'],
  ['place.engaging', '<', 'place.refusesAdmissions'],
)

/** The last outcome of the episode belongs to a panel after which none of these has come. */
const sincePanel = (...settling: readonly Sighting[]): Rule[] => settling.map((by) => [`day.${by}`, '<', 'child.panel'])

/** Silence after a visit counts as refusal, so a new visit is not asked for. */
const isSilenceAfterVisit: Rule = {
  all: [
    ['place.consentVisit', '<', 'place.consentUnanswered'],
    ['place.consentVisit', '>', 'place.consentGiven'],
    ['place.consentVisit', '>', 'place.supportRequest'],
  ],
}

/** A review finds no improvement after a step of the school's procedures, of the episode or the school year, and none finds it later. */
const noImprovementAfterSteps = all(
  inEpisode('pme', 'notImproved'),
  readBefore('notImproved', 'improved'),
  ['child.firstSchoolStep', '<', 'place.notImproved'],
  any(['child.firstSchoolStep', '>=', 'opened.pme'], ['child.firstSchoolStepOn', '>=', 'child.schoolYearOfReview']),
)

export const rows: readonly Row[] = [
  { clause: '1.2a', isOwed: all(inEpisode('cme', 'offRollToUnknown'), ['place.notification', '<', 'opened.cme']) },
  { clause: '1.2b', isOwed: all(inEpisode('cme', 'notification'), ['place.registered', '<', 'opened.cme']) },
  { clause: '1.2c', isOwed: all(isOpen('cme'), ['place.eheStated', '>', 'place.eheCheck']) },
  { clause: '1.3b', isOwed: all(asks('cme', 'barrierAround', 'agencyReferral', 'agencyReferralNotNeeded')) },
  {
    clause: '1.4a',
    isOwed: all(
      inEpisode('cme', 'supportOpened'),
      readBefore('supportOpened', 'supportEnded'),
      ['child.asked', '>=', 'child.sixtiethSchoolDay'],
      any(['day.nomination', '<', 'child.nominationCountsFrom'], ['place.nomination', '<', 'opened.cme']),
    ),
  },
  { clause: '1.4c', isOwed: any(all(asks('cme', 'discussed', 'outcome')), all(asks('cme', 'nomination', 'outcome'))) },
  { clause: '1.4d', service: 'cfw', isOwed: all(inEpisode('cme', 'outcomeCfw'), sincePanel('workerCfw')) },
  { clause: '1.4d', service: 'csc', isOwed: all(inEpisode('cme', 'outcomeCsc'), sincePanel('workerCsc')) },
  { clause: '1.4e', isOwed: all(inEpisode('cme', 'outcomeNeither'), sincePanel('plan')) },
  { clause: '1.4f', isOwed: all(isRead('outcomeUnsafe'), sincePanel('cscReferral')) },
  {
    clause: '1.5b',
    isOwed: all(
      asks('cme', 'supportRequest', 'consentGiven', 'consentRefused'),
      ['day.ehaCompleted', '<', 'child.ehaCountsForRequest'],
      any(['place.ehaConsentGiven', '<', 'opened.cme'], ['place.ehaConsentGiven', '<', 'place.ehaConsentRefused']),
    ),
  },
  {
    clause: '1.5c',
    isOwed: all(
      asks('cme', 'consentUnanswered', 'consentVisit', 'consentGiven', 'consentRefused'),
      inEpisode('cme', 'supportRequest'),
      readBefore('consentUnanswered', 'supportRequest'),
      any(['place.consentVisit', '<', 'place.consentGiven'], ['place.consentVisit', '<', 'place.supportRequest']),
    ),
  },
  {
    clause: '1.5d',
    isOwed: all(
      inEpisode('cme', 'supportRequest'),
      inEpisode('cme', 'ehaConsentGiven'),
      readBefore('ehaConsentGiven', 'ehaConsentRefused'),
      any(['day.ehaCompleted', '<', 'child.ehaCountsForRequest'], ['day.ehaCompleted', '<', 'child.ehaCountsForConsent']),
    ),
  },
  {
    clause: '1.6a',
    isOwed: all(
      any(
        all(asks('cme', 'consentRefused', 'hub'), readBefore('consentRefused', 'consentGiven')),
        all(asks('cme', 'consentUnanswered', 'hub'), readBefore('consentUnanswered', 'consentGiven'), isSilenceAfterVisit),
      ),
      isNotEngaging,
    ),
  },
  { clause: '1.6b', isOwed: all(without('hub', 'hubDecided')) },
  {
    clause: '1.6d',
    isOwed: all(
      inEpisode('cme', 'refusesServices'),
      inEpisode('cme', 'refusesAdmissions'),
      without('refusesServices', 'order'),
      readBefore('refusesServices', 'consentGiven'),
      readBefore('refusesAdmissions', 'engaging'),
    ),
  },
  { clause: '1.6e', isOwed: all(inEpisode('cme', 'order'), ['place.cscReferral', '<', 'opened.cme']) },
  { clause: '2.1a', isOwed: all(isOpen('pme'), ['day.schoolStep', '<', 'child.schoolYearOfEpisode']) },
  { clause: '2.1c', isOwed: all(noImprovementAfterSteps, without('notImproved', 'schoolAdvice')) },
  { clause: '2.1d', isOwed: all(noImprovementAfterSteps, without('notImproved', 'ehaCompleted')) },
  {
    clause: '2.2a',
    isOwed: all(
      inEpisode('pme', 'consentRefused'),
      readBefore('consentRefused', 'consentGiven'),
      readBefore('notImproved', 'consentRefused'),
      ['place.strategyDiscussion', '<', 'place.notImproved'],
    ),
  },
  { clause: '2.2b', isOwed: all(without('legalAdvice', 'strategyRequested')) },
  {
    clause: '3.1a',
    isOwed: all(['child.suspensions', '>=', 2], asks('exclusion', 'suspension', 'eha', 'ehaConsentRefused')),
  },
  { clause: '3.1c', isOwed: all(asks('exclusion', 'ehaCompleted', 'tafMeeting')) },
  { clause: '3.1e', isOwed: all(without('permanentExclusion', 'intensiveRequest')) },
  {
    clause: '3.1f',
    isOwed: all(
      isRead('permanentExclusion'),
      readBefore('needs', 'noNeeds'),
      ['day.permanentExclusion', '<', 'child.excludedUntil'],
      ['day.needs', '<', 'child.excludedUntil'],
      ['day.ehaCompleted', '<', 'child.ehaCountsForExclusion'],
      any(['place.ehaConsentRefused', '<', 'child.excludedFrom'], ['place.ehaConsentRefused', '<', 'place.ehaConsentGiven']),
    ),
  },
  {
    clause: 'L3',
    isOwed: all(
      any(all(without('hubEscalates', 'cscReferral')), all(without('clinicStepsUp', 'cscReferral'))),
      any(['place.outcome', '<', 1], ['place.outcomeCsc', '<', 'place.outcome']),
    ),
  },
  {
    clause: 'L4',
    isOwed: all(inEpisode('cme', 'registered'), without('registered', 'supportOpened', 'supportEnded'), isNotEngaging),
  },
]
