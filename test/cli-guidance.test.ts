import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lancashireGuidance } from '../src/guidance/register.ts'
import { settingDefinitions, settingNames } from '../src/guidance/settings.ts'
import { linesOf, onroll, temporaryFolder } from './cli-kit.ts'

const ids = lancashireGuidance.clauses.map(({ id }) => id)

/** Lines as one, as if nothing had been wrapped. */
const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('onroll guidance', { concurrency: 4 }, () => {
  const write = temporaryFolder()

  it('prints every clause once, in the guidance’s own order, under the headings of its sections', async () => {
    const { out, err, code } = await onroll(['guidance'])
    assert.deepEqual([err, code], ['', 0])
    const lines = linesOf(out)
    assert.deepEqual(
      lines.flatMap((line) => /^(\d\.\d[a-z]?|L\d) +(?:must|should|consider|may|status|exemption) /.exec(line)?.[1] ?? []),
      ids,
    )
    assert.ok(lines.indexOf('1  CHILDREN MISSING EDUCATION') < lines.indexOf('1.4  CME panel'))
    assert.ok(lines.indexOf('1.4  CME panel') < lines.findIndex((line) => line.startsWith('1.4a')))
    for (const line of lines) assert.ok(line.length <= 100, line)
  })

  it('says of each duty its force, its owner and when it is due, with the number that is set', async () => {
    const { out } = await onroll(['guidance'])
    assert.match(
      out,
      /^1\.2b {2}must {7}Put the child on the CME database\n {17}CME officer \(the guidance names nobody; our reading\); due 2 working days after the\n {17}day it starts$/m,
    )
    assert.match(out, /^1\.4b {2}may {8}Nominate because of significant barriers\n {17}Anybody$/m)
    assert.match(out, /^1\.4f {2}must {7}Refer safeguarding concerns to CSC \(local addition\)$/m)
    const settings = write('settings.json', '{ "registerWithin": 1 }')
    assert.match(flat((await onroll(['guidance', '--settings', settings])).out), /1\.2b must .*? due 1 working day after the day it starts/)
  })

  it('says of an owner whom the guidance does not name that this is our reading, and of no other', async () => {
    for (const clause of lancashireGuidance.clauses) {
      if (clause.kind !== 'duty') continue
      const who = flat((await onroll(['guidance', clause.id])).out).match(/ Who (.*?) Starts /)?.[1] ?? ''
      assert.equal(who.endsWith(' (the guidance names nobody; our reading)'), clause.guidanceNamesNobody === true, clause.id)
    }
  })

  it('prints a clause in full, with its reading, its settings, and why each of them is there', async () => {
    const { out, code } = await onroll(['guidance', '1.4a'])
    assert.equal(code, 0)
    assert.ok(out.startsWith('1.4a  Consider nomination for the CME panel\n§1.4, 1.4a · CME panel · pathway: missing education\n\nSays '))
    for (const label of ['Says', 'Reading', 'Key words', 'Kind', 'Who', 'Starts', 'Due', 'Settled by', 'Lapses'])
      assert.match(out, new RegExp(`^${label} {2}`, 'm'))
    const words = flat(out)
    assert.match(words, /“equivalent of 60 school days”/)
    assert.match(words, /Kind Duty, consider: a recorded decision settles it, either way/)
    assert.match(words, /persistentAfter: 60 school days, the guidance’s own Off roll for/)
    assert.match(words, /panelWithin: 30 school days, a local setting, at its default A date is needed/)
  })

  it('shows the values of a settings file, and says where one departs from the guidance', async () => {
    const settings = write('other.json', '{ "persistentAfter": 50, "panelWithin": 20 }')
    const words = flat((await onroll(['guidance', '1.4a', '--settings', settings])).out)
    assert.match(words, /persistentAfter: 50 school days, which departs from the guidance’s own 60/)
    assert.match(words, /panelWithin: 20 school days, a local setting; the default is 30/)
  })

  it('knows clauses whatever their case, and sections', async () => {
    assert.deepEqual(await onroll(['guidance', '1.4A']), await onroll(['guidance', '1.4a']))
    assert.deepEqual(await onroll(['guidance', '§1.4a']), await onroll(['guidance', '1.4a']))
    const rows = async (...words: string[]) =>
      linesOf((await onroll(['guidance', ...words])).out).flatMap((line) => /^(\d\.\d[a-z]?|L\d) +[a-z]+ /.exec(line)?.[1] ?? [])
    assert.deepEqual(
      await rows('1.4'),
      ids.filter((id) => id.startsWith('1.4')),
    )
    assert.deepEqual(
      await rows('3'),
      ids.filter((id) => id.startsWith('3')),
    )
    assert.deepEqual(await rows('l'), ['L1', 'L2', 'L3', 'L4'])
    assert.deepEqual(await rows('local'), ['L1', 'L2', 'L3', 'L4'])
  })

  it('prints any clause without a hole', async () => {
    const { out } = await onroll(['guidance', ...ids])
    assert.doesNotMatch(out, /undefined|\[object|null|NaN/)
    for (const { id, title } of lancashireGuidance.clauses) assert.ok(out.includes(`${id}  ${title}`), id)
  })

  it('says of a clause that there is not which there are, and ends with 2', async () => {
    const { out, err, code } = await onroll(['guidance', '1.4a', '1.2z'])
    assert.equal(linesOf(err)[0], 'onroll guidance: There is no clause 1.2z; its section has 1.2a, 1.2b, 1.2c and 1.2d.')
    assert.deepEqual([out, code], ['', 2])
    assert.match((await onroll(['guidance', '9.9'])).err, /There is no clause 9\.9; onroll guidance lists those that there are\./)
    assert.match((await onroll(['guidance', 'L9'])).err, /There is no clause L9; its section has L1, L2, L3 and L4\./)
  })

  it('prints the register as JSON', async () => {
    const clauses = JSON.parse((await onroll(['guidance', '--json'])).out) as { id: string; owner: string; due: string; settings: object }[]
    assert.deepEqual(
      clauses.map(({ id }) => id),
      ids,
    )
    const [one, ...others] = JSON.parse((await onroll(['guidance', '1.2b', '--json'])).out) as typeof clauses
    assert.deepEqual(others, [])
    assert.deepEqual(
      [one?.owner, one?.due, one?.settings],
      ['CME officer', '2 working days after the day it starts', { registerWithin: 2 }],
    )
  })

  it('refuses a settings file that is at fault', async () => {
    const { out, err, code } = await onroll(['guidance', '--settings', write('wrong.json', '[]')])
    assert.match(err, /wrong\.json:: found a list; expected an object with notifyWithin/)
    assert.deepEqual([out, code], ['', 2])
  })
})

describe('the words of a clause and a county’s settings', () => {
  const write = temporaryFolder()

  it('say what holds, on the page and as JSON', async () => {
    const file = write('settings.json', '{ "reviewEvery": 6, "persistentAfter": 1 }')
    const { out } = await onroll(['guidance', 'L1', '--settings', file])
    assert.match(flat(out), /is reviewed every 6 weeks, so/)
    assert.match(flat(out), /nor coming within 6 weeks/)
    const [clause] = JSON.parse((await onroll(['guidance', '1.4a', '--settings', file, '--json'])).out) as [{ says: string }]
    assert.match(clause.says, /^After 1 school day without a school/)
  })

  it('say the guidance’s own numbers where nothing is set', async () => {
    assert.match(flat((await onroll(['guidance', '2.1e'])).out), /the term falls below 75% \(80% with an EHCP\)/)
  })
})

describe('onroll guidance --gaps', () => {
  it('prints where the guidance itself leaves a child without a next step, by the clause that closed last, and what to decide', async () => {
    const { code, out } = await onroll(['guidance', '--gaps'])
    assert.equal(code, 0)
    assert.match(out, /^### After 1\.4a: /m)
    assert.match(out, /^To decide: /m)
    assert.match(out, /^ {2}1\. \w+day \d+ \w+ \d{4}: off roll/m)
    for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
  })

  it('is asked by itself', async () => {
    const { code, err } = await onroll(['guidance', '1.4a', '--gaps'])
    assert.equal(code, 2)
    assert.match(err, /--gaps is asked by itself/)
  })
})

describe('onroll settings', { concurrency: 4 }, () => {
  const write = temporaryFolder()

  it('prints each setting with value, unit, standing, clauses and why', async () => {
    const { out, err, code } = await onroll(['settings'])
    assert.deepEqual([err, code], ['', 0])
    assert.deepEqual(
      linesOf(out).flatMap((line) => /^([a-zA-Z]+): /.exec(line)?.[1] ?? []),
      settingNames,
    )
    const words = flat(out)
    for (const name of settingNames) {
      const { clauses, why } = settingDefinitions[name]
      assert.ok(words.includes(`(${clauses.join(', ')}) ${why.charAt(0).toUpperCase()}${why.slice(1)}`), name)
    }
    assert.match(out, /^persistentAfter: 60 school days, the guidance’s own \(1\.4a\)$/m)
    assert.match(out, /^notifyWithin: 1 working day, a local setting, at its default \(1\.2a\)$/m)
    assert.match(out, /^intensiveSupportBelow: 75%, the guidance’s own \(2\.1e\)$/m)
    assert.match(out, /^ {2}One of ever, school-year, rolling-12-months$/m)
  })

  it('marks what a county has changed, and where that departs from the guidance', async () => {
    const file = write('settings.json', '{ "intensiveSupportBelow": 70, "suspensionWindow": "school-year" }')
    const { out } = await onroll(['settings', '--settings', file])
    assert.match(out, /^intensiveSupportBelow: 70%, which departs from the guidance’s own 75 \(2\.1e\)$/m)
    assert.match(out, /^suspensionWindow: school-year, a local setting; the default is ever \(3\.1a, 3\.1b\)$/m)
  })

  it('prints them as JSON', async () => {
    const settings = JSON.parse((await onroll(['settings', '--json'])).out) as Record<string, { value: unknown; fromGuidance: boolean }>
    assert.deepEqual(Object.keys(settings), settingNames)
    assert.deepEqual([settings['persistentAfter']?.value, settings['persistentAfter']?.fromGuidance], [60, true])
    assert.equal(settings['notifyWithin']?.fromGuidance, false)
  })
})
