import type { ChildAsked, ChildDetails, ChildSeen, ChildViewed } from '../../../actions/view-child.ts'
import { civilDate, compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords, listed } from '../../../calendar/words.ts'
import type { Fact } from '../../../casefile/standing.ts'
import { offRollClockOn } from '../../../guidance/assess.ts'
import { relationships } from '../../../sharing/relationships.ts'
import { may } from '../../../sharing/roles.ts'
import { accessNeeds, unsafeWays } from '../../../words/access-needs.ts'
import { capital, pathwayInWords, statusInWords } from '../../../words/guidance-words.ts'
import { shortDate } from '../../../words/short-date.ts'
import { warningsNow } from '../../../words/warnings-now.ts'
import { pathOfAllocation, pathOfChild, pathOfDetails } from '../../paths.ts'
import { one, type Page } from '../../route.ts'
import { tabsOf } from '../child-details/tabs.ts'
import { formerInWords } from '../school/former.ts'
import { returnedOf, statesOf } from '../support/requests-of-child.ts'
import { agencyAnswers } from './agencies.ts'
import { dayOnLine, type Line, linesOf, pointOf, rowsOf, shortStatus, statusesAhead } from './line.ts'
import { drawn, lettersOf, WIDTHS } from './line-drawing.ts'
import { bandOf, dayOfMoment, queryOf, readOtherDate } from './other-date.ts'
import { changesSince, factsAndPlans, factsOn } from './seen.ts'
import { stepsOf } from './steps.ts'
import { leftOut, plansOf, readFilter, timelineOf } from './timeline.ts'
import { ageAndYear, fullName } from './who.ts'

/** A child: who it is, what is to be done, where it stands on its pathway, what happened. */
export const childPage: Page<ChildAsked, ChildViewed> = {
  read: ({ params, query }) => {
    const { asOf, knownAt } = readOtherDate(query)
    return { input: { child: params['child'] ?? '', recorded: one(query, 'recorded'), asOf, knownAt } }
  },
  template: 'pages/child/page.njk',
  view: (seen, { actor, today, sent: { query } }) => {
    const when = readOtherDate(query, today)
    const band = bandOf(when, today)
    const filter = readFilter(query)
    const asked = queryOf(when)
    const canAct = band === undefined && may(actor.role, 'record-facts')
    const facts = factsAndPlans(seen, today)
    const lines = linesIn(seen, facts, band === undefined)
    const identity = identityOf(seen, seen.on)
    return {
      ...identity,
      ...whoItIs(seen),
      ...stepsOf(seen, { actor, canAct, query: asked }),
      faults: when.faults,
      pages: tabsOf(seen, 'now').slice(1),
      detailsPath: pathOfDetails(seen.head),
      changes: band ? undefined : changesSince(seen, today),
      record: canAct ? `${pathOfChild(seen.head)}/record` : undefined,
      allocate: canAct && may(actor.role, 'allocate') ? pathOfAllocation(seen.head) : undefined,
      takeOff:
        canAct && may(actor.role, 'return-deletion') && seen.details.relationships.includes('on-roll')
          ? `${pathOfChild(seen.head)}/deletion-return`
          : undefined,
      isWorker: may(actor.role, 'record-facts'),
      isUndated: seen.assessment === undefined,
      point: seen.assessment ? pointOf(seen.assessment.duties, { asOf: seen.on, calendar: seen.rules.calendar }) : WITHOUT_DATE_OF_BIRTH,
      lines: lines.map(lineView),
      // A status beside the name says it already.
      former: formerOf(seen),
      pathwaysShown: identity.pathways.filter((pathway) => !identity.statuses.includes(pathway)),
      chips: (seen.assessment?.statuses ?? []).map(
        ({ status, since }) => `${shortStatus(status)} since ${dayOnLine(dayOf(since), seen.on)}`,
      ),
      ahead: statusesAhead(seen.assessment?.duties ?? []).map(
        ({ status, from }) => `${shortStatus(status)} from ${dayOnLine(dayOf(from), seen.on)} if nothing changes`,
      ),
      offRoll: offRollWords(seen),
      agencyAnswers: agencyAnswers({ facts, holders: seen.holders, pathways: openPathways(seen), on: seen.on, answers: statesOf(seen) }),
      returned: band === undefined ? returnedOf(seen, actor) : undefined,
      band,
      bandLeftOut: leftOut(seen, today),
      otherDate: otherDateForm(when, today),
      timeline: timelineOf(seen, filter, canAct),
      earlierHref: `${pathOfChild(seen.head)}${queryOf(when, { ...filterQuery(query), earlier: 'yes' })}#what-happened`,
      unfilteredHref: `${pathOfChild(seen.head)}${asked}#what-happened`,
      plans: plansOf(seen, canAct, today),
    }
  },
}

const WITHOUT_DATE_OF_BIRTH = 'Without a date of birth nothing can be worked out. Find it out and add it to the details.'

/** The case before one that is open. */
function formerOf(seen: ChildViewed) {
  const open = seen.assessment?.episodes.find(({ pathway, endedOn }) => pathway === 'cme' && endedOn === null)
  return open && formerInWords(open, seen, factsOn(seen))
}

const openPathways = ({ assessment }: ChildSeen): readonly string[] =>
  (assessment?.episodes ?? []).filter(({ endedOn }) => endedOn === null).map(({ pathway }) => pathway)

// ---- Who it is ---------------------------------------------------------------------------------------------------------------------

/** The head of every page about a child. */
export function identityOf({ head, details, assessment }: ChildSeen, today: Day) {
  return {
    path: pathOfChild(head),
    name: fullName(details),
    age: ageAndYear(details, today),
    details,
    born: details.dateOfBirth && inWords(dayOf(details.dateOfBirth)),
    statuses: (assessment?.statuses ?? []).map(({ status, since }) => `${capital(statusInWords(status))} since ${inWords(dayOf(since))}`),
    pathways: (assessment?.episodes ?? [])
      .filter(({ endedOn }) => endedOn === null)
      .map(({ pathway, openedOn }) => `${capital(pathwayInWords(pathway))} since ${inWords(dayOf(openedOn))}`),
    because: details.relationships.map((name) => relationships[name].words),
  }
}

/** The rest of the identity bar, as of the day asked about, and what to beware of, which is always that of now. */
function whoItIs(seen: ChildViewed) {
  const { details, assessment, on, sealedFor, head, rules } = seen
  const day = civilDate(on)
  const isThen = ({ from, until }: { from: string | null; until: string | null }) => (from ?? '') <= day && day <= (until ?? '~')
  const needs = accessNeeds(details)
  const plan = details.ehcp.find(({ from, to }) => from <= day && day <= (to ?? '~'))
  return {
    reference: head,
    bornOn: details.dateOfBirth && shortDate(dayOf(details.dateOfBirth)),
    addresses: details.addresses
      .filter(isThen)
      .map(({ lines, postcode }) => [...lines, postcode ?? ''].filter((line) => line !== '').join(', ')),
    schools: schoolsOf(details, isThen, day),
    plan: plan && `since ${shortDate(dayOf(plan.from))}`,
    sealedFor: details.seal && { who: listed(sealedFor), why: details.seal.why },
    unsafe: needs.filter(({ isWarning }) => isWarning).map(({ says }) => says),
    needs: needs.filter(({ isWarning }) => !isWarning).map(({ says }) => says),
    guidanceWarnings: assessment ? warningsNow({ ...rules, assessment, facts: factsOn(seen) }).map(({ text }) => text) : [],
    people: details.contacts.map(personRow),
  }
}

function schoolsOf(
  { stays }: ChildDetails,
  isThen: (stay: { from: string; until: string | null }) => boolean,
  day: string,
): readonly string[] {
  const now = stays.filter(isThen)
  if (now.length > 0) return now.map(({ school, from }) => `${school}, since ${shortDate(dayOf(from))}`)
  const left = stays
    .filter(({ until }) => until !== null && until < day)
    .toSorted((a, b) => compare(a.until ?? '', b.until ?? ''))
    .at(-1)
  return left?.until ? [`None. Last at ${left.school}, to ${shortDate(dayOf(left.until))}`] : []
}

const personRow = (contact: ChildDetails['contacts'][number]) => ({
  name: contact.name,
  relationship: capital(contact.relationship),
  phone: contact.phone,
  email: contact.email,
  unsafe: unsafeWays(contact).join(', or '),
})

// ---- The line ----------------------------------------------------------------------------------------------------------------------

function linesIn({ assessment, on, rules }: ChildViewed, facts: readonly Fact[], isToday: boolean): readonly Line[] {
  return assessment ? linesOf({ assessment, facts, calendar: rules.calendar, asOf: on, isToday }) : []
}

const lineView = (line: Line) => ({
  ...line,
  rows: rowsOf(line),
  letters: lettersOf(line),
  drawings: WIDTHS.map((width) => drawn(line, width)),
})

/** `off roll 54 school days`, of a child missing education. */
function offRollWords({ caseFile, rules: { calendar, settings }, on }: ChildViewed): string | undefined {
  const days = caseFile && offRollClockOn(caseFile, calendar, settings, on)?.count
  return days ? `off roll ${days} school day${days === 1 ? '' : 's'}` : undefined
}

// ---- Another date ------------------------------------------------------------------------------------------------------------------

const otherDateForm = (when: ReturnType<typeof readOtherDate>, today: Day) => ({
  isOpen: when.faults.length > 0,
  asOf: when.typed.asOf || civilDate(when.asOf ?? today),
  knownAt: when.faults.some(({ field }) => field === 'known-at')
    ? when.typed.knownAt
    : when.knownAt === undefined
      ? ''
      : dayOfMoment(when.knownAt),
  asOfFault: when.faults.find(({ field }) => field === 'as-of')?.message,
  knownAtFault: when.faults.find(({ field }) => field === 'known-at')?.message,
  today: inWords(today),
  carried: [
    { name: 'as-of', value: when.asOf === undefined ? undefined : civilDate(when.asOf) },
    { name: 'known-at', value: when.knownAt },
  ].filter(({ value }) => value !== undefined),
})

const filterQuery = (query: Readonly<Record<string, string | readonly string[]>>) => {
  const { agency, type } = readFilter(query)
  return { ...(agency && { agency }), ...(type && { type }) }
}
