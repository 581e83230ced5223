import { classOfMember, type DetailKind, type Values } from '../../../actions/see-people.ts'
import { compare } from '../../../calendar/civil-date.ts'
import { isNhsNumber } from '../../../people/nhs-number.ts'
import { postcodeOf } from '../../../people/postcode.ts'
import { parseUpn } from '../../../people/upn.ts'
import type { FieldClass } from '../../../sharing/fields.ts'
import { capital } from '../../../words/guidance-words.ts'
import type { Question } from './questions.ts'

/*
 * What is asked about a child, a contact, an address and a stay on a roll, in the words of the forms.
 */

export const sexes = { female: 'Female', male: 'Male', unknown: 'Not known' } as const

export const kindsOfAddress: Readonly<Record<Values['address']['kind'], string>> = {
  home: 'Home',
  'other-parent': 'Another parent’s home',
  temporary: 'Temporary accommodation',
  'safe-place': 'A safe place: never passed on',
  'post-only': 'For post only',
  other: 'Another address',
}

export const yearGroups: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 14 }, (_, group) => [String(group), group === 0 ? 'Reception' : `Year ${group}`]),
)

type Taken = { readonly value: string } | { readonly fault: string }

const takeUpn = (text: string): Taken => {
  const read = parseUpn(text)
  return 'upn' in read ? { value: read.upn } : { fault: `${capital(read.fault)}.` }
}

const takeNhsNumber = (text: string): Taken => {
  const number = text.replaceAll(/[\s-]/g, '')
  return isNhsNumber(number)
    ? { value: number }
    : {
        fault: /^\d{10}$/.test(number)
          ? 'One digit of this NHS number is wrong: the last does not fit the others'
          : 'An NHS number has 10 digits',
      }
}

const takePostcode = (text: string): Taken => {
  const value = postcodeOf(text)
  return value === undefined ? { fault: 'Enter a postcode such as PR1 8XJ, or leave it empty' } : { value }
}

const takePhone = (text: string): Taken =>
  text.replaceAll(/\D/g, '').length >= 6 ? { value: text } : { fault: 'Enter a telephone number, with all its digits' }

const takeEmail = (text: string): Taken =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? { value: text } : { fault: 'Enter an email address such as name@example.org' }

export const postcode: Question = { name: 'postcode', label: 'Postcode', kind: 'line', takes: takePostcode }

const interpreter = (whom: string): Question => ({
  name: 'needsInterpreter',
  label: `Is an interpreter needed to speak with ${whom}?`,
  kind: 'yes-or-no',
  ...{ yes: 'Yes', no: 'No', unknown: 'Not known' },
})

/** What is asked of a child whether its record is made or changed. */
export const whoTheChildIs = {
  names: [
    { name: 'givenNames', label: 'Given names', kind: 'line', needed: 'Enter at least one given name' },
    { name: 'familyName', label: 'Family name', kind: 'line', needed: 'Enter the family name' },
    { name: 'knownAs', label: 'Known as', hint: 'What the child is called, if that is another name.', kind: 'line' },
  ],
  sex: { name: 'sex', label: 'Sex', kind: 'one', choices: sexes, needed: 'Choose the sex, or that it is not known' },
  upn: {
    name: 'upn',
    label: 'Unique pupil number',
    hint: 'A letter and 12 digits. It is on the school’s records.',
    kind: 'line',
    takes: takeUpn,
  },
  nhsNumber: { name: 'nhsNumber', label: 'NHS number', kind: 'line', takes: takeNhsNumber },
  speaking: [
    { name: 'language', label: 'Language that the child speaks best, if not English', kind: 'line' },
    interpreter('the child'),
    {
      name: 'accessNeeds',
      label: 'What helps the child when somebody meets it, or is to be avoided',
      hint: 'Such as large print, a quiet room, or a worker whom the child knows.',
      kind: 'words',
    },
  ],
} as const satisfies Record<string, Question | readonly Question[]>

const child: readonly Question[] = [
  ...whoTheChildIs.names,
  { name: 'formerNames', label: 'Former names', hint: 'One a line. The child is found by them too.', kind: 'lines' },
  { name: 'dateOfBirth', label: 'Date of birth', kind: 'date', isUnmarked: true },
  {
    name: 'isDateOfBirthEstimated',
    label: 'Is the date of birth known?',
    kind: 'yes-or-no',
    ...{ yes: 'No: it is an estimate', no: 'Yes', noFirst: true },
  },
  whoTheChildIs.sex,
  whoTheChildIs.upn,
  { name: 'formerUpns', label: 'Former unique pupil numbers', hint: 'One a line.', kind: 'lines' },
  whoTheChildIs.nhsNumber,
  {
    name: 'ehcp',
    label: 'Education, health and care plan',
    hint: 'Lines of attendance are stricter while there is a plan. Empty both days to take it away.',
    kind: 'periods',
    ...{ from: 'Education, health and care plan: first day', to: 'Last day, if it has ended' },
  },
  ...whoTheChildIs.speaking,
]

const safe = (name: string, label: string): Question => ({ name, label, kind: 'yes-or-no', yes: 'Yes', no: 'No: it is not safe' })

const contact: readonly Question[] = [
  { name: 'name', label: 'Name', kind: 'line', needed: 'Enter the name' },
  {
    name: 'relationship',
    label: 'What they are to the child',
    hint: 'Such as mother, foster carer, or family friend.',
    kind: 'line',
    needed: 'Enter what they are to the child',
  },
  {
    name: 'hasParentalResponsibility',
    label: 'Do they have parental responsibility?',
    kind: 'yes-or-no',
    ...{ yes: 'Yes', no: 'No', unknown: 'Not known' },
  },
  { name: 'phone', label: 'Telephone', kind: 'line', takes: takePhone },
  safe('mayBeCalled', 'May they be rung?'),
  safe('mayBeLeftAMessage', 'May a message be left?'),
  { name: 'email', label: 'Email', kind: 'line', takes: takeEmail },
  safe('mayBeEmailed', 'May they be emailed?'),
  { name: 'addressLines', label: 'Address', hint: 'Line by line, without the postcode.', kind: 'lines', emptyIsNull: true },
  postcode,
  safe('mayBeWrittenTo', 'May a letter be sent to them?'),
  { name: 'language', label: 'Language in which to speak with them, if not English', kind: 'line' },
  interpreter('them'),
  { name: 'accessNeeds', label: 'What helps them when somebody meets, rings or writes to them', kind: 'words' },
  {
    name: 'isInUse',
    label: 'Are they still to be asked about the child?',
    kind: 'yes-or-no',
    ...{ yes: 'Yes', no: 'No: kept for the past alone' },
  },
]

/** What a form needs to know of the county. */
export interface Places {
  readonly schools: readonly { readonly id: string; readonly name: string }[]
  readonly districts: readonly string[]
}

export const districtQuestion = (districts: readonly string[]): Question => ({
  name: 'district',
  label: 'District',
  hint: 'By it the case goes to the team that serves the child.',
  kind: 'select',
  choices: { ...Object.fromEntries(districts.map((district) => [district, district])), 'Outside the county': 'Outside the county' },
  none: 'Not known',
  isOpen: true,
})

export const schoolQuestion = (schools: Places['schools']): Question => ({
  name: 'school',
  label: 'School',
  kind: 'select',
  choices: Object.fromEntries(schools.toSorted((a, b) => compare(a.name, b.name)).map(({ id, name }) => [id, name])),
  none: 'Choose a school',
  needed: 'Choose the school',
  isOpen: true,
})

export const yearGroup: Question = {
  name: 'yearGroup',
  label: 'Year group',
  kind: 'select',
  choices: yearGroups,
  none: 'Not known',
  isNumber: true,
}

const address = (districts: readonly string[], isNew: boolean): readonly Question[] => [
  { name: 'kind', label: 'What is the address to the child?', kind: 'one', choices: kindsOfAddress, needed: 'Choose an answer' },
  {
    name: 'lines',
    label: 'Address',
    hint: 'Line by line, without the postcode.',
    kind: 'lines',
    needed: 'Enter at least one line of the address',
  },
  postcode,
  districtQuestion(districts),
  { name: 'from', label: 'First day there', kind: 'date' },
  { name: 'until', label: 'Last day there', hint: 'Where the child lives there no longer.', kind: 'date' },
  safe('mayBeWrittenTo', 'May a letter be sent there?'),
  ...(isNew ? [] : [inError]),
]

const inError: Question = {
  name: 'isInUse',
  label: 'Was it recorded in error?',
  kind: 'yes-or-no',
  ...{ yes: 'No', no: 'Yes: it never was so' },
}

const stay = (schools: Places['schools'], isNew: boolean): readonly Question[] => [
  ...(isNew
    ? ([
        schoolQuestion(schools),
        { name: 'from', label: 'First day on the roll', kind: 'date', needed: 'Enter the first day on the roll' },
      ] as const)
    : []),
  { name: 'until', label: 'Last day on the roll', hint: 'Leave it empty while the child is on the roll.', kind: 'date' },
  yearGroup,
  ...(isNew ? [] : [inError]),
]

/** What is asked of a kind of detail. */
export function questionsFor(kind: DetailKind, { schools, districts }: Places, isNew: boolean): readonly Question[] {
  switch (kind) {
    case 'child':
      return child
    case 'contact':
      return isNew ? contact.filter(({ name }) => name !== 'isInUse') : contact
    case 'address':
      return address(districts, isNew)
    case 'stay':
      return stay(schools, isNew)
  }
}

/** Those whose answers somebody with these classes sees. */
export const seenQuestions = (kind: DetailKind, questions: readonly Question[], classes: readonly FieldClass[]): readonly Question[] =>
  questions.filter(({ name }) => classes.includes(classOfMember(kind, name as never)))
