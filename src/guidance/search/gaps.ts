import { civilDate, type Day, dayOf } from '../../calendar/civil-date.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../../casefile/assessment.ts'
import { type FactType, factTypes, type RecordedFact } from '../../casefile/fact-table.ts'
import type { DutyClause, Pathway, Register } from '../clause.ts'
import { type Broken, isAskedNow, type Searched, type Step, searchFrom, type Ways } from './breadth-first.ts'
import { type Move, moves, reasonsNotDone } from './moves.ts'
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
  readonly how: 'discharged' | 'set-aside' | 'lapsed' | 'nothing-asked'
  /** The fact by which it closed or, where nothing was asked, by which the episode opened. */
  readonly by: RecordedFact
  readonly steps: readonly GapStep[]
  /** What comes by itself later, if anything does: which clause, and on what day. */
  readonly comesBack: { readonly clause: string; readonly on: Day } | null
}

/** A step of a path and, where it is only time that passes, what time brings, a sentence each without a full stop. */
export interface GapStep extends Step {
  readonly brings: readonly string[]
}

export interface GapBound {
  /** How many steps at most, by pathway. */
  readonly steps: Readonly<Record<Pathway, number>>
  /** How many duties at most are open at once on the way. More go on side by side only until they are closed, and a gap is where none is. */
  readonly openAtOnce: number
}

export const gapBound: GapBound = { steps: { cme: 5, pme: 5, exclusion: 6 }, openAtOnce: 3 }

/**
 * The gaps of a register, by pathway, in the order of its clauses: all of them within the bound, each with a shortest path. Each pathway is
 * searched alone, in children on no other, with the facts that its clauses name, one a working day.
 */
export function findGaps(searched: Searched, { steps, openAtOnce }: GapBound = gapBound): Gap[] {
  const { register } = searched
  return register.pathways.flatMap(({ pathway }) => {
    const found = new Map<string, Gap>()
    const bound = { depth: steps[pathway] ?? 0, states: Number.POSITIVE_INFINITY }
    searchFrom([nothingRecorded], searched, bound, waysAlong(pathway, searched, openAtOnce), (broken) => {
      const episode = broken.episodes.find((episode) => episode.pathway === pathway)
      if (episode) addGap(found, broken, episode, searched)
      return 'go on'
    })
    return inOrder([...found.values()], register)
  })
}

/** Keeps the first gap of its kind, which is one of the fewest steps. */
function addGap(found: Map<string, Gap>, broken: Broken, episode: AssessedEpisode, searched: Searched): void {
  const what = whatClosed(broken, episode, searched.register)
  const kind = `${what.clause} ${what.how} ${what.by.type}`
  if (found.has(kind)) return
  const coming = broken.answer.duties.find((duty) => duty.state === 'upcoming' && isOfEpisode(duty, episode))
  found.set(kind, {
    pathway: episode.pathway,
    ...what,
    steps: broken.steps.map((step, index) => ({ ...step, brings: step.fact ? [] : broughtByTime(broken, index, searched) })),
    comesBack: coming ? { clause: coming.clause, on: dayOf(coming.startedOn) } : null,
  })
}

/** In the order of the clauses, then the shorter first, then in the order of the fact table. */
function inOrder(gaps: Gap[], { clauses }: Register): Gap[] {
  const placeOf = ({ clause }: Gap) => clauses.findIndex(({ id }) => id === clause)
  const kindOf = ({ by }: Gap) => factTypes.indexOf(by.type)
  return gaps.sort((a, b) => placeOf(a) - placeOf(b) || a.steps.length - b.steps.length || kindOf(a) - kindOf(b))
}

function whatClosed({ start, steps, answer }: Broken, episode: AssessedEpisode, register: Register): Pick<Gap, 'clause' | 'how' | 'by'> {
  const facts = factsIn(start.facts, steps)
  const placeOfClosing = ({ dischargedBy, lapsedBy }: AssessedDuty) => facts.findIndex(({ id }) => id === (dischargedBy ?? lapsedBy))
  let last: AssessedDuty | undefined
  for (const duty of answer.duties) {
    if (duty.state === 'upcoming' || !isOfEpisode(duty, episode)) continue
    // Of those that one fact closes, the last in the order of the answer.
    if (!last || placeOfClosing(duty) >= placeOfClosing(last)) last = duty
  }
  if (last) return { clause: last.clause, how: howClosed(last), by: facts[placeOfClosing(last)] as RecordedFact }
  const opens = register.pathways.flatMap((rule) => (rule.pathway === episode.pathway ? rule.opens : []))
  const opener = facts.find(({ on, type }) => on === episode.openedOn && opens.some((pattern) => pattern.type === type))
  return { clause: null, how: 'nothing-asked', by: opener as RecordedFact }
}

const factsIn = (first: readonly RecordedFact[], steps: readonly Step[]): readonly RecordedFact[] => [
  ...first,
  ...steps.flatMap(({ fact }) => fact ?? []),
]

function howClosed({ state }: AssessedDuty): Gap['how'] {
  return state === 'set-aside' || state === 'lapsed' ? state : 'discharged'
}

/** What starts, becomes overdue or is told on the day of a step on which nothing is recorded. */
function broughtByTime({ start, steps }: Broken, index: number, { guidance, calendar, settings }: Searched): string[] {
  const { on } = steps[index] as Step
  const caseFile = { child: start.child, facts: factsIn(start.facts, steps.slice(0, index)) }
  const yesterday = guidance.assess(caseFile, calendar, settings, on - 1)
  const { duties, warnings } = guidance.assess(caseFile, calendar, settings, on)
  const started = duties.filter(({ state, startedOn }) => state === 'open' && startedOn === civilDate(on))
  const late = duties.filter(({ state, dueOn }) => state === 'overdue' && dueOn === civilDate(on - 1))
  return [
    ...started.map(({ clause }) => `${clause} starts`),
    ...late.map(({ clause }) => `${clause} is overdue`),
    ...warnings.slice(yesterday.warnings.length).map(({ text }) => text.replace(/\.$/, '')),
  ]
}

// ---- Along one pathway -------------------------------------------------------------------------------------------------------------

/** One fact a working day, and the passing of time: whether a duty is closed on its due day or before makes no other gap. */
function waysAlong(pathway: Pathway, { register, calendar }: Searched, openAtOnce: number): Ways {
  const clauses = register.clauses.filter((clause) => clause.kind === 'duty' && clause.pathways.includes(pathway)) as readonly DutyClause[]
  const named = typesNamed(pathway, register, clauses)
  const possible = moves.filter(({ type }) => named.has(type))
  const closers = new Map(clauses.map((clause) => [clause.id, typesThatClose(clause)]))
  const reasons = reasonsNotDone(register)
  const openEpisode = ({ episodes }: Assessment) => episodes.find((episode) => episode.pathway === pathway && episode.endedOn === null)
  /** The last step leaves a child without a next step only if it may close all that is asked. */
  const closing = (answer: Assessment): readonly Move[] => {
    const episode = openEpisode(answer)
    const asked = episode ? answer.duties.filter((duty) => isAskedNow(duty) && isOfEpisode(duty, episode)) : []
    return possible.filter(({ type }) => asked.every(({ clause }) => closers.get(clause)?.has(type)))
  }
  return {
    movesFrom: (answer, isLast) => [...(isLast ? closing(answer) : possible), ...reasons(answer)],
    daysFrom: ({ asOf }) => [calendar.workingDayAfter(dayOf(asOf), 1) ?? dayOf(asOf)],
    goesOnFrom: ({ episodes, duties }) =>
      !episodes.some((episode) => episode.pathway !== pathway && episode.endedOn === null) &&
      duties.filter(isAskedNow).length <= openAtOnce,
    judgesAhead: false,
  }
}

/** The types of fact by which the pathway opens, or that one of its clauses names. */
function typesNamed(pathway: Pathway, register: Register, clauses: readonly DutyClause[]): ReadonlySet<FactType> {
  const opens = register.pathways.flatMap((rule) => (rule.pathway === pathway ? rule.opens : []))
  const started = clauses.flatMap(({ starts }) => starts.flatMap((start) => ('type' in start ? start.type : [])))
  const forward = clauses.flatMap(({ broughtForward = [] }) => broughtForward.map(({ type }) => type))
  return new Set([...opens.map(({ type }) => type), ...started, ...forward, ...clauses.flatMap((clause) => [...typesThatClose(clause)])])
}

/** What discharges or lapses a duty, or may end its condition. */
function typesThatClose({ starts, discharged, lapses = [] }: DutyClause): ReadonlySet<FactType> {
  const read = starts.flatMap((start) => ('condition' in start ? start.condition.reads : []))
  return new Set([...read, ...[...discharged, ...lapses].flatMap((way) => (typeof way === 'string' ? [] : way.type))])
}
