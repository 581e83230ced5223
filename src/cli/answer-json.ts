import { civilDate, type Day } from '../calendar/civil-date.ts'
import type { AssessedDuty, Assessment } from '../casefile/assessment.ts'
import { unseenWritten } from './unseen.ts'

/** An answer as one line of JSON: the members that the case file's page lists, in its order, and no others. */
export function answerAsJson({ child, asOf, episodes, statuses, duties, options, warnings }: Assessment, nextChangeOn: Day | null): string {
  const answer = {
    child,
    asOf,
    episodes: episodes.map(({ pathway, openedOn, endedOn }) => ({ pathway, openedOn, endedOn })),
    statuses: statuses.map(({ status, since, clause }) => ({ status, since, clause })),
    duties: duties.map(dutyAsJson),
    options: options.map(({ clause, agency, since }) => ({ clause, agency, since })),
    warnings: warnings.map(({ code, fact, text }) => ({ code, fact, text })),
    nextChangeOn: nextChangeOn === null ? null : civilDate(nextChangeOn),
  }
  return `${unseenWritten(JSON.stringify(answer))}\n`
}

const dutyAsJson = (duty: AssessedDuty) => ({
  clause: duty.clause,
  force: duty.force,
  owner: duty.owner,
  pathway: duty.pathway,
  state: duty.state,
  startedOn: duty.startedOn,
  dueOn: duty.dueOn,
  dueFrom: duty.dueFrom,
  service: duty.service,
  dischargedOn: duty.dischargedOn,
  dischargedBy: duty.dischargedBy,
  lapsedOn: duty.lapsedOn,
  lapsedBy: duty.lapsedBy,
  because: duty.because,
  calculation: duty.calculation(),
})
