import type { RequestState } from '../../../casefile/support-requests.ts'

/** How a request for support stands. */
export const answerWords: Readonly<Record<RequestState, string>> = {
  waiting: 'No answer yet',
  accepted: 'Accepted',
  returned: 'Returned',
  allocated: 'Given to a worker',
}

/** Of one that nobody answered, and for which CFW has done something since. */
export const TAKEN_UP = 'Not answered, and CFW has acted on it since'

/** By which way a request came, in words that follow a comma. */
export const routeWords = { direct: 'straight to CFW', 'cssh-mash': 'through the support hub' } as const
