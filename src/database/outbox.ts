import type { Calendar } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day, isWeekend } from '../calendar/civil-date.ts'
import { may, type Permission, roles } from '../sharing/roles.ts'
import { isSeen } from './access.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Alerts: that something waits for somebody, and nothing of what. One is put here in the transaction that gives them something new to do, and sent by a job. A
 * person has one of a kind that waits to be sent, and one a day at most: what comes while it waits goes with it, and what comes later that day waits for the next.
 */

/** That something is to be done; or that somebody told of a child in danger, which no other alert holds up. */
export type AlertKind = 'steps' | 'danger'

/** Why an alert was not sent. */
export type AlertFailure =
  /** There is nobody to be told any more, or no address. */
  | 'no-address'
  /** The mail server takes nothing for the address, now or later. */
  | 'address-refused'
  | 'message-refused'
  /** It takes nothing from us. */
  | 'sender-refused'
  | 'server-busy'
  /** It is not reached, or speaks no TLS with a certificate that holds. */
  | 'no-connection'
  /** It had the message, and did not say whether it took it. */
  | 'no-answer'
  /** The process that sent it came to its end. */
  | 'broken-off'
  | 'not-written'

/** Who is told: one person of an agency, or all of it that see on their list what came. */
export interface Whom {
  /** Every agency where it is not said. */
  readonly agency?: string
  readonly person?: string | null
  /** The record that stands for the child that it is about, where there is one: nobody is told for whom it does not exist. */
  readonly child?: string
}

/** Who does what others are told of; they and their own team know. */
export interface Doer {
  readonly user: string
  readonly agency: string
}

/** What changes by the day alone is done by nobody. */
export const BY_ITSELF: Doer = { user: '', agency: '' }

/** Who sees what came: the roles that may do this. */
const seers = { steps: 'see-own-steps', triage: 'triage', danger: 'see-triage' } as const satisfies Record<string, Permission>

/** `$1`: whom, as a list; `$2`: in which roles; `$3`: who knows already; `$4`: today; `$5`: the kind; `$6` and `$7`: the first day on which it may be sent, and the next. */
const putAlerts = statement<object>(
  'put_alerts',
  `with given as materialized (
    select distinct agency, person, child from jsonb_to_recordset($1::jsonb) as r(agency text, person text, child text)
  ),
  people as materialized (
    select distinct r.user_id from given g
    join user_roles r on (g.agency is null or r.agency_id = g.agency) and (g.person is null or r.user_id = g.person)
    where r.role = any($2) and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp()) and r.user_id <> $3
      and (g.child is null or ${isSeen('g.child', 'r.agency_id', 'r.user_id', '$4')})
      and exists (select from users u where u.id = r.user_id and u.email is not null)
      and not exists (select from users_disabled d where d.user_id = r.user_id and d.until_at is null)
  )
  insert into outbox (user_id, kind, day)
  select p.user_id, $5, case when exists (select from outbox o where o.user_id = p.user_id and o.kind = $5 and o.day = $6) then $7::date else $6::date end
  from people p where not exists (select from outbox o where o.user_id = p.user_id and o.kind = $5 and o.state = 'waiting')
  order by p.user_id
  on conflict do nothing`,
)

function put(
  { tell }: Transaction,
  kind: AlertKind,
  seen: keyof typeof seers,
  whom: readonly Whom[],
  by: Doer,
  today: Day,
  days: Days,
): void {
  const inRoles = roles.filter((role) => may(role, seers[seen]))
  tell(putAlerts, JSON.stringify(whom), inRoles, by.user, civilDate(today), kind, civilDate(days.first), civilDate(days.next))
}

/** Tells people that something is to be done which was not before. Whoever did it is not told, nor the rest of their own agency unless by name. */
export function alertOf(transaction: Transaction, calendar: Calendar | undefined, today: Day, whom: readonly Whom[], by: Doer): void {
  const others = whom.filter(({ agency, person = null }) => (person === null ? agency !== by.agency : person !== by.user))
  if (others.length > 0) put(transaction, 'steps', 'steps', others, by, today, ordinaryDays(calendar, today))
}

/** Tells the people of a team who triage that somebody told of a child. */
export const alertOfNotification = (transaction: Transaction, calendar: Calendar | undefined, today: Day, agency: string, by: Doer): void =>
  put(transaction, 'steps', 'triage', [{ agency }], by, today, ordinaryDays(calendar, today))

/** Tells the hub, and whoever triages, that somebody told of a child who is in danger now: on any day, and at any hour. */
export const alertOfDanger = (transaction: Transaction, today: Day, by: Doer): void =>
  put(transaction, 'danger', 'danger', [{}], by, today, { first: today, next: today + 1 })

// ---- Days ------------------------------------------------------------------------------------------------------------------------------

interface Days {
  /** The first on which it may be sent. */
  readonly first: Day
  /** The one after, where that one has had its alert. */
  readonly next: Day
}

/** Ordinary alerts are sent from this hour on, in London. */
export const FIRST_HOUR = 7

/** Whether ordinary alerts are sent on a day: a working day, or beyond the calendar's ends one that is not of a weekend. */
export const isDayForAlerts = (calendar: Calendar | undefined, day: Day): boolean =>
  calendar?.covers(day) ? calendar.isWorkingDay(day) : !isWeekend(day)

function ordinaryDays(calendar: Calendar | undefined, today: Day): Days {
  const firstFrom = (from: Day): Day => {
    let day = from
    while (!isDayForAlerts(calendar, day)) day++
    return day
  }
  const first = firstFrom(today)
  return { first, next: firstFrom(first + 1) }
}

// ---- Sending ---------------------------------------------------------------------------------------------------------------------------

/** An alert that this process alone sends, until it says how that went or some minutes are over. */
export interface ClaimedAlert {
  readonly user: string
  readonly kind: AlertKind
  readonly messageId: string
  /** Nothing where there is nobody to be told any more: no address, no role, or not to sign in. */
  readonly email: string | null
  /** With this one. */
  readonly tries: number
  /** How often it may have been sent already, and nobody said so. */
  readonly doubts: number
  /** It has been tried for so many days that it is given up where it fails again. */
  readonly isOld: boolean
}

/** Minutes after which a process that has not said how it went is taken to have come to its end. Far longer than any server is waited for. */
const BROKEN_OFF_AFTER = 10
/** For days: longer than a weekend. */
export const GIVEN_UP_AFTER_DAYS = 4

/**
 * `$1`: today; `$2`: whether ordinary ones are sent now. Of several of a person the last, whose others are then
 * of no use any more; and none where they had one of the kind today.
 */
const claim = statement<ClaimedAlert>(
  'claim_alert',
  `with due as (
    select o.user_id, o.kind, o.day, o.state from outbox o
    where o.state in ('waiting', 'sending') and o.next_try_at <= clock_timestamp() and o.day <= $1 and (o.kind = 'danger' or $2::boolean)
      and not exists (select from outbox p where p.user_id = o.user_id and p.kind = o.kind and p.day <> o.day
        and (p.day = $1 or (p.state in ('waiting', 'sending') and p.day > o.day and p.day < $1)))
    order by o.kind = 'danger' desc, o.next_try_at, o.user_id limit 1 for update of o skip locked
  ),
  gone as (
    delete from outbox g using due where g.user_id = due.user_id and g.kind = due.kind and g.day < due.day and g.state = 'waiting'
  )
  update outbox o set state = 'sending', day = $1, tries = o.tries + 1, doubts = o.doubts + (case when due.state = 'sending' then 1 else 0 end),
    first_try_at = coalesce(o.first_try_at, clock_timestamp()), next_try_at = clock_timestamp() + interval '${BROKEN_OFF_AFTER} minutes'
  from due where o.user_id = due.user_id and o.kind = due.kind and o.day = due.day
  returning o.user_id as user, o.kind, o.message_id as "messageId", o.tries, o.doubts,
    o.first_try_at < clock_timestamp() - interval '${GIVEN_UP_AFTER_DAYS} days' as "isOld",
    (select u.email from users u where u.id = o.user_id
      and exists (select from user_roles r where r.user_id = u.id and r.from_at <= clock_timestamp() and (r.until_at is null or r.until_at > clock_timestamp()))
      and not exists (select from users_disabled d where d.user_id = u.id and d.until_at is null)) as email`,
)

/** The next alert that is to be sent. What one process has, no other gets. */
export const claimAlert = async ({ ask }: Transaction, today: Day, areOrdinarySent: boolean): Promise<ClaimedAlert | undefined> =>
  (await ask(claim, civilDate(today), areOrdinarySent))[0]

const sent = statement<object>(
  'alert_sent',
  `update outbox set state = 'sent', sent_at = clock_timestamp(), failure = null where message_id = $1 and state = 'sending'`,
)

/** A mail server took it. */
export const markAlertSent = ({ tell }: Transaction, { messageId }: ClaimedAlert): void => tell(sent, messageId)

const again = statement<object>(
  'alert_again',
  `update outbox set state = 'waiting', failure = $2, doubts = doubts + $3, next_try_at = clock_timestamp() + make_interval(mins => $4)
  where message_id = $1 and state = 'sending'`,
)

/** Minutes from one try to the next. */
const waits = [1, 5, 15, 60, 240] as const

/** It failed, and is tried again: soon at first, and then more and more seldom. */
export const tryAlertAgain = ({ tell }: Transaction, { messageId, tries }: ClaimedAlert, failure: AlertFailure, isInDoubt: boolean): void =>
  tell(again, messageId, failure, isInDoubt ? 1 : 0, waits[Math.min(tries, waits.length) - 1] ?? waits[0])

const givenUp = statement<object>(
  'alert_given_up',
  `update outbox set state = 'given-up', failure = $2 where message_id = $1 and state = 'sending'`,
)

/** It is not tried again by itself. */
export const giveAlertUp = ({ tell }: Transaction, { messageId }: ClaimedAlert, failure: AlertFailure): void =>
  tell(givenUp, messageId, failure)

// ---- How it stands ---------------------------------------------------------------------------------------------------------------------

export interface OutboxCounts {
  readonly waiting: number
  readonly sending: number
  readonly sent: number
  readonly givenUp: number
  /** The first try of the oldest of those that failed, and are tried again. RFC 3339. */
  readonly failingSince: string | null
}

const counts = statement<OutboxCounts>(
  'count_outbox',
  `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'sending') as sending,
    count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'given-up') as "givenUp",
    min(first_try_at) filter (where state = 'waiting' and failure is not null) as "failingSince" from outbox`,
)

const noneAtAll: OutboxCounts = { waiting: 0, sending: 0, sent: 0, givenUp: 0, failingSince: null }

export const countOutbox = async ({ ask }: Transaction): Promise<OutboxCounts> => (await ask(counts))[0] ?? noneAtAll

/** An alert that was given up. */
export interface AlertGivenUp {
  readonly user: string
  readonly name: string
  readonly kind: AlertKind
  readonly day: CivilDate
  readonly tries: number
  readonly failure: AlertFailure
}

const givenUpList = statement<AlertGivenUp>(
  'alerts_given_up',
  `select o.user_id as user, u.name, o.kind, o.day, o.tries, o.failure from outbox o join users u on u.id = o.user_id
  where o.state = 'given-up' order by o.day, o.user_id, o.kind`,
)

export const readAlertsGivenUp = ({ ask }: Transaction): Promise<readonly AlertGivenUp[]> => ask(givenUpList)

/** Of several of one person and kind, the last goes again; of none of them, where another waits: that one tells them. The rest has no use any more. */
const retry = statement<{ count: number }>(
  'retry_alerts',
  `with last as (
    select distinct on (o.user_id, o.kind) o.user_id, o.kind, o.day from outbox o
    where o.state = 'given-up' and not exists (
      select from outbox p where p.user_id = o.user_id and p.kind = o.kind and p.state in ('waiting', 'sending'))
    order by o.user_id, o.kind, o.day desc
  ),
  gone as (
    delete from outbox o where o.state = 'given-up' and not exists (
      select from last where last.user_id = o.user_id and last.kind = o.kind and last.day = o.day)
  ),
  retried as (
    update outbox o set state = 'waiting', tries = 0, doubts = 0, first_try_at = null, next_try_at = clock_timestamp() from last
    where o.user_id = last.user_id and o.kind = last.kind and o.day = last.day returning 1
  )
  select count(*) as count from retried`,
)

/** Has those tried again that were given up. Gives how many. */
export const retryAlerts = async ({ ask }: Transaction): Promise<number> => (await ask(retry))[0]?.count ?? 0
