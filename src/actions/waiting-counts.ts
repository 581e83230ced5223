import { countAskedOfHomeEducation } from '../database/home-education.ts'
import { countWaiting } from '../database/notifications.ts'
import { may } from '../sharing/roles.ts'
import type { Action, Context } from './action.ts'
import { seesOnlyDanger } from './triage-see.ts'

/*
 * How much waits on lists that the head of a page leads to. It is counted in the transaction of the page itself, and nothing of any child is seen by it. Requests
 * for support are not: which of them wait takes longer to find than most pages.
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

async function waitingFor({ transaction, actor, today }: Context): Promise<WaitingCounts> {
  const counts = {
    '/triage': may(actor.role, 'see-triage') ? countWaiting(transaction, seesOnlyDanger(actor)) : undefined,
    '/home-education': may(actor.role, 'answer-home-education') ? countAskedOfHomeEducation(transaction, actor, today) : undefined,
  }
  return Object.fromEntries(await Promise.all(Object.entries(counts).map(async ([path, count]) => [path, await count] as const)))
}
