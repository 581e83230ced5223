import type { RecordedForSeveral } from '../../../actions/record-for-several.ts'
import {
  type Done,
  type Group,
  groups,
  type ListedDuty,
  type NextSteps,
  type NextStepsAsked,
  type Whose,
} from '../../../actions/see-next-steps.ts'
import { type Day, dayOf, lastDayOfWeek } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { isOfOnePerson } from '../../../sharing/allocating.ts'
import { type Actor, may } from '../../../sharing/roles.ts'
import { dutyClause, unitOf } from '../../../words/clause-named.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital, pathwayInWords, sectionOf, statusInWords } from '../../../words/guidance-words.ts'
import { howFar } from '../../../words/how-far.ts'
import { actionOf, becauseInWords } from '../../../words/steps.ts'
import { chosenText, pathOfCasework, pathOfChild, pathOfSeveral, pathOfStep, TAKEOVER, withQuery } from '../../paths.ts'
import { all, type Page, type Sent, type Shown } from '../../route.ts'
import { mainAction, waysOf } from '../../step-actions.ts'
import { wayBackOf } from '../../way-back.ts'
import { dayInList, dueWhen } from '../../when.ts'
import { fullName, nameAndAge } from '../child/who.ts'
import { changesBetween } from '../record/changes.ts'
import { wayText } from '../several/way.ts'
import { dangerRows } from './danger.ts'
import { type ListQuery, pathOfList, pathways, readListQuery, whoses } from './query.ts'

/** What the user, or their agency, owes next: overdue first, each with the button that does it; and what they wait for. */
export const nextStepsPage: Page<NextStepsAsked, NextSteps> = {
  read: (sent) => ({ input: queryOf(sent) }),
  template: 'pages/next-steps/page.njk',
  view: (given, shown) => {
    const { actor, today, sent, typed, faults } = shown
    const query = { ...queryOf(sent), ...filterOf(given) }
    const list: List = {
      given,
      actor,
      today,
      query,
      here: pathOfList(query),
      chosen: new Set(typed ? all(typed, 'step') : []),
    }
    const { whose, counts, waiting, page, pages } = given
    const total = totalOf(given)
    return {
      today: inWords(today),
      ...{ whose, page, pages, total, waits: waiting.total },
      isMine: whose === 'mine',
      inDanger: dangerRows(given, actor, today),
      elsewhere: given.elsewhere.map(elsewhereRow),
      all: given.all,
      isFiltered: given.pathway !== '' || given.clause !== '' || given.district !== '' || given.child !== '',
      unsweptSince: given.unsweptSince && inWords(dayOf(given.unsweptSince)),
      hasCalendar: given.rules !== undefined,
      counts: [
        ...groups.flatMap((group) =>
          group !== 'coming' || whose === 'nobody' ? [countOf(list, group, counts[group], countWords[group])] : [],
        ),
        ...(whose === 'nobody' ? [] : [countOf(list, 'waiting', waiting.total, 'waiting for others')]),
      ],
      ...(given.due !== undefined && { only: { title: titles[given.due], path: pathOf(list, { due: undefined, page: 1 }) } }),
      filters: filtersOf(list),
      nobody: nobodyOf(list),
      done: given.done && doneInWords(given.done, today),
      groups: groupsOf(list),
      waitingRows: waitingOf(list),
      awaited: awaitedOf(list),
      ...(waiting.total > waiting.steps.length && given.due !== 'waiting' && { moreWaiting: pathOf(list, { due: 'waiting', page: 1 }) }),
      from: list.here,
      previous: pathOf(list, { page: page - 1 }),
      next: pathOf(list, { page: page + 1 }),
      teamPath: '/steps?whose=team',
      ...choosing(list),
      faults: faults.map(({ message }) => ({ message, field: total > 0 ? 'list' : undefined })),
    }
  },
}

interface List {
  readonly given: NextSteps
  readonly actor: Actor
  readonly today: Day
  readonly query: ListQuery
  /** Its own address, to be led back to. */
  readonly here: string
  /** The rows that are ticked. */
  readonly chosen: ReadonlySet<string>
}

/** A form that comes back to the list brings its address with it. */
function queryOf({ query, body }: Sent): ListQuery {
  const path = wayBackOf(body)
  return readListQuery(path === undefined ? query : Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? '')))
}

const filterOf = ({ whose, pathway, clause, district, child, due, page }: NextSteps) => ({
  whose,
  pathway,
  clause,
  district,
  child,
  due,
  page,
})

/** The address of this list with something otherwise; what was done is not said twice. */
const pathOf = ({ query }: List, other: Partial<ListQuery>): string => pathOfList({ ...query, ...other })

const titles: Readonly<Record<Group | 'waiting', string>> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'Later this week',
  later: 'Later',
  coming: 'Still to come',
  waiting: 'Waiting for others',
}

const countWords: Readonly<Record<Group, string>> = {
  overdue: 'overdue',
  today: 'due today',
  week: 'later this week',
  later: 'later',
  coming: 'still to come',
}

/** What the list is about: of the group that is asked for, or of all. */
const totalOf = ({ counts, due, waiting }: NextSteps): number =>
  due === 'waiting' ? waiting.total : due !== undefined ? counts[due] : groups.reduce((sum, group) => sum + counts[group], 0)

/** A number on top: it leads to its group, on this page or on one of its own. */
function countOf(list: List, group: Group | 'waiting', number: number, words: string) {
  const { given } = list
  const isHere = group === 'waiting' ? given.waiting.steps.length > 0 : given.steps.some((step) => step.group === group)
  const isShown = given.due === undefined && given.page === 1 && isHere
  return {
    ...{ number, words },
    isLate: group === 'overdue' && number > 0,
    path: number === 0 ? undefined : isShown ? `#${group}` : pathOf(list, { due: group, page: 1 }),
  }
}

// ---- To choose what is left of it --------------------------------------------------------------------------------------------------------

function filtersOf(list: List) {
  const { given, actor } = list
  const whoseWords: Readonly<Record<Whose, string>> = { mine: 'Only mine', team: `All of ${actor.agency.name}`, nobody: 'Nobody’s' }
  const choices = (chosen: string, options: readonly (readonly [value: string, label: string])[]) =>
    options.map(([value, label]) => ({ value, label, isChosen: value === chosen }))
  const clauses = given.clauses.includes(given.clause) || given.clause === '' ? given.clauses : [...given.clauses, given.clause]
  return {
    whose: choices(
      given.whose,
      whoses.map((whose) => [whose, whoseWords[whose]]),
    ),
    pathways: choices(given.pathway, [
      ['', 'All three'],
      ...pathways.map((pathway): [string, string] => [pathway, capital(pathwayInWords(pathway))]),
    ]),
    clauses: choices(given.clause, [
      ['', 'All clauses'],
      ...clauses.toSorted().map((id): [string, string] => [id, `${id} ${actionOf(dutyClause(id))}`]),
    ]),
    districts:
      given.districts.length > 0 &&
      choices(given.district, [['', 'All districts'], ...given.districts.map((name): [string, string] => [name, name])]),
    ...(given.child !== '' && { child: given.child, allChildren: pathOf(list, { child: '', page: 1 }) }),
    ...(given.due !== undefined && { due: given.due }),
    ...(list.query.choose !== '' && { choose: list.query.choose }),
    clear: pathOfList({ whose: given.whose }),
  }
}

/** What nobody has is said on top to those whose children are each somebody's. */
function nobodyOf({ given, actor }: List) {
  const { duties, children } = given.ofNobody
  return isOfOnePerson(actor.agency.kind) && given.whose !== 'nobody' && duties > 0 ? { children, path: '/steps?whose=nobody' } : undefined
}

// ---- Rows --------------------------------------------------------------------------------------------------------------------------------

const keyOf = (step: ListedDuty) => ({ ...step, because: step.because[0]?.id ?? '' })

function groupsOf(list: List) {
  const { given, today } = list
  return groups.flatMap((group) => {
    const steps = given.steps.filter((step) => step.group === group)
    if (steps.length === 0) return []
    const more: Readonly<Partial<Record<Group, string>>> = { today: inWords(today), week: `to ${inWords(lastDayOfWeek(today) - 2)}` }
    return [
      {
        id: group,
        title: titles[group],
        total: given.counts[group],
        more: more[group],
        isLate: group === 'overdue',
        entries: entriesOf(list, steps),
      },
    ]
  })
}

type Entry = { readonly row: ReturnType<typeof rowOf> } | { readonly bundle: ReturnType<typeof bundleOf> }

/** Rows, and those of one kind together. */
function entriesOf(list: List, steps: readonly ListedDuty[]): readonly Entry[] {
  const kinds = Map.groupBy(steps, (step) => (step.together > 1 ? [step.clause, step.pathway, step.service].join(' ') : step))
  return [...kinds.values()].flatMap((some): Entry[] => {
    const [first] = some
    if (!first) return []
    return first.together > 1 ? [{ bundle: bundleOf(list, first, some) }] : some.map((step) => ({ row: rowOf(list, step) }))
  })
}

const sectionInList = (clause: string): string => (sectionOf(clause) === 'L' ? 'Local' : `§${sectionOf(clause)}`)

function rowOf(list: List, step: ListedDuty) {
  const { given, actor, today } = list
  const clause = dutyClause(step.clause)
  const key = keyOf(step)
  const value = chosenText(step.child, key)
  const isComing = step.group === 'coming'
  const name = nameAndAge(step.details, today)
  return {
    ...{ value, name },
    isChosen: list.query.choose === 'all' || list.chosen.has(value),
    due: given.rules && dueWhen(step.dueOn, today, unitOf(clause), given.rules.calendar),
    isNotConsidered: step.group === 'overdue' && step.force === 'consider',
    starts: isComing ? dayInList(dayOf(step.startedOn)) : undefined,
    title: actionOf(clause, step.service),
    because: becauseInWords(step.because, today),
    section: sectionInList(step.clause),
    why: withQuery(pathOfStep(step.child, key), { from: list.here }),
    path: pathOfChild(step.child),
    second: secondOf(list, step),
    action: isComing ? undefined : mainAction(actor, step.child, key, list.here),
  }
}

/** Where the child lives, and what it counts as. */
const placeAndStatus = ({ details }: ListedDuty): readonly string[] => [
  ...(details.district === null ? [] : [details.district]),
  ...details.statuses.filter(({ status }) => status !== 'missing-education').map(({ status }) => capital(shortStatus(status))),
]

/** The same, and in a list of several people's, who has the child. */
function secondOf({ given, actor }: List, step: ListedDuty): string {
  const isSaid = given.whose === 'team' && isOfOnePerson(actor.agency.kind)
  return [...placeAndStatus(step), ...(isSaid ? [step.ownerName === null ? 'nobody by name' : `with ${step.ownerName}`] : [])].join(' · ')
}

const shortStatus = (status: string): string => (status === 'persistent-cme' ? 'persistent CME' : statusInWords(status))

/** Those of one clause and state, to be opened; and what can be done for several of them at once. */
function bundleOf(list: List, first: ListedDuty, steps: readonly ListedDuty[]) {
  const { given, today, actor } = list
  const { clause, pathway, service, group, together } = first
  const soonest = given.rules && dueWhen(first.dueOn, today, unitOf(dutyClause(clause)), given.rules.calendar)
  const rows = steps.map((step) => rowOf(list, step))
  const own = { clause, pathway, due: group, page: 1 } as const
  return {
    id: ['kind', group, clause, pathway, service ?? 'any'].join('-').replaceAll('.', '-'),
    title: actionOf(dutyClause(clause), service),
    section: sectionInList(clause),
    pathway: pathwayInWords(pathway),
    total: together,
    first: soonest,
    rows,
    isOpen: rows.some(({ isChosen }) => isChosen),
    ways: waysFor(actor, first),
    choosing: pathOf(list, { ...own, choose: 'all' }),
    isMore: together > steps.length,
  }
}

/** The forms that record one fact for all that are chosen of a kind. */
const waysFor = (actor: Actor, step: Pick<ListedDuty, 'clause' | 'pathway' | 'service'>) =>
  waysOf(actor, step).map(({ type, button }) => ({
    path: `${pathOfSeveral(type)}/form`,
    value: wayText(step),
    button,
    title: formWordsOf(type).title,
  }))

/** Whether rows can be chosen, and what can be done with those that are. */
function choosing(list: List) {
  const { given, actor, query } = list
  const mayGive = may(actor.role, 'allocate')
  const isOneClause = given.clause !== '' && given.due !== 'waiting'
  const isChoosing =
    (query.choose !== '' || given.whose === 'nobody' || list.chosen.size > 0) && given.due !== 'waiting' && totalOf(given) > 0
  const kinds = isOneClause ? [...new Map(given.steps.map((step) => [wayText(step), step])).values()] : []
  return {
    ...{ mayGive, isChoosing },
    waysOfAll: isChoosing
      ? kinds.flatMap((step) => waysFor(actor, step).map((way) => ({ ...way, of: kinds.length > 1 ? kindInWords(step) : '' })))
      : [],
    choosePath: isChoosing || given.due === 'waiting' ? undefined : pathOf(list, { choose: 'some' }),
    chooseAllPath: isChoosing && query.choose !== 'all' ? pathOf(list, { choose: 'all' }) : undefined,
    choosePlain: query.choose === '' ? undefined : pathOf(list, { choose: '' }),
    takeover: mayGive && given.whose !== 'mine' ? TAKEOVER : undefined,
  }
}

const kindInWords = ({ pathway, service }: ListedDuty): string =>
  [pathwayInWords(pathway), ...(service === null ? [] : [service.toUpperCase()])].join(', ')

// ---- What is waited for ------------------------------------------------------------------------------------------------------------------

function waitingOf(list: List) {
  const { given, today } = list
  const { rules } = given
  if (!rules) return []
  return given.waiting.steps.map((step) => {
    const clause = dutyClause(step.clause)
    const since = dayOf(step.startedOn)
    const due = dueWhen(step.dueOn, today, unitOf(clause), rules.calendar)
    return {
      since: dayInList(since),
      ago: howFar(since, today, 'working days', rules.calendar),
      title: actionOf(clause, step.service),
      who: capital(agencyWords[step.owner]),
      due: step.dueOn === null ? due.date.toLowerCase() : due.isToday ? 'due today' : `due by ${due.date}`,
      late: due.isLate ? due.how : undefined,
      section: sectionInList(step.clause),
      why: withQuery(pathOfStep(step.child, keyOf(step)), { from: list.here }),
      path: pathOfChild(step.child),
      name: nameAndAge(step.details, today),
      second: placeAndStatus(step).join(' · '),
    }
  })
}

/** Answers of partner agencies that have not come. */
function awaitedOf({ given: { awaited, rules }, today }: List) {
  if (!rules) return []
  return awaited.map(({ child, details, to, referredOn, answerBy }) => {
    const due = dueWhen(answerBy, today, 'working days', rules.calendar)
    return {
      due,
      to,
      referred: dayInList(dayOf(referredOn)),
      name: nameAndAge(details, today),
      path: `${pathOfCasework(child)}#referrals`,
    }
  })
}

// ---- What has just been done -------------------------------------------------------------------------------------------------------------

function doneInWords(done: Done, today: Shown['today']) {
  if (done.what === 'recorded') {
    const { seen } = done
    if (!seen.before || !seen.assessment) return undefined
    return {
      changes: changesBetween(seen.before.assessment, seen.assessment, seen.rules, today),
      child: { name: fullName(seen.details), path: pathOfChild(seen.head) },
    }
  }
  const { work, details } = done
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const known = details.get(id)
      return known ? [{ name: fullName(known), path: pathOfChild(id) }] : []
    })
  const saved = work.saved.length
  return {
    says: 'type' in work ? `Recorded for ${children(saved)}: ${formWordsOf(work.type).title}.` : `${givenInWords(work)}.`,
    changed: 'type' in work ? numbersInWords(work) : undefined,
    saved: named(work.saved),
    refused: work.refused.flatMap(({ child, why }) => named([child]).map((one) => ({ ...one, why }))),
  }
}

const children = (number: number): string => `${number} ${number === 1 ? 'child' : 'children'}`

function givenInWords({ what, saved, name }: Exclude<Extract<Done, { what: 'several' }>['work'], { type: unknown }>): string {
  const things = what === 'children' ? children(saved.length) : `The next steps of ${children(saved.length)}`
  const verb = what === 'children' && saved.length === 1 ? 'is' : 'are'
  return name === null ? `${things} ${verb} nobody’s by name now` : `${things} ${verb} given to ${name}`
}

function numbersInWords({ settled, late, started, ended }: Pick<RecordedForSeveral, 'settled' | 'late' | 'started' | 'ended'>): string {
  const steps = (number: number) => `${number} ${number === 1 ? 'step' : 'steps'}`
  const are = (number: number) => (number === 1 ? 'is' : 'are')
  const howLate =
    late === 0 ? '' : late < settled ? `, ${late} of them late` : `, ${late === 1 ? 'late' : late === 2 ? 'both late' : 'all of them late'}`
  return [
    settled === 0
      ? 'No step is settled.'
      : `${steps(settled)} ${are(settled)} settled${howLate}${late === 0 ? '' : ', which stays on record'}.`,
    ...(started === 0 ? [] : [`${steps(started)} started.`]),
    ...(ended === 0 ? [] : [`${steps(ended)} ${are(ended)} not asked for any more.`]),
  ].join(' ')
}

// ---- What waits on lists of their own ----------------------------------------------------------------------------------------------

const elsewhereWords = {
  requests: { one: 'request for support waits for an answer', many: 'requests for support wait for an answer' },
  'home-education': {
    one: 'child waits for your answer whether it is educated at home',
    many: 'children wait for your answer whether they are educated at home',
  },
} as const

const elsewhereRow = ({ list, count }: NextSteps['elsewhere'][number]) => ({
  count,
  says: elsewhereWords[list][count === 1 ? 'one' : 'many'],
  path: `/${list}`,
})
