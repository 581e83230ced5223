import {
  type DeletionReturn,
  hasPlace,
  type ReturnAsked,
  type ReturnContent,
  type ReturnOpened,
  type ReturnsSeen,
} from '../../../actions/return-deletion.ts'
import { type CivilDate, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { type DeletionGround, deletionGrounds, groundLetters } from '../../../casefile/deletion-grounds.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { dayParts, readDay } from '../../day-fields.ts'
import { firstOfEach, idOf, linked } from '../../field-ids.ts'
import { byLabel } from '../../order.ts'
import { pathOfChild } from '../../paths.ts'
import { childOfPath, type Fields, type Form, one, type Page, pageNumber, type Sent } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import type { FormField } from '../record/fields.ts'

/* A school returns that a name is off its admission register: one pupil, one page. */

const PARENTS = [1, 2] as const

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
  const [home] = details.addresses
  const known: Readonly<Record<string, string>> = {
    address: home ? [...home.lines, home.postcode ?? ''].filter((line) => line !== '').join('\n') : '',
    ...Object.fromEntries(
      PARENTS.flatMap((place) => {
        const contact = details.contacts[place - 1]
        if (!contact) return []
        return [
          [`parent${place}.name`, contact.name],
          [
            `parent${place}.address`,
            [...(contact.addressLines ?? home?.lines ?? []), contact.postcode ?? ''].filter((line) => line !== '').join('\n'),
          ],
          [`parent${place}.phone`, contact.phone ?? ''],
        ]
      }),
    ),
  }
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
      'With a school and a first day it is a move. Without, the child counts as on no school’s roll from the day on which the name is off yours.',
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
      'What school and council did to find the child (grounds h and i)',
      'Both: what you did and when, and with whom at the council you agreed.',
    ),
  ]
}

const groundWords = (letter: keyof typeof deletionGrounds): string => deletionGrounds[letter].says

export const returnForm: Form<ReturnAsked, { readonly return: string }> = {
  read: readReturn,
  next: ({ return: id }) => `/deletion-returns/${encodeURIComponent(id)}`,
}

const MOST = 2000

function readReturn({ params, body }: Sent): { readonly input: ReturnAsked } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const fault = (name: string, message: string): undefined => void faults.push({ pointer: `/${name}`, message })
  const text = (name: string): string | undefined => {
    const value = one(body, name)
    if (value.length > MOST) fault(name, `Shorten this to ${MOST} characters: it has ${value.length}`)
    return value || undefined
  }
  const day = (name: string): CivilDate | undefined => readDay(name, name, body, fault)
  const deletedOn = day('deletedOn')
  if (!deletedOn && faults.length === 0) fault('deletedOn', 'Enter the first day on which the name is off your register')
  const ground = groundLetters.find((letter) => letter === one(body, 'ground')) ?? fault('ground', 'Select the ground')
  const rules: DeletionGround | undefined = ground && deletionGrounds[ground]
  const [nextSchool, nextSchoolName, startsOn] = [text('nextSchool'), text('nextSchoolName'), day('startsOn')]
  if (startsOn && !nextSchool && !nextSchoolName)
    fault('nextSchool', 'Select or name the school that starts on that day; or leave the day out')
  if (nextSchool && nextSchoolName) fault('nextSchoolName', 'Select a school, or name one elsewhere; not both')
  if (startsOn && deletedOn && startsOn < deletedOn && ground !== 'a')
    fault('startsOn', 'The first day there is before the name is off your register. Look at both days')
  if (ground === 'a' && !nextSchool && !nextSchoolName)
    fault('nextSchool', 'Ground a is that the child is registered at another school: say which')
  const address = text('address') ?? fault('address', 'Enter where the pupil lives; “Not known” where it is not')
  const parents = PARENTS.flatMap((place) => {
    const [name, where, phone] = [text(`parent${place}.name`), text(`parent${place}.address`), text(`parent${place}.phone`)]
    if (!name && !where && !phone && place > 1) return []
    if (!name) fault(`parent${place}.name`, 'Enter the parent’s name; “Not known” where it is not')
    if (!where) fault(`parent${place}.address`, 'Enter the parent’s address; “Not known” where it is not')
    if (!phone) fault(`parent${place}.phone`, 'Enter at least one telephone number; “Not known” where there is none')
    return [{ name: name ?? '', address: where ?? '', phone: phone ?? '' }]
  })
  const [movesTo, movesOn, enquiries] = [text('movesTo'), day('movesOn'), text('enquiries')]
  if (movesOn && !movesTo) fault('movesTo', 'Enter the address to which the pupil moves on that day')
  if (rules?.needsEnquiries && !enquiries)
    fault('enquiries', 'Ground h and ground i need the enquiries of both school and council: write what was done')
  if (faults.length > 0 || !deletedOn || !ground || address === undefined) return { faults: firstOfEach(faults) }
  const content: ReturnContent = {
    ...{ address, parents },
    ...(nextSchool && { nextSchool }),
    ...(nextSchoolName && { nextSchoolName }),
    ...(startsOn && { startsOn }),
    ...(movesTo && { movesTo }),
    ...(movesOn && { movesOn }),
    ...(enquiries && { enquiries }),
  }
  return { input: { child: params['child'] ?? '', deletedOn, ground, content } }
}

/** What follows of a return, as the school is told. */
function follows({ ground, content }: DeletionReturn): string {
  const { leavesTo }: DeletionGround = deletionGrounds[ground]
  if (leavesTo === 'no-case') return 'Nothing more is recorded: no school has to be found.'
  if (hasPlace(content)) return 'The child moves to another school, and is on its roll from the first day there. No case is opened.'
  if (leavesTo === 'at-home')
    return 'The home-education team is asked to check its register. Until it has, a CME officer looks after the child.'
  return 'No place with a first day is known: the child counts as missing education, and a CME officer is told by this return. You need not tell us again, unless the day is still to come.'
}

const inList = (made: DeletionReturn) => ({
  path: `/deletion-returns/${encodeURIComponent(made.id)}`,
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
