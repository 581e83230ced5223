import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'

/**
 * A child and family assessment takes 45 working days from the referral at the most. Source: Working Together to Safeguard Children 2023, as councils' published
 * procedures restate it.
 */
export const ASSESSMENT_WITHIN = 45

export interface AssessmentDays {
  /** The 45th working day after the referral; nothing where the calendar ends before. */
  readonly endsOn: Day | undefined
  /** How many working days after the referral have begun; the day of the referral is day 0. Nothing beyond the calendar's ends. */
  readonly day: number | undefined
  /** The last day is over, and on it, or before, the assessment was not completed. */
  readonly isLate: boolean
}

/** Where an assessment stands on a day: that of its completion, or the one that is asked about. */
export function assessmentDays(referredOn: Day, on: Day, calendar: Calendar): AssessmentDays {
  const endsOn = calendar.workingDayAfter(referredOn, ASSESSMENT_WITHIN)
  return { endsOn, day: workingDaysAfter(referredOn, on, calendar), isLate: endsOn !== undefined && on > endsOn }
}

/** The working days after one day, up to another and with it. */
function workingDaysAfter(from: Day, to: Day, calendar: Calendar): number | undefined {
  if (!calendar.covers(from) || !calendar.covers(to)) return undefined
  let days = 0
  for (let day = from + 1; day <= to; day++) if (calendar.isWorkingDay(day)) days++
  return days
}
