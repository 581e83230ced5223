import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from '@playwright/test'
import { childOf, countyDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { complaintsOf, isFine, keptIn } from './page.ts'

/*
 * What a CME officer does of a morning, in a real browser: from signing in to a refusal on record, and what the guidance makes of it.
 */

describe('An officer at a browser', () => {
  const onPage = atBrowser(countyDatabase)

  it(
    'finds a child among the next steps, records that consent is refused, and is told the new step and why',
    onPage({}, (page) => recordsARefusal(page, childOf('no-progress'))),
  )

  it(
    'does the same where the browser runs no scripts',
    onPage({ javaScriptEnabled: false }, (page) => recordsARefusal(page, childOf('persistent'))),
  )

  async function recordsARefusal(page: Page, child: ReturnType<typeof childOf>): Promise<void> {
    const complaints = complaintsOf(page)

    await page.goto('/')
    await isFine(page, 'Whom do you want to be?')
    await page.getByRole('button', { name: 'Bridie Halloran' }).click()

    await isFine(page, 'My next steps')
    await page
      .getByRole('link', { name: new RegExp(`^${child.name}, \\d+$`) })
      .first()
      .click()

    await isFine(page, child.name)
    await page.getByRole('link', { name: 'Record something' }).click()

    await isFine(page, 'Record something')
    await page.getByRole('link', { name: 'Consent asked for' }).click()

    await isFine(page, 'Consent asked for')
    await page.getByRole('button', { name: 'Check before you record' }).click()
    assert.match(await page.title(), /^Error: /)
    await isFine(page, 'Consent asked for')
    assert.equal(await page.getByRole('alert').getByRole('link').count(), 2)
    await page.getByRole('radio', { name: 'An Early Help Assessment' }).check()
    await page.getByRole('radio', { name: 'Consent refused' }).check()
    await page.getByRole('textbox', { name: 'Note' }).fill('Mother, on the doorstep: not today, not ever.')
    await page.getByRole('button', { name: 'Check before you record' }).click()

    const newStep = 'Discuss a refusal with the support hub'
    await isFine(page, 'Check before you record')
    await page.getByText(newStep).first().waitFor()
    await page.getByText('Mother, on the doorstep').first().waitFor()
    await page.getByRole('button', { name: /^Record/ }).click()

    await isFine(page, child.name)
    await page.getByText('Recorded.').waitFor()
    await page.getByRole('row').filter({ hasText: newStep }).getByRole('link', { name: 'Why' }).click()

    await isFine(page, newStep)
    const why = await page.getByRole('main').innerText()
    assert.match(why, /Monday 23 November 2026: Consent .*refused/)
    assert.match(why, /Due Monday 30 November 2026/)
    assert.match(why, /§1\.6/)

    assert.deepEqual(complaints, [])
    assert.deepEqual(await keptIn(page.context()), { storage: [], databases: 0 })
  }
})
