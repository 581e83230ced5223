import type { Day } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Agency, Service } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { Due, DueFrom, DutyClause, EpisodeSoFar, Holding, SettingValues } from '../clause.ts'
import type { LoadedDuty } from './load.ts'

/** A duty, or an option, that has started. */
export class Duty {
  readonly clause: LoadedDuty
  readonly episode: EpisodeSoFar
  readonly service: Service | null
  readonly owner: Agency | 'any'
  readonly startedOn: Day
  readonly because: Fact[]
  /** The last fact for which it starts once, where its row says so. */
  occasion: Fact | undefined
  /** How the day of its start was arrived at, where time brought it. */
  readonly startWords: (() => string) | undefined
  /** Undefined for an option. */
  due: Due | undefined
  dischargedOn: Day | null = null
  dischargedBy: Fact | null = null
  lapsedOn: Day | null = null
  lapsedBy: Fact | null = null

  constructor(
    loaded: LoadedDuty,
    episode: EpisodeSoFar,
    service: Service | null,
    startedOn: Day,
    because: Fact[],
    settings: SettingValues,
    holding: Holding | undefined,
  ) {
    const { clause } = loaded
    const starter = because[0] as Fact
    this.clause = loaded
    this.episode = episode
    this.service = service
    this.startedOn = startedOn
    this.because = because
    this.occasion = holding?.occasion
    this.startWords = holding?.words
    this.owner = clause.kind === 'option' ? clause.agency : ownerOf(clause, starter, episode, settings)
    this.due = clause.kind === 'option' ? undefined : clause.due.due(startedOn, starter, episode, settings)
  }

  get dueOn(): Day | undefined {
    return this.due?.on
  }

  get isOpen(): boolean {
    return this.dischargedOn === null && this.lapsedOn === null
  }

  /** Discharged by a fact dated before the start: done, whatever the due date. */
  get dischargedEarlier(): boolean {
    return this.dischargedBy !== null && this.dischargedBy.day < this.startedOn
  }

  isSetAsideBy(fact: Fact): boolean {
    return fact.type === 'reason-not-done' && this.clause.canBeSetAside && fact.detail.clause === this.clause.id
  }

  /** A further fact of the starting kind. */
  join(fact: Fact): void {
    if (this.because.at(-1) !== fact) this.because.push(fact)
  }

  discharge(on: Day, by: Fact | null): void {
    if (!this.isOpen) return
    this.dischargedOn = on
    this.dischargedBy = by
  }

  lapse(on: Day, by: Fact | null): void {
    if (!this.isOpen) return
    this.lapsedOn = on
    this.lapsedBy = by
  }

  /** Moves the due date to a day, if that is earlier; it is then from where the row says, or from where it was. */
  bringForwardTo(day: Day, from: DueFrom | undefined): void {
    const { due } = this
    if (due === undefined || !this.isOpen || (due.on !== undefined && due.on <= day)) return
    this.due = { on: day, missing: undefined, from: from ?? due.from, words: () => `${due.words()}; brought forward to ${inWords(day)}` }
  }
}

const ownerOf = ({ owner }: DutyClause, because: Fact, episode: EpisodeSoFar, settings: SettingValues): Agency =>
  typeof owner === 'function' ? owner(because, episode, settings) : owner

/** Facts in reading order, each once. */
export const inReadingOrder = (facts: readonly Fact[]): Fact[] => [...new Set(facts)].sort((a, b) => a.place - b.place)
