import { type CivilDate, civilDate } from '../calendar/civil-date.ts'
import { maySee } from '../database/access.ts'
import { type AwaitedAnswer, awaitedAnswers } from '../database/awaited-answers.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import {
  type Counts,
  dutyList,
  type Filter,
  type Group,
  groups,
  type ListedDuty,
  readDistricts,
  type Whose,
  waitingList,
} from '../database/lists.ts'
import type { Rules } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { readAnswer } from '../database/sent-before.ts'
import { isOfOnePerson } from '../sharing/allocating.ts'
import { classesSeen } from '../sharing/fields.ts'
import type { Action, Context } from './action.ts'
import type { ChildrenGiven } from './allocate.ts'
import type { RecordedForSeveral } from './record-for-several.ts'
import { type Notification, waitingInDanger } from './triage-see.ts'
import { type ChildSeen, viewChild } from './view-child.ts'
import { type WaitingElsewhere, waitingElsewhere } from './waiting-counts.ts'

export { type Counts, type Filter, type Group, groups, type ListedDuty, type Whose }

export interface NextStepsAsked extends Filter {
  /** The one that suits the agency where it is not said: one's own where each child is somebody's, otherwise the agency's. */
  readonly whose: Whose | undefined
  /** One group alone. */
  readonly due: Group | 'waiting' | undefined
  /** From 1. */
  readonly page: number
  /** What has just been done from this list: a record of a child, or a form for several by its key. */
  readonly done: { readonly child: string; readonly fact: string } | { readonly key: string } | undefined
}

export interface NextSteps extends Omit<NextStepsAsked, 'done' | 'whose'> {
  readonly whose: Whose
  /** Those of one kind stand together. */
  readonly isBundled: boolean
  /** Children who are said to be in danger now, for whoever triages: above everything else. */
  readonly inDanger: readonly Notification[]
  readonly steps: readonly ListedDuty[]
  /** What others owe; nothing where it is nobody's children that are asked about. */
  readonly waiting: { readonly steps: readonly ListedDuty[]; readonly total: number }
  /** What partner agencies have not answered yet, of the user's own children; by a child's details. */
  readonly awaited: readonly (AwaitedAnswer & { readonly details: ChildDetails })[]
  readonly counts: Counts
  /** How many there are without the filter, and without what is waited for. */
  readonly all: number
  readonly ofNobody: { readonly duties: number; readonly children: number }
  readonly pages: number
  /** The day from which on the list may not be up to date, since the sweep has not come to all children. */
  readonly unsweptSince: CivilDate | null
  /** What there is to filter by. */
  readonly clauses: readonly string[]
  readonly districts: readonly string[]
  /** The calendar by which days are told; none while the county has none. */
  readonly rules: Rules | undefined
  readonly done: Done | undefined
  /** What waits on lists of their own, besides: none of it is a step of the guidance. */
  readonly elsewhere: readonly WaitingElsewhere[]
}

/** What was done for several children at once. */
export type SeveralDone = RecordedForSeveral | ChildrenGiven

/** What was done, to be said on top of the list that it was done from. */
export type Done =
  | { readonly what: 'recorded'; readonly seen: ChildSeen }
  | { readonly what: 'several'; readonly work: SeveralDone; readonly details: ReadonlyMap<string, ChildDetails> }

export const STEPS_ON_A_PAGE = 50

/** What others owe stands below the list, no more than these of it; the rest on pages of its own. */
export const WAITING_SHOWN = 10

/** What the user or their agency owes next, or what of it nobody has, the most urgent first; and what they wait for. */
export const seeNextSteps: Action<NextStepsAsked, NextSteps> = async (context, asked) => {
  const { transaction, actor, today } = context
  const whose = asked.whose ?? (isOfOnePerson(actor.agency.kind) ? 'mine' : 'team')
  const { pathway, clause, child, due, page } = asked
  const knowsDistricts = classesSeen(actor.role, ['owes-next-step']).includes('locating')
  const filter: Filter = { pathway, clause, child, district: knowsDistricts ? asked.district : '' }
  const isBundled = clause === '' && child === '' && (actor.agency.kind === 'school' || whose !== 'mine')
  const isWaiting = due === 'waiting'
  const part = { limit: STEPS_ON_A_PAGE, offset: (page - 1) * STEPS_ON_A_PAGE }
  const isFiltered = pathway !== '' || clause !== '' || child !== '' || filter.district !== ''
  const expectsAnswers = whose === 'mine' && page === 1 && (due === undefined || isWaiting) && !isFiltered
  const isFront = whose !== 'nobody' && page === 1 && due === undefined && !isFiltered
  const [list, waiting, awaited, districts, rules, done, inDanger, elsewhere] = await Promise.all([
    dutyList(transaction, actor, today, { ...filter, whose, isBundled, ...(isWaiting ? noRows : { ...part, group: due }) }),
    whose === 'nobody'
      ? nothingWaitedFor
      : waitingList(transaction, actor, today, {
          ...filter,
          whose,
          ...(isWaiting ? part : { limit: due === undefined && page === 1 ? WAITING_SHOWN : 0, offset: 0 }),
        }),
    expectsAnswers ? answersAwaited(context) : [],
    knowsDistricts ? readDistricts(transaction) : [],
    readRules(transaction),
    asked.done && whatWasDone(context, asked.done),
    waitingInDanger(context),
    isFront ? waitingElsewhere(context) : [],
  ])
  const entries = isWaiting ? waiting.total : list.entries
  const pages = Math.max(1, Math.ceil(entries / STEPS_ON_A_PAGE))
  // What was asked for is there no more: the last page that is.
  if (page > pages) return seeNextSteps(context, { ...asked, page: pages })
  const children = [
    ...[...list.duties, ...waiting.duties, ...awaited].map((duty) => duty.child),
    ...(done?.children ?? []),
    ...inDanger.map(({ id }) => id),
  ]
  return {
    children: [...new Set(children)],
    given: {
      ...{ ...filter, whose, due, page, pages, isBundled, rules, districts },
      ...{ steps: list.duties, inDanger, elsewhere },
      waiting: { steps: waiting.duties, total: waiting.total },
      awaited,
      ...{ counts: list.counts, all: list.all, clauses: list.clauses, ofNobody: list.ofNobody, unsweptSince: list.unsweptSince },
      done: done?.done,
    },
  }
}

/** Whom a child was referred to are free words: they are for whoever reads such of it. */
async function answersAwaited({ transaction, actor, today }: Context): Promise<NextSteps['awaited']> {
  const found = await awaitedAnswers(transaction, actor, civilDate(today), WAITING_SHOWN)
  if (found.length === 0) return []
  const details = await readDetails(transaction, actor, [...new Set(found.map(({ child }) => child))], today)
  return found.flatMap((one) => {
    const known = details.get(one.child)
    return known?.classes.includes('notes') ? [{ ...one, details: known }] : []
  })
}

const nothingWaitedFor = { duties: [], total: 0 } as const
const noRows = { limit: 0, offset: 0, group: undefined } as const

/** What was done from the list, as far as this person may still know it. */
async function whatWasDone(
  context: Context,
  asked: NonNullable<NextStepsAsked['done']>,
): Promise<{ readonly done: Done; readonly children: readonly string[] } | undefined> {
  const { transaction, actor, today } = context
  if ('fact' in asked) {
    if (!(await maySee(transaction, actor, asked.child, today))) return undefined
    const { given, children } = await viewChild(context, { child: asked.child, recorded: asked.fact })
    return { done: { what: 'recorded', seen: given }, children }
  }
  const answer = await readAnswer(transaction, actor.user, asked.key)
  if (!isGroupsWork(answer)) return undefined
  const details = await readDetails(transaction, actor, [...answer.saved, ...answer.refused.map(({ child }) => child)], today)
  return { done: { what: 'several', work: answer, details }, children: [...details.keys()] }
}

const isGroupsWork = (answer: unknown): answer is SeveralDone =>
  typeof answer === 'object' && answer !== null && 'saved' in answer && 'refused' in answer
