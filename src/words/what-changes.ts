import type { AssessedDuty, Assessment } from '../casefile/assessment.ts'
import { clauseNamed, titleOf } from './clause-named.ts'
import { pathwayInWords, statusInWords } from './guidance-words.ts'

/** More changes than these are counted and not named. */
const MOST_NAMED = 3

/**
 * What an answer of a later day says otherwise, in a few words; `plans` are the ids of planned facts that come to pass until then. Empty
 * where it differs in nothing that has a name here.
 */
export function whatChanges(before: Assessment, after: Assessment, plans: ReadonlySet<string>): string {
  const changes = [
    ...(plans.size === 0 ? [] : [plans.size === 1 ? 'a plan comes to pass' : `${plans.size} plans come to pass`]),
    ...differing(before.episodes, after.episodes, ({ pathway, openedOn, endedOn }) => `${pathway} ${openedOn} ${endedOn}`).now.map(
      ({ pathway, endedOn }) => `the pathway ${pathwayInWords(pathway)} ${endedOn === null ? 'opens' : 'ends'}`,
    ),
    ...dutiesThatChange(before.duties, after.duties, plans),
    ...comesAndGoes(
      before.statuses,
      after.statuses,
      ({ status, since }) => `${status} ${since}`,
      ({ status }) => [`the child counts as ${statusInWords(status)}`, `the child counts as ${statusInWords(status)} no longer`],
    ),
    ...comesAndGoes(
      before.options,
      after.options,
      ({ clause, agency, since }) => `${clause} ${agency} ${since}`,
      ({ clause }) => [`“${clauseNamed(clause).title}” may be done`, `“${clauseNamed(clause).title}” may be done no longer`],
    ),
    ...differing(before.warnings, after.warnings, ({ code, fact }) => `${code} ${fact}`).now.map(() => 'a warning is given'),
    ...(after.undated.length > before.undated.length ? ['the calendar no longer reaches far enough'] : []),
  ]
  const named = [...new Set(changes)]
  const more = named.length - MOST_NAMED
  return [...named.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

/** What only one of two lists has. */
function differing<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string): { gone: Item[]; now: Item[] } {
  const without = (items: readonly Item[], others: readonly Item[]) => {
    const keys = new Set(others.map(keyOf))
    return items.filter((item) => !keys.has(keyOf(item)))
  }
  return { gone: without(before, after), now: without(after, before) }
}

function comesAndGoes<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  words: (item: Item) => readonly [comes: string, goes: string],
): string[] {
  const { gone, now } = differing(before, after, keyOf)
  return [...now.map((item) => words(item)[0]), ...gone.map((item) => words(item)[1])]
}

// ---- duties ------------------------------------------------------------------------------------------------------------------------

const ofWhat = ({ clause, pathway, service }: AssessedDuty): string => `${clause} ${pathway} ${service}`
const started = (duty: AssessedDuty): string => `${ofWhat(duty)} ${duty.startedOn}`

function dutiesThatChange(before: readonly AssessedDuty[], after: readonly AssessedDuty[], plans: ReadonlySet<string>): string[] {
  const then = Map.groupBy(before, started)
  const matched = after.map((duty) => ({ duty, old: then.get(started(duty))?.shift() }))
  const gone = [...then.values()].flat()
  const announced = new Set(matched.flatMap(({ duty, old }) => (old === undefined && duty.state === 'upcoming' ? [ofWhat(duty)] : [])))
  const wasAnnounced = new Set(gone.map(ofWhat))
  return [
    ...matched.flatMap(({ duty, old }) => {
      const what = duty.state === 'upcoming' && old === undefined && wasAnnounced.has(ofWhat(duty)) ? MOVES : change(duty, old, plans)
      return what === undefined ? [] : [`“${titleOf(duty)}” ${what}`]
    }),
    ...gone.filter((duty) => !announced.has(ofWhat(duty))).map((duty) => `“${titleOf(duty)}” is not to come any longer`),
  ].toSorted((a, b) => Number(a.endsWith(ENDS)) - Number(b.endsWith(ENDS)))
}

const MOVES = 'is to come on another day'
const ENDS = '” ends'

function change(duty: AssessedDuty, old: AssessedDuty | undefined, plans: ReadonlySet<string>): string | undefined {
  const { state } = duty
  if (state === old?.state) return duty.dueOn === old.dueOn ? undefined : 'is due on another day'
  switch (state) {
    case 'upcoming':
      return 'is seen to come'
    case 'open':
      return 'begins'
    case 'overdue':
      return duty.force === 'consider' ? 'passes its date, not yet considered' : 'becomes overdue'
    case 'done':
    case 'late':
    case 'set-aside':
      return duty.dischargedBy !== null && plans.has(duty.dischargedBy) ? 'is settled' : 'ends'
    case 'lapsed':
      return 'lapses'
  }
}
