import assert from 'node:assert/strict'
import { after, before, it, type TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { TestDatabase } from '../database/cluster.ts'
import { openService, type Service } from '../service/service.ts'
import { HOW_TO_GET_ONE, startChromium } from './chromium.ts'

/** What a page of a test is at. */
export interface At {
  readonly service: Service
  readonly own: TestDatabase
  /** Signs the page in as somebody of the cast; the journeys do it as people do. */
  signIn(page: Page, person: string): Promise<void>
}

/** A test with a page of a window of its own, which is closed after it. */
type OnPage = (how: BrowserContextOptions, use: (page: Page, at: At) => Promise<void>) => (test: TestContext) => Promise<void>

/** No test with a page takes as long, in milliseconds; the longest fills in the forms of every type of fact. */
const LONGEST = 300_000

// One for all files of a process: starting it takes as long as a test.
let started: Promise<Browser | undefined> | undefined
after(async () => (await started)?.close())

/**
 * A browser at the service over a database of the tests' own, while the tests of a describe run. Where there is none, one test fails and says how
 * to get one, and those with a page are skipped.
 */
export function atBrowser(makeDatabase: () => Promise<TestDatabase>): OnPage {
  let own: TestDatabase | undefined
  let service: Service | undefined
  let browser: Browser | undefined
  before(async () => {
    started ??= startChromium()
    browser = await started
    if (!browser) return
    own = await makeDatabase()
    service = await openService(own)
  })
  after(async () => {
    await service?.close()
    await own?.drop()
  })

  it('has one', () => assert.ok(browser, HOW_TO_GET_ONE))

  return (how, use) => async (test) => {
    if (!browser || !service || !own) return test.skip('no browser')
    const context = await browser.newContext({ baseURL: service.baseUrl, ...how })
    context.setDefaultTimeout(20_000)
    // What is asked of a page by a script waits for ever, where the page does not answer: closing the window ends it, and the test fails.
    const longest = setTimeout(() => context.close(), LONGEST)
    try {
      await use(await context.newPage(), { service, own, signIn: signInAt(service) })
    } finally {
      clearTimeout(longest)
      await context.close()
    }
  }
}

const signInAt =
  (service: Service): At['signIn'] =>
  async (page, person) => {
    const visitor = await service.signIn(person)
    const url = service.baseUrl.replace('http:', 'https:')
    await page.context().addCookies(visitor.cookies().map(({ name, value }) => ({ name, value, url, secure: true })))
  }
