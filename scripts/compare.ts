import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CalendarFile, openCalendar } from '../src/calendar/calendar.ts'
import { type CivilDate, dayOf } from '../src/calendar/civil-date.ts'
import type { Assessment } from '../src/casefile/assessment.ts'
import { checkCase } from '../src/casefile/check.ts'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { momentOf } from '../src/casefile/moment.ts'
import { assess } from '../src/guidance/assess.ts'
import { shouldClauses } from '../src/guidance/register.ts'
import { type SettingValues, settingsForAllDays } from '../src/guidance/settings.ts'

/*
 * Compares a folder of independent answers with ours:
 *
 *   npm run compare -- FOLDER [CALENDAR.json]
 *
 * The folder holds `.jsonl` files; a line is { asOf, knownAt?, settings?, case, answer }, or { asOf, case, refused } with the JSON pointer of
 * one fault. The calendar is the one given, or `calendar.json` in the folder or in `examples` beside it. Texts and the order of warnings
 * are not compared.
 */

interface Answered {
  readonly asOf: CivilDate
  readonly knownAt?: string
  readonly settings?: Partial<SettingValues>
  readonly case: unknown
  readonly answer?: Comparable
  readonly refused?: string
}

type Comparable = Omit<Assessment, 'undated' | 'duties'> & { readonly duties: readonly Record<string, unknown>[] }

const [folder, calendarPath] = process.argv.slice(2)

if (folder === undefined) {
  console.error('Say which folder holds the answers: npm run compare -- FOLDER [CALENDAR.json]')
  process.exitCode = 2
} else if (!existsSync(folder)) {
  console.log(`Skipped: there is no folder of answers at ${folder}.`)
} else {
  compareFolder(folder)
}

function compareFolder(folder: string): void {
  const path =
    calendarPath ?? [join(folder, 'calendar.json'), join(folder, '..', 'examples', 'calendar.json')].find((path) => existsSync(path))
  if (path === undefined) throw new Error('no calendar.json in the folder nor in examples beside it')
  const calendar = openCalendar(JSON.parse(readFileSync(path, 'utf8')) as CalendarFile)
  let equal = 0
  let different = 0
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue
      const differences = differencesOf(JSON.parse(line) as Answered, calendar)
      if (differences.length === 0) equal++
      else {
        different++
        console.log(`${file}:${index + 1}`)
        for (const difference of differences) console.log(`  ${difference}`)
      }
    }
  }
  console.log(`${equal} equal, ${different} different`)
  if (different > 0) process.exitCode = 1
}

function differencesOf(line: Answered, calendar: ReturnType<typeof openCalendar>): string[] {
  const checked = checkCase(line.case, shouldClauses)
  if (line.refused !== undefined) {
    if ('case' in checked) return [`is to be refused at ${line.refused}, and was not`]
    const pointers = checked.faults.map(({ pointer }) => pointer)
    return pointers.includes(line.refused) ? [] : [`is to be refused at ${line.refused}; refused at ${pointers.join(', ')}`]
  }
  if ('faults' in checked) return checked.faults.map(({ pointer, message }) => `refused at ${pointer}: ${message}`)
  const asking = line.knownAt === undefined ? {} : { knownAt: momentOf(line.knownAt) }
  const ours = assess(checked.case as CaseFile, calendar, settingsForAllDays(line.settings), dayOf(line.asOf), asking)
  const theirs = line.answer as Comparable
  return [
    ...listDifferences('episode', theirs.episodes, ours.episodes),
    ...listDifferences('status', theirs.statuses, ours.statuses),
    ...listDifferences(
      'duty',
      theirs.duties,
      ours.duties.map(({ calculation, ...duty }) => duty),
    ),
    ...listDifferences('option', theirs.options, ours.options),
    ...listDifferences('warning', theirs.warnings.map(withoutText).sort(), ours.warnings.map(withoutText).sort()),
    ...ours.undated.map(({ clause, missing }) => `cannot be dated: ${clause}, ${missing}`),
  ]
}

function withoutText({ code, fact }: { code: string; fact: string }): string {
  return `${code} of ${fact}`
}

function listDifferences(what: string, theirs: readonly unknown[], ours: readonly unknown[]): string[] {
  const [expected, found] = [theirs.map(sorted), ours.map(sorted)]
  const missing = expected.filter((item) => !found.includes(item))
  const extra = found.filter((item) => !expected.includes(item))
  const differences = [...missing.map((item) => `expected ${what} ${item}`), ...extra.map((item) => `found    ${what} ${item}`)]
  if (differences.length === 0 && expected.join() !== found.join()) differences.push(`${what}: the order differs`)
  return differences
}

function sorted(item: unknown): string {
  if (typeof item === 'string') return item
  return JSON.stringify(Object.fromEntries(Object.entries(item as object).sort(([a], [b]) => (a < b ? -1 : 1))))
}
