import {
  type AllocationAsked,
  type AllocationChecked,
  type AllocationOpened,
  type ChildrenGiven,
  type Chosen,
  type Colleague,
  ME,
  NOBODY,
} from '../../../actions/allocate.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { dutyKey } from '../../../sharing/circumstances.ts'
import { roleInWords } from '../../../sharing/roles.ts'
import { linked } from '../../field-ids.ts'
import { type ChosenStep, withQuery } from '../../paths.ts'
import { all, type Fields, type Form, hidden, one, type Page, type Sent } from '../../route.ts'
import { backOf } from '../../way-back.ts'
import { fullName, nameAndAge } from '../child/who.ts'
import type { FormField } from '../record/fields.ts'
import { chosenIn, faultsOfChosen } from '../several/chosen.ts'

/*
 * Giving children, or next steps of them, to somebody of one's own agency.
 */

const chosenFor = (chosen: readonly ChosenStep[]): readonly Chosen[] =>
  chosen.map(({ child, step }) => ({
    child,
    duty: step && dutyKey(step.clause, step.pathway, step.service ?? '', step.startedOn, step.because),
  }))

interface Opened {
  readonly chosen: readonly Chosen[]
}

/** To whom, and what of the children that are chosen. */
export const allocatePage: Page<Opened, AllocationOpened> = {
  read: (sent) => ({ input: { chosen: chosenFor(chosenIn(sent)) } }),
  template: 'pages/allocate/form.njk',
  view: ({ children, colleagues }, { actor, today, sent, typed, faults }) => {
    const values = typed ?? sent.query
    const chosen = chosenIn(sent)
    const hasSteps = chosen.some(({ step }) => step !== undefined)
    const what = one(values, 'what') || 'children'
    return {
      ...{ hasSteps, ...backOf(values) },
      number: children.length,
      children: children.map((details) => nameAndAge(details, today)),
      steps: [
        ...all(sent.body, 'only'),
        ...(all(sent.body, 'only').length > 0 ? [] : [...all(sent.body, 'step'), ...all(sent.query, 'step')]),
      ],
      what: radios(
        'what',
        'What do you give?',
        undefined,
        [
          [
            'children',
            `The ${children.length === 1 ? 'child' : 'children'}, with everything that ${actor.agency.name} does for ${children.length === 1 ? 'it' : 'them'} from now on`,
          ],
          ['steps', chosen.length === 1 ? 'This next step alone' : 'The next steps that are chosen alone'],
        ],
        what,
        faults,
      ),
      to: toWhom(colleagues, actor.user, one(values, 'to'), faults),
      faults: linked(faults),
    }
  },
}

/** What is wrong with what is chosen is told in the list that it comes from. */
export const allocateFromList: Page<Opened, AllocationOpened> = {
  ...allocatePage,
  read: (sent) => {
    const faults = faultsOfChosen(chosenIn(sent))
    return faults.length > 0 ? { faults } : allocatePage.read(sent)
  },
}

export const toWhom = (colleagues: readonly Colleague[], user: string, chosen: string, faults: readonly Fault[]): FormField =>
  radios(
    'to',
    'To whom?',
    undefined,
    [
      ...colleagues
        .toSorted((a, b) => Number(b.user === user) - Number(a.user === user))
        .map(({ user: id, name, roles }): [string, string] => [
          id,
          `${name}${id === user ? ' (you)' : ''}, ${roles.map((role) => roleInWords[role]).join(', ')}`,
        ]),
      [NOBODY, 'Nobody by name: whoever is there does what comes next'],
    ],
    chosen === ME ? user : chosen,
    faults,
  )

export function radios(
  name: string,
  label: string,
  hint: string | undefined,
  choices: readonly (readonly [value: string, label: string])[],
  chosen: string,
  faults: readonly Fault[],
): FormField {
  return {
    kind: 'radios',
    ...{ id: name, name, label, hint },
    error: faults.find(({ pointer }) => pointer === `/${name}`)?.message,
    choices: choices.map(([value, text], place) => ({
      id: place === 0 ? name : `${name}-${place + 1}`,
      value,
      label: text,
      hint: undefined,
      chosen: value === chosen,
    })),
  }
}

function readAsked(sent: Sent): ReturnType<Page<AllocationAsked, never>['read']> {
  const chosen = chosenIn(sent)
  const to = one(sent.body, 'to')
  const faults = [...faultsOfChosen(chosen), ...(to === '' ? [{ pointer: '/to', message: 'Choose to whom' }] : [])]
  return faults.length > 0 ? { faults } : { input: { chosen: chosenFor(chosen), what: whatOf(sent.body), to } }
}

const whatOf = (body: Fields): 'children' | 'steps' => (one(body, 'what') === 'steps' ? 'steps' : 'children')

/** Who then has what, and what cannot be given. */
export const checkAllocatePage: Page<AllocationAsked, AllocationChecked> = {
  read: readAsked,
  template: 'pages/allocate/check.njk',
  view: ({ what, to, given, refused }, { actor, today, sent }) => ({
    ...{ what, ...backOf(sent.body) },
    isMe: to?.user === actor.user,
    name: to?.name,
    agency: actor.agency.name,
    given: given.map(({ details, steps, from }) => ({
      name: nameAndAge(details, today),
      steps,
      from: from.map((name) => name ?? 'nobody by name').join(', ') || 'nobody by name',
    })),
    refused: refused.map(({ details, why }) => ({ name: fullName(details), why })),
    sent: hidden({ ...sent.body, to: to?.user ?? NOBODY, what }, 'way'),
  }),
}

/** From the list straight to oneself. */
export const takePage: Page<AllocationAsked, AllocationChecked> = {
  ...checkAllocatePage,
  read: (sent) => {
    const chosen = chosenIn(sent)
    const faults = faultsOfChosen(chosen)
    return faults.length > 0 ? { faults } : { input: { chosen: chosenFor(chosen), what: 'children', to: ME } }
  },
}

/** Gives it and goes back to the list. */
export const allocateForm: Form<AllocationAsked, ChildrenGiven> = {
  read: readAsked,
  next: (_, { body }) => withQuery(backOf(body).back, { done: one(body, 'key') }),
}
