import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Clause } from '../src/guidance/clause.ts'
import { lancashireGuidance, shouldClauses } from '../src/guidance/register.ts'
import { type SettingName, settingDefinitions, settingNames } from '../src/guidance/settings.ts'

/*
 * Nothing of the guidance is left out, and nothing is left untested. The tests of a clause are in describe blocks of the test file beside
 * it that begin with its id: `describe('1.4a ...')`.
 */

/** Every clause in the guidance's order, and what it is: `may` is an option, and what says neither force nor `may` is no duty. */
const clauses: Readonly<Record<string, 'must' | 'should' | 'consider' | 'may' | 'status' | 'exemption'>> = {
  '1.1': 'status',
  '1.2a': 'must',
  '1.2b': 'must',
  '1.2c': 'must',
  '1.2d': 'may',
  '1.3a': 'exemption',
  '1.3b': 'must',
  '1.4a': 'consider',
  '1.4b': 'may',
  '1.4c': 'must',
  '1.4d': 'should',
  '1.4e': 'should',
  '1.4f': 'must',
  '1.5a': 'should',
  '1.5b': 'must',
  '1.5c': 'must',
  '1.5d': 'must',
  '1.6a': 'should',
  '1.6b': 'consider',
  '1.6c': 'consider',
  '1.6d': 'must',
  '1.6e': 'should',
  '1.6f': 'consider',
  '1.6g': 'should',
  '2.1a': 'should',
  '2.1b': 'status',
  '2.1c': 'should',
  '2.1d': 'should',
  '2.1e': 'should',
  '2.2a': 'consider',
  '2.2b': 'should',
  '3.1a': 'consider',
  '3.1b': 'may',
  '3.1c': 'should',
  '3.1d': 'consider',
  '3.1e': 'should',
  '3.1f': 'must',
  L1: 'must',
  L2: 'should',
  L3: 'must',
  L4: 'must',
}

/** Where the guidance's words leave room, so that the clause has to say how it is read. */
const leavingRoom = [
  ...['1.1', '1.2a', '1.2c', '1.3a', '1.3b', '1.4a', '1.4c', '1.4f', '1.5a', '1.5b', '1.5c', '1.5d', '1.6a', '1.6c', '1.6d', '1.6f'],
  ...['2.1a', '2.1b', '2.1d', '2.1e', '2.2a', '2.2b', '3.1a', '3.1d', '3.1e', '3.1f', 'L1'],
]

const guidance = join(import.meta.dirname, '../src/guidance')
const files = readdirSync(guidance, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const textOf = (file: string): string => readFileSync(join(guidance, file), 'utf8')
/** The files in which clauses are written, with the ids of those. */
const sources = files
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: textOf(file) }))
  .map(({ file, text }) => ({ file, text, ids: [...text.matchAll(/^ {2}id: '(.+)',$/gm)].map(([, id = '']) => id) }))
  .filter(({ ids }) => ids.length > 0)

const ids = Object.keys(clauses)
const register = lancashireGuidance.clauses
const idsOf = (which: (clause: Clause) => boolean): string[] => register.filter(which).map(({ id }) => id)
const named = (id: string): Clause => register.find((clause) => clause.id === id) ?? assert.fail(`${id} is not in the register`)

describe('The register', () => {
  it('holds every clause of the guidance, and no other, in its order', () => {
    assert.deepEqual(
      idsOf(() => true),
      ids,
    )
  })

  it('gives each its kind and its force', () => {
    const kinds = register.map((clause) => [
      clause.id,
      clause.kind === 'duty' ? clause.force : clause.kind === 'option' ? 'may' : clause.kind,
    ])
    assert.deepEqual(Object.fromEntries(kinds), clauses)
  })

  it('lets a reason why not settle what should be done, and nothing else', () => {
    assert.deepEqual(
      [...shouldClauses],
      ids.filter((id) => clauses[id] === 'should'),
    )
  })

  it('has these alone outlive their case, and these alone shown ahead', () => {
    assert.deepEqual(
      idsOf((clause) => clause.kind === 'duty' && clause.outlives === true),
      ['1.4f', '1.6b', '2.2b', '3.1e', '3.1f', 'L3'],
    )
    const isShownAhead = (clause: Clause) => clause.kind === 'duty' && clause.starts.some((start) => 'shownAhead' in start)
    assert.deepEqual(idsOf(isShownAhead), ['1.4a', '1.6c', '1.6f', '3.1d'])
  })

  it('has these alone done by what came earlier', () => {
    const countsEarlier = (clause: Clause) =>
      clause.kind === 'duty' && clause.discharged.some((discharge) => typeof discharge === 'object' && discharge.earlier !== undefined)
    assert.deepEqual(idsOf(countsEarlier), ['1.2a', '1.4a', '1.4d', '1.4e', '1.4f', '1.5b', '1.5d', '1.6e', '2.1a', '3.1f', 'L2'])
  })

  it('has each owned by somebody, and says who where that depends', () => {
    for (const clause of register) {
      if (clause.kind === 'duty' && typeof clause.owner === 'function') assert.ok(clause.ownerWords, clause.id)
    }
  })
})

describe('Every clause', () => {
  for (const id of ids) {
    it(`${id} has a title, says what it asks, and cites its section or that it is local`, () => {
      const { title, says, cites } = named(id)
      assert.match(title, /^\p{Lu}.*[^.]$/u)
      assert.match(says, /^\p{Lu}.*\.$/u)
      assert.equal(cites, id.startsWith('L') || id === '1.4f' ? 'local' : `§${id.slice(0, 3)}`)
    })
  }

  it('of the guidance names the phrases on which it hinges; a local addition has none', () => {
    assert.deepEqual(
      idsOf(({ hinges = [] }) => hinges.length === 0),
      ['1.4f', 'L1', 'L2', 'L3', 'L4'],
    )
  })

  it('says how it is read where the guidance’s words leave room', () => {
    assert.deepEqual(
      leavingRoom.filter((id) => !named(id).reading),
      [],
    )
  })

  it('that somebody owes, or may do, says when it starts and what settles it; and what ends it, if anything does', () => {
    for (const clause of register) {
      assert.ok(clause.startsWords, `${clause.id} says when it starts`)
      if (clause.kind !== 'duty' && clause.kind !== 'option') continue
      assert.ok(clause.dischargedWords, `${clause.id} says what settles it`)
      if (clause.kind === 'duty')
        assert.equal(clause.lapsesWords !== undefined, (clause.lapses ?? []).length > 0, `${clause.id} says what ends it`)
    }
  })
})

describe('Settings and clauses', () => {
  const settingsOf = (clause: Clause): ReadonlySet<string> =>
    new Set([...(clause.kind === 'duty' ? clause.due.settings : []), ...(clause.uses ?? [])])

  it('the words of a clause name only settings that are its own', () => {
    const foreign = register.flatMap((clause) =>
      [clause.says, clause.reading ?? '', clause.startsWords ?? '']
        .flatMap((words) => [...words.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name))
        .filter((name) => !settingsOf(clause).has(name))
        .map((name) => `${clause.id}: ${name}`),
    )
    assert.deepEqual(foreign, [])
  })

  // 90% is no number that a county can change: its setting chooses between two rules.
  it('and say no number of their own that a setting could make untrue', () => {
    const numbers = /\d+(%|(st|nd|rd|th) | (school |working )?(days|weeks))|\b(second|six|eight|twelve) (or|suspension|weeks)/
    const stale = register.flatMap(({ id, title, says, reading = '', startsWords = '', dischargedWords = '', lapsesWords = '' }) =>
      [title, says, reading, startsWords, dischargedWords, lapsesWords]
        .filter((words) => numbers.test(words))
        .map((words) => `${id}: ${words}`),
    )
    assert.deepEqual(
      stale.filter((words) => !words.startsWith('2.1b')),
      [],
    )
  })

  it('and titles, and the words of options and of what settles or lapses, name none', () => {
    const filled = register.flatMap((clause) =>
      [clause.title, clause.dischargedWords, clause.lapsesWords, ...(clause.kind === 'option' ? [clause.says] : [])].filter((words) =>
        words?.includes('{'),
      ),
    )
    assert.deepEqual(filled, [])
  })

  /** The settings that a clause says it uses: for its due date, or otherwise. */
  const usedBy = (clause: Clause): SettingName[] => {
    const used = [...(clause.uses ?? [])]
    if (clause.kind === 'duty')
      used.push(...clause.due.settings, ...clause.starts.flatMap((start) => ('idleFor' in start ? [start.idleFor] : [])))
    return [...new Set(used)]
  }

  for (const name of settingNames) {
    it(`${name} names the clauses that use it, and no others`, () => {
      assert.deepEqual([...settingDefinitions[name].clauses].sort(), idsOf((clause) => usedBy(clause).includes(name)).sort())
      assert.ok(settingDefinitions[name].clauses.length > 0)
    })
  }

  it('agree in what is written: a file of clauses reads no setting that names none of them', () => {
    for (const { file, text, ids } of sources) {
      for (const [, name = ''] of text.matchAll(/\bsettings\.(?!ts\b)(\w+)/g)) {
        const named = settingDefinitions[name as SettingName]?.clauses ?? assert.fail(`${file} reads ${name}, which is no setting`)
        assert.ok(
          named.some((id) => ids.includes(id)),
          `${file} reads ${name}`,
        )
      }
    }
  })
})

describe('The tests', () => {
  /** The describe blocks of a text whose name begins with an id: from their first line to the one that closes them. */
  function blocksOf(id: string, text: string): string[] {
    const start = new RegExp(`^( *)describe\\(\\s*['"\`]${id.replace('.', '\\.')} `, 'gm')
    return [...text.matchAll(start)].map(({ index, 1: indent }) => text.slice(index, text.indexOf(`\n${indent}})`, index)))
  }

  /** The names of tests: what `it` is given, rows of tables of tests, and in words what a function that makes tests is called. */
  function namesIn(block: string): string[] {
    const quoted = String.raw`(['"\x60])((?:(?!\1).)+)\1`
    const given = [...block.matchAll(new RegExp(String.raw`\bit\w*\(\s*${quoted}`, 'g'))].map(([, , name = '']) => name)
    const rows = [...block.matchAll(new RegExp(String.raw`\[\s*${quoted},\s*'\d{4}-\d\d-\d\d'`, 'g'))].map(([, , name = '']) => name)
    const makers = [...block.matchAll(/\b(it[A-Z]\w*)\(/g)].map(([, name = '']) => name.replace(/(?=[A-Z])/g, ' ').toLowerCase())
    return [...given, ...rows, ...makers]
  }

  const saysNo = (name: string) => /\b(not|no|never|nothing|none|neither|nor|without)\b/.test(name)

  for (const id of ids) {
    it(`of ${id} are beside it, and show it on both sides of its line`, () => {
      const source = sources.find(({ ids }) => ids.includes(id)) ?? assert.fail(`no file has ${id}`)
      const beside = source.file.replace(/\.ts$/, '.test.ts')
      assert.ok(files.includes(beside), `${beside} is missing`)
      const names = blocksOf(id, textOf(beside)).flatMap(namesIn)
      assert.ok(
        names.some((name) => !saysNo(name)),
        `${beside} has a test of ${id} that shows when it is so`,
      )
      assert.ok(names.some(saysNo), `${beside} has a test of ${id} that shows when it is not`)
    })
  }

  it('are of no clause that is not in the register', () => {
    const begun = files
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => [...textOf(file).matchAll(/describe\(\s*['"`](\d\.\d\w?|L\d) /g)])
    const unknown = begun.map(([, id = '']) => id).filter((id) => !ids.includes(id))
    assert.deepEqual(unknown, [])
  })
})
