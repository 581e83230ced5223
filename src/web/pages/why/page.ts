import type { DirectoryEntry, StepAsked, StepExplained } from '../../../actions/explain-step.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords, listed } from '../../../calendar/words.ts'
import type { AssessedDuty } from '../../../casefile/assessment.ts'
import { isWithdrawal, type RecordedFact } from '../../../casefile/fact-table.ts'
import { inLondon } from '../../../casefile/moment.ts'
import type { DutyClause } from '../../../guidance/clause.ts'
import { isGuidancesOwn, type SettingValues, settingDefinitions } from '../../../guidance/settings.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import {
  agencyWords,
  asItHolds,
  capital,
  forceWords,
  sectionOf,
  sections,
  settingInWords,
  standingOf,
} from '../../../words/guidance-words.ts'
import { actionOf, waysToSettle } from '../../../words/steps.ts'
import { stepOf } from '../../paths.ts'
import type { Page } from '../../route.ts'
import { actionsOf } from '../../step-actions.ts'
import { wayBackLink, wayBackOf } from '../../way-back.ts'
import { dueWhen } from '../../when.ts'
import { bandOf, queryOf, readOtherDate } from '../child/other-date.ts'
import { identityOf } from '../child/page.ts'
import { pathOfDuty, whoOwes } from '../child/steps.ts'
import { sayingOf, whoOf } from '../child/timeline.ts'
import { dayStrip } from './day-strip.ts'

/** Why a step is asked for: what started it, what the guidance asks, how the date was reached, what would settle it, what ends it otherwise. */
export const whyPage: Page<StepAsked | undefined, StepExplained> = {
  read: ({ params, query }) => {
    const key = stepOf(params['step'] ?? '')
    const { asOf, knownAt } = readOtherDate(query)
    return key && { input: { ...key, child: params['child'] ?? '', asOf, knownAt } }
  },
  template: 'pages/why/page.njk',
  view: (seen, { actor, today, sent: { query } }) => {
    const when = readOtherDate(query, today)
    const band = bandOf(when, today)
    const asked = queryOf(when)
    const list = wayBackOf(query)
    const identity = identityOf(seen, seen.on)
    return {
      ...identity,
      path: `${identity.path}${asked}`,
      faults: when.faults.map(({ message }) => ({ message })),
      band,
      back: seen.duty ? pathOfDuty(seen.head, seen.duty, '') : identity.path,
      today: inWords(today),
      ...(list !== undefined && { wayBack: wayBackLink(list) }),
      step:
        seen.duty &&
        explained(seen, seen.duty, { actor, list, query: asked, canAct: band === undefined && may(actor.role, 'record-facts') }),
      contacts: seen.contacts.map(contactRow),
    }
  },
}

const states: Readonly<Record<AssessedDuty['state'], string>> = {
  upcoming: 'Comes if nothing more is recorded',
  open: 'Open',
  overdue: 'Overdue',
  done: 'Done',
  late: 'Done late',
  'set-aside': 'Set aside',
  lapsed: 'Lapsed',
}

interface Asking {
  readonly actor: Actor
  /** The list that somebody comes from, and goes back to. */
  readonly list: string | undefined
  readonly canAct: boolean
  readonly query: string
}

function explained(seen: StepExplained, duty: AssessedDuty, { actor, canAct, list, query }: Asking) {
  const { head, rules, on } = seen
  const clause = dutyClause(duty.clause)
  const values = rules.settings.on(dayOf(duty.startedOn))
  const isOpen = duty.state === 'open' || duty.state === 'overdue'
  const due = dueWhen(duty.dueOn, on, unitOf(clause), rules.calendar)
  return {
    title: actionOf(clause, duty.service),
    due,
    dueInFull: duty.dueOn && inWords(dayOf(duty.dueOn)),
    how: isOpen || duty.state === 'upcoming' ? due.how : undefined,
    force: duty.force,
    forceInFull: capital(forceWords[duty.force]),
    owner: whoOwes(seen, duty, actor),
    state: duty.state === 'overdue' && duty.force === 'consider' ? 'Not yet considered' : states[duty.state],
    isLate: duty.state === 'overdue',
    startedOn: inWords(dayOf(duty.startedOn)),
    facts: duty.because.flatMap((id) => factRow(seen, id)),
    says: asItHolds(clause.says, values),
    reading: clause.reading && asItHolds(clause.reading, values),
    citation: cited(clause),
    isLocal: clause.cites === 'local',
    calculation: capital(duty.calculation()),
    strip: dayStrip(duty, clause, rules.calendar, values, on),
    dueFrom: dueFrom(duty, clause, values),
    discharged: asItHolds(capital(clause.dischargedWords ?? ''), values),
    ways: waysToSettle(clause, duty.service, duty.pathway).map((way) => ({ title: formWordsOf(way.type).title, settlesIf: way.settlesIf })),
    isGuidancesOwner: clause.guidanceNamesNobody !== true,
    actions: isOpen && canAct ? actionsOf(actor, head, { ...duty, because: duty.because[0] ?? '' }, list) : [],
    settledBy: settledBy(seen, duty),
    lapses: clause.lapsesWords && asItHolds(capital(clause.lapsesWords), values),
    outlives: clause.outlives === true,
    lapsed: duty.lapsedOn && { on: inWords(dayOf(duty.lapsedOn)), facts: factRow(seen, duty.lapsedBy ?? '') },
    others: othersOfTheCause(seen, duty, query),
  }
}

/** `§1.4, CME panel, clause 1.4d` */
function cited({ id, cites }: DutyClause): string {
  const section = sections.find((one) => one.id === sectionOf(id))?.title
  return cites === 'local' ? `Local addition ${id}` : [cites, section, `clause ${id}`].filter((part) => part !== undefined).join(', ')
}

/** What a fact says, with who recorded it and when. */
function factRow(seen: StepExplained, id: string) {
  const record = recordOf(seen, id)
  if (!record) return []
  const { day, time } = record.recordedAt === undefined ? { day: undefined, time: '' } : inLondon(record.recordedAt)
  return [
    {
      on: inWords(dayOf(record.on)),
      says: sayingOf(record, seen),
      who: whoOf(record, seen),
      // What came with no time of day was put on record as its day began.
      recorded: day === undefined ? undefined : `${inWords(day)}${time === '00:00' ? '' : ` at ${time}`}`,
    },
  ]
}

function recordOf({ caseFile }: StepExplained, id: string): RecordedFact | undefined {
  const record = caseFile?.facts.find((one) => one.id === id)
  return record && !isWithdrawal(record) ? record : undefined
}

function settledBy(seen: StepExplained, { dischargedOn, dischargedBy, state }: AssessedDuty) {
  if (dischargedOn === null) return undefined
  return { state: states[state], on: inWords(dayOf(dischargedOn)), facts: factRow(seen, dischargedBy ?? '') }
}

/** Whose length of time it is, as it held when the step started. */
function dueFrom({ dueFrom, startedOn }: AssessedDuty, { due }: DutyClause, values: SettingValues): string {
  const edition = `as it held on ${inWords(dayOf(startedOn))}, the day it started`
  const numbers = due.settings.map((name) => `“${settingInWords(name, values)}”`)
  if (dueFrom === 'guidance') {
    return numbers.length === 0
      ? 'The guidance itself gives the time. No local setting changes it.'
      : `${listed(numbers)} ${numbers.length === 1 ? 'is' : 'are'} from the guidance. No local setting changes it.`
  }
  const local = due.settings.filter((name) => !isGuidancesOwn(name, values))
  if (local.length === 0) return `The guidance gives no length of time: it comes of how the county reads it, ${edition}.`
  return `The guidance gives no length of time. ${local
    .map((name) => `“${settingInWords(name, values)}” is ${standingOf(name, values)}: ${settingDefinitions[name].why}`)
    .join('; ')}. It counts ${edition}.`
}

/** Other steps that one of the same facts started, open ones first. */
function othersOfTheCause(seen: StepExplained, duty: AssessedDuty, query: string) {
  const isOpen = ({ state }: AssessedDuty) => state === 'open' || state === 'overdue'
  return (seen.assessment?.duties ?? [])
    .filter((other) => other !== duty && other.because.some((id) => duty.because.includes(id)))
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
    .map((other) => ({
      title: actionOf(dutyClause(other.clause), other.service),
      href: pathOfDuty(seen.head, other, query),
      state: states[other.state].toLowerCase(),
      due: other.dueOn && inWords(dayOf(other.dueOn)),
      owner: agencyWords[other.owner],
    }))
}

const contactRow = ({ name, whatFor, phone, email, openWhen }: DirectoryEntry) => ({
  name,
  whatFor,
  phone,
  telephone: phone?.replace(/[^\d+]/g, ''),
  email,
  openWhen,
})
