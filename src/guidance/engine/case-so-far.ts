import type { Calendar } from '../../calendar/calendar.ts'
import { type Day, dayOf, NEVER } from '../../calendar/civil-date.ts'
import type { CompulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import type { Child, FactType } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import type { ChildSoFar, EpisodeSoFar, Facts, Pathway, Settings, SettingValues } from '../clause.ts'
import type { Duty } from './duty.ts'

/*
 * A case as far as it has been read: what clauses see. `read` facts have been read; questions about the facts look at those alone. The
 * engine moves `read`, `day` and `settings` on; `before`, `after` and `atEndOf` move `read` for one question.
 */

type Where<T extends FactType> = (fact: Fact<T>) => boolean

/** The facts of a record from a place in the reading order on, as far as they have been read. */
abstract class FactsRead implements Facts {
  abstract readonly facts: readonly Fact[]
  /** The place of the first of them. */
  abstract readonly from: number
  /** How many facts of the whole record have been read. */
  abstract readonly read: number

  first<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    const { facts, read } = this
    for (let place = this.from; place < read; place++) {
      const fact = facts[place] as Fact
      if (fact.type === type && (!where || where(fact as Fact<T>))) return fact as Fact<T>
    }
    return undefined
  }

  last<T extends FactType>(type: T, where?: Where<T>): Fact<T> | undefined {
    const { facts, from } = this
    for (let place = this.read - 1; place >= from; place--) {
      const fact = facts[place] as Fact
      if (fact.type === type && (!where || where(fact as Fact<T>))) return fact as Fact<T>
    }
    return undefined
  }

  any<T extends FactType>(type: T, where?: Where<T>): boolean {
    return this.last(type, where) !== undefined
  }

  all<T extends FactType>(type: T, where?: Where<T>): Fact<T>[] {
    return this.allOf((fact) => fact.type === type && (!where || where(fact as Fact<T>))) as Fact<T>[]
  }

  firstOf(which: (fact: Fact) => boolean): Fact | undefined {
    const { facts, read } = this
    for (let place = this.from; place < read; place++) {
      const fact = facts[place] as Fact
      if (which(fact)) return fact
    }
    return undefined
  }

  lastOf(which: (fact: Fact) => boolean): Fact | undefined {
    const { facts, from } = this
    for (let place = this.read - 1; place >= from; place--) {
      const fact = facts[place] as Fact
      if (which(fact)) return fact
    }
    return undefined
  }

  allOf(which: (fact: Fact) => boolean): Fact[] {
    const { facts, read } = this
    const found: Fact[] = []
    for (let place = this.from; place < read; place++) {
      const fact = facts[place] as Fact
      if (which(fact)) found.push(fact)
    }
    return found
  }
}

/** The child and the whole record. */
export class CaseSoFar extends FactsRead implements ChildSoFar {
  readonly childId: string
  readonly facts: readonly Fact[]
  readonly from = 0
  read = 0
  readonly age: CompulsorySchoolAge
  readonly calendar: Calendar
  readonly allSettings: Settings
  day: Day = 0
  settings: SettingValues
  readonly episodes: Episode[] = []
  /** Every duty and option that ever started, in the order of their start. */
  readonly started: Duty[] = []
  readonly #ehcp: readonly { from: Day; to: Day }[]

  constructor(child: Child, facts: readonly Fact[], age: CompulsorySchoolAge, calendar: Calendar, settings: Settings) {
    super()
    this.childId = child.id
    this.facts = facts
    this.age = age
    this.calendar = calendar
    this.allSettings = settings
    this.settings = settings.on(age.first)
    this.#ehcp = child.ehcp?.map(({ from, to }) => ({ from: dayOf(from), to: to === undefined ? NEVER : dayOf(to) })) ?? none
  }

  get onAPathway(): boolean {
    return this.episodes.some((episode) => episode.isOpen)
  }

  hasEhcpOn(day: Day): boolean {
    return this.#ehcp.some(({ from, to }) => from <= day && day <= to)
  }

  hasRead(fact: Fact): boolean {
    return fact.place < this.read
  }

  anyOnDay<T extends FactType>(day: Day, type: T, where?: Where<T>): boolean {
    return this.facts.some((fact) => fact.day === day && fact.type === type && (!where || where(fact as Fact<T>)))
  }

  before<Answer>(fact: Fact, ask: () => Answer): Answer {
    return this.#whenRead(fact.place, ask)
  }

  after<Answer>(fact: Fact, ask: () => Answer): Answer {
    return this.#whenRead(fact.place + 1, ask)
  }

  atEndOf<Answer>(day: Day, ask: () => Answer): Answer {
    const after = this.facts.findIndex((fact) => fact.day > day)
    return this.#whenRead(after < 0 ? this.facts.length : after, ask)
  }

  /** What `ask` answers when so many facts have been read. */
  #whenRead<Answer>(read: number, ask: () => Answer): Answer {
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
}

/** An episode: the facts of the record from its opener on. */
export class Episode extends FactsRead implements EpisodeSoFar {
  readonly pathway: Pathway
  readonly child: CaseSoFar
  readonly facts: readonly Fact[]
  readonly from: number
  readonly openedOn: Day
  readonly opener: Fact
  endedOn: Day | null = null

  constructor(pathway: Pathway, child: CaseSoFar, opener: Fact, openedOn: Day) {
    super()
    this.pathway = pathway
    this.child = child
    this.facts = child.facts
    this.from = opener.place
    this.opener = opener
    this.openedOn = openedOn
  }

  get read(): number {
    return this.child.read
  }

  get isOpen(): boolean {
    return this.endedOn === null
  }

  duties(clause: string): readonly Duty[] {
    return this.child.started.filter((duty) => duty.episode === this && duty.clause.id === clause)
  }
}

const none: readonly { from: Day; to: Day }[] = []
