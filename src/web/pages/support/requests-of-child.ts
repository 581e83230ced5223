import type { ChildViewed } from '../../../actions/view-child.ts'
import { compare, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { RecordedFact } from '../../../casefile/fact-table.ts'
import { type FactWithHistory, factsWithHistory, idsOf } from '../../../casefile/history.ts'
import { type Answer, answersTo, isTakenUp, type RequestState, stateAfter, takesUp } from '../../../casefile/support-requests.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { recorded } from '../../../words/fact-words.ts'
import { pathOfSupport } from '../../paths.ts'

/*
 * The requests for support of a child, with what was answered to them.
 */

type OfType<T extends RecordedFact['type']> = Extract<RecordedFact, { readonly type: T }>

/** A fact that counts, with its history. */
export type Standing<T extends RecordedFact['type']> = Omit<FactWithHistory, 'fact'> & { readonly fact: OfType<T> }

/** The facts of some types that count on the day asked about, in the order in which they happened. */
export function standingOf<const T extends RecordedFact['type']>(
  { records, on }: Pick<ChildViewed, 'records' | 'on'>,
  ...types: readonly T[]
): readonly Standing<T>[] {
  const isMeant = (one: FactWithHistory): one is Standing<T> =>
    types.some((type) => type === one.fact.type) && one.withdrawnBy === undefined && dayOf(one.fact.on) <= on
  return factsWithHistory(records)
    .filter(isMeant)
    .toSorted(({ fact: a }, { fact: b }) => compare(a.on, b.on) || compare(a.recordedAt ?? '', b.recordedAt ?? '') || compare(a.id, b.id))
}

/** A request for support and what became of it. */
export interface RequestOfChild {
  readonly one: Standing<'support-request'>
  readonly answers: readonly Answer<ChildViewed['casework'][number]>[]
  readonly state: RequestState
  /** Nobody has answered, and CFW has done something since. */
  readonly isTakenUp: boolean
}

/** The requests for support that count, the first first. */
export function requestsOf(seen: ChildViewed): readonly RequestOfChild[] {
  const acts = standingOf(seen, ...takesUp).map(({ fact }) => fact)
  return standingOf(seen, 'support-request').map((one) => {
    const answers = answersTo(idsOf(one), seen.casework)
    return { one, answers, state: stateAfter(answers), isTakenUp: answers.length === 0 && isTakenUp(one.fact, acts) }
  })
}

/** How the requests stand, by the ids of their facts. */
export const statesOf = (seen: ChildViewed): ReadonlyMap<string, RequestState> =>
  new Map(requestsOf(seen).map(({ one, state }) => [one.fact.id, state]))

export interface Returned {
  readonly says: string
  readonly path: string
  readonly mayAskAgain: boolean
}

/** That the last request was returned, and why; nothing where it was not, or that is not for this person. */
export function returnedOf(seen: ChildViewed, { role }: Pick<Actor, 'role'>): Returned | undefined {
  const last = requestsOf(seen).at(-1)
  const answer = last?.state === 'returned' ? last.answers.at(-1) : undefined
  if (!last || !answer) return undefined
  return {
    says: `The request for support of ${inWords(dayOf(last.one.fact.on))} was returned on ${inWords(dayOf(answer.on))}: “${recorded(answer.answer.reason ?? '')}”`,
    path: pathOfSupport(seen.head),
    mayAskAgain: agenciesToRecordFor(role, 'support-request').length > 0,
  }
}
