import { maySee } from '../database/access.ts'
import { auditOfChild, isOpenChild, type Looked } from '../database/audit-of-child.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'

/** Nothing but a place to ask. */
export const openAccessLog: Action<Record<never, never>, Record<never, never>> = async () => ({ children: [], given: {} })

/** Finds the child of a reference, for whoever looks after who saw what: no more than that it is there. */
export const findInAccessLog: Action<{ readonly reference: string }, { readonly child: string }> = async (context, { reference }) => {
  if (!(await isThereFor(context, reference))) {
    throw fault('/reference', 'No child has this reference. It stands on the page of the child, and in its address', [reference])
  }
  return { children: [reference], given: { child: reference } }
}

export interface WhoLooked {
  readonly child: string
  readonly entries: readonly Looked[]
  readonly page: number
  readonly isLast: boolean
}

const ON_A_PAGE = 100

/** Who has seen a child, or changed something of it, or was refused it: the newest first. */
export const seeWhoLooked: Action<{ readonly child: string; readonly page: number }, WhoLooked> = async (context, { child, page }) => {
  const { transaction } = context
  if (!(await isThereFor(context, child))) throw new NotDone({ outcome: 'absent', asked: child })
  const found = await auditOfChild(transaction, child, { limit: ON_A_PAGE + 1, offset: (page - 1) * ON_A_PAGE })
  // A reason is free words: what it says is for those who may read notes.
  const entries = found.slice(0, ON_A_PAGE).map((entry) => ({ ...entry, why: entry.why === null ? null : 'A reason was given' }))
  return { children: [child], given: { child, entries, page, isLast: found.length <= ON_A_PAGE } }
}

/** A sealed child is there for the persons whom the seal lists, and then so is who looked at it. */
const isThereFor = async ({ transaction, actor, today }: Context, child: string): Promise<boolean> =>
  (await isOpenChild(transaction, child)) || (await maySee(transaction, actor, child, today)) !== undefined
