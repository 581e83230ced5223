import type { Page } from '@playwright/test'
import pg from 'pg'
import { detailKinds } from '../../src/actions/see-people.ts'
import { entryKinds, entryRow } from '../../src/casefile/casework-table.ts'
import { mayKeep } from '../../src/sharing/casework.ts'
import { routes } from '../../src/web/routes.ts'
import { questions } from '../../src/web/tell-us/questions.ts'
import { childOf } from '../service/county.ts'
import { otherRoutes } from '../service/other-routes.ts'
import type { At } from './at-a-browser.ts'
import { aNotification, aSearch, aStep, childSeenBy, first, HALLORAN, ownFact, refusing, unknownTo } from './opened.ts'

/*
 * The states in which somebody may find a page: every route's as it usually is, and those that are empty, late, wrong, refused, or not to be had.
 */

/** A page in one of its states. */
export interface State {
  /** The route whose page it is, and what is particular about it. */
  readonly of: string
  readonly words: string
  /** Nobody where no account is asked for. */
  readonly person: string | undefined
  readonly open: (page: Page, at: At) => Promise<unknown>
  readonly heading: string | RegExp
  /** What else stands in it, so that it is this state and no other. */
  readonly says: string | RegExp | undefined
}

type Open = string | State['open']

/** States of one route for one person. */
const of =
  (route: string, person: string | undefined, heading: string | RegExp) =>
  (words: string, open: Open, says?: string | RegExp): State => ({
    ...{ of: route, words, person, heading, says },
    open: typeof open === 'string' ? (page) => page.goto(open) : open,
  })

/** Answers for machines, and addresses that lead on. */
const NO_PAGES = /^\/(live|ready|sign-in|session\/left|assets\/.*|demo-sign-in\/\*)?$/

/** Routes whose answer is a page, all of which have a state. */
export const pages: readonly string[] = [
  ...routes.flatMap(({ method, path }) => (method === 'POST' || method === 'DOWNLOAD' ? [] : [path])),
  ...otherRoutes.flatMap(({ method, path }) => (method === 'GET' && !NO_PAGES.test(path) ? [path] : [])),
]

const press = (page: Page, button: string | RegExp) => page.getByRole('button', { name: button }).first().click()

const child = `/children/${refusing}`
const several = '/steps/several/:type'
const SEVERAL = `/steps/several/case-review?step=${refusing}&step=${childOf('engaging').id}`
const LIST = '/steps?whose=team&clause=L1&choose=all'
const fact = '/children/:child/record/:type'
const stored = '/children/:child/facts/:fact'
const detail = '/children/:child/details/:kind/:item'
const notes = '/children/:child/notes'
const NOBODY = '0195a3c0-5b5e-7c11-8e7d-3f1d2a9b6c40'

const toAFact =
  (what: string, next: (page: Page) => Promise<unknown> = async () => {}): State['open'] =>
  async (page, { own }) => {
    await page.goto(`${child}/facts/${await ownFact(own)}/${what}`)
    await next(page)
  }

const why = async (page: Page): Promise<void> => {
  await page.locator('#why').fill('It was another day.')
  await press(page, /^Check before/)
}

const fromList =
  (button: RegExp): State['open'] =>
  async (page) => {
    await page.goto(LIST)
    await page.locator('.onroll-with').getByRole('button', { name: button }).first().click()
  }

const toWhom = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  if (path.endsWith('everything')) await page.locator('#leaver').check()
  await page.getByRole('radio', { name: /^Nobody by name/ }).check()
  await press(page, 'Check before you give')
}

const and =
  (...acts: readonly ((page: Page, at: At) => Promise<unknown>)[]): State['open'] =>
  async (page, at) => {
    for (const act of acts) await act(page, at)
  }

const goTo = (path: string) => (page: Page) => page.goto(path)
const change = (page: Page) => press(page, 'Change something')
const check = (page: Page) => press(page, 'Check before you record')
/** A review says what was found. */
const noted = (page: Page) => page.locator('#note').fill('All as before.')

/** What somebody sends whose page is not as it was given out. */
const sendWith =
  (path: string, name: string, value: string, button: RegExp): State['open'] =>
  async (page) => {
    await page.goto(path)
    await page.locator('main textarea, main input[type=text]').first().fill('The neighbour rang.')
    await page.evaluate(`for (const field of document.querySelectorAll('main [name="${name}"]')) field.value = '${value}'`)
    await press(page, button)
  }

/** While something of the database is otherwise than it has to be. */
const whileBroken =
  (broken: string, mended: string, path: string): State['open'] =>
  async (page, { own }) => {
    const owner = new pg.Client({ connectionString: own.addresses.owner })
    await owner.connect()
    try {
      await owner.query(broken)
      await page.goto(path)
    } finally {
      await owner.query(mended)
      await owner.end()
    }
  }

const END_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user`
const limit = (number: number) => `do $$ begin execute format('alter database %I connection limit ${number}', current_database()); end $$`

/** A session that ends while somebody fills in a form. */
const draftKept: State['open'] = async (page, { own, signIn }) => {
  await page.goto(`${child}/record/consent`)
  await page.getByRole('textbox', { name: 'Note' }).fill('On the doorstep.')
  await own.ask(`update sessions set ends_at = clock_timestamp() - interval '1 minute' where user_id = $1`, HALLORAN)
  await check(page)
  const next = new URL(page.url()).searchParams.get('return-to') ?? ''
  await signIn(page, HALLORAN)
  await page.goto(next)
}

/** Somebody for whose agency no child does anything. */
const emptyList: State['open'] = async (page, { own, signIn }) => {
  await own.ask(`update user_roles set until_at = clock_timestamp(), ended_by = 'a test' where user_id = 'p-tomasik' and until_at is null`)
  await own.ask(`insert into user_roles (user_id, role, agency_id, given_by) values ('p-tomasik', 'social-worker', 'a-police', 'a test')`)
  await signIn(page, 'p-tomasik')
  await page.goto('/steps')
}

const excludedAtSchool: State['open'] = async (page, { own, signIn }) => {
  const { id } = childOf('excluded')
  await signIn(
    page,
    await first(own, 'select user_roles.user_id as id from may_see join user_roles using (agency_id) where child_id = $1 limit 1', id),
  )
  await page.goto(`/children/${id}`)
}

const turnDown = async (page: Page): Promise<void> => {
  await page.locator('summary', { hasText: 'Turn it down' }).click()
  await page.locator('#because').check()
  await page.locator('#turn-down-says').fill('Nobody of that name.')
  await press(page, 'Turn it down')
}

/** Two who have the same page open: somebody else is there first. */
const collision =
  (send: (page: Page) => Promise<unknown>, path: string | undefined): State['open'] =>
  async (page, at) => {
    const at_ = path ?? (await aNotification(page, at))
    const other = await page.context().newPage()
    for (const one of [page, other]) await one.goto(at_)
    // A window that is closed on its way may never close, and would not have been there first.
    const isSaved = other.waitForResponse((response) => response.request().method() === 'POST')
    await send(other)
    await isSaved
    await other.waitForLoadState()
    await other.close()
    await send(page)
  }

const changeName = async (page: Page): Promise<void> => {
  await page.locator('#knownAs').fill(`Kitty ${page.url().length} ${Math.trunc(performance.now())}`)
  await press(page, 'Save')
}

const tellUs = (
  words: string,
  path: string,
  heading: string | RegExp,
  ...acts: readonly ((page: Page, at: At) => Promise<unknown>)[]
): State => of(path, undefined, heading)(words, and(...(acts.length > 0 ? acts : [goTo(path)])))

/** Answers every question of the public form, up to the page that asks whether all is right. */
const answered =
  (danger: 'none' | 'danger'): State['open'] =>
  async (page) => {
    const goOn = () => page.getByRole('button', { name: 'Continue' }).click()
    await page.goto('/tell-us/who-you-are')
    await page.locator('#who').check()
    await goOn()
    await page.locator(danger === 'none' ? '#danger-none' : '#danger').check()
    await goOn()
    if (danger === 'danger') return
    for (let skipped = 0; skipped < 4; skipped++) await page.locator('button[name=skip]').click()
    await page.locator('#says').fill('Alone at home on school days.')
    await goOn()
    await page.locator('button[name=skip]').click()
  }

const nothingToSend: State['open'] = async (page, at) => {
  await answered('none')(page, at)
  await page.context().clearCookies({ name: '__Host-onroll-tell-us' })
  await press(page, 'Send')
}

/** Sends a file of returns; none where there is none. */
const sendFile =
  (rows: string | undefined): State['open'] =>
  async (page) => {
    await page.goto('/deletion-returns/file')
    if (rows !== undefined)
      await page.locator('#file').setInputFiles({ name: 'leavers.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await press(page, 'Send the file')
  }

/** What a school returned of a child that is missing education since, as the council reads it. */
const aReturn: State['open'] = async (page, { own }) => {
  const made = await first(own, 'select id from deletion_returns order by recorded_at limit 1')
  await own.ask(
    `insert into may_see (child_id, agency_id, user_id, relationship, from_on)
    select child_id, 'a-cme', '', 'missing-education', '2026-01-01' from deletion_returns where id = $1 on conflict do nothing`,
    made,
  )
  await page.goto(`/returns/${made}`)
}

const officersList = of('/steps', HALLORAN, 'My next steps')
const teamsList = of('/steps', HALLORAN, /^Next steps of|^What nobody has/)
const severalForm = (route: string) => of(route, HALLORAN, /, for \d+ child/)
const childPage = of('/children/:child', HALLORAN, /./)
const refused = (path: string, person: string | undefined, heading: string) => of(path, person, heading)
const foundPage = of('/find/:search', HALLORAN, 'Find a child')
const notification = of('/triage/:notification', HALLORAN, /^Kit Ravenscarr/)

export const states: readonly State[] = [
  officersList('late', '/steps', 'Overdue'),
  teamsList('many', '/steps?whose=team'),
  of('/steps', 'p-okonjo', /^Next steps of/)('many, on the second page', '/steps?whose=team&clause=L1&choose=some&page=2', 'Page 2 of'),
  teamsList('all of a kind chosen', LIST),
  officersList('of one child', `/steps?child=${refusing}`, 'Not this child alone'),
  officersList('none left by a filter', `/steps?child=${childOf('home-educated').id}`, 'is left by this filter'),
  teamsList('empty', emptyList, 'has a step to do now'),
  teamsList('nobody’s', '/steps?whose=nobody'),
  teamsList(
    'wrong: none chosen',
    and(goTo('/steps?whose=team&choose=some'), (page) => press(page, 'Take')),
    'Choose at least one child',
  ),
  officersList(
    'just recorded',
    and(goTo(`${child}/record/case-review?from=/steps`), noted, check, (page) => press(page, /^Record/)),
    'Recorded for',
  ),
  of('/steps', 'p-redfern', /^Next steps of/)('of a school', '/steps?whose=team'),
  refused('/steps', 'p-ledgard', 'Your role does not allow this')('forbidden', '/steps'),
  severalForm(several)('some', SEVERAL),
  of(several, HALLORAN, /./)('nobody chosen', '/steps/several/case-review', 'No child is chosen'),
  severalForm(`${several}/form`)('from the list', fromList(/for those chosen/)),
  of(`${several}/check`, HALLORAN, /^Check before you record, for/)('some', and(goTo(SEVERAL), noted, check)),
  severalForm(`${several}/change`)('with what was typed', and(goTo(SEVERAL), noted, check, change)),
  severalForm(several)(
    'wrong',
    and(
      goTo(SEVERAL),
      (page) => page.locator('[name="on.day"]').fill('32'),
      (page) => page.locator('#step').uncheck(),
      check,
    ),
    'Enter a day from 1 to 30',
  ),
  of(
    '/allocate',
    HALLORAN,
    /^Give \d child/,
  )('one step', async (page, { own }) => page.goto(`/allocate?step=${encodeURIComponent(await aStep(own))}`)),
  of('/allocate', HALLORAN, 'Give to somebody')('nobody chosen', '/allocate', 'No child is chosen'),
  of('/allocate/form', HALLORAN, /^Give \d+ child/)('many', fromList(/^Give to somebody/)),
  of('/allocate/take', HALLORAN, 'Check before you give')('many', fromList(/^Take/)),
  of('/allocate/check', HALLORAN, 'Check before you give')('one', (page) => toWhom(page, `/allocate?step=${refusing}`)),
  of(
    '/allocate/change',
    HALLORAN,
    /^Give 1 child/,
  )(
    'one',
    and((page) => toWhom(page, `/allocate?step=${refusing}`), change),
  ),
  of('/allocate/everything', HALLORAN, /^Give everything/)('many', '/allocate/everything', 'Whose children?'),
  of('/allocate/everything', 'p-birkett', /^Give everything/)('empty', '/allocate/everything', 'Nobody at'),
  of('/allocate/everything/check', HALLORAN, 'Check before you give')('many', (page) => toWhom(page, '/allocate/everything')),
  childPage('late', child, 'Waiting for others'),
  ...(['engaging', 'sealed', 'home-educated'] as const).map((story) => childPage(story, `/children/${childOf(story).id}`, 'What happened')),
  of('/children/:child', undefined, /./)('excluded, as the school has it', excludedAtSchool, 'What happened'),
  of(
    '/children/:child',
    'p-redfern',
    /./,
  )('a pupil, as the school has it', async (page, { own }) => page.goto(`/children/${await childSeenBy(own, 'p-redfern')}`)),
  childPage('of another date', `${child}?as-of=2026-10-01&known-at=2026-10-05`, 'Back to today'),
  childPage('of a day to come', `${child}?as-of=2027-03-01`, 'if nothing more is recorded'),
  childPage('of a date that is none', `${child}?as-of=31+2+2026`, 'Enter the day to look at'),
  refused('/children/:child', 'p-redfern', 'There is no such page')('not theirs', `/children/${childOf('engaging').id}`),
  refused('/children/:child', HALLORAN, 'There is no such page')('not there', `/children/${NOBODY}`),
  refused('/children/:child', 'p-ledgard', 'Your role does not allow this')('forbidden', child),
  refused(
    '/children/:child',
    HALLORAN,
    'Something went wrong',
  )('something went wrong', whileBroken('alter table facts rename to facts_away', 'alter table facts_away rename to facts', child)),
  refused(
    '/children/:child',
    HALLORAN,
    'This cannot be shown or saved just now',
  )('not just now', whileBroken(`${limit(0)}; ${END_OTHERS}`, limit(-1), child)),
  of('/children/:child/steps/:step', HALLORAN, /./)(
    'late',
    and(goTo(child), (page) => page.getByRole('link', { name: /^Why/ }).first().click()),
    'Whom to',
  ),
  of('/children/:child/steps/:step', HALLORAN, /^This step is not asked for/)('gone', `${child}/steps/1.4a~cme~~2020-01-01~nothing`),
  of('/children/:child/record', HALLORAN, 'Record something')('all kinds', `${child}/record`),
  of(fact, HALLORAN, 'Consent asked for')('empty', `${child}/record/consent`),
  of(fact, HALLORAN, 'Consent asked for')('wrong', and(goTo(`${child}/record/consent`), check), 'There is a problem'),
  of(fact, HALLORAN, 'Consent asked for')('a draft comes back', draftKept),
  of(`${fact}/check`, HALLORAN, 'Check before you record')('', and(goTo(`${child}/record/case-review`), noted, check)),
  of(`${fact}/change`, HALLORAN, /./)(
    'with what was typed',
    and(goTo(`${child}/record/case-review`), noted, check, change),
    'Leave without recording',
  ),
  of(
    fact,
    HALLORAN,
    'This form was sent before, with something else in it',
  )(
    'sent before',
    and(
      ...['one', 'another'].flatMap((note) => [
        goTo(`${child}/record/case-review`),
        (page: Page) => page.locator('#note').fill(note),
        check,
        (page: Page) => page.evaluate(`document.querySelector('[name=key]').value = 'the-same-key'`),
        (page: Page) => press(page, /^Record/),
      ]),
    ),
  ),
  of(`${stored}/correct`, HALLORAN, 'Correct what was recorded')('', toAFact('correct')),
  of(`${stored}/correct/:type/check`, HALLORAN, 'Check before you record')('', toAFact('correct', why)),
  of(`${stored}/correct/change`, HALLORAN, 'Correct what was recorded')('with what was typed', and(toAFact('correct', why), change)),
  of(`${stored}/withdraw`, HALLORAN, 'Withdraw what was recorded in error')('', toAFact('withdraw')),
  of(`${stored}/withdraw/check`, HALLORAN, 'Check before you record')('', toAFact('withdraw', why)),
  of(
    `${stored}/withdraw/change`,
    HALLORAN,
    'Withdraw what was recorded in error',
  )('with what was typed', and(toAFact('withdraw', why), change)),
  of('/tell-us/quick', 'p-redfern', 'Tell us about a child')('empty', '/tell-us/quick'),
  of('/tell-us/quick', 'p-redfern', 'Tell us about a child')(
    'wrong',
    and(goTo('/tell-us/quick'), (page) => press(page, 'Send')),
    'There is a problem',
  ),
  of(
    '/tell-us/quick/:notification',
    'p-brackley',
    'We have it. Thank you.',
  )('', async (page, at) => {
    const path = await aNotification(page, at)
    await at.signIn(page, 'p-brackley')
    await page.goto(path.replace('/triage/', '/tell-us/quick/'))
  }),
  of('/deletion-returns', 'p-birkett', 'Names off the register')('empty', '/deletion-returns', 'none yet'),
  of(
    '/children/:child/deletion-return',
    'p-redfern',
    /^Take .* off the register/,
  )('', async (page, { own }) => page.goto(`/children/${await childSeenBy(own, 'p-redfern')}/deletion-return`)),
  of(
    '/deletion-returns/:return',
    'p-redfern',
    'The council has the return',
  )('', async (page, { own }) => {
    await page.goto(`/children/${await childSeenBy(own, 'p-redfern')}/deletion-return`)
    for (const [part, text] of [
      ['day', '20'],
      ['month', '1'],
      ['year', '2027'],
    ] as const)
      await page.locator(`[name="deletedOn.${part}"]`).fill(text)
    await page.getByRole('radio', { name: /^c\./ }).check()
    for (const name of ['address', 'parent1-name', 'parent1-address', 'parent1-phone', 'parent2-name', 'parent2-address', 'parent2-phone'])
      await page.locator(`#${name}`).fill('Not known')
    await press(page, 'Return it to the council')
  }),
  of('/deletion-returns', 'p-redfern', 'Names off the register')('one', '/deletion-returns', 'What follows'),
  of('/deletion-returns/file', 'p-redfern', 'Return several pupils by a file')('', '/deletion-returns/file'),
  of('/deletion-returns/file', 'p-redfern', 'Return several pupils by a file')('wrong: no file', sendFile(undefined), 'There is a problem'),
  of('/deletion-returns/file/:file/columns', 'p-redfern', 'Which column is what?')('', sendFile('UPN,Ground\nnone,g\n')),
  of(
    '/deletion-returns/file/:file',
    'p-redfern',
    /./,
  )(
    'with a row that cannot be returned',
    and(sendFile('UPN,Ground\nnone,g\n'), (page) => press(page, 'Check the rows')),
  ),
  of('/returns', HALLORAN, 'Names off registers')('', '/returns'),
  of('/returns/:return', HALLORAN, /^What the school returned/)('', aReturn),
  of('/children/:child/casework', HALLORAN, 'Casework')('late', `${child}/casework`, 'Record a call or visit'),
  of('/children/:child/casework', HALLORAN, 'Casework')('one that engages', `/children/${childOf('engaging').id}/casework`),
  ...entryKinds
    .filter((kind) => !entryRow(kind).answers && !entryRow(kind).isMadeElsewhere && mayKeep('cme-officer', kind))
    .map((kind) => of('/children/:child/casework/:kind', HALLORAN, /./)(kind, `${child}/casework/${kind}`, 'Leave without recording')),
  of(
    '/children/:child/facts/:fact/particulars',
    HALLORAN,
    /^Particulars/,
  )('', async (page, { own }) => page.goto(`${child}/facts/${await ownFact(own)}/particulars`)),
  of('/children/:child/siblings', HALLORAN, 'A brother or sister')('', `${child}/siblings`),
  of('/candidates', HALLORAN, 'Panel candidates')('many', '/candidates'),
  of('/candidates', 'p-thackwray', 'Panel candidates')('of a panel chair', '/candidates'),
  of('/children/:child/support', HALLORAN, 'Support and consent')('many', `${child}/support`),
  of('/children/:child/support', HALLORAN, 'Support and consent')('few', `/children/${childOf('older-sibling').id}/support`),
  of('/requests', 'p-ivinson', 'Requests for support')('of the hub', '/requests'),
  of('/requests', 'p-brackley', 'Requests for support')('of CFW', '/requests'),
  of('/children/:child/order', HALLORAN, 'School Attendance Order')('begun', `/children/${childOf('order').id}/order`),
  of('/children/:child/order', HALLORAN, 'School Attendance Order')('none yet', `/children/${childOf('engaging').id}/order`),
  of('/children/:child/order/letters/:stage', HALLORAN, /: draft$/)('', `/children/${childOf('order').id}/order/letters/notice-served`),
  of(
    '/children/:child/order/letter/:letter',
    HALLORAN,
    /: letter$/,
  )(
    '',
    and(goTo(`/children/${childOf('order').id}/order/letters/notice-served`), (page) => press(page, /^Keep it/)),
  ),
  of('/children/:child/school', HALLORAN, 'Back in school')('not yet', `${child}/school`),
  of('/home-education', 'p-lomaxen', 'Home education: what you are asked')('many', '/home-education'),
  of(
    '/home-education/:child',
    'p-lomaxen',
    'Is the child educated at home?',
  )(
    '',
    and(goTo('/home-education'), (page) => page.locator('main a[href^="/home-education/"]').first().click()),
  ),
  of('/triage', HALLORAN, 'New notifications')(
    'one in danger',
    and((page, at) => aNotification(page, at, 'danger'), goTo('/triage')),
    'In danger now',
  ),
  notification('with a child that may be meant', (page, at) => aNotification(page, at), 'Who is it?'),
  notification('in danger', (page, at) => aNotification(page, at, 'danger'), 'nobody is on record as having been rung'),
  notification(
    'settled',
    and((page, at) => aNotification(page, at), turnDown),
    'It was turned down',
  ),
  notification('somebody else was there before', collision(turnDown, undefined), 'Somebody else was there before you'),
  of('/triage', HALLORAN, 'New notifications')('settled', '/triage?show=settled', 'Settled'),
  of('/triage', 'p-ivinson', 'New notifications')('of the hub', '/triage'),
  of('/guidance', 'p-vance', 'How the guidance is kept')('many', '/guidance'),
  of('/guidance/:clause/:state', 'p-vance', /: open$/)('many', '/guidance/L1/open'),
  of('/guidance/:clause/:state', 'p-vance', /./)('none', '/guidance/1.4a/open?page=90', 'No child is behind this number'),
  of('/seen', 'p-ledgard', 'Who has seen a child')('', '/seen'),
  of('/seen', 'p-ledgard', 'Who has seen a child')(
    'wrong',
    and(goTo('/seen'), (page) => press(page, /^Show who/)),
    'There is a problem',
  ),
  of('/seen/:child', 'p-ledgard', /^Who has seen child/)('many', `/seen/${refusing}`, 'Saw child'),
  of('/seen/:child', 'p-ledgard', /^Who has seen child/)('nobody', `/seen/${childOf('younger-sibling').id}?page=9`, 'Nobody has seen'),
  refused('/seen/:child', 'p-ledgard', 'There is no such page')('sealed for others', `/seen/${childOf('sealed').id}`),
  of(
    '/seen/:child/filter',
    'p-ledgard',
    /^Who has seen child/,
  )(
    'by what was done',
    and(
      goTo(`/seen/${refusing}`),
      (page) => page.getByText('Show only some of it').click(),
      (page) => page.getByRole('main').getByRole('button', { name: 'Show', exact: true }).click(),
    ),
  ),
  of('/find', HALLORAN, 'Find a child')('', '/find'),
  of('/find', HALLORAN, 'Find a child')(
    'wrong',
    and(goTo('/find'), (page) => page.getByRole('main').getByRole('button', { name: 'Find' }).click()),
    'There is a problem',
  ),
  foundPage('none', (page) => aSearch(page, 'Zebedee Nobodyatall'), 'No child whom you may see fits'),
  foundPage('one', (page) => aSearch(page, childOf('refusing').name), 'Open'),
  foundPage('others on record', async (page, { own }) => aSearch(page, await unknownTo(own)), 'Others on record'),
  of(
    '/find/:search/create',
    HALLORAN,
    'Create a child',
  )(
    '',
    and(
      (page) => aSearch(page, 'Zebedee Nobodyatall'),
      (page) => page.getByRole('link', { name: 'Create a child' }).click(),
    ),
  ),
  of(
    '/find/:search/notify/:child',
    'p-ivinson',
    /^You were told/,
  )(
    '',
    and(
      async (page, { own }) => aSearch(page, await unknownTo(own)),
      (page) =>
        page
          .getByRole('link', { name: /^This is the child/ })
          .first()
          .click(),
    ),
  ),
  of('/children/:child/details', HALLORAN, 'Child, family, contacts')('many', `${child}/details`),
  of('/children/:child/details/history', HALLORAN, 'Who changed what, and when')('', `${child}/details/history`),
  ...detailKinds.map((kind) =>
    of(detail, HALLORAN, /./)(kind, `${child}/details/${kind}/${kind === 'child' ? 'who' : 'new'}`, 'Leave without saving'),
  ),
  of(detail, HALLORAN, 'Who the child is')(
    'somebody else changed it meanwhile',
    collision(changeName, `${child}/details/child/who`),
    'changed this while you did',
  ),
  of(notes, HALLORAN, 'Case notes')('empty', `/children/${childOf('older-sibling').id}/notes`, 'Nothing is noted'),
  of(
    `${notes}/:note/take-back`,
    HALLORAN,
    'A note made in error',
  )(
    '',
    and(
      goTo(`${child}/notes`),
      (page) => page.locator('#says').fill('The neighbour rang.'),
      (page) => press(page, 'Add the note'),
      (page) =>
        page
          .getByRole('link', { name: /^Made in error/ })
          .first()
          .click(),
    ),
  ),
  of(notes, HALLORAN, 'Case notes')(
    'one taken back',
    and(
      goTo(`${child}/notes`),
      (page) =>
        page
          .getByRole('link', { name: /^Made in error/ })
          .first()
          .click(),
      (page) => page.locator('#why').fill('It was another child.'),
      (page) => press(page, 'Take the note back'),
    ),
    'Made in error',
  ),
  refused(notes, HALLORAN, 'That could not be read')('without its key', sendWith(`${child}/notes`, 'key', '', /^Add the note/)),
  refused(notes, HALLORAN, 'This page had been open too long')('open too long', sendWith(`${child}/notes`, '_csrf', 'x', /^Add the note/)),
  of('/act-for', HALLORAN, 'Which agency do you act for?')('one', '/act-for'),
  of('/sign-in/again', undefined, 'Sign in again')('', '/sign-in/again'),
  of('/sign-in/again', undefined, 'Sign in again')('with a draft', '/sign-in/again?kept=yes'),
  of('/sign-in/return', undefined, 'You are not signed in')('with nothing in hand', '/sign-in/return'),
  of('/signed-out', undefined, 'You are signed out of Onroll')('', '/signed-out'),
  of('/demo-sign-in/people/:uid', undefined, 'Whom do you want to be?')('many', '/sign-in'),
  ...questions.map((question) => tellUs('', `/tell-us/${question.slug}`, question.asks)),
  tellUs('wrong', '/tell-us/who-you-are', 'Who are you?', goTo('/tell-us/who-you-are'), (page) => press(page, 'Continue')),
  tellUs('', '/tell-us', /^Tell us about a child/),
  tellUs('begun', '/tell-us', /^Tell us about a child/, answered('none'), goTo('/tell-us')),
  tellUs('', '/tell-us/danger-now', 'Ring 999 now', answered('danger')),
  tellUs('', '/tell-us/check', 'Check what you tell us', answered('none')),
  tellUs('', '/tell-us/sent', /^We have it/, answered('none'), (page) => press(page, 'Send')),
  tellUs('', '/tell-us/deleted', /deleted/),
  tellUs('gone', '/tell-us/check', 'Your answers are not there any more', nothingToSend),
  tellUs('open too long', '/tell-us/name', 'This page had been open too long', sendWith('/tell-us/name', '_csrf', 'x', /^Continue/)),
]
