import type { NewFact } from '../../../actions/record-fact.ts'
import { pathOfChild } from '../../paths.ts'
import type { Form } from '../../route.ts'
import { readFact } from './check.ts'

/** Records the fact and goes to the child, who says what changed. */
export const recordForm: Form<NewFact, { readonly child: string; readonly fact: string }> = {
  read: readFact,
  next: ({ child, fact }) => `${pathOfChild(child)}?recorded=${encodeURIComponent(fact)}`,
}
