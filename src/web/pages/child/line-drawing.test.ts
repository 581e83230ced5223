import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyCase, anyDay } from '../../../../test/arbitrary-case.ts'
import { amina, calendar, caseOf, fact } from '../../../../test/kit.ts'
import { date, day } from '../../../calendar/civil-date.ts'
import type { CaseFile } from '../../../casefile/fact-table.ts'
import { standingFacts } from '../../../casefile/standing.ts'
import { assess } from '../../../guidance/assess.ts'
import { settingsForAllDays } from '../../../guidance/settings.ts'
import { type Line, linesOf, rowsOf } from './line.ts'
import { type Box, type Drawing, drawn, leaderBoxes, textWidth, WIDTHS } from './line-drawing.ts'

const linesOn = (caseFile: CaseFile, on: string): readonly Line[] =>
  linesOf({
    assessment: assess(caseFile, calendar, settingsForAllDays(), day(on)),
    facts: standingFacts(caseFile),
    calendar,
    asOf: day(on),
    isToday: true,
  })

const theLine = (on: string, ...facts: Parameters<typeof caseOf>[1][]): Line => {
  const [line] = linesOn(caseOf(amina, ...facts), on)
  assert.ok(line)
  return line
}

const offRoll = fact('2025-09-08', 'off-roll', { destinationKnown: false })
const registered = fact('2025-09-15', 'cme-registered', {}, { by: 'cme-officer' })
const supported = fact('2025-09-18', 'officer-support', { open: true }, { by: 'cme-officer' })
const panel = fact('2025-11-26', 'panel-outcome', { openTo: ['cfw'], safeguardingConcerns: false }, { by: 'panel-chair' })
const notified = fact('2025-09-09', 'cme-notification')
const ehe = fact('2025-09-16', 'ehe-check', { onRegister: false }, { by: 'ehe-team' })
const told = (line: Line) => rowsOf(line).map(({ state, title, when }) => `${state}: ${title}, ${when}`)

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

function isReadable({ width, height, marks, contacts, flag, ruler, support, dotted, solid }: Drawing): void {
  const labels = marks.flatMap(({ label }) => (label ? [label] : []))
  const texts = [...labels.map(({ box }) => box), ...contacts.map(({ box }) => box), ...(flag ? [flag.box] : [])]
  for (const [place, box] of texts.entries()) {
    assert.ok(box.top >= 0 && box.bottom <= height, 'a text is out of the picture')
    for (const other of texts.slice(place + 1)) assert.ok(!meet(box, other), 'two texts lie on each other')
  }
  for (const { box } of [...labels, ...(flag ? [flag] : [])]) assert.ok(box.left >= 0 && box.right <= width, 'a text is cut off')
  for (const { x, label } of marks) {
    assert.ok(x >= 8 && x <= width - 8, 'a mark is cut off')
    if (!label) continue
    for (const part of leaderBoxes(label.leader)) {
      for (const box of texts) if (box !== label.box) assert.ok(!meet(part, box), 'a leader crosses a text')
    }
  }
  if (flag) {
    const pole = { left: flag.x, right: flag.x, top: 0, bottom: flag.bottom }
    for (const { box } of labels) assert.ok(!meet(pole, box), 'today crosses a label')
  }
  const onRuler = [
    ...ruler.numbers.map(({ x, says, anchor }) => {
      const wide = textWidth(says, false)
      return { left: anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2, wide }
    }),
    ...ruler.holidays.flatMap(({ middle, name }) =>
      name === undefined ? [] : [{ left: middle - textWidth(name, false) / 2, wide: textWidth(name, false) }],
    ),
  ].sort((a, b) => a.left - b.left)
  for (const [place, { left, wide }] of onRuler.entries()) {
    assert.ok(left >= 0 && left + wide <= width, 'a word of the ruler is cut off')
    const next = onRuler[place + 1]
    assert.ok(!next || left + wide <= next.left, 'two words of the ruler lie on each other')
  }
  for (const { from, to } of [solid, ...(dotted ? [dotted] : []), ...support.map(({ from, wide }) => ({ from, to: from + wide }))]) {
    assert.ok(0 <= from && from <= to && to <= width)
  }
}

/** A step is late since yesterday, with a visit the day before, and too far left for its words to stand before it. */
const lateBesideAVisit = caseOf(
  amina,
  fact('2025-09-01', 'off-roll', { destinationKnown: true }, { by: 'school' }),
  fact('2025-09-19', 'off-roll', {}, { by: 'school' }),
  fact('2025-09-21', 'consent-visit', {}, { by: 'school' }),
  fact('2025-12-20', 'service-open', { service: 'cfw' }, { by: 'school' }),
)

/** A panel asks for a plan by a day before the child was of compulsory school age, and so before the pathway opened. */
const dueBeforeItOpened: CaseFile = {
  child: { id: 'young', dateOfBirth: date('2020-10-20') },
  facts: [
    fact('2025-08-25', 'off-roll', {}, { by: 'school' }),
    fact('2025-12-31', 'panel-outcome', { openTo: [], safeguardingConcerns: false }, { by: 'panel-chair' }),
    fact('2025-11-26', 'panel-discussed', {}, { by: 'panel-chair' }),
  ],
}

describe('The line of a pathway', () => {
  it('says what happened, what is late and what is ahead, in order', () => {
    assert.deepEqual(told(theLine('2025-12-02', offRoll, registered, supported, panel)), [
      'done: Off roll, Monday 8 September 2025',
      'late: Tell the council, due Tuesday 9 September 2025, 60 working days late',
      'done: Registered, Monday 15 September 2025',
      'done: Support, Thursday 18 September 2025',
      'done: Panel, Wednesday 26 November 2025',
      'late: Talk to the allocated worker at CFW, due Monday 1 December 2025, 1 working day late',
      'today: Today, Tue 2 Dec · school day 57, Tuesday 2 December 2025',
      'ahead: Persistent CME, from Friday 5 December 2025 on, if nothing more is recorded',
    ])
  })

  it('says in its title what is late and for how long, and what comes next', () => {
    assert.equal(
      theLine('2025-12-02', offRoll, registered, supported, panel).point,
      '2 steps are late; the longest: tell the council. Persistent CME in 3 school days.',
    )
    assert.equal(
      theLine('2025-12-02', offRoll, notified, registered, ehe, supported).point,
      'One step is late: review the case. Persistent CME in 3 school days.',
    )
  })

  it('keeps that a step was done late', () => {
    const discussed = fact('2025-12-03', 'allocated-worker-discussion', { service: 'cfw' }, { by: 'cme-officer' })
    const line = theLine('2025-12-04', offRoll, registered, supported, panel, discussed)
    assert.ok(told(line).includes('done: Discussed with CFW, Wednesday 3 December 2025, done late'))
  })

  it('tells planned facts as ahead, and as no more than planned', () => {
    const planned = fact('2025-12-10', 'panel-outcome', { openTo: [], safeguardingConcerns: false }, { by: 'panel-chair', id: 'planned' })
    assert.ok(told(theLine('2025-12-02', offRoll, planned)).includes('ahead: Panel, planned for Wednesday 10 December 2025'))
  })

  it('counts school days from its first day, which is day 1', () => {
    assert.match(theLine('2025-09-08', offRoll).flag, /^Today, Mon 8 Sep · school day 1$/)
    assert.match(theLine('2025-09-15', offRoll).flag, /school day 6$/)
  })

  it('ends where the pathway ended, without a flag, and is drawn for half a year more', () => {
    const back = fact('2025-10-06', 'on-roll')
    const ended = theLine('2025-10-20', offRoll, back)
    assert.deepEqual(
      [ended.asOf, ended.to, ended.point],
      [undefined, day('2025-10-06'), 'Missing education ended on Monday 6 October 2025.'],
    )
    assert.equal(linesOn(caseOf(amina, offRoll, back), '2026-04-07').length, 1)
    assert.equal(linesOn(caseOf(amina, offRoll, back), '2026-04-08').length, 0)
  })

  it('is not there for a child on no pathway', () => assert.deepEqual(linesOn(caseOf(amina), '2025-10-20'), []))
})

describe('A line as it is drawn', () => {
  it('has no two texts on each other and nothing cut off, whatever is recorded, at each width', () => {
    fc.assert(
      fc.property(anyCase(24), anyDay, (caseFile, on) => {
        for (const line of linesOn(caseFile, on)) for (const width of WIDTHS) isReadable(drawn(line, width))
      }),
      { examples: [[dueBeforeItOpened, '2025-12-31']], numRuns: 400 },
    )
  })

  it('labels what is late, however much there is', () => {
    fc.assert(
      fc.property(anyCase(24), anyDay, (caseFile, on) => {
        for (const line of linesOn(caseFile, on)) {
          const late = drawn(line, 1318).marks.filter(({ state }) => state === 'late')
          if (late.length > 0) assert.ok(late.some(({ label }) => label))
        }
      }),
      { examples: [[lateBesideAVisit, '2025-09-23']], numRuns: 400 },
    )
  })
})
