import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from '@playwright/test'
import { storiesDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { isFine } from './page.ts'

/*
 * Somebody tells of a child in a real browser, on a phone and on a council laptop, and an officer finds out which child it is.
 */

/** The narrowest there is. */
const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }

describe('Somebody at a browser who tells of a child', () => {
  const onPage = atBrowser(storiesDatabase)

  it(
    'does it on a laptop',
    onPage({ viewport: { width: 1366, height: 640 } }, (page) => tells(page, 'Wanda')),
  )

  it(
    'does it on a small phone whose browser runs no scripts',
    onPage(phone, (page) => tells(page, 'Phoebe')),
  )

  it(
    'is read first by an officer, who makes the record of a new child, on a phone without scripts',
    onPage(phone, async (page) => {
      await page.goto('/')
      await page.getByRole('button', { name: 'Bridie Halloran' }).click()
      await page.getByRole('link', { name: /New notifications/ }).click()
      await isFine(page, 'New notifications')
      await page.getByRole('link', { name: /Decide.*Phoebe Tellerman, about 9/ }).click()
      await isFine(page, 'Phoebe Tellerman, about 9')
      await page.getByText('It is a new child').click()
      await isFine(page, 'Phoebe Tellerman, about 9')
      await page.getByRole('textbox', { name: 'Family name' }).fill('')
      await page.getByRole('button', { name: 'Make the record' }).click()
      assert.match(await page.title(), /^Error: /)
      await isFine(page, 'Phoebe Tellerman, about 9')
      await page.getByRole('textbox', { name: 'Family name' }).fill('Tellerman')
      await page.locator('#new-isRegistered').check()
      await page.getByRole('button', { name: 'Make the record' }).click()
      await page.getByText('It was found to be a new child.').waitFor()
      await page.getByRole('link', { name: 'Open the child' }).click()
      await page.getByRole('heading', { level: 1, name: /Phoebe Tellerman/ }).waitFor()
    }),
  )

  async function tells(page: Page, name: string): Promise<void> {
    const goOn = () => page.getByRole('button', { name: 'Continue' }).click()

    await page.goto('/tell-us')
    await isFine(page, 'Tell us about a child who is not in school')
    await page.getByRole('link', { name: 'Start' }).click()

    await isFine(page, 'Who are you?')
    await goOn()
    assert.match(await page.title(), /^Error: /)
    await isFine(page, 'Who are you?')
    await page.getByRole('link', { name: 'Select who you are' }).click()
    await page.getByRole('radio', { name: /A neighbour/ }).check()
    await goOn()

    await isFine(page, 'Is the child in danger now?')
    await page.getByRole('radio', { name: 'Yes' }).check()
    await goOn()
    await isFine(page, 'Ring 999 now')
    await page.getByRole('link', { name: /go on$/ }).click()

    await isFine(page, 'What is the child’s name?')
    await page.getByRole('textbox', { name: 'First names' }).fill(name)
    await page.getByRole('textbox', { name: 'Family name' }).fill('Tellerman')
    await goOn()
    await isFine(page, 'When was the child born?')
    await page.getByRole('textbox', { name: /about how old/ }).fill('9')
    await goOn()
    await isFine(page, 'Where does the child live, or where were they last seen?')
    await page.getByRole('button', { name: 'I do not know' }).click()
    await isFine(page, 'Which school did the child last go to?')
    await page.getByRole('button', { name: 'I do not know' }).click()
    await isFine(page, 'What do you know?')
    await page.getByRole('textbox', { name: 'What do you know?' }).fill('Alone at home on school days.')
    await goOn()
    await isFine(page, 'How can we reach you?')
    await page.getByRole('button', { name: 'I would rather not say' }).click()

    await isFine(page, 'Check what you tell us')
    await page.goBack()
    await isFine(page, 'How can we reach you?')
    await page.goForward()
    await page.getByRole('link', { name: /Change the answer to “What you know”/ }).click()
    assert.equal(await page.getByRole('textbox', { name: 'What do you know?' }).inputValue(), 'Alone at home on school days.')
    await page.getByRole('textbox', { name: 'What do you know?' }).fill('Alone at home on school days, since June.')
    await goOn()
    await page.getByText('since June').waitFor()
    await page.getByRole('button', { name: 'Send' }).click()

    await isFine(page, 'We have it. Thank you.')
    await page.getByText(/^\w{4}-\w{4}-\w{4}$/).waitFor()
    assert.equal(await page.evaluate('Object.keys(localStorage).length + Object.keys(sessionStorage).length'), 0)
  }
})
