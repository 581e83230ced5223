import {
  type DeletionReturn,
  knownForReturn,
  type ReturnAsked,
  type ReturnOpened,
  type ReturnsSeen,
} from '../../../actions/return-deletion.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { type DeletionGround, deletionGrounds, groundLetters } from '../../../casefile/deletion-grounds.ts'
import {
  hasPlace,
  PARENTS,
  type ReturnGiven,
  type ReturnTold,
  returnDays,
  returnFrom,
  returnTexts,
} from '../../../casefile/deletion-return.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { dayParts, readDay } from '../../day-fields.ts'
import { idOf, linked } from '../../field-ids.ts'
import { pathOfChild, pathOfOwnReturn } from '../../paths.ts'
import { childOfPath, type Fields, type Form, one, type Page, pageNumber, type Sent } from '../../route.ts'
import { byLabel } from '../../sorting.ts'
import { identityOf } from '../child/page.ts'
import type { FormField } from '../record/fields.ts'

/* A school returns that a name is off its admission register: one pupil, one page. */

export const returnPage: Page<{ readonly child: string }, ReturnOpened> = {
  read: childOfPath,
  template: 'pages/deletion-return/form.njk',
  view: (seen, { typed, faults, today }) => ({
    ...identityOf(seen, today),
    fields: fieldsOf(seen, typed, faults),
    faults: linked(faults),
  }),
}

function fieldsOf({ details, schools }: ReturnOpened, typed: Fields | undefined, faults: readonly Fault[]): readonly FormField[] {
  const known: Readonly<Record<string, string>> = knownForReturn(details)
  const value = (name: string) => (typed ? one(typed, name) : (known[name] ?? ''))
  const field = (kind: FormField['kind'], name: string, label: string, hint?: string): FormField => ({
    ...{ kind, name, label, hint, id: idOf(name) },
    error: faults.find(({ pointer }) => pointer === `/${name}`)?.message,
    value: value(name),
  })
  const date = (name: string, label: string, hint?: string): FormField => ({
    ...field('date', name, label, hint),
    parts: dayParts(name, typed ?? {}),
  })
  const choices = (name: string, all: readonly (readonly [string, string])[]) =>
    all.map(([choice, label], place) => ({
      ...{ value: choice, label, hint: undefined },
      id: place === 0 ? idOf(name) : `${idOf(name)}-${choice}`,
      chosen: value(name) === choice,
    }))
  return [
    date('deletedOn', 'First day on which the name is off your register', 'The return is due before, or on that day.'),
    {
      ...field('radios', 'ground', 'On which ground?'),
      choices: choices(
        'ground',
        groundLetters.map((letter) => [letter, `${letter}. ${groundWords(letter)}`]),
      ),
    },
    {
      ...field('select', 'nextSchool', 'Next school, if one in the county has a place (optional)'),
      choices: choices('nextSchool', [
        ['', 'None, or not in the list'],
        ...schools.map(({ id, name }): [string, string] => [id, name]).toSorted(byLabel),
      ]),
    },
    field('line', 'nextSchoolName', 'Or a school elsewhere: its name and town (optional)'),
    date(
      'startsOn',
      'First day there (optional)',
      'With a school and a first day it is a move, and that school sees the child from then on. Without, the child counts as on no school’s roll from the day on which the name is off yours.',
    ),
    field('lines', 'address', 'Where the pupil lives'),
    ...PARENTS.flatMap((place) => [
      field('line', `parent${place}.name`, place === 1 ? 'Parent with whom the pupil lives: name' : 'Another such parent: name (optional)'),
      field('lines', `parent${place}.address`, 'Their address'),
      field('line', `parent${place}.phone`, 'A telephone number for emergencies'),
    ]),
    field('lines', 'movesTo', 'If the pupil moves: the new address (optional)'),
    date('movesOn', 'And from which day (optional)'),
    field(
      'lines',
      'enquiries',
      'What your school did to find the child (grounds h and i)',
      'What was done, when and by whom, and what came of it.',
    ),
    field(
      'lines',
      'councilEnquiries',
      'What the council did to find the child (grounds h and i)',
      'And with whom at the council you agreed, and when.',
    ),
  ]
}

const groundWords = (letter: keyof typeof deletionGrounds): string => deletionGrounds[letter].says

export const returnForm: Form<ReturnAsked, { readonly return: string }> = {
  read: readReturn,
  next: ({ return: id }) => pathOfOwnReturn(id),
}

function readReturn({ params, body }: Sent): { readonly input: ReturnAsked } | { readonly faults: readonly Fault[] } {
  const unread: Fault[] = []
  const fault = (pointer: string, message: string): undefined => void unread.push({ pointer: `/${pointer}`, message })
  const given: ReturnGiven = {
    ...Object.fromEntries(returnTexts.map((part) => [part, one(body, part) || undefined] as const)),
    ...Object.fromEntries(returnDays.map((part) => [part, readDay(part, part, body, fault)] as const)),
    ...groundGiven(one(body, 'ground')),
  }
  const told = returnFrom(given, unread)
  return 'faults' in told ? told : { input: { child: params['child'] ?? '', ...told } }
}

function groundGiven(text: string): Pick<ReturnGiven, 'ground'> {
  const ground = groundLetters.find((letter) => letter === text)
  return ground ? { ground } : {}
}

/** What follows of a return, as the school is told. */
export function follows({ ground, content }: ReturnTold): string {
  const { leavesTo }: DeletionGround = deletionGrounds[ground]
  if (leavesTo === 'no-case') return 'Nothing more is recorded: no school has to be found.'
  if (hasPlace(content)) return 'The child moves to another school, and is on its roll from the first day there. No case is opened.'
  if (leavesTo === 'at-home')
    return 'The home-education team is asked to check its register. Until it has, a CME officer looks after the child.'
  return 'No place with a first day is known: the child counts as missing education, and a CME officer is told by this return. You need not tell us again, unless the day is still to come.'
}

const inList = (made: DeletionReturn) => ({
  path: pathOfOwnReturn(made.id),
  child: pathOfChild(made.child),
  deletedOn: inWords(dayOf(made.deletedOn)),
  ground: `${made.ground}. ${groundWords(made.ground)}`,
  regulations: made.regulations,
  who: made.recordedBy,
  when: inWords(inLondon(made.recordedAt).day),
  isLate: inLondon(made.recordedAt).day > dayOf(made.deletedOn),
  follows: follows(made),
})

export const returnsPage: Page<{ readonly page: number }, ReturnsSeen> = {
  read: ({ query }) => ({ input: { page: pageNumber(query) } }),
  template: 'pages/deletion-return/list.njk',
  view: ({ returns, page, hasNext }) => ({ page, hasNext, here: '/deletion-returns', rows: returns.map(inList) }),
}

export const returnedPage: Page<{ readonly return: string }, DeletionReturn> = {
  read: ({ params }) => ({ input: { return: params['return'] ?? '' } }),
  template: 'pages/deletion-return/returned.njk',
  view: (made) => ({ made: inList(made) }),
}
