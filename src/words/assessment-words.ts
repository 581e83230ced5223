import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import { ASSESSMENT_WITHIN, assessmentDays } from '../casefile/assessment-days.ts'
import { capital } from './guidance-words.ts'
import { lengthInWords } from './how-far.ts'

/** A child and family assessment and its working days, on a day. */
export interface AssessmentTold {
  /** `Day 12 of 45, ends Thursday 28 January 2027` */
  readonly says: string
  readonly isLate: boolean
}

/** Where an assessment stands, as a sentence without a full stop. */
export function assessmentInWords(referredOn: Day, completedOn: Day | undefined, today: Day, calendar: Calendar): AssessmentTold {
  const until = completedOn ?? today
  const { day, endsOn, isLate } = assessmentDays(referredOn, until, calendar)
  const how = lateOrDay(day, endsOn, until, calendar)
  if (completedOn !== undefined) return { says: `Completed on ${inWords(completedOn)}, ${how}`, isLate }
  if (endsOn === undefined)
    return { says: `${capital(how)}; its last day cannot be told, the calendar ends on ${inWords(calendar.last)}`, isLate }
  return { says: isLate ? `Ended on ${inWords(endsOn)}, ${how}` : `${capital(how)}, ends ${inWords(endsOn)}`, isLate }
}

function lateOrDay(day: number | undefined, endsOn: Day | undefined, until: Day, calendar: Calendar): string {
  if (endsOn !== undefined && until > endsOn) return `${lengthInWords(endsOn, until, 'working days', calendar)} late`
  return day === undefined ? `of ${ASSESSMENT_WITHIN} working days` : `day ${day} of ${ASSESSMENT_WITHIN}`
}
