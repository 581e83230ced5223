import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from '@playwright/test'
import { countyDatabase } from '../service/county.ts'
import { type At, atBrowser } from './at-a-browser.ts'
import { comesBack, type Filling } from './filling.ts'
import { formKnown, forms, formsGone, type Way } from './forms.ts'

/*
 * Every form of the service, filled in and made wrong: it comes back with the focus on what is wrong, each fault leads to its field, and nothing is lost.
 */

describe('A form that is sent with something wrong', () => {
  const onPage = atBrowser(countyDatabase)

  it('is known here, each of them, and none that is gone', () => {
    for (const name of forms) formKnown(name)
    assert.deepEqual(formsGone(), [])
  })

  for (const name of forms) {
    const known = formKnown(name)
    if ('noField' in known) continue
    it(
      `comes back with what is wrong on top, each fault at its field, and all that was typed: ${name}`,
      onPage({}, (page, at) => eachWay(page, at, known)),
    )
    it(
      `does so where the browser runs no scripts: ${name}`,
      onPage({ javaScriptEnabled: false }, (page, at) => eachWay(page, at, someOf(known))),
    )
  }

  async function eachWay(page: Page, at: At, ways: readonly Way[]): Promise<void> {
    const found: string[] = []
    for (const { words, person, open, form, send, wrong = bothFillings, spoilt } of ways) {
      if (person !== undefined) await at.signIn(page, person)
      await open(page, at)
      await page.locator(form).first().waitFor({ state: 'attached' })
      // What comes back is filled in anew and sent again.
      for (const filling of wrong) {
        const of = { form, send: send ?? `${form} button[type=submit]`, filling, ...(spoilt && { spoilt }) }
        await comesBack(page, of).catch((error: Error) => found.push([words, filling, error.message].join(' ')))
      }
    }
    assert.deepEqual(found, [])
  }
})

const bothFillings: readonly Filling[] = ['nothing', 'everything']

/** Of many ways a few: without scripts the same page is sent by the same browser. */
const someOf = (ways: readonly Way[]): readonly Way[] => ways.filter((_, place) => ways.length < 5 || place % 10 === 0)
