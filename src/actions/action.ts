import type { Day } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import { type AuditEntry, writeAudit } from '../database/audit.ts'
import { once } from '../database/cases.ts'
import { dropDraft } from '../database/drafts.ts'
import type { Doer } from '../database/outbox.ts'
import type { Database, Transaction } from '../database/pool.ts'
import { childrenOfLate } from '../database/rates.ts'
import { IDLE_MINUTES, readActor } from '../database/sessions.ts'
import { DatabaseUnavailable } from '../database/unavailable.ts'
import { type Actor, may, type Permission } from '../sharing/roles.ts'

/*
 * How a thing that a person does is done: authorise, load, decide, save and audit in one transaction, reads included. What an action gives is to be shown only
 * once that transaction is committed; where it is not, there is nothing to show.
 */

export { DatabaseUnavailable, IDLE_MINUTES }

/** What an action is done with. */
export interface Context {
  readonly transaction: Transaction
  readonly actor: Actor
  readonly today: Day
}

/** Who does it, as far as others are told of what they get to do by it. */
export const doerOf = ({ user, agency }: Actor): Doer => ({ user, agency: agency.id })

/** What an action did: what it gives, and what the audit log has to have of it. */
export interface Done<Given> {
  readonly given: Given
  /** The records of the children that were seen or changed. */
  readonly children: readonly string[]
  /** What was asked for besides and is not there for this person: kept as refused. */
  readonly hidden?: readonly string[]
  readonly why?: string
}

export type Action<Input, Given> = (context: Context, input: Input) => Promise<Done<Given>>

/** Where an action ends without doing anything; what it wrote before is not kept. */
export class NotDone extends Error {
  override readonly name = 'NotDone'
  readonly because: Because

  constructor(because: Because) {
    super(because.outcome)
    this.because = because
  }
}

export type Because =
  /** There is no such child, or none for this person: both are the same. `asked` is the id that was asked for. */
  | { readonly outcome: 'absent'; readonly asked: string }
  /** The role may not do this. */
  | { readonly outcome: 'forbidden'; readonly children?: readonly string[] }
  /** They have done it more often than anybody does who works. `children` are those whom they asked for. */
  | { readonly outcome: 'too-many'; readonly children: readonly string[] }
  /** What was given in cannot be taken. */
  | { readonly outcome: 'faults'; readonly faults: readonly Fault[]; readonly hidden?: readonly string[] }
  /** Somebody else changed it meanwhile. */
  | { readonly outcome: 'collision'; readonly theirs: unknown }

/** What was given in cannot be taken: one thing, by its place. */
export const fault = (pointer: string, message: string, hidden: readonly string[] = []): NotDone =>
  new NotDone({ outcome: 'faults', faults: [{ pointer, message }], ...(hidden.length > 0 && { hidden }) })

/** Who asks, and under which name and permission. */
interface Asking {
  /** The cookie of whoever asks. */
  readonly session: string | undefined
  readonly permission: Permission
  /** How the audit log calls it. */
  readonly event: string
  readonly requestId?: string
  /** The record whose page, or a page about which, is asked for. */
  readonly ofChild?: string
}

/** What is asked of Onroll. */
export interface Asked<Input, Given> extends Asking {
  readonly action: Action<Input, Given>
  readonly input: Input
  /** What makes a form or request the same when it is sent again; of what it carries, a hash. */
  readonly once?: { readonly key: string; readonly hash: string }
  /** The form whose kept draft, if there is one, is done with when this is. */
  readonly form?: { readonly form: string; readonly about: string }
}

/** How it went. With the actor, for the head of the page, and the day that it was asked of. */
export type Performed<Given> =
  | { readonly outcome: 'done'; readonly given: Given; readonly actor: Actor; readonly today: Day; readonly wasDone: boolean }
  | { readonly outcome: 'signed-out' }
  | { readonly outcome: 'key-of-another-request'; readonly actor: Actor }
  | (Because & { readonly actor: Actor })

/** The ground on which actions are done. */
export interface Ground {
  readonly database: Database
  readonly today: () => Day
}

/**
 * An officer opens some fifty children in a full hour, and one who prepares a panel, or whose list is long, a few times as many. Who opens ten a minute for an
 * hour does not read them.
 */
const CHILDREN_AN_HOUR = 600

class SignedOut extends Error {}

/** Throws `DatabaseUnavailable` where the database cannot be asked. */
export async function perform<Input, Given>({ database, today }: Ground, asked: Asked<Input, Given>): Promise<Performed<Given>> {
  let actor: Actor | undefined
  try {
    return await database.inTransaction(async (transaction) => {
      actor = asked.session === undefined ? undefined : await readActor(transaction, asked.session)
      if (!actor) throw new SignedOut()
      if (!may(actor.role, asked.permission)) throw new NotDone({ outcome: 'forbidden' })
      await refuseTooMany(transaction, actor, asked)
      const context = { transaction, actor, today: today() }
      const work = async () => {
        const { given, children, hidden = [], why } = await asked.action(context, asked.input)
        const entry = entryOf(asked, context.actor)
        await writeAudit(transaction, { ...entry, outcome: 'done', children, ...(why !== undefined && { why }) })
        if (hidden.length > 0) await writeAudit(transaction, { ...entry, outcome: 'refused', children: hidden })
        if (asked.form) dropDraft(transaction, { user: context.actor.user, agency: context.actor.agency.id, ...asked.form })
        return given
      }
      if (!asked.once) return { outcome: 'done', given: await work(), actor, today: context.today, wasDone: false }
      const kept = await once(transaction, { user: actor.user, action: asked.event, ...asked.once }, work)
      if ('refused' in kept) return { outcome: kept.refused, actor }
      return { outcome: 'done', given: kept.answer, actor, today: context.today, wasDone: kept.wasDone }
    })
  } catch (error) {
    if (error instanceof SignedOut) return { outcome: 'signed-out' }
    if (!(error instanceof NotDone) || !actor) throw error
    const { because } = error
    const denied = deniedBy(because)
    if (denied) await auditDenial(database, asked, actor, denied)
    return { ...because, actor }
  }
}

/** Whoever opens child after child is stopped before it is asked whether there is such a one; those that they have open go on. */
async function refuseTooMany(transaction: Transaction, { user }: Actor, { ofChild }: Asking): Promise<void> {
  if (ofChild === undefined) return
  const { children, isKnown } = await childrenOfLate(transaction, user, ofChild)
  if (children >= CHILDREN_AN_HOUR && !isKnown) throw new NotDone({ outcome: 'too-many', children: [ofChild] })
}

/** A denial is kept by itself: the transaction of what was denied is gone. */
const auditDenial = (database: Database, asked: Asking, actor: Actor, children: readonly string[]): Promise<void> =>
  database.inTransaction((transaction) => writeAudit(transaction, { ...entryOf(asked, actor), outcome: 'refused', children }))

/** What somebody was denied; nothing where they were denied nothing. */
function deniedBy(because: Because): readonly string[] | undefined {
  switch (because.outcome) {
    case 'absent':
      return [because.asked]
    case 'forbidden':
      return because.children ?? []
    case 'too-many':
      return because.children
    case 'faults':
      return because.hidden
    case 'collision':
      return undefined
  }
}

const entryOf = (asked: Asking, { user, agency }: Actor): Pick<AuditEntry, 'who' | 'agency' | 'action' | 'requestId'> => ({
  who: user,
  agency: agency.id,
  action: asked.event,
  ...(asked.requestId !== undefined && { requestId: asked.requestId }),
})
