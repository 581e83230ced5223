import type { CaseFile } from '../src/casefile/fact-table.ts'

/*
 * Measuring in rounds: every contender has its turn in every round, so that a busy neighbour on the machine hits them all.
 */

export interface Contender {
  readonly name: string
  /** It answers only one in so many of the children in a round, others in each: for one that is slow. */
  readonly oneIn?: number
  /** Answers for each child. What it returns is of no matter, but has to hang on the answers, so that they cannot be left out. */
  readonly answer: (cases: readonly CaseFile[]) => number | Promise<number>
  /** It is another engine, with which we compare. */
  readonly isPeer?: true
}

/** What one turn came to, in children. */
export interface Turn {
  /** For each second that the process worked, all of its threads together. */
  readonly perCpuSecond: number
  /** For each second that passed. */
  readonly perSecond: number
}

export interface Measured extends Contender {
  /** Round by round, the first, in which the code warms up, left out. */
  readonly turns: readonly Turn[]
}

export async function measure(contenders: readonly Contender[], cases: readonly CaseFile[], rounds: number): Promise<Measured[]> {
  const measured = contenders.map((contender) => ({ ...contender, turns: [] as Turn[] }))
  for (let round = 0; round <= rounds; round++) {
    for (const [place, contender] of contenders.entries()) {
      const turn = await takeTurn(contender, cases, round)
      if (round > 0) measured[place]?.turns.push(turn)
    }
  }
  return measured
}

async function takeTurn({ oneIn = 1, answer }: Contender, cases: readonly CaseFile[], round: number): Promise<Turn> {
  const share = Math.ceil(cases.length / oneIn)
  const from = (round % oneIn) * share
  const own = cases.slice(from, from + share)
  const cpuBefore = process.cpuUsage()
  const before = performance.now()
  await answer(own)
  const seconds = (performance.now() - before) / 1e3
  const { user, system } = process.cpuUsage(cpuBefore)
  return { perCpuSecond: own.length / ((user + system) / 1e6), perSecond: own.length / seconds }
}

/** How many times as fast as another, in children for each second of work: the median of the rounds. */
export const timesAsFast = (one: Measured, other: Measured): number =>
  median(one.turns.map(({ perCpuSecond }, round) => perCpuSecond / (other.turns[round]?.perCpuSecond ?? Number.NaN)))

export function median(values: readonly number[]): number {
  const inOrder = [...values].sort((a, b) => a - b)
  return inOrder[inOrder.length >> 1] ?? Number.NaN
}
