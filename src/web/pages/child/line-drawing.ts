import type { Day } from '../../../calendar/civil-date.ts'
import { compare } from '../../../calendar/civil-date.ts'
import type { Contact, Line, Mark, MarkState } from './line.ts'

/*
 * Where everything on a line is drawn, in pixels. Days lie to scale. A label goes into the first place that is free: near above the line, far above it, below
 * it; what finds none is told in the table. line.njk makes an image of it.
 */

/** What something covers. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

type Anchor = 'start' | 'middle' | 'end'

export interface Label {
  readonly box: Box
  readonly x: number
  /** Of the two lines of text. */
  readonly y: readonly [title: number, when: number]
  readonly anchor: Anchor
  readonly title: string
  readonly when: string
  readonly leader: Leader
}

/** From the mark to its label: up or down, and then perhaps aside. */
export interface Leader {
  readonly x: number
  readonly from: number
  readonly to: number
  readonly aside: number | undefined
}

export interface DrawnMark {
  readonly x: number
  readonly state: MarkState
  /** None where there is no room. */
  readonly label: Label | undefined
}

export interface Drawing {
  readonly width: number
  readonly height: number
  /** Where the line lies. */
  readonly y: number
  readonly solid: Stretch
  /** Ahead, if nothing changes. */
  readonly dotted: Stretch | undefined
  /** Where it is broken: what comes then is not to scale. */
  readonly break: number | undefined
  readonly support: readonly DrawnSupport[]
  readonly marks: readonly DrawnMark[]
  readonly contacts: readonly { readonly x: number; readonly letter: string; readonly box: Box }[]
  readonly flag: { readonly x: number; readonly box: Box; readonly text: string; readonly bottom: number } | undefined
  readonly ruler: Ruler
}

interface Stretch {
  readonly from: number
  readonly to: number
}

interface DrawnSupport {
  readonly from: number
  readonly wide: number
  /** Where there is room on the bar. */
  readonly text: { readonly x: number; readonly says: string } | undefined
}

interface Ruler extends Stretch {
  readonly y: number
  /** A path: short for a school day, long for each that has its number. */
  readonly ticks: string
  readonly numbers: readonly { readonly x: number; readonly says: string; readonly anchor: Anchor }[]
  /** The name only where there is room for it among the numbers. */
  readonly holidays: readonly { readonly from: number; readonly wide: number; readonly middle: number; readonly name: string | undefined }[]
}

/** The widths in which a line is drawn: for a council's laptop, for the same at 150%, and for a tablet held upright. None is ever scaled. */
export const WIDTHS = [1318, 863, 592] as const

const FONT = 15
const MARGIN = 12
const RADIUS = 8
const LABEL = 36
const FAR = 0
const NEAR = 38
const LINE = 92
const BELOW = 108
const CONTACT = 20
const FLAG = 24
/** For what is drawn after a break. */
const AFTER_BREAK = 150
/** Marks that lie closer together are drawn as one. */
const CLOSE = 13
/** Between two labels. */
const GAP = 8

export function drawn(line: Line, width: number): Drawing {
  const dated = line.marks.filter((mark): mark is Dated => mark.day !== null)
  const undated = line.marks.filter(({ day }) => day === null)
  const end = width - MARGIN - (undated.length > 0 ? AFTER_BREAK : 0)
  const xOf = (day: Day): number => round(MARGIN + ((day - line.from) * (end - MARGIN)) / Math.max(1, line.to - line.from))
  const contacts = drawnContacts(line.contacts, xOf)
  const below = contacts.length > 0 ? BELOW + CONTACT + 6 : BELOW
  const flag = line.asOf === undefined ? undefined : flagAt(xOf(line.asOf), line.flag, width)
  const together = [...drawnAsOne(dated, xOf), ...afterBreak(undated, end, width)].toSorted((a, b) => b.weight - a.weight)
  const support = line.support.map(({ from, to, title }) => supportBar(xOf(from), xOf(to), title, together))
  const hasBar = support.some(({ text }) => text)
  const covered: Covered = { texts: contacts.map(({ box }) => box), lines: [] }
  const pole = flag && { left: flag.x - 4, right: flag.x + 4, top: 0, bottom: below + LABEL }
  if (flag && pole) {
    covered.texts.push(flag.box)
    covered.lines.push(pole)
  }
  const marks = together.map(({ x, state, isSaidOnBar, title, when }) => {
    const label = isSaidOnBar && hasBar ? undefined : labelFor(x, { title, when }, placesFor(x, below, pole), width, covered)
    if (label) {
      covered.texts.push(label.box)
      covered.lines.push(...leaderBoxes(label.leader))
    }
    return { x, state, label }
  })
  const hasBelow = marks.some(({ label }) => label && label.box.top >= BELOW)
  const rulerY = (hasBelow ? below + LABEL : below) + 16
  const last = xOf(line.asOf === undefined ? line.to : Math.min(line.asOf, line.to))
  const farthest = undated.length > 0 ? atTheEnd(end, width) : end
  return {
    width,
    height: rulerY + 22,
    y: LINE,
    solid: { from: xOf(line.from), to: last },
    dotted: line.asOf !== undefined && last < farthest ? { from: last, to: farthest } : undefined,
    break: undated.length > 0 ? end + 26 : undefined,
    support,
    // Those that were labelled first lie on top.
    marks: marks.toReversed(),
    contacts,
    flag: flag && { ...flag, bottom: rulerY },
    ruler: rulerOf(line, xOf, end, width, rulerY),
  }
}

const round = (x: number): number => Math.round(x * 10) / 10

// ---- Marks and their labels --------------------------------------------------------------------------------------------------------

type Dated = Mark & { readonly day: Day }

interface Words {
  readonly title: string
  readonly when: string
}

interface Placed extends Words {
  readonly x: number
  readonly state: MarkState
  readonly weight: number
  readonly isSaidOnBar: boolean
}

/** Marks of one kind that lie close together are one, named after the weightiest. */
function drawnAsOne(marks: readonly Dated[], xOf: (day: Day) => number): readonly Placed[] {
  const groups: Dated[][] = []
  const open = new Map<MarkState, Dated[]>()
  for (const mark of marks.toSorted((a, b) => a.day - b.day)) {
    const group = open.get(mark.state)
    const last = group?.at(0)
    if (group && last && xOf(mark.day) - xOf(last.day) < CLOSE) group.push(mark)
    else {
      const next = [mark]
      open.set(mark.state, next)
      groups.push(next)
    }
  }
  return groups.map((group) => {
    const [first, ...others] = group.toSorted((a, b) => b.weight - a.weight) as [Dated, ...Dated[]]
    return placed(first, others, xOf(first.day))
  })
}

const placed = (first: Mark, others: readonly Mark[], x: number): Placed => ({
  x,
  state: first.state,
  title: others.length === 0 ? first.title : `${first.title} and ${others.length} more`,
  when: first.when,
  weight: first.weight,
  isSaidOnBar: others.length === 0 && first.isSaidOnBar === true,
})

/** What cannot be dated, or is far ahead, stands together at the end. */
function afterBreak(marks: readonly Mark[], end: number, width: number): readonly Placed[] {
  const [first, ...others] = marks.toSorted((a, b) => b.weight - a.weight)
  return first ? [placed(first, others, atTheEnd(end, width))] : []
}

const atTheEnd = (end: number, width: number): number => Math.max(end, width - MARGIN - 60)

/** What labels keep clear of: texts, which nothing may cross, and lines, which may cross each other. */
interface Covered {
  readonly texts: Box[]
  readonly lines: Box[]
}

interface Place {
  readonly top: number
  readonly anchor: Anchor
  readonly at: number
  /** From there the leader goes aside. */
  readonly elbow?: true
}

/** Over the mark, or, where a line passes there, beside it; at last on the other side of today, below or, where a contact is in the way, above. */
function placesFor(x: number, below: number, pole: Box | undefined): readonly Place[] {
  const beside = ([NEAR, FAR, below] as const).flatMap((top): Place[] => [
    { top, anchor: 'start', at: x - RADIUS },
    { top, anchor: 'middle', at: x },
    { top, anchor: 'end', at: x + RADIUS },
    { top, anchor: 'start', at: x + RADIUS + 6 },
    { top, anchor: 'end', at: x - RADIUS - 6 },
  ])
  if (!pole) return beside
  const beyond = ([below, NEAR] as const).flatMap((top): Place[] => [
    { top, anchor: 'start', at: Math.max(pole.right + GAP, x + RADIUS + 6), elbow: true },
    { top, anchor: 'end', at: Math.min(pole.left - GAP, x - RADIUS - 6), elbow: true },
  ])
  return [...beside, ...beyond]
}

function labelFor(
  x: number,
  { title, when }: Words,
  places: readonly Place[],
  width: number,
  { texts, lines }: Covered,
): Label | undefined {
  const wide = Math.max(textWidth(title, true), textWidth(when, false))
  for (const { top, anchor, at, elbow } of places) {
    const left = anchor === 'start' ? at : anchor === 'end' ? at - wide : at - wide / 2
    const box = { left, right: left + wide, top, bottom: top + LABEL }
    const leader: Leader = {
      x,
      from: top < LINE ? LINE - RADIUS : LINE + RADIUS,
      to: elbow ? top + 10 : top < LINE ? top + LABEL : top,
      aside: elbow ? (anchor === 'start' ? at - 4 : at + 4) : undefined,
    }
    const isClear =
      ![...texts, ...lines].some((other) => meet(box, other, GAP)) &&
      !leaderBoxes(leader).some((part) => texts.some((other) => meet(part, other, 1)))
    if (left >= 0 && box.right <= width && isClear) return { box, x: at, y: [top + 14, top + 31], anchor, title, when, leader }
  }
  return undefined
}

/** What a leader covers: it goes up or down from its mark, and perhaps aside. */
export const leaderBoxes = ({ x, from, to, aside }: Leader): readonly Box[] => [
  { left: x - 1, right: x + 1, top: Math.min(from, to), bottom: Math.max(from, to) },
  ...(aside === undefined ? [] : [{ left: Math.min(x, aside), right: Math.max(x, aside), top: to - 1, bottom: to + 1 }]),
]

const meet = (a: Box, b: Box, gap: number): boolean =>
  a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom && b.top < a.bottom

/** How wide a text is drawn at the most, in pixels: a little more than in our own typeface, since it may not have come. */
export function textWidth(text: string, isBold: boolean): number {
  let em = 0
  for (const letter of text) em += widthOf(letter)
  return Math.ceil(em * FONT * (isBold ? 1.07 : 1))
}

function widthOf(letter: string): number {
  if ("ijlI.,:;’'|! ·".includes(letter)) return 0.28
  if ('frt-()/'.includes(letter)) return 0.38
  if ('mwMW%'.includes(letter)) return 0.86
  return letter >= 'A' && letter <= 'Z' ? 0.65 : 0.55
}

// ---- The flag, contacts, support ---------------------------------------------------------------------------------------------------

function flagAt(x: number, text: string, width: number): { readonly x: number; readonly box: Box; readonly text: string } {
  const wide = textWidth(text, true) + 16
  const left = x + wide <= width ? x : Math.max(0, x - wide)
  return { x, text, box: { left, right: left + wide, top: 0, bottom: FLAG } }
}

/** Contacts that would lie on each other become one, with their number. */
function drawnContacts(contacts: readonly Contact[], xOf: (day: Day) => number): Drawing['contacts'] {
  const groups: { x: number; letters: string[] }[] = []
  for (const { day, letter } of contacts.toSorted((a, b) => a.day - b.day)) {
    const x = xOf(day)
    const last = groups.at(-1)
    if (last && x - last.x < CONTACT + 2) last.letters.push(letter)
    else groups.push({ x, letters: [letter] })
  }
  return groups.map(({ x, letters }) => ({
    x,
    letter: letters.length === 1 ? (letters[0] ?? '') : String(letters.length),
    box: { left: x - CONTACT / 2, right: x + CONTACT / 2, top: BELOW, bottom: BELOW + CONTACT },
  }))
}

/** What it says stands in the widest gap between the marks on it. */
function supportBar(from: number, to: number, title: string, marks: readonly Pick<DrawnMark, 'x'>[]): DrawnSupport {
  const edges = [from, ...marks.map(({ x }) => x).filter((x) => from < x && x < to), to].sort((a, b) => a - b)
  let widest = { left: from, room: 0 }
  for (let i = 1; i < edges.length; i++) {
    const [left, right] = [edges[i - 1] as number, edges[i] as number]
    if (right - left > widest.room) widest = { left, room: right - left }
  }
  const fits = textWidth(title, true) + 2 * RADIUS + 12 <= widest.room
  return { from, wide: round(to - from), text: fits ? { x: round(widest.left + RADIUS + 6), says: title } : undefined }
}

// ---- The ruler ---------------------------------------------------------------------------------------------------------------------

/** Numbers closer together than this cannot be read apart. */
const NUMBER = 44
const steps = [5, 10, 20, 50, 100, 200, 500] as const

function rulerOf({ schoolDays, holidays, from, to }: Line, xOf: (day: Day) => number, end: number, width: number, y: number): Ruler {
  const perDay = (end - MARGIN) / Math.max(1, schoolDays.length)
  const step = steps.find((some) => some * perDay >= NUMBER) ?? 1000
  const isNumbered = (place: number) => place === 1 || place % step === 0
  const ticks = schoolDays.flatMap((day, index) => {
    const isLong = isNumbered(index + 1)
    return isLong || perDay >= 4 ? [`M${xOf(day)} ${y}v${isLong ? -7 : -4}`] : []
  })
  const numbers = schoolDays.flatMap((day, index) => {
    const place = index + 1
    return isNumbered(place) ? [{ x: xOf(day), says: place === 1 ? 'day 1' : String(place), anchor: 'middle' as Anchor }] : []
  })
  const shown = spaced(numbers.map((number) => withinEdges(number, width)))
  return {
    from: MARGIN,
    to: end,
    y,
    ticks: ticks.join(''),
    numbers: shown,
    holidays: named(
      holidays.map(({ name, ...holiday }) => ({
        from: xOf(Math.max(holiday.from, from)),
        to: xOf(Math.min(holiday.to + 1, to)),
        name,
      })),
      shown.map((number) => ({ from: leftOf(number), wide: textWidth(number.says, false) })),
      end,
    ),
  }
}

/** Holidays with their names, as far as there is room for them among the numbers. */
function named(
  holidays: readonly (Stretch & { readonly name: string })[],
  numbers: readonly { readonly from: number; readonly wide: number }[],
  end: number,
): Ruler['holidays'] {
  const covered = [...numbers]
  return holidays.map(({ from, to, name }) => {
    const wide = textWidth(name, false)
    const middle = round((from + to) / 2)
    const left = middle - wide / 2
    const isFree =
      left >= 0 && left + wide <= end && !covered.some((other) => left < other.from + other.wide + 6 && other.from < left + wide + 6)
    if (isFree) covered.push({ from: left, wide })
    return { from, wide: round(to - from), middle, name: isFree ? name : undefined }
  })
}

type RulerNumber = Ruler['numbers'][number]

/** Where a number begins that stands at a place. */
const leftOf = ({ x, says, anchor }: RulerNumber): number =>
  x - textWidth(says, false) * (anchor === 'start' ? 0 : anchor === 'end' ? 1 : 0.5)

/** A number that would be cut off begins or ends at the edge. */
function withinEdges(number: RulerNumber, width: number): RulerNumber {
  const left = leftOf(number)
  if (left < 0) return { ...number, x: 0, anchor: 'start' }
  return left + textWidth(number.says, false) > width ? { ...number, x: width, anchor: 'end' } : number
}

/** Without those that would touch the one before. */
function spaced(numbers: readonly RulerNumber[]): readonly RulerNumber[] {
  let until = Number.NEGATIVE_INFINITY
  return numbers.filter((number) => {
    const left = leftOf(number)
    if (left < until + 6) return false
    until = left + textWidth(number.says, false)
    return true
  })
}

/** The letters of a line and what they stand for, each once. */
export const lettersOf = ({ contacts }: Line): readonly { readonly letter: string; readonly title: string }[] =>
  [...new Map(contacts.map(({ letter, title }) => [letter, { letter, title }])).values()].toSorted((a, b) => compare(a.letter, b.letter))
