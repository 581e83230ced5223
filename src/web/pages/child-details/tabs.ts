import type { ChildSeen } from '../../../actions/view-child.ts'
import { pathOfCasework, pathOfChild, pathOfDetails, pathOfNotes } from '../../paths.ts'

/** The pages of a child, as they stand on each of them. */
export function tabsOf({ head, details }: Pick<ChildSeen, 'head' | 'details'>, current: 'casework' | 'details' | 'notes') {
  const readsNotes = details.classes.includes('notes')
  return [
    { text: 'Now and next', href: pathOfChild(head), isCurrent: false },
    ...(readsNotes ? [{ text: 'Casework', href: pathOfCasework(head), isCurrent: current === 'casework' }] : []),
    { text: 'Child, family, contacts', href: pathOfDetails(head), isCurrent: current === 'details' },
    ...(readsNotes ? [{ text: 'Case notes', href: pathOfNotes(head), isCurrent: current === 'notes' }] : []),
  ]
}
