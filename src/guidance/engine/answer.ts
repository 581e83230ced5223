import { type CivilDate, civilDate, compare, type Day } from '../../calendar/civil-date.ts'
import type {
  AssessedDuty,
  AssessedEpisode,
  AssessedOption,
  AssessedStatus,
  Assessment,
  DutyState,
  Undated,
} from '../../casefile/assessment.ts'
import type { Fact } from '../../casefile/standing.ts'
import { sorted } from '../../casefile/standing.ts'
import type { CaseSoFar, Episode } from './case-so-far.ts'
import { Duty, inReadingOrder } from './duty.ts'
import type { Loaded } from './load.ts'
import type { Forecast, Walk } from './walk.ts'

/*
 * The answer for the day on which a walk stands, with dates as texts and facts by their ids.
 */

export function answerOf(loaded: Loaded, walk: Walk): Assessment {
  const { childId, day, episodes, started } = walk.case
  const upcoming = walk.forecasts().map(asIfStarted)
  const duties: AssessedDuty[] = []
  for (const duty of started) if (!duty.clause.isOption) duties.push(assessed(duty, stateOf(duty, day)))
  for (const duty of upcoming) duties.push(assessed(duty, 'upcoming'))
  return {
    child: childId,
    asOf: civilDate(day),
    episodes: sorted(episodes.map(assessedEpisode), byOpening),
    statuses: sorted(statusesOf(loaded, walk.case), bySince),
    duties: sorted(duties, inOrder),
    options: sorted(optionsOf(walk.open), bySince),
    warnings: walk.warnings.map(({ code, says, fact }) => ({ code, fact: fact.id, text: says })),
    undated: undatedOf(walk, [...started, ...upcoming]),
  }
}

/** A duty that time will bring, as it would start: nothing of that day is known. */
const asIfStarted = ({ duty, episode, startsOn, holding, settings }: Forecast): Duty =>
  new Duty(duty, episode, null, startsOn, inReadingOrder(holding.because), settings, holding)

function assessed(duty: Duty, state: DutyState): AssessedDuty {
  const { clause, due } = duty
  if (clause.force === null || due === undefined || duty.owner === 'any') throw new TypeError(`${clause.id} is no duty`)
  return {
    clause: clause.id,
    force: clause.force,
    owner: duty.owner,
    pathway: duty.episode.pathway,
    state,
    startedOn: civilDate(duty.startedOn),
    dueOn: orNull(due.on),
    dueFrom: due.from,
    service: duty.service,
    dischargedOn: orNull(duty.dischargedOn),
    dischargedBy: duty.dischargedBy === null ? null : duty.dischargedBy.id,
    lapsedOn: orNull(duty.lapsedOn),
    lapsedBy: duty.lapsedBy === null ? null : duty.lapsedBy.id,
    because: duty.because.map(idOf),
    calculation: calculationOf(duty),
  }
}

/** How the due date was arrived at; where time brought the start, that first. The walk may go on to another date, so this one is kept. */
const calculationOf =
  ({ startWords, due }: Duty) =>
  (): string => {
    const words = due?.words() ?? ''
    return startWords ? `${startWords()}; ${words}` : words
  }

function stateOf(duty: Duty, day: Day): DutyState {
  if (duty.lapsedOn !== null) return 'lapsed'
  const { dueOn } = duty
  if (duty.dischargedOn !== null) {
    if (duty.dischargedBy?.type === 'reason-not-done') return 'set-aside'
    return duty.dischargedEarlier || dueOn === undefined || duty.dischargedOn <= dueOn ? 'done' : 'late'
  }
  return dueOn === undefined || day <= dueOn ? 'open' : 'overdue'
}

function statusesOf(loaded: Loaded, child: CaseSoFar): AssessedStatus[] {
  const held: AssessedStatus[] = []
  const hold = (status: string, clause: string, since: Day | undefined) => {
    if (since !== undefined) held.push({ status, since: civilDate(since), clause })
  }
  for (const clause of loaded.statuses) if (clause.of === 'child') hold(clause.status, clause.id, clause.since(child)?.since)
  for (const episode of child.episodes) {
    if (!episode.isOpen) continue
    for (const clause of loaded.statuses) {
      if (clause.of === 'episode' && clause.pathway === episode.pathway) hold(clause.status, clause.id, clause.since(episode))
    }
    for (const { givesStatus, id } of loaded.givers) if (givesStatus) hold(givesStatus, id, episode.duties(id)[0]?.startedOn)
  }
  return held
}

function optionsOf(open: readonly Duty[]): AssessedOption[] {
  const options: AssessedOption[] = []
  for (const { clause, owner, startedOn } of open) {
    if (clause.isOption) options.push({ clause: clause.id, agency: owner, since: civilDate(startedOn) })
  }
  return options
}

function undatedOf(walk: Walk, duties: readonly Duty[]): Undated[] {
  const found = [...walk.undecided, ...walk.undatedAhead()]
  for (const { clause, due } of duties) if (due?.missing !== undefined) found.push({ clause: clause.id, missing: due.missing })
  return found.map(({ clause, missing }) => ({ clause, missing: civilDate(missing) }))
}

const assessedEpisode = ({ pathway, openedOn, endedOn }: Episode): AssessedEpisode => ({
  pathway,
  openedOn: civilDate(openedOn),
  endedOn: orNull(endedOn),
})

const idOf = (fact: Fact): string => fact.id
const orNull = (day: Day | null | undefined): CivilDate | null => (day === null || day === undefined ? null : civilDate(day))

const byOpening = (a: AssessedEpisode, b: AssessedEpisode): number => compare(a.openedOn, b.openedOn) || compare(a.pathway, b.pathway)

const bySince = (a: AssessedStatus | AssessedOption, b: AssessedStatus | AssessedOption): number =>
  compare(a.since, b.since) || compare(a.clause, b.clause)

type Ordered = Pick<AssessedDuty, 'startedOn' | 'clause' | 'pathway' | 'service' | 'dischargedOn' | 'lapsedOn'>

/** By start, clause, pathway, service, then by when it closed; what is not closed comes last. */
export const inOrder = (a: Ordered, b: Ordered): number =>
  compare(a.startedOn, b.startedOn) ||
  compare(a.clause, b.clause) ||
  compare(a.pathway, b.pathway) ||
  compare(a.service ?? '', b.service ?? '') ||
  compare(closedOn(a), closedOn(b))

const AFTER_ALL_DATES = '~'
const closedOn = ({ dischargedOn, lapsedOn }: Ordered): string => dischargedOn ?? lapsedOn ?? AFTER_ALL_DATES
