import { type CivilDate, civilDate, compare, type Day, dayOf } from '../calendar/civil-date.ts'
import type { Content } from './casework-table.ts'
import { dayOfNotice, type NoticePeriod, noticePeriod } from './notice-period.ts'
import { lawOn, lawsOfOrders, type OrderLaw, type OrderStage, type StageId } from './order-stages.ts'
import type { Fact } from './standing.ts'

/*
 * Where a School Attendance Order stands on a day: which stages are done, which notice runs, what comes next, and what has to stand before it. What is owed and by
 * when is the guidance's to say.
 */

/** One time that a stage was done: by a fact, or an entry. */
export interface StageDone {
  /** The fact, or the entry. */
  readonly id: string
  readonly on: CivilDate
  /** The particulars of the fact, or the content of the entry; nothing where none are on record. */
  readonly content: Content | undefined
}

/** What has to stand before a stage and does not. */
export type Missing =
  | { readonly what: 'home-education-check' | 'educated-at-home' }
  | { readonly what: 'stage'; readonly stage: OrderStage }
  | { readonly what: 'period'; readonly stage: OrderStage; readonly period: NoticePeriod }

/**
 * done: on record; now: its notice runs; next: the way goes on with it; may: open besides; left-out: not on record, though what comes after it is; not-needed: the
 * order has ended.
 */
export type StageState = 'done' | 'now' | 'next' | 'may' | 'not-yet' | 'left-out' | 'not-needed'

export interface StageSeen {
  readonly stage: OrderStage
  readonly state: StageState
  /** Each time, the last first. */
  readonly done: readonly StageDone[]
  readonly missing: readonly Missing[]
  /** Of the last notice. */
  readonly period: NoticePeriod | undefined
}

export interface OrderSeen {
  readonly law: OrderLaw
  readonly stages: readonly StageSeen[]
  /** The first day of the last order; nothing where none was started. */
  readonly startedOn: CivilDate | undefined
  readonly hasEnded: boolean
}

/** What is known of a child that an order rests on. */
export interface OrderKnown {
  /** What stands, in reading order. */
  readonly facts: readonly Fact[]
  /** The particulars that are on record of a fact. */
  readonly particularsOf: (fact: string) => Content | undefined
  /** The entries of the kind `order-stage`. */
  readonly entries: readonly { readonly id: string; readonly on: CivilDate; readonly content: Content }[]
  readonly home: HomeEducation
}

/** What is known of the home education of a child. */
export interface HomeEducation {
  /** The last check of the register in this case, or nothing. */
  readonly checkedOn: CivilDate | undefined
  /** The last check found the child on the register, and no concern is open. */
  readonly isEducatedAtHome: boolean
}

/** Of the last order: what is on record from the day on which it was started to the day asked about. */
export function orderOn(known: OrderKnown, day: Day): OrderSeen {
  const steps = known.facts.filter((fact): fact is Fact<'sao'> => fact.type === 'sao' && fact.day <= day)
  const place = steps.findLastIndex(({ detail }) => detail.step === 'initiated')
  const start = steps[place]
  const law = lawOn(start?.on ?? civilDate(day))
  const { stages } = lawsOfOrders[law]
  const done = doneIn(known, start ? steps.slice(place) : steps, start?.on ?? null, day)
  const of = (id: StageId): readonly StageDone[] => done.get(id) ?? []
  const hasEnded = stages.some(({ id, course }) => course === 'end' && of(id).length > 0)
  const passed = new Set(stages.flatMap(({ id }) => (of(id).length > 0 ? before(id, stages) : [])))
  return {
    law,
    startedOn: start?.on,
    hasEnded,
    stages: stages.map((stage): StageSeen => {
      const period = periodOf(stage, of(stage.id)[0])
      const missing = missingBefore(stage, stages, of, known.home, day)
      const isRunning = period !== undefined && dayOfNotice(period, day) !== undefined
      const state = stateOf(stage, { isDone: of(stage.id).length > 0, isRunning, hasEnded, isPassed: passed.has(stage.id), missing })
      return { stage, state, done: of(stage.id), missing, period }
    }),
  }
}

function doneIn(
  { entries, particularsOf }: OrderKnown,
  steps: readonly Fact<'sao'>[],
  from: CivilDate | null,
  day: Day,
): ReadonlyMap<unknown, readonly StageDone[]> {
  const all = [
    ...steps.map(({ id, on, detail }) => ({ stage: detail.step as unknown, id, on, content: particularsOf(id) })),
    ...entries
      .filter(({ on }) => dayOf(on) <= day && (from === null || on >= from))
      .map(({ id, on, content }) => ({ stage: content['stage'], id, on, content })),
  ]
  return Map.groupBy(
    all.toSorted((a, b) => compare(b.on, a.on)),
    ({ stage }) => stage,
  )
}

/** Everything that a stage comes after. */
function before(id: StageId, stages: readonly OrderStage[]): readonly StageId[] {
  const { after = [] } = stages.find((stage) => stage.id === id) ?? {}
  return after.flatMap((one) => [one, ...before(one, stages)])
}

/** The period that a notice states, or the least that the law has. */
function periodOf({ noticeDays }: OrderStage, done: StageDone | undefined): NoticePeriod | undefined {
  if (noticeDays === undefined || !done) return undefined
  const stated = done.content?.['period']
  return noticePeriod(dayOf(done.on), Math.max(noticeDays, typeof stated === 'number' ? stated : 0))
}

function missingBefore(
  { after, course }: OrderStage,
  stages: readonly OrderStage[],
  of: (id: StageId) => readonly StageDone[],
  home: HomeEducation,
  day: Day,
): readonly Missing[] {
  const others = after.flatMap((id): readonly Missing[] => {
    const stage = stages.find((one) => one.id === id)
    if (!stage) return []
    const [last] = of(id)
    if (!last) return [{ what: 'stage', stage }]
    const period = periodOf(stage, last)
    return period && day < period.nextStepFrom ? [{ what: 'period', stage, period }] : []
  })
  if (course !== 'way') return others
  if (home.isEducatedAtHome) return [{ what: 'educated-at-home' }, ...others]
  return home.checkedOn === undefined ? [{ what: 'home-education-check' }, ...others] : others
}

interface Judged {
  readonly isDone: boolean
  readonly isRunning: boolean
  readonly hasEnded: boolean
  readonly isPassed: boolean
  readonly missing: readonly Missing[]
}

function stateOf({ course }: OrderStage, { isDone, isRunning, hasEnded, isPassed, missing }: Judged): StageState {
  if (isDone) return isRunning && !hasEnded ? 'now' : 'done'
  if (hasEnded) return 'not-needed'
  if (isPassed) return 'left-out'
  if (missing.length > 0) return 'not-yet'
  return course === 'way' ? 'next' : 'may'
}
