import type { Assessment } from '../casefile/assessment.ts'
import type { Content } from '../casefile/casework-table.ts'
import type { CaseRecord, FactType, RecordedFact } from '../casefile/fact-table.ts'
import type { Fault } from '../casefile/fault.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { appendRecords, readChildren, type StoredChild } from '../database/cases.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { type Rules, reassess } from '../database/projection.ts'
import { rulesOf } from '../database/rules.ts'
import { assess } from '../guidance/assess.ts'
import { agenciesToRecordFor } from '../sharing/recording.ts'
import { type Action, type Context, doerOf, NotDone } from './action.ts'
import { holdSeveralInSight } from './child-in-sight.ts'
import { addParticulars, type NewFact, refuseUnfit, schoolsNamedIn, whatIsAdded } from './record-fact.ts'
import { keyOf } from './view-child.ts'

/*
 * One fact recorded for several children at once: a school that has reviewed forty pupils says so once. Of each child it is recorded, or it is not, and then why
 * not is told; nothing of one hangs on another.
 */

/** So many children at once, at most: their rows are held, and whoever else records of one of them waits. */
export const MOST_AT_ONCE = 100

/** A form for a fact of several children. */
export interface FormForSeveral {
  readonly type: FactType
  readonly children: readonly ChildDetails[]
  /** Those that are open. */
  readonly schools: readonly Agency[]
}

export interface ChosenChildren {
  readonly children: readonly string[]
  readonly type: FactType
}

/** Opens the form for a type of fact of several children, where this person may record it. Whom they may not see is left out. */
export const openForSeveral: Action<ChosenChildren, FormForSeveral> = async ({ transaction, actor, today }, { children, type }) => {
  if (agenciesToRecordFor(actor.role, type).length === 0) throw new NotDone({ outcome: 'forbidden' })
  const [details, schools] = await Promise.all([readDetails(transaction, actor, children, today), readOpenSchools(transaction)])
  return { ...shownOf(children, details), given: { type, children: [...details.values()], schools } }
}

export interface FactForSeveral {
  readonly children: readonly string[]
  readonly fact: NewFact['fact']
  readonly particulars?: Content
}

/** What recording a fact for several children would change of each. */
export interface CheckedForSeveral {
  readonly fact: RecordedFact
  readonly particulars?: Content
  /** The names of the schools in it, by their ids. */
  readonly schools: ReadonlyMap<string, string>
  readonly rules: Rules
  readonly changed: readonly {
    readonly details: ChildDetails
    readonly before: Assessment
    readonly after: Assessment
    readonly isMoreWithdrawn: boolean
  }[]
  readonly refused: readonly { readonly details: ChildDetails; readonly why: string }[]
}

/** What recording a fact for several children would change; nothing is saved. */
export const checkForSeveral: Action<FactForSeveral, CheckedForSeveral> = async (context, { children, fact, particulars }) => {
  const { transaction, actor, today } = context
  refuseUnfit(fact, particulars)
  const details = await readDetails(transaction, actor, children, today)
  const [stored, rules] = await Promise.all([readChildren(transaction, [...details.keys()]), rulesOf(transaction)])
  const { added, refused } = addedToEach(context, stored, rules, fact)
  const [one] = added
  if (!one) throw new NotDone({ outcome: 'faults', faults: faultsOfAll(refused) })
  const { calendar, settings } = rules
  return {
    ...shownOf(children, details),
    given: {
      fact: one.whole,
      ...(particulars && { particulars }),
      schools: await schoolsNamedIn(context, fact.detail, particulars),
      rules,
      changed: added.flatMap(({ child, records }) => {
        const known = details.get(child.head)
        const { caseFile } = child
        if (!known || !caseFile) return []
        const before = assess(caseFile, calendar, settings, today)
        const after = assess({ ...caseFile, facts: [...caseFile.facts, ...records] }, calendar, settings, today)
        return [{ details: known, before, after, isMoreWithdrawn: records.length > 1 }]
      }),
      refused: refused.flatMap(({ child, faults }) => {
        const known = details.get(child.head)
        return known ? [{ details: known, why: whyNot(faults) }] : []
      }),
    },
  }
}

/** What came of recording a fact for several children: ids and numbers, to be kept with the key of the form. */
export interface RecordedForSeveral {
  readonly type: FactType
  readonly saved: readonly string[]
  readonly refused: readonly { readonly child: string; readonly why: string }[]
  readonly settled: number
  /** Of those that are settled. */
  readonly late: number
  readonly started: number
  readonly ended: number
}

/** Records a fact for several children, of each that it can be recorded of, and with it what the guidance makes of it. */
export const recordForSeveral: Action<FactForSeveral, RecordedForSeveral> = async (context, { children, fact, particulars }) => {
  const { transaction, actor, today } = context
  refuseUnfit(fact, particulars)
  const { children: seen, rules, hidden } = await holdSeveralInSight(context, children)
  const { added, refused } = addedToEach(context, seen, rules, fact)
  if (added.length === 0) throw new NotDone({ outcome: 'faults', faults: faultsOfAll(refused) })
  const recorder = { by: actor.user, agency: actor.agency.id }
  const more = await Promise.all(added.map(({ child, records }) => appendRecords(transaction, child, records, recorder)))
  if (particulars) for (const { child, whole } of added) await addParticulars(context, child.head, whole, particulars)
  const after = await reassess(transaction, more, rules, today, doerOf(actor))
  const changes = added.map(({ child: { caseFile } }, place) =>
    changesIn(caseFile && assess(caseFile, rules.calendar, rules.settings, today), after[place]),
  )
  const sum = (of: keyof Changes) => changes.reduce((total, each) => total + each[of], 0)
  return {
    ...{ children: seen.flatMap(({ records }) => records), hidden },
    given: {
      type: fact.type,
      saved: added.map(({ child }) => child.head),
      refused: refused.map(({ child, faults }) => ({ child: child.head, why: whyNot(faults) })),
      ...{ settled: sum('settled'), late: sum('late'), started: sum('started'), ended: sum('ended') },
    },
  }
}

/** For the audit log: whom somebody sees of those that they chose, and what is not there for them. */
export const shownOf = (chosen: readonly string[], shown: ReadonlyMap<string, ChildDetails>) => ({
  children: [...shown.keys()],
  hidden: chosen.filter((id) => !shown.has(id)),
})

interface Added<Child> {
  readonly child: Child
  readonly whole: RecordedFact
  readonly records: readonly CaseRecord[]
}

interface Refused<Child> {
  readonly child: Child
  readonly faults: readonly Fault[]
}

/** What is added to each child with the fact, and to which it cannot be. Where this person may not record it at all, the action ends. */
function addedToEach<Child extends StoredChild>(context: Context, children: readonly Child[], rules: Rules, fact: NewFact['fact']) {
  const added: Added<Child>[] = []
  const refused: Refused<Child>[] = []
  for (const child of children) {
    try {
      const { whole, added: records } = whatIsAdded(context, { child, rules }, fact)
      added.push({ child, whole, records })
    } catch (error) {
      if (!(error instanceof NotDone) || error.because.outcome !== 'faults') throw error
      refused.push({ child, faults: error.because.faults })
    }
  }
  return { added, refused }
}

const whyNot = (faults: readonly Fault[]): string => [...new Set(faults.map(({ message }) => message))].join('. ')

/** What is wrong for all of them: by the fields of the form, where it is the same for each. */
function faultsOfAll(refused: readonly Refused<StoredChild>[]): readonly Fault[] {
  const [first, ...others] = refused
  if (!first) return [{ pointer: '', message: 'None of the children that were chosen is there any more. Choose them in the list again' }]
  const isSame = others.every(({ faults }) => whyNot(faults) === whyNot(first.faults))
  return isSame
    ? first.faults
    : [{ pointer: '', message: `It can be recorded of none of the children. ${whyNot(refused.flatMap(({ faults }) => faults))}` }]
}

interface Changes {
  readonly settled: number
  readonly late: number
  readonly started: number
  readonly ended: number
}

/** How many duties an answer settles, starts and ends that the answer before did not. */
function changesIn(before: Assessment | undefined, after: Assessment | undefined): Changes {
  const earlier = new Map((before?.duties ?? []).map((duty) => [keyOf(duty), duty.state]))
  const isOpen = (state: string | undefined) => state === 'open' || state === 'overdue'
  const now = (after?.duties ?? []).filter((duty) => earlier.get(keyOf(duty)) !== duty.state)
  return {
    settled: now.filter(({ state }) => state === 'done' || state === 'late' || state === 'set-aside').length,
    late: now.filter(({ state }) => state === 'late').length,
    started: now.filter((duty) => isOpen(duty.state) && !isOpen(earlier.get(keyOf(duty)))).length,
    ended: now.filter(({ state }) => state === 'lapsed').length,
  }
}
