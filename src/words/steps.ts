import { type CivilDate, compare, type Day, dayOf, yearMonthDate } from '../calendar/civil-date.ts'
import { inWords, listed } from '../calendar/words.ts'
import {
  type CaseRecord,
  type Detail,
  type FactType,
  factTypes,
  isWithdrawal,
  type RecordedFact,
  type Service,
} from '../casefile/fact-table.ts'
import type { DutyClause, Pathway } from '../guidance/clause.ts'
import { recordedInWords } from './fact-words.ts'
import { formWords } from './form-words.ts'
import { capital, serviceWords } from './guidance-words.ts'

/*
 * A next step in a list: what it is called, why it is asked for, and what to record to settle it.
 */

// ---- What settles it ---------------------------------------------------------------------------------------------------------------

/** A fact that settles a duty: the form to open, and what its button says. */
export type Way = {
  readonly [T in FactType]: {
    readonly type: T
    /** What kind of act it has to be, to be filled in beforehand. Never what was found, answered or decided. */
    readonly preset?: Partial<Detail<T>>
    /** Members that may be left out of such a fact, without which it does not settle this duty. */
    readonly needs?: readonly (keyof Detail<T>)[]
    /** Where not every such fact settles it: which do, in words that follow "settles it if". */
    readonly settlesIf?: string
    readonly button: string
  }
}[FactType]

/** What cannot be read off a clause: its patterns say what type of fact settles it, and ask more of the fact in functions. */
type MoreOfWay<T extends FactType> = Omit<Extract<Way, { readonly type: T }>, 'type' | 'button'> & {
  readonly button?: string
  /** The only pathway on which it settles the duty. */
  readonly pathway?: Pathway
}

const afterFirstDay = 'it is of a later day than the one on which the step began'
const childAndFamily = { for: 'child-and-family-assessment' } as const
const completed = { outcome: 'completed' } as const
const decided = { button: 'Decide' } as const
const intensive = { to: 'cfw', route: 'cssh-mash', level: 'intensive' } as const

const moreOfWays: { readonly [clause: string]: { readonly [T in FactType]?: MoreOfWay<T> } } = {
  '1.2a': { 'cme-closed': { preset: { reason: 'on-roll' } } },
  '1.4c': { 'panel-outcome': { settlesIf: 'it is not of the day of a nomination that names a later panel' } },
  '1.4f': { 'csc-referral': { preset: { for: 'safeguarding' } } },
  '1.5a': {
    'support-request': { preset: { to: 'cfw' } },
    'progress-review': { settlesIf: 'it finds progress' },
    'service-open': { preset: { service: 'cfw' } },
    'panel-outcome': { settlesIf: 'it finds the child open to CFW' },
    'allocated-worker-discussion': {
      preset: { service: 'csc' },
      settlesIf: 'the child is open to CSC, and it is the second discussion since the panel',
    },
  },
  '1.5b': {
    consent: { preset: { for: 'eha' }, settlesIf: 'the family answers' },
    eha: { preset: completed },
  },
  '1.5c': { consent: { preset: { for: 'eha' }, settlesIf: 'consent is given or refused' } },
  '1.5d': { eha: { preset: completed } },
  '1.6b': { 'cssh-discussion': { ...decided, needs: ['escalate', 'reason'] } },
  '1.6c': { 'strategy-discussion': decided },
  '1.6d': {
    sao: { preset: { step: 'initiated' }, button: 'Start order' },
    'cme-closed': { preset: { reason: 'on-roll' } },
  },
  '1.6e': {
    'csc-referral': { preset: childAndFamily },
    'allocated-worker-discussion': { preset: { service: 'csc' }, settlesIf: 'the child is open to CSC' },
  },
  '1.6f': { 'strategy-discussion': decided },
  '2.1c': { 'advice-sought': { settlesIf: 'it comes from the school advice line or a MASH Education Officer' } },
  '2.1d': { eha: { settlesIf: 'it is completed or reviewed' } },
  '2.1e': {
    'support-request': { preset: intensive },
    'taf-meeting': { settlesIf: 'it agrees against a request' },
  },
  '2.2a': { 'strategy-discussion': decided },
  '2.2b': { 'strategy-discussion': { preset: { step: 'requested' }, button: 'Record request' } },
  '3.1a': { consent: { preset: { for: 'eha' }, settlesIf: 'it is refused' } },
  '3.1d': { 'support-request': { preset: intensive } },
  '3.1e': { 'support-request': { preset: intensive } },
  '3.1f': { eha: { preset: completed } },
  L1: {
    'case-review': { settlesIf: afterFirstDay },
    'progress-review': { pathway: 'cme', settlesIf: afterFirstDay },
    'attendance-review': { pathway: 'pme', settlesIf: afterFirstDay },
    'behaviour-review': { pathway: 'exclusion', settlesIf: afterFirstDay },
  },
  L4: { 'officer-support': decided },
}

/** Decisions not to do what is asked: they come after what does it. */
const declines: ReadonlySet<FactType> = new Set<FactType>([
  'agency-referral-not-needed',
  'panel-nomination-declined',
  'support-request-not-made',
])

/**
 * What to record to settle a duty of a clause, the act itself first, then other facts that settle it, then decisions not to do it. With its
 * preset, and with what it needs, a way settles every such duty, but for one that has a `settlesIf`.
 */
export function waysToSettle(clause: DutyClause, service: Service | null, pathway: Pathway): readonly Way[] {
  const types = new Set(clause.discharged.flatMap((way) => (typeof way === 'string' ? [] : way.type)))
  const inOrder = [...types].sort((a, b) => Number(declines.has(a)) - Number(declines.has(b)))
  const ways = inOrder.flatMap((type) => wayBy(type, clause, service, pathway))
  return clause.force === 'should' ? [...ways, reasonWhyNot(clause)] : ways
}

function wayBy(type: FactType, { id }: DutyClause, service: Service | null, onPathway: Pathway): readonly Way[] {
  const { pathway, ...more }: MoreOfWay<FactType> = moreOfWays[id]?.[type] ?? {}
  if (pathway !== undefined && pathway !== onPathway) return []
  const ofService = service !== null && 'service' in formWords[type].members ? { preset: { service } } : {}
  // What is kept by hand is kept by type, so it goes with the type.
  return [{ type, button: formWords[type].button, ...ofService, ...more } as Way]
}

const reasonWhyNot = ({ id }: DutyClause): Way => ({ type: 'reason-not-done', preset: { clause: id }, button: 'Say why not' })

/** What the one button of a step says in a list. Where a decision is asked for that more than one type of fact can carry, it asks to decide. */
export function buttonOf(clause: DutyClause, ways: readonly Way[]): string {
  const [first, ...others] = ways
  return clause.force === 'consider' && others.length > 0 ? 'Decide' : (first?.button ?? 'Record something')
}

// ---- What it is called -------------------------------------------------------------------------------------------------------------

/** Titles that say more than a list has room for: why it is asked stands below it. */
const shorter: Readonly<Record<string, string>> = {
  '1.6c': 'Consider a strategy discussion',
  '1.6f': 'Consider a strategy discussion',
  '2.2a': 'Consider a strategy discussion',
  '2.2b': 'Request a strategy discussion',
  '3.1d': 'Consider intensive support from CFW',
  '3.1e': 'Request intensive support',
  '3.1f': 'Complete an Early Help Assessment',
}

/** A step in a list: what is to be done, in few words. */
export const actionOf = ({ id, title }: DutyClause, service: Service | null = null): string =>
  `${shorter[id] ?? title}${service === null ? '' : ` at ${serviceWords[service]}`}`

// ---- Why it is asked for -----------------------------------------------------------------------------------------------------------

/** A line of a list has room for so many characters. */
const LINE = 90

/**
 * Why a duty is asked for, in one line: what the last of the facts that started it says, then those before it, as far as there is room. It repeats no text
 * that somebody typed. Days of another year than today's carry theirs.
 */
export function becauseInWords(because: readonly CaseRecord[], today: Day): string {
  const [last, ...earlier] = because
    .filter((record): record is RecordedFact => !isWithdrawal(record))
    .toSorted((a, b) => compare(b.on, a.on) || factTypes.indexOf(b.type) - factTypes.indexOf(a.type))
    .map((fact) => reasonInWords(fact, today))
  let line = last ?? ''
  for (const words of earlier) {
    const longer = `${line}; ${words}`
    if (longer.length > LINE) break
    line = longer
  }
  return capital(line)
}

/** What a fact says, in the words that its type has here, and otherwise in those that it has everywhere. */
function reasonInWords(fact: RecordedFact, today: Day): string {
  const words = reasons[fact.type] as ((detail: object, on: string) => string) | undefined
  const on = dayIn(fact.on, today)
  return words ? words(fact.detail ?? {}, on) : `${recordedInWords(withoutReason(fact))} on ${on}`
}

/** "16 November", and its year where that is not today's. */
function dayIn(on: CivilDate, today: Day): string {
  const [, date, month, year] = inWords(dayOf(on)).split(' ')
  return `${date} ${month}${yearMonthDate(dayOf(on)).year === yearMonthDate(today).year ? '' : ` ${year}`}`
}

const withoutReason = (fact: RecordedFact): RecordedFact => ({ ...fact, detail: { ...fact.detail, reason: undefined } }) as RecordedFact

/** Shorter, or with the day in its place. */
const reasons: { readonly [T in FactType]?: (detail: Detail<T>, on: string) => string } = {
  'attendance-summary': ({ scope, possible, attended }, on) =>
    `${attended} of ${possible} sessions attended in the ${scope === 'term' ? 'term' : 'school year'} to ${on}`,
  'off-roll': ({ destinationKnown }, on) => `off roll since ${on}, ${destinationKnown ? 'destination known' : 'destination not known'}`,
  'cme-notification': (_, on) => `the council was told on ${on}`,
  'cme-registered': (_, on) => `registered on ${on}`,
  'ehe-stated': (_, on) => `parents said on ${on} that they home educate`,
  'ehe-check': ({ onRegister }, on) => `${onRegister ? '' : 'not '}on the home-education register when checked on ${on}`,
  'ehe-concern': ({ resolved }, on) => `concern about the home education ${resolved ? 'resolved' : 'raised'} on ${on}`,
  'admissions-engagement': ({ engaging }, on) => `parents ${engaging ? 'have engaged' : 'no longer engage'} with admissions since ${on}`,
  'officer-support': ({ open }, on) => `${open ? 'supported' : 'not supported'} by the CME officer since ${on}`,
  'agency-referral': (_, on) => `referred to a partner agency on ${on}`,
  'agency-referral-not-needed': (_, on) => `decided on ${on} that no referral to a partner agency is needed`,
  'panel-outcome': ({ openTo, safeguardingConcerns }, on) => {
    const services = openTo.length === 0 ? 'neither service' : listed(openTo.map((service) => serviceWords[service]))
    return `panel found the child open to ${services} on ${on}${safeguardingConcerns ? ', safeguarding concerns' : ''}`
  },
  'panel-nomination': (_, on) => `nominated for the panel on ${on}`,
  'allocated-worker-discussion': ({ service }, on) => `talked to the allocated worker at ${serviceWords[service]} on ${on}`,
  'progress-review': ({ progress, relatedTo = [] }, on) =>
    progress || relatedTo.length === 0
      ? `review on ${on} found ${progress ? 'progress' : 'no progress'}`
      : `review on ${on} found no progress (${relatedTo.map((reason) => reason.replace('-', ' ')).join(', ')})`,
  'attendance-concern': (_, on) => `concern about attendance recorded by the school on ${on}`,
  'attendance-review': ({ improved }, on) => `review on ${on} found ${improved ? '' : 'no '}improvement in attendance`,
  'attendance-concern-closed': (_, on) => `concern about attendance closed on ${on}`,
  'contextual-information': ({ supportsAbsence }, on) =>
    `information that ${supportsAbsence ? 'supports' : 'does not support'} the absence, from ${on}`,
  'legal-advice-intended': (_, on) => `the school decided on ${on} to seek legal advice on attendance`,
  suspension: ({ days }, on) => `suspended for ${days === 0.5 ? 'half a day' : days === 1 ? '1 day' : `${days} days`} from ${on}`,
  'permanent-exclusion-withdrawn': (_, on) => `permanent exclusion withdrawn on ${on}`,
  'behaviour-review': ({ improved }, on) => `review on ${on} found ${improved ? '' : 'no '}improvement in behaviour`,
  'support-request-not-made': (_, on) => `decided on ${on} to make no request for support`,
  'consent-visit': (_, on) => `visit to seek consent on ${on}`,
  'taf-meeting': (_, on) => `the Team around the Family met on ${on}`,
  'service-open': ({ service }, on) => `open to ${serviceWords[service]} since ${on}`,
  'service-closed': ({ service }, on) => `no longer open to ${serviceWords[service]} since ${on}`,
  'cssh-discussion': ({ escalate }, on) =>
    `discussed with the support hub on ${on}${escalate === undefined ? '' : escalate ? ', to be escalated to CSC' : ', not to be escalated'}`,
  'parent-refuses': ({ services, admissions }, on) =>
    `parents refused ${listed([...(services ? ['services'] : []), ...(admissions ? ['admissions'] : [])]) || 'neither services nor admissions'} on ${on}`,
  'case-clinic': ({ stepUp }, on) => `discussed at case clinic on ${on}, ${stepUp ? 'to be stepped up to CSC' : 'not to be stepped up'}`,
  'reason-not-done': ({ clause }, on) => `reason recorded on ${on} why ${clause} is not done`,
  'exclusion-closed': (_, on) => `the exclusion case was closed on ${on}`,
  'cme-closed': (_, on) => `the case of missing education was closed on ${on}`,
  'on-roll': (_, on) => `registered at a school on ${on}`,
}
