import type { CivilDate } from '../calendar/civil-date.ts'

/** What somebody told of a child before it was known which child it is. Nothing of it has to be there. */
export interface ToldOfChild {
  readonly givenNames?: string
  readonly familyName?: string
  /** Other names that the child uses, as they were told. */
  readonly otherNames?: string
  readonly dateOfBirth?: CivilDate
  /** In full years, as guessed on the day on which it was told. */
  readonly age?: number
  readonly sex?: 'female' | 'male'
  /** Where the child lives or was last seen, in words. */
  readonly whereabouts?: string
  readonly postcode?: string
  /** The last school that is known of, in words. */
  readonly lastSchool?: string
  readonly upn?: string
  readonly nhsNumber?: string
  /** The parents are said to educate the child at home. */
  readonly isSaidToBeHomeEducated?: boolean
}
