import { randomBytes } from 'node:crypto'
import { type CivilDate, civilDate, type Day, isCivilDate } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import { readAgencies } from '../database/agencies.ts'
import { writeAudit } from '../database/audit.ts'
import { readDirectory } from '../database/directory.ts'
import { addNotification, type NewNotification, type Received, type Urgency, urgencies } from '../database/notifications.ts'
import type { Transaction } from '../database/pool.ts'
import {
  beginPublicDraft,
  countPublicUse,
  deletePublicDraft,
  holdPublicDraft,
  LIMIT_MINUTES,
  markPublicDraftSent,
  PUBLIC_DRAFT_HOURS,
  type PublicDraft,
  readPublicDraft,
  saveInPublicDraft,
  type TypedAnswers,
} from '../database/public-drafts.ts'
import { readRules } from '../database/rules.ts'
import { newCookie } from '../database/sessions.ts'
import type { Ground } from './action.ts'

/*
 * What somebody without an account does who tells the council of a child. Nothing is asked of what is known of any child: the answer is the same whoever it is.
 */

export { LIMIT_MINUTES, type NewNotification, PUBLIC_DRAFT_HOURS, type PublicDraft, type TypedAnswers, type Urgency }

/** Who is not signed in, in the audit log. */
const EVERYBODY = 'the form for everybody'

/**
 * How often in a span of time, from one address and from all together. An address may be that of a whole hospital. Who says that a child is, or may be, in danger
 * counts apart for all: nobody who sends much of other things stops them.
 */
export interface Limit {
  readonly own: number
  readonly all: number
  readonly allInDanger: number
}
export type Use = 'begin' | 'send'
export type Limits = Readonly<Record<Use, Limit>>

/**
 * A county is told of some tens of children a day, so a hundred times as many in a quarter of an hour are no people; of children in danger ten times more are taken
 * before the database is thought of, and beyond that a page says whom to ring.
 */
export const usualLimits: Limits = { begin: { own: 60, all: 3000, allInDanger: 30_000 }, send: { own: 20, all: 600, allInDanger: 6000 } }

/** Whether answers say that the child is, or may be, in danger. */
const saysDanger = ({ danger }: TypedAnswers): boolean => urgencies.some((one) => one === danger && one !== 'none')

/** From where something is done, and how it is called in the audit log. */
export interface From {
  readonly address: string
  readonly event: string
  readonly requestId: string
  readonly limits: Limits
}

/** An office that anybody may ring. */
export interface PublicContact {
  readonly name: string
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly openWhen: string | undefined
}

/** Whom to ring about a child's safety, about missing education, and about home education; those that the directory does not have are not there. */
export interface PublicContacts {
  readonly safety: PublicContact | undefined
  readonly missingEducation: PublicContact | undefined
  readonly homeEducation: PublicContact | undefined
}

/** The clauses for which the directory's entries are: what the hub is rung for, what is told to the council, where the register of home education is. */
const needed = { safety: '1.6a', missingEducation: '1.2a', homeEducation: '1.2c' } as const

export const readPublicContacts = ({ database }: Ground): Promise<PublicContacts> =>
  database.inTransaction(async (transaction) => {
    const entries = (await readDirectory(transaction)).filter(
      ({ inUse, phone, email }) => inUse !== false && (phone ?? email) !== undefined,
    )
    const contactFor = (clause: string): PublicContact | undefined => {
      const entry = entries.find(({ clauses }) => clauses?.includes(clause))
      return entry && { name: entry.name, phone: entry.phone, email: entry.email, openWhen: entry.openWhen }
    }
    return {
      safety: contactFor(needed.safety),
      missingEducation: contactFor(needed.missingEducation),
      homeEducation: contactFor(needed.homeEducation),
    }
  })

/** What was typed so far with a cookie; nothing where it is known no more. */
export const readAnswers = ({ database }: Ground, cookie: string): Promise<PublicDraft | undefined> =>
  database.inTransaction((transaction) => readPublicDraft(transaction, cookie))

export type Kept = { readonly outcome: 'kept'; readonly answers: TypedAnswers; readonly cookie: string } | { readonly outcome: 'too-many' }

/** Keeps answers with those before; or, without a cookie that is known, begins with them under a new one. */
export async function keepAnswers(ground: Ground, cookie: string | undefined, answers: TypedAnswers, from: From): Promise<Kept> {
  if (cookie !== undefined) {
    const all = await ground.database.inTransaction((transaction) => saveInPublicDraft(transaction, cookie, answers))
    if (all) return { outcome: 'kept', answers: all, cookie }
  }
  if (await isTooOften(ground, { what: 'begin', inDanger: saysDanger(answers), isForAll: true }, from)) return { outcome: 'too-many' }
  const fresh = newCookie()
  await ground.database.inTransaction((transaction) => beginPublicDraft(transaction, fresh, answers))
  return { outcome: 'kept', answers, cookie: fresh }
}

/** Deletes what was typed. */
export const forgetAnswers = ({ database }: Ground, cookie: string): Promise<void> =>
  database.inTransaction((transaction) => deletePublicDraft(transaction, cookie))

export type Sent =
  | { readonly outcome: 'sent' }
  /** Nothing is known of the cookie. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'too-many'; readonly saysDanger: boolean }
  | { readonly outcome: 'faults'; readonly faults: readonly Fault[] }

/** What answers come to. */
export type ReadAnswers = (answers: TypedAnswers) => { readonly told: NewNotification } | { readonly faults: readonly Fault[] }

/**
 * Sends what was typed, once, however often it is sent. What is not there, was sent, or cannot be sent counts for the address from which it comes, and not for
 * everybody.
 */
export async function sendAnswers(ground: Ground, cookie: string, read: ReadAnswers, from: From): Promise<Sent> {
  const { database, today } = ground
  const typed = await readAnswers(ground, cookie)
  const isToBeSent = typed !== undefined && typed.reference === null && 'told' in read(typed.answers)
  const inDanger = typed !== undefined && saysDanger(typed.answers)
  if (await isTooOften(ground, { what: 'send', inDanger, isForAll: isToBeSent }, from)) return { outcome: 'too-many', saysDanger: inDanger }
  return database.inTransaction(async (transaction) => {
    const draft = await holdPublicDraft(transaction, cookie)
    if (!draft) return { outcome: 'unknown' }
    if (draft.reference !== null) return { outcome: 'sent' }
    const answers = read(draft.answers)
    if ('faults' in answers) return { outcome: 'faults', faults: answers.faults }
    const received = await receivedNow(transaction, answers.told, today())
    const { id, reference } = await addNotification(transaction, answers.told, { ...received, way: 'public-form', recordedBy: EVERYBODY })
    await markPublicDraftSent(transaction, cookie, reference, { urgency: answers.told.urgency, dueOn: received.dueOn ?? '' })
    await writeAudit(transaction, { ...entryOf(from), outcome: 'done', children: [id] })
    return { outcome: 'sent' }
  })
}

/** What somebody is told who has sent. */
export interface Receipt {
  readonly reference: string
  readonly urgency: Urgency
  readonly dueOn: CivilDate | undefined
}

/** What came of what was sent with a cookie; nothing where nothing was. It stays what it was, whatever is done about it meanwhile. */
export async function readReceipt(ground: Ground, cookie: string): Promise<Receipt | undefined> {
  const { reference, answers } = (await readAnswers(ground, cookie)) ?? { reference: null, answers: {} }
  const urgency = urgencies.find((one) => one === answers['urgency'])
  if (reference === null || !urgency) return undefined
  const dueOn = answers['dueOn']
  return { reference, urgency, dueOn: isCivilDate(dueOn) ? dueOn : undefined }
}

const entryOf = ({ event, requestId }: From) => ({ who: EVERYBODY, action: event, requestId })

/** What is done; `isForAll`: it counts for everybody, too. */
interface Used {
  readonly what: Use
  readonly inDanger: boolean
  readonly isForAll: boolean
}

/** Counts, and says whether it was too often. That is in the audit log, without who it was. */
async function isTooOften({ database }: Ground, { what, inDanger, isForAll }: Used, from: From): Promise<boolean> {
  const limit = from.limits[what]
  const most = inDanger ? limit.allInDanger : limit.all
  const counted = {
    ...{ what, forAll: inDanger ? `${what}-in-danger` : what },
    ...{ address: from.address, salt: randomBytes(32).toString('hex'), most: isForAll ? limit.own : 0 },
  }
  const { own, all } = await database.inTransaction((transaction) => countPublicUse(transaction, counted))
  if (own <= limit.own && all <= most) return false
  // The first alone: whoever goes on would fill the log.
  if (own === limit.own + 1 || all === most + 1) {
    await database.inTransaction((transaction) => writeAudit(transaction, { ...entryOf(from), outcome: 'refused', children: [] }))
  }
  return true
}

/** To whom something falls that is told now, and by when. A child in danger now is looked at on the same day. */
export async function receivedNow(
  transaction: Transaction,
  { urgency }: Pick<NewNotification, 'urgency'>,
  today: Day,
  district?: string,
): Promise<Pick<Received, 'receivedOn' | 'owner' | 'dueOn'>> {
  const receivedOn = civilDate(today)
  const teams = (await readAgencies(transaction)).filter(
    ({ kind, closedOn }) => kind === 'cme-officer' && (closedOn === undefined || closedOn > receivedOn),
  )
  const owner =
    teams.find(({ districts }) => district !== undefined && districts?.includes(district)) ??
    teams.find(({ districts }) => !districts) ??
    teams[0]
  const rules = await readRules(transaction)
  if (!owner || !rules) throw new TypeError('there is no team for children missing education, or no calendar')
  const due = urgency === 'danger' ? today : rules.calendar.workingDayAfter(today, rules.settings.on(today).registerWithin)
  return { receivedOn, owner: owner.id, dueOn: due === undefined ? null : civilDate(due) }
}
