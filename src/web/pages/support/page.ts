import type { ChildAsked, ChildViewed } from '../../../actions/view-child.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { EntryKind } from '../../../casefile/casework-table.ts'
import { consentsNow } from '../../../casefile/consents.ts'
import type { FactType } from '../../../casefile/fact-table.ts'
import { idsOf } from '../../../casefile/history.ts'
import { ANSWER_WITHIN, openAnswers } from '../../../casefile/support-requests.ts'
import { mayAnswerRequest, mayKeep } from '../../../sharing/casework.ts'
import { agenciesToRecordFor } from '../../../sharing/recording.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { assessmentInWords } from '../../../words/assessment-words.ts'
import { type Answered, answersOf } from '../../../words/casework-words.ts'
import { consentNowInWords, decisionWords, purposeWords } from '../../../words/consent-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { pathOfEntry, pathOfForm, pathOfParticulars, pathOfSupport } from '../../paths.ts'
import { one as field, type Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { stepsOf } from '../child/steps.ts'
import { besideFact, keeperOf, sayingOf, whoOf } from '../child/timeline.ts'
import { tabsOf } from '../child-details/tabs.ts'
import { changesBetween } from '../record/changes.ts'
import { answerWords, routeWords, TAKEN_UP } from '../requests/words.ts'
import { type RequestOfChild, requestsOf, returnedOf, type Standing, standingOf } from './requests-of-child.ts'

/*
 * What was asked of CFW, the support hub and CSC for a child, what its family says to it, and what was decided to be shared.
 */

/** The clauses that ask for support, for consent, or for a discussion where there is none. */
const CLAUSES: ReadonlySet<string> = new Set([
  ...['1.4f', '1.5a', '1.5b', '1.5c', '1.5d', '1.6a', '1.6b', '1.6c', '1.6e', '1.6f', '1.6g'],
  ...['2.1e', '2.2a', '2.2b', '3.1d', '3.1e', '3.1f', 'L3'],
])

/** Whoever looks, and what they may do here. */
interface Looking {
  readonly seen: ChildViewed
  readonly actor: Actor
  /** Free words of the child are for them: without, that nothing is recorded beside a fact cannot be told. */
  readonly readsNotes: boolean
}

export const supportPage: Page<ChildAsked, ChildViewed> = {
  read: ({ params, query }) => ({ input: { child: params['child'] ?? '', recorded: field(query, 'recorded') } }),
  template: 'pages/support/page.njk',
  view: (seen, { actor, today }) => {
    const looking = { seen, actor, readsNotes: seen.details.classes.includes('notes') }
    const from = pathOfSupport(seen.head)
    const canAct = may(actor.role, 'record-facts')
    const returned = returnedOf(seen, actor)
    return {
      ...identityOf(seen, today),
      tabs: tabsOf(seen, 'support'),
      changes: seen.before && seen.assessment ? changesBetween(seen.before.assessment, seen.assessment, seen.rules, today) : undefined,
      canAct,
      isWithheld: !looking.readsNotes,
      ...stepsOf(seen, { actor, canAct, query: '', from, clauses: CLAUSES }),
      returned,
      requests: requestsOf(seen)
        .toReversed()
        .map((request) => requestRow(request, looking)),
      ask: formLink(looking, 'support-request', returned ? 'Ask again' : 'Ask CFW for support', askedBefore(looking)),
      askedNot: formLink(looking, 'support-request-not-made', 'Record a decision against asking'),
      consents: consentRows(looking),
      consentNow: looking.readsNotes ? consentLines(looking) : [],
      askConsent: formLink(looking, 'consent', 'Record an answer'),
      visits: factRows(looking, 'consent-visit'),
      visit: formLink(looking, 'consent-visit', 'Record a visit'),
      sharing: sharingRows(looking),
      share: entryLink(looking, 'sharing-decision', 'Record a decision'),
      discussions: factRows(looking, 'cssh-discussion', 'strategy-discussion', 'case-clinic'),
      discuss: [
        formLink(looking, 'cssh-discussion', 'Discussion with the hub'),
        formLink(looking, 'strategy-discussion', 'Strategy discussion'),
        formLink(looking, 'case-clinic', 'Case clinic'),
      ].filter((link) => link !== undefined),
      referrals: referralRows(looking),
      refer: formLink(looking, 'csc-referral', 'Refer to CSC', { for: 'child-and-family-assessment' }),
      answerWithin: ANSWER_WITHIN,
    }
  },
}

// ---- Buttons ---------------------------------------------------------------------------------------------------------------------------

interface Link {
  readonly text: string
  readonly path: string
}

/** The form for a type of fact, where this person may record it. It leads back here. */
function formLink({ seen, actor }: Looking, type: FactType, text: string, preset: Readonly<Record<string, string>> = {}): Link | undefined {
  if (!seen.caseFile || agenciesToRecordFor(actor.role, type).length === 0) return undefined
  return { text, path: pathOfForm(seen.head, type, { ...preset, from: pathOfSupport(seen.head) }) }
}

function entryLink({ seen, actor, readsNotes }: Looking, kind: EntryKind, text: string, of?: string): Link | undefined {
  return readsNotes && mayKeep(actor.role, kind) ? { text, path: pathOfEntry(seen.head, kind, of) } : undefined
}

/** A request that is made again goes the same way, unless somebody says otherwise. */
function askedBefore({ seen }: Looking): Readonly<Record<string, string>> {
  const detail = requestsOf(seen).at(-1)?.one.fact.detail
  return { to: 'cfw', ...(detail && { route: detail.route, level: detail.level }) }
}

// ---- Rows ------------------------------------------------------------------------------------------------------------------------------

/** A fact with what was recorded beside it. */
function factRow({ seen, actor, readsNotes }: Looking, one: Standing<FactType>) {
  const { fact } = one
  const beside = besideFact(one, seen.casework)
  return {
    id: fact.id,
    title: formWordsOf(fact.type).title,
    on: inWords(dayOf(fact.on)),
    says: sayingOf(fact, seen),
    note: fact.note,
    particulars: beside ? answersOf(fact.type, beside) : ([] as readonly Answered[]),
    who: whoOf(fact, seen),
    isBare: readsNotes && beside === undefined,
    add:
      readsNotes && beside === undefined && agenciesToRecordFor(actor.role, fact.type).length > 0
        ? `${pathOfParticulars(seen.head, fact.id)}?${new URLSearchParams({ from: pathOfSupport(seen.head) })}`
        : undefined,
  }
}

const factRows = (looking: Looking, ...types: readonly FactType[]) =>
  standingOf(looking.seen, ...types)
    .toReversed()
    .map((one) => factRow(looking, one))

function requestRow({ one, answers, state, isTakenUp }: RequestOfChild, looking: Looking) {
  const { actor } = looking
  const { route, level } = one.fact.detail ?? { route: 'direct', level: 'standard' }
  const last = answers.at(-1)
  const open = openAnswers(mayAnswerRequest(actor.role, route), last && { answer: last.answer.answer, by: last.by }, actor.agency.kind)
  return {
    ...factRow(looking, one),
    route: routeWords[route],
    level: level === 'intensive' ? 'Intensive support' : 'Standard support',
    state: isTakenUp ? TAKEN_UP : answerWords[state],
    isReturned: state === 'returned',
    answers: answers.map((answer) => ({
      what: answerWords[answer.answer.answer],
      worker: answer.answer.worker,
      reason: answer.answer.reason,
      says: answer.answer.says,
      on: inWords(dayOf(answer.on)),
      who: keeperOf(answer),
    })),
    answer: open.length > 0 ? entryLink(looking, 'request-answer', 'Answer', one.fact.id) : undefined,
  }
}

// ---- Consent ---------------------------------------------------------------------------------------------------------------------------

const consentsAsked = ({ seen }: Looking) =>
  standingOf(seen, 'consent').flatMap((one) => {
    const { detail, on } = one.fact
    const of = besideFact(one, seen.casework)?.['of']
    return detail ? [{ one, on, for: detail.for, decision: detail.decision, of: typeof of === 'string' ? of : undefined }] : []
  })

const consentLines = (looking: Looking) =>
  consentsNow(consentsAsked(looking)).map((now) => ({ purpose: purposeWords[now.for], says: consentNowInWords(now) }))

const consentRows = (looking: Looking) =>
  consentsAsked(looking)
    .toReversed()
    .map(({ one, for: purpose, decision, of }) => {
      const row = factRow(looking, one)
      return {
        ...row,
        purpose: purposeWords[purpose],
        of,
        decision: decisionWords[decision],
        particulars: row.particulars.slice(of === undefined ? 0 : 1),
      }
    })

// ---- Sharing ---------------------------------------------------------------------------------------------------------------------------

const sharingRows = ({ seen }: Looking) =>
  seen.casework
    .filter(({ kind }) => kind === 'sharing-decision')
    .map((entry) => ({
      on: inWords(dayOf(entry.on)),
      answers: answersOf('sharing-decision', entry.content),
      who: keeperOf(entry),
    }))

// ---- Referral to CSC -------------------------------------------------------------------------------------------------------------------

const referralRows = (looking: Looking) =>
  standingOf(looking.seen, 'csc-referral')
    .toReversed()
    .map((one) => {
      const { seen } = looking
      const row = factRow(looking, one)
      if (one.fact.detail?.for !== 'child-and-family-assessment')
        return { ...row, clock: undefined, outcome: undefined, complete: undefined }
      const ids = idsOf(one)
      const outcome = seen.casework.find(({ kind, of }) => kind === 'assessment-outcome' && of !== null && ids.includes(of))
      const completedOn = outcome && dayOf(outcome.on)
      return {
        ...row,
        clock: assessmentInWords(dayOf(one.fact.on), completedOn, seen.on, seen.rules.calendar),
        outcome: outcome && { answers: answersOf('assessment-outcome', outcome.content), who: keeperOf(outcome) },
        complete: outcome ? undefined : entryLink(looking, 'assessment-outcome', 'Record the outcome', one.fact.id),
      }
    })
