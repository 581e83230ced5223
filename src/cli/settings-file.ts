import { checkRecord } from '../casefile/check-fields.ts'
import { type Fault, pointerTo, shown } from '../casefile/fault.ts'
import { type Field, oneOf, optional, whole } from '../casefile/fields.ts'
import { type SettingName, type SettingValues, settingDefinitions, settingNames } from '../guidance/settings.ts'
import { faultOfSharingValue, type SharingValues, sharingSettingNames } from '../sharing/settings.ts'

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

const sharingFields = Object.fromEntries(sharingSettingNames.map((name) => [name, optional(whole)]))

/** Checks a change of settings in a database: those of the guidance, and those that settle who may see a child; at least one of them. */
export function checkCountySettings(value: unknown): { value: Partial<SettingValues & SharingValues> } | { faults: readonly Fault[] } {
  const checked = checkRecord(value, { ...fields, ...sharingFields })
  if ('faults' in checked) return checked
  const values: Readonly<Record<string, unknown>> = checked.record
  if (Object.keys(values).length === 0)
    return { faults: [{ pointer: '', message: 'found no setting; expected at least one that changes' }] }
  const faults = sharingSettingNames.flatMap((name): Fault[] => {
    const fault = values[name] === undefined ? undefined : faultOfSharingValue(values[name])
    return fault === undefined ? [] : [{ pointer: pointerTo('', name), message: `found ${shown(values[name])}; ${fault}` }]
  })
  return faults.length > 0 ? { faults } : { value: values }
}
