import { type Fields, one } from './route.ts'
import { ownPath } from './sign-in/own-path.ts'

/*
 * A form that is opened from a list leads back to it, to the same filters and the same page; and one that is opened from a page of a child to that. The path of
 * the list or page goes with the form in the field `from`.
 */

const LIST = '/steps'

/** Lists and pages of a child from which forms are opened. */
const places = /^(\/steps|\/candidates|\/children\/[^/?#]+\/casework)(\?|$)/

/** The list or page that a form was opened from; nothing where it was from elsewhere. */
export function wayBackOf(fields: Fields): string | undefined {
  const path = ownPath(one(fields, 'from'))
  return places.test(path) ? path : undefined
}

/** What the link to it says. */
export const wayBackWords = (path: string): string =>
  path.startsWith(LIST) ? 'Back to my next steps' : path.startsWith('/candidates') ? 'Back to the panel candidates' : 'Back to the child'

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
