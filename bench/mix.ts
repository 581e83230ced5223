import { type CivilDate, civilDate, day } from '../src/calendar/civil-date.ts'
import type { Agency, CaseFile, CaseRecord } from '../src/casefile/fact-table.ts'

/*
 * A seeded mix of cases, mean seven facts a child, for benchmarks: the same seed gives the same cases. Stories run along the three
 * pathways as cases do: most are short, some end, some meet a second pathway.
 */

type Step = readonly [
  type: CaseRecord extends infer R ? (R extends { type: infer T } ? T : never) : never,
  by: Agency,
  detail?: (random: Random) => object,
]

/** A whole number below a bound. */
type Random = (below: number) => number

const oneOf =
  <T>(...choices: readonly T[]) =>
  (random: Random): T =>
    choices[random(choices.length)] as T

const missingEducation: readonly Step[] = [
  ['off-roll', 'school', (random) => ({ destinationKnown: random(3) === 0 })],
  ['cme-notification', 'school'],
  ['cme-registered', 'cme-officer'],
  ['officer-support', 'cme-officer', () => ({ open: true })],
  [
    'engagement-attempt',
    'cme-officer',
    (random) => ({ method: oneOf('phone', 'letter', 'visit')(random), outcome: oneOf('no-reply', 'declined', 'engaged')(random) }),
  ],
  ['barrier', 'cme-officer', (random) => ({ kind: oneOf('family', 'contextual', 'significant', 'authority')(random) })],
  ['agency-referral', 'cme-officer', () => ({ to: 'youth service' })],
  ['panel-nomination', 'cme-officer', () => ({ ground: 'persistent' })],
  ['panel-discussed', 'panel-chair'],
  [
    'panel-outcome',
    'panel-chair',
    (random) => ({ openTo: oneOf<string[]>([], ['cfw'], ['csc'])(random), safeguardingConcerns: random(4) === 0 }),
  ],
  ['progress-review', 'cme-officer', (random) => ({ progress: random(2) === 0 })],
  ['support-request', 'cme-officer', () => ({ to: 'cfw', route: 'direct', level: 'standard' })],
  ['consent', 'cfw', (random) => ({ for: oneOf('eha', 'support')(random), decision: oneOf('given', 'refused', 'no-response')(random) })],
  ['cssh-discussion', 'cme-officer', (random) => ({ escalate: random(2) === 0, reason: 'as discussed' })],
  ['parent-refuses', 'cme-officer', () => ({ services: true, admissions: true })],
  ['sao', 'cme-officer', () => ({ step: 'initiated' })],
  ['admissions-engagement', 'pupil-access', () => ({ engaging: true })],
  ['on-roll', 'school'],
]

const missingSchool: readonly Step[] = [
  ['attendance-summary', 'school', (random) => ({ scope: 'year', possible: 60 + random(60), attended: 40 + random(20) })],
  ['school-step', 'school', () => ({ step: 'attendance-policy' })],
  ['attendance-review', 'school', (random) => ({ improved: random(4) === 0 })],
  ['attendance-summary', 'school', (random) => ({ scope: 'term', possible: 80, attended: 50 + random(30) })],
  ['advice-sought', 'school', () => ({ from: 'advice-line' })],
  ['unmet-needs', 'school', (random) => ({ identified: random(2) === 0 })],
  ['eha', 'school', () => ({ outcome: 'completed' })],
  ['contextual-information', 'school', (random) => ({ supportsAbsence: random(2) === 0 })],
  ['attendance-review', 'school', (random) => ({ improved: random(3) === 0 })],
  ['support-request', 'school', () => ({ to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'agreed in the meeting' })],
  ['consent', 'school', (random) => ({ for: 'support', decision: oneOf('given', 'refused')(random) })],
  ['attendance-concern-closed', 'school', () => ({ reason: 'attendance is good' })],
]

const excluded: readonly Step[] = [
  ['suspension', 'school', (random) => ({ days: 1 + random(5) })],
  ['suspension', 'school', (random) => ({ days: 1 + random(5) })],
  ['unmet-needs', 'school', (random) => ({ identified: random(2) === 0 })],
  ['eha', 'school', () => ({ outcome: 'completed' })],
  ['taf-meeting', 'school'],
  ['behaviour-review', 'school', (random) => ({ improved: random(2) === 0 })],
  ['suspension', 'school', (random) => ({ days: 1 + random(5) })],
  ['permanent-exclusion', 'school'],
  ['support-request', 'school', () => ({ to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'permanently excluded' })],
  ['off-roll', 'school', () => ({ destinationKnown: true })],
]

const stories = [missingEducation, missingEducation, missingSchool, missingSchool, excluded]

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
  const story = stories[random(stories.length)] as readonly Step[]
  const facts: CaseRecord[] = []
  let on = day('2025-09-01') + random(80)
  const first = random(5) === 0 ? random(3) : 0
  const steps = story.slice(first, first + 3 + random(10))
  for (const step of steps) {
    if (random(6) === 0) continue
    facts.push(fact(facts.length, step, civilDate(on), random))
    on += random(18)
  }
  if (random(8) === 0)
    facts.push(fact(facts.length, (stories[random(stories.length)] as readonly Step[])[0] as Step, civilDate(on), random))
  return { child: { id: `c-${index}`, dateOfBirth: civilDate(day('2009-09-01') + random(3650)), ehcp: [] }, facts }
}

const fact = (index: number, [type, by, detail]: Step, on: CivilDate, random: Random): CaseRecord =>
  ({ id: `f${index + 1}`, type, on, by, ...(detail && { detail: detail(random) }) }) as CaseRecord
