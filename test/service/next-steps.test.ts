import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { countyDatabase } from './county.ts'
import { served } from './served.ts'
import type { Visitor } from './visitor.ts'

const first = (pattern: RegExp, text: string): string => {
  const found = pattern.exec(text)?.[1]
  assert.ok(found !== undefined, `${pattern} is not in the page`)
  return found.replaceAll('&amp;', '&')
}
const all = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, value]) => (value as string).replaceAll('&amp;', '&'))

/** What a form of a page carries hidden, as it is sent on. */
const hidden = (text: string, action: string): readonly (readonly [string, string])[] => {
  const form = first(new RegExp(`<form method="post" action="${action}"[^>]*>([\\s\\S]*?)</form>`), text)
  return [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    .map(([, name, value]): [string, string] => [name as string, (value as string).replaceAll('&amp;', '&')])
    .filter(([name]) => name !== '_csrf')
}

const day = [
  ['on.day', '23'],
  ['on.month', '11'],
  ['on.year', '2026'],
] as const

/** A review of that day. */
const review = [...day, ['note', 'Seen at home; the next visit is on Friday.']] as const

describe('Next steps in the browser', () => {
  const { own, service } = served(countyDatabase)
  let officer: Visitor
  let school: Visitor
  before(async () => {
    officer = await service.signIn('p-halloran')
    school = await service.signIn('p-redfern')
  })

  it('come back to the same list after recording, with what changed on top', async () => {
    const list = '/steps?whose=mine&pathway=cme&clause=L1&due=overdue'
    const { text } = await officer.get(list)
    const link = first(/class="govuk-button onroll-step__action[^"]*" href="([^"]+)"/, text)
    assert.equal(new URL(link, service.baseUrl).searchParams.get('from'), list)
    const form = await officer.get(link)
    const [path] = link.split('?') as [string]
    const sent = [...hidden(form.text, `${path}/check`), ...review] as const
    const check = await officer.post(`${path}/check`, sent)
    assert.equal(check.status, 200, check.text)
    const recorded = await officer.post(path, hidden(check.text, path))
    assert.equal(recorded.status, 303)
    assert.match(recorded.location as string, /^\/steps\?whose=mine&pathway=cme&clause=L1&due=overdue&recorded=[^&]+&of=[^&]+$/)
    const back = await officer.get(recorded.location as string)
    assert.match(back.text, /<strong>Recorded for [^<]+\.<\/strong>/)
    assert.match(back.text, /stays on record as late/)
    assert.doesNotMatch(first(/onroll-step__action[^"]*" href="([^"]+)"/, back.text), /recorded=/, 'and it is not said twice')
  })

  it('lead to the child where the form says that it came from elsewhere', async () => {
    const { text } = await officer.get('/steps')
    const [path] = first(/class="govuk-button onroll-step__action[^"]*" href="([^"]+record[^"]+)"/, text).split('?') as [string]
    for (const from of ['https://elsewhere.example/steps', '//elsewhere.example', '/guidance', '/steps/several/eha', '/stepsx']) {
      const form = await officer.get(`${path}?${new URLSearchParams({ from })}`)
      assert.doesNotMatch(form.text, /name="from"/, from)
      assert.doesNotMatch(form.text, /elsewhere/, from)
    }
  })

  it('of one clause are together for a school, and one form is for those that are chosen', async () => {
    const { text } = await school.get('/steps')
    assert.match(text, /<span class="onroll-bundle__title">Review the case: \d+ children<\/span>/)
    const kind = first(/<details id="(kind-later-L1-pme-any)"/, text)
    const rows = first(new RegExp(`<details id="${kind}"[^>]*>([\\s\\S]*?)</details>`), text)
    const [button, way] = [first(/formaction="([^"]+)" name="way"/, rows), first(/name="way" value="([^"]+)"/, rows)]
    const steps = all(/name="step" value="([^"]+)"/g, rows).slice(0, 3)
    const others = all(/name="step" value="([^"]+)"/g, text).filter((step) => step.includes('~2.1e~'))
    const form = await school.post(button, [
      ...[...steps, ...others].map((step) => ['step', step] as const),
      ['way', way],
      ['from', '/steps?due=later'],
    ])
    assert.equal(form.status, 200)
    assert.match(form.text, /for 3 children<\/h1>/, 'the ticks of another kind are not of this form')
    const path = button.replace(/\/form$/, '')
    const chosen = all(/name="step" value="([^"]+)" checked/g, form.text)
    const check = await school.post(`${path}/check`, [
      ...chosen.map((step) => ['step', step] as const),
      ...hidden(form.text, `${path}/check`),
      ...review,
    ])
    assert.match(check.text, /for 3 children<\/h1>/)
    const sent = hidden(check.text, path)
    const [one, two] = [await school.post(path, sent), await school.twin().post(path, sent)]
    assert.match(one.location as string, /^\/steps\?due=later&done=[\w-]+$/)
    assert.equal(two.location, one.location)
    const [kept] = await own.ask<{ n: string }>(
      `select count(*) as n from facts where recorded_by = 'p-redfern' and type = 'case-review' and on_day = '2026-11-23' and child_id = any($1)`,
      chosen,
    )
    assert.equal(Number(kept?.n), 3, 'sent twice, it is recorded once')
    const entries = await own.ask<{ children: string[] }>(`select children from audit where action = 'recorded-fact-for-several'`)
    assert.deepEqual(
      entries.map(({ children }) => [...children].sort()),
      [[...chosen].sort()],
    )
    const back = await school.get(one.location as string)
    assert.match(back.text, /Recorded for 3 children/)
  })

  it('say in the list that nobody is chosen, or too many are, and keep what was ticked', async () => {
    const list = '/steps?whose=team&clause=L1&choose=some'
    const { text } = await school.get(list)
    const none = await school.post('/allocate/form', [['from', list]])
    assert.equal(none.status, 422)
    assert.match(none.text, /There is a problem[\s\S]*Choose at least one child/)
    assert.match(none.text, /<option value="L1" selected>/)
    const [ticked = ''] = all(/name="step" value="([^"]+)"/g, text)
    const many = Array.from({ length: 100 }, (_, place) => ['step', `c-${place}`] as const)
    const tooMany = await school.post('/allocate/form', [['from', list], ['step', ticked], ...many])
    assert.equal(tooMany.status, 422)
    assert.match(tooMany.text, /Choose 100 children at most; you have chosen 101/)
    assert.match(tooMany.text, new RegExp(`value="${ticked}"[^>]* checked`))
  })

  it('can be given to somebody, whose they are then', async () => {
    const list = '/steps?whose=team&choose=some'
    const { text } = await officer.get(list)
    const [step = ''] = all(/name="step" value="([^"]+)"/g, text)
    const form = await officer.post('/allocate/form', [
      ['from', list],
      ['step', step],
    ])
    assert.match(form.text, /Give 1 child to somebody/)
    const nobody = await officer.post('/allocate/check', hidden(form.text, '/allocate/check'))
    assert.equal(nobody.status, 422)
    assert.match(nobody.text, /<a href="#to">Choose to whom<\/a>/)
    const check = await officer.post('/allocate/check', [...hidden(form.text, '/allocate/check'), ['what', 'children'], ['to', 'nobody']])
    const given = await officer.post('/allocate', hidden(check.text, '/allocate'))
    assert.match(given.location as string, /^\/steps\?whose=team&choose=some&done=/)
    assert.match((await officer.get(given.location as string)).text, /1 child is nobody’s by name now/)
    const [child = ''] = step.split('~')
    const nobodys = await officer.get('/steps?whose=nobody')
    const take = first(new RegExp(`name="only" value="(${child}~[^"]+)"`), nobodys.text)
    const taken = await officer.post('/allocate/take', [
      ['from', '/steps?whose=nobody'],
      ['only', take],
    ])
    assert.match(taken.text, /go to <strong>you<\/strong>/)
    const back = await officer.post('/allocate', hidden(taken.text, '/allocate'))
    assert.match((await officer.get(back.location as string)).text, /1 child is given to Bridie Halloran/)
    const owners = await own.ask<{ owner_user: string }>(
      `select distinct owner_user from duties where child_id = $1 and outcome is null and owner = 'cme-officer'`,
      child,
    )
    assert.deepEqual(owners, [{ owner_user: 'p-halloran' }])
  })

  for (const [whose, person, list, says] of [
    ['the hub', 'p-ivinson', '/requests', /<strong>(\d+)<\/strong> requests? for support waits? for an answer/],
    ['the home-education team', 'p-lomaxen', '/home-education', /<strong>(\d+)<\/strong> child(?:ren)? waits? for your answer/],
  ] as const) {
    it(`say what waits for ${whose} on a list of its own, and never that there is nothing to do`, async () => {
      const visitor = await service.signIn(person)
      const steps = await visitor.get('/steps?whose=team')
      const [, count = ''] = says.exec(steps.text) ?? []
      assert.ok(Number(count) > 0)
      assert.match(steps.text, new RegExp(`href="${list}">See which`))
      assert.doesNotMatch(steps.text, /You have no step|has a step to do now/)
      assert.ok((await visitor.get(list)).text.includes(`<strong>${count}</strong>`))
      assert.doesNotMatch((await visitor.get('/steps?whose=nobody')).text, /See which/)
    })
  }

  it('have no name in any address of theirs, nor in a title', async () => {
    const names = await own.ask<{ family_name: string }>('select distinct family_name from child_versions')
    for (const path of ['/steps?whose=team', '/steps?whose=nobody', '/steps?due=waiting']) {
      const { text } = await officer.get(path)
      const addresses = all(/(?:href|action|formaction)="([^"]+)"/g, text).join(' ')
      const title = first(/<title>([^<]+)<\/title>/, text)
      const told = names.filter(({ family_name }) => addresses.includes(family_name) || title.includes(family_name))
      assert.deepEqual(told, [])
    }
  })

  it('take no figure of attendance that cannot be, say how much can, and ask about one that is odd', async () => {
    const [pupil] = await own.ask<{ id: string }>(
      `select r.child_id as id from on_roll r join user_roles u on u.agency_id = r.agency_id and u.user_id = 'p-redfern'
      where r.until_on is null and not exists (select from facts f where f.child_id = r.child_id)
        and not exists (select from seals s where s.child_id = r.child_id) limit 1`,
    )
    const path = `/children/${pupil?.id}/record/attendance-summary`
    const figure = (possible: string) =>
      school.post(`${path}/check`, [...day, ['detail.scope', 'year'], ['detail.possible', possible], ['detail.attended', '0']])
    const refused = await figure('400')
    assert.equal(refused.status, 422)
    assert.match(refused.text, /href="#detail-possible">There can have been \d+ sessions at most, two on each of the \d+ school days from/)
    const odd = await figure('0')
    assert.equal(odd.status, 200)
    assert.match(odd.text, /No session was possible, so it says nothing of attendance\. Is that what you mean\?/)
    assert.doesNotMatch((await figure('110')).text, /Is that what you mean|can have been possible/)
  })

  it('keep what was typed for several children while somebody signs in again', async () => {
    const somebody = await service.signIn('p-okonjo')
    const { text } = await somebody.get('/steps?clause=L1')
    const steps = all(/href="\/children\/([^/"]+)"/g, text).slice(0, 2)
    const path = '/steps/several/case-review'
    await somebody.get(`${path}?${steps.map((step) => `step=${step}`).join('&')}`)
    await own.ask(`update sessions set seen_at = seen_at - interval '2 hours' where user_id = 'p-okonjo'`)
    const sent = [...steps.map((step) => ['step', step] as const), ...day, ['note', 'talked to both families'] as const]
    const away = await somebody.post(`${path}/check`, sent)
    assert.equal(away.status, 303)
    const again = await somebody.open(away.location as string)
    const signIn = first(/href="(\/sign-in\?[^"]+)"/, again.text)
    const people = await somebody.open(signIn)
    const form = await somebody.post(people.at, { person: 'p-okonjo' })
    const back = await somebody.open(form.location as string)
    assert.match(back.at, new RegExp(`^${path}`))
    assert.match(back.text, /for 2 children<\/h1>/)
    assert.match(back.text, /talked to both families/)
  })
})
