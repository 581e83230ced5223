import type { NewNotification, TypedAnswers } from '../../actions/tell-us.ts'
import { type CivilDate, civilDate, type Day, dayOf } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Agency } from '../../casefile/fact-table.ts'
import type { Fault } from '../../casefile/fault.ts'
import { postcodeOf } from '../../people/postcode.ts'
import type { ToldOfChild } from '../../people/told.ts'
import { ageOn } from '../../words/age.ts'
import { type DayWords, dayPartNames, type TypedDay, typedDay } from '../day-fields.ts'
import { firstOfEach } from '../field-ids.ts'

/*
 * What is asked of somebody who tells us about a child, one question a page, and what their answers come to. Little has to be known: who asks themselves whether
 * they are sure does not tell us.
 */

/** What a field of a question is answered with. */
export type Field =
  | { readonly kind: 'radios'; readonly name: string; readonly choices: readonly Choice[] }
  | Line
  | { readonly kind: 'lines'; readonly name: string; readonly label: string; readonly hint?: string; readonly rows: number }
  | { readonly kind: 'date'; readonly name: string; readonly label: string; readonly hint: string }

interface Line {
  readonly kind: 'line'
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly width?: 2 | 10 | 20
  readonly inputmode?: 'numeric' | 'tel' | 'email'
  readonly autocomplete?: string
}

interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export interface Question {
  /** The last part of its address. */
  readonly slug: string
  readonly asks: string
  readonly hint?: string
  readonly fields: readonly Field[]
  /** How it is called where answers are listed. */
  readonly short: string
  /** It need not be answered. */
  readonly mayBeSkipped: boolean
  readonly isAsked: (answers: TypedAnswers) => boolean
  readonly faultsIn: (answers: TypedAnswers, today: Day) => readonly Fault[]
}

/** Whoever tells, as they choose it themselves, and which of the guidance's agencies that is. */
const tellers: readonly (Choice & { readonly by: Agency; readonly isAgency: boolean })[] = [
  { value: 'public', label: 'A neighbour, a friend or any other member of the public', by: 'other', isAgency: false },
  { value: 'family', label: 'A parent or other family of the child', by: 'other', isAgency: false },
  { value: 'young-person', label: 'The child, or another young person', by: 'other', isAgency: false },
  { value: 'school', label: 'A school, college or nursery', by: 'school', isAgency: true },
  { value: 'health', label: 'A health service', hint: 'A GP, health visitor, school nurse or hospital', by: 'health', isAgency: true },
  { value: 'police', label: 'The police', by: 'police', isAgency: true },
  { value: 'social-care', label: 'Children’s social care', by: 'csc', isAgency: true },
  { value: 'early-help', label: 'Early help or family support', by: 'cfw', isAgency: true },
  {
    value: 'organisation',
    label: 'Another organisation',
    hint: 'Housing, a charity, a faith group, a club, another council',
    by: 'other',
    isAgency: true,
  },
]

export const tellerOf = (value: string | undefined) => tellers.find((teller) => teller.value === value)

const isAgency = (answers: TypedAnswers): boolean => tellerOf(answers['who'])?.isAgency === true

export const dangers = [
  { value: 'danger', label: 'Yes', hint: 'Somebody may hurt them, or they may come to harm today' },
  { value: 'unsure', label: 'I am not sure' },
  { value: 'none', label: 'No' },
] as const

/** The most characters of a field; nobody needs more, and it fits on a page. */
export const MOST = { line: 200, lines: 4000 } as const

const always = () => true
const none = () => []

export const questions: readonly Question[] = [
  {
    slug: 'who-you-are',
    asks: 'Who are you?',
    hint: 'We ask so that we know what you may be able to tell us later. You need not give your name.',
    fields: [{ kind: 'radios', name: 'who', choices: tellers }],
    short: 'You are',
    mayBeSkipped: false,
    isAsked: always,
    faultsIn: ({ who }) => (tellerOf(who) ? [] : [{ pointer: '/who', message: 'Select who you are' }]),
  },
  {
    slug: 'where-you-work',
    asks: 'Where do you work?',
    fields: [
      {
        kind: 'line',
        name: 'organisation',
        label: 'Name of the organisation',
        hint: 'And the team or branch, if it has some',
        width: 20,
        autocomplete: 'organization',
      },
    ],
    short: 'You work for',
    mayBeSkipped: false,
    isAsked: isAgency,
    faultsIn: ({ organisation = '' }) =>
      organisation === '' ? [{ pointer: '/organisation', message: 'Enter the name of the organisation' }] : [],
  },
  {
    slug: 'danger',
    asks: 'Is the child in danger now?',
    fields: [{ kind: 'radios', name: 'danger', choices: dangers }],
    short: 'In danger now',
    mayBeSkipped: false,
    isAsked: always,
    faultsIn: ({ danger }) =>
      dangers.some(({ value }) => value === danger) ? [] : [{ pointer: '/danger', message: 'Select whether the child is in danger now' }],
  },
  {
    slug: 'name',
    asks: 'What is the child’s name?',
    hint: 'Give as much as you know. If there are several children, tell us about one here and name the others where we ask what you know.',
    fields: [
      { kind: 'line', name: 'givenNames', label: 'First names', width: 20 },
      { kind: 'line', name: 'familyName', label: 'Family name', width: 20 },
      { kind: 'line', name: 'otherNames', label: 'Other names they use', hint: 'Such as a nickname, or a name from before', width: 20 },
    ],
    short: 'Child’s name',
    mayBeSkipped: true,
    isAsked: always,
    faultsIn: none,
  },
  {
    slug: 'age',
    asks: 'When was the child born?',
    hint: 'If you do not know, guess how old they are.',
    fields: [
      { kind: 'date', name: 'born', label: 'Date of birth', hint: 'For example, 27 3 2014' },
      { kind: 'line', name: 'age', label: 'Or about how old they are, in years', width: 2, inputmode: 'numeric' },
    ],
    short: 'Born',
    mayBeSkipped: true,
    isAsked: always,
    faultsIn: (answers, today) => [...faultsOfBirth(answers, today), ...faultsOfAge(answers)],
  },
  {
    slug: 'where',
    asks: 'Where does the child live, or where were they last seen?',
    hint: 'An address, or anything that helps to find it: “the blue door beside the baker’s”.',
    fields: [
      { kind: 'lines', name: 'whereabouts', label: 'Address or place', rows: 3 },
      { kind: 'line', name: 'postcode', label: 'Postcode', width: 10 },
    ],
    short: 'Lives, or was last seen',
    mayBeSkipped: true,
    isAsked: always,
    faultsIn: ({ postcode = '' }) =>
      postcode === '' || postcodeOf(postcode)
        ? []
        : [{ pointer: '/postcode', message: 'Enter a whole postcode, like PR1 2AB, or leave it out and name the place above' }],
  },
  {
    slug: 'school',
    asks: 'Which school did the child last go to?',
    fields: [{ kind: 'line', name: 'lastSchool', label: 'Name of the school, and the town', width: 20 }],
    short: 'Last school',
    mayBeSkipped: true,
    isAsked: always,
    faultsIn: none,
  },
  {
    slug: 'what-you-know',
    asks: 'What do you know?',
    hint: 'Why you think that the child is not in education, since when, and anything that worries you.',
    fields: [{ kind: 'lines', name: 'says', label: 'What you know', rows: 6 }],
    short: 'What you know',
    mayBeSkipped: false,
    isAsked: always,
    faultsIn: ({ says = '' }) => (says === '' ? [{ pointer: '/says', message: 'Write what you know, in a few words' }] : []),
  },
  {
    slug: 'how-to-reach-you',
    asks: 'How can we reach you?',
    hint: 'Only to ask you about what you told us. We do not tell the family who told us, unless a court orders it.',
    fields: [
      { kind: 'line', name: 'yourName', label: 'Your name', width: 20, autocomplete: 'name' },
      { kind: 'line', name: 'phone', label: 'Telephone number', width: 20, inputmode: 'tel', autocomplete: 'tel' },
      { kind: 'line', name: 'email', label: 'Email address', width: 20, inputmode: 'email', autocomplete: 'email' },
    ],
    short: 'How to reach you',
    mayBeSkipped: true,
    isAsked: always,
    faultsIn: (answers) => [...faultsOfEmail(answers), ...(isAgency(answers) ? faultsOfWorker(answers) : [])],
  },
]

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const faultsOfEmail = ({ email = '' }: TypedAnswers): readonly Fault[] =>
  email === '' || EMAIL.test(email) ? [] : [{ pointer: '/email', message: 'Enter an email address like name@example.org' }]

/** Somebody who tells us for an agency can be asked. */
const faultsOfWorker = ({ yourName = '', phone = '', email = '' }: TypedAnswers): readonly Fault[] => [
  ...(yourName === '' ? [{ pointer: '/yourName', message: 'Enter your name: you tell us for the organisation where you work' }] : []),
  ...(phone === '' && email === '' ? [{ pointer: '/phone', message: 'Enter a telephone number or an email address' }] : []),
]

/** Whether a question has to be answered by this person. */
export const isNeeded = (question: Question, answers: TypedAnswers): boolean =>
  !question.mayBeSkipped || (question.slug === 'how-to-reach-you' && isAgency(answers))

// ---- Born ------------------------------------------------------------------------------------------------------------------------------

/** What is told of a date of birth that cannot be taken. */
const birthWords = (year: string): DayWords => {
  const none = `Enter a date of birth that exists, such as 27 3 ${year}`
  return {
    missing: () => 'Enter day, month and year of birth; or leave all of them out and guess the age',
    year: 'Enter the year of birth with four figures, such as 2014',
    ...{ month: none, date: () => none, none },
  }
}

const typedBirth = (answers: TypedAnswers): TypedDay => typedDay('born', answers, birthWords(answers['born.year'] ?? ''))

/** The date of birth that was typed; nothing where none was, or it is none. */
export const birthOf = (answers: TypedAnswers): CivilDate | undefined => typedBirth(answers).day

/** Older than this nobody is a child, whatever the year. */
const OLDEST = 25

export function faultsOfBirth(answers: TypedAnswers, today: Day): readonly Fault[] {
  const { day: born, wrong } = typedBirth(answers)
  const fault = (message: string) => [{ pointer: '/born', message }]
  if (wrong !== undefined) return fault(wrong)
  if (born === undefined) return []
  if (born > civilDate(today)) return fault('Enter a date of birth in the past')
  return ageOn(today, dayOf(born)) > OLDEST ? fault('Enter the date of birth of a child: this is of somebody older than 25') : []
}

export const faultsOfAge = ({ age = '' }: TypedAnswers): readonly Fault[] =>
  age === '' || (/^\d{1,2}$/.test(age) && Number(age) <= OLDEST)
    ? []
    : [{ pointer: '/age', message: `Enter the age in years, in figures, such as 9` }]

// ---- What comes of it ------------------------------------------------------------------------------------------------------------------

/** The names of the fields of a question, as they are sent. */
export const fieldsOf = ({ fields }: Question): readonly { readonly name: string; readonly most: number }[] =>
  fields.flatMap((field) =>
    field.kind === 'date'
      ? dayPartNames(field.name).map((name) => ({ name, most: MOST.line }))
      : [{ name: field.name, most: field.kind === 'lines' ? MOST.lines : MOST.line }],
  )

/** What is wrong with the answers to a question, in the order of its fields. */
export function faultsOfQuestion(question: Question, answers: TypedAnswers, today: Day): readonly Fault[] {
  const tooLong = fieldsOf(question).flatMap(({ name, most }) => faultsOfLength(name, most, answers))
  // The boxes of a day are one field.
  const ofFields = tooLong.map(({ pointer, message }) => ({ pointer: pointer.replace(/\.(day|month|year)$/, ''), message }))
  return firstOfEach([...ofFields, ...question.faultsIn(answers, today)])
}

/** What is wrong with the answer of a field that takes so many characters at most. */
export function faultsOfLength(name: string, most: number, answers: TypedAnswers): readonly Fault[] {
  const length = answers[name]?.length ?? 0
  return length > most ? [{ pointer: `/${name}`, message: `Shorten this to ${most} characters: it has ${length}` }] : []
}

export const asked = (answers: TypedAnswers): readonly Question[] => questions.filter(({ isAsked }) => isAsked(answers))

/** The first question whose answer is missing or cannot be taken. */
export const firstOpen = (answers: TypedAnswers, today: Day): Question | undefined =>
  asked(answers).find((question) => faultsOfQuestion(question, answers, today).length > 0)

/** What the answers come to, where they can be taken: of every question that is asked, and of no other. */
export function toldBy(answers: TypedAnswers, today: Day): { readonly told: NewNotification } | { readonly faults: readonly Fault[] } {
  const faults = asked(answers).flatMap((question) => faultsOfQuestion(question, answers, today))
  const teller = tellerOf(answers['who'])
  const danger = dangers.find(({ value }) => value === answers['danger'])
  if (faults.length > 0 || !teller || !danger) return { faults }
  const text = (name: string): string | undefined => answers[name] || undefined
  const contact = [text('phone'), text('email')].filter((one) => one !== undefined).join(', ')
  return {
    told: {
      by: teller.by,
      notifierIs: teller.value,
      urgency: danger.value,
      about: toldOfChild(answers),
      ...ifSaid({
        organisation: teller.isAgency ? text('organisation') : undefined,
        notifierName: text('yourName'),
        notifierContact: contact || undefined,
        says: text('says'),
      }),
    },
  }
}

/** What was told of the child itself. */
export function toldOfChild(answers: TypedAnswers): ToldOfChild {
  const text = (name: string): string | undefined => answers[name] || undefined
  const postcode = answers['postcode'] ?? ''
  return ifSaid({
    givenNames: text('givenNames'),
    familyName: text('familyName'),
    otherNames: text('otherNames'),
    dateOfBirth: birthOf(answers),
    age: answers['age'] ? Number(answers['age']) : undefined,
    whereabouts: text('whereabouts'),
    postcode: postcodeOf(postcode) ?? (postcode || undefined),
    lastSchool: text('lastSchool'),
  })
}

type Said<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what was not said. */
export const ifSaid = <T extends object>(members: T): Said<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Said<T>

/** The answer to a question in words, line by line; none where it was left out. */
export function answerInWords(question: Question, answers: TypedAnswers): readonly string[] {
  const { givenNames = '', familyName = '', otherNames = '' } = answers
  if (question.slug === 'name') return [`${givenNames} ${familyName}`.trim(), otherNames].filter((name) => name !== '')
  return question.fields.flatMap((field) => {
    if (field.kind === 'date') {
      const born = birthOf(answers)
      return born === undefined ? [] : [inWords(dayOf(born)).split(' ').slice(1).join(' ')]
    }
    const value = answers[field.name] ?? ''
    if (value === '') return []
    if (field.kind === 'radios') return [field.choices.find((choice) => choice.value === value)?.label ?? '']
    return field.name === 'age' ? [`About ${value} years old`] : value.split('\n')
  })
}
