import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { holdChildren } from '../../src/database/cases.ts'
import { reassess } from '../../src/database/projection.ts'
import { rulesOf } from '../../src/database/rules.ts'
import { putSeal } from '../database/agencies.ts'
import { countyDatabase, today } from './county.ts'
import { agencyOf, type Pupil, untoldPupils } from './pupils.ts'
import { served } from './served.ts'
import type { Answer, Visitor } from './visitor.ts'

const SEND = '/deletion-returns/file'

describe('A school that returns many pupils by a file', () => {
  const { own, service } = served(countyDatabase)
  let redfern: Visitor
  let school: string
  before(async () => {
    redfern = await service.signIn('p-redfern')
    school = await agencyOf(own, 'p-redfern')
  })

  const found = untoldPupils(own)
  const pupils = (count: number, where: 'own' | 'other' = 'own') => found.pupils(school, count, where)

  const derivedAnew = async ({ id }: Pupil) =>
    own.open('worker').inTransaction(async (transaction) => {
      await reassess(transaction, await holdChildren(transaction, [id]), await rulesOf(transaction), today)
    })

  const written = (rows: readonly (readonly string[])[]): string =>
    rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
  const HEADINGS = ['UPN', 'Surname', 'Forename', 'DOB', 'Off roll date', 'Ground', 'Destination school', 'Start date']
  const rowOf = ({ upn, given, family, born }: Pupil, ...rest: readonly string[]) => [upn, family, given, born, ...rest]
  const send = async (content: string | Uint8Array, visitor = redfern): Promise<Answer> => {
    await visitor.get(SEND)
    return visitor.upload(SEND, { key: crypto.randomUUID() }, content)
  }
  const chosen = (headings: readonly string[]) => {
    const known: Readonly<Record<string, string>> = {
      UPN: 'upn',
      Surname: 'familyName',
      Forename: 'givenNames',
      DOB: 'dateOfBirth',
      'Off roll date': 'deletedOn',
      Ground: 'ground',
      'Destination school': 'nextSchool',
      'Start date': 'startsOn',
      Enquiries: 'enquiries',
      'LA enquiries': 'councilEnquiries',
    }
    return Object.fromEntries(headings.flatMap((heading) => (known[heading] === undefined ? [] : [[known[heading], heading]])))
  }
  /** Sends rows and says what their columns are; gives where they are then looked at. */
  const sent = async (rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS): Promise<string> => {
    const { status, location = '' } = await send(written([headings, ...rows]))
    assert.equal(status, 303)
    assert.equal((await redfern.get(location)).status, 200)
    const fields = { key: crypto.randomUUID(), deletedOnIs: 'first-off', ...chosen(headings) }
    const columns = await redfern.post(location, fields)
    assert.equal(columns.status, 303, columns.text)
    return columns.location as string
  }
  const counts = (text: string) => /onroll-counts[\s\S]*?<\/ul>/.exec(text)?.[0].match(/\d+/g)?.map(Number)
  const confirm = async (path: string, ready: number): Promise<Answer> =>
    redfern.post(path, { key: crypto.randomUUID(), ready: String(ready) })
  const returnsOf = async (children: readonly Pupil[]) =>
    own.ask<{ child_id: string; deleted_on: string; ground: string; content: Record<string, unknown> }>(
      'select child_id, deleted_on::text, ground, content from deletion_returns where child_id = any($1) order by child_id',
      children.map(({ id }) => id),
    )

  it('sees which rows can be returned and why others cannot, and returns those that can, which changes nothing the second time', async () => {
    const [moves, leaves, goesHome, twice, unread] = (await pupils(5)) as [Pupil, Pupil, Pupil, Pupil, Pupil]
    const [elsewhere] = (await pupils(1, 'other')) as [Pupil]
    const [next] = await own.ask<{ id: string; name: string }>(
      `select a.id, v.name from agencies a join agency_versions v on v.agency_id = a.id where a.kind = 'school' and a.id <> $1 order by a.id limit 1`,
      school,
    )
    const rows = [
      rowOf(moves, '23/11/2026', 'A', next?.name ?? '', '30/11/2026'),
      ['', leaves.family, leaves.given, leaves.born, '2026-11-23', '(g)', '', ''],
      rowOf(goesHome, '20/11/2026', 'f. Written notice', '', ''),
      rowOf(twice, '23/11/2026', 'i', '', ''),
      rowOf(moves, '23/11/2026', 'a', 'Elsewhere Academy', ''),
      rowOf(elsewhere, '23/11/2026', 'g', '', ''),
      ['', 'Nobody', 'Atall', '2012-01-01', '23/11/2026', 'g', '', ''],
      rowOf(unread, '31/11/2026', '8(1)(f)', '', ''),
    ]
    const path = await sent(rows)
    const page = await redfern.get(path)
    assert.deepEqual(counts(page.text), [3, 5, 0])
    for (const says of [
      /Ground i needs the enquiries of both/i,
      /The pupil of row 2 again/,
      /found “31\/11\/2026”; expected a day such as/,
      /a letter of the regulations of 2006/,
      /as on record: where the pupil lives and parents/,
    ])
      assert.match(page.text, says)
    const unknown = page.text.match(/No pupil on your roll has this unique pupil number, or this name and date of birth/g)
    assert.equal(unknown?.length, 2, 'another school’s pupil and nobody are told of in the same words')

    assert.equal((await returnsOf([moves, leaves, goesHome])).length, 0)
    assert.equal((await confirm(path, 2)).status, 422, 'somebody decided on another number')
    assert.equal((await returnsOf([moves, leaves, goesHome])).length, 0)
    assert.equal((await confirm(path, 3)).status, 303)

    const made = new Map((await returnsOf([moves, leaves, goesHome, twice])).map((row) => [row.child_id, row]))
    assert.deepEqual(
      [moves, leaves, goesHome, twice].map(({ id }) => [made.get(id)?.ground, made.get(id)?.deleted_on]),
      [
        ['a', '2026-11-23'],
        ['g', '2026-11-23'],
        ['f', '2026-11-20'],
        [undefined, undefined],
      ],
    )
    assert.equal(made.get(moves.id)?.content['nextSchool'], next?.id)
    assert.match(String(made.get(leaves.id)?.content['address']), /\n/)
    const facts = await own.ask<{ child_id: string; type: string }>(
      'select child_id, type from facts where child_id = any($1) order by child_id, type',
      [moves, leaves, goesHome].map(({ id }) => id),
    )
    const typesOf = ({ id }: Pupil) => facts.filter(({ child_id }) => child_id === id).map(({ type }) => type)
    assert.deepEqual([moves, leaves, goesHome].map(typesOf), [['on-roll'], ['cme-notification', 'off-roll'], ['ehe-stated', 'off-roll']])
    const entries = await own.ask<{ children: readonly string[] }>(`select children from audit where action = 'returned-deletions-of-file'`)
    assert.deepEqual(entries.map(({ children }) => children.toSorted()).at(-1), [moves.id, leaves.id, goesHome.id].toSorted())

    assert.match((await redfern.get(path)).text, /The council has the returns of 3 pupils/)
    assert.equal((await confirm(path, 3)).status, 422)
    const again = await redfern.get(await sent(rows.slice(0, 3)))
    assert.deepEqual(counts(again.text), [0, 0, 3])
    assert.match(again.text, /Every pupil in this file has been returned already/)
    assert.equal((await returnsOf([moves, leaves, goesHome, twice])).length, 3)
    const otherDay = await redfern.get(await sent([rowOf(leaves, '24/11/2026', 'g', '', '')]))
    assert.match(otherDay.text, /Returned already, as off the register from Monday 23 November 2026/)
  })

  it('gets the wrong rows back as a file with the reasons, in which nothing is a formula', async () => {
    const path = await sent([['=1+1', '+44', '@SUM(A1)', '-2', '=cmd|calc', '\tg', '=HYPERLINK("x")', '']])
    const answer = await redfern.get(`${path}/wrong`)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/)
    assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="rows-not-returned.csv"')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    const [headings, row = ''] = answer.text.trim().split('\r\n')
    assert.equal(
      headings?.replace('\uFEFF', ''),
      '"UPN","Surname","Forename","DOB","Off roll date","Ground","Destination school","Start date","What is wrong","Row"',
    )
    assert.match(row, /^"'=1\+1","'\+44","'@SUM\(A1\)","'-2","'=cmd\|calc",/)
    for (const cell of row.slice(1, -1).split('","')) assert.doesNotMatch(cell, /^\s*[=+\-@]/)
    const [entry] = await own.ask<{ outcome: string }>(
      `select outcome from audit where action = 'took-wrong-rows-of-return-file' order by id desc limit 1`,
    )
    assert.equal(entry?.outcome, 'done')
    // What is put right and sent again has apostrophes where we have put them, and the reasons once.
    const [child] = (await pupils(1)) as [Pupil]
    const mended = await sent(
      [[...rowOf(child, '23/11/2026', 'g', "'=Elsewhere", ''), 'some reason', '2']],
      [...HEADINGS, 'What is wrong', 'Row'],
    )
    assert.match((await redfern.get(mended)).text, /=Elsewhere, no first day known/)
  })

  it('needs the enquiries of both for grounds h and i, as the form does', async () => {
    const children = await pupils(3)
    const [both, one, none] = children as [Pupil, Pupil, Pupil]
    const headings = [...HEADINGS, 'Enquiries', 'LA enquiries']
    const page = await redfern.get(
      await sent(
        [
          [...rowOf(both, '23/11/2026', 'h', '', ''), 'Rang all numbers.', 'Asked health; agreed on 20 November.'],
          [...rowOf(one, '23/11/2026', 'h', '', ''), 'Rang all numbers.', ''],
          [...rowOf(none, '23/11/2026', 'i', '', ''), '', 'Asked health.'],
        ],
        headings,
      ),
    )
    assert.deepEqual(counts(page.text), [1, 2, 0])
    assert.match(page.text, /LA enquiries: ground h needs the enquiries of both: write what the council did/)
    assert.match(page.text, /Enquiries: ground i needs the enquiries of both: write what your school did/)
  })

  it('says how the days are meant: from a last day at school the name is off the day after', async () => {
    const [child] = (await pupils(1)) as [Pupil]
    const { location = '' } = await send(written([HEADINGS, rowOf(child, '20/11/2026', 'g', '', '')]))
    const unsaid = await redfern.post(location, { key: crypto.randomUUID(), ...chosen(HEADINGS) })
    assert.equal(unsaid.status, 422)
    assert.match(unsaid.text, /Select how the days of that column are meant/)
    const fields = { key: crypto.randomUUID(), deletedOnIs: 'last-on', ...chosen(HEADINGS) }
    assert.match((await redfern.get((await redfern.post(location, fields)).location as string)).text, /Saturday 21 November 2026/)
  })

  it('is asked which column is what, with what is known by its heading, and as it was said of the last file', async () => {
    const { location = '' } = await send('Unique pupil number;Leaver on;DELETION GROUND;Name;Name\nX1;23/11/2026;g;Ana;Bo\nX2;;;;\n')
    const page = await redfern.get(location)
    assert.match(page.text, /<option value="Unique pupil number" selected>/)
    assert.match(page.text, /<option value="DELETION GROUND" selected>/)
    assert.match(page.text, /In the file: “X1”, “X2”/)
    assert.match(page.text, /<option value="Name \(2\)">/)
    const wrong = await redfern.post(location, { key: crypto.randomUUID(), upn: 'Name', ground: 'Name', deletedOnIs: 'first-off' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /This column is selected for “Unique pupil number” too/)
    assert.match(wrong.text, /href="#deletedOn"/)
    const said = { upn: 'Unique pupil number', ground: 'DELETION GROUND', deletedOn: 'Leaver on', deletedOnIs: 'last-on' }
    assert.equal((await redfern.post(location, { key: crypto.randomUUID(), ...said })).status, 303)
    const next = await send('Leaver on,Unique pupil number,DELETION GROUND\n23/11/2026,X1,g\n')
    const after = await redfern.get(next.location as string)
    assert.match(after.text, /<option value="Leaver on" selected>/)
    assert.match(after.text, /value="last-on" checked/)
  })

  it('is told what to do with a file that cannot be taken', async () => {
    const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')
    const many = `UPN,Ground\n${'X,g\n'.repeat(2001)}`
    for (const [content, says] of [
      ['', /Choose the file/],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /That is no CSV file/],
      [Buffer.from('UPN,Ground\nX,\u0000\n'), /That is no CSV file/],
      [Buffer.from('UPN,Name\nX,Zo\xeb\n', 'latin1'), /save the table as “CSV UTF-8/],
      ['UPN,Ground\n', /The file has headings and no rows/],
      ['UPN,Ground\n"X,g\n', /a quotation mark is opened and never closed/],
      [many, /The file has 2001 rows. Send at most 2000/],
      [Buffer.alloc(2 * 1024 * 1024 + 1, 'x'), /larger than 2 MB/],
    ] as const) {
      const answer = await send(content)
      assert.equal(answer.status, 422, String(says))
      assert.match(answer.text, says)
    }
    assert.equal((await send(utf16('UPN\tGround\nX1\tg\n'))).status, 303)
    assert.equal((await send(`UPN,Ground\n${'X,g\n'.repeat(2000)},\n,\n`)).status, 303)
  })

  it('is refused what is no form with a file, or one with more in it than the page asks for', async () => {
    const part = (name: string, value: string, file = '') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
    const csv = part('file', 'UPN,Ground\nX1,g\n', '; filename="a.csv"')
    const token = async () => part('_csrf', /name="_csrf" value="([^"]+)"/.exec((await redfern.get(SEND)).text)?.[1] ?? '')
    const ask = async (body: string, type = 'multipart/form-data; boundary=x') => redfern.askRaw(SEND, body, type)
    const end = '--x--\r\n'
    const key = part('key', crypto.randomUUID())
    assert.equal((await ask(`${await token()}${key}${csv}${end}`)).status, 303)
    assert.equal((await ask(`${await token()}${csv}${end}`)).status, 400, 'no key')
    assert.equal((await ask(`${key}${csv}${end}`)).status, 403, 'no token')
    for (const [body, why] of [
      [`${await token()}${key}${csv}${csv}${end}`, 'two files'],
      [`${await token()}${key}${part('more', 'x').repeat(12)}${end}`, 'many fields'],
      [`${await token()}${key}${part('__proto__', 'x')}${csv}${end}`, 'a strange name'],
      [`${await token()}${key}--x\r\nContent-Dispo`, 'broken off'],
      ['', 'nothing'],
    ] as const) {
      const { status } = await ask(body)
      assert.ok(status >= 400 && status < 500, `${why}: ${status}`)
    }
    assert.ok([400, 415].includes((await ask(csv, 'multipart/form-data')).status), 'no boundary')
    assert.equal((await ask('{}', 'application/json')).status, 403)
  })

  it('is the only one who opens its file, and only with the form’s token', async () => {
    const { location = '' } = await send('UPN,Ground\nX1,g\n')
    const path = location.replace('/columns', '')
    const [elsewhere] = await own.ask<{ id: string }>(
      `select user_id as id from user_roles where role = 'attendance-lead' and agency_id <> $1 order by 1 limit 1`,
      school,
    )
    const stranger = await service.signIn(elsewhere?.id as string)
    for (const at of [location, path, `${path}/wrong`]) assert.equal((await stranger.get(at)).status, 404, at)
    await stranger.get(SEND)
    assert.equal((await stranger.post(path, { key: crypto.randomUUID(), ready: '1' })).status, 404)
    const halloran = await service.signIn('p-halloran')
    assert.equal((await halloran.get(SEND)).status, 403)
    await redfern.get(SEND)
    assert.equal((await redfern.upload(SEND, { key: crypto.randomUUID(), _csrf: 'another' }, 'UPN\nX\n')).status, 403)
    assert.equal((await redfern.upload('/find', { key: crypto.randomUUID() }, 'UPN\nX\n')).status, 415, 'no other form takes a file')
  })

  it('returns a pupil once, whoever decides at the same time', async () => {
    const children = await pupils(3)
    const path = await sent(children.map((child) => rowOf(child, '23/11/2026', 'g', '', '')))
    const other = redfern.twin()
    await other.get(path)
    const answers = await Promise.all([confirm(path, 3), other.post(path, { key: crypto.randomUUID(), ready: '3' })])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 422])
    assert.equal((await returnsOf(children)).length, 3)
    const [row] = await own.ask<{ returned: number }>('select returned from return_files where id = $1', path.split('/').at(-1))
    assert.equal(row?.returned, 3)
  })

  it('is told of a sealed pupil of its own in the words for one who is not there', async () => {
    const [sealed, returned] = (await pupils(2)) as [Pupil, Pupil]
    const rows = [sealed, returned].map((child) => rowOf(child, '23/11/2026', 'g', '', ''))
    const path = await sent(rows)
    assert.deepEqual(counts((await redfern.get(path)).text), [2, 0, 0])
    await putSeal(own, sealed.id, 'p-halloran')
    await derivedAnew(sealed)
    const page = await redfern.get(path)
    assert.deepEqual(counts(page.text), [1, 1, 0])
    assert.match(page.text, /No pupil on your roll has this unique pupil number/)
    assert.equal((await confirm(path, 2)).status, 422)
    assert.equal((await confirm(path, 1)).status, 303)
    await putSeal(own, returned.id, 'p-halloran')
    await derivedAnew(returned)
    assert.deepEqual(counts((await redfern.get(path)).text), [0, 2, 0], 'that it was returned is not told any more')
  })

  it('whose session has ended is told that the file has to be sent again', async () => {
    const late = await service.signIn('p-okonjo')
    await late.get(SEND)
    await own.ask(`update sessions set ends_at = clock_timestamp() where user_id = 'p-okonjo'`)
    const { status, location = '' } = await late.upload(SEND, { key: crypto.randomUUID() }, 'UPN,Ground\nX1,g\n')
    assert.equal(status, 303)
    assert.match((await late.get(location)).text, /What you sent last has not been saved/)
  })

  it('returns all of its pupils at once', async () => {
    const all = await own.ask<Pupil>(
      `select distinct on (m.child_id) m.child_id as id, v.upn, v.given_names as given, v.family_name as family, v.date_of_birth::text as born
      from may_see m join child_versions v on v.child_id = m.child_id
      where m.agency_id = $1 and m.relationship = 'on-roll' and (m.until_on is null or m.until_on >= '2026-11-23') and v.upn is not null and not m.child_id = any($2)`,
      ...[school, found.taken],
    )
    const path = await sent(all.map((child) => rowOf(child, '23/11/2026', 'g', '', '')))
    const from = performance.now()
    const page = await redfern.get(path)
    const seen = performance.now()
    const [ready = 0] = counts(page.text) ?? []
    // Of some no telephone number of a parent is on record.
    assert.ok(ready > all.length * 0.8, `${ready} of ${all.length}`)
    assert.equal((await confirm(path, ready)).status, 303)
    console.log(`${ready} pupils: seen in ${Math.round(seen - from)} ms, returned in ${Math.round(performance.now() - seen)} ms`)
    assert.match((await redfern.get(path)).text, new RegExp(`The council has the returns of ${ready} pupils`))
  })
})
