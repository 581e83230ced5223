import type { CivilDate } from '../calendar/civil-date.ts'
import type { Detail } from './fact-table.ts'

/*
 * What was answered when consent was asked for, person by person. Two parents may disagree; then both answers stand.
 */

export type Purpose = Detail<'consent'>['for']

/** One answer, or none, in the order in which they are given to `consentsNow`: by day. */
export interface Asked {
  readonly for: Purpose
  readonly decision: Detail<'consent'>['decision']
  readonly on: CivilDate
  /** Who was asked; nothing where that was not recorded. */
  readonly of?: string | undefined
}

/** What each person who was asked says now, of one purpose. */
export interface ConsentNow<One extends Asked = Asked> {
  readonly for: Purpose
  /** The first who was asked first. */
  readonly answers: readonly One[]
  /** Somebody gives consent, and somebody refuses or has withdrawn it. */
  readonly isDivided: boolean
}

const purposes: readonly Purpose[] = ['eha', 'support', 'assessment']

/** What is in force of each purpose for which consent was asked: of each person the last answer; silence counts only where they never answered. */
export function consentsNow<One extends Asked>(asked: readonly One[]): readonly ConsentNow<One>[] {
  return purposes.flatMap((purpose) => {
    const ofPurpose = asked.filter((one) => one.for === purpose)
    if (ofPurpose.length === 0) return []
    const people = [...new Set(ofPurpose.map(personOf))]
    const answers = people.flatMap((person) => {
      const own = ofPurpose.filter((one) => personOf(one) === person)
      return own.findLast(({ decision }) => decision !== 'no-response') ?? own.at(-1) ?? []
    })
    const isGiven = answers.some(({ decision }) => decision === 'given')
    const isKept = answers.some(({ decision }) => decision === 'refused' || decision === 'withdrawn')
    return [{ for: purpose, answers, isDivided: isGiven && isKept }]
  })
}

/** The same name written otherwise is the same person. */
const personOf = ({ of }: Asked): string => (of ?? '').trim().replace(/\s+/gu, ' ').toLowerCase()
