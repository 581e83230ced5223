import assert from 'node:assert/strict'
import type { Page } from '@playwright/test'

/*
 * Filling in whatever form, sending it, and what has to be so where it comes back. What stands in a form is read and written by scripts of the test, which run in
 * a browser that runs none of the page's own, too.
 */

/** What is put into fields by name: a text, `null` for a choice that is taken away. */
export type Spoilt = Readonly<Record<string, string | null>>

/** How a form is filled: with something that can be told again in each field, or with nothing. */
export type Filling = 'everything' | 'nothing'

/** Those that somebody can fill in. */
const FIELDS = `((form) => [...form.elements].filter((field) => !['hidden', 'submit', 'button', 'fieldset'].includes(field.type)))`

/** No day that exists; a text that a page must not take for markup; the last of several choices. */
const FILL = `({ form: selector, filling, spoilt }) => {
  const days = { day: '31', month: '2', year: '2026' }
  for (const field of ${FIELDS}(document.querySelector(selector))) {
    const own = spoilt[field.name]
    const isEmpty = filling === 'nothing' || own === null
    // A choice among several that is made cannot be taken away again.
    if (field.type === 'radio') field.checked = isEmpty ? field.checked : own === undefined || field.value === own
    else if (field.type === 'checkbox') field.checked = !isEmpty && (own === undefined || field.value === own)
    else if (field.type === 'select-one') field.selectedIndex = isEmpty ? 0 : field.options.length - 1
    else if (own !== undefined || isEmpty) field.value = own ?? ''
    else field.value = days[field.name.split('.').pop()] ?? ('Kept “' + field.name + '” <i>&amp; so' + (field.type === 'textarea' ? '\\nand on' : ''))
  }
}`

const STATE = `({ form }) => ${FIELDS}(document.querySelector(form)).map((field) => {
  const isChoice = field.type === 'radio' || field.type === 'checkbox'
  return field.name + (isChoice ? '=' + field.value + (field.checked ? ' chosen' : '') : ': ' + field.value)
})`

/** Where the focus is: the field (of a list all of it), and what is said to be wrong with it to whoever hears the page. */
const FOCUSED = `() => {
  const field = document.activeElement
  const described = [field, field.closest('fieldset')].flatMap((one) => (one?.getAttribute('aria-describedby') ?? '').split(' '))
  const errors = described.map((id) => id && document.getElementById(id)).filter((one) => one && one.classList.contains('govuk-error-message'))
  return {
    id: field.id,
    isField: field.matches('input, select, textarea, #list'),
    isShown: field.getBoundingClientRect().height > 0,
    isWithinGroup: field.closest('.govuk-form-group--error, #list') !== null,
    says: errors.map((one) => one.textContent.trim().replace(/^Error:\\s*/, '')),
  }
}`

const run = (page: Page, script: string, given: object): Promise<unknown> => page.evaluate(`(${script})(${JSON.stringify(given)})`)

interface Focused {
  readonly id: string
  readonly isField: boolean
  readonly isShown: boolean
  readonly isWithinGroup: boolean
  readonly says: readonly string[]
}

/** Fills a form, sends it with its button, and finds it come back with what is wrong, and with all that was in it. */
export async function comesBack(
  page: Page,
  {
    form,
    send,
    filling,
    spoilt = {},
  }: { readonly form: string; readonly send: string; readonly filling: Filling; readonly spoilt?: Spoilt },
): Promise<void> {
  await run(page, FILL, { form, filling, spoilt })
  const before = (await run(page, STATE, { form })) as readonly string[]
  const sent = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator(send).first().click()
  const status = (await sent).status()
  const answered = `of ${filling}, at ${new URL(page.url()).pathname}`
  assert.equal(status, 422, `it was taken, or refused otherwise than by its page: ${answered}`)
  await page.locator('.govuk-error-summary:focus').waitFor()
  assert.match(await page.title(), /^Error: /, answered)
  await leadsToItsFields(page, answered)
  const after = (await run(page, STATE, { form })) as readonly string[]
  assert.deepEqual(
    before.filter((field) => !after.includes(field)),
    [],
    `this was in it, and is not any more: ${answered}`,
  )
}

/** Each fault of the summary is a link to its field, which says the same. */
async function leadsToItsFields(page: Page, answered: string): Promise<void> {
  const items = page.locator('.govuk-error-summary__list li')
  const faults = await items.allInnerTexts()
  assert.ok(faults.length > 0, answered)
  const links = page.locator('.govuk-error-summary__list a')
  assert.equal(await links.count(), faults.length, `${faults.join(' | ')}: a fault leads nowhere, ${answered}`)
  for (const [place, fault] of faults.entries()) {
    const link = links.nth(place)
    const target = ((await link.getAttribute('href')) ?? '').replace(/^#/, '')
    await link.press('Enter')
    const focused = (await run(page, FOCUSED, {})) as Focused
    const { isField, isShown, isWithinGroup, says } = focused
    assert.deepEqual(
      { id: focused.id, isField, isShown, isWithinGroup, says },
      { id: target, isField: true, isShown: true, isWithinGroup: true, says: [fault] },
      `${fault}: ${answered}`,
    )
  }
}
