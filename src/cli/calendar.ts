import { bankHolidayOn } from '../calendar/bank-holidays.ts'
import type { Calendar, Term } from '../calendar/calendar.ts'
import { type CivilDate, civilDate, type Day, dayOf, isCivilDate, isWeekend } from '../calendar/civil-date.ts'
import { basisWords, inWords, ordinal, panelBasisWords, schoolDaysLeftOut, schoolYearOf, workingDaysLeftOut } from '../calendar/words.ts'
import { recorded } from '../words/fact-words.ts'
import { capital, valueInWords } from '../words/guidance-words.ts'
import type { Look } from './answered.ts'
import { readArguments } from './arguments.ts'
import { changeOptions, misplaced } from './changing.ts'
import { askedWrongly, type Command, type ExitCode, lines, refuse, type Screen } from './command.ts'
import { calendarOption, readCalendar } from './county.ts'
import { CHANGE, calendarInDatabase, HISTORY } from './county-rules.ts'
import { labelled, table, wrap } from './layout.ts'

const ofFiles = { calendar: calendarOption, json: { words: 'print the answer as JSON; of the calendar itself, its file' } } as const
const ofDatabase = {
  area: { takes: 'AREA', words: 'with change: the district with panels of its own; the county unless given' },
  ...changeOptions,
} as const
const options = { ...ofFiles, ...ofDatabase } as const

export const calendarCommand: Command = {
  name: 'calendar',
  summary: 'school days, working days, terms and panels',
  forms: [
    'calendar',
    'calendar DAY',
    'calendar N school-days|working-days|weeks from|after DAY',
    'calendar change FILE [--area AREA] --why TEXT',
    'calendar history',
  ],
  words: [
    'Without a question it prints the terms, with how their dates are known, half-terms, closures and panels. Of a day it says whether it is a school day and a working day. It counts days: after a day means that this day is day 0; from a day, that it is day 1 itself if it is such a day, as the guidance counts school days off roll. Weeks are seven days, and from and after mean the same.',
    'A day that the calendar does not cover is never guessed: it is named, and the exit code is 2.',
    'change puts the calendar of a file on record in the database, in place of the one that the county or an area had, and has every child assessed anew; broken off, onroll sweep goes on with it. history lists every calendar there was, with when it came, by whom and why.',
  ],
  options,
  examples: [
    'calendar',
    'calendar 2026-12-25',
    'calendar 60 school-days from 2026-09-02',
    'calendar 3 working-days after 2026-04-02',
    'calendar 6 weeks after 2026-02-10',
  ],
  run: async (args, screen) => {
    const read = readArguments(args, options)
    if ('wrong' in read) return askedWrongly('calendar', read.wrong, screen)
    const { options: given, words } = read.given
    const inDatabase = words[0] === CHANGE || words[0] === HISTORY
    const extra = misplaced(given, Object.keys(inDatabase ? ofDatabase : ofFiles), inDatabase ? `calendar ${words[0]}` : 'a question')
    if (extra) return askedWrongly('calendar', extra, screen)
    if (inDatabase) return calendarInDatabase(words, given, screen)
    const question = questionOf(words)
    if (typeof question === 'string') return askedWrongly('calendar', question, screen)
    const calendar = await readCalendar(given.calendar)
    if ('faults' in calendar) return refuse(calendar.faults, screen)
    return answer(question, calendar.value, given.json === true, screen)
  },
}

type Unit = 'school days' | 'working days' | 'weeks'

type Question =
  | { readonly of: 'calendar' }
  | { readonly of: 'day'; readonly day: Day }
  | { readonly of: 'count'; readonly n: number; readonly unit: Unit; readonly from: Day; readonly includesFrom: boolean }

const FORM = /^(?:the )?(\S+) (school|working)?[ -]?(days?|weeks?) (from|after) (\S+)$/i
const A_DAY = 'a day that exists, written YYYY-MM-DD'

/** What is asked; or a sentence that says what is wrong with the question. */
function questionOf(words: readonly string[]): Question | string {
  const text = words.join(' ').replace(/\s+/g, ' ').trim()
  if (text === '') return { of: 'calendar' }
  if (!text.includes(' ')) return isCivilDate(text) ? { of: 'day', day: dayOf(text) } : `The day is ${text}; expected ${A_DAY}.`
  const [, count, kind, noun, way, day] = FORM.exec(text) ?? []
  if (count === undefined || noun === undefined || way === undefined || day === undefined)
    return `It does not understand “${text}”; ask such as: 60 school-days from 2026-09-02.`
  const isWeeks = noun.toLowerCase().startsWith('week')
  if (isWeeks === (kind !== undefined)) return 'Say which days are counted: school-days or working-days; or weeks.'
  if (!/^\d{1,5}(st|nd|rd|th)?$/i.test(count)) return `The number is ${count}; expected a whole number up to 99999.`
  if (!isCivilDate(day)) return `The day is ${day}; expected ${A_DAY}.`
  const n = Number.parseInt(count, 10)
  const includesFrom = way.toLowerCase() === 'from' && !isWeeks
  if (includesFrom && n === 0) return 'Counted from a day, the first is 1; 0 is the day itself.'
  return {
    of: 'count',
    n,
    unit: isWeeks ? 'weeks' : kind?.toLowerCase() === 'school' ? 'school days' : 'working days',
    from: dayOf(day),
    includesFrom,
  }
}

function answer(question: Question, calendar: Calendar, json: boolean, screen: Screen): ExitCode {
  switch (question.of) {
    case 'calendar':
      screen.out.write(json ? asJson(calendar.file) : lines(...wholeCalendar(calendar, screen)))
      return 0
    case 'day':
      return answerDay(question.day, calendar, json, screen)
    case 'count':
      return answerCount(question, calendar, json, screen)
  }
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function notCovered(day: Day, { first, last, file }: Calendar, { err }: Screen): ExitCode {
  err.write(
    `onroll calendar: the calendar does not cover ${inWords(day)} (${civilDate(day)}); ${recorded(file.name)} has ${inWords(first)} to ${inWords(last)}.\n`,
  )
  return 2
}

// ---- a count -----------------------------------------------------------------------------------------------------------------------

function answerCount(asked: Question & { of: 'count' }, calendar: Calendar, json: boolean, screen: Screen): ExitCode {
  const { n, unit, from, includesFrom } = asked
  const dayZero = includesFrom ? from - 1 : from
  const day = dayCounted(asked, calendar)
  if (day === undefined) return notCovered(calendar.missing(dayZero + 1), calendar, screen)
  const leftOut = unit === 'weeks' ? '' : (unit === 'school days' ? schoolDaysLeftOut : workingDaysLeftOut)(calendar, dayZero, day)
  const basis = unit === 'school days' ? basisWords(calendar, dayZero, day) : undefined
  if (json) {
    screen.out.write(
      asJson({
        n,
        unit,
        [includesFrom ? 'from' : 'after']: civilDate(from),
        day: civilDate(day),
        leftOut: leftOut || null,
        basis: basis ?? null,
      }),
    )
    return 0
  }
  const start = includesFrom
    ? `the ${ordinal(n)} ${unit.slice(0, -1)} from ${inWords(from)}`
    : `${valueInWords(n, unit)} after ${inWords(from)}`
  const { width, style } = screen
  screen.out.write(
    lines(
      ...wrap(`${capital(start)} is ${inWords(day)} (${civilDate(day)}).`, width).map(style.strong),
      ...[leftOut, basis].flatMap((words) => (words ? wrap(`${capital(words)}.`, width) : [])),
    ),
  )
  return 0
}

function dayCounted({ n, unit, from, includesFrom }: Question & { of: 'count' }, calendar: Calendar): Day | undefined {
  switch (unit) {
    case 'school days':
      return includesFrom ? calendar.schoolDayFrom(from, n) : calendar.schoolDayAfter(from, n)
    case 'working days':
      return calendar.workingDayAfter(includesFrom ? from - 1 : from, n)
    case 'weeks':
      return from + 7 * n
  }
}

// ---- a day -------------------------------------------------------------------------------------------------------------------------

function answerDay(day: Day, calendar: Calendar, json: boolean, screen: Screen): ExitCode {
  if (!calendar.covers(day)) return notCovered(day, calendar, screen)
  const [isSchoolDay, isWorkingDay] = [calendar.isSchoolDay(day), calendar.isWorkingDay(day)]
  const why = whyNoSchoolDay(day, calendar)
  const nextPanel = calendar.panelAfter(day)
  const panelBasis = panelBasisWords(calendar)
  if (json) {
    screen.out.write(
      asJson({
        day: civilDate(day),
        isSchoolDay,
        isWorkingDay,
        why: why ?? null,
        nextPanel: nextPanel === undefined ? null : civilDate(nextPanel),
      }),
    )
    return 0
  }
  const kinds = isSchoolDay
    ? isWorkingDay
      ? 'a school day and a working day'
      : 'a school day, and no working day'
    : isWorkingDay
      ? 'a working day, and no school day'
      : 'neither a school day nor a working day'
  const { width, style } = screen
  screen.out.write(
    lines(
      ...wrap(`${inWords(day)} is ${kinds}${why ? `: ${why}` : ''}.`, width).map(style.strong),
      ...wrap(
        nextPanel === undefined
          ? 'The calendar has no panel after it.'
          : `The next panel after it is on ${inWords(nextPanel)}${panelBasis === undefined ? '' : ` (${panelBasis})`}.`,
        width,
      ),
    ),
  )
  return 0
}

function whyNoSchoolDay(day: Day, calendar: Calendar): string | undefined {
  if (calendar.isSchoolDay(day)) return undefined
  if (isWeekend(day)) return 'a weekend'
  const date = civilDate(day)
  const { bankHolidays = [], closures = [] } = calendar.file
  if (bankHolidays.includes(date)) return bankHolidayOn(day)?.name ?? 'a bank holiday'
  const term = calendar.terms[calendar.termOf(day)]
  if (!term || term.to < date) return 'in the holidays'
  if (term.breaks?.some(({ from, to }) => from <= date && date <= to)) return 'half-term'
  return closures.includes(date) ? 'a closure day' : undefined
}

// ---- the calendar ------------------------------------------------------------------------------------------------------------------

function wholeCalendar(calendar: Calendar, look: Look): string[] {
  const { file, first, last, terms } = calendar
  const { style, width } = look
  const years = [...new Set(terms.map(schoolYearOf))]
  return [
    ...wrap(`${recorded(file.name)}, from ${inWords(first)} to ${inWords(last)}. No day beyond is counted.`, width).map(style.strong),
    ...years.flatMap((year) => {
      const ofYear = terms.filter((term) => schoolYearOf(term) === year)
      const days = ofYear.reduce((sum, term) => sum + schoolDaysOf(term, calendar), 0)
      return [
        '',
        style.heading(`School year ${year}, ${days} school days`),
        ...table(
          ofYear.map((term) => termRow(term, calendar)),
          width,
        ),
      ]
    }),
    ...otherDays(calendar, look),
  ]
}

function termRow(term: Term, calendar: Calendar): string[] {
  return [
    `  ${recorded(term.id)}`,
    spanInWords(dayOf(term.from), dayOf(term.to)),
    `${schoolDaysOf(term, calendar)} days`,
    term.basis ?? '',
    (term.breaks ?? []).map(({ from, to }) => `half-term ${spanInWords(dayOf(from), dayOf(to))}`).join(', '),
    panelsOf(term, calendar),
  ]
}

function panelsOf(term: Term, { file, terms, termOf }: Calendar): string {
  const panels = (file.panels ?? []).filter((panel) => terms[termOf(dayOf(panel))] === term).toSorted()
  return panels.length === 0 ? '' : `panel ${panels.map((panel) => shortDay(dayOf(panel))).join(', ')}`
}

/** Closures and panels that stand in no row of a term. */
function otherDays({ file, first }: Calendar, { width }: Look): string[] {
  const field = (label: string, days: readonly CivilDate[] = []) =>
    days.length === 0
      ? []
      : labelled(
          label,
          [...days]
            .toSorted()
            .map((day) => `${shortDay(dayOf(day))} ${day.slice(0, 4)}`)
            .join(', '),
          width,
          20,
        )
  const rest = [
    ...field('Closures', file.closures),
    ...field('Council closures', file.councilClosures),
    ...field(
      'Earlier panels',
      file.panels?.filter((panel) => dayOf(panel) < first),
    ),
  ]
  const bankHolidays = file.bankHolidays?.length ?? 0
  const { panelsBasis } = file
  const panelDates =
    panelsBasis === undefined
      ? []
      : labelled('Panel dates', `${panelsBasis}${panelsBasis === 'published' ? '' : ', not published'}`, width, 20)
  return [
    '',
    ...rest,
    ...panelDates,
    ...labelled('Bank holidays', bankHolidays === 0 ? 'none listed' : `${bankHolidays} listed`, width, 20),
  ]
}

function schoolDaysOf({ from, to }: Term, { isSchoolDay }: Calendar): number {
  let days = 0
  for (let day = dayOf(from); day <= dayOf(to); day++) if (isSchoolDay(day)) days++
  return days
}

/** `26 to 30 Oct`, `1 Sep to 18 Dec` */
function spanInWords(from: Day, to: Day): string {
  const [first, last] = [shortDay(from), shortDay(to)]
  if (from === to) return first
  const [date, month] = first.split(' ')
  return last.endsWith(` ${month}`) ? `${date} to ${last}` : `${first} to ${last}`
}

/** `1 Sep` */
function shortDay(day: Day): string {
  const [, date, month = ''] = inWords(day).split(' ')
  return `${date} ${month.slice(0, 3)}`
}
