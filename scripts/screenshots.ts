import { mkdirSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { HOW_TO_GET_ONE, startChromium } from '../test/browser/chromium.ts'
import { childOf, countyDatabase } from '../test/service/county.ts'
import { openService, type Service } from '../test/service/service.ts'

/*
 * Takes pictures of the pages, as the people of the demo see them on Monday 23 November 2026, on a council's laptop and on a phone:
 *
 *   npm run screenshots -- [PART OF A NAME]
 *
 * They come into the folder screenshots, which git ignores. With --readme the three that stand in the README are taken anew, as far as a screen shows them.
 */

const folder = 'screenshots'
const widths = [1366, 320]

const forReadme = process.argv.includes('--readme')
const inReadme = ['next-steps-officer', 'child-refusing', 'check']

/** A picture: whose page, where it is, and what is done there before it is taken. */
interface Picture {
  readonly name: string
  readonly person: string
  readonly path: string
  readonly before?: (page: Page) => Promise<void>
}

const refusing = `/children/${childOf('refusing').id}`
const engaging = `/children/${childOf('engaging').id}`

const next = async (page: Page, button: string): Promise<void> => {
  await page.getByRole('button', { name: button }).click()
  await page.waitForLoadState()
}

const pictures: readonly Picture[] = [
  { name: 'next-steps-officer', person: 'Bridie Halloran', path: '/steps' },
  { name: 'next-steps-team', person: 'Bridie Halloran', path: '/steps?whose=team' },
  { name: 'next-steps-school', person: 'Denise Redfernley', path: '/steps?whose=team' },
  { name: 'next-steps-cfw', person: 'Hazel Brackley', path: '/steps?whose=team' },
  { name: 'child-refusing', person: 'Bridie Halloran', path: refusing },
  { name: 'child-engaging', person: 'Bridie Halloran', path: engaging },
  { name: 'child-panel', person: 'Judith Thackwray', path: refusing },
  {
    name: 'why',
    person: 'Bridie Halloran',
    path: refusing,
    async before(page) {
      await page.getByRole('link', { name: /^Why/ }).first().click()
      await page.waitForLoadState()
    },
  },
  { name: 'record-something', person: 'Bridie Halloran', path: `${refusing}/record` },
  { name: 'form', person: 'Bridie Halloran', path: `${refusing}/record/consent` },
  {
    name: 'form-with-faults',
    person: 'Bridie Halloran',
    path: `${refusing}/record/consent`,
    before: (page) => next(page, 'Check before you record'),
  },
  {
    name: 'check',
    person: 'Bridie Halloran',
    path: `${engaging}/record/consent`,
    async before(page) {
      await page.getByLabel('An Early Help Assessment').check()
      await page.getByLabel('Consent refused').check()
      await next(page, 'Check before you record')
    },
  },
  { name: 'guidance-kept', person: 'Marguerite Vancewell', path: '/guidance' },
  { name: 'who-looked', person: 'Susan Ledgardine', path: `/seen/${childOf('refusing').id}` },
  { name: 'not-found', person: 'Bridie Halloran', path: '/children/nobody' },
  { name: 'forbidden', person: 'Susan Ledgardine', path: '/steps' },
]

const [part = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isMeant = ({ name }: Picture): boolean => (forReadme ? inReadme.includes(name) : name.includes(part))
mkdirSync(folder, { recursive: true })
const own = await countyDatabase()
const service = await openService(own)
const browser = await startChromium()
try {
  if (!browser) throw new Error(HOW_TO_GET_ONE)
  if (!forReadme) await take(browser, { name: 'sign-in', path: '/sign-in' })
  for (const picture of pictures.filter(isMeant)) await take(browser, picture)
} finally {
  await browser?.close()
  await service.close()
  await own.drop()
}

async function take(
  browser: Browser,
  { name, person, path, before }: Omit<Picture, 'person'> & { readonly person?: string },
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: widths[0] as number, height: 768 } })
  const page = await context.newPage()
  if (person !== undefined) await signIn(page, service, person)
  await page.goto(`${service.baseUrl}${path}`)
  await before?.(page)
  if (forReadme) await page.screenshot({ path: `docs/pictures/${name}.png` })
  for (const width of forReadme ? [] : widths) {
    await page.setViewportSize({ width, height: 768 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
  console.log(name)
  await context.close()
}

async function signIn(page: Page, { baseUrl }: Service, person: string): Promise<void> {
  await page.goto(`${baseUrl}/sign-in`)
  await page.getByRole('button', { name: new RegExp(`^${person}`) }).click()
  await page.waitForLoadState()
}
