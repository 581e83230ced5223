import { type HowKept, type KeptChildren, type KeptChildrenAsked, type KeptState, keptStates } from '../../../actions/see-how-kept.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { lancashireGuidance } from '../../../guidance/register.ts'
import { sectionOf, sections } from '../../../words/guidance-words.ts'
import { pathOfChild } from '../../paths.ts'
import { type Page, pageNumber } from '../../route.ts'
import { nameAndAge } from '../child/who.ts'

const stateWords: Readonly<Record<KeptState, string>> = {
  open: 'Open',
  overdue: 'Overdue',
  'not-considered': 'Not yet considered',
  done: 'Done on time',
  late: 'Done late',
  'set-aside': 'Set aside',
  lapsed: 'Lapsed',
}

const duties = lancashireGuidance.clauses.filter((clause) => clause.kind === 'duty')

/** How the guidance is kept, clause by clause; each number opens its children. */
export const keptPage: Page<Record<never, never>, HowKept> = {
  read: () => ({ input: {} }),
  template: 'pages/kept/page.njk',
  view: ({ kept, since, notRung }) => ({
    since: inWords(dayOf(since)),
    notRung: notRung.since !== null && { count: notRung.count, since: inWords(dayOf(notRung.since)) },
    states: keptStates.map((state) => stateWords[state]),
    sections: sections
      .map(({ id, title }) => ({
        title: `${id === 'L' ? '' : `§${id} `}${title}`,
        clauses: duties
          .filter((clause) => sectionOf(clause.id) === id)
          .map((clause) => ({
            id: clause.id,
            title: clause.title,
            numbers: keptStates.map((state) => {
              const number = kept.find((row) => row.clause === clause.id && row.state === state)?.duties ?? 0
              return {
                number,
                state: stateWords[state],
                path: number > 0 ? `/guidance/${clause.id}/${state}` : undefined,
                isLate: isLate(state),
              }
            }),
          })),
      }))
      .filter(({ clauses }) => clauses.length > 0),
  }),
}

const isLate = (state: KeptState): boolean => state === 'overdue' || state === 'not-considered'

/** The children behind one number. */
export const keptChildrenPage: Page<KeptChildrenAsked, KeptChildren> = {
  read: ({ params, query }) => {
    const state = keptStates.find((one) => one === params['state'])
    const clause = duties.find(({ id }) => id === params['clause'])
    return state && clause ? { input: { clause: clause.id, state, page: pageNumber(query) } } : undefined
  },
  template: 'pages/kept/children.njk',
  view: (given, { today }) => ({
    title: duties.find(({ id }) => id === given.clause)?.title,
    clause: given.clause,
    state: stateWords[given.state],
    since: inWords(dayOf(given.since)),
    page: given.page,
    hasNext: given.hasNext,
    here: `/guidance/${given.clause}/${given.state}`,
    rows: given.duties.map(({ child, startedOn, dueOn, closedOn, details }) => ({
      path: pathOfChild(child),
      name: nameAndAge(details, today),
      started: inWords(dayOf(startedOn)),
      due: dueOn === null ? 'cannot be dated' : inWords(dayOf(dueOn)),
      closed: closedOn && inWords(dayOf(closedOn)),
    })),
  }),
}
