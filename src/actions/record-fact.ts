import { civilDate } from '../calendar/civil-date.ts'
import { addedTo } from '../casefile/added.ts'
import type { Assessment } from '../casefile/assessment.ts'
import { type Content, faultsOfParticulars, particularsFields } from '../casefile/casework-table.ts'
import { checkRecord } from '../casefile/check-fields.ts'
import type { Agency, CaseFile, CaseRecord, RecordedFact } from '../casefile/fact-table.ts'
import type { Fault } from '../casefile/fault.ts'
import type { Fields } from '../casefile/fields.ts'
import { appendRecords, type StoredChild } from '../database/cases.ts'
import { addEntry } from '../database/casework.ts'
import { newId } from '../database/ids.ts'
import { readNames } from '../database/names.ts'
import { type Rules, reassess } from '../database/projection.ts'
import { assess } from '../guidance/assess.ts'
import { shouldClauses } from '../guidance/register.ts'
import type { FieldClass } from '../sharing/fields.ts'
import { agenciesToRecordFor, mayRecord, mayTellOfRoll } from '../sharing/recording.ts'
import { kindOfRole } from '../sharing/roles.ts'
import { noteFault } from '../words/form-words.ts'
import { figureFaults } from '../words/session-words.ts'
import { type Action, type Context, doerOf, fault, NotDone } from './action.ts'
import { type HeldInSight, holdInSight } from './child-in-sight.ts'
import { type ChildSeen, type ChildToGoOnWith, seeChild, shownAssessment } from './view-child.ts'

/** A fact that is to be recorded: everything but its id and the moment, which it gets when it is. */
export interface NewFact {
  readonly child: string
  /** Without a `by` it is recorded for the agency that usually does. */
  readonly fact: Omit<RecordedFact, 'id' | 'recordedAt' | 'by'> & { readonly by?: Agency }
  /** What is kept beside it. */
  readonly particulars?: Content
}

/** A child before and after a fact. */
export interface FactChecked extends ChildSeen {
  readonly fact: RecordedFact
  /** Everything that is recorded: the fact, and the withdrawals that go with it. */
  readonly added: readonly CaseRecord[]
  readonly after: Assessment
  readonly particulars?: Content
  /** The names of the schools in it, by their ids. */
  readonly schools?: ReadonlyMap<string, string>
}

/** What recording a fact would change; nothing is saved. */
export const checkFact: Action<NewFact, FactChecked> = async (context, { child, fact, particulars }) => {
  refuseUnfit(fact, particulars)
  const toGoOnWith = await seeChild(context, child)
  const { child: stored, sight } = toGoOnWith.inSight
  const { whole, added } = whatIsAdded(context, { child: stored, rules: toGoOnWith.seen.rules }, fact, sight.classes)
  const checked = checkedWith(context, toGoOnWith, whole, added)
  const schools = await schoolsNamedIn(context, fact.detail, particulars)
  return { children: stored.records, given: { ...checked, schools, ...(particulars && { particulars }) } }
}

/** The names of the schools that somebody has chosen on a form, by their ids. */
export async function schoolsNamedIn(
  { transaction }: Context,
  ...said: readonly (object | undefined)[]
): Promise<ReadonlyMap<string, string>> {
  const ids = said.flatMap((values) => (values && 'school' in values && typeof values.school === 'string' ? [values.school] : []))
  return (await readNames(transaction, ids, [])).agencies
}

/** A child before and after the records that a fact is added with. */
export function checkedWith(
  { today }: Context,
  { seen, inSight, former }: ChildToGoOnWith,
  fact: RecordedFact,
  added: readonly CaseRecord[],
): FactChecked {
  const caseFile = recordable(inSight.child.caseFile)
  const { calendar, settings } = seen.rules
  const after = assess({ ...caseFile, facts: [...caseFile.facts, ...added] }, calendar, settings, today)
  return { ...seen, fact, added, after: shownAssessment(after, former) }
}

/** Records a fact of a child, and with it what the guidance makes of it. Gives the ids of both. */
export const recordFact: Action<NewFact, { readonly child: string; readonly fact: string }> = async (context, asked) => {
  const { child: id, fact, particulars } = asked
  refuseUnfit(fact, particulars)
  const held = await holdInSight(context, id)
  const { whole, added } = whatIsAdded(context, held, fact, held.sight.classes)
  await addRecords(context, held, added)
  if (particulars) await addParticulars(context, held.child.head, whole, particulars)
  return { children: held.child.records, given: { child: held.child.head, fact: whole.id } }
}

/** Keeps the particulars of a fact beside it. */
export async function addParticulars({ transaction, actor }: Context, head: string, fact: RecordedFact, content: Content): Promise<void> {
  if (!particularsFields(fact.type)) throw new TypeError(`a fact of the type ${fact.type} has no particulars`)
  refuseUnfit(fact, content)
  const { type: kind, on, by, id: of } = fact
  await addEntry(transaction, head, { kind, on, by, of, content }, { by: actor.user, agency: actor.agency.id })
}

/** Ends the action where what is kept beside a fact is not what such a one needs. */
export function refuseUnfit({ type, detail, on }: Pick<NewFact['fact'], 'type' | 'detail' | 'on'>, content: Content = {}): void {
  const fields = particularsFields(type, detail)
  if (!fields) return
  refuseUnfitContent(content, fields)
  refuseFaults(faultsOfParticulars(type, on, content))
}

/** Ends the action where something is wrong with what is kept beside the facts. */
export const refuseFaults = (faults: readonly Fault[]): void => {
  if (faults.length > 0)
    throw new NotDone({ outcome: 'faults', faults: faults.map(({ pointer, message }) => ({ pointer: `/more${pointer}`, message })) })
}

/** Ends the action where what was filled in is not what the members take. */
export function refuseUnfitContent(content: Content, fields: Fields): void {
  const checked = checkRecord(content, fields)
  refuseFaults('faults' in checked ? checked.faults : tooLongIn(content))
}

/** A child without a date of birth stays in triage: nothing is recorded of it until there is one. */
export function recordable(caseFile: CaseFile | undefined): CaseFile {
  if (caseFile) return caseFile
  throw fault('', 'The child has no date of birth yet. Add it first.')
}

/** A child with the rules by which it is judged. */
export interface OfChild {
  readonly child: StoredChild
  readonly rules: Rules
}

/** What is added with the fact, where this person may record it and it can be so. */
export function whatIsAdded(
  context: Context,
  { child, rules }: OfChild,
  fact: NewFact['fact'],
  classes: readonly FieldClass[] = [],
): { readonly whole: RecordedFact; readonly added: readonly CaseRecord[] } {
  const { actor, today } = context
  const caseFile = recordable(child.caseFile)
  const [usual] = agenciesToRecordFor(actor.role, fact.type)
  const whole = { by: usual, ...fact, id: newId() } as RecordedFact
  const permitted = mayRecord(actor, whole.type, whole.by, whole.detail)
  if (!permitted || !mayTellOfRoll(actor, whole.type, whole.detail, classes)) throw new NotDone({ outcome: 'forbidden' })
  refuseUnsound(whole, rules)
  refuseTooLong(whole)
  if (whole.on > civilDate(today) && !permitted.ahead) {
    throw fault('/on', 'That day is still to come. Record it when it has happened')
  }
  return { whole, added: withWhatFollows(context, caseFile, [whole]) }
}

/** Of a person it is asked that a fact which settles something by its words has them, and that a figure can be. A case file may hold either. */
export function refuseUnsound(fact: RecordedFact, { calendar }: Rules): void {
  const unsaid = noteFault(fact.type, fact.note)
  const faults = [...(unsaid ? [unsaid] : []), ...(fact.type === 'attendance-summary' ? figureFaults(fact, calendar) : [])]
  if (faults.length > 0) throw new NotDone({ outcome: 'faults', faults })
}

/** More than anybody reads; what is recorded can never be taken out again. */
const LONGEST_NOTE = 10_000
const LONGEST_DETAIL = 5_000

function refuseTooLong({ note = '', detail = {} }: RecordedFact): void {
  if (note.length > LONGEST_NOTE) throw fault('/note', shorten(LONGEST_NOTE))
  const [long] = tooLongIn(detail)
  if (long) throw fault(`/detail${long.pointer}`, long.message)
}

const tooLongIn = (content: object): readonly Fault[] =>
  Object.entries(content).flatMap(([member, value]) =>
    typeof value === 'string' && value.length > LONGEST_DETAIL ? [{ pointer: `/${member}`, message: shorten(LONGEST_DETAIL) }] : [],
  )

const shorten = (most: number): string => `Shorten this: it may have ${most} characters`

/** Records, and after them the withdrawals of what does not hold with them. Ends the action where they cannot be. */
export function withWhatFollows({ actor, today }: Context, caseFile: CaseFile, records: readonly CaseRecord[]): readonly CaseRecord[] {
  const withdrawn = { on: civilDate(today), by: kindOfRole[actor.role] }
  const all = addedTo(caseFile, records, shouldClauses, ({ id }) => ({ id: newId(), withdraws: id, ...withdrawn }))
  if ('faults' in all) throw new NotDone({ outcome: 'faults', faults: all.faults })
  return all.added
}

/** Adds records to a child whose rows are held, and with them what the guidance makes of them. */
export async function addRecords(
  { transaction, actor, today }: Context,
  { child, rules }: Pick<HeldInSight, 'child' | 'rules'>,
  records: readonly CaseRecord[],
): Promise<void> {
  const more = await appendRecords(transaction, child, records, { by: actor.user, agency: actor.agency.id })
  await reassess(transaction, [more], rules, today, doerOf(actor))
}
