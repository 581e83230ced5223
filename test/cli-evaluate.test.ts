import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { openCalendar } from '../src/calendar/calendar.ts'
import { civilDate, day } from '../src/calendar/civil-date.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import type { CaseFile } from '../src/casefile/fact-table.ts'
import { momentOf } from '../src/casefile/moment.ts'
import { assess, nextChangeOn } from '../src/guidance/assess.ts'
import { settingsForAllDays } from '../src/guidance/settings.ts'
import { checkout, linesOf, onroll, temporaryFolder } from './cli-kit.ts'
import { amina, asOf, caseOf, fact } from './kit.ts'

const offRoll = caseOf(amina, fact('2026-09-01', 'off-roll'))
const notified = caseOf(amina, fact('2026-09-01', 'off-roll'), fact('2026-09-02', 'cme-notification'))
const on = ['--as-of', '2026-09-07']

interface Answer {
  readonly child: string
  readonly duties: readonly Readonly<Record<string, unknown>>[]
}

const answersIn = (out: string): Answer[] => linesOf(out).map((line) => JSON.parse(line) as Answer)

describe('onroll evaluate --json', { concurrency: 4 }, () => {
  const write = temporaryFolder()

  it('prints one object on one line, with the members of the case file’s page in its order, and no others', async () => {
    const { out, err, code } = await onroll(['evaluate', 'examples/amina.json', '--as-of', '2026-11-23', '--json'])
    assert.deepEqual([err, code], ['', 0])
    const [line, ...others] = linesOf(out)
    assert.deepEqual(others, [])
    const answer = JSON.parse(line ?? '') as Record<string, Record<string, unknown>[]>
    const members = (list: string) => Object.keys(answer[list]?.[0] ?? {}).join(' ')
    assert.equal(Object.keys(answer).join(' '), 'child asOf episodes statuses duties options warnings nextChangeOn')
    assert.equal(members('episodes'), 'pathway openedOn endedOn')
    assert.equal(members('statuses'), 'status since clause')
    assert.equal(
      members('duties'),
      'clause force owner pathway state startedOn dueOn dueFrom service dischargedOn dischargedBy lapsedOn lapsedBy because calculation',
    )
    assert.equal(members('options'), 'clause agency since')
    const { out: warned } = await onroll(['evaluate', 'examples/farah.json', '--as-of', '2026-11-23', '--json'])
    assert.equal(Object.keys((JSON.parse(warned) as typeof answer)['warnings']?.[0] ?? {}).join(' '), 'code fact text')
  })

  it('says what the guidance says, to the letter', async () => {
    const calendar = openCalendar(lancashire)
    const settings = settingsForAllDays()
    for (const [name, on, knownAt] of [
      ['amina', '2026-11-23', undefined],
      ['bilal', '2026-11-02', undefined],
      ['chloe', '2026-11-02', undefined],
      ['hana', '2026-12-14', '2026-12-02T17:00:00Z'],
    ] as const) {
      const path = `examples/${name}.json`
      const file = JSON.parse(readFileSync(join(checkout, path), 'utf8')) as CaseFile
      const known = knownAt === undefined ? {} : { knownAt: momentOf(knownAt) }
      const { undated, duties, ...rest } = assess(file, calendar, settings, day(on), known)
      const next = nextChangeOn(file, calendar, settings, day(on), known)
      const expected = {
        ...rest,
        duties: duties.map((duty) => ({ ...duty, calculation: duty.calculation() })),
        nextChangeOn: next === null ? null : civilDate(next),
      }
      assert.deepEqual(undated, [])
      const { out } = await onroll(['evaluate', path, '--as-of', on, ...(knownAt === undefined ? [] : ['--known-at', knownAt]), '--json'])
      assert.deepEqual(JSON.parse(out), expected)
    }
  })

  it('brings back what was believed at a moment', async () => {
    const file = write(
      'corrected.json',
      JSON.stringify(
        caseOf(
          amina,
          fact('2026-09-01', 'off-roll', undefined, { id: 'first' }),
          fact('2026-09-03', 'off-roll', undefined, { id: 'second', replaces: 'first', recordedAt: '2026-09-04T10:00:00+01:00' }),
        ),
      ),
    )
    const startedOn = async (...more: string[]) => {
      const [answer] = answersIn((await onroll(['evaluate', file, ...on, '--json', ...more])).out)
      return answer?.duties[0]?.['startedOn']
    }
    assert.equal(await startedOn(), '2026-09-03')
    assert.equal(await startedOn('--known-at', '2026-09-04T08:59:59Z'), '2026-09-01')
    assert.equal(await startedOn('--known-at', '2026-09-04T09:00:00Z'), '2026-09-03')
  })

  it('answers several files in the order in which they are named', async () => {
    const names = ['eve', 'amina', 'daniel']
    const { out } = await onroll(['evaluate', ...names.map((name) => `examples/${name}.json`), '--as-of', '2026-11-23', '--json'])
    assert.deepEqual(
      answersIn(out).map(({ child }) => child),
      names,
    )
  })

  it('reads standard input for -, as JSON, or as JSON Lines if told so', async () => {
    const input = JSON.stringify(notified, null, 2)
    const whole = await onroll(['evaluate', '-', ...on, '--json'], { input })
    assert.deepEqual([whole.code, answersIn(whole.out).length], [0, 1])
    const twice = `${JSON.stringify(notified)}\n`.repeat(2)
    assert.equal(answersIn((await onroll(['evaluate', '-', ...on, '--json', '--lines'], { input: twice })).out).length, 2)
    const asOne = await onroll(['evaluate', '-', ...on, '--json'], { input: twice })
    assert.deepEqual([asOne.code, asOne.out], [2, ''])
    assert.match(asOne.err, /^-:: not JSON from line 2, column 1 on; .*; or ask with --lines, if it holds one case a line$/m)
    assert.equal((await onroll(['evaluate', '-', ...on], { input: '{}}' })).err, '-:: not JSON from column 3 on; expected nothing more\n')
  })

  it('counts by the calendar and the settings that it is given', async () => {
    const settings = write('settings.json', '{ "notifyWithin": 3 }')
    const calendar = write(
      'calendar.json',
      JSON.stringify({ name: 'Elsewhere', terms: [{ id: 't', from: '2026-08-31', to: '2026-12-18' }], bankHolidays: ['2026-09-02'] }),
    )
    const file = write('off-roll.json', JSON.stringify(offRoll))
    const dueOn = async (...more: string[]) => {
      const { out, err } = await onroll(['evaluate', file, '--as-of', '2026-09-01', '--json', ...more])
      assert.equal(err, '')
      return answersIn(out)[0]?.duties[0]?.['dueOn']
    }
    assert.equal(await dueOn(), '2026-09-02')
    assert.equal(await dueOn('--settings', settings), '2026-09-04')
    assert.equal(await dueOn('--calendar', calendar), '2026-09-03')
    assert.equal(await dueOn('--calendar', calendar, '--settings', settings), '2026-09-07')
  })
})

describe('onroll evaluate on JSON Lines', { concurrency: 4 }, () => {
  const write = temporaryFolder()
  const line = (id: string) => JSON.stringify({ ...notified, child: { ...amina, id } })

  it('answers each line of a file named .jsonl, in its order', async () => {
    const file = write('cases.jsonl', `${['a', 'b', 'c'].map(line).join('\n')}\n`)
    const { out, code } = await onroll(['evaluate', file, ...on, '--json'])
    assert.equal(code, 0)
    assert.deepEqual(
      answersIn(out).map(({ child }) => child),
      ['a', 'b', 'c'],
    )
  })

  it('passes over blank lines, a byte order mark and carriage returns, and needs no line break at the end', async () => {
    const file = write('odd.jsonl', `\ufeff${line('a')}\r\n\r\n   \r\n${line('b')}\r\n{"child"\r\n${line('c')}`)
    const { out, err, code } = await onroll(['evaluate', file, ...on, '--json'])
    assert.deepEqual(
      answersIn(out).map(({ child }) => child),
      ['a', 'b', 'c'],
    )
    assert.match(err, new RegExp(`^${file}:5::`))
    assert.equal(code, 2)
  })

  it('answers the other lines of a file in which some are refused, and ends with 2', async () => {
    const wrong = JSON.stringify({ ...notified, facts: [{ ...notified.facts[0], on: '2026-02-30' }] })
    const file = write('some.jsonl', [line('a'), wrong, '', 'nonsense', line('b')].join('\n'))
    const { out, err, code } = await onroll(['evaluate', file, ...on, '--json'])
    assert.deepEqual(
      answersIn(out).map(({ child }) => child),
      ['a', 'b'],
    )
    assert.deepEqual(linesOf(err), [
      `${file}:2:/facts/0/on: found "2026-02-30"; expected a day that exists, written YYYY-MM-DD`,
      `${file}:4:: not JSON from column 1 on; expected a value`,
    ])
    assert.equal(code, 2)
  })

  it('takes a line separator inside a text for what it is, and not for the end of a line', async () => {
    const file = write('separator.jsonl', line('one\u2028two\u0085three'))
    assert.deepEqual(
      answersIn((await onroll(['evaluate', file, ...on, '--json'])).out).map(({ child }) => child),
      ['one\u2028two\u0085three'],
    )
  })

  it('reads lines that are longer than what comes at once', async () => {
    const long = (id: string) =>
      JSON.stringify({ ...notified, child: { ...amina, id }, facts: [{ ...notified.facts[0], note: 'é'.repeat(700_000) }] })
    const { out, code } = await onroll(['evaluate', write('long.jsonl', `${long('a')}\n${long('b')}\n`), ...on, '--json'])
    assert.deepEqual([code, answersIn(out).map(({ child }) => child)], [0, ['a', 'b']])
  })

  it('says nothing of an empty file, and ends with 0', async () => {
    assert.deepEqual(await onroll(['evaluate', write('empty.jsonl', ''), ...on]), { out: '', err: '', code: 0, signal: null })
  })

  it('answers 10,000 lines completely, and in order', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `child-${i}`)
    const file = write('many.jsonl', ids.map((id) => `${line(id)}\n`).join(''))
    const { out, err, code } = await onroll(['evaluate', file, ...on, '--json'])
    assert.deepEqual([err, code], ['', 0])
    assert.deepEqual(
      answersIn(out).map(({ child }) => child),
      ids,
    )
  })

  it('ends quietly when nobody reads on', async () => {
    const file = write('unread.jsonl', `${line('a')}\n`.repeat(5000))
    const child = spawn(process.execPath, ['bin/onroll.js', 'evaluate', file, ...on], { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
    let err = ''
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.deepEqual([err, code], ['', 0])
  })

  it('says so, and ends with 1, when its answer cannot be written', {
    skip: !existsSync('/dev/full') && 'this system has no full device',
  }, async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, ['bin/onroll.js', 'evaluate', 'examples/amina.json', ...on], {
      cwd: checkout,
      stdio: ['ignore', full, 'pipe'],
    })
    let err = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    closeSync(full)
    assert.match(err, /^onroll: what it had to say could not be written: .*ENOSPC/)
    assert.equal(code, 1)
  })
})

describe('what onroll evaluate refuses', { concurrency: 4 }, () => {
  const write = temporaryFolder()
  const file = write('case.json', JSON.stringify(offRoll))

  it('is a question without a day: today is never taken from the clock', async () => {
    const { out, err, code } = await onroll(['evaluate', file])
    assert.match(err, /^onroll evaluate: Say the day asked about, such as --as-of 2026-12-01: it is never taken from the clock\.$/m)
    assert.deepEqual([out, code], ['', 2])
  })

  it('is a day or a moment that is none', async () => {
    for (const [args, sentence] of [
      [['--as-of', '2026-02-29'], 'onroll evaluate: --as-of is 2026-02-29; expected a day that exists, written YYYY-MM-DD.'],
      [['--as-of', 'today'], 'onroll evaluate: --as-of is today; expected a day that exists, written YYYY-MM-DD.'],
      [
        [...on, '--known-at', '2026-09-01T10:00:00'],
        'onroll evaluate: --known-at is 2026-09-01T10:00:00; expected a day and time with its offset from UTC, such as 2026-12-01T09:30:00Z.',
      ],
    ] as const) {
      const { out, err, code } = await onroll(['evaluate', file, ...args])
      assert.equal(linesOf(err)[0], sentence)
      assert.deepEqual([out, code], ['', 2])
    }
  })

  it('is a question about no file, or standard input twice', async () => {
    assert.match((await onroll(['evaluate', ...on])).err, /^onroll evaluate: Say which case file: a name, or - for standard input\.$/m)
    assert.match((await onroll(['evaluate', '-', '-', ...on])).err, /^onroll evaluate: Standard input can be read only once\.$/m)
  })

  it('is told with every fault at once, each with its place, the value found and what is expected', async () => {
    const { out, err, code } = await onroll(['evaluate', 'examples/refused.json', '--as-of', '2026-11-23', '--json'])
    assert.deepEqual([out, code], ['', 2])
    assert.deepEqual(
      linesOf(err)
        .map((line) => line.split(': ')[0])
        .toSorted(),
      [
        '/child/dateOfBirth',
        '/facts/0/type',
        '/facts/1/detail/attended',
        '/facts/2/detail/decision',
        '/facts/2/id',
        '/facts/2/on',
        '/facts/3/colour',
        '/facts/4/detail/clause',
      ].map((pointer) => `examples/refused.json:${pointer}`),
    )
  })

  it('is told without anything else that the record says', async () => {
    const wrong = { child: { ...amina, id: 'a secret name' }, facts: [{ ...offRoll.facts[0], by: 'nobody', note: 'a secret address' }] }
    const { err } = await onroll(['evaluate', write('private.json', JSON.stringify(wrong)), ...on])
    assert.match(err, /found "nobody"/)
    assert.doesNotMatch(err, /secret/)
  })

  it('is a file that is not there, a folder, or no file of the kind; and the other files are answered all the same', async () => {
    const { out, err, code } = await onroll([
      'evaluate',
      'missing.json',
      file,
      'examples',
      'missing.jsonl',
      'package.json/x',
      ...on,
      '--json',
    ])
    assert.deepEqual(linesOf(err), [
      'missing.json:: there is no such file; expected a file that is there',
      'examples:: this is a folder; expected a file',
      'missing.jsonl:: there is no such file; expected a file that is there',
      'package.json/x:: there is no such file; expected a file that is there',
    ])
    assert.deepEqual([answersIn(out).length, code], [1, 2])
  })

  it('is a folder that is named like a file of lines', async () => {
    write('folder.jsonl/inside', '')
    const folder = file.replace('case.json', 'folder.jsonl')
    assert.equal((await onroll(['evaluate', folder, ...on])).err, `${folder}:: this is a folder; expected a file\n`)
  })

  it('is a text in another encoding, or none at all', async () => {
    const text = JSON.stringify(offRoll)
    const utf16 = write('utf16.json', Buffer.from(`\ufeff${text}`, 'utf16le'))
    assert.equal((await onroll(['evaluate', utf16, ...on])).err, `${utf16}:: not UTF-8; expected JSON in UTF-8\n`)
    const latin1 = write('latin1.jsonl', Buffer.from(`${text}\n${text.replace('amina', 'am\u00edna')}\n`, 'latin1'))
    const { out, err, code } = await onroll(['evaluate', latin1, ...on, '--json'])
    assert.deepEqual([answersIn(out).length, err, code], [1, `${latin1}:2:: not UTF-8; expected JSON in UTF-8\n`, 2])
    const empty = write('empty.json', '')
    assert.equal((await onroll(['evaluate', empty, ...on])).err, `${empty}:: nothing in it; expected JSON\n`)
  })

  it('is not a byte order mark or carriage returns', async () => {
    const text = `\ufeff${JSON.stringify(offRoll, null, 2).replaceAll('\n', '\r\n')}`
    assert.equal((await onroll(['evaluate', write('windows.json', text), ...on])).code, 0)
  })

  it('is a settings file with a name or a value that there is not: nothing is answered then', async () => {
    const settings = write('wrong.json', '{ "notifyWithn": 2, "registerWithin": 1.5, "suspensionWindow": "month", "reviewEvery": -1 }')
    const { out, err, code } = await onroll(['evaluate', file, ...on, '--settings', settings])
    assert.deepEqual(linesOf(err).toSorted(), [
      `${settings}:/notifyWithn: unknown member; did you mean notifyWithin?`,
      `${settings}:/registerWithin: found 1.5; expected a whole number, 0 or more`,
      `${settings}:/reviewEvery: found -1; expected a whole number, 0 or more`,
      `${settings}:/suspensionWindow: found "month"; expected ever, school-year or rolling-12-months`,
    ])
    assert.deepEqual([out, code], ['', 2])
    assert.equal((await onroll(['evaluate', file, ...on, '--settings', write('zero.json', '{ "notifyWithin": 0 }')])).code, 0)
  })

  it('is a calendar file that is at fault, told beside faults of the settings file', async () => {
    const calendar = write('calendar.json', '{ "name": "Nowhere", "terms": [] }')
    const { out, err, code } = await onroll(['evaluate', file, ...on, '--calendar', calendar, '--settings', 'missing.json'])
    assert.deepEqual(linesOf(err), [
      `${calendar}:/terms: found a list; expected a list with something in it`,
      'missing.json:: there is no such file; expected a file that is there',
    ])
    assert.deepEqual([out, code], ['', 2])
  })

  it('is a case for which the calendar ends too soon: the day and the clause are named, and the other lines answered', async () => {
    const calendar = write('short.json', JSON.stringify({ name: 'Short', terms: [{ id: 't', from: '2026-08-31', to: '2026-09-04' }] }))
    const late = JSON.stringify(caseOf(amina, fact('2026-09-04', 'off-roll')))
    const lines = write('ends.jsonl', `${late}\n${JSON.stringify(offRoll)}\n`)
    for (const asked of [['--json'], []]) {
      const { out, err, code } = await onroll(['evaluate', lines, '--as-of', '2026-09-04', '--calendar', calendar, ...asked])
      assert.equal(
        err,
        `${lines}:1:: the calendar does not cover 2026-09-05 (Saturday 5 September 2026), which is needed for 1.2a, “Tell the council”; expected a calendar that does\n`,
      )
      assert.deepEqual([code, out.includes('amina')], [2, true])
    }
    const whole = write('ends.json', late)
    const { err } = await onroll(['evaluate', whole, '--as-of', '2026-09-04', '--calendar', calendar])
    assert.ok(err.startsWith(`${whole}:: the calendar does not cover 2026-09-05`))
    assert.equal(asOf('2026-09-04', offRoll).undated.length, 0)
  })

  it('is a case for which the calendar ends too soon for a warning: what the warning is about is said in words', async () => {
    const calendar = write('autumn.json', JSON.stringify({ name: 'Short', terms: [{ id: 't', from: '2026-08-31', to: '2026-10-02' }] }))
    const long = write('long.json', JSON.stringify(caseOf(amina, fact('2026-09-01', 'off-roll', { destinationKnown: true }))))
    const { err, code } = await onroll(['evaluate', long, '--as-of', '2026-12-14', '--calendar', calendar])
    assert.match(
      err,
      /2026-10-03 .* which is needed for the warning about a child long off roll without the CME officer’s support; expected/,
    )
    assert.equal(code, 2)
  })

  it('is not a next change beyond the end of the calendar: there is none then', async () => {
    const calendar = write('term.json', JSON.stringify({ name: 'Term', terms: [{ id: 't', from: '2026-08-31', to: '2026-09-11' }] }))
    const known = write('known.json', JSON.stringify(caseOf(amina, fact('2026-09-01', 'off-roll', { destinationKnown: true }))))
    const next = async (...more: string[]) => {
      const { out, err } = await onroll(['evaluate', known, '--as-of', '2026-09-02', '--json', ...more])
      assert.equal(err, '')
      return (JSON.parse(out) as { nextChangeOn: unknown }).nextChangeOn
    }
    assert.equal(await next(), '2026-09-30')
    assert.equal(await next('--calendar', calendar), null)
  })
})
