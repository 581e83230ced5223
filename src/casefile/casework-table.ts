import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency, FactType } from './fact-table.ts'
import type { Fault } from './fault.ts'
import {
  askedFor,
  boolean,
  civilDay,
  type Fields,
  fieldsWhere,
  needed,
  neededFor,
  oneOf,
  optional,
  text,
  type ValuesOf,
  whole,
} from './fields.ts'
import { entryStages, orderLaws } from './order-stages.ts'

/*
 * What people record that no clause reads: the particulars of a fact, kept beside it, and entries of their own kinds. From these tables come the types, the forms
 * and the checker, as from the fact table.
 */

/** The checks that make up reasonable enquiries, in the order in which they are mostly made. Source: councils' published procedures. */
export const enquiryChecks = [
  'contacts',
  'visit',
  'relatives-and-friends',
  'siblings-schools',
  'neighbours',
  'other-agencies',
  'health',
  'housing-and-council-tax',
  'other-council',
  'school-to-school',
  'social-media',
  'police',
  'border-force',
  'benefits-and-revenue',
  'embassy',
] as const
export type EnquiryCheck = (typeof enquiryChecks)[number]

/** How far a school place can have come, in the order in which it mostly does. */
const placeStages = ['applied', 'offered', 'accepted', 'declined-by-parents', 'refused-by-school', 'start-agreed'] as const
/** What becomes of a request for support: taken on, sent back with a reason, or given to a named worker. */
export const requestAnswers = ['accepted', 'returned', 'allocated'] as const
export type RequestAnswer = (typeof requestAnswers)[number]

/** How a notice or an order comes to whom it is for. */
const serviceWays = oneOf('post', 'by-hand', 'left-at-home', 'email-agreed')

/** What is recorded beside a fact of a type. Some of it is asked for only where the fact says one thing and not another. */
export const particularsTable = {
  'engagement-attempt': { spokeWith: optional(text), nextTry: optional(civilDay) },
  consent: {
    of: optional(text),
    how: optional(oneOf('visit', 'meeting', 'phone', 'letter', 'email')),
    covers: optional(text),
    childSays: optional(text),
    askedBy: optional(text),
  },

  // Casework
  barrier: { which: optional(text) },
  'agency-referral': { why: optional(text), answerBy: optional(civilDay) },

  // Support and consent
  'support-request': {
    worries: text,
    tried: optional(text),
    wanted: text,
    childSays: optional(text),
    familyKnows: boolean,
    familyAgrees: oneOf('yes', 'some', 'no', 'not-asked'),
    ring: optional(text),
    isSafeToRing: optional(oneOf('yes', 'no', 'not-known')),
  },
  'consent-visit': { saw: optional(text), barriers: optional(text) },
  'cssh-discussion': { present: optional(text), advice: optional(text), decidedTo: optional(text), byWhen: optional(civilDay) },
  'csc-referral': {
    worries: text,
    childSays: optional(text),
    familyTold: oneOf('told', 'not-told'),
    whyNotTold: needed(text, 'familyTold', 'not-told', 'where the family was not told'),
  },
  'strategy-discussion': { present: optional(text), decidedTo: optional(text), byWhen: optional(civilDay) },
  'case-clinic': { present: optional(text), decidedTo: optional(text), byWhen: optional(civilDay) },

  // The School Attendance Order
  sao: {
    grounds: neededFor(text, 'step', 'initiated'),
    school: neededFor(text, 'step', 'school-named'),
    why: neededFor(text, 'step', 'school-named'),
    inPlan: askedFor(oneOf('yes', 'no', 'no-plan'), 'step', 'school-named'),
    how: neededFor(serviceWays, 'step', 'notice-served', 'order-served'),
    onWhom: neededFor(text, 'step', 'notice-served', 'order-served'),
    where: askedFor(text, 'step', 'notice-served', 'order-served'),
    period: neededFor(whole, 'step', 'notice-served'),
    expedient: neededFor(text, 'step', 'order-served'),
    shownBy: neededFor(text, 'step', 'complied'),
    revokedBecause: neededFor(text, 'step', 'revoked'),
    supervision: neededFor(text, 'step', 'prosecution'),
    decidedBy: neededFor(text, 'step', 'prosecution'),
  },

  // Home education
  'ehe-check': {
    suitable: optional(oneOf('suitable', 'not-suitable', 'not-judged')),
    seen: optional(text),
    seenOn: optional(civilDay),
  },

  // Back in school
  'cme-closed': {
    evidence: neededFor(text, 'reason', 'ehe', 'left-area', 'duplicate', 'not-compulsory-age', 'died', 'other'),
    foundSuitable: neededFor(boolean, 'reason', 'ehe'),
    receivingCouncil: neededFor(text, 'reason', 'left-area'),
    confirmedHow: neededFor(text, 'reason', 'left-area'),
    otherRecord: neededFor(text, 'reason', 'duplicate'),
    ageShownBy: neededFor(oneOf('birth-certificate', 'passport', 'school', 'health', 'other'), 'reason', 'not-compulsory-age'),
    whoWasTold: neededFor(text, 'reason', 'died'),
    otherReason: neededFor(text, 'reason', 'other'),
  },
} as const satisfies { readonly [T in FactType]?: Fields }

export type ParticularsType = keyof typeof particularsTable
export type Particulars<T extends ParticularsType> = ValuesOf<(typeof particularsTable)[T]>

/** An entry that stands by itself, or answers a record. */
interface EntryRow {
  readonly meaning: string
  readonly content: Fields
  /** It answers a fact of this type, whose id it names. */
  readonly answers?: FactType
  /** It has a page of its own, and no form among the others. */
  readonly isMadeElsewhere?: true
}

export const entryTable = {
  enquiry: {
    meaning: 'one of the enquiries by which a child is looked for, with what it brought',
    content: { check: oneOf(...enquiryChecks), result: oneOf('found', 'nothing', 'no-answer-yet'), says: optional(text) },
  },
  'sharing-decision': {
    meaning: 'a decision to share what is known of the child, or not to, on its lawful basis; never called consent',
    content: {
      what: text,
      withWhom: text,
      decision: oneOf('shared', 'not-shared'),
      basis: needed(oneOf('public-task', 'legal-obligation', 'vital-interests'), 'decision', 'shared', 'where it is shared'),
      familyTold: boolean,
      why: text,
    },
  },

  // Casework
  'referral-answer': {
    meaning: 'what a partner agency answered to a referral, or that it did not',
    content: { answer: oneOf('accepted', 'declined', 'no-answer'), says: optional(text) },
    answers: 'agency-referral',
  },
  'school-place': {
    meaning: 'how far a school place has come: from the application to the day on which the child is to start',
    content: {
      stage: oneOf(...placeStages),
      school: optional(text),
      startsOn: needed(civilDay, 'stage', 'start-agreed', 'where a start is agreed'),
      says: optional(text),
    },
  },

  // Support and consent
  'request-answer': {
    meaning: 'what the support hub or CFW answered to a request for support',
    content: {
      answer: oneOf(...requestAnswers),
      reason: needed(text, 'answer', 'returned', 'where it is returned'),
      worker: needed(text, 'answer', 'allocated', 'where a worker is named'),
      says: optional(text),
    },
    answers: 'support-request',
  },
  'assessment-outcome': {
    meaning: 'a child and family assessment is completed, and what came of it',
    content: { outcome: oneOf('no-further-action', 'child-in-need', 'early-help', 'child-protection'), says: optional(text) },
    answers: 'csc-referral',
  },

  // The School Attendance Order
  'order-stage': {
    meaning: 'a stage of a School Attendance Order that no clause reads',
    content: {
      stage: oneOf(...entryStages),
      how: neededFor(serviceWays, 'stage', 'notice-of-intention'),
      onWhom: neededFor(text, 'stage', 'notice-of-intention'),
      where: askedFor(text, 'stage', 'notice-of-intention'),
      period: neededFor(whole, 'stage', 'notice-of-intention'),
      school: neededFor(text, 'stage', 'notice-of-intention', 'consultation', 'substitution-asked', 'amended'),
      others: askedFor(text, 'stage', 'notice-of-intention'),
      answer: askedFor(text, 'stage', 'consultation', 'substitution-asked'),
      why: neededFor(text, 'stage', 'amended', 'not-prosecuted'),
      supervision: neededFor(text, 'stage', 'not-prosecuted'),
      decidedBy: neededFor(text, 'stage', 'not-prosecuted'),
    },
  },
  'order-letter': {
    meaning: 'a letter of a School Attendance Order, as it was made ready to be printed; the service sends none',
    content: { stage: text, law: oneOf(...orderLaws), to: text, text },
    isMadeElsewhere: true,
  },

  // Back in school
  'first-attendance': {
    meaning: 'the child was at the school on whose roll it is',
    content: { how: oneOf('register', 'school-told', 'seen'), says: optional(text) },
  },
} as const satisfies Record<string, EntryRow>

export type EntryKind = keyof typeof entryTable
export type EntryContent<K extends EntryKind> = ValuesOf<(typeof entryTable)[K]['content']>

export const entryKinds = Object.keys(entryTable) as readonly EntryKind[]

export const entryRow = (kind: EntryKind): EntryRow => entryTable[kind]

/** The kinds of entries that answer a fact. */
export type AnsweringKind = {
  [K in EntryKind]: (typeof entryTable)[K] extends { readonly answers: FactType } ? K : never
}[EntryKind]

export const isAnswering = (kind: EntryKind): kind is AnsweringKind => entryRow(kind).answers !== undefined

/** What is recorded beside a fact of a type that says this; nothing beside most. */
export const particularsFields = (type: FactType, detail: object = {}): Fields | undefined =>
  type in particularsTable ? fieldsWhere(particularsTable[type as ParticularsType], detail) : undefined

/** What is recorded of an entry that says this. */
export const entryFieldsOf = (kind: EntryKind, content: object): Fields => fieldsWhere(entryTable[kind].content, content)

/** The least period of notice that the law has, for whatever states one. */
export const LEAST_NOTICE = 15

/** What is wrong with particulars beyond their form: what they say is not what such a fact may rest on. */
export function faultsOfParticulars(kind: FactType | EntryKind, on: CivilDate, content: Content): readonly Fault[] {
  const { period, foundSuitable, familyKnows, familyAgrees } = content
  const early = ['answerBy', 'nextTry', 'byWhen'].find((member) => typeof content[member] === 'string' && content[member] < on)
  if (early) return [{ pointer: `/${early}`, message: 'Enter a day that is not before the day on which it was' }]
  if (familyKnows === false && (familyAgrees === 'yes' || familyAgrees === 'some'))
    return [{ pointer: '/familyAgrees', message: 'The family cannot agree to what it does not know of. Look at both answers again' }]
  if (typeof period === 'number' && period < LEAST_NOTICE)
    return [
      {
        pointer: '/period',
        message: `The law asks for ${LEAST_NOTICE} days at least. A notice that states fewer does not hold: serve another, and record that`,
      },
    ]
  if (kind === 'cme-closed' && foundSuitable === false)
    return [
      {
        pointer: '/foundSuitable',
        message: 'Education at home that was not found suitable is no reason to close the case: the child is still missing education',
      },
    ]
  return []
}

/** What was filled in, member by member. */
export type Content = Readonly<Record<string, unknown>>

/** Particulars of a fact, or an entry, as they are kept. */
export interface Entry {
  readonly id: string
  /** The type of the fact whose particulars they are, or what kind of entry. */
  readonly kind: FactType | EntryKind
  /** The day of the fact, or on which it was. */
  readonly on: CivilDate
  readonly by: Agency
  /** The id of the fact that it belongs to, or that it answers. */
  readonly of: string | null
  readonly content: Content
  /** RFC 3339. */
  readonly recordedAt: string
}
