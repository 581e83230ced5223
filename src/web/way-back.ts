import { pagesOfChild } from './paths.ts'
import { type Fields, one } from './route.ts'
import { ownPath } from './sign-in/own-path.ts'

/*
 * A form that is opened from a list, or from a page of a child that is about one matter, leads back to it: to the same filters and the same page. Its path goes
 * with the form in the field `from`.
 */

const LIST = '/steps'

/** The lists from which forms are opened, and what the link back to each says. */
const lists: Readonly<Record<string, string>> = {
  [LIST]: 'Back to my next steps',
  '/candidates': 'Back to the panel candidates',
  '/requests': 'Back to the requests',
}

/** What the link back to a path says; nothing of a place that no form leads back to. */
function wordsOf(path: string): string | undefined {
  const [place = ''] = path.split('?')
  const [, ofChild] = /^\/children\/[^/?#]+\/([a-z]+)$/.exec(place) ?? []
  return lists[place] ?? pagesOfChild.find(({ name }) => name === ofChild)?.back
}

/** The list or page that a form was opened from; nothing where it was from elsewhere. */
export function wayBackOf(fields: Fields): string | undefined {
  const path = ownPath(one(fields, 'from'))
  return wordsOf(path) === undefined ? undefined : path
}

/** The way back as a page says it. */
export const wayBackLink = (path: string) => ({ href: path, text: wordsOf(path) ?? 'Back' })

/** The list that a form was opened from, and where its way back leads: to all next steps where it was from elsewhere. */
export const backOf = (fields: Fields) => {
  const list = wayBackOf(fields)
  return { from: list, back: list ?? LIST }
}
