import type { Fact } from '../casefile/standing.ts'
import { type EpisodeSoFar, on, type StartByFact } from './clause.ts'

/*
 * Whether parents engage with the admissions process. While they do, rows that ask for intervention by Children's Services do not start.
 */

/** From the fact that parents engage, until the fact that they do so no longer, or refuse admissions. */
export const isEngaging = (cme: EpisodeSoFar): boolean =>
  cme.lastOf((fact) => fact.type === 'admissions-engagement' || refusesAdmissions(fact))?.type === 'admissions-engagement' &&
  cme.last('admissions-engagement')?.detail.engaging === true

const refusesAdmissions = (fact: Fact): boolean => fact.type === 'parent-refuses' && fact.detail.admissions

/** Parents come to engage: what lapses the rows that stand back while they do. */
export const startsEngaging = on('admissions-engagement', (engagement) => engagement.detail.engaging)

/** Starts by the fact with which parents cease to engage, where more is so. Such a fact only ever starts a duty. */
export const asEngagingEnds = (when: (fact: Fact, cme: EpisodeSoFar) => boolean): readonly StartByFact[] =>
  (['admissions-engagement', 'parent-refuses'] as const).map((type) => ({
    type,
    when: (fact, cme) => !isEngaging(cme) && cme.child.before(fact, () => isEngaging(cme)) && when(fact, cme),
    onlyStarts: true,
  }))
