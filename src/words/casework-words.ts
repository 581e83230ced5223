import { dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { inWords, listed } from '../calendar/words.ts'
import {
  type Content,
  type EntryContent,
  type EntryKind,
  entryKinds,
  type Particulars,
  type ParticularsType,
  particularsTable,
} from '../casefile/casework-table.ts'
import type { FactType } from '../casefile/fact-table.ts'
import { type Asked, type AskedMember, day, type Members, one, text, yesOrNo } from './asking.ts'

/*
 * The words of what no clause reads: of the forms by which it is recorded, and of the pages that show it.
 */

/** The words of the form for one kind of entry. */
interface EntryWords<K extends EntryKind = EntryKind> {
  readonly title: string
  readonly button: string
  readonly when: Asked
  readonly members: Members<EntryContent<K>>
}

/** The words of a form whose kind is known only as it runs. */
export type AnyEntryWords = Omit<EntryWords, 'members'> & { readonly members: Readonly<Record<string, AskedMember>> }

const particularsWords: { readonly [T in ParticularsType]: Members<Particulars<T>> } = {
  'engagement-attempt': {
    spokeWith: text('a line', 'Who did you speak with?'),
    nextTry: day('When will you try again?'),
  },
  consent: {
    of: text('a line', 'Who was asked?', 'The person with parental responsibility, or the young person.'),
    how: one('How were they asked?', {
      visit: 'At a visit',
      meeting: 'At a meeting',
      phone: 'By telephone',
      letter: 'By letter',
      email: 'By email',
    }),
    covers: text('lines', 'What does the answer cover, and what does it not?'),
    childSays: text('lines', 'What does the child say?'),
  },
  // Casework.
  barrier: { which: text('a line', 'Which barrier is it?', 'For example, no uniform, a carer’s illness, fear of other pupils.') },
  'agency-referral': {
    why: text('lines', 'What is asked of the agency, and why?'),
    answerBy: day('By when is an answer expected?'),
  },
}

const entryWords: { readonly [K in EntryKind]: EntryWords<K> } = {
  enquiry: {
    title: 'An enquiry',
    button: 'Record the enquiry',
    when: { question: 'When was it made?' },
    members: {
      check: one('What was asked or looked at?', {
        contacts: 'Every contact held: telephone, message, email',
        visit: 'A visit to the home',
        'relatives-and-friends': 'Relatives and friends',
        'siblings-schools': 'The schools of brothers and sisters',
        neighbours: 'Neighbours, or the landlord',
        'other-agencies': 'Other agencies that know the family',
        health: 'GP, school nurse or another health service',
        'housing-and-council-tax': 'Housing and council tax',
        'other-council': 'Another council',
        'school-to-school': 'The school-to-school system',
        'social-media': 'Social media, as far as it is public',
        police: 'Police',
        'border-force': 'Border Force or the Home Office',
        'benefits-and-revenue': 'Benefits, or HM Revenue and Customs',
        embassy: 'An embassy',
      }),
      result: one('What did it bring?', {
        found: 'The child is found, or where it is',
        nothing: 'Nothing',
        'no-answer-yet': 'No answer yet',
      }),
      says: text('lines', 'What was said or seen?'),
    },
  },
  'sharing-decision': {
    title: 'A decision about sharing',
    button: 'Record the decision',
    when: { question: 'When was it decided?' },
    members: {
      what: text('lines', 'What is shared, or was asked for?'),
      withWhom: text('a line', 'With whom?'),
      decision: one('What was decided?', { shared: 'It is shared', 'not-shared': 'It is not shared' }),
      basis: one('On which lawful basis?', {
        'public-task': 'Public task: to safeguard the child or promote its welfare',
        'legal-obligation': 'Legal obligation: the law requires it',
        'vital-interests': 'Vital interests: somebody’s life is at stake',
      }),
      familyTold: yesOrNo('Was the family told?', 'Yes', 'No', 'Tell them, unless telling would put somebody at risk.'),
      why: text('lines', 'Why is it needed, or why not?'),
    },
  },
  // Casework.
  'referral-answer': {
    title: 'An answer to a referral',
    button: 'Record the answer',
    when: { question: 'When did the answer come, or when was it given up waiting for?' },
    members: {
      answer: one('What was answered?', {
        accepted: 'Accepted: they take it on',
        declined: 'Declined',
        'no-answer': 'No answer came',
      }),
      says: text('lines', 'What did they say?'),
    },
  },
  'school-place': {
    title: 'A school place',
    button: 'Record it',
    when: { question: 'When was that?' },
    members: {
      stage: one(
        'How far has it come?',
        {
          applied: 'Applied for',
          offered: 'Offered',
          accepted: 'Accepted by the parents',
          'declined-by-parents': 'Declined by the parents',
          'refused-by-school': 'Refused by the school',
          'start-agreed': 'A start is agreed',
        },
        { 'start-agreed': 'That the child is on the roll is recorded when it is: “On a school’s roll”.' },
      ),
      school: text('a school', 'Which school?'),
      startsOn: day('On which day is the child to start?', 'Needed where a start is agreed.'),
      says: text('lines', 'What more is there to know?'),
    },
  },
}

export const entryWordsOf = (kind: EntryKind): AnyEntryWords => entryWords[kind]

/** How the particulars of a type of fact are asked for; nothing of most. */
export const particularsWordsOf = (type: FactType): Readonly<Record<string, AskedMember>> =>
  type in particularsTable ? particularsWords[type as ParticularsType] : {}

/** Whether it is an entry of its own, and not the particulars of a fact. */
export const isEntryKind = (kind: FactType | EntryKind): kind is EntryKind => (entryKinds as readonly string[]).includes(kind)

export interface Answered {
  readonly question: string
  readonly answer: string
}

/** What was answered, question by question, in the words of the form. What was left out is left out. */
export function answersOf(kind: FactType | EntryKind, content: Content): readonly Answered[] {
  const members = isEntryKind(kind) ? entryWordsOf(kind).members : particularsWordsOf(kind)
  return Object.entries(members).flatMap(([member, asked]) => {
    const answer = answerOf(asked, content[member])
    return answer === undefined ? [] : [{ question: asked.question, answer }]
  })
}

function answerOf(asked: AskedMember, value: unknown): string | undefined {
  switch (asked.kind) {
    case 'yes-or-no':
      return typeof value === 'boolean' ? (value ? asked.yes : asked.no) : undefined
    case 'one':
      return typeof value === 'string' ? choiceOf(asked.choices, value) : undefined
    case 'several':
      return Array.isArray(value) ? listed(value.map((one) => choiceOf(asked.choices, String(one)))) || asked.none : undefined
    case 'day':
      return typeof value === 'string' && isCivilDate(value) ? inWords(dayOf(value)) : undefined
    case 'number':
      return typeof value === 'number' ? `${value} ${asked.unit}` : undefined
    case 'text':
      return typeof value === 'string' ? value : undefined
  }
}

/** A choice of one member of an entry, in the words of its form. */
export function choiceInWords(kind: EntryKind, member: string, value: string): string {
  const asked = entryWordsOf(kind).members[member]
  return asked?.kind === 'one' ? choiceOf(asked.choices, value) : value
}

const choiceOf = (choices: Readonly<Record<string, string>>, value: string): string => choices[value] ?? value
