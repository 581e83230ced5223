import { type DetailKind, detailKinds, itemText, type PeopleSeen, type ShownVersion } from '../../../actions/see-people.ts'
import { compare } from '../../../calendar/civil-date.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { pathOfDetails } from '../../paths.ts'
import { childOfPath, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { questionsFor, schoolQuestion, seenQuestions } from './forms.ts'
import { type Question, said, textsOf } from './questions.ts'

const what: Readonly<Record<DetailKind, string>> = { child: 'Who the child is', contact: 'Contact', address: 'Address', stay: 'On a roll' }

/** Every change of what is known of a child: who made it, when, and what was before. The newest first. */
export const historyPage: Page<{ readonly child: string }, PeopleSeen> = {
  read: childOfPath,
  template: 'pages/child-details/history.njk',
  view: (seen, { today }) => ({
    ...identityOf(seen, today),
    back: pathOfDetails(seen.head),
    changes: detailKinds
      .flatMap((kind) => changesOf(kind, seen))
      .toSorted((a, b) => compare(a.at, b.at))
      .toReversed()
      .map(({ at, ...change }) => ({ ...change, when: momentInWords(at) })),
  }),
}

function changesOf(kind: DetailKind, { versions, details }: PeopleSeen) {
  const schools = details.stays.map(({ agency, school }) => ({ id: agency, name: school }))
  const all = [...questionsFor(kind, { schools, districts: [] }, false), ...(kind === 'stay' ? [schoolQuestion(schools)] : [])]
  const questions = seenQuestions(kind, all, details.classes)
  const own: readonly ShownVersion<DetailKind>[] = versions[kind]
  return own.flatMap((version, place) => {
    const before = own.slice(0, place).findLast((other) => itemText(other) === itemText(version))
    const rows = rowsBetween(questions, before, version)
    return rows.length === 0
      ? []
      : [{ at: version.recordedAt, who: version.recordedBy, what: what[kind], isFirst: before === undefined, rows }]
  })
}

function rowsBetween(questions: readonly Question[], before: ShownVersion<DetailKind> | undefined, after: ShownVersion<DetailKind>) {
  const [old, now] = [before && textsOf(questions, before.values), textsOf(questions, after.values)]
  return questions
    .map((question) => ({ label: question.label, before: old && said(question, old), after: said(question, now) }))
    .filter(({ before: was = '', after: is }) => was !== is)
}
