import type { ChildDetails } from '../../../actions/view-child.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import { ageOn, yearGroupOn } from '../../../words/age.ts'

/** `Nour Sabbagh, 12` in a list; the age is left out where it is not known. */
export function nameAndAge(details: Named & Pick<ChildDetails, 'dateOfBirth'>, today: Day): string {
  const age = details.dateOfBirth === null ? undefined : ageOn(today, dayOf(details.dateOfBirth))
  return age === undefined ? fullName(details) : `${fullName(details)}, ${age}`
}

type Named = Pick<ChildDetails, 'givenNames' | 'familyName'>

export const fullName = ({ givenNames, familyName }: Named): string => `${givenNames} ${familyName}`

/** `12, Year 8` */
export function ageAndYear(
  { dateOfBirth, isDateOfBirthEstimated }: Pick<ChildDetails, 'dateOfBirth' | 'isDateOfBirthEstimated'>,
  today: Day,
): string {
  if (dateOfBirth === null) return 'no date of birth yet'
  const birth = dayOf(dateOfBirth)
  const group = yearGroupOn(today, birth)
  return `${isDateOfBirthEstimated ? 'about ' : ''}${ageOn(today, birth)}${group === undefined ? '' : `, ${group}`}`
}
