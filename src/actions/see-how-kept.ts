import { type CivilDate, civilDate, schoolYearStart } from '../calendar/civil-date.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { dutiesKept, howKept, type Kept, type KeptAsked, type KeptDuty, type KeptState, keptStates } from '../database/kept.ts'
import { countNotRung, type NotRung } from '../database/rings.ts'
import type { Action, Context } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'

export { type KeptState, keptStates }

export interface HowKept {
  readonly kept: readonly Kept[]
  /** Counted are duties that started from this day on: the first of the school year. */
  readonly since: CivilDate
  /** Of children who are said to be in danger. */
  readonly notRung: NotRung
}

/** How many children each clause holds, and how its duties were kept in this school year. Numbers alone: no child is seen. */
export const seeHowKept: Action<Record<never, never>, HowKept> = async (context) => {
  const asked = askedIn(context)
  const [kept, notRung] = await Promise.all([
    howKept(context.transaction, asked),
    countNotRung(context.transaction, asked.since, context.actor.user),
  ])
  return { children: [], given: { kept, since: asked.since, notRung } }
}

export interface KeptChildrenAsked {
  readonly clause: string
  readonly state: KeptState
  /** From 1. */
  readonly page: number
}

export interface KeptChildren extends KeptChildrenAsked, PageOfList {
  readonly duties: readonly (KeptDuty & { readonly details: ChildDetails })[]
  readonly since: CivilDate
}

/** The children behind one of those numbers. */
export const seeKeptChildren: Action<KeptChildrenAsked, KeptChildren> = async (context, { clause, state, page }) => {
  const asked = askedIn(context)
  const { rows, ...paged } = pageOf(await dutiesKept(context.transaction, asked, clause, state, partOf(page)), page)
  const children = [...new Set(rows.map(({ child }) => child))]
  const details = await readDetails(context.transaction, context.actor, children, context.today)
  const duties = rows.flatMap((duty) => {
    const known = details.get(duty.child)
    return known ? [{ ...duty, details: known }] : []
  })
  return { children, given: { clause, state, ...paged, duties, since: asked.since } }
}

const askedIn = ({ actor, today }: Context): KeptAsked => ({
  user: actor.user,
  agency: actor.agency.id,
  today: civilDate(today),
  since: civilDate(schoolYearStart(today)),
})
