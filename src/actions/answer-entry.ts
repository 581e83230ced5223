import type { Day } from '../calendar/civil-date.ts'
import { civilDate, dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import {
  type AnsweringKind,
  type Content,
  type EntryKind,
  entryTable,
  isAnswering,
  type RequestAnswer,
  requestAnswers,
} from '../casefile/casework-table.ts'
import type { RecordedFact } from '../casefile/fact-table.ts'
import { factsWithHistory, idsOf } from '../casefile/history.ts'
import { type Answer, answersTo, openAnswers } from '../casefile/support-requests.ts'
import { allocate } from '../database/allocations.ts'
import { readCasework, type StoredEntry } from '../database/casework.ts'
import { reassess } from '../database/projection.ts'
import { mayAnswerRequest } from '../sharing/casework.ts'
import { answeredWords } from '../words/casework-words.ts'
import { type Context, fault, NotDone } from './action.ts'
import { colleaguesOf } from './allocate.ts'
import type { HeldInSight, InSight } from './child-in-sight.ts'

/*
 * Entries that answer a fact: a request for support, a referral for an assessment. What is answered has to stand, and be such a fact; and of a request, who
 * may answer it how goes by its route and by what was answered before.
 */

/** The fact that an entry answers. */
export interface Answered {
  readonly fact: RecordedFact
  /** Its id, and those of what it corrects. */
  readonly ids: readonly string[]
  /** What a sentence calls it. */
  readonly called: string
}

/**
 * The fact that an entry of this kind answers; nothing where such entries answer none. Ends the action where one is named and should not be, or the other way
 * round, where there is none such of this child, or it does not count any more.
 */
export function answeredFact({ child }: InSight, kind: EntryKind, of: string | undefined): Answered | undefined {
  if (of === undefined && !isAnswering(kind)) return undefined
  const found = of === undefined ? undefined : factsWithHistory(child.facts).find((one) => idsOf(one).includes(of))
  if (!found || !isAnswering(kind) || !isMeant(kind, found.fact)) throw new NotDone({ outcome: 'absent', asked: child.head })
  if (found.withdrawnBy) throw new NotDone({ outcome: 'collision', theirs: undefined })
  return { fact: found.fact, ids: idsOf(found), called: answeredWords[kind] }
}

const isMeant = (kind: AnsweringKind, fact: RecordedFact): boolean =>
  fact.type === entryTable[kind].answers && (kind !== 'assessment-outcome' || isForAssessment(fact))

const isForAssessment = (fact: RecordedFact): boolean => fact.type === 'csc-referral' && fact.detail?.for === 'child-and-family-assessment'

/** How a request can be answered by somebody. */
interface WaysToAnswer {
  /** Those that are for them at all, whatever was answered before; none where it is not for them to answer. */
  readonly theirs: readonly RequestAnswer[]
  /** Those of them that are open after what was answered before. */
  readonly open: readonly RequestAnswer[]
  /** The last answer. */
  readonly last: Answer<StoredEntry> | undefined
}

export async function waysToAnswer({ transaction, actor }: Context, { child }: InSight, { fact, ids }: Answered): Promise<WaysToAnswer> {
  const theirs = fact.type === 'support-request' && fact.detail ? mayAnswerRequest(actor.role, fact.detail.route) : []
  const last = answersTo(ids, await readCasework(transaction, child.head)).at(-1)
  return { theirs, open: openAnswers(theirs, last && { answer: last.answer.answer, by: last.by }, actor.agency.kind), last }
}

export function refuseBefore(on: Day, { fact, called }: Answered): void {
  if (on < dayOf(fact.on)) throw fault('/on', `The ${called} was made on ${inWords(dayOf(fact.on))}. Enter that day or a later one`)
}

/**
 * What is kept of an answer to a request: with the name of the worker it is given to, who has the child from then on. Ends the action where it may not be answered so.
 */
export async function answerRequest(context: Context, held: HeldInSight, answered: Answered, content: Content): Promise<Content> {
  const { transaction, actor, today } = context
  const answer = requestAnswers.find((one) => one === content['answer'])
  const { theirs, open, last } = await waysToAnswer(context, held, answered)
  if (theirs.length === 0) throw new NotDone({ outcome: 'forbidden', children: held.child.records })
  if (answer === undefined || !theirs.includes(answer))
    throw fault('/more/answer', 'CFW says who works with the child. Accept the request, and it goes to CFW')
  if (last && !open.includes(answer))
    throw fault('/more/answer', `${lastWords[last.answer.answer]} on ${inWords(dayOf(last.on))} by ${last.recorder.name}`)
  if (answer !== 'allocated') {
    const { worker: _, ...rest } = content
    return rest
  }
  const worker = (await colleaguesOf(context)).find(({ user }) => user === content['worker'])
  if (!worker) throw fault('/more/worker', `Choose somebody who works for ${actor.agency.name} now`)
  const seals = held.child.circumstances.seals.filter(({ isSealed }) => isSealed)
  if (!seals.every(({ users }) => users.includes(worker.user)))
    throw fault('/more/worker', `This child’s record does not exist for ${worker.name}: it is sealed`)
  const given = { kind: actor.agency.kind, agency: actor.agency.id, user: worker.user, from: civilDate(today) }
  const more = await allocate(transaction, held.child, given, { by: actor.user, agency: actor.agency.id })
  await reassess(transaction, [more], held.rules, today)
  return { ...content, worker: worker.name }
}

const lastWords: Readonly<Record<RequestAnswer, string>> = {
  accepted: 'It was accepted',
  returned: 'It was returned',
  allocated: 'It was given to a worker',
}
