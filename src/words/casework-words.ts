import { dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { inWords, listed } from '../calendar/words.ts'
import {
  type AnsweringKind,
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
    askedBy: text('a line', 'Who asked?', 'The worker, and where from. Leave this empty if it was you.'),
  },

  // Support and consent
  'support-request': {
    worries: text('lines', 'What worries you?', 'What you have seen or been told, when, and what it does to the child.'),
    tried: text('lines', 'What has been tried, and what came of it?'),
    wanted: text('lines', 'What do you want CFW to do?'),
    childSays: text('lines', 'What does the child say?', 'In the child’s own words, if you can. If nobody has asked, say why.'),
    familyKnows: yesOrNo('Does the family know that you ask for support?', 'Yes, they know', 'No, they do not know'),
    familyAgrees: one('Do the parents agree to support?', {
      yes: 'Yes, they agree',
      some: 'One agrees, another does not',
      no: 'No, they do not agree',
      'not-asked': 'They have not been asked',
    }),
    ring: text('a line', 'Whom should the worker ring first?', 'A name and a number.'),
    isSafeToRing: one('Is it safe to ring that number?', { yes: 'Yes', no: 'No, another way is needed', 'not-known': 'It is not known' }),
  },
  'consent-visit': {
    saw: text('a line', 'Whom did you see?'),
    barriers: text(
      'lines',
      'What stood in the way of an answer?',
      'Language, fear, a bad experience with services, a parent who cannot be reached.',
    ),
  },
  'cssh-discussion': {
    present: text('a line', 'Who took part?'),
    advice: text('lines', 'What did the hub advise?'),
    decidedTo: text('lines', 'What was agreed, and who does it?'),
    byWhen: day('By when?'),
  },
  'csc-referral': {
    worries: text('lines', 'What worries you?', 'What you have seen or been told, when, and what it does to the child.'),
    childSays: text('lines', 'What does the child say?'),
    familyTold: one('Was the family told of the referral?', { told: 'Yes, they were told', 'not-told': 'No, they were not told' }),
    whyNotTold: text('lines', 'If they were not told, why not?', 'For example, because telling would put the child at risk.'),
  },
  'strategy-discussion': {
    present: text('a line', 'Who took part?', 'CSC, police and health at least, where it was held.'),
    decidedTo: text('lines', 'What was decided, and who does it?'),
    byWhen: day('By when?'),
  },
  'case-clinic': {
    present: text('a line', 'Who took part?'),
    decidedTo: text('lines', 'What was agreed, and who does it?'),
    byWhen: day('By when?'),
  },

  // Casework
  barrier: { which: text('a line', 'Which barrier is it?', 'For example, no uniform, a carer’s illness, fear of other pupils.') },
  'agency-referral': {
    why: text('lines', 'What is asked of the agency, and why?'),
    answerBy: day('By when is an answer expected?'),
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

  // Back in school
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

  // Support and consent
  'request-answer': {
    title: 'Answer to a request for support',
    button: 'Record the answer',
    when: { question: 'When was it decided?' },
    members: {
      answer: one(
        'What is the answer?',
        { accepted: 'Accepted', returned: 'Returned', allocated: 'Given to a worker' },
        { returned: 'Whoever asked sees it at once, with the reason.', allocated: 'From then on the child is theirs at your service.' },
      ),
      reason: text('lines', 'If it is returned, why, and what should be added?'),
      worker: text('a colleague', 'If it is given to a worker, to whom?'),
      says: text('lines', 'Anything that whoever asked should know?'),
    },
  },
  'assessment-outcome': {
    title: 'Child and family assessment completed',
    button: 'Record the outcome',
    when: { question: 'When was it completed?' },
    members: {
      outcome: one('What came of it?', {
        'no-further-action': 'No further action',
        'early-help': 'Early help',
        'child-in-need': 'A child in need plan',
        'child-protection': 'Child protection',
      }),
      says: text('lines', 'What should the agencies know?', 'Above all what is planned for the child’s education.'),
    },
  },

  // Casework
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

/** What is answered, as a sentence calls it, by the kind of the answer. */
export const answeredWords: Readonly<Record<AnsweringKind, string>> = {
  'request-answer': 'request',
  'assessment-outcome': 'referral',
  'referral-answer': 'referral',
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

/** What was answered, question by question, in the words of the form. What was left out is left out. `schools` has the names of those that stand under their ids. */
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
      return asked.takes === 'a school' ? (schools.get(value) ?? value) : value
  }
}

/** A choice of one member of an entry, in the words of its form. */
export function choiceInWords(kind: EntryKind, member: string, value: string): string {
  const asked = entryWordsOf(kind).members[member]
  return asked?.kind === 'one' ? choiceOf(asked.choices, value) : value
}

const choiceOf = (choices: Readonly<Record<string, string>>, value: string): string => choices[value] ?? value
