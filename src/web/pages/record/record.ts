import type { NewFact } from '../../../actions/record-fact.ts'
import { pathOfChild, withQuery } from '../../paths.ts'
import type { Form } from '../../route.ts'
import { wayBackOf } from '../../way-back.ts'
import { readRecording } from './check.ts'

/** Records the fact and goes back to the list that it was done from, or else to the child: what changed is said there. */
export const recordForm: Form<NewFact, { readonly child: string; readonly fact: string }> = {
  read: readRecording,
  next: ({ child, fact }, { body }) => {
    const list = wayBackOf(body)
    return list === undefined ? withQuery(pathOfChild(child), { recorded: fact }) : withQuery(list, { recorded: fact, of: child })
  },
}
