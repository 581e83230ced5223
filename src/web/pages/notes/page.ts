import type { NewNote, NoteAsked, NotesSeen, NoteTakenBack } from '../../../actions/note-case.ts'
import type { ChildSeen } from '../../../actions/view-child.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { may } from '../../../sharing/roles.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { pathOfChild, pathOfNotes } from '../../paths.ts'
import { type Form, one, type Page, pageNumber } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { tabsOf } from '../child-details/tabs.ts'

/** What people noted about a child, and where to note more. */
export const notesPage: Page<{ readonly child: string; readonly page: number }, NotesSeen> = {
  read: ({ params, query }) => ({ input: { child: params['child'] ?? '', page: pageNumber(query) } }),
  template: 'pages/notes/page.njk',
  view: (seen, { actor, today, typed, faults }) => {
    const path = pathOfNotes(seen.head)
    return {
      ...identityOf(seen, today),
      tabs: tabsOf(seen, 'notes'),
      record: may(actor.role, 'record-facts') ? `${pathOfChild(seen.head)}/record` : undefined,
      action: may(actor.role, 'record-facts') ? path : undefined,
      says: typed ? one(typed, 'says') : '',
      error: faults[0]?.message,
      faults: faults.map(({ message }) => ({ message, field: 'says' })),
      notes: seen.notes.map(({ id, says, recordedAt, name, agency, withdrawn, mayTakeBack }) => ({
        says,
        when: momentInWords(recordedAt),
        who: `${name}, ${agency?.name ?? 'of a school'}`,
        withdrawn: withdrawn && { ...withdrawn, when: momentInWords(withdrawn.at) },
        takeBack: mayTakeBack && may(actor.role, 'record-facts') ? `${path}/${encodeURIComponent(id)}/take-back` : undefined,
      })),
      here: path,
      page: seen.page,
      hasNext: seen.hasNext,
    }
  },
}

const MOST = 10_000

const wordsOf = (text: string, pointer: string, missing: string): { readonly text: string } | { readonly faults: readonly Fault[] } =>
  text === '' || text.length > MOST
    ? { faults: [{ pointer, message: text === '' ? missing : `Use ${MOST.toLocaleString('en-GB')} characters or fewer` }] }
    : { text }

/** Adds a note and comes back to all of them. */
export const noteForm: Form<NewNote, { readonly child: string }> = {
  read: ({ params, body }) => {
    const read = wordsOf(one(body, 'says'), '/says', 'Enter what is to be noted')
    return 'faults' in read ? read : { input: { child: params['child'] ?? '', says: read.text } }
  },
  next: ({ child }) => pathOfNotes(child),
}

const noteOf = (params: Readonly<Record<string, string>>): NoteAsked => ({ child: params['child'] ?? '', note: params['note'] ?? '' })

/** Where one says why a note was made in error. */
export const takeBackPage: Page<NoteAsked, ChildSeen & { readonly note: string }> = {
  read: ({ params }) => ({ input: noteOf(params) }),
  template: 'pages/notes/take-back.njk',
  view: (seen, { today, typed, faults }) => ({
    ...identityOf(seen, today),
    action: `${pathOfNotes(seen.head)}/${encodeURIComponent(seen.note)}/take-back`,
    cancel: pathOfNotes(seen.head),
    why: typed ? one(typed, 'why') : '',
    error: faults[0]?.message,
    faults: faults.map(({ message }) => ({ message, field: 'why' })),
  }),
}

export const takeBackForm: Form<NoteTakenBack, { readonly child: string }> = {
  read: ({ params, body }) => {
    const read = wordsOf(one(body, 'why'), '/why', 'Enter why it was made in error')
    return 'faults' in read ? read : { input: { ...noteOf(params), why: read.text } }
  },
  next: ({ child }) => pathOfNotes(child),
}
