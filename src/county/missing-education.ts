import { civilDate, type Day } from '../calendar/civil-date.ts'
import type { Service } from '../casefile/fact-table.ts'
import type { YearGroup } from './county.ts'
import type { Diary } from './diary.ts'
import type { Random } from './random.ts'
import type { Around } from './school-days.ts'

/*
 * Children missing education: how many, for how long, and what happens in their cases.
 */

/** Of 10,000 children of a year group how many are missing education; as published for Lancashire, autumn 2025. */
export const missingPerTenThousand: Readonly<Record<YearGroup, number>> = {
  R: 0,
  1: 60,
  2: 47,
  3: 40,
  4: 40,
  5: 60,
  6: 53,
  7: 53,
  8: 73,
  9: 100,
  10: 113,
  11: 140,
}

/** How long a child has been missing education, in weeks: from so many to below so many. */
export interface Duration {
  readonly words: string
  readonly from: number
  readonly to: number
}

/** For how many weeks children have been missing, and how many of 1,160; as published for Lancashire, autumn 2025. */
export const durations: readonly (readonly [children: number, duration: Duration])[] = [
  [100, { words: 'under 2 weeks', from: 0, to: 2 }],
  [190, { words: '2 to 4 weeks', from: 2, to: 4 }],
  [100, { words: '4 to 8 weeks', from: 4, to: 8 }],
  [90, { words: '8 to 12 weeks', from: 8, to: 12 }],
  [310, { words: '12 to 26 weeks', from: 12, to: 26 }],
  [240, { words: '26 to 52 weeks', from: 26, to: 52 }],
  [130, { words: 'over 52 weeks', from: 52, to: 110 }],
] as const

/** The day on which a child of the county came to be missing education: on a weekday, by how long that lasts. */
export function missingSince({ today, calendar }: Around, random: Random): Day {
  const { from, to } = random.weighted(durations)
  const day = today - random.between(7 * from + 1, 7 * to - 1)
  // Back over a weekend or a holiday of the council; a little longer changes no band but by chance.
  let on = day
  while (!calendar.isWorkingDay(on)) on--
  return on
}

/** What the parents do, which decides where the case goes. */
type Parents = 'engage' | 'drift' | 'refuse'

/** Which service, if any, a child turns out to be open to at the panel. */
type OpenTo = readonly Service[]

export interface Missing {
  /** The school whose roll the child left; null for one that moved in. */
  readonly school: string | null
  /** The names of the district's workers at CFW and CSC. */
  readonly workers: Readonly<Record<Service, string>>
}

/** The case of a child who is missing education from the diary's day on, and still is on the county's day. */
export function writeMissingEducation(diary: Diary, around: Around, { school, workers }: Missing): void {
  const { random } = diary
  leaveTheRoll(diary, school)
  diary.due(1)
  diary.record('cme-notification', school === null ? random.pick(['health', 'police', 'other'] as const) : 'school')
  if (random.permille(120)) {
    diary.record('ehe-stated', 'cme-officer')
    diary.due(5).record('ehe-check', 'ehe-team', { onRegister: false })
  }
  diary.due(2).record('cme-registered', 'cme-officer')
  const parents = random.weighted<Parents>([
    [38, 'engage'],
    [42, 'drift'],
    [20, 'refuse'],
  ])
  if (parents === 'engage') engageWithAdmissions(diary, around)
  else beSupported(diary, around, parents, workers)
}

function leaveTheRoll(diary: Diary, school: string | null): void {
  const { random } = diary
  if (school === null) diary.record('off-roll', 'other', { reason: 'moved in' })
  else {
    const reason = random.pick(['moved away', 'moved away', 'parents withdrew', 'did not arrive'])
    diary.record('off-roll', 'school', { destinationKnown: random.permille(250), school, reason })
  }
}

/** Parents see to a place themselves: nobody steps in, and the officer looks every few weeks. */
function engageWithAdmissions(diary: Diary, around: Around): void {
  const { random } = diary
  diary.after(random.between(2, 9)).record('admissions-engagement', 'pupil-access', { engaging: true })
  if (random.permille(350)) diary.record('barrier', 'cme-officer', { kind: 'authority' })
  if (random.permille(300)) diary.after(1).record('officer-support', 'cme-officer', { open: false })
  lookAgain(diary, around, true)
}

/** The case is reviewed every few weeks up to the county's day. */
function lookAgain(diary: Diary, { today }: Around, progress: boolean): void {
  const { random } = diary
  while (!diary.isOver) {
    diary.onSchoolDayAfter(random.between(16, 25))
    if (random.permille(90)) diary.due(28)
    if (diary.now > today) return
    if (random.permille(500)) diary.record('progress-review', 'cme-officer', { progress: progress || random.permille(300) })
    else diary.record('case-review', 'cme-officer')
  }
}

function tryToEngage(diary: Diary, parents: Parents): void {
  const { random } = diary
  const outcome = random.weighted([
    [parents === 'refuse' ? 10 : 40, 'engaged'],
    [45, 'no-reply'],
    [parents === 'refuse' ? 45 : 15, 'declined'],
  ] as const)
  diary.record('engagement-attempt', 'cme-officer', {
    method: random.pick(['phone', 'letter', 'visit', 'visit', 'message'] as const),
    outcome,
  })
}

function beSupported(diary: Diary, around: Around, parents: Parents, workers: Missing['workers']): void {
  const { random } = diary
  const dayOne = diary.now
  diary.due(9).record('officer-support', 'cme-officer', { open: true })
  if (diary.isOver) return
  diary.after(random.between(1, 4))
  tryToEngage(diary, parents)
  if (random.permille(450)) {
    diary.record('barrier', 'cme-officer', { kind: random.pick(['family', 'contextual'] as const) })
    diary.due(5)
    if (random.permille(800))
      diary.record('agency-referral', 'cme-officer', { to: random.pick(['youth service', 'school nursing', 'housing', 'family centre']) })
    else diary.record('agency-referral-not-needed', 'cme-officer', { reason: 'another agency is with the family already' })
  }
  // Up to the 60th school day off roll the officer goes on trying, and looks at the case every few weeks.
  const sixty = around.calendar.schoolDayFrom(dayOne, 58) ?? Number.POSITIVE_INFINITY
  while (!diary.isOver && diary.now < sixty) {
    diary.onSchoolDayAfter(random.between(12, 24))
    if (diary.now >= sixty) break
    tryToEngage(diary, parents)
    if (random.permille(920)) diary.record('case-review', 'cme-officer')
  }
  goToPanel(diary, around, parents, workers)
}

function goToPanel(diary: Diary, around: Around, parents: Parents, workers: Missing['workers']): void {
  const { random } = diary
  const { calendar } = around
  if (diary.isOver) return
  diary.after(random.between(2, 8))
  const panel = calendar.panelAfter(diary.now)
  if (panel === undefined || diary.isOver) return
  if (random.permille(70)) {
    // A start was promised; it comes back to the officer after the panel.
    diary.record('panel-nomination-declined', 'cme-officer', { reason: 'a start at a school is expected within the week' })
    lookAgain(diary, around, false)
    return
  }
  if (random.permille(900)) diary.record('panel-nomination', 'cme-officer', { ground: 'persistent', panel: civilDate(panel) })
  diary.at(panel)
  if (diary.isOver) return
  const openTo = random.weighted<OpenTo>([
    [50, []],
    [28, ['cfw']],
    [18, ['csc']],
    [4, ['cfw', 'csc']],
  ])
  const safeguardingConcerns = random.permille(120)
  diary.record('panel-discussed', 'panel-chair')
  diary.record('panel-outcome', 'panel-chair', { openTo, safeguardingConcerns })
  if (openTo.length === 0 && !safeguardingConcerns) diary.record('engagement-plan', 'panel-chair')
  if (safeguardingConcerns && !openTo.includes('csc')) diary.record('csc-referral', 'panel-chair', { for: 'safeguarding' })
  for (const service of openTo) {
    diary
      .due(3)
      .record(
        'allocated-worker-discussion',
        'cme-officer',
        { service, inPlan: random.permille(700) },
        `${workers[service]} will raise schooling at the next visit.`,
      )
  }
  afterPanel(diary, around, parents, openTo)
}

function afterPanel(diary: Diary, around: Around, parents: Parents, openTo: OpenTo): void {
  const { random } = diary
  diary.onSchoolDayAfter(random.between(12, 22))
  if (random.permille(250)) {
    diary.record('progress-review', 'cme-officer', { progress: true })
    lookAgain(diary, around, true)
    return
  }
  const relatedTo = openTo.includes('cfw') && random.permille(500) ? { relatedTo: ['parenting-capacity'] as const } : {}
  diary.record('progress-review', 'cme-officer', { progress: false, ...relatedTo })
  if ('relatedTo' in relatedTo) {
    diary.due(10).record('case-clinic', 'cfw', { stepUp: false, reason: 'the family works with us; to be seen again in six weeks' })
  }
  if (openTo.includes('cfw')) {
    lookAgain(diary, around, false)
    return
  }
  if (openTo.includes('csc')) diary.due(10).record('allocated-worker-discussion', 'cme-officer', { service: 'csc', inPlan: true })
  else {
    diary.due(12).record('support-request', 'cme-officer', {
      to: 'cfw',
      route: 'cssh-mash',
      level: 'standard',
      reason: 'six weeks since the panel, and no progress',
    })
    seekConsent(diary, parents)
  }
  if (parents === 'refuse') refuseEverything(diary, around)
  lookAgain(diary, around, false)
}

function seekConsent(diary: Diary, parents: Parents): void {
  const { random } = diary
  if (random.permille(450)) {
    diary.after(random.between(3, 6)).record('consent', 'cfw', { for: 'eha', decision: 'no-response' })
    diary.due(8).record('consent-visit', 'cfw')
  }
  diary.due(5)
  if (parents === 'drift' && random.permille(650)) {
    diary.record('consent', 'cfw', { for: 'eha', decision: 'given' })
    diary.due(28).record('eha', 'cfw', { outcome: 'completed' })
    diary.after(3).record('service-open', 'cfw', { service: 'cfw' })
    return
  }
  diary.record('consent', 'cfw', { for: 'eha', decision: 'refused' })
  const escalate = random.permille(200)
  diary.due(5).record('cssh-discussion', 'cme-officer', {
    escalate,
    reason: escalate ? 'nobody has seen the child for weeks' : 'no sign of harm; keep trying to engage',
  })
  if (escalate) diary.due(1).record('csc-referral', 'cme-officer', { for: 'child-and-family-assessment' })
  if (random.permille(700)) {
    diary
      .after(random.between(52, 62))
      .record('strategy-discussion', 'cme-officer', { step: 'considered', reason: 'the child was seen and well; to be looked at again' })
  }
}

function refuseEverything(diary: Diary, around: Around): void {
  const { random } = diary
  diary.after(random.between(3, 15)).record('parent-refuses', 'cme-officer', { services: true, admissions: true })
  diary.due(10).record('sao', 'cme-officer', { step: 'initiated' })
  diary.due(1).record('csc-referral', 'cme-officer', { for: 'child-and-family-assessment' })
  diary.due(8).record('consent', 'csc', { for: 'assessment', decision: random.permille(500) ? 'given' : 'refused' })
  diary.after(6).record('sao', 'cme-officer', { step: 'notice-served' })
  if (random.permille(600))
    diary.due(5).record('strategy-discussion', 'cme-officer', { step: 'considered', reason: 'referred for assessment instead' })
  diary.after(16).record('sao', 'pupil-access', { step: 'school-named' })
  diary.after(15).record('sao', 'cme-officer', { step: 'order-served' })
  if (random.permille(500)) lookAgain(diary, around, false)
}

/** The case of a child who was missing education and is on a school's roll again. */
export function writeReturnToSchool(diary: Diary, school: string): void {
  const { random } = diary
  leaveTheRoll(diary, random.permille(500) ? null : school)
  diary.after(random.between(1, 3)).record('cme-notification', random.pick(['school', 'health', 'other'] as const))
  diary.after(2).record('cme-registered', 'cme-officer')
  diary.after(random.between(2, 8)).record('admissions-engagement', 'pupil-access', { engaging: true })
  diary.onSchoolDayAfter(random.between(14, 24)).record('progress-review', 'cme-officer', { progress: true })
  diary.onSchoolDayAfter(random.between(3, 20)).record('on-roll', 'school', { school })
}

/** The case of a child who left a school to be educated at home, and was found on the register. */
export function writeHomeEducation(diary: Diary, school: string, concern: boolean): void {
  diary.record('off-roll', 'school', { destinationKnown: false, school, reason: 'parents withdrew' })
  diary.due(1).record('cme-notification', 'school')
  diary.record('ehe-stated', 'school')
  diary.due(5).record('ehe-check', 'ehe-team', { onRegister: true }, 'Added to the register with the parent’s letter.')
  diary.after(2).record('cme-closed', 'cme-officer', { reason: 'ehe' })
  if (concern) diary.onSchoolDayAfter(60).record('ehe-concern', 'ehe-team', {})
}
