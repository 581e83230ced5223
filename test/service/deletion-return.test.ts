import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { countyDatabase } from './county.ts'
import { agencyOf, untoldPupils } from './pupils.ts'
import { served } from './served.ts'
import type { Answer, Visitor } from './visitor.ts'

describe('A school that takes a name off its register', () => {
  const { own, service } = served(countyDatabase)
  let redfern: Visitor
  let school: string
  before(async () => {
    redfern = await service.signIn('p-redfern')
    school = await agencyOf(own, 'p-redfern')
  })

  const found = untoldPupils(own)
  const pupil = async (where: 'own' | 'other' = 'own'): Promise<string> => (await found.pupil(school, where)).id
  const day = (name: string, text: string) => {
    const [year = '', month = '', date = ''] = text.split('-')
    return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
  }
  const whole = {
    ...day('deletedOn', '2026-11-23'),
    ...{ address: '1 Nowhere Street', 'parent1.name': 'Ana Holt', 'parent1.address': '1 Nowhere Street', 'parent1.phone': '01632 960777' },
  }
  const returned = async (child: string, fields: Readonly<Record<string, string>>): Promise<Answer> => {
    const path = `/children/${child}/deletion-return`
    assert.equal((await redfern.get(path)).status, 200)
    return redfern.post(path, { key: crypto.randomUUID(), ...whole, ...fields })
  }
  const factsOf = async (child: string) =>
    (
      await own.ask<{ type: string; on_day: string; detail: Record<string, unknown> }>(
        'select type, on_day::text, detail from facts where child_id = $1 order by on_day, type',
        child,
      )
    ).map(({ type, on_day, detail }) => [type, on_day, detail?.['school'] ?? null, detail?.['destinationKnown'] ?? null])
  const episodesOf = async (child: string) =>
    (await own.ask<{ pathway: string }>('select pathway from episodes where child_id = $1 and ended_on is null', child)).map(
      ({ pathway }) => pathway,
    )
  const lastDayOnRoll = async (child: string) =>
    (
      await own.ask<{ until: string | null }>(
        'select until_on::text as until from on_roll where child_id = $1 and agency_id = $2 order by version desc limit 1',
        child,
        school,
      )
    )[0]?.until
  const otherSchool = async () =>
    (await own.ask<{ id: string }>(`select id from agencies where kind = 'school' and id <> $1 order by id limit 1`, school))[0]
      ?.id as string

  it('for a move to a school that has a place from a day, puts the child on that roll and opens no case', async () => {
    const child = await pupil()
    const next = await otherSchool()
    const { status, location } = await returned(child, { ground: 'a', nextSchool: next, ...day('startsOn', '2026-11-30') })
    assert.equal(status, 303)
    assert.deepEqual(await factsOf(child), [['on-roll', '2026-11-30', next, null]])
    assert.deepEqual(await episodesOf(child), [])
    assert.equal(await lastDayOnRoll(child), '2026-11-22')
    assert.match((await redfern.get(location as string)).text, /No case is opened/)
    assert.equal((await redfern.get(`/children/${child}/deletion-return`)).status, 404, 'the child is another school’s now')
  })

  it('where a school is named and has no first day yet, takes the child off roll and asks nobody to tell the council', async () => {
    const child = await pupil()
    await returned(child, { ground: 'g', nextSchoolName: 'Elsewhere Academy, Nettleby' })
    assert.deepEqual(await factsOf(child), [['off-roll', '2026-11-23', school, true]])
    assert.deepEqual(await episodesOf(child), ['cme'])
  })

  it('where nobody knows where the child goes, tells the council by the return itself', async () => {
    const child = await pupil()
    await returned(child, { ground: 'g' })
    assert.deepEqual(await factsOf(child), [
      ['cme-notification', '2026-11-23', null, null],
      ['off-roll', '2026-11-23', school, null],
    ])
    const duties = await own.ask<{ clause: string; outcome: string | null }>(
      'select clause, outcome from duties where child_id = $1',
      child,
    )
    assert.equal(duties.find(({ clause }) => clause === '1.2a')?.outcome, 'done')
    assert.equal(duties.find(({ clause }) => clause === '1.2b')?.outcome, null)
  })

  it('where parents educate the child at home, asks the home-education team', async () => {
    const child = await pupil()
    await returned(child, { ground: 'f' })
    assert.deepEqual((await factsOf(child)).map(([type]) => type).sort(), ['ehe-stated', 'off-roll'])
    const [duty] = await own.ask<{ owner: string }>(`select owner from duties where child_id = $1 and clause = '1.2c'`, child)
    assert.equal(duty?.owner, 'ehe-team')
  })

  it('after a permanent exclusion does as after any other: without a place the child is on no roll', async () => {
    const child = await pupil()
    await returned(child, { ground: 'o' })
    assert.ok((await factsOf(child)).some(([type]) => type === 'off-roll'))
  })

  it('records nothing of a child who has died, is at another school as well, or is past school age', async () => {
    for (const ground of ['c', 'k', 'l']) {
      const child = await pupil()
      assert.equal((await returned(child, { ground })).status, 303)
      assert.deepEqual(await factsOf(child), [], ground)
      assert.equal(await lastDayOnRoll(child), '2026-11-22')
    }
  })

  it('needs the enquiries of both for grounds h and i, and the school for ground a; what was typed stays', async () => {
    const child = await pupil()
    for (const [ground, says] of [
      ['h', /Ground h needs the enquiries of both: write what your school did/],
      ['h', /Ground h needs the enquiries of both: write what the council did/],
      ['i', /Ground i needs the enquiries of both: write what your school did/],
      ['a', /say which/],
    ] as const) {
      const { status, text } = await returned(child, { ground })
      assert.equal(status, 422, ground)
      assert.match(text, says)
      assert.match(text, /value="Ana Holt"/)
    }
    const enquiries = 'Rang all numbers; visited on 20 November.'
    const councilEnquiries = 'Asked health and housing; agreed with the officer on 20 November.'
    for (const one of [{ enquiries }, { councilEnquiries }]) assert.equal((await returned(child, { ground: 'i', ...one })).status, 422)
    assert.equal((await returned(child, { ground: 'i', enquiries, councilEnquiries })).status, 303)
    const [row] = await own.ask<{ content: Record<string, unknown>; regulations: string }>(
      'select content, regulations from deletion_returns where child_id = $1',
      child,
    )
    assert.equal(row?.regulations, 'SI 2024/208')
    assert.deepEqual(row?.content, {
      address: '1 Nowhere Street',
      parents: [{ name: 'Ana Holt', address: '1 Nowhere Street', phone: '01632 960777' }],
      ...{ enquiries, councilEnquiries },
    })
  })

  it('on the first day of the stay takes the child off as if it had never been on the roll, and refuses a day before', async () => {
    const child = await pupil()
    const [stay] = await own.ask<{ from: string }>(
      'select from_on::text as from from on_roll where child_id = $1 and agency_id = $2 and until_on is null',
      ...[child, school],
    )
    await own.ask(
      `insert into on_roll (child_id, agency_id, from_on, version, is_in_use, recorded_by) values ($1, $2, $3, 2, false, 'test'), ($1, $2, '2026-11-16', 1, true, 'test')`,
      ...[child, school, stay?.from],
    )
    const early = await returned(child, { ground: 'g', ...day('deletedOn', '2026-11-15') })
    assert.equal(early.status, 422)
    assert.match(early.text, /only from Monday 16 November 2026/)
    assert.equal((await returned(child, { ground: 'g', ...day('deletedOn', '2026-11-16') })).status, 303)
    const stays = await own.ask<{ from: string; until: string | null; used: boolean }>(
      `select from_on::text as from, until_on::text as until, is_in_use as used from on_roll where child_id = $1 and from_on = '2026-11-16' order by version`,
      child,
    )
    assert.deepEqual(
      stays.map(({ until, used }) => [until, used]),
      [
        [null, true],
        [null, false],
      ],
    )
    assert.deepEqual(await episodesOf(child), ['cme'])
    assert.equal((await redfern.get(`/children/${child}/deletion-return`)).status, 403, 'the child is not on this roll any more')
  })

  describe('on whose roll the child is by a fact alone', () => {
    const registered = async (): Promise<string> => {
      const child = await pupil()
      await own.ask(
        `insert into on_roll (child_id, agency_id, from_on, version, is_in_use, recorded_by)
        select child_id, agency_id, from_on, version + 1, false, 'test' from on_roll where child_id = $1 and agency_id = $2`,
        ...[child, school],
      )
      await own.ask(
        `insert into facts (child_id, id, type, on_day, by, detail, recorded_by) values ($1, 'registered-' || $1, 'on-roll', '2026-11-09', 'school', $2, 'test')`,
        ...[child, JSON.stringify({ school })],
      )
      return child
    }

    it('ends that stay too, where the child moves on', async () => {
      const child = await registered()
      const next = await otherSchool()
      assert.equal((await returned(child, { ground: 'a', nextSchool: next, ...day('startsOn', '2026-11-30') })).status, 303)
      const stays = await own.ask<{ from: string; until: string }>(
        'select from_on::text as from, until_on::text as until from on_roll where child_id = $1 and is_in_use and until_on is not null',
        child,
      )
      assert.deepEqual(
        stays.map(({ from, until }) => [from, until]),
        [['2026-11-09', '2026-11-22']],
      )
      assert.equal((await redfern.get(`/children/${child}/deletion-return`)).status, 404, 'the child is the other school’s now')
    })

    it('takes the fact back, where the name is off on that very day', async () => {
      const child = await registered()
      assert.equal((await returned(child, { ground: 'g', ...day('deletedOn', '2026-11-09') })).status, 303)
      const withdrawn = await own.ask<{ withdraws: string }>(
        'select withdraws from facts where child_id = $1 and withdraws is not null',
        child,
      )
      assert.deepEqual(
        withdrawn.map(({ withdraws }) => withdraws),
        [`registered-${child}`],
      )
      assert.deepEqual(await episodesOf(child), ['cme'])
    })
  })

  it('is told where it returns a pupil for the same day again', async () => {
    const child = await pupil()
    const asked = { ground: 'g', ...day('deletedOn', '2026-12-18') }
    assert.equal((await returned(child, asked)).status, 303)
    const again = await returned(child, asked)
    assert.equal(again.status, 422)
    assert.match(again.text, /has returned this pupil for this day already/)
    assert.equal((await own.ask('select from deletion_returns where child_id = $1', child)).length, 1)
    assert.equal((await returned(child, { ground: 'g', ...day('deletedOn', '2026-12-17') })).status, 303)
  })

  it('may name a day to come, not a far one; the child stays on its roll until then', async () => {
    const child = await pupil()
    assert.equal((await returned(child, { ground: 'g', ...day('deletedOn', '2027-01-23') })).status, 422)
    assert.equal((await returned(child, { ground: 'g', ...day('deletedOn', '2026-12-18') })).status, 303)
    assert.equal(await lastDayOnRoll(child), '2026-12-17')
    assert.equal((await redfern.get(`/children/${child}`)).status, 200)
    assert.deepEqual(await episodesOf(child), [])
  })

  it('takes off its own register those alone who are on it, and sees its own returns alone', async () => {
    const other = await pupil('other')
    assert.equal((await redfern.get(`/children/${other}/deletion-return`)).status, 404)
    assert.equal(
      (await redfern.post(`/children/${other}/deletion-return`, { key: crypto.randomUUID(), ...whole, ground: 'g' })).status,
      404,
    )
    const [made] = await own.ask<{ id: string }>('select id from deletion_returns limit 1')
    assert.equal((await redfern.get(`/deletion-returns/${made?.id}`)).status, 200)
    const [elsewhere] = await own.ask<{ id: string }>(
      `select user_id as id from user_roles where role = 'attendance-lead' and agency_id <> $1 order by 1 limit 1`,
      school,
    )
    const stranger = await service.signIn(elsewhere?.id as string)
    assert.equal((await stranger.get(`/deletion-returns/${made?.id}`)).status, 404)
    const halloran = await service.signIn('p-halloran')
    assert.equal((await halloran.get('/deletion-returns')).status, 403)
  })
})
