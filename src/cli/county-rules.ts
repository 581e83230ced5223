import {
  COUNTY,
  type CountyValues,
  calendarHistory,
  changeCalendarOfCounty,
  changeSettingsOfCounty,
  settingsHistory,
} from '../actions/look-after-county.ts'
import { isCivilDate } from '../calendar/civil-date.ts'
import { checkCalendarFile } from '../casefile/calendar-file.ts'
import type { Fault } from '../casefile/fault.ts'
import { type ChangeOptions, changeAsked, changing, minuteOf, nameOf } from './changing.ts'
import { askedWrongly, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { atDatabase } from './database.ts'
import { readChecked, toldOf } from './files.ts'
import { indented, wrap } from './layout.ts'
import { checkCountySettings } from './settings-file.ts'

/*
 * The calendars and settings that a database has, each with its past: changed from files, and listed. What children owe and are owed follows from them, so each
 * change has every child assessed anew.
 */

/** The words that begin what is asked about the database. */
export const CHANGE = 'change'
export const HISTORY = 'history'

/** `settings change FILE` and `settings history`. */
export function settingsInDatabase(
  [what, file, ...more]: readonly string[],
  { from, ...options }: ChangeOptions & { readonly from?: string },
  screen: Screen,
): Promise<ExitCode> {
  const wrong = async (sentence: string) => askedWrongly('settings', sentence, screen)
  const [extra] = what === HISTORY ? [file, ...more] : more
  if (extra !== undefined) return wrong(`There is nothing to be done with ${extra}.`)
  if (what === HISTORY) return atDatabase('settings', screen, () => printSettingsHistory(screen))
  if (file === undefined) return wrong('Say which file has the settings that change.')
  if (from === undefined) return wrong('Say from which day they hold: --from DAY.')
  if (!isCivilDate(from)) return wrong(`${from} is not a day that exists, written YYYY-MM-DD.`)
  const asked = changeAsked(options, screen)
  if ('wrong' in asked) return wrong(asked.wrong)
  const { why } = asked.asked
  if (why === undefined) return wrong('Say what they are changed for: --why TEXT.')
  return changeFrom('settings', file, checkCountySettings, screen, (values: CountyValues) =>
    changing(
      () => changeSettingsOfCounty(process.env, { ...asked.asked, why }, from, values),
      () => `Settings changed from ${from} on: ${valuesInWords(values)}.`,
      (fault) => toldOf(file, fault),
      screen,
    ),
  )
}

/** `calendar change FILE` and `calendar history`. */
export function calendarInDatabase(
  [what, file, ...more]: readonly string[],
  { area = COUNTY, ...options }: ChangeOptions & { readonly area?: string },
  screen: Screen,
): Promise<ExitCode> {
  const wrong = async (sentence: string) => askedWrongly('calendar', sentence, screen)
  const [extra] = what === HISTORY ? [file, ...more] : more
  if (extra !== undefined) return wrong(`There is nothing to be done with ${extra}.`)
  if (what === HISTORY) return atDatabase('calendar', screen, () => printCalendarHistory(screen))
  if (file === undefined) return wrong('Say which file has the calendar.')
  const asked = changeAsked(options, screen)
  if ('wrong' in asked) return wrong(asked.wrong)
  const { why } = asked.asked
  if (why === undefined) return wrong('Say what it is changed for: --why TEXT.')
  const check = (value: unknown) => {
    const checked = checkCalendarFile(value)
    return 'faults' in checked ? checked : { value: checked.calendar }
  }
  return changeFrom('calendar', file, check, screen, (calendar) =>
    changing(
      () => changeCalendarOfCounty(process.env, { ...asked.asked, why }, area, calendar),
      () => `The calendar of ${area === COUNTY ? 'the county' : area} is now ${calendar.name}.`,
      (fault) => toldOf(file, fault),
      screen,
    ),
  )
}

async function changeFrom<Value>(
  name: string,
  file: string,
  check: (value: unknown) => { value: Value } | { faults: readonly Fault[] },
  screen: Screen,
  work: (value: Value) => Promise<ExitCode>,
): Promise<ExitCode> {
  const read = await readChecked(file, check)
  return 'faults' in read ? refuse(read.faults, screen) : atDatabase(name, screen, () => work(read.value))
}

const valuesInWords = (values: object): string =>
  Object.entries(values)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

async function printSettingsHistory(screen: Screen): Promise<ExitCode> {
  const changes = await settingsHistory(process.env)
  const rows = changes.map(({ version, from, changes, ...made }) => [
    `${version}. From ${from}: ${valuesInWords(changes)}`,
    madeInWords(made),
  ])
  return printRows(rows, 'No setting was changed; all have their defaults.', screen)
}

async function printCalendarHistory(screen: Screen): Promise<ExitCode> {
  const changes = await calendarHistory(process.env)
  const rows = changes.map(({ area, version, name, ...made }) => [`${area} ${version}: ${name}`, madeInWords(made)])
  return printRows(rows, 'There is no calendar yet.', screen)
}

const madeInWords = ({ recordedAt, recordedBy, why }: { recordedAt: string; recordedBy: string; why: string }): string =>
  `${minuteOf(recordedAt)} UTC, ${nameOf(recordedBy)}: ${why}`

function printRows(rows: readonly (readonly string[])[], none: string, { out, width }: Screen): ExitCode {
  if (rows.length === 0) out.write(lines(none))
  for (const [what = '', made = ''] of rows) out.write(lines(...wrap(what, width), ...indented(made, width, 2)))
  return 0
}
