import { type CivilDate, type Day, dayOf } from '../calendar/civil-date.ts'

/*
 * What a county settles about who may see a child. It is kept beside the settings of the guidance, each change with the day from which it holds.
 */

export const sharingSettingDefinitions = {
  seenAfterEnd: {
    unit: 'months',
    default: 12,
    why: 'whoever could see a child because of an episode, a request or a duty goes on seeing it for so long after its end, so that a mistake can be put right',
  },
} as const

export type SharingSettingName = keyof typeof sharingSettingDefinitions

export const sharingSettingNames = Object.keys(sharingSettingDefinitions) as readonly SharingSettingName[]

export const isSharingSetting = (name: string): name is SharingSettingName => Object.hasOwn(sharingSettingDefinitions, name)

export type SharingValues = { readonly [Name in SharingSettingName]: number }

/** Why a value is none that a setting can have; nothing where it is one. */
export const faultOfSharingValue = (value: unknown): string | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_MONTHS
    ? undefined
    : `expected a whole number of months, 0 to ${MOST_MONTHS}`

/** No child is a child for longer. */
const MOST_MONTHS = 300

export interface SharingSettings {
  /** What holds on a day. */
  on(day: Day): SharingValues
}

const defaults: SharingValues = { seenAfterEnd: sharingSettingDefinitions.seenAfterEnd.default }

export const sharingSettingsForAllDays = (values: Partial<SharingValues> = {}): SharingSettings => {
  const always = { ...defaults, ...values }
  return { on: () => always }
}

/** Settings that change: each entry changes what it names from its day on; of two of one day the later in the list counts. */
export function sharingSettingsFrom(
  entries: readonly { readonly from: CivilDate; readonly values: Partial<SharingValues> }[],
): SharingSettings {
  const editions: { readonly from: Day; readonly values: SharingValues }[] = []
  let values = defaults
  for (const entry of [...entries].sort((a, b) => dayOf(a.from) - dayOf(b.from))) {
    values = { ...values, ...entry.values }
    editions.push({ from: dayOf(entry.from), values })
  }
  return { on: (day) => editions.findLast(({ from }) => from <= day)?.values ?? defaults }
}
