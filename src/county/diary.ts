import { civilDate, type Day, NEVER } from '../calendar/civil-date.ts'
import type { EntryContent, EntryKind } from '../casefile/casework-table.ts'
import type { Agency, CaseRecord, Detail, FactType } from '../casefile/fact-table.ts'
import type { Kept } from './county.ts'
import { noteFor } from './notes.ts'
import type { Random } from './random.ts'
import type { Around } from './school-days.ts'

/** How people keep their time in a case. */
export interface Pace {
  /** How many steps in a thousand nobody takes; from then on nothing more is recorded in the case. */
  readonly forgotten: number
  /** How many steps in a thousand are taken late. */
  readonly late: number
}

export const usualPace: Pace = { forgotten: 25, late: 110 }
export const onTime: Pace = { forgotten: 0, late: 0 }

/**
 * What happens in a child's case, written down as time goes on: a day at a time, and nothing beyond the county's day. A story can be told
 * to its end; what would come later is left out.
 */
export class Diary {
  readonly #around: Around
  readonly #random: Random
  readonly #child: string
  readonly #pace: Pace
  readonly #records: CaseRecord[] = []
  readonly #kept: Kept[] = []
  #now: Day
  #forgotten = false

  constructor(around: Around, child: string, start: Day, random: Random, pace: Pace = usualPace) {
    this.#around = around
    this.#child = child
    this.#now = start
    this.#random = random
    this.#pace = pace
  }

  get now(): Day {
    return this.#now
  }

  /** Whether nothing more can happen by the county's day. */
  get isOver(): boolean {
    return this.#forgotten || this.#now > this.#around.today
  }

  get records(): readonly CaseRecord[] {
    return this.#records
  }

  get kept(): readonly Kept[] {
    return this.#kept
  }

  get random(): Random {
    return this.#random
  }

  /** Goes to a day, or back to it for what happened beside the rest. */
  at(day: Day): this {
    this.#now = day
    return this
  }

  /** Goes to a day on which something new happens, whatever was forgotten before. */
  anew(day: Day): this {
    this.#forgotten = false
    return this.at(day)
  }

  /** Lets so many working days pass. */
  after(days: number): this {
    if (!this.isOver) this.#now = this.#around.calendar.workingDayAfter(this.#now, days) ?? NEVER
    return this
  }

  /** Lets so many days pass, and then comes to the next school day. */
  onSchoolDayAfter(days: number): this {
    if (!this.isOver) this.#now = this.#around.schoolDaysBack(this.#now + days, 0)
    return this
  }

  /** Lets the time pass in which people do what is due within so many working days: most in time, some late, and a few never. */
  due(within: number): this {
    const chance = this.#random.below(1000)
    if (chance < this.#pace.forgotten) this.#forgotten = true
    else if (chance < this.#pace.forgotten + this.#pace.late) this.after(within + 1 + this.#random.below(within + 4))
    else this.after(within === 0 ? 0 : this.#random.between(Math.min(1, within), within))
    return this
  }

  /** Writes down what happens on the day. Returns its id; where nothing more can be written, the id it would have had. */
  record<T extends FactType>(type: T, by: Agency, detail?: Detail<T>, note?: string): string {
    const id = `${this.#child}-${this.#records.length + 1}`
    if (this.isOver) return id
    const text = note ?? noteFor(type, detail, this.#random)
    this.#records.push({
      id,
      type,
      on: civilDate(this.#now),
      by,
      ...(detail && { detail }),
      ...this.#recordedLater(type),
      ...(text && { note: text }),
    } as CaseRecord)
    return id
  }

  /** Keeps something of the day that no clause reads. */
  keep<K extends EntryKind>(kind: K, by: Agency, content: EntryContent<K>, of: string | null = null): this {
    if (!this.isOver) this.#kept.push({ kind, on: civilDate(this.#now), by, of, content })
    return this
  }

  /** Writes down that a record was made in error, or a suspension cancelled. */
  withdraw(id: string, by: Agency, note: string): void {
    if (!this.isOver)
      this.#records.push({ id: `${this.#child}-${this.#records.length + 1}`, withdraws: id, on: civilDate(this.#now), by, note })
  }

  /** Writes down a fact that puts an earlier one right. */
  correct<T extends FactType>(id: string, type: T, by: Agency, on: Day, detail: Detail<T>, note: string): void {
    if (this.isOver) return
    const recordedAt = `${civilDate(this.#now)}T10:40:00Z`
    const record = { id: `${this.#child}-${this.#records.length + 1}`, type, on: civilDate(on), by, detail, recordedAt, replaces: id, note }
    this.#records.push(record as CaseRecord)
  }

  /** Some things are put on record a day or more after they happened. */
  #recordedLater(type: FactType): { readonly recordedAt?: string } {
    if (type === 'attendance-summary' || this.#random.below(6) > 0) return {}
    const day = this.#around.calendar.workingDayAfter(this.#now, 1 + this.#random.below(3))
    if (day === undefined || day > this.#around.today) return {}
    const minute = this.#random.between(8 * 60 + 30, 17 * 60)
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return { recordedAt: `${civilDate(day)}T${clock}:00Z` }
  }
}
