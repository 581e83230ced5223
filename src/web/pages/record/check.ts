import type { FactChecked, NewFact } from '../../../actions/record-fact.ts'
import { type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { AssessedDuty, Assessment } from '../../../casefile/assessment.ts'
import { isWithdrawal } from '../../../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { dutyClause, titleOf, unitOf } from '../../../words/clause-named.ts'
import { recordedInWords } from '../../../words/fact-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital, statusInWords } from '../../../words/guidance-words.ts'
import { pathOfChild } from '../../paths.ts'
import { all, type Fields, type Page, type Sent } from '../../route.ts'
import { dueWhen } from '../../when.ts'
import { identityOf } from '../child/page.ts'
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
      changes: changesOf(given, today),
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

/** What a fact changes: what it settles, starts, ends, and leaves. */
function changesOf({ assessment, after, rules }: FactChecked, today: Day) {
  const before = new Map((assessment?.duties ?? []).map((duty) => [keyOf(duty), duty]))
  const row = (duty: AssessedDuty) => ({
    title: titleOf(duty),
    owner: capital(agencyWords[duty.owner]),
    due: duty.dueOn && inWords(dayOf(duty.dueOn)),
    when: dueWhen(duty.dueOn, today, unitOf(dutyClause(duty.clause)), rules.calendar),
    isLate: duty.state === 'late',
  })
  const changed = (states: readonly AssessedDuty['state'][]) =>
    after.duties.filter((duty) => states.includes(duty.state) && before.get(keyOf(duty))?.state !== duty.state).map(row)
  return {
    settles: changed(['done', 'late', 'set-aside']),
    starts: after.duties.filter((duty) => isOpen(duty) && !isOpen(before.get(keyOf(duty)))).map(row),
    comes: after.duties.filter((duty) => duty.state === 'upcoming' && !before.has(keyOf(duty))).map(row),
    ends: changed(['lapsed']),
    stays: after.duties.filter((duty) => isOpen(duty) && isOpen(before.get(keyOf(duty)))).map(row),
    statuses: statusesOf(after).filter((status) => !statusesOf(assessment).includes(status)),
    warnings: after.warnings.filter(({ text }) => !assessment?.warnings.some((warning) => warning.text === text)).map(({ text }) => text),
  }
}

const isOpen = (duty: AssessedDuty | undefined): boolean => duty?.state === 'open' || duty?.state === 'overdue'
const keyOf = ({ clause, pathway, service, startedOn, because }: AssessedDuty): string =>
  [clause, pathway, service, startedOn, because[0]].join(' ')
const statusesOf = (assessment: Assessment | undefined): readonly string[] =>
  (assessment?.statuses ?? []).map(({ status }) => capital(statusInWords(status)))
