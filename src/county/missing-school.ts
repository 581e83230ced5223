import { type Day, NEVER } from '../calendar/civil-date.ts'
import { type Crossing, summaryOf } from './attendance.ts'
import type { Diary } from './diary.ts'
import type { Around } from './school-days.ts'

/*
 * Pupils missing education: the figures of a pupil below a line, and what the school does about it.
 */

const steps = ['attendance-policy', 'attendance-policy', 'attendance-consultant', 'support-team', 'school-nurse', 'ebsa-pathway'] as const

/** Writes down the figures of the year, as the service would from the marks. */
export function writeFigures(diary: Diary, crossings: readonly Crossing[]): void {
  for (const crossing of crossings) diary.anew(crossing.day).record('attendance-summary', 'school', summaryOf(crossing))
}

/** What a school did about a pupil in the year before: figures, steps, and most times an end to it in summer. Returns whether it goes on. */
export function writeLastYear(diary: Diary, { lastYear }: Around): boolean {
  const { random } = diary
  const crossed = random.between(12, Math.max(12, lastYear.length - 40))
  const day = lastYear[crossed]
  if (day === undefined) return false
  const possible = 2 * crossed
  diary.anew(day).record('attendance-summary', 'school', { scope: 'year', possible, attended: possible - Math.floor(possible / 10) - 1 })
  diary.due(9).record('school-step', 'school', { step: random.pick(steps) })
  const end = lastYear[Math.max(crossed + 20, lastYear.length - 1 - random.below(10))] ?? (lastYear.at(-1) as Day)
  while (!diary.isOver && diary.now + 30 < end) {
    diary.onSchoolDayAfter(random.between(15, 25))
    if (diary.now < end) diary.record('case-review', 'school')
  }
  const goesOn = random.permille(300)
  if (goesOn) return true
  diary.anew(end).record('attendance-review', 'school', { improved: true })
  diary.record('attendance-concern-closed', 'school', { reason: 'attendance improved in summer' })
  return false
}

/** What the school does about a pupil whose figures came below a line. */
export interface Response {
  /** Worked far: reviews that find nothing better, an assessment, the Team around the Family, a request. */
  readonly workedFar: boolean
  readonly hasEhcp: boolean
}

export function writeResponse(diary: Diary, around: Around, crossings: readonly Crossing[], response: Response): void {
  const { random } = diary
  const opening = crossings.find(
    ({ band }) => band === 'a tenth missed' || band === 'below 75' || (response.hasEhcp && band === 'below 80'),
  )
  if (!opening) return
  for (const low of belowTheTermsLine(crossings, response.hasEhcp)) answerLowTerm(diary, low)
  diary
    .anew(opening.day)
    .due(9)
    .record('school-step', 'school', { step: random.pick(steps) })
  const betterFrom = betterSince(crossings)
  if (response.workedFar) workFar(diary, around, betterFrom)
  else reviewOn(diary, around, betterFrom)
}

/** The day from which all figures are above the lines for good, up to the county's day; `NEVER` where one is not. */
function betterSince(crossings: readonly Crossing[]): Day {
  const last = crossings.findLast(({ scope }) => scope === 'year')
  const term = crossings.findLast(({ scope }) => scope === 'term')
  const isLow = last?.band !== 'above' || term?.band === 'below 75' || term?.band === 'below 80'
  return isLow ? NEVER : Math.max(last.day, term?.day ?? 0)
}

/** The figures by which a term came below the line for intensive support. */
const belowTheTermsLine = (crossings: readonly Crossing[], hasEhcp: boolean): readonly Crossing[] =>
  crossings.filter(({ scope, band }, index) => {
    if (scope !== 'term' || (band !== 'below 75' && !(hasEhcp && band === 'below 80'))) return false
    const before = crossings.slice(0, index).findLast((other) => other.scope === 'term')
    return !(before?.band === 'below 75' || (hasEhcp && before?.band === 'below 80'))
  })

/** A request, a meeting that agrees on none, or context that explains the absence. */
function answerLowTerm(diary: Diary, { day }: Crossing): void {
  const { random } = diary
  const answer = random.below(100)
  diary.anew(day)
  if (answer < 36) {
    diary.due(4).record('contextual-information', 'school', { supportsAbsence: true })
  } else if (answer < 58) {
    diary.due(2).record('consent', 'school', { for: 'support', decision: 'given' })
    diary
      .due(2)
      .record('support-request', 'school', { to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'as agreed with the family' })
    if (random.permille(600)) diary.after(random.between(6, 15)).record('service-open', 'cfw', { service: 'cfw' })
  } else if (answer < 76) {
    diary.due(5).record('taf-meeting', 'school', { agreedRequest: false, reason: 'the present plan is given another half-term' })
  } else if (answer < 92) {
    diary.due(5).record('reason-not-done', 'school', { clause: '2.1e', reason: 'parents were seen and a return is agreed' })
  }
}

/** The school looks every few weeks; from the day on which it is better, it may close the case. */
function reviewOn(diary: Diary, { today }: Around, betterFrom: Day): void {
  const { random } = diary
  while (!diary.isOver) {
    diary.onSchoolDayAfter(random.between(16, 26))
    if (random.permille(70)) diary.due(20)
    if (diary.now > today) return
    if (diary.now > betterFrom && random.permille(350)) {
      diary.record('attendance-review', 'school', { improved: true })
      diary.record('attendance-concern-closed', 'school', { reason: 'attendance has been good since the last review' })
      return
    }
    diary.record('case-review', 'school')
  }
}

/** Everything that the guidance has for a pupil whose attendance does not get better. */
function workFar(diary: Diary, around: Around, betterFrom: Day): void {
  const { random } = diary
  diary.onSchoolDayAfter(random.between(14, 26)).record('attendance-review', 'school', { improved: false })
  diary.due(5).record('advice-sought', 'school', { from: random.pick(['advice-line', 'mash-education-officer'] as const) })
  if (random.permille(500)) diary.record('unmet-needs', 'school', { identified: random.permille(600) })
  if (random.permille(180)) {
    diary.due(6).record('consent', 'school', { for: 'eha', decision: 'refused' })
    diary.onSchoolDayAfter(14).record('attendance-review', 'school', { improved: false })
    if (random.permille(600))
      diary.due(5).record('strategy-discussion', 'school', { step: 'considered', reason: 'no sign of harm; the school goes on alone' })
    if (random.permille(300)) {
      diary.after(random.between(5, 15)).record('legal-advice-intended', 'school')
      diary.due(5).record('strategy-discussion', 'school', { step: 'requested' })
    }
    reviewOn(diary, around, betterFrom)
    return
  }
  diary.due(5).record('consent', 'school', { for: 'eha', decision: 'given' })
  diary.due(22).record('eha', 'school', { outcome: random.permille(750) ? 'completed' : 'reviewed' })
  diary.after(random.between(3, 12)).record('taf-meeting', 'school')
  diary.onSchoolDayAfter(random.between(20, 28))
  if (random.permille(350)) {
    diary.record('attendance-review', 'school', { improved: true })
    reviewOn(diary, around, betterFrom)
    return
  }
  diary.record('attendance-review', 'school', { improved: false })
  diary.due(4).record('advice-sought', 'school', { from: 'advice-line' })
  diary.record('eha', 'school', { outcome: 'reviewed' })
  diary.onSchoolDayAfter(random.between(20, 26)).record('attendance-review', 'school', { improved: false })
  diary.due(3).record('advice-sought', 'school', { from: 'mash-education-officer' })
  diary.record('eha', 'school', { outcome: 'reviewed' })
  diary.record('consent', 'school', { for: 'support', decision: 'given' })
  diary
    .due(3)
    .record('support-request', 'school', { to: 'cfw', route: 'cssh-mash', level: 'intensive', reason: 'no better after the assessment' })
  diary.after(random.between(5, 12)).record('service-open', 'cfw', { service: 'cfw' })
  reviewOn(diary, around, betterFrom)
}

/** A concern that the school recorded by itself, before any figure said so. */
export function writeConcern(diary: Diary, around: Around, day: Day): void {
  diary.anew(day).record('attendance-concern', 'school')
  diary.due(8).record('school-step', 'school', { step: diary.random.pick(steps) })
  reviewOn(diary, around, day + 40)
}
