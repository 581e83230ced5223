import { type FactType, factTypes } from '../../casefile/fact-table.ts'
import {
  anotherStarts,
  type BringsForward,
  type ChildSoFar,
  type Condition,
  conditionCeases,
  type Discharge,
  type DutyClause,
  type DutySoFar,
  type EpisodeSoFar,
  type OptionClause,
  type Pathway,
  type PathwayRule,
  type Pattern,
  type Register,
  type Start,
  type StartAtOpening,
  type StartByCondition,
  type StartByFact,
  type StatusClause,
  type WarningByCondition,
} from '../clause.ts'

/*
 * A register made ready for walking: for each type of fact, what it may open, start, bring forward, discharge, lapse, end and tell.
 * Types of fact are numbers here: their places in the fact table.
 */

/** Lists by the number of a fact type; undefined where there is nothing. */
type ByKind<Item> = readonly (readonly Item[] | undefined)[]

/** A duty or an option, made ready. */
export interface LoadedDuty {
  readonly id: string
  readonly clause: DutyClause | OptionClause
  readonly isOption: boolean
  /** A reason why not settles it. */
  readonly canBeSetAside: boolean
  readonly outlives: boolean
  readonly discharges: ByKind<Discharge>
  readonly discharged: readonly Discharge[]
  readonly earlierDischarges: readonly Discharge[]
  readonly endsWhenAnotherStarts: boolean
  readonly lapses: ByKind<Pattern<[EpisodeSoFar, DutySoFar]>>
  readonly bringsForward: ByKind<BringsForward>
  readonly broughtForwardOnStartDay: readonly BringsForward[]
  readonly followers: LoadedDuty[]
  /** Set where the duty lapses as its condition ceases. */
  readonly lapsesWith: LoadedCondition | undefined
}

/** A condition by which a duty starts, or of which a warning tells. */
export interface LoadedCondition {
  /** Its place among all conditions. */
  readonly index: number
  readonly pathway: Pathway
  readonly condition: Condition
  readonly start: { readonly duty: LoadedDuty; readonly shownAhead: boolean; readonly oncePerTrigger: boolean } | undefined
  readonly warning: WarningByCondition | undefined
}

export interface LoadedStart {
  readonly duty: LoadedDuty
  readonly start: StartByFact
}

/** What facts of one type may do. */
export interface Doings {
  readonly opens: readonly { readonly rule: PathwayRule; readonly pattern: Pattern<[ChildSoFar]> }[]
  readonly starts: readonly LoadedStart[]
  readonly ends: readonly { readonly pathway: Pathway; readonly pattern: Pattern }[]
  readonly endsEverything: readonly Pattern<[ChildSoFar]>[]
  readonly warnings: readonly { readonly code: string; readonly says: string; readonly pattern: Pattern<[ChildSoFar]> }[]
  /** The conditions that read the type. */
  readonly conditions: readonly LoadedCondition[]
  readonly isReasonNotDone: boolean
}

export interface Loaded {
  readonly register: Register
  readonly doings: readonly Doings[]
  readonly duties: readonly LoadedDuty[]
  /** In the order of the clauses, then the warnings. */
  readonly conditions: readonly LoadedCondition[]
  /** Those whose duties are shown ahead. */
  readonly ahead: readonly LoadedCondition[]
  readonly idle: readonly LoadedDuty[]
  readonly openings: readonly { readonly pathway: Pathway; readonly duty: LoadedDuty; readonly because: StartAtOpening['atOpening'] }[]
  readonly waiting: readonly PathwayRule[]
  readonly statuses: readonly StatusClause[]
}

/** Makes a register ready. Throws a `TypeError` that names a clause which cannot work. */
export function load(register: Register): Loaded {
  const conditions: LoadedCondition[] = []
  const duties = register.clauses.filter((clause) => clause.kind === 'duty' || clause.kind === 'option').map((clause) => loadDuty(clause, conditions))
  for (const warning of register.warnings) {
    if ('condition' in warning) {
      conditions.push({ index: conditions.length, pathway: warning.pathway, condition: warning.condition, start: undefined, warning })
    }
  }
  for (const follower of duties) {
    for (const start of follower.clause.starts) {
      if ('with' in start) dutyNamed(duties, start.with, follower.id).followers.push(follower)
    }
  }
  return {
    register,
    doings: factTypes.map((type) => doingsOf(type, register, duties, conditions)),
    duties,
    conditions,
    ahead: conditions.filter(({ start }) => start?.shownAhead),
    idle: duties.filter(({ clause }) => clause.starts.some((start) => 'idleFor' in start)),
    openings: duties.flatMap((duty) =>
      duty.clause.starts.flatMap((start) =>
        'atOpening' in start ? duty.clause.pathways.map((pathway) => ({ pathway, duty, because: start.atOpening })) : [],
      ),
    ),
    waiting: register.pathways.filter((rule) => rule.waiting),
    statuses: register.clauses.filter((clause) => clause.kind === 'status'),
  }
}

function loadDuty(clause: DutyClause | OptionClause, conditions: LoadedCondition[]): LoadedDuty {
  const ways: readonly (Discharge | typeof anotherStarts)[] = clause.discharged
  const discharged = ways.filter((way) => way !== anotherStarts)
  const lapses = clause.kind === 'duty' ? (clause.lapses ?? []) : []
  const broughtForward = clause.kind === 'duty' ? (clause.broughtForward ?? []) : []
  const starts: readonly Start[] = clause.starts
  const byCondition = starts.find((start): start is StartByCondition => 'condition' in start)
  const index = conditions.length
  const duty: LoadedDuty = {
    id: clause.id,
    clause,
    isOption: clause.kind === 'option',
    canBeSetAside: clause.kind === 'duty' && clause.force === 'should',
    outlives: clause.kind === 'duty' && clause.outlives === true,
    discharges: byKind(discharged),
    discharged,
    earlierDischarges: discharged.filter((discharge) => discharge.earlier),
    endsWhenAnotherStarts: ways.includes(anotherStarts),
    lapses: byKind(lapses.filter((lapse) => lapse !== conditionCeases)),
    bringsForward: byKind(broughtForward),
    broughtForwardOnStartDay: broughtForward.filter((pattern) => pattern.onStartDay),
    followers: [],
    get lapsesWith() {
      return lapses.includes(conditionCeases) ? conditions[index] : undefined
    },
  }
  if (byCondition) {
    const [pathway, ...others] = clause.pathways
    if (pathway === undefined || others.length > 0) throw new TypeError(`${clause.id} starts by a condition and needs one pathway`)
    const { condition, shownAhead, oncePerTrigger } = byCondition
    const start = { duty, shownAhead: shownAhead === true, oncePerTrigger: oncePerTrigger === true }
    conditions.push({ index, pathway, condition, start, warning: undefined })
  }
  return duty
}

function doingsOf(type: FactType, register: Register, duties: readonly LoadedDuty[], conditions: readonly LoadedCondition[]): Doings {
  const ofType = <P extends { readonly type: FactType }>(pattern: P) => pattern.type === type
  return {
    opens: register.pathways.flatMap((rule) => rule.opens.filter(ofType).map((pattern) => ({ rule, pattern }))),
    starts: duties.flatMap((duty) => duty.clause.starts.flatMap((start) => ('type' in start && start.type === type ? [{ duty, start }] : []))),
    ends: register.pathways.flatMap(({ pathway, ends }) => ends.filter(ofType).map((pattern) => ({ pathway, pattern }))),
    endsEverything: register.endsEverything.filter(ofType),
    warnings: register.warnings.flatMap((warning) =>
      'on' in warning && warning.on.type === type ? [{ code: warning.code, says: warning.says, pattern: warning.on }] : [],
    ),
    conditions: conditions.filter(({ condition }) => condition.reads.includes(type)),
    isReasonNotDone: type === 'reason-not-done',
  }
}

const byKind = <P extends { readonly type: FactType }>(patterns: readonly P[]): ByKind<P> =>
  factTypes.map((type) => {
    const ofType = patterns.filter((pattern) => pattern.type === type)
    return ofType.length > 0 ? ofType : undefined
  })

function dutyNamed(duties: readonly LoadedDuty[], id: string, follower: string): LoadedDuty {
  const duty = duties.find((duty) => duty.id === id)
  if (!duty) throw new TypeError(`${follower} starts with ${id}, which is no duty of the register`)
  return duty
}
