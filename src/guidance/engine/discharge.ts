import type { Day } from '../../calendar/civil-date.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { CaseSoFar } from './case-so-far.ts'
import type { Duty } from './duty.ts'
import type { LoadedDischarge } from './load.ts'

/** Whether a fact, as it is read, discharges a duty that is open. */
export function isDischargedBy(fact: Fact, duty: Duty): boolean {
  for (const way of duty.clause.discharges[fact.kind] ?? nothing) if (fits(way, fact, duty)) return true
  return false
}

/**
 * The fact that settles a duty as it starts: the first dated before it, where its row lets such a fact count; otherwise the first of its
 * day that has been read. Each is judged as it stood when it was read. `today` is the place of the first fact of the day.
 */
export const dischargedByWhatWasRead = (duty: Duty, caseSoFar: CaseSoFar, today: number): Fact | undefined =>
  firstEarlier(duty, caseSoFar, today) ?? firstOfToday(duty, caseSoFar, today)

function firstEarlier(duty: Duty, caseSoFar: CaseSoFar, today: number): Fact | undefined {
  let first: Fact | undefined
  for (const way of duty.clause.earlierDischarges) {
    const fact = firstEarlierBy(way, duty, caseSoFar, today)
    if (fact && (!first || fact.place < first.place)) first = fact
  }
  return first
}

function firstEarlierBy(way: LoadedDischarge, duty: Duty, caseSoFar: CaseSoFar, today: number): Fact | undefined {
  const { facts } = caseSoFar
  const from = way.earlier?.from?.(duty)
  const ofEpisode = way.earlier?.of === 'episode' ? duty.episode.opener.place : 0
  const begin = from === undefined ? ofEpisode : Math.max(ofEpisode, firstPlaceFrom(from, facts, today))
  for (let place = begin; place < today; place++) {
    const fact = facts[place] as Fact
    if (fact.type === way.type && caseSoFar.after(fact, () => fits(way, fact, duty))) return fact
  }
  return undefined
}

/** The place of the first fact dated on or after a day, of those before a place; facts stand in the order of their days. */
function firstPlaceFrom(day: Day, facts: readonly Fact[], before: number): number {
  let place = before
  while (place > 0 && (facts[place - 1] as Fact).day >= day) place--
  return place
}

function firstOfToday(duty: Duty, caseSoFar: CaseSoFar, today: number): Fact | undefined {
  for (let place = today; place < caseSoFar.read; place++) {
    const fact = caseSoFar.facts[place] as Fact
    if (duty.isSetAsideBy(fact)) return fact
    if (duty.clause.discharges[fact.kind] && caseSoFar.after(fact, () => isDischargedBy(fact, duty))) return fact
  }
  return undefined
}

const nothing: readonly never[] = []

const fits = ({ type, when, afterStartDay }: LoadedDischarge, fact: Fact, duty: Duty): boolean =>
  fact.type === type && !(afterStartDay && fact.day === duty.startedOn) && (!when || when(fact, duty.episode, duty))
