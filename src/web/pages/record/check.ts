import type { FactChecked, NewFact } from '../../../actions/record-fact.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { isWithdrawal } from '../../../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { recordedInWords } from '../../../words/fact-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { pathOfChild } from '../../paths.ts'
import { all, type Fields, type Page, type Sent } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { changesBetween } from './changes.ts'
import { factTypeOf, isFarAway, readForm } from './read-form.ts'

/** Reads the fact of a form, for checking it and for recording it alike. */
export function readFact({ params, body }: Sent): ReturnType<Page<NewFact, never>['read']> {
  const type = factTypeOf(params['type'] ?? '')
  if (!type) return undefined
  const read = readForm(type, body)
  return 'faults' in read ? read : { input: { child: params['child'] ?? '', fact: read.fact } }
}

/** What is about to be recorded, and what it will change: nothing is saved yet. */
export const checkPage: Page<NewFact, FactChecked> = {
  read: readFact,
  template: 'pages/record/check.njk',
  view: (given, { actor, today, sent }) => {
    const { fact, added, head, caseFile } = given
    const words = formWordsOf(fact.type)
    const path = `${pathOfChild(head)}/record/${fact.type}`
    return {
      ...identityOf(given, today),
      title: words.title,
      button: words.button,
      says: capital(recordedInWords(fact)),
      on: inWords(dayOf(fact.on)),
      isFarAway: isFarAway(fact.on, today),
      note: fact.note,
      by: capital(agencyWords[fact.by]),
      isOnBehalf: agenciesToRecordFor(actor.role, fact.type)[0] !== fact.by,
      recorder: actor.agency.name,
      withdrawn: added.filter(isWithdrawal).map(({ withdraws }) => {
        const closing = caseFile?.facts.find(({ id }) => id === withdraws)
        return closing && !isWithdrawal(closing) ? `${capital(recordedInWords(closing))}, ${inWords(dayOf(closing.on))}` : ''
      }),
      changes: changesBetween(given.assessment, given.after, given.rules, today),
      save: path,
      back: path,
      sent: hidden(sent.body),
    }
  },
}

const hidden = (body: Fields) =>
  Object.keys(body)
    .filter((name) => name !== 'key')
    .flatMap((name) => all(body, name).map((value) => ({ name, value })))
