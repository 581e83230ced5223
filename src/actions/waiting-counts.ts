import { countAskedOfHomeEducation } from '../database/home-education.ts'
import { countWaiting } from '../database/notifications.ts'
import { countOpenRequests } from '../database/requests.ts'
import { may } from '../sharing/roles.ts'
import type { Action, Context } from './action.ts'
import { seesOnlyDanger } from './triage-see.ts'

/*
 * How much waits on lists that the head of a page leads to. It is counted in the transaction of the page itself, and nothing of any child is seen by it. Which
 * requests for support wait, and what the home-education team is asked, takes longer to find than most pages: that is counted for the list of next steps alone.
 */

/** By the paths of the lists; nothing of a list that is not for this person. */
export type WaitingCounts = Readonly<Record<string, number | undefined>>

/** An action, and together with it what waits for whoever does it. */
export const countingForNav =
  <Input, Given>(action: Action<Input, Given>): Action<Input, { readonly given: Given; readonly waiting: WaitingCounts }> =>
  async (context, input) => {
    const [done, waiting] = await Promise.all([action(context, input), waitingFor(context)])
    return { ...done, given: { given: done.given, waiting } }
  }

const waitingFor = async ({ transaction, actor }: Context): Promise<WaitingCounts> => ({
  '/triage': may(actor.role, 'see-triage') ? await countWaiting(transaction, seesOnlyDanger(actor), actor.user) : undefined,
})

/** A list of its own on which something waits. */
export interface WaitingElsewhere {
  readonly list: 'requests' | 'home-education'
  readonly count: number
}

/** What waits for whoever asks besides their next steps. */
export async function waitingElsewhere({ transaction, actor, today }: Context): Promise<readonly WaitingElsewhere[]> {
  const [requests, homeEducation] = await Promise.all([
    may(actor.role, 'see-requests') ? countOpenRequests(transaction, actor, today) : 0,
    may(actor.role, 'answer-home-education') ? countAskedOfHomeEducation(transaction, actor, today) : 0,
  ])
  const all = [
    { list: 'requests', count: requests },
    { list: 'home-education', count: homeEducation },
  ] as const
  return all.filter(({ count }) => count > 0)
}
