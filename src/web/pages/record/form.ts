import type { FormOpened } from '../../../actions/offer-facts.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { pathOfChild } from '../../paths.ts'
import type { Page } from '../../route.ts'
import { wayBackOf } from '../../way-back.ts'
import { identityOf } from '../child/page.ts'
import { linkedToFields, recordingFields } from './fields.ts'
import { factTypeOf, neededIn } from './read-form.ts'

export interface FormAsked {
  readonly child: string
  readonly type: FactType
}

/** The form for one type of fact, with only its own fields. */
export const formPage: Page<FormAsked, FormOpened> = {
  read: ({ params }) => {
    const type = factTypeOf(params['type'] ?? '')
    return type ? { input: { child: params['child'] ?? '', type } } : undefined
  },
  template: 'pages/record/form.njk',
  view: (given, { actor, today, sent, typed, faults }) => {
    const { type, schools, head } = given
    const path = pathOfChild(head)
    const agencies = agenciesToRecordFor(actor.role, type)
    return {
      ...identityOf(given, today),
      title: formWordsOf(type).title,
      check: `${path}/record/${type}/check`,
      from: wayBackOf(typed ?? sent.query),
      cancel: wayBackOf(typed ?? sent.query) ?? path,
      needs: neededIn(typed ?? sent.query).join(' '),
      fields: recordingFields({ type, agencies, schools, today, values: typed ?? sent.query, isTyped: typed !== undefined, faults }),
      faults: linkedToFields(faults),
    }
  },
}
