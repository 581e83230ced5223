import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf } from '../../calendar/civil-date.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../../casefile/assessment.ts'
import type { CaseFile, RecordedFact } from '../../casefile/fact-table.ts'
import type { assess, nextChangeOn } from '../assess.ts'
import type { Register } from '../clause.ts'
import type { Settings } from '../settings.ts'
import { factOf, type Move, mayFollow } from './moves.ts'
import { withoutNextStep } from './promise.ts'
import { type Describing, describing, type Situation, situationOf } from './situation.ts'
import type { Start } from './starts.ts'

/*
 * Breadth-first through what may be recorded of a child: all records of one step, then all of two. Records that come to the same situation
 * are gone on from once, from the first of them, which is a shortest.
 */

/** A register at work. */
export interface Guidance {
  readonly assess: typeof assess
  readonly nextChangeOn: typeof nextChangeOn
}

/** What is searched: the guidance of a register, on a county's calendar, with its settings. */
export interface Searched {
  readonly register: Register
  readonly guidance: Guidance
  readonly calendar: Calendar
  readonly settings: Settings
}

/** How far at most: steps from a starting record, and situations met. */
export interface Bound {
  readonly depth: number
  readonly states: number
}

/** How far it went. */
export interface Reached {
  /** Steps from a starting record; all records of fewer steps have been gone through, within what the search tells apart. */
  readonly depth: number
  /** Whether all records of `depth` steps have been, too. */
  readonly whole: boolean
  /** Different situations met. */
  readonly states: number
  /** Records judged: each is a situation met before and one step more. */
  readonly moves: number
}

/** A step of a path: a fact recorded, or nothing but time until the answer changed by itself. */
export interface Step {
  readonly on: Day
  readonly fact: RecordedFact | null
}

/** A record in which a child on a pathway is without a next step. */
export interface Broken {
  readonly start: Start
  readonly steps: readonly Step[]
  /** The day on which it is so: that of the last step, or the next change after it. */
  readonly on: Day
  readonly answer: Assessment
  readonly episodes: readonly AssessedEpisode[]
}

/** How a search goes on from a record. */
export interface Ways {
  /** What may be recorded next. `isLast`: nothing will follow it. */
  readonly movesFrom: (answer: Assessment, isLast: boolean) => readonly Move[]
  /** The days on which it may be recorded. */
  readonly daysFrom: (answer: Assessment, next: Day | null) => readonly Day[]
  /** Whether anything is tried beyond this answer. */
  readonly goesOnFrom: (answer: Assessment) => boolean
  /** Judges the day of the next change after every move, not only the day of the move. */
  readonly judgesAhead: boolean
}

/** Told of every broken promise; says whether to go on. */
type OnBroken = (broken: Broken) => 'go on' | 'stop'

/** Searches, from every starting record. `progress` hears now and then how far it is. */
export function searchFrom(
  starts: readonly Start[],
  searched: Searched,
  bound: Bound,
  ways: Ways,
  onBroken: OnBroken,
  progress: (reached: Reached) => void = () => {},
): Reached {
  return new Search(searched, bound, ways, onBroken, progress).run(starts)
}

/** A record that was met, as the step by which it differs from the one before. */
interface Node {
  readonly start: Start
  readonly before: Node | undefined
  readonly step: Step
}

/** How often progress is told: after so many records judged. */
const TELL_EVERY = 20_000

/** Records end so many days before the calendar does, so that what they call for can be dated. */
const CALENDAR_TO_SPARE = 300

class Search {
  readonly #searched: Searched
  readonly #bound: Bound
  readonly #ways: Ways
  readonly #onBroken: OnBroken
  readonly #progress: (reached: Reached) => void
  readonly #describing: Describing
  /** How many days ahead a next step may start: how soon a child without one is looked at again. */
  readonly #horizon: number
  readonly #lastDay: Day
  readonly #met = new Set<Situation>()
  #depth = 0
  #judged = 0
  #isStopped = false

  constructor(searched: Searched, bound: Bound, ways: Ways, onBroken: OnBroken, progress: (reached: Reached) => void) {
    const { register, calendar, settings } = searched
    const lastDay = calendar.last - CALENDAR_TO_SPARE
    const values = settings.on(lastDay)
    this.#searched = searched
    this.#bound = bound
    this.#ways = ways
    this.#onBroken = onBroken
    this.#progress = progress
    this.#describing = describing(register, calendar, values)
    this.#horizon = 7 * values.reviewEvery
    this.#lastDay = lastDay
  }

  run(starts: readonly Start[]): Reached {
    let layer: Node[] = starts.map((start) => ({ start, before: undefined, step: { on: start.day, fact: null } }))
    for (const { start, step } of layer) this.#met.add(this.#situation({ child: start.child, facts: start.facts }, step.on))
    let whole = true
    while (layer.length > 0 && this.#depth < this.#bound.depth && whole) {
      this.#depth++
      const next: Node[] = []
      for (const node of layer) {
        if (this.#isFull) {
          whole = false
          break
        }
        this.#goOnFrom(node, next)
      }
      layer = next
    }
    return this.#reached(whole)
  }

  get #isFull(): boolean {
    return this.#isStopped || this.#met.size >= this.#bound.states
  }

  get #isLast(): boolean {
    return this.#depth === this.#bound.depth
  }

  #reached(whole: boolean): Reached {
    return { depth: this.#depth, whole, states: this.#met.size, moves: this.#judged }
  }

  #situation(caseFile: CaseFile, on: Day): Situation {
    const { guidance, calendar, settings } = this.#searched
    return situationOf(caseFile, guidance.assess(caseFile, calendar, settings, on), this.#describing)
  }

  /** Tries every step from a record; those that lead to a new situation are added to the next layer. */
  #goOnFrom(node: Node, layer: Node[]): void {
    const { guidance, calendar, settings } = this.#searched
    const { child } = node.start
    const facts = factsOf(node)
    const day = node.step.on
    const answer = guidance.assess({ child, facts }, calendar, settings, day)
    const next = guidance.nextChangeOn({ child, facts }, calendar, settings, day)
    const moves = this.#ways.movesFrom(answer, this.#isLast)
    for (const on of this.#ways.daysFrom(answer, next)) {
      if (on > this.#lastDay) continue
      for (const move of moves) {
        if (this.#isStopped) return
        const fact = factOf(move, idOfStep(this.#depth), on, calendar)
        if (mayFollow(fact, facts)) this.#judge({ start: node.start, before: node, step: { on, fact } }, [...facts, fact], layer)
      }
    }
    // Time alone comes last, so that of two equally short paths the one that records first is found first.
    if (next !== null && next <= this.#lastDay)
      this.#judge({ start: node.start, before: node, step: { on: next, fact: null } }, facts, layer)
  }

  #judge(node: Node, facts: readonly RecordedFact[], layer: Node[]): void {
    const { guidance, calendar, settings } = this.#searched
    const caseFile = { child: node.start.child, facts }
    const { on } = node.step
    const answer = guidance.assess(caseFile, calendar, settings, on)
    this.#judged++
    if (this.#judged % TELL_EVERY === 0) this.#progress(this.#reached(false))
    this.#check(node, on, answer)
    if (this.#ways.judgesAhead) {
      const next = guidance.nextChangeOn(caseFile, calendar, settings, on)
      if (next !== null) this.#check(node, next, guidance.assess(caseFile, calendar, settings, next))
    } else if (this.#isLast) return
    if (!this.#ways.goesOnFrom(answer)) return
    const situation = situationOf(caseFile, answer, this.#describing)
    if (this.#met.has(situation)) return
    this.#met.add(situation)
    layer.push(node)
  }

  #check(node: Node, on: Day, answer: Assessment): void {
    const episodes = withoutNextStep(answer, this.#horizon)
    if (episodes.length === 0 || this.#isStopped) return
    const { start } = node
    this.#isStopped = this.#onBroken({ start, steps: stepsOf(node), on, answer, episodes }) === 'stop'
  }
}

/** Ids in the order of the steps, since facts of one type and day are read in the order of their ids. */
const idOfStep = (depth: number): string => `step-${String(depth).padStart(2, '0')}`

/** The steps from the starting record on. */
function stepsOf(node: Node): Step[] {
  const steps: Step[] = []
  for (let at: Node | undefined = node; at?.before; at = at.before) steps.push(at.step)
  return steps.reverse()
}

const factsOf = (node: Node): readonly RecordedFact[] => [...node.start.facts, ...stepsOf(node).flatMap(({ fact }) => fact ?? [])]

/** Of a duty that is asked for now. */
export const isAskedNow = ({ state }: AssessedDuty): boolean => state === 'open' || state === 'overdue'

/** The day itself, the next due day and the day after it, and the day of the next change. */
export function daysThatMatter(answer: Assessment, next: Day | null): readonly Day[] {
  const today = dayOf(answer.asOf)
  const dueDays = answer.duties.flatMap(({ state, dueOn }) =>
    state === 'open' && dueOn !== null && dayOf(dueOn) >= today ? [dayOf(dueOn)] : [],
  )
  const due = dueDays.length > 0 ? Math.min(...dueDays) : undefined
  return [...new Set([today, ...(due === undefined ? [] : [due, due + 1]), ...(next === null ? [] : [next])])]
}
