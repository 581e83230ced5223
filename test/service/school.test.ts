import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

/** The boxes of a day. */
const on = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'on.day': day, 'on.month': month, 'on.year': year }
}

describe('Back in school', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get('/steps')
  })

  const post = (to: string, fields: Readonly<Record<string, string>>) => halloran.post(to, { key: crypto.randomUUID(), ...fields })
  const pathOf = (story: Parameters<typeof childOf>[0]) => `/children/${childOf(story).id}`
  const page = async (path: string) => (await halloran.get(`${path}/school`)).text.replaceAll(/\s+/g, ' ')
  const redfern = async () => {
    const [row] = await own.ask<{ agency_id: string; name: string }>(
      `select r.agency_id, v.name from user_roles r join agency_versions v on v.agency_id = r.agency_id where r.user_id = 'p-redfern' limit 1`,
    )
    assert.ok(row)
    return row
  }

  it('stays “not yet seen at school” from the first day on the roll until somebody confirms that the child was there', async () => {
    const path = pathOf('engaging')
    assert.match(await page(path), /On no school’s roll since/)
    const school = await redfern()
    const back = await post(`${path}/record/on-roll`, {
      ...on('2026-11-16'),
      'detail.school': school.agency_id,
      by: 'pupil-access',
      from: `${path}/school`,
    })
    assert.match(back.location ?? '', /\/school\?recorded=/)
    const unseen = await page(path)
    assert.match(unseen, new RegExp(`On roll at ${school.name} since Monday 16 November 2026, not yet seen at school, for 5 school days`))
    assert.match(unseen, /ended by a place on a school’s roll/)
    const confirm = { ...on('2026-11-18'), 'more.how': 'register', key: crypto.randomUUID() }
    const lead = await service.signIn('p-redfern')
    await lead.get(`${path}/school`)
    assert.equal((await lead.post(`${path}/casework/first-attendance`, confirm)).status, 303)
    const seen = await page(path)
    assert.match(seen, /Seen at school on Wednesday 18 November 2026/)
    assert.match(seen, /The school’s attendance register; confirmed by Denise Redfernley/)
    assert.doesNotMatch(seen, /not yet seen/)
  })

  it('does not count a day before the child was on the roll as seen there', async () => {
    const path = pathOf('waiting')
    await post(`${path}/casework/first-attendance`, { ...on('2026-11-12'), 'more.how': 'seen' })
    await post(`${path}/record/on-roll`, { ...on('2026-11-13'), by: 'pupil-access' })
    assert.match(await page(path), /not yet seen at school/)
    await post(`${path}/casework/first-attendance`, { ...on('2026-11-13'), 'more.how': 'seen' })
    assert.match(await page(path), /Seen at school on Friday 13 November 2026/)
  })

  it('leads from a case that is opened again to the one before, with how it ended', async () => {
    const path = pathOf('waiting')
    await post(`${path}/record/off-roll`, { ...on('2026-11-20'), 'detail.destinationKnown': 'false', by: 'school' })
    const former = /Before this: <a [^>]*href="([^"]+)">[^<]+ to Friday 13 November 2026, ended by a place on a school’s roll</.exec(
      await page(path),
    )
    assert.equal(former?.[1], `${path}?as-of=2026-11-13`)
    assert.match((await halloran.get(path)).text, /Before this<\/dt>[\s\S]*ended by a place on a school/)
    assert.equal((await halloran.get(former?.[1] ?? '')).status, 200)
  })

  const close = (path: string, reason: string, more: Readonly<Record<string, string>> = {}) =>
    post(`${path}/record/cme-closed`, { ...on('2026-11-23'), 'detail.reason': reason, ...more })
  const closings = (path: string) => own.ask(`select 1 from facts where type = 'cme-closed' and child_id = $1`, path.split('/')[2])

  const asks: readonly (readonly [reason: string, more: Readonly<Record<string, string>>, missing: readonly string[]])[] = [
    ['left-area', { 'more.receivingCouncil': 'Cumberland', 'more.confirmedHow': 'By email' }, ['receivingCouncil', 'confirmedHow']],
    ['duplicate', { 'more.otherRecord': 'c-1' }, ['otherRecord']],
    ['not-compulsory-age', { 'more.ageShownBy': 'passport' }, ['ageShownBy']],
    ['died', { 'more.whoWasTold': 'The school, the hub, the GP' }, ['whoWasTold']],
    ['other', { 'more.otherReason': 'Adopted out of county' }, ['otherReason']],
  ]
  for (const [reason, more, missing] of asks)
    it(`closes nothing as ${reason} without its evidence and what goes with it, and names what is missing`, async () => {
      const path = pathOf('no-progress')
      const bare = await post(`${path}/record/cme-closed/check`, { ...on('2026-11-23'), 'detail.reason': reason })
      assert.equal(bare.status, 422)
      for (const member of ['evidence', ...missing]) assert.match(bare.text, new RegExp(`href="#more-${member}"`))
      assert.equal((await close(path, reason, more)).status, 422)
      assert.equal((await close(path, reason, { 'more.evidence': 'A letter of 20 November' })).status, 422)
      const check = await post(`${path}/record/cme-closed/check`, {
        ...on('2026-11-23'),
        'detail.reason': reason,
        'more.evidence': 'A letter of 20 November',
        ...more,
      })
      assert.equal(check.status, 200)
      assert.match(check.text, /What is the evidence\?<\/dt><dd[^>]*>A letter of 20 November/)
      assert.deepEqual(await closings(path), [])
    })

  it('closes with evidence, and shows it with the case that it ended', async () => {
    const path = pathOf('no-progress')
    const more = { 'more.evidence': 'Her new school rang', 'more.receivingCouncil': 'Cumberland', 'more.confirmedHow': 'By email' }
    assert.equal((await close(path, 'left-area', more)).status, 303)
    const text = await page(path)
    assert.match(text, /ended by closing: left the area/)
    assert.match(text, /Which council has the child now\?<\/dt><dd[^>]*>Cumberland/)
    assert.doesNotMatch(text, /Close the case in another way/)
  })

  it('needs no evidence where the child is on a roll', async () => {
    const path = pathOf('persistent')
    assert.equal((await close(path, 'on-roll')).status, 303)
    assert.match(await page(path), /ended by a place on a school’s roll/)
  })

  it('is not closed as educated at home before a check found the child on the register, nor where it was not found suitable', async () => {
    const path = pathOf('refusing')
    assert.match(await page(path), /Not now: the last check has to have found the child on the home-education register/)
    const more = { 'more.evidence': 'The team’s letter', 'more.foundSuitable': 'true' }
    assert.equal((await close(path, 'ehe', more)).status, 422)
    await post(`${path}/record/ehe-check`, { ...on('2026-11-20'), 'detail.onRegister': 'true', by: 'ehe-team' })
    const unsuitable = await close(path, 'ehe', { ...more, 'more.foundSuitable': 'false' })
    assert.equal(unsuitable.status, 422)
    assert.match(unsuitable.text, /href="#more-foundSuitable">Education at home that was not found suitable is no reason/)
    assert.equal((await close(path, 'ehe', more)).status, 303)
  })

  it('shows a closing without evidence as “details not recorded”, and lets them be added', async () => {
    const path = pathOf('home-educated')
    const text = await page(path)
    assert.match(text, /closing: educated at home/)
    const add = /Details not recorded\.<\/em> <a [^>]*href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const form = (await halloran.get(add)).text
    const action = /<form method="post" action="([^"]+particulars\/cme-closed)"/.exec(form)?.[1] ?? ''
    const carried = { 'detail.reason': 'ehe', from: `${path}/school` }
    assert.match(form, /name="detail\.reason" value="ehe"/)
    assert.equal((await post(action, { ...carried, 'more.foundSuitable': 'true' })).status, 422)
    const kept = await post(action, { ...carried, 'more.foundSuitable': 'true', 'more.evidence': 'Seen at home in August' })
    assert.deepEqual([kept.status, kept.location], [303, `${path}/school`])
    assert.match(await page(path), /Seen at home in August/)
  })
})
