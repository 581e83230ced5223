import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import { basisWords, inWords, panelBasisWords, schoolDaysLeftOut, workingDaysLeftOut } from '../calendar/words.ts'
import type { Due, DueFrom, DueRule, EpisodeSoFar } from './clause.ts'
import { isGuidancesOwn, type NumberSetting, type SettingName, type SettingValues } from './settings.ts'

/** The day from which a date is counted: the start of the duty, unless a row says otherwise. */
export interface CountedFrom {
  readonly words: string
  /** What the day is, where it is not just the day of the start: said before the date. */
  readonly is?: string
  readonly day: (episode: EpisodeSoFar, start: Day) => Day
}

const theStart: CountedFrom = { words: 'the day it starts', day: (_, start) => start }

/** On the n-th working day after the day counted from, which is day 0. */
export const workingDays = (setting: NumberSetting, from = theStart): DueRule => ({
  words: `working days after ${from.words}`,
  settings: [setting],
  due: (start, _, episode, settings) => dueWorkingDaysAfter(from.day(episode, start), from, setting, episode, settings),
})

function dueWorkingDaysAfter(
  from: Day,
  { is = '' }: CountedFrom,
  setting: NumberSetting,
  { child: { calendar } }: EpisodeSoFar,
  settings: SettingValues,
): Due {
  const n = settings[setting]
  const day = calendar.workingDayAfter(from, n)
  const words = () => {
    if (n === 0) return `the same day, ${is}${inWords(from)}`
    const leftOut = day === undefined ? '' : workingDaysLeftOut(calendar, from, day)
    return `${counted(n, 'working day')} after ${is}${inWords(from)}${result(from + 1, day, calendar, leftOut)}`
  }
  return due(day, whose([setting], settings), words, calendar.missing(from + 1))
}

/** Seven days for each week after the day counted from. */
export const weeks = (setting: NumberSetting, from = theStart): DueRule => ({
  words: `weeks after ${from.words}`,
  settings: [setting],
  due: (start, _, episode, settings) => {
    const day = from.day(episode, start)
    const n = settings[setting]
    return due(
      day + 7 * n,
      whose([setting], settings),
      () => `${counted(n, 'week')} after ${from.is ?? ''}${inWords(day)} is ${inWords(day + 7 * n)}`,
    )
  },
})

/** The day after so many weeks have run out, from which what depends on it holds, and how it was arrived at. */
export const afterWeeks = (from: Day, weeks: number): { readonly day: Day; readonly words: () => string } => {
  const day = from + 7 * weeks + 1
  return { day, words: () => `more than ${counted(weeks, 'week')} after ${inWords(from)} is from ${inWords(day)} on` }
}

/** On the very day counted from. */
export const sameDay = (from = theStart): DueRule => ({
  words: from === theStart ? 'the same day' : from.words,
  settings: [],
  due: (start, _, episode) => onDay(from.day(episode, start), 'guidance', from.words),
})

/** At the first panel later than the start; with none in the calendar, so many school days after it. */
export const nextPanel = (orWithin: NumberSetting, counting: readonly SettingName[] = []): DueRule => ({
  words: 'the first panel later than the day it starts; where the calendar has none, school days after it',
  settings: [...counting, orWithin],
  due: (start, _, episode, settings) => dueAtNextPanel(start, orWithin, counting, episode, settings),
})

export function dueAtNextPanel(
  start: Day,
  orWithin: NumberSetting,
  counting: readonly SettingName[],
  { child: { calendar } }: EpisodeSoFar,
  settings: SettingValues,
): Due {
  const panel = calendar.panelAfter(start)
  if (panel !== undefined) {
    const basis = panelBasisWords(calendar)
    const words = () => `the first panel after ${inWords(start)} is ${inWords(panel)}${basis ? ` (${basis})` : ''}`
    return due(panel, whose(counting, settings), words)
  }
  const n = settings[orWithin]
  const day = calendar.schoolDayAfter(start, n)
  const words = () =>
    `the calendar has no panel after ${inWords(start)}; ${counted(n, 'school day')} after it${schoolDaysResult(start, day, calendar)}`
  return due(day, 'setting', words, calendar.missing(start + 1))
}

/** A date that needs no counting. */
export const onDay = (day: Day, from: DueFrom, words: string): Due => due(day, from, () => `${words}: ${inWords(day)}`)

/** When a number of school days is reached, counted from a day on, as the end of a sentence. */
export const schoolDaysResult = (after: Day, day: Day | undefined, calendar: Calendar): string => {
  const leftOut = day === undefined ? '' : schoolDaysLeftOut(calendar, after, day)
  const basis = day === undefined ? undefined : basisWords(calendar, after, day)
  return `${result(after + 1, day, calendar, leftOut)}${basis ? ` (${basis})` : ''}`
}

const due = (on: Day | undefined, from: DueFrom, words: () => string, missing?: Day): Due => ({
  on,
  missing: on === undefined ? missing : undefined,
  from,
  words,
})

function whose(used: readonly SettingName[], settings: SettingValues): DueFrom {
  for (const setting of used) if (!isGuidancesOwn(setting, settings)) return 'setting'
  return 'guidance'
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

/** The end of a calculation: what was left out and the date; or the day that the calendar would have to cover from a day on. */
function result(from: Day, day: Day | undefined, calendar: Calendar, leftOut: string): string {
  if (day === undefined) return ` cannot be dated: the calendar does not cover ${inWords(calendar.missing(from))}`
  return `${leftOut && `, ${leftOut},`} is ${inWords(day)}`
}
