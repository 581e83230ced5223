import { maySee, type Sight, seenAmong } from '../database/access.ts'
import { type HeldChild, holdChild, holdChildren, readChildren, type StoredChild } from '../database/cases.ts'
import type { Rules } from '../database/projection.ts'
import { COUNTY, rulesOf } from '../database/rules.ts'
import { type Context, NotDone } from './action.ts'

/** A child that somebody may see: all of it, for the guidance to be asked about. What of it may be shown is another question. */
export interface InSight {
  readonly child: StoredChild
  readonly sight: Sight
  readonly rules: Rules
}

/** A child that somebody may see, whose rows nobody else can change before the transaction ends. */
export interface HeldInSight extends InSight {
  readonly child: HeldChild
}

/**
 * The child of a record, held. The rules are read once it is: whoever changes them marks every child, and so waits, or is waited for. Whether it may be seen is
 * asked again then, since it may have been sealed meanwhile.
 */
export async function holdInSight(context: Context, id: string): Promise<HeldInSight> {
  const { transaction, actor, today } = context
  const before = await maySee(transaction, actor, id, today)
  if (!before) throw new NotDone({ outcome: 'absent', asked: id })
  // Asked together and answered one after the other: the others once the child is held.
  const [child, sight, rules] = await Promise.all([
    holdChild(transaction, before.head),
    maySee(transaction, actor, before.head, today),
    rulesOf(transaction),
  ])
  if (!child || !sight) throw new NotDone({ outcome: 'absent', asked: id })
  return { child, sight, rules }
}

/** Children that somebody may see, held; of those that were asked for, which are not there for them. */
export interface SeveralInSight {
  readonly children: readonly HeldChild[]
  readonly sight: ReadonlyMap<string, Sight>
  readonly rules: Rules
  readonly hidden: readonly string[]
}

/** The children of some records, held in the order of their ids, as far as they may be seen once they are. */
export async function holdSeveralInSight({ transaction, actor, today }: Context, ids: readonly string[]): Promise<SeveralInSight> {
  const before = await seenAmong(transaction, actor, ids, today)
  const heads = [...new Set([...before.values()].map(({ head }) => head))]
  const [held, sight, rules] = await Promise.all([
    holdChildren(transaction, heads),
    seenAmong(transaction, actor, heads, today),
    rulesOf(transaction),
  ])
  return { children: held.filter(({ head }) => sight.has(head)), sight, rules, hidden: ids.filter((id) => !before.has(id)) }
}

/**
 * The child of a record, as it is known, or was known at a moment; whether it may be seen is always asked of now. Where there is none, or none for this person,
 * the action ends: both are the same.
 */
export async function childInSight({ transaction, actor, today }: Context, id: string, knownAt?: string): Promise<InSight> {
  const sight = await maySee(transaction, actor, id, today)
  if (!sight) throw new NotDone({ outcome: 'absent', asked: id })
  const [[child], rules] = await Promise.all([readChildren(transaction, [sight.head], knownAt), rulesOf(transaction, COUNTY, knownAt)])
  if (!child) throw new TypeError('a child that may be seen is not there')
  return { child, sight, rules }
}
