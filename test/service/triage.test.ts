import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { childOf, countyDatabase } from './county.ts'
import { served } from './served.ts'
import type { Answer, Visitor } from './visitor.ts'

/** Who is on record, as somebody outside would tell it. */
interface OnRecord {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly born: string
}

describe('Triage', () => {
  const { own, service } = served(countyDatabase)
  let halloran: Visitor
  let oyelaran: Visitor
  let known: OnRecord
  before(async () => {
    halloran = await service.signIn('p-halloran')
    oyelaran = await service.signIn('p-oyelaran')
    known = await pupil()
  })

  const taken: string[] = []
  /** A pupil of school age who is on a roll, of whom nothing is recorded; another each time. */
  const pupil = async (): Promise<OnRecord> => {
    const rows = await own.ask<{ id: string; given: string; family: string; born: string }>(
      `select v.child_id as id, v.given_names as given, v.family_name as family, v.date_of_birth::text as born from child_versions v
      join on_roll r on r.child_id = v.child_id and r.until_on is null
      where v.date_of_birth between '2012-01-01' and '2019-01-01' and not exists (select from facts f where f.child_id = v.child_id)
        and not v.child_id = any($1)
      order by v.child_id limit 1`,
      taken,
    )
    assert.ok(rows[0])
    taken.push(rows[0].id)
    return rows[0]
  }

  let told = 0
  /** Tells of a child by the form for people who are signed in, and gives the notification. */
  const tell = async (fields: Readonly<Record<string, string>>, who = 'p-brackley'): Promise<string> => {
    const visitor = await service.signIn(who)
    await visitor.get('/tell-us/quick')
    const { status, location, text } = await visitor.post('/tell-us/quick', {
      ...{ key: `telling-${++told}`, danger: 'none', says: 'No school has a place for this child.', home: '' },
      ...fields,
    })
    assert.equal(status, 303, text)
    return (location as string).replace('/tell-us/quick/', '')
  }
  const ofChild = ({ given, family, born }: OnRecord) => {
    const [year = '', month = '', day = ''] = born.split('-')
    return { givenNames: given, familyName: family, 'born.day': day, 'born.month': month, 'born.year': year }
  }
  const rowOf = async (id: string) => {
    const [row] = await own.ask<{
      outcome: string | null
      child_id: string | null
      fact_id: string | null
      version: number
      owner_user: string | null
      due: string
    }>('select outcome, child_id, fact_id, version, owner_user, due_on::text as due from notifications where id = $1', id)
    assert.ok(row)
    return row
  }
  const factsOf = async (child: string) =>
    (
      await own.ask<{ type: string | null; on_day: string; by: string; withdraws: string | null }>(
        'select type, on_day::text, by, withdraws from facts where child_id = $1 order by recorded_at, id',
        child,
      )
    ).map((fact) => ({ ...fact }))
  const decideAs = async (
    visitor: Visitor,
    notification: string,
    how: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const { text } = await visitor.get(`/triage/${notification}`)
    const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '1'
    const form = how === 'this-child' ? 'this-child' : how
    return visitor.post(`/triage/${notification}/${how}`, { key: crypto.randomUUID(), version, form, ...fields })
  }

  it('shows a child in danger first, then by the day by which; each with an owner, a day and a button; and their number beside its name', async () => {
    const usual = await tell({ givenNames: 'Later', familyName: 'Ones' })
    const unsure = await tell({ givenNames: 'Unsure', familyName: 'Ones', danger: 'unsure' })
    const danger = await tell({ givenNames: 'Danger', familyName: 'Ones', danger: 'danger' })
    const { text } = await halloran.get('/triage')
    const order = [...text.matchAll(/href="\/triage\/([0-9a-z]{26})"/g)].map(([, id]) => id)
    assert.deepEqual(
      order.filter((id) => [usual, unsure, danger].includes(id as string)),
      [danger, unsure, usual],
    )
    assert.match(text, /New notifications <span class="moj-notification-badge">3/)
    assert.deepEqual([(await rowOf(danger)).due, (await rowOf(usual)).due], ['2026-11-23', '2026-11-25'])
  })

  it('shows everything that was told, who told it, and whether the child is of compulsory school age', async () => {
    const id = await tell({
      givenNames: 'Ida',
      familyName: 'Novak',
      'born.day': '3',
      'born.month': '5',
      'born.year': '2017',
      whereabouts: 'Mill Lane',
    })
    const { text } = await halloran.get(`/triage/${id}`)
    for (const words of ['Ida Novak', 'Mill Lane', 'Hazel Brackley', 'No school has a place for this child.'] as const)
      assert.ok(text.includes(words), words)
    assert.match(text, /Yes: from Wednesday 31 August 2022 to Friday 24 June 2033/)
    const guessed = await tell({ givenNames: 'Guess', familyName: 'Work', age: '5' })
    assert.match((await halloran.get(`/triage/${guessed}`)).text, /It depends on the date of birth/)
  })

  it('offers a child on record field by field, and becomes its notification when a person says so', async () => {
    const id = await tell(ofChild(known))
    const { text } = await halloran.get(`/triage/${id}`)
    assert.ok(text.includes(`value="${known.id}"`))
    assert.match(text, /onroll-field--agree">Agrees/)
    assert.match(text, /On the roll of /)
    const done = await decideAs(halloran, id, 'this-child', { child: known.id })
    assert.equal(done.location, `/triage/${id}`)
    const row = await rowOf(id)
    assert.deepEqual([row.outcome, row.child_id, row.owner_user], ['this-child', known.id, 'p-halloran'])
    const [decision] = await own.ask<{ because: string }>('select because from notification_decisions where notification_id = $1', id)
    assert.match(decision?.because ?? '', /^(match|potential), rules 1$/)
    assert.deepEqual(await factsOf(known.id), [{ type: 'cme-notification', on_day: '2026-11-23', by: 'cfw', withdraws: null }])
    const duties = await own.ask<{ clause: string }>(`select clause from duties where child_id = $1 and outcome is null`, known.id)
    assert.ok(duties.some(({ clause }) => clause === '1.2b'))
    assert.equal((await halloran.get(`/children/${known.id}`)).status, 200)
  })

  it('does not register a child who is on a roll, says which, and keeps what was ticked', async () => {
    const other = await pupil()
    const id = await tell(ofChild(other))
    const { status, text } = await decideAs(halloran, id, 'this-child', { child: other.id, isRegistered: 'yes' })
    assert.equal(status, 422)
    assert.match(text, /has the child on its roll, so the definition is not met/)
    assert.match(text, /id="isRegistered-0" name="isRegistered" type="checkbox" value="yes" checked/)
    assert.deepEqual(await factsOf(other.id), [])
    assert.equal((await rowOf(id)).outcome, null)
  })

  it('makes the record of a new child of what was told, registers it, and asks the home-education team', async () => {
    const id = await tell({
      givenNames: 'Zofia',
      familyName: 'Unknown',
      age: '9',
      home: 'yes',
      whereabouts: '3 Mill Lane',
      postcode: 'PR1 2AB',
    })
    const opened = await halloran.get(`/triage/${id}`)
    assert.match(opened.text, /id="isEstimated" name="isEstimated" type="checkbox" value="yes" checked/)
    const without = await decideAs(halloran, id, 'new-child', {
      givenNames: 'Zofia',
      familyName: 'Unknown',
      'born.day': '',
      'born.month': '',
      'born.year': '',
    })
    assert.equal(without.status, 422)
    assert.match(without.text, /put the notification off to find it out/)
    const born = { 'born.day': '1', 'born.month': '6', 'born.year': '2017', isEstimated: 'yes' }
    await decideAs(halloran, id, 'new-child', { givenNames: 'Zofia', familyName: 'Unknown', ...born, isRegistered: 'yes', isHome: 'yes' })
    const { outcome, child_id: child } = await rowOf(id)
    assert.equal(outcome, 'new-child')
    const [version] = await own.ask<{ given_names: string; born: string; date_of_birth_estimated: boolean }>(
      'select given_names, date_of_birth::text as born, date_of_birth_estimated from child_versions where child_id = $1',
      child,
    )
    assert.deepEqual({ ...version }, { given_names: 'Zofia', born: '2017-06-01', date_of_birth_estimated: true })
    assert.deepEqual((await factsOf(child as string)).map(({ type, by }) => [type, by]).sort(), [
      ['cme-notification', 'cfw'],
      ['cme-registered', 'cme-officer'],
      ['ehe-stated', 'cfw'],
    ])
    const lomaxen = await service.signIn('p-lomaxen')
    assert.match((await lomaxen.get('/steps?whose=team')).text, /Zofia Unknown/)
    assert.equal((await lomaxen.get(`/children/${child}`)).status, 200)
  })

  it('leaves no child whom nobody sees: one too young for school is whose who made the record, and cannot be registered', async () => {
    const id = await tell({ givenNames: 'Small', familyName: 'Still', 'born.day': '1', 'born.month': '6', 'born.year': '2023' })
    assert.match((await halloran.get(`/triage/${id}`)).text, /Not yet: from/)
    const fields = { givenNames: 'Small', familyName: 'Still', 'born.day': '1', 'born.month': '6', 'born.year': '2023' }
    const registered = await decideAs(halloran, id, 'new-child', { ...fields, isRegistered: 'yes' })
    assert.match(registered.text, /not of compulsory school age, so the definition is not met/)
    assert.equal((await own.ask(`select from child_versions where given_names = 'Small'`)).length, 0, 'nothing is half done')
    await decideAs(halloran, id, 'new-child', fields)
    assert.equal((await halloran.get(`/children/${(await rowOf(id)).child_id}`)).status, 200)
  })

  it('turns down with a reason, and what was told stays readable', async () => {
    const id = await tell({ givenNames: 'Twice', familyName: 'Told' })
    const unsaid = await decideAs(halloran, id, 'turn-down', { because: 'duplicate', says: '' })
    assert.equal(unsaid.status, 422)
    assert.match(unsaid.text, /Write the reason/)
    const strange = await decideAs(halloran, id, 'turn-down', { because: 'no-mood', says: 'x' })
    assert.match(strange.text, /Select why it is turned down/)
    await decideAs(halloran, id, 'turn-down', { because: 'not-our-area', says: 'Told the duty officer of the next county, by telephone.' })
    assert.equal((await rowOf(id)).outcome, 'turned-down')
    const { text } = await halloran.get(`/triage/${id}`)
    assert.match(text, /The child is not in our area.*Told the duty officer of the next county.*Bridie Halloran/s)
    assert.match((await halloran.get('/triage?show=settled')).text, /Twice Told/)
  })

  it('puts off to a day with a reason, not beyond four weeks; and somebody else may take it', async () => {
    const id = await tell({ givenNames: 'Wait', familyName: 'Awhile' })
    const due = (day: string, month: string, year: string) => ({
      'due.day': day,
      'due.month': month,
      'due.year': year,
      says: 'The GP rings back.',
    })
    assert.equal((await decideAs(halloran, id, 'put-off', due('23', '11', '2026'))).status, 422)
    assert.equal((await decideAs(halloran, id, 'put-off', due('22', '12', '2026'))).status, 422)
    assert.equal((await decideAs(halloran, id, 'put-off', due('21', '12', '2026'))).status, 303)
    assert.deepEqual([(await rowOf(id)).due, (await rowOf(id)).owner_user], ['2026-12-21', 'p-halloran'])
    assert.equal((await decideAs(oyelaran, id, 'take', {})).status, 303)
    assert.equal((await rowOf(id)).owner_user, 'p-oyelaran')
  })

  it('tells the second of two officers what the first decided, beside what they were about to do; nothing of theirs is saved', async () => {
    const other = await pupil()
    const id = await tell(ofChild(other))
    await Promise.all([halloran.get(`/triage/${id}`), oyelaran.get(`/triage/${id}`)])
    const answers = await Promise.all([
      halloran.post(`/triage/${id}/this-child`, { key: crypto.randomUUID(), version: '1', form: 'this-child', child: other.id }),
      oyelaran.post(`/triage/${id}/turn-down`, {
        key: crypto.randomUUID(),
        version: '1',
        form: 'turn-down',
        because: 'duplicate',
        says: 'Told last week.',
      }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
    const { text } = answers.find(({ status }) => status === 409) as Answer
    assert.match(text, /Somebody else was there before you.*This is what they did.*This is what you were about to do/s)
    const isHalloranFirst = answers[0]?.status === 303
    assert.match(
      text,
      isHalloranFirst
        ? /Found to be a child on record.*Bridie Halloran.*Turn it down.*Told last week/s
        : /Turned down.*Dayo Oyelaran.*Say that it is a child on record/s,
    )
    assert.equal((await factsOf(other.id)).length, isHalloranFirst ? 1 : 0)
    assert.equal((await own.ask('select from notification_decisions where notification_id = $1', id)).length, 1)
  })

  it('takes a wrong decision back: the fact is withdrawn, the notification waits again, due today, and both stay readable', async () => {
    const other = await pupil()
    const id = await tell(ofChild(other))
    await decideAs(halloran, id, 'this-child', { child: other.id, isHome: 'yes' })
    assert.equal((await decideAs(oyelaran, id, 'reopen', { says: 'It was her cousin.' })).status, 303)
    const row = await rowOf(id)
    assert.deepEqual([row.outcome, row.child_id, row.due, row.version], [null, null, '2026-11-23', 3])
    const facts = await factsOf(other.id)
    assert.deepEqual(
      facts.map(({ type, withdraws }) => type ?? (withdraws === null ? '' : 'withdrawal')),
      ['cme-notification', 'ehe-stated', 'withdrawal', 'withdrawal'],
    )
    const duties = await own.ask(`select from duties where child_id = $1 and outcome is null`, other.id)
    assert.equal(duties.length, 0)
    const { text } = await halloran.get(`/triage/${id}`)
    assert.match(text, /Taken back.*It was her cousin\..*Found to be a child on record/s)
    assert.ok(text.includes(`value="${other.id}"`), 'the child is offered again')
  })

  it('never shows a sealed child to somebody whom its seal does not list, by whatever was told; nor takes its reference', async () => {
    const sealed = childOf('sealed')
    const [row] = await own.ask<OnRecord & { upn: string }>(
      `select child_id as id, given_names as given, family_name as family, date_of_birth::text as born, upn from child_versions where child_id = $1`,
      sealed.id,
    )
    const id = await tell(ofChild(row as OnRecord))
    assert.ok(!(await oyelaran.get(`/triage/${id}`)).text.includes(sealed.id))
    const hidden = await decideAs(oyelaran, id, 'this-child', { form: 'other-child', child: sealed.id })
    const none = await decideAs(oyelaran, id, 'this-child', { form: 'other-child', child: 'c-999999' })
    const plain = ({ text }: Answer, reference: string) =>
      text.replaceAll(reference, 'REFERENCE').replaceAll(/value="[\w-]{30,}"|seconds="\d+"|\d\d:\d\d/g, '')
    assert.deepEqual([hidden.status, none.status], [422, 422])
    assert.equal(plain(hidden, sealed.id), plain(none, 'c-999999'))
    assert.ok((await halloran.get(`/triage/${id}`)).text.includes(sealed.id), 'whom the seal lists finds it')
    assert.equal((await decideAs(halloran, id, 'this-child', { child: sealed.id })).status, 303)
    assert.equal((await oyelaran.get(`/triage/${id}`)).status, 404)
    assert.ok(!(await oyelaran.get('/triage?show=settled')).text.includes(id))
    assert.ok((await halloran.get('/triage?show=settled')).text.includes(id))
  })

  it('keeps one that was found to be a sealed child’s from whom the seal does not list, also once that is taken back', async () => {
    const sealed = childOf('sealed')
    const id = await tell({ givenNames: 'Secret', familyName: 'Whereabouts', danger: 'danger' })
    const seesIt = async (visitor: Visitor) => {
      const pages = await Promise.all(['/triage', '/steps'].map((page) => visitor.get(page)))
      return [...pages.map(({ text }) => text.includes(id)), (await visitor.get(`/triage/${id}`)).status]
    }
    const number = async (visitor: Visitor) =>
      Number(/New notifications <span[^>]*>(\d+)/.exec((await visitor.get('/steps')).text)?.[1] ?? 0)
    const ivinson = await service.signIn('p-ivinson')
    assert.deepEqual(await seesIt(oyelaran), [true, true, 200])
    const before = await number(oyelaran)
    const found = await decideAs(halloran, id, 'this-child', { form: 'other-child', child: sealed.id })
    assert.equal(found.status, 303, found.text)
    assert.equal((await decideAs(halloran, id, 'reopen', { says: 'It was her cousin.' })).status, 303)
    assert.deepEqual(await seesIt(halloran), [true, true, 200])
    assert.deepEqual(await seesIt(oyelaran), [false, false, 404])
    assert.equal((await ivinson.get(`/triage/${id}`)).status, 404)
    assert.equal(await number(oyelaran), before - 1)
    const { version } = await rowOf(id)
    const decided = { key: crypto.randomUUID(), version: String(version), form: 'turn-down', because: 'no-child', says: 'No' }
    assert.equal((await oyelaran.post(`/triage/${id}/turn-down`, decided)).status, 404)
    assert.equal((await decideAs(halloran, id, 'turn-down', { because: 'no-child', says: 'Nobody there.' })).status, 303)
    assert.ok(!(await oyelaran.get('/triage?show=settled')).text.includes(id))
  })

  it('lets the hub see those that say a child is in danger, and decide nothing; and nobody else see any', async () => {
    const danger = await tell({ givenNames: 'Perilla', familyName: 'Now', danger: 'danger' })
    const usual = await tell({ givenNames: 'Calm', familyName: 'Enough' })
    const hub = await service.signIn('p-ivinson')
    const { text } = await hub.get('/triage')
    assert.match(text, /Perilla Now/)
    assert.doesNotMatch(text, /Calm Enough/)
    assert.equal((await hub.get(`/triage/${danger}`)).status, 200)
    assert.equal((await hub.get(`/triage/${usual}`)).status, 404)
    assert.equal((await decideAs(hub, danger, 'turn-down', { because: 'no-child', says: 'No' })).status, 403)
    for (const person of ['p-brackley', 'p-garstone', 'p-redfern', 'p-vance']) {
      const visitor = await service.signIn(person)
      assert.deepEqual([(await visitor.get('/triage')).status, (await visitor.get(`/triage/${danger}`)).status], [403, 403], person)
    }
  })

  describe('of a child who is in danger', () => {
    const ring = {
      form: 'rung',
      rung: 'hub',
      'rungOn.day': '23',
      'rungOn.month': '11',
      'rungOn.year': '2026',
      at: '9.05',
      rungBy: 'Hazel Brackley',
    }
    const record = (visitor: Visitor, id: string, fields: Readonly<Record<string, string>> = {}) =>
      decideAs(visitor, id, 'rung', { ...ring, says: 'A social worker goes there now.', ...fields })
    const lineOf = (text: string) => /<div class="onroll-danger">.*?<\/div>/s.exec(text)?.[0] ?? ''
    const ringsOf = (id: string) =>
      own.ask<Readonly<Record<string, string | null>>>(
        'select rung, whom, rung_by, on_day::text, at_time, says, recorded_by, agency_id from notification_rings where notification_id = $1 order by recorded_at',
        id,
      )

    it('says in red that nobody was rung, until it is on record who was; and then by whom, when, and with what answer', async () => {
      const id = await tell({ givenNames: 'Rung', familyName: 'Late', danger: 'danger' })
      const before = await halloran.get(`/triage/${id}`)
      assert.match(lineOf(before.text), /!<\/span> .*nobody is on record as having been rung/)
      assert.match(before.text, /<summary>Record who was rung/)
      assert.match((await halloran.get('/triage')).text, /Rung Late.*?Nobody is on record as rung/s)
      assert.deepEqual([(await record(halloran, id)).location], [`/triage/${id}`])
      assert.deepEqual(await ringsOf(id), [
        {
          ...{ rung: 'hub', whom: null, rung_by: 'Hazel Brackley', on_day: '2026-11-23', at_time: '09:05' },
          ...{ says: 'A social worker goes there now.', recorded_by: 'p-halloran', agency_id: 'a-cme' },
        },
      ])
      const { text } = await halloran.get(`/triage/${id}`)
      assert.equal(lineOf(text), '')
      assert.match(
        text,
        /09:05: the support hub<\/strong>, rung by Hazel Brackley.*A social worker goes there now\..*recorded by Bridie Halloran/s,
      )
      const [entry] = await own.ask<{ children: string[] }>(
        `select children from audit where action = 'recorded-who-was-rung' and outcome = 'done' order by id desc limit 1`,
      )
      assert.deepEqual(entry?.children, [id])
    })

    it('takes it from the hub too, more than once, and when it is settled who the child is', async () => {
      const id = await tell({ givenNames: 'Rung', familyName: 'Twice', danger: 'danger' })
      const hub = await service.signIn('p-ivinson')
      assert.equal((await record(hub, id, { rung: '999', says: 'Incident 12.' })).status, 303)
      assert.equal((await decideAs(halloran, id, 'turn-down', { because: 'no-child', says: 'Nobody can be made out.' })).status, 303)
      assert.equal((await record(halloran, id, { rung: 'other', whom: 'The head teacher', at: '1405' })).status, 303)
      assert.deepEqual(
        (await ringsOf(id)).map(({ rung, whom, at_time, agency_id }) => [rung, whom, at_time, agency_id]),
        [
          ['999', null, '09:05', 'a-hub'],
          ['other', 'The head teacher', '14:05', 'a-cme'],
        ],
      )
    })

    it('says what is wrong with it beside the field, and loses nothing', async () => {
      const id = await tell({ givenNames: 'Rung', familyName: 'Wrong', danger: 'danger' })
      const { status, text } = await decideAs(halloran, id, 'rung', { form: 'rung', rung: 'other', at: 'noon', says: 'They come.' })
      assert.equal(status, 422)
      for (const [field, words] of [
        ['rung-whom', 'Enter who it was'],
        ['rungOn', 'Enter the day on which they were rung'],
        ['rung-at', 'Enter the time by a 24-hour clock, such as 14:05'],
        ['rung-by', 'Enter who rang'],
      ]) {
        assert.match(text, new RegExp(`href="#${field}">${words}`))
        assert.match(text, new RegExp(`id="${field}-error">.*${words}`))
      }
      assert.match(text, /value="noon"/)
      assert.match(text, /They come\./)
      const later = await record(halloran, id, { 'rungOn.day': '24' })
      assert.match(later.text, /href="#rungOn">Enter the day on which it was, not one that is still to come/)
      for (const at of ['24:00', '9:60', '12', '9:5']) assert.equal((await record(halloran, id, { at })).status, 422, at)
      assert.deepEqual(await ringsOf(id), [])
    })

    it('asks it of no other notification, and of nobody who does not triage', async () => {
      const usual = await tell({ givenNames: 'Usual', familyName: 'Matter' })
      assert.doesNotMatch((await halloran.get(`/triage/${usual}`)).text, /rung/i)
      assert.equal((await record(halloran, usual)).status, 422)
      const danger = await tell({ givenNames: 'Not', familyName: 'Theirs', danger: 'danger' })
      const hub = await service.signIn('p-ivinson')
      assert.equal((await record(hub, usual)).status, 404)
      assert.equal((await record(await service.signIn('p-brackley'), danger)).status, 403)
      assert.doesNotMatch((await (await service.signIn('p-brackley')).get(`/tell-us/quick/${danger}`)).text, /on record as/)
    })

    it('stands above what is overdue for whoever triages, in words and with a sign, and for nobody else', async () => {
      const id = await tell({ givenNames: 'Above', familyName: 'Everything', danger: 'danger' })
      const part = (text: string) => /<section class="onroll-in-danger".*?<\/section>/s.exec(text)?.[0] ?? ''
      const { text } = await halloran.get('/steps')
      assert.match(part(text), /!<\/span> In danger now/)
      assert.match(part(text), new RegExp(`href="/triage/${id}">Above Everything.*?Nobody is on record as rung`, 's'))
      assert.ok(text.indexOf('Above Everything') < text.indexOf('id="overdue"'))
      await record(halloran, id)
      assert.match(part((await halloran.get('/steps')).text), /Above Everything.*?Somebody was rung/s)
      assert.match(part((await (await service.signIn('p-ivinson')).get('/steps')).text), /Above Everything/)
      assert.equal(part((await (await service.signIn('p-brackley')).get('/steps')).text), '')
      const [entry] = await own.ask<{ children: string[] }>(
        `select children from audit where action = 'saw-next-steps' and children @> array[$1] limit 1`,
        id,
      )
      assert.ok(entry, 'the look is in the audit log')
      await decideAs(halloran, id, 'turn-down', { because: 'no-child', says: 'Nobody can be made out.' })
      assert.doesNotMatch((await halloran.get('/steps')).text, /Above Everything/)
    })

    it('is a line for the head of service, while nobody is on record as rung', async () => {
      const head = await service.signIn(await headOfService())
      const numberIn = async () =>
        Number(/(\d+) (?:child was|children were) said to be in danger/.exec((await head.get('/guidance')).text)?.[1] ?? 0)
      const before = await numberIn()
      const id = await tell({ givenNames: 'For', familyName: 'Leaders', danger: 'danger' })
      assert.equal(await numberIn(), before + 1)
      assert.doesNotMatch((await head.get('/guidance')).text, /For Leaders/)
      assert.equal((await head.get(`/triage/${id}`)).status, 403)
      await record(halloran, id)
      assert.equal(await numberIn(), before)
    })

    const headOfService = async () =>
      (await own.ask<{ user_id: string }>(`select user_id from user_roles where role = 'head-of-service' limit 1`))[0]?.user_id ?? ''
  })

  it('gives whoever told a reference and a day, and nobody else that page', async () => {
    const id = await tell({ givenNames: 'Mine', familyName: 'Alone' }, 'p-redfern')
    const redfernley = await service.signIn('p-redfern')
    const { text } = await redfernley.get(`/tell-us/quick/${id}`)
    assert.match(text, /<strong>[\w]{4}-[\w]{4}-[\w]{4}<\/strong>.*by the end of Wednesday 25 November 2026/s)
    assert.doesNotMatch(text, /Mine Alone/)
    assert.equal((await halloran.get(`/tell-us/quick/${id}`)).status, 404)
  })

  it('has every look and decision in the audit log, with the notification and the children that were compared', async () => {
    const other = await pupil()
    const id = await tell(ofChild(other))
    await decideAs(halloran, id, 'this-child', { child: other.id })
    const rows = await own.ask<{ action: string; children: string[] }>(
      'select action, children from audit where children @> array[$1] order by id',
      id,
    )
    assert.deepEqual(
      rows.map(({ action }) => action).filter((action) => action !== 'saw-triage'),
      ['notified', 'saw-notification', 'confirmed-child-of-notification'],
    )
    assert.ok(rows.slice(1).every(({ children }) => children.includes(other.id)))
  })

  it('tells a worker on one page what is wrong, and loses nothing', async () => {
    const visitor = await service.signIn('p-brackley')
    await visitor.get('/tell-us/quick')
    const { status, text } = await visitor.post('/tell-us/quick', {
      key: 'worker-faults',
      givenNames: 'Kept',
      upn: 'B888200124001',
      'born.day': '31',
      'born.month': '4',
      'born.year': '2015',
    })
    assert.equal(status, 422)
    for (const words of [
      /Select whether the child is in danger now/,
      /Enter a date of birth that exists/,
      /Look at the unique pupil number again/,
      /Write what you know/,
      /value="Kept"/,
    ])
      assert.match(text, words)
  })
})
