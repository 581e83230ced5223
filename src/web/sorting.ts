import { compare } from '../calendar/civil-date.ts'
import type { AssessedDuty } from '../casefile/assessment.ts'

/** Choices of a field in the order of their labels. */
export const byLabel = ([, a]: readonly [value: string, label: string], [, b]: readonly [value: string, label: string]): number =>
  compare(a, b)

/** Duties as they are due, those that cannot be dated last. */
export const byDueDay = (a: AssessedDuty, b: AssessedDuty): number => compare(a.dueOn ?? '~', b.dueOn ?? '~') || compare(a.clause, b.clause)
