import type { RequestShown, RequestsSeen } from '../../../actions/see-requests.ts'
import { civilDate, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { ANSWER_WITHIN, openAnswers } from '../../../casefile/support-requests.ts'
import { mayAnswerRequest } from '../../../sharing/casework.ts'
import type { Actor } from '../../../sharing/roles.ts'
import { recorded } from '../../../words/fact-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { pathOfEntry, pathOfSupport } from '../../paths.ts'
import { type Page, pageNumber } from '../../route.ts'
import { dueWhen } from '../../when.ts'
import { missingBeside } from '../child/seen.ts'
import { nameAndAge } from '../child/who.ts'
import { routeWords } from './words.ts'

/* The inbox of the support hub and of CFW: which requests for support wait for them. */

export const requestsPage: Page<{ readonly page: number }, RequestsSeen> = {
  read: ({ query }) => ({ input: { page: pageNumber(query) } }),
  template: 'pages/requests/page.njk',
  view: ({ requests, open, page, hasNext, rules }, { actor, today }) => {
    const here = page === 1 ? '/requests' : `/requests?page=${page}`
    return {
      ...{ open, page, hasNext, answerWithin: ANSWER_WITHIN },
      here: '/requests',
      today: inWords(today),
      isHub: actor.agency.kind === 'cssh-mash',
      rows: requests.map((request) => rowOf(request, { rules, actor, today, here })),
    }
  },
}

interface List {
  readonly rules: RequestsSeen['rules']
  readonly actor: Actor
  readonly today: Day
  readonly here: string
}

function rowOf(request: RequestShown, { rules, actor, today, here }: List) {
  const { child, id, details, detail, on, accepted, particulars, dueOn, isWithheld } = request
  const fact = { id, type: 'support-request', by: request.by, detail } as const
  const wanted = particulars?.['wanted']
  return {
    name: nameAndAge(details, today),
    path: pathOfSupport(child),
    asked: inWords(dayOf(on)),
    due: rules && dueWhen(dueOn ?? null, today, 'working days', rules.calendar),
    isLate: dueOn !== undefined && dueOn < civilDate(today),
    accepted:
      accepted &&
      `Accepted by ${accepted.by === 'cssh-mash' ? 'the support hub' : agencyWords[accepted.by]} on ${inWords(dayOf(accepted.on))}; no worker is named`,
    who: request.agency ? `${request.recordedBy}, ${request.agency.name}` : `${capital(agencyWords[request.by])}, ${request.recordedBy}`,
    level: detail.level === 'intensive' ? 'Intensive support' : 'Standard support',
    route: routeWords[detail.route],
    wanted: typeof wanted === 'string' ? recorded(wanted) : undefined,
    ...missingBeside({ child, classes: details.classes, fact, content: particulars ?? undefined }, actor, here),
    answers: isWithheld
      ? []
      : answersOpenTo(request, actor).map(({ text, answer }) => ({
          text,
          path: pathOfEntry(child, 'request-answer', id, { answer, from: here }),
        })),
  }
}

/** The buttons of a request, the usual answer first. */
const buttons = [
  { text: 'Accept', answer: 'accepted' },
  { text: 'Name a worker', answer: 'allocated' },
  { text: 'Return', answer: 'returned' },
] as const

/** Those that this person may use. */
function answersOpenTo({ accepted, detail }: RequestShown, { role, agency }: Actor) {
  const last = accepted ? ({ answer: 'accepted', by: accepted.by } as const) : undefined
  const open = openAnswers(mayAnswerRequest(role, detail.route), last, agency.kind)
  return buttons.filter(({ answer }) => open.includes(answer))
}
