import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, storiesDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const child = childOf('waiting')
const path = `/children/${child.id}`
const support = `${path}/support`

const day = (name: string, date: number, month = 11) => ({
  [`${name}.day`]: String(date),
  [`${name}.month`]: String(month),
  [`${name}.year`]: '2026',
})

const request = {
  ...day('on', 23),
  'detail.to': 'cfw',
  'detail.level': 'standard',
  'more.worries': 'Lena has not been in any school since October and is seen minding two small children on weekday mornings.',
  'more.tried': 'Three letters, two visits; nobody opened the door.',
  'more.wanted': 'A worker who speaks Hungarian to meet the mother and Lena.',
  'more.childSays': 'She told a neighbour that she misses her class.',
  'more.familyKnows': 'true',
  'more.familyAgrees': 'yes',
  'more.ring': 'Her aunt, 01632 960 101',
  'more.isSafeToRing': 'yes',
}

describe('A request for support', () => {
  const { own, service } = served(storiesDatabase)
  let halloran: Visitor
  let hub: Visitor
  let cfw: Visitor
  before(async () => {
    const districts = await own.ask<{ district: string }>('select district from child_addresses where child_id = $1', child.id)
    const isNorth = (
      await own.ask<{ agency_id: string }>(
        `select agency_id from agency_versions where agency_id in ('a-cfw-north', 'a-cfw-south') and $1 = any(districts)`,
        districts[0]?.district,
      )
    )[0]?.agency_id
    halloran = await service.signIn('p-halloran')
    hub = await service.signIn('p-ivinson')
    cfw = await service.signIn(isNorth === 'a-cfw-north' ? 'p-brackley' : 'p-qadeer')
    await halloran.get(support)
  })

  const send = (visitor: Visitor, to: string, fields: Readonly<Record<string, string>>) =>
    visitor.post(to, { key: crypto.randomUUID(), ...fields })
  const lastFact = async (type: string) =>
    (
      await own.ask<{ id: string }>(
        'select id from facts where child_id = $1 and type = $2 order by recorded_at desc limit 1',
        child.id,
        type,
      )
    )[0]?.id ?? ''
  const makeRequest = async (route: string) => {
    const { status, text } = await send(halloran, `${path}/record/support-request`, { ...request, 'detail.route': route })
    assert.equal(status, 303, text)
    return lastFact('support-request')
  }
  const answer = (visitor: Visitor, of: string, fields: Readonly<Record<string, string>>) =>
    send(visitor, `${path}/casework/request-answer`, { of, ...day('on', 23), ...fields })
  const isIn = async (visitor: Visitor) => (await visitor.get('/requests')).text.includes(child.name)

  it('cannot be checked without what nobody could answer it without, and keeps what was typed', async () => {
    const { 'more.worries': _, 'more.wanted': __, 'more.familyAgrees': ___, ...less } = request
    const { status, text } = await halloran.post(`${path}/record/support-request/check`, { ...less, 'detail.route': 'direct' })
    assert.equal(status, 422)
    for (const member of ['worries', 'wanted', 'familyAgrees']) assert.match(text, new RegExp(`href="#more-${member}"`))
    assert.match(text, /nobody opened the door/)
  })

  it('says before it is sent what the hub would send back, and may be sent all the same', async () => {
    const thin = {
      ...request,
      'more.worries': 'Not in school.',
      'more.childSays': '',
      'more.familyAgrees': 'not-asked',
      'detail.route': 'direct',
    }
    const { status, text } = await halloran.post(`${path}/record/support-request/check`, thin)
    assert.equal(status, 200)
    assert.match(text, /What the hub would send back/)
    assert.match(text, /in a few words only/)
    assert.match(text, /what the child says/)
    assert.match(text, /Consent has not been asked for/)
    const whole = await halloran.post(`${path}/record/support-request/check`, { ...request, 'detail.route': 'direct' })
    assert.equal(whole.status, 200)
    assert.doesNotMatch(whole.text, /What the hub would send back/)
  })

  it('through the hub waits there, and at CFW only once the hub has accepted it; straight to CFW it never waits at the hub', async () => {
    assert.deepEqual([await isIn(hub), await isIn(cfw)], [false, false])
    const through = await makeRequest('cssh-mash')
    assert.deepEqual([await isIn(hub), await isIn(cfw)], [true, false])
    assert.equal((await answer(hub, through, { 'more.answer': 'accepted' })).status, 303)
    assert.deepEqual([await isIn(hub), await isIn(cfw)], [false, true])
    assert.match((await cfw.get('/requests')).text, /Accepted by the support hub on Monday 23 November 2026; no worker is named/)
    assert.equal((await answer(cfw, through, { 'more.answer': 'returned', 'more.reason': 'Known to the other area.' })).status, 303)
    const direct = await makeRequest('direct')
    assert.deepEqual([await isIn(hub), await isIn(cfw)], [false, true])
    assert.equal((await hub.get(`${path}/casework/request-answer?of=${direct}`)).status, 403)
    assert.equal((await answer(hub, direct, { 'more.answer': 'accepted' })).status, 403)
    assert.equal((await answer(cfw, direct, { 'more.answer': 'returned', 'more.reason': 'Twice the same.' })).status, 303)
  })

  it('is not the hub’s to answer once the hub has passed it on, or CFW has accepted it: nothing offers it, and it is refused', async () => {
    const returned = { 'more.answer': 'returned', 'more.reason': 'Changed our mind.' }
    const offered = async (visitor: Visitor, of: string) =>
      [support, '/requests'].map(async (page) => (await visitor.get(page)).text.includes(`of=${of}`))
    const through = await makeRequest('cssh-mash')
    assert.deepEqual(await Promise.all(await offered(hub, through)), [true, true])
    for (const [by, visitor] of [
      ['Carol Ivinson', hub],
      ['', cfw],
    ] as const) {
      assert.equal((await answer(visitor, through, { 'more.answer': 'accepted' })).status, 303)
      assert.deepEqual(await Promise.all(await offered(hub, through)), [false, false])
      const refused = await answer(hub, through, returned)
      assert.equal(refused.status, 422)
      assert.match(refused.text, new RegExp(`It was accepted on Monday 23 November 2026 by ${by}`))
      assert.deepEqual(await Promise.all(await offered(cfw, through)), [true, true])
    }
    const { text } = await cfw.get('/requests')
    assert.match(text, /Accepted by CFW|Accepted by the children and family/i)
    assert.doesNotMatch(text, new RegExp(`of=${through}[^"]*answer=accepted|answer=accepted[^"]*of=${through}`))
    assert.equal((await answer(cfw, through, { 'more.answer': 'accepted' })).status, 422)
    assert.equal((await answer(cfw, through, returned)).status, 303)
  })

  it('has a form that offers what saving takes: the first answers to whoever is asked, what is open after them, and then nothing', async () => {
    const asked = async (visitor: Visitor, of: string) => {
      const { status, text } = await visitor.get(`${path}/casework/request-answer?of=${of}`)
      return [status, [...text.matchAll(/name="more\.answer"[^>]* value="([a-z]+)"/g)].map(([, value]) => value)]
    }
    const [first, all] = [
      ['accepted', 'returned'],
      ['accepted', 'returned', 'allocated'],
    ]
    const through = await makeRequest('cssh-mash')
    assert.deepEqual(
      [await asked(hub, through), await asked(cfw, through)],
      [
        [200, first],
        [200, all],
      ],
    )
    assert.equal((await answer(hub, through, { 'more.answer': 'accepted' })).status, 303)
    assert.deepEqual(
      [await asked(hub, through), await asked(cfw, through)],
      [
        [403, []],
        [200, all],
      ],
    )
    assert.equal((await answer(cfw, through, { 'more.answer': 'accepted' })).status, 303)
    assert.deepEqual(
      [await asked(hub, through), await asked(cfw, through)],
      [
        [403, []],
        [200, ['returned', 'allocated']],
      ],
    )
    assert.equal((await answer(cfw, through, { 'more.answer': 'returned', 'more.reason': 'Another area.' })).status, 303)
    assert.deepEqual(
      [await asked(hub, through), await asked(cfw, through)],
      [
        [403, []],
        [403, []],
      ],
    )
  })

  it('keeps what was typed when somebody else closed it meanwhile', async () => {
    const id = await makeRequest('cssh-mash')
    assert.equal((await answer(hub, id, { 'more.answer': 'returned', 'more.reason': 'Say more.' })).status, 303)
    const { status, text } = await answer(hub, id, { 'more.answer': 'returned', 'more.reason': 'Nobody rang the aunt.' })
    assert.equal(status, 422)
    assert.match(text, /Nobody rang the aunt\./)
  })

  it('is late from the fourth working day after it, and not on the third', async () => {
    const dated = async (date: number) => {
      const made = { ...request, ...day('on', date), 'detail.route': 'direct' }
      assert.equal((await send(halloran, `${path}/record/support-request`, made)).status, 303)
      const id = await lastFact('support-request')
      const { text } = await cfw.get('/requests')
      await answer(cfw, id, { 'more.answer': 'returned', 'more.reason': 'Enough.' })
      return text
    }
    const third = await dated(18)
    assert.match(third, /<strong>Today<\/strong>/)
    assert.doesNotMatch(third, /onroll-step--late/)
    assert.match(await dated(17), /onroll-step--late[\s\S]*1 working day late/)
  })

  it('is not returned without a reason, and whoever asked sees it at once', async () => {
    const id = await makeRequest('cssh-mash')
    const without = await answer(hub, id, { 'more.answer': 'returned' })
    assert.equal(without.status, 422)
    assert.match(without.text, /href="#more-reason"/)
    assert.equal((await answer(hub, id, { 'more.answer': 'returned', 'more.reason': 'Say what the mother was asked.' })).status, 303)
    for (const page of [path, support]) {
      const { text } = await halloran.get(page)
      assert.match(text, /was returned on Monday 23 November 2026: “Say what the mother was asked\.”/)
    }
    assert.match((await halloran.get(support)).text, /Ask again/)
    assert.equal(await isIn(hub), false)
  })

  it('that was returned is closed, and is made again as another', async () => {
    const before = await lastFact('support-request')
    const closed = await answer(hub, before, { 'more.answer': 'accepted' })
    assert.equal(closed.status, 422)
    assert.match(closed.text, /It was returned on Monday 23 November 2026 by Carol Ivinson/)
    const again = await makeRequest('cssh-mash')
    assert.equal(await isIn(hub), true)
    assert.doesNotMatch((await halloran.get(support)).text, /was returned on Monday 23 November 2026: “Say/)
    assert.equal((await answer(hub, again, { 'more.answer': 'accepted' })).status, 303)
    const twice = await answer(hub, again, { 'more.answer': 'accepted' })
    assert.equal(twice.status, 422)
    assert.match(twice.text, /It was accepted on/)
  })

  it('is given to somebody of CFW by CFW, and then the child is theirs and nothing waits', async () => {
    const id = await lastFact('support-request')
    const form = await hub.get(`${path}/casework/request-answer?of=${id}`)
    assert.doesNotMatch(form.text, /Given to a worker/)
    const byHub = await answer(hub, id, { 'more.answer': 'allocated', 'more.worker': 'p-brackley' })
    assert.equal(byHub.status, 422)
    const stranger = await answer(cfw, id, { 'more.answer': 'allocated', 'more.worker': 'p-halloran' })
    assert.equal(stranger.status, 422)
    assert.match(stranger.text, /Choose somebody who works for/)
    const own = await cfw.get(`${path}/casework/request-answer?of=${id}`)
    const [, user = '', name = ''] = /<option value="(p-[a-z]+)">([^<]+)</.exec(own.text) ?? []
    assert.equal((await answer(cfw, id, { 'more.answer': 'allocated', 'more.worker': user, from: '/requests' })).location, '/requests')
    assert.equal(await isIn(cfw), false)
    assert.match((await halloran.get(support)).text, new RegExp(`Given to a worker: ${name}`))
  })

  it('has the child with it in the access log, by its id and nothing else', async () => {
    await makeRequest('direct')
    await cfw.get('/requests')
    const [entry] = await own.ask<{ children: readonly string[] }>(
      `select children from audit where action = 'saw-requests' order by at desc limit 1`,
    )
    assert.ok(entry?.children.includes(child.id))
  })

  it('that was withdrawn waits nowhere, and is not answered', async () => {
    const id = await lastFact('support-request')
    assert.equal(await isIn(cfw), true)
    await send(halloran, `${path}/facts/${id}/withdraw`, { why: 'Meant for another child.' })
    assert.equal(await isIn(cfw), false)
    assert.equal((await answer(cfw, id, { 'more.answer': 'accepted' })).status, 409)
  })

  it('is answered by CFW and the hub alone, and nothing else is answered as one', async () => {
    const id = await makeRequest('direct')
    assert.equal((await halloran.get(`${path}/casework/request-answer?of=${id}`)).status, 403)
    assert.equal((await halloran.get('/requests')).status, 403)
    const [other] = await own.ask<{ id: string }>(`select id from facts where child_id = $1 and type = 'off-roll'`, child.id)
    assert.equal((await answer(cfw, other?.id ?? '', { 'more.answer': 'accepted' })).status, 404)
    const early = await answer(cfw, id, { ...day('on', 22), 'more.answer': 'accepted' })
    assert.equal(early.status, 422)
    assert.match(early.text, /The request was made on Monday 23 November 2026/)
  })

  it('that came without particulars is offered to be added to by whoever may add to it', async () => {
    for (const story of ['refusing', 'order'] as const) {
      const page = `/children/${childOf(story).id}/support`
      const { text } = await hub.get(page)
      const missing = text.match(/Details not recorded/g) ?? []
      const forms = [...text.matchAll(/href="([^"]+\/particulars[^"]*)"/g)].map(([, form = '']) => form)
      assert.ok(forms.length > 0 && forms.length < missing.length, `${forms.length} of ${missing.length}`)
      for (const form of forms) assert.equal((await hub.get(form)).status, 200)
    }
  })

  it('that came without particulars stands as not recorded, until they are added', async () => {
    const bare = childOf('refusing')
    const page = `/children/${bare.id}/support`
    const { text } = await halloran.get(page)
    assert.match(text, /Details not recorded/)
    const [fact] = await own.ask<{ id: string }>(`select id from facts where child_id = $1 and type = 'support-request'`, bare.id)
    const form = `/children/${bare.id}/facts/${fact?.id}/particulars`
    const fields = Object.fromEntries(Object.entries(request).filter(([name]) => name.startsWith('more.')))
    const kept = await send(halloran, `${form}/support-request`, { ...fields, from: page })
    assert.deepEqual([kept.status, kept.location], [303, page])
    assert.match((await halloran.get(page)).text, /A worker who speaks Hungarian/)
  })
})

describe('A sealed child', () => {
  const { own, service } = served(storiesDatabase)
  const sealed = childOf('sealed')

  it('has no request in anybody’s inbox, and none to answer, but for those whom the seal lists', async () => {
    const halloran = await service.signIn('p-halloran')
    await halloran.get(`/children/${sealed.id}/support`)
    for (const route of ['direct', 'cssh-mash']) {
      const { status, text } = await halloran.post(`/children/${sealed.id}/record/support-request`, {
        ...{ key: crypto.randomUUID(), ...request },
        'detail.route': route,
      })
      assert.equal(status, 303, text)
    }
    const [fact] = await own.ask<{ id: string }>(`select id from facts where child_id = $1 and type = 'support-request'`, sealed.id)
    const askers = ['p-ivinson', 'p-nwosuh', 'p-brackley', 'p-qadeer']
    for (const person of askers) {
      const visitor = await service.signIn(person)
      const inbox = await visitor.get('/requests')
      assert.doesNotMatch(inbox.text, new RegExp(`${sealed.name}|${sealed.id}`))
      assert.match(inbox.text, /<strong>0<\/strong> open/)
      assert.equal((await visitor.get(`/children/${sealed.id}/support`)).status, 404)
      assert.equal((await visitor.get(`/children/${sealed.id}/casework/request-answer?of=${fact?.id}`)).status, 404)
    }
    await own.ask(
      `insert into seals (child_id, version, is_sealed, for_users, why, recorded_by)
      select child_id, version + 1, true, for_users || array['p-qadeer'], why, 'a test' from seals where child_id = $1 order by version desc limit 1`,
      sealed.id,
    )
    const reviewed = await halloran.post(`/children/${sealed.id}/record/case-review`, {
      ...{ key: crypto.randomUUID(), note: 'We ask CFW again on Friday.' },
      ...day('on', 23),
    })
    assert.equal(reviewed.status, 303)
    const counts = await Promise.all(
      askers.map(async (person) => (await (await service.signIn(person)).get('/requests')).text.split(sealed.name).length > 1),
    )
    assert.deepEqual(counts, [false, false, false, true])
  })
})

describe('Support and consent of a child', () => {
  const { own, service } = served(storiesDatabase)
  const send = (visitor: Visitor, to: string, fields: Readonly<Record<string, string>>) =>
    visitor.post(to, { key: crypto.randomUUID(), ...fields })
  let halloran: Visitor
  before(async () => {
    halloran = await service.signIn('p-halloran')
    await halloran.get(support)
  })

  it('says of a child of whom nothing is asked that nothing is', async () => {
    const { text } = await halloran.get(support)
    for (const nothing of [
      /CFW has not been asked/,
      /Nobody has been asked for consent/,
      /No decision about sharing/,
      /has not been referred to CSC/,
    ])
      assert.match(text, nothing)
    assert.match(text, /Refusal of consent never blocks sharing/)
  })

  it('has the consent of one parent beside the refusal of the other, and what is in force in a line', async () => {
    const asked = { 'detail.for': 'eha', from: support, 'more.how': 'visit', 'more.askedBy': 'Hazel Brackley' }
    const given = { ...asked, ...day('on', 18), 'detail.decision': 'given', 'more.of': 'Anna Varga' }
    const refused = { ...asked, ...day('on', 20), 'detail.decision': 'refused', 'more.of': 'Peter Varga' }
    for (const fields of [given, refused]) {
      const { status, location } = await send(halloran, `${path}/record/consent`, fields)
      assert.equal(status, 303)
      assert.match(location ?? '', new RegExp(`^${support}\\?recorded=`))
    }
    const { text } = await halloran.get(support)
    assert.match(
      text,
      /Given by Anna Varga on Wednesday 18 November 2026; refused by Peter Varga on Friday 20 November 2026\. They disagree, and both stand\./,
    )
    assert.match(text, /Discuss a refusal with the support hub/)
  })

  it('has decisions about sharing by themselves, which are never called consent', async () => {
    const kept = await send(halloran, `${path}/casework/sharing-decision`, {
      ...{ ...day('on', 23), 'more.what': 'Where she was seen', 'more.withWhom': 'The police', 'more.decision': 'shared' },
      ...{ 'more.basis': 'public-task', 'more.familyTold': 'false', 'more.why': 'She is minded by nobody at night.' },
    })
    assert.deepEqual([kept.status, kept.location], [303, support])
    const { text } = await halloran.get(support)
    const section = /<section aria-labelledby="sharing">[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
    assert.match(section, /Where she was seen[\s\S]*Public task/)
    assert.doesNotMatch(section.replace('Refusal of consent never blocks', ''), /consent/i)
  })

  it('has discussions with who was there, what was decided and by when', async () => {
    const { status } = await send(halloran, `${path}/record/cssh-discussion`, {
      ...{ ...day('on', 23), 'detail.escalate': 'false', 'detail.reason': 'No sign of harm.', from: support },
      ...{ 'more.present': 'Carol Ivinson, Bridie Halloran', 'more.decidedTo': 'A visit together.', ...day('more.byWhen', 4, 12) },
    })
    assert.equal(status, 303)
    assert.match((await halloran.get(support)).text, /Carol Ivinson, Bridie Halloran[\s\S]*A visit together\.[\s\S]*Friday 4 December 2026/)
  })

  it('counts the 45 working days of an assessment, late where they are over, until CSC says that it is completed', async () => {
    const referral = { 'detail.for': 'child-and-family-assessment', 'more.worries': 'Seen alone at night.', 'more.familyTold': 'told' }
    const why = await halloran.post(`${path}/record/csc-referral/check`, { ...referral, ...day('on', 23), 'more.familyTold': 'not-told' })
    assert.equal(why.status, 422)
    assert.match(why.text, /href="#more-whyNotTold"/)
    const refer = async (on: Readonly<Record<string, string>>) => {
      assert.equal((await send(halloran, `${path}/record/csc-referral`, { ...referral, ...on })).status, 303)
      const [fact] = await own.ask<{ id: string }>(
        `select id from facts where child_id = $1 and type = 'csc-referral' order by recorded_at desc limit 1`,
        child.id,
      )
      return fact?.id ?? ''
    }
    await refer(day('on', 20))
    assert.match((await halloran.get(support)).text, /Day 1 of 45, ends /)
    const old = await refer(day('on', 4, 9))
    assert.match((await halloran.get(support)).text, /Ended on Friday 6 November 2026, 11 working days late/)
    const outcome = { of: old, ...day('on', 9), 'more.outcome': 'early-help', 'more.says': 'A tutor from January.' }
    assert.equal((await send(halloran, `${path}/casework/assessment-outcome`, outcome)).status, 403)
    const workers = await Promise.all(['p-garstone', 'p-kubackie'].map((person) => service.signIn(person)))
    const statuses = await Promise.all(workers.map(async (worker) => [worker, (await worker.get(support)).status] as const))
    const worker = statuses.find(([, status]) => status === 200)?.[0] as Visitor
    const early = await send(worker, `${path}/casework/assessment-outcome`, { ...outcome, ...day('on', 1, 9) })
    assert.equal(early.status, 422)
    assert.match(early.text, /The referral was made on Friday 4 September 2026/)
    assert.equal((await send(worker, `${path}/casework/assessment-outcome`, outcome)).status, 303)
    assert.match(
      (await halloran.get(support)).text,
      /Completed on Monday 9 November 2026, 1 working day late[\s\S]*Early help[\s\S]*A tutor from January/,
    )
  })

  it('answers no referral that is for safeguarding with the outcome of an assessment', async () => {
    const fields = { ...day('on', 23), 'detail.for': 'safeguarding', 'more.worries': 'Bruises.', 'more.familyTold': 'told' }
    await send(halloran, `${path}/record/csc-referral`, fields)
    const [fact] = await own.ask<{ id: string }>(
      `select id from facts where child_id = $1 and type = 'csc-referral' order by recorded_at desc limit 1`,
      child.id,
    )
    for (const person of ['p-garstone', 'p-kubackie']) {
      const worker = await service.signIn(person)
      assert.equal((await worker.get(`${path}/casework/assessment-outcome?of=${fact?.id}`)).status, 404)
    }
  })

  it('shows who reads no free words the facts, and says that the rest is not for them', async () => {
    const vance = await service.signIn('p-vance')
    const { status, text } = await vance.get(support)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /Anna Varga|A visit together|Where she was seen|Details not recorded/)
    assert.match(text, /What was written beside these records is not for you/)
  })

  it('is nowhere for whoever may not see the child', async () => {
    const stranger = await service.signIn('p-redfern')
    assert.equal((await stranger.get(support)).status, 404)
  })
})
