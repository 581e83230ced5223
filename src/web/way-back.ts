import { type Fields, one } from './route.ts'
import { ownPath } from './sign-in/own-path.ts'

/*
 * A form that is opened from a list leads back to it, to the same filters and the same page. The path of the list goes with the form in the field `from`.
 */

const LIST = '/steps'

/** The list that a form was opened from; nothing where it was from elsewhere. */
export function wayBackOf(fields: Fields): string | undefined {
  const path = ownPath(one(fields, 'from'))
  return path === LIST || path.startsWith(`${LIST}?`) ? path : undefined
}

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
