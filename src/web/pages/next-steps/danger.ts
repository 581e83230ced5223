import type { NextSteps } from '../../../actions/see-next-steps.ts'
import type { Day } from '../../../calendar/civil-date.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { pathOfNotification } from '../../paths.ts'
import { dayInList } from '../../when.ts'
import { byWords, nameOfTold, ownerWords } from '../triage/page.ts'

/** Children who are said to be in danger now, as they stand above the list. */
export const dangerRows = ({ inDanger }: NextSteps, actor: Actor, today: Day) =>
  inDanger.map((notification) => ({
    path: pathOfNotification(notification.id),
    name: nameOfTold(notification, today),
    by: byWords(notification),
    received: dayInList(dayOf(notification.receivedOn)),
    owner: ownerWords(notification, actor),
    isRung: notification.isRung,
  }))
