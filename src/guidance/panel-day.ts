import type { Day } from '../calendar/civil-date.ts'
import type { Fact } from '../casefile/standing.ts'
import type { EpisodeSoFar } from './clause.ts'
import type { CountedFrom } from './due.ts'

/**
 * The panel that an outcome belongs to: the last one that talked about the child, unless another panel of the calendar lay between; then,
 * and where none talked about the child, the outcome's own day.
 */
export function panelOf(outcome: Fact, cme: EpisodeSoFar): Day {
  const discussed = cme.last('panel-discussed', (discussion) => discussion.place < outcome.place)
  if (!discussed) return outcome.day
  const next = cme.child.calendar.panelAfter(discussed.day)
  return next !== undefined && next <= outcome.day ? outcome.day : discussed.day
}

/** The episode's last panel: that of its last outcome. */
export function lastPanel(cme: EpisodeSoFar): Day | undefined {
  const outcome = cme.last('panel-outcome')
  return outcome && panelOf(outcome, cme)
}

export const thePanel: CountedFrom = {
  words: 'the day of the panel',
  is: 'the panel of ',
  day: (cme, start) => lastPanel(cme) ?? start,
}
