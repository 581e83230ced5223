import { addNote, type CaseNote, readNote, readNotes, withdrawNote } from '../database/notes.ts'
import type { Actor } from '../sharing/roles.ts'
import { type Action, type Context, NotDone } from './action.ts'
import { holdInSight } from './child-in-sight.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'
import { type ChildSeen, seeChild } from './view-child.ts'

/*
 * Case notes: what people want to be known of a child beside the facts. A note settles no duty. Who may read free words of a child reads its notes.
 */

export interface NoteShown extends Omit<CaseNote, 'agency'> {
  /** Null where it would tell whoever reads it where the child is. */
  readonly agency: CaseNote['agency'] | null
  readonly mayTakeBack: boolean
}

export interface NotesSeen extends ChildSeen, PageOfList {
  readonly notes: readonly NoteShown[]
}

/** They are long. */
const NOTES_ON_A_PAGE = 20

export const seeNotes: Action<{ readonly child: string; readonly page: number }, NotesSeen> = async (context, { child: id, page }) => {
  const { seen, inSight } = await seeChild(context, id)
  const { classes } = seen.details
  if (!classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children: inSight.child.records })
  const found = await readNotes(context.transaction, seen.head, partOf(page, NOTES_ON_A_PAGE))
  const { rows, ...paged } = pageOf(found, page, NOTES_ON_A_PAGE)
  const notes = rows.map(({ agency, ...note }) => ({
    ...note,
    agency: agency.kind !== 'school' || classes.includes('locating') ? agency : null,
    mayTakeBack: note.withdrawn === null && mayTakeBack(context.actor, { user: note.user, agency: agency.id }),
  }))
  return { children: inSight.child.records, given: { ...seen, ...paged, notes } }
}

/** Whoever wrote it, acting for the same agency; and the CME officers, who see to it that what is wrong does not stand. */
const mayTakeBack = (actor: Actor, { user, agency }: { readonly user: string; readonly agency: string }): boolean =>
  actor.role === 'cme-officer' || (actor.user === user && actor.agency.id === agency)

export interface NewNote {
  readonly child: string
  readonly says: string
}

export const addCaseNote: Action<NewNote, { readonly child: string }> = async (context, { child: id, says }) => {
  const { child } = await holdToNote(context, id)
  await addNote(context.transaction, child.head, says, context.actor)
  return { children: child.records, given: { child: child.head } }
}

export interface NoteAsked {
  readonly child: string
  readonly note: string
}

/** A note that this person may take back. */
export const openTakeBack: Action<NoteAsked, ChildSeen & { readonly note: string }> = async (context, { child: id, note }) => {
  const { seen, inSight } = await seeChild(context, id)
  await refuseOtherNote(context, seen.head, note, seen.details.classes.includes('notes'))
  return { children: inSight.child.records, given: { ...seen, note } }
}

export interface NoteTakenBack extends NoteAsked {
  readonly why: string
}

export const takeBackNote: Action<NoteTakenBack, { readonly child: string }> = async (context, { child: id, note, why }) => {
  const { child } = await holdToNote(context, id)
  const { record } = await refuseOtherNote(context, child.head, note, true)
  await withdrawNote(context.transaction, record, note, why, context.actor)
  return { children: child.records, given: { child: child.head } }
}

async function holdToNote(context: Context, id: string) {
  const held = await holdInSight(context, id)
  if (!held.sight.classes.includes('notes')) throw new NotDone({ outcome: 'forbidden', children: held.child.records })
  return held
}

async function refuseOtherNote({ transaction, actor }: Context, child: string, id: string, isRead: boolean) {
  const note = isRead ? await readNote(transaction, child, id) : undefined
  if (!note || note.is_withdrawn) throw new NotDone({ outcome: 'absent', asked: child })
  if (!mayTakeBack(actor, note)) throw new NotDone({ outcome: 'forbidden', children: [child] })
  return note
}
