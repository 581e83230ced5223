import { randomInt } from 'node:crypto'
import { type CivilDate, dayOf } from '../calendar/civil-date.ts'
import type { Agency as AgencyKind } from '../casefile/fact-table.ts'
import type { ToldOfChild } from '../people/told.ts'
import { isNotificationHidden } from './access.ts'
import { newId } from './ids.ts'
import { nameOfAgency } from './names.ts'
import { alertOfDanger, alertOfNotification } from './outbox.ts'
import { statement, type Transaction } from './pool.ts'
import { isRung } from './rings.ts'
import { readRules } from './rules.ts'

/*
 * What is told of children before it is known which they are, and what was decided of it. A notification says how it stands now; how it came to that is in its
 * decisions, which are added to.
 */

/** Whether a child is in danger now, as whoever told said. The most urgent first. */
export const urgencies = ['danger', 'unsure', 'none'] as const
export type Urgency = (typeof urgencies)[number]

/** What is told, by whom. */
export interface NewNotification {
  /** Which of the guidance's agencies told; `other` for anybody else. */
  readonly by: AgencyKind
  /** What whoever told is, of the choices on the form. */
  readonly notifierIs: string
  readonly organisation?: string
  readonly notifierName?: string
  readonly notifierContact?: string
  readonly urgency: Urgency
  readonly about: ToldOfChild
  readonly says?: string
}

/** Where and when it came in. */
export interface Received {
  readonly way: 'public-form' | 'signed-in'
  readonly receivedOn: CivilDate
  /** The agency of a notifier who was signed in. */
  readonly agency?: string
  /** The agency that has to find out which child it is. */
  readonly owner: string
  /** Null where the calendar ends before. */
  readonly dueOn: CivilDate | null
  readonly recordedBy: string
}

/** How a notification was settled. */
export type Outcome = 'this-child' | 'new-child' | 'turned-down'
export type Decided = 'taken' | 'put-off' | Outcome | 'reopened'

/** A notification as it stands. */
export interface Notification extends NewNotification, Received {
  readonly id: string
  readonly reference: string
  readonly version: number
  readonly ownerUser: string | null
  readonly ownerName: string | null
  readonly agencyName: string | null
  readonly outcome: Outcome | null
  readonly child: string | null
  readonly fact: string | null
  /** RFC 3339. */
  readonly recordedAt: string
  readonly settledBy: string | null
  /** Somebody is on record as having been rung: asked of a child who is in danger. */
  readonly isRung: boolean
}

const DIGITS = '23456789BCDFGHJKMNPQRSTVWXYZ'
const GROUPS = [4, 4, 4] as const

/** A reference to be read out on the telephone: 12 figures and letters that nobody takes for others and that make no words, 57 bits of chance. */
export const newReference = (): string =>
  GROUPS.map((length) => Array.from({ length }, () => DIGITS[randomInt(DIGITS.length)]).join('')).join('-')

const insertNotification = statement<object>(
  'insert_notification',
  `insert into notifications (id, reference, received_on, agency_id, notifier_name, notifier_contact, about, says, owner, due_on, recorded_by, way, urgency, by,
    notifier_is, organisation) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
)

/** Keeps what was told, and tells those who find out which child it is. Gives its id, and the reference for whoever told. */
export async function addNotification(
  transaction: Transaction,
  told: NewNotification,
  received: Received,
): Promise<{ readonly id: string; readonly reference: string }> {
  const [id, reference] = [newId(), newReference()]
  const { by, notifierIs, organisation, notifierName, notifierContact, urgency, about, says } = told
  const { way, receivedOn, agency, owner, dueOn, recordedBy } = received
  await transaction.ask(
    insertNotification,
    ...[id, reference, receivedOn, agency ?? null, notifierName ?? null, notifierContact ?? null, JSON.stringify(about), says ?? null],
    ...[owner, dueOn, recordedBy, way, urgency, by, notifierIs, organisation ?? null],
  )
  const [today, teller] = [dayOf(receivedOn), { user: recordedBy, agency: agency ?? '' }]
  if (urgency === 'danger') alertOfDanger(transaction, today, teller)
  else alertOfNotification(transaction, (await readRules(transaction))?.calendar, today, owner, teller)
  return { id, reference }
}

interface NotificationRow {
  readonly id: string
  readonly reference: string
  readonly received_on: CivilDate
  readonly agency_id: string | null
  readonly agency_name: string | null
  readonly notifier_name: string | null
  readonly notifier_contact: string | null
  readonly about: ToldOfChild
  readonly says: string | null
  readonly owner: string
  readonly owner_user: string | null
  readonly owner_name: string | null
  readonly due_on: CivilDate | null
  readonly version: number
  readonly outcome: Outcome | null
  readonly child_id: string | null
  readonly fact_id: string | null
  readonly recorded_at: string
  readonly recorded_by: string
  readonly settled_by: string | null
  readonly way: Received['way']
  readonly urgency: Urgency
  readonly by: AgencyKind
  readonly notifier_is: string | null
  readonly organisation: string | null
  readonly is_rung: boolean
}

const COLUMNS = `n.id, n.reference, n.received_on, n.agency_id, n.notifier_name, n.notifier_contact, n.about, n.says, n.owner, n.owner_user, n.due_on, n.version,
  n.outcome, n.child_id, n.fact_id, n.recorded_at, n.recorded_by, n.settled_by, n.way, n.urgency, n.by, n.notifier_is, n.organisation,
  ${nameOfAgency('n.agency_id')} as agency_name,
  (select u.name from users u where u.id = n.owner_user) as owner_name, ${isRung('n')} as is_rung`

const notificationFrom = (row: NotificationRow): Notification => ({
  id: row.id,
  reference: row.reference,
  way: row.way,
  by: row.by,
  notifierIs: row.notifier_is ?? row.by,
  ...(row.organisation !== null && { organisation: row.organisation }),
  ...(row.notifier_name !== null && { notifierName: row.notifier_name }),
  ...(row.notifier_contact !== null && { notifierContact: row.notifier_contact }),
  urgency: row.urgency,
  about: row.about,
  ...(row.says !== null && { says: row.says }),
  receivedOn: row.received_on,
  ...(row.agency_id !== null && { agency: row.agency_id }),
  agencyName: row.agency_name,
  owner: row.owner,
  ownerUser: row.owner_user,
  ownerName: row.owner_name,
  dueOn: row.due_on,
  version: row.version,
  outcome: row.outcome,
  child: row.child_id,
  fact: row.fact_id,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  settledBy: row.settled_by,
  isRung: row.is_rung,
})

const notificationOf = statement<NotificationRow>('read_notification', `select ${COLUMNS} from notifications n where n.id = $1`)
const lockNotification = statement<NotificationRow>(
  'hold_notification',
  `select ${COLUMNS} from notifications n where n.id = $1 and not ${isNotificationHidden('n', '$2')} for update of n`,
)

export async function readNotification({ ask }: Transaction, id: string): Promise<Notification | undefined> {
  const [row] = await ask(notificationOf, id)
  return row && notificationFrom(row)
}

/**
 * A notification, as far as it exists for a user, that nobody else can change before the transaction ends. Held before any child is, so that two never wait for
 * each other.
 */
export async function holdNotification({ ask }: Transaction, id: string, user: string): Promise<Notification | undefined> {
  const [row] = await ask(lockNotification, id, user)
  return row && notificationFrom(row)
}

/** Which notifications are listed. */
export interface Listed {
  readonly onlyInDanger: boolean
  readonly limit: number
  readonly offset: number
}

/** SQL that says whether a notification exists for a user. */
const existsFor = (user: string): string => `not ${isNotificationHidden('n', user)}`

const seenNotificationOf = statement<NotificationRow>(
  'see_notification',
  `select ${COLUMNS} from notifications n where n.id = $1 and ${existsFor('$2')}`,
)

/** A notification as far as it exists for a user. */
export async function readNotificationFor({ ask }: Transaction, id: string, user: string): Promise<Notification | undefined> {
  const [row] = await ask(seenNotificationOf, id, user)
  return row && notificationFrom(row)
}

const URGENCY_ORDER = `case n.urgency when 'danger' then 1 when 'unsure' then 2 else 3 end`
const WAITING = `n.outcome is null and (not $1::boolean or n.urgency = 'danger')`

const waitingList = statement<NotificationRow>(
  'waiting_notifications',
  `select ${COLUMNS} from notifications n where ${WAITING} and ${existsFor('$4')}
    order by ${URGENCY_ORDER}, n.due_on nulls first, n.recorded_at, n.id limit $2 offset $3`,
)

/** Those that are not settled, a child in danger first, then by the day by which, as far as they exist for a user. */
export const waitingNotifications = async (
  { ask }: Transaction,
  { onlyInDanger, limit, offset }: Listed,
  user: string,
): Promise<readonly Notification[]> => (await ask(waitingList, onlyInDanger, limit, offset, user)).map(notificationFrom)

const waitingCount = statement<{ count: number }>(
  'count_notifications',
  `select count(*) as count from notifications n where ${WAITING} and ${existsFor('$2')}`,
)

/** How many of them there are. */
export async function countWaiting({ ask }: Transaction, onlyInDanger: boolean, user: string): Promise<number> {
  const [row] = await ask(waitingCount, onlyInDanger, user)
  return row?.count ?? 0
}

const settledList = statement<NotificationRow>(
  'settled_notifications',
  `select ${COLUMNS} from notifications n where n.outcome is not null and (not $1::boolean or n.urgency = 'danger')
    and ${existsFor('$4')} order by n.settled_at desc, n.id limit $2 offset $3`,
)

/** Those that were settled, the last first, as far as they exist for a user. */
export const settledNotifications = async (
  { ask }: Transaction,
  { onlyInDanger, limit, offset }: Listed,
  user: string,
): Promise<readonly Notification[]> => (await ask(settledList, onlyInDanger, limit, offset, user)).map(notificationFrom)

// ---- Decisions -------------------------------------------------------------------------------------------------------------------------

/** What is decided of a notification. */
export interface NewDecision {
  readonly decision: Decided
  readonly because?: string
  readonly says?: string
  readonly child?: string
  /** Those that came of it, or were taken back; the notification's own first. */
  readonly facts?: readonly string[]
  readonly dueOn?: CivilDate
}

export interface Decision extends NewDecision {
  readonly version: number
  /** RFC 3339. */
  readonly recordedAt: string
  readonly recordedBy: string
}

const insertDecision = statement<object>(
  'insert_decision',
  `insert into notification_decisions (notification_id, version, decision, because, says, record_id, facts, due_on, recorded_by, agency_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)

const changeNotification = statement<object>(
  'change_notification',
  `update notifications set version = $2, owner_user = $3, due_on = $4, outcome = $5, child_id = $6, fact_id = $7,
    settled_at = case when $5::text is null then null else clock_timestamp() end, settled_by = case when $5::text is null then null else $8 end
  where id = $1`,
)

/** Decides something of a notification that is held. */
export async function decide(
  { ask }: Transaction,
  notification: Notification,
  { decision, because, says, child, facts = [], dueOn }: NewDecision,
  { user, agency }: { readonly user: string; readonly agency: string },
): Promise<void> {
  const version = notification.version + 1
  const isSettled = decision === 'this-child' || decision === 'new-child' || decision === 'turned-down'
  await ask(
    insertDecision,
    ...[notification.id, version, decision, because ?? null, says ?? null, child ?? null, facts, dueOn ?? null, user, agency],
  )
  await ask(
    changeNotification,
    ...[notification.id, version, notification.ownerUser ?? user, dueOn ?? notification.dueOn, isSettled ? decision : null],
    ...[isSettled ? (child ?? null) : null, isSettled ? (facts[0] ?? null) : null, user],
  )
}

interface DecisionRow {
  readonly version: number
  readonly decision: Decided
  readonly because: string | null
  readonly says: string | null
  readonly record_id: string | null
  readonly facts: readonly string[]
  readonly due_on: CivilDate | null
  readonly recorded_at: string
  readonly recorded_by: string
}

const decisionsOf = statement<DecisionRow>(
  'decisions_of_notification',
  `select d.version, d.decision, d.because, d.says, d.record_id, d.facts, d.due_on, d.recorded_at, coalesce(u.name, d.recorded_by) as recorded_by
  from notification_decisions d left join users u on u.id = d.recorded_by where d.notification_id = $1 order by d.version`,
)

/** What was decided, in order. `recordedBy` is the name of the user. */
export const readDecisions = async ({ ask }: Transaction, id: string): Promise<readonly Decision[]> =>
  (await ask(decisionsOf, id)).map((row) => ({
    version: row.version,
    decision: row.decision,
    ...(row.because !== null && { because: row.because }),
    ...(row.says !== null && { says: row.says }),
    ...(row.record_id !== null && { child: row.record_id }),
    facts: row.facts,
    ...(row.due_on !== null && { dueOn: row.due_on }),
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }))
