import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from '@playwright/test'
import { childOf, countyDatabase } from '../service/county.ts'
import { type At, atBrowser } from './at-a-browser.ts'
import { button, choose, isAt, link, press, tabTo, type } from './keyboard.ts'
import { first } from './opened.ts'
import { complaintsOf, keptIn } from './page.ts'

/*
 * A short day of each of those who work with Onroll, by keyboard alone: on a laptop, and on the smallest phone, whose browser runs no scripts.
 */

const laptop: BrowserContextOptions = { viewport: { width: 1366, height: 768 } }
const phone: BrowserContextOptions = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }

describe('By keyboard alone, a day of', () => {
  const onPage = atBrowser(countyDatabase)

  const days: Readonly<Record<string, readonly [person: string, day: (page: Page, at: At) => Promise<void>]>> = {
    'a CME officer': ['p-halloran', ofOfficer],
    'a school': ['p-redfern', ofSchool],
    'a CFW worker': ['p-brackley', ofFamilyWorker],
    'a support hub worker': ['p-ivinson', ofHub],
    'a head of service': ['p-vance', ofHeadOfService],
    'an auditor': ['p-ledgard', ofAuditor],
    'an information governance officer, who is listed in a seal': ['p-ashgrove', ofGovernance],
  }
  for (const [whose, [person, day]] of Object.entries(days)) {
    for (const [where, how] of [
      ['on a laptop', laptop],
      ['on a small phone without scripts', phone],
    ] as const) {
      it(
        `${whose}, ${where}`,
        onPage(how, async (page, at) => {
          const complaints = complaintsOf(page)
          await at.signIn(page, person)
          await page.goto('/')
          await day(page, at)
          assert.deepEqual(complaints, [])
          assert.deepEqual(await keptIn(page.context()), { storage: [], databases: 0 })
        }),
      )
    }
  }
})

const said = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor()

/** Looks for a child by name with the search in the head of every page, and opens it. */
async function finds(page: Page, name: string): Promise<void> {
  await type(page, page.getByLabel('Find a child'), name)
  const found = page.waitForURL(/\/find\//)
  await page.keyboard.press('Enter')
  await found
  await isAt(page, 'Find a child')
  await press(page, link(page, new RegExp(`^Open ${name}`)))
  await isAt(page, name)
}

/** Filters the list to one clause, records a review from it, and is back in the same list. */
async function ofOfficer(page: Page): Promise<void> {
  await isAt(page, 'My next steps')
  const clauses = page.getByLabel('Clause')
  // Where there is room, it is open.
  if (!(await clauses.isVisible())) {
    await tabTo(page, page.locator('.onroll-filters > summary'))
    await page.keyboard.press('Enter')
  }
  await tabTo(page, clauses)
  await page.keyboard.type((await clauses.locator('option[value=L1]').textContent()) ?? '')
  await press(page, button(page, 'Apply'))
  await isAt(page, 'My next steps')
  const list = new URL(page.url())
  assert.equal(list.searchParams.get('clause'), 'L1')
  await press(page, page.locator('a.onroll-step__action, a.onroll-bundle__action').first())
  await type(page, page.getByRole('textbox', { name: 'What did you find, and what comes next?' }), 'Rang the grandmother.')
  await press(page, button(page, 'Check before you record'))
  await isAt(page, 'Check before you record')
  await press(page, button(page, /^Record/))
  await isAt(page, 'My next steps')
  await page.locator('.onroll-told:focus').waitFor()
  await said(page, /^Recorded for /)
  assert.equal(new URL(page.url()).searchParams.get('clause'), 'L1', 'in the same list as before')
}

/** Records one step for two pupils at once, after one tick too few. */
async function ofSchool(page: Page): Promise<void> {
  await isAt(page, /^(My n|N)ext steps/)
  const before = await page.locator('.onroll-counts li').first().innerText()
  await page.goto('/steps?whose=team&clause=L1&choose=some')
  await isAt(page, /^(My n|N)ext steps/)
  const record = page.locator('.onroll-with button[formaction^="/steps/several/"]').first()
  await tabTo(page, record)
  await page.keyboard.press('Enter')
  await page.locator('.govuk-error-summary:focus').waitFor()
  await tabTo(page, link(page, 'Choose at least one child'))
  await page.keyboard.press('Enter')
  for (const place of [0, 1]) {
    await tabTo(page, page.locator('#list input[name=step]').nth(place))
    await page.keyboard.press('Space')
  }
  await press(page, record)
  await isAt(page, /, for 2 children/)
  await type(page, page.getByRole('textbox', { name: 'What did you find, and what comes next?' }), 'Looked at in the weekly meeting.')
  await press(page, button(page, 'Check before you record'))
  await isAt(page, 'Check before you record, for 2 children')
  await press(page, button(page, /^Record .* for 2 children/))
  await isAt(page, /^(My n|N)ext steps/)
  await said(page, /^Recorded for 2 children/)
  await page.goto('/steps')
  assert.notEqual(await page.locator('.onroll-counts li').first().innerText(), before)
}

/** Opens what is due today, sees why, and records a visit that the family was asked at. */
async function ofFamilyWorker(page: Page): Promise<void> {
  await isAt(page, 'My next steps')
  await press(page, link(page, /^Why/))
  await said(page, 'Whom to turn to')
  await page.goBack()
  await isAt(page, 'My next steps')
  const child = page.locator('.onroll-steps__child a').first()
  const name = (await child.innerText()).replace(/, \d+$/, '')
  await press(page, child)
  await isAt(page, name)
  await press(page, link(page, 'Record something'))
  await isAt(page, 'Record something')
  await press(page, link(page, 'Consent asked for'))
  await isAt(page, 'Consent asked for')
  await choose(page, 'An Early Help Assessment')
  await choose(page, 'Consent refused')
  await press(page, button(page, 'Check before you record'))
  await isAt(page, 'Check before you record')
  await press(page, button(page, /^Record/))
  await isAt(page, name)
  await page.locator('.onroll-told:focus').waitFor()
  await said(page, /^Recorded\./)
}

/** Has nothing of their own to do, looks at what was told, finds a child, records what was talked about, and is back at the child. */
async function ofHub(page: Page, { own }: At): Promise<void> {
  await isAt(page, /^(My n|N)ext steps/)
  await press(page, link(page, /^New notifications/))
  await isAt(page, 'New notifications')
  const name = await first(
    own,
    `select given_names || ' ' || family_name as id from child_versions join may_see using (child_id) where agency_id = 'a-hub' and until_on is null
    order by child_id limit 1`,
  )
  await finds(page, name)
  const { pathname } = new URL(page.url())
  await press(page, link(page, 'Record something'))
  await press(page, link(page, 'Discussion with the support hub'))
  await isAt(page, 'Discussion with the support hub')
  await choose(page, 'No, do not escalate')
  await type(page, page.getByLabel('What is the reason?'), 'Seen and well; the school keeps trying.')
  await press(page, button(page, 'Check before you record'))
  await isAt(page, 'Check before you record')
  await press(page, button(page, /^Record/))
  await isAt(page, name)
  assert.equal(new URL(page.url()).pathname, pathname, 'at the same child as before')
  await said(page, /^Recorded\./)
  await said(page, 'Seen and well; the school keeps trying.')
}

/** Sees how the guidance is kept, opens the children behind a number, one of them, and why. */
async function ofHeadOfService(page: Page): Promise<void> {
  await isAt(page, 'How the guidance is kept')
  const number = link(page, /^\d+ Overdue: Review the case/)
  const overdue = Number.parseInt(await number.innerText(), 10)
  await press(page, number)
  await isAt(page, 'Review the case: overdue')
  assert.equal(await page.locator('tbody tr').count(), Math.min(overdue, 50))
  const child = page.locator('tbody a').first()
  const name = (await child.innerText()).replace(/, \d+$/, '')
  await press(page, child)
  await isAt(page, name)
  assert.equal(await page.getByRole('link', { name: 'Record something' }).count(), 0)
  await press(page, link(page, /^Why/))
  await said(page, 'Whom to turn to')
}

/** Asks who has seen a child; of a sealed one, nothing. */
async function ofAuditor(page: Page, { service }: At): Promise<void> {
  await service.signIn('p-halloran').then((halloran) => halloran.get(`/children/${childOf('refusing').id}`))
  await asksWhoSaw(page, childOf('refusing').id)
  await isAt(page, `Who has seen child ${childOf('refusing').id}`)
  await page
    .getByRole('row', { name: /Bridie Halloran/ })
    .first()
    .waitFor()
  await press(page, link(page, 'Ask about another child'))
  await asksWhoSaw(page, childOf('sealed').id)
  await page.locator('.govuk-error-summary:focus').waitFor()
  await said(page, 'No child has this reference')
  assert.equal(await page.getByLabel('Reference of the child').inputValue(), childOf('sealed').id)
}

/** Of a sealed child, whoever is listed in the seal learns who has seen it. */
async function ofGovernance(page: Page, { service }: At): Promise<void> {
  await service.signIn('p-halloran').then((halloran) => halloran.get(`/children/${childOf('sealed').id}`))
  await asksWhoSaw(page, childOf('sealed').id)
  await isAt(page, `Who has seen child ${childOf('sealed').id}`)
  await page
    .getByRole('row', { name: /Bridie Halloran/ })
    .first()
    .waitFor()
}

async function asksWhoSaw(page: Page, reference: string): Promise<void> {
  await isAt(page, 'Who has seen a child')
  await type(page, page.getByLabel('Reference of the child'), reference)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.keyboard.press('Enter')
  await answered
  await page.waitForLoadState()
}
