import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import type { Ground } from '../../src/actions/action.ts'
import { keepAnswers, type Limits, sendAnswers, type TypedAnswers, usualLimits } from '../../src/actions/tell-us.ts'
import { tidy } from '../../src/database/tidy.ts'
import { toldBy } from '../../src/web/tell-us/questions.ts'
import { storiesDatabase, today } from './county.ts'
import { served } from './served.ts'
import { openService } from './service.ts'
import type { Answer, Visitor } from './visitor.ts'

const few: Limits = { begin: { own: 4, all: 6, allInDanger: 20 }, send: { own: 2, all: 5, allInDanger: 6 } }

const DRAFT = '__Host-onroll-tell-us'

/** The pages in order, and what somebody answers who knows a little. */
const neighbour = [
  ['who-you-are', { who: 'public' }],
  ['danger', { danger: 'none' }],
  ['name', { givenNames: 'Tilly', familyName: 'Nobody', otherNames: '' }],
  ['age', { 'born.day': '', 'born.month': '', 'born.year': '', age: '9' }],
  ['where', { whereabouts: 'The blue door beside the baker’s', postcode: '' }],
  ['school', { lastSchool: '' }],
  ['what-you-know', { says: 'She plays in the yard on every school day since September.' }],
  ['how-to-reach-you', { yourName: '', phone: '', email: '' }],
] as const

const answerAll = async (visitor: Visitor, changed: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): Promise<void> => {
  await visitor.get('/tell-us/who-you-are')
  for (const [slug, fields] of neighbour) {
    const { status, location, text } = await visitor.post(`/tell-us/${slug}`, { ...fields, ...changed[slug] })
    assert.equal(status, 303, `${slug}: ${text}`)
    if (location === '/tell-us/where-you-work') await visitor.post(location, { organisation: 'Moor Lane Surgery' })
  }
}

describe('Somebody without an account', () => {
  const { own, service } = served(storiesDatabase)

  const send = async (visitor: Visitor): Promise<Answer> => {
    await visitor.get('/tell-us/check')
    assert.equal((await visitor.post('/tell-us/send')).location, '/tell-us/sent')
    return visitor.get('/tell-us/sent')
  }
  /** Sends, as often as it is called, as from an address. */
  const sendingOf = async (visitor: Visitor): Promise<(address: string) => Promise<Answer>> => {
    const _csrf = /name="_csrf" value="([^"]+)"/.exec((await visitor.get('/tell-us/check')).text)?.[1] ?? ''
    return (address) => visitor.ask('POST', '/tell-us/send', { _csrf }, { 'x-forwarded-for': address })
  }
  const referenceIn = ({ text }: Answer): string => /<strong>([\w-]{14})<\/strong>/.exec(text)?.[1] ?? ''
  const notificationOf = async (reference: string) => {
    const [row] = await own.ask<Record<string, unknown>>(
      'select *, received_on::text, due_on::text from notifications where reference = $1',
      reference,
    )
    return row
  }

  it('is told first what to do when a child is in danger now: 999, and the hub’s number from the directory', async () => {
    const { text } = await service.visitor().get('/tell-us')
    assert.match(text, /ring <a href="tel:999">999<\/a>/)
    assert.match(text, /Children’s Services Support Hub.*01632 960111/s)
  })

  it('tells of a child in eight answers, and gets a reference and a day', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    const sent = await send(visitor)
    assert.match(sent.text, /by the end of Wednesday 25 November 2026/)
    const row = await notificationOf(referenceIn(sent))
    assert.deepEqual(
      { ...row, id: 0, reference: 0, recorded_at: 0 },
      {
        ...{ id: 0, reference: 0, recorded_at: 0, received_on: '2026-11-23', due_on: '2026-11-25', owner: 'a-cme', owner_user: null },
        ...{ agency_id: null, notifier_name: null, notifier_contact: null, notifier_is: 'public', organisation: null, by: 'other' },
        about: { givenNames: 'Tilly', familyName: 'Nobody', age: 9, whereabouts: 'The blue door beside the baker’s' },
        says: 'She plays in the yard on every school day since September.',
        ...{ version: 1, outcome: null, child_id: null, fact_id: null, settled_at: null, settled_by: null },
        ...{ recorded_by: 'the form for everybody', way: 'public-form', urgency: 'none' },
      },
    )
  })

  it('may leave out all but who they are, whether there is danger, and what they know', async () => {
    const visitor = service.visitor()
    await visitor.get('/tell-us/who-you-are')
    for (const [slug, fields] of neighbour) {
      const isNeeded = ['who-you-are', 'danger', 'what-you-know'].includes(slug)
      const { status } = await visitor.post(`/tell-us/${slug}`, isNeeded ? fields : { skip: 'yes', ...fields })
      assert.equal(status, 303, slug)
    }
    const row = await notificationOf(referenceIn(await send(visitor)))
    assert.deepEqual(row?.['about'], {})
  })

  it('is asked where they work, and how they can be asked, if they tell for an agency', async () => {
    const visitor = service.visitor()
    await visitor.get('/tell-us/who-you-are')
    assert.equal((await visitor.post('/tell-us/who-you-are', { who: 'health' })).location, '/tell-us/where-you-work')
    const { status, text } = await visitor.post('/tell-us/how-to-reach-you', { yourName: '', phone: '', email: '', skip: 'no' })
    assert.equal(status, 422)
    assert.match(text, /Enter your name/)
    await answerAll(visitor, { 'who-you-are': { who: 'health' }, 'how-to-reach-you': { yourName: 'Ola Brandt', phone: '01632 960555' } })
    const row = await notificationOf(referenceIn(await send(visitor)))
    assert.deepEqual(
      [row?.['by'], row?.['organisation'], row?.['notifier_name'], row?.['notifier_contact']],
      ['health', 'Moor Lane Surgery', 'Ola Brandt', '01632 960555'],
    )
  })

  it('who says that a child is in danger now is told to ring at once, on the way, before sending and after; and it is due today', async () => {
    const visitor = service.visitor()
    await visitor.get('/tell-us/danger')
    assert.equal((await visitor.post('/tell-us/danger', { danger: 'danger' })).location, '/tell-us/danger-now')
    assert.match((await visitor.get('/tell-us/danger-now')).text, /Ring 999 now.*01632 960111/s)
    await answerAll(visitor, { danger: { danger: 'danger' } })
    assert.match((await visitor.get('/tell-us/check')).text, /tel:999/)
    const sent = await send(visitor)
    assert.match(sent.text, /tel:999.*today, Monday 23 November 2026/s)
    const row = await notificationOf(referenceIn(sent))
    assert.deepEqual([row?.['urgency'], row?.['due_on']], ['danger', '2026-11-23'])
  })

  it('learns nothing of whether the child is known: the answers are the same to the byte, but for the reference', async () => {
    const [known] = await own.ask<{ given_names: string; family_name: string; date_of_birth: string }>(
      'select given_names, family_name, date_of_birth::text from child_versions where date_of_birth is not null order by child_id limit 1',
    )
    const [year, month, day] = (known?.date_of_birth ?? '').split('-').map(Number)
    const one = service.visitor()
    await answerAll(one, {
      name: { givenNames: known?.given_names ?? '', familyName: known?.family_name ?? '' },
      age: { 'born.day': String(day), 'born.month': String(month), 'born.year': String(year), age: '' },
    })
    const other = service.visitor()
    await answerAll(other)
    const [first, second] = [await send(one), await send(other)]
    const plain = (answer: Answer) => answer.text.replaceAll(referenceIn(answer), 'REFERENCE')
    assert.notEqual(referenceIn(first), referenceIn(second))
    assert.equal(plain(first), plain(second))
    const headers = ({ headers }: Answer) =>
      [...headers]
        .filter(([name]) => !['date', 'set-cookie', 'content-length'].includes(name))
        .map(([name, value]) => [name, value.replaceAll(/nonce-[^']+/g, '')])
    assert.deepEqual(headers(first), headers(second))
  })

  it('finds the answers again in the same browser, and nobody finds them in another', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    assert.match((await visitor.twin().get('/tell-us/name')).text, /value="Tilly"/)
    assert.match((await visitor.get('/tell-us')).text, /Go on where you were/)
    const { text } = await service.visitor().get('/tell-us/name')
    assert.doesNotMatch(text, /Tilly/)
    const stranger = service.visitor()
    stranger.hold(DRAFT, 'A'.repeat(43))
    assert.doesNotMatch((await stranger.get('/tell-us/name')).text, /Tilly/)
  })

  it('may change an answer from the check page, and comes back to it', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    assert.match((await visitor.get('/tell-us/name?change=yes')).text, /name="change" value="yes"/)
    const { location } = await visitor.post('/tell-us/name', { change: 'yes', givenNames: 'Tilda', familyName: 'Nobody' })
    assert.equal(location, '/tell-us/check')
    assert.match((await visitor.get('/tell-us/check')).text, /Tilda Nobody/)
    const agency = await visitor.post('/tell-us/who-you-are', { change: 'yes', who: 'police' })
    assert.equal(agency.location, '/tell-us/where-you-work?change=yes')
  })

  it('is told beside the field what is wrong, and loses nothing that was typed', async () => {
    const visitor = service.visitor()
    await visitor.get('/tell-us/age')
    const { status, text } = await visitor.post('/tell-us/age', { 'born.day': '31', 'born.month': '2', 'born.year': '2015', age: '<b>9' })
    assert.equal(status, 422)
    assert.match(text, /<title>Error: /)
    assert.match(text, /href="#born">Enter a date of birth that exists/)
    assert.match(text, /href="#age">Enter the age in years/)
    assert.match(text, /value="31"/)
    assert.match(text, /value="&lt;b&gt;9"/)
    const long = await visitor.post('/tell-us/what-you-know', { says: 'x'.repeat(4001) })
    assert.equal(long.status, 422)
    assert.match(long.text, /Shorten this to 4000 characters: it has 4001/)
    assert.ok(long.text.includes('x'.repeat(4001)))
  })

  it('cannot bring in what is not asked, nor markup, nor letters that no database keeps', async () => {
    const visitor = service.visitor()
    await answerAll(visitor, {
      name: { givenNames: '<script>alert(1)</script>\u0000\u202e', familyName: "O'Brien'; drop table children; --", upn: 'A888200124001' },
      'what-you-know': {
        says: '{{ 7 * 7 }} #{7 * 7}',
        urgency: 'danger',
        owner: 'a-cfw',
        reference: 'MINE',
        child_id: 'c-000001',
        outcome: 'turned-down',
      },
    })
    assert.match((await visitor.get('/tell-us/check')).text, /&lt;script&gt;alert\(1\)&lt;\/script&gt; O&#39;Brien/)
    const row = await notificationOf(referenceIn(await send(visitor)))
    assert.deepEqual(
      [row?.['about'], row?.['says'], row?.['urgency'], row?.['owner'], row?.['child_id'], row?.['outcome']],
      [
        {
          givenNames: '<script>alert(1)</script>',
          familyName: "O'Brien'; drop table children; --",
          age: 9,
          whereabouts: 'The blue door beside the baker’s',
        },
        ...['{{ 7 * 7 }} #{7 * 7}', 'none', 'a-cme', null, null],
      ],
    )
  })

  it('sends once, however often they send', async () => {
    const visitor = service.visitor()
    await answerAll(visitor, { name: { givenNames: 'Once', familyName: 'Only' } })
    await visitor.get('/tell-us/check')
    const answers = await Promise.all(Array.from({ length: 6 }, () => visitor.twin().post('/tell-us/send')))
    assert.deepEqual([...new Set(answers.map(({ location }) => location))], ['/tell-us/sent'])
    assert.equal((await own.ask(`select id from notifications where about->>'givenNames' = 'Once'`)).length, 1)
    const [draft] = await own.ask<{ content: object }>(
      `select content from public_drafts where reference is not null order by saved_at desc limit 1`,
    )
    assert.deepEqual(Object.keys(draft?.content ?? {}).sort(), ['dueOn', 'urgency'])
  })

  it('may delete what they typed', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    await visitor.get('/tell-us/check')
    assert.equal((await visitor.post('/tell-us/delete')).location, '/tell-us/deleted')
    assert.equal(visitor.holds(DRAFT), false)
    assert.doesNotMatch((await visitor.get('/tell-us/name')).text, /Tilly/)
  })

  it('cannot send files: a page says so, and what was answered stays', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    const form = new FormData()
    form.set('says', 'See the picture')
    form.set('file', new Blob(['not a picture']), 'picture.png')
    const answer = await fetch(new URL('/tell-us/what-you-know', service.baseUrl), { method: 'POST', body: form })
    assert.equal(answer.status, 415)
    assert.match(await answer.text(), /Files cannot be sent here/)
  })

  it('is refused without the token of the form, with a page that leads back', async () => {
    const visitor = service.visitor()
    const { status, text } = await visitor.ask('POST', '/tell-us/name', { givenNames: 'Forged' })
    assert.equal(status, 403)
    assert.match(text, /This page had been open too long.*Go on where you were/s)
  })

  it('is led to the first question that is open, where they send too early; and begins again where all is gone', async () => {
    const visitor = service.visitor()
    await visitor.get('/tell-us/name')
    await visitor.post('/tell-us/name', { givenNames: 'Early', familyName: 'Bird' })
    assert.equal((await visitor.get('/tell-us/check')).location, '/tell-us/who-you-are')
    assert.equal((await visitor.post('/tell-us/send')).location, '/tell-us/check')
    const stranger = service.visitor()
    await stranger.get('/tell-us/name')
    assert.equal((await stranger.post('/tell-us/send')).status, 410)
    assert.equal((await service.visitor().get('/tell-us/sent')).location, '/tell-us')
  })

  it('is asked to wait, and to ring, after twenty sendings from one address within a quarter of an hour; another address is not', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    const sendFrom = await sendingOf(visitor)
    for (let n = 1; n <= 20; n++) assert.equal((await sendFrom('192.0.2.7')).status, 303, `sending ${n}`)
    const refused = await sendFrom('192.0.2.7')
    assert.equal(refused.status, 429)
    assert.match(refused.text, /Wait 15 minutes.*01632 960101/s)
    assert.equal(refused.headers.get('retry-after'), '900')
    assert.equal((await sendFrom('198.51.100.9, 192.0.2.7')).status, 429, 'what a sender writes into the header himself does not help')
    assert.equal((await sendFrom('192.0.2.8')).status, 303)
    const [row] = await own.ask<{ columns: string[] }>(
      `select array_agg(column_name::text order by column_name) as columns from information_schema.columns where table_name = 'public_counts'`,
    )
    assert.deepEqual(row?.columns, ['count', 'from_at', 'what', 'who'])
  })

  it('is asked to wait, where they are no proxy of the council’s, whatever their header says', async () => {
    const bare = await openService(own, { proxies: ['192.0.2.250'] })
    try {
      const visitor = bare.visitor()
      await answerAll(visitor)
      const sendFrom = await sendingOf(visitor)
      await own.ask('delete from public_counts')
      for (let n = 1; n <= 20; n++) assert.equal((await sendFrom(`192.0.2.${n}`)).status, 303, `sending ${n}`)
      assert.equal((await sendFrom('192.0.2.21')).status, 429)
    } finally {
      await bare.close()
    }
  })

  it('is asked to wait, too, after as many sendings from everywhere; what one address is refused does not count for the others', async () => {
    const ground = { database: service.database, today: () => today }
    const begin = async (address: string) => {
      const from = {
        address,
        event: 'told-us-of-child',
        requestId: 'a-test',
        limits: { ...few, begin: { own: 2, all: 5, allInDanger: 5 } },
      }
      return (await keepAnswers(ground, undefined, { who: 'public' }, from)).outcome
    }
    await own.ask('delete from public_counts')
    const outcomes: string[] = []
    for (const address of ['a', 'a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd']) outcomes.push(await begin(address))
    assert.deepEqual(outcomes, [
      ...['kept', 'kept', 'too-many', 'too-many', 'too-many', 'too-many'],
      ...['kept', 'kept', 'kept', 'too-many'],
    ])
  })

  it('loses an answer that was not sent for a day, and the tidying takes away what is left of it', async () => {
    const visitor = service.visitor()
    await answerAll(visitor)
    await own.ask(
      `update public_drafts set saved_at = clock_timestamp() - interval '24 hours 1 minute' where content->>'givenNames' = 'Tilly'`,
    )
    await own.ask(`update public_counts set from_at = from_at - interval '1 hour'`)
    await own.ask(`update public_windows set from_at = from_at - interval '1 hour'`)
    assert.doesNotMatch((await visitor.get('/tell-us/name')).text, /Tilly/)
    const { publicDrafts, publicCounts } = await tidy(own.open('worker'))
    assert.ok(publicDrafts >= 1 && publicCounts >= 2)
    const [left] = await own.ask<{ n: number }>(`select count(*)::int as n from public_drafts where content->>'givenNames' = 'Tilly'`)
    assert.equal(left?.n, 0)
  })

  it('is in the audit log as the form for everybody, once for each sending, with the notification alone', async () => {
    const rows = await own.ask<{ who: string; children: string[]; outcome: string }>(
      `select who, children, outcome from audit where action = 'told-us-of-child'`,
    )
    const notifications = await own.ask<{ id: string }>(`select id from notifications where way = 'public-form'`)
    const done = rows.filter(({ outcome }) => outcome === 'done')
    assert.deepEqual(done.flatMap(({ children }) => children).sort(), notifications.map(({ id }) => id).sort())
    assert.deepEqual([...new Set(rows.map(({ who }) => who))], ['the form for everybody'])
    assert.equal(rows.filter(({ outcome }) => outcome === 'refused').length, 4, 'the first refusal alone, of each address and of all')
  })
})

describe('The form for everybody while others send too much', () => {
  const { own, service } = served(storiesDatabase)
  let ground: Ground
  before(() => {
    ground = { database: service.database, today: () => today }
  })
  const from = (address: string) => ({ address, event: 'told-us-of-child', requestId: 'a-test', limits: few })
  const read = (answers: TypedAnswers) => toldBy(answers, today)
  const keep = async (address: string, danger: string) => {
    const kept = await keepAnswers(ground, undefined, { who: 'public', danger, says: 'In the yard each day.' }, from(address))
    return kept.outcome === 'kept' ? kept.cookie : kept.outcome
  }
  const sendOne = async (address: string, cookie: string) => (await sendAnswers(ground, cookie, read, from(address))).outcome
  beforeEach(() => own.ask('delete from public_counts'))

  it('drafts that there are not use up nothing of what is there for everybody, and are refused to one address like others', async () => {
    const unknown = 'A'.repeat(43)
    const outcomes: string[] = []
    for (const address of ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e']) outcomes.push(await sendOne(address, unknown))
    assert.deepEqual(outcomes, ['unknown', 'unknown', 'too-many', ...Array.from({ length: 7 }, () => 'unknown')])
    assert.equal(await sendOne('f', await keep('f', 'none')), 'sent')
  })

  it('nor does one that was sent already, or cannot be sent yet', async () => {
    const sent = await keep('a', 'none')
    for (const address of ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd']) assert.equal(await sendOne(address, sent), 'sent')
    const open = await keepAnswers(ground, undefined, { who: 'public' }, from('e'))
    assert.ok(open.outcome === 'kept')
    for (const address of ['e', 'e', 'f', 'f']) assert.equal(await sendOne(address, open.cookie), 'faults')
    assert.equal(await sendOne('g', await keep('g', 'none')), 'sent')
  })

  it('a child in danger is told of all the same, up to a higher number; one address never sends more than others', async () => {
    const outcomes: string[] = []
    for (const address of ['a', 'b', 'c', 'd', 'e', 'f']) outcomes.push(await sendOne(address, await keep(address, 'none')))
    assert.deepEqual(outcomes, ['sent', 'sent', 'sent', 'sent', 'sent', 'too-many'])
    const inDanger: string[] = []
    for (const address of ['g', 'h', 'i', 'j', 'k', 'l', 'm']) inDanger.push(await sendOne(address, await keep(address, 'danger')))
    assert.deepEqual(inDanger, ['sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'too-many'])
    await own.ask('delete from public_counts')
    const ofOne: string[] = []
    for (const danger of ['unsure', 'none', 'danger']) ofOne.push(await sendOne('z', await keep('z', danger)))
    assert.deepEqual(ofOne, ['sent', 'sent', 'too-many'])
  })

  it('somebody whose child is in danger may begin, where others have to wait', async () => {
    for (const address of ['a', 'b', 'c', 'd', 'e', 'e']) assert.notEqual(await keep(address, 'none'), 'too-many')
    assert.equal(await keep('f', 'none'), 'too-many')
    assert.notEqual(await keep('f', 'danger'), 'too-many')
  })

  it('the page that refuses says whom to ring: first of all where the child is in danger', async () => {
    const bare = await openService(own, { tellUs: { limits: { ...usualLimits, send: { own: 20, all: 0, allInDanger: 0 } } } })
    try {
      const visitor = bare.visitor()
      await answerAll(visitor, { danger: { danger: 'danger' } })
      await visitor.get('/tell-us/check')
      const { status, text } = await visitor.post('/tell-us/send')
      assert.equal(status, 429)
      assert.match(text, /<h1[^>]*>Ring now: what you told us did not go through<\/h1>.*tel:999.*01632 960111.*Do not wait for this form/s)
      const other = bare.visitor()
      await answerAll(other)
      await other.get('/tell-us/check')
      const refused = await other.post('/tell-us/send')
      assert.match(refused.text, /Wait 15 minutes.*<a class="govuk-link" href="\/tell-us\/danger">say here that it is<\/a>.*tel:999/s)
    } finally {
      await bare.close()
    }
  })
})
