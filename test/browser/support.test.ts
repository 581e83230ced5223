import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { childOf, storiesDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { complaintsOf, isFine, keptIn } from './page.ts'

/*
 * A request for support from hand to hand, in a real browser: an officer asks, the hub returns it, it is made again, goes on to CFW, and a worker is named; one
 * parent consents and the other refuses; and what is known is shared all the same.
 */

const narrow = { viewport: { width: 320, height: 720 } } as const

describe('A request for support at a browser', () => {
  const onPage = atBrowser(storiesDatabase)

  it(
    'goes from an officer to the hub and back, and again to CFW; parents disagree, and sharing is decided',
    onPage({}, (page) => fromHandToHand(page, {}, childOf('no-progress'))),
  )

  it(
    'does so where the browser runs no scripts, on a window of 320 pixels',
    onPage({ javaScriptEnabled: false, ...narrow }, (page) =>
      fromHandToHand(page, { javaScriptEnabled: false, ...narrow }, childOf('persistent')),
    ),
  )

  async function fromHandToHand(officer: Page, how: BrowserContextOptions, child: ReturnType<typeof childOf>): Promise<void> {
    const complaints = [complaintsOf(officer)]
    const baseURL = await signIn(officer, 'Bridie Halloran')
    const others = officer.context().browser() as Browser
    const as = async (name: string): Promise<Page> => {
      const page = await (await others.newContext({ ...how, baseURL })).newPage()
      page.setDefaultTimeout(20_000)
      complaints.push(complaintsOf(page))
      await signIn(page, name, baseURL)
      return page
    }
    const support = `/children/${child.id}/support`

    await officer.goto(`/children/${child.id}`)
    await officer.getByRole('link', { name: 'Support and consent' }).click()
    await isFine(officer, 'Support and consent')
    await officer.getByText('CFW has not been asked for support.').waitFor()
    await officer.getByRole('link', { name: 'Ask CFW for support' }).click()

    await isFine(officer, 'Request for support')
    await officer.getByRole('button', { name: 'Check before you record' }).click()
    assert.match(await officer.title(), /^Error: /)
    await isFine(officer, 'Request for support')
    await officer.getByRole('radio', { name: 'Through the support hub (CSSH/MASH)' }).check()
    await officer.getByRole('radio', { name: 'Standard' }).check()
    await officer.getByLabel('What worries you?').fill('Not in school since the summer.')
    await officer.getByLabel('What do you want CFW to do?').fill('Work with the family on mornings.')
    await officer.getByRole('radio', { name: 'Yes, they know' }).check()
    await officer.getByRole('radio', { name: 'They have not been asked' }).check()
    await officer.getByRole('button', { name: 'Check before you record' }).click()

    await isFine(officer, 'Check before you record')
    await officer.getByText('What the hub would send back').waitFor()
    await officer.getByText('Consent has not been asked for').waitFor()
    await officer.getByRole('button', { name: 'Record request' }).click()
    await isFine(officer, 'Support and consent')
    await officer.getByText('Recorded.').waitFor()
    await officer.getByText('No answer yet').waitFor()

    const hub = await as('Carol Ivinson')
    await openInbox(hub)
    await hub.getByRole('row').filter({ hasText: child.name }).getByRole('link', { name: 'Return' }).click()
    await isFine(hub, 'Answer to a request for support')
    assert.equal(await hub.getByRole('radio', { name: 'Returned' }).isChecked(), true)
    await hub.getByRole('button', { name: 'Record the answer' }).click()
    await isFine(hub, 'Answer to a request for support')
    await hub.getByLabel(/^If it is returned/).fill('Ask both parents first, and say what they said.')
    await hub.getByRole('button', { name: 'Record the answer' }).click()
    await isFine(hub, 'Requests for support')
    assert.equal(await hub.getByRole('row').filter({ hasText: child.name }).count(), 0)

    await officer.goto(`/children/${child.id}`)
    await officer.getByText('Ask both parents first, and say what they said.').first().waitFor()
    await officer.getByRole('link', { name: 'See the request, and ask again' }).click()
    await isFine(officer, 'Support and consent')
    await recordConsent(officer, 'Consent given', 'Anna Lowther')
    await recordConsent(officer, 'Consent refused', 'Peter Lowther')
    await officer.getByText(/^Given by Anna Lowther on .*; refused by Peter Lowther on .*They disagree, and both stand\.$/).waitFor()

    await officer.getByRole('link', { name: 'Ask again' }).first().click()
    await isFine(officer, 'Request for support')
    assert.equal(await officer.getByRole('radio', { name: 'Through the support hub (CSSH/MASH)' }).isChecked(), true)
    await officer.getByLabel('What worries you?').fill('Not in school since the summer, and at home alone on most mornings of the week.')
    await officer.getByLabel(/^What has been tried/).fill('Two visits and a taster day, which was missed.')
    await officer.getByLabel('What do you want CFW to do?').fill('Work with the family on mornings.')
    await officer.getByLabel(/^What does the child say/).fill('“I would go if somebody came with me.”')
    await officer.getByRole('radio', { name: 'Yes, they know' }).check()
    await officer.getByRole('radio', { name: 'One agrees, another does not' }).check()
    await officer.getByRole('button', { name: 'Check before you record' }).click()
    await officer.getByRole('button', { name: 'Record request' }).click()
    await officer.getByText('Recorded.').waitFor()

    await openInbox(hub)
    await hub.getByRole('row').filter({ hasText: child.name }).getByRole('link', { name: 'Accept' }).click()
    await hub.getByRole('button', { name: 'Record the answer' }).click()
    await isFine(hub, 'Requests for support')

    const cfw = await ofArea(as, child.name)
    await cfw.getByRole('row').filter({ hasText: child.name }).getByRole('link', { name: 'Name a worker' }).click()
    await isFine(cfw, 'Answer to a request for support')
    await cfw.getByLabel(/^If it is given to a worker/).selectOption({ index: 1 })
    await cfw.getByRole('button', { name: 'Record the answer' }).click()
    await isFine(cfw, 'Requests for support')
    assert.equal(await cfw.getByRole('row').filter({ hasText: child.name }).count(), 0)

    await officer.goto(support)
    await officer.getByText('Given to a worker').first().waitFor()
    await officer.getByRole('link', { name: /^Record a decision.*about sharing/ }).click()
    await isFine(officer, 'A decision about sharing')
    await officer.getByLabel('What is shared, or was asked for?').fill('That nobody is at home in the mornings.')
    await officer.getByLabel('With whom?').fill('The school nurse')
    await officer.getByRole('radio', { name: 'It is shared' }).check()
    await officer.getByRole('radio', { name: /^Public task/ }).check()
    await officer.getByRole('radio', { name: 'Yes', exact: true }).check()
    await officer.getByLabel('Why is it needed, or why not?').fill('So that somebody sees the child.')
    await officer.getByRole('button', { name: 'Record the decision' }).click()
    await isFine(officer, 'Support and consent')
    await officer.getByText('The school nurse').waitFor()

    assert.deepEqual(complaints.flat(), [])
    for (const page of [hub, cfw]) await page.context().close()
    assert.deepEqual(await keptIn(officer.context()), { storage: [], databases: 0 })
  }

  async function signIn(page: Page, name: string, at = '/'): Promise<string> {
    await page.goto(at)
    await page.getByRole('button', { name }).click()
    await page.getByText('Sign out').waitFor()
    return new URL(page.url()).origin
  }

  async function openInbox(page: Page): Promise<void> {
    await page.goto('/requests')
    await isFine(page, 'Requests for support')
  }

  /** Somebody of CFW in the area of the child, at their inbox. */
  async function ofArea(as: (name: string) => Promise<Page>, child: string): Promise<Page> {
    const north = await as('Hazel Brackley')
    await openInbox(north)
    if ((await north.getByRole('row').filter({ hasText: child }).count()) > 0) return north
    await north.context().close()
    const south = await as('Imran Qadeer')
    await openInbox(south)
    return south
  }

  async function recordConsent(page: Page, decision: string, parent: string): Promise<void> {
    await page.getByRole('link', { name: 'Record an answer' }).click()
    await isFine(page, 'Consent asked for')
    await page.getByRole('radio', { name: 'Support', exact: true }).check()
    await page.getByRole('radio', { name: decision }).check()
    await page.getByLabel(/^Who was asked\?/).fill(parent)
    await page.getByRole('button', { name: 'Check before you record' }).click()
    await page.getByRole('button', { name: /^Record/ }).click()
    await isFine(page, 'Support and consent')
  }
})
