import { countWaiting } from '../database/notifications.ts'
import { may } from '../sharing/roles.ts'
import type { Action, Context } from './action.ts'
import { seesOnlyDanger } from './triage-see.ts'

/*
 * How much waits on lists that the head of a page leads to. It is counted in the transaction of the page itself, and nothing of any child is seen by it. Requests
 * for support and what the home-education team is asked are not: which of them wait takes longer to find than most pages, and the lists say it themselves.
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
