import type { CivilDate } from '../calendar/civil-date.ts'
import { isNotificationHidden } from './access.ts'
import { newId } from './ids.ts'
import { nameOfAgency } from './names.ts'
import { statement, type Transaction } from './pool.ts'

/*
 * Who was rung of a child of whom was told that it is in danger now. Added, never changed: what was wrong is put right by another entry that says so.
 */

export const rungChoices = ['999', 'hub', 'other'] as const
export type Rung = (typeof rungChoices)[number]

/** A call. */
export interface NewRing {
  readonly rung: Rung
  /** Of somebody else, who. */
  readonly whom?: string
  /** Who rang: whoever records it, or somebody who told them. */
  readonly rungBy: string
  readonly on: CivilDate
  /** As clocks in London showed it: `14:05`. */
  readonly at: string
  /** What was answered. */
  readonly says: string
}

export interface Ring extends NewRing {
  /** RFC 3339. */
  readonly recordedAt: string
  /** Names. */
  readonly recordedBy: string
  readonly agency: string
}

const insertRing = statement<object>(
  'insert_ring',
  `insert into notification_rings (notification_id, id, rung, whom, rung_by, on_day, at_time, says, recorded_by, agency_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
)

export const addRing = async (
  { ask }: Transaction,
  notification: string,
  { rung, whom, rungBy, on, at, says }: NewRing,
  { user, agency }: { readonly user: string; readonly agency: string },
): Promise<void> => void (await ask(insertRing, notification, newId(), rung, whom ?? null, rungBy, on, at, says, user, agency))

interface RingRow extends Omit<Ring, 'whom'> {
  readonly whom: string | null
}

const ringsOf = statement<RingRow>(
  'rings_of_notification',
  `select r.rung, r.whom, r.rung_by as "rungBy", r.on_day as on, r.at_time as at, r.says, r.recorded_at as "recordedAt",
    coalesce(u.name, r.recorded_by) as "recordedBy", ${nameOfAgency('r.agency_id')} as agency
  from notification_rings r left join users u on u.id = r.recorded_by where r.notification_id = $1 order by r.on_day, r.at_time, r.recorded_at`,
)

/** The calls, in the order in which they were made. */
export const readRings = async ({ ask }: Transaction, notification: string): Promise<readonly Ring[]> =>
  (await ask(ringsOf, notification)).map(({ whom, ...ring }) => ({ ...ring, ...(whom !== null && { whom }) }))

/** SQL that says whether somebody was rung of the notification `n`. */
export const isRung = (n: string): string => `exists (select from notification_rings ring where ring.notification_id = ${n}.id)`

/** Children of whom was told that they are in danger, and nobody is on record as having been rung. */
export interface NotRung {
  readonly count: number
  /** The day of the first. */
  readonly since: CivilDate | null
}

const notRung = statement<NotRung>(
  'count_not_rung',
  `select count(*) as count, min(n.received_on) as since from notifications n
  where n.urgency = 'danger' and (n.received_on >= $1 or n.outcome is null) and not ${isRung('n')} and not ${isNotificationHidden('n', '$2')}`,
)

/** Of those that wait, and of those that came on or after a day, as far as they exist for a user. */
export const countNotRung = async ({ ask }: Transaction, since: CivilDate, user: string): Promise<NotRung> =>
  (await ask(notRung, since, user))[0] ?? { count: 0, since: null }
