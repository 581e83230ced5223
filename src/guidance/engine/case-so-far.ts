import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf } from '../../calendar/civil-date.ts'
import type { CompulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import { inWords } from '../../calendar/words.ts'
import type { Agency, Child, FactType, Service } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { ChildSoFar, Due, DueFrom, DutyClause, EpisodeSoFar, Facts, Holding, Pathway, Settings, SettingValues } from '../clause.ts'
import type { LoadedDuty } from './load.ts'

/*
 * A case as far as it has been read: what clauses see. `read` facts have been read; questions about the facts look at those alone. The
 * engine moves `read`, `day` and `settings` on; `before` and `atEndOf` move them for one question.
 */

type Where<T extends FactType> = ((fact: Fact<T>) => boolean) | undefined

/** The child and the whole record. */
export class CaseSoFar implements ChildSoFar {
  readonly childId: string
  readonly facts: readonly Fact[]
  readonly age: CompulsorySchoolAge
  readonly calendar: Calendar
  readonly allSettings: Settings
  /** How many facts have been read. */
  read = 0
  day: Day = 0
  settings: SettingValues
  readonly episodes: Episode[] = []
  /** Every duty and option that ever started, in the order of their start. */
  readonly started: Duty[] = []
  readonly #ehcp: readonly { from: Day; to: Day }[]

  constructor(child: Child, facts: readonly Fact[], age: CompulsorySchoolAge, calendar: Calendar, settings: Settings) {
    this.childId = child.id
    this.facts = facts
    this.age = age
    this.calendar = calendar
    this.allSettings = settings
    this.settings = settings.on(age.first)
    this.#ehcp =
      child.ehcp?.map(({ from, to }) => ({ from: dayOf(from), to: to === undefined ? Number.MAX_SAFE_INTEGER : dayOf(to) })) ?? none
  }

  get onAPathway(): boolean {
    return this.episodes.some((episode) => episode.isOpen)
  }

  hasEhcpOn(day: Day): boolean {
    return this.#ehcp.some(({ from, to }) => from <= day && day <= to)
  }

  anyOnDay<T extends FactType>(day: Day, type: T, where?: Where<T>): boolean {
    return this.facts.some((fact) => fact.day === day && fact.type === type && (!where || where(fact as Fact<T>)))
  }

  before<Answer>(fact: Fact, ask: () => Answer): Answer {
    return this.whenRead(fact.place, ask)
  }

  after<Answer>(fact: Fact, ask: () => Answer): Answer {
    return this.whenRead(fact.place + 1, ask)
  }

  atEndOf<Answer>(day: Day, ask: () => Answer): Answer {
    const after = this.facts.findIndex((fact) => fact.day > day)
    return this.whenRead(after < 0 ? this.facts.length : after, ask)
  }

  /** What `ask` answers when so many facts have been read. */
  whenRead<Answer>(read: number, ask: () => Answer): Answer {
    const now = this.read
    this.read = read
    const answer = ask()
    this.read = now
    return answer
  }

  duties(clause: string): readonly Duty[] {
    return this.started.filter((duty) => duty.clause.id === clause)
  }

  lastEpisode(pathway: Pathway, where: (episode: EpisodeSoFar) => boolean): Episode | undefined {
    return this.episodes.findLast((episode) => episode.pathway === pathway && where(episode))
  }

  first<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    return firstFrom(this, 0, type, where)
  }

  last<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    return lastFrom(this, 0, type, where)
  }

  firstOf(which: (fact: Fact) => boolean): Fact | undefined {
    return firstOfFrom(this, 0, which)
  }

  lastOf(which: (fact: Fact) => boolean): Fact | undefined {
    return lastOfFrom(this, 0, which)
  }

  any<T extends FactType>(type: T, where?: Where<T>): boolean {
    return lastFrom(this, 0, type, where) !== undefined
  }

  all<T extends FactType>(type: T, where?: Where<T>): Fact<T>[] {
    return allFrom(this, 0, type, where)
  }

  allOf(which: (fact: Fact) => boolean): Fact[] {
    return allOfFrom(this, 0, which)
  }

  hasRead(fact: Fact): boolean {
    return fact.place < this.read
  }
}

/** An episode: the facts of the record from its opener on. */
export class Episode implements EpisodeSoFar, Facts {
  readonly pathway: Pathway
  readonly child: CaseSoFar
  readonly openedOn: Day
  readonly opener: Fact
  endedOn: Day | null = null

  constructor(pathway: Pathway, child: CaseSoFar, opener: Fact, openedOn: Day) {
    this.pathway = pathway
    this.child = child
    this.opener = opener
    this.openedOn = openedOn
  }

  get isOpen(): boolean {
    return this.endedOn === null
  }

  duties(clause: string): readonly Duty[] {
    return this.child.started.filter((duty) => duty.episode === this && duty.clause.id === clause)
  }

  first<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    return firstFrom(this.child, this.opener.place, type, where)
  }

  last<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    return lastFrom(this.child, this.opener.place, type, where)
  }

  firstOf(which: (fact: Fact) => boolean): Fact | undefined {
    return firstOfFrom(this.child, this.opener.place, which)
  }

  lastOf(which: (fact: Fact) => boolean): Fact | undefined {
    return lastOfFrom(this.child, this.opener.place, which)
  }

  any<T extends FactType>(type: T, where?: Where<T>): boolean {
    return lastFrom(this.child, this.opener.place, type, where) !== undefined
  }

  all<T extends FactType>(type: T, where?: Where<T>): Fact<T>[] {
    return allFrom(this.child, this.opener.place, type, where)
  }

  allOf(which: (fact: Fact) => boolean): Fact[] {
    return allOfFrom(this.child, this.opener.place, which)
  }
}

/** A duty, or an option, that has started. */
export class Duty {
  readonly clause: LoadedDuty
  readonly episode: Episode
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
    episode: Episode,
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

export const ownerOf = ({ owner }: DutyClause, because: Fact, episode: Episode, settings: SettingValues): Agency =>
  typeof owner === 'function' ? owner(because, episode, settings) : owner

/** Facts in reading order, each once. */
export const inReadingOrder = (facts: readonly Fact[]): Fact[] => [...new Set(facts)].sort((a, b) => a.place - b.place)

const none: readonly { from: Day; to: Day }[] = []

function firstFrom<T extends FactType>({ facts, read }: CaseSoFar, from: number, type: T, where: Where<T>): Fact<T> | undefined {
  for (let place = from; place < read; place++) {
    const fact = facts[place] as Fact
    if (fact.type === type && (!where || where(fact as Fact<T>))) return fact as Fact<T>
  }
  return undefined
}

function lastFrom<T extends FactType>({ facts, read }: CaseSoFar, from: number, type: T, where: Where<T>): Fact<T> | undefined {
  for (let place = read - 1; place >= from; place--) {
    const fact = facts[place] as Fact
    if (fact.type === type && (!where || where(fact as Fact<T>))) return fact as Fact<T>
  }
  return undefined
}

function firstOfFrom({ facts, read }: CaseSoFar, from: number, which: (fact: Fact) => boolean): Fact | undefined {
  for (let place = from; place < read; place++) {
    const fact = facts[place] as Fact
    if (which(fact)) return fact
  }
  return undefined
}

function lastOfFrom({ facts, read }: CaseSoFar, from: number, which: (fact: Fact) => boolean): Fact | undefined {
  for (let place = read - 1; place >= from; place--) {
    const fact = facts[place] as Fact
    if (which(fact)) return fact
  }
  return undefined
}

function allFrom<T extends FactType>({ facts, read }: CaseSoFar, from: number, type: T, where: Where<T>): Fact<T>[] {
  const found: Fact<T>[] = []
  for (let place = from; place < read; place++) {
    const fact = facts[place] as Fact
    if (fact.type === type && (!where || where(fact as Fact<T>))) found.push(fact as Fact<T>)
  }
  return found
}

function allOfFrom({ facts, read }: CaseSoFar, from: number, which: (fact: Fact) => boolean): Fact[] {
  const found: Fact[] = []
  for (let place = from; place < read; place++) {
    const fact = facts[place] as Fact
    if (which(fact)) found.push(fact)
  }
  return found
}
