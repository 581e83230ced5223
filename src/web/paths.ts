import type { CivilDate } from '../calendar/civil-date.ts'
import type { EntryKind } from '../casefile/casework-table.ts'
import type { FactType, Service } from '../casefile/fact-table.ts'

/* Addresses within Onroll. They hold ids and names of clauses, and nothing of a person. */

/** A path with more of a query. */
export function withQuery(path: string, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(more).toString()
  return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`
}

export const pathOfChild = (child: string): string => `/children/${encodeURIComponent(child)}`

/** What makes a duty of a child the one that it is. */
export interface StepKey {
  readonly clause: string
  readonly pathway: string
  readonly service: Service | null
  readonly startedOn: CivilDate
  /** The first of the facts that started it. */
  readonly because: string
}

const BETWEEN = '~'

export const stepText = ({ clause, pathway, service, startedOn, because }: StepKey): string =>
  [clause, pathway, service ?? '', startedOn, because].join(BETWEEN)

export function stepOf(text: string): StepKey | undefined {
  const [clause, pathway, service, startedOn, ...because] = text.split(BETWEEN)
  if (clause === undefined || pathway === undefined || startedOn === undefined || because.length === 0) return undefined
  return {
    clause,
    pathway,
    service: (service || null) as Service | null,
    startedOn: startedOn as CivilDate,
    because: because.join(BETWEEN),
  }
}

export const pathOfStep = (child: string, key: StepKey): string => `${pathOfChild(child)}/steps/${encodeURIComponent(stepText(key))}`

/** One of several next steps that are chosen in a list. */
export interface ChosenStep {
  readonly child: string
  /** Nothing where the child as a whole is chosen. */
  readonly step: StepKey | undefined
}

export const chosenText = (child: string, key: StepKey): string => `${child}${BETWEEN}${stepText(key)}`

export function chosenOf(text: string): ChosenStep {
  const [child = '', ...step] = text.split(BETWEEN)
  return { child, step: stepOf(step.join(BETWEEN)) }
}

/** The form that records a type of fact, with what is known of it filled in. */
export function pathOfForm(child: string, type: FactType, preset: Readonly<Record<string, unknown>> = {}): string {
  const texts = Object.entries(preset).map(([name, value]): [string, string] => [name, String(value)])
  return withQuery(`${pathOfChild(child)}/record/${type}`, Object.fromEntries(texts))
}

/** The form for a kind of entry, with what is known of it filled in; of one that answers, with the id of what it answers. */
export function pathOfEntry(child: string, kind: EntryKind, of?: string, preset: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${pathOfCasework(child)}/${kind}`, { ...(of !== undefined && { of }), ...preset })
}

/** The pages of a child, in the order of their tabs: what stands on the tab, what a link back to one says to which forms lead back, and what is kept there. */
const pages = [
  { name: 'now', tab: 'Now and next' },
  {
    name: 'casework',
    tab: 'Casework',
    back: 'Back to the casework',
    keeps: ['barrier', 'enquiry', 'agency-referral', 'engagement-attempt', 'referral-answer', 'school-place'],
  },
  {
    name: 'support',
    tab: 'Support and consent',
    back: 'Back to support and consent',
    keeps: ['sharing-decision', 'request-answer', 'assessment-outcome'],
  },
  { name: 'order', tab: 'School Attendance Order', back: 'Back to the attendance order', keeps: ['sao', 'order-stage'] },
  { name: 'school', tab: 'Back in school', back: 'Back to school', keeps: ['cme-closed', 'first-attendance'] },
  { name: 'details', tab: 'Child, family, contacts' },
  { name: 'notes', tab: 'Case notes' },
] as const satisfies readonly PageOfChild<string>[]

interface PageOfChild<Name> {
  readonly name: Name
  readonly tab: string
  readonly back?: string
  readonly keeps?: readonly (FactType | EntryKind)[]
}

export type NameOfPage = (typeof pages)[number]['name']

export const pagesOfChild: readonly PageOfChild<NameOfPage>[] = pages

/** The first has the address of the child itself. */
export const pathOfPage = (child: string, name: NameOfPage): string =>
  name === 'now' ? pathOfChild(child) : `${pathOfChild(child)}/${name}`

/** Where one goes once an entry, or what is kept beside a fact, is kept: to the page of its kind, or to what happened. */
export function pathWhereKept(child: string, kind: FactType | EntryKind): string {
  const page = pagesOfChild.find(({ keeps }) => keeps?.includes(kind))
  return page ? pathOfPage(child, page.name) : `${pathOfChild(child)}#what-happened`
}

/** The work with a child. */
export const pathOfCasework = (child: string): string => pathOfPage(child, 'casework')

export const pathOfSiblings = (child: string): string => `${pathOfChild(child)}/siblings`

/** The School Attendance Order of a child. */
export const pathOfOrder = (child: string): string => pathOfPage(child, 'order')

/** Where the letter of a stage of it is drafted. */
export const pathOfDraft = (child: string, stage: string): string => `${pathOfOrder(child)}/letters/${encodeURIComponent(stage)}`

/** A letter that was made ready to print. */
export const pathOfLetter = (child: string, letter: string): string => `${pathOfOrder(child)}/letter/${encodeURIComponent(letter)}`

/** On which roll a child is, and how its cases began and ended. */
export const pathOfSchool = (child: string): string => pathOfPage(child, 'school')

const pathOfFact = (child: string, fact: string): string => `${pathOfChild(child)}/facts/${encodeURIComponent(fact)}`

/** The form for what is kept beside a fact. It leads back to where it was opened from. */
export const pathOfParticulars = (child: string, fact: string, from?: string): string =>
  withQuery(`${pathOfFact(child, fact)}/particulars`, from === undefined ? {} : { from })

/** The form that corrects a fact. */
export const pathOfCorrection = (child: string, fact: string): string => `${pathOfFact(child, fact)}/correct`

/** The form that takes a fact back. */
export const pathOfWithdrawal = (child: string, fact: string): string => `${pathOfFact(child, fact)}/withdraw`

/** What is known of a child and its family. */
export const pathOfDetails = (child: string): string => pathOfPage(child, 'details')

export const pathOfDetail = (child: string, kind: string, item: string): string =>
  `${pathOfDetails(child)}/${kind}/${encodeURIComponent(item)}`

export const pathOfNotes = (child: string): string => pathOfPage(child, 'notes')

/** What was asked of CFW, the hub and CSC for a child, and what its family says to it. */
export const pathOfSupport = (child: string): string => pathOfPage(child, 'support')

export const pathOfSearch = (search: string): string => `/find/${encodeURIComponent(search)}`

/** A deletion return, for the school that made it. */
export const pathOfOwnReturn = (made: string): string => `/deletion-returns/${encodeURIComponent(made)}`

/** A deletion return, for the council. */
export const pathOfReturn = (made: string): string => `/returns/${encodeURIComponent(made)}`

/** The form that gives a child to somebody. */
export const pathOfAllocation = (child: string): string => withQuery('/allocate', { step: child })

/** The form that gives everything of one person to another. */
export const TAKEOVER = '/allocate/everything'

/** The form that records one thing for several children, and for which of them. */
export const pathOfSeveral = (type: FactType, ...children: readonly string[]): string => {
  const query = new URLSearchParams(children.map((child): [string, string] => ['step', child])).toString()
  return `/steps/several/${type}${query === '' ? '' : `?${query}`}`
}

/** What the home-education team is asked. */
export const HOME_EDUCATION = '/home-education'

/** Where it answers about one child. */
export const pathOfHomeEducation = (child: string): string => `${HOME_EDUCATION}/${encodeURIComponent(child)}`

/** A file of deletion returns that a school sent. */
export const pathOfReturnFile = (file: string): string => `/deletion-returns/file/${encodeURIComponent(file)}`

/** What was told of a child, for whoever finds out which it is. */
export const pathOfNotification = (notification: string): string => `/triage/${encodeURIComponent(notification)}`

/** Who has seen a child. */
export const pathOfWhoLooked = (child: string): string => `/seen/${encodeURIComponent(child)}`
