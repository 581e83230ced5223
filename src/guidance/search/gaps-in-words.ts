import { inWords } from '../../calendar/words.ts'
import type { RecordedFact } from '../../casefile/fact-table.ts'
import type { DutyClause, Register } from '../clause.ts'
import type { SettingValues } from '../settings.ts'
import type { Gap, GapBound, GapStep } from './gaps.ts'
import { anyClause, nothingAskedYet, toDecide } from './to-decide.ts'

/** The gaps of a pathway after one clause, for people. */
export interface GapsInWords {
  /** The pathway's title. */
  readonly pathway: string
  /** Null where nothing of the case has ever been asked. */
  readonly clause: string | null
  readonly heading: string
  readonly decide: string
  readonly ways: readonly GapInWords[]
}

/** A sentence each, or a step each, without a full stop. */
export interface GapInWords {
  /** How the clause closed. */
  readonly closed: string
  readonly steps: readonly string[]
  /** What comes after it. */
  readonly after: string
}

/** What a fact says, in words that follow a colon. */
export type SaysOf = (fact: RecordedFact) => string

/** Gaps in words, grouped by pathway and the clause that closed last, in their order. */
export function gapsInWords(gaps: readonly Gap[], { pathways, clauses }: Register, saysOf: SaysOf): GapsInWords[] {
  const says: SaysOf = (fact) =>
    fact.type === 'reason-not-done' && fact.detail ? `a reason why ${fact.detail.clause} is not done` : saysOf(withoutReason(fact))
  const groups = Map.groupBy(gaps, ({ pathway, clause }) => `${pathway} ${clause}`)
  return [...groups.values()].map((group) => {
    const { pathway, clause } = group[0] as Gap
    const closed = clauses.find(({ id }) => id === clause)
    return {
      pathway: pathways.find((rule) => rule.pathway === pathway)?.title ?? pathway,
      clause,
      heading:
        clause === null
          ? 'Nothing is asked from the start'
          : `After ${clause}: ${closed?.title}${closed?.cites === 'local' ? ' (local addition)' : ''}`,
      decide: clause === null ? nothingAskedYet : (toDecide[clause] ?? anyClause),
      ways: group.map((gap) => wayInWords(gap, says)),
    }
  })
}

/** The reasons on a path are made up, so it is told without them. */
function withoutReason(fact: RecordedFact): RecordedFact {
  const { reason, ...detail } = (fact.detail ?? {}) as Record<string, unknown>
  return { ...fact, detail } as RecordedFact
}

const wayInWords = ({ how, by, steps, comesBack }: Gap, says: SaysOf): GapInWords => ({
  closed: `${closings[how]}: ${says(by)}`,
  steps: steps.map((step) => `${inWords(step.on)}: ${stepInWords(step, says)}`),
  after: comesBack ? `By itself nothing comes until ${comesBack.clause} starts on ${inWords(comesBack.on)}` : 'By itself nothing comes',
})

const closings: Readonly<Record<Gap['how'], string>> = {
  discharged: 'Settled',
  'set-aside': 'Set aside',
  lapsed: 'Lapsed',
  'nothing-asked': 'Opened',
}

const stepInWords = ({ fact, brings }: GapStep, says: SaysOf): string => {
  if (fact) return says(fact)
  return brings.length === 0 ? 'time passes' : `time passes. ${brings.join('. ')}`
}

/** What stands in for the missing step: the clause that starts when a case is idle, or undefined where a register has none. */
export function whatStandsIn({ clauses }: Register, values: SettingValues): string | undefined {
  const review = clauses.find((clause): clause is DutyClause => clause.kind === 'duty' && clause.starts.some((start) => 'idleFor' in start))
  if (!review) return undefined
  const weeks = values.reviewEvery === 1 ? '1 week' : `${values.reviewEvery} weeks`
  return `Until it is decided, the local addition ${review.id} stands in: where nothing else is asked, the case is reviewed within ${weeks}, and so on after each review. Who owes it: ${review.ownerWords}`
}

/** The gaps as a page in Markdown that reads well as plain text. `standsIn`: what stands in for the missing step, if anything does. */
export function gapsPage(groups: readonly GapsInWords[], standsIn: string | undefined, bound: GapBound): string {
  const ways = groups.reduce((sum, group) => sum + group.ways.length, 0)
  const clauses = new Set(groups.flatMap(({ clause }) => clause ?? []))
  const pathways = Map.groupBy(groups, ({ pathway }) => pathway)
  const steps = Object.entries(bound.steps).map(([pathway, most]) => `${most} for ${pathway}`)
  const lines = [
    '# Where the guidance asks nothing more',
    '',
    `In ${ways} ways, after ${clauses.size} clauses or from the start, the guidance can leave a child on a pathway without a next step. Each is listed once, by the clause that closed last, with a shortest path to it and what there is to decide.`,
    ...(standsIn === undefined ? [] : ['', `${standsIn}.`]),
    '',
    `A search finds them: through every record of as many steps as follow (${steps.join(', ')}), with at most ${bound.openAtOnce} duties open at once. The days are an example, and what would happen besides in a real case is left out.`,
  ]
  for (const [pathway, ofPathway] of pathways) lines.push('', `## ${pathway}`, ...ofPathway.flatMap(sectionOf))
  return `${lines.join('\n')}\n`
}

function sectionOf({ heading, decide, ways }: GapsInWords): string[] {
  const listed = ways.flatMap(({ closed, steps, after }) => [
    '',
    `- ${closed}.`,
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    `  - ${after}.`,
  ])
  return ['', `### ${heading}`, '', `To decide: ${decide}`, ...listed]
}
