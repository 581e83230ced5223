import type {
  ColumnsSeen,
  FileAsked,
  FileJudged,
  ReadyRow,
  seeReturnFile,
  sendReturnFile,
  WrongRow,
} from '../../../actions/return-by-file.ts'
import { DAY_MEANING, dayMeanings, type RowPart, rowPartNames, rowParts } from '../../../actions/return-columns.ts'
import { dayOf } from '../../../calendar/civil-date.ts'
import { inWords } from '../../../calendar/words.ts'
import { deletionGrounds } from '../../../casefile/deletion-grounds.ts'
import { csvText, readTable } from '../../csv-file.ts'
import { idOf, linked } from '../../field-ids.ts'
import { pathOfReturnFile } from '../../paths.ts'
import { type Download, type Fields, type Form, one, type Page, pageNumber, type Sent } from '../../route.ts'
import { fullName } from '../child/who.ts'
import { follows } from '../deletion-return/page.ts'

/* Many returns of a file: it is sent, its columns are said, its rows are looked at, and then they are returned. */

const fileOfPath = ({ params }: Sent) => ({ input: { file: params['file'] ?? '' } })

// ---- Sending it --------------------------------------------------------------------------------------------------------------------------

export const sendPage: Page<undefined, undefined> = {
  read: () => ({ input: undefined }),
  template: 'pages/return-file/send.njk',
  view: (_, { faults }) => ({ wrong: faults[0]?.message, faults: linked(faults) }),
}

type Table = Parameters<typeof sendReturnFile>[1]

export const sendForm: Form<Table, { readonly file: string }> = {
  read: ({ file }) => {
    const table = file && file.bytes.length + Number(file.isTooLarge) > 0 ? readTable(file) : { wrong: 'Choose the file' }
    return 'wrong' in table ? { faults: [{ pointer: '/file', message: table.wrong }] } : { input: table }
  },
  next: ({ file }) => `${pathOfReturnFile(file)}/columns`,
  takesFile: true,
}

// ---- Its columns -------------------------------------------------------------------------------------------------------------------------

export const columnsPage: Page<{ readonly file: string }, ColumnsSeen> = {
  read: fileOfPath,
  template: 'pages/return-file/columns.njk',
  view: ({ file, columns }, { typed, faults }) => {
    const errorOf = (name: string) => faults.find(({ pointer }) => pointer === `/${name}`)?.message
    const said = (name: string): string => (typed ? one(typed, name) : (columns[name] ?? ''))
    return {
      ...{ path: pathOfReturnFile(file.id), rows: file.cells.length, headings: file.headings.length, faults: linked(faults) },
      fields: rowPartNames.map((part) => ({
        ...{ id: idOf(part), name: part, label: labelOf(part), error: errorOf(part) },
        samples: samplesOf(file, said(part)),
        choices: [
          { value: '', label: 'Not in the file', chosen: said(part) === '' },
          ...file.headings.map((heading) => ({ value: heading, label: heading, chosen: said(part) === heading })),
        ],
        meanings: part === 'deletedOn' && {
          ...{ id: DAY_MEANING, name: DAY_MEANING, error: errorOf(DAY_MEANING) },
          choices: dayMeanings.map((meaning, place) => ({
            ...{ value: meaning, label: meaningWords[meaning], chosen: said(DAY_MEANING) === meaning },
            id: place === 0 ? DAY_MEANING : `${DAY_MEANING}-${meaning}`,
          })),
        },
      })),
    }
  },
}

const meaningWords: Readonly<Record<(typeof dayMeanings)[number], string>> = {
  'first-off': 'the first day on which the name is off the register',
  'last-on': 'the last day at school: the name is off from the day after',
}

const NEEDED: readonly RowPart[] = ['deletedOn', 'ground']
const labelOf = (part: RowPart): string => `${rowParts[part].label}${NEEDED.includes(part) ? '' : ' (optional)'}`

const SAMPLES = 2
const LONGEST_SAMPLE = 60

/** The first values of a column. */
function samplesOf({ headings, cells }: ColumnsSeen['file'], heading: string): string | undefined {
  const place = headings.indexOf(heading)
  const values = new Set(cells.flatMap((row) => row[place] || []))
  const some = [...values]
    .slice(0, SAMPLES)
    .map((value) => `“${value.length > LONGEST_SAMPLE ? `${value.slice(0, LONGEST_SAMPLE)}…` : value}”`)
  return place < 0 ? undefined : some.length === 0 ? 'nothing in this column' : some.join(', ')
}

type ColumnsAsked = { readonly file: string; readonly columns: Readonly<Record<string, string>> }

export const columnsForm: Form<ColumnsAsked, { readonly file: string }> = {
  read: ({ params, body }) => ({ input: { file: params['file'] ?? '', columns: columnsIn(body) } }),
  next: ({ file }) => pathOfReturnFile(file),
}

const columnsIn = (body: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries([...rowPartNames, DAY_MEANING].flatMap((name) => (one(body, name) === '' ? [] : [[name, one(body, name)]])))

// ---- Its rows ----------------------------------------------------------------------------------------------------------------------------

const ON_A_PAGE = 50

type Seen = Awaited<ReturnType<typeof seeReturnFile>>['given']

export const filePage: Page<{ readonly file: string }, Seen> = {
  read: fileOfPath,
  template: 'pages/return-file/check.njk',
  view: (seen, { faults, sent: { query } }) => {
    const path = pathOfReturnFile(seen.file.id)
    if ('needsColumns' in seen) return { path, needsColumns: true }
    const { ready, wrong, returned } = seen
    const page = Math.min(pageNumber(query), Math.max(1, Math.ceil(ready.length / ON_A_PAGE)))
    const shown = ready.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
    return {
      ...{ path, here: path, page, hasNext: page * ON_A_PAGE < ready.length, faults: linked(faults) },
      counts: { ready: ready.length, wrong: wrong.length, returned: returned.length },
      ...saidOf(seen),
      follows: followsOf(ready),
      ready: shown.map((row) => readyRow(row, seen)),
      wrong: wrong.slice(0, ON_A_PAGE).map((row) => wrongRow(row, seen)),
    }
  },
}

const pupils = (number: number): string => `${number} ${number === 1 ? 'pupil' : 'pupils'}`

/** What the page is headed, and what it says beneath. */
function saidOf({ file, ready, wrong, returned }: FileJudged): { readonly heading: string; readonly says: string | undefined } {
  if (ready.length > 0) return { heading: `Check before you return ${pupils(ready.length)}`, says: undefined }
  if (file.returned > 0)
    return { heading: `The council has the returns of ${pupils(file.returned)}`, says: 'Nothing more of this file can be returned.' }
  if (wrong.length === 0 && returned.length > 0)
    return {
      heading: 'Every pupil in this file has been returned already',
      says: 'The file changes nothing: for each of its pupils the council has a return of your school, for the same day.',
    }
  return { heading: 'No row of this file can be returned', says: undefined }
}

function followsOf(ready: readonly ReadyRow[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { told } of ready) {
    const words = follows(told)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => `${pupils(count)}: ${words}`)
}

const readyRow = ({ row, pupil, told: { deletedOn, ground, content }, filled }: ReadyRow, { schools }: FileJudged) => {
  const next = content.nextSchool === undefined ? content.nextSchoolName : (schools.get(content.nextSchool) ?? content.nextSchool)
  return {
    ...{ row, name: fullName(pupil), deletedOn: inWords(dayOf(deletedOn)) },
    born: pupil.dateOfBirth ? `born ${inWords(dayOf(pupil.dateOfBirth))}` : '',
    ground: `${ground}. ${deletionGrounds[ground].says}`,
    next:
      next === undefined
        ? 'No next school said'
        : `${next}${content.startsOn ? `, from ${inWords(dayOf(content.startsOn))}` : ', no first day known'}`,
    filled: filled.length > 0 && `as on record: ${filledWords(filled)}`,
  }
}

const filledWords = (filled: ReadyRow['filled']): string =>
  [...new Set(filled.map((part) => (part === 'address' ? 'where the pupil lives' : 'parents')))].join(' and ')

const wrongRow = ({ row, cells, reasons }: WrongRow, { file: { headings, columns } }: FileJudged) => {
  const who = (['givenNames', 'familyName', 'dateOfBirth', 'upn'] as const).flatMap((part) => {
    const heading = columns?.[part]
    return (heading === undefined ? '' : cells[headings.indexOf(heading)]) || []
  })
  return { row, reasons, who: who.join(', ') || 'Nobody named' }
}

export const returnFileForm: Form<FileAsked, { readonly file: string }> = {
  read: ({ params, body }) => ({ input: { file: params['file'] ?? '', ready: Number(one(body, 'ready')) } }),
  next: ({ file }) => pathOfReturnFile(file),
}

export const wrongRowsFile: Download<{ readonly file: string }, Pick<FileJudged, 'file' | 'wrong'>> = {
  read: fileOfPath,
  name: 'rows-not-returned.csv',
  type: 'text/csv; charset=utf-8',
  content: ({ file: { headings }, wrong }) =>
    csvText([
      [...withoutOurs(headings, headings), ...OURS],
      ...wrong.map(({ row, cells, reasons }) => [...withoutOurs(cells, headings), reasons.join('; '), String(row)]),
    ]),
}

/** The columns that the download adds; a file that was one before has them already. */
const OURS = ['What is wrong', 'Row'] as const

const withoutOurs = (cells: readonly string[], headings: readonly string[]): readonly string[] =>
  cells.filter((_, place) => !OURS.some((own) => own === headings[place]))
