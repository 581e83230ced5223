import type { CivilDate } from '../calendar/civil-date.ts'
import type { Agency, Service } from './fact-table.ts'

/** What a duty is on the day asked about. A `consider` that is overdue is "not yet considered", never "not done". */
export type DutyState = 'upcoming' | 'open' | 'overdue' | 'done' | 'late' | 'set-aside' | 'lapsed'

export interface AssessedDuty {
  readonly clause: string
  readonly force: 'must' | 'should' | 'consider'
  readonly owner: Agency
  readonly pathway: string
  readonly state: DutyState
  /** Of an upcoming duty the day on which it would start. */
  readonly startedOn: CivilDate
  /** Null where the calendar does not cover a day that is needed to date it; then the answer's `undated` names that day. */
  readonly dueOn: CivilDate | null
  readonly dueFrom: 'guidance' | 'setting'
  readonly service: Service | null
  readonly dischargedOn: CivilDate | null
  readonly dischargedBy: string | null
  readonly lapsedOn: CivilDate | null
  /** The fact that ended its reason; null for the end of compulsory school age. */
  readonly lapsedBy: string | null
  /** Ids of the facts that started it, in reading order. */
  readonly because: readonly string[]
  /** How the date was arrived at, in words. */
  readonly calculation: () => string
}

export interface AssessedEpisode {
  readonly pathway: string
  readonly openedOn: CivilDate
  readonly endedOn: CivilDate | null
}

export interface AssessedStatus {
  readonly status: string
  readonly since: CivilDate
  readonly clause: string
}

export interface AssessedOption {
  readonly clause: string
  readonly agency: Agency | 'any'
  readonly since: CivilDate
}

export interface AssessedWarning {
  readonly code: string
  readonly fact: string
  readonly text: string
}

/** What cannot be dated, or cannot be said to be there or not, because the calendar does not cover a day. */
export interface Undated {
  readonly clause: string
  readonly missing: CivilDate
}

/** Everything that the guidance says of a child on a day. */
export interface Assessment {
  readonly child: string
  readonly asOf: CivilDate
  readonly episodes: readonly AssessedEpisode[]
  readonly statuses: readonly AssessedStatus[]
  /** Every duty ever started, and the upcoming ones. */
  readonly duties: readonly AssessedDuty[]
  readonly options: readonly AssessedOption[]
  readonly warnings: readonly AssessedWarning[]
  readonly undated: readonly Undated[]
}
