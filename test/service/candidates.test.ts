import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Answer, Visitor } from './visitor.ts'

const jory = childOf('persistent')
const lena = childOf('waiting')
const kofi = childOf('older-sibling')
const monday = { 'on.day': '23', 'on.month': '11', 'on.year': '2026', from: '/candidates' }

describe('The candidates for the coming panel', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get('/candidates')
  })

  const list = () => halloran.get('/candidates')
  const send = (child: { readonly id: string }, type: string, fields: Readonly<Record<string, string>>) =>
    halloran.post(`/children/${child.id}/record/${type}`, { ...monday, key: crypto.randomUUID(), ...fields })
  /** The row of a child, without its marks. */
  const rowOf = ({ text }: Answer, { name }: { readonly name: string }): string | undefined =>
    text
      .split(/<tr /)
      .find((row) => row.includes(`>${name}, `))
      ?.replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
  const hrefIn = ({ text }: Answer, { name }: { readonly name: string }, words: string): string =>
    new RegExp(`href="([^"]+)">${words}<span[^>]*>:? ${name}`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const rows = ({ text }: Answer): number => text.split('<tr role="row">').length - 2

  it('are those who are persistently missing education, with the day and the count that brought them, and the panel', async () => {
    const page = await list()
    assert.match(
      rowOf(page, jory) ?? '',
      /Thu 19 Nov 2 school days ago .*Persistently missing education since Thursday 19 November 2026 .* 62 school days off roll Nominate .* Not this time/,
    )
    assert.match(page.text, /The coming panel is \w+ \d+ \w+ 202\d, in \d+ school days/)
    const [open] = await own.ask<{ count: string }>(
      `select count(*)::text as count from duties d where d.clause = '1.4a' and d.outcome is null and d.started_on <= '2026-11-23'
        and exists (select from may_see m where m.child_id = d.child_id and m.agency_id in ('a-cme', '') and m.user_id in ('p-halloran', '')
          and (m.until_on is null or m.until_on >= '2026-11-23'))`,
    )
    assert.equal(rows(page), Number(open?.count))
  })

  it('are those with a significant barrier, and not those with another', async () => {
    await send(kofi, 'barrier', { 'detail.kind': 'family' })
    assert.equal(rowOf(await list(), kofi), undefined)
    await send(kofi, 'barrier', { 'detail.kind': 'significant' })
    assert.match(
      rowOf(await list(), kofi) ?? '',
      /A significant barrier was identified on Monday 23 November 2026 .* 10 school days off roll Nominate/,
    )
  })

  it('are no more once they are nominated: the form names the ground and the panel, and comes back to the list', async () => {
    const path = hrefIn(await list(), jory, 'Nominate')
    const form = await halloran.get(path)
    assert.match(form.text, /value="persistent" checked/)
    assert.match(form.text, /name="detail\.panel\.day"[^>]*value="\d+"/)
    const { location } = await send(jory, 'panel-nomination', { 'detail.ground': 'persistent' })
    assert.match(location ?? '', /^\/candidates\?recorded=/)
    const back = await halloran.get(location ?? '')
    assert.match(back.text, new RegExp(`Recorded for ${jory.name}`))
    assert.equal(rowOf(back, jory), undefined)
  })

  it('are no more for the coming panel once that is declined, until another significant barrier is found after it', async () => {
    const before = { 'on.day': '20' }
    await send(lena, 'barrier', { ...before, 'detail.kind': 'significant' })
    assert.ok(rowOf(await list(), lena))
    await send(lena, 'panel-nomination-declined', { ...before, 'detail.reason': 'A place is offered; we wait.' })
    assert.equal(rowOf(await list(), lena), undefined)
    const [decline] = await own.ask<{ id: string }>(
      `select id from facts where child_id = $1 and type = 'panel-nomination-declined'`,
      lena.id,
    )
    await halloran.post(`/children/${lena.id}/facts/${decline?.id}/withdraw`, { key: crypto.randomUUID(), why: 'Of another child.' })
    assert.ok(rowOf(await list(), lena))
  })

  it('are shown as far as they may be seen, and each look is on record', async () => {
    const page = await list()
    const [entry] = await own.ask<{ children: string[] }>(
      `select children from audit where action = 'saw-candidates' and who = 'p-halloran' order by id desc limit 1`,
    )
    assert.equal(entry?.children.length, rows(page))
    const chair = await service.signIn('p-sorley')
    const seen = await chair.get('/candidates')
    assert.equal(seen.status, 200)
    assert.equal(rowOf(seen, kofi), undefined)
    const oyelaran = await service.signIn('p-oyelaran')
    assert.equal(rowOf(await oyelaran.get('/candidates'), childOf('sealed')), undefined)
  })

  it('are none on a page behind the last', async () => {
    const page = await halloran.get('/candidates?page=9')
    assert.equal(page.status, 200)
    assert.match(page.text, /Nothing more stands on this page/)
  })
})
