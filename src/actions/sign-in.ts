import { writeAudit } from '../database/audit.ts'
import {
  beginSession,
  endSession,
  type ForWhom,
  keepUnderWay,
  newCookie,
  readActor,
  readSession,
  type SessionState,
  takeUnderWay as take,
  type UnderWay,
} from '../database/sessions.ts'
import { LOCAL_ISSUER, placeOf, readUserOfSubject } from '../database/users.ts'
import type { Actor } from '../sharing/roles.ts'
import type { Ground } from './action.ts'

/*
 * Signing in: begun here, done at the provider, finished here once. Who somebody is, the provider says; what they may do, the roles that they have here.
 */

export { LOCAL_ISSUER, newCookie, type UnderWay }

/** Where the front page is. */
const HOME = '/'

/** The key of a sign-in: half of it is in the browser's cookie, the other went to the provider and comes back from it. */
const keyOf = (browser: string, state: string): string => `${browser}.${state}`

export interface Beginning extends Omit<UnderWay, 'forWhom'> {
  readonly browser: string
  readonly state: string
  /** The cookie of the session that ended, where there was one. */
  readonly session: string | undefined
}

/** Keeps what has to be known when somebody comes back from the provider. */
export const beginSignIn = ({ database }: Ground, { browser, state, session, ...underWay }: Beginning): Promise<void> =>
  database.inTransaction(async (transaction) => {
    const before = session === undefined ? undefined : await readSession(transaction, session)
    const forWhom = before?.place && { user: before.user, agency: before.place.agency }
    await keepUnderWay(transaction, keyOf(browser, state), { ...underWay, ...(forWhom && { forWhom }) })
  })

/** What was kept of a sign-in, once; nothing where it is unknown here or was taken before. */
export const takeSignIn = ({ database }: Ground, browser: string, state: string): Promise<(UnderWay & { isLate: boolean }) | undefined> =>
  database.inTransaction((transaction) => take(transaction, keyOf(browser, state)))

export type SignedIn =
  /** `choosing`: the agency to act for is not chosen yet. */
  | { readonly outcome: 'signed-in' | 'choosing'; readonly cookie: string; readonly returnTo: string }
  /** Onroll does not know them, or they may not sign in, or have no role now. */
  | { readonly outcome: 'unknown' | 'disabled' | 'no-role' }

/** What the provider vouches for, and what was kept. */
export interface Vouched {
  readonly issuer: string
  readonly subject: string
  readonly underWay: UnderWay
  /** The cookie that the browser had before: what it stood for ends. */
  readonly session: string | undefined
  readonly requestId?: string
}

/** Begins the session of whoever the provider vouches for, under a cookie that was never known before. */
export function finishSignIn({ database }: Ground, { issuer, subject, underWay, session, requestId }: Vouched): Promise<SignedIn> {
  const cookie = newCookie()
  return database.inTransaction(async (transaction) => {
    const user = await readUserOfSubject(transaction, issuer, subject)
    if (!user) return { outcome: 'unknown' }
    const entry = { who: user.id, action: 'sign-in', children: [], ...(requestId !== undefined && { requestId }) } as const
    const refused = user.isDisabled ? 'disabled' : user.holds.length === 0 ? 'no-role' : undefined
    if (refused) {
      await writeAudit(transaction, { ...entry, outcome: 'refused' })
      return { outcome: refused }
    }
    if (session !== undefined) await endSession(transaction, session)
    const [first] = user.holds
    const place = first && user.holds.length === 1 ? placeOf(first) : undefined
    const { returnTo, forWhom } = underWay
    const state: SessionState = { returnTo, ...(forWhom && { forWhom }) }
    await beginSession(transaction, cookie, user.id, place, place ? {} : state)
    await writeAudit(transaction, { ...entry, outcome: 'done', ...(place && { agency: place.agency }) })
    return place
      ? { outcome: 'signed-in', cookie, returnTo: leadsTo(state, { user: user.id, agency: place.agency }) }
      : { outcome: 'choosing', cookie, returnTo: HOME }
  })
}

/** The path to go to: that of somebody else, or of another agency, is not gone to. */
export function leadsTo({ returnTo = HOME, forWhom }: SessionState, { user, agency }: ForWhom): string {
  return !forWhom || (forWhom.user === user && forWhom.agency === agency) ? returnTo : HOME
}

/** How a browser stands that holds a cookie: acting for an agency, or with one to choose; otherwise it has to sign in. */
export const howItStands = ({ database }: Ground, session: string): Promise<Actor | 'choosing' | undefined> =>
  database.inTransaction(async (transaction) => {
    const actor = await readActor(transaction, session)
    if (actor) return actor
    const read = await readSession(transaction, session)
    return read && !read.place && read.secondsLeft > 0 ? 'choosing' : undefined
  })
