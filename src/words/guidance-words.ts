import type { Agency, Service } from '../casefile/fact-table.ts'
import type { Clause, DutyClause, Force, OptionClause } from '../guidance/clause.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { isGuidancesOwn, type SettingName, type SettingValues, settingDefinitions, type Unit } from '../guidance/settings.ts'

/* Words of the guidance and of agencies as people read them. What facts say is in fact-words.ts. */

export const agencyWords: Readonly<Record<Agency | 'any', string>> = {
  school: 'school',
  'cme-officer': 'CME officer',
  'ehe-team': 'home-education team',
  'pupil-access': 'Pupil Access',
  'panel-chair': 'panel chair',
  cfw: 'CFW',
  csc: 'CSC',
  'cssh-mash': 'support hub',
  health: 'health',
  police: 'police',
  other: 'another agency',
  any: 'anybody',
}

export const serviceWords: Readonly<Record<Service, string>> = { cfw: 'CFW', csc: 'CSC' }

/** What settles a duty, by its force. */
export const forceWords: Readonly<Record<Force, string>> = {
  must: 'must: only the act settles it',
  should: 'should: the act settles it, or a recorded reason why not',
  consider: 'consider: a recorded decision settles it, either way',
  may: 'may: offered, never overdue',
}

const statusWords: Readonly<Record<string, string>> = {
  'missing-education': 'missing education',
  'persistent-cme': 'persistently missing education (persistent CME)',
  'persistently-absent': 'persistently absent',
}

export const statusInWords = (status: string): string => statusWords[status] ?? status

export const pathwayInWords = (pathway: string): string =>
  lancashireGuidance.pathways.find((rule) => rule.pathway === pathway)?.title.toLowerCase() ?? pathway

/** The parts and sections of the guidance, in its order; the local additions come last. */
export const sections: readonly { readonly id: string; readonly title: string }[] = [
  { id: '1', title: 'Children missing education' },
  { id: '1.1', title: 'Definition' },
  { id: '1.2', title: 'Checks and notifications' },
  { id: '1.3', title: 'Request for support' },
  { id: '1.4', title: 'CME panel' },
  { id: '1.5', title: 'Panel follow-up' },
  { id: '1.6', title: 'Consent' },
  { id: '2', title: 'Pupils missing education' },
  { id: '2.1', title: 'Attendance concerns' },
  { id: '2.2', title: 'Consent' },
  { id: '3', title: 'Suspension and permanent exclusion' },
  { id: '3.1', title: 'Exclusion concerns' },
  { id: 'L', title: 'Local additions, where the guidance is silent' },
]

/** The section of a clause: `1.4` of `1.4a`, `L` of `L1`. */
export const sectionOf = (clauseId: string): string => clauseId.replace(/^(L|\d+\.\d+).*$/, '$1')

/** Where a clause stands: in a section of the guidance, or among what the county adds. */
export const citation = ({ id, cites }: Clause): string => (cites === 'local' ? `local addition, ${id}` : `${cites}, ${id}`)

export function ownerInWords({ owner, ownerWords }: DutyClause): string {
  return ownerWords ?? (typeof owner === 'string' ? agencyWords[owner] : 'as the clause says')
}

export const agencyOfOption = ({ agency }: OptionClause): string => agencyWords[agency]

/** When a duty is due, with the number that the setting gives. */
export function dueInWords({ due: { words, settings } }: DutyClause, values: SettingValues): string {
  const setting = settings.at(-1)
  if (setting === undefined) return words
  const { unit } = settingDefinitions[setting]
  const value = values[setting]
  const afterUnit = `${unit} after `
  if (value === 0 && words.startsWith(afterUnit)) return words.slice(afterUnit.length)
  return words.replace(unit, valueInWords(value, unit))
}

export const settingInWords = (name: SettingName, values: SettingValues): string =>
  valueInWords(values[name], settingDefinitions[name].unit)

/** The words of a clause with the settings that it names as they hold: `{reviewEvery}` is "4 weeks". */
export const asItHolds = (words: string, values: SettingValues): string =>
  words.replace(/\{(\w+)\}/g, (_, name: SettingName) => settingInWords(name, values))

/** Where the value of a setting comes from: from the guidance, or not. */
export function standingOf(name: SettingName, values: SettingValues): string {
  const definition = settingDefinitions[name]
  if (isGuidancesOwn(name, values)) return 'the guidance’s own'
  if ('fromGuidance' in definition) return `which departs from the guidance’s own ${definition.default}`
  return values[name] === definition.default ? 'a local setting, at its default' : `a local setting; the default is ${definition.default}`
}

/** `60 school days`, `1 week`, `75%`, `below-90`. */
export function valueInWords(value: number | string, unit: Unit): string {
  if (unit === 'choice') return String(value)
  if (unit === '%') return `${value}%`
  return `${value} ${value === 1 ? unit.replace(/s$/, '') : unit}`
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
