import { type CivilDate, civilDate } from '../calendar/civil-date.ts'
import type { Agency, RecordedFact } from '../casefile/fact-table.ts'
import { maySee } from '../database/access.ts'
import { wasCompared } from '../database/audit.ts'
import { isOpenChild } from '../database/audit-of-child.ts'
import { holdChild } from '../database/cases.ts'
import { readToCompare } from '../database/details.ts'
import { newId } from '../database/ids.ts'
import { rulesOf } from '../database/rules.ts'
import { agenciesToRecordFor, mayRecord } from '../sharing/recording.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { type FoundOther, seeFound, writeCompared } from './find-child.ts'
import { addRecords, recordable, withWhatFollows } from './record-fact.ts'

/*
 * Somebody who may match was told of a child whom they may not see: what they were told goes on record of that child, and it comes to whoever owes what follows.
 */

export interface OtherAsked {
  readonly search: string
  readonly child: string
}

export interface OtherFound extends OtherAsked {
  readonly other: FoundOther['compared']
  /** For which agencies it may be recorded. */
  readonly agencies: readonly Agency[]
}

/** A child whom a search of this person found, or who was beside another whose record they were about to make; and whom they may not see. */
export const openNotify: Action<OtherAsked, OtherFound> = async (context, asked) => ({
  children: [],
  given: { ...asked, other: await otherOf(context, asked), agencies: agenciesToRecordFor(context.actor.role, 'cme-notification') },
})

async function otherOf(context: Context, { search, child }: OtherAsked): Promise<FoundOther['compared']> {
  const { given } = await seeFound(context, { search })
  const other = given.others.find(({ compared }) => compared.head === child)
  const compared = other?.compared ?? (await comparedBefore(context, child))
  if (!compared) throw new NotDone({ outcome: 'absent', asked: child })
  return compared
}

/** One that this person was shown already, unless they may see it by now, or it is sealed. */
async function comparedBefore(context: Context, child: string): Promise<FoundOther['compared'] | undefined> {
  const { transaction, actor, today } = context
  if (!(await wasCompared(transaction, { who: actor.user, agency: actor.agency.id }, child))) return undefined
  if (!(await isOpenChild(transaction, child)) || (await maySee(transaction, actor, child, today))) return undefined
  await writeCompared(context, [child])
  return (await readToCompare(transaction, [child])).get(child)
}

export interface Notice extends OtherAsked {
  /** The day on which they were told. */
  readonly on: CivilDate
  readonly by: Agency
  readonly note?: string
}

/** Records that the council was told that a child is missing education. `isSeen`: whether whoever did may see the child from now on. */
export const notifyOfChild: Action<
  Notice,
  { readonly search: string; readonly child: string; readonly fact: string; readonly isSeen: boolean }
> = async (context, { search, child, on, by, note }) => {
  const { transaction, actor, today } = context
  await otherOf(context, { search, child })
  if (!mayRecord(actor, 'cme-notification', by)) throw new NotDone({ outcome: 'forbidden' })
  if (on > civilDate(today)) throw fault('/on', 'That day is still to come. Enter the day on which you were told')
  const held = await holdChild(transaction, child)
  if (!held) throw new TypeError('a child that was found is not there')
  // It may have been sealed while we waited.
  if (held.circumstances.seals.some(({ isSealed }) => isSealed)) throw new NotDone({ outcome: 'absent', asked: child })
  const fact = { id: newId(), type: 'cme-notification', on, by, ...(note !== undefined && { note }) } as RecordedFact
  await addRecords(context, { child: held, rules: await rulesOf(transaction) }, withWhatFollows(context, recordable(held.caseFile), [fact]))
  const isSeen = (await maySee(transaction, actor, child, today)) !== undefined
  return { children: held.records, given: { search, child, fact: fact.id, isSeen } }
}
