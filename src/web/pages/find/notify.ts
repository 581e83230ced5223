import type { Notice, OtherAsked, OtherFound } from '../../../actions/notify-of-child.ts'
import type { Agency } from '../../../casefile/fact-table.ts'
import { agencies } from '../../../casefile/fact-table.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { linked } from '../../field-ids.ts'
import { pathOfChild, pathOfSearch } from '../../paths.ts'
import type { Fields, Form, Page, Sent } from '../../route.ts'
import { fieldsOf, type Question, readAnswers } from '../child-details/questions.ts'
import { whoRow } from './page.ts'

const questions = (choices: readonly Agency[]): readonly Question[] => [
  { name: 'on', label: 'When were you told?', kind: 'date', needed: 'Enter the day on which you were told' },
  {
    name: 'by',
    label: 'Who told you?',
    kind: 'one',
    choices: Object.fromEntries(choices.map((agency) => [agency, capital(agencyWords[agency])])),
    needed: 'Choose who told you',
  },
  { name: 'note', label: 'What you were told', kind: 'words' },
]

const askedIn = ({ params }: Sent): OtherAsked => ({ search: params['search'] ?? '', child: params['child'] ?? '' })

/** Where somebody records what they were told of a child whom they may not see. */
export const notifyPage: Page<OtherAsked, OtherFound> = {
  read: (sent) => ({ input: askedIn(sent) }),
  template: 'pages/find/notify.njk',
  view: ({ search, child, other, agencies: choices }, { today, typed, faults }) => ({
    ...{
      row: whoRow(other, [], today),
      action: `${pathOfSearch(search)}/notify/${encodeURIComponent(child)}`,
      cancel: pathOfSearch(search),
    },
    fields: fieldsOf(questions(choices), typed ?? noFields, faults),
    faults: linked(faults),
  }),
}

const noFields: Fields = {}

export const notifyForm: Form<
  Notice,
  { readonly search: string; readonly child: string; readonly fact: string; readonly isSeen: boolean }
> = {
  read: (sent) => {
    const read = readAnswers(questions(agencies), sent.body)
    if ('faults' in read) return read
    const { on, by, note } = read.values as Pick<Notice, 'on' | 'by'> & { readonly note: string | null }
    return { input: { ...askedIn(sent), on, by, ...(note && { note }) } }
  },
  next: ({ search, child, fact, isSeen }) =>
    isSeen ? `${pathOfChild(child)}?recorded=${encodeURIComponent(fact)}` : `${pathOfSearch(search)}?notified=yes`,
}
