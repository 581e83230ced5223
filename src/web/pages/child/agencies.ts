import type { Holder } from '../../../actions/view-child.ts'
import type { Day } from '../../../calendar/civil-date.ts'
import type { Agency, FactType, Service } from '../../../casefile/fact-table.ts'
import type { Fact } from '../../../casefile/standing.ts'
import type { RequestState } from '../../../casefile/support-requests.ts'
import { WITHHELD } from '../../../sharing/fields.ts'
import { recorded } from '../../../words/fact-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { dayInList } from '../../when.ts'

/*
 * Which agencies have to do with a child, what each of them last said, and how old that is. What nobody asked is told as not asked: it is not the same as no.
 */

export interface AgencyAnswer {
  readonly name: string
  readonly answer: string
  /** Who, or more of the answer. */
  readonly more: string | undefined
  readonly when: string
}

export interface Known {
  /** The facts that stand, in reading order. */
  readonly facts: readonly Fact[]
  readonly holders: readonly Holder[]
  /** The pathways that the child is on. */
  readonly pathways: readonly string[]
  readonly on: Day
  /** How requests for support stand that were answered, by the ids of their facts. */
  readonly answers?: ReadonlyMap<string, RequestState>
}

const answerWords: Readonly<Record<RequestState, string>> = {
  waiting: 'No answer yet',
  accepted: 'Request accepted',
  returned: 'Request returned',
  allocated: 'Worker named',
}

const answerTo = ({ id }: Fact, { answers }: Known): string => answerWords[answers?.get(id) ?? 'waiting']

/** One for each agency that has to do with the child, or is always asked about a child on a pathway. */
export function agencyAnswers(known: Known): readonly AgencyAnswer[] {
  const facts = known.facts.filter(({ day }) => day <= known.on)
  const asked = { ...known, facts }
  return [
    officer(asked),
    ...service('cfw', asked),
    ...service('csc', asked),
    homeEducation(asked),
    admissions(asked),
    hub(asked),
    ...partners(asked),
  ].filter((answer) => answer !== undefined)
}

type Of<T extends FactType> = Extract<Fact, { readonly type: T }>

const allOf = <T extends FactType>(facts: readonly Fact[], type: T): readonly Of<T>[] =>
  facts.filter((fact): fact is Of<T> => fact.type === type)

const lastOf = <T extends FactType>(facts: readonly Fact[], type: T, when: (fact: Of<T>) => boolean = () => true): Of<T> | undefined =>
  allOf(facts, type).findLast(when)

/** `Fri 13 Nov, 10 days ago` */
function age(day: Day, on: Day): string {
  const days = on - day
  return `${dayInList(day)}, ${days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`}`
}

const NOTHING = 'nothing is on record'

const holderOf = ({ holders }: Known, kind: Agency): Holder | undefined => holders.find((holder) => holder.kind === kind)

/** Who has the child there, as far as that is known. */
const person = (asked: Known, kind: Agency): string | undefined => holderOf(asked, kind)?.user ?? undefined

function officer(asked: Known): AgencyAnswer | undefined {
  const support = lastOf(asked.facts, 'officer-support')
  if (!support && !holderOf(asked, 'cme-officer') && !asked.pathways.includes('cme')) return undefined
  return {
    name: capital(agencyWords['cme-officer']),
    answer: support ? (support.detail.open ? 'Supports' : 'No support') : 'Support not decided',
    more: person(asked, 'cme-officer'),
    when: support ? `${support.detail.open ? 'since' : 'from'} ${age(support.day, asked.on)}` : NOTHING,
  }
}

/** Open, not open as of a day, or not asked. */
function service(kind: Service, asked: Known): readonly AgencyAnswer[] {
  const { facts, on } = asked
  const opened = lastOf(facts, 'service-open', ({ detail }) => detail.service === kind)
  const said = [opened, lastOf(facts, 'service-closed', ({ detail }) => detail.service === kind), lastOf(facts, 'panel-outcome')].reduce(
    (last, fact) => (fact && (!last || fact.place > last.place) ? fact : last),
    undefined,
  )
  const name = holderOf(asked, kind)?.agency ?? agencyWords[kind]
  if (!said) {
    const request = lastOf(facts, kind === 'cfw' ? 'support-request' : 'csc-referral')
    if (request) return [{ name, answer: answerTo(request, asked), more: person(asked, kind), when: `asked ${age(request.day, on)}` }]
    return asked.pathways.length > 0 || holderOf(asked, kind)
      ? [{ name, answer: 'Not asked', more: person(asked, kind), when: NOTHING }]
      : []
  }
  const isOpen = said.type === 'service-open' || (said.type === 'panel-outcome' && said.detail.openTo.includes(kind))
  if (!isOpen) return [{ name, answer: 'Not open', more: undefined, when: `as of ${age(said.day, on)}` }]
  const worker = opened?.detail.worker
  return [
    {
      name,
      answer: 'Open',
      more: person(asked, kind) ?? (worker === undefined ? undefined : recorded(worker)),
      when: `as of ${age(said.day, on)}`,
    },
  ]
}

function homeEducation(asked: Known): AgencyAnswer | undefined {
  const { facts, on } = asked
  const name = 'Home education'
  const checked = lastOf(facts, 'ehe-check')
  if (checked) {
    return {
      name,
      answer: checked.detail.onRegister ? 'Registered' : 'Not registered',
      more: person(asked, 'ehe-team'),
      when: `checked ${age(checked.day, on)}`,
    }
  }
  const stated = lastOf(facts, 'ehe-stated')
  if (!stated && !asked.pathways.includes('cme')) return undefined
  return { name, answer: 'Not checked', more: person(asked, 'ehe-team'), when: stated ? `parents said so ${age(stated.day, on)}` : NOTHING }
}

function admissions(asked: Known): AgencyAnswer | undefined {
  const engagement = lastOf(asked.facts, 'admissions-engagement')
  return (
    engagement && {
      name: agencyWords['pupil-access'],
      answer: engagement.detail.engaging ? 'Parents engage' : 'Parents do not engage',
      more: person(asked, 'pupil-access'),
      when: `as of ${age(engagement.day, asked.on)}`,
    }
  )
}

function hub(asked: Known): AgencyAnswer | undefined {
  const name = capital(agencyWords['cssh-mash'])
  const request = lastOf(asked.facts, 'support-request', ({ detail }) => detail.route === 'cssh-mash')
  const discussed = lastOf(asked.facts, 'cssh-discussion')
  if (discussed && (!request || discussed.place > request.place)) {
    const { escalate } = discussed.detail
    const answer = escalate === undefined ? 'Discussed' : escalate ? 'To be escalated' : 'Not to be escalated'
    return { name, answer, more: person(asked, 'cssh-mash'), when: age(discussed.day, asked.on) }
  }
  return (
    request && { name, answer: answerTo(request, asked), more: person(asked, 'cssh-mash'), when: `asked ${age(request.day, asked.on)}` }
  )
}

/** More partners than these are told in the timeline alone. */
const MOST_PARTNERS = 2

function partners({ facts, on }: Known): readonly AgencyAnswer[] {
  const referrals = allOf(facts, 'agency-referral')
  const latest = new Map(referrals.map((fact) => [fact.detail.to, fact]))
  return [...latest.values()]
    .toSorted((a, b) => b.place - a.place)
    .slice(0, MOST_PARTNERS)
    .map(({ detail: { to }, day }) => ({
      name: to === WITHHELD ? 'A partner agency' : capital(recorded(to)),
      answer: 'No answer yet',
      more: undefined,
      when: `referred ${age(day, on)}`,
    }))
}
