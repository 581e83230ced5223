import assert from 'node:assert/strict'
import { it } from 'node:test'
import { type Calendar, openCalendar } from '../src/calendar/calendar.ts'
import { civilDate, date, day } from '../src/calendar/civil-date.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import type { AssessedDuty, Assessment } from '../src/casefile/assessment.ts'
import type { Agency, CaseFile, CaseRecord, Child, Detail, FactType } from '../src/casefile/fact-table.ts'
import { momentOf } from '../src/casefile/moment.ts'
import { assess, nextChangeOn } from '../src/guidance/assess.ts'
import { type SettingValues, settingsForAllDays } from '../src/guidance/settings.ts'

/*
 * What tests of the guidance are written with: people with names, cases told as dated facts, and questions asked of a day.
 */

/** The county's calendar. Its panels of 2025-26: 24 September and 26 November 2025; 28 January, 18 March, 6 May, 24 June 2026. */
export const calendar: Calendar = openCalendar(lancashire)

/** Year 7 in 2025-26: of compulsory school age from 31 March 2019 to 27 June 2030. */
export const amina: Child = { id: 'amina', dateOfBirth: date('2014-03-09') }

/** Turns five on 2 February 2026: of compulsory school age from 31 March 2026. */
export const tomasz: Child = { id: 'tomasz', dateOfBirth: date('2021-02-02') }

/** Year 11 in 2025-26: of compulsory school age to Friday 26 June 2026. */
export const leila: Child = { id: 'leila', dateOfBirth: date('2010-01-15') }

/** As old as Amina, with an education, health and care plan since January 2024. */
export const ewan: Child = { id: 'ewan', dateOfBirth: date('2014-05-20'), ehcp: [{ from: date('2024-01-10') }] }

interface More {
  readonly by?: Agency
  readonly id?: string
  readonly recordedAt?: string
  readonly replaces?: string
}

/** A fact of a day. Its id is its type and day unless given: `off-roll@2025-09-08`. */
export function fact<T extends FactType>(on: string, type: T, detail?: Detail<T>, { by = 'school', ...more }: More = {}): CaseRecord {
  return { id: `${type}@${on}`, type, on: date(on), by, ...(detail && { detail }), ...more } as CaseRecord
}

/** A record that another was made in error. */
export const withdrawal = (on: string, withdraws: string, more: More = {}): CaseRecord => ({
  id: `withdrawal@${on}`,
  withdraws,
  on: date(on),
  by: 'school',
  ...more,
})

export const caseOf = (child: Child, ...facts: readonly CaseRecord[]): CaseFile => ({ child, facts })

export interface AskingMore {
  readonly settings?: Partial<SettingValues>
  readonly knownAt?: string
  readonly calendar?: Calendar
}

/** What the guidance says of a case on a day. */
export const asOf = (on: string, caseFile: CaseFile, more: AskingMore = {}): Assessment =>
  assess(caseFile, more.calendar ?? calendar, settingsForAllDays(more.settings), day(on), known(more))

/** The first later day on which that changes by itself, or null. */
export function nextChange(on: string, caseFile: CaseFile, more: AskingMore = {}): string | null {
  const next = nextChangeOn(caseFile, more.calendar ?? calendar, settingsForAllDays(more.settings), day(on), known(more))
  return next === null ? null : civilDate(next)
}

const known = ({ knownAt }: AskingMore) => (knownAt === undefined ? {} : { knownAt: momentOf(knownAt) })

/** The duties of a clause in an answer. */
export const dutiesOf = (clause: string, answer: Assessment): readonly AssessedDuty[] =>
  answer.duties.filter((duty) => duty.clause === clause)

/** The one duty of a clause in an answer. Throws where there is none, or more than one. */
export function dutyOf(clause: string, answer: Assessment): AssessedDuty {
  const [duty, ...others] = dutiesOf(clause, answer)
  if (!duty || others.length > 0) throw new Error(`expected one duty of ${clause}, found ${duty ? others.length + 1 : 'none'}`)
  return duty
}

/** What a duty shows beside its words: state, start, due date. */
export const shown = ({ state, startedOn, dueOn }: AssessedDuty): string => `${state} from ${startedOn}, due ${dueOn}`

/** Whose a duty is: `school should, on pme, dated by a setting`. */
export const whose = ({ owner, force, pathway, dueFrom }: AssessedDuty): string => `${owner} ${force}, on ${pathway}, dated by a ${dueFrom}`

/** How a duty closed: `late on 2025-09-30 by school-step@2025-09-30`; of one that is not closed its state alone. */
export function closing({ state, dischargedOn, dischargedBy, lapsedOn, lapsedBy }: AssessedDuty): string {
  const on = dischargedOn ?? lapsedOn
  return on === null ? state : `${state} on ${on} by ${dischargedBy ?? lapsedBy ?? 'nothing recorded'}`
}

/**
 * Questions about one clause in a child's case, answered in a line: what is owed on a day, how it closed, because of what. Several duties
 * are told one after the other; of a clause that asks for nothing the answer is `nothing`.
 */
export function questionsAbout(clause: string, child: Child = amina, more: AskingMore = {}) {
  const each =
    (told: (duty: AssessedDuty) => string) =>
    (on: string, ...facts: readonly CaseRecord[]): string =>
      dutiesOf(clause, asOf(on, caseOf(child, ...facts), more))
        .map(told)
        .join('; ') || 'nothing'
  return { owed: each(shown), closed: each(closing), whose: each(whose), because: each(({ because }) => because.join(' + ')) }
}

/** The county's calendar with other panels. */
export const withPanels = (...panels: readonly string[]): Calendar => openCalendar({ ...lancashire, panels: panels.map(date) })

/**
 * A duty in a line: `open from A, due B`; closed, `done from A, due B, on C by ID`, where `@C` is left out of the id. One of a service
 * begins with it: `csc open from A, due B`.
 */
export function lineOf(duty: AssessedDuty): string {
  const on = duty.dischargedOn ?? duty.lapsedOn
  const by = duty.dischargedBy ?? duty.lapsedBy ?? 'time alone'
  return `${duty.service ? `${duty.service} ` : ''}${shown(duty)}${on === null ? '' : `, on ${on} by ${by.replace(`@${on}`, '')}`}`
}

/** The duties of a clause in an answer, a line each, in the answer's order. */
export const linesOf = (clause: string, answer: Assessment): string[] => dutiesOf(clause, answer).map(lineOf)

/** A case in a table: what is so, the day asked about, the lines of a clause's duties on it, and the facts. */
export type Row = readonly [sentence: string, on: string, lines: readonly string[], ...facts: readonly CaseRecord[]]

/** A test for each row of a table about the duties of a clause, for Amina; `shared` are facts of every row. */
export function itShows(clause: string, shared: readonly CaseRecord[], ...rows: readonly Row[]): void {
  for (const [sentence, on, lines, ...facts] of rows) {
    it(sentence, () => assert.deepEqual(linesOf(clause, asOf(on, caseOf(amina, ...shared, ...facts))), lines))
  }
}

/** The first duty of a clause in Amina's case, with its dates as the test's author worked them out; the last of its facts started it. */
export interface Owed {
  readonly clause: string
  readonly facts: readonly CaseRecord[]
  readonly startedOn: string
  readonly dueOn: string
}

/** Facts that may close a duty, by what people call them, on whatever day. */
export type Ways = Readonly<Record<string, (on: string) => CaseRecord>>

/** A test that it is open on its due date and overdue the day after, and whose it is, as `whose` puts it. */
export function itIsOwed(sentence: string, { clause, facts, startedOn, dueOn }: Owed, terms: string): void {
  it(sentence, () => {
    const [onTime, dayAfter] = [dueOn, nextDay(dueOn)].map((on) => dutiesOf(clause, asOf(on, caseOf(amina, ...facts)))[0])
    assert.ok(onTime && dayAfter)
    assert.equal(shown(onTime), `open from ${startedOn}, due ${dueOn}`)
    assert.equal(shown(dayAfter), `overdue from ${startedOn}, due ${dueOn}`)
    assert.equal(whose(onTime), terms)
    assert.deepEqual(onTime.because, [facts.at(-1)?.id])
  })
}

/** A test for each of these facts: the duty is done by it on the due date, and late the day after. */
export function itIsSettledBy(owed: Owed, ways: Ways): void {
  for (const [name, way] of Object.entries(ways)) {
    it(`${name} settles it: in time on its due date, late the day after`, () => {
      assert.equal(after(way, owed.dueOn, owed), `done from ${owed.startedOn}, due ${owed.dueOn}, by it`)
      assert.equal(after(way, nextDay(owed.dueOn), owed), `late from ${owed.startedOn}, due ${owed.dueOn}, by it`)
    })
  }
}

/** A test for each of these facts: the duty stays open, however near the fact comes to settling it. */
export function itIsNotSettledBy(owed: Owed, ways: Ways): void {
  for (const [name, way] of Object.entries(ways)) {
    it(`${name} neither settles nor ends it`, () =>
      assert.equal(after(way, owed.dueOn, owed), `open from ${owed.startedOn}, due ${owed.dueOn}`))
  }
}

/** A test for each of these facts: the reason for the duty ends with it. */
export function itLapsesBy(owed: Owed, ways: Ways): void {
  for (const [name, way] of Object.entries(ways)) {
    it(`${name} ends the reason for it`, () =>
      assert.equal(after(way, owed.dueOn, owed), `lapsed from ${owed.startedOn}, due ${owed.dueOn}, by it`))
  }
}

/** Tests for a `should`: a recorded reason why not settles it, but none for another clause, and none from before it started. */
export function itIsSetAside(owed: Owed): void {
  const { clause, startedOn, dueOn } = owed
  const reason = (of: string) => (on: string) => fact(on, 'reason-not-done', { clause: of, reason: 'agreed otherwise' })
  it('a recorded reason why not sets it aside, when overdue too', () => {
    for (const on of [startedOn, nextDay(dueOn)]) {
      assert.equal(after(reason(clause), on, owed), `set-aside from ${startedOn}, due ${dueOn}, by it`)
    }
  })
  it('a reason recorded for another clause, or before it started, does not', () => {
    assert.equal(after(reason(clause === '2.1a' ? '2.1c' : '2.1a'), startedOn, owed), `open from ${startedOn}, due ${dueOn}`)
    const before = reason(clause)(civilDate(day(startedOn) - 1))
    assert.equal(
      after(() => before, startedOn, owed),
      `open from ${startedOn}, due ${dueOn}`,
    )
  })
}

/** What is shown of a duty on a day of which a fact is added. */
function after(way: (on: string) => CaseRecord, on: string, { clause, facts }: Owed): string {
  const more = way(on)
  const [first] = dutiesOf(clause, asOf(on, caseOf(amina, ...facts, more)))
  if (!first) return 'nothing'
  const closed = (first.dischargedOn ?? first.lapsedOn) === on && (first.dischargedBy ?? first.lapsedBy) === more.id
  return `${shown(first)}${closed ? ', by it' : ''}`
}

const nextDay = (on: string): string => civilDate(day(on) + 1)
