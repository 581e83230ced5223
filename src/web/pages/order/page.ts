import type { ChildAsked, ChildViewed } from '../../../actions/view-child.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import type { Missing, OrderSeen, StageDone, StageSeen } from '../../../casefile/order.ts'
import { isEntryStage, lawsOfOrders, type OrderStage } from '../../../casefile/order-stages.ts'
import { mayKeep } from '../../../sharing/casework.ts'
import { mayRecord } from '../../../sharing/recording.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { answersOf } from '../../../words/casework-words.ts'
import { decisionWords } from '../../../words/consent-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { letterTitles } from '../../../words/order-letters.ts'
import { missingInWords, periodInWords, stageStateWords, whereItStands } from '../../../words/order-words.ts'
import { pathOfDraft, pathOfEntry, pathOfForm, pathOfLetter, pathOfOrder } from '../../paths.ts'
import type { Page } from '../../route.ts'
import { identityOf } from '../child/page.ts'
import { changesSince, factsOn, missingParticulars, readChild, standingOn } from '../child/seen.ts'
import { stepsOf, stepsSettledBy } from '../child/steps.ts'
import { whoOf } from '../child/timeline.ts'
import { tabsOf } from '../child-details/tabs.ts'
import { letterStageOf } from './letters.ts'
import { homeEducationOf, lastCase, orderOf } from './standing.ts'

/*
 * A School Attendance Order: where it stands, what comes next, its stages, its letters. What the guidance asks for beside it comes of the assessment.
 */

/**
 * The steps around an order. The assessment that is asked for beside one is named by its clauses: most of what such referrals and discussions settle has nothing to
 * do with an order.
 */
const STEPS: ReadonlySet<string> = new Set([...stepsSettledBy('sao', 'ehe-check'), '1.6e', '1.6f'])

export const orderPage: Page<ChildAsked, ChildViewed> = {
  read: readChild,
  template: 'pages/order/page.njk',
  view: (seen, { actor, today }) => {
    const order = orderOf(seen)
    const rows = order.stages.map((stage) => stageRow(stage, order, seen, actor))
    const isNotStarted = order.startedOn === undefined && !rows.some(({ times }) => times.length > 0)
    return {
      ...identityOf(seen, today),
      tabs: tabsOf(seen, 'order'),
      changes: changesSince(seen, today),
      stands: whereItStands(order, seen.on),
      isNotStarted,
      next: rows.filter(({ action, state }) => action && (state === 'next' || (isServed(order) && state === 'may'))),
      offers: offersOf(order, seen, actor),
      rows,
      law: lawsOfOrders[order.law].name,
      again: startAgain(order, seen, actor),
      home: homeInWords(seen),
      plan: planInWords(order, seen),
      assessment: assessmentOf(seen, actor),
      steps: stepsAbout(seen, actor),
      canAct: may(actor.role, 'record-facts'),
      letters: lettersOf(seen, actor),
      isWithheld: !seen.details.classes.includes('notes'),
    }
  },
}

const isServed = ({ stages }: OrderSeen): boolean => stages.some(({ stage, done }) => stage.id === 'order-served' && done.length > 0)

/** After an order has ended another may be started. */
function startAgain({ stages, hasEnded }: OrderSeen, seen: ChildViewed, actor: Actor) {
  const start = stages.find(({ stage }) => stage.id === 'initiated')
  return hasEnded && start ? actionOf(start.stage, seen, actor) : undefined
}

// ---- The stages ------------------------------------------------------------------------------------------------------------------------

function stageRow({ stage, state, done, missing, period }: StageSeen, order: OrderSeen, seen: ChildViewed, actor: Actor) {
  const isOpen = state === 'next' || state === 'may' || state === 'left-out'
  // Of what is not yet to be done it may still be true that it was: then it can be recorded all the same.
  const canBeLate = state === 'not-yet' && stage.course === 'way' && order.startedOn !== undefined
  const isRepeated = state === 'done' && stage.course === 'besides' && !order.hasEnded
  return {
    id: stage.id,
    title: stage.title,
    says: stage.says,
    section: stage.section === null ? undefined : `section ${stage.section}`,
    by: capital(agencyWords[stage.by]),
    state,
    stateWords: stageStateWords[state],
    times: done.map((one) => timeRow(stage, one, seen, actor)),
    period: period && state !== 'not-needed' ? periodInWords(period, seen.on) : undefined,
    missing:
      state === 'not-yet'
        ? missing
            .filter((one) => order.startedOn !== undefined || stage.id === 'initiated' || 'stage' in one)
            .map((one) => capital(missingInWords(one)))
        : [],
    // Until there is an order, what can be done about one needs no words.
    isShort: state === 'not-yet' && stage.course !== 'way',
    action: isOpen || isRepeated ? actionOf(stage, seen, actor) : undefined,
    late: canBeLate ? actionOf(stage, seen, actor) : undefined,
    draft:
      letterStageOf(stage.id) && (isOpen || state === 'done' || state === 'now') && mayWrite(seen, actor)
        ? pathOfDraft(seen.head, stage.id)
        : undefined,
  }
}

const mayWrite = ({ details }: ChildViewed, { role }: Actor): boolean => mayKeep(role, 'order-letter') && details.classes.includes('notes')

function timeRow({ id: stage }: OrderStage, { id, on, content }: StageDone, seen: ChildViewed, actor: Actor) {
  const record = standingOn(seen, 'sao').find(({ fact }) => fact.id === id)
  const entry = seen.casework.find((one) => one.id === id)
  return {
    on: inWords(dayOf(on)),
    who: record ? whoOf(record.fact, seen) : (entry?.who.name ?? ''),
    answers: answersOf(isEntryStage(stage) ? 'order-stage' : 'sao', withoutStage(content ?? {}), seen.schools),
    ...(record && missingParticulars(record, seen, actor, pathOfOrder(seen.head))),
  }
}

const withoutStage = ({ stage: _, ...content }: Readonly<Record<string, unknown>>) => content

/** The form that records a stage, where this person may. */
function actionOf({ id, by, title }: OrderStage, { head, details }: ChildViewed, actor: Actor) {
  const from = pathOfOrder(head)
  if (isEntryStage(id)) {
    if (!mayKeep(actor.role, 'order-stage') || !details.classes.includes('notes')) return undefined
    return { button: buttons[id] ?? title, path: pathOfEntry(head, 'order-stage', undefined, { stage: id, from }) }
  }
  return mayRecord(actor, 'sao', by, { step: id })
    ? { button: buttons[id] ?? title, path: pathOfForm(head, 'sao', { step: id, by, from }) }
    : undefined
}

const buttons: Readonly<Partial<Record<OrderStage['id'], string>>> = {
  initiated: 'Start an order',
  'notice-served': 'Record service of the notice',
  'school-named': 'Name the school',
  consultation: 'Record the consultation',
  'notice-of-intention': 'Record service of the notice of intention',
  'order-served': 'Record service of the order',
  'substitution-asked': 'Record that another school is asked for',
  amended: 'Record the amendment',
  'not-prosecuted': 'Decide not to prosecute now',
  complied: 'Record compliance',
  revoked: 'Revoke, or give up',
  prosecution: 'Record prosecution',
}

// ---- What has to stand before ----------------------------------------------------------------------------------------------------------

/** What is missing before what comes next can be done, each with the form by which it is put right. */
function offersOf(order: OrderSeen, { head }: ChildViewed, actor: Actor) {
  const missing = order.stages.filter(({ state }) => state === 'not-yet').flatMap(({ missing }) => missing)
  const isMissing = (what: Missing['what']) => missing.some((one) => one.what === what)
  const from = pathOfOrder(head)
  const by = actor.role === 'home-education-team' ? undefined : 'ehe-team'
  const mayCheck = mayRecord(actor, 'ehe-check', 'ehe-team') !== undefined
  return [
    ...(isMissing('home-education-check')
      ? [
          {
            says: 'First: the home-education register has not been checked in this case. Ask the home-education team, or record what they answered.',
            button: 'Record the check',
            path: mayCheck ? pathOfForm(head, 'ehe-check', { ...(by && { by }), from }) : undefined,
          },
        ]
      : []),
    ...(isMissing('educated-at-home')
      ? [
          {
            says: 'The child is on the home-education register, and no concern about it is open: no order is to be started. Where the education is not suitable, record the concern.',
            button: 'Record a concern',
            path: mayRecord(actor, 'ehe-concern', 'cme-officer') ? pathOfForm(head, 'ehe-concern', { resolved: false, from }) : undefined,
          },
        ]
      : []),
  ]
}

function homeInWords(seen: ChildViewed): string {
  const { checkedOn, isEducatedAtHome } = homeEducationOf(seen, factsOn(seen))
  if (checkedOn === undefined) return 'Not checked in this case'
  return `Checked on ${inWords(dayOf(checkedOn))}: ${isEducatedAtHome ? 'educated at home, without an open concern' : 'no reason against an order'}`
}

/** The child's plan, and the school that it names as far as that is on record. */
function planInWords({ stages }: OrderSeen, { details, on, schools }: ChildViewed): string | undefined {
  const plan = details.ehcp.find(({ from, to }) => dayOf(from) <= on && (to === undefined || on <= dayOf(to)))
  if (!plan) return undefined
  const named = stages.find(({ stage }) => stage.id === 'school-named')?.done[0]?.content
  const school = typeof named?.['school'] === 'string' ? schools.get(named['school']) : undefined
  if (named?.['inPlan'] === 'yes') return `The child has an EHC plan. It names ${school ?? 'the school that is named here'}.`
  return named && named['inPlan'] !== 'yes'
    ? 'The child has an EHC plan: the order has to name the school of the plan, and the school that is named is not said to be it.'
    : 'The child has an EHC plan: the order has to name the school of the plan.'
}

// ---- Beside it -------------------------------------------------------------------------------------------------------------------------

/** The referral for a child and family assessment, as the facts of the case have it. */
function assessmentOf(seen: ChildViewed, actor: Actor) {
  const { head } = seen
  const opened = lastCase(seen)?.openedOn
  const facts = factsOn(seen).filter(({ day }) => opened === undefined || day >= dayOf(opened))
  const referral = facts.findLast((fact) => fact.type === 'csc-referral' && fact.detail.for === 'child-and-family-assessment')
  const consent = facts.findLast((fact) => fact.type === 'consent' && fact.detail.for === 'assessment')
  const from = pathOfOrder(head)
  return {
    says: referral ? `Referred on ${inWords(referral.day)}` : 'Not referred in this case',
    consent:
      consent?.type === 'consent'
        ? `Consent to it: ${decisionWords[consent.detail.decision]}, ${inWords(consent.day)}`
        : referral && 'No answer about consent to it is on record',
    refer:
      !referral && mayRecord(actor, 'csc-referral', 'cme-officer')
        ? pathOfForm(head, 'csc-referral', { for: 'child-and-family-assessment', from })
        : undefined,
    askConsent:
      referral && mayRecord(actor, 'consent', 'cme-officer') ? pathOfForm(head, 'consent', { for: 'assessment', from }) : undefined,
  }
}

/** What the guidance asks for around an order, of everybody, with its days. */
function stepsAbout(seen: ChildViewed, actor: Actor) {
  const asking = { actor, canAct: may(actor.role, 'record-facts'), query: '', from: pathOfOrder(seen.head), clauses: STEPS }
  const { mine, others, coming, settled } = stepsOf(seen, asking)
  return { open: [...mine, ...others], coming, settled }
}

function lettersOf(seen: ChildViewed, actor: Actor) {
  if (!mayWrite(seen, actor)) return []
  return seen.casework
    .filter(({ kind }) => kind === 'order-letter')
    .map(({ id, content, recordedAt, who }) => {
      const stage = String(content['stage'])
      const ofLetter = letterStageOf(stage)
      return {
        title: ofLetter ? letterTitles[ofLetter] : stage,
        when: momentInWords(recordedAt),
        who: who.name,
        path: pathOfLetter(seen.head, id),
      }
    })
}
