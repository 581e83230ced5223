import { type CalendarFile, openCalendar } from '../calendar/calendar.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { type SettingsFrom, type SettingValues, settingsFrom } from '../guidance/settings.ts'
import { isSharingSetting, type SharingValues, sharingSettingsFrom } from '../sharing/settings.ts'
import type { Recorder } from './cases.ts'
import { statement, type Transaction } from './pool.ts'
import type { Rules } from './projection.ts'

/*
 * The county's calendar and settings, which have a past too: what is asked as known at a moment is answered with those known then.
 */

/** The area whose calendar holds where a district has none of its own. */
export const COUNTY = 'county'

const settingsAt = statement<{ from_on: CivilDate; changes: Partial<SettingValues & SharingValues> }>(
  'settings_at',
  'select from_on, changes from settings_versions where $1::timestamptz is null or recorded_at <= $1 order by version',
)

const calendarAt = statement<{ version: number; file: CalendarFile }>(
  'calendar_at',
  `select version, file from calendar_versions where area = $1 and ($2::timestamptz is null or recorded_at <= $2) order by version desc limit 1`,
)

/** Calendar and settings as they are known, or were known at a moment; nothing while the area has no calendar. */
export async function readRules({ ask }: Transaction, area: string = COUNTY, knownAt?: string): Promise<Rules | undefined> {
  const [calendar] = await ask(calendarAt, area, knownAt ?? null)
  if (!calendar) return undefined
  const entries = await ask(settingsAt, knownAt ?? null)
  return {
    calendar: opened(calendar.file),
    settings: settingsFrom(changesOf(entries, (name) => !isSharingSetting(name))),
    sharing: sharingSettingsFrom(changesOf(entries, isSharingSetting)),
  }
}

/** The settings of sharing are kept with those of the guidance, and are no business of it: a change of the one is none of the other. */
function changesOf<Values extends object>(
  entries: readonly { readonly from_on: CivilDate; readonly changes: Values }[],
  isMeant: (name: string) => boolean,
): readonly { readonly from: CivilDate; readonly values: Values }[] {
  return entries.flatMap(({ from_on, changes }) => {
    const values = Object.entries(changes).filter(([name]) => isMeant(name))
    return values.length === 0 ? [] : [{ from: from_on, values: Object.fromEntries(values) as Values }]
  })
}

/** Opening a calendar is a pass over its days, and every process needs the same few over and over. */
function opened(file: CalendarFile) {
  const key = JSON.stringify(file)
  const known = calendars.get(key)
  if (known) return known
  if (calendars.size >= MOST_CALENDARS) calendars.clear()
  const calendar = openCalendar(file)
  calendars.set(key, calendar)
  return calendar
}

const MOST_CALENDARS = 50
const calendars = new Map<string, ReturnType<typeof openCalendar>>()

const addSettings = statement<{ version: number }>(
  'add_settings',
  `insert into settings_versions (version, from_on, changes, why, recorded_by)
  select coalesce(max(version), 0) + 1, $1, $2, $3, $4 from settings_versions returning version`,
)

const addCalendar = statement<{ version: number }>(
  'add_calendar',
  `insert into calendar_versions (area, version, file, why, recorded_by)
  select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from calendar_versions where area = $1 returning version`,
)

/** Settings, checked, that hold from a day on. Every child is then to be assessed anew. */
export const changeSettings = ({ ask }: Transaction, { from, values }: SettingsFrom, why: string, { by }: Recorder): Promise<unknown> =>
  ask(addSettings, from, JSON.stringify(values), why, by)

/** Settings of sharing, checked, that hold from a day on. Every child is then to be assessed anew. */
export const changeSharingSettings = (
  { ask }: Transaction,
  { from, values }: { readonly from: CivilDate; readonly values: Partial<SharingValues> },
  why: string,
  { by }: Recorder,
): Promise<unknown> => ask(addSettings, from, JSON.stringify(values), why, by)

/** A calendar, checked, in place of the one that an area had. Every child of the area is then to be assessed anew. */
export const changeCalendar = ({ ask }: Transaction, area: string, file: CalendarFile, why: string, { by }: Recorder): Promise<unknown> =>
  ask(addCalendar, area, JSON.stringify(file), why, by)
