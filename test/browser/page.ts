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
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'), true, `${heading} is too wide`)
  assert.deepEqual(await barriersOn(page), [], `at ${new URL(page.url()).pathname}`)
}

/**
 * What the rules find. They are scripts themselves: so it is a copy of the page that they look at, which runs none of its own. There is no frame on any page of
 * ours, so the rules are run in this one alone, which takes half the time.
 */
export async function barriersOn(page: Page): Promise<readonly string[]> {
  const context = await (page.context().browser() as Browser).newContext({ viewport: page.viewportSize() })
  const copy = await context.newPage()
  const body = (await page.content()).replace(/<script\b[^>]*>[^<]*<\/script>/g, '')
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await copy.goto(page.url())
  const builder = new AxeBuilder({ page: copy }).setLegacyMode(true)
  const { violations } = await builder.options({ runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'] }).analyze()
  await context.close()
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
