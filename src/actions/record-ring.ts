import { civilDate } from '../calendar/civil-date.ts'
import { addRing, type NewRing, type Rung, rungChoices } from '../database/rings.ts'
import { type Action, fault } from './action.ts'
import { seenNotification } from './triage-see.ts'

export { type NewRing, type Rung, rungChoices }

export interface RingAsked {
  readonly notification: string
  readonly ring: NewRing
}

/** Puts on record who was rung of a child who is said to be in danger: by whoever sees that, and whether or not it is known already which child it is. */
export const recordRing: Action<RingAsked, { readonly notification: string }> = async (context, { notification: id, ring }) => {
  const { transaction, actor, today } = context
  const notification = await seenNotification(context, id)
  if (notification.urgency !== 'danger') throw fault('', 'Nobody said of this child that it is in danger now. Nobody has to be rung')
  if (ring.on > civilDate(today)) throw fault('/rungOn', 'Enter the day on which it was, not one that is still to come')
  await addRing(transaction, id, ring, { user: actor.user, agency: actor.agency.id })
  return { children: notification.child === null ? [id] : [id, notification.child], given: { notification: id } }
}
