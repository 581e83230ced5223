import type { Page } from '@playwright/test'
import { detailKinds } from '../../src/actions/see-people.ts'
import { entryKinds, entryRow } from '../../src/casefile/casework-table.ts'
import { type FactType, factTypes } from '../../src/casefile/fact-table.ts'
import { mayKeep } from '../../src/sharing/casework.ts'
import { agenciesToRecordFor } from '../../src/sharing/recording.ts'
import { routes } from '../../src/web/routes.ts'
import { fieldsOf, questions } from '../../src/web/tell-us/questions.ts'
import { childOf } from '../service/county.ts'
import { people } from '../service/matrix.ts'
import { otherRoutes } from '../service/other-routes.ts'
import type { At } from './at-a-browser.ts'
import type { Filling, Spoilt } from './filling.ts'
import { aNotification, aSearch, aStep, childSeenBy, HALLORAN, ownFact, refusing, unknownTo } from './opened.ts'

/*
 * Every form of the service: how it is opened and made wrong, or why it cannot be. A form that is not known here fails the test.
 */

/** One way to a form. */
export interface Way {
  readonly words: string
  /** Nobody where no account is asked for. */
  readonly person?: string
  readonly open: (page: Page, at: At) => Promise<unknown>
  /** Which of the forms of the page. */
  readonly form: string
  /** The button that sends it; its own, where not given. */
  readonly send?: string
  /** With which fillings it is wrong; with everything and with nothing where not given. */
  readonly wrong?: readonly Filling[]
  /** What is put into some fields, so that it is wrong. */
  readonly spoilt?: Spoilt
}

/** Nothing of it is for anybody to fill in. */
interface NoField {
  readonly noField: string
}

/** The forms of the service, as `POST path`. */
export const forms: readonly string[] = [...routes, ...otherRoutes].flatMap(({ method, path }) =>
  method === 'CHECK' || method === 'POST' ? [`POST ${path}`] : [],
)

/** The ways to a form, or why it has no field. Throws where nobody has said. */
export function formKnown(name: string): readonly Way[] | NoField {
  const known = all[name]
  if (!known) throw new Error(`${name} is a form that test/browser/forms.ts does not know how to open`)
  return known
}

/** Names that are known, and are no form any more. */
export const formsGone = (): readonly string[] => Object.keys(all).filter((name) => !forms.includes(name))

// ---- Opening -----------------------------------------------------------------------------------------------------------------------------

const officer = people['cme-officer']

const at = (path: string) => (page: Page) => page.goto(path)

/** The one form of a page that is filled in field by field. */
const OWN = 'form.onroll-form'

const confirms = { noField: 'it stands below what is about to be saved, and carries what was filled in on the page before' } as const
const goesBack = { noField: 'it leads back from what is about to be saved, and carries what was filled in on the page before' } as const
const isButton = { noField: 'it is a button alone' } as const

const long = (length: number): string => 'x'.repeat(length)

/** Somebody of whom each type of fact is their own to record, and a child of theirs. */
function recorderOf(type: FactType): string {
  const role = Object.keys(people).find((role) => agenciesToRecordFor(role as keyof typeof people, type).length > 0)
  if (role === undefined) throw new Error(`nobody may record ${type}`)
  return people[role as keyof typeof people]
}

const triage = (action: string, more: Partial<Way> = {}): Way => ({
  words: '',
  person: HALLORAN,
  open: async (page, at) => {
    await aNotification(page, at)
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
  },
  form: `details form[action$="/${action}"]`,
  ...more,
})

const list = (path: string, action: string): Way => ({
  words: 'with nobody chosen',
  person: HALLORAN,
  open: at(path),
  form: '#list',
  send: `.onroll-with button[formaction${action}]`,
  wrong: ['nothing'],
})

// ---- The forms ---------------------------------------------------------------------------------------------------------------------------

const several = '/steps/several/:type'
const fact = '/children/:child/record/:type'
const stored = '/children/:child/facts/:fact'
const SEVERAL = `/steps/several/engagement-attempt?step=${refusing}&step=${childOf('engaging').id}`

const all: Readonly<Record<string, readonly Way[] | NoField>> = {
  [`POST ${several}/form`]: [list('/steps?whose=team&clause=L1&choose=some', '^="/steps/several/"')],
  [`POST ${several}/change`]: goesBack,
  [`POST ${several}/check`]: [{ words: '', person: HALLORAN, open: at(SEVERAL), form: OWN }],
  [`POST ${several}`]: confirms,
  'POST /allocate/form': [list('/steps?whose=team&choose=some', '="/allocate/form"')],
  'POST /allocate/change': goesBack,
  'POST /allocate/take': [list('/steps?whose=team&choose=some', '="/allocate/take"')],
  'POST /allocate/check': [
    {
      words: '',
      person: HALLORAN,
      open: async (page, { own }) => page.goto(`/allocate?step=${encodeURIComponent(await aStep(own))}`),
      form: OWN,
      spoilt: { to: null },
    },
  ],
  'POST /allocate': confirms,
  'POST /allocate/everything/check': [{ words: '', person: HALLORAN, open: at('/allocate/everything'), form: OWN, spoilt: { to: null } }],
  'POST /allocate/everything': confirms,
  [`POST ${fact}/change`]: goesBack,
  [`POST ${fact}/check`]: factTypes.map((type) => ({
    words: type,
    person: recorderOf(type),
    open: async (page, { own }) => {
      const child = recorderOf(type) === officer ? refusing : await childSeenBy(own, recorderOf(type))
      return page.goto(`/children/${child}/record/${type}`)
    },
    form: OWN,
  })),
  [`POST ${fact}`]: confirms,
  [`POST ${stored}/correct/change`]: goesBack,
  [`POST ${stored}/correct/:type/check`]: [
    {
      words: '',
      person: HALLORAN,
      open: async (page, { own }) => page.goto(`/children/${refusing}/facts/${await ownFact(own)}/correct`),
      form: OWN,
    },
  ],
  [`POST ${stored}/correct/:type`]: confirms,
  [`POST ${stored}/withdraw/change`]: goesBack,
  [`POST ${stored}/withdraw/check`]: [
    {
      words: '',
      person: HALLORAN,
      open: async (page, { own }) => page.goto(`/children/${refusing}/facts/${await ownFact(own)}/withdraw`),
      form: OWN,
      wrong: ['nothing'],
    },
  ],
  [`POST ${stored}/withdraw`]: confirms,
  'POST /tell-us/quick': [{ words: '', person: HALLORAN, open: at('/tell-us/quick'), form: OWN }],
  'POST /children/:child/deletion-return': [
    {
      words: '',
      person: 'p-redfern',
      open: async (page, { own }) => page.goto(`/children/${await childSeenBy(own, 'p-redfern')}/deletion-return`),
      form: OWN,
    },
  ],
  'POST /deletion-returns/file': [
    { words: 'without a file', person: 'p-redfern', open: at('/deletion-returns/file'), form: OWN, wrong: ['nothing'] },
  ],
  'POST /deletion-returns/file/:file/columns': [
    {
      words: 'with nothing chosen',
      person: 'p-redfern',
      open: async (page) => {
        await page.goto('/deletion-returns/file')
        await page.locator('#file').setInputFiles({ name: 'leavers.csv', mimeType: 'text/csv', buffer: Buffer.from('A,B\n1,2\n') })
        await page.getByRole('button', { name: 'Send the file' }).click()
      },
      form: OWN,
      wrong: ['nothing'],
    },
  ],
  'POST /deletion-returns/file/:file': confirms,
  'POST /children/:child/casework': [
    { words: '', person: HALLORAN, open: at(`/children/${refusing}/casework`), form: OWN, wrong: ['nothing'] },
  ],
  'POST /children/:child/siblings': [{ words: '', person: HALLORAN, open: at(`/children/${refusing}/siblings`), form: OWN }],
  'POST /children/:child/casework/:kind': entryKinds
    .filter((kind) => !entryRow(kind).answers && !entryRow(kind).isMadeElsewhere && mayKeep('cme-officer', kind))
    .map((kind) => ({ words: kind, person: HALLORAN, open: at(`/children/${refusing}/casework/${kind}`), form: OWN })),
  [`POST ${stored}/particulars/:type`]: [
    {
      words: '',
      person: HALLORAN,
      open: async (page, { own }) => page.goto(`/children/${refusing}/facts/${await ownFact(own)}/particulars`),
      form: OWN,
      wrong: ['everything'],
    },
  ],
  'POST /children/:child/order/letters/:stage': [
    {
      words: '',
      person: HALLORAN,
      open: at(`/children/${childOf('order').id}/order/letters/notice-served`),
      form: OWN,
      wrong: ['everything'],
      spoilt: { text: long(5001) },
    },
  ],
  'POST /home-education/:child': [
    {
      words: '',
      person: 'p-lomaxen',
      open: async (page) => {
        await page.goto('/home-education')
        await page.locator('main a[href^="/home-education/"]').first().click()
      },
      form: OWN,
    },
  ],
  'POST /triage/:notification/rung': [
    {
      words: '',
      person: HALLORAN,
      open: async (page, at) => {
        await aNotification(page, at, 'danger')
        await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
      },
      form: 'form[action$="/rung"]',
    },
  ],
  'POST /seen/:child/filter': [
    {
      words: '',
      person: 'p-ledgard',
      open: async (page) => {
        await page.goto(`/seen/${refusing}`)
        await page.getByText('Show only some of it').click()
      },
      form: OWN,
      wrong: ['everything'],
    },
  ],
  'POST /triage/:notification/take': isButton,
  'POST /triage/:notification/this-child': [
    triage('this-child'),
    {
      ...triage('this-child'),
      words: 'one of those that may be meant',
      form: '.onroll-candidate form',
      wrong: [],
    },
  ],
  'POST /triage/:notification/new-child': [triage('new-child')],
  'POST /triage/:notification/turn-down': [triage('turn-down', { spoilt: { says: '' } })],
  'POST /triage/:notification/put-off': [triage('put-off')],
  'POST /triage/:notification/reopen': [
    triage('reopen', {
      open: async (page, at) => {
        await aNotification(page, at)
        await page.getByText('Turn it down').first().click()
        await page.locator('#because').check()
        await page.locator('#turn-down-says').fill('Nobody of that name.')
        await page.getByRole('button', { name: 'Turn it down' }).click()
        await page.getByText('That was a mistake').click()
      },
      spoilt: { says: long(4001) },
    }),
  ],
  'POST /seen': [{ words: '', person: 'p-ledgard', open: at('/seen'), form: 'main form' }],
  'POST /find': [{ words: '', person: HALLORAN, open: at('/find'), form: 'main form', spoilt: { find: long(201) } }],
  'POST /find/:search/create': [
    {
      words: '',
      person: HALLORAN,
      open: async (page) => {
        await aSearch(page, 'Zebedee Nobodyatall 3.4.2015')
        await page.getByRole('link', { name: 'Create a child' }).click()
      },
      form: 'main form',
    },
  ],
  'POST /find/:search/notify/:child': [
    {
      words: '',
      person: 'p-ivinson',
      open: async (page, { own }) => {
        await aSearch(page, await unknownTo(own))
        await page
          .getByRole('link', { name: /^This is the child/ })
          .first()
          .click()
      },
      form: OWN,
    },
  ],
  'POST /children/:child/details/:kind/:item': [
    ...detailKinds.map(
      (kind): Way => ({
        words: kind === 'child' ? 'who the child is' : `a new ${kind}`,
        person: HALLORAN,
        open: at(`/children/${refusing}/details/${kind}/${kind === 'child' ? 'who' : 'new'}`),
        form: OWN,
      }),
    ),
  ],
  'POST /children/:child/notes': [
    { words: '', person: HALLORAN, open: at(`/children/${refusing}/notes`), form: OWN, spoilt: { says: long(10_001) } },
  ],
  'POST /children/:child/notes/:note/take-back': [
    {
      words: '',
      person: HALLORAN,
      open: async (page) => {
        await page.goto(`/children/${refusing}/notes`)
        await page.locator('#says').fill('The neighbour rang.')
        await page.getByRole('button', { name: 'Add the note' }).click()
        await page
          .getByRole('link', { name: /^Made in error/ })
          .first()
          .click()
      },
      form: OWN,
      spoilt: { why: long(10_001) },
    },
  ],
  'POST /act-for': [
    {
      words: 'for whoever acts for two, and has chosen none yet',
      open: async (page, { own, signIn }) => {
        await own.ask(
          `insert into user_roles (user_id, role, agency_id, given_by) values ('p-trow', 'cfw-worker', 'a-cfw-north', 'a test') on conflict do nothing`,
        )
        await signIn(page, 'p-trow')
        await page.goto('/act-for')
      },
      form: 'main form[action="/act-for"]',
      wrong: ['nothing'],
    },
  ],
  ...Object.fromEntries(
    questions.map((question): [string, readonly Way[]] => [
      `POST /tell-us/${question.slug}`,
      [
        {
          words: '',
          open: at(`/tell-us/${question.slug}`),
          form: OWN,
          wrong: [
            ...(question.mayBeSkipped ? [] : (['nothing'] as const)),
            ...(question.fields.some(({ kind }) => kind !== 'radios') ? (['everything'] as const) : []),
          ],
          // More than fits, of what is not wrong otherwise.
          spoilt: Object.fromEntries(
            fieldsOf(question).flatMap(({ name, most }) => (/\.(day|month|year)$/.test(name) ? [] : [[name, long(most + 1)]])),
          ),
        },
      ],
    ]),
  ),
  'POST /session/stay': isButton,
  'POST /demo-sign-in/people/:uid': { noField: 'each person is a button' },
  'POST /tell-us/send': isButton,
  'POST /tell-us/delete': isButton,
  'POST /sign-out': isButton,
}
