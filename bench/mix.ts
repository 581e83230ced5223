import { type CivilDate, civilDate, type Day, day } from '../src/calendar/civil-date.ts'
import type { Agency, CaseFile, CaseRecord, Detail, FactType } from '../src/casefile/fact-table.ts'

/*
 * A seeded mix of cases, mean seven facts a child, for benchmarks: the same seed gives the same cases. Stories run along the three
 * pathways as cases do: most are short and open on the day asked, some have ended, some meet a second pathway, a few hold a correction
 * or a plan for a later day.
 */

/** A whole number below a bound. */
type Random = (below: number) => number

/** Something that may happen next in a story: once in so many cases, or five times out of six. */
interface Step {
  readonly type: FactType
  readonly by: Agency
  readonly detail: ((random: Random) => object) | undefined
  readonly oneIn: number | undefined
}

const step = <T extends FactType, const D extends Detail<T>>(
  type: T,
  by: Agency,
  detail?: (random: Random) => D,
  oneIn?: number,
): Step => ({
  type,
  by,
  detail,
  oneIn,
})

const oneOf =
  <const T>(...choices: readonly T[]) =>
  (random: Random): T =>
    choices[random(choices.length)] as T

/** Once in so many. */
const onceIn = (cases: number) => (random: Random) => random(cases) === 0

const cameOffRoll = [
  step('off-roll', 'school', (random) => ({ destinationKnown: onceIn(3)(random) })),
  step('cme-notification', 'school'),
  step('cme-registered', 'cme-officer'),
  step('officer-support', 'cme-officer', () => ({ open: true })),
]

const attempt = step('engagement-attempt', 'cme-officer', (random) => ({
  method: oneOf('phone', 'letter', 'visit')(random),
  outcome: oneOf('no-reply', 'declined', 'engaged')(random),
}))

const missingEducation = [
  ...cameOffRoll,
  attempt,
  step('barrier', 'cme-officer', (random) => ({ kind: oneOf('family', 'contextual', 'significant', 'authority')(random) })),
  step('agency-referral', 'cme-officer', () => ({ to: 'youth service' })),
  step('panel-nomination', 'cme-officer', () => ({ ground: 'persistent' })),
  step('panel-discussed', 'panel-chair'),
  step('panel-outcome', 'panel-chair', (random) => ({
    openTo: oneOf<('cfw' | 'csc')[]>([], ['cfw'], ['csc'])(random),
    safeguardingConcerns: onceIn(4)(random),
  })),
  step('engagement-plan', 'panel-chair', undefined, 3),
  step('allocated-worker-discussion', 'cme-officer', (random) => ({ service: oneOf('cfw', 'csc')(random) }), 3),
  step('progress-review', 'cme-officer', (random) => ({ progress: onceIn(2)(random), relatedTo: ['parenting-capacity'] })),
  step('case-clinic', 'cfw', (random) => ({ stepUp: onceIn(2)(random), reason: 'as discussed' }), 2),
  step('admissions-engagement', 'pupil-access', () => ({ engaging: true }), 2),
]

const withholdingConsent = [
  ...cameOffRoll,
  attempt,
  step('support-request', 'cme-officer', () => ({ to: 'cfw', route: 'direct', level: 'standard' })),
  step('consent', 'cfw', (random) => ({
    for: oneOf('eha', 'support')(random),
    decision: oneOf('given', 'refused', 'no-response')(random),
  })),
  step('consent-visit', 'cfw', undefined, 2),
  step('consent', 'cfw', (random) => ({ for: 'eha', decision: oneOf('given', 'refused', 'no-response')(random) })),
  step('eha', 'cfw', () => ({ outcome: 'completed' }), 3),
  step('cssh-discussion', 'cme-officer', (random) => (onceIn(3)(random) ? {} : { escalate: onceIn(2)(random), reason: 'as discussed' })),
  step('parent-refuses', 'cme-officer', (random) => ({ services: true, admissions: !onceIn(4)(random) })),
  step('sao', 'cme-officer', () => ({ step: 'initiated' })),
  step('csc-referral', 'cme-officer', () => ({ for: 'child-and-family-assessment' })),
  step('consent', 'csc', (random) => ({ for: 'assessment', decision: oneOf('given', 'refused')(random) })),
  step('strategy-discussion', 'csc', () => ({ step: 'held' }), 2),
]

const educatedAtHome = [
  step('ehe-stated', 'school'),
  ...cameOffRoll,
  step('ehe-check', 'ehe-team', (random) => ({ onRegister: !onceIn(3)(random) }), 2),
  step('ehe-concern', 'health', () => ({}), 3),
  step('ehe-stated', 'cme-officer', undefined, 2),
  step('admissions-engagement', 'pupil-access', (random) => ({ engaging: onceIn(2)(random) })),
]

const missingSchool = [
  step('attendance-summary', 'school', (random) => ({ scope: 'year', possible: 60 + random(60), attended: 40 + random(20) })),
  step('school-step', 'school', () => ({ step: 'attendance-policy' })),
  step('attendance-review', 'school', (random) => ({ improved: onceIn(4)(random) })),
  step('attendance-summary', 'school', (random) => ({ scope: 'term', possible: 80, attended: 50 + random(30) })),
  step('advice-sought', 'school', () => ({ from: 'advice-line' })),
  step('unmet-needs', 'school', (random) => ({ identified: onceIn(2)(random) })),
  step('eha', 'school', () => ({ outcome: 'completed' }), 2),
  step('contextual-information', 'school', (random) => ({ supportsAbsence: onceIn(2)(random) })),
  step('consent', 'school', (random) => ({ for: 'support', decision: oneOf('given', 'refused')(random) })),
  step('attendance-review', 'school', (random) => ({ improved: onceIn(3)(random) })),
  step('legal-advice-intended', 'school', undefined, 2),
  step('strategy-discussion', 'school', () => ({ step: 'requested' }), 3),
  step('support-request', 'school', () => ({ to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'agreed in the meeting' })),
]

const excluded = [
  step('suspension', 'school', (random) => ({ days: 1 + random(5) })),
  step('suspension', 'school', (random) => ({ days: 1 + random(5) })),
  step('unmet-needs', 'school', (random) => ({ identified: onceIn(2)(random) })),
  step('eha', 'school', () => ({ outcome: 'completed' }), 2),
  step('taf-meeting', 'school', undefined, 2),
  step('behaviour-review', 'school', (random) => ({ improved: onceIn(2)(random) })),
  step('suspension', 'school', (random) => ({ days: 1 + random(5) })),
  step('permanent-exclusion', 'school', undefined, 2),
  step('reason-not-done', 'school', () => ({ clause: 'L2', reason: 'known from the year before' }), 6),
  step('support-request', 'school', () => ({ to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'permanently excluded' })),
  step('case-review', 'school'),
  step('off-roll', 'school', () => ({ destinationKnown: true }), 3),
]

interface Story {
  readonly steps: readonly Step[]
  /** Every so many cases of the story end. */
  readonly end: Step
}

const stories: readonly Story[] = [
  { steps: missingEducation, end: step('on-roll', 'school') },
  { steps: missingEducation, end: step('on-roll', 'school') },
  { steps: withholdingConsent, end: step('on-roll', 'school') },
  { steps: educatedAtHome, end: step('cme-closed', 'cme-officer', () => ({ reason: 'other' })) },
  { steps: missingSchool, end: step('attendance-concern-closed', 'school', () => ({ reason: 'attendance is good' })) },
  { steps: missingSchool, end: step('attendance-concern-closed', 'school', () => ({ reason: 'attendance is good' })) },
  { steps: excluded, end: step('exclusion-closed', 'school', () => ({ reason: 'back in school' })) },
  { steps: excluded, end: step('exclusion-closed', 'school', () => ({ reason: 'back in school' })) },
]

/** Mulberry32, in whole numbers. */
function randomFrom(seed: number): Random {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const ASKED_ON = '2026-03-20' as CivilDate

/** So many cases of a seed. */
export function mix(count: number, seed = 1): CaseFile[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => caseOf(index, random))
}

function caseOf(index: number, random: Random): CaseFile {
  const steps = stepsOf(random)
  const gaps = steps.map(() => random(18))
  // The last fact lies close before the day asked, as in most cases that are being worked on; in some it is planned for a day after it.
  const last = day(ASKED_ON) + 3 - random(1 + random(150))
  let on = last - gaps.reduce((sum, gap) => sum + gap, 0)
  const facts: CaseRecord[] = steps.map((step, place) => {
    on += gaps[place] as number
    return factOf(place, step, on, random)
  })
  const mistaken = facts.at(-1)
  if (mistaken && random(40) === 0) facts.push(withdrawalOf(mistaken, facts.length, last))
  const dateOfBirth = civilDate(day('2009-09-01') + random(3650))
  const ehcp = random(10) === 0 ? [{ from: '2024-01-10' as CivilDate }] : []
  return { child: { id: `c-${index}`, dateOfBirth, ehcp }, facts }
}

/** A stretch of one story, some steps left out; sometimes with its end, sometimes with the start of another story. */
function stepsOf(random: Random): Step[] {
  const story = oneOf(...stories)(random)
  const from = random(5) === 0 ? random(3) : 0
  const steps = story.steps
    .slice(from, from + 3 + random(14))
    .filter(({ oneIn }) => (oneIn === undefined ? random(6) > 0 : random(oneIn) === 0))
  if (random(6) === 0) steps.push(story.end)
  if (random(8) === 0) steps.push(...oneOf(...stories)(random).steps.slice(0, 2))
  return steps
}

const withdrawalOf = (mistaken: CaseRecord, place: number, on: Day): CaseRecord => ({
  id: `f${place + 1}`,
  withdraws: mistaken.id,
  on: civilDate(on),
  by: 'school',
})

const factOf = (place: number, { type, by, detail }: Step, on: Day, random: Random): CaseRecord =>
  ({ id: `f${place + 1}`, type, on: civilDate(on), by, ...(detail && { detail: detail(random) }) }) as CaseRecord
