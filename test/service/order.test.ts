import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const child = childOf('refusing')
const path = `/children/${child.id}`
const order = `${path}/order`

/** The boxes of a day. */
const on = (date: string, name = 'on') => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }
}

describe('A School Attendance Order', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get(order)
  })

  const post = (to: string, fields: Readonly<Record<string, string>>) => halloran.post(to, { key: crypto.randomUUID(), ...fields })
  const page = async () => (await halloran.get(order)).text.replaceAll(/\s+/g, ' ')
  const step = (of: string, date: string, more: Readonly<Record<string, string>> = {}) =>
    post(`${path}/record/sao`, { ...on(date), 'detail.step': of, from: order, ...more })
  const stage = (of: string, date: string, more: Readonly<Record<string, string>> = {}) =>
    post(`${path}/casework/order-stage`, { ...on(date), 'more.stage': of, from: order, ...more })
  const service_ = { 'more.how': 'by-hand', 'more.onWhom': 'Her father', 'more.where': 'At the door' }
  const orders = () => own.ask<{ type: string }>(`select type from facts where child_id = $1 and type = 'sao'`, child.id)

  it('says first that the home-education register has not been checked, and offers that', async () => {
    const text = await page()
    assert.match(text, /No order is started\./)
    assert.match(text, /the home-education register has not been checked in this case/)
    assert.match(text, /href="[^"]*\/record\/ehe-check\?by=ehe-team&amp;from=[^"]*order"/)
    assert.doesNotMatch(text, /Start an order</)
  })

  it('has what the guidance asks for around it, with its day and why', async () => {
    assert.match(await page(), /What the guidance asks for.*Start a School Attendance Order<.*CME officer.*1\.6 · .*Why/)
  })

  it('can be started once the register has been checked, and comes back to its page', async () => {
    const check = await post(`${path}/record/ehe-check`, { ...on('2026-10-01'), 'detail.onRegister': 'false', by: 'ehe-team', from: order })
    assert.match(check.location ?? '', new RegExp(`^${order}\\?recorded=`))
    assert.match(await page(), /Start an order</)
  })

  it('is asked for grounds as it is started, and is not started without', async () => {
    const form = (await halloran.get(`${path}/record/sao?step=initiated`)).text
    assert.match(form, /On what grounds/)
    assert.doesNotMatch(form, /On whom was it served|Which school is named/)
    const without = await step('initiated', '2026-10-05', { 'more.grounds': ' ' })
    assert.equal(without.status, 422)
    assert.match(without.text, /href="#more-grounds">Answer this: On what grounds/)
    assert.equal((await orders()).length, 0)
    const { status } = await step('initiated', '2026-10-05', { 'more.grounds': 'No teaching seen at two visits.' })
    assert.equal(status, 303)
    assert.match(await page(), /Next: notice to satisfy the council and a school is named\./)
  })

  it('is asked for service and period as the notice is served; fewer than 15 days are refused, and 15 are not', async () => {
    const form = (await halloran.get(`${path}/record/sao?step=notice-served`)).text
    for (const question of ['How was it served', 'On whom was it served', 'Which period does it state'])
      assert.ok(form.includes(question), question)
    assert.doesNotMatch(form, /On what grounds/)
    const short = await step('notice-served', '2026-11-16', { ...service_, 'more.period': '14' })
    assert.equal(short.status, 422)
    assert.match(short.text, /href="#more-period">The law asks for 15 days at least/)
    const { status } = await step('notice-served', '2026-11-16', { ...service_, 'more.period': '15' })
    assert.equal(status, 303)
  })

  it('counts the days of the notice from the day of service, and lets nothing come before they are over', async () => {
    const text = await page()
    assert.match(text, /Day 8 of 15; nothing before Tuesday 1 December 2026/)
    assert.match(text, /The notice runs to Monday 30 November 2026: nothing before Tuesday 1 December 2026/)
    assert.doesNotMatch(text, /Record service of the notice of intention</)
  })

  it('has its school named by Pupil Access, with the reason', async () => {
    const desaye = await service.signIn('p-desaye')
    const { text } = await desaye.get(order)
    assert.match(text, /Name the school/)
    assert.doesNotMatch(text, /Record service|Revoke/)
    const [school] = await own.ask<{ agency_id: string; name: string }>(
      `select agency_id, name from agency_versions v join agencies a on a.id = v.agency_id where a.kind = 'school' order by agency_id limit 1`,
    )
    const named = { ...on('2026-11-18'), 'detail.step': 'school-named', 'more.school': school?.agency_id ?? '', key: crypto.randomUUID() }
    const without = await desaye.post(`${path}/record/sao`, named)
    assert.match(without.text, /Answer this: Why this school/)
    const { status } = await desaye.post(`${path}/record/sao`, { ...named, 'more.why': 'The nearest with a place in Year 9.' })
    assert.equal(status, 303)
    const here = await page()
    assert.match(here, new RegExp(`Which school is named\\?</dt><dd[^>]*>${school?.name}`))
    assert.match(here, /The nearest with a place in Year 9/)
    assert.doesNotMatch(here, new RegExp(school?.agency_id ?? 'nothing'))
  })

  it('keeps what was written beside a stage for whoever wrote it: no other agency writes over it', async () => {
    const desaye = await service.signIn('p-desaye')
    await desaye.get(order)
    const [notice] = await own.ask<{ id: string }>(
      `select id from facts where child_id = $1 and type = 'sao' and detail ->> 'step' = 'notice-served' order by recorded_at desc limit 1`,
      child.id,
    )
    const kept = () => own.ask(`select content from casework where of_id = $1`, notice?.id)
    const before = await kept()
    const form = `${path}/facts/${notice?.id}/particulars`
    assert.equal((await desaye.get(form)).status, 403)
    const rewritten = { 'more.period': '30', 'more.how': 'post', 'more.onWhom': 'Nobody', key: crypto.randomUUID() }
    assert.equal((await desaye.post(`${form}/sao`, rewritten)).status, 403)
    assert.deepEqual(await kept(), before)
  })

  it('tells a panel, which does not know where the child is, neither the place of service nor what a letter says', async () => {
    const thackwray = await service.signIn('p-thackwray')
    await own.ask(
      `insert into may_see (child_id, agency_id, user_id, relationship, from_on) values ($1, 'a-panel', '', 'on-panel', '2026-01-01') on conflict do nothing`,
      child.id,
    )
    const { status, text } = await thackwray.get(order)
    assert.equal(status, 200)
    assert.match(text, /Her father/)
    assert.doesNotMatch(text, /At the door|Where was it served/)
  })

  it('has entries for the stages that no clause reads, each with what it needs', async () => {
    const without = await stage('not-prosecuted', '2026-11-20', { 'more.why': 'The family moves.' })
    assert.equal(without.status, 422)
    assert.match(without.text, /Was a supervision order considered instead/)
    const [{ school } = { school: '' }] = await own.ask<{ school: string }>(
      `select content ->> 'school' as school from casework where child_id = $1 and content ? 'school'`,
      child.id,
    )
    const { location } = await stage('consultation', '2026-11-19', { 'more.school': school, 'more.answer': 'No reason against it.' })
    assert.equal(location, order)
    assert.match(await page(), /The school is consulted.*Thursday 19 November 2026.*No reason against it\./)
  })

  it('warns, and does not forbid, where a stage is recorded before its time: it may have been so', async () => {
    const text = await page()
    assert.match(text, /It was done all the same/)
    const early = await step('order-served', '2026-11-20', { ...service_, 'more.expedient': 'Nothing was shown to us.' })
    assert.equal(early.status, 303)
    assert.match(await page(), /Notice of intention to serve an order <span class="onroll-chip">Not on record/)
  })

  it('is not prosecuted for before a supervision order was considered', async () => {
    const bare = await step('prosecution', '2026-11-23', { 'more.decidedBy': 'Head of legal services' })
    assert.equal(bare.status, 422)
    assert.match(bare.text, /href="#more-supervision"/)
  })

  it('ends when it is revoked, and another may be started', async () => {
    assert.equal((await step('revoked', '2026-11-23')).status, 422)
    assert.equal((await step('revoked', '2026-11-23', { 'more.revokedBecause': 'Served too early.' })).status, 303)
    const text = await page()
    assert.match(text, /The order is revoked, or not gone on with, on Monday 23 November 2026/)
    assert.match(text, /Start another order/)
  })

  it('shows details that were not recorded, and lets them be added', async () => {
    const other = childOf('order')
    const { text } = await halloran.get(`/children/${other.id}/order`)
    assert.match(text, /Details not recorded/)
    const [add] = /\/children\/[\w-]+\/facts\/[^"]+particulars[^"]*/.exec(text) ?? []
    const form = (await halloran.get((add ?? '').replaceAll('&amp;', '&'))).text
    assert.match(form, /On what grounds|How was it served/)
    const isNotice = form.includes('How was it served')
    const answers: Record<string, string> = isNotice ? { ...service_, 'more.period': '20' } : { 'more.grounds': 'None was shown.' }
    const action = /<form method="post" action="([^"]+particulars\/sao)"/.exec(form)?.[1] ?? ''
    const carried = /name="(detail\.step)" value="([^"]+)"/.exec(form)
    assert.ok(carried)
    const from = `/children/${other.id}/order`
    const kept = await post(action, { ...answers, 'detail.step': carried[2] ?? '', from })
    assert.deepEqual([kept.status, kept.location], [303, from])
    assert.match((await halloran.get(from)).text, /None was shown\.|Her father/)
  })

  it('lets somebody who may see the child and records no orders read where it stands, and do nothing', async () => {
    const vance = await service.signIn('p-vance')
    const { status, text } = await vance.get(order)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /Start another|Draft the letter|Her father|The nearest with a place/)
  })
})

describe('Letters of a School Attendance Order', () => {
  const { own, service } = served(storiesDatabase)
  const about = childOf('order')
  const drafts = `/children/${about.id}/order/letters`
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get(`${drafts}/notice-served`)
  })
  const textarea = (html: string, name: string) => new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(html)?.[1] ?? ''
  const letters = () => own.ask<{ content: { text: string } }>(`select content from casework where kind = 'order-letter'`)

  it('are drafted in the council’s name, with the law and the last day of the notice, to a parent by name and address', async () => {
    const { text } = await halloran.get(`${drafts}/notice-served`)
    const letter = textarea(text, 'text')
    assert.match(letter, /Your county council has reason to think that/)
    assert.match(letter, /Education Act 1996, section 437\(1\)/)
    assert.match(letter, /up to and on Monday 7 December 2026/)
    const [contact] = await own.ask<{ name: string; address_lines: string[] }>(
      'select name, address_lines from contacts where child_id = $1 and may_be_written_to and has_parental_responsibility limit 1',
      about.id,
    )
    assert.ok(contact)
    assert.match(text, new RegExp(contact.name))
  })

  it('are kept as they were changed, with who and when, and printed from the browser', async () => {
    const before = (await letters()).length
    const fields = { key: crypto.randomUUID(), law: 'education-act-1996', to: 'A. Hardridge', text: 'Our own words.\n\nFor the council' }
    const { status, location } = await halloran.post(`${drafts}/notice-served`, fields)
    assert.equal(status, 303)
    const { text } = await halloran.get(location ?? '')
    assert.match(text, /Our own words\.\n\nFor the council|Our own words\.\r?\n\r?\nFor the council/)
    assert.match(text, /by Bridie Halloran/)
    assert.match(text, /data-print/)
    assert.equal((await letters()).length, before + 1)
    assert.match((await halloran.get(`/children/${about.id}/order`)).text, /Letters made ready to print/)
  })

  it('come back with everything typed where there is nothing in them', async () => {
    const { status, text } = await halloran.post(`${drafts}/notice-served`, {
      key: crypto.randomUUID(),
      law: 'education-act-1996',
      to: 'A. Hardridge',
      text: ' ',
    })
    assert.equal(status, 422)
    assert.match(text, /href="#text">Enter the letter/)
    assert.match(text, />A\. Hardridge</)
  })

  it('carry the address of a parent, and none of one who must not be written to: they say so instead', async () => {
    const [contact] = await own.ask<{ id: string; address_lines: string[] }>(
      `select id, address_lines from contacts c where child_id = $1 and has_parental_responsibility and address_lines is not null and may_be_written_to
        and not exists (select from contacts later where later.child_id = c.child_id and later.id = c.id and later.version > c.version) order by id limit 1`,
      about.id,
    )
    assert.ok(contact)
    const [street = ''] = contact.address_lines
    const draft = async () => textarea((await halloran.get(`${drafts}/order-served?to=${contact.id}`)).text, 'to')
    assert.ok((await draft()).includes(street))
    await own.ask(
      `insert into contacts (child_id, id, version, name, relationship, address_lines, postcode, has_parental_responsibility, may_be_called, may_be_left_a_message,
        may_be_written_to, may_be_emailed, recorded_by)
      select child_id, id, version + 1, name, relationship, address_lines, postcode, true, true, true, false, true, 'test' from contacts where child_id = $1 and id = $2`,
      about.id,
      contact.id,
    )
    const unsafe = await draft()
    assert.ok(!unsafe.includes(street))
    assert.match(unsafe, /No address: it is not safe to write to this person/)
  })

  it('carry no address that must not be written to, however it is typed, until the day on which it is over', async () => {
    const address = (version: number, until: string | null, lines: string, postcode: string | null) =>
      own.ask(
        `insert into child_addresses (child_id, id, version, kind, lines, postcode, may_be_written_to, until_on, recorded_by)
        values ($1, 'unsafe', $2, 'other', $3, $4, false, $5, 'test')`,
        ...[about.id, version, `{"${lines}"}`, postcode, until],
      )
    await own.ask(
      `insert into contacts (child_id, id, version, name, relationship, address_lines, postcode, has_parental_responsibility, may_be_called, may_be_left_a_message,
        may_be_written_to, may_be_emailed, recorded_by)
      values ($1, 'k-typed', 1, 'Orla Tamm', 'mother', '{14 Weir Lane,Ashfold}', 'ZZ9 9ZZ', true, true, true, true, true, 'test')`,
      about.id,
    )
    const draft = async () => textarea((await halloran.get(`${drafts}/order-served?to=k-typed`)).text, 'to')
    assert.match(await draft(), /14 Weir Lane/)
    for (const [version, until, lines, postcode] of [
      [1, null, '14, WEIR LANE, Ashfold', null],
      [2, '2026-12-24', '14 Weir Ln.', 'zz99zz'],
    ] as const) {
      await address(version, until, lines, postcode)
      const letter = await draft()
      assert.doesNotMatch(letter, /14 Weir Lane/)
      assert.match(letter, /No address: it is not safe to write to this person/)
    }
    await address(3, '2026-11-22', '14 Weir Lane', 'ZZ9 9ZZ')
    assert.match(await draft(), /14 Weir Lane/)
  })

  it('are for CME officers: others may not draft, and a letter of another child is not there', async () => {
    const desaye = await service.signIn('p-desaye')
    assert.equal((await desaye.get(`${drafts}/notice-served`)).status, 403)
    const [one] = await own.ask<{ id: string }>(`select id from casework where kind = 'order-letter' limit 1`)
    assert.equal((await halloran.get(`${path}/order/letter/${one?.id}`)).status, 404)
    assert.equal((await halloran.get(`${path}/casework/order-letter`)).status, 404)
  })
})
