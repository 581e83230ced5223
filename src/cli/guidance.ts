import { listed } from '../calendar/words.ts'
import type { Clause, Pathway, SettingName, SettingValues } from '../guidance/clause.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { settingDefinitions } from '../guidance/settings.ts'
import {
  agencyOfOption,
  asItHolds,
  capital,
  citation,
  dueInWords,
  forceWords,
  ownerInWords,
  pathwayInWords,
  sectionOf,
  sections,
  settingInWords,
  standingOf,
} from '../words/guidance-words.ts'
import type { Look } from './answered.ts'
import { readArguments } from './arguments.ts'
import { askedWrongly, type Command, lines, refuse } from './command.ts'
import { readSettings, settingsOption } from './county.ts'
import { gapsOf, keptGaps, wrapped } from './gaps.ts'
import { indented, labelled, wrap } from './layout.ts'

const options = {
  settings: settingsOption,
  json: { words: 'print the clauses as JSON' },
  gaps: { words: 'print where the guidance itself leaves a child without a next step; with --settings it searches for some ten seconds' },
} as const

export const guidanceCommand: Command = {
  name: 'guidance',
  summary: 'the guidance, clause by clause',
  forms: ['guidance [CLAUSE or SECTION]...'],
  words: [
    'Prints the register in the guidance’s own order: each clause with its force, its owner and when it is due. With the number of a section, such as 1.4 or L, only that; with the id of a clause, such as 1.4a, all that there is to say of it.',
  ],
  options,
  examples: ['guidance', 'guidance 1.4', 'guidance 1.4a', 'guidance L1 --settings settings.json', 'guidance --gaps'],
  run: async (args, screen) => {
    const read = readArguments(args, options)
    if ('wrong' in read) return askedWrongly('guidance', read.wrong, screen)
    const { options: given, words } = read.given
    const settings = await readSettings(given.settings)
    if ('faults' in settings) return refuse(settings.faults, screen)
    const { values } = settings.value
    if (given.gaps) {
      if (words.length > 0 || given.json) return askedWrongly('guidance', '--gaps is asked by itself, or with --settings.', screen)
      const page = given.settings === undefined ? await keptGaps() : gapsOf(values)
      screen.out.write(
        lines(
          ...page
            .trimEnd()
            .split('\n')
            .flatMap((line) => wrapped(line, screen.width)),
        ),
      )
      return 0
    }
    const asked = words.map(askedFor)
    const unknown = asked.find((clauses) => typeof clauses === 'string')
    if (unknown !== undefined) return askedWrongly('guidance', unknown, screen)
    const clauses = asked.filter((clauses) => typeof clauses !== 'string')
    if (given.json) screen.out.write(`${JSON.stringify(asJson(clauses, values), null, 2)}\n`)
    else screen.out.write(lines(...print(clauses, values, screen)))
    return 0
  },
}

/** One clause, named by its id; or those of a section. */
type Asked = Clause | { readonly section: string; readonly clauses: readonly Clause[] }

/** What a word asks for; or, where there is nothing of that name, a sentence that says so and what there is. */
function askedFor(word: string): Asked | string {
  const id = word.toLowerCase().replace(/^§/, '')
  const { clauses } = lancashireGuidance
  const clause = clauses.find((known) => known.id.toLowerCase() === id)
  if (clause) return clause
  const section = sections.find((known) => known.id.toLowerCase() === (id === 'local' ? 'l' : id))
  if (section) return { section: section.id, clauses: clausesOf(section.id) }
  const near = clauses.filter((known) => sectionOf(known.id).toLowerCase() === sectionOf(id.toUpperCase()).toLowerCase())
  const known = near.length > 0 ? `its section has ${listed(near.map((other) => other.id))}` : 'onroll guidance lists those that there are'
  return `There is no clause ${word}; ${known}.`
}

const clausesOf = (section: string): readonly Clause[] =>
  lancashireGuidance.clauses.filter(({ id }) => sectionOf(id) === section || sectionOf(id).startsWith(`${section}.`))

// ---- as text -----------------------------------------------------------------------------------------------------------------------

function print(asked: readonly Asked[], values: SettingValues, look: Look): string[] {
  if (asked.length === 0) return wholeRegister(values, look)
  return asked.flatMap((one, i) => [
    ...(i === 0 ? [] : ['']),
    ...('section' in one ? sectionsWith(one.clauses, values, look) : clauseInFull(one, values, look)),
  ])
}

function wholeRegister(values: SettingValues, look: Look): string[] {
  const { name, clauses } = lancashireGuidance
  return [
    ...wrap(name, look.width).map(look.style.strong),
    ...sectionsWith(clauses, values, look),
    '',
    ...wrap('onroll guidance CLAUSE prints one clause in full, onroll settings the numbers on which they rest.', look.width),
  ]
}

/** Clauses under the headings of their parts and sections. */
function sectionsWith(clauses: readonly Clause[], values: SettingValues, look: Look): string[] {
  return sections.flatMap(({ id, title }) => {
    const isPart = /^\d$/.test(id)
    const within = clauses.filter((clause) => (isPart ? clause.id.startsWith(`${id}.`) : sectionOf(clause.id) === id))
    if (within.length === 0) return []
    const heading = look.style.heading(isPart || id === 'L' ? `${id}  ${title}`.toUpperCase() : `${id}  ${title}`)
    return ['', heading, ...(isPart ? [] : within.flatMap((clause) => row(clause, values, look)))]
  })
}

const ID_COLUMN = 6
const KIND_COLUMN = 11

function row(clause: Clause, values: SettingValues, { width, style }: Look): string[] {
  const start = clause.id.padEnd(ID_COLUMN) + kindInWord(clause).padEnd(KIND_COLUMN)
  const indent = start.length
  const who = whoInWords(clause)
  const local = clause.cites === 'local' && !clause.id.startsWith('L') ? ' (local addition)' : ''
  const [first = '', ...others] = indented(`${clause.title}${local}`, width, indent)
  return [
    style.strong(start.trimEnd()) + start.slice(start.trimEnd().length) + first.slice(indent),
    ...others,
    ...(who === undefined
      ? []
      : indented(
          capital(who) + byOurReading(clause) + (clause.kind === 'duty' ? `; due ${dueInWords(clause, values)}` : ''),
          width,
          indent,
        ).map(style.faint)),
  ]
}

/** The force of a duty; what another clause is. */
const kindInWord = (clause: Clause): string => (clause.kind === 'duty' ? clause.force : clause.kind === 'option' ? 'may' : clause.kind)

function whoInWords(clause: Clause): string | undefined {
  if (clause.kind === 'duty') return ownerInWords(clause)
  return clause.kind === 'option' ? agencyOfOption(clause) : undefined
}

const byOurReading = (clause: Clause): string =>
  clause.kind === 'duty' && clause.guidanceNamesNobody ? ' (the guidance names nobody; our reading)' : ''

const COLUMN = 14

function clauseInFull(clause: Clause, values: SettingValues, { width, style }: Look): string[] {
  const field = (label: string, text: string | undefined) =>
    text === undefined ? [] : labelled(label, capital(asItHolds(text, values)), width, COLUMN)
  const section = sections.find(({ id }) => id === sectionOf(clause.id))
  const who = whoInWords(clause)
  return [
    ...wrap(`${clause.id}  ${clause.title}`, width).map(style.strong),
    ...wrap([citation(clause), section?.title, pathwaysInWords(clause)].filter((part) => part !== undefined).join(' · '), width).map(
      style.faint,
    ),
    '',
    ...field('Says', clause.says),
    ...field('Reading', clause.reading),
    ...field('Key words', clause.hinges?.map((phrase) => `“${phrase}”`).join(', ')),
    ...field('Kind', kindInFull(clause)),
    ...field('Who', who && `${who}${byOurReading(clause)}`),
    ...field('Starts', clause.startsWords),
    ...(clause.kind === 'duty' ? field('Due', dueInWords(clause, values)) : []),
    ...field(clause.kind === 'option' ? 'Ends with' : 'Settled by', clause.dischargedWords),
    ...field(clause.kind === 'exemption' ? 'Ends with' : 'Lapses', lapsesInWords(clause)),
    ...settingsOf(clause).flatMap((name, i) => [
      ...(i === 0 ? ['', style.heading('Settings')] : []),
      ...wrap(`${name}: ${settingInWords(name, values)}, ${standingOf(name, values)}`, width),
      ...indented(capital(settingDefinitions[name].why), width, 2),
    ]),
  ]
}

function pathwaysInWords(clause: Clause): string | undefined {
  const pathways: readonly Pathway[] = 'pathways' in clause ? clause.pathways : 'pathway' in clause ? [clause.pathway] : []
  return pathways.length === 0 ? undefined : `pathway: ${listed(pathways.map(pathwayInWords))}`
}

function kindInFull(clause: Clause): string {
  switch (clause.kind) {
    case 'duty':
      return `duty, ${forceWords[clause.force]}`
    case 'option':
      return `option, ${forceWords.may}`
    case 'status':
      return 'status: a label that facts give; nobody owes anything by it alone'
    case 'exemption':
      return 'exemption: while it holds, it keeps certain clauses from starting'
  }
}

function lapsesInWords(clause: Clause): string | undefined {
  if (clause.kind !== 'duty') return clause.lapsesWords
  const own = clause.lapsesWords === undefined ? '' : `${clause.lapsesWords}; `
  return clause.outlives ? `${own}it stays open when its case ends` : `${own}its case ends`
}

/** The settings of a clause: those of its due date first. */
const settingsOf = (clause: Clause): readonly SettingName[] => [
  ...new Set([...(clause.kind === 'duty' ? clause.due.settings : []), ...(clause.uses ?? [])]),
]

// ---- as JSON -----------------------------------------------------------------------------------------------------------------------

const asJson = (asked: readonly Asked[], values: SettingValues) =>
  (asked.length === 0 ? lancashireGuidance.clauses : asked.flatMap((one) => ('section' in one ? one.clauses : [one]))).map((clause) =>
    clauseAsJson(clause, values),
  )

function clauseAsJson(clause: Clause, values: SettingValues) {
  const { id, cites, kind, title, says, reading, hinges, startsWords, dischargedWords } = clause
  return {
    id,
    cites,
    section: sectionOf(id),
    kind,
    force: clause.kind === 'duty' ? clause.force : clause.kind === 'option' ? 'may' : null,
    pathways: 'pathways' in clause ? clause.pathways : 'pathway' in clause ? [clause.pathway] : [],
    title,
    says: asItHolds(says, values),
    reading: reading === undefined ? null : asItHolds(reading, values),
    hinges: hinges ?? [],
    owner: whoInWords(clause) ?? null,
    guidanceNamesNobody: clause.kind === 'duty' && clause.guidanceNamesNobody === true,
    starts: startsWords === undefined ? null : asItHolds(startsWords, values),
    due: clause.kind === 'duty' ? dueInWords(clause, values) : null,
    discharged: dischargedWords ?? null,
    lapses: lapsesInWords(clause) ?? null,
    settings: Object.fromEntries(settingsOf(clause).map((name) => [name, values[name]])),
  }
}
