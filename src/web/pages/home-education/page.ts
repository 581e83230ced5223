import type { Answer } from '../../../actions/answer-home-education.ts'
import type { AskedOfTeam, HomeEducationAsked, HomeEducationSeen } from '../../../actions/see-home-education.ts'
import type { ChildViewed } from '../../../actions/view-child.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { isWithdrawal, type RecordedFact } from '../../../casefile/fact-table.ts'
import { recorded } from '../../../words/fact-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { HOME_EDUCATION, pathOfChild, pathOfHomeEducation, withQuery } from '../../paths.ts'
import { childOfPath, type Form, one, type Page, pageNumber } from '../../route.ts'
import { dueWhen } from '../../when.ts'
import { identityOf } from '../child/page.ts'
import { sayingOf, timelineOf } from '../child/timeline.ts'
import { nameAndAge } from '../child/who.ts'
import { linkedToFields, recordingFields } from '../record/fields.ts'
import { readForm } from '../record/read-form.ts'

/*
 * What the home-education team is asked about children, the oldest first; and its answer, on one page.
 */

export const homeEducationPage: Page<HomeEducationAsked, HomeEducationSeen> = {
  read: ({ query }) => ({ input: { page: pageNumber(query) } }),
  template: 'pages/home-education/list.njk',
  view: ({ asked, count, hasNext, page, rules }, { today, sent }) => ({
    ...{ count, page, hasNext, here: HOME_EDUCATION },
    isAnswered: one(sent.query, 'answered') === 'yes',
    rows: asked.map((row) => ({
      name: nameAndAge(row.details, today),
      path: pathOfChild(row.child),
      answer: pathOfHomeEducation(row.child),
      since: inWords(dayOf(row.since)),
      due: row.dueOn === null ? undefined : dueWhen(row.dueOn, today, 'working days', rules.calendar),
      asks: asksOf(row),
    })),
  }),
}

/** What was said, and by whom. */
const asksOf = ({ facts }: AskedOfTeam) =>
  facts.flatMap((record) =>
    isWithdrawal(record) || record.type === 'cme-notification' || record.type === 'off-roll' ? [] : [askOf(record)],
  )

const askOf = (fact: RecordedFact) => ({
  says: `${sayingOf(fact, { schools: new Map() })}, ${inWords(dayOf(fact.on))}`,
  note: fact.note === undefined ? undefined : recorded(fact.note),
  by: capital(agencyWords[fact.by]),
})

/** The answer about one child: the check, what was seen, and whether the education is suitable. */
export const answerPage: Page<{ readonly child: string }, ChildViewed> = {
  read: childOfPath,
  template: 'pages/home-education/answer.njk',
  view: (seen, { today, typed, faults }) => ({
    ...identityOf(seen, today),
    action: pathOfHomeEducation(seen.head),
    cancel: HOME_EDUCATION,
    said: ABOUT.flatMap((type) => timelineOf(seen, { agency: undefined, type, earlier: true }, false).entries),
    fields: recordingFields({
      ...{ type: 'ehe-check', agencies: ['ehe-team'], schools: [], today, faults },
      values: typed ?? {},
      isTyped: typed !== undefined,
    }),
    faults: linkedToFields(faults),
  }),
}

/** What bears on the answer. */
const ABOUT = ['ehe-stated', 'ehe-concern', 'ehe-check'] as const

/** Records the answer and goes back to the list. */
export const answerForm: Form<Answer, { readonly child: string }> = {
  read: ({ params, body }) => {
    const read = readForm('ehe-check', body)
    return 'faults' in read ? read : { input: { child: params['child'] ?? '', ...read } }
  },
  next: () => withQuery(HOME_EDUCATION, { answered: 'yes' }),
}
