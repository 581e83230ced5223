import { dayOf } from '../../calendar/civil-date.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../../casefile/assessment.ts'
import { type FactType, factTypes, type RecordedFact } from '../../casefile/fact-table.ts'
import type { DutyClause, Pathway, Register } from '../clause.ts'
import { type Bound, type Broken, isAskedNow, type Searched, type Step, searchFrom, type Ways } from './breadth-first.ts'
import { reasonsNotDone } from './counter-example.ts'
import { type Move, moves } from './moves.ts'
import { isOfEpisode } from './promise.ts'
import { nothingRecorded } from './starts.ts'

/*
 * Where the guidance leaves a child without a next step: found by the same search, in the register without the review that fills every such
 * gap. What is looked for is each clause after which nothing may be asked, and each kind of fact that closes it.
 */

/** A way in which a child on a pathway comes to be without a next step, with a shortest path to it. */
export interface Gap {
  readonly pathway: Pathway
  /** The clause of the case that closed last; null where nothing of the case has ever been asked. */
  readonly clause: string | null
  /** How it closed; null where nothing did. */
  readonly how: 'discharged' | 'set-aside' | 'lapsed' | null
  /** The type of the fact by which it closed or, where nothing did, by which the episode opened. */
  readonly by: FactType
  readonly steps: readonly Step[]
  /** What comes by itself later, if anything does: which clause, and on what day. */
  readonly comesBack: { readonly clause: string; readonly on: AssessedDuty['startedOn'] } | null
}

/**
 * How far the search for gaps goes: steps, and duties that are open at once. Within it the list is whole, and each path is a shortest. A
 * bound on what is open at once keeps out cases in which several things go on side by side; a gap is where none does.
 */
export const gapBound = { steps: { cme: 5, pme: 5, exclusion: 6 } as Readonly<Record<Pathway, number>>, otherSteps: 5, openAtOnce: 3 }

/**
 * The gaps of a register: by pathway, in the order of the clauses. Each pathway is searched alone, in children who are on no other, with
 * the facts that its clauses name.
 */
export function findGaps(searched: Searched, most = gapBound): Gap[] {
  const { register } = searched
  return register.pathways.flatMap(({ pathway, opens }) => {
    const openers = new Set(opens.map(({ type }) => type))
    const found = new Map<string, Gap>()
    const bound: Bound = { depth: most.steps[pathway] ?? most.otherSteps, states: Number.POSITIVE_INFINITY }
    searchFrom([nothingRecorded], searched, bound, waysAlong(pathway, searched, most.openAtOnce), (broken) => {
      for (const episode of broken.episodes) {
        if (episode.pathway !== pathway) continue
        const gap = gapOf(broken, episode, openers)
        const key = keyOf(gap)
        if (!found.has(key)) found.set(key, gap)
      }
      return 'go on'
    })
    return inOrder([...found.values()], register)
  })
}

const keyOf = ({ clause, how, by }: Gap): string => `${clause} ${how} ${by}`

function inOrder(gaps: Gap[], { clauses }: Register): Gap[] {
  const placeOf = ({ clause }: Gap) => clauses.findIndex(({ id }) => id === clause)
  return gaps.sort(
    (a, b) => placeOf(a) - placeOf(b) || a.steps.length - b.steps.length || factTypes.indexOf(a.by) - factTypes.indexOf(b.by),
  )
}

function gapOf({ start, steps, answer }: Broken, episode: AssessedEpisode, opens: ReadonlySet<FactType>): Gap {
  const facts = [...start.facts, ...steps.flatMap(({ fact }) => fact ?? [])]
  const own = answer.duties.filter((duty) => isOfEpisode(duty, episode))
  const closed = own.filter(({ dischargedOn, lapsedOn }) => dischargedOn !== null || lapsedOn !== null)
  const last = closed.reduce<AssessedDuty | undefined>((last, duty) => (last && !closedLater(duty, last, facts) ? last : duty), undefined)
  const coming = own.find(({ state }) => state === 'upcoming')
  return {
    pathway: episode.pathway,
    clause: last?.clause ?? null,
    how: last ? howClosed(last) : null,
    by: (
      facts[
        last ? placeOfClosing(last, facts) : facts.findIndex(({ on, type }) => on === episode.openedOn && opens.has(type))
      ] as RecordedFact
    ).type,
    steps,
    comesBack: coming ? { clause: coming.clause, on: coming.startedOn } : null,
  }
}

/** Closed by a fact recorded later or, by the same fact, later in the order of the answer. */
const closedLater = (duty: AssessedDuty, other: AssessedDuty, facts: readonly RecordedFact[]): boolean =>
  placeOfClosing(duty, facts) >= placeOfClosing(other, facts)

const placeOfClosing = ({ dischargedBy, lapsedBy }: AssessedDuty, facts: readonly RecordedFact[]): number =>
  facts.findIndex(({ id }) => id === (dischargedBy ?? lapsedBy))

function howClosed({ state }: AssessedDuty): Gap['how'] {
  return state === 'set-aside' || state === 'lapsed' ? state : 'discharged'
}

// ---- Along one pathway -------------------------------------------------------------------------------------------------------------

/**
 * Facts of the day on which the record stands, and the passing of time: whether a duty is closed on its due day or before makes no other
 * gap. The last step can only leave a child without a next step if it closes something.
 */
function waysAlong(pathway: Pathway, { register, calendar }: Searched, openAtOnce: number): Ways {
  const clauses = register.clauses.filter((clause) => clause.kind === 'duty' && clause.pathways.includes(pathway)) as DutyClause[]
  const named = typesNamed(pathway, register, clauses)
  const closers = new Map(clauses.map((clause) => [clause.id, typesThatClose(clause)]))
  const possible = moves.filter(({ type }) => named.has(type))
  const reasons = reasonsNotDone(register)
  /** The moves that may close everything that is asked of the child now. */
  const closing = ({ duties }: Assessment): readonly Move[] => {
    const asked = duties.filter((duty) => isAskedNow(duty) && duty.pathway === pathway)
    return possible.filter(({ type }) => asked.every(({ clause }) => closers.get(clause)?.has(type)))
  }
  return {
    movesFrom: (answer, isLast) => [...(isLast ? closing(answer) : possible), ...reasons(answer)],
    daysFrom: ({ asOf }) => [calendar.workingDayAfter(dayOf(asOf), 1) ?? dayOf(asOf)],
    goesOnFrom: ({ episodes, duties }) =>
      !episodes.some((episode) => episode.pathway !== pathway && episode.endedOn === null) && duties.filter(isAskedNow).length <= openAtOnce,
    judgesAhead: false,
  }
}

/** The types of fact by which the pathway opens, or that one of its clauses names. */
function typesNamed(pathway: Pathway, register: Register, clauses: readonly DutyClause[]): ReadonlySet<FactType> {
  const opens = register.pathways.flatMap((rule) => (rule.pathway === pathway ? rule.opens : []))
  return new Set([
    ...opens.map(({ type }) => type),
    ...clauses.flatMap((clause) => [
      ...typesThatStart(clause),
      ...typesThatClose(clause),
      ...(clause.broughtForward ?? []).map(({ type }) => type),
    ]),
  ])
}

const typesThatStart = ({ starts }: DutyClause): FactType[] =>
  starts.flatMap((start) => ('type' in start ? start.type : 'condition' in start ? start.condition.reads : []))

/** What discharges or lapses a duty, or ends its condition. */
function typesThatClose({ starts, discharged, lapses = [] }: DutyClause): ReadonlySet<FactType> {
  const read = starts.flatMap((start) => ('condition' in start ? start.condition.reads : []))
  return new Set([...read, ...[...discharged, ...lapses].flatMap((way) => (typeof way === 'string' ? [] : way.type))])
}
