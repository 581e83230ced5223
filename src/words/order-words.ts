import { type Day, dayOf } from '../calendar/civil-date.ts'
import { inWords, listed } from '../calendar/words.ts'
import { dayOfNotice, type NoticePeriod } from '../casefile/notice-period.ts'
import type { Missing, OrderSeen, StageSeen, StageState } from '../casefile/order.ts'

/*
 * Where a School Attendance Order stands, in words.
 */

export const stageStateWords: Readonly<Record<StageState, string>> = {
  done: 'Done',
  now: 'Running',
  next: 'Next',
  may: 'Open',
  'not-yet': 'Not yet',
  'left-out': 'Not on record',
  'not-needed': 'Not needed',
}

/** `day 6 of 15; nothing before Tuesday 17 March 2026`, and once it is over when it ended. */
export function periodInWords(period: NoticePeriod, on: Day): string {
  const day = dayOfNotice(period, on)
  return day === undefined
    ? `The ${period.days} days ended on ${inWords(period.lastDay)}`
    : `Day ${day} of ${period.days}; nothing before ${inWords(period.nextStepFrom)}`
}

/** What has to stand before a stage and does not. */
export function missingInWords(missing: Missing): string {
  switch (missing.what) {
    case 'home-education-check':
      return 'the home-education register has not been checked in this case'
    case 'educated-at-home':
      return 'the child is on the home-education register, and no concern about it is open'
    case 'stage':
      return `not on record: ${lower(missing.stage.title)}`
    case 'period':
      return `the notice runs to ${inWords(missing.period.lastDay)}: nothing before ${inWords(missing.period.nextStepFrom)}`
  }
}

/** Where the order stands, in a sentence or two. */
export function whereItStands({ startedOn, stages, hasEnded }: OrderSeen, on: Day): string {
  const ended = stages.find(({ stage, done }) => stage.course === 'end' && done.length > 0)
  if (hasEnded && ended?.done[0])
    return `${ended.stage.title}, on ${inWords(dayOf(ended.done[0].on))}. Nothing more is asked of this order.`
  const running = stages.filter(({ state }) => state === 'now')
  const next = stages.filter(({ state }) => state === 'next')
  const parts = [
    ...(startedOn === undefined ? ['No order is started.'] : []),
    ...running.map(({ stage, period }) => (period ? `${stage.title}: ${lower(periodInWords(period, on))}.` : '')),
    ...(next.length > 0 ? [`Next: ${listed(next.map(({ stage }) => lower(stage.title)))}.`] : []),
  ]
  if (parts.length > 0) return parts.join(' ')
  const served = stages.find(({ stage }) => stage.id === 'order-served')?.done[0]
  if (served) return `The order was served on ${inWords(dayOf(served.on))}. Record whether it is complied with, or what is decided.`
  return waiting(stages)
}

/** Nothing can be done yet: what is first waited for. */
function waiting(stages: readonly StageSeen[]): string {
  const first = stages.find(({ state, stage }) => state === 'not-yet' && stage.course === 'way')
  return first ? `${first.stage.title}: not yet, since ${listed(first.missing.map(missingInWords))}.` : ''
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
