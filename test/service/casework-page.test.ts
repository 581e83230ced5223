import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const jory = childOf('persistent')
const orla = childOf('no-progress')
const lena = childOf('waiting')
const monday = { 'on.day': '23', 'on.month': '11', 'on.year': '2026' }

const pathOf = ({ id }: { readonly id: string }) => `/children/${id}/casework`
/** What a page says, without its marks. */
const said = (text: string) =>
  text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:)])/g, '$1')

describe('The casework of a child', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get(pathOf(jory))
  })
  const send = (to: string, fields: Readonly<Record<string, string>>, by = halloran) => by.post(to, { key: crypto.randomUUID(), ...fields })
  const shown = async (child: { readonly id: string }, by = halloran) => said((await by.get(pathOf(child))).text)
  const audited = async (action: string) =>
    (
      await own.ask<{ children: string[] }>(
        'select children from audit where action = $1 and outcome = $2 order by id desc limit 1',
        action,
        'done',
      )
    )[0]?.children

  it('says who has the child, and since when', async () => {
    assert.match(await shown(jory), /Who has the child.*CME officer Bridie Halloran, .* since \w+ \d+ \w+ 2026/)
  })

  it('shows how the school days off roll are counted, as the guidance counts them', async () => {
    const page = await shown(lena)
    assert.match(page, /31 of 60 school days off roll\. The 60th is expected on \w+ \d+ \w+ 202[67]/)
    assert.match(page, /Left out besides weekends: half-term \(/)
    const [duty] = await own.ask<{ on: string }>(
      `select to_char(started_on, 'FMDD FMMonth YYYY') as on from duties where child_id = $1 and clause = '1.4a'`,
      lena.id,
    )
    assert.ok(duty && page.includes(duty.on), duty?.on)
    // The last week of the table ends with the sixtieth.
    assert.match(page, /\(to come\) \d 60 /)
    assert.match(await shown(jory), /62 school days off roll\. The 60th was/)
  })

  describe('an attempt recorded on the page itself', () => {
    const attempt = { ...monday, 'detail.method': 'visit', 'detail.outcome': 'no-reply', note: 'Curtains drawn, dog barking.' }
    const attempts = () => own.ask(`select id from facts where child_id = $1 and type = 'engagement-attempt'`, lena.id)

    it('is saved at once, says what it changed, and can be put right from there', async () => {
      const before = (await attempts()).length
      const { status, location } = await send(pathOf(lena), attempt)
      assert.equal(status, 303)
      assert.match(location ?? '', new RegExp(`^${pathOf(lena)}\\?recorded=`))
      const page = (await halloran.get(location ?? '')).text
      assert.match(said(page), /Recorded\..*A slip of the finger\? Put right what you recorded/)
      assert.match(said(page), /Curtains drawn, dog barking/)
      assert.equal((await attempts()).length, before + 1)
      assert.deepEqual(await audited('recorded-attempt'), [lena.id])
    })

    it('is recorded once however often it is sent', async () => {
      const before = (await attempts()).length
      const key = crypto.randomUUID()
      const answers = [await send(pathOf(lena), { ...attempt, key }), await send(pathOf(lena), { ...attempt, key })]
      assert.deepEqual(answers[0]?.location, answers[1]?.location)
      assert.equal((await attempts()).length, before + 1)
    })

    it('comes back with what was typed where a choice is missing', async () => {
      const before = (await attempts()).length
      const { status, text } = await send(pathOf(lena), { ...attempt, 'detail.outcome': '' })
      assert.equal(status, 422)
      assert.match(text, /href="#detail-outcome">Choose an answer: What came of it\?/)
      assert.match(text, /value="Curtains drawn, dog barking\."/)
      assert.equal((await attempts()).length, before)
    })

    it('is not of a day to come, whatever is sent', async () => {
      const { status, text } = await send(pathOf(lena), { ...attempt, 'on.day': '24' })
      assert.equal(status, 422)
      assert.match(text, /That day is still to come/)
    })

    it('is the same fact as on the long form', async () => {
      const last = () =>
        own.ask(
          `select type, on_day, by, detail, note, recorded_by, recorded_agency from facts where child_id = $1 and type = 'engagement-attempt'
            order by recorded_at desc limit 1`,
          lena.id,
        )
      await send(pathOf(lena), attempt)
      const quick = await last()
      await send(`/children/${lena.id}/record/engagement-attempt`, { ...attempt, by: 'cme-officer' })
      assert.deepEqual(await last(), quick)
      assert.equal(quick.length, 1)
    })
  })

  describe('the reasonable enquiries', () => {
    it('stand one by one, with the last result of those that were made and a form for those that were not', async () => {
      const page = await halloran.get(pathOf(orla))
      assert.match(said(page.text), /Reasonable enquiries 0 of 15 made/)
      assert.match(page.text, new RegExp(`href="${pathOf(orla)}/enquiry\\?check=neighbours"`))
      assert.match((await halloran.get(`${pathOf(orla)}/enquiry?check=neighbours`)).text, /value="neighbours" checked/)
      const enquiry = { ...monday, 'more.check': 'neighbours', 'more.says': 'Nobody since August.' }
      await send(`${pathOf(orla)}/enquiry`, { ...enquiry, 'on.day': '20', 'more.result': 'no-answer-yet' })
      const { location } = await send(`${pathOf(orla)}/enquiry`, { ...enquiry, 'more.result': 'nothing' })
      assert.equal(location, pathOf(orla))
      assert.match(
        await shown(orla),
        /1 of 15 made.*Neighbours, or the landlord Nothing 23 Nov, Bridie Halloran; 2 times in all Nobody since August\. Again: Neighbours/,
      )
    })

    it('count a visit that was made to engage the family, and say by whom checks were made', async () => {
      await send(pathOf(orla), { ...monday, 'detail.method': 'visit', 'detail.outcome': 'no-reply' })
      const page = await shown(orla)
      assert.match(page, /2 of 15 made/)
      assert.match(page, /A visit to the home Tried to engage the parents by a visit, without a reply/)
      assert.match(page, /council and its partners 2, by a school 0/)
    })
  })

  describe('a referral to a partner agency', () => {
    const answerOf = async () =>
      (
        await own.ask<{ id: string }>(
          `select id from facts where child_id = $1 and type = 'agency-referral' order by recorded_at desc limit 1`,
          jory.id,
        )
      )[0]?.id ?? ''

    it('that came without particulars says so', async () => {
      assert.match(
        await shown(jory),
        /Referred to youth service .*No day was agreed for an answer; referred 5\d working days ago Details not recorded\./,
      )
    })

    it('waits for an answer by a day, is late in words after it, and is answered', async () => {
      const referral = { ...monday, 'on.day': '9', 'detail.to': 'school nursing', 'more.why': 'Headaches.', from: pathOf(jory) }
      const answerBy = { 'more.answerBy.day': '20', 'more.answerBy.month': '11', 'more.answerBy.year': '2026' }
      const { location } = await send(`/children/${jory.id}/record/agency-referral`, { ...referral, ...answerBy })
      assert.match(location ?? '', new RegExp(`^${pathOf(jory)}\\?recorded=`))
      assert.match(
        await shown(jory),
        /Referred to school nursing.*Headaches\. Answer expected by Friday 20 November 2026, 1 working day late Record the answer/,
      )
      const steps = async () => said((await halloran.get('/steps')).text)
      assert.match(
        await steps(),
        /Answers expected from partner agencies 1 Fri 20 Nov 1 working day late Ask how the referral stands To school nursing, Mon 9 Nov Jory/,
      )
      const form = `${pathOf(jory)}/referral-answer`
      const of = await answerOf()
      assert.equal((await halloran.get(`${form}?of=${of}`)).status, 200)
      const { location: back } = await send(form, { ...monday, of, 'more.answer': 'declined', 'more.says': 'Not in their remit.' })
      assert.equal(back, pathOf(jory))
      assert.match(await shown(jory), /Declined, 23 Nov, Bridie Halloran; it was expected by Friday 20 November 2026 Not in their remit\./)
      assert.doesNotMatch(await steps(), /Answers expected/)
    })

    it('is not waited for by whoever has the child not, nor once it is withdrawn', async () => {
      const referral = {
        ...monday,
        'detail.to': 'a food bank',
        'more.answerBy.day': '30',
        'more.answerBy.month': '11',
        'more.answerBy.year': '2026',
      }
      await send(`/children/${jory.id}/record/agency-referral`, referral)
      assert.match(said((await halloran.get('/steps')).text), /To a food bank/)
      const oyelaran = await service.signIn('p-oyelaran')
      assert.doesNotMatch(said((await oyelaran.get('/steps')).text), /food bank/)
      await halloran.get(pathOf(jory))
      await send(`/children/${jory.id}/facts/${await answerOf()}/withdraw`, { why: 'It was for another child.' })
      assert.doesNotMatch(said((await halloran.get('/steps')).text), /food bank/)
    })

    it('is what an answer answers: no other fact, and not nothing', async () => {
      const [attempt] = await own.ask<{ id: string }>(
        `select id from facts where child_id = $1 and type = 'engagement-attempt' limit 1`,
        jory.id,
      )
      const form = `${pathOf(jory)}/referral-answer`
      assert.deepEqual([(await halloran.get(form)).status, (await halloran.get(`${form}?of=${attempt?.id}`)).status], [404, 404])
    })
  })

  it('shows barriers with which and since when, and that a significant one makes a candidate', async () => {
    const barrier = { ...monday, 'detail.kind': 'significant', 'more.which': 'No transport to any school in reach' }
    assert.doesNotMatch(await shown(lena), /panel candidate\./)
    await send(`/children/${lena.id}/record/barrier`, { ...barrier, from: pathOf(lena) })
    const page = await shown(lena)
    assert.match(
      page,
      /A significant barrier makes the child a panel candidate\. Nominate for the panel No transport to any school in reach A significant barrier identified since 23 Nov/,
    )
  })

  describe('a school place', () => {
    it('is told by Pupil Access, and the last that was heard stands on top', async () => {
      // Pupil Access sees the child once the parents’ engagement is on record.
      await send(`/children/${lena.id}/record/admissions-engagement`, { ...monday, 'detail.engaging': 'true' })
      const access = await service.signIn('p-desaye')
      const form = `${pathOf(lena)}/school-place`
      assert.equal((await access.get(form)).status, 200)
      const [school] = await own.ask<{ id: string; name: string }>(
        `select a.id, v.name from agencies a join agency_versions v on v.agency_id = a.id where a.kind = 'school' order by a.id limit 1`,
      )
      const place = { ...monday, 'more.school': school?.id ?? '' }
      await send(form, { ...place, 'on.day': '19', 'more.stage': 'applied' }, access)
      const without = await send(form, { ...place, 'more.stage': 'start-agreed' }, access)
      assert.equal(without.status, 422)
      const startsOn = { 'more.startsOn.day': '30', 'more.startsOn.month': '11', 'more.startsOn.year': '2026' }
      const { location } = await send(form, { ...place, ...startsOn, 'more.stage': 'start-agreed' }, access)
      assert.equal(location, pathOf(lena))
      const page = await shown(lena)
      assert.ok(page.includes(`School place: A start is agreed: ${school?.name}, to start on Monday 30 November 2026`), page)
      assert.match(page, /Applied for: .* 19 Nov/)
      assert.ok(said((await halloran.get(`/children/${lena.id}`)).text).includes(`Which school? ${school?.name}`))
    })

    it('is not for others to tell', async () => {
      const lead = await service.signIn('p-brackley')
      assert.notEqual((await lead.get(`${pathOf(lena)}/school-place`)).status, 200)
    })
  })

  it('is not for who reads no free words of a child', async () => {
    const vance = await service.signIn('p-vance')
    const { status, text } = await vance.get(`/children/${lena.id}`)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /\/casework"/)
    assert.equal((await vance.get(pathOf(lena))).status, 403)
  })
})
