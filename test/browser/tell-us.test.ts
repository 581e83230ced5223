import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import type { TestDatabase } from '../database/cluster.ts'
import { storiesDatabase } from '../service/county.ts'
import { openService, type Service } from '../service/service.ts'
import { HOW_TO_GET_ONE, startChromium } from './chromium.ts'

/*
 * Somebody tells of a child in a real browser, on a phone and on a council laptop, and an officer finds out which child it is.
 */

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe('Somebody at a browser who tells of a child', () => {
  let own: TestDatabase
  let service: Service
  let browser: Browser | undefined
  before(async () => {
    browser = await startChromium()
    if (!browser) return
    own = await storiesDatabase()
    service = await openService(own)
  })
  after(async () => {
    await browser?.close()
    await service?.close()
    await own?.drop()
  })

  it('has one', () => assert.ok(browser, HOW_TO_GET_ONE))

  it('does it on a laptop', async (test) => {
    if (!browser) return test.skip('no browser')
    await tells(browser, { width: 1366, javaScriptEnabled: true, name: 'Wanda' })
  })

  it('does it on a small phone whose browser runs no scripts', async (test) => {
    if (!browser) return test.skip('no browser')
    await tells(browser, { width: 320, javaScriptEnabled: false, name: 'Phoebe' })
  })

  it('is read first by an officer, who makes the record of a new child, on a phone without scripts', async (test) => {
    if (!browser) return test.skip('no browser')
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    await page.goto(service.baseUrl)
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
    await context.close()
  })

  async function tells(
    browser: Browser,
    { width, javaScriptEnabled, name }: { width: number; javaScriptEnabled: boolean; name: string },
  ): Promise<void> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 640 } })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const goOn = () => page.getByRole('button', { name: 'Continue' }).click()

    await page.goto(`${service.baseUrl}/tell-us`)
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
    await context.close()
  }
})

/** The page has this heading, fits its window, and has nothing that keeps anybody from using it. The rules are scripts: they look at a copy of the page. */
async function isFine(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${heading} is too wide`)
  // What is on a page is the same on either: once is enough.
  if ((page.viewportSize()?.width ?? 0) > 320) return
  const context = await (page.context().browser() as Browser).newContext({ viewport: page.viewportSize() })
  const copy = await context.newPage()
  const body = (await page.content()).replace(/<script\b[^>]*>[^<]*<\/script>/g, '')
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await copy.goto(page.url())
  const { violations } = await new AxeBuilder({ page: copy }).withTags(RULES).analyze()
  await context.close()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    `at ${new URL(page.url()).pathname}`,
  )
}
