import type { Day } from '../calendar/civil-date.ts'

/*
 * Periods of notice of the law on School Attendance Orders: so many days, of all kinds, beginning with the day of service.
 */

/** A period of notice. */
export interface NoticePeriod {
  /** Day 1. */
  readonly servedOn: Day
  readonly days: number
  readonly lastDay: Day
  /** Before it nothing that has to wait for the period may be done. */
  readonly nextStepFrom: Day
}

/** "Not less than 15 days beginning with the day of service": that day is the first, and the next step comes after the last. */
export const noticePeriod = (servedOn: Day, days: number): NoticePeriod => ({
  servedOn,
  days,
  lastDay: servedOn + days - 1,
  nextStepFrom: servedOn + days,
})

/** Which day of the period a day is, from 1; nothing before service, and once the period is over. */
export const dayOfNotice = ({ servedOn, lastDay }: NoticePeriod, on: Day): number | undefined =>
  on >= servedOn && on <= lastDay ? on - servedOn + 1 : undefined
