import type { CalendarFile } from '../calendar/calendar.ts'
import type { CivilDate, Day } from '../calendar/civil-date.ts'
import type { Fault } from '../casefile/fault.ts'
import { writeAudit } from '../database/audit.ts'
import {
  areLastSettings,
  type CalendarChange,
  changeAlone,
  isLastCalendar,
  makeAllDue,
  readCalendarHistory,
  readSettingsHistory,
  type SettingsChange,
} from '../database/county-data.ts'
import type { Transaction } from '../database/pool.ts'
import type { OnProgress } from '../database/projection.ts'
import { COUNTY, changeCalendar, changeSettings } from '../database/rules.ts'
import { sweep } from '../database/sweep.ts'
import type { SettingValues } from '../guidance/settings.ts'
import type { SharingValues } from '../sharing/settings.ts'
import { withDatabase } from './look-after-database.ts'

/*
 * What changes the county as all of it knows it, from the command line: its settings and calendars here, its agencies and directory beside. Each change is
 * stored whole or not at all, audited, and stays on record with who made it, when and why.
 */

export { type CalendarChange, COUNTY, type SettingsChange }

type Environment = NodeJS.ProcessEnv

/** Who changes something at the command line, why, and as of which day children are then assessed. */
export interface ChangeAsked {
  /** The name of whoever types the command. */
  readonly by: string
  readonly why?: string
  readonly today: Day
  readonly onProgress: OnProgress
}

/** What came of a change: whether there was anything to change, and whom it had assessed anew. */
export interface Changed {
  readonly isChanged: boolean
  readonly children: number
  /** The ids of children who could not be assessed; they stay due. */
  readonly failed: readonly string[]
}

/** How a change made at the command line is signed, wherever it is on record. */
export const signed = (by: string): string => `command: ${by}`

/** What a piece of work did to the county: nothing; something; or something by which children are judged. */
export type Effect = 'nothing' | 'changed' | 'children-to-assess'

/** Does a change, audits it, and assesses anew whoever is due: after this one, or after one that was broken off before its end. */
export const change = (
  env: Environment,
  { by, why, today, onProgress }: ChangeAsked,
  action: string,
  work: (transaction: Transaction) => Promise<Effect>,
): Promise<Changed> =>
  withDatabase(env, 'worker', async (database) => {
    const isChanged = await database.inTransaction(async (transaction) => {
      await changeAlone(transaction)
      const effect = await work(transaction)
      if (effect === 'nothing') return false
      if (effect === 'children-to-assess') await makeAllDue(transaction, today)
      await writeAudit(transaction, { who: signed(by), action, outcome: 'done', children: [], ...(why !== undefined && { why }) })
      return true
    })
    const { children, failed } = await sweep(database, today, { onProgress })
    return { isChanged, children, failed: failed.map(({ child }) => child) }
  })

/** Values of the guidance's settings, and of those that settle who may see a child. */
export type CountyValues = Partial<SettingValues & SharingValues>

/** Changes settings, checked, from a day on. */
export const changeSettingsOfCounty = (
  env: Environment,
  asked: ChangeAsked & { readonly why: string },
  from: CivilDate,
  values: CountyValues,
) =>
  change(env, asked, 'change-settings', async (transaction) => {
    if (await areLastSettings(transaction, from, values)) return 'nothing'
    await changeSettings(transaction, { from, values }, asked.why, { by: signed(asked.by) })
    return 'children-to-assess'
  })

/** Puts a calendar, checked, in place of the one that an area had. */
export const changeCalendarOfCounty = (env: Environment, asked: ChangeAsked & { readonly why: string }, area: string, file: CalendarFile) =>
  change(env, asked, 'change-calendar', async (transaction) => {
    if (await isLastCalendar(transaction, area, file)) return 'nothing'
    await changeCalendar(transaction, area, file, asked.why, { by: signed(asked.by) })
    return 'children-to-assess'
  })

export const settingsHistory = (env: Environment): Promise<readonly SettingsChange[]> =>
  withDatabase(env, 'app', (database) => database.inTransaction(readSettingsHistory))

export const calendarHistory = (env: Environment): Promise<readonly CalendarChange[]> =>
  withDatabase(env, 'app', (database) => database.inTransaction(readCalendarHistory))

/** Ends a change without anything done, for what is wrong with what was given in. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '))
    this.faults = faults
  }
}
