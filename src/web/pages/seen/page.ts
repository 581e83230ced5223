import type { WhoLooked } from '../../../actions/see-who-looked.ts'
import { inWords } from '../../../calendar/words.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { capital } from '../../../words/guidance-words.ts'
import { type Form, one, type Page, pageNumber } from '../../route.ts'

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
  next: ({ child }) => `/seen/${encodeURIComponent(child)}`,
}

/** Who has seen a child. */
export const whoLookedPage: Page<{ readonly child: string; readonly page: number }, WhoLooked> = {
  read: ({ params, query }) => ({ input: { child: params['child'] ?? '', page: pageNumber(query) } }),
  template: 'pages/seen/page.njk',
  view: ({ child, entries, page, isLast }) => ({
    child,
    page,
    isLast,
    here: `/seen/${encodeURIComponent(child)}`,
    entries: entries.map(({ at, name, who, agency, action, outcome, why }) => ({
      day: inWords(inLondon(at).day),
      time: inLondon(at).time,
      who: name ?? who,
      agency,
      did: capital(action.replaceAll('-', ' ')),
      isRefused: outcome === 'refused',
      why,
    })),
  }),
}
