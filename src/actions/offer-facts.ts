import { type FactType, factTypes } from '../casefile/fact-table.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { agenciesToRecordFor } from '../sharing/recording.ts'
import { type Action, NotDone } from './action.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/** The types of fact that somebody may record of a child. */
export interface FactsOffered extends ChildSeen {
  readonly types: readonly FactType[]
}

export const offerFacts: Action<{ readonly child: string }, FactsOffered> = async (context, asked) => {
  const { seen, inSight } = await seeChild(context, asked.child)
  const types = factTypes.filter((type) => agenciesToRecordFor(context.actor.role, type).length > 0)
  return { children: inSight.child.records, given: { ...seen, types } }
}

/** A form for a fact of a child. */
export interface FormOpened extends ChildSeen {
  readonly type: FactType
  /** Those that are open. */
  readonly schools: readonly Agency[]
}

/** Opens the form for a type of fact, where this person may record it. */
export const openForm: Action<{ readonly child: string; readonly type: FactType }, FormOpened> = async (context, { child, type }) => {
  const { seen, inSight } = await seeChild(context, child)
  const children = inSight.child.records
  if (agenciesToRecordFor(context.actor.role, type).length === 0) throw new NotDone({ outcome: 'forbidden', children })
  const schools = await readOpenSchools(context.transaction)
  return { children, given: { ...seen, type, schools } }
}
