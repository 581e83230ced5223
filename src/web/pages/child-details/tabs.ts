import type { ChildSeen } from '../../../actions/view-child.ts'
import { isWithdrawal } from '../../../casefile/fact-table.ts'
import { type NameOfPage, pagesOfChild, pathOfPage } from '../../paths.ts'

type OfTabs = Pick<ChildSeen, 'head' | 'details' | 'assessment' | 'caseFile'>

/** The pages of a child, as they stand on each of them. */
export const tabsOf = (seen: OfTabs, current: NameOfPage) =>
  pagesOfChild
    .filter(({ name }) => isThere(name, seen))
    .map(({ name, tab }) => ({ text: tab, href: pathOfPage(seen.head, name), isCurrent: name === current }))

function isThere(name: NameOfPage, { details, assessment, caseFile }: OfTabs): boolean {
  const isMissing = assessment?.episodes.some(({ pathway }) => pathway === 'cme') === true
  switch (name) {
    case 'casework':
    case 'notes':
      return details.classes.includes('notes')
    case 'order':
      return isMissing || caseFile?.facts.some((record) => !isWithdrawal(record) && record.type === 'sao') === true
    case 'school':
      return isMissing
    default:
      return true
  }
}
