import { type Day, date, day } from '../../calendar/civil-date.ts'
import type { Child, RecordedFact } from '../../casefile/fact-table.ts'

/** A record from which a search sets out. */
export interface Start {
  /** Whose record it is, in words. */
  readonly says: string
  readonly child: Child
  readonly facts: readonly RecordedFact[]
  readonly day: Day
}

const childBorn = (dateOfBirth: string): Child => ({ id: 'a child', dateOfBirth: date(dateOfBirth) })

const withPlan: Child = { ...childBorn('2014-03-09'), ehcp: [{ from: date('2024-01-10') }] }

const offRoll: RecordedFact = { id: 'start', type: 'off-roll', on: date('2026-03-02'), by: 'school', detail: {} }

/** A child of compulsory school age, well within it, of whom nothing is recorded. */
export const nothingRecorded: Start = {
  says: 'a child of compulsory school age of whom nothing is recorded',
  child: childBorn('2014-03-09'),
  facts: [],
  day: day('2025-11-07'),
}

/** Where a search for broken promises sets out. */
export const starts: readonly Start[] = [
  nothingRecorded,
  {
    says: 'a child with an education, health and care plan of whom nothing is recorded',
    child: withPlan,
    facts: [],
    day: day('2025-11-07'),
  },
  {
    says: 'a child of four who is off roll a month before compulsory school age',
    child: childBorn('2021-02-02'),
    facts: [offRoll],
    day: day('2026-03-02'),
  },
  {
    says: 'a child of fifteen of whom nothing is recorded, five weeks before the end of compulsory school age',
    child: childBorn('2010-01-15'),
    facts: [],
    day: day('2026-05-20'),
  },
]
