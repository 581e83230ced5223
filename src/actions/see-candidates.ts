import { civilDate, type Day, dayOf } from '../calendar/civil-date.ts'
import { maySee } from '../database/access.ts'
import { type PanelCandidate, panelCandidates } from '../database/candidates.ts'
import { readChildren } from '../database/cases.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import type { Rules } from '../database/projection.ts'
import { rulesOf } from '../database/rules.ts'
import { offRollClockOn } from '../guidance/assess.ts'
import { schoolDaysBetween } from '../guidance/off-roll-clock.ts'
import type { Action, Context } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'
import { type ChildSeen, viewChild } from './view-child.ts'

export interface CandidatesAsked {
  /** From 1. */
  readonly page: number
  /** What has just been recorded of a child from this list. */
  readonly done: { readonly child: string; readonly fact: string } | undefined
}

export interface CandidateShown extends PanelCandidate {
  readonly details: ChildDetails
  /** School days off roll; nothing where they are not counted. */
  readonly schoolDays: number | undefined
}

export interface CandidatesSeen extends PageOfList {
  readonly candidates: readonly CandidateShown[]
  readonly total: number
  /** The coming panel, today’s where there is one; nothing where the calendar has none. */
  readonly panel: Day | undefined
  readonly rules: Rules
  readonly done: ChildSeen | undefined
}

/** Children who may be put forward for the coming panel, and of whom nobody has said yes or no. */
export const seeCandidates: Action<CandidatesAsked, CandidatesSeen> = async (context, { page, done }) => {
  const { transaction, actor, today } = context
  const rules = await rulesOf(transaction)
  const lastPanel = rules.calendar.panelOnOrBefore(today - 1)
  const found = await panelCandidates(transaction, actor, civilDate(today), {
    lastPanel: lastPanel === undefined ? null : civilDate(lastPanel),
    ...partOf(page),
  })
  const { rows, ...paged } = pageOf(found.candidates, page)
  const heads = rows.map(({ child }) => child)
  const details = await readDetails(transaction, actor, heads, today)
  const schoolDays = await schoolDaysOf(context, rows, rules)
  const candidates = rows.flatMap((candidate) => {
    const known = details.get(candidate.child)
    return known ? [{ ...candidate, details: known, schoolDays: schoolDays.get(candidate.child) }] : []
  })
  const recorded = done && (await whatWasDone(context, done))
  return {
    children: [...new Set([...candidates.map(({ child }) => child), ...(recorded?.children ?? [])])],
    given: {
      ...{ ...paged, candidates, rules, total: found.total },
      panel: rules.calendar.panelAfter(today - 1),
      done: recorded?.given,
    },
  }
}

/** How long each has been off roll: from the day that made it persistent, where it is; of the few others the guidance is asked. */
async function schoolDaysOf(
  { transaction, today }: Context,
  candidates: readonly PanelCandidate[],
  { calendar, settings }: Rules,
): Promise<ReadonlyMap<string, number>> {
  const others = candidates.filter(({ countedFrom }) => countedFrom === null).map(({ child }) => child)
  const stored = others.length > 0 ? await readChildren(transaction, others) : []
  return new Map([
    ...candidates.flatMap(({ child, countedFrom }): [string, number][] =>
      countedFrom === null ? [] : [[child, schoolDaysBetween(calendar, dayOf(countedFrom), today)]],
    ),
    ...stored.flatMap(({ head, caseFile }): [string, number][] => {
      const clock = caseFile && offRollClockOn(caseFile, calendar, settings, today)
      return clock ? [[head, clock.count]] : []
    }),
  ])
}

/** What was recorded, as far as this person may still know it. */
async function whatWasDone(context: Context, { child, fact }: NonNullable<CandidatesAsked['done']>) {
  if (!(await maySee(context.transaction, context.actor, child, context.today))) return undefined
  return viewChild(context, { child, recorded: fact })
}
