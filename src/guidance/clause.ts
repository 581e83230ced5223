import type { Calendar } from '../calendar/calendar.ts'
import { type Day, NEVER } from '../calendar/civil-date.ts'
import type { CompulsorySchoolAge } from '../calendar/compulsory-school-age.ts'
import type { Agency, FactType, Service } from '../casefile/fact-table.ts'
import type { Fact } from '../casefile/standing.ts'
import type { NumberSetting, SettingName, Settings, SettingValues } from './settings.ts'

export type { NumberSetting, SettingName, Settings, SettingValues } from './settings.ts'

/*
 * What a clause is. A clause is a value: words for people, and small functions that say when it arose, never what day it is today.
 * The engine (engine/walk.ts) owns what is the same for all: starting, joining, discharge, lapse, starting again.
 */

export type Pathway = string

// ---- What clauses read -------------------------------------------------------------------------------------------------------------

/** The facts of a child that have been read so far, in reading order. "Last", "first" and "after" go by that order. */
export interface Facts {
  first<T extends FactType>(type: T, where?: (fact: Fact<T>) => boolean): Fact<T> | undefined
  last<T extends FactType>(type: T, where?: (fact: Fact<T>) => boolean): Fact<T> | undefined
  firstOf(which: (fact: Fact) => boolean): Fact | undefined
  lastOf(which: (fact: Fact) => boolean): Fact | undefined
  any<T extends FactType>(type: T, where?: (fact: Fact<T>) => boolean): boolean
  all<T extends FactType>(type: T, where?: (fact: Fact<T>) => boolean): Fact<T>[]
  allOf(which: (fact: Fact) => boolean): Fact[]
}

/** A child, as far as the record has been read. */
export interface ChildSoFar extends Facts {
  /** The day that is being judged. */
  readonly day: Day
  /** The settings in force on that day. */
  readonly settings: SettingValues
  readonly allSettings: Settings
  readonly calendar: Calendar
  readonly age: CompulsorySchoolAge
  /** Whether any episode is open. */
  readonly onAPathway: boolean
  hasEhcpOn(day: Day): boolean
  hasRead(fact: Fact): boolean
  /** Whether a fact of a type is dated on a day, read already or not. */
  anyOnDay<T extends FactType>(day: Day, type: T, where?: (fact: Fact<T>) => boolean): boolean
  /** What `ask` answers as it stood just before a fact was read. */
  before<Answer>(fact: Fact, ask: () => Answer): Answer
  /** What `ask` answers as it stood just after a fact was read. */
  after<Answer>(fact: Fact, ask: () => Answer): Answer
  /** What `ask` answers when every fact of a day has been read. */
  atEndOf<Answer>(day: Day, ask: () => Answer): Answer
  /** Duties of a clause ever started, in the order of their start. */
  duties(clause: string): readonly DutySoFar[]
  /** The last episode of a pathway, open or ended, of which something is true. */
  lastEpisode(pathway: Pathway, where: (episode: EpisodeSoFar) => boolean): EpisodeSoFar | undefined
}

/** An episode of a child on a pathway: its facts are those from the fact that opened it on. */
export interface EpisodeSoFar extends Facts {
  readonly pathway: Pathway
  readonly child: ChildSoFar
  readonly openedOn: Day
  /** Null while it is open. Its facts go on to be read after its end, for the duties that outlive it. */
  readonly endedOn: Day | null
  readonly opener: Fact
  /** Duties of a clause that belong to the episode, in the order of their start. */
  duties(clause: string): readonly DutySoFar[]
}

/** A duty that has started. */
export interface DutySoFar {
  readonly episode: EpisodeSoFar
  readonly service: Service | null
  readonly startedOn: Day
  readonly because: readonly Fact[]
  readonly dueOn: Day | undefined
  readonly dischargedOn: Day | null
  readonly dischargedBy: Fact | null
  readonly lapsedOn: Day | null
}

// ---- When something starts, is discharged, lapses ----------------------------------------------------------------------------------

/** A fact of a type, of which more may be asked. The episode is that of the row; a duty is given where one is open already. */
export interface Pattern<Args extends unknown[] = [EpisodeSoFar]> {
  readonly type: FactType
  readonly when?: (fact: Fact, ...args: Args) => boolean
}

export const on = <T extends FactType, Args extends unknown[] = [EpisodeSoFar]>(
  type: T,
  when?: (fact: Fact<T>, ...args: Args) => boolean,
): Pattern<Args> => (when ? { type, when: when as (fact: Fact, ...args: Args) => boolean } : { type })

/** A start by a fact of the episode. */
export interface StartByFact extends Pattern {
  /** A further such fact is added to the because of a duty that is open; unless it only ever starts one. */
  readonly onlyStarts?: true
  /** Starts one duty for each of these services. */
  readonly services?: (fact: Fact) => readonly Service[]
}

/** A start as an episode opens, because of the fact given, if any. */
export interface StartAtOpening {
  readonly atOpening: (episode: EpisodeSoFar) => Fact | undefined
}

/** A start together with a duty of another clause, because of the fact that started it. */
export interface StartWithClause {
  readonly with: string
}

/** A start when nothing else of the episode is open, nor shown ahead within a setting in weeks: judged last each day. */
export interface StartWhenIdle {
  readonly idleFor: NumberSetting
}

/**
 * A start by a condition: it starts when the condition comes to hold at the end of a day, and again only when it has ceased to hold in
 * between, or the duty was lapsed by a fact.
 */
export interface StartByCondition {
  readonly condition: Condition
  /** The duty is shown before it starts, when time alone will bring it. */
  readonly shownAhead?: true
  /** It starts once for each `occasion` of the condition, however often the condition holds; and again after it lapsed. */
  readonly oncePerOccasion?: true
}

export type Start = StartByFact | StartAtOpening | StartWithClause | StartWhenIdle | StartByCondition

export interface Condition {
  /** The types of fact on which the answer depends: it is judged anew when one of them has been read. */
  readonly reads: readonly FactType[]
  /** When it holds if nothing further is recorded, and because of what; undefined where only a further fact can make it hold. */
  readonly holds: (episode: EpisodeSoFar) => Holding | undefined
}

/** When a condition holds: from one day until another, both included. */
export interface Holding {
  readonly from: Day
  readonly until: Day
  readonly because: readonly Fact[]
  /** The fact for which a duty starts once, where the row says so. */
  readonly occasion: Fact | undefined
  /** The first day that the calendar does not cover and would have to: it is not known when the condition holds, but not before that day. */
  readonly missing: Day | undefined
  /** How the day from which it holds was arrived at, as a sentence without a full stop, where time brings it. */
  readonly words: (() => string) | undefined
}

interface MoreOfHolding {
  readonly until?: Day | undefined
  readonly occasion?: Fact | undefined
  readonly words?: () => string
}

/** It holds from a day on, because of facts. */
export const holdsFrom = (from: Day, because: readonly Fact[], { until = NEVER, occasion, words }: MoreOfHolding = {}): Holding => ({
  from,
  until,
  because,
  occasion,
  missing: undefined,
  words,
})

/** It cannot be said when it holds, since the calendar does not cover a day. */
export const cannotBeDated = (missing: Day, occasion?: Fact): Holding => ({
  from: NEVER,
  until: NEVER,
  because: [],
  occasion,
  missing,
  words: undefined,
})

/** A fact that discharges. Of the day on which the duty starts it counts whatever its place in the reading order. */
export interface Discharge extends Pattern<[EpisodeSoFar, DutySoFar]> {
  /** Such a fact dated before the start counts too: of the episode or of the child, and from a day on where there is one. */
  readonly earlier?: { readonly of: 'episode' | 'child'; readonly from?: (duty: DutySoFar) => Day | undefined }
  /** It counts on a day after the start only. */
  readonly afterStartDay?: true
}

/** The duty is discharged when another duty of its episode starts. */
export const anotherStarts = 'another duty of the episode starts'

/** What ends the reason for a duty. `conditionCeases`: its condition ceasing to hold by a fact. */
export type Lapse = Pattern<[EpisodeSoFar, DutySoFar]> | typeof conditionCeases
export const conditionCeases = 'its condition ceases to hold by a fact'

/** A fact that brings the due date forward to its own day, if that is earlier, while the duty is open. */
export interface BringsForward extends Pattern<[EpisodeSoFar, DutySoFar]> {
  /** One of the day on which the duty starts counts even if it was read before. */
  readonly onStartDay?: true
  /** Where the date comes from once it has been brought forward, if not from where it came before. */
  readonly from?: DueFrom
}

// ---- When it is due ----------------------------------------------------------------------------------------------------------------

/** Whether a due date is the guidance's own, or comes from a local setting. */
export type DueFrom = 'guidance' | 'setting'

export interface Due {
  /** Undefined where the calendar does not cover a day that is needed: then `missing` names it. */
  readonly on: Day | undefined
  readonly missing: Day | undefined
  readonly from: DueFrom
  /** How the date was arrived at, as a sentence without a full stop. */
  readonly words: () => string
}

export interface DueRule {
  readonly words: string
  readonly settings: readonly SettingName[]
  readonly due: (start: Day, because: Fact, episode: EpisodeSoFar, settings: SettingValues) => Due
}

// ---- The kinds of clause -----------------------------------------------------------------------------------------------------------

/** `must`: the act. `should`: the act, or a reason why not. `consider`: a recorded decision either way. `may`: nothing. */
export type Force = 'must' | 'should' | 'consider' | 'may'

export interface Words {
  /** Section and letter in reading order: the citation used everywhere. */
  readonly id: string
  /** The section of the guidance, or `local` for what the county adds where the guidance is silent. */
  readonly cites: string
  readonly title: string
  /**
   * What the clause asks, in our own words. Here, in the reading and in the words of the start, `{reviewEvery}` stands for the value of the
   * setting of that name, so that they say what holds; titles and the other words carry no such numbers.
   */
  readonly says: string
  /** What we took the words to mean where they leave room. */
  readonly reading?: string
  /** Key phrases of the guidance on which the clause hinges. */
  readonly hinges?: readonly string[]
  readonly startsWords?: string
  readonly dischargedWords?: string
  readonly lapsesWords?: string
  /** Settings that the clause reads, besides those of its due date. */
  readonly uses?: readonly SettingName[]
}

export interface DutyClause extends Words {
  readonly kind: 'duty'
  readonly force: Exclude<Force, 'may'>
  readonly pathways: readonly Pathway[]
  readonly owner: Agency | ((because: Fact, episode: EpisodeSoFar, settings: SettingValues) => Agency)
  readonly ownerWords?: string
  /** The guidance names no owner: whom we ask is our reading. */
  readonly guidanceNamesNobody?: true
  readonly starts: readonly Start[]
  readonly due: DueRule
  readonly discharged: readonly (Discharge | typeof anotherStarts)[]
  readonly lapses?: readonly Lapse[]
  readonly broughtForward?: readonly BringsForward[]
  /** It stays open when its episode ends. */
  readonly outlives?: true
  /** The status that the episode has from the first start on. */
  readonly givesStatus?: string
}

export interface OptionClause extends Words {
  readonly kind: 'option'
  readonly pathways: readonly Pathway[]
  readonly agency: Agency | 'any'
  readonly starts: readonly StartByFact[]
  readonly discharged: readonly Discharge[]
}

/** A label that facts give. Of the child, or of an episode while it is open. */
export type StatusClause = Words & {
  readonly kind: 'status'
  readonly status: string
} & (
    | { readonly of: 'child'; readonly since: (child: ChildSoFar) => { since: Day; until: Day } | undefined }
    | { readonly of: 'episode'; readonly pathway: Pathway; readonly since: (episode: EpisodeSoFar) => Day | undefined }
  )

/** What keeps other rows from starting. */
export interface ExemptionClause extends Words {
  readonly kind: 'exemption'
  readonly pathway: Pathway
  readonly inForce: (episode: EpisodeSoFar) => boolean
}

export type Clause = DutyClause | OptionClause | StatusClause | ExemptionClause

export const duty = (clause: Omit<DutyClause, 'kind'>): DutyClause => ({ kind: 'duty', ...clause })
export const option = (clause: Omit<OptionClause, 'kind'>): OptionClause => ({ kind: 'option', ...clause })
export const exemption = (clause: Omit<ExemptionClause, 'kind'>): ExemptionClause => ({ kind: 'exemption', ...clause })

// ---- Pathways and warnings ---------------------------------------------------------------------------------------------------------

export interface PathwayRule {
  readonly pathway: Pathway
  readonly title: string
  readonly opens: readonly Pattern<[ChildSoFar]>[]
  readonly ends: readonly Pattern[]
  /** Opens only within compulsory school age; otherwise only not after its last day. */
  readonly withinCompulsoryAge?: true
  /** The fact, read before compulsory school age, by which an episode opens on its first day. */
  readonly waiting?: (child: ChildSoFar) => Fact | undefined
}

/** Something to tell about a fact as it is read, once its day is complete. */
export interface WarningByFact {
  readonly code: string
  readonly says: string
  readonly on: Pattern<[ChildSoFar]>
}

/** Something to tell when a condition comes to hold, once an episode; about the first fact of its because. */
export interface WarningByCondition {
  readonly code: string
  readonly says: string
  readonly pathway: Pathway
  readonly condition: Condition
}

export type Warning = WarningByFact | WarningByCondition

/** The guidance of a county: what the engine is given. */
export interface Register {
  readonly name: string
  /** In the order in which a duty that may belong to several takes the first that is open. */
  readonly pathways: readonly PathwayRule[]
  readonly clauses: readonly Clause[]
  /** Facts that end every open episode, and lapse every duty, those too that outlive their episode. */
  readonly endsEverything: readonly Pattern<[ChildSoFar]>[]
  readonly warnings: readonly Warning[]
}
