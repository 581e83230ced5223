import { type ChildDetails, readDetails } from '../database/details.ts'
import { type AskedOfHome, askedOfHomeEducation, countAskedOfHomeEducation } from '../database/home-education.ts'
import type { Rules } from '../database/projection.ts'
import { rulesOf } from '../database/rules.ts'
import { shownRecord } from '../sharing/fields.ts'
import type { Action } from './action.ts'
import { type PageOfList, pageOf, partOf } from './paging.ts'

/*
 * What the home-education team is asked.
 */

/** A child of whom something is asked, as far as this person may know it. */
export interface AskedOfTeam extends AskedOfHome {
  readonly details: ChildDetails
}

export interface HomeEducationAsked {
  /** From 1. */
  readonly page: number
}

export interface HomeEducationSeen extends PageOfList {
  readonly asked: readonly AskedOfTeam[]
  readonly count: number
  readonly rules: Rules
}

/** Of which children something is asked, the oldest first. */
export const seeHomeEducation: Action<HomeEducationAsked, HomeEducationSeen> = async ({ transaction, actor, today }, { page }) => {
  const { rows, ...paged } = pageOf(await askedOfHomeEducation(transaction, actor, today, partOf(page)), page)
  const [details, count, rules] = await Promise.all([
    readDetails(
      transaction,
      actor,
      rows.map(({ child }) => child),
      today,
    ),
    countAskedOfHomeEducation(transaction, actor, today),
    rulesOf(transaction),
  ])
  const asked = rows.flatMap((one) => {
    const known = details.get(one.child)
    return known ? [{ ...one, facts: one.facts.map((fact) => shownRecord(fact, known.classes).fact), details: known }] : []
  })
  return { children: asked.map(({ child }) => child), given: { ...paged, asked, count, rules } }
}
