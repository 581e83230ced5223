import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf, isCivilDate } from '../src/calendar/civil-date.ts'
import { streamTable } from '../src/cli/csv-table.ts'
import { type Scale, scales } from '../src/county/county.ts'
import { syntheticCounty } from '../src/county/synthetic-county.ts'
import { Keys, meetPairs } from '../src/people/blocks.ts'
import { type Comparable, comparable } from '../src/people/described.ts'
import { MATCH_RULES } from '../src/people/evidence.ts'
import { findPairs } from '../src/people/find-pairs.ts'
import { matchKeys } from '../src/people/match-keys.ts'
import { openLexicon } from '../src/people/words.ts'
import { readWrittenDate } from '../src/people/written-dates.ts'
import { type Written, writtenTwice } from './match-corrupted.ts'

/*
 * Measures the matching of records and prints a table, with what is aimed at beside it:
 *
 *   npm run match -- [--febrl FOLDER] [--scale demo|county] [--seed N]
 *       the made-up county, one child in three written a second time with mistakes; and the public reference files of FEBRL (dataset1.csv to dataset4.csv)
 *       where FOLDER has them.
 */

const GOALS = [
  'FEBRL 3: recall of pairs 0.98 at precision 0.99, comparing under 1% of all pairs',
  'a register of 1,000,000: 30 seconds (onroll match says how long it took)',
]

const { values: given } = parseArgs({
  options: {
    febrl: { type: 'string' },
    scale: { type: 'string', default: 'demo' },
    seed: { type: 'string', default: '1' },
    day: { type: 'string', default: '2026-11-23' },
  },
})

const isScale = (text: string): text is Scale => (scales as readonly string[]).includes(text)

interface Measured {
  readonly what: string
  readonly records: number
  readonly truth: number
  readonly compared: number
  readonly reached: number
  /** Pairs of one person, and pairs of two. */
  readonly match: readonly [right: number, wrong: number]
  readonly potential: readonly [right: number, wrong: number]
  readonly seconds: number
}

const { scale, day } = given
const seed = Number(given.seed)
if (!isScale(scale) || !isCivilDate(day) || !Number.isSafeInteger(seed)) {
  console.error('npm run match -- [--febrl FOLDER] [--scale demo|county] [--seed N] [--day YYYY-MM-DD]')
  process.exitCode = 2
} else {
  const rows: Measured[] = []
  const county = syntheticCounty({ scale, day: dayOf(day), seed })
  rows.push(measured(`county (${scale}), seed ${seed}`, writtenTwice(county, seed, 3)))
  for (const number of [1, 2, 3, 4]) {
    const file = given.febrl === undefined ? undefined : join(given.febrl, `dataset${number}.csv`)
    if (file === undefined || !existsSync(file)) console.log(`FEBRL ${number}: not there`)
    else rows.push(measured(`FEBRL ${number}`, await febrl(file)))
  }
  print(rows)
}

function measured(what: string, records: Iterable<Written>): Measured {
  const lexicon = openLexicon()
  const people: Comparable[] = []
  const whose: string[] = []
  const keys = new Keys()
  const began = performance.now()
  for (const { described, who } of records) {
    const person = comparable(described, lexicon)
    people.push(person)
    whose.push(who)
    keys.add(matchKeys(person))
  }
  const { pairs, compared } = findPairs(people, keys)
  const seconds = (performance.now() - began) / 1000
  const counts = { match: [0, 0] as [number, number], potential: [0, 0] as [number, number] }
  for (const { one, other, band } of pairs) counts[band][whose[one] === whose[other] ? 0 : 1]++
  let reached = 0
  meetPairs(keys, undefined, (one, other) => {
    if (whose[one] === whose[other]) reached++
  })
  return { what, records: people.length, truth: pairsOfSame(whose), compared, reached, ...counts, seconds }
}

function pairsOfSame(whose: readonly string[]): number {
  const sizes = new Map<string, number>()
  for (const who of whose) sizes.set(who, (sizes.get(who) ?? 0) + 1)
  let pairs = 0
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2
  return pairs
}

/** The records of a FEBRL file: the person's number is in the id, such as rec-17-dup-0. */
async function febrl(file: string): Promise<readonly Written[]> {
  const written: Written[] = []
  let headings: readonly string[] = []
  const read = await streamTable(file, {
    wanted: ['rec_id', 'given_name', 'surname'],
    headings: (found) => {
      headings = found
      return []
    },
    row: (values) => {
      const value = (heading: string): string => values[headings.indexOf(heading)] ?? ''
      written.push({
        who: value('rec_id').split('-')[1] ?? '',
        described: {
          givenNames: value('given_name'),
          familyName: value('surname'),
          dateOfBirth: readWrittenDate(value('date_of_birth'), 'YYYYMMDD').date,
          addresses: [
            {
              address: `${value('street_number')} ${value('address_1')} ${value('address_2')}`,
              town: value('suburb'),
              postcode: value('postcode'),
            },
          ],
        },
      })
    },
  })
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return written
}

function print(rows: readonly Measured[]): void {
  const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(4))
  console.log(`rules ${MATCH_RULES}\n`)
  const head = ['', 'records', 'same', 'compared', 'of all', 'reached', 'match', 'precision', 'with may match', 'precision', 'seconds']
  const lines = rows.map(({ what, records, truth, compared, reached, match, potential, seconds }) => {
    const [right, wrong] = [match[0] + potential[0], match[1] + potential[1]]
    return [
      what,
      String(records),
      String(truth),
      String(compared),
      `${((200 * compared) / (records * (records - 1))).toFixed(3)}%`,
      share(reached, truth),
      share(match[0], truth),
      share(match[0], match[0] + match[1]),
      share(right, truth),
      share(right, right + wrong),
      seconds.toFixed(1),
    ]
  })
  const widths = head.map((word, column) => Math.max(word.length, ...lines.map((line) => line[column]?.length ?? 0)))
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  }
  console.log(`\nreached: pairs of one person that share a key. match, and with may match: how many of them were found so.\naimed at:`)
  for (const goal of GOALS) console.log(`  ${goal}`)
}
