import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Locator, Page } from '@playwright/test'
import { childOf, countyDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { complaintsOf, isFine } from './page.ts'

/*
 * An officer's work with a child, on a phone: an attempt at the door in a few taps, an enquiry, a barrier, a referral and its answer, how long it has been, and who
 * goes before the panel.
 */

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const

/** What it takes to record a visit from the page of the child: taps, and one line typed. A tired officer at a door has 45 seconds. */
const MOST_INTERACTIONS = 5

describe('An officer on a phone', () => {
  const onPage = atBrowser(countyDatabase)

  it(
    'does the casework of a child, and puts one forward for the panel',
    onPage(phone, (page) => works(page, childOf('waiting'), childOf('persistent'))),
  )

  it(
    'does the same where the browser runs no scripts',
    onPage({ ...phone, javaScriptEnabled: false }, (page) => works(page, childOf('no-progress'), childOf('younger-sibling'))),
  )

  async function works(page: Page, child: ReturnType<typeof childOf>, candidate: ReturnType<typeof childOf>): Promise<void> {
    const complaints = complaintsOf(page)
    await page.goto('/')
    await page.getByRole('button', { name: 'Bridie Halloran' }).tap()
    await page.getByRole('heading', { level: 1, name: 'My next steps' }).waitFor()
    await page.goto(`/children/${child.id}`)
    await isFine(page, child.name)

    await anAttempt(page)
    await anEnquiry(page)
    await aBarrier(page)
    await aReferral(page)
    await theClock(page)
    await aBrother(page)
    await aNomination(page, candidate)
    assert.deepEqual(complaints, [])
  }

  const told = (page: Page): Locator => page.locator('.onroll-told')

  async function anAttempt(page: Page): Promise<void> {
    let interactions = 0
    const tap = async (what: Locator): Promise<void> => {
      const box = await what.boundingBox()
      assert.ok(box && box.height >= 24, `${what} is too small to tap`)
      await what.tap()
      interactions++
    }
    await tap(page.getByRole('link', { name: 'Casework', exact: true }))
    await isFine(page, 'Casework')
    await tap(page.locator('label', { hasText: 'By a visit' }))
    await tap(page.locator('label', { hasText: 'No reply' }))
    await page.getByRole('textbox', { name: /In one line/ }).fill('Curtains drawn, a dog inside.')
    interactions++
    await tap(page.getByRole('button', { name: /^Record for Monday 23 November/ }))
    await told(page).waitFor()
    assert.ok(interactions <= MOST_INTERACTIONS, `${interactions} interactions`)
    await isFine(page, 'Casework')
    await page.getByText('Curtains drawn, a dog inside.').first().waitFor()
    await page.getByRole('link', { name: 'Put right what you recorded' }).waitFor()
  }

  async function anEnquiry(page: Page): Promise<void> {
    const made = async () => Number(/(\d+) of 15 made/.exec(await page.getByRole('main').innerText())?.[1])
    const before = await made()
    await page.getByRole('link', { name: /^Record\s*: Neighbours, or the landlord/ }).tap()
    await isFine(page, 'An enquiry')
    assert.ok(await page.getByRole('radio', { name: 'Neighbours, or the landlord' }).isChecked())
    await page.getByRole('radio', { name: 'Nothing' }).check()
    await page.getByRole('button', { name: 'Record the enquiry' }).tap()
    await isFine(page, 'Casework')
    assert.equal(await made(), before + 1)
  }

  async function aBarrier(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Record a barrier' }).tap()
    await isFine(page, 'Barrier to education')
    await page.getByRole('radio', { name: 'Significant, of any kind' }).check()
    await page.getByRole('textbox', { name: 'Which barrier is it?' }).fill('No bus goes there')
    await page.getByRole('button', { name: 'Check before you record' }).tap()
    await isFine(page, 'Check before you record')
    await page.getByRole('button', { name: /^Record/ }).tap()
    await isFine(page, 'Casework')
    await page.getByText('No bus goes there').first().waitFor()
    await page.getByRole('link', { name: 'Nominate for the panel' }).waitFor()
  }

  async function aReferral(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Record a referral' }).tap()
    await isFine(page, 'Referral to a partner agency')
    await page.getByRole('textbox', { name: 'Which agency was it made to?' }).fill('school nursing')
    const byWhen = page.getByRole('group', { name: /By when is an answer expected/ })
    for (const [label, value] of [
      ['Day', '27'],
      ['Month', '11'],
      ['Year', '2026'],
    ] as const)
      await byWhen.getByLabel(label).fill(value)
    await page.getByRole('button', { name: 'Check before you record' }).tap()
    await page.getByRole('button', { name: /^Record/ }).tap()
    await isFine(page, 'Casework')
    await page.getByText('Answer expected by Friday 27 November 2026, in 4 working days').waitFor()
    await page.getByRole('link', { name: /^Record the answer\s*: Referred to school nursing/ }).tap()
    await isFine(page, 'An answer to a referral')
    await page.getByRole('radio', { name: 'Accepted: they take it on' }).check()
    await page.getByRole('button', { name: 'Record the answer' }).tap()
    await isFine(page, 'Casework')
    await page.getByText('Accepted: they take it on').waitFor()
  }

  async function theClock(page: Page): Promise<void> {
    await page.getByText('Week by week').tap()
    const table = page.getByRole('table', { name: 'School days counted in each week' })
    const last = table.getByRole('row').last().getByRole('cell')
    const [, , total] = await last.allInnerTexts()
    const of = /(\d+) of (\d+) school days off roll/.exec(await page.getByRole('main').innerText())
    assert.equal(total, of?.[2])
    assert.ok(await table.getByRole('cell', { name: /^half-term/ }).count())
  }

  async function aBrother(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Add or take back' }).tap()
    await isFine(page, 'A brother or sister')
    await page.getByRole('button', { name: 'Record it' }).tap()
    await isFine(page, 'A brother or sister')
    for (const fault of await page.getByRole('alert').getByRole('link').all())
      assert.ok(await page.locator((await fault.getAttribute('href')) ?? '').isVisible())
    await page.getByRole('link', { name: 'Leave without recording' }).tap()
    await isFine(page, 'Casework')
  }

  async function aNomination(page: Page, { id, name }: ReturnType<typeof childOf>): Promise<void> {
    await page.goto(`/children/${id}/record/barrier`)
    await page.getByRole('radio', { name: 'Significant, of any kind' }).check()
    await page.getByRole('button', { name: 'Check before you record' }).tap()
    await page.getByRole('button', { name: /^Record/ }).tap()
    await page.getByRole('link', { name: 'Panel candidates' }).tap()
    await isFine(page, 'Panel candidates')
    await page.getByRole('link', { name: new RegExp(`^Nominate\\s+${name}`) }).tap()
    await isFine(page, 'Nomination for the panel')
    await page.getByRole('button', { name: 'Check before you record' }).tap()
    await page.getByRole('button', { name: /^Nominate/ }).tap()
    await isFine(page, 'Panel candidates')
    await told(page).getByText(`Recorded for ${name}`).waitFor()
    assert.equal(await page.getByRole('link', { name: new RegExp(`^Nominate\\s+${name}`) }).count(), 0)
  }
})
