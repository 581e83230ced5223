import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { head, lead, officer, putOnRoll } from '../../../../test/database/agencies.ts'
import { at, record, registeredLate, store } from '../../../../test/database/children.ts'
import { onGround } from '../../../../test/database/doing.ts'
import type { Action } from '../../../actions/action.ts'
import { explainStep } from '../../../actions/explain-step.ts'
import { viewChild } from '../../../actions/view-child.ts'
import { date, day } from '../../../calendar/civil-date.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { render } from '../../render.ts'
import type { Fields, Page } from '../../route.ts'
import { whyPage } from '../why/page.ts'
import { childPage } from './page.ts'

const today = day('2026-11-23')

const { own, database, doing } = onGround(today)
let child: string

/** What each test begins with. */
const anew = async () => {
  child = await registeredLate(own, database, today)
}

/** A page of what an action gives, as somebody gets it, its blanks made one. */
async function shown<Input, Given>(
  { read, template, view }: Page<Input, Given>,
  action: Action<Input, Given>,
  { params = {}, query = {} }: { params?: Readonly<Record<string, string>>; query?: Fields },
  who: Actor,
): Promise<string> {
  const sent = { params: { child, ...params }, query, body: {} }
  const asked = read(sent)
  assert.ok(asked && 'input' in asked)
  const { given } = await doing(action, who, asked.input)
  return tidy(
    render(template, {
      actor: who,
      ...view(given, { actor: who, today, sent, typed: undefined, faults: [], isCollision: false, council: 'The county council' }),
    }),
  )
}

const page = (query: Fields = {}, who = officer) => shown(childPage, viewChild, { query }, who)

const tidy = (html: string): string => html.replace(/\s+/g, ' ')
const text = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const attempt = (on: string, id: string, more: object = {}) =>
  at(on, `${on}T15:00:00Z`, { id: `${child}-${id}`, type: 'engagement-attempt', detail: { method: 'visit', outcome: 'no-reply' }, ...more })

describe('The page of a child', () => {
  beforeEach(anew)

  it('asks for a decision on support after 60 school days until there is one', async () => {
    const id = `${child}-long`
    await store(database, { id, dateOfBirth: date('2013-04-07') })
    await record(
      database,
      id,
      [
        at('2026-04-13', '2026-04-13T09:00:00Z', { id: `${id}-off`, by: 'school', type: 'off-roll', detail: {} }),
        at('2026-04-14', '2026-04-14T09:00:00Z', { id: `${id}-told`, by: 'school', type: 'cme-notification' }),
      ],
      today,
    )
    const shownOf = () => shown(childPage, viewChild, { params: { child: id } }, officer)
    assert.match(await shownOf(), /support had never been open \(§1\.4\): decide whether it should be/)
    await record(
      database,
      id,
      [at('2026-11-20', '2026-11-20T09:00:00Z', { id: `${id}-no`, type: 'officer-support', detail: { open: false } })],
      today,
    )
    assert.doesNotMatch(await shownOf(), /decide whether it should be/)
  })

  it('says in its heading what is late, draws it, tells it in a table, and has nobody’s name in its title', async () => {
    const html = await page()
    assert.match(html, /<h2[^>]*>One step is late: decide on the CME officer’s support\.<\/h2>/)
    assert.match(html, /<svg [^>]*role="img" aria-labelledby="line-1-1-title line-1-1-desc"/)
    assert.match(
      text(html),
      /This line as a table Missing education, since Monday 5 October 2026 When What Stands as Monday 5 October 2026 Off roll Happened/,
    )
    assert.match(html, /<title>A child – Onroll<\/title>/)
    assert.doesNotMatch(html, / style=/)
    assert.equal(/<svg.*<\/svg>/.exec(html)?.[0].includes('Holt'), false)
  })

  it('says how late a fact was recorded, and of one that was recorded at once nothing', async () => {
    const said = text(await page())
    assert.match(said, /The council was told that the child is missing education School, recorded by a-test · recorded 2 working days late/)
    assert.doesNotMatch(said, /Registered on the CME database CME officer, recorded by a-test · recorded/)
  })

  it('shows the newest first, the first fifteen, and the others when they are asked for', async () => {
    const days = Array.from({ length: 14 }, (_, place) => `2026-11-${String(place + 1).padStart(2, '0')}`)
    await record(
      database,
      child,
      days.map((on) => attempt(on, on)),
      today,
    )
    const first = await page()
    assert.match(text(first), /What happened 17, newest first/)
    assert.match(text(first), /Show 2 earlier, back to 5 Oct/)
    assert.ok(!text(first).includes('Off roll of The ashfold'))
    assert.ok(text(await page({ earlier: 'yes' })).includes('Off roll of The ashfold'))
  })

  it('filters by agency and type, and takes what is no choice as none', async () => {
    const schools = text(await page({ agency: 'school' }))
    assert.match(schools, /What happened 2, newest first/)
    assert.match(text(await page({ agency: 'school', type: 'off-roll' })), /What happened 1, newest first/)
    assert.match(text(await page({ agency: 'cfw' })), /Nothing of that agency and type is on record\. Show all/)
    assert.match(text(await page({ agency: '<script>', type: 'nonsense' })), /What happened 3, newest first/)
  })

  it('tells a corrected fact once, with what it said before', async () => {
    await record(database, child, [attempt('2026-11-12', 'visit', { note: 'No car outside.' })], today)
    await record(
      database,
      child,
      [attempt('2026-11-11', 'visit-2', { replaces: `${child}-visit`, recordedAt: '2026-11-13T10:00:00Z', note: 'No car outside.' })],
      today,
    )
    const said = text(await page())
    assert.match(said, /What happened 4, newest first/)
    assert.match(said, /11 Nov Tried to engage the parents by a visit, without a reply No car outside\./)
    assert.match(said, /Before it was corrected: Thursday 12 November 2026; recorded on Thursday 12 November 2026 by a-test/)
  })

  it('keeps a withdrawn fact in sight, struck out, with who took it back and why', async () => {
    await record(database, child, [attempt('2026-11-12', 'visit')], today)
    const error = { id: `${child}-error`, withdraws: `${child}-visit`, note: 'It was her sister.' }
    await record(database, child, [at('2026-11-16', '2026-11-16T10:00:00Z', error)], today)
    const html = await page()
    assert.match(html, /<del>Tried to engage the parents by a visit, without a reply<\/del>/)
    assert.match(text(html), /Withdrawn on Monday 16 November 2026 by a-test: “It was her sister\.”/)
  })

  it('says that something is withheld, and shows none of it', async () => {
    const said = text(await page({}, head))
    assert.match(said, /Off roll, destination not known School, recorded by a-test · withheld: the reason, the school and the note/)
    assert.match(said, /Address Withheld/)
    assert.match(said, /School Withheld/)
    for (const secret of ['ashfold', 'moved away', 'van', 'Nowhere Street']) assert.ok(!said.includes(secret), secret)
  })

  it('tells agencies that nobody asked from those that said no', async () => {
    assert.match(text(await page()), /CFW Not asked nothing is on record CSC Not asked/)
    await record(
      database,
      child,
      [at('2026-11-16', '2026-11-16T10:00:00Z', { id: `${child}-csc`, by: 'csc', type: 'service-closed', detail: { service: 'csc' } })],
      today,
    )
    assert.match(text(await page()), /CSC Not open as of Mon 16 Nov, 7 days ago/)
  })

  it('gives the own steps a button, and others’ steps to those who may record them', async () => {
    const html = await page()
    assert.match(html, /<h2 [^>]*>Next steps <span [^>]*>1<\/span>/)
    assert.match(html, new RegExp(`href="/children/${child}/(record/|steps/)[^"]*">Decide`))
    assert.doesNotMatch(await page({}, head), /onroll-step__action|Record something/)
  })

  it('on another day says so across the page, carries it in its links, and records nothing', async () => {
    const html = await page({ 'as-of': '2026-10-08' })
    assert.match(text(html), /As of Thursday 8 October 2026\. Everything on this page is of that day.* 1 fact is dated later and left out/)
    assert.match(text(html), /As of Thu 8 Oct · school day 4/)
    assert.match(html, /href="\/children\/[^"]*\/steps\/[^"]*\?as-of=2026-10-08"/)
    assert.match(html, new RegExp(`href="/children/${child}">Back to today`))
    assert.doesNotMatch(html, /\/record/)
    assert.ok(!text(html).includes('Registered on the CME database'))
  })

  it('on a day to come says what will be if nothing more is recorded', async () => {
    assert.match(text(await page({ 'as-of': '2027-01-11' })), /As of Monday 11 January 2027, if nothing more is recorded\./)
  })

  it('as it was known at the end of a day agrees throughout', async () => {
    const said = text(await page({ 'known-at': '2026-10-07' }))
    assert.match(said, /As of today, as it was known at the end of Wednesday 7 October 2026\./)
    assert.match(said, /One step is late: tell the council\./)
    assert.match(said, /What happened 1, newest first/)
  })

  for (const [wrong, query, message] of [
    ['a day that does not exist', { 'as-of': '2026-02-30' }, 'Enter the day to look at as a date between 2000 and 2099'],
    ['no day at all', { 'as-of': '"><b>' }, 'Enter the day to look at'],
    ['a moment that is none', { 'known-at': 'yesterday' }, 'Enter what was known when as a date'],
    ['a moment to come', { 'known-at': '2026-11-24' }, 'What will be known is not known yet'],
  ] as const) {
    it(`asked for ${wrong} says what is wrong, beside the field and on top, and is that of today`, async () => {
      const html = await page(query)
      assert.equal(html.split(message).length - 1, 2)
      assert.match(html, /<title>Error: A child/)
      assert.match(html, new RegExp(`<a href="#${Object.keys(query)[0]}">`))
      assert.match(text(html), /Today, Mon 23 Nov/)
      assert.ok(!html.includes('"><b>'))
    })
  }

  it('of a child without anything on record says what will stand there', async () => {
    child = `empty-${child}`
    await store(database, { id: child, dateOfBirth: date('2013-04-07') })
    await putOnRoll(own, child, 'ashfold', '2024-09-02')
    await record(database, child, [], today)
    const said = text(await page({}, lead))
    assert.match(said, /Nothing is asked of anybody\. /)
    assert.match(said, /Nothing is on record yet\. What is recorded of the child will stand here, newest first\./)
    assert.match(said, /Pathway None open/)
  })
})

describe('The page of a child without a date of birth', () => {
  beforeEach(anew)

  it('says that nothing can be worked out, and what is on record all the same', async () => {
    child = `unborn-${child}`
    await own.ask(`insert into children (id, recorded_by) values ($1, 'test')`, child)
    await own.ask(
      `insert into child_versions (child_id, version, given_names, family_name, recorded_by) values ($1, 1, 'Amina', 'Holt', 'test')`,
      child,
    )
    await own.ask(`insert into child_assessments (child_id) values ($1)`, child)
    await record(database, child, [at('2026-10-06', '2026-10-06T09:00:00Z', { id: `${child}-told`, type: 'cme-notification' })], today)
    const said = text(await page())
    assert.match(said, /Without a date of birth nothing can be worked out/)
    assert.match(said, /What happened 1, newest first/)
  })
})

describe('The page that says why', () => {
  beforeEach(anew)

  const why = (step: string, query: Fields = {}) => shown(whyPage, explainStep, { params: { step }, query }, officer)
  const register = () => `1.2b~cme~~2026-10-06~${child}-told`

  it('says who recorded what started it, and when', async () => {
    assert.match(
      text(await why(register())),
      /Tuesday 6 October 2026: The council was told that the child is missing education School, recorded by a-test\. Recorded on Thursday 8 October 2026 at 10:00\./,
    )
  })

  it('counts the days where they are few', async () => {
    assert.match(text(await why(register())), /Tue 6 Oct 0 started Wed 7 Oct 1 counted Thu 8 Oct 2 due/)
  })

  it('says what settled it, and that it was late', async () => {
    assert.match(text(await why(register())), /Done late on Friday 9 October 2026\. Friday 9 October 2026: Registered on the CME database/)
  })

  it('leads to the other steps of the same cause, on the same day', async () => {
    const html = await why(`1.2a~cme~~2026-10-05~${child}-off`, { 'as-of': '2026-10-06' })
    assert.match(html, /As of Tuesday 6 October 2026/)
    assert.doesNotMatch(html, /\/record\//)
  })

  it('of a step that is not asked for any more leads to the child', async () => {
    assert.match(text(await why('1.2b~cme~~2026-10-07~gone')), /This step is not asked for any more/)
  })
})
