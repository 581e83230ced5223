import type { FactChecked, NewFact } from '../../../actions/record-fact.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { isWithdrawal, type RecordedFact } from '../../../casefile/fact-table.ts'
import { standingFacts } from '../../../casefile/standing.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { answersOf } from '../../../words/casework-words.ts'
import { recordedInWords } from '../../../words/fact-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { sentBackFor } from '../../../words/sent-back.ts'
import { figureOddities } from '../../../words/session-words.ts'
import { pathOfChild } from '../../paths.ts'
import { hidden, type Page, type Sent, type Shown } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { sayingOf } from '../child/timeline.ts'
import { changesBetween } from './changes.ts'
import { factTypeOf, isFarAway, readForm } from './read-form.ts'

/** Reads what a form records, for checking it and for recording it alike. */
export function readRecording({ params, body }: Sent): ReturnType<Page<NewFact, never>['read']> {
  const type = factTypeOf(params['type'] ?? '')
  if (!type) return undefined
  const read = readForm(type, body)
  return 'faults' in read ? read : { input: { child: params['child'] ?? '', ...read } }
}

/** What is about to be recorded, and what it will change: nothing is saved yet. */
export const checkPage: Page<NewFact, FactChecked> = {
  read: readRecording,
  template: 'pages/record/check.njk',
  view: (given, shown) => {
    const path = `${pathOfChild(given.head)}/record/${given.fact.type}`
    return { ...checkView(given, shown), button: formWordsOf(given.fact.type).button, save: path, back: `${path}/change` }
  },
}

/** The fact that is about to be recorded, in words; and whether its day and whom it is recorded for are to be looked at again. */
export const factShown = (
  fact: RecordedFact,
  { actor, today }: Pick<Shown, 'actor' | 'today'>,
  schools: ReadonlyMap<string, string> = new Map(),
) => ({
  title: formWordsOf(fact.type).title,
  says: sayingOf(fact, { schools }),
  on: inWords(dayOf(fact.on)),
  isFarAway: isFarAway(fact.on, today),
  note: fact.note,
  by: capital(agencyWords[fact.by]),
  isOnBehalf: agenciesToRecordFor(actor.role, fact.type)[0] !== fact.by,
  recorder: actor.agency.name,
})

/** What the support hub would send a request back for. */
function sentBackOf({ details, caseFile, particulars = {} }: FactChecked): readonly string[] {
  const wasConsentAsked = standingFacts(caseFile ?? { facts: [] }).some(
    ({ type, detail }) => type === 'consent' && detail.for !== 'assessment',
  )
  return sentBackFor({ content: particulars, contacts: details.isWhereaboutsWithheld ? undefined : details.contacts, wasConsentAsked })
}

/** What every such page shows. */
export function checkView(given: FactChecked, { actor, today, sent }: Shown) {
  const { fact, added, caseFile } = given
  return {
    ...identityOf(given, today),
    ...factShown(fact, { actor, today }, given.schools),
    particulars: answersOf(fact.type, given.particulars ?? {}, given.schools),
    withdrawn: added.flatMap((record) => {
      if (!isWithdrawal(record)) return []
      const closing = caseFile?.facts.find(({ id }) => id === record.withdraws)
      const isClosing = closing && !isWithdrawal(closing) && closing.type === 'cme-closed' && closing.id !== fact.id
      return isClosing ? [`${capital(recordedInWords(closing))}, ${inWords(dayOf(closing.on))}`] : []
    }),
    odd: fact.type === 'attendance-summary' ? figureOddities(fact, given.rules.calendar) : [],
    sentBack: fact.type === 'support-request' ? sentBackOf(given) : [],
    changes: changesBetween(given.assessment, given.after, given.rules, today),
    sent: hidden(sent.body),
  }
}
