import type { Calendar } from '../../calendar/calendar.ts'
import { civilDate, type Day, dayOf } from '../../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../../calendar/compulsory-school-age.ts'
import type { Assessment, AssessedDuty, AssessedOption, AssessedStatus, DutyState } from '../../casefile/assessment.ts'
import type { CaseFile } from '../../casefile/fact-table.ts'
import { type Fact, standingFacts } from '../../casefile/standing.ts'
import type { Moment } from '../../casefile/moment.ts'
import type { DutyClause, Register, Settings } from '../clause.ts'
import { CaseSoFar, type Duty } from './case-so-far.ts'
import { type Loaded, load } from './load.ts'
import { type Forecast, type Pace, Walk } from './walk.ts'

export interface Asking {
  /** What was known at a moment; everything unless given. */
  readonly knownAt?: Moment
  readonly pace?: Pace
}

/** The guidance of a county at work. */
export interface Guidance {
  /** What the guidance says of a child on a day. It never throws for the calendar: what cannot be dated stands in the answer. */
  assess(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, asking?: Asking): Assessment
  /**
   * The first later day on which the answer differs if nothing more is recorded, with the plans that the file holds; null if there is
   * none, or the calendar ends first.
   */
  nextChangeOn(caseFile: CaseFile, calendar: Calendar, settings: Settings, day: Day, asking?: Asking): Day | null
}

export function guidanceOf(register: Register): Guidance {
  const loaded = load(register)
  const walkOf = (caseFile: CaseFile, calendar: Calendar, settings: Settings, { knownAt, pace }: Asking) => {
    const { child } = caseFile
    const facts = standingFacts(caseFile, knownAt)
    return new Walk(loaded, new CaseSoFar(child, facts, compulsorySchoolAge(dayOf(child.dateOfBirth)), calendar, settings), pace)
  }
  return {
    assess(caseFile, calendar, settings, day, asking = {}) {
      const walk = walkOf(caseFile, calendar, settings, asking)
      walk.advanceTo(day)
      return answer(loaded, walk, day)
    },
    nextChangeOn(caseFile, calendar, settings, day, asking = {}) {
      const walk = walkOf(caseFile, calendar, settings, asking)
      walk.advanceTo(day)
      const today = comparable(answer(loaded, walk, day))
      for (let next = nextDayOfChange(loaded, walk, day); next !== undefined && next <= calendar.last; next = nextDayOfChange(loaded, walk, next)) {
        walk.advanceTo(next)
        if (comparable(answer(loaded, walk, next)) !== today) return next
      }
      return null
    },
  }
}

/** The next day after one on which the answer may differ: an event, the day after a due date, the end of a status. */
function nextDayOfChange(loaded: Loaded, walk: Walk, day: Day): Day | undefined {
  let next = walk.nextEvent() ?? Number.POSITIVE_INFINITY
  for (const { dueOn } of walk.openDuties) if (dueOn !== undefined && dueOn >= day) next = Math.min(next, dueOn + 1)
  for (const status of loaded.statuses) {
    const held = status.of === 'child' ? status.since(walk.case) : undefined
    if (held && held.until >= day) next = Math.min(next, held.until + 1)
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next
}

/** An answer as a text in which two equal answers are equal, whatever day they are asked for. */
const comparable = (answer: Assessment): string => JSON.stringify({ ...answer, asOf: null })

function answer(loaded: Loaded, walk: Walk, day: Day): Assessment {
  const { episodes, started } = walk.case
  const forecasts = walk.forecasts()
  const duties = [...started.filter(({ clause }) => !clause.isOption).map((duty) => assessed(duty, day)), ...forecasts.map(upcoming)]
  return {
    child: walk.case.childId,
    asOf: civilDate(day),
    episodes: episodes
      .map(({ pathway, openedOn, endedOn }) => ({ pathway, openedOn: civilDate(openedOn), endedOn: endedOn === null ? null : civilDate(endedOn) }))
      .sort((a, b) => compare(a.openedOn, b.openedOn) || compare(a.pathway, b.pathway)),
    statuses: statuses(loaded, walk).sort((a, b) => compare(a.since, b.since) || compare(a.clause, b.clause)),
    duties: duties.sort(inOrder),
    options: options(walk).sort((a, b) => compare(a.since, b.since) || compare(a.clause, b.clause)),
    warnings: walk.warnings.map(({ code, says, fact }) => ({ code, fact: fact.id, text: says })),
    undated: undated(walk, started, forecasts),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By start, clause, pathway, service, then by when it closed; what is not closed comes last. */
const inOrder = (a: AssessedDuty, b: AssessedDuty): number =>
  compare(a.startedOn, b.startedOn) ||
  compare(a.clause, b.clause) ||
  compare(a.pathway, b.pathway) ||
  compare(a.service ?? '', b.service ?? '') ||
  compare(closedOn(a), closedOn(b))

const AFTER_ALL_DATES = '~'
const closedOn = ({ dischargedOn, lapsedOn }: AssessedDuty): string => dischargedOn ?? lapsedOn ?? AFTER_ALL_DATES

const assessed = (duty: Duty, day: Day): AssessedDuty => {
  const { due } = duty
  return {
    clause: duty.clause.id,
    force: (duty.clause.clause as DutyClause).force,
    owner: duty.owner as AssessedDuty['owner'],
    pathway: duty.episode.pathway,
    state: stateOf(duty, day),
    startedOn: civilDate(duty.startedOn),
    dueOn: orNull(due?.on),
    dueFrom: due?.from ?? 'setting',
    service: duty.service,
    dischargedOn: orNull(duty.dischargedOn),
    dischargedBy: duty.dischargedBy?.id ?? null,
    lapsedOn: orNull(duty.lapsedOn),
    lapsedBy: duty.lapsedBy?.id ?? null,
    because: duty.because.map(idOf),
    calculation: due?.words ?? nothing,
  }
}

const nothing = () => ''
const idOf = (fact: Fact) => fact.id
const orNull = (day: Day | null | undefined) => (day === null || day === undefined ? null : civilDate(day))

function stateOf(duty: Duty, day: Day): DutyState {
  if (duty.lapsedOn !== null) return 'lapsed'
  const { dueOn } = duty
  if (duty.dischargedOn !== null) {
    if (duty.dischargedBy?.type === 'reason-not-done') return 'set-aside'
    return duty.dischargedEarlier || dueOn === undefined || duty.dischargedOn <= dueOn ? 'done' : 'late'
  }
  return dueOn === undefined || day <= dueOn ? 'open' : 'overdue'
}

function upcoming({ condition, episode, startsOn, because, settings }: Forecast): AssessedDuty {
  const { id, clause } = condition.start?.duty ?? unreachable()
  const { force, owner, due: rule } = clause as DutyClause
  const starter = because[0] as Fact
  const due = rule.due(startsOn, starter, episode, settings)
  return {
    clause: id,
    force,
    owner: typeof owner === 'function' ? owner(starter, episode, settings) : owner,
    pathway: episode.pathway,
    state: 'upcoming',
    startedOn: civilDate(startsOn),
    dueOn: orNull(due.on),
    dueFrom: due.from,
    service: null,
    dischargedOn: null,
    dischargedBy: null,
    lapsedOn: null,
    lapsedBy: null,
    because: because.map(idOf),
    calculation: due.words,
  }
}

function statuses(loaded: Loaded, walk: Walk): AssessedStatus[] {
  const held: AssessedStatus[] = []
  const open = walk.case.episodes.filter((episode) => episode.isOpen)
  for (const clause of loaded.statuses) {
    if (clause.of === 'child') {
      const since = clause.since(walk.case)?.since
      if (since !== undefined) held.push({ status: clause.status, since: civilDate(since), clause: clause.id })
      continue
    }
    for (const episode of open) {
      const since = episode.pathway === clause.pathway ? clause.since(episode) : undefined
      if (since !== undefined) held.push({ status: clause.status, since: civilDate(since), clause: clause.id })
    }
  }
  for (const { id, clause } of loaded.duties) {
    if (clause.kind !== 'duty' || !clause.givesStatus) continue
    for (const episode of open) {
      const first = episode.duties(id)[0]
      if (first) held.push({ status: clause.givesStatus, since: civilDate(first.startedOn), clause: id })
    }
  }
  return held
}

const options = (walk: Walk): AssessedOption[] =>
  walk.openDuties
    .filter(({ clause }) => clause.isOption)
    .map(({ clause, owner, startedOn }) => ({ clause: clause.id, agency: owner, since: civilDate(startedOn) }))

function undated(walk: Walk, started: readonly Duty[], forecasts: readonly Forecast[]): Assessment['undated'] {
  const missed = [...walk.undecided, ...walk.undatedAhead()]
  for (const { clause, due } of started) if (due?.missing !== undefined) missed.push({ clause: clause.id, missing: due.missing })
  for (const { condition, episode, startsOn, because, settings } of forecasts) {
    const duty = condition.start?.duty ?? unreachable()
    const { missing } = (duty.clause as DutyClause).due.due(startsOn, because[0] as Fact, episode, settings)
    if (missing !== undefined) missed.push({ clause: duty.id, missing })
  }
  return missed.map(({ clause, missing }) => ({ clause, missing: civilDate(missing) }))
}

function unreachable(): never {
  throw new TypeError('only duties are shown ahead')
}
