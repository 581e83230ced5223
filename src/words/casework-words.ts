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
import { type Asked, type AskedMember, day, type Members, number, one, text, yesOrNo } from './asking.ts'

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

const served = {
  how: one('How was it served?', {
    post: 'By post',
    'by-hand': 'By hand',
    'left-at-home': 'Left at the usual or last known place of residence',
    'email-agreed': 'By email, as the parent had agreed',
  }),
  onWhom: text('a line', 'On whom was it served?', 'Each parent by name. A notice to one is no notice to the other.'),
  where: text('lines', 'Where was it served?', 'Leave it out where the address is not to be known.'),
  period: number('Which period does it state?', 'days', 'At least 15, the day of service counted as the first.'),
}

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
  // The School Attendance Order
  sao: {
    grounds: text('lines', 'On what grounds does the council think that the child receives no suitable education?'),
    school: text('a school', 'Which school is named?'),
    why: text('lines', 'Why this school?'),
    inPlan: one('Is it the school that the child’s EHC plan names?', {
      yes: 'Yes, the plan names it',
      no: 'No, the plan names another, or none',
      'no-plan': 'The child has no plan',
    }),
    ...served,
    expedient: text('lines', 'Why did what the parents said not satisfy the council, and why should the child attend school?'),
    shownBy: text('lines', 'By what is it shown that the child is registered at the school?'),
    revokedBecause: text('lines', 'Why is the order revoked, or not gone on with?'),
    supervision: text(
      'lines',
      'Was a supervision order considered instead, and why is it not asked for?',
      'The law asks for this before any prosecution.',
    ),
    decidedBy: text('a line', 'Who decided it?'),
  },
  // Home education
  'ehe-check': {
    suitable: one('Is the education that the child receives suitable?', {
      suitable: 'Yes, it is suitable',
      'not-suitable': 'No, it is not suitable',
      'not-judged': 'That was not judged yet',
    }),
    seen: text('lines', 'What was seen, and of whom?'),
    seenOn: day('When was it seen?'),
  },
  // Back in school, and closing
  'cme-closed': {
    evidence: text('lines', 'What is the evidence?', 'What was seen, or who confirmed it, and when.'),
    foundSuitable: yesOrNo('Did the home-education team find the education suitable?', 'Yes, it is suitable', 'No, or not judged yet'),
    receivingCouncil: text('a line', 'Which council has the child now?', 'Abroad: the country, and who was told there.'),
    confirmedHow: text('a line', 'Who there confirmed it, how, and when?'),
    otherRecord: text('a line', 'Which record stays?', 'Its reference stands on the page of the child.'),
    ageShownBy: one('By what is the date of birth shown?', {
      'birth-certificate': 'A birth certificate',
      passport: 'A passport or another identity document',
      school: 'A school’s register',
      health: 'A health record',
      other: 'Something else: say what, as evidence',
    }),
    whoWasTold: text('lines', 'Who was told?', 'So that nobody writes to the family, or rings them.'),
    otherReason: text('lines', 'Which reason is it?'),
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
  // The School Attendance Order
  'order-stage': {
    title: 'A stage of the School Attendance Order',
    button: 'Record the stage',
    when: { question: 'When was it?', hint: 'Of a notice, the day on which it was served.' },
    members: {
      stage: one('Which stage was it?', {
        consultation: 'The school was consulted',
        'notice-of-intention': 'Notice of intention was served',
        'substitution-asked': 'The parent asked for another school',
        amended: 'The order was amended',
        'not-prosecuted': 'It was decided not to prosecute now',
      }),
      ...served,
      school: text('a school', 'Which school is it about?'),
      others: text('lines', 'Which other schools does the notice offer?'),
      answer: text('lines', 'What was the answer?'),
      why: text('lines', 'Why?'),
      supervision: text('lines', 'Was a supervision order considered instead, and with which result?'),
      decidedBy: text('a line', 'Who decided it?'),
    },
  },
  'order-letter': {
    title: 'A letter of the School Attendance Order, made ready to print',
    button: 'Keep it and print',
    when: { question: 'Which date does it carry?' },
    members: {
      stage: text('a line', 'Which letter is it?'),
      law: one('Under which law?', {
        'education-act-1996': 'Education Act 1996',
        'wellbeing-and-schools-act-2026': 'Education Act 1996 as changed by the Children’s Wellbeing and Schools Act 2026',
      }),
      to: text('lines', 'To whom?'),
      text: text('lines', 'The letter'),
    },
  },
  // Back in school
  'first-attendance': {
    title: 'Seen at school for the first time',
    button: 'Confirm',
    when: { question: 'On which day was the child at the school?' },
    members: {
      how: one('How is that known?', {
        register: 'The school’s attendance register',
        'school-told': 'The school told us',
        seen: 'I saw the child there',
      }),
      says: text('lines', 'What else is known of it?'),
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

/** What was answered, question by question, in the words of the form. What was left out is left out. `schools` has the names of those that may be known. */
export function answersOf(
  kind: FactType | EntryKind,
  content: Content,
  schools: ReadonlyMap<string, string> = new Map(),
): readonly Answered[] {
  const members = isEntryKind(kind) ? entryWordsOf(kind).members : particularsWordsOf(kind)
  return Object.entries(members).flatMap(([member, asked]) => {
    const answer = answerOf(asked, content[member], schools)
    return answer === undefined ? [] : [{ question: asked.question, answer }]
  })
}

function answerOf(asked: AskedMember, value: unknown, schools: ReadonlyMap<string, string>): string | undefined {
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
      if (typeof value !== 'string') return undefined
      // Of a school there is an id, and its name where that may be known.
      return asked.takes === 'a school' ? (schools.get(value) ?? 'Withheld') : value
  }
}

const choiceOf = (choices: Readonly<Record<string, string>>, value: string): string => choices[value] ?? value
