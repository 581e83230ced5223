import { maySee } from '../database/access.ts'
import {
  auditOfChild,
  choicesInAudit,
  isOpenChild,
  type Looked,
  type LookedChoices,
  type LookedFilter,
} from '../database/audit-of-child.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'

export type { LookedChoices, LookedFilter }

/** Nothing but a place to ask. */
export const openAccessLog: Action<Record<never, never>, Record<never, never>> = async () => ({ children: [], given: {} })

/** Finds the child of a reference, for whoever looks after who saw what: no more than that it is there. */
export const findInAccessLog: Action<{ readonly reference: string }, { readonly child: string }> = async (context, { reference }) => {
  if (!(await isThereFor(context, reference))) {
    throw fault('/reference', 'No child has this reference. It stands on the page of the child, and in its address', [reference])
  }
  return { children: [reference], given: { child: reference } }
}

export interface WhoLookedAsked {
  readonly child: string
  readonly filter: LookedFilter
  /** From 1. */
  readonly page: number
}

export interface WhoLooked extends Omit<WhoLookedAsked, 'filter'>, PageOfList {
  readonly entries: readonly Looked[]
  readonly choices: LookedChoices
}

/**
 * Who has seen a child, or changed something of it, or was refused it: the newest first. That a reason was given is told; what it says, being free words, is for
 * those who may read notes.
 */
export const seeWhoLooked: Action<WhoLookedAsked, WhoLooked> = async (context, { child, filter, page }) => {
  const { transaction } = context
  if (!(await isThereFor(context, child))) throw new NotDone({ outcome: 'absent', asked: child })
  const { rows: entries, ...paged } = pageOf(await auditOfChild(transaction, child, filter, partOf(page)), page)
  const choices = await choicesInAudit(transaction, child)
  return { children: [child], given: { child, ...paged, choices, entries } }
}

/** A sealed child is there for the persons whom the seal lists, and then so is who looked at it. */
const isThereFor = async ({ transaction, actor, today }: Context, child: string): Promise<boolean> =>
  (await isOpenChild(transaction, child)) || (await maySee(transaction, actor, child, today)) !== undefined
