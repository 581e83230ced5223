import { type FactType, factTypes } from '../../casefile/fact-table.ts'
import type { Fact } from '../../casefile/standing.ts'
import {
  anotherStarts,
  type ChildSoFar,
  type Condition,
  conditionCeases,
  type Discharge,
  type DueFrom,
  type DutyClause,
  type DutySoFar,
  type EpisodeSoFar,
  type Lapse,
  type NumberSetting,
  type OptionClause,
  type Pattern,
  type Register,
  type Start,
  type StartAtOpening,
  type StartByFact,
  type StatusClause,
} from '../clause.ts'

/*
 * A register made ready for walking: for each type of fact, what it may open, start, bring forward, discharge, lapse, end and tell.
 * Types of fact and pathways are numbers here: their places in the fact table and in the register.
 */

/** Lists by the number of a fact type; undefined where there is nothing. */
type ByKind<Item> = readonly (readonly Item[] | undefined)[]

type OnDuty = ((fact: Fact, episode: EpisodeSoFar, duty: DutySoFar) => boolean) | undefined

export interface LoadedPathway {
  readonly index: number
  readonly name: string
  readonly withinCompulsoryAge: boolean
  readonly waiting: ((child: ChildSoFar) => Fact | undefined) | undefined
  /** The conditions of its clauses and warnings, in that order. */
  readonly conditions: LoadedCondition[]
  /** Those whose duties are shown ahead. */
  readonly ahead: LoadedCondition[]
  readonly openings: { readonly duty: LoadedDuty; readonly because: StartAtOpening['atOpening'] }[]
  readonly idle: { readonly duty: LoadedDuty; readonly within: NumberSetting }[]
}

/** A duty or an option, made ready. */
export interface LoadedDuty {
  readonly id: string
  readonly clause: DutyClause | OptionClause
  readonly isOption: boolean
  /** Null for an option. */
  readonly force: DutyClause['force'] | null
  readonly givesStatus: string | undefined
  readonly pathways: readonly number[]
  /** A reason why not settles it. */
  readonly canBeSetAside: boolean
  readonly outlives: boolean
  readonly discharges: ByKind<LoadedDischarge>
  readonly earlierDischarges: readonly LoadedDischarge[]
  readonly endsWhenAnotherStarts: boolean
  readonly lapses: ByKind<{ readonly when: OnDuty }>
  readonly bringsForward: ByKind<LoadedBringsForward>
  readonly bringsForwardOnStartDay: boolean
  /** Duties of other clauses that start with it. */
  readonly followers: LoadedDuty[]
  /** The condition with which it lapses, if it does. */
  lapsesWith: LoadedCondition | undefined
}

export interface LoadedDischarge {
  readonly type: FactType
  readonly when: OnDuty
  readonly earlier: Discharge['earlier']
  readonly afterStartDay: boolean
}

export interface LoadedBringsForward {
  readonly when: OnDuty
  readonly onStartDay: boolean
  readonly from: DueFrom | undefined
}

/** A condition by which a duty starts, or of which a warning tells. */
export interface LoadedCondition {
  /** Its place among all conditions. */
  readonly index: number
  readonly pathway: number
  readonly holds: Condition['holds']
  readonly reads: readonly FactType[]
  readonly duty: LoadedDuty | undefined
  readonly oncePerOccasion: boolean
  readonly warning: { readonly code: string; readonly says: string } | undefined
}

/** What facts of one type may do. */
export interface Doings {
  readonly opens: readonly { readonly pathway: LoadedPathway; readonly when: Pattern<[ChildSoFar]>['when'] }[]
  readonly starts: readonly LoadedStart[]
  readonly ends: readonly { readonly pathway: number; readonly when: Pattern['when'] }[]
  readonly endsEverything: readonly { readonly when: Pattern<[ChildSoFar]>['when'] }[]
  readonly warnings: readonly { readonly code: string; readonly says: string; readonly when: Pattern<[ChildSoFar]>['when'] }[]
  /** The conditions that read the type. */
  readonly conditions: readonly LoadedCondition[]
  readonly isReasonNotDone: boolean
}

export interface LoadedStart {
  readonly duty: LoadedDuty
  readonly when: Pattern['when']
  readonly onlyStarts: boolean
  readonly services: StartByFact['services']
}

export interface Loaded {
  readonly pathways: readonly LoadedPathway[]
  readonly doings: readonly Doings[]
  readonly duties: readonly LoadedDuty[]
  readonly conditions: readonly LoadedCondition[]
  readonly statuses: readonly StatusClause[]
  /** Duties that give a status. */
  readonly givers: readonly LoadedDuty[]
}

/** Makes a register ready. Throws a `TypeError` that names what cannot work. */
export function load(register: Register): Loaded {
  refuseWhatCannotWork(register)
  const pathways: readonly LoadedPathway[] = register.pathways.map((rule, index) => ({
    index,
    name: rule.pathway,
    withinCompulsoryAge: rule.withinCompulsoryAge === true,
    waiting: rule.waiting,
    conditions: [],
    ahead: [],
    openings: [],
    idle: [],
  }))
  const conditions: LoadedCondition[] = []
  const duties = register.clauses
    .filter((clause) => clause.kind === 'duty' || clause.kind === 'option')
    .map((clause) => loadDuty(clause, pathways, conditions))
  for (const duty of duties) attachFollowers(duty, duties)
  for (const warning of register.warnings) {
    if (!('condition' in warning)) continue
    const { code, says, pathway, condition } = warning
    addCondition(condition, pathwayNamed(pathways, pathway, code), conditions, { warning: { code, says } })
  }
  return {
    pathways,
    doings: factTypes.map((type) => doingsOf(type, register, pathways, duties, conditions)),
    duties,
    conditions,
    givers: duties.filter(({ givesStatus }) => givesStatus),
    statuses: register.clauses.filter((clause) => clause.kind === 'status'),
  }
}

/** What types do not see: a clause named twice, one that can never start, and a condition whose pathway is not plain. */
function refuseWhatCannotWork({ clauses }: Register): void {
  const ids = new Set<string>()
  for (const clause of clauses) {
    if (ids.has(clause.id)) throw new TypeError(`${clause.id} stands twice in the register`)
    ids.add(clause.id)
    if (clause.kind !== 'duty' && clause.kind !== 'option') continue
    if (clause.starts.length === 0 || clause.pathways.length === 0) throw new TypeError(`${clause.id} can never start`)
    const byCondition = (clause.starts as readonly Start[]).some((start) => 'condition' in start)
    if (byCondition && clause.pathways.length > 1)
      throw new TypeError(`${clause.id} starts by a condition, and belongs to more than one pathway`)
    if (clause.kind === 'duty' && clause.lapses?.includes(conditionCeases) && !byCondition) {
      throw new TypeError(`${clause.id} lapses with its condition, and has none`)
    }
  }
}

function loadDuty(clause: DutyClause | OptionClause, pathways: readonly LoadedPathway[], conditions: LoadedCondition[]): LoadedDuty {
  const isDuty = clause.kind === 'duty'
  const ways: readonly (Discharge | typeof anotherStarts)[] = clause.discharged
  const discharged = ways.filter((way) => way !== anotherStarts).map(loadDischarge)
  const lapses: readonly Lapse[] = (isDuty && clause.lapses) || []
  const broughtForward = (isDuty && clause.broughtForward) || []
  const own = clause.pathways.map((pathway) => pathwayNamed(pathways, pathway, clause.id))
  const duty: LoadedDuty = {
    id: clause.id,
    clause,
    isOption: !isDuty,
    force: isDuty ? clause.force : null,
    givesStatus: isDuty ? clause.givesStatus : undefined,
    pathways: own.map(({ index }) => index),
    canBeSetAside: isDuty && clause.force === 'should',
    outlives: isDuty && clause.outlives === true,
    discharges: byKind(discharged),
    earlierDischarges: discharged.filter(({ earlier }) => earlier),
    endsWhenAnotherStarts: ways.includes(anotherStarts),
    lapses: byKind(lapses.filter((lapse) => lapse !== conditionCeases).map(({ type, when }) => ({ type, when }))),
    bringsForward: byKind(
      broughtForward.map(({ type, when, onStartDay, from }) => ({ type, when, onStartDay: onStartDay === true, from })),
    ),
    bringsForwardOnStartDay: broughtForward.some(({ onStartDay }) => onStartDay),
    followers: [],
    lapsesWith: undefined,
  }
  for (const start of clause.starts as readonly Start[]) {
    for (const pathway of own) {
      if ('atOpening' in start) pathway.openings.push({ duty, because: start.atOpening })
      if ('idleFor' in start) pathway.idle.push({ duty, within: start.idleFor })
      if (!('condition' in start)) continue
      const condition = addCondition(start.condition, pathway, conditions, { duty, oncePerOccasion: start.oncePerOccasion === true })
      if (start.shownAhead) pathway.ahead.push(condition)
      if (lapses.includes(conditionCeases)) duty.lapsesWith = condition
    }
  }
  return duty
}

const loadDischarge = ({ type, when, earlier, afterStartDay }: Discharge): LoadedDischarge => ({
  type,
  when,
  earlier,
  afterStartDay: afterStartDay === true,
})

function addCondition(
  { holds, reads }: Condition,
  pathway: LoadedPathway,
  conditions: LoadedCondition[],
  { duty, warning, oncePerOccasion = false }: Partial<Pick<LoadedCondition, 'duty' | 'warning' | 'oncePerOccasion'>>,
): LoadedCondition {
  const condition = { index: conditions.length, pathway: pathway.index, holds, reads, duty, oncePerOccasion, warning }
  conditions.push(condition)
  pathway.conditions.push(condition)
  return condition
}

function attachFollowers(follower: LoadedDuty, duties: readonly LoadedDuty[]): void {
  for (const start of follower.clause.starts as readonly Start[]) {
    if (!('with' in start)) continue
    const leader = duties.find(({ id }) => id === start.with)
    if (!leader) throw new TypeError(`${follower.id} starts with ${start.with}, which is no duty of the register`)
    leader.followers.push(follower)
  }
}

function doingsOf(
  type: FactType,
  register: Register,
  pathways: readonly LoadedPathway[],
  duties: readonly LoadedDuty[],
  conditions: readonly LoadedCondition[],
): Doings {
  const ofType = (pattern: { readonly type: FactType }) => pattern.type === type
  return {
    opens: register.pathways.flatMap(({ opens }, index) =>
      opens.filter(ofType).map(({ when }) => ({ pathway: pathways[index] as LoadedPathway, when })),
    ),
    starts: duties.flatMap((duty) => startsByFact(duty, type)),
    ends: register.pathways.flatMap(({ ends }, pathway) => ends.filter(ofType).map(({ when }) => ({ pathway, when }))),
    endsEverything: register.endsEverything.filter(ofType).map(({ when }) => ({ when })),
    warnings: register.warnings.flatMap((warning) =>
      'on' in warning && ofType(warning.on) ? [{ code: warning.code, says: warning.says, when: warning.on.when }] : [],
    ),
    conditions: conditions.filter(({ reads }) => reads.includes(type)),
    isReasonNotDone: type === 'reason-not-done',
  }
}

const startsByFact = (duty: LoadedDuty, type: FactType): LoadedStart[] =>
  (duty.clause.starts as readonly Start[]).flatMap((start) =>
    'type' in start && start.type === type
      ? [{ duty, when: start.when, onlyStarts: start.onlyStarts === true, services: start.services }]
      : [],
  )

const byKind = <P extends { readonly type: FactType }>(patterns: readonly P[]): ByKind<P> =>
  factTypes.map((type) => {
    const ofType = patterns.filter((pattern) => pattern.type === type)
    return ofType.length > 0 ? ofType : undefined
  })

function pathwayNamed(pathways: readonly LoadedPathway[], name: string, by: string): LoadedPathway {
  const pathway = pathways.find((pathway) => pathway.name === name)
  if (!pathway) throw new TypeError(`${by} belongs to the pathway ${name}, which is none of the register`)
  return pathway
}
