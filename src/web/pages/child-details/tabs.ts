import type { ChildSeen } from '../../../actions/view-child.ts'
import { isWithdrawal } from '../../../casefile/fact-table.ts'
import { pathOfCasework, pathOfChild, pathOfDetails, pathOfNotes, pathOfOrder, pathOfSchool, pathOfSupport } from '../../paths.ts'

/** The pages of a child, by the names that they have among themselves. */
type PageOfChild = 'now' | 'casework' | 'support' | 'order' | 'school' | 'details' | 'notes'

/** The pages of a child, as they stand on each of them. */
export const tabsOf = (seen: Pick<ChildSeen, 'head' | 'details' | 'assessment' | 'caseFile'>, current: PageOfChild) =>
  pagesOf(seen).map(({ name, text, href }) => ({ text, href, isCurrent: name === current }))

function pagesOf({ head, details, assessment, caseFile }: Pick<ChildSeen, 'head' | 'details' | 'assessment' | 'caseFile'>) {
  const readsNotes = details.classes.includes('notes')
  const isMissing = assessment?.episodes.some(({ pathway }) => pathway === 'cme')
  const hasOrder = caseFile?.facts.some((record) => !isWithdrawal(record) && record.type === 'sao')
  const pages: readonly {
    readonly name: PageOfChild
    readonly text: string
    readonly href: string
    readonly isThere?: boolean | undefined
  }[] = [
    { name: 'now', text: 'Now and next', href: pathOfChild(head) },
    { name: 'casework', text: 'Casework', href: pathOfCasework(head), isThere: readsNotes },
    { name: 'support', text: 'Support and consent', href: pathOfSupport(head) },
    { name: 'order', text: 'School Attendance Order', href: pathOfOrder(head), isThere: isMissing || hasOrder },
    { name: 'school', text: 'Back in school', href: pathOfSchool(head), isThere: isMissing },
    { name: 'details', text: 'Child, family, contacts', href: pathOfDetails(head) },
    { name: 'notes', text: 'Case notes', href: pathOfNotes(head), isThere: readsNotes },
  ]
  return pages.filter(({ isThere = true }) => isThere)
}
