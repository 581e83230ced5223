import type { CivilDate } from '../calendar/civil-date.ts'
import type { EntryKind } from '../casefile/casework-table.ts'
import type { FactType, Service } from '../casefile/fact-table.ts'

/* Addresses within Onroll. They hold ids and names of clauses, and nothing of a person. */

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
  const query = new URLSearchParams(Object.entries(preset).map(([name, value]): [string, string] => [name, String(value)])).toString()
  return `${pathOfChild(child)}/record/${type}${query === '' ? '' : `?${query}`}`
}

/** The form for a kind of entry, with what is known of it filled in; of one that answers, with the id of what it answers. */
export function pathOfEntry(child: string, kind: EntryKind, of?: string, preset: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(of !== undefined && { of }), ...preset }).toString()
  return `${pathOfChild(child)}/casework/${kind}${query === '' ? '' : `?${query}`}`
}

/** The pages of a child to which kinds of facts and entries belong. */
const pagesOfKinds: { readonly [K in FactType | EntryKind]?: string } = {
  // Casework.
  barrier: 'casework',
  enquiry: 'casework',
  'agency-referral': 'casework',
  'engagement-attempt': 'casework',
  'referral-answer': 'casework',
  'school-place': 'casework',

  // Support and consent
  'sharing-decision': 'support',
  'request-answer': 'support',
  'assessment-outcome': 'support',

  // The School Attendance Order
  sao: 'order',
  'order-stage': 'order',

  // Back in school
  'cme-closed': 'school',
  'first-attendance': 'school',
}

/** Where one goes once an entry, or what is kept beside a fact, is kept: to the page of its kind, or to what happened. */
export const pathWhereKept = (child: string, kind: FactType | EntryKind): string => {
  const page = pagesOfKinds[kind]
  return page === undefined ? `${pathOfChild(child)}#what-happened` : `${pathOfChild(child)}/${page}`
}

/** The work with a child. */
export const pathOfCasework = (child: string): string => `${pathOfChild(child)}/casework`

export const pathOfSiblings = (child: string): string => `${pathOfChild(child)}/siblings`
/** The School Attendance Order of a child. */
export const pathOfOrder = (child: string): string => `${pathOfChild(child)}/order`

/** Where the letter of a stage of it is drafted. */
export const pathOfDraft = (child: string, stage: string): string => `${pathOfOrder(child)}/letters/${encodeURIComponent(stage)}`

/** A letter that was made ready to print. */
export const pathOfLetter = (child: string, letter: string): string => `${pathOfOrder(child)}/letter/${encodeURIComponent(letter)}`

/** On which roll a child is, and how its cases began and ended. */
export const pathOfSchool = (child: string): string => `${pathOfChild(child)}/school`

/** The form for what is kept beside a fact. */
export const pathOfParticulars = (child: string, fact: string): string =>
  `${pathOfChild(child)}/facts/${encodeURIComponent(fact)}/particulars`

/** What is known of a child and its family. */
export const pathOfDetails = (child: string): string => `${pathOfChild(child)}/details`

export const pathOfDetail = (child: string, kind: string, item: string): string =>
  `${pathOfDetails(child)}/${kind}/${encodeURIComponent(item)}`

export const pathOfNotes = (child: string): string => `${pathOfChild(child)}/notes`

/** What was asked of CFW, the hub and CSC for a child, and what its family says to it. */
export const pathOfSupport = (child: string): string => `${pathOfChild(child)}/support`

export const pathOfSearch = (search: string): string => `/find/${encodeURIComponent(search)}`

/** A deletion return, for the school that made it. */
export const pathOfOwnReturn = (made: string): string => `/deletion-returns/${encodeURIComponent(made)}`

/** A deletion return, for the council. */
export const pathOfReturn = (made: string): string => `/returns/${encodeURIComponent(made)}`
