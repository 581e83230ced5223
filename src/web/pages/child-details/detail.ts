import type { Change, DetailChange, DetailChanged } from '../../../actions/change-detail.ts'
import { type DetailAsked, type DetailKind, type DetailOpened, detailKinds, NEW, type ShownVersion } from '../../../actions/see-people.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { linked } from '../../field-ids.ts'
import { pathOfDetail, pathOfDetails } from '../../paths.ts'
import { type Fields, type Form, one, type Page, type Sent } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { questionsFor, seenQuestions } from './forms.ts'
import { fieldsOf, ownTexts, type Question, readAnswers, said, textsOf } from './questions.ts'

const titles: Readonly<Record<DetailKind, { readonly made: string; readonly changed: string }>> = {
  child: { made: 'Who the child is', changed: 'Who the child is' },
  contact: { made: 'Add a contact', changed: 'Change a contact' },
  address: { made: 'Add an address', changed: 'Change an address' },
  stay: { made: 'Put the child on a roll', changed: 'Change a stay on a roll' },
}

const hints: Readonly<Partial<Record<DetailKind, string>>> = {
  stay: 'Here the roll is put right. That a child who was missing education is back at a school, or has left one, is recorded with “Record something”: it settles steps.',
  child: 'The next steps are worked out anew with what you save.',
}

function detailOf({ params }: Sent): DetailAsked | undefined {
  const kind = detailKinds.find((one) => one === params['kind'])
  const item = params['item'] ?? ''
  // Who the child is, is one thing.
  if (!kind || (kind === 'child') !== (item === WHO)) return undefined
  return { child: params['child'] ?? '', kind, item }
}

const WHO = 'who'

/** The form for a detail of a child. Where somebody else changed it meanwhile, it shows what they made of it beside what was typed. */
export const detailPage: Page<DetailAsked, DetailOpened> = {
  read: (sent) => {
    const asked = detailOf(sent)
    return asked && { input: asked }
  },
  template: 'pages/child-details/detail.njk',
  showsBoth: true,
  view: (opened, { today, typed, faults, isCollision }) => {
    const { head, kind, item, versions, details } = opened
    const isNew = item === NEW
    const questions = seenQuestions(kind, questionsFor(kind, opened, isNew), details.classes)
    const latest = versions.at(-1)
    const theirs = latest ? textsOf(questions, latest.values) : textsOfNew(kind, questions)
    const both = isCollision && typed && latest ? withBoth(questions, versions, latest, theirs, typed) : undefined
    const { made, changed } = titles[kind]
    return {
      ...identityOf(opened, today),
      title: isNew ? made : changed,
      hint: hints[kind],
      action: pathOfDetail(head, kind, item),
      cancel: pathOfDetails(head),
      version: both || !typed ? (latest?.version ?? 0) : one(typed, 'version'),
      both,
      fields: fieldsOf(questions, both?.texts ?? typed ?? theirs, faults),
      faults: linked(faults),
    }
  },
}

/** Before anything is said, every way is safe, and what most often is so is chosen. */
const textsOfNew = (kind: DetailKind, questions: readonly Question[]): Fields =>
  textsOf(questions, {
    ...{ mayBeCalled: true, mayBeLeftAMessage: true, mayBeWrittenTo: true, mayBeEmailed: true },
    ...{ hasParentalResponsibility: null, needsInterpreter: null, ...(kind === 'address' && { kind: 'home' }) },
  })

interface Both {
  readonly name: string
  readonly at: string
  readonly rows: readonly {
    readonly label: string
    readonly before: string
    readonly theirs: string
    readonly mine: string
    readonly isConflict: boolean
  }[]
  /** Mine where I changed something, theirs elsewhere. */
  readonly texts: Fields
}

function withBoth(
  questions: readonly Question[],
  versions: readonly ShownVersion<DetailKind>[],
  latest: ShownVersion<DetailKind>,
  theirs: Fields,
  typed: Fields,
): Both {
  const base = versions.find(({ version }) => String(version) === one(typed, 'version'))
  const before = base ? textsOf(questions, base.values) : {}
  const compared = questions.map((question) => {
    const words = { before: said(question, before), theirs: said(question, theirs), mine: said(question, typed) }
    const isMine = words.mine !== words.before
    const isTheirs = words.theirs !== words.before
    return { question, ...words, isMine, isTheirs, isConflict: isMine && isTheirs && words.mine !== words.theirs }
  })
  return {
    name: latest.recordedBy,
    at: momentInWords(latest.recordedAt),
    rows: compared
      .filter(({ isMine, isTheirs }) => isMine || isTheirs)
      .map(({ question: { label }, before, theirs, mine, isConflict }) => ({ label, before, theirs, mine, isConflict })),
    texts: Object.assign({}, ...compared.map(({ question, isMine }) => ownTexts(question, isMine ? typed : theirs))),
  }
}

/** Saves a detail and goes back to all of them; to the next steps, where the child is not to be seen any more. */
export const detailForm: Form<DetailChange, DetailChanged> = {
  read: (sent) => {
    const asked = detailOf(sent)
    if (!asked) return undefined
    const { child, kind, item } = asked
    const read = readAnswers(questionsFor(kind, { schools: [], districts: [] }, item === NEW), sent.body)
    if ('faults' in read) return read
    const version = Number(one(sent.body, 'version'))
    if (!Number.isInteger(version) || version < 0) return undefined
    // Questions are named after the members that they are about.
    return { input: { child, item, version, change: { kind, values: read.values } as Change } }
  },
  next: ({ child, kind, isSeen }) => (isSeen ? `${pathOfDetails(child)}?saved=${kind}` : '/steps'),
}
