import { type Fields, one } from './route.ts'
import { ownPath } from './sign-in/own-path.ts'

/*
 * A form that is opened from a list, or from a page of a child that is about one matter, leads back to it: to the same filters and the same page. Its path goes
 * with the form in the field `from`.
 */

const LIST = '/steps'

const isList = (path: string): boolean => path === LIST || path.startsWith(`${LIST}?`)

/** Pages of a child that forms are opened from. */
const OF_A_CHILD = /^\/children\/[\w-]+\/(order|school)$/

/** The list, or the page of a child, that a form was opened from; nothing where it was from elsewhere. */
export function wayBackOf(fields: Fields): string | undefined {
  const path = ownPath(one(fields, 'from'))
  return isList(path) || OF_A_CHILD.test(path) ? path : undefined
}

/** The same, of pages of a child alone. */
export function pageBackOf(fields: Fields): string | undefined {
  const path = wayBackOf(fields)
  return path !== undefined && !isList(path) ? path : undefined
}

/** The list that a form was opened from, and where its way back leads: to all next steps where it was from elsewhere. */
export const backOf = (fields: Fields) => {
  const path = wayBackOf(fields)
  const list = path !== undefined && isList(path) ? path : undefined
  return { from: list, back: list ?? LIST }
}

/** A path with more of a query. */
export const withQuery = (path: string, more: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(more).toString()
  return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`
}
