import { type CivilDate, civilDate, lastDayOfWeek } from '../calendar/civil-date.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { type Counts, countOpenDuties, type ListedDuty, openDuties } from '../database/lists.ts'
import type { Rules } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { unsweptSince } from '../database/sweep.ts'
import { shownRecord } from '../sharing/fields.ts'
import type { Action } from './action.ts'

export interface NextStepsAsked {
  /** Those that the user has, or all that the agency owes. */
  readonly whose: 'mine' | 'team'
  /** From 1. */
  readonly page: number
}

export interface NextSteps {
  readonly steps: readonly (ListedDuty & { readonly details: ChildDetails })[]
  readonly counts: Counts
  readonly whose: 'mine' | 'team'
  readonly page: number
  readonly pages: number
  /** The day from which on the list may not be up to date, since the sweep has not come to all children. */
  readonly unsweptSince: CivilDate | null
  readonly rules: Rules | undefined
}

export const STEPS_ON_A_PAGE = 50

/** What the user, or their agency, owes next, the most urgent first. */
export const seeNextSteps: Action<NextStepsAsked, NextSteps> = async ({ transaction, actor, today }, { whose, page }) => {
  const asked = { user: actor.user, agency: actor.agency.id, today: civilDate(today), whose }
  const counts = await countOpenDuties(transaction, asked, civilDate(lastDayOfWeek(today)))
  const pages = Math.max(1, Math.ceil((counts.overdue + counts.today + counts.week + counts.later) / STEPS_ON_A_PAGE))
  const shown = Math.min(page, pages)
  const duties = await openDuties(transaction, asked, { limit: STEPS_ON_A_PAGE, offset: (shown - 1) * STEPS_ON_A_PAGE })
  const children = [...new Set(duties.map(({ child }) => child))]
  const details = await readDetails(transaction, actor, children, today)
  return {
    children,
    given: {
      steps: duties.flatMap((duty) => {
        const known = details.get(duty.child)
        const because = duty.because.map((record) => shownRecord(record, known?.classes ?? []).fact)
        return known ? [{ ...duty, because, details: known }] : []
      }),
      counts,
      whose,
      page: shown,
      pages,
      unsweptSince: await unsweptSince(transaction, today),
      rules: await readRules(transaction),
    },
  }
}
