import { type Actor, kindOfRole, may } from './roles.ts'

/*
 * Who puts right what is known of a child, beside the facts. Whoever may change details changes those whose class they see; a roll is the word of a school, and
 * of those who see to school places.
 */

const seesToPlaces = ['cme-officer', 'pupil-access'] as const satisfies readonly Actor['role'][]

/** Whether an actor may say that a child is, or was, on the roll of a school. */
export const mayChangeRoll = ({ role, agency }: Pick<Actor, 'role' | 'agency'>, school: string): boolean =>
  may(role, 'change-details') && (kindOfRole[role] === 'school' ? agency.id === school : seesToPlaces.some((one) => one === role))

/** The one school on whose roll an actor may put a child; null where it may be any, and nothing where it may be none. */
export function rollToChange(actor: Pick<Actor, 'role' | 'agency'>): string | null | undefined {
  if (!may(actor.role, 'change-details')) return undefined
  if (kindOfRole[actor.role] === 'school') return actor.agency.id
  return seesToPlaces.some((one) => one === actor.role) ? null : undefined
}
