import type { CivilDate } from '../calendar/civil-date.ts'
import { boolean, civilDay, type Fields, halves, listOf, needed, oneOf, optional, text, type ValuesOf, whole } from './fields.ts'

/** What is recorded of a type of fact, and what recording it means. */
export interface FactRow {
  readonly meaning: string
  readonly detail: Fields
  /** What two whole numbers of the detail must keep to: the one is at most the other. */
  readonly atMost?: readonly [member: string, other: string]
}

/** The agencies that do or know a thing. */
export const agencies = [
  'school',
  'cme-officer',
  'ehe-team',
  'pupil-access',
  'panel-chair',
  'cfw',
  'csc',
  'cssh-mash',
  'health',
  'police',
  'other',
] as const
export type Agency = (typeof agencies)[number]

export const services = ['cfw', 'csc'] as const
export type Service = (typeof services)[number]

/**
 * Every type of fact, in the order in which the facts of one day are read. Types, checker, JSON Schema and forms come from this table
 * and from nowhere else.
 */
export const factTable = {
  'attendance-summary': {
    meaning: 'attendance so far in the term or school year that holds the day',
    detail: { scope: oneOf('term', 'year'), possible: whole, attended: whole, term: optional(text) },
    atMost: ['attended', 'possible'],
  },
  'off-roll': {
    meaning: 'the first day on no school’s roll, or of arriving in the area without a school',
    detail: { destinationKnown: optional(boolean), school: optional(text), reason: optional(text) },
  },
  'cme-notification': { meaning: 'an agency told the council that the child is missing education', detail: { agency: optional(text) } },
  'cme-registered': { meaning: 'the definition is met; the child is on the CME database', detail: {} },
  'ehe-stated': { meaning: 'parents say that they educate the child at home', detail: {} },
  'ehe-check': { meaning: 'the register of home-educated children was checked', detail: { onRegister: boolean } },
  'ehe-concern': { meaning: 'a concern about the home education given, or the end of one', detail: { resolved: optional(boolean) } },
  'admissions-engagement': { meaning: 'parents engage, or engage no longer, with the admissions process', detail: { engaging: boolean } },
  'officer-support': { meaning: 'support by the CME officer started or ended', detail: { open: boolean } },
  'engagement-attempt': {
    meaning: 'somebody tried to engage the parents',
    detail: {
      method: oneOf('phone', 'letter', 'email', 'visit', 'meeting', 'message'),
      outcome: oneOf('engaged', 'no-reply', 'declined'),
    },
  },
  barrier: {
    meaning: 'a barrier to education was identified (authority: one on the council’s side)',
    detail: { kind: oneOf('family', 'contextual', 'significant', 'authority') },
  },
  'agency-referral': { meaning: 'referred to a partner agency', detail: { to: text } },
  'agency-referral-not-needed': { meaning: 'no referral to a partner agency is needed', detail: { reason: text } },
  'panel-discussed': { meaning: 'the panel talked about the child', detail: {} },
  'panel-outcome': {
    meaning: 'what the panel ascertained, on the day on which it did',
    detail: { openTo: listOf(...services), safeguardingConcerns: boolean },
  },
  'panel-nomination': {
    meaning: 'put forward for a panel',
    detail: { ground: oneOf('persistent', 'significant-barrier'), panel: optional(civilDay) },
  },
  'panel-nomination-declined': { meaning: 'not put forward for a panel, or taken off its list', detail: { reason: text } },
  'allocated-worker-discussion': {
    meaning: 'talked through with the allocated worker',
    detail: { service: oneOf(...services), inPlan: optional(boolean) },
  },
  'engagement-plan': { meaning: 'a plan to engage the family was agreed', detail: {} },
  'progress-review': {
    meaning: 'whether the child is getting nearer to a school place',
    detail: { progress: boolean, relatedTo: optional(listOf('parenting-capacity', 'contextual-safeguarding')) },
  },
  'attendance-concern': { meaning: 'the school records a concern about attendance', detail: {} },
  'school-step': {
    meaning: 'a step of the school’s own attendance procedures',
    detail: {
      step: oneOf(
        'attendance-policy',
        'attendance-consultant',
        'support-team',
        'school-nurse',
        'ebsa-pathway',
        'alternative-provision',
        'ehc-needs-assessment',
        'early-help-assessment',
        'legal-intervention',
      ),
    },
  },
  'attendance-review': { meaning: 'whether attendance improved', detail: { improved: boolean } },
  'attendance-concern-closed': { meaning: 'the concern about attendance is closed', detail: { reason: text } },
  'advice-sought': {
    meaning: 'advice was sought',
    detail: { from: oneOf('advice-line', 'mash-education-officer', 'cfw-senior-support-worker') },
  },
  'contextual-information': {
    meaning: 'information that does, or does not, support the absence; in force to its last day, or to the day before the next term begins',
    detail: { supportsAbsence: boolean, until: optional(civilDay) },
  },
  'unmet-needs': { meaning: 'whether wider unmet needs are identified', detail: { identified: boolean } },
  'legal-advice-intended': {
    meaning: 'the school intends to seek legal advice on attendance; parents are at risk of prosecution',
    detail: {},
  },
  suspension: { meaning: 'one suspension, from its first day', detail: { days: halves, reason: optional(text) } },
  'permanent-exclusion': { meaning: 'the child is permanently excluded', detail: { reason: optional(text) } },
  'permanent-exclusion-withdrawn': { meaning: 'a permanent exclusion is cancelled, reinstated or overturned', detail: {} },
  'behaviour-review': { meaning: 'whether behaviour improved', detail: { improved: boolean } },
  'support-request': {
    meaning: 'a request for support',
    detail: { to: oneOf('cfw'), route: oneOf('direct', 'cssh-mash'), level: oneOf('standard', 'intensive'), reason: optional(text) },
  },
  'support-request-not-made': { meaning: 'a request for support was considered and not made', detail: { reason: text } },
  'consent-visit': { meaning: 'a visit to seek consent', detail: {} },
  consent: {
    meaning: 'what was answered, or not, when consent was asked for',
    detail: { for: oneOf('eha', 'support', 'assessment'), decision: oneOf('given', 'refused', 'withdrawn', 'no-response') },
  },
  eha: {
    meaning: 'an Early Help Assessment',
    detail: { outcome: oneOf('completed', 'reviewed', 'considered-not-needed'), reason: optional(text) },
  },
  'taf-meeting': {
    meaning: 'the Team around the Family met',
    detail: { agreedRequest: optional(boolean), reason: optional(text) },
  },
  'service-open': { meaning: 'the child is open to the service', detail: { service: oneOf(...services), worker: optional(text) } },
  'service-closed': { meaning: 'the child is no longer open to the service', detail: { service: oneOf(...services) } },
  'cssh-discussion': {
    meaning: 'a discussion with the Children’s Services Support Hub',
    detail: { escalate: optional(boolean), reason: optional(text) },
  },
  'csc-referral': {
    meaning: 'referred to Children’s Social Care',
    detail: { for: oneOf('child-and-family-assessment', 'safeguarding') },
  },
  'strategy-discussion': {
    meaning: 'a strategy discussion was considered, requested or held',
    detail: {
      step: oneOf('considered', 'requested', 'held'),
      reason: needed(text, 'step', 'considered', 'where a discussion was only considered'),
    },
  },
  'parent-refuses': { meaning: 'parents refuse services, or the admissions process', detail: { services: boolean, admissions: boolean } },
  sao: {
    meaning: 'a step towards, or of, a School Attendance Order',
    detail: {
      step: oneOf('initiated', 'school-named', 'notice-served', 'order-served', 'complied', 'revoked', 'prosecution'),
    },
  },
  'case-clinic': { meaning: 'the case was discussed at case clinic', detail: { stepUp: boolean, reason: text } },
  'reason-not-done': { meaning: 'why a step that should be taken is not', detail: { clause: text, reason: text } },
  'case-review': { meaning: 'a review that needed no other record', detail: {} },
  'exclusion-closed': { meaning: 'the exclusion case is closed', detail: { reason: text } },
  'cme-closed': {
    meaning: 'the case of missing education is closed',
    detail: { reason: oneOf('ehe', 'left-area', 'duplicate', 'not-compulsory-age', 'on-roll', 'died', 'other') },
  },
  'on-roll': { meaning: 'the child is registered at a school', detail: { school: optional(text) } },
} as const satisfies Record<string, FactRow>

export type FactType = keyof typeof factTable

export const factTypes = Object.keys(factTable) as readonly FactType[]

export type Detail<T extends FactType> = ValuesOf<(typeof factTable)[T]['detail']>

/** A fact as a case file has it. */
export type RecordedFact<T extends FactType = FactType> = {
  [K in T]: {
    readonly id: string
    readonly type: K
    /** The day on which it happened. */
    readonly on: CivilDate
    readonly by: Agency
    /** RFC 3339; the moment the day `on` began unless given. */
    readonly recordedAt?: string
    /** The id of the fact that this one corrects. */
    readonly replaces?: string
    readonly note?: string
    readonly detail?: Detail<K>
  }
}[T]

/** The record that another was made in error, or that a suspension was cancelled. */
export interface Withdrawal {
  readonly id: string
  readonly withdraws: string
  readonly on: CivilDate
  readonly by: Agency
  readonly recordedAt?: string
  readonly note?: string
}

export type CaseRecord = RecordedFact | Withdrawal

export interface Child {
  readonly id: string
  readonly dateOfBirth: CivilDate
  /** Periods with an education, health and care plan, both days included. */
  readonly ehcp?: readonly { readonly from: CivilDate; readonly to?: CivilDate }[]
}

export interface CaseFile {
  readonly child: Child
  readonly facts: readonly CaseRecord[]
}

export const isWithdrawal = (record: CaseRecord): record is Withdrawal => 'withdraws' in record
