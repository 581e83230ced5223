import type { LookedChoices, LookedFilter, WhoLooked, WhoLookedAsked } from '../../../actions/see-who-looked.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Fault } from '../../../casefile/fault.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { capital } from '../../../words/guidance-words.ts'
import { readDay, type Tell } from '../../day-fields.ts'
import { linked } from '../../field-ids.ts'
import { pathOfWhoLooked } from '../../paths.ts'
import { type Fields, type Form, hidden, one, type Page, pageNumber } from '../../route.ts'
import { fieldsOf, type Question } from '../child-details/questions.ts'

/** Where an auditor asks who has seen a child. */
export const askWhoLookedPage: Page<Record<never, never>, Record<never, never>> = {
  read: () => ({ input: {} }),
  template: 'pages/seen/ask.njk',
  view: (_, { typed, faults }) => ({
    reference: typed ? one(typed, 'reference') : '',
    faults: faults.map(({ message }) => ({ message, field: 'reference' })),
  }),
}

/** Leads to the page of the child: a reference is not in the address before it is known to be one of ours. */
export const askWhoLookedForm: Form<{ readonly reference: string }, { readonly child: string }> = {
  read: ({ body }) => {
    const reference = one(body, 'reference')
      .replace(/^.*\/children\//, '')
      .replace(/[?#/].*$/, '')
    return reference === '' ? { faults: [{ pointer: '/reference', message: 'Enter the reference of a child' }] } : { input: { reference } }
  },
  next: ({ child }) => pathOfWhoLooked(child),
}

const whoQuestions = ({ people, agencies, actions }: LookedChoices): readonly Question[] => [
  select(
    'who',
    'Who',
    'Anybody',
    people.map(({ id, name }) => [id, name]),
  ),
  select(
    'agency',
    'For which agency',
    'Any',
    agencies.map(({ id, name }) => [id === '' ? ONROLL : id, id === '' ? 'Onroll itself' : name]),
  ),
  select(
    'did',
    'What was done',
    'Anything',
    actions.map((action) => [action, didWords(action)]),
  ),
  select('outcome', 'Done or refused', 'Both', [
    ['done', 'Done'],
    ['refused', 'Refused'],
  ]),
  { name: 'from', label: 'First day', kind: 'date', isUnmarked: true },
  { name: 'until', label: 'Last day', kind: 'date', isUnmarked: true },
]

/** What Onroll did by itself is for no agency, whose ids are longer. */
const ONROLL = '-'

const select = (name: string, label: string, none: string, choices: readonly (readonly [string, string])[]): Question => ({
  ...{ name, label, none, kind: 'select', isUnmarked: true, isOpen: true },
  choices: Object.fromEntries(choices),
})

const didWords = (action: string): string => capital(action.replaceAll('-', ' '))

type Read = { readonly filter: LookedFilter; readonly faults: readonly Fault[] }

/** By what the list is filtered; what cannot be read is left out, and told. */
function readFilter(body: Fields): Read {
  const faults: Fault[] = []
  const tell: Tell = (pointer, message) => void faults.push({ pointer, message })
  const days = { from: readDay('from', '/from', body, tell), until: readDay('until', '/until', body, tell) }
  if (days.from && days.until && days.until < days.from) tell('/until', 'Enter a last day that is not before the first')
  const [who, agency, action, outcome] = [one(body, 'who'), one(body, 'agency'), one(body, 'did'), one(body, 'outcome')]
  const filter: LookedFilter = {
    ...(who !== '' && { who }),
    ...(agency !== '' && { agency: agency === ONROLL ? '' : agency }),
    ...(action !== '' && { action }),
    ...((outcome === 'done' || outcome === 'refused') && { outcome }),
    ...(days.from && { from: days.from }),
    ...(days.until && { until: days.until }),
  }
  return { filter, faults }
}

/** Who has seen a child. */
export const whoLookedPage: Page<WhoLookedAsked, WhoLooked> = {
  read: ({ params, query }) => ({ input: { child: params['child'] ?? '', filter: {}, page: pageNumber(query) } }),
  template: 'pages/seen/page.njk',
  view: ({ child, entries, choices, page, hasNext }, { typed, faults }) => {
    const here = pathOfWhoLooked(child)
    const isFiltered = typed !== undefined && faults.length === 0
    return {
      ...{ child, page, hasNext, here, isFiltered },
      filterPath: `${here}/filter`,
      fields: fieldsOf(whoQuestions(choices), typed ?? {}, faults),
      sent: isFiltered ? hidden(typed, 'page') : [],
      isOpen: typed !== undefined,
      faults: linked(faults),
      entries: entries.map(entryRow),
    }
  },
}

/** The same of those alone for whom was asked: who it is stands in no address. */
export const filteredLooksPage: Page<WhoLookedAsked, WhoLooked> = {
  ...whoLookedPage,
  read: ({ params, body }) => {
    const { filter, faults } = readFilter(body)
    return faults.length > 0 ? { faults } : { input: { child: params['child'] ?? '', filter, page: pageNumber(body) } }
  },
}

function entryRow({ day, name, who, agency, outcome, count, times, hasReason }: WhoLooked['entries'][number]) {
  const rows = times.map(({ at, action }) => ({ time: inLondon(at).time, did: didWords(action) }))
  return {
    ...{ agency, count, times: rows, hasReason, day: inWords(dayOf(day)), who: name ?? who, isRefused: outcome === 'refused' },
    time: [...new Set([rows.at(-1)?.time, rows[0]?.time])].join(' to '),
    did: [...new Set(rows.map(({ did }) => did))],
    notShown: count - rows.length,
  }
}
