import { civilDate } from '../calendar/civil-date.ts'
import type { LetterStage, OrderLaw } from '../casefile/order-stages.ts'
import { readCasework, type StoredEntry } from '../database/casework.ts'
import { mayKeep } from '../sharing/casework.ts'
import { type Action, type Context, NotDone } from './action.ts'
import { keepEntry } from './keep-casework.ts'
import { type ChildSeen, type ChildViewed, seeChild, viewChild } from './view-child.ts'

/*
 * Letters of a School Attendance Order: drafted, changed by whoever writes them, kept as they are printed. The service sends none.
 */

export interface DraftAsked {
  readonly child: string
  readonly stage: LetterStage
}

/** Opens the draft of a letter, where this person may make one. */
export const openDraft: Action<DraftAsked, ChildViewed & { readonly stage: LetterStage }> = async (context, { child, stage }) => {
  const { given, children } = await viewChild(context, { child })
  refuseLetters(context, given, children)
  return { children, given: { ...given, stage } }
}

export interface NewLetter extends DraftAsked {
  readonly law: OrderLaw
  readonly to: string
  readonly text: string
}

/** Keeps a letter as it is to be printed. */
export const keepLetter: Action<NewLetter, { readonly child: string; readonly letter: string }> = async (context, asked) => {
  const { child, stage, law, to, text } = asked
  const content = { stage, law, to, text }
  const { given, children } = await keepEntry(context, { child, kind: 'order-letter', on: civilDate(context.today), content })
  return { children, given: { child: given.child, letter: given.entry } }
}

export interface LetterAsked {
  readonly child: string
  readonly letter: string
}

/** A letter that was kept, to be read or printed again. */
export const seeLetter: Action<LetterAsked, ChildSeen & { readonly letter: StoredEntry }> = async (context, { child, letter: id }) => {
  const { seen, inSight } = await seeChild(context, child)
  const { records } = inSight.child
  refuseLetters(context, seen, records)
  const letter = (await readCasework(context.transaction, seen.head)).find((entry) => entry.id === id && entry.kind === 'order-letter')
  if (!letter) throw new NotDone({ outcome: 'absent', asked: seen.head })
  return { children: records, given: { ...seen, letter } }
}

function refuseLetters({ actor }: Context, { details }: Pick<ChildSeen, 'details'>, children: readonly string[]): void {
  if (!mayKeep(actor.role, 'order-letter') || !details.classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children })
}
