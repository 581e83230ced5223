import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency, FactType } from './fact-table.ts'
import { boolean, civilDay, type Fields, needed, oneOf, optional, text, type ValuesOf } from './fields.ts'

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

/** What is recorded beside a fact of a type. */
export const particularsTable = {
  'engagement-attempt': { spokeWith: optional(text), nextTry: optional(civilDay) },
  consent: {
    of: optional(text),
    how: optional(oneOf('visit', 'meeting', 'phone', 'letter', 'email')),
    covers: optional(text),
    childSays: optional(text),
    askedBy: optional(text),
  },
  // Casework.
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
} as const satisfies { readonly [T in FactType]?: Fields }

export type ParticularsType = keyof typeof particularsTable
export type Particulars<T extends ParticularsType> = ValuesOf<(typeof particularsTable)[T]>

/** An entry that stands by itself, or answers a record. */
interface EntryRow {
  readonly meaning: string
  readonly content: Fields
  /** It answers a fact or an entry, whose id it names; a fact of this type alone, where one is named. */
  readonly answers?: true | FactType
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
  // Casework.
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
} as const satisfies Record<string, EntryRow>

export type EntryKind = keyof typeof entryTable
export type EntryContent<K extends EntryKind> = ValuesOf<(typeof entryTable)[K]['content']>

export const entryKinds = Object.keys(entryTable) as readonly EntryKind[]

export const entryRow = (kind: EntryKind): EntryRow => entryTable[kind]

/** The type of the facts that entries of a kind answer; nothing where they answer none, or whatever there is. */
export function answeredType(kind: EntryKind): FactType | undefined {
  const { answers } = entryRow(kind)
  return answers === true ? undefined : answers
}

/** What is recorded beside a fact of a type; nothing of most. */
export const particularsFields = (type: FactType): Fields | undefined =>
  type in particularsTable ? particularsTable[type as ParticularsType] : undefined

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
