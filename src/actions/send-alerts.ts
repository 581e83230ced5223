import type { Day } from '../calendar/civil-date.ts'
import { writeAudit } from '../database/audit.ts'
import {
  type AlertFailure,
  type AlertKind,
  type ClaimedAlert,
  claimAlert,
  FIRST_HOUR,
  giveAlertUp,
  isDayForAlerts,
  markAlertSent,
  tryAlertAgain,
} from '../database/outbox.ts'
import type { Database } from '../database/pool.ts'
import { readRules } from '../database/rules.ts'

/*
 * Sends the alerts that are due, one after the other. Each is claimed in a transaction of its own before it is sent, and settled in another: whatever breaks off in
 * between leaves one message of which nobody knows whether it was sent. It goes again, with the id that it had, and not for ever.
 */

export type { AlertFailure, AlertKind }

/** What is sent: the address, and which of the two messages. There is nothing else to say. */
export interface Letter {
  readonly to: string
  readonly kind: AlertKind
  /** The same however often it is sent. */
  readonly messageId: string
}

export type Posted =
  | { readonly outcome: 'sent' }
  | {
      readonly outcome: 'failed'
      readonly why: AlertFailure
      /** What it may then be: gone, to be tried again, or perhaps sent. */
      readonly is: 'for-good' | 'for-now' | 'in-doubt'
      /** It is not about this one: none would be sent now. */
      readonly isOfAll: boolean
    }

/** Where letters are handed over. Throws nothing. */
export interface Post {
  send(letter: Letter): Promise<Posted>
}

/** A letter that may have been sent is sent again so often. */
const MOST_DOUBTS = 2

/** Who sends, in the audit log. */
const SENDER = 'send-alerts'

export interface SentAlerts {
  readonly sent: number
  readonly failed: readonly AlertFailure[]
  readonly givenUp: number
}

export interface SendingAsked {
  readonly today: Day
  /** The hour of the day in London, from 0. */
  readonly hour: number
  /** Ends it after the one in hand. */
  readonly signal?: AbortSignal
}

/** Sends what is due. Can be broken off, and done by several at once. */
export async function sendAlerts(database: Database, post: Post, { today, hour, signal }: SendingAsked): Promise<SentAlerts> {
  let [sent, givenUp] = [0, 0]
  const failed: AlertFailure[] = []
  while (!signal?.aborted) {
    const alert = await database.inTransaction(async (transaction) => {
      const rules = await readRules(transaction)
      return claimAlert(transaction, today, hour >= FIRST_HOUR && isDayForAlerts(rules?.calendar, today))
    })
    if (!alert) break
    const posted = await postedOf(alert, post)
    const isOver = await settle(database, alert, posted)
    if (posted.outcome === 'sent') sent++
    else {
      failed.push(posted.why)
      if (isOver) givenUp++
      if (posted.isOfAll) break
    }
  }
  return { sent, failed, givenUp }
}

const forGood = (why: AlertFailure): Posted => ({ outcome: 'failed', why, is: 'for-good', isOfAll: false })

async function postedOf({ email, kind, messageId, doubts }: ClaimedAlert, post: Post): Promise<Posted> {
  if (email === null) return forGood('no-address')
  return doubts > MOST_DOUBTS ? forGood('broken-off') : post.send({ to: email, kind, messageId })
}

/** Keeps how it went. Gives whether it is given up. */
function settle(database: Database, alert: ClaimedAlert, posted: Posted): Promise<boolean> {
  return database.inTransaction(async (transaction) => {
    const audited = { who: SENDER, action: `send-alert ${alert.user}`, children: [] }
    if (posted.outcome === 'sent') {
      markAlertSent(transaction, alert)
      await writeAudit(transaction, { ...audited, outcome: 'done' })
      return false
    }
    const isLastDoubt = posted.is === 'in-doubt' && alert.doubts >= MOST_DOUBTS
    if (posted.is !== 'for-good' && !alert.isOld && !isLastDoubt) {
      tryAlertAgain(transaction, alert, posted.why, posted.is === 'in-doubt')
      return false
    }
    giveAlertUp(transaction, alert, posted.why)
    await writeAudit(transaction, { ...audited, outcome: 'refused', why: posted.why })
    return true
  })
}
