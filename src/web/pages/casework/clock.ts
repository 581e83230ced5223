import type { ChildSeen } from '../../../actions/view-child.ts'
import type { Day } from '../../../calendar/civil-date.ts'
import { schoolWeeks } from '../../../calendar/school-weeks.ts'
import { inWords } from '../../../calendar/words.ts'
import { offRollClockOn } from '../../../guidance/assess.ts'
import { capital } from '../../../words/guidance-words.ts'
import { dayInList } from '../../when.ts'

/** The school days off roll, as the guidance counts them, and week by week so that anybody can count them again. */
export function clockOf({ caseFile, rules: { calendar, settings } }: ChildSeen, on: Day) {
  const clock = caseFile && offRollClockOn(caseFile, calendar, settings, on)
  if (!clock) return undefined
  const { from, count, of, reachedOn } = clock
  const isReached = reachedOn !== undefined && reachedOn <= on
  const weeks = schoolWeeks(calendar, from, Math.max(on, isReached ? on : (reachedOn ?? on)))
  return {
    headline: isReached ? `${count} school days off roll` : `${count} of ${of} school days off roll`,
    says:
      reachedOn === undefined
        ? `The ${of}th cannot be dated: the calendar ends before.`
        : isReached
          ? `The ${of}th was ${inWords(reachedOn)}.`
          : `The ${of}th is expected on ${inWords(reachedOn)}, if nothing more is recorded.`,
    calculation: `${capital(clock.words())}.`,
    leftOut: weeks.flatMap(({ leftOut }) => leftOut.map(spanInList)),
    weeks: weeks.map((week) => ({
      span: spanOf(week.from, week.to),
      counted: week.counted,
      total: week.total,
      leftOut: week.leftOut.map(spanInList).join('; '),
      isAhead: week.from > on,
    })),
  }
}

const spanOf = (from: Day, to: Day): string => (from === to ? dayInList(from) : `${dayInList(from)} to ${dayInList(to)}`)

const spanInList = ({ from, to, name }: { readonly from: Day; readonly to: Day; readonly name: string }): string =>
  `${name} (${spanOf(from, to)})`
