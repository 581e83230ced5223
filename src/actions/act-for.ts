import { writeAudit } from '../database/audit.ts'
import type { Transaction } from '../database/pool.ts'
import { moveTo, newCookie, type Place, readActor, type Session, useSession } from '../database/sessions.ts'
import { type HeldRole, placeOf, readUser, type User } from '../database/users.ts'
import type { Actor } from '../sharing/roles.ts'
import type { Ground } from './action.ts'
import { leadsTo } from './sign-in.ts'

/*
 * Whoever has several roles acts in one of them at a time, for one agency, which every page and every audit entry names.
 */

export type { HeldRole, Place }

/** In which places somebody may act, and where they do. */
export interface Choice {
  readonly name: string
  readonly places: readonly HeldRole[]
  /** None where the choice is still to be made. */
  readonly actor: Actor | undefined
  /** The agency to offer first: of which the page was that they are to be led back to. */
  readonly suggested: string | undefined
}

/** What somebody who is signed in may choose from. Nothing where nobody is. */
export const readChoice = ({ database }: Ground, session: string): Promise<Choice | undefined> =>
  database.inTransaction(async (transaction) => {
    const live = await liveUser(transaction, session)
    if (!live) return undefined
    const { read, user } = live
    const { forWhom } = read.state
    return {
      name: user.name,
      places: user.holds,
      actor: await readActor(transaction, session),
      suggested: forWhom?.user === user.id ? forWhom.agency : read.place?.agency,
    }
  })

export type Chosen =
  | { readonly outcome: 'done'; readonly cookie: string; readonly returnTo: string }
  | { readonly outcome: 'signed-out' }
  /** It is no place in which they may act. */
  | { readonly outcome: 'not-theirs' }

/** Acts in another place from now on, under a new cookie. */
export function actFor({ database }: Ground, session: string, chosen: Place, requestId?: string): Promise<Chosen> {
  const cookie = newCookie()
  return database.inTransaction(async (transaction) => {
    const live = await liveUser(transaction, session)
    if (!live) return { outcome: 'signed-out' }
    const { read, user } = live
    const place = user.holds.map(placeOf).find(({ agency, role }) => agency === chosen.agency && role === chosen.role)
    if (!place) return { outcome: 'not-theirs' }
    await moveTo(transaction, session, cookie, place)
    const who = { who: user.id, agency: place.agency, ...(requestId !== undefined && { requestId }) }
    await writeAudit(transaction, { ...who, action: 'act-for', outcome: 'done', children: [] })
    return { outcome: 'done', cookie, returnTo: leadsTo(read.state, { user: user.id, agency: place.agency }) }
  })
}

async function liveUser(transaction: Transaction, session: string): Promise<{ read: Session; user: User } | undefined> {
  const read = await useSession(transaction, session)
  const user = read && (await readUser(transaction, read.user))
  return user && !user.isDisabled ? { read, user } : undefined
}
