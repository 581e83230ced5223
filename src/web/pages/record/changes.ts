import type { ChildSeen } from '../../../actions/view-child.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { AssessedDuty, Assessment } from '../../../casefile/assessment.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { agencyWords, capital, statusInWords } from '../../../words/guidance-words.ts'
import { actionOf } from '../../../words/steps.ts'
import { dueWhen } from '../../when.ts'

/** What differs between two answers of the guidance about a child: what a record settles, starts, ends, and leaves. */
export function changesBetween(before: Assessment | undefined, after: Assessment, { calendar }: ChildSeen['rules'], today: Day) {
  const earlier = new Map((before?.duties ?? []).map((duty) => [keyOf(duty), duty]))
  const row = (duty: AssessedDuty) => ({
    title: actionOf(dutyClause(duty.clause), duty.service),
    owner: capital(agencyWords[duty.owner]),
    due: duty.dueOn && inWords(dayOf(duty.dueOn)),
    when: dueWhen(duty.dueOn, today, unitOf(dutyClause(duty.clause)), calendar),
    isLate: duty.state === 'late',
  })
  const changedTo = (...states: readonly AssessedDuty['state'][]) =>
    after.duties.filter((duty) => states.includes(duty.state) && earlier.get(keyOf(duty))?.state !== duty.state).map(row)
  const open = after.duties.filter(isOpen)
  // What was asked for, or seen to come, and is not any more: a fact that is corrected or withdrawn takes away what rested on it.
  const later = new Set(after.duties.map(keyOf))
  const gone = (before?.duties ?? []).filter((duty) => (isOpen(duty) || duty.state === 'upcoming') && !later.has(keyOf(duty)))
  return {
    settles: changedTo('done', 'late', 'set-aside'),
    starts: open.filter((duty) => !isOpen(earlier.get(keyOf(duty)))).map(row),
    comes: after.duties.filter((duty) => duty.state === 'upcoming' && !earlier.has(keyOf(duty))).map(row),
    ends: [...changedTo('lapsed'), ...gone.map(row)],
    stays: open.filter((duty) => isOpen(earlier.get(keyOf(duty)))).map(row),
    statuses: namesOf(after).filter((status) => !namesOf(before).includes(status)),
    statusesEnded: namesOf(before).filter((status) => !namesOf(after).includes(status)),
    warnings: after.warnings.filter(({ text }) => !before?.warnings.some((warning) => warning.text === text)).map(({ text }) => text),
  }
}

const isOpen = (duty: AssessedDuty | undefined): boolean => duty?.state === 'open' || duty?.state === 'overdue'

const keyOf = ({ clause, pathway, service, startedOn, because }: AssessedDuty): string =>
  [clause, pathway, service, startedOn, because[0]].join(' ')

const namesOf = (assessment: Assessment | undefined): readonly string[] =>
  (assessment?.statuses ?? []).map(({ status }) => capital(statusInWords(status)))
