import { type SiblingSaid, type SiblingsOpened, siblingRelations } from '../../../actions/link-siblings.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { siblingWords } from '../../../words/sibling-words.ts'
import { pathOfCasework, pathOfSiblings } from '../../paths.ts'
import { childOfPath, type Fields, type Form, one, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { fullName } from '../child/who.ts'
import type { FormField } from '../record/fields.ts'

/*
 * Adding a brother or sister, and taking back one that was a mistake.
 */

const MISTAKE = 'mistake'
const OTHER = 'other'

export const siblingsPage: Page<{ readonly child: string }, SiblingsOpened> = {
  read: childOfPath,
  template: 'pages/siblings/form.njk',
  view: (seen, { today, typed, faults }) => ({
    ...identityOf(seen, today),
    action: pathOfSiblings(seen.head),
    cancel: pathOfCasework(seen.head),
    fields: fieldsOf(seen, typed ?? {}, faults),
    faults: faults.map(({ pointer, message }) => ({ message, field: pointer.slice(1) })),
  }),
}

function fieldsOf({ suggested, linked }: SiblingsOpened, typed: Fields, faults: readonly Fault[]): readonly FormField[] {
  const make = (kind: FormField['kind'], name: string, label: string, hint?: string): FormField => ({
    ...{ kind, name, label, hint, id: name },
    error: faults.find(({ pointer }) => pointer === `/${name}`)?.message,
    value: one(typed, name),
  })
  const choices = (name: string, all: readonly (readonly [value: string, label: string, hint?: string])[]) =>
    all.map(([value, label, hint], place) => ({
      ...{ value, label, hint, id: place === 0 ? name : `${name}-${place}` },
      chosen: one(typed, name) === value,
    }))
  const who = suggested.map((child): [string, string, string] => [
    child.head,
    fullName(child),
    [
      child.dateOfBirth === null ? 'no date of birth' : `born ${inWords(dayOf(child.dateOfBirth))}`,
      linked.includes(child.head) ? 'linked already' : 'at the same address',
    ].join(', '),
  ])
  const reference = make(
    'line',
    'reference',
    'The reference, or the address of the page, of the child',
    'Find the child first and copy it from there.',
  )
  return [
    ...(who.length === 0
      ? [{ ...reference, id: 'sibling', error: faults.find(({ pointer }) => pointer === '/sibling')?.message }]
      : [
          {
            ...make('radios', 'sibling', 'Which child?'),
            choices: choices('sibling', [...who, [OTHER, 'Another child', 'Give its reference below']]),
          },
          { ...reference, label: `${reference.label} (where it is another child)` },
        ]),
    {
      ...make('radios', 'relation', 'What are they to each other?'),
      choices: choices('relation', [
        ...siblingRelations.map((relation): [string, string] => [relation, siblingWords[relation]]),
        [MISTAKE, 'Nothing: that they were linked was a mistake'],
      ]),
    },
    make('line', 'fromWhom', 'Who said so, or what shows it?'),
  ]
}

export const siblingsForm: Form<SiblingSaid, { readonly child: string }> = {
  read: ({ params, body }) => {
    const chosen = one(body, 'sibling')
    const sibling = chosen === '' || chosen === OTHER ? one(body, 'reference') : chosen
    const said = one(body, 'relation')
    const relation = ([...siblingRelations, MISTAKE] as const).find((known) => known === said)
    const fromWhom = one(body, 'fromWhom')
    const faults: readonly Fault[] = [
      ...(sibling === '' ? [{ pointer: '/sibling', message: 'Choose a child, or enter its reference' }] : []),
      ...(relation === undefined ? [{ pointer: '/relation', message: 'Choose what they are to each other' }] : []),
      ...(fromWhom === '' || fromWhom.length > LONGEST
        ? [
            {
              pointer: '/fromWhom',
              message: fromWhom === '' ? 'Enter who said so, or what shows it' : `Use ${LONGEST} characters or fewer`,
            },
          ]
        : []),
    ]
    if (faults.length > 0 || relation === undefined) return { faults }
    return { input: { child: params['child'] ?? '', sibling, relation, fromWhom } }
  },
  next: ({ child }) => `${pathOfCasework(child)}#siblings`,
}

const LONGEST = 500
