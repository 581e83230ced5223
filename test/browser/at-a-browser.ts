import assert from 'node:assert/strict'
import { after, before, it, type TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { TestDatabase } from '../database/cluster.ts'
import { openService, type Service } from '../service/service.ts'
import { HOW_TO_GET_ONE, startChromium } from './chromium.ts'

/** A test with a page of a window of its own, which is closed after it. */
type OnPage = (how: BrowserContextOptions, use: (page: Page) => Promise<void>) => (test: TestContext) => Promise<void>

/**
 * A browser at the service over a database of the tests' own, while the tests of a describe run. Where there is none, one test fails and says how
 * to get one, and those with a page are skipped.
 */
export function atBrowser(makeDatabase: () => Promise<TestDatabase>): OnPage {
  let own: TestDatabase | undefined
  let service: Service | undefined
  let browser: Browser | undefined
  before(async () => {
    browser = await startChromium()
    if (!browser) return
    own = await makeDatabase()
    service = await openService(own)
  })
  after(async () => {
    await browser?.close()
    await service?.close()
    await own?.drop()
  })

  it('has one', () => assert.ok(browser, HOW_TO_GET_ONE))

  return (how, use) => async (test) => {
    if (!browser || !service) return test.skip('no browser')
    const context = await browser.newContext({ baseURL: service.baseUrl, ...how })
    context.setDefaultTimeout(20_000)
    await use(await context.newPage())
    await context.close()
  }
}
