import type { ChildViewed } from '../../../actions/view-child.ts'
import type { Calendar } from '../../../calendar/calendar.ts'
import { civilDate, compare, type Day, dayOf } from '../../../calendar/civil-date.ts'
import { inWords, listed } from '../../../calendar/words.ts'
import type { Content } from '../../../casefile/casework-table.ts'
import {
  type Agency,
  agencies,
  type CaseRecord,
  type FactType,
  factTypes,
  isWithdrawal,
  type RecordedFact,
} from '../../../casefile/fact-table.ts'
import { type FactWithHistory, factsWithHistory, idsOf } from '../../../casefile/history.ts'
import { inLondon } from '../../../casefile/moment.ts'
import { WITHHELD } from '../../../sharing/fields.ts'
import { type Answered, answersOf, entryWordsOf, isEntryKind } from '../../../words/casework-words.ts'
import { recorded, recordedInWords } from '../../../words/fact-words.ts'
import { formWordsOf } from '../../../words/form-words.ts'
import { agencyWords, capital } from '../../../words/guidance-words.ts'
import { lengthInWords } from '../../../words/how-far.ts'
import { momentInWords } from '../../../words/moment-words.ts'
import { pathOfCorrection, pathOfOwnReturn, pathOfReturn } from '../../paths.ts'
import { type Fields, one } from '../../route.ts'
import { dayOfRecord } from '../../when.ts'

/*
 * What happened, newest first: each fact once, with who recorded it and how late, what it said before it was corrected, and what is withheld.
 */

/** More than these are shown only when asked for. */
const MOST_SHOWN = 15

export interface Filter {
  readonly agency: Agency | undefined
  readonly type: FactType | undefined
  /** Those beyond the first few too. */
  readonly earlier: boolean
}

/** Only what is a choice counts; anything else filters nothing. */
export const readFilter = (query: Fields): Filter => ({
  agency: agencies.find((agency) => agency === one(query, 'agency')),
  type: factTypes.find((type) => type === one(query, 'type')),
  earlier: one(query, 'earlier') === 'yes',
})

export interface TimelineEntry {
  readonly id: string
  readonly day: string
  readonly says: string
  /** It started a step, or settled one. */
  readonly isTurn: boolean
  readonly note: string | undefined
  /** What was recorded beside it, question by question. */
  readonly particulars: readonly Answered[]
  readonly who: string
  /** `recorded 2 working days late` */
  readonly late: string | undefined
  /** `withheld: the reason and the note` */
  readonly withheld: string | undefined
  /** How and why it was taken back. */
  readonly withdrawn: string | undefined
  readonly history: readonly string[]
  readonly correct: string | undefined
  /** Where it is read what the school returned of which it came. */
  readonly returned: string | undefined
}

export interface Timeline {
  readonly entries: readonly TimelineEntry[]
  readonly count: number
  /** How many earlier ones are not shown, and back to which day they go. */
  readonly earlier: { readonly count: number; readonly backTo: string } | undefined
  readonly agencies: readonly Choice[]
  readonly types: readonly Choice[]
  readonly isFiltered: boolean
}

interface Choice {
  readonly value: string
  readonly label: string
  readonly chosen: boolean
}

/** What happened up to the day asked about. `mayChange` is whether links lead to putting a fact right. */
export function timelineOf(seen: ChildViewed, filter: Filter, mayChange: boolean): Timeline {
  const all = factsWithHistory(seen.records).filter(({ fact }) => dayOf(fact.on) <= seen.on)
  const isAsked = (by: Agency) => !filter.agency || by === filter.agency
  const facts = all
    .filter(({ fact }) => isAsked(fact.by) && (!filter.type || fact.type === filter.type))
    .toSorted(newestFirst)
    .map((one) => ({ on: one.fact.on, entry: entryOf(one, seen, mayChange) }))
  const entries = seen.casework
    .filter(({ by, on }) => !filter.type && isAsked(by) && dayOf(on) <= seen.on)
    .flatMap((one) => standingAlone(one, seen))
  // Sorting keeps the order within a day: the facts first.
  const shown = [...facts, ...entries].toSorted((a, b) => compare(b.on, a.on))
  const rest = filter.earlier ? [] : shown.slice(MOST_SHOWN)
  const oldest = rest.at(-1)
  return {
    entries: shown.slice(0, shown.length - rest.length).map(({ entry }) => entry),
    count: shown.length,
    earlier: oldest && { count: rest.length, backTo: dayOfRecord(dayOf(oldest.on), seen.on) },
    agencies: agencies
      .filter((agency) => all.some(({ fact }) => fact.by === agency) || seen.casework.some(({ by }) => by === agency))
      .map((agency) => ({ value: agency, label: capital(agencyWords[agency]), chosen: agency === filter.agency })),
    types: factTypes
      .filter((type) => all.some(({ fact }) => fact.type === type))
      .map((type) => ({ value: type, label: formWordsOf(type).title, chosen: type === filter.type }))
      .toSorted((a, b) => compare(a.label, b.label)),
    isFiltered: filter.agency !== undefined || filter.type !== undefined,
  }
}

/** What is planned, the next first. */
export const plansOf = (seen: ChildViewed, mayChange: boolean, today: Day): readonly TimelineEntry[] =>
  factsWithHistory(seen.records)
    .filter(({ fact, withdrawnBy }) => !withdrawnBy && dayOf(fact.on) > Math.max(seen.on, today))
    .toSorted(newestFirst)
    .toReversed()
    .map((one) => entryOf(one, seen, mayChange))

/** What was recorded beside a fact, or beside what it corrects: the latest counts. Nothing where nothing was, or it is not for this person. */
export const besideFact = (one: Pick<FactWithHistory, 'fact' | 'earlier'>, casework: ChildViewed['casework']): Content | undefined =>
  keptBeside(one, casework)[0]?.content

/** All that was, the latest first. */
function keptBeside(one: Pick<FactWithHistory, 'fact' | 'earlier'>, casework: ChildViewed['casework']): ChildViewed['casework'] {
  const ids = idsOf(one)
  return casework.filter(({ of, kind }) => of !== null && ids.includes(of) && kind === one.fact.type)
}

/** The same, question by question. */
export const particularsOf = (
  one: Pick<FactWithHistory, 'fact' | 'earlier'>,
  { casework, schools }: Pick<ChildViewed, 'casework' | 'schools'>,
): readonly Answered[] => answersOf(one.fact.type, besideFact(one, casework) ?? {}, schools)

/** Who put the particulars of a fact right, or added them later, and what they said before. Nothing of most. */
function particularsHistory(one: FactWithHistory, { casework, schools, recorders }: ChildViewed): readonly string[] {
  const [latest, ...before] = keptBeside(one, casework)
  if (!latest || (before.length === 0 && latest.who.name === recorders.get(one.fact.id)?.name)) return []
  const on = (entry: typeof latest) => `${momentInWords(entry.recordedAt)} by ${entry.who.name}`
  const said = ({ content }: typeof latest) =>
    answersOf(one.fact.type, content, schools)
      .map(({ question, answer }) => `${question} ${answer}`)
      .join('; ')
  return [
    `Particulars ${before.length > 0 ? 'put right' : 'added'}, ${on(latest)}`,
    ...before.map((entry) => `Particulars before: ${said(entry)}; recorded ${on(entry)}`),
  ]
}

/** An entry that stands by itself, and is no fact's. */
function standingAlone({ id, kind, on, content, who, by }: ChildViewed['casework'][number], seen: ChildViewed) {
  if (!isEntryKind(kind)) return []
  const entry: TimelineEntry = {
    id,
    day: dayOfRecord(dayOf(on), seen.on),
    says: entryWordsOf(kind).title,
    isTurn: false,
    note: undefined,
    // A letter is read where it is kept.
    particulars: kind === 'order-letter' ? [] : answersOf(kind, content, seen.schools),
    who: keeperOf({ who, by }),
    ...{ late: undefined, withheld: undefined, withdrawn: undefined, history: [], correct: undefined, returned: undefined },
  }
  return [{ on, entry }]
}

/** Who recorded an entry. */
export const keeperOf = ({ who, by }: Pick<ChildViewed['casework'][number], 'who' | 'by'>): string =>
  who.agency === null ? `${capital(agencyWords[by])}, ${who.name}` : `${who.name}, ${who.agency}`

export const newestFirst = ({ fact: a }: FactWithHistory, { fact: b }: FactWithHistory): number =>
  compare(b.on, a.on) || factTypes.indexOf(b.type) - factTypes.indexOf(a.type) || compare(b.id, a.id)

function entryOf(whole: FactWithHistory, seen: ChildViewed, mayChange: boolean): TimelineEntry {
  const { fact, withdrawnBy, earlier } = whole
  const { assessment, correctable, head, on, rules } = seen
  const isTurn = (assessment?.duties ?? []).some(({ because, dischargedBy }) => dischargedBy === fact.id || because.includes(fact.id))
  const withheld = withheldOf(fact.id, seen)
  return {
    id: fact.id,
    day: dayOfRecord(dayOf(fact.on), on),
    says: sayingOf(fact, seen),
    isTurn: isTurn && !withdrawnBy,
    note: fact.note && recorded(fact.note),
    particulars: particularsOf(whole, seen),
    who: whoOf(fact, seen),
    late: latenessOf(fact, rules.calendar),
    withheld,
    withdrawn: withdrawnBy && `Withdrawn${changedBy(withdrawnBy, seen)}${reasonOf(withdrawnBy)}`,
    history: [
      ...particularsHistory(whole, seen),
      ...earlier.map((record) =>
        isWithdrawal(record) ? `Withdrawn${changedBy(record, seen)}, and counts again` : before(record, fact, seen),
      ),
    ],
    correct: mayChange && !withdrawnBy && correctable.has(fact.id) ? pathOfCorrection(head, fact.id) : undefined,
    returned: returnedPath(fact, seen),
  }
}

/** A return has what is said of roll alone: a notification or a statement of home education is its own fact. */
function returnedPath({ id, type }: RecordedFact, { returns }: Pick<ChildViewed, 'returns'>): string | undefined {
  const found = type === 'off-roll' || type === 'on-roll' ? returns.get(id) : undefined
  return found && (found.isOwn ? pathOfOwnReturn(found.id) : pathOfReturn(found.id))
}

/** What a fact says. A school stands under its name, and in place of what is withheld there is nothing: that it is withheld is told beside it. */
export function sayingOf(fact: RecordedFact, { schools }: Pick<ChildViewed, 'schools'>): string {
  const { detail } = fact
  const school = detail && 'school' in detail ? detail.school : undefined
  const named = school === undefined ? fact : ({ ...fact, detail: { ...detail, school: schools.get(school) ?? school } } as RecordedFact)
  return capital(recordedInWords(named).replace(`: “${WITHHELD}”`, '').replace(WITHHELD, 'a partner agency'))
}

const members: Readonly<Record<string, string>> = {
  agency: 'who told the council',
  note: 'the note',
  reason: 'the reason',
  school: 'the school',
  to: 'to whom',
  worker: 'the worker',
}

const withheldOf = (id: string, { withheld }: ChildViewed): string | undefined => {
  const some = withheld.get(id)
  return some && `withheld: ${listed(some.map((member) => members[member] ?? member))}`
}

/** Who did or knew it, and who put it on record, where that is somebody else. */
export function whoOf(record: CaseRecord, { recorders }: Pick<ChildViewed, 'recorders'>): string {
  const recorder = recorders.get(record.id)
  const by = capital(agencyWords[record.by])
  if (!recorder) return by
  const { name, agency } = recorder
  if (agency?.kind === record.by) return `${name}, ${agency.name}`
  return `${by}, recorded by ${agency ? `${name}, ${agency.name}` : name}`
}

/** Recorded on a later day than it happened on: nothing for what was recorded at once, or beforehand. */
function latenessOf({ on, recordedAt }: RecordedFact, calendar: Calendar): string | undefined {
  if (recordedAt === undefined) return undefined
  const { day } = inLondon(recordedAt)
  return day > dayOf(on) ? `recorded ${lengthInWords(dayOf(on), day, 'working days', calendar)} late` : undefined
}

/** ` on Friday 13 November 2026 by Priya Nair` */
export function changedBy({ id, recordedAt, on }: CaseRecord, { recorders }: Pick<ChildViewed, 'recorders'>): string {
  const day = recordedAt === undefined ? dayOf(on) : inLondon(recordedAt).day
  const recorder = recorders.get(id)
  return ` on ${inWords(day)}${recorder ? ` by ${recorder.name}` : ''}`
}

const reasonOf = ({ note }: CaseRecord): string => (note === undefined || recorded(note) === '' ? '' : `: “${recorded(note)}”`)

/** What a fact said before it was corrected, as far as it said something else. */
function before(record: RecordedFact, now: RecordedFact, seen: ChildViewed): string {
  const [was, is] = [sayingOf(record, seen), sayingOf(now, seen)]
  const parts = [...(record.on === now.on ? [] : [inWords(dayOf(record.on))]), ...(was === is ? [] : [was])]
  const note = record.note !== undefined && record.note !== now.note ? `, with the note “${recorded(record.note)}”` : ''
  const said = parts.length === 0 ? 'the same' : parts.join(': ')
  return `Before it was corrected: ${said}${note}; recorded${changedBy(record, seen)}`
}

/** How many facts are dated later than a past day that is asked about: they are left out of it. */
export const leftOut = ({ records, on }: ChildViewed, today: Day): number =>
  on >= today ? 0 : records.filter((record) => !isWithdrawal(record) && record.on > civilDate(on)).length
