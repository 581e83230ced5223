import type { CivilDate } from '../calendar/civil-date.ts'
import { readAgencies } from '../database/agencies.ts'
import { addNotification, readNotification, type Urgency } from '../database/notifications.ts'
import type { ToldOfChild } from '../people/told.ts'
import { mayRecord } from '../sharing/recording.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { type Action, type Context, NotDone } from './action.ts'
import { receivedNow } from './tell-us.ts'

/** Nothing but a place to tell of a child. */
export const openTelling: Action<Record<never, never>, Record<never, never>> = async (context) => {
  refuseWhoMayNot(context)
  return { children: [], given: {} }
}

/** What somebody who is signed in tells. Who they are, and for whom they act, is known. */
export interface Told {
  readonly urgency: Urgency
  readonly about: ToldOfChild
  readonly says: string
  /** How they can be asked. */
  readonly contact?: string
}

/** Tells the council of a child who may be missing education. Which child it is, triage finds out; whoever tells gets a reference and nothing else. */
export const notify: Action<Told, { readonly notification: string }> = async (context, { urgency, about, says, contact }) => {
  refuseWhoMayNot(context)
  const { transaction, actor, today } = context
  const { agency } = actor
  const own = (await readAgencies(transaction)).find(({ id }) => id === agency.id)
  const received = await receivedNow(transaction, { urgency }, today, own?.district)
  const { id } = await addNotification(
    transaction,
    {
      ...{ urgency, about, says, notifierName: actor.name, organisation: agency.name },
      ...{ by: kindOfRole[actor.role], notifierIs: kindOfRole[actor.role] },
      ...(contact !== undefined && { notifierContact: contact }),
    },
    { ...received, way: 'signed-in', agency: agency.id, recordedBy: actor.user },
  )
  return { children: [id], given: { notification: id } }
}

export interface ToldReceipt {
  readonly reference: string
  readonly urgency: Urgency
  readonly receivedOn: CivilDate
  readonly dueOn: CivilDate | null
}

/** What came of what this person told, and nothing of what was found. */
export const seeReceipt: Action<{ readonly notification: string }, ToldReceipt> = async ({ transaction, actor }, { notification: id }) => {
  const told = await readNotification(transaction, id)
  if (told?.recordedBy !== actor.user || told.agency !== actor.agency.id) throw new NotDone({ outcome: 'absent', asked: id })
  const { reference, urgency, receivedOn, dueOn } = told
  return { children: [id], given: { reference, urgency, receivedOn, dueOn } }
}

function refuseWhoMayNot({ actor }: Context): void {
  if (!mayRecord(actor, 'cme-notification', kindOfRole[actor.role])) throw new NotDone({ outcome: 'forbidden' })
}
