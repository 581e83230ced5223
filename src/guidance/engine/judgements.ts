import { type Day, NEVER } from '../../calendar/civil-date.ts'
import type { EpisodeSoFar, Holding } from '../clause.ts'
import type { LoadedCondition, LoadedPathway } from './load.ts'

/*
 * What is known of the conditions of a case. A condition is judged again when something that it reads has been read, when the settings
 * change, and when the time for which the last answer was given has run out; in between, the answer stands.
 */

/** What is known of one condition in the open episode of its pathway. */
export interface Judgement {
  answer: Holding | undefined
  /** Something that it reads has been read since. */
  stale: boolean
  /** Whether it held at the end of the last day that was walked. */
  held: boolean
  /** Whether it held when the last fact had been read; kept only while a duty lapses with it. */
  heldJustNow: boolean
  warned: boolean
}

export class Judgements {
  readonly #all: Judgement[]

  constructor(conditions: readonly LoadedCondition[]) {
    this.#all = conditions.map(unjudged)
  }

  of({ index }: LoadedCondition): Judgement {
    return this.#all[index] as Judgement
  }

  /** The judgement of a condition on the day that the case has come to. */
  judge(condition: LoadedCondition, episode: EpisodeSoFar): Judgement {
    const judgement = this.of(condition)
    if (judgement.stale || (judgement.answer !== undefined && judgement.answer.until < episode.child.day)) {
      judgement.answer = condition.holds(episode)
      judgement.stale = false
    }
    return judgement
  }

  /** An episode opens: nothing is known of its conditions yet. */
  openFor({ conditions }: LoadedPathway): void {
    for (const { index } of conditions) this.#all[index] = unjudged()
  }

  makeStale(conditions: readonly LoadedCondition[]): void {
    for (const { index } of conditions) (this.#all[index] as Judgement).stale = true
  }

  /** The first day after another on which one of the conditions comes to hold or ceases, or cannot be judged any longer. */
  nextEdge(day: Day, { conditions }: LoadedPathway): Day {
    let next = NEVER
    for (const { index } of conditions) {
      const { answer } = this.#all[index] as Judgement
      if (answer === undefined) continue
      const edge = answer.missing ?? (answer.from > day ? answer.from : answer.until + 1)
      if (edge > day && edge < next) next = edge
    }
    return next
  }
}

export const holdsOn = (answer: Holding | undefined, day: Day): boolean => answer !== undefined && answer.from <= day && day <= answer.until

const unjudged = (): Judgement => ({ answer: undefined, stale: true, held: false, heldJustNow: false, warned: false })
