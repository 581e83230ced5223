import { type Calendar, openCalendar } from '../calendar/calendar.ts'
import { lancashire } from '../calendar/lancashire.ts'
import { checkCalendarFile } from '../casefile/calendar-file.ts'
import { defaultValues, type SettingValues } from '../guidance/settings.ts'
import { readChecked } from './files.ts'
import { checkSettings } from './settings-file.ts'

/*
 * The county's own: its calendar and its settings, as files that stand beside the cases. Of a file that is refused, the faults are told.
 */

export const calendarOption = { takes: 'FILE', words: 'count by this calendar; without it, by Lancashire’s' } as const
export const settingsOption = {
  takes: 'FILE',
  words: 'use these settings: {"settingName": value}; those not named keep their defaults',
} as const

/** Settings that hold for all days, and what of them a file gave. */
export interface CountySettings {
  readonly values: SettingValues
  readonly given: Partial<SettingValues>
}

export async function readCalendar(file: string | undefined): Promise<{ value: Calendar } | { faults: readonly string[] }> {
  if (file === undefined) return { value: openCalendar(lancashire) }
  return readChecked(file, (value) => {
    const checked = checkCalendarFile(value)
    return 'faults' in checked ? checked : { value: openCalendar(checked.calendar) }
  })
}

export async function readSettings(file: string | undefined): Promise<{ value: CountySettings } | { faults: readonly string[] }> {
  if (file === undefined) return { value: { values: defaultValues, given: {} } }
  const read = await readChecked(file, checkSettings)
  return 'faults' in read ? read : { value: { values: { ...defaultValues, ...read.value }, given: read.value } }
}
