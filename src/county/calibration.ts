import { dayOf } from '../calendar/civil-date.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'
import { isWithdrawal } from '../casefile/fact-table.ts'
import { assess } from '../guidance/assess.ts'
import { settingsForAllDays } from '../guidance/settings.ts'
import type { CaseOfPupil, Phase } from './county.ts'
import { durations, missingPerTenThousand } from './missing-education.ts'
import type { SyntheticCounty } from './synthetic-county.ts'

/*
 * How near the made-up county comes to the published figures, and how its lists stand.
 */

/** Where a duty stands on a first screen. `this week`: within the seven days after the day. */
export const groups = ['overdue', 'today', 'this week', 'later', 'waiting'] as const
export type Group = (typeof groups)[number]

/** The group of a duty on a day; none for one that is closed, or that cannot be dated. */
export function groupOf({ state, dueOn }: AssessedDuty, today: number): Group | undefined {
  if (state === 'upcoming') return 'waiting'
  if (dueOn === null || (state !== 'open' && state !== 'overdue')) return undefined
  const days = dayOf(dueOn) - today
  return days < 0 ? 'overdue' : days === 0 ? 'today' : days <= 7 ? 'this week' : 'later'
}

/** A figure of the made-up county beside the published one; without one where nothing is published. */
export interface Line {
  readonly what: string
  readonly found: number
  readonly published?: number
  /** Of how many the figure is a rate. */
  readonly per?: 100 | 1000
}

/** From how many types of fact on, figures of attendance apart, a case counts as worked far. */
const WORKED_FAR = 6

/** Counts households of a county, all of them unless some are given. */
export function calibrate(county: SyntheticCounty, households = county.households()): readonly Line[] {
  const today = dayOf(county.day)
  const settings = settingsForAllDays()
  const totals = new Map<string, number>()
  const add = (what: string, count = 1) => totals.set(what, (totals.get(what) ?? 0) + count)
  const total = (what: string) => totals.get(what) ?? 0
  const phases = new Map(county.schools.map(({ id, phase }) => [id, phase]))

  for (const { children } of households) {
    for (const { pupil, caseFile } of children) {
      add('children')
      add(`year ${pupil.yearGroup}`)
      if (pupil.sen === 'E') add('EHCP')
      if (pupil.sen === 'K') add('SEN support')
      if (pupil.freeSchoolMeals) add('free school meals')
      if (pupil.school !== null) countOnRoll(pupil, phases.get(pupil.school) as Phase, add)
      else if (pupil.homeEducatedSince !== null) add('home educated')
      if (caseFile.facts.length === 0) continue
      add('cases with facts')
      add('facts', caseFile.facts.length)
      countExclusions(caseFile.facts, county, add)
      const types = new Set(caseFile.facts.flatMap((record) => (isWithdrawal(record) ? [] : [record.type])))
      types.delete('attendance-summary')
      if (types.size >= WORKED_FAR) add('worked far')
      const answer = assess(caseFile, county.calendar, settings, today)
      for (const { pathway, openedOn, endedOn } of answer.episodes) {
        if (endedOn !== null) continue
        add(`open ${pathway}`)
        if (pathway !== 'cme') continue
        add(`missing in year ${pupil.yearGroup}`)
        const weeks = (today - dayOf(openedOn)) / 7
        const band = durations.find(([, { to }]) => weeks < to) ?? durations[durations.length - 1]
        add(`missing ${band?.[1].words}`)
      }
      for (const { status } of answer.statuses) add(`status ${status}`)
      for (const duty of answer.duties) {
        const group = groupOf(duty, today)
        if (group) add(`duties ${group}`)
        add(`state ${duty.state}`)
      }
    }
  }

  const pupils = total('on roll')
  const per100 = (what: string, count: number, of: number, published?: number): Line => ({
    what,
    found: of === 0 ? 0 : (100 * count) / of,
    per: 100,
    ...(published !== undefined && { published }),
  })
  const missing = total('open cme')
  const byPhase = (what: string, key: string, published: readonly [number, number, number]) =>
    (['primary', 'secondary', 'special'] as const).map((phase, index) =>
      per100(`${what}, ${phase}`, total(`${key} ${phase}`), total(`judged ${phase}`), published[index] as number),
    )
  const published = durations.reduce((sum, [count]) => sum + count, 0)
  return [
    { what: 'children', found: total('children') },
    { what: 'pupils on roll', found: pupils },
    per100('absence', total('missed'), total('possible'), 6.62),
    ...(['primary', 'secondary', 'special'] as const).map((phase, index) =>
      per100(`absence, ${phase}`, total(`missed ${phase}`), total(`possible ${phase}`), [5.06, 8.36, 11.2][index] as number),
    ),
    per100('persistently absent', total('absent'), total('judged'), 17.59),
    ...byPhase('persistently absent', 'absent', [12.35, 23.31, 29.65]),
    per100('severely absent', total('severe'), total('judged'), 2.26),
    ...byPhase('severely absent', 'severe', [0.78, 3.86, 5.73]),
    per100('below 80% of the term', total('below 80'), pupils),
    per100('below 75% of the term', total('below 75'), pupils),
    { what: 'missing education', found: missing },
    { what: 'missing education, of all', found: (1000 * missing) / total('children'), per: 1000, published: 6.3 },
    ...Object.entries(missingPerTenThousand).map(
      ([yearGroup, rate]): Line => ({
        what: `missing education, year ${yearGroup}`,
        found: (1000 * total(`missing in year ${yearGroup}`)) / Math.max(1, total(`year ${yearGroup}`)),
        per: 1000,
        published: rate / 10,
      }),
    ),
    ...durations.map(([count, { words }]) => per100(`missing ${words}`, total(`missing ${words}`), missing, (100 * count) / published)),
    { what: 'educated at home', found: (1000 * total('home educated')) / total('children'), per: 1000, published: 15 },
    per100('suspensions last school year', total('suspensions last year'), pupils, 10),
    per100('pupils suspended last school year', total('suspended last year'), pupils, 4.09),
    per100('suspensions this school year so far', total('suspensions this year'), pupils),
    { what: 'permanent exclusions this school year so far', found: total('permanent exclusions') },
    per100('EHCP', total('EHCP'), total('children'), 5.5),
    per100('SEN support', total('SEN support'), total('children'), 13.2),
    per100('free school meals', total('free school meals'), total('children'), 24.5),
    { what: 'cases with facts', found: total('cases with facts') },
    { what: 'facts', found: total('facts') },
    { what: 'cases worked far', found: total('worked far') },
    per100('open episodes, missing school', total('open pme'), pupils, 17),
    per100('open episodes, exclusion', total('open exclusion'), pupils),
    per100('open episodes, all', total('open pme') + total('open exclusion') + missing, pupils),
    ...groups.map((group) => ({ what: `duties ${group}`, found: total(`duties ${group}`) })),
    ...(['done', 'late', 'set-aside', 'lapsed'] as const).map((state) => ({ what: `duties ${state}`, found: total(`state ${state}`) })),
  ]
}

type Add = (what: string, count?: number) => void

function countOnRoll({ attendance }: CaseOfPupil['pupil'], phase: Phase, add: Add): void {
  add('on roll')
  if (attendance === null) return
  const { year, term } = attendance
  const missed = year.possible - year.attended
  for (const where of ['', ` ${phase}`]) {
    add(`possible${where}`, year.possible)
    add(`missed${where}`, missed)
    if (year.possible < 20) continue
    add(`judged${where}`)
    if (missed * 10 >= year.possible) add(`absent${where}`)
    if (missed * 2 >= year.possible) add(`severe${where}`)
  }
  if (term.possible < 40) return
  if (term.attended * 100 < term.possible * 80) add('below 80')
  if (term.attended * 100 < term.possible * 75) add('below 75')
}

function countExclusions(facts: CaseOfPupil['caseFile']['facts'], { day }: SyntheticCounty, add: Add): void {
  const start = `${Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)}-09-01`
  const before = `${Number(start.slice(0, 4)) - 1}-09-01`
  let lastYear = false
  for (const record of facts) {
    if (isWithdrawal(record)) continue
    if (record.type === 'suspension' && record.on >= start) add('suspensions this year')
    else if (record.type === 'suspension' && record.on >= before) {
      add('suspensions last year')
      lastYear = true
    } else if (record.type === 'permanent-exclusion' && record.on >= start) add('permanent exclusions')
  }
  if (lastYear) add('suspended last year')
}
