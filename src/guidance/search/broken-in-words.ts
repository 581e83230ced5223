import { dayOf } from '../../calendar/civil-date.ts'
import { inWords } from '../../calendar/words.ts'
import type { Register, SettingValues } from '../clause.ts'
import type { Broken } from './breadth-first.ts'
import type { SaysOf } from './gaps-in-words.ts'

/** A broken promise as lines to read: whose record it is, what was recorded, and which case is without a next step. */
export function brokenInWords(
  { start, steps, on, episodes }: Broken,
  { pathways }: Register,
  { reviewEvery }: SettingValues,
  says: SaysOf,
): string[] {
  const recorded = [...start.facts.map((fact) => ({ on: dayOf(fact.on), fact })), ...steps]
  const titleOf = (pathway: string) => pathways.find((rule) => rule.pathway === pathway)?.title ?? pathway
  return [
    `The record of ${start.says}:`,
    ...recorded.map((step, index) => `  ${index + 1}. ${inWords(step.on)}: ${step.fact ? says(step.fact) : 'time passes'}`),
    ...episodes.map(
      ({ pathway, openedOn }) =>
        `On ${inWords(on)} nothing is asked in the case "${titleOf(pathway)}", open since ${inWords(dayOf(openedOn))}, nor does anything start within ${7 * reviewEvery} days.`,
    ),
  ]
}
