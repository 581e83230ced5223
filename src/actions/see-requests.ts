import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import { ANSWER_WITHIN } from '../casefile/support-requests.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import type { Rules } from '../database/projection.ts'
import { countOpenRequests, type OpenRequest, openRequests } from '../database/requests.ts'
import { readRules } from '../database/rules.ts'
import { shownFact } from '../sharing/fields.ts'
import type { Action } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'

/*
 * The inbox of the support hub and of CFW: the requests for support that wait for them.
 */

/** A request as far as somebody sees the child. */
export interface RequestShown extends OpenRequest {
  readonly details: ChildDetails
  /** By when it should have an answer, and one that was accepted a worker; nothing where the calendar ends before. */
  readonly dueOn: CivilDate | undefined
  /** What was recorded beside it is not for this person. */
  readonly isWithheld: boolean
}

export interface RequestsSeen extends PageOfList {
  readonly requests: readonly RequestShown[]
  readonly open: number
  readonly rules: Rules | undefined
}

/** The requests that wait for the agency of whoever asks, the oldest first. */
export const seeRequests: Action<{ readonly page: number }, RequestsSeen> = async ({ transaction, actor, today }, { page }) => {
  const { rows, ...paged } = pageOf(await openRequests(transaction, actor, today, partOf(page)), page)
  const heads = [...new Set(rows.map(({ child }) => child))]
  const [details, rules, open] = await Promise.all([
    readDetails(transaction, actor, heads, today),
    readRules(transaction),
    countOpenRequests(transaction, actor, today),
  ])
  const requests = rows.flatMap((request) => {
    const known = details.get(request.child)
    // Whoever may not know who a child is, is not told by a list that there is one.
    return known?.classes.includes('identifying') ? [requestShown(request, known, rules)] : []
  })
  return {
    children: [...new Set(requests.map(({ child }) => child))],
    given: { requests, open, ...paged, rules },
  }
}

function requestShown(request: OpenRequest, details: ChildDetails, rules: Rules | undefined): RequestShown {
  const { classes } = details
  const readsNotes = classes.includes('notes')
  const due = rules?.calendar.workingDayAfter(dayOf(request.accepted?.on ?? request.on), ANSWER_WITHIN)
  return {
    ...{ ...request, details },
    detail: shownFact({ type: 'support-request', detail: request.detail }, classes).fact.detail,
    // Which school asked tells where the child is.
    agency: request.agency?.kind === 'school' && !classes.includes('locating') ? null : request.agency,
    particulars: readsNotes ? request.particulars : null,
    isWithheld: !readsNotes,
    dueOn: due === undefined ? undefined : civilDate(due),
  }
}
