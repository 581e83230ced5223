import { checkRecord } from '../casefile/check-fields.ts'
import type { Fault } from '../casefile/fault.ts'
import { type Field, oneOf, optional, whole } from '../casefile/fields.ts'
import { type SettingName, type SettingValues, settingDefinitions, settingNames } from '../guidance/settings.ts'

const fields = Object.fromEntries(settingNames.map((name) => [name, optional(fieldOf(name))]))

function fieldOf(name: SettingName): Field<unknown, true> {
  const definition = settingDefinitions[name]
  return 'choices' in definition ? oneOf(...(definition.choices as readonly string[])) : whole
}

/** Checks settings that came from outside: names that are known, whole numbers of 0 or more, and choices that there are. */
export function checkSettings(value: unknown): { value: Partial<SettingValues> } | { faults: readonly Fault[] } {
  const checked = checkRecord(value, fields)
  return 'faults' in checked ? checked : { value: checked.record }
}
