import type { GroundLetter } from '../casefile/deletion-grounds.ts'
import { type Agency, readOpenSchools } from '../database/agencies.ts'
import { type ReturnOfOthers, readReturnsSeen } from '../database/deletion-returns.ts'
import { type ChildDetails, readDetails } from '../database/details.ts'
import { type ShownReturn, shownReturn } from '../sharing/fields.ts'
import { type Action, NotDone } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'

/*
 * What schools have returned of the children whom somebody of the council may see.
 */

export interface ReturnsOfSchoolsAsked {
  readonly ground: GroundLetter | undefined
  readonly school: string | undefined
  readonly page: number
}

/** A return, with the child that it is of. */
export interface ReturnOfChild {
  readonly made: ReturnOfOthers
  readonly details: ChildDetails
}

export interface ReturnsOfSchools extends ReturnsOfSchoolsAsked, PageOfList {
  readonly returns: readonly ReturnOfChild[]
  /** Those that a list can be of. */
  readonly schools: readonly Agency[]
}

/** The returns of schools: first those of children who are missing education and of whom nobody knows where they go, then the last. */
export const seeReturnsOfSchools: Action<ReturnsOfSchoolsAsked, ReturnsOfSchools> = async ({ transaction, actor, today }, asked) => {
  const { page, ground, school } = asked
  const part = { ground, school, ...partOf(page) }
  const [found, schools] = await Promise.all([readReturnsSeen(transaction, actor, today, part), readOpenSchools(transaction)])
  const { rows, hasNext } = pageOf(found, page)
  const heads = [...new Set(rows.map(({ child }) => child))]
  const details = await readDetails(transaction, actor, heads, today)
  const returns = rows.flatMap((made) => {
    const known = details.get(made.child)
    return known ? [{ made, details: known }] : []
  })
  return { children: [...details.keys()], given: { ...asked, returns, schools, hasNext } }
}

export interface ReturnSeen extends ReturnOfChild {
  readonly shown: ShownReturn
}

/** One of them, as far as it is for this person. */
export const seeReturnOfSchool: Action<{ readonly return: string }, ReturnSeen> = async ({ transaction, actor, today }, { return: id }) => {
  const [made] = await readReturnsSeen(transaction, actor, today, { id, limit: 1, offset: 0 })
  const details = made && (await readDetails(transaction, actor, [made.child], today)).get(made.child)
  if (!details) throw new NotDone({ outcome: 'absent', asked: id })
  return { children: [made.child], given: { made, details, shown: shownReturn(made.content, details.classes) } }
}
