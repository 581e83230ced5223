import { dayOf } from '../calendar/civil-date.ts'
import { inWords, listed } from '../calendar/words.ts'
import { type Detail, type FactType, factTable, type RecordedFact, type Service } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import { agencyWords, serviceWords } from './guidance-words.ts'

/** A fact as a sentence without a full stop: its day, what it says, and who did or knew it. */
export const factInWords = (fact: Fact): string => `${inWords(fact.day)}: ${whatItSays(fact)} (${agencyWords[fact.by]})`

/** What a fact says, in words that follow a colon. */
export function whatItSays<T extends FactType>({ type, detail }: Fact<T>): string {
  const words: (detail: Detail<T>) => string = factWords[type]
  return words(detail)
}

/** What a record says, whether or not it counts. */
export const recordedInWords = (record: RecordedFact): string => whatItSays({ ...record, detail: record.detail ?? {} } as Fact)

/** A text from the record, on one line and without what would move the cursor of a terminal or hide. */
export const recorded = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()

const meaning = (type: FactType) => (): string => factTable[type].meaning

const factWords: { readonly [T in FactType]: (detail: Detail<T>) => string } = {
  'attendance-summary': ({ scope, possible, attended }) =>
    `${attended} of ${possible} sessions attended in the ${scope === 'term' ? 'term' : 'school year'} so far${share(attended, possible)}`,
  'off-roll': ({ destinationKnown, school, reason }) =>
    `off roll${school === undefined ? '' : ` of ${recorded(school)}`}, ${destinationKnown ? 'destination known' : 'destination not known'}${because(reason)}`,
  'cme-notification': ({ agency }) =>
    `the council was told that the child is missing education${agency === undefined ? '' : ` by ${recorded(agency)}`}`,
  'cme-registered': () => 'registered on the CME database',
  'ehe-stated': meaning('ehe-stated'),
  'ehe-check': ({ onRegister }) => `${onRegister ? 'found' : 'not found'} on the register of home-educated children`,
  'ehe-concern': ({ resolved }) => (resolved ? 'concern about the home education resolved' : 'concern about the home education'),
  'admissions-engagement': ({ engaging }) => `parents ${engaging ? 'engage' : 'no longer engage'} with the admissions process`,
  'officer-support': ({ open }) => `support by the CME officer ${open ? 'started' : 'ended'}`,
  'engagement-attempt': ({ method, outcome }) => `tried to engage the parents ${attempts[method]}, ${outcomes[outcome]}`,
  barrier: ({ kind }) => `${barriers[kind]} identified`,
  'agency-referral': ({ to }) => `referred to ${recorded(to)}`,
  'agency-referral-not-needed': ({ reason }) => `no referral to a partner agency is needed${because(reason)}`,
  'panel-discussed': () => 'discussed at the panel',
  'panel-outcome': ({ openTo, safeguardingConcerns }) =>
    `the panel found the child open to ${openTo.length === 0 ? 'neither CFW nor CSC' : services(openTo)}, ${safeguardingConcerns ? 'with' : 'without'} safeguarding concerns`,
  'panel-nomination': ({ ground, panel }) =>
    `nominated ${ground === 'persistent' ? 'as persistently missing education' : 'because of a significant barrier'}${panel === undefined ? '' : `, for the panel on ${inWords(dayOf(panel))}`}`,
  'panel-nomination-declined': ({ reason }) => `nomination declined${because(reason)}`,
  'allocated-worker-discussion': ({ service, inPlan }) =>
    `talked through with the allocated worker at ${serviceWords[service]}${inPlan === undefined ? '' : inPlan ? '; education is in the plan' : '; education is not in the plan'}`,
  'engagement-plan': () => 'plan to engage the family agreed',
  'progress-review': ({ progress, relatedTo = [] }) =>
    `a review found ${progress ? 'progress' : 'no progress'} towards a school place${relatedTo.length === 0 ? '' : `, related to ${listed(relatedTo.map((reason) => reason.replace('-', ' ')))}`}`,
  'attendance-concern': meaning('attendance-concern'),
  'school-step': ({ step }) => schoolSteps[step],
  'attendance-review': ({ improved }) => `a review found that attendance has ${improved ? '' : 'not '}improved`,
  'attendance-concern-closed': ({ reason }) => `the concern about attendance is closed${because(reason)}`,
  'advice-sought': ({ from }) => `advice sought from ${advisers[from]}`,
  'contextual-information': ({ supportsAbsence, until }) =>
    `information that ${supportsAbsence ? 'supports' : 'does not support'} the absence${until === undefined ? '' : `, until ${inWords(dayOf(until))}`}`,
  'unmet-needs': ({ identified }) => (identified ? 'wider unmet needs identified' : 'no wider unmet needs identified'),
  'legal-advice-intended': meaning('legal-advice-intended'),
  suspension: ({ days, reason }) =>
    `suspended for ${days === 0.5 ? 'half a day' : days === 1 ? '1 day' : `${days} days`}${because(reason)}`,
  'permanent-exclusion': ({ reason }) => `permanently excluded${because(reason)}`,
  'permanent-exclusion-withdrawn': meaning('permanent-exclusion-withdrawn'),
  'behaviour-review': ({ improved }) => `a review found that behaviour has ${improved ? '' : 'not '}improved`,
  'support-request': ({ route, level, reason }) =>
    `${level === 'intensive' ? 'intensive support' : 'support'} requested from CFW${route === 'cssh-mash' ? ' through the support hub' : ''}${because(reason)}`,
  'support-request-not-made': ({ reason }) => `a request for support considered and not made${because(reason)}`,
  'consent-visit': meaning('consent-visit'),
  consent: ({ for: asked, decision }) =>
    decision === 'no-response' ? `no response when asked for consent to ${consents[asked]}` : `consent to ${consents[asked]} ${decision}`,
  eha: ({ outcome, reason }) =>
    `Early Help Assessment ${outcome === 'considered-not-needed' ? 'considered and not needed' : outcome}${because(reason)}`,
  'taf-meeting': ({ agreedRequest, reason }) =>
    `meeting of the Team around the Family${agreedRequest === undefined ? '' : agreedRequest ? ', a request for support agreed' : ', agreed against a request for support'}${because(reason)}`,
  'service-open': ({ service, worker }) => `open to ${serviceWords[service]}${worker === undefined ? '' : `, worker ${recorded(worker)}`}`,
  'service-closed': ({ service }) => `no longer open to ${serviceWords[service]}`,
  'cssh-discussion': ({ escalate, reason }) =>
    `discussed with the support hub${escalate === undefined ? '' : escalate ? ', to be escalated to CSC' : ', not to be escalated to CSC'}${because(reason)}`,
  'csc-referral': (referral) =>
    `referred to CSC ${referral.for === 'safeguarding' ? 'about safeguarding' : 'for a child and family assessment'}`,
  'strategy-discussion': ({ step, reason }) => `strategy discussion ${step}${because(reason)}`,
  'parent-refuses': ({ services, admissions }) =>
    services || admissions
      ? `parents refuse ${listed([...(services ? ['services'] : []), ...(admissions ? ['the admissions process'] : [])])}`
      : 'parents refuse neither services nor the admissions process',
  sao: ({ step }) => orderSteps[step],
  'case-clinic': ({ stepUp, reason }) =>
    `discussed at case clinic, ${stepUp ? 'to be stepped up to CSC' : 'not to be stepped up'}${because(reason)}`,
  'reason-not-done': ({ clause, reason }) => `why ${clause} is not done${because(reason)}`,
  'case-review': () => 'case reviewed',
  'exclusion-closed': ({ reason }) => `the exclusion case is closed${because(reason)}`,
  'cme-closed': ({ reason }) => `the case of missing education is closed: ${closings[reason]}`,
  'on-roll': ({ school }) => `registered at ${school === undefined ? 'a school' : recorded(school)}`,
}

const because = (reason: string | undefined): string => (reason === undefined || reason.trim() === '' ? '' : `: “${recorded(reason)}”`)

const services = (names: readonly Service[]): string => listed(names.map((name) => serviceWords[name]))

/** In percent, with one decimal cut off rather than rounded, so that a share below a line never shows as being on it. */
function share(attended: number, possible: number): string {
  if (possible === 0) return ''
  const tenths = Math.floor((attended * 1000) / possible)
  return `, ${Math.floor(tenths / 10)}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}%`
}

type Choices<T extends FactType, Member extends string> = Readonly<
  Record<Extract<Detail<T>, Readonly<Record<Member, string>>>[Member], string>
>

const attempts: Choices<'engagement-attempt', 'method'> = {
  phone: 'by phone',
  letter: 'by letter',
  email: 'by email',
  visit: 'by a visit',
  meeting: 'in a meeting',
  message: 'by a message',
}

const outcomes: Choices<'engagement-attempt', 'outcome'> = {
  engaged: 'and they engaged',
  'no-reply': 'without a reply',
  declined: 'and they declined',
}

const barriers: Choices<'barrier', 'kind'> = {
  family: 'a barrier in the family',
  contextual: 'a contextual barrier',
  significant: 'a significant barrier',
  authority: 'a barrier on the council’s side',
}

const schoolSteps: Choices<'school-step', 'step'> = {
  'attendance-policy': 'the school’s attendance policy followed',
  'attendance-consultant': 'discussed with the school’s attendance consultant',
  'support-team': 'referred to the attendance support team',
  'school-nurse': 'the school nurse involved',
  'ebsa-pathway': 'the EBSA pathway begun',
  'alternative-provision': 'alternative provision arranged',
  'ehc-needs-assessment': 'an EHC needs assessment asked for',
  'early-help-assessment': 'an Early Help Assessment begun by the school',
  'legal-intervention': 'a legal intervention on attendance begun',
}

const advisers: Choices<'advice-sought', 'from'> = {
  'advice-line': 'the school advice line',
  'mash-education-officer': 'a MASH Education Officer',
  'cfw-senior-support-worker': 'a CFW senior family support worker',
}

const consents: Choices<'consent', 'for'> = {
  eha: 'an Early Help Assessment',
  support: 'support',
  assessment: 'a social care assessment',
}

const orderSteps: Choices<'sao', 'step'> = {
  initiated: 'School Attendance Order started',
  'school-named': 'school named for the School Attendance Order',
  'notice-served': 'notice of the School Attendance Order served',
  'order-served': 'School Attendance Order served',
  complied: 'School Attendance Order complied with',
  revoked: 'School Attendance Order revoked',
  prosecution: 'prosecution under the School Attendance Order',
}

const closings: Choices<'cme-closed', 'reason'> = {
  ehe: 'educated at home',
  'left-area': 'left the area',
  duplicate: 'a duplicate of another',
  'not-compulsory-age': 'not of compulsory school age',
  'on-roll': 'registered at a school',
  died: 'the child has died',
  other: 'another reason',
}
