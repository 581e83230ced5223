import type { ReturnDay, ReturnText } from '../casefile/deletion-return.ts'
import type { Fault } from '../casefile/fault.ts'
import type { Columns } from '../database/return-files.ts'

/*
 * Which column of a file of deletion returns is what: by the names that schools' systems give them, or as the school said last.
 */

export type RowPart = 'upn' | 'familyName' | 'givenNames' | 'dateOfBirth' | 'ground' | Exclude<ReturnText, 'nextSchoolName'> | ReturnDay

interface PartWords {
  readonly label: string
  /** Headings by which schools' systems call it, in small letters and with one space between words. */
  readonly knownAs: readonly string[]
}

const parentName = (who: string, others: readonly string[]): PartWords => ({
  label: `${who}: name`,
  knownAs: others.flatMap((other) => [`${other} name`, `${other} full name`, other]),
})
const parentAddress = (who: string, others: readonly string[]): PartWords => ({
  label: `${who}: address`,
  knownAs: others.map((other) => `${other} address`),
})
const parentPhone = (who: string, others: readonly string[], more: readonly string[] = []): PartWords => ({
  label: `${who}: telephone`,
  knownAs: [
    ...others.flatMap((other) => ['phone', 'telephone', 'mobile', 'phone number', 'telephone number'].map((way) => `${other} ${way}`)),
    ...more,
  ],
})

const [first, second] = [
  ['Parent', ['parent', 'parent carer', 'parent 1', 'parent1', 'contact', 'contact 1', 'carer']],
  ['Another parent', ['parent 2', 'parent2', 'contact 2', 'second parent']],
] as const
const anyPhone = ['emergency number', 'emergency telephone', 'emergency phone', 'telephone', 'phone', 'mobile', 'contact number']

/** The parts of a row, in the order in which people read them. */
export const rowParts: Readonly<Record<RowPart, PartWords>> = {
  upn: { label: 'Unique pupil number', knownAs: ['upn', 'unique pupil number', 'pupil upn', 'uniquepupilnumber'] },
  familyName: {
    label: 'Family name',
    knownAs: ['surname', 'family name', 'last name', 'legal surname', 'legal last name', 'pupil surname'],
  },
  givenNames: {
    label: 'Given names',
    knownAs: ['forename', 'first name', 'forenames', 'given name', 'given names', 'legal forename', 'legal first name', 'pupil forename'],
  },
  dateOfBirth: { label: 'Date of birth', knownAs: ['dob', 'date of birth', 'birth date', 'birthdate', 'd o b', 'pupil dob'] },
  deletedOn: {
    label: 'Day on which the name comes off',
    knownAs: [
      ...[
        'date of leaving',
        'leaving date',
        'date left',
        'date of deletion',
        'deletion date',
        'deleted on',
        'date removed',
        'removal date',
      ],
      ...['off roll date', 'date off roll', 'off roll from', 'first day off roll', 'last day on roll', 'last day', 'dol'],
    ],
  },
  ground: {
    label: 'Ground, a letter from a to o',
    knownAs: ['ground', 'deletion ground', 'ground for deletion', 'ground for removal', 'reason', 'reason for leaving', 'leaving reason'],
  },
  address: { label: 'Where the pupil lives', knownAs: ['address', 'pupil address', 'home address', 'full address', 'current address'] },
  'parent1.name': parentName(...first),
  'parent1.address': parentAddress(...first),
  'parent1.phone': parentPhone(...first, anyPhone),
  'parent2.name': parentName(...second),
  'parent2.address': parentAddress(...second),
  'parent2.phone': parentPhone(...second),
  nextSchool: {
    label: 'Next school',
    knownAs: ['destination school', 'next school', 'new school', 'receiving school', 'destination', 'school moving to'],
  },
  startsOn: {
    label: 'First day at the next school',
    knownAs: ['start date', 'destination start date', 'destination date', 'new school start date', 'start date at new school', 'starts on'],
  },
  movesTo: { label: 'New address', knownAs: ['new address', 'future address', 'forwarding address', 'moving to'] },
  movesOn: { label: 'Day of the move', knownAs: ['date of move', 'moving date', 'move date', 'future date', 'new address from'] },
  enquiries: {
    label: 'What your school did to find the child',
    knownAs: ['school enquiries', 'enquiries', 'enquiries made', 'reasonable enquiries', 'school enquiry'],
  },
  councilEnquiries: {
    label: 'What the council did to find the child',
    knownAs: ['council enquiries', 'la enquiries', 'local authority enquiries', 'la enquiry', 'joint enquiries', 'joint enquiry ref'],
  },
}
export const rowPartNames = Object.keys(rowParts) as readonly RowPart[]

/** How the days of the column are meant on which a name comes off: schools' systems mostly have the last day at school. */
export const dayMeanings = ['first-off', 'last-on'] as const
/** Under which it is kept with the columns. */
export const DAY_MEANING = 'deletedOnIs'

const plainHeading = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Which heading is which part: as the school said last, as far as its headings are there; else by the names that are common. */
export function columnsFor(headings: readonly string[], saidLast: Columns = {}): Columns {
  const columns = new Map<string, string>()
  for (const part of rowPartNames) {
    const said = saidLast[part]
    if (said !== undefined && headings.includes(said)) columns.set(part, said)
  }
  const taken = new Set(columns.values())
  for (const part of rowPartNames) {
    if (columns.has(part)) continue
    const found = rowParts[part].knownAs.flatMap((name) => headings.find((one) => plainHeading(one) === name && !taken.has(one)) ?? [])[0]
    if (found === undefined) continue
    columns.set(part, found)
    taken.add(found)
  }
  const meaning = saidLast[DAY_MEANING]
  return { ...Object.fromEntries(columns), ...(meaning !== undefined && { [DAY_MEANING]: meaning }) }
}

/** What is wrong with what was said of the columns, by their parts. */
export function faultsOfColumns(columns: Columns, headings: readonly string[]): readonly Fault[] {
  const fault = (part: string, message: string): Fault => ({ pointer: `/${part}`, message })
  const said = rowPartNames.flatMap((part) => (columns[part] === undefined ? [] : [[part, columns[part]] as const]))
  const isByName = columns['familyName'] !== undefined && columns['givenNames'] !== undefined && columns['dateOfBirth'] !== undefined
  return [
    ...(columns['upn'] === undefined && !isByName
      ? [fault('upn', 'Select the column of the unique pupil number, or those of family name, given names and date of birth')]
      : []),
    ...(['deletedOn', 'ground'] as const).flatMap((part) =>
      columns[part] === undefined ? [fault(part, `Select the column: ${rowParts[part].label.toLowerCase()}`)] : [],
    ),
    ...said.flatMap(([part, heading], place) => {
      if (!headings.includes(heading)) return [fault(part, 'Select a column of the file')]
      const before = said.slice(0, place).find(([, other]) => other === heading)
      return before ? [fault(part, `This column is selected for “${rowParts[before[0]].label}” too. Select another for one of them`)] : []
    }),
    ...(dayMeanings.some((meaning) => meaning === columns[DAY_MEANING])
      ? []
      : [fault(DAY_MEANING, 'Select how the days of that column are meant')]),
  ]
}
