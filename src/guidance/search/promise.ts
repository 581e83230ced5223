import { dayOf } from '../../calendar/civil-date.ts'
import type { AssessedDuty, AssessedEpisode, Assessment } from '../../casefile/assessment.ts'

/*
 * The promise: no child on a pathway is without a next step, an owner and a date.
 */

/** The open episodes of an answer that are without a next step. `horizon`: how many days ahead a next step may start. */
export const withoutNextStep = (answer: Assessment, horizon: number): AssessedEpisode[] =>
  answer.episodes.filter((episode) => episode.endedOn === null && !answer.duties.some((duty) => isNextStep(duty, episode, answer, horizon)))

/** A duty of the episode that is open or overdue, or starts soon by itself; with an owner and, as far as the calendar reaches, a date. */
function isNextStep(duty: AssessedDuty, episode: AssessedEpisode, answer: Assessment, horizon: number): boolean {
  if (!isOfEpisode(duty, episode) || !duty.owner) return false
  if (duty.dueOn === null && !answer.undated.some(({ clause }) => clause === duty.clause)) return false
  switch (duty.state) {
    case 'open':
    case 'overdue':
      return true
    case 'upcoming':
      return dayOf(duty.startedOn) <= dayOf(answer.asOf) + horizon
    case 'done':
    case 'late':
    case 'set-aside':
    case 'lapsed':
      return false
  }
}

/**
 * Whether a duty belongs to the open episode of its pathway, and not to an earlier one that it outlived. The facts that open episodes of a
 * pathway are read before those that end them, so none opens on the day on which another ended, and the start of the duty tells.
 */
export const isOfEpisode = (duty: AssessedDuty, episode: AssessedEpisode): boolean =>
  duty.pathway === episode.pathway && duty.startedOn >= episode.openedOn
