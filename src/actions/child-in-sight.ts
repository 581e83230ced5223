import { maySee, type Sight } from '../database/access.ts'
import { readChildren, type StoredChild } from '../database/cases.ts'
import type { Rules } from '../database/projection.ts'
import { readRules } from '../database/rules.ts'
import { type Context, NotDone } from './action.ts'

/** A child that somebody may see: all of it, for the guidance to be asked about. What of it may be shown is another question. */
export interface InSight {
  readonly child: StoredChild
  readonly sight: Sight
  readonly rules: Rules
}

/** The child of a record. Where there is none, or none for this person, the action ends: both are the same. */
export async function childInSight({ transaction, actor, today }: Context, id: string): Promise<InSight> {
  const sight = await maySee(transaction, actor, id, today)
  if (!sight) throw new NotDone({ outcome: 'absent', asked: id })
  const [child] = await readChildren(transaction, [sight.head])
  const rules = await readRules(transaction)
  if (!child || !rules) throw new TypeError('a child that may be seen, or the calendar, is not there')
  return { child, sight, rules }
}
