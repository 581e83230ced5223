import type { AssessedDuty } from '../casefile/assessment.ts'
import type { Clause, DutyClause } from '../guidance/clause.ts'
import { lancashireGuidance } from '../guidance/register.ts'
import { settingDefinitions, type Unit } from '../guidance/settings.ts'
import { serviceWords } from './guidance-words.ts'

const clauses: ReadonlyMap<string, Clause> = new Map(lancashireGuidance.clauses.map((clause) => [clause.id, clause]))

/** The clause of an id that an answer names. */
export function clauseNamed(id: string): Clause {
  const clause = clauses.get(id)
  if (!clause) throw new TypeError(`the register has no clause ${id}`)
  return clause
}

export function dutyClause(id: string): DutyClause {
  const clause = clauseNamed(id)
  if (clause.kind !== 'duty') throw new TypeError(`clause ${id} is no duty`)
  return clause
}

/** The unit in which a clause counts its date: how far it lies is told in the same. */
export function unitOf({ due: { settings } }: DutyClause): Unit {
  const setting = settings.at(-1)
  return setting === undefined ? 'working days' : settingDefinitions[setting].unit
}

/** What a duty asks, in few words, with the service of which it asks it. */
export const titleOf = ({ clause, service }: Pick<AssessedDuty, 'clause' | 'service'>): string =>
  `${clauseNamed(clause).title}${service === null ? '' : ` at ${serviceWords[service]}`}`

/** What the calendar is needed for, by the name that an answer gives it: a clause, or a warning. */
export function neededFor(name: string): string {
  const clause = clauses.get(name)
  return clause ? `${name}, “${clause.title}”` : `the warning about ${warningSubjects[name] ?? name.replaceAll('-', ' ')}`
}

/** What a warning is about, by its code. */
export const warningSubjects: Readonly<Record<string, string>> = {
  'request-before-eha': 'a request made before an Early Help Assessment',
  'request-without-consent': 'intensive support requested without consent',
  'sixty-days-without-support': 'a child long off roll without the CME officer’s support',
}
