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

type SettingsEntry = readonly [fromOn: CivilDate, changes: Partial<SettingValues & SharingValues>]

/** `$1` the area; `$2` the moment, empty for now. Which calendar and settings are known, the settings as the text of a list of `SettingsEntry`. */
const rulesAt = statement<{ version: number; recorded_at: string; settings: string }>(
  'rules_at',
  `select version, recorded_at, (
      select coalesce(json_agg(json_build_array(from_on, changes) order by s.version), '[]') from settings_versions s
      where $2::timestamptz is null or s.recorded_at <= $2
    )::text as settings
  from calendar_versions where area = $1
  order by case when $2::timestamptz is null or recorded_at <= $2 then version else -version end desc limit 1`,
)

const calendarOf = statement<{ file: CalendarFile }>('calendar_of', 'select file from calendar_versions where area = $1 and version = $2')

/**
 * Calendar and settings as they are known, or were known at a moment; nothing while the area has no calendar. Before the first calendar was put on record, it
 * is that one: without any, nothing could be said of that time.
 */
export async function readRules({ ask }: Transaction, area: string = COUNTY, knownAt?: string): Promise<Rules | undefined> {
  const [row] = await ask(rulesAt, area, knownAt ?? null)
  if (!row) return undefined
  const { version, recorded_at, settings } = row
  const key = JSON.stringify([area, version, recorded_at, settings])
  const known = opened.get(key)
  if (known) return known
  const [calendar] = await ask(calendarOf, area, version)
  if (!calendar) throw new TypeError('a calendar that was there is not there any more')
  const rules = rulesFrom(calendar.file, JSON.parse(settings))
  if (opened.size >= MOST_OPENED) opened.clear()
  opened.set(key, rules)
  return rules
}

/** Opening a calendar is a pass over its days, and every process needs the same few over and over. No version of them ever changes. */
const opened = new Map<string, Rules>()
const MOST_OPENED = 50

const rulesFrom = (file: CalendarFile, entries: readonly SettingsEntry[]): Rules => ({
  calendar: openCalendar(file),
  settings: settingsFrom(changesOf(entries, (name) => !isSharingSetting(name))),
  sharing: sharingSettingsFrom(changesOf(entries, isSharingSetting)),
})

/** The same for whoever cannot do without: a service is not started before it has a calendar. */
export async function rulesOf(transaction: Transaction, area: string = COUNTY, knownAt?: string): Promise<Rules> {
  const rules = await readRules(transaction, area, knownAt)
  if (!rules) throw new TypeError('the calendar is not there')
  return rules
}

/** The settings of sharing are kept with those of the guidance, and are no business of it: a change of the one is none of the other. */
function changesOf<Values extends object>(
  entries: readonly (readonly [fromOn: CivilDate, changes: Values])[],
  isMeant: (name: string) => boolean,
): readonly { readonly from: CivilDate; readonly values: Values }[] {
  return entries.flatMap(([from, changes]) => {
    const values = Object.entries(changes).filter(([name]) => isMeant(name))
    return values.length === 0 ? [] : [{ from, values: Object.fromEntries(values) as Values }]
  })
}

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
