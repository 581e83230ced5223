import type { Agency as AgencyKind, Detail, FactType } from '../casefile/fact-table.ts'
import type { FieldClass } from './fields.ts'
import { type Actor, kindOfRole, may, type Role } from './roles.ts'

/*
 * Who records what. A fact is written by the agency that did it or knew it; whoever records it for another agency is shown beside it.
 */

/** Who may record a type of fact. */
interface Recording<T extends FactType> {
  /** The roles whose own word it is: they write it as their own agency's. */
  readonly own: readonly Role[]
  /** The agencies for which others, or the same, may record it as well. */
  readonly onBehalf?: { readonly [R in Role]?: readonly AgencyKind[] }
  /** Values of the detail that only these agencies can say. */
  readonly onlySaidBy?: { readonly [M in keyof Detail<T>]?: { readonly [value: string]: readonly AgencyKind[] } }
  /**
   * It may be dated on a day to come: it is decided beforehand and comes about by itself. Anything else would count, on that day, as done without anybody
   * having done it.
   */
  readonly ahead?: true
}

const school = ['attendance-lead', 'safeguarding-lead'] as const
const panel = ['panel-chair', 'panel-administrator'] as const
const councilWorkers = ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', 'home-education-team', 'pupil-access'] as const
const everyWorker = [...councilWorkers, ...school, ...panel] as const

/** Agencies in which nobody works with Onroll. */
const outside = ['health', 'police', 'other'] as const

export const recording: { readonly [T in FactType]: Recording<T> } = {
  'attendance-summary': { own: school },
  'off-roll': {
    own: [...school, 'cme-officer', 'pupil-access'],
    onBehalf: { 'cme-officer': ['school', 'pupil-access', ...outside], 'pupil-access': ['school'] },
    ahead: true,
  },
  'cme-notification': {
    own: [...school, ...councilWorkers],
    onBehalf: {
      'cme-officer': ['school', 'cfw', 'csc', 'cssh-mash', 'ehe-team', 'pupil-access', ...outside],
      'hub-worker': ['school', ...outside],
    },
  },
  'cme-registered': { own: ['cme-officer'] },
  'ehe-stated': { own: [...councilWorkers, ...school], onBehalf: { 'cme-officer': ['school'], 'home-education-team': ['school'] } },
  'ehe-check': { own: ['home-education-team'], onBehalf: { 'cme-officer': ['ehe-team'] } },
  'ehe-concern': {
    own: [...councilWorkers, ...school],
    onBehalf: { 'cme-officer': ['ehe-team', 'school', ...outside], 'home-education-team': ['school', ...outside] },
  },
  'admissions-engagement': { own: ['pupil-access', 'cme-officer'], onBehalf: { 'cme-officer': ['pupil-access'] } },
  'officer-support': { own: ['cme-officer'] },
  'engagement-attempt': { own: [...councilWorkers, ...school], onBehalf: { 'cme-officer': ['school', 'cfw', 'csc', ...outside] } },
  barrier: { own: everyWorker, onBehalf: { 'cme-officer': ['school', 'cfw', 'csc', ...outside] } },
  'agency-referral': {
    own: ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', ...school],
    onBehalf: { 'cme-officer': ['school', 'cfw'] },
  },
  'agency-referral-not-needed': { own: ['cme-officer'] },
  'panel-discussed': { own: panel },
  'panel-outcome': { own: panel },
  'panel-nomination': { own: everyWorker, onBehalf: { 'cme-officer': ['school', 'cfw', 'csc', ...outside] } },
  'panel-nomination-declined': { own: ['cme-officer', ...panel] },
  'allocated-worker-discussion': { own: ['cme-officer', 'cfw-worker', 'social-worker'] },
  'engagement-plan': { own: [...panel, 'cme-officer'] },
  'progress-review': { own: ['cme-officer', 'cfw-worker', ...panel] },
  'attendance-concern': { own: school },
  'school-step': { own: school },
  'attendance-review': { own: school },
  'attendance-concern-closed': { own: school },
  'advice-sought': { own: [...school, 'cme-officer'] },
  'contextual-information': { own: school },
  'unmet-needs': { own: [...school, 'cme-officer', 'cfw-worker', 'social-worker'], onBehalf: { 'cme-officer': ['school', 'cfw'] } },
  'legal-advice-intended': { own: school },
  suspension: { own: school, ahead: true },
  'permanent-exclusion': { own: school, onBehalf: { 'cme-officer': ['school'] } },
  'permanent-exclusion-withdrawn': { own: school, onBehalf: { 'cme-officer': ['school'] } },
  'behaviour-review': { own: school },
  'support-request': {
    own: ['cme-officer', 'hub-worker', 'social-worker', 'home-education-team', ...school],
    onBehalf: { 'cme-officer': ['school'], 'hub-worker': ['school', 'cme-officer', ...outside], 'cfw-worker': ['school', 'cme-officer'] },
  },
  'support-request-not-made': { own: [...school, 'cme-officer'] },
  'consent-visit': { own: ['cfw-worker'], onBehalf: { 'cme-officer': ['cfw'] } },
  consent: {
    own: ['cfw-worker', 'social-worker', 'cme-officer', ...school],
    onBehalf: { 'cme-officer': ['cfw', 'csc', 'school'], 'hub-worker': ['cfw', 'csc'] },
  },
  eha: { own: ['cfw-worker', ...school], onBehalf: { 'cme-officer': ['cfw', 'school'] } },
  'taf-meeting': { own: ['cfw-worker', ...school] },
  'service-open': {
    own: ['cfw-worker', 'social-worker'],
    onBehalf: { 'cme-officer': ['cfw', 'csc'], 'hub-worker': ['cfw', 'csc'] },
    onlySaidBy: { service: { cfw: ['cfw'], csc: ['csc'] } },
  },
  'service-closed': {
    own: ['cfw-worker', 'social-worker'],
    onBehalf: { 'cme-officer': ['cfw', 'csc'], 'hub-worker': ['cfw', 'csc'] },
    onlySaidBy: { service: { cfw: ['cfw'], csc: ['csc'] } },
  },
  'cssh-discussion': { own: ['hub-worker', 'cme-officer', 'cfw-worker', ...school], onBehalf: { 'cme-officer': ['cssh-mash'] } },
  'csc-referral': {
    own: ['cme-officer', 'cfw-worker', 'hub-worker', 'home-education-team', ...panel, ...school],
    onBehalf: { 'cme-officer': ['panel-chair', 'school'], 'hub-worker': ['school', 'cfw', ...outside] },
  },
  'strategy-discussion': {
    own: ['cme-officer', 'cfw-worker', 'hub-worker', 'social-worker', ...school],
    onBehalf: { 'cme-officer': ['csc', 'school'], 'hub-worker': ['csc'] },
    onlySaidBy: { step: { held: ['csc'] } },
  },
  'parent-refuses': {
    own: ['cme-officer', 'cfw-worker', 'social-worker', 'pupil-access', ...school],
    onBehalf: { 'cme-officer': ['cfw', 'csc', 'pupil-access', 'school'] },
  },
  sao: {
    own: ['cme-officer', 'pupil-access'],
    onBehalf: { 'cme-officer': ['pupil-access'] },
    onlySaidBy: {
      step: {
        initiated: ['cme-officer'],
        'notice-served': ['cme-officer'],
        'order-served': ['cme-officer'],
        complied: ['cme-officer'],
        revoked: ['cme-officer'],
        prosecution: ['cme-officer'],
      },
    },
  },
  'case-clinic': { own: ['cfw-worker'] },
  'reason-not-done': { own: everyWorker },
  'case-review': { own: everyWorker },
  'exclusion-closed': { own: school },
  'cme-closed': { own: ['cme-officer'] },
  'on-roll': {
    own: [...school, 'pupil-access', 'cme-officer'],
    onBehalf: { 'cme-officer': ['school', 'pupil-access'], 'pupil-access': ['school'] },
    ahead: true,
  },
}

/** What a role may record, and how. */
export interface Permitted {
  /** It is recorded for another agency than the role's own: both are then shown. */
  readonly isOnBehalf: boolean
  /** It may be dated on a day to come. */
  readonly ahead: boolean
}

/**
 * Whether a role may record a type of fact as written `by` a kind of agency; nothing where it may not. Without a `detail` it is left open whether the agency
 * can say every value of it.
 */
export function mayRecord<T extends FactType>(
  { role }: Pick<Actor, 'role'>,
  type: T,
  by: AgencyKind,
  detail?: object,
): Permitted | undefined {
  const { own, onBehalf, onlySaidBy, ahead } = recording[type] as Recording<FactType>
  if (!may(role, 'record-facts')) return undefined
  const isOwn = own.includes(role) && kindOfRole[role] === by
  if (!isOwn && !onBehalf?.[role]?.includes(by)) return undefined
  for (const [member, values] of Object.entries<Readonly<Record<string, readonly AgencyKind[]>>>(onlySaidBy ?? {})) {
    const value = detail && new Map<string, unknown>(Object.entries(detail)).get(member)
    const only = typeof value === 'string' ? values[value] : undefined
    if (only && !only.includes(by)) return undefined
  }
  return { isOnBehalf: !isOwn, ahead: ahead === true }
}

/**
 * Whether somebody may say this of a roll. A school says it of itself alone, and of a pupil of its own: by such a fact a child becomes another school's to see,
 * and no longer missing education, and neither is for a school to say that the child has left.
 */
export function mayTellOfRoll(
  { role, agency }: Pick<Actor, 'role' | 'agency'>,
  type: FactType,
  detail: object | undefined,
  classes: readonly FieldClass[],
): boolean {
  if (kindOfRole[role] !== 'school' || (type !== 'on-roll' && type !== 'off-roll')) return true
  const { school } = (detail ?? {}) as { readonly school?: string }
  return classes.includes('locating') && (school === undefined || school === agency.id)
}

/** The agencies for which a role may record a type of fact: its own first. None where it may not record it. */
export function agenciesToRecordFor(role: Role, type: FactType): readonly AgencyKind[] {
  const { own, onBehalf } = recording[type] as Recording<FactType>
  if (!may(role, 'record-facts')) return []
  return [...new Set([...(own.includes(role) ? [kindOfRole[role]] : []), ...(onBehalf?.[role] ?? [])])]
}

/** What is to be known of a record that somebody wants to correct or withdraw. */
export interface Correctable {
  readonly type: FactType
  readonly by: AgencyKind
  /** The agency for which it was recorded; null where a command brought it. */
  readonly recordedAgency: string | null
}

/**
 * Whether an actor may correct or withdraw a record: whoever may record such a one and acts for the agency that did, and the CME officers whatever they see.
 * What a command brought belongs to whoever's own word it is.
 */
export function mayCorrect({ role, agency }: Pick<Actor, 'role' | 'agency'>, { type, by, recordedAgency }: Correctable): boolean {
  if (role === 'cme-officer') return true
  const permitted = mayRecord({ role }, type, by)
  return permitted !== undefined && (recordedAgency === null ? !permitted.isOnBehalf : recordedAgency === agency.id)
}
