/*
 * Long lists, a page at a time. Pages count from 1. One row more than there is room for is asked for: it says whether another page follows.
 */

const ON_A_PAGE = 50

/** Which page of a list it is, and whether another follows. */
export interface PageOfList {
  readonly page: number
  readonly hasNext: boolean
}

/** What is asked of the database for a page. */
export const partOf = (page: number, onAPage = ON_A_PAGE): { readonly limit: number; readonly offset: number } => ({
  limit: onAPage + 1,
  offset: (page - 1) * onAPage,
})

/** The page, of what was found when that was asked. */
export const pageOf = <Row>(found: readonly Row[], page: number, onAPage = ON_A_PAGE): PageOfList & { readonly rows: readonly Row[] } => ({
  rows: found.slice(0, onAPage),
  page,
  hasNext: found.length > onAPage,
})
