import { type Day, dayOf } from '../calendar/civil-date.ts'
import { compulsorySchoolAge } from '../calendar/compulsory-school-age.ts'
import { inWords } from '../calendar/words.ts'
import type { Child } from '../casefile/fact-table.ts'
import { ageOn, yearGroupOn } from '../words/age.ts'
import { recorded } from '../words/fact-words.ts'
import { capital, pathwayInWords, statusInWords } from '../words/guidance-words.ts'
import type { Answered, Look } from './answered.ts'
import { labelled, wrap } from './layout.ts'

const COLUMN = 14

/** The head of a page: who the child is, and on which pathways. */
export function whoItIs({ case: { child }, assessment: { episodes, statuses }, asOf }: Answered, { width, style }: Look): string[] {
  const field = (label: string, ...texts: readonly string[]) =>
    texts.flatMap((text, i) => labelled(i === 0 ? label : '', text, width, COLUMN))
  return [
    ...wrap(`${recorded(child.id)}, on ${inWords(asOf)}`, width).map(style.strong),
    '',
    ...field('Born', bornAndAge(child, asOf)),
    ...field('School age', schoolAge(dayOf(child.dateOfBirth), asOf)),
    ...field('EHCP', ehcpInWords(child, asOf)),
    ...field(
      'Pathways',
      ...(episodes.length === 0
        ? ['None']
        : episodes.map(({ pathway, openedOn, endedOn }) => {
            const [title, opened] = [capital(pathwayInWords(pathway)), inWords(dayOf(openedOn))]
            return endedOn === null ? `${title}, since ${opened}` : `${title}, from ${opened} to ${inWords(dayOf(endedOn))}`
          })),
    ),
    ...(statuses.length === 0
      ? []
      : field(
          'Status',
          ...statuses.map(({ status, since, clause }) => `${capital(statusInWords(status))}, since ${inWords(dayOf(since))} (${clause})`),
        )),
  ]
}

function bornAndAge({ dateOfBirth }: Child, asOf: Day): string {
  const birth = dayOf(dateOfBirth)
  const age = ageOn(asOf, birth)
  if (age < 0) return `${inWords(birth)}: after the day asked about`
  const group = yearGroupOn(asOf, birth)
  return `${inWords(birth)}: aged ${age}${group === undefined ? '' : `, ${group} by age`}`
}

function schoolAge(birth: Day, asOf: Day): string {
  const { first, last } = compulsorySchoolAge(birth)
  if (asOf < first) return `Compulsory from ${inWords(first)} on`
  return asOf <= last ? `Compulsory until ${inWords(last)}` : `Ended on ${inWords(last)}`
}

function ehcpInWords({ ehcp = [] }: Child, asOf: Day): string {
  const plan = ehcp.find(({ from, to }) => dayOf(from) <= asOf && (to === undefined || asOf <= dayOf(to)))
  if (!plan) return ehcp.length === 0 ? 'None on record' : 'None on this day'
  return `Since ${inWords(dayOf(plan.from))}${plan.to === undefined ? '' : `, until ${inWords(dayOf(plan.to))}`}`
}
