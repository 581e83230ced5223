import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from '@playwright/test'
import { childOf, storiesDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { complaintsOf, isFine } from './page.ts'

/*
 * Three children who are missing education, to the end of their cases: one whose parents engage, one whose parents refuse everything, one who turns out to be
 * educated at home. On a laptop, and on a small phone whose browser runs no scripts.
 */

const laptop = { viewport: { width: 1366, height: 900 } }
const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }

for (const [where, how] of [
  ['on a laptop', laptop],
  ['on a small phone without scripts', phone],
] as const)
  describe(`Three children, ${where}`, () => {
    const onPage = atBrowser(storiesDatabase)

    it('whose parents engage: back in school, seen there, and the case closed', onPage(how, backInSchool))
    it('whose parents refuse everything: refused, noticed, ordered, with the letters printed', onPage(how, ordered))
    it('who turns out to be educated at home: asked, checked, and closed with evidence', onPage(how, educatedAtHome))
  })

async function signIn(page: Page, person: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/')
  await page.getByRole('button', { name: person }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

async function setDay(page: Page, date: string, name = 'on'): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-')
  for (const [part, value] of [
    ['day', day],
    ['month', month],
    ['year', year],
  ] as const)
    await page.locator(`[name="${name}.${part}"]`).fill(value)
}

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Of this child' }).getByRole('link', { name }).click()

/** Fills in a form, has it checked, and records it. */
async function recordFact(page: Page, date: string, button: string, fill: () => Promise<unknown> = async () => {}): Promise<void> {
  await setDay(page, date)
  await fill()
  await page.getByRole('button', { name: 'Check before you record' }).click()
  await page.getByRole('heading', { level: 1, name: 'Check before you record' }).waitFor()
  await page.getByRole('button', { name: button }).click()
  await page.getByText('Recorded.').first().waitFor()
}

const line = (page: Page, name: string | RegExp, text: string) => page.getByRole('textbox', { name }).fill(text)

// ---- Whose parents engage --------------------------------------------------------------------------------------------------------------

async function backInSchool(page: Page): Promise<void> {
  const child = childOf('engaging')
  const complaints = complaintsOf(page)
  await signIn(page, 'Bridie Halloran')
  await page.goto(`/children/${child.id}`)
  await isFine(page, child.name)
  await tab(page, 'Back in school')
  await isFine(page, 'Back in school')
  await page.getByText('On no school’s roll since').waitFor()

  await page.getByRole('link', { name: 'Record school place' }).click()
  await recordFact(page, '2026-11-16', 'Record school place', () =>
    page.getByRole('combobox', { name: /Which school is it/ }).selectOption({ index: 1 }),
  )
  await isFine(page, 'Back in school')
  await page.getByText('not yet seen at school, for 5 school days').waitFor()
  await page.getByText('ended by a place on a school’s roll').waitFor()

  await page.getByRole('link', { name: 'Confirm that the child was there' }).click()
  await isFine(page, 'Seen at school for the first time')
  await page.getByRole('button', { name: 'Confirm' }).click()
  assert.match(await page.title(), /^Error: /)
  await setDay(page, '2026-11-17')
  await page.getByRole('radio', { name: 'The school told us' }).check()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await isFine(page, 'Back in school')
  await page.getByText('Seen at school on Tuesday 17 November 2026').waitFor()
  assert.deepEqual(complaints, [])
}

// ---- Whose parents refuse everything -----------------------------------------------------------------------------------------------------

async function ordered(page: Page): Promise<void> {
  const child = childOf('refusing')
  const complaints = complaintsOf(page)
  await signIn(page, 'Bridie Halloran')
  await page.goto(`/children/${child.id}/record/consent?for=support`)
  await recordFact(page, '2026-09-28', 'Record answer', async () => {
    await page.getByRole('radio', { name: 'Consent refused' }).check()
    await line(page, /Who was asked/, 'His father')
  })
  await page.goto(`/children/${child.id}/record/parent-refuses`)
  await recordFact(page, '2026-09-29', 'Record refusal', async () => {
    await page.getByRole('radio', { name: 'Yes, they refuse services' }).check()
    await page.getByRole('radio', { name: 'Yes, they refuse admissions' }).check()
  })

  await tab(page, 'School Attendance Order')
  await isFine(page, 'School Attendance Order')
  await page.getByText('First: the home-education register has not been checked').waitFor()
  await page.getByRole('link', { name: 'Record the check' }).click()
  await recordFact(page, '2026-09-30', 'Record check', () => page.getByRole('radio', { name: 'No, not on the register' }).check())

  await page.getByRole('link', { name: 'Start an order' }).first().click()
  await isFine(page, 'Step of a School Attendance Order')
  await recordFact(page, '2026-10-01', 'Record step', () => line(page, /On what grounds/, 'No teaching was shown to us.'))
  await isFine(page, 'School Attendance Order')

  await printLetter(page, 'Notice to satisfy the council')
  await page.getByRole('link', { name: 'Record service of the notice' }).first().click()
  await recordFact(page, '2026-10-05', 'Record step', async () => {
    await page.getByRole('radio', { name: 'By hand' }).check()
    await line(page, /On whom was it served/, 'His father')
    await line(page, /Which period does it state/, '15')
  })
  await page.getByText('The 15 days ended on Monday 19 October 2026').waitFor()

  await page.getByRole('link', { name: 'Name the school' }).first().click()
  await recordFact(page, '2026-10-06', 'Record step', async () => {
    await page.getByRole('combobox', { name: /Which school is named/ }).selectOption({ index: 1 })
    await line(page, /Why this school/, 'The nearest with a place.')
  })
  await page.getByRole('link', { name: 'Record the consultation' }).first().click()
  await isFine(page, 'A stage of the School Attendance Order')
  await recordStage(page, '2026-10-08')

  await printLetter(page, 'Notice of intention to serve an order')
  await page.getByRole('link', { name: 'Record service of the notice of intention' }).first().click()
  await recordStage(page, '2026-10-20', async () => {
    await page.getByRole('radio', { name: 'By post' }).check()
    await line(page, /On whom was it served/, 'His father')
    await line(page, /Which period does it state/, '15')
  })
  await page.getByText('The 15 days ended on Tuesday 3 November 2026').waitFor()

  await printLetter(page, 'The order is served')
  await page.getByRole('link', { name: 'Record service of the order' }).first().click()
  await recordFact(page, '2026-11-04', 'Record step', async () => {
    await page.getByRole('radio', { name: 'By hand' }).check()
    await line(page, /On whom was it served/, 'His father')
    await line(page, /Why did what the parents said not satisfy/, 'Nothing was shown.')
  })
  await isFine(page, 'School Attendance Order')
  await page.getByText('The order was served on Wednesday 4 November 2026').waitFor()
  assert.match(await page.getByRole('main').innerText(), /Letters made ready to print\s+3/)
  assert.deepEqual(complaints, [])
}

async function recordStage(page: Page, date: string, fill: () => Promise<unknown> = async () => {}): Promise<void> {
  await setDay(page, date)
  await page.getByRole('combobox', { name: /Which school is it about/ }).selectOption({ index: 1 })
  await fill()
  await page.getByRole('button', { name: 'Record the stage' }).click()
  await page.getByRole('heading', { level: 1, name: 'School Attendance Order' }).waitFor()
}

/** The draft is changed, kept, and on paper there is the letter alone. */
async function printLetter(page: Page, stage: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^Draft the letter.*${stage}`) }).click()
  await page.getByRole('heading', { level: 1, name: /: draft$/ }).waitFor()
  const letter = page.getByRole('textbox', { name: 'The letter' })
  await letter.fill((await letter.inputValue()).replaceAll('[…]', 'as we said at your door'))
  await page.getByRole('button', { name: 'Keep it and go on to print' }).click()
  await page.getByRole('heading', { level: 1, name: /: letter$/ }).waitFor()
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('article', { name: 'The letter' }).isVisible(), true)
  for (const other of [page.getByRole('banner'), page.getByRole('contentinfo'), page.getByRole('heading', { level: 1 })])
    assert.equal(await other.isVisible(), false)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: 'record when and how it was served' }).click()
  await page.getByRole('heading', { level: 1, name: 'School Attendance Order' }).waitFor()
}

// ---- Who turns out to be educated at home ------------------------------------------------------------------------------------------------

async function educatedAtHome(page: Page): Promise<void> {
  const child = childOf('notified')
  const complaints = complaintsOf(page)
  await signIn(page, 'Bridie Halloran')
  await page.goto(`/children/${child.id}/record/ehe-stated`)
  await recordFact(page, '2026-11-23', 'Record statement', () => line(page, 'Note', 'His mother, on the telephone.'))

  await signIn(page, 'Stella Lomaxen')
  await page.getByRole('link', { name: 'Home education', exact: true }).click()
  await isFine(page, 'Home education: what you are asked')
  await page.getByRole('link', { name: new RegExp(`^Answer.*${child.name}`) }).click()
  await isFine(page, 'Is the child educated at home?')
  await page.getByText('His mother, on the telephone.').waitFor()
  await page.getByRole('radio', { name: 'Yes, on the register' }).check()
  await page.getByRole('radio', { name: 'Yes, it is suitable' }).check()
  await line(page, /What was seen/, 'His work of this term, with him.')
  await page.getByRole('button', { name: 'Record the answer' }).click()
  await isFine(page, 'Home education: what you are asked')
  await page.getByText('Nobody waits for an answer').waitFor()

  await signIn(page, 'Bridie Halloran')
  await page.goto(`/children/${child.id}`)
  await page.getByText('His work of this term, with him.').waitFor()
  await tab(page, 'Back in school')
  await page.getByRole('link', { name: /^Close it.*Educated at home/ }).click()
  await setDay(page, '2026-11-23')
  await page.getByRole('button', { name: 'Check before you record' }).click()
  assert.match(await page.title(), /^Error: /)
  await isFine(page, 'Case of missing education closed')
  await recordFact(page, '2026-11-23', 'Close the case', async () => {
    await line(page, /What is the evidence/, 'The check of today, and his mother’s letter.')
    await page.getByRole('radio', { name: 'Yes, it is suitable' }).check()
  })
  await isFine(page, 'Back in school')
  await page.getByText('ended by closing: educated at home').waitFor()
  assert.deepEqual(complaints, [])
}
