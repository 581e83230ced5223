import { type CivilDate, dayOf, isCivilDate } from '../calendar/civil-date.ts'
import { inWords } from '../calendar/words.ts'
import type { Assessment } from '../casefile/assessment.ts'
import { checkCase } from '../casefile/check.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import type { Fault } from '../casefile/fault.ts'
import { parseJson } from '../casefile/json-text.ts'
import { isMoment, momentOf } from '../casefile/moment.ts'
import { assessAhead } from '../guidance/assess.ts'
import { shouldClauses } from '../guidance/register.ts'
import { type Settings, settingsForAllDays } from '../guidance/settings.ts'
import { neededFor } from '../words/clause-named.ts'
import { answerAsJson } from './answer-json.ts'
import type { Asked } from './answered.ts'
import { type Given, readArguments } from './arguments.ts'
import { askedWrongly, type Command, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { calendarOption, readCalendar, readSettings, settingsOption } from './county.ts'
import { type Batch, type Piece, readLines, readWhole, STANDARD_INPUT, toldOf, type Unreadable } from './files.ts'
import { pageOf } from './page.ts'
import { Progress } from './progress.ts'

const options = {
  'as-of': { takes: 'DAY', words: 'the day asked about, such as 2026-12-01; it must be given' },
  'known-at': { takes: 'MOMENT', words: 'only what was recorded by then, such as 2026-12-01T09:30:00Z' },
  calendar: calendarOption,
  settings: settingsOption,
  json: { words: 'print one JSON object a case, on a line of its own, instead of a page' },
  'all-facts': { words: 'print every fact on record; without it a page shows the newest 40' },
  lines: { words: 'read JSON Lines, one case a line; a file named .jsonl is always read so' },
} as const

export const evaluateCommand: Command = {
  name: 'evaluate',
  summary: 'what is asked of whom about a child, on a day',
  forms: ['evaluate CASE.json... --as-of DAY'],
  words: [
    'Reads case files and prints a page about each child: next steps with who, by when, why and how the date was reached; what may be done; what has been settled; what is on record. With - it reads standard input.',
    'A file that is refused is told on standard error as FILE:JSON-POINTER: what is wrong and what is expected, in JSON Lines as FILE:LINE:JSON-POINTER. All other cases are answered all the same, and the exit code is 2.',
  ],
  options,
  examples: [
    'evaluate examples/amina.json --as-of 2026-12-01',
    'evaluate examples/hana.json --as-of 2026-12-14 --known-at 2026-12-02T17:00:00Z',
    'evaluate cases.jsonl --as-of 2026-12-01 --json > answers.jsonl',
  ],
  run: evaluate,
}

interface Asking extends Asked {
  readonly settings: Settings
  readonly asJson: boolean
  readonly asLines: boolean
}

async function evaluate(args: readonly string[], screen: Screen): Promise<ExitCode> {
  const read = readArguments(args, options)
  if ('wrong' in read) return askedWrongly('evaluate', read.wrong, screen)
  const wrong = whatIsWrong(read.given)
  if (wrong !== undefined) return askedWrongly('evaluate', wrong, screen)
  const { options: given, words: files } = read.given
  const [calendar, settings] = await Promise.all([readCalendar(given.calendar), readSettings(given.settings)])
  if ('faults' in calendar || 'faults' in settings) {
    return refuse(
      [calendar, settings].flatMap((read) => ('faults' in read ? read.faults : [])),
      screen,
    )
  }
  const asking: Asking = {
    asOf: dayOf(given['as-of'] as CivilDate),
    knownAt: given['known-at'] === undefined ? undefined : { text: given['known-at'], moment: momentOf(given['known-at']) },
    calendar: calendar.value,
    calendarFile: given.calendar,
    county: settings.value,
    settings: settingsForAllDays(settings.value.given),
    settingsFile: given.settings,
    allFacts: given['all-facts'] === true,
    asJson: given.json === true,
    asLines: given.lines === true,
  }
  return answerFiles(files, asking, screen)
}

/** What is wrong with the options of `evaluate`, in a sentence, if anything. */
function whatIsWrong({ options: given, words: files }: Given<typeof options>): string | undefined {
  if (files.length === 0) return 'Say which case file: a name, or - for standard input.'
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) return 'Standard input can be read only once.'
  const asOf = given['as-of']
  if (asOf === undefined) return 'Say the day asked about, such as --as-of 2026-12-01: it is never taken from the clock.'
  if (!isCivilDate(asOf)) return `--as-of is ${asOf}; expected a day that exists, written YYYY-MM-DD.`
  const knownAt = given['known-at']
  if (knownAt !== undefined && !isMoment(knownAt))
    return `--known-at is ${knownAt}; expected a day and time with its offset from UTC, such as 2026-12-01T09:30:00Z.`
  return undefined
}

async function answerFiles(files: readonly string[], asking: Asking, screen: Screen): Promise<ExitCode> {
  const { out, err } = screen
  const progress = screen.isWatched
    ? new Progress(
        (text) => process.stderr.write(text),
        () => performance.now(),
      )
    : undefined
  let answered = 0
  let refused = 0
  for (const file of files) {
    for await (const { pieces, read } of batchesOf(file, asking)) {
      for (const piece of pieces) {
        const answer = answerPiece(piece, asking, screen)
        if ('faults' in answer) {
          refused++
          progress?.clear()
          for (const fault of answer.faults) err.write(toldOf(piece.place, fault))
          await err.flush()
        } else {
          if (!asking.asJson && answered > 0) out.write(lines('', '─'.repeat(screen.width), ''))
          answered++
          out.write(answer.text)
          await out.ease()
        }
        if (out.isClosed) return exitCode(refused)
      }
      progress?.show(answered + refused, read)
    }
  }
  progress?.clear()
  return exitCode(refused)
}

const exitCode = (refused: number): ExitCode => (refused > 0 ? 2 : 0)

async function* batchesOf(file: string, { asLines }: Asking): AsyncGenerator<Batch> {
  if (asLines || /\.jsonl$/i.test(file)) yield* readLines(file)
  else yield { pieces: [await readWhole(file)] }
}

function answerPiece(piece: Piece | Unreadable, asking: Asking, screen: Screen): { text: string } | { faults: readonly Fault[] } {
  if ('fault' in piece) return { faults: [piece.fault] }
  const parsed = parseJson(piece.text)
  if ('fault' in parsed) return { faults: [{ ...parsed.fault, message: `${parsed.fault.message}${hintAtLines(piece)}` }] }
  const checked = checkCase(parsed.value, shouldClauses)
  return 'faults' in checked ? checked : answerCase(checked.case, asking, screen)
}

function answerCase(file: CaseFile, asking: Asking, screen: Screen): { text: string } | { faults: readonly Fault[] } {
  const { asOf, knownAt, calendar, settings, asJson } = asking
  const known = knownAt ? { knownAt: knownAt.moment } : {}
  const { today, next } = assessAhead(file, calendar, settings, asOf, known)
  if (today.undated.length > 0) return { faults: undatedAsFaults(today) }
  if (asJson) return { text: answerAsJson(today, next?.on ?? null) }
  const later = next ? { on: next.on, assessment: next.then } : undefined
  return { text: pageOf({ ...asking, case: file, assessment: today, next: later }, screen) }
}

/** A file whose first line is a case of its own, with more to come, is JSON Lines under another name. */
function hintAtLines({ text }: Piece): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first = ''] = lines
  return lines.length > 1 && 'value' in parseJson(first) ? '; or ask with --lines, if it holds one case a line' : ''
}

/** A calendar that does not cover a day that is needed is told like a case that is refused. */
function undatedAsFaults({ undated }: Assessment): Fault[] {
  const messages = undated.map(
    ({ clause, missing }) =>
      `the calendar does not cover ${missing} (${inWords(dayOf(missing))}), which is needed for ${neededFor(clause)}; expected a calendar that does`,
  )
  return [...new Set(messages)].map((message) => ({ pointer: '', message }))
}
