import { civilDate } from '../calendar/civil-date.ts'
import { seenAmong } from '../database/access.ts'
import { type HeldChild, holdChildren } from '../database/cases.ts'
import { type Compared, readToCompare } from '../database/details.ts'
import { othersAtAddress } from '../database/people-of-child.ts'
import { reassess } from '../database/projection.ts'
import { rulesOf } from '../database/rules.ts'
import { linkSiblings, readSiblings, type SiblingRelation, siblingRelations, unlinkSiblings, unsealedAmong } from '../database/siblings.ts'
import { readSearch } from '../people/read-search.ts'
import { may } from '../sharing/roles.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * Brothers and sisters of a child. Whoever says that two belong together opens the other to their agency, for some months: so it is done with children whom they
 * may see, or, by those who match, of any that is not sealed; it is on record of both, and a mistake takes what it opened away again.
 */

export { type SiblingRelation, siblingRelations }

export interface SiblingsOpened extends ChildSeen {
  /** Children at an address of this one, whom this person may see or match, and those that are linked already: who they are. */
  readonly suggested: readonly Compared[]
  readonly linked: readonly string[]
}

/** Opens the form by which brothers and sisters are added. */
export const openSiblings: Action<{ readonly child: string }, SiblingsOpened> = async (context, { child: id }) => {
  const { transaction, today } = context
  const { seen, inSight } = await seeChild(context, id)
  const { classes, head } = seen.details
  if (!classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children: inSight.child.records })
  // Who lives with a child tells where it is.
  const there = classes.includes('locating') ? await othersAtAddress(transaction, head, civilDate(today)) : []
  const links = (await readSiblings(transaction, head)).map((link) => link.head)
  const known = await reachable(context, [...there, ...links])
  const heads = [...new Set(known.values())].filter((other) => other !== head)
  const compared = await readToCompare(transaction, heads)
  return {
    children: [...inSight.child.records, ...heads],
    given: {
      ...seen,
      suggested: heads.flatMap((other) => compared.get(other) ?? []),
      linked: links.filter((link) => heads.includes(link)),
    },
  }
}

/** Those of some records whom this person may link, each with its head: whom they see, and with the permission to match whoever is not sealed. */
async function reachable({ transaction, actor, today }: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seen = await seenAmong(transaction, actor, ids, today)
  const identified = [...seen].flatMap(([id, { head, classes }]) => (classes.includes('identifying') ? [[id, head] as const] : []))
  const heads = await unsealedAmong(transaction, may(actor.role, 'match-children') ? ids : identified.map(([id]) => id))
  const known = new Map(identified.filter(([, head]) => heads.includes(head)))
  if (may(actor.role, 'match-children')) for (const head of heads) known.set(head, head)
  return known
}

export interface SiblingSaid {
  readonly child: string
  /** A reference, the address of a page of the other child, or its id. */
  readonly sibling: string
  /** `mistake` takes a link back. */
  readonly relation: SiblingRelation | 'mistake'
  readonly fromWhom: string
}

/** Links two children as brothers and sisters, or takes that back. */
export const saySiblings: Action<SiblingSaid, { readonly child: string }> = async (context, { child: id, sibling, relation, fromWhom }) => {
  const { transaction, actor, today } = context
  const { seen } = await seeChild(context, id)
  if (!seen.details.classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children: [seen.head] })
  const asked = readSearch(sibling, today).reference ?? sibling
  const { child, other } = await holdBoth(context, seen.head, asked)
  const recorder = { by: actor.user, agency: actor.agency.id }
  if (relation === 'mistake') {
    const isLinked = (await readSiblings(transaction, child.head)).some(({ head }) => head === other.head)
    if (!isLinked) throw fault('/sibling', 'These two are not linked as brothers and sisters')
    await unlinkSiblings(transaction, child, other, { why: fromWhom, on: civilDate(today) }, recorder)
  } else await linkSiblings(transaction, child, other, { relation, fromWhom, on: civilDate(today) }, recorder)
  await reassess(transaction, await holdChildren(transaction, [child.head, other.head]), await rulesOf(transaction), today)
  return { children: [...child.records, ...other.records], given: { child: child.head } }
}

/** Both children, held; who they are and whether they may be linked is asked once they are. */
async function holdBoth(context: Context, head: string, asked: string): Promise<{ readonly child: HeldChild; readonly other: HeldChild }> {
  const { transaction, actor, today } = context
  const held = await holdChildren(transaction, [head, asked])
  const child = held.find(({ records }) => records.includes(head))
  if (!child || !(await seenAmong(transaction, actor, [head], today)).has(head)) throw new NotDone({ outcome: 'absent', asked: head })
  if (child.records.includes(asked)) throw fault('/sibling', 'That is the child itself. Give the reference of a brother or sister')
  if ((await unsealedAmong(transaction, [head])).length === 0)
    throw fault('/sibling', 'The record of this child is restricted: it is linked with nobody')
  const other = held.find(({ records }) => records.includes(asked))
  const known = other && [...(await reachable(context, [other.head])).values()].includes(other.head)
  if (!other || !known)
    throw fault('/sibling', 'No child with this reference is there for you. Copy it from the page of the child', [asked])
  return { child, other }
}
