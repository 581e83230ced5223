import { type Fields, one } from './route.ts'
import { ownPath } from './sign-in/own-path.ts'

/*
 * A form that is opened from a list, or from a page of a child, leads back to it, to the same filters and the same page. Its path goes with the form in the
 * field `from`.
 */

const LIST = '/steps'
const LISTS: readonly string[] = [LIST, '/requests']
const OF_CHILD = /^\/children\/[^/?#]+\/support$/

/** The list or page that a form was opened from; nothing where it was from elsewhere. */
export function wayBackOf(fields: Fields): string | undefined {
  const path = ownPath(one(fields, 'from'))
  const [place = ''] = path.split('?')
  return LISTS.includes(place) || OF_CHILD.test(place) ? path : undefined
}

/** The way back as a page says it. */
export const wayBackLink = (path: string) => ({
  href: path,
  text: OF_CHILD.test(path) ? 'Back to support and consent' : path.startsWith(LIST) ? 'Back to my next steps' : 'Back to the requests',
})

/** The list that a form was opened from, and where its way back leads: to all next steps where it was from elsewhere. */
export const backOf = (fields: Fields) => {
  const list = wayBackOf(fields)
  return { from: list, back: list ?? LIST }
}

/** A path with more of a query. */
export const withQuery = (path: string, more: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(more).toString()
  return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`
}
