import { writeAudit } from '../database/audit.ts'
import { type Draft, type DraftKey, keepDraft as keep, readDraft as read, type Typed } from '../database/drafts.ts'
import { readActor, readSession } from '../database/sessions.ts'
import { readUser } from '../database/users.ts'
import type { Ground } from './action.ts'

/*
 * Nothing typed is lost: what comes in after a session has ended is kept for the same person and agency, and is in its place when they have signed in again.
 */

export type { Draft, Typed }

/** Which form was typed in, and which child or thing it is about, an empty text where none. */
export type FormAbout = Pick<DraftKey, 'form' | 'about'>

export interface Sent extends FormAbout {
  readonly session: string
  readonly content: Typed
  readonly requestId?: string
}

/**
 * Keeps what was sent with a session that has ended by time. False where nothing is kept: no such session is known any more, its user had not chosen an
 * agency, or may not sign in again.
 */
export const keepDraft = ({ database }: Ground, { session, form, about, content, requestId }: Sent): Promise<boolean> =>
  database.inTransaction(async (transaction) => {
    const ended = await readSession(transaction, session)
    if (!ended?.place || ended.secondsLeft > 0) return false
    const { user, place } = ended
    if ((await readUser(transaction, user))?.isDisabled !== false) return false
    await keep(transaction, { user, agency: place.agency, form, about }, content)
    await writeAudit(transaction, {
      who: user,
      agency: place.agency,
      action: 'keep-draft',
      outcome: 'done',
      children: [],
      ...(requestId !== undefined && { requestId }),
    })
    return true
  })

/** What was kept of a form for whoever is signed in, and for the agency for which they act. */
export const readDraft = ({ database }: Ground, session: string, { form, about }: FormAbout): Promise<Draft | undefined> =>
  database.inTransaction(async (transaction) => {
    const actor = await readActor(transaction, session)
    return actor && read(transaction, { user: actor.user, agency: actor.agency.id, form, about })
  })
