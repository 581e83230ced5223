import { type CivilDate, civilDate, dayOf } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { ReturnText, ReturnTold } from '../casefile/deletion-return.ts'
import type { Fault } from '../casefile/fault.ts'
import { headsSeen } from '../database/access.ts'
import { readAgencies } from '../database/agencies.ts'
import { type HeldChild, holdChildren, readChildren, type StoredChild } from '../database/cases.ts'
import type { Returned } from '../database/deletion-returns.ts'
import { type ChildDetails, readDetails, readToCompare } from '../database/details.ts'
import {
  type Columns,
  countReturned,
  keepReturnFile,
  putColumns,
  type ReturnFile,
  readColumns,
  readReturnFile,
  type SentTable,
} from '../database/return-files.ts'
import { rulesOf } from '../database/rules.ts'
import { type Action, type Context, fault, NotDone } from './action.ts'
import { columnsFor, faultsOfColumns } from './return-columns.ts'
import { knownForReturn, ownRolls, type ReturnToMake, returnedLately, returnToMake, saveReturns, schoolsToGoTo } from './return-deletion.ts'
import { NOBODY, type Pupil, pupilOf, readRow, returnOfRow } from './returns-from-rows.ts'

/*
 * Many deletion returns of a file: the school sends it, says which column is what, sees which rows can be returned and what is wrong with the others, and decides.
 * Nothing is on record before that. A file that is sent again finds its pupils returned, and returns nothing.
 */

/** The page on which a file is sent: it shows nothing of anybody. */
export const openReturnFile: Action<undefined, undefined> = async () => ({ children: [], given: undefined })

/** Keeps what a file holds until it is decided. */
export const sendReturnFile: Action<SentTable, { readonly file: string }> = async ({ transaction, actor }, table) => ({
  children: [],
  given: { file: await keepReturnFile(transaction, actor, table) },
})

export interface ColumnsSeen {
  readonly file: ReturnFile
  readonly columns: Columns
}

/** Which column of a file is what: as it was said, or as it seems to be. */
export const openColumns: Action<{ readonly file: string }, ColumnsSeen> = async (context, { file: id }) => {
  const file = await ownFile(context, id)
  const saidLast = file.columns ?? (await readColumns(context.transaction, context.actor.agency.id))
  return { children: [], given: { file, columns: columnsFor(file.headings, saidLast) } }
}

/** Says which column of a file is what. */
export const chooseColumns: Action<{ readonly file: string; readonly columns: Columns }, { readonly file: string }> = async (
  context,
  { file: id, columns },
) => {
  const file = await ownFile(context, id)
  const faults = faultsOfColumns(columns, file.headings)
  if (faults.length > 0) throw new NotDone({ outcome: 'faults', faults })
  await putColumns(context.transaction, context.actor, id, columns)
  return { children: [], given: { file: id } }
}

async function ownFile({ transaction, actor }: Context, id: string): Promise<ReturnFile> {
  const file = await readReturnFile(transaction, actor, id)
  if (!file) throw new NotDone({ outcome: 'absent', asked: id })
  return file
}

// ---- What a file comes to ----------------------------------------------------------------------------------------------------------------

interface Row {
  /** As a spreadsheet counts: that of the headings is the first. */
  readonly row: number
}

/** A row that can be returned. */
export interface ReadyRow extends Row {
  readonly pupil: Pupil
  readonly told: ReturnTold
  /** What is as it is on record, since the row leaves it out. */
  readonly filled: readonly ReturnText[]
}

/** A row whose pupil the school has returned for this day. */
export interface ReturnedRow extends Row {
  readonly pupil: Pupil
  readonly deletedOn: CivilDate
}

export interface WrongRow extends Row {
  readonly cells: readonly string[]
  /** What is wrong, by the headings of the file. */
  readonly reasons: readonly string[]
}

export interface FileJudged {
  readonly file: ReturnFile
  readonly ready: readonly ReadyRow[]
  readonly returned: readonly ReturnedRow[]
  readonly wrong: readonly WrongRow[]
  /** The names of schools of the county, by their ids. */
  readonly schools: ReadonlyMap<string, string>
}

/** What a file comes to. Of a file of which nobody has said what its columns are, the action ends with that. */
export const seeReturnFile: Action<
  { readonly file: string },
  FileJudged | { readonly file: ReturnFile; readonly needsColumns: true }
> = async (context, { file: id }) => {
  const file = await ownFile(context, id)
  if (!file.columns) return { children: [], given: { file, needsColumns: true } }
  const { judged, children } = await judge(context, file, (heads) => inSteps(heads, (some) => readChildren(context.transaction, some)))
  return { children, given: judged }
}

/** The rows that cannot be returned, with what is wrong with each: for a file to put right. */
export const takeWrongRows: Action<{ readonly file: string }, Pick<FileJudged, 'file' | 'wrong'>> = async (context, { file: id }) => {
  const seen = await seeReturnFile(context, { file: id })
  const { given } = seen
  return 'needsColumns' in given ? { ...seen, given: { file: given.file, wrong: [] } } : { ...seen, given }
}

export interface FileAsked {
  readonly file: string
  /** How many rows were ready when somebody decided. */
  readonly ready: number
}

/** Makes the returns of the rows that are ready: all of them, or none. */
export const returnFile: Action<FileAsked, { readonly file: string; readonly made: number }> = async (context, { file: id, ready }) => {
  const { transaction, actor } = context
  const file = await ownFile(context, id)
  const { made, children } = await judge(context, file, (heads) => inSteps(heads, (some) => holdChildren(transaction, some)))
  if (made.length !== ready)
    throw fault('', `Something has changed meanwhile: ${made.length} can be returned now. Look at them, and decide again`)
  if (made.length === 0) throw fault('', 'No row of this file can be returned')
  await saveReturns(context, await rulesOf(transaction), made)
  countReturned(transaction, actor, id, made.length)
  return { children, given: { file: id, made: made.length } }
}

const TOGETHER = 200

/** Asks for children some at a time, in the order of their ids. */
async function inSteps<Child>(
  heads: readonly string[],
  ask: (some: readonly string[]) => Promise<readonly Child[]>,
): Promise<readonly Child[]> {
  const children: Child[] = []
  const sorted = heads.toSorted()
  for (let from = 0; from < sorted.length; from += TOGETHER) children.push(...(await ask(sorted.slice(from, from + TOGETHER))))
  return children
}

/**
 * Judges every row. `load` gives the children whom rows are about, and holds them where something is to be done: what has been returned meanwhile is asked after
 * that.
 */
async function judge<Child extends StoredChild | HeldChild>(
  context: Context,
  file: ReturnFile,
  load: (heads: readonly string[]) => Promise<readonly Child[]>,
) {
  const { transaction, today } = context
  const { headings, cells, columns } = file
  if (!columns) throw fault('', 'Say first which column of the file is what')
  const schools = await schoolsToGoTo(context)
  const onRoll = await pupilsOnRoll(context)
  const left = await pupilsReturned(context, await returnedLately(context), new Set(onRoll.keys()))
  const pupils = [...onRoll.values(), ...left]
  const rows = cells.flatMap((row, place) => {
    if (row.every((cell) => cell === '')) return []
    const read = readRow(row, headings, columns, schools)
    return [{ row: place + FIRST_ROW, cells: row, read, found: pupilOf(read.identity, pupils) }]
  })
  const heads = [...new Set(rows.flatMap(({ found }) => ('pupil' in found ? [found.pupil.head] : [])))]
  const children = new Map((await load(heads)).map((child) => [child.head, child]))
  const [returned, still] = await Promise.all([returnedLately(context), headsOnRoll(context)])
  const ready: ReadyRow[] = []
  const before: ReturnedRow[] = []
  const wrong: WrongRow[] = []
  const made: ReturnToMake<Child>[] = []
  const seen = new Map<string, number>()
  for (const { row, cells, read, found } of rows) {
    const isWrong = (...reasons: readonly string[]) => void wrong.push({ row, cells, reasons })
    const said = (faults: readonly Fault[]) => faults.map((fault) => reasonOf(fault, columns))
    const unread = said(read.unread.filter(({ pointer }) => partsOfWho.includes(pointer)))
    if ('why' in found) {
      isWrong(...(unread.length > 0 ? unread : [found.why]))
      continue
    }
    const { pupil } = found
    const child = children.get(pupil.head)
    const twin = seen.get(pupil.head)
    const isGone = onRoll.has(pupil.head) && !still.includes(pupil.head)
    if (!child || isGone || twin !== undefined) {
      isWrong(twin === undefined ? NOBODY : `The pupil of row ${twin} again`)
      continue
    }
    seen.set(pupil.head, row)
    if (unread.length > 0) {
      isWrong(...unread)
      continue
    }
    const { deletedOn } = read.given
    const own = returned.filter(({ head }) => head === pupil.head)
    const isOn = ownRolls(context, child).length > 0
    if (deletedOn && own.some((one) => one.deletedOn === deletedOn)) {
      before.push({ row, pupil, deletedOn })
      continue
    }
    const other = own.findLast((one) => !isOn || one.deletedOn > civilDate(today))
    if (other) {
      isWrong(`Returned already, as off the register from ${inWords(dayOf(other.deletedOn))}. If that day is wrong, tell the CME team`)
      continue
    }
    const details = onRoll.get(pupil.head)?.details
    const { told, filled } = returnOfRow(read, details ? knownForReturn(details) : {})
    if ('faults' in told) {
      isWrong(...said(told.faults))
      continue
    }
    const toMake = toMakeOf(context, child, told, schools)
    if ('faults' in toMake) {
      isWrong(...said(toMake.faults))
      continue
    }
    made.push(toMake)
    ready.push({ row, pupil, told, filled })
  }
  const names = new Map((await readAgencies(transaction)).map(({ id, name }) => [id, name]))
  const judged: FileJudged = { file, ready, returned: before, wrong, schools: names }
  const shown = [...ready, ...before].map(({ pupil }) => pupil.head)
  return { judged, made, children: [...new Set(shown.flatMap((head) => children.get(head)?.records ?? []))] }
}

/** Below the headings. */
const FIRST_ROW = 2

/** What says who it is: of a row of which that cannot be read nothing else is told. */
const partsOfWho: readonly string[] = ['/upn', '/dateOfBirth']

/** What is wrong, with the heading of the file under which it stands, where it has one. */
function reasonOf({ pointer, message }: Fault, columns: Columns): string {
  const heading = columns[pointer.slice(1).replace('nextSchoolName', 'nextSchool')]
  return heading === undefined ? message : `${heading}: ${message.slice(0, 1).toLowerCase()}${message.slice(1)}`
}

/** The same as the form comes to, with what is wrong as faults. */
function toMakeOf<Child extends StoredChild>(
  context: Context,
  child: Child,
  told: ReturnTold,
  schools: Parameters<typeof returnToMake>[3],
): ReturnToMake<Child> | { readonly faults: readonly Fault[] } {
  try {
    return returnToMake(context, child, told, schools)
  } catch (error) {
    if (!(error instanceof NotDone)) throw error
    if (error.because.outcome === 'faults') return { faults: error.because.faults }
    return { faults: [{ pointer: '', message: NOBODY }] }
  }
}

type PupilOnRoll = Pupil & { readonly details: ChildDetails }

/** The pupils on the school's own roll whom this person may see as such, by their heads. */
async function pupilsOnRoll(context: Context): Promise<ReadonlyMap<string, PupilOnRoll>> {
  const { transaction, actor, today } = context
  const heads = await headsOnRoll(context)
  const pupils = new Map<string, PupilOnRoll>()
  for (let from = 0; from < heads.length; from += DETAILS_TOGETHER) {
    const some = await readDetails(transaction, actor, heads.slice(from, from + DETAILS_TOGETHER), today)
    for (const [head, details] of some) pupils.set(head, { ...details, details })
  }
  return pupils
}

const DETAILS_TOGETHER = 500

/** Of a sealed child it is asked later whether it is on the roll. */
const headsOnRoll = ({ transaction, actor, today }: Context): Promise<readonly string[]> =>
  headsSeen(transaction, actor, ['on-roll', 'named-in-seal'], today)

/** Those whom the school has returned and who are not on its roll any more: who they are the school has told itself. */
async function pupilsReturned(
  { transaction }: Context,
  returned: readonly Returned[],
  others: ReadonlySet<string>,
): Promise<readonly Pupil[]> {
  const heads = [...new Set(returned.map(({ head }) => head))].filter((head) => !others.has(head))
  return [...(await readToCompare(transaction, heads)).values()]
}
