import { readDetails } from '../database/details.ts'
import { readSiblings, type StoredSibling } from '../database/siblings.ts'
import { type Action, NotDone } from './action.ts'
import { type ChildDetails, type ChildViewed, viewChild } from './view-child.ts'

/** A brother or sister whom this person may see. */
export interface SiblingShown extends StoredSibling {
  readonly details: ChildDetails
}

/** The work with a child: what there is of a child, and its brothers and sisters. */
export interface CaseworkSeen extends ChildViewed {
  readonly siblings: readonly SiblingShown[]
}

export interface CaseworkAsked {
  readonly child: string
  /** The id of a record that has just been made, to say what changed with it. */
  readonly recorded?: string
}

/** The work with a child, for whoever reads free words of it. */
export const seeCasework: Action<CaseworkAsked, CaseworkSeen> = async (context, asked) => {
  const { transaction, actor, today } = context
  const { given, children } = await viewChild(context, asked)
  if (!given.details.classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children })
  const links = await readSiblings(transaction, given.head)
  const heads = links.map(({ head }) => head)
  const details = heads.length > 0 ? await readDetails(transaction, actor, heads, today) : new Map<string, ChildDetails>()
  const siblings = links.flatMap((link) => {
    const known = details.get(link.head)
    return known ? [{ ...link, details: known }] : []
  })
  return { children: [...children, ...siblings.map(({ head }) => head)], given: { ...given, siblings } }
}
