import assert from 'node:assert/strict'
import type { Locator, Page } from '@playwright/test'
import { fits } from './page.ts'

/*
 * Somebody who uses a keyboard alone: what cannot be come to with the Tab key is not there for them.
 */

/** More than stand on any page. */
const MOST_STOPS = 500

/** Goes on with the Tab key until the focus is on it; it is then to be seen. */
export const tabTo = (page: Page, target: Locator): Promise<void> =>
  tabUntil(page, `${target}`, () => target.evaluate((one) => one === one.ownerDocument.activeElement))

async function tabUntil(page: Page, what: string, isThere: () => Promise<unknown>): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await isThere()) return assert.ok(await page.evaluate(IS_SEEN), `the focus is on ${what}, and not to be seen`)
    await page.keyboard.press('Tab')
  }
  assert.fail(`nobody comes to ${what} with the Tab key`)
}

const IS_SEEN = `(() => {
  const { top, bottom, width } = document.activeElement.getBoundingClientRect()
  return width > 0 && bottom > 0 && top < window.innerHeight
})()`

/** Presses a link or a button, and is on the page that it leads to. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() < 300)
  await page.keyboard.press('Enter')
  await answered
  await page.waitForLoadState()
}

export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name }).first()

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first()

/** Chooses one of several with the arrows. */
export async function choose(page: Page, label: string | RegExp): Promise<void> {
  const wanted = page.getByRole('radio', { name: label }).first()
  // The key leads to one of those of a question.
  const name = await wanted.getAttribute('name')
  await tabUntil(page, `${wanted}`, () => page.evaluate(`document.activeElement.name === ${JSON.stringify(name)}`))
  await page.keyboard.press('Space')
  for (let steps = 0; !(await wanted.isChecked()); steps++) {
    assert.ok(steps < 40, `nobody comes to ${wanted} with the arrows`)
    await page.keyboard.press('ArrowDown')
  }
}

/** Types into a field, instead of what is in it. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Is on a page with this heading, which fits the window. */
export async function isAt(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await fits(page)
}
