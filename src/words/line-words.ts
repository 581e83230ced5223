import type { Detail, FactType } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import type { Pathway } from '../guidance/clause.ts'
import { serviceWords } from './guidance-words.ts'

/*
 * What facts are called on the line that is drawn of a pathway: there is room for a word or two, and for none that somebody typed.
 */

/** How a fact stands on the line: as a mark with a title, or, where there are many of its kind, as a letter beneath it. */
export type OnLine = { readonly title: string } | { readonly letter: string; readonly title: string }

/** The pathways whose facts these are; those of the others say something on each. */
const own: { readonly [T in FactType]?: Pathway } = {
  'off-roll': 'cme',
  'cme-notification': 'cme',
  'cme-registered': 'cme',
  'ehe-stated': 'cme',
  'ehe-check': 'cme',
  'ehe-concern': 'cme',
  'admissions-engagement': 'cme',
  'officer-support': 'cme',
  'panel-discussed': 'cme',
  'panel-outcome': 'cme',
  'panel-nomination': 'cme',
  'panel-nomination-declined': 'cme',
  'engagement-plan': 'cme',
  'progress-review': 'cme',
  sao: 'cme',
  'cme-closed': 'cme',
  'attendance-summary': 'pme',
  'attendance-concern': 'pme',
  'school-step': 'pme',
  'attendance-review': 'pme',
  'attendance-concern-closed': 'pme',
  'contextual-information': 'pme',
  'legal-advice-intended': 'pme',
  suspension: 'exclusion',
  'permanent-exclusion': 'exclusion',
  'permanent-exclusion-withdrawn': 'exclusion',
  'behaviour-review': 'exclusion',
  'exclusion-closed': 'exclusion',
}

/** How a fact stands on the line of a pathway; nothing for one that has no place there. */
export function onLine<T extends FactType>({ type, detail }: Fact<T>, pathway: string): OnLine | undefined {
  const words: string | ((detail: Detail<T>) => OnLine | string) = line[type]
  if ((own[type] ?? pathway) !== pathway) return undefined
  const said = typeof words === 'string' ? words : words(detail)
  return typeof said === 'string' ? { title: said } : said
}

const letter = (letter: string, title: string): OnLine => ({ letter, title })

const line: { readonly [T in FactType]: string | ((detail: Detail<T>) => OnLine | string) } = {
  'attendance-summary': ({ possible, attended }) =>
    possible === 0 ? 'Attendance' : `${Math.floor((attended * 100) / possible)}% attended`,
  'off-roll': 'Off roll',
  'cme-notification': 'Council told',
  'cme-registered': 'Registered',
  'ehe-stated': 'Home education',
  'ehe-check': ({ onRegister }) => (onRegister ? 'Home educated' : 'Not home educated'),
  'ehe-concern': ({ resolved }) => (resolved ? 'Concern resolved' : 'Concern'),
  'admissions-engagement': ({ engaging }) => (engaging ? 'Parents engage' : 'Engage no longer'),
  'officer-support': ({ open }) => (open ? 'Support' : 'No support'),
  'engagement-attempt': ({ method }) => attempts[method],
  barrier: 'Barrier',
  'agency-referral': 'Referred',
  'agency-referral-not-needed': 'Not referred',
  'panel-discussed': 'At the panel',
  'panel-outcome': 'Panel',
  'panel-nomination': 'Nominated',
  'panel-nomination-declined': 'Not nominated',
  'allocated-worker-discussion': ({ service }) => `Discussed with ${serviceWords[service]}`,
  'engagement-plan': 'Plan agreed',
  'progress-review': ({ progress }) => (progress ? 'Progress' : 'No progress'),
  'attendance-concern': 'Concern',
  'school-step': 'School’s step',
  'attendance-review': ({ improved }) => (improved ? 'Improved' : 'Not improved'),
  'attendance-concern-closed': 'Closed',
  'advice-sought': 'Advice sought',
  'contextual-information': 'Context',
  'unmet-needs': ({ identified }) => (identified ? 'Unmet needs' : 'No unmet needs'),
  'legal-advice-intended': 'Legal advice',
  suspension: 'Suspended',
  'permanent-exclusion': 'Excluded',
  'permanent-exclusion-withdrawn': 'Exclusion cancelled',
  'behaviour-review': ({ improved }) => (improved ? 'Improved' : 'Not improved'),
  'support-request': 'Support requested',
  'support-request-not-made': 'No request made',
  'consent-visit': () => letter('V', 'visit'),
  consent: ({ decision }) =>
    decision === 'no-response' ? letter('C', 'consent asked') : decision === 'given' ? 'Consent given' : `Consent ${decision}`,
  eha: ({ outcome }) => (outcome === 'considered-not-needed' ? 'EHA not needed' : `EHA ${outcome}`),
  'taf-meeting': 'TAF met',
  'service-open': ({ service }) => `Open to ${serviceWords[service]}`,
  'service-closed': ({ service }) => `Closed to ${serviceWords[service]}`,
  'cssh-discussion': 'Support hub',
  'csc-referral': 'Referred to CSC',
  'strategy-discussion': 'Strategy discussion',
  'parent-refuses': 'Parents refuse',
  sao: ({ step }) => orderSteps[step],
  'case-clinic': 'Case clinic',
  'reason-not-done': 'Reason recorded',
  'case-review': 'Reviewed',
  'exclusion-closed': 'Closed',
  'cme-closed': 'Closed',
  'on-roll': 'On roll',
}

const attempts: Readonly<Record<Detail<'engagement-attempt'>['method'], OnLine>> = {
  phone: letter('P', 'phone'),
  letter: letter('L', 'letter'),
  email: letter('E', 'email'),
  visit: letter('V', 'visit'),
  meeting: letter('M', 'meeting'),
  message: letter('T', 'text message'),
}

const orderSteps: Readonly<Record<Detail<'sao'>['step'], string>> = {
  initiated: 'Order started',
  'school-named': 'School named',
  'notice-served': 'Notice served',
  'order-served': 'Order served',
  complied: 'Order complied',
  revoked: 'Order revoked',
  prosecution: 'Prosecution',
}
