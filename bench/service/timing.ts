import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { randomOf } from '../../src/county/random.ts'
import { median } from '../measure.ts'

/*
 * How long things took, and how long processors worked for them.
 */

/** What one turn came to. */
export interface Turn {
  /** Of each thing done, in milliseconds. */
  readonly took: readonly number[]
  /** How many were refused, since the database did not answer in time. */
  readonly refused: number
  /** The whole turn, in seconds. */
  readonly seconds: number
  /** Processor time of the server of the database, in seconds; none where the system does not tell. */
  readonly database: number | undefined
  /** Processor time of the process that did the work, in seconds. */
  readonly process: number | undefined
}

/** The value that such a share of the values, of a hundred, is not above. */
export function percentile(values: readonly number[], of: number): number {
  const inOrder = [...values].sort((a, b) => a - b)
  return inOrder[Math.max(0, Math.ceil((inOrder.length * of) / 100) - 1)] ?? Number.NaN
}

/** Of several turns, the median of what each comes to. */
export const ofTurns = (turns: readonly Turn[], figure: (turn: Turn) => number): number => median(turns.map(figure))

export const perSecond = ({ took, seconds }: Turn): number => took.length / seconds

/** Milliseconds of the processor for each thing done. */
export const workOf = ({ took }: Turn, seconds: number | undefined): number => ((seconds ?? Number.NaN) * 1000) / took.length

/** The processes whose work is counted, by their numbers. */
export interface Processes {
  /** The main process of the server of the database. */
  readonly database: number
  /** What does the work. */
  readonly worker: number
}

/** What came of it: it was done; it was refused for now; or there is nothing more to do. */
export type Did = 'done' | 'refused' | 'nothing'

/** Times what is done by so many at once, each going on at once with the next, until the time is over or there is no next. */
export async function takeTurn(lanes: readonly (() => Promise<Did>)[], seconds: number, processes: Processes): Promise<Turn> {
  const until = performance.now() + seconds * 1000
  return counted(processes, (note) =>
    Promise.all(
      lanes.map(async (doNext) => {
        for (let start = performance.now(); start < until; start = performance.now()) {
          const did = await doNext()
          if (did === 'nothing') return
          note(did, start)
        }
      }),
    ),
  )
}

/**
 * Times what is begun so many times a second, at moments of chance as people click, whether or not what was begun before is done: from when it was to begin, so
 * that waiting counts.
 */
export function takeTurnAtRate(doNext: () => Promise<Did>, rate: number, seconds: number, processes: Processes): Promise<Turn> {
  const chance = randomOf(SEED, 'clicks')
  return counted(processes, async (note) => {
    const began = performance.now()
    const all: Promise<unknown>[] = []
    for (let due = began; due < began + seconds * 1000; due += (-Math.log1p(-chance.below(1 << 20) / (1 << 20)) * 1000) / rate) {
      await pause(Math.max(0, due - performance.now()))
      const start = due
      all.push(doNext().then((did) => note(did, start)))
    }
    await Promise.all(all)
  })
}

const SEED = 1

async function counted(processes: Processes, work: (note: (did: Did, start: number) => void) => Promise<unknown>): Promise<Turn> {
  const took: number[] = []
  let refused = 0
  const before = { database: workOfTree(processes.database), worker: workOfProcess(processes.worker) }
  const began = performance.now()
  await work((did, start) => {
    if (did === 'done') took.push(performance.now() - start)
    else refused++
  })
  return {
    took,
    refused,
    seconds: (performance.now() - began) / 1000,
    database: minus(workOfTree(processes.database), before.database),
    process: minus(workOfProcess(processes.worker), before.worker),
  }
}

const minus = (after: number | undefined, before: number | undefined): number | undefined =>
  after === undefined || before === undefined ? undefined : after - before

/** Linux counts in hundredths of a second. */
const TICKS = 100

interface Stat {
  readonly parent: number
  /** Its own. */
  readonly own: number
  /** With that of children that have ended. */
  readonly withEnded: number
}

function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, userOfEnded = 0, systemOfEnded = 0] = [1, 11, 12, 13, 14].map((place) => fields[place])
    return { parent, own: (user + system) / TICKS, withEnded: (user + system + userOfEnded + systemOfEnded) / TICKS }
  } catch {
    return undefined
  }
}

/** Seconds that a process has worked so far. */
export const workOfProcess = (pid: number): number | undefined => statOf(pid)?.own

/** Seconds that a process and its children have worked so far. */
export function workOfTree(pid: number): number | undefined {
  const root = statOf(pid)
  if (!root) return undefined
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .reduce((sum, stat) => (stat?.parent === pid ? sum + stat.withEnded : sum), root.withEnded)
}
