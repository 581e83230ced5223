import { writeAudit } from '../database/audit.ts'
import { endSession, endSessionsOf, readSession } from '../database/sessions.ts'
import type { Ground } from './action.ts'

/**
 * Ends the session of a cookie, or all sessions of its user, wherever they are signed in. It ends here: the cookie is worth nothing then, whoever holds it.
 * Only who is still signed in ends the others too.
 */
export const signOut = ({ database }: Ground, session: string, of: 'this' | 'all' = 'this', requestId?: string): Promise<void> =>
  database.inTransaction(async (transaction) => {
    const read = await readSession(transaction, session)
    if (!read) return
    const endsAll = of === 'all' && read.secondsLeft > 0
    if (endsAll) await endSessionsOf(transaction, read.user)
    else await endSession(transaction, session)
    await writeAudit(transaction, {
      who: read.user,
      ...(read.place && { agency: read.place.agency }),
      action: endsAll ? 'end-all-sessions' : 'sign-out',
      outcome: 'done',
      children: [],
      ...(requestId !== undefined && { requestId }),
    })
  })
