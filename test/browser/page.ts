import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from '@playwright/test'

/*
 * What has to be so of every page that a browser shows.
 */

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The page has this heading, fits its window, and has nothing that keeps anybody from using it. */
export async function isFine(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await fits(page)
  assert.deepEqual(await barriersOn(page), [], `at ${new URL(page.url()).pathname}`)
}

/** The page fits its window; otherwise what sticks out is told. */
export async function fits(page: Page): Promise<void> {
  const isWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
  const wide = isWide ? await page.evaluate(WIDE) : []
  assert.deepEqual(wide, [], `${new URL(page.url()).pathname} is too wide at ${page.viewportSize()?.width} pixels`)
}

const WIDE = `[...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))`

/** A page beside those of the tests, one for each browser: making it takes longer than what it is for. */
const copies = new WeakMap<Browser, Page>()

async function copyFor(browser: Browser): Promise<Page> {
  const copy = copies.get(browser) ?? (await (await browser.newContext()).newPage())
  copies.set(browser, copy)
  return copy
}

/**
 * What the rules find. They are scripts themselves: so it is a copy of the page that they look at, which runs none of its own. There is no frame on any page of
 * ours, so the rules are run in this one alone, which takes half the time. Of the rest, half is for the contrast of colours.
 */
export async function barriersOn(page: Page, { butColours = false } = {}): Promise<readonly string[]> {
  const copy = await copyFor(page.context().browser() as Browser)
  const body = (await page.content()).replace(/<script\b[^>]*>[^<]*<\/script>/g, '')
  await copy.setViewportSize(page.viewportSize() as NonNullable<ReturnType<Page['viewportSize']>>)
  // With the part behind the #, it would stay where it is.
  const [url = ''] = page.url().split('#')
  await copy.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }), { times: 1 })
  await copy.goto(url)
  const builder = new AxeBuilder({ page: copy }).setLegacyMode(true)
  const rules = butColours ? { 'color-contrast': { enabled: false } } : {}
  const { violations } = await builder.options({ runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'], rules }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Everything that the browser found wrong: failures, what the policy of the page forbids, and what was not to be had; but for a form that comes back (422). */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isOfFaults = message.text().includes(' 422 ')
    if ((message.type() === 'error' || message.type() === 'warning') && !isOfFaults) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 422) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return complaints
}

/** What the browser would still have when it is closed: nothing of a child may be among it. */
export async function keptIn(context: BrowserContext): Promise<{ storage: readonly unknown[]; databases: number }> {
  const { origins } = await context.storageState({ indexedDB: true })
  const [page] = context.pages()
  const session = (await page?.evaluate('Object.keys(sessionStorage)')) as string[]
  const caches = (await page?.evaluate('caches.keys()')) as string[]
  const databases = (await page?.evaluate('indexedDB.databases()')) as unknown[]
  return { storage: [...origins, ...session, ...caches], databases: databases.length }
}
