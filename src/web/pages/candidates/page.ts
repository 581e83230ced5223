import type { CandidateShown, CandidatesAsked, CandidatesSeen } from '../../../actions/see-candidates.ts'
import { type CivilDate, civilDate, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { howFar } from '../../../words/how-far.ts'
import { dayTexts } from '../../day-fields.ts'
import { pathOfCasework, pathOfChild, pathOfForm } from '../../paths.ts'
import { one, type Page, pageNumber } from '../../route.ts'
import { dayInList } from '../../when.ts'
import { fullName, nameAndAge } from '../child/who.ts'
import { changesBetween } from '../record/changes.ts'

const LIST = '/candidates'

/** Who may be put forward for the coming panel, and why; of each the two ways to decide. */
export const candidatesPage: Page<CandidatesAsked, CandidatesSeen> = {
  read: ({ query }) => {
    const [child, fact] = [one(query, 'of'), one(query, 'recorded')]
    return { input: { page: pageNumber(query), done: child !== '' && fact !== '' ? { child, fact } : undefined } }
  },
  template: 'pages/candidates/page.njk',
  view: (given, { actor, today }) => {
    const { candidates, total, page, hasNext, panel, rules, done } = given
    const from = page === 1 ? LIST : `${LIST}?page=${page}`
    return {
      total,
      today: inWords(today),
      panel: panel && { on: inWords(panel), far: howFar(panel, today, 'school days', rules.calendar) },
      changes: done?.before && done.assessment && changesBetween(done.before.assessment, done.assessment, rules, today),
      child: done && { name: fullName(done.details), path: pathOfChild(done.head) },
      rows: candidates.map((candidate) => rowOf(candidate, given, { actor, today, from })),
      isPanel: actor.agency.kind === 'panel-chair',
      here: LIST,
      page,
      hasNext,
    }
  },
}

interface Around {
  readonly actor: Actor
  readonly today: Day
  readonly from: string
}

function rowOf(candidate: CandidateShown, { panel, rules: { calendar } }: CandidatesSeen, { actor, today, from }: Around) {
  const { child, details, persistentOn, statusSince, barrierOn, schoolDays } = candidate
  const form = (type: FactType, preset: Readonly<Record<string, string>>) =>
    agenciesToRecordFor(actor.role, type).length > 0 ? pathOfForm(child, type, { ...preset, from }) : undefined
  const ground = persistentOn === null ? 'significant-barrier' : 'persistent'
  const since = [persistentOn, barrierOn].filter((on) => on !== null).sort()[0]
  return {
    name: nameAndAge(details, today),
    path: pathOfCasework(child),
    district: details.addresses.find(({ district }) => district !== null)?.district,
    why: [
      ...(persistentOn === null ? [] : [persistentWords(statusSince ?? persistentOn, persistentOn)]),
      ...(barrierOn === null ? [] : [`A significant barrier was identified on ${inWords(dayOf(barrierOn))}`]),
    ],
    since: since && dayInList(dayOf(since)),
    ago: since && howFar(dayOf(since), today, 'school days', calendar),
    days: schoolDays,
    nominate: form('panel-nomination', { ground, ...(panel !== undefined && panel > today && dayTexts('detail.panel', civilDate(panel))) }),
    decline: form('panel-nomination-declined', {}),
  }
}

/** The day that brought it; and the day of asking, where that is a later one. */
const persistentWords = (since: CivilDate, asked: CivilDate): string =>
  `Persistently missing education since ${inWords(dayOf(since))}${asked > since ? `; asked again since ${inWords(dayOf(asked))}` : ''}`
