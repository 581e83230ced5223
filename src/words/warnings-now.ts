import type { Calendar } from '../calendar/calendar.ts'
import { dayOf } from '../calendar/civil-date.ts'
import type { AssessedWarning, Assessment } from '../casefile/assessment.ts'
import type { Fact } from '../casefile/standing.ts'
import type { Settings } from '../guidance/settings.ts'

/*
 * The guidance's answer keeps a warning once it is given. A page that asks somebody to act on it lets it go when they have.
 */

interface Known {
  readonly assessment: Pick<Assessment, 'warnings' | 'episodes'>
  /** Those that count, up to the day asked about. */
  readonly facts: readonly Fact[]
  readonly calendar: Calendar
  readonly settings: Settings
}

/** The warnings of an answer that still ask something of somebody. */
export const warningsNow = (known: Known): readonly AssessedWarning[] =>
  known.assessment.warnings.filter(({ code, fact }) => code !== 'sixty-days-without-support' || !isDecided(fact, known))

/** Support was opened, or not, since it was asked for; or there is no case any more in which it could be. */
function isDecided(id: string, { assessment: { episodes }, facts, calendar, settings }: Known): boolean {
  const dayOne = facts.find((fact) => fact.id === id)
  if (!dayOne) return false
  const own = episodes.filter(({ pathway }) => pathway === 'cme')
  const episode = own.findLast(({ openedOn }) => openedOn <= dayOne.on) ?? own[0]
  if (!episode || episode.endedOn !== null) return true
  const from = Math.max(dayOne.day, dayOf(episode.openedOn))
  const asked = calendar.schoolDayFrom(from, settings.on(from).persistentAfter)
  return asked !== undefined && facts.some(({ type, day }) => type === 'officer-support' && day >= asked)
}
