import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from '@playwright/test'
import { countyDatabase } from '../service/county.ts'
import { type At, atBrowser } from './at-a-browser.ts'
import { complaintsOf, isFine } from './page.ts'

/*
 * A child in danger, in a real browser: somebody tells, and whoever triages sees it first, and records who was rung.
 */

describe('An officer who is told of a child in danger', () => {
  const onPage = atBrowser(countyDatabase)

  it(
    'sees it above everything else, and records on a phone who was rung',
    onPage({ viewport: { width: 320, height: 640 } }, (page, at) => recordsACall(page, at, 'Perilla Narrow')),
  )

  it(
    'does the same where the browser runs no scripts',
    onPage({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } }, (page, at) => recordsACall(page, at, 'Perilla Plain')),
  )

  async function recordsACall(page: Page, at: At, name: string): Promise<void> {
    const complaints = complaintsOf(page)
    await at.signIn(page, 'p-halloran')
    await page.goto('/tell-us/quick')
    const [given = '', family = ''] = name.split(' ')
    await page.getByLabel('First names').fill(given)
    await page.getByLabel('Family name').fill(family)
    await page.getByRole('radio', { name: 'Yes' }).first().check()
    await page.locator('textarea[name="says"]').fill('Seen alone at the station.')
    await page.locator('main form button[type="submit"]').click()
    await page.waitForURL(/quick\/./)

    await page.goto('/steps')
    await isFine(page, 'My next steps')
    await page.getByRole('heading', { level: 2, name: 'In danger now' }).waitFor()
    await page.getByRole('link', { name: new RegExp(`^Record who was rung.*${name}`) }).click()

    await isFine(page, name)
    await page.getByText('nobody is on record as having been rung').waitFor()
    await page.getByText('Record who was rung').click()
    await page.getByRole('button', { name: 'Record it' }).click()
    assert.match(await page.title(), /^Error: /)
    await isFine(page, name)
    await page.getByRole('radio', { name: 'The support hub' }).check()
    await page.getByLabel('At what time?').fill('9.05')
    await page.getByLabel('What did they answer?').fill('A social worker goes there now.')
    await page.getByRole('button', { name: 'Record it' }).click()

    await page.getByRole('heading', { level: 2, name: 'Who was rung' }).waitFor()
    await isFine(page, name)
    await page.getByText('09:05: the support hub').waitFor()
    assert.equal(await page.getByText('nobody is on record').count(), 0)
    assert.deepEqual(complaints, [])
  }
})
