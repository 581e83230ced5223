import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../calendar/compulsory-school-age.ts'
import { type CaseRecord, isWithdrawal, type RecordedFact } from '../casefile/fact-table.ts'
import { type Fact, standingFacts } from '../casefile/standing.ts'
import { maySee } from '../database/access.ts'
import { readAgencies } from '../database/agencies.ts'
import { allocate } from '../database/allocations.ts'
import { addChildren, type HeldChild, holdChild } from '../database/cases.ts'
import { newId } from '../database/ids.ts'
import { decide, holdNotification, type NewDecision, type Notification } from '../database/notifications.ts'
import { putVersion, type Values } from '../database/people-of-child.ts'
import { type Rules, reassess } from '../database/projection.ts'
import { rulesOf } from '../database/rules.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { type Action, type Context, doerOf, fault, NotDone } from './action.ts'
import { refuseTooManyMade } from './create-child.ts'
import { addRecords, recordable, withWhatFollows } from './record-fact.ts'
import { likelihoodOf, standingOf } from './triage-candidates.ts'

/*
 * What a person decides of a notification: which child it is, or why it is turned down. It becomes a fact of the child in one transaction with what follows from
 * it; taken back, it waits again. Two at once: the second is told what the first decided.
 */

/** A notification as somebody saw it who decides now. */
export interface Deciding {
  readonly notification: string
  readonly version: number
}

export interface Done {
  readonly notification: string
  /** The record of the child that it became. */
  readonly child?: string
}

/** What is recorded along with it. */
export interface Along {
  /** The definition is met: the child is on the CME database from today. */
  readonly isRegistered: boolean
  /** The parents say that they educate the child at home: the home-education team is asked. */
  readonly isSaidToBeHomeEducated: boolean
}

export interface ThisChild extends Deciding, Along {
  readonly child: string
}

/** It is a child on record. */
export const confirmChild: Action<ThisChild, Done> = async (context, asked) => {
  const notification = await holdWaiting(context, asked)
  const child = await holdChild(context.transaction, asked.child)
  // One that is not there and one that is hidden are the same.
  if (!child || isSealedTo(child, context))
    throw fault('/child', 'No child has this reference. It stands on the page of the child, and in its address', [asked.child])
  return becomes(context, notification, child, asked, 'this-child')
}

export interface NewChildOfNotification extends Deciding, Along {
  readonly child: {
    readonly givenNames: string
    readonly familyName: string
    readonly knownAs: string | null
    readonly dateOfBirth: CivilDate
    readonly isDateOfBirthEstimated: boolean
    readonly sex: 'female' | 'male' | 'unknown'
  }
  readonly district: string | null
}

/** It is a child of whom there is no record yet: one is made of what was told. */
export const makeChild: Action<NewChildOfNotification, Done> = async (context, asked) => {
  const { transaction, actor, today } = context
  await refuseTooManyMade(context)
  const notification = await holdWaiting(context, asked)
  const { upn, nhsNumber, postcode, whereabouts } = notification.about
  if (asked.child.dateOfBirth > civilDate(today)) throw fault('/born', 'Enter a date of birth that is not still to come')
  const [id] = await addChildren(
    transaction,
    [{ ...asked.child, ...(upn !== undefined && { upn }), ...(nhsNumber !== undefined && { nhsNumber }) }],
    { by: actor.user },
  )
  if (id === undefined) throw new TypeError('a child that was made has no id')
  if (postcode !== undefined || whereabouts !== undefined || asked.district !== null) {
    const values: Values['address'] = {
      kind: 'home',
      lines: (whereabouts ?? 'Not known').split('\n'),
      postcode: postcode ?? null,
      district: asked.district,
      // Since when, nobody said; and nobody knows yet who opens a letter there.
      ...{ from: null, until: null, mayBeWrittenTo: false, isInUse: true },
    }
    await putVersion(transaction, 'address', { record: id, item: newId(), version: 1, values }, actor.user)
  }
  const child = await holdChild(transaction, id)
  if (!child) throw new TypeError('a child that was made is not there')
  return becomes(context, notification, child, asked, 'new-child')
}

async function becomes(
  context: Context,
  notification: Notification,
  child: HeldChild,
  { isRegistered, isSaidToBeHomeEducated }: Along,
  decision: 'this-child' | 'new-child',
) {
  const { transaction, actor, today } = context
  const rules = await rulesOf(transaction)
  const caseFile = recordable(child.caseFile)
  if (isRegistered) await refuseRegistering(context, child, caseFile.child.dateOfBirth)
  const told = notificationFact(notification)
  const own: readonly RecordedFact[] = [
    told,
    ...(isSaidToBeHomeEducated
      ? [{ id: newId(), type: 'ehe-stated', on: notification.receivedOn, by: notification.by } as RecordedFact]
      : []),
    ...(isRegistered ? [{ id: newId(), type: 'cme-registered', on: civilDate(today), by: kindOfRole[actor.role] } as RecordedFact] : []),
  ]
  await addRecords(context, { child, rules }, withWhatFollows(context, caseFile, own))
  if (decision === 'new-child' && !(await maySee(transaction, actor, child.head, today))) await giveToTeam(context, child.head, rules)
  // Of a record that has just been made of what was told, the rules can only say that it is like it.
  const because = decision === 'this-child' ? await likelihoodOf(transaction, actor, notification.about, child.head) : undefined
  await keep(context, notification, {
    decision,
    ...(because !== undefined && { because }),
    child: child.head,
    facts: own.map(({ id }) => id),
  })
  return { children: [notification.id, ...child.records], given: { notification: notification.id, child: child.head } }
}

/** A child who is too young, or too old, has no case: whoever made the record has the child, so that there is never one whom nobody sees. */
async function giveToTeam({ transaction, actor, today }: Context, id: string, rules: Rules): Promise<void> {
  const child = await holdChild(transaction, id)
  if (!child) throw new TypeError('a child that was made is not there')
  const given = { kind: kindOfRole[actor.role], agency: actor.agency.id, user: actor.user, from: civilDate(today) }
  await reassess(transaction, [await allocate(transaction, child, given, { by: actor.user })], rules, today, doerOf(actor))
}

/** The council was told on the day of receipt; it knows of which child from now on. */
function notificationFact({ receivedOn, by, organisation, agency, agencyName, reference, urgency, says }: Notification): RecordedFact {
  const name = agency === undefined ? organisation : (agencyName ?? organisation)
  return {
    id: newId(),
    type: 'cme-notification',
    on: receivedOn,
    by,
    ...(name !== undefined && { detail: { agency: name } }),
    note: [
      `Notification ${reference}`,
      ...(urgency === 'danger' ? ['It said that the child was in danger'] : []),
      ...(says ? [says] : []),
    ].join('. '),
  }
}

/** Only a child of compulsory school age who is on no roll is missing education; whether it is educated otherwise, the home-education team says. */
async function refuseRegistering({ transaction, today }: Context, child: HeldChild, dateOfBirth: CivilDate): Promise<void> {
  const { first, last } = compulsorySchoolAge(dayOf(dateOfBirth))
  if (today < first || last < today)
    throw fault(
      '/isRegistered',
      'The child is not of compulsory school age, so the definition is not met. Do not register it, or turn the notification down',
    )
  const names = new Map((await readAgencies(transaction)).map(({ id, name }) => [id, name]))
  const [school] = standingOf(child, names, today).rolls
  if (school !== undefined) {
    throw fault(
      '/isRegistered',
      `${school} has the child on its roll, so the definition is not met. Ask the school; confirm the child without registering it, or turn the notification down`,
    )
  }
}

const isSealedTo = ({ circumstances: { seals } }: HeldChild, { actor }: Context): boolean =>
  seals.some(({ isSealed, users }) => isSealed && !users.includes(actor.user))

// ---- Turned down, put off, taken ---------------------------------------------------------------------------------------------------------

/** Why a notification does not become a child's. */
export const turningDown = ['duplicate', 'not-compulsory-age', 'on-roll', 'home-educated', 'not-our-area', 'no-child'] as const
export type TurningDown = (typeof turningDown)[number]

export interface TurnedDown extends Deciding {
  readonly because: TurningDown
  readonly says: string
}

export const turnDown: Action<TurnedDown, Done> = async (context, { because, says, ...asked }) => {
  const notification = await holdWaiting(context, asked)
  await keep(context, notification, { decision: 'turned-down', because, says })
  return { children: [notification.id], why: says, given: { notification: notification.id } }
}

export interface PutOff extends Deciding {
  readonly dueOn: CivilDate
  readonly says: string
}

const LONGEST_PUT_OFF = 28

/** It cannot be decided yet: it has another day, and the reason. */
export const putOff: Action<PutOff, Done> = async (context, { dueOn, says, ...asked }) => {
  const notification = await holdWaiting(context, asked)
  const { today } = context
  if (dueOn <= civilDate(today) || dueOn > civilDate(today + LONGEST_PUT_OFF))
    throw fault('/dueOn', `Enter a day after today, and within ${LONGEST_PUT_OFF} days`)
  await keep(context, notification, { decision: 'put-off', dueOn, says })
  return { children: [notification.id], why: says, given: { notification: notification.id } }
}

/** Whoever takes it has to find out which child it is; from whoever had it, too. */
export const take: Action<Deciding, Done> = async (context, asked) => {
  const notification = await holdWaiting(context, asked)
  await keep(context, { ...notification, ownerUser: context.actor.user }, { decision: 'taken' })
  return { children: [notification.id], given: { notification: notification.id } }
}

// ---- Taken back --------------------------------------------------------------------------------------------------------------------------

export interface Reopened extends Deciding {
  readonly says: string
}

/** Takes a decision back: what was recorded with it is withdrawn, and the notification waits again, due today. */
export const reopen: Action<Reopened, Done> = async (context, { says, ...asked }) => {
  const { transaction, today } = context
  const notification = await holdAsSeen(context, asked)
  if (notification.outcome === null) throw new NotDone({ outcome: 'collision', theirs: undefined })
  const child = notification.child === null ? undefined : await holdChild(transaction, notification.child)
  if (notification.child !== null && (!child || isSealedTo(child, context)))
    throw new NotDone({ outcome: 'absent', asked: notification.child })
  const withdrawn = child ? await withdraw(context, child, notification, says) : []
  await keep(context, notification, {
    decision: 'reopened',
    says,
    dueOn: civilDate(today),
    facts: withdrawn,
    ...(child && { child: child.head }),
  })
  return { children: [notification.id, ...(child?.records ?? [])], why: says, given: { notification: notification.id } }
}

const TOGETHER: readonly string[] = ['cme-notification', 'ehe-stated', 'cme-registered']

/** Withdraws what was recorded with a decision, the last first, as far as it still stands. Gives the ids of what was withdrawn. */
async function withdraw(context: Context, child: HeldChild, { fact, reference }: Notification, says: string): Promise<readonly string[]> {
  const { transaction, actor, today } = context
  const caseFile = recordable(child.caseFile)
  const told = caseFile.facts.find(({ id }) => id === fact)
  const isOfDecision = ({ id, type, recordedAt }: CaseRecord & { readonly type?: string }) =>
    id === fact || (type !== undefined && TOGETHER.includes(type) && recordedAt === told?.recordedAt)
  const recorded = new Set(caseFile.facts.filter((record) => !isWithdrawal(record) && isOfDecision(record)).map(({ id }) => id))
  const standing = standingFacts(child).filter(({ id }: Fact) => recorded.has(id))
  const withdrawals = standing.toReversed().map(
    ({ id }): CaseRecord => ({
      ...{ id: newId(), withdraws: id, on: civilDate(today), by: kindOfRole[actor.role] },
      note: `Notification ${reference}: ${says}`,
    }),
  )
  if (withdrawals.length > 0) {
    await addRecords(context, { child, rules: await rulesOf(transaction) }, withWhatFollows(context, caseFile, withdrawals))
  }
  return standing.map(({ id }) => id)
}

// ---- Held --------------------------------------------------------------------------------------------------------------------------------

/** A notification that waits and is as it was seen; otherwise somebody else was there before. */
async function holdWaiting(context: Context, asked: Deciding): Promise<Notification> {
  const notification = await holdAsSeen(context, asked)
  if (notification.outcome !== null) throw new NotDone({ outcome: 'collision', theirs: undefined })
  return notification
}

async function holdAsSeen({ transaction, actor }: Context, { notification: id, version }: Deciding): Promise<Notification> {
  const notification = await holdNotification(transaction, id, actor.user)
  if (!notification) throw new NotDone({ outcome: 'absent', asked: id })
  if (notification.version !== version) throw new NotDone({ outcome: 'collision', theirs: undefined })
  return notification
}

const keep = ({ transaction, actor }: Context, notification: Notification, decision: NewDecision): Promise<void> =>
  decide(transaction, notification, decision, { user: actor.user, agency: actor.agency.id })
