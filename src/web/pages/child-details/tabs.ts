import type { ChildSeen } from '../../../actions/view-child.ts'
import { pathOfChild, pathOfDetails, pathOfNotes, pathOfSupport } from '../../paths.ts'

/** The pages of a child, as they stand on each of them. */
export function tabsOf({ head, details }: Pick<ChildSeen, 'head' | 'details'>, current: 'details' | 'notes' | 'support') {
  const tabs = [
    { text: 'Now and next', href: pathOfChild(head), isCurrent: false },
    { text: 'Child, family, contacts', href: pathOfDetails(head), isCurrent: current === 'details' },
    { text: 'Support and consent', href: pathOfSupport(head), isCurrent: current === 'support' },
    { text: 'Case notes', href: pathOfNotes(head), isCurrent: current === 'notes' },
  ]
  return details.classes.includes('notes') ? tabs : tabs.slice(0, -1)
}
