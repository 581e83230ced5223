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
  if (duty.clause.earlierDischarges.length === 0) return undefined
  for (let place = 0; place < today; place++) {
    const fact = caseSoFar.facts[place] as Fact
    if (!duty.clause.discharges[fact.kind]) continue
    const ways = duty.clause.earlierDischarges.filter((way) => countsEarlier(way, fact, duty))
    if (ways.length > 0 && caseSoFar.after(fact, () => ways.some((way) => fits(way, fact, duty)))) return fact
  }
  return undefined
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

function countsEarlier({ type, earlier }: LoadedDischarge, fact: Fact, duty: Duty): boolean {
  if (!earlier || fact.type !== type || (earlier.of === 'episode' && fact.place < duty.episode.opener.place)) return false
  const from = earlier.from?.(duty)
  return from === undefined || fact.day >= from
}
