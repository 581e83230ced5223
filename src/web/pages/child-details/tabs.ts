import type { ChildSeen } from '../../../actions/view-child.ts'
import { pathOfCasework, pathOfChild, pathOfDetails, pathOfNotes, pathOfSupport } from '../../paths.ts'

/** The pages of a child, as they stand on each of them. */
export function tabsOf(
  { head, details }: Pick<ChildSeen, 'head' | 'details'>,
  current: 'now' | 'casework' | 'support' | 'details' | 'notes',
) {
  const tab = (name: typeof current, text: string, href: string) => ({ text, href, isCurrent: current === name })
  const readsNotes = details.classes.includes('notes')
  return [
    tab('now', 'Now and next', pathOfChild(head)),
    ...(readsNotes ? [tab('casework', 'Casework', pathOfCasework(head))] : []),
    tab('support', 'Support and consent', pathOfSupport(head)),
    tab('details', 'Child, family, contacts', pathOfDetails(head)),
    ...(readsNotes ? [tab('notes', 'Case notes', pathOfNotes(head))] : []),
  ]
}
