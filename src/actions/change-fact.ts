import { civilDate } from '../calendar/civil-date.ts'
import { type CaseFile, type CaseRecord, isWithdrawal, type RecordedFact } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { newId } from '../database/ids.ts'
import { readRecorders } from '../database/recorders.ts'
import { shownFact } from '../sharing/fields.ts'
import { mayCorrect, mayTellOfRoll } from '../sharing/recording.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { type HeldInSight, holdInSight, type InSight } from './child-in-sight.ts'
import { addRecords, checkedWith, type FactChecked, type NewFact, recordable, refuseUnsound, withWhatFollows } from './record-fact.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * Putting right what was recorded. A fact is corrected by one that replaces it, and taken back by a record that withdraws it, with all that it had replaced; all
 * of them stay readable.
 */

export interface FactOfChild {
  readonly child: string
  readonly fact: string
}

/** A fact that is to be corrected or withdrawn. */
export interface ChangeOpened extends ChildSeen {
  readonly fact: RecordedFact
  readonly schools: readonly Agency[]
}

/** Opens a fact to be put right, where this person may. */
export const openChange: Action<FactOfChild, ChangeOpened> = async (context, { child, fact: id }) => {
  const { seen, inSight } = await seeChild(context, child)
  const fact = await changeable(context, inSight, id)
  const schools = await readOpenSchools(context.transaction)
  return { children: inSight.child.records, given: { ...seen, fact: shownFact(fact, seen.details.classes).fact, schools } }
}

export interface Correction extends FactOfChild {
  /** What it is corrected to; of the same type, and by the same agency. */
  readonly to: Omit<NewFact['fact'], 'by'>
  readonly why: string
}

/** What correcting a fact would change; nothing is saved. */
export const checkCorrection: Action<Correction, FactChecked> = async (context, correction) => {
  const toGoOnWith = await seeChild(context, correction.child)
  const { inSight } = toGoOnWith
  const replacement = replacementOf(context, await changeable(context, inSight, correction.fact), correction, inSight)
  const added = withWhatFollows(context, recordable(inSight.child.caseFile), [replacement])
  return { children: inSight.child.records, given: checkedWith(context, toGoOnWith, replacement, added) }
}

/** Corrects a fact by one that replaces it. */
export const correctFact: Action<Correction, FactOfChild> = async (context, correction) => {
  const held = await holdInSight(context, correction.child)
  const replacement = replacementOf(context, await changeable(context, held, correction.fact), correction, held)
  return change(context, held, { records: [replacement], gives: replacement.id, why: correction.why })
}

export interface TakingBack extends FactOfChild {
  readonly why: string
}

/** What withdrawing a fact would change; nothing is saved. */
export const checkWithdrawal: Action<TakingBack, FactChecked> = async (context, { child, fact: id, why }) => {
  const toGoOnWith = await seeChild(context, child)
  const { seen, inSight } = toGoOnWith
  const caseFile = recordable(inSight.child.caseFile)
  const fact = await changeable(context, inSight, id)
  const added = withWhatFollows(context, caseFile, withdrawalsOf(context, caseFile, fact, why))
  return {
    children: inSight.child.records,
    given: checkedWith(context, toGoOnWith, shownFact(fact, seen.details.classes).fact, added),
  }
}

/** Withdraws a fact, and with it what it had replaced: recorded in error, none of it counts. */
export const withdrawFact: Action<TakingBack, FactOfChild> = async (context, { child, fact: id, why }) => {
  const held = await holdInSight(context, child)
  const fact = await changeable(context, held, id)
  const withdrawals = withdrawalsOf(context, recordable(held.child.caseFile), fact, why)
  return change(context, held, { records: withdrawals, gives: withdrawals[0]?.id ?? '', why })
}

/** The fact of an id, if it counts and this person may put it right. */
async function changeable({ transaction, actor }: Context, { child, sight }: InSight, id: string): Promise<RecordedFact> {
  const record = child.caseFile?.facts.find((one) => one.id === id)
  const counts = child.caseFile && standingFacts(child.caseFile).some((fact) => fact.id === id)
  if (!record || isWithdrawal(record)) throw new NotDone({ outcome: 'absent', asked: child.head })
  // Somebody put it right already.
  if (!counts) throw new NotDone({ outcome: 'collision', theirs: undefined })
  const recorder = (await readRecorders(transaction, child.records)).get(id)
  const permitted = mayCorrect(actor, { type: record.type, by: record.by, recordedAgency: recorder?.agency?.id ?? null })
  // Who is not shown all of it would put what they are shown in place of what there is.
  const isWhole = shownFact(record, sight.classes).withheld.length === 0
  if (!permitted || !isWhole) throw new NotDone({ outcome: 'forbidden', children: child.records })
  return record
}

function replacementOf({ actor, today }: Context, fact: RecordedFact, { to }: Correction, { sight, rules }: InSight): RecordedFact {
  if (!mayTellOfRoll(actor, fact.type, to.detail, sight.classes)) throw new NotDone({ outcome: 'forbidden' })
  if (to.type !== fact.type) throw new NotDone({ outcome: 'absent', asked: fact.id })
  if (to.on > civilDate(today) && to.on > fact.on) {
    throw fault('/on', 'That day is still to come. Record it when it has happened')
  }
  const replacement = { ...to, by: fact.by, id: newId(), replaces: fact.id } as RecordedFact
  refuseUnsound(replacement, rules)
  return replacement
}

/** Withdrawals of a fact and of all that it had replaced, the last first. */
function withdrawalsOf({ actor, today }: Context, { facts }: CaseFile, fact: RecordedFact, why: string): readonly CaseRecord[] {
  const chain: string[] = []
  for (let id: string | undefined = fact.id; id !== undefined; ) {
    chain.push(id)
    const record = facts.find((one) => one.id === id)
    id = record && !isWithdrawal(record) ? record.replaces : undefined
  }
  return chain.map((id) => ({ id: newId(), withdraws: id, on: civilDate(today), by: kindOfRole[actor.role], note: why }))
}

async function change(context: Context, held: HeldInSight, { records, gives, why }: Changed) {
  const { child } = held
  await addRecords(context, held, withWhatFollows(context, recordable(child.caseFile), records))
  return { children: child.records, why, given: { child: child.head, fact: gives } }
}

interface Changed {
  readonly records: readonly CaseRecord[]
  /** The id that is given back. */
  readonly gives: string
  readonly why: string
}
