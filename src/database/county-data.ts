import type { CalendarFile } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day } from '../calendar/civil-date.ts'
import { statement, type Transaction } from './pool.ts'
import { headOf } from './records.ts'

/*
 * Changes of what the county is: its calendars, settings, agencies and directory. Each stays on record with who made it and when; where children are judged
 * by what changed, they are to be assessed anew.
 */

const CHANGING = 7_655_004

const waitToChange = statement<object>('wait_to_change', `select pg_advisory_xact_lock(${CHANGING})`)

/** Waits until nobody else changes what the county is; nobody else begins before this transaction ends. */
export const changeAlone = async ({ ask }: Transaction): Promise<void> => void (await ask(waitToChange))

/** `$1`: the day. Rows are locked in the order in which everybody locks them. */
const markAll = statement<object>(
  'mark_all_due',
  `with held as materialized (
    select child_id from child_assessments a
    where exists (select from calendar_versions)
      and ${headOf('a.child_id')} = a.child_id
    order by child_id for update
  )
  update child_assessments a set next_change_on = $1 from held where a.child_id = held.child_id and (a.next_change_on is null or a.next_change_on > $1)`,
)

/**
 * Makes every child due for the sweep on a day, in the transaction of the change that asks for it: until it is swept, lists and checks say that it is not, and
 * whatever breaks off, the next sweep goes on. Nothing where there is no calendar, since nothing was assessed.
 *
 * It holds as long as whoever stores an answer first holds the child and only then reads rules and agencies: either we wait for them here and make the child
 * due after, or they read what we changed.
 */
export const makeAllDue = async ({ ask }: Transaction, day: Day): Promise<void> => void (await ask(markAll, civilDate(day)))

/** What was changed, by whom and when. `changes` are settings by name, those of the guidance and others. */
export interface SettingsChange {
  readonly version: number
  readonly from: CivilDate
  readonly changes: Readonly<Record<string, number | string>>
  readonly why: string
  /** RFC 3339. */
  readonly recordedAt: string
  readonly recordedBy: string
}

const settingsHistory = statement<SettingsChange>(
  'settings_history',
  `select version, from_on as from, changes, why, recorded_at as "recordedAt", recorded_by as "recordedBy" from settings_versions order by version`,
)

/** All changes of settings, in the order in which they were made. */
export const readSettingsHistory = ({ ask }: Transaction): Promise<readonly SettingsChange[]> => ask(settingsHistory)

export interface CalendarChange {
  readonly area: string
  readonly version: number
  /** The name that the calendar gives itself. */
  readonly name: string
  readonly why: string
  /** RFC 3339. */
  readonly recordedAt: string
  readonly recordedBy: string
}

const calendarHistory = statement<CalendarChange>(
  'calendar_history',
  `select area, version, file->>'name' as name, why, recorded_at as "recordedAt", recorded_by as "recordedBy" from calendar_versions order by area, version`,
)

/** All calendars there were, area by area, in the order in which they came. */
export const readCalendarHistory = ({ ask }: Transaction): Promise<readonly CalendarChange[]> => ask(calendarHistory)

const lastSettings = statement<{ same: boolean }>(
  'are_last_settings',
  'select from_on = $1 and changes = $2::jsonb as same from settings_versions order by version desc limit 1',
)

/** Whether that is what was changed last: then there is nothing to change. */
export const areLastSettings = async ({ ask }: Transaction, from: CivilDate, changes: object): Promise<boolean> =>
  (await ask(lastSettings, from, JSON.stringify(changes)))[0]?.same === true

const lastCalendar = statement<{ same: boolean }>(
  'is_last_calendar',
  'select file = $2::jsonb as same from calendar_versions where area = $1 order by version desc limit 1',
)

/** Whether that is the calendar that the area has. */
export const isLastCalendar = async ({ ask }: Transaction, area: string, file: CalendarFile): Promise<boolean> =>
  (await ask(lastCalendar, area, JSON.stringify(file)))[0]?.same === true
