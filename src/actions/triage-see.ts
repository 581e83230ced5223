import { type Day, dayOf, monthsAfter } from '../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../calendar/compulsory-school-age.ts'
import {
  countWaiting,
  type Decision,
  type Notification,
  readDecisions,
  readNotificationFor,
  settledNotifications,
  waitingNotifications,
} from '../database/notifications.ts'
import type { Rules } from '../database/projection.ts'
import { type Ring, readRings } from '../database/rings.ts'
import { readRules } from '../database/rules.ts'
import type { ToldOfChild } from '../people/told.ts'
import { type Actor, may } from '../sharing/roles.ts'
import { type Action, type Context, NotDone } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'
import { placesOf } from './see-people.ts'
import { type Candidate, type CandidatesFor, candidatesByRules, type Standing, standingsOf } from './triage-candidates.ts'

/*
 * Triage: what was told, and has still to become a child's or be turned down. The hub sees what says that a child is in danger now, and decides nothing.
 */

export type { Candidate, ComparedField, Standing } from './triage-candidates.ts'
export type { Decision, Notification, Ring }

export interface TriageAsked {
  readonly shows: 'waiting' | 'settled'
  /** From 1. */
  readonly page: number
}

export interface Triage extends TriageAsked, PageOfList {
  readonly notifications: readonly Notification[]
  readonly waiting: number
  readonly onlyInDanger: boolean
  readonly rules: Rules | undefined
}

export const seesOnlyDanger = ({ role }: Actor): boolean => !may(role, 'triage')

/** What waits to be decided, a child in danger first; or what was settled, the last first. */
export const seeTriage: Action<TriageAsked, Triage> = async ({ transaction, actor }, { shows, page }) => {
  const onlyInDanger = seesOnlyDanger(actor)
  const listed = { onlyInDanger, ...partOf(page) }
  const found = await (shows === 'waiting' ? waitingNotifications : settledNotifications)(transaction, listed, actor.user)
  const { rows: notifications, ...paged } = pageOf(found, page)
  return {
    children: notifications.flatMap(({ id, child }) => (child === null ? [id] : [id, child])),
    given: {
      ...{ ...paged, shows, notifications, onlyInDanger },
      waiting: await countWaiting(transaction, onlyInDanger, actor.user),
      rules: await readRules(transaction),
    },
  }
}

export interface NotificationAsked {
  readonly notification: string
}

export interface NotificationSeen {
  readonly notification: Notification
  readonly decisions: readonly Decision[]
  /** Who was rung. */
  readonly rings: readonly Ring[]
  readonly mayDecide: boolean
  readonly candidates: readonly (Candidate & { readonly standing: Standing })[]
  readonly age: CompulsoryAge | undefined
  readonly rules: Rules | undefined
  /** Of the county. */
  readonly districts: readonly string[]
}

/** Whether a child is of compulsory school age, worked out from what was told. */
export interface CompulsoryAge {
  /** The span within which the child is of that age, for the earliest and the latest date of birth that fit. */
  readonly earliest: { readonly first: Day; readonly last: Day }
  readonly latest: { readonly first: Day; readonly last: Day }
  /** Unsure where only an age was told, and it depends on the birthday. */
  readonly isOfAge: 'yes' | 'no' | 'unsure'
}

/** Opens a notification, with the children that it may be about. */
export const openNotificationWith =
  (candidatesFor: CandidatesFor): Action<NotificationAsked, NotificationSeen> =>
  async (context, { notification: id }) => {
    const { transaction, actor, today } = context
    const notification = await seenNotification(context, id)
    const mayDecide = may(actor.role, 'triage')
    const candidates =
      mayDecide && notification.outcome === null ? await candidatesFor(transaction, { actor, today }, notification.about) : []
    const heads = candidates.map(({ head }) => head)
    const standings = await standingsOf(transaction, heads, today)
    return {
      children: [id, ...(notification.child === null ? [] : [notification.child]), ...heads],
      given: {
        ...{ notification, mayDecide },
        decisions: await readDecisions(transaction, id),
        rings: await readRings(transaction, id),
        candidates: candidates.flatMap((candidate) => {
          const standing = standings.get(candidate.head)
          return standing ? [{ ...candidate, standing }] : []
        }),
        age: compulsoryAgeOf(notification.about, dayOf(notification.receivedOn), today),
        rules: await readRules(transaction),
        districts: mayDecide ? (await placesOf(context)).districts : [],
      },
    }
  }

export const openNotification = openNotificationWith(candidatesByRules)

/** A notification that this person may see. */
export async function seenNotification({ transaction, actor }: Context, id: string): Promise<Notification> {
  const notification = await readNotificationFor(transaction, id, actor.user)
  if (!notification || (seesOnlyDanger(actor) && notification.urgency !== 'danger')) throw new NotDone({ outcome: 'absent', asked: id })
  return notification
}

const MONTHS_OF_A_YEAR = 12

/** Of a child whose age was guessed, a year more and a year less are reckoned with. Nothing where neither was told. */
export function compulsoryAgeOf({ dateOfBirth, age }: ToldOfChild, toldOn: Day, today: Day): CompulsoryAge | undefined {
  if (dateOfBirth === undefined && age === undefined) return undefined
  const born = (years: number): Day => monthsAfter(toldOn, -MONTHS_OF_A_YEAR * years)
  const earliest = compulsorySchoolAge(dateOfBirth ? dayOf(dateOfBirth) : born((age ?? 0) + 2))
  const latest = compulsorySchoolAge(dateOfBirth ? dayOf(dateOfBirth) : born((age ?? 0) - 1))
  const isWithin = ({ first, last }: { readonly first: Day; readonly last: Day }) => first <= today && today <= last
  const both = [isWithin(earliest), isWithin(latest)]
  return { earliest, latest, isOfAge: both.every(Boolean) ? 'yes' : both.some(Boolean) ? 'unsure' : 'no' }
}

/** Of those that one sees on a list of what to do next, no more than these are shown. */
const DANGER_SHOWN = 20

/** The children who are said to be in danger now, and of whom it is not settled who they are, for whoever triages; none for anybody else. */
export const waitingInDanger = async ({ transaction, actor }: Pick<Context, 'transaction' | 'actor'>): Promise<readonly Notification[]> =>
  may(actor.role, 'see-triage') ? waitingNotifications(transaction, { onlyInDanger: true, limit: DANGER_SHOWN, offset: 0 }, actor.user) : []
