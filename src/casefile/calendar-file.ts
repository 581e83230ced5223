import type { CalendarFile, Term } from '../calendar/calendar.ts'
import { checkRecord } from './check-fields.ts'
import { type Fault, found, pointerTo } from './fault.ts'
import { civilDay, type FieldsOf, fullList, list, oneOf, optional, record, text } from './fields.ts'

const period = { from: civilDay, to: civilDay }

const basis = oneOf('published', 'inferred', 'assumed')

const termFields = {
  id: text,
  ...period,
  breaks: optional(list(record(period))),
  basis: optional(basis),
} satisfies FieldsOf<Term>

const days = optional(list(civilDay))

export const calendarFields = {
  name: text,
  terms: fullList(record(termFields)),
  closures: days,
  bankHolidays: days,
  councilClosures: days,
  panels: days,
  panelsBasis: optional(basis),
} satisfies FieldsOf<CalendarFile>

/** Checks a calendar that came from outside. A well-formed one is handed back as it is, not copied; of any other every fault is told. */
export function checkCalendarFile(value: unknown): { calendar: CalendarFile } | { faults: readonly Fault[] } {
  const checked = checkRecord(value, calendarFields)
  if ('faults' in checked) return checked
  const calendar: CalendarFile = checked.record
  const faults = [...calendar.terms.flatMap(faultsOfTerm), ...faultsBetween(calendar.terms)]
  return faults.length > 0 ? { faults } : { calendar }
}

function faultsOfTerm(term: Term, place: number): Fault[] {
  const at = `/terms/${place}`
  const faults = faultsOfPeriod(term, at)
  for (const [i, pause] of (term.breaks ?? []).entries()) {
    const breakAt = `${at}/breaks/${i}`
    faults.push(...faultsOfPeriod(pause, breakAt))
    if (pause.from < term.from)
      faults.push({ pointer: pointerTo(breakAt, 'from'), message: found(pause.from, `a day of the term, from ${term.from} on`) })
    if (pause.to > term.to)
      faults.push({ pointer: pointerTo(breakAt, 'to'), message: found(pause.to, `a day of the term, up to ${term.to}`) })
  }
  return faults
}

const faultsOfPeriod = ({ from, to }: Pick<Term, 'from' | 'to'>, at: string): Fault[] =>
  to < from ? [{ pointer: pointerTo(at, 'to'), message: found(to, `${from} or later, since it begins then`) }] : []

/** Two terms with one id, and terms that begin before another has ended. */
function faultsBetween(terms: readonly Term[]): Fault[] {
  const faults: Fault[] = []
  const first = new Map<string, string>()
  let latest: { at: string; to: string } | undefined
  const placed = terms.map((term, place) => ({ ...term, at: `/terms/${place}` }))
  for (const { at, id } of placed) {
    const other = first.get(id)
    if (other === undefined) first.set(id, at)
    else faults.push({ pointer: pointerTo(at, 'id'), message: found(id, `an id of its own: ${other} has this one`) })
  }
  for (const { at, from, to } of placed.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (latest && from <= latest.to)
      faults.push({ pointer: pointerTo(at, 'from'), message: found(from, `a day after ${latest.to}, the last of ${latest.at}`) })
    if (!latest || to > latest.to) latest = { at, to }
  }
  return faults
}
