import { dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { AssessedEpisode } from '../casefile/assessment.ts'
import type { Fact } from '../casefile/standing.ts'
import { endsEverything, pathways } from '../guidance/pathways.ts'

/*
 * When the cases of a child began and ended, and by what.
 */

/** The fact that ended an episode, of facts in reading order; nothing where it is open, or ended with compulsory school age. */
export function endOfEpisode({ pathway, endedOn }: AssessedEpisode, facts: readonly Fact[]): Fact | undefined {
  if (endedOn === null) return undefined
  const { ends = [] } = pathways.find((rule) => rule.pathway === pathway) ?? {}
  const types = [...ends, ...endsEverything].map(({ type }) => type)
  return facts.find(({ on, type }) => on === endedOn && types.includes(type))
}

/** By what an episode ended, in words that follow "ended by"; nothing while it is open. */
export function endInWords(episode: AssessedEpisode, facts: readonly Fact[]): string | undefined {
  if (episode.endedOn === null) return undefined
  const fact = endOfEpisode(episode, facts)
  if (!fact) return 'the end of compulsory school age'
  if (fact.type === 'cme-closed') return closings[fact.detail.reason]
  return ends[fact.type] ?? 'what is recorded of that day'
}

const closings: Readonly<Record<Extract<Fact, { type: 'cme-closed' }>['detail']['reason'], string>> = {
  ehe: 'closing: educated at home',
  'left-area': 'closing: left the area',
  duplicate: 'closing: duplicate of another case',
  'not-compulsory-age': 'closing: not of compulsory school age',
  'on-roll': 'a place on a school’s roll',
  died: 'closing: the child has died',
  other: 'closing: another reason',
}

const ends: Readonly<Partial<Record<Fact['type'], string>>> = {
  'on-roll': 'a place on a school’s roll',
  'off-roll': 'coming off roll',
  'attendance-concern-closed': 'closing the concern about attendance',
  'exclusion-closed': 'closing the exclusion case',
  'permanent-exclusion-withdrawn': 'withdrawing the permanent exclusion',
}

/** `Thursday 12 March 2026 to Monday 4 May 2026` */
export const spanInWords = ({ openedOn, endedOn }: AssessedEpisode): string =>
  endedOn === null ? `since ${inWords(dayOf(openedOn))}` : `${inWords(dayOf(openedOn))} to ${inWords(dayOf(endedOn))}`

/** The last ended episode before another of the same pathway. */
export const formerEpisode = (episode: AssessedEpisode, all: readonly AssessedEpisode[]): AssessedEpisode | undefined =>
  all.findLast((other) => other.pathway === episode.pathway && other.endedOn !== null && other.openedOn < episode.openedOn)
