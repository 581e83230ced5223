import type { Page } from '@playwright/test'
import { childOf } from '../service/county.ts'
import type { At } from './at-a-browser.ts'

/*
 * What tests with a browser open: somebody's child, a fact, a step, a notification, a search.
 */

export const HALLORAN = 'p-halloran'

export const refusing = childOf('refusing').id

interface Row {
  readonly id: string
}

export async function first(own: At['own'], question: string, ...values: unknown[]): Promise<string> {
  const [row] = await own.ask<Row>(question, ...values)
  if (!row) throw new Error(`nothing is found by ${question}`)
  return row.id
}

/** A child whom somebody of an agency may see, that is on a roll where one is asked for. */
export const childSeenBy = (own: At['own'], person: string): Promise<string> =>
  first(
    own,
    `select m.child_id as id from may_see m join user_roles u on u.agency_id = m.agency_id where u.user_id = $1 and m.user_id in ('', $1)
      and m.from_on <= '2026-11-23' and (m.until_on is null or m.until_on >= '2026-11-23')
      and m.relationship not in ('sealed-to') order by (m.relationship = 'on-roll') desc, m.child_id limit 1`,
    person,
  )

/** A fact of a child that an officer recorded, with fields of its own. */
export const ownFact = (own: At['own']): Promise<string> =>
  first(
    own,
    `select id from facts where child_id = $1 and by = 'cme-officer' and type = 'engagement-attempt' order by id limit 1`,
    refusing,
  )

export const aStep = (own: At['own']): Promise<string> =>
  first(
    own,
    `select concat_ws('~', child_id, clause, pathway, service, to_char(started_on, 'YYYY-MM-DD'), first_because) as id from duties where child_id = $1
    order by clause, started_on limit 1`,
    refusing,
  )

/** Name and date of birth of a pupil of whom nothing is recorded, and whom only the school sees. */
export const unknownTo = (own: At['own']): Promise<string> =>
  first(
    own,
    `select concat_ws(' ', v.given_names, v.family_name, v.date_of_birth) as id from child_versions v
    join on_roll r on r.child_id = v.child_id and r.until_on is null
    where v.date_of_birth between '2012-01-01' and '2019-01-01' and not exists (select from facts f where f.child_id = v.child_id)
    order by v.child_id limit 1`,
  )

/** Tells of a child as one service, and opens what came of it as an officer. */
export async function aNotification(page: Page, { signIn }: At, danger: 'none' | 'danger' = 'none'): Promise<string> {
  await signIn(page, 'p-brackley')
  await page.goto('/tell-us/quick')
  await page.locator(danger === 'none' ? '#danger-none' : '#danger').check()
  const told = { givenNames: 'Kit', familyName: 'Ravenscarr', age: '13', says: 'Seen in the park.' }
  for (const [name, text] of Object.entries(told)) await page.locator(`#${name}`).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/quick\/./)
  const path = page.url().replace(/^.*\/quick\//, '/triage/')
  await signIn(page, HALLORAN)
  await page.goto(path)
  return path
}

export async function aSearch(page: Page, text: string): Promise<void> {
  await page.goto('/find')
  await page.locator('#find').fill(text)
  await page.getByRole('main').getByRole('button', { name: 'Find' }).click()
  await page.getByRole('heading', { name: /^Children you may see/ }).waitFor()
}
