import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openCalendar } from '../src/calendar/calendar.ts'
import { lancashire } from '../src/calendar/lancashire.ts'
import { gapsOf, recordedInWords } from '../src/cli/gaps.ts'
import { guidanceOf } from '../src/guidance/assess.ts'
import { lancashireGuidance } from '../src/guidance/register.ts'
import type { Reached, Searched } from '../src/guidance/search/breadth-first.ts'
import { brokenInWords } from '../src/guidance/search/broken-in-words.ts'
import { findCounterExample, withoutClauses } from '../src/guidance/search/counter-example.ts'
import { moves } from '../src/guidance/search/moves.ts'
import { starts } from '../src/guidance/search/starts.ts'
import { defaultValues, settingsForAllDays } from '../src/guidance/settings.ts'

/*
 * Looks for a child on a pathway without a next step:
 *
 *   npm run search -- [--states N] [--depth D] [--without L1,L4]
 *       until N states are met or all records of D steps are gone through. Exit 1 where one is found, with the path to it.
 *   npm run search -- --gaps [--write | --check]
 *       the gaps of the guidance without its review (L1), as docs/gaps.md has them; writes that page, or exits 1 where it differs.
 */

const STATES = 250_000
const DEPTH = 12
const PAGE = new URL('../docs/gaps.md', import.meta.url)
const EVERY_MS = 500
const CLEAR_LINE = '\r\u001b[K'

process.exitCode = run()

function run(): number {
  const { values: given } = parseArgs({
    options: {
      states: { type: 'string' },
      depth: { type: 'string' },
      without: { type: 'string' },
      gaps: { type: 'boolean' },
      write: { type: 'boolean' },
      check: { type: 'boolean' },
    },
  })
  if (given.gaps) return gaps(given.write === true, given.check === true)
  return search(Number(given.states ?? STATES), Number(given.depth ?? DEPTH), given.without?.split(',') ?? [])
}

function searchedWithout(ids: readonly string[]): Searched {
  const register = withoutClauses(lancashireGuidance, ids)
  return { register, guidance: guidanceOf(register), calendar: openCalendar(lancashire), settings: settingsForAllDays() }
}

function search(states: number, depth: number, without: readonly string[]): number {
  if (!(states > 0) || !(depth > 0)) throw new RangeError('--states and --depth take a number above 0')
  const searched = searchedWithout(without)
  console.log(
    `From ${starts.length} starting records, by ${moves.length} kinds of fact and the reasons why not, on up to 4 days each, or by time alone${without.length > 0 ? `; without ${without.join(', ')}` : ''}.`,
  )
  const startedAt = performance.now()
  const { reached, broken } = findCounterExample(searched, { states, depth }, progress(startedAt))
  if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE)
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  console.log(`${inNumbers(reached)}, ${seconds} seconds.`)
  if (!broken) {
    console.log('In all of them, every child on a pathway has a next step, an owner and a date.')
    return 0
  }
  for (const line of brokenInWords(broken, searched.register, defaultValues, recordedInWords)) console.log(line)
  return 1
}

function inNumbers({ depth, whole, states, moves }: Reached): string {
  const far = whole ? `depth ${depth}, in full` : `depth ${depth} (${depth - 1} in full)`
  return `${far}: ${states.toLocaleString('en')} states, ${moves.toLocaleString('en')} moves tried`
}

/** Tells now and then how far it is, where somebody watches. */
function progress(startedAt: number): (reached: Reached) => void {
  let shownAt = startedAt
  return (reached) => {
    const now = performance.now()
    if (!process.stderr.isTTY || now - shownAt < EVERY_MS) return
    shownAt = now
    process.stderr.write(`${CLEAR_LINE}${inNumbers(reached)}, ${Math.round((now - startedAt) / 1000)} seconds`)
  }
}

function gaps(write: boolean, check: boolean): number {
  const page = gapsOf(defaultValues)
  if (write) writeFileSync(PAGE, page)
  else if (!check) console.log(page)
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('docs/gaps.md is not what the search finds: npm run search -- --gaps --write')
    return 1
  }
  return 0
}
