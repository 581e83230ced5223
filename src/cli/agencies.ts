import {
  type Agency,
  addAgency,
  agenciesOf,
  changeAgency,
  checkAgencies,
  checkDirectory,
  type DirectoryEntry,
  directoryOf,
  type Loaded,
  loadAgencies,
  loadDirectory,
} from '../actions/look-after-agencies.ts'
import type { Fault } from '../casefile/fault.ts'
import type { Given } from './arguments.ts'
import { changeAsked, changeOptions, changing } from './changing.ts'
import { askedWrongly, type Command, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { asking } from './database.ts'
import { readChecked, toldOf } from './files.ts'
import { indented, table, wrap } from './layout.ts'
import type { Style } from './style.ts'

/* Schools, teams and the directory of contacts: listed, loaded from files, and an agency changed by hand. */

const NONE = 'none'

/** The options that say what is known of an agency, with its members. */
const members = {
  kind: 'kind',
  name: 'name',
  urn: 'urn',
  phase: 'phase',
  district: 'district',
  postcode: 'postcode',
  districts: 'districts',
  oversees: 'oversees',
  closed: 'closedOn',
} as const satisfies Record<string, keyof Agency>

type MemberOption = keyof typeof members

const agencyOptions = {
  kind: { takes: 'KIND', words: 'which of the guidance’s agencies it is: school, cfw and so on; it does not change later' },
  name: { takes: 'NAME', words: 'its name' },
  urn: { takes: 'NUMBER', words: 'of a school: its unique reference number' },
  phase: { takes: 'PHASE', words: 'of a school: primary, secondary and so on' },
  district: { takes: 'DISTRICT', words: 'of a school: the district that it is in' },
  postcode: { takes: 'POSTCODE', words: 'where it is' },
  districts: { takes: 'A,B', words: 'of a team: the districts that it serves; all of them without' },
  oversees: { takes: 'YES-OR-NO', words: 'whether it answers for the work of the others' },
  closed: { takes: 'DAY', words: 'the day on which it closed' },
  ...changeOptions,
  json: { words: 'list them as the file that load takes' },
} as const

type AgencyOptions = Given<typeof agencyOptions>['options']

export const agencyCommand: Command = {
  name: 'agency',
  summary: 'the county’s schools and teams: lists, loads and changes them',
  forms: ['agency list|add|change|load', 'agency add ID --kind KIND --name NAME', 'agency change ID --name NAME', 'agency load FILE'],
  words: [
    'A file is JSON: {"agencies": [{"id": "s-1", "kind": "school", "name": "...", "urn": "...", "phase": "...", "district": "..."}]}. Agencies that it names are added, or become as it has them; others stay as they are. Where one is wrong, nothing is loaded. The same file a second time changes nothing. Spreadsheets are not read.',
    'change alters what is given and keeps the rest; the word none takes away what is known, as in --closed none.',
    'Each change is on record with its moment and who made it. Where it can alter who owes a duty or may see a child, every child is assessed anew; broken off, onroll sweep goes on with it.',
  ],
  options: agencyOptions,
  examples: [
    'agency list',
    'agency load schools.json --why "the new school year"',
    'agency change a-cfw-north --districts "Tansy Vale,Quillbeck"',
    'agency change s-9004 --closed 2027-08-31',
  ],
  run: (args, screen) =>
    asking('agency', args, agencyOptions, screen, 2, async ([what, which], options) => {
      const wrong = (sentence: string) => askedWrongly('agency', sentence, screen)
      if (what === 'list') return which === undefined ? listAgencies(options.json === true, screen) : wrong(`list takes no ${which}.`)
      if (what !== 'add' && what !== 'change' && what !== 'load') return wrong('Say list, add, change or load.')
      if (which === undefined) return wrong(what === 'load' ? 'Say which file is loaded.' : 'Say which agency, by its id.')
      const asked = changeAsked(options, screen)
      if ('wrong' in asked) return wrong(asked.wrong)
      const [extra] = Object.keys(members).filter((name) => Object.hasOwn(options, name))
      if (what === 'load') {
        if (extra !== undefined) return wrong(`--${extra} is not for load: the file says what is known.`)
        return load(which, checkAgencies, (agencies) => loadAgencies(process.env, asked.asked, agencies), screen)
      }
      if (what === 'change' && extra === undefined) return wrong('Say what changes, such as --name.')
      const given = membersOf(options)
      if (typeof given === 'string') return wrong(given)
      const [work, said] = what === 'add' ? [addAgency, 'added'] : [changeAgency, 'changed']
      return changing(
        () => work(process.env, asked.asked, which, given),
        () => `${which} ${said}.`,
        toldOfOption,
        screen,
      )
    }),
}

/** What the options say of an agency, undefined for what is to be taken away; or a sentence that says what is wrong with them. */
function membersOf(options: AgencyOptions): Readonly<Record<string, unknown>> | string {
  const given: Record<string, unknown> = {}
  for (const [option, member] of Object.entries(members) as [MemberOption, keyof Agency][]) {
    const text = options[option]
    if (text === undefined) continue
    if (text === NONE) given[member] = undefined
    else if (member === 'districts') given[member] = text.split(',').map((district) => district.trim())
    else if (member !== 'oversees') given[member] = text
    else if (text === 'yes' || text === 'no') given[member] = text === 'yes'
    else return `--oversees is ${text}; expected yes or no.`
  }
  return given
}

/** A fault of one agency, told of the option that it is about. */
function toldOfOption({ pointer, message }: Fault): string {
  const [, , , member] = pointer.split('/')
  const option = Object.entries(members).find(([, name]) => name === member)?.[0]
  return `onroll agency: ${option ? `--${option}: ` : ''}${message}\n`
}

async function listAgencies(json: boolean, { out, width }: Screen): Promise<ExitCode> {
  const agencies = await agenciesOf(process.env)
  if (json) out.write(`${JSON.stringify({ agencies }, null, 2)}\n`)
  else if (agencies.length === 0) out.write('There are no agencies yet.\n')
  else out.write(lines(...table(agencies.map(agencyRow), width)))
  return 0
}

const agencyRow = ({ id, kind, name, urn, phase, district, districts, oversees, closedOn }: Agency): string[] => [
  id,
  kind,
  name,
  [
    ...(urn ? [urn] : []),
    ...(phase ? [phase] : []),
    ...(district ? [district] : []),
    ...(districts ? [districts.join(', ')] : []),
    ...(oversees ? ['oversees'] : []),
    ...(closedOn ? [`closed on ${closedOn}`] : []),
  ].join('; '),
]

const directoryOptions = { ...changeOptions, json: { words: 'list them as the file that load takes' } } as const

export const directoryCommand: Command = {
  name: 'directory',
  summary: 'the county’s directory of contacts: lists and loads it',
  forms: ['directory list', 'directory load FILE'],
  words: [
    'The offices and lines that the guidance names, with what they are for. A file is JSON: {"directory": [{"id": "d-hub", "name": "...", "whatFor": "...", "phone": "...", "email": "...", "openWhen": "...", "clauses": ["1.6a"], "agencyKinds": ["school"]}]}; "inUse": false puts an entry out of use.',
    'Entries that it names are added, or become as it has them; others stay as they are. Where one is wrong, nothing is loaded. The same file a second time changes nothing.',
  ],
  options: directoryOptions,
  examples: ['directory list', 'directory load directory.json --why "the hub has a new number"'],
  run: (args, screen) =>
    asking('directory', args, directoryOptions, screen, 2, async ([what, file], options) => {
      const wrong = (sentence: string) => askedWrongly('directory', sentence, screen)
      if (what === 'list') return file === undefined ? listDirectory(options.json === true, screen) : wrong(`list takes no ${file}.`)
      if (what !== 'load') return wrong('Say list or load.')
      if (file === undefined) return wrong('Say which file is loaded.')
      const asked = changeAsked(options, screen)
      if ('wrong' in asked) return wrong(asked.wrong)
      return load(file, checkDirectory, (entries) => loadDirectory(process.env, asked.asked, entries), screen)
    }),
}

async function listDirectory(json: boolean, { out, width, style }: Screen): Promise<ExitCode> {
  const entries = await directoryOf(process.env)
  if (json) out.write(`${JSON.stringify({ directory: entries }, null, 2)}\n`)
  else if (entries.length === 0) out.write('There is nothing in the directory yet.\n')
  else out.write(lines(...entries.flatMap((entry, place) => [...(place === 0 ? [] : ['']), ...entryInFull(entry, width, style)])))
  return 0
}

function entryInFull(
  { id, name, whatFor, phone, email, openWhen, clauses = [], inUse = true }: DirectoryEntry,
  width: number,
  style: Style,
): string[] {
  const reached = [phone, email, openWhen].filter((one) => one !== undefined).join('; ')
  return [
    ...wrap(`${name} (${id})${inUse ? '' : ', out of use'}`, width).map(style.strong),
    ...indented(whatFor, width, 2),
    ...indented(reached, width, 2),
    ...(clauses.length > 0 ? indented(`For ${clauses.join(', ')}`, width, 2) : []),
  ]
}

/** Loads a file: checked first, and then whole or not at all. */
async function load<Item>(
  file: string,
  check: (value: unknown) => { value: readonly Item[] } | { faults: readonly Fault[] },
  work: (items: readonly Item[]) => Promise<Loaded>,
  screen: Screen,
): Promise<ExitCode> {
  const read = await readChecked(file, check)
  if ('faults' in read) return refuse(read.faults, screen)
  const { value } = read
  return changing(
    () => work(value),
    ({ added, changed }) => `${added} added, ${changed} changed, ${value.length - added - changed} as they were.`,
    (fault) => toldOf(file, fault),
    screen,
  )
}
