import type { Calendar } from '../calendar/calendar.ts'
import type { Day } from '../calendar/civil-date.ts'
import type { Assessment } from '../casefile/assessment.ts'
import type { CaseFile } from '../casefile/fact-table.ts'
import type { Moment } from '../casefile/moment.ts'
import type { CountySettings } from './county.ts'
import type { Style } from './style.ts'

/** A moment as it was given, and as it compares. */
export interface KnownAt {
  readonly text: string
  readonly moment: Moment
}

/** What was asked of every case: the day, what is known, and the county's calendar and settings with the files they came from. */
export interface Asked {
  readonly asOf: Day
  /** Everything on record is known unless given. */
  readonly knownAt: KnownAt | undefined
  readonly calendar: Calendar
  readonly calendarFile: string | undefined
  readonly county: CountySettings
  readonly settingsFile: string | undefined
  /** Whether a page shows every fact on record, however many. */
  readonly allFacts: boolean
}

/** A case, what was asked, and the answer. */
export interface Answered extends Asked {
  readonly case: CaseFile
  readonly assessment: Assessment
  /** The next day on which the answer differs, and what it is then. */
  readonly next: { readonly on: Day; readonly assessment: Assessment } | undefined
}

/** How wide a page may be, and how its parts are set off. */
export interface Look {
  readonly width: number
  readonly style: Style
}
