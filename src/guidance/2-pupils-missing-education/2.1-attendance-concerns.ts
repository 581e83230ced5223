import { type Day, dayOf, NEVER, schoolYearStart } from '../../calendar/civil-date.ts'
import type { Fact } from '../../casefile/standing.ts'
import { absenceSince, isBelowLine, isTermFigure } from '../attendance.ts'
import { isIntensive, isOpenTo, unmetNeeds } from '../child.ts'
import {
  type ChildSoFar,
  type Condition,
  conditionCeases,
  type DutyClause,
  type DutySoFar,
  duty,
  type EpisodeSoFar,
  holdsFrom,
  on,
  type StatusClause,
} from '../clause.ts'
import { workingDays } from '../due.ts'

export const takeSchoolSteps: DutyClause = duty({
  id: '2.1a',
  cites: '§2.1',
  title: 'Follow the school’s own attendance procedures',
  says: 'The school’s own attendance procedures come first: its policy, its attendance consultant, the support team for primary schools, the school nurse, and the strategies that fit the child.',
  reading:
    'The steps to consider: the attendance policy, the attendance consultant, the support team (primary), the school nurse, the pathway for emotionally based school avoidance (EBSA), alternative provision, an assessment of education, health and care needs, an Early Help Assessment, legal interventions. Any of them settles it; one taken earlier in the same school year counts.',
  hinges: ['First steps for schools', 'internal attendance policies'],
  force: 'should',
  pathways: ['pme'],
  owner: 'school',
  startsWords: 'the case opens: a concern about attendance, persistent absence, or a term below the line',
  starts: [{ atOpening: (pme) => pme.opener }],
  due: workingDays('schoolStepWithin'),
  dischargedWords: 'a step of the school’s procedures',
  discharged: [{ ...on('school-step'), earlier: { of: 'child', from: ({ startedOn }) => schoolYearStart(startedOn) } }],
})

export const persistentlyAbsent: StatusClause = {
  kind: 'status',
  id: '2.1b',
  cites: '§2.1',
  title: 'Persistently absent',
  says: 'A pupil whose attendance falls below 90% is persistently absent, whatever the reason for the absence.',
  reading:
    'By the DfE’s rule, a tenth or more of the possible sessions of the year missed; at exactly 90% it differs from the guidance’s words, and a setting decides. It ends with a figure that is not below, with the school year, or off roll.',
  hinges: ['attendance falls below 90%', 'regardless of the reason'],
  startsWords: 'the figure of the school year says so',
  status: 'persistently-absent',
  of: 'child',
  since: absenceSince,
  uses: ['persistentAbsence', 'minimumSessionsYear'],
}

const noImprovementAfterSteps = on('attendance-review', (review, pme) => {
  const yearStart = schoolYearStart(review.day)
  return (
    !review.detail.improved &&
    pme.child.any('school-step', (step) => step.place < review.place && (step.place >= pme.opener.place || step.day >= yearStart))
  )
})

const improved = on('attendance-review', (review) => review.detail.improved)

export const seekAdvice: DutyClause = duty({
  id: '2.1c',
  cites: '§2.1',
  title: 'Seek advice',
  says: 'Where attendance is no better after the school’s procedures, advice is sought from the school advice line or the MASH Education Officers.',
  hinges: ['no improvement has been made', 'school advice line'],
  force: 'should',
  pathways: ['pme'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords: 'a review finds no improvement after a step of the school’s procedures',
  starts: [noImprovementAfterSteps],
  due: workingDays('adviceWithin'),
  dischargedWords: 'advice from the advice line or a MASH Education Officer',
  discharged: [on('advice-sought', ({ detail }) => detail.from === 'advice-line' || detail.from === 'mash-education-officer')],
  lapsesWords: 'a review finds improvement',
  lapses: [improved],
})

export const completeSchoolEha: DutyClause = duty({
  id: '2.1d',
  cites: '§2.1',
  title: 'Complete or review an Early Help Assessment',
  says: 'The school completes an Early Help Assessment, or reviews the one there is, with the help of its CFW Community Senior Family Support Worker where that is useful, as part of a Team around the Family.',
  reading: 'It is asked for at the same point as advice: no improvement after the school’s procedures.',
  hinges: ['completed by school/reviewed by school'],
  force: 'should',
  pathways: ['pme'],
  owner: 'school',
  startsWords: 'a review finds no improvement after a step of the school’s procedures',
  starts: [noImprovementAfterSteps],
  due: workingDays('schoolEhaWithin'),
  dischargedWords: 'the assessment is completed or reviewed',
  discharged: [on('eha', isCompletedOrReviewed)],
  lapsesWords: 'a review finds improvement',
  lapses: [improved],
})

function isCompletedOrReviewed({ detail }: Fact<'eha'>): boolean {
  return detail.outcome === 'completed' || detail.outcome === 'reviewed'
}

export const requestIntensiveSupport: DutyClause = duty({
  id: '2.1e',
  cites: '§2.1',
  title: 'Request intensive support',
  says: 'Where attendance does not recover in reasonable time, or the term falls below {intensiveSupportBelow} ({intensiveSupportBelowWithEhcp} with an EHCP), and nothing known explains the absence or wider needs are unmet, the school asks CFW for intensive support, by way of the support hub, as agreed in the Team around the Family and with the family’s consent.',
  reading:
    '"And/or" is read as: (no improvement in time, or a term below the line) and (no context that supports the absence, or unmet needs). It is asked for whether or not an assessment or a Team around the Family has happened; a meeting before the due date brings it forward to its day.',
  hinges: ['attendance falls below 75%', 'request for intensive support', '80% if a child has', 'reasonable timescale'],
  force: 'should',
  pathways: ['pme'],
  owner: 'school',
  guidanceNamesNobody: true,
  startsWords:
    'the term’s figure comes below the line, or a review finds no improvement after the reasonable timescale; without context that supports the absence, or with unmet needs; and the child is not open to CFW',
  starts: [{ condition: intensiveSupportNeeded() }],
  due: workingDays('considerWithin'),
  broughtForward: [{ ...on('taf-meeting', isByDueDate), onStartDay: true }],
  dischargedWords: 'a request to CFW for intensive support, through the support hub; a Team around the Family that agrees against one',
  discharged: [on('support-request', isIntensive), on('taf-meeting', (meeting) => meeting.detail.agreedRequest === false)],
  lapsesWords: 'what calls for it ceases by something recorded',
  lapses: [conditionCeases],
  uses: ['intensiveSupportBelow', 'intensiveSupportBelowWithEhcp', 'minimumSessionsTerm', 'reasonableTimescale'],
})

/** A due date that the calendar does not reach lies after the day of the start, and after every later day that it covers. */
function isByDueDate(meeting: Fact<'taf-meeting'>, { child: { calendar } }: EpisodeSoFar, { dueOn, startedOn }: DutySoFar): boolean {
  if (dueOn !== undefined) return meeting.day <= dueOn
  return meeting.day === startedOn || (calendar.covers(startedOn) && calendar.covers(meeting.day))
}

function intensiveSupportNeeded(): Condition {
  return {
    reads: [
      'attendance-summary',
      'attendance-review',
      'eha',
      'contextual-information',
      'unmet-needs',
      'support-request',
      'taf-meeting',
      'reason-not-done',
      'service-open',
      'service-closed',
      'panel-outcome',
    ],
    holds: (pme) => {
      const { child } = pme
      if (isOpenTo(child, 'cfw')) return undefined
      const low = lowFigureOfTheTerm(child)
      const slow = noImprovementInTime(pme)
      if (!low && !slow) return undefined
      const supportedUntil = unmetNeeds(child) ? undefined : contextSupportsUntil(child)
      const from = supportedUntil === undefined ? child.day : Math.max(child.day, supportedUntil + 1)
      const endOfTerm = child.calendar.endOfTermOf(child.day) ?? NEVER
      const lowStill = low && from <= endOfTerm ? [low] : []
      if (slow) return holdsFrom(from, [...lowStill, ...slow])
      return lowStill.length > 0 ? holdsFrom(from, lowStill, { until: endOfTerm }) : undefined
    },
  }
}

/** The first figure of the current term below the line, of those read since the last request or decision about one. */
function lowFigureOfTheTerm(child: ChildSoFar): Fact | undefined {
  const { calendar, day } = child
  const term = calendar.termOf(day)
  const low = child.all(
    'attendance-summary',
    (figure) => isTermFigure(figure) && calendar.termOf(figure.day) === term && isBelowLine(figure, child),
  )
  if (low.length === 0) return undefined
  const requested = child.last('support-request', isIntensive)
  if (requested && calendar.termOf(requested.day) >= term) return undefined
  const settled = settlings(child)
  return low.find((figure) => settled.every(({ place }) => figure.place > place))
}

/**
 * The facts by which attendance did not improve in time: the one from which the timescale counts, and the last review. An Early Help
 * Assessment read while there is no improvement in time changes nothing until that has ceased.
 */
function noImprovementInTime(pme: EpisodeSoFar): readonly Fact[] | undefined {
  const { child } = pme
  if (!pme.any('attendance-review')) return undefined
  const weeks = 7 * child.settings.reasonableTimescale
  const settled = () => [...settlings(child), ...child.all('support-request', isIntensive)]
  let eha: Fact | undefined
  let ehaThatChangesNothing: Fact | undefined
  let failing: Fact | undefined
  let review: Fact<'attendance-review'> | undefined
  const tooLate = (place: number): boolean => {
    const counted = eha ?? failing
    if (!counted || !review || review.detail.improved || review.day <= counted.day + weeks) return false
    const from = settled().reduce((latest, fact) => (fact.place < place ? Math.max(latest, fact.day) : latest), counted.day)
    return review.day > from + weeks
  }
  for (const fact of pme.allOf(bearsOnImprovement)) {
    if (!tooLate(fact.place)) eha ??= ehaThatChangesNothing
    if (fact.type === 'attendance-review') {
      review = fact
      if (!fact.detail.improved) failing ??= fact
    } else if (tooLate(fact.place)) ehaThatChangesNothing ??= fact
    else eha ??= fact
  }
  const counted = eha ?? failing
  return counted && review && tooLate(Number.POSITIVE_INFINITY) ? [counted, review] : undefined
}

const bearsOnImprovement = (fact: Fact): boolean =>
  fact.type === 'attendance-review' || (fact.type === 'eha' && isCompletedOrReviewed(fact))

/** What settled a 2.1e of the child: the facts that discharged one. */
const settlings = (child: ChildSoFar): Fact[] =>
  child.duties('2.1e').flatMap(({ dischargedBy }) => (dischargedBy && child.hasRead(dischargedBy) ? [dischargedBy] : []))

/** The last day on which the context last recorded supports the absence, past or to come; `NEVER` where it has no end. */
function contextSupportsUntil(child: ChildSoFar): Day | undefined {
  const context = child.last('contextual-information')
  if (!context?.detail.supportsAbsence) return undefined
  return context.detail.until === undefined ? (child.calendar.endOfTermOf(context.day) ?? NEVER) : dayOf(context.detail.until)
}
