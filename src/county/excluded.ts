import { type Day, NEVER } from '../calendar/civil-date.ts'
import type { Phase, YearGroup } from './county.ts'
import type { Diary } from './diary.ts'
import type { Random } from './random.ts'
import type { Around } from './school-days.ts'

/*
 * Suspensions and permanent exclusions, and what the school does about them.
 */

/** Of 10,000 pupils of a year group how many are suspended in a year; most in Year 9, and hardly any of the youngest. */
const suspendedPerTenThousand: Readonly<Record<YearGroup, number>> = {
  R: 30,
  1: 45,
  2: 70,
  3: 90,
  4: 120,
  5: 150,
  6: 165,
  7: 700,
  8: 920,
  9: 1080,
  10: 960,
  11: 640,
}

/** Of 10,000 pupils of a year group how many are permanently excluded in a year; most in Year 10. */
const excludedPerTenThousand: Readonly<Record<YearGroup, number>> = {
  R: 2,
  1: 3,
  2: 4,
  3: 6,
  4: 7,
  5: 8,
  6: 9,
  7: 38,
  8: 52,
  9: 62,
  10: 70,
  11: 32,
}

/** How many suspensions a pupil has in a year who has any. */
const suspensionsInAYear = [
  [52, 1],
  [18, 2],
  [11, 3],
  [7, 4],
  [5, 6],
  [5, 8],
  [2, 12],
] as const

const reasons = ['DB', 'DB', 'DB', 'VA', 'PP', 'DM', 'OW'] as const

export interface Suspension {
  readonly day: Day
  /** In half days, so that it stays whole. */
  readonly halves: number
}

export interface Exclusions {
  readonly lastYear: readonly Suspension[]
  readonly thisYear: readonly Suspension[]
  readonly permanentOn: Day | null
}

/** What exclusions a pupil has had up to the county's day. Girls have fewer. */
export function exclusionsOf(around: Around, yearGroup: YearGroup, phase: Phase, sex: 'female' | 'male', random: Random): Exclusions {
  const weight = (sex === 'male' ? 12 : 8) * (phase === 'special' ? 3 : 10)
  const chance = (suspendedPerTenThousand[yearGroup] * weight) / 100
  const everSuspended = random.below(10_000) < chance * 2
  // Of two years' worth of suspended pupils: some in both years, some in the one or the other.
  const [lastYearToo, thisYearToo] = everSuspended
    ? random.pick([
        [true, false],
        [false, true],
        [true, true],
        [false, false],
      ] as const)
    : [false, false]
  const lastYear = lastYearToo ? suspensionsIn(around.lastYear, around.lastYear.length, random) : []
  const thisYear = thisYearToo ? suspensionsIn(around.year, around.daysOfYear, random) : []
  const permanently = (excludedPerTenThousand[yearGroup] * weight) / 100
  const day = around.year[random.below(around.daysOfYear)]
  const permanentOn = random.below(10_000) < permanently && day !== undefined && day <= around.today ? day : null
  const before = permanentOn ?? NEVER
  return { lastYear, thisYear: thisYear.filter(({ day }) => day < before), permanentOn }
}

/** Suspensions of a year, in order; those that would fall on days yet to come are left out, and those that would overlap. */
function suspensionsIn(days: readonly Day[], daysOfYear: number, random: Random): readonly Suspension[] {
  const places = Array.from({ length: random.weighted(suspensionsInAYear) }, () => ({
    place: random.below(daysOfYear),
    halves: random.weighted([
      [8, 1],
      [34, 2],
      [26, 4],
      [18, 6],
      [14, 10],
    ] as const),
  })).sort((a, b) => a.place - b.place)
  const suspensions: Suspension[] = []
  let free = 0
  for (const { place, halves } of places) {
    const day = days[Math.max(place, free)]
    if (day === undefined) break
    suspensions.push({ day, halves })
    free = Math.max(place, free) + Math.ceil(halves / 2) + 2
  }
  return suspensions
}

/** The school days of the year on which a pupil is sent home. After a permanent exclusion other teaching is arranged. */
export function daysSentHome({ year }: Around, { thisYear, permanentOn }: Exclusions): ReadonlySet<Day> {
  const days = new Set<Day>()
  const add = (day: Day, count: number) => {
    const first = year.indexOf(day)
    for (const at of year.slice(first, first + count)) days.add(at)
  }
  for (const { day, halves } of thisYear) add(day, Math.ceil(halves / 2))
  if (permanentOn !== null) add(permanentOn, 5)
  return days
}

/** Writes down the suspensions, and the case that the second opens. */
export function writeSuspensions(diary: Diary, around: Around, suspensions: readonly Suspension[], goesOn: boolean): void {
  const { random } = diary
  for (const [index, { day, halves }] of suspensions.entries()) {
    const id = diary.anew(day)
    const reason = random.pick(reasons)
    id.record('suspension', 'school', { days: halves / 2, reason })
    if (index === 0) continue
    const next = suspensions[index + 1]?.day ?? NEVER
    answerRepeat(diary, around, next, index === 1)
  }
  if (suspensions.length < 2 || goesOn) return
  settle(diary, around)
}

/** What follows a repeat suspension up to the next one. */
function answerRepeat(diary: Diary, around: Around, next: Day, first: boolean): void {
  const { random } = diary
  const until = Math.min(next, around.today + 1)
  const before = () => diary.now < until
  if (first || random.permille(300)) {
    diary.due(8)
    if (before()) diary.record('unmet-needs', 'school', { identified: random.permille(350) })
  }
  const answer = random.below(100)
  diary.due(2)
  if (!before()) return
  if (answer < 48) diary.record('eha', 'school', { outcome: 'considered-not-needed', reason: 'mentoring is agreed with parents' })
  else if (answer < 62) diary.record('consent', 'school', { for: 'eha', decision: 'refused' })
  else if (answer < 92) {
    diary.record('consent', 'school', { for: 'eha', decision: 'given' })
    diary.record('eha', 'school', { outcome: 'completed' })
    diary.due(18)
    if (before()) diary.record('taf-meeting', 'school')
  }
  while (!diary.isOver) {
    diary.onSchoolDayAfter(random.between(16, 26))
    if (!before()) return
    diary.record('behaviour-review', 'school', { improved: random.permille(550) })
    if (random.permille(200)) return
  }
}

function settle(diary: Diary, around: Around): void {
  diary.anew(diary.now === NEVER ? around.today : diary.now).onSchoolDayAfter(diary.random.between(18, 30))
  diary.record('behaviour-review', 'school', { improved: true })
  diary.onSchoolDayAfter(diary.random.between(10, 24)).record('exclusion-closed', 'school', { reason: 'behaviour settled' })
}

/** Writes down a permanent exclusion and what follows it, to a place at the short stay school. */
export function writePermanentExclusion(diary: Diary, around: Around, day: Day, referralUnit: string): void {
  const { random } = diary
  const unmet = random.permille(600)
  diary.anew(day).record('permanent-exclusion', 'school', { reason: random.pick(reasons) })
  if (random.permille(100)) {
    diary.after(random.between(3, 9)).record('permanent-exclusion-withdrawn', 'school')
    return
  }
  diary.due(2).record('unmet-needs', 'school', { identified: unmet })
  if (unmet) diary.due(2).record('eha', 'school', { outcome: 'completed' })
  else diary.record('consent', 'school', { for: 'support', decision: 'given' })
  diary.due(1).record('support-request', 'school', { to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'permanently excluded' })
  diary.after(random.between(4, 12)).record('service-open', 'cfw', { service: 'cfw' })
  diary.onSchoolDayAfter(random.between(20, 40)).record('on-roll', 'school', { school: referralUnit })
  if (diary.now <= around.today) return
}
