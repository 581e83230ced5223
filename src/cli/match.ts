import { type Band, type ComparedField, type Comparison, compare, comparedFields } from '../people/comparison.ts'
import type { Comparable } from '../people/described.ts'
import { findPairs, type Pair } from '../people/find-pairs.ts'
import { readArguments } from './arguments.ts'
import { askedWrongly, type Command, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { fileNamed, streamTable } from './csv-table.ts'
import { readChecked, STANDARD_INPUT } from './files.ts'
import { type Columns, checkColumns } from './match-columns.ts'
import { Records } from './match-records.ts'
import { Progress } from './progress.ts'

const options = {
  columns: { takes: 'MAP.json', words: 'the file that says which column is what; it must be given' },
  json: { words: 'print one JSON object a pair, on a line of its own' },
} as const

export const matchCommand: Command = {
  name: 'match',
  summary: 'which records of a file, or of two, may be of one person',
  forms: ['match A.csv [B.csv] --columns MAP.json'],
  words: [
    'Compares names, date of birth, sex, address, unique pupil number and NHS number, as Onroll does before a child is put on record, and prints the pairs that match, and those that may. Of one file it looks for people who are in it twice; of two, for people who are in both. Nothing is joined: a person decides.',
    'MAP.json names the columns: {"id": "ref", "givenNames": ["forename", "middle names"], "familyName": "surname", "dateOfBirth": "dob", "dateFormat": "DD/MM/YYYY"}; also sex, address, town, postcode, upn and nhsNumber. Each is a heading, or a list of headings to join; all but id may be left out. Dates are YYYY-MM-DD unless dateFormat says YYYYMMDD or DD/MM/YYYY. Both files have the same columns.',
    'Each field agrees, is close, differs or is missing. How many records there were, how many pairs were compared and how long it took is said on standard error.',
  ],
  options,
  examples: ['match pupils.csv --columns columns.json', 'match ours.csv theirs.csv --columns columns.json --json > pairs.jsonl'],
  run: match,
}

async function match(args: readonly string[], screen: Screen): Promise<ExitCode> {
  const read = readArguments(args, options)
  if ('wrong' in read) return askedWrongly('match', read.wrong, screen)
  const { options: given, words: files } = read.given
  if (files.length === 0) return askedWrongly('match', 'Say which file: a name, or - for standard input.', screen)
  if (files.length > 2) return askedWrongly('match', `It takes one file or two, and there are ${files.length}.`, screen)
  if (files[0] === files[1])
    return askedWrongly('match', 'Both files are the same; of one alone it looks for people who are in it twice.', screen)
  if (given.columns === undefined) return askedWrongly('match', 'Say which column is what: --columns MAP.json.', screen)
  if ([...files, given.columns].filter((file) => file === STANDARD_INPUT).length > 1)
    return askedWrongly('match', 'Standard input can be read only once.', screen)
  const columns = await readChecked(given.columns, checkColumns)
  if ('faults' in columns) return refuse(columns.faults, screen)
  return matchFiles(files, columns.value, given.json === true, screen)
}

async function matchFiles(files: readonly string[], columns: Columns, asJson: boolean, screen: Screen): Promise<ExitCode> {
  const { err } = screen
  const startedAt = performance.now()
  const records = new Records()
  const firstOf: number[] = []
  for (const file of files) {
    firstOf.push(records.count)
    const faults = await readFile(file, columns, records, screen)
    if (faults.length > 0) return refuse(withEnds(faults), screen)
  }
  for (const remark of records.remarks) err.write(lines(remark))
  const { pairs, compared, crowded } = findPairs(records.people, records.keys, firstOf[1])
  await print(records, pairs, asJson, screen)
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  if (crowded > 0) err.write(lines(`${crowded} keys that too many records share were passed over.`))
  const matches = pairs.filter(({ band }) => band === 'match').length
  err.write(lines(`${matches} match, ${pairs.length - matches} may match.`))
  err.write(lines(`${records.count} records, ${compared} pairs compared, ${seconds.toFixed(1)} seconds`))
  return 0
}

async function readFile(file: string, columns: Columns, records: Records, { err, isWatched }: Screen): Promise<readonly string[]> {
  const progress = isWatched
    ? new Progress(
        (text) => process.stderr.write(text),
        () => performance.now(),
      )
    : undefined
  const faults: string[] = []
  const reader = records.reader(file, columns, faults)
  const read = await streamTable(file, { ...reader, progress: (part) => progress?.show(records.count, part, 'record') })
  progress?.clear()
  if ('faults' in read) return [...faults, ...read.faults]
  if (read.separator !== 'commas') err.write(lines(`${fileNamed(file)}: the values are parted by ${read.separator}.`))
  return faults
}

const MOST_TOLD = 20

function withEnds(faults: readonly string[]): readonly string[] {
  const more = faults.length - MOST_TOLD
  return [...faults.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])].map((fault) => lines(fault))
}

async function print({ ids, people }: Records, pairs: readonly Pair[], asJson: boolean, { out }: Screen): Promise<void> {
  const say = asJson ? pairAsJson : pairInWords
  for (const { one, other, band } of pairs) {
    const found = compare(people[one] as Comparable, people[other] as Comparable)
    out.write(lines(say(ids[one] as string, ids[other] as string, band, found)))
    await out.ease()
    if (out.isClosed) break
  }
}

const pairAsJson = (a: string, b: string, band: Band, { fields }: Comparison): string =>
  JSON.stringify({ a, b, band, fields: Object.fromEntries(comparedFields.map((field) => [field, fields[field].result])) })

const fieldWords: Readonly<Record<ComparedField, string>> = {
  givenNames: 'given names',
  familyName: 'family name',
  dateOfBirth: 'date of birth',
  sex: 'sex',
  address: 'address',
  town: 'town',
  postcode: 'postcode',
  upn: 'UPN',
  nhsNumber: 'NHS number',
}

/** `match: 17 and 203: given names the same; family name a letter or two apart` */
function pairInWords(a: string, b: string, band: Band, { band: alone, fields, limit }: Comparison): string {
  const said = comparedFields.flatMap((field) =>
    fields[field].result === 'missing' ? [] : [`${fieldWords[field]} ${fields[field].reason}`],
  )
  const why = band === alone ? limit : 'a third record matches one, and may be the other'
  return `${band}: ${a} and ${b}: ${said.join('; ')}${why === null ? '' : ` (${why})`}`
}
