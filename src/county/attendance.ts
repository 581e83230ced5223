import { civilDate, type Day } from '../calendar/civil-date.ts'
import type { RecordedFact } from '../casefile/fact-table.ts'
import type { Attendance, Figure, Phase } from './county.ts'
import type { Random } from './random.ts'
import type { Around } from './school-days.ts'

/** How much a pupil misses: in a thousand sessions, from a school day of the year on. */
export interface AbsencePlan {
  readonly from: readonly { readonly schoolDay: number; readonly missed: number }[]
}

/*
 * Who misses how much, as published for Lancashire in 2024-25: of a thousand pupils in order of absence, how many sessions in a thousand
 * the pupil at a place misses. Between two places absence goes in a straight line.
 */
type Curve = readonly (readonly [place: number, missed: number])[]

const curves: Readonly<Record<'primary' | 'secondary' | 'special', Curve>> = {
  primary: [
    [0, 0],
    [120, 20],
    [450, 48],
    [700, 78],
    [831, 99],
    [832, 104],
    [945, 185],
    [983, 290],
    [988, 500],
    [1000, 900],
  ],
  secondary: [
    [0, 0],
    [110, 20],
    [370, 52],
    [600, 80],
    [692, 99],
    [693, 104],
    [870, 195],
    [932, 310],
    [945, 500],
    [1000, 850],
  ],
  special: [
    [0, 0],
    [130, 30],
    [380, 65],
    [595, 99],
    [596, 104],
    [840, 205],
    [895, 320],
    [930, 500],
    [1000, 900],
  ],
}

/** Below this many missed in a thousand a pupil never comes to miss a tenth. */
const A_TENTH = 100

export function absencePlan(phase: Phase, random: Random, daysOfYear: number): AbsencePlan {
  const curve = curves[phase === 'pupil-referral-unit' ? 'special' : phase]
  const missed = missedAt(curve, random.below(1000))
  const course = random.weighted([
    [64, 'steady'],
    [26, 'worse'],
    [10, 'better'],
  ] as const)
  if (missed < A_TENTH || course === 'steady') return { from: [{ schoolDay: 0, missed }] }
  const turn = random.below(daysOfYear)
  const [before, after] = course === 'worse' ? [30, Math.min(950, missed + 60)] : [missed, 20]
  return {
    from: [
      { schoolDay: 0, missed: before },
      { schoolDay: turn, missed: after },
    ],
  }
}

const between = ([left, low]: Curve[number], [right, high]: Curve[number], place: number): number =>
  low + Math.floor(((high - low) * (place - left)) / (right - left))

function missedAt(curve: Curve, place: number): number {
  let before: Curve[number] | undefined
  for (const point of curve) {
    if (before && place <= point[0]) return between(before, point, place)
    before = point
  }
  return 0
}

/** A session missed is a thousand of these. */
const SESSION = 1000

/**
 * The marks of a pupil, two a school day. Absence comes in spells of whole days: one begins when the sessions that the plan has missed by
 * then are enough for it; of a pupil who misses a tenth or more, when they are half enough, since such absence is soon seen.
 */
export function marksOf({ year, training }: Around, plan: AbsencePlan, suspendedOn: ReadonlySet<Day>, random: Random): string {
  let marks = ''
  let segment = 0
  let missed = 0
  let owed = 0
  let [left, code] = [0, 'II']
  let next = spell(0, random)
  for (let i = 0; i < year.length; i++) {
    if (plan.from[segment]?.schoolDay === i) missed = plan.from[segment++]?.missed ?? missed
    const day = year[i] as Day
    if (training.has(day)) {
      marks += '##'
      continue
    }
    owed += 2 * missed
    if (suspendedOn.has(day)) {
      marks += 'EE'
      owed -= 2 * SESSION
      continue
    }
    if (left === 0 && owed >= next * (missed < A_TENTH ? 2 * SESSION : SESSION)) {
      left = next
      code = absenceCode(missed, random)
      next = spell(missed, random)
    }
    if (left > 0) {
      left--
      owed -= 2 * SESSION
      marks += code
    } else marks += presentMarks(random)
  }
  return marks
}

/** Whole days. */
function spell(missed: number, random: Random): number {
  const chance = random.below(100)
  if (missed >= 400) return 2 + (chance % 9)
  return chance < 50 ? 1 : chance < 75 ? 2 : chance < 90 ? 3 : 5
}

function absenceCode(missed: number, random: Random): string {
  const chance = random.below(100)
  if (missed >= 250) return chance < 45 ? 'OO' : chance < 80 ? 'II' : chance < 95 ? 'UO' : 'CC'
  return chance < 64 ? 'II' : chance < 72 ? 'MI' : chance < 82 ? 'GG' : chance < 97 ? 'OO' : 'NN'
}

function presentMarks(random: Random): string {
  const chance = random.below(1000)
  if (chance < 970) return '/\\'
  return chance < 990 ? 'L\\' : chance < 997 ? 'VV' : 'BB'
}

/** Codes that count as attending, and codes of absence; what is in neither is not a possible session. */
const ATTENDED = '/\\LVBKPW'
const ABSENT = 'IMGOUNECRST'

/** How near the figures of a child are to the lines; of a period with too few sessions they are not judged. */
type Band = 'not judged' | 'above' | 'a tenth missed' | 'below 80' | 'below 75'

const JUDGED_FOR_YEAR = 20
const JUDGED_FOR_TERM = 40

const yearBand = ({ possible, attended }: Figure): Band =>
  possible < JUDGED_FOR_YEAR ? 'not judged' : (possible - attended) * 10 >= possible ? 'a tenth missed' : 'above'

const termBand = ({ possible, attended }: Figure): Band =>
  possible < JUDGED_FOR_TERM
    ? 'not judged'
    : attended * 100 < possible * 75
      ? 'below 75'
      : attended * 100 < possible * 80
        ? 'below 80'
        : 'above'

/** A figure as it stood at the end of a day, for which a fact is written: the first that is judged, and every change of band. */
export interface Crossing extends Figure {
  readonly day: Day
  readonly scope: 'year' | 'term'
  readonly band: Band
}

export interface Counted {
  readonly attendance: Attendance
  readonly crossings: readonly Crossing[]
  /** Whether a figure ever came below a line. */
  readonly everBelow: boolean
}

/** Counts the marks of the year, day by day. */
export function count({ calendar, year, today }: Around, marks: string): Counted {
  const crossings: Crossing[] = []
  const inYear = { possible: 0, attended: 0 }
  let inTerm = { possible: 0, attended: 0 }
  let [bandOfYear, bandOfTerm]: Band[] = ['not judged', 'not judged']
  let everBelow = false
  let nextTerm = Number.NEGATIVE_INFINITY
  const startsAnew = (day: Day): boolean => day > nextTerm
  const beginTerm = (day: Day) => {
    nextTerm = calendar.endOfTermOf(day) ?? Number.POSITIVE_INFINITY
    inTerm = { possible: 0, attended: 0 }
    bandOfTerm = 'not judged'
  }
  for (let i = 0; i < year.length; i++) {
    const day = year[i] as Day
    if (startsAnew(day)) beginTerm(day)
    for (let session = 2 * i; session < 2 * i + 2; session++) {
      const mark = marks[session] as string
      const attended = ATTENDED.includes(mark)
      if (!attended && !ABSENT.includes(mark)) continue
      inYear.possible++
      inTerm.possible++
      if (attended) {
        inYear.attended++
        inTerm.attended++
      }
    }
    const [ofYear, ofTerm] = [yearBand(inYear), termBand(inTerm)]
    if (ofYear !== bandOfYear) crossings.push({ day, scope: 'year', band: ofYear, ...inYear })
    if (ofTerm !== bandOfTerm) crossings.push({ day, scope: 'term', band: ofTerm, ...inTerm })
    everBelow ||= ofYear === 'a tenth missed' || ofTerm === 'below 80' || ofTerm === 'below 75'
    bandOfYear = ofYear
    bandOfTerm = ofTerm
  }
  // In a term of which no day is over yet, nothing is counted.
  if (startsAnew(today)) beginTerm(today)
  const attendance = { from: civilDate(year[0] ?? today), marks, year: { ...inYear }, term: { ...inTerm } }
  return { attendance, crossings, everBelow }
}

/** What the service writes down of a figure. */
export const summaryOf = ({ scope, possible, attended }: Omit<Crossing, 'day' | 'band'>): RecordedFact<'attendance-summary'>['detail'] => ({
  scope,
  possible,
  attended,
})
