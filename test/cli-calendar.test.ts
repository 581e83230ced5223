import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linesOf, onroll, temporaryFolder } from './cli-kit.ts'

const ask = (question: string, ...more: string[]) => onroll(['calendar', ...question.split(' '), ...more])

describe('onroll calendar', { concurrency: 4 }, () => {
  const write = temporaryFolder()

  it('counts school days from a day, which is day 1 if it is one, and says what was left out and how the dates are known', async () => {
    const { out, err, code } = await ask('60 school-days from 2026-09-02')
    assert.deepEqual([err, code], ['', 0])
    assert.deepEqual(linesOf(out), [
      'The 60th school day from Wednesday 2 September 2026 is Tuesday 1 December 2026 (2026-12-01).',
      'Leaving out half-term (26 to 30 October).',
      'The term dates of 2026-27 are inferred, not published.',
    ])
    assert.match(
      (await ask('1 school-days from 2026-09-05')).out,
      /^The 1st school day from Saturday 5 September 2026 is Monday 7 September 2026/,
    )
    assert.match((await ask('1 school-days from 2026-09-07')).out, /is Monday 7 September 2026/)
    assert.match(
      (await ask('1 school-days after 2026-09-07')).out,
      /^1 school day after Monday 7 September 2026 is Tuesday 8 September 2026/,
    )
  })

  it('counts working days after a day, which is day 0, over bank holidays', async () => {
    assert.deepEqual(linesOf((await ask('3 working-days after 2026-04-02')).out), [
      '3 working days after Thursday 2 April 2026 is Thursday 9 April 2026 (2026-04-09).',
      'Leaving out Good Friday (3 April) and Easter Monday (6 April).',
    ])
    assert.match((await ask('1 working-days from 2026-04-02')).out, /is Thursday 2 April 2026/)
    assert.match((await ask('1 working-days from 2026-04-03')).out, /is Tuesday 7 April 2026/)
  })

  it('counts weeks of seven days', async () => {
    for (const way of ['after', 'from'])
      assert.equal(
        (await ask(`6 weeks ${way} 2026-02-10`)).out,
        '6 weeks after Tuesday 10 February 2026 is Tuesday 24 March 2026 (2026-03-24).\n',
      )
  })

  it('understands the question however it is put', async () => {
    const { out } = await ask('60 school-days from 2026-09-02')
    for (const question of ['60 school days from 2026-09-02', 'the 60th school day from 2026-09-02', '60th SCHOOL-DAY FROM 2026-09-02'])
      assert.equal((await ask(question)).out, out)
    assert.equal((await onroll(['calendar', '60 school days from 2026-09-02'])).out, out)
  })

  it('says of a day what it is, and when the next panel is', async () => {
    const first = async (day: string) => linesOf((await ask(day)).out)[0]
    assert.equal(await first('2026-12-25'), 'Friday 25 December 2026 is neither a school day nor a working day: Christmas Day.')
    assert.equal(await first('2026-12-18'), 'Friday 18 December 2026 is a school day and a working day.')
    assert.equal(await first('2026-12-21'), 'Monday 21 December 2026 is a working day, and no school day: in the holidays.')
    assert.equal(await first('2026-10-26'), 'Monday 26 October 2026 is a working day, and no school day: half-term.')
    assert.equal(await first('2026-10-24'), 'Saturday 24 October 2026 is neither a school day nor a working day: a weekend.')
    assert.equal(
      linesOf((await ask('2026-11-24')).out)[1],
      'The next panel after it is on Wednesday 25 November 2026 (panel dates are assumed, not published).',
    )
    assert.match(linesOf((await ask('2026-11-25')).out)[1] ?? '', /^The next panel after it is on Wednesday 27 January 2027\b/)
  })

  it('names the day that the calendar does not cover, guesses nothing, and ends with 2', async () => {
    for (const [question, missing] of [
      ['1 school-days from 2018-09-02', 'Sunday 2 September 2018 (2018-09-02)'],
      ['1 school-days from 2028-07-22', 'Saturday 22 July 2028 (2028-07-22)'],
      ['2 school-days from 2028-07-21', 'Saturday 22 July 2028 (2028-07-22)'],
      ['1 working-days after 2028-07-21', 'Saturday 22 July 2028 (2028-07-22)'],
      ['99999 working-days after 2026-09-01', 'Saturday 22 July 2028 (2028-07-22)'],
      ['2030-01-01', 'Tuesday 1 January 2030 (2030-01-01)'],
    ] as const) {
      const { out, err, code } = await ask(question)
      assert.equal(
        err,
        `onroll calendar: the calendar does not cover ${missing}; Lancashire has Monday 3 September 2018 to Friday 21 July 2028.\n`,
      )
      assert.deepEqual([out, code], ['', 2])
    }
    assert.equal((await ask('1 school-days from 2028-07-21')).code, 0)
  })

  it('says what is wrong with a question, and ends with 2', async () => {
    for (const [question, sentence] of [
      ['60 school-days from 2026-02-30', 'The day is 2026-02-30; expected a day that exists, written YYYY-MM-DD.'],
      ['sixty school-days from 2026-09-01', 'The number is sixty; expected a whole number up to 99999.'],
      ['1.5 school-days from 2026-09-01', 'The number is 1.5; expected a whole number up to 99999.'],
      ['0 school-days from 2026-09-01', 'Counted from a day, the first is 1; 0 is the day itself.'],
      ['60 days from 2026-09-01', 'Say which days are counted: school-days or working-days; or weeks.'],
      ['6 school-weeks from 2026-09-01', 'Say which days are counted: school-days or working-days; or weeks.'],
      [
        '60 school-days before 2026-09-01',
        'It does not understand “60 school-days before 2026-09-01”; ask such as: 60 school-days from 2026-09-02.',
      ],
      ['tomorrow', 'The day is tomorrow; expected a day that exists, written YYYY-MM-DD.'],
    ] as const) {
      const { out, err, code } = await ask(question)
      assert.equal(linesOf(err)[0], `onroll calendar: ${sentence}`)
      assert.deepEqual([out, code], ['', 2])
    }
  })

  it('prints the terms with how they are known, half-terms, panels and its ends', async () => {
    const { out, code } = await onroll(['calendar'])
    assert.equal(code, 0)
    assert.match(out, /^Lancashire, from Monday 3 September 2018 to Friday 21 July 2028\. No day beyond is counted\.$/m)
    assert.match(out, /^School year 2026-27, 195 school days$/m)
    assert.match(out, /^ {2}2026-autumn {2}1 Sep to 18 Dec +74 days +inferred +half-term 26 to 30 Oct +panel 23 Sep, 25 Nov$/m)
    for (const line of linesOf(out)) assert.ok(line.length <= 100, line)
  })

  it('says how the panel dates are known, where the file says it', async () => {
    assert.match((await onroll(['calendar'])).out, /^Panel dates {9}assumed, not published$/m)
    const file = write(
      'panels.json',
      JSON.stringify({
        name: 'Sure',
        terms: [{ id: 't', from: '2026-08-31', to: '2026-12-18' }],
        panels: ['2026-10-14'],
        panelsBasis: 'published',
      }),
    )
    assert.match((await onroll(['calendar', '--calendar', file])).out, /^Panel dates {9}published$/m)
    assert.match((await ask('2026-10-13', '--calendar', file)).out, /on Wednesday 14 October 2026\.$/m)
  })

  it('keeps its table within a narrow window', async () => {
    const { out } = await onroll(['calendar'], { env: { COLUMNS: '60' } })
    for (const line of linesOf(out)) assert.ok(line.length <= 60, line)
    assert.match(out, /^ {2}2026-autumn {2}1 Sep to 18 Dec, 74 days, inferred, half-term/m)
  })

  it('counts by the calendar of a file, and prints that one', async () => {
    const file = write(
      'calendar.json',
      JSON.stringify({
        name: 'Else\u001b[1mwhere',
        terms: [
          { id: 'spring', from: '2027-01-04', to: '2027-03-25' },
          { id: 'autumn', from: '2026-08-31', to: '2026-12-18', basis: 'published' },
        ],
        closures: ['2026-09-03'],
        councilClosures: ['2026-12-29'],
        panels: ['2026-10-14', '2026-05-01'],
      }),
    )
    assert.match(
      (await ask('3 school-days from 2026-09-01', '--calendar', file)).out,
      /is Friday 4 September 2026.*\n.*closure day \(3 September\)/,
    )
    assert.match((await ask('2026-09-03', '--calendar', file)).out, /is a working day, and no school day: a closure day\.$/m)
    const { out } = await onroll(['calendar', '--calendar', file])
    assert.ok(!out.includes('\u001b'))
    assert.match(out, /^School year 2026-27, 138 school days\n {2}autumn/m)
    assert.match(out, /^Closures {12}3 Sep 2026$/m)
    assert.match(out, /^Council closures {4}29 Dec 2026$/m)
    assert.match(out, /^Earlier panels {6}1 May 2026$/m)
    assert.match(out, /^Bank holidays {7}none listed$/m)
    assert.doesNotMatch(out, /^Panel dates/m)
  })

  it('gives its answers as JSON, and the calendar itself as a file that it takes again', async () => {
    assert.deepEqual(JSON.parse((await ask('60 school-days from 2026-09-02', '--json')).out), {
      n: 60,
      unit: 'school days',
      from: '2026-09-02',
      day: '2026-12-01',
      leftOut: 'leaving out half-term (26 to 30 October)',
      basis: 'the term dates of 2026-27 are inferred, not published',
    })
    assert.deepEqual(JSON.parse((await ask('2026-12-25', '--json')).out), {
      day: '2026-12-25',
      isSchoolDay: false,
      isWorkingDay: false,
      why: 'Christmas Day',
      nextPanel: '2027-01-27',
    })
    const file = write('printed.json', (await onroll(['calendar', '--json'])).out)
    assert.deepEqual(await onroll(['calendar', '--calendar', file]), await onroll(['calendar']))
  })
})
