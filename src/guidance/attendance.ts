import { type Day, dayNumber, schoolYearStart, yearMonthDate } from '../calendar/civil-date.ts'
import type { Fact } from '../casefile/standing.ts'
import { putsOnRoll } from './child.ts'
import type { ChildSoFar } from './clause.ts'
import type { SettingValues } from './settings.ts'

/*
 * What figures of attendance say. Sessions are compared as whole numbers, never as rounded percentages.
 */

type Figure = Fact<'attendance-summary'>

export const isTermFigure = (figure: Figure): boolean => figure.detail.scope === 'term'

/** Whether a figure of the year, of enough sessions to be judged, makes a child persistently absent. */
function isPersistentlyAbsent({ detail: { possible, attended } }: Figure, settings: SettingValues): boolean {
  if (possible < settings.minimumSessionsYear) return false
  return settings.persistentAbsence === 'below-90' ? attended * 10 < possible * 9 : (possible - attended) * 10 >= possible
}

/** Whether a figure of the term, of enough sessions to be judged, is below the line for intensive support. */
export function isBelowLine({ day, detail: { possible, attended } }: Figure, child: ChildSoFar): boolean {
  const { settings } = child
  if (possible < settings.minimumSessionsTerm) return false
  const line = child.hasEhcpOn(day) ? settings.intensiveSupportBelowWithEhcp : settings.intensiveSupportBelow
  return attended * 100 < possible * line
}

/** Since when a child is persistently absent, and the last day on which that can hold; where it does on the day judged. */
export function absenceSince(child: ChildSoFar): { since: Day; until: Day } | undefined {
  let onRoll = true
  let since: Day | undefined
  let until = child.age.last
  for (const fact of child.allOf(bearsOnAbsence)) {
    if (fact.type === 'off-roll') [onRoll, since] = [false, undefined]
    else if (fact.type !== 'attendance-summary') onRoll = true
    else if (!isPersistentlyAbsent(fact, child.allSettings.on(fact.day))) since = undefined
    else if (onRoll && child.age.first <= fact.day) {
      if (since === undefined || fact.day > until) since = fact.day
      until = Math.min(endOfSchoolYear(fact.day), child.age.last)
    }
  }
  return since !== undefined && child.day <= until ? { since, until } : undefined
}

const bearsOnAbsence = (fact: Fact): boolean =>
  (fact.type === 'attendance-summary' && fact.detail.scope === 'year') || fact.type === 'off-roll' || putsOnRoll(fact)

const endOfSchoolYear = (day: Day): Day => dayNumber(yearMonthDate(schoolYearStart(day)).year + 1, 8, 31)

/** A figure of the year by which the child becomes persistently absent. */
export const becomesPersistentlyAbsent = (figure: Figure, child: ChildSoFar): boolean =>
  figure.detail.scope === 'year' && absenceSince(child) !== undefined && child.before(figure, () => absenceSince(child)) === undefined

/** A figure of the term by which the term comes below the line: the figure of the term read before it, if any, was not. */
export function comesBelowLine(figure: Figure, child: ChildSoFar): boolean {
  if (!isTermFigure(figure) || !isBelowLine(figure, child)) return false
  const term = child.calendar.termOf(figure.day)
  const before = child.last(
    'attendance-summary',
    (other) => other.place < figure.place && isTermFigure(other) && child.calendar.termOf(other.day) === term,
  )
  return before === undefined || !isBelowLine(before, child)
}
