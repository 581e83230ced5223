import type { CivilDate } from '../calendar/civil-date.ts'
import type { Content } from '../casefile/casework-table.ts'
import type { CaseRecord, RecordedFact } from '../casefile/fact-table.ts'
import { standingFacts } from '../casefile/standing.ts'
import { newId } from '../database/ids.ts'
import { mayRecord } from '../sharing/recording.ts'
import { type Action, NotDone } from './action.ts'
import { holdInSight } from './child-in-sight.ts'
import { addParticulars, addRecords, type NewFact, recordable, refuseUnfit, whatIsAdded, withWhatFollows } from './record-fact.ts'
import { type ChildViewed, viewChild } from './view-child.ts'

/*
 * What the home-education team answers about a child: the check of its register, and with it whether the education is suitable.
 */

/** Opens the answer about a child. */
export const openAnswer: Action<{ readonly child: string }, ChildViewed> = (context, { child }) => viewChild(context, { child })

/** The check of the register, with what was found. */
export interface Answer {
  readonly child: string
  readonly fact: NewFact['fact']
  readonly particulars?: Content
}

/**
 * Answers: the check, and what follows from it for a concern. Education that is found not to be suitable is a concern, and one that is found suitable resolves the
 * concern that was open.
 */
export const answerHomeEducation: Action<Answer, { readonly child: string; readonly fact: string }> = async (context, asked) => {
  const { child: id, fact, particulars } = asked
  refuseUnfit(fact, particulars)
  const held = await holdInSight(context, id)
  const caseFile = recordable(held.child.caseFile)
  const { whole } = whatIsAdded(context, held, fact, held.sight.classes)
  const concern = concernWith(whole, caseFile.facts, particulars)
  if (concern && !mayRecord(context.actor, concern.type, concern.by, concern.detail)) throw new NotDone({ outcome: 'forbidden' })
  await addRecords(context, held, withWhatFollows(context, caseFile, [whole, ...(concern ? [concern] : [])]))
  if (particulars) await addParticulars(context, held.child.head, whole, particulars)
  return { children: held.child.records, given: { child: held.child.head, fact: whole.id } }
}

/** The concern that an answer raises or resolves; nothing where it changes none. */
function concernWith({ on, by }: RecordedFact, facts: readonly CaseRecord[], content: Content = {}): RecordedFact | undefined {
  const last = standingFacts({ facts }).findLast((fact) => fact.type === 'ehe-concern' && fact.on <= on)
  const isOpen = last?.type === 'ehe-concern' && last.detail.resolved !== true
  if (content['suitable'] === 'suitable' && isOpen) return concern(on, by, true)
  return content['suitable'] === 'not-suitable' && !isOpen ? concern(on, by, false) : undefined
}

const concern = (on: CivilDate, by: RecordedFact['by'], resolved: boolean): RecordedFact => ({
  id: newId(),
  type: 'ehe-concern',
  on,
  by,
  detail: { resolved },
})
