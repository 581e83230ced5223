import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demo } from '../database/small-county.ts'
import { STORIES, storiesDatabase } from '../service/county.ts'
import { atBrowser } from './at-a-browser.ts'
import { isFine } from './page.ts'

/* A school returns pupils by a file on the narrowest phone, whose browser runs no scripts; and an officer reads what it returned. */

const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }

/** Two pupils of the school of Denise Redfernley, of whom no story is told. */
function twoPupils() {
  const school = demo.people.find(({ id }) => id === 'p-redfern')?.agency
  const own = Array.from({ length: STORIES }, (_, place) => demo.householdAt(place).children.map(({ pupil }) => pupil)).flat()
  const [one, other] = own.filter((pupil) => pupil.school === school && pupil.story === null)
  assert.ok(one && other)
  return [one, other] as const
}

describe('A school at a browser that returns pupils by a file', () => {
  const onPage = atBrowser(storiesDatabase)

  it(
    'sends it, says which column is what, sees what is wrong, and returns the rest; an officer reads it',
    onPage(phone, async (page) => {
      const [one, other] = twoPupils()
      await page.goto('/')
      await page.getByRole('button', { name: 'Denise Redfernley' }).click()
      await page.getByRole('link', { name: 'Names off the register' }).click()
      await page.getByRole('link', { name: 'send a file' }).click()
      await isFine(page, 'Return several pupils by a file')
      const file = page.getByLabel('The file')
      const goOn = () => page.getByRole('button', { name: 'Send the file' }).click()
      await goOn()
      assert.match(await page.title(), /^Error: /)
      await isFine(page, 'Return several pupils by a file')
      const rows = [
        'Unique Pupil Number,Surname,Leaving date,Ground,Telephone',
        `${one.upn},${one.surname},20/11/2026,g,`,
        `${other.upn},${other.surname},20/11/2026,zzz,`,
      ]
      await file.setInputFiles({ name: 'leavers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
      await goOn()

      await isFine(page, 'Which column is what?')
      assert.equal(await page.getByLabel('Unique pupil number').inputValue(), 'Unique Pupil Number')
      await page.getByRole('button', { name: 'Check the rows' }).click()
      assert.match(await page.title(), /^Error: /)
      await isFine(page, 'Which column is what?')
      await page.getByRole('link', { name: 'Select how the days of that column are meant' }).click()
      await page.getByLabel('the last day at school').check()
      await page.getByRole('button', { name: 'Check the rows' }).click()

      await isFine(page, 'Check before you return 1 pupil')
      await page.getByText('Ground: found “zzz”; expected the letter of the ground').waitFor()
      await page.getByText('Saturday 21 November 2026').waitFor()
      await page.getByRole('button', { name: 'Return 1 pupil to the council' }).click()
      await isFine(page, 'The council has the returns of 1 pupil')

      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.goto('/')
      await page.getByRole('button', { name: 'Bridie Halloran' }).click()
      await page.getByRole('link', { name: 'Names off registers' }).click()
      await isFine(page, 'Names off registers')
      const name = `${one.forename} ${one.surname}`
      await page.getByRole('link', { name: `the return of ${name}` }).click()
      await isFine(page, `What the school returned of ${name}`)
      await page.getByRole('link', { name: `Open ${name}` }).click()
      await page.getByRole('link', { name: 'What the school returned' }).waitFor()
    }),
  )
})
