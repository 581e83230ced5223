import type { Told, ToldReceipt } from '../../actions/notify.ts'
import type { TypedAnswers } from '../../actions/tell-us.ts'
import { dayOf } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Fault } from '../../casefile/fault.ts'
import { isNhsNumber } from '../../people/nhs-number.ts'
import { postcodeOf } from '../../people/postcode.ts'
import { parseUpn } from '../../people/upn.ts'
import { dayPartNames, dayParts } from '../day-fields.ts'
import { firstOfEach, linked } from '../field-ids.ts'
import type { FormField } from '../pages/record/fields.ts'
import { type Fields, type Form, one, type Page, type Sent } from '../route.ts'
import { dangers, faultsOfAge, faultsOfBirth, faultsOfLength, ifSaid, MOST, toldOfChild } from './questions.ts'

/*
 * Tell us about a child, on one page: for people who are signed in, of whom is known who they are.
 */

type Field = Pick<FormField, 'kind' | 'name' | 'label'> & {
  readonly hint?: string
  readonly choices?: readonly (readonly [string, string])[]
}

const fields: readonly Field[] = [
  { kind: 'radios', name: 'danger', label: 'Is the child in danger now?', choices: dangers.map(({ value, label }) => [value, label]) },
  { kind: 'line', name: 'givenNames', label: 'First names (optional)' },
  { kind: 'line', name: 'familyName', label: 'Family name (optional)' },
  { kind: 'line', name: 'otherNames', label: 'Other names they use (optional)' },
  { kind: 'date', name: 'born', label: 'Date of birth (optional)' },
  { kind: 'number', name: 'age', label: 'Or about how old they are, in years (optional)' },
  {
    kind: 'radios',
    name: 'sex',
    label: 'Sex (optional)',
    choices: [
      ['female', 'Female'],
      ['male', 'Male'],
      ['', 'Not known'],
    ],
  },
  { kind: 'line', name: 'upn', label: 'Unique pupil number (optional)', hint: 'A letter and twelve figures' },
  { kind: 'line', name: 'nhsNumber', label: 'NHS number (optional)' },
  { kind: 'lines', name: 'whereabouts', label: 'Where the child lives, or was last seen (optional)' },
  { kind: 'line', name: 'postcode', label: 'Postcode (optional)' },
  { kind: 'line', name: 'lastSchool', label: 'Last school that you know of (optional)' },
  {
    kind: 'radios',
    name: 'home',
    label: 'Do the parents say that they educate the child at home?',
    choices: [
      ['yes', 'Yes'],
      ['', 'No, or not known'],
    ],
  },
  {
    kind: 'lines',
    name: 'says',
    label: 'What you know',
    hint: 'Why you think that the child is not in education, since when, and what you have done.',
  },
  { kind: 'line', name: 'contact', label: 'How an officer can reach you (optional)', hint: 'A direct telephone number, say' },
]

const namesOf = ({ kind, name }: Field): readonly string[] => (kind === 'date' ? dayPartNames(name) : [name])

/** The fields of the form out of what was sent, and no others. */
const answersIn = (body: Fields): TypedAnswers =>
  Object.fromEntries(fields.flatMap((field) => namesOf(field).map((name) => [name, one(body, name)])))

export const quickPage: Page<Record<never, never>, Record<never, never>> = {
  read: () => ({ input: {} }),
  template: 'tell-us/quick.njk',
  view: (_, { typed, faults }) => ({
    fields: fields.map((field) => fieldShown(field, typed ?? {}, faults)),
    faults: linked(faults),
  }),
}

function fieldShown(field: Field, typed: Fields, faults: readonly Fault[]) {
  const { name } = field
  const value = one(typed, name)
  const common = { ...field, id: name, value, error: faults.find(({ pointer }) => pointer === `/${name}`)?.message }
  if (field.kind === 'date') return { ...common, parts: dayParts(name, typed) }
  return {
    ...common,
    choices: field.choices?.map(([choice, label], place) => ({
      id: place === 0 ? name : `${name}-${choice || 'none'}`,
      value: choice,
      label,
      chosen: value === choice && (choice !== '' || Object.hasOwn(typed, name)),
    })),
  }
}

export const quickForm: Form<Told, { readonly notification: string }> = {
  read: readTold,
  next: ({ notification }) => `/tell-us/quick/${encodeURIComponent(notification)}`,
}

function readTold({ body }: Sent): { readonly input: Told } | { readonly faults: readonly Fault[] } {
  const answers = answersIn(body)
  const text = (name: string): string => answers[name] ?? ''
  const danger = dangers.find(({ value }) => value === text('danger'))
  // A date of birth in the time to come is no date of birth, whatever day it is when it is read.
  const today = Math.floor(Date.now() / 86_400_000) + 1
  const upn = text('upn') === '' ? undefined : parseUpn(text('upn'))
  const nhsNumber = text('nhsNumber').replaceAll(/[\s-]/g, '')
  const tooLong = fields.flatMap(({ kind, name }) => faultsOfLength(name, kind === 'lines' ? MOST.lines : MOST.line, answers))
  const faults = firstOfEach([
    ...(danger ? [] : [{ pointer: '/danger', message: 'Select whether the child is in danger now' }]),
    ...faultsOfBirth(answers, today),
    ...faultsOfAge(answers),
    ...(upn && 'fault' in upn
      ? [{ pointer: '/upn', message: `Look at the unique pupil number again: ${upn.fault}. Leave it out if you cannot` }]
      : []),
    ...(nhsNumber === '' || isNhsNumber(nhsNumber)
      ? []
      : [
          {
            pointer: '/nhsNumber',
            message: 'Look at the NHS number again: it has ten figures, and the last fits the others. Leave it out if you cannot',
          },
        ]),
    ...(text('postcode') === '' || postcodeOf(text('postcode'))
      ? []
      : [{ pointer: '/postcode', message: 'Enter a whole postcode, like PR1 2AB, or leave it out' }]),
    ...(text('says') === '' ? [{ pointer: '/says', message: 'Write what you know, in a few words' }] : []),
    ...tooLong,
  ])
  if (faults.length > 0 || !danger) return { faults }
  const sex = text('sex')
  return {
    input: {
      urgency: danger.value,
      about: {
        ...toldOfChild(answers),
        ...ifSaid({
          sex: sex === 'female' || sex === 'male' ? sex : undefined,
          upn: upn && 'upn' in upn ? upn.upn : undefined,
          nhsNumber: nhsNumber || undefined,
          isSaidToBeHomeEducated: text('home') === 'yes' ? true : undefined,
        }),
      },
      says: text('says'),
      ...(text('contact') !== '' && { contact: text('contact') }),
    },
  }
}

export const quickReceiptPage: Page<{ readonly notification: string }, ToldReceipt> = {
  read: ({ params }) => ({ input: { notification: params['notification'] ?? '' } }),
  template: 'tell-us/quick-sent.njk',
  view: ({ reference, urgency, receivedOn, dueOn }) => ({
    reference,
    isInDanger: urgency === 'danger',
    received: inWords(dayOf(receivedOn)),
    by: dueOn && inWords(dayOf(dueOn)),
  }),
}
