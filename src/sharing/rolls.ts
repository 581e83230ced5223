import { type CivilDate, civilDate } from '../calendar/civil-date.ts'
import type { Fact } from '../casefile/standing.ts'
import type { Circumstances, Roll } from './circumstances.ts'

/**
 * On which rolls a child was and is, as records and facts together tell. A stay that is on record ends, at the latest, the day before a fact says that the
 * child is on no school's roll; and a fact that the child is registered at a school begins one, if it names a school that is known here, and no
 * stay there from that day is on record, which then says until when. A school that the child leaves for another stays until it takes the name off: a child may be
 * on two rolls.
 */
export function rollsAsFactsTell({ rolls, schoolsNamed }: Pick<Circumstances, 'rolls' | 'schoolsNamed'>, facts: readonly Fact[]): Roll[] {
  const offRoll = facts.filter((fact) => fact.type === 'off-roll')
  const registered = facts.flatMap((fact): Roll[] => {
    if (fact.type !== 'on-roll') return []
    const { school } = fact.detail
    const isKnown = school !== undefined && schoolsNamed.includes(school)
    return isKnown && !rolls.some(({ agency, from }) => agency === school && from === fact.on)
      ? [{ agency: school, from: fact.on, until: null }]
      : []
  })
  return [...rolls, ...registered].map((roll) => {
    const left = offRoll.find(({ on }) => on > roll.from)
    return left ? { ...roll, until: earlier(civilDate(left.day - 1), roll.until) } : roll
  })
}

const earlier = (one: CivilDate, other: CivilDate | null): CivilDate => (other === null || one < other ? one : other)
