import { type Entry, type EntryContent, entryTable, type RequestAnswer } from './casework-table.ts'
import { checkRecord } from './check-fields.ts'
import type { Agency, FactType, RecordedFact } from './fact-table.ts'
import { recordedAt } from './standing.ts'

/*
 * What became of a request for support, from the answers that were recorded to it.
 */

/**
 * So many working days after a request it should have an answer, and as many after it is accepted a worker. No guidance says by when: it is our own choice, and pages say so.
 */
export const ANSWER_WITHIN = 3

/** What CFW records once it has taken up a request, whether or not it said so. */
export const takesUp = ['consent', 'consent-visit', 'eha', 'service-open', 'engagement-attempt'] as const satisfies readonly FactType[]

/** Whether CFW has acted on a request since, by the facts that count: such a one waits for no answer, though none was given. */
export const isTakenUp = (request: RecordedFact, facts: readonly RecordedFact[]): boolean =>
  facts.some(
    (fact) =>
      fact.by === 'cfw' &&
      takesUp.some((type) => type === fact.type) &&
      (fact.on > request.on || (fact.on === request.on && recordedAt(fact) > recordedAt(request))),
  )

/** How a request stands. One that is accepted waits for a worker to be named; one that is returned or given to a worker waits for nothing more. */
export type RequestState = 'waiting' | RequestAnswer

/** An answer with what it says. */
export type Answer<Of extends Pick<Entry, 'id' | 'kind' | 'of' | 'content'>> = Of & { readonly answer: EntryContent<'request-answer'> }

/** The answers to a request, the first first. `ids` are those of the fact, and of what it corrects; entries come in any order. */
export const answersTo = <Of extends Pick<Entry, 'id' | 'kind' | 'of' | 'content'>>(
  ids: readonly string[],
  entries: readonly Of[],
): readonly Answer<Of>[] =>
  entries
    .filter(({ kind, of }) => kind === 'request-answer' && of !== null && ids.includes(of))
    .flatMap((entry) => {
      const checked = checkRecord(entry.content, entryTable['request-answer'].content)
      return 'record' in checked ? [{ ...entry, answer: checked.record }] : []
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** How a request stands after its answers, the last of which counts. */
export const stateAfter = (answers: readonly { readonly answer: Pick<EntryContent<'request-answer'>, 'answer'> }[]): RequestState =>
  answers.at(-1)?.answer.answer ?? 'waiting'

/** The last answer to a request, as far as it decides on the next. */
export interface LastAnswer {
  readonly answer: RequestAnswer
  readonly by: Agency
}

/**
 * Which of the answers that somebody of an agency may give at all are open to them after the last answer: what is returned or given to a worker is closed, one that
 * is accepted is for CFW alone, and CFW does not accept twice.
 */
export function openAnswers(given: readonly RequestAnswer[], last: LastAnswer | undefined, agency: Agency): readonly RequestAnswer[] {
  if (!last) return given
  if (last.answer !== 'accepted' || agency !== 'cfw') return []
  return last.by === 'cfw' ? given.filter((answer) => answer !== 'accepted') : given
}
