import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countyDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { barriersOn, fits } from './page.ts'
import { pages, type State, states } from './states.ts'

/*
 * Every page in each of its states, on a council's laptop and on the smallest phone: it fits, and nothing keeps anybody from using it.
 */

const laptop = { width: 1366, height: 768 }
const phone = { width: 320, height: 640 }

describe('A page in each of its states', () => {
  const onPage = atBrowser(countyDatabase)

  it('is there for every route', () => {
    const known = new Set(states.map((state) => state.of))
    assert.deepEqual(
      pages.filter((page) => !known.has(page)),
      [],
      'A page comes into test/browser/states.ts with the states in which somebody may find it',
    )
    const there = new Set(pages)
    assert.deepEqual(
      [...known].filter((page) => !there.has(page)),
      [],
    )
  })

  for (const state of states) {
    it(
      `fits on a laptop and on a phone, and nothing keeps anybody from using it: ${nameOf(state)}`,
      onPage({ viewport: laptop }, async (page, at) => {
        if (state.person !== undefined) await at.signIn(page, state.person)
        await state.open(page, at)
        await page.getByRole('heading', { level: 1, name: state.heading }).waitFor()
        if (state.says !== undefined) await page.getByText(state.says).first().waitFor({ state: 'attached' })
        for (const window of [laptop, phone]) {
          await page.setViewportSize(window)
          await fits(page)
          // In whichever window, the colours are the same.
          assert.deepEqual(await barriersOn(page, { butColours: window === phone }), [], `at ${window.width} pixels`)
        }
      }),
    )
  }
})

function nameOf({ of, words }: State): string {
  return words === '' ? of : `${of}, ${words}`
}
