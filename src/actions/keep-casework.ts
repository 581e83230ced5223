import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import {
  type Content,
  type EntryKind,
  entryFieldsOf,
  faultsOfParticulars,
  particularsFields,
  type RequestAnswer,
} from '../casefile/casework-table.ts'
import { type FactType, isWithdrawal, type RecordedFact } from '../casefile/fact-table.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { addEntry, readCasework, type StoredEntry } from '../database/casework.ts'
import { mayKeep, mayKeepParticulars } from '../sharing/casework.ts'
import { shownFact } from '../sharing/fields.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { type Colleague, colleaguesOf } from './allocate.ts'
import { type Answered, answeredFact, answerRequest, refuseBefore, waysToAnswer } from './answer-entry.ts'
import { type HeldInSight, holdInSight, type InSight } from './child-in-sight.ts'
import { addParticulars, refuseFaults, refuseUnfitContent } from './record-fact.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * Keeping what no clause reads: entries of their own, and the particulars of a fact that came without.
 */

export interface EntryAsked {
  readonly child: string
  readonly kind: EntryKind
  /** The fact that it answers. */
  readonly of?: string
}

export interface FormAsked extends EntryAsked {
  /** It was filled in, and comes back with what was typed: so it does even where it cannot be sent any more. */
  readonly isFilledIn?: boolean
}

export interface EntryOpened extends ChildSeen {
  readonly kind: EntryKind
  readonly schools: readonly Agency[]
  /** The fact that it answers, where it answers those of one type. */
  readonly answered: RecordedFact | undefined
  /** How this person may answer a request for support, after what was answered before. */
  readonly answers: readonly RequestAnswer[]
  /** To whom a request can be given. */
  readonly colleagues: readonly Colleague[]
}

/** Opens the form for an entry, where this person may keep one. */
export const openEntry: Action<FormAsked, EntryOpened> = async (context, { child, kind, of, isFilledIn = false }) => {
  const { seen, inSight } = await seeChild(context, child)
  refuseKeeping(context, inSight, kind)
  const answered = answeredFact(inSight, kind, of)
  const answers = kind === 'request-answer' && answered ? await offeredAnswers(context, inSight, answered, isFilledIn) : []
  return {
    children: inSight.child.records,
    given: {
      ...{ ...seen, kind, answers },
      schools: await readOpenSchools(context.transaction),
      answered: answered && shownFact(answered.fact, seen.details.classes).fact,
      colleagues: answers.includes('allocated') ? await colleaguesOf(context) : [],
    },
  }
}

/** The answers that the form of a request offers. Ends the action where there are none: nobody fills in what is refused. */
async function offeredAnswers(
  context: Context,
  inSight: InSight,
  answered: Answered,
  isFilledIn: boolean,
): Promise<readonly RequestAnswer[]> {
  const { theirs, open } = await waysToAnswer(context, inSight, answered)
  const offered = open.length === 0 && isFilledIn ? theirs : open
  if (offered.length === 0) throw new NotDone({ outcome: 'forbidden', children: inSight.child.records })
  return offered
}

export interface NewEntryOfChild extends EntryAsked {
  readonly on: CivilDate
  readonly content: Content
}

/** An entry that was kept. */
export interface EntryKept {
  readonly child: string
  readonly kind: EntryKind
  readonly entry: string
}

/** Keeps an entry. It settles nothing. */
export const keepEntry: Action<NewEntryOfChild, EntryKept> = async (context, asked) => {
  const { child: id, kind, of, on, content } = asked
  const { transaction, actor, today } = context
  const held = await holdInSight(context, id)
  refuseKeeping(context, held, kind)
  const answered = answeredFact(held, kind, of)
  if (on > civilDate(today)) throw fault('/on', 'That day is still to come. Record it when it has happened')
  const born = held.child.caseFile?.child.dateOfBirth
  if (born !== undefined && on < born) throw fault('/on', 'That day is before the child was born. Look at the year again')
  refuseUnfitContent(content, entryFieldsOf(kind, content))
  refuseFaults(faultsOfParticulars(kind, on, content))
  const kept = await keptContent(context, held, asked, answered)
  const entry = { kind, on, by: kindOfRole[actor.role], of: of ?? null, content: kept }
  const added = await addEntry(transaction, held.child.head, entry, { by: actor.user, agency: actor.agency.id })
  return { children: held.child.records, given: { child: held.child.head, kind, entry: added } }
}

/** What is kept of an entry: what was filled in, or what an answer makes of it. */
async function keptContent(
  context: Context,
  held: HeldInSight,
  { kind, on, content }: NewEntryOfChild,
  answered: Answered | undefined,
): Promise<Content> {
  if (!answered) return content
  refuseBefore(dayOf(on), answered)
  return kind === 'request-answer' ? answerRequest(context, held, answered, content) : content
}

function refuseKeeping({ actor }: Context, { child, sight }: InSight, kind: EntryKind): void {
  if (!mayKeep(actor.role, kind) || !sight.classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children: child.records })
}

export interface ParticularsAsked {
  readonly child: string
  readonly fact: string
}

export interface ParticularsOpened extends ChildSeen {
  readonly fact: RecordedFact
  /** What was recorded last, and under which id; nothing, and an empty one, where nothing was. */
  readonly content: Content
  readonly last: string
  readonly schools: readonly Agency[]
}

/** Opens the form for what is kept beside a fact, where this person may record such a one. */
export const openParticulars: Action<ParticularsAsked, ParticularsOpened> = async (context, { child, fact: id }) => {
  const { seen, inSight } = await seeChild(context, child)
  const { fact, last } = await factWithParticulars(context, inSight, id)
  const schools = await readOpenSchools(context.transaction)
  return { children: inSight.child.records, given: { ...seen, fact, content: last?.content ?? {}, last: last?.id ?? '', schools } }
}

export interface NewParticulars extends ParticularsAsked {
  readonly type: FactType
  readonly content: Content
  /** The id of what was recorded last when the form was opened; empty where nothing was. */
  readonly last: string
}

/** Keeps what is known beside a fact; the last that was recorded counts. Who does not know of the last sees it first. */
export const keepParticulars: Action<NewParticulars, { readonly child: string; readonly type: FactType }> = async (
  context,
  { child: id, fact: of, type, content, last: known },
) => {
  const held = await holdInSight(context, id)
  const { fact, last } = await factWithParticulars(context, held, of)
  if (fact.type !== type) throw new NotDone({ outcome: 'absent', asked: held.child.head })
  if ((last?.id ?? '') !== known) throw new NotDone({ outcome: 'collision', theirs: last?.id })
  await addParticulars(context, held.child.head, fact, content)
  return { children: held.child.records, given: { child: held.child.head, type } }
}

/** A fact and what is kept beside it, where this person may add to it or put it right. */
async function factWithParticulars(
  { transaction, actor }: Context,
  { child, sight }: InSight,
  id: string,
): Promise<{ readonly fact: RecordedFact; readonly last: StoredEntry | undefined }> {
  const fact = child.facts.find((one) => one.id === id)
  if (!fact || isWithdrawal(fact) || !particularsFields(fact.type)) throw new NotDone({ outcome: 'absent', asked: child.head })
  const last = (await readCasework(transaction, child.head)).find(({ of, kind }) => of === id && kind === fact.type)
  if (!mayKeepParticulars(actor, fact, last?.recorder.agency, sight.classes))
    throw new NotDone({ outcome: 'forbidden', children: child.records })
  return { fact, last }
}
